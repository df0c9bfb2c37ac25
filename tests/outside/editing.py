"""What the edits share: the list of them, and changing slides and pages as a
person does who has the file open.

An edit is a function that is given a python-pptx `Presentation` or a
python-docx `Document`. Its decorator says which file it is made to and what
must be found in it; an edit with nothing to be found is a clean one.
"""

import copy
import io
from dataclasses import dataclass, field

from PIL import Image, ImageDraw
from pptx.oxml.ns import qn as pptx_qn
from pptx.util import Emu

CHILDREN = "11-14/in-the-group-chat"
YOUNGER = "8-11/stop-dont-share-tell"
ADULTS = "professionals/first-hour-first-day"

DECK = (CHILDREN, "teacher/2-slides.pptx")
SHEET = (CHILDREN, "pupils/3-worksheet-circle.docx")
HELP = (CHILDREN, "pupils/4-help-sheet.docx")
LETTER = (CHILDREN, "home/1-letter-home.docx")
NOTES = (CHILDREN, "teacher/3-notes.docx")
YOUNGER_DECK = (YOUNGER, "teacher/2-slides.pptx")
ADULTS_DECK = (ADULTS, "trainer/2-slides.pptx")
HANDOUT = (ADULTS, "delegates/3-handout.docx")


@dataclass
class Edit:
    """An edit, and what must be found when the file is checked by itself and
    against its pack: (rule, level, words of the place) each."""

    name: str
    source: tuple
    make: object
    alone: list
    against: list
    # Rules that may speak up as well.
    may: set = field(default_factory=set)
    # "again": opened and saved by LibreOffice; "odf": as OpenDocument and back.
    through: str = ""
    # What is changed in the OpenDocument file's content.xml, as a person would
    # in LibreOffice.
    in_odf: object = None

    @property
    def is_clean(self):
        return not self.alone and not self.against


EDITS = []


def edit(source, *found, alone=None, may=(), through="", in_odf=None):
    """Adds a function to the list of edits. `alone` says what must be found
    where no pack is given, if that is not the same."""

    def add(make):
        name = make.__name__.replace("_", " ")
        without = list(found) if alone is None else list(alone)
        EDITS.append(Edit(name, source, make, without, list(found), set(may), through, in_odf))
        return make

    return add


# ---- words


def replace(paragraph, old, new):
    """Replaces words in a paragraph of either format, in links and over runs."""
    texts = [e for e in paragraph._p.iter() if isinstance(e.tag, str) and e.tag.endswith("}t")]
    for text in texts:
        if old in (text.text or ""):
            text.text = text.text.replace(old, new, 1)
            return True
    whole = "".join(text.text or "" for text in texts)
    if old not in whole:
        return False
    texts[0].text = whole.replace(old, new, 1)
    for text in texts[1:]:
        text.text = ""
    return True


def all_shapes(shapes):
    """Every shape, those in groups included."""
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from all_shapes(shape.shapes)


def slide_with(deck, words):
    """The first slide that says these words."""
    for slide in deck.slides:
        for shape in all_shapes(slide.shapes):
            if shape.has_text_frame and words in shape.text_frame.text:
                return slide
    raise LookupError(f"no slide says “{words}”")


def help_slide(deck):
    """The slide that says where to get help."""
    return next(s for s in deck.slides if s.shapes.title is not None
                and s.shapes.title.text_frame.text == "Who can help")


def number_of(deck, slide):
    """Its number, from 1."""
    return next(n for n, one in enumerate(deck.slides, 1) if one.slide_id == slide.slide_id)


def replace_on(slide, old, new):
    """Replaces words on a slide."""
    for shape in all_shapes(slide.shapes):
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                if replace(paragraph, old, new):
                    return
    raise LookupError(f"the slide does not say “{old}”")


def paragraphs_of(document):
    """Every paragraph of a document's body, tables and boxes included."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def replace_in(document, old, new):
    """Replaces words in a document, wherever they stand."""
    done = [replace(paragraph, old, new) for paragraph in paragraphs_of(document)]
    if not any(done):
        raise LookupError(f"the document does not say “{old}”")


# ---- slides


def drop_slide(deck, slide):
    """Deletes a slide."""
    ids = deck.slides._sldIdLst
    number = slide.slide_id
    for entry in list(ids):
        if int(entry.get("id")) == number:
            deck.part.drop_rel(entry.get(pptx_qn("r:id")))
            ids.remove(entry)


def move_slide(deck, frm, to):
    """Moves a slide, both numbers from 1."""
    ids = deck.slides._sldIdLst
    entries = list(ids)
    entry = entries[frm - 1]
    ids.remove(entry)
    ids.insert(to - 1, entry)


def add_slide(deck, layout, title, lines):
    """Adds a slide with a text box at the end, as a hurried teacher does."""
    named = [one for one in deck.slide_layouts if one.name == layout]
    slide = deck.slides.add_slide((named or list(deck.slide_layouts))[0])
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type is not None and shape != slide.shapes.title:
            shape._element.getparent().remove(shape._element)
    if slide.shapes.title is not None:
        slide.shapes.title.text_frame.text = title
        text_box(slide, lines)
    else:
        text_box(slide, [title, *lines])
    return slide


def text_box(shapes_of, lines):
    """Adds a text box with these paragraphs to a slide or a group."""
    box = shapes_of.shapes.add_textbox(Emu(600_000), Emu(1_500_000), Emu(6_000_000), Emu(900_000))
    frame = box.text_frame
    frame.text = lines[0]
    for line in lines[1:]:
        frame.add_paragraph().text = line
    return box


def copy_slide(deck, slide):
    """Copies the shapes of a slide with words alone onto a new one."""
    made = deck.slides.add_slide(slide.slide_layout)
    for shape in list(made.shapes):
        shape._element.getparent().remove(shape._element)
    for shape in slide.shapes:
        if shape.has_text_frame:
            made.shapes._spTree.append(copy.deepcopy(shape._element))
    return made


# ---- pictures


def drawing():
    """A drawing of a kite on a hill, as a file in memory."""
    image = Image.new("RGB", (320, 240), "#cfe8f3")
    pen = ImageDraw.Draw(image)
    pen.ellipse((-60, 170, 380, 420), fill="#7fae6a")
    pen.polygon([(200, 30), (240, 70), (200, 130), (160, 70)], fill="#c0504d")
    pen.line([(200, 130), (120, 200)], fill="#333333", width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def add_picture(slide, alt):
    """Puts the drawing on a slide, with what it says to those who do not see it."""
    picture = slide.shapes.add_picture(drawing(), Emu(500_000), Emu(2_500_000), Emu(1_500_000))
    picture._element.nvPicPr.cNvPr.set("descr", alt)
    return picture


def add_picture_to(document, alt):
    """Puts the drawing at the end of a document."""
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    inline = paragraph.add_run().add_picture(drawing(), width=Cm(4))
    inline._inline.docPr.set("descr", alt)
