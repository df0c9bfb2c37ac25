"""Every PDF against the standards it claims.

    pdfs.py PACKS ua      PDF/UA-1, which all must meet, and the PDF/A level, if it claims one
    pdfs.py PACKS qpdf    its structure: no error, no warning
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import Findings, files

root, mode = Path(sys.argv[1]), sys.argv[2]
findings = Findings(root)
looked_at = files(root, ".pdf")


def claimed_archive_level(path):
    """The PDF/A level in the metadata, e.g. `2a`."""
    import pikepdf

    with pikepdf.open(path) as pdf, pdf.open_metadata() as meta:
        return f"{meta.get('pdfaid:part', '')}{meta.get('pdfaid:conformance', '')}".lower()


def has_its_length(path, number):
    """Whether a stream has just as many bytes as it says, an end of line and `endstream`.

    The judge takes a carriage return that is the last byte of compressed data
    for a part of the end of line, and then misses a byte."""
    data = path.read_bytes()
    head = re.search(rb"[\r\n]%d 0 obj\b(.*?)stream\r?\n" % number, data, re.S)
    length = head and re.search(rb"/Length (\d+)", head.group(1))
    if not length:
        return False
    end = head.end() + int(length.group(1))
    return data[end - 1 : end] == b"\r" and data[end:].startswith(b"\nendstream")


def validate(path):
    import page

    profiles = [page.ValidationProfile.PDF_UA_1]
    try:
        if level := claimed_archive_level(path):
            profiles.append(page.ValidationProfile(level))
        for profile in profiles:
            for failure in page.validate_pdf(path, profile=profile).failures:
                number = failure.object_id.object_number if failure.object_id else 0
                if "STREAM-LENGTH" in failure.rule_id and has_its_length(path, number):
                    continue
                place = f"{profile.name} {failure.rule_id}"
                if number:
                    place += f" object {number}"
                findings.add(path, place, failure.message)
    except Exception as why:  # noqa: BLE001 - a file that no judge can read fails
        findings.add(path, "", f"cannot be read: {why}")


def structure(path):
    return subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, errors="replace"
    )


if mode == "ua":
    for path in looked_at:
        validate(path)
elif mode == "qpdf":
    with ThreadPoolExecutor(2) as pool:
        for path, result in zip(looked_at, pool.map(structure, looked_at)):
            if result.returncode:
                lines = [x for x in (result.stdout + result.stderr).splitlines()
                         if "WARNING" in x or "ERROR" in x.upper()]
                findings.add(path, f"qpdf ends with {result.returncode}", " · ".join(lines[:5]))
else:
    sys.exit(f"unknown mode {mode}")
findings.finish(f"{len(looked_at)} files")
