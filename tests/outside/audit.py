"""openxml-audit, a second opinion on every .pptx and .docx.

    audit.py COPIES

Warnings count as findings. Run it on copies; it says so if one was changed.
"""

import hashlib
import re
import sys
import zipfile
from pathlib import Path

from common import Findings, files
from openxml_audit import FileFormat, OpenXmlValidator

root = Path(sys.argv[1])
findings = Findings(root)
validator = OpenXmlValidator(
    file_format=FileFormat.MICROSOFT_365, max_errors=0, security_validation=True
)
looked_at = files(root, ".pptx", ".docx")
OUTSIDE = "External relationship target: "


def is_link(path, error):
    """Whether it complains of a hyperlink that a person clicks: those lead outside by nature.
    Anything else from outside, a picture say, would be fetched unasked."""
    if not error.description.startswith(OUTSIDE):
        return False
    target = error.description.removeprefix(OUTSIDE)
    if not target.startswith(("https://", "tel:", "mailto:")):
        return False
    with zipfile.ZipFile(path) as package:
        arrows = package.read(error.part_uri.lstrip("/")).decode()
    kinds = [
        arrow for arrow in re.findall(r"<Relationship [^>]*>", arrows) if f'Target="{target}"' in arrow
    ]
    return bool(kinds) and all("/relationships/hyperlink\"" in arrow for arrow in kinds)


for path in looked_at:
    before = hashlib.sha256(path.read_bytes()).digest()
    try:
        result = validator.validate(path)
    except Exception as why:  # noqa: BLE001 - a judge that falls over has not said yes
        findings.add(path, "", f"openxml-audit fell over: {why!r}")
        continue
    for error in result.errors:
        if is_link(path, error):
            continue
        place = f"{error.part_uri} {error.path}".strip()
        findings.add(path, place, f"{error.severity.value}: {error.description}")
    if not result.is_valid and not result.errors:
        findings.add(path, "", "is not valid, without a reason")
    if hashlib.sha256(path.read_bytes()).digest() != before:
        findings.add(path, "", "was changed by openxml-audit")
findings.finish(f"{len(looked_at)} files")
