"""Each .pptx as python-pptx reads it: the same words as the PDF beside it, page
by page, and all that a slide owes its readers.

    decks.py PACKS

A slide must have one title, unlike the others'; speaker notes that are not
empty (a teacher's or trainer's deck) or none (all others); alt text or a decorative mark on
every picture, and alt text on every table or chart; a language on every run.
"""

import sys
from collections import Counter
from pathlib import Path

from pptx import Presentation
from pptx.oxml.ns import qn

from common import LANGUAGE, Findings, alt_trouble, files, less, listing, numeral, pdf_pages
from common import unreadable, words

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TITLES = ("title", "ctrTitle")

root = Path(sys.argv[1])
findings = Findings(root)
not_compared = 0


def elements(tree, *tags):
    """Descendants with these tags in order, those of the older drawing apart."""
    for child in tree:
        if child.tag == FALLBACK:
            continue
        if child.tag in tags:
            yield child
        yield from elements(child, *tags)


def paragraph_text(paragraph):
    """The words of an `a:p`, less the slide's number."""
    out = ""
    for part in paragraph:
        if part.tag == qn("a:br"):
            out += "\n"
        elif part.tag == qn("a:r") or part.tag == qn("a:fld") and part.get("type") != "slidenum":
            out += "".join(t.text or "" for t in part.iter(qn("a:t")))
    return out


def text(tree):
    return "\n".join(paragraph_text(p) for p in elements(tree, qn("a:p")))


def drawn_numbers(tree):
    """The numbers that PowerPoint draws before the items of numbered lists."""
    out = []
    for body in elements(tree, qn("p:txBody"), qn("a:txBody")):
        counts = Counter()
        for paragraph in body.findall(qn("a:p")):
            props = paragraph.find(qn("a:pPr"))
            level = int(props.get("lvl", 0)) if props is not None else 0
            number = props.find(qn("a:buAutoNum")) if props is not None else None
            if number is None:
                style = body.find(f"{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}")
                own = props is not None and (
                    props.find(qn("a:buNone")) is not None or props.find(qn("a:buChar")) is not None
                )
                number = style.find(qn("a:buAutoNum")) if style is not None and not own else None
            for deeper in [x for x in counts if x > level or (number is None and x == level)]:
                del counts[deeper]
            if number is not None and paragraph_text(paragraph).strip():
                start = int(number.get("startAt", 1))
                out.append(f"{numeral(number.get('type'), start + counts[level])}.")
                counts[level] += 1
    return words(" ".join(out))


def backdrop(slide):
    """Words that stand on the layout and the master themselves."""
    out = []
    layers = [slide.slide_layout]
    if slide.element.get("showMasterSp", "1") in ("0", "false"):
        return ""
    if slide.slide_layout.element.get("showMasterSp", "1") not in ("0", "false"):
        layers.append(slide.slide_layout.slide_master)
    for layer in layers:
        for shape in layer.shapes:
            if not shape.is_placeholder:
                out.append(text(shape.element))
    return "\n".join(out)


def check_words(path, n, slide, page):
    global not_compared
    says = text(slide.element) + "\n" + backdrop(slide)
    not_compared += unreadable(says)
    numbers = drawn_numbers(slide.element)
    lost = less(less(words(page), words(says)), numbers)
    # The slide's number is a field here and plain words there.
    lost = less(lost, Counter([str(n)]))
    added = less(words(says), words(page))
    if lost:
        findings.add(path, f"slide {n}", f"lacks words of the PDF's page {n}: {listing(lost)}")
    if added:
        what = f"has words that the PDF's page {n} lacks: {listing(added)}"
        findings.add(path, f"slide {n}", what)


def check_languages(path, place, tree):
    for run in elements(tree, qn("a:r"), qn("a:fld")):
        props = run.find(qn("a:rPr"))
        lang = props.get("lang") if props is not None else None
        if lang is None or not LANGUAGE.fullmatch(lang):
            said = "".join(t.text or "" for t in run.iter(qn("a:t")))
            findings.add(path, place, f"no language (lang={lang!r}) on “{said}”")


def check_notes(path, n, slide, for_staff):
    """Says whether the slide has notes with words."""
    if not slide.has_notes_slide:
        return False
    frame = slide.notes_slide.notes_text_frame
    said = frame.text.strip() if frame is not None else ""
    if not for_staff:
        what = f"has speaker notes, and is not for staff: “{said[:60]}”"
        findings.add(path, f"slide {n}", what)
    elif not said:
        findings.add(path, f"slide {n}", "its speaker notes are empty")
    check_languages(path, f"slide {n}, notes", slide.notes_slide.element)
    return bool(said)


def check_slide(path, n, slide, titles):
    titled = [
        s for s in elements(slide.element, qn("p:sp"))
        if any(ph.get("type") in TITLES for ph in elements(s, qn("p:ph")))
    ]
    said = [" ".join(text(s).split()) for s in titled]
    if len(titled) != 1:
        findings.add(path, f"slide {n}", f"has {len(titled)} titles, not one")
    elif not said[0]:
        findings.add(path, f"slide {n}", "its title is empty")
    elif slide.shapes.title is None or not slide.shapes.title.text_frame.text.strip():
        findings.add(path, f"slide {n}", "python-pptx does not find its title")
    else:
        if said[0] in titles:
            what = f"has the title of slide {titles[said[0]]}: “{said[0]}”"
            findings.add(path, f"slide {n}", what)
        titles.setdefault(said[0], n)
    for tag, props, what in (
        ("p:pic", "p:nvPicPr/p:cNvPr", "picture"),
        ("p:graphicFrame", "p:nvGraphicFramePr/p:cNvPr", "table or chart"),
    ):
        for shape in elements(slide.element, qn(tag)):
            named = shape.find("/".join(qn(step) for step in props.split("/")))
            if trouble := alt_trouble(named):
                findings.add(path, f"slide {n}", f"{what} “{named.get('name')}” {trouble}")
    check_languages(path, f"slide {n}", slide.element)


def check_deck(path):
    deck = Presentation(str(path))
    slides = list(deck.slides)
    if not (deck.core_properties.title or "").strip():
        findings.add(path, "properties", "no title")
    if not slides:
        findings.add(path, "", "has no slides")
    titles = {}
    for_staff = path.parent.name in ("teacher", "trainer", "presenter")
    with_notes = 0
    for n, slide in enumerate(slides, 1):
        if slide.element.get("show") in ("0", "false"):
            findings.add(path, f"slide {n}", "is hidden")
        check_slide(path, n, slide, titles)
        with_notes += check_notes(path, n, slide, for_staff)
    if for_staff and not with_notes:
        findings.add(path, "", "no slide has speaker notes")
    sibling = path.with_suffix(".pdf")
    if not sibling.exists():
        findings.add(path, "", "has no PDF beside it to compare with")
        return len(slides), with_notes
    pages = pdf_pages(sibling)
    if len(pages) != len(slides):
        findings.add(path, "", f"has {len(slides)} slides, its PDF {len(pages)} pages")
    for n, (slide, page) in enumerate(zip(slides, pages), 1):
        check_words(path, n, slide, page)
    return len(slides), with_notes


looked_at = files(root, ".pptx")
slides = with_notes = 0
for path in looked_at:
    try:
        more, noted = check_deck(path)
        slides, with_notes = slides + more, with_notes + noted
    except Exception as why:  # noqa: BLE001 - one bad deck must not hide the others
        findings.add(path, "", f"cannot be read back: {why!r}")
note = f", {not_compared} words in other scripts not compared" if not_compared else ""
findings.finish(f"{len(looked_at)} decks, {slides} slides, {with_notes} with notes{note}")
