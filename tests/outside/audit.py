"""openxml-audit, a second opinion on every .pptx and .docx.

    audit.py COPIES

Warnings count as findings. Run it on copies; it says so if one was changed.
"""

import hashlib
import sys
from pathlib import Path

from common import Findings, files
from openxml_audit import FileFormat, OpenXmlValidator

root = Path(sys.argv[1])
findings = Findings(root)
validator = OpenXmlValidator(
    file_format=FileFormat.MICROSOFT_365, max_errors=0, security_validation=True
)
looked_at = files(root, ".pptx", ".docx")
for path in looked_at:
    before = hashlib.sha256(path.read_bytes()).digest()
    try:
        result = validator.validate(path)
    except Exception as why:  # noqa: BLE001 - a judge that falls over has not said yes
        findings.add(path, "", f"openxml-audit fell over: {why!r}")
        continue
    for error in result.errors:
        place = f"{error.part_uri} {error.path}".strip()
        findings.add(path, place, f"{error.severity.value}: {error.description}")
    if not result.is_valid and not result.errors:
        findings.add(path, "", "is not valid, without a reason")
    if hashlib.sha256(path.read_bytes()).digest() != before:
        findings.add(path, "", "was changed by openxml-audit")
findings.finish(f"{len(looked_at)} files")
