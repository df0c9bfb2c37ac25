"""What the checks share: finding files, comparing words, saying what is wrong.

A check prints one line a finding, `file: place: what`, and then one line that
sums up, which `tests/run` shows in its table. Nothing to look at is a finding
too: a check that saw no file has proved nothing.
"""

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path


class Findings:
    """Collects what is wrong, prints it as it comes."""

    def __init__(self, root):
        self.root = Path(root)
        self.count = 0

    def add(self, path, place, what):
        """Prints a finding about a file under the root."""
        path = Path(path)
        if path.is_relative_to(self.root):
            path = path.relative_to(self.root)
        where = f"{path}: {place}" if place else f"{path}"
        print(f"{where}: {what}")
        self.count += 1

    def finish(self, looked_at):
        """Prints the line that sums up and ends the process."""
        noun = "finding" if self.count == 1 else "findings"
        print(f"{looked_at}: {self.count} {noun}")
        sys.exit(1 if self.count else 0)


def files(root, *endings):
    """Every file of a pack with one of these endings, sorted; exits without any."""
    found = sorted(p for p in Path(root).rglob("*") if p.is_file() and p.suffix in endings)
    if not found:
        print(f"no {' or '.join(endings)} file to look at")
        sys.exit(1)
    return found


# What a word is. Letters and digits in a run; so "well-known" counts as two,
# whether or not a line breaks at the hyphen.
_WORD = re.compile(r"[^\W_]+")
# Marks that count as words of their own, so that a lost question mark or a
# straight quote for a curly one shows. No hyphens (a line may break there), no
# bullets (drawn in one format, a property of the paragraph in the other) and no
# brackets (mirrored in right-to-left text).
_MARK = re.compile("[.,;:?!'\"&%/@#*+=£€$‘’“”«»]")
# Scripts in which PDF text comes out as it went in. Arabic and Indic do not:
# letters come back in the order and form in which they were drawn.
_READABLE = {"LATIN", "GREEK", "CYRILLIC", "MODIFIER", "COMBINING"}


def _readable(word):
    return all(
        not c.isalpha() or unicodedata.name(c, "?").split()[0] in _READABLE for c in word
    )


def words(text):
    """Counts the words of a text, white space and drawn bullets apart."""
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = unicodedata.normalize("NFKC", text)
    found = Counter(w for w in _WORD.findall(text) if _readable(w))
    found.update(_MARK.findall(text))
    return found


def unreadable(text):
    """How many words are in scripts that PDF text cannot be compared in."""
    text = unicodedata.normalize("NFKC", text)
    return sum(1 for w in _WORD.findall(text) if not _readable(w))


def listing(counter):
    """Words as a finding names them, e.g. `the ×2, phone`."""
    return ", ".join(w if n == 1 else f"{w} ×{n}" for w, n in sorted(counter.items()))


def less(left, right):
    """What the left counts more of than the right."""
    return left - right


def pdf_pages(path):
    """The text of each page, as poppler reads it, in the order of drawing."""
    out = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"],
        check=True, capture_output=True,
    ).stdout.decode("utf-8")
    # Each page ends in a form feed, the last one too.
    return out.split("\f")[:-1]


_ROMAN = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def numeral(kind, number):
    """A list's number as both Office formats would draw it, less its full stop."""
    kind = kind.lower()
    if "roman" in kind:
        out = ""
        for value, letters in _ROMAN:
            while number >= value:
                out, number = out + letters, number - value
    elif "alpha" in kind or "letter" in kind:
        out = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        out = str(number)
    return out.lower() if "lower" in kind or "lc" in kind else out


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_FILE_NAME = re.compile(r"\.(png|jpe?g|svg|gif|emf|wmf)$", re.IGNORECASE)
_EMPTY_PHRASE = re.compile(r"^(an? )?(image|picture|photo|graphic) of\b", re.IGNORECASE)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def alt_trouble(props):
    """What is wrong with the alt text in a `cNvPr` or `docPr`, if anything."""
    alt = (props.get("descr") or "").strip()
    decorative = any(e.get("val") in ("1", "true") for e in props.iter(_DECORATIVE))
    if decorative and alt:
        return f"is marked as decorative and yet says “{alt}”"
    if decorative:
        return None
    if not alt:
        return "has no alt text and is not marked as decorative"
    if _FILE_NAME.search(alt):
        return f"has a file name for alt text: “{alt}”"
    if _EMPTY_PHRASE.search(alt):
        return f"has alt text that begins with what it is, not what it shows: “{alt}”"
    return None
