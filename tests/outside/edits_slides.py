"""Edits of slides, made with python-pptx and LibreOffice."""

import copy
import re

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from editing import (
    ADULTS_DECK, DECK, YOUNGER_DECK, add_picture, add_slide, all_shapes, copy_slide, drop_slide,
    edit, help_slide, move_slide, number_of, replace, replace_on, slide_with, text_box,
)

ERROR, WARNING, NOTE = "error", "warning", "note"
# What goes with a slide of the plan for help.
WITH_HELP = ["missing-core-message", "changed-contact"]
BLAME = "It was her own fault for sending it."

# ---- clean edits of slides


@edit(DECK)
def a_slide_moved(deck):
    move_slide(deck, 5, 3)


@edit(DECK)
def the_help_slide_moved_to_the_end(deck):
    move_slide(deck, number_of(deck, help_slide(deck)), len(deck.slides))


@edit(DECK)
def another_title(deck):
    replace_on(deck.slides[0], "It’s in the group chat", "Chats and what to do in them")


@edit(DECK)
def an_activity_deleted(deck):
    drop_slide(deck, slide_with(deck, "Six quick statements"))
    drop_slide(deck, slide_with(deck, "The same six again"))


@edit(DECK)
def an_activity_hidden(deck):
    slide_with(deck, "One card, one plan")._element.set("show", "0")


@edit(DECK)
def another_font_in_the_theme(deck):
    theme = deck.slide_masters[0].part.part_related_by(RT.THEME)
    blob = re.sub(rb'(<a:latin typeface=")[^"]*"', rb'\1Comic Sans MS"', theme.blob)
    assert blob != theme.blob
    theme._blob = blob


@edit(DECK)
def runs_split_and_words_made_bold(deck):
    for slide in deck.slides:
        for shape in all_shapes(slide.shapes):
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else []:
                for run in list(paragraph.runs):
                    half = len(run.text) // 2
                    if half < 2:
                        continue
                    second = copy.deepcopy(run._r)
                    second.t.text = run.text[half:]
                    run._r.addnext(second)
                    run.text = run.text[:half]
                    run.font.bold = True


@edit(DECK)
def quotes_straightened(deck):
    straight = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
    for slide in deck.slides:
        for text in slide._element.iter(qn("a:t")):
            text.text = (text.text or "").translate(straight)


@edit(DECK)
def an_example_of_ones_own(deck):
    add_slide(deck, "Title", "A made-up chat", [
        "Zed sends a picture of a sunset to the choir.",
        "What could the choir do with it?",
    ])


@edit(DECK)
def a_remark_in_the_notes(deck):
    notes = slide_with(deck, "What are group chats good at?").notes_slide.notes_text_frame
    notes.add_paragraph().text = "Say: In our school the choir has a chat for lifts."


@edit(DECK)
def words_to_say_on_a_slide(deck):
    slide = slide_with(deck, "Six quick statements")
    text_box(slide, ["It isn’t a test, and nobody will know which sheet is yours."])


@edit(DECK)
def a_drawing_with_words(deck):
    add_picture(deck.slides[4], "A red kite flies over a green hill")


@edit(DECK)
def a_decorative_drawing(deck):
    picture = add_picture(deck.slides[4], "")
    properties = picture._element.nvPicPr.cNvPr
    properties.append(parse_xml(
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    ))


@edit(DECK)
def a_table_added(deck):
    slide = deck.slides[4]
    table = slide.shapes.add_table(2, 2, Emu(500_000), Emu(2_000_000), Emu(4_000_000), Emu(900_000))
    for cell, words in zip(table.table.iter_cells(), ["Chat", "Good for", "Choir", "Lifts home"]):
        cell.text = words


@edit(DECK)
def boxes_moved_and_letters_larger(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                shape.left, shape.top = Emu(shape.left + 90_000), Emu(shape.top + 90_000)
                for paragraph in shape.text_frame.paragraphs:
                    for run in paragraph.runs:
                        run.font.size = Pt(26)


@edit(DECK)
def a_slide_copied(deck):
    copy_slide(deck, help_slide(deck))


@edit(DECK)
def notes_of_an_activity_shortened(deck):
    frame = slide_with(deck, "Six quick statements").notes_slide.notes_text_frame
    frame.text = "Say: Turn over the small sheet and tick."


@edit(DECK)
def the_school_filled_in(deck):
    slide = help_slide(deck)
    for shape in slide.shapes:
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else []:
            for label, value in [("Safeguarding lead: ", "Mrs Okafor"), ("Where: ", "Room 4")]:
                text = "".join(run.text for run in paragraph.runs)
                if text.startswith(label):
                    assert replace(paragraph, text, label + value)


@edit(DECK)
def a_line_broken_in_a_message(deck):
    words = "Delete it straight away and tell an adult you trust."
    slide = slide_with(deck, words)
    for shape in slide.shapes:
        if shape.has_text_frame and words in shape.text_frame.text:
            shape.text_frame.paragraphs[0].text = words.replace(" and ", " and\v")


@edit(DECK, through="odf")
def saved_as_opendocument_and_back(_deck):
    pass


@edit(YOUNGER_DECK, through="again")
def saved_again_by_libreoffice_with_another_title(deck):
    replace_on(deck.slides[0], "Stop, don’t share, tell", "Our lesson on passing things on")


@edit(ADULTS_DECK, through="odf")
def a_workshop_saved_as_opendocument_with_slides_moved(deck):
    move_slide(deck, 6, 4)


def one_more_line(xml):
    """In LibreOffice: a line typed on the slide with the question."""
    return typed(xml, "They’re good for …", "They’re good for … lifts home.")


def typed(xml, old, new):
    """Types other words over some in an OpenDocument file."""
    assert old in xml, f"there is no “{old}” in it"
    return xml.replace(old, new, 1)


@edit(DECK, through="odf", in_odf=one_more_line)
def a_line_typed_in_libreoffice(_deck):
    pass


# ---- help that is gone or changed


@edit(DECK, ("missing-help-slide", ERROR, "slide 18"), may=WITH_HELP)
def the_help_slide_deleted(deck):
    drop_slide(deck, help_slide(deck))


@edit(DECK, ("missing-help-slide", ERROR, "slide 18"), may=WITH_HELP)
def the_help_slide_hidden(deck):
    help_slide(deck)._element.set("show", "0")


@edit(YOUNGER_DECK, ("missing-help-slide", ERROR, "slide 19"), may=WITH_HELP)
def the_help_slide_for_younger_children_deleted(deck):
    drop_slide(deck, help_slide(deck))


@edit(ADULTS_DECK, ("missing-help-slide", ERROR, "slide 27"), may=WITH_HELP)
def the_help_slide_of_a_workshop_deleted(deck):
    drop_slide(deck, help_slide(deck))


MESSAGES = {
    "never share": (
        "Never share, show, save, link to or ask for child abuse images, even as a warning.",
        "Try not to share such images too often."),
    "delete and tell": ("Delete it straight away and tell an adult you trust.",
                        "Think about it and perhaps mention it to somebody."),
    "not in trouble": ("You will not be in trouble for asking for help.",
                       "You may not get into much trouble."),
    "who is to blame": (
        "The person who pressured, filmed or shared is to blame, never the child in it.",
        "Nobody can say whose doing it was."),
    "never too late": ("You can stop at any time, and it is never too late to tell.",
                       "Better late than never."),
    "in it or threatened": (
        "In it, or threatened? Pay, send and delete nothing, tell, and use Report Remove.",
        "In it, or threatened? Use Report Remove."),
}

for label, (words, other) in MESSAGES.items():
    def reworded(deck, words=words, other=other):
        """Everywhere, as a teacher does who searches and replaces."""
        found = False
        for slide in deck.slides:
            frames = [s.text_frame for s in all_shapes(slide.shapes) if s.has_text_frame]
            if slide.has_notes_slide:
                frames.append(slide.notes_slide.notes_text_frame)
            for frame in frames:
                for paragraph in frame.paragraphs:
                    while replace(paragraph, words, other):
                        found = True
        assert found, words

    reworded.__name__ = f"the message reworded: {label}"
    found_in = ("missing-core-message", ERROR, "slide ")
    edit(DECK, found_in, may=["missing-help-slide", "changed-contact"])(reworded)


@edit(DECK, ("missing-core-message", ERROR, "slide 16"))
def a_message_deleted_from_the_slides(deck):
    words = "You can stop at any time, and it is never too late to tell."
    for slide in deck.slides:
        for shape in list(slide.shapes):
            if shape.has_text_frame and words in shape.text_frame.text:
                shape._element.getparent().remove(shape._element)
        if slide.has_notes_slide:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                replace(paragraph, words, "")


@edit(DECK, ("changed-contact", ERROR, "slide 18"))
def a_digit_of_childline_changed(deck):
    replace_on(help_slide(deck), "0800 1111", "0800 1112")


@edit(DECK, ("changed-contact", ERROR, "slide 18"))
def another_services_number_for_childline(deck):
    replace_on(help_slide(deck), "0800 1111", "116 123")


@edit(DECK, ("changed-contact", ERROR, "slide 18"))
def a_web_address_changed(deck):
    other = "ceop-police.example/safety"
    replace_on(help_slide(deck), "ceop.police.uk/safety-centre", other)


@edit(DECK, ("changed-contact", ERROR, "slide 18"))
def the_emergency_number_changed(deck):
    replace_on(help_slide(deck), "Call 999", "Call 991")


@edit(DECK, ("changed-contact", ERROR, "slide 18"), through="odf",
      in_odf=lambda xml: typed(xml, "0800 1111", "0800 1110"))
def a_digit_changed_in_libreoffice(_deck):
    pass


# ---- what pupils must not see


@edit(DECK, ("leak", ERROR, "slide 11"))
def answers_from_the_notes_on_a_slide(deck):
    slide = slide_with(deck, "What could Dev do first?")
    lines = [p.text for p in slide.notes_slide.notes_text_frame.paragraphs]
    text_box(slide, [line for line in lines if re.match(r"[ABC]: ", line)])


@edit(DECK, ("pupil-names", ERROR, "slide 12"))
def a_class_list_on_a_slide(deck):
    slide = slide_with(deck, "One card, one plan")
    text_box(slide, ["Amira Khan", "Tom Bell", "Priya Shah", "Jo Marsh", "Lewis Grant"])


@edit(DECK, ("pupil-names", ERROR, "slide 12"))
def names_by_table_on_a_slide(deck):
    slide = slide_with(deck, "One card, one plan")
    text_box(slide, ["Table 1: Amira, Tom, Priya, Jo", "Table 2: Lewis, Ella, Sami, Grace"])


@edit(DECK, ("missing-alt-text", ERROR, "slide 5"))
def a_photo_without_words(deck):
    add_picture(deck.slides[4], "")


@edit(DECK, ("missing-alt-text", WARNING, "slide 5"))
def a_photo_called_by_its_file(deck):
    add_picture(deck.slides[4], "IMG_1234.jpg")


@edit(DECK, ("poor-alt-text", WARNING, "slide 5"))
def a_picture_described_as_one(deck):
    add_picture(deck.slides[4], "Image of a kite")


# ---- words that do harm, wherever they stand


@edit(DECK, ("blame", ERROR, "slide 6"))
def blame_in_the_body(deck):
    slide = slide_with(deck, "Behind each copy is a child")
    replace_on(slide, "Each person who stops ends a path.", BLAME)


@edit(DECK, ("blame", ERROR, "notes of slide 6"))
def blame_in_the_notes(deck):
    slide = slide_with(deck, "Behind each copy is a child")
    slide.notes_slide.notes_text_frame.add_paragraph().text = f"Say: {BLAME}"


@edit(DECK, ("blame", ERROR, "slide 5"))
def blame_in_a_table(deck):
    place = Emu(500_000), Emu(2_000_000), Emu(4_000_000), Emu(500_000)
    table = deck.slides[4].shapes.add_table(1, 2, *place)
    table.table.cell(0, 1).text = BLAME


@edit(DECK, ("blame", ERROR, "slide 5"))
def blame_in_a_group(deck):
    group = deck.slides[4].shapes.add_group_shape()
    text_box(group, [BLAME])


@edit(DECK, ("blame", ERROR, "slide 5"))
def blame_in_a_text_box_in_two_runs(deck):
    paragraph = text_box(deck.slides[4], ["It was her "]).text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = "own fault for sending it."
    run.font.italic = True


@edit(DECK, ("blame", ERROR, "slide 5"))
def blame_in_a_chart(deck):
    data = CategoryChartData()
    data.categories = ["yes", "no"]
    data.add_series("answers", (3, 4))
    place = Emu(500_000), Emu(2_000_000), Emu(3_000_000), Emu(2_000_000)
    frame = deck.slides[4].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = BLAME


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@edit(DECK, ("blame", ERROR, "slide 5"))
def blame_in_smartart(deck):
    slide = deck.slides[4]
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        slide.part.package,
        ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
         f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" '
         'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
         '<dgm:pt modelId="1"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r>'
         f'<a:rPr lang="en-GB"/><a:t>{BLAME}</a:t></a:r></a:p></dgm:t></dgm:pt>'
         "</dgm:ptLst><dgm:cxnLst/><dgm:bg/><dgm:whole/></dgm:dataModel>").encode(),
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    rid = slide.part.relate_to(part, kind)
    slide.shapes._spTree.append(parse_xml(
        '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<p:nvGraphicFramePr><p:cNvPr id="990" name="Diagram"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="500000" y="2000000"/><a:ext cx="3000000" cy="900000"/>'
        f'</p:xfrm><a:graphic><a:graphicData uri="{DIAGRAM}"><dgm:relIds xmlns:dgm="{DIAGRAM}" '
        f'r:dm="{rid}" r:lo="{rid}" r:qs="{rid}" r:cs="{rid}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    ))


@edit(DECK, ("secrecy-promise", ERROR, "slide 5"))
def a_promise_of_secrecy(deck):
    text_box(deck.slides[4], ["You can tell me anything and I won't tell a soul."])


@edit(DECK, ("share-imagery", ERROR, "slide 15"))
def evidence_asked_for(deck):
    text_box(slide_with(deck, "What helps"), ["Take a screenshot of the picture as evidence."])


@edit(DECK, ("delete-or-keep", ERROR, "slide 17"))
def the_threatened_told_to_delete(deck):
    text_box(slide_with(deck, "In it, or threatened?"),
             ["If someone is threatening you, block them and delete the chat."])


@edit(DECK, ("whereabouts", ERROR, "slide 10"))
def where_the_video_is(deck):
    text_box(slide_with(deck, "Forty unread"), ["The video is on the Year 9 group chat."])


@edit(DECK, ("own-experience", ERROR, "slide 5"))
def own_experience_asked_for(deck):
    text_box(deck.slides[4], ["Hands up if you have ever been sent something horrible."])


# ---- without the properties, as other programs save


def forget_properties(package):
    """Drops the properties that say what a file is."""
    for rid, arrow in list(package._rels.items()):
        if arrow.reltype.endswith(("custom-properties", "core-properties", "extended-properties")):
            package._rels.pop(rid)


def forget_foot(deck):
    """Drops the foot of every slide, and the titles by which a lesson is known."""
    for slide in deck.slides:
        for shape in list(slide.shapes):
            if shape.name.startswith("Foot"):
                shape._element.getparent().remove(shape._element)
    replace_on(deck.slides[0], "It’s in the group chat", "Chats and what to do in them")


@edit(DECK)
def properties_gone_and_the_foot_still_there(deck):
    forget_properties(deck.part.package)


@edit(DECK, ("changed-contact", ERROR, "slide 18"))
def properties_gone_and_a_digit_changed(deck):
    forget_properties(deck.part.package)
    replace_on(help_slide(deck), "0800 1111", "0800 1112")


@edit(DECK, alone=[("no-original", NOTE, "")])
def properties_and_foot_gone(deck):
    forget_properties(deck.part.package)
    forget_foot(deck)


@edit(DECK, ("missing-help-slide", ERROR, "slide 18"), ("blame", ERROR, "slide 5"),
      alone=[("no-original", NOTE, ""), ("blame", ERROR, "slide 5")],
      may=WITH_HELP)
def properties_and_foot_gone_with_the_help_slide(deck):
    forget_properties(deck.part.package)
    forget_foot(deck)
    text_box(deck.slides[4], [BLAME])
    drop_slide(deck, help_slide(deck))
