"""Edits of documents, made with python-docx and LibreOffice."""

import re

from editing import (
    HANDOUT, HELP, LETTER, NOTES, SHEET, add_picture_to, edit, paragraphs_of, replace_in,
)

ERROR, WARNING = "error", "warning"
BLAME = "It was her own fault for sending it."

# ---- clean edits of documents


@edit(SHEET)
def another_title_for_a_worksheet(document):
    replace_in(document, "Dev’s next ten seconds", "Ten seconds that count")


@edit(SHEET)
def a_task_of_ones_own(document):
    document.add_heading("4. Draw the way of a message.", 1)
    document.add_paragraph("Use arrows. Invent everyone in it.")


@edit(SHEET)
def a_row_added_to_a_table(document):
    table = document.tables[0]
    for cell, words in zip(table.add_row().cells, ["Zed turns the phone over.", "", ""]):
        cell.text = words


@edit(HELP)
def runs_split_in_a_help_sheet(document):
    for paragraph in paragraphs_of(document):
        for run in list(paragraph.runs):
            text, half = run.text, len(run.text) // 2
            if half > 2 and "\t" not in text and "\n" not in text:
                run.text = text[:half]
                paragraph.add_run(text[half:]).bold = True
                break


@edit(HELP, through="odf")
def a_help_sheet_saved_as_opendocument_and_back(_document):
    pass


@edit(HELP, through="again")
def a_help_sheet_saved_again_by_libreoffice(_document):
    pass


@edit(LETTER)
def a_letter_filled_in(document):
    filled = {"From:": "From: Beckside School", "Day of the lesson:": "Day of the lesson: Tuesday"}
    for paragraph in paragraphs_of(document):
        for label, words in filled.items():
            if paragraph.text.startswith(label):
                paragraph.runs[0].text = words
                for run in paragraph.runs[1:]:
                    run.text = ""


@edit(LETTER, through="odf")
def a_letter_saved_as_opendocument_and_back(_document):
    pass


@edit(NOTES)
def a_remark_in_the_teachers_notes(document):
    words = "Tuesday: the hall is booked; teach this in Room 4."
    document.paragraphs[3].insert_paragraph_before(words)


@edit(HANDOUT)
def a_paragraph_in_a_handout(document):
    document.add_paragraph("Our own policy is in the staff room, on the blue shelf.")


@edit(SHEET)
def a_drawing_with_words_on_a_worksheet(document):
    add_picture_to(document, "A red kite flies over a green hill")


@edit(SHEET)
def a_head_of_ones_own(document):
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.add_paragraph("Year 8, autumn term")


@edit(SHEET)
def quotes_straightened_on_a_worksheet(document):
    straight = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
    for paragraph in paragraphs_of(document):
        for run in paragraph.runs:
            if run.text != run.text.translate(straight):
                run.text = run.text.translate(straight)


# ---- help that is gone or changed


@edit(HELP, ("changed-contact", ERROR, ""))
def a_digit_changed_on_a_help_sheet(document):
    replace_in(document, "0800 1111", "0800 1011")


@edit(LETTER, ("changed-contact", ERROR, ""))
def a_digit_changed_in_a_letter(document):
    for paragraph in paragraphs_of(document):
        found = re.search(r"\b0\d{2,4} ?\d[\d ]{4,}\d\b", paragraph.text)
        if found:
            old = found.group()
            replace_in(document, old, old[:-1] + ("1" if old[-1] != "1" else "2"))
            return
    raise LookupError("there is no number in the letter")


@edit(HELP, ("missing-core-message", ERROR, "Remember"))
def a_message_deleted_from_a_help_sheet(document):
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Never share, show, save"):
            paragraph._p.getparent().remove(paragraph._p)


def reworded(xml):
    """In LibreOffice: other words for a message."""
    words = "Delete it straight away and tell"
    assert words in xml
    return xml.replace(words, "Mention it at some point to")


@edit(HELP, ("missing-core-message", ERROR, "Remember"), through="odf", in_odf=reworded)
def a_message_reworded_in_libreoffice(_document):
    pass


@edit(HELP, ("missing-help-slide", ERROR, "Remember"), may=["missing-core-message"])
def what_to_remember_deleted_from_a_help_sheet(document):
    gone = False
    for paragraph in document.paragraphs:
        gone = gone or paragraph.text == "Remember"
        if gone:
            paragraph._p.getparent().remove(paragraph._p)


# ---- what pupils must not see


@edit(SHEET, ("leak", ERROR, ""))
def answers_on_a_worksheet(document):
    document.add_heading("Answers", 1)
    document.add_paragraph("A: easier for Dev; nothing changes for the child")
    document.add_paragraph("C: the video stops with him, and help can start")


@edit(SHEET, ("pupil-names", ERROR, ""))
def a_class_list_in_a_table(document):
    table = document.add_table(rows=4, cols=2)
    names = ["Amira Khan", "Tom Bell", "Priya Shah", "Jo Marsh", "Lewis Grant", "Ella Stone",
             "Sami Haddad", "Grace Hill"]
    for row in range(4):
        for column in range(2):
            table.cell(row, column).text = names[row * 2 + column]


@edit(SHEET, ("pupil-names", ERROR, ""), may=["changed-contact", "unregistered-contact"])
def mailboxes_of_pupils(document):
    document.add_paragraph(
        "amira.khan@pupils.beckside.example, tom.bell@pupils.beckside.example, "
        "priya.shah@pupils.beckside.example"
    )


@edit(SHEET, ("pupil-data", ERROR, ""))
def a_name_asked_for(document):
    document.add_paragraph("Name: ______________")


@edit(SHEET, ("missing-alt-text", ERROR, ""))
def a_photo_without_words_on_a_worksheet(document):
    add_picture_to(document, "")


# ---- words that do harm, wherever they stand


@edit(SHEET, ("blame", ERROR, ""))
def blame_in_a_paragraph(document):
    document.add_paragraph(BLAME)


@edit(SHEET, ("blame", ERROR, ""))
def blame_in_a_cell(document):
    document.tables[0].cell(1, 0).add_paragraph(BLAME)


@edit(SHEET, ("blame", ERROR, "header or footer"))
def blame_in_the_head(document):
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.add_paragraph(BLAME)


@edit(SHEET, ("blame", ERROR, "header or footer"))
def blame_in_the_foot(document):
    document.sections[0].footer.add_paragraph(BLAME)


@edit(SHEET, ("blame", ERROR, ""))
def blame_in_a_comment(document):
    paragraph = document.paragraphs[0]
    document.add_comment(paragraph.runs, text=BLAME, author="A teacher", initials="T")


def with_footnote(xml):
    """In LibreOffice: a footnote at the end of the first paragraph of words."""
    note = (f'<text:note text:id="ftn9" text:note-class="footnote"><text:note-citation>1'
            f"</text:note-citation><text:note-body><text:p>{BLAME}</text:p></text:note-body>"
            "</text:note>")
    changed, count = re.subn(r"(made up\. Talk first, then write\.)", r"\1" + note, xml, count=1)
    assert count == 1
    return changed


@edit(SHEET, ("blame", ERROR, ""), through="odf", in_odf=with_footnote)
def blame_in_a_footnote(_document):
    pass


@edit(HANDOUT, ("share-imagery", ERROR, ""))
def staff_told_to_keep_evidence(document):
    document.add_paragraph("Take a screenshot of the picture as evidence.")
