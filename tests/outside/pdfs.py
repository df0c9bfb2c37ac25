"""Every PDF against the standards it claims.

    pdfs.py PACKS ua      PDF/UA-1, which all must meet, and the PDF/A level, if it claims one
    pdfs.py PACKS qpdf    its structure: no error, no warning
"""

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


def validate(path):
    import page

    profiles = [page.ValidationProfile.PDF_UA_1]
    try:
        if level := claimed_archive_level(path):
            profiles.append(page.ValidationProfile(level))
        for profile in profiles:
            for failure in page.validate_pdf(path, profile=profile).failures:
                place = f"{profile.name} {failure.rule_id}"
                if failure.object_id:
                    place += f" object {failure.object_id.object_number}"
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
