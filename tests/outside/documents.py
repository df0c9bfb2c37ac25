"""Each .docx as python-docx reads it: the same words as the PDF beside it, and
all that a document owes its readers.

    documents.py PACKS

Compared is what a screen reader would say of the PDF: artifacts (slide pictures,
table heads repeated on the next page) do not count. Running heads and feet are
compared apart, as a set and less all numbers, since each page repeats them.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import docx
import pikepdf
from docx.oxml.ns import qn

from common import LANGUAGE, Findings, alt_trouble, files, less, listing, numeral, pdf_pages
from common import unreadable, words

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What carries no words of the text: properties (where a `w:tab` is a tab stop),
# field codes, deleted words, and the older drawing of a text box.
SILENT = {qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:delText"), qn("w:sectPr"), FALLBACK}
SPOKEN = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
SHOWS_TEXT = {"Tj", "TJ", "'", '"', "Do"}

root = Path(sys.argv[1])
findings = Findings(root)
not_compared = 0


def spoken(tree):
    """The words under an element, in order, a line a paragraph."""
    out = []
    for child in tree:
        if child.tag in SILENT:
            continue
        if child.tag == qn("w:t"):
            out.append(child.text or "")
        elif child.tag in SPOKEN:
            out.append(SPOKEN[child.tag])
        else:
            out.append(spoken(child))
            if child.tag == qn("w:p"):
                out.append("\n")
    return "".join(out)


def keep_text(pdf, stream, resources, wanted):
    """The stream less the text that stands where `wanted` says no."""
    def running(operands):
        if str(operands[0]) != "/Artifact":
            return None
        props = operands[1] if len(operands) > 1 else {}
        if isinstance(props, pikepdf.Name):
            props = resources.get("/Properties", {}).get(str(props), {})
        return "running" if props.get("/Subtype") in ("/Header", "/Footer") else "artifact"

    kept, stack = [], []
    for step in pikepdf.parse_content_stream(stream):
        operator = str(step.operator)
        if operator in ("BMC", "BDC"):
            stack.append(running(step.operands))
        elif operator == "EMC" and stack:
            stack.pop()
        place = next((x for x in stack if x), "body")
        if operator not in SHOWS_TEXT or place == wanted:
            kept.append(step)
    return pikepdf.unparse_content_stream(kept)


def pdf_parts(path):
    """The text of the pages' body, and that of their heads and feet."""
    parts = []
    for wanted in ("body", "running"):
        with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                    item.write(keep_text(pdf, item, item.get("/Resources", {}), wanted))
            for page in pdf.pages:
                text = keep_text(pdf, page, page.get("/Resources", {}), wanted)
                page.obj["/Contents"] = pdf.make_stream(text)
            copy = Path(folder) / "part.pdf"
            pdf.save(copy)
            parts.append(pdf_pages(copy))
    return parts


def drawn_numbers(document):
    """The numbers that Word draws before the items of numbered lists."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return Counter()
    value = qn("w:val")
    abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.findall(qn("w:abstractNum"))}
    lists = {
        n.get(qn("w:numId")): abstract.get(n.find(qn("w:abstractNumId")).get(value))
        for n in numbering.findall(qn("w:num"))
    }
    of_style = {}
    for style in document.styles.element.findall(qn("w:style")):
        props = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if props is not None:
            of_style[style.get(qn("w:styleId"))] = props
    out, counts = [], {}
    for paragraph in document.element.body.iter(qn("w:p")):
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        inherited = of_style.get(style.get(value)) if style is not None else None
        props = own if own is not None else inherited
        number = props.find(qn("w:numId")) if props is not None else None
        if number is None or lists.get(number.get(value)) is None:
            continue
        level = props.find(qn("w:ilvl"))
        level = level.get(value) if level is not None else "0"
        kind = next(
            (x.find(qn("w:numFmt")) for x in lists[number.get(value)].findall(qn("w:lvl"))
             if x.get(qn("w:ilvl")) == level), None,
        )
        if kind is None or kind.get(value) in ("bullet", "none"):
            continue
        seen = counts.setdefault(number.get(value), Counter())
        for deeper in [x for x in seen if x > level]:
            del seen[deeper]
        seen[level] += 1
        out.append(f"{numeral(kind.get(value), seen[level])}.")
    return words(" ".join(out))


def by_place(missing, places):
    """Groups words by the first place, of a name and a text each, that has them."""
    missing = Counter(missing)
    for name, text in places:
        if found := missing & words(text):
            yield name, found
            missing -= found


# The plan is a table in a document, and a table needs a header row to be heard
# by; on paper it is a drawn strip with numbers, and needs none.
PLAN_HEAD = Counter(["Min", "Part"])


def check_words(path, document):
    global not_compared
    sibling = path.with_suffix(".pdf")
    if not sibling.exists():
        findings.add(path, "", "has no PDF beside it to compare with")
        return
    pages, running = pdf_parts(sibling)
    says = spoken(document.element.body)
    not_compared += unreadable(says)
    there = words("\n".join(pages))
    lost = less(less(there, words(says)), drawn_numbers(document))
    for place, found in by_place(lost, enumerate(pages, 1)):
        findings.add(path, f"PDF page {place}", f"lacks words: {listing(found)}")
    added = less(less(words(says), there), PLAN_HEAD)
    for place, found in by_place(added, ((x.strip()[:60], x) for x in says.splitlines())):
        findings.add(path, f"“{place}”", f"has words that the PDF lacks: {listing(found)}")

    edges = [
        edge
        for section in document.sections
        for edge in (
            section.header, section.first_page_header, section.even_page_header,
            section.footer, section.first_page_footer, section.even_page_footer,
        )
        if not edge.is_linked_to_previous
    ]
    here = {w for edge in edges for w in words(spoken(edge._element)) if not w.isdigit()}
    there = {w for page in running for w in words(page) if not w.isdigit()}
    if there - here:
        findings.add(path, "head and foot", f"lack words: {', '.join(sorted(there - here))}")
    if here - there:
        what = ", ".join(sorted(here - there))
        findings.add(path, "head and foot", f"have words that the PDF's lack: {what}")


def check_headings(path, document):
    """One title, and no level left out on the way down."""
    last = -1
    titles = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        style = docx.text.paragraph.Paragraph(paragraph, document._body).style
        name = (style.name or "") if style is not None else ""
        if name == "Title":
            level = 0
        elif name.startswith("Heading ") and name[8:].isdigit():
            level = int(name[8:])
        else:
            continue
        said = " ".join(spoken(paragraph).split())
        if not said:
            findings.add(path, "headings", f"an empty paragraph in style {name}")
            continue
        if level > last + 1:
            findings.add(path, "headings", f"level {level} after {last}: “{said[:60]}”")
        titles += level == 0
        last = level
    if titles != 1:
        findings.add(path, "headings", f"{titles} paragraphs in style Title, not one")


def check_document(path):
    document = docx.Document(str(path))
    if not (document.core_properties.title or "").strip():
        findings.add(path, "properties", "no title")
    defaults = document.styles.element.find(
        "/".join(qn(x) for x in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"))
    )
    lang = defaults.get(qn("w:val")) if defaults is not None else None
    if lang is None or not LANGUAGE.fullmatch(lang):
        findings.add(path, "styles", f"no language by default (w:lang={lang!r})")
    for props in document.element.body.iter(qn("wp:docPr")):
        if any(a.tag == FALLBACK for a in props.iterancestors()):
            continue
        drawing = next(props.iterancestors(qn("w:drawing")))
        is_picture = any(True for _ in drawing.iter(qn("pic:pic")))
        if is_picture and (trouble := alt_trouble(props)):
            findings.add(path, "body", f"picture “{props.get('name')}” {trouble}")
    check_headings(path, document)
    check_words(path, document)


looked_at = files(root, ".docx")
for path in looked_at:
    try:
        check_document(path)
    except Exception as why:  # noqa: BLE001 - one bad document must not hide the others
        findings.add(path, "", f"cannot be read back: {why!r}")
note = f", {not_compared} words in other scripts not compared" if not_compared else ""
findings.finish(f"{len(looked_at)} documents{note}")
