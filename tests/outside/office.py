"""LibreOffice opens every .pptx and .docx and makes as many pages as it should.

    office.py PACKS WORK

One page a slide; a document within one page of the PDF beside it. That it opens
proves little (it opens broken files, too), that all pages are there proves more.
"""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
from pptx import Presentation

from common import Findings, files

root, work = Path(sys.argv[1]), Path(sys.argv[2])
findings = Findings(root)
looked_at = files(root, ".pptx", ".docx")
work.mkdir(parents=True)
copies = {}
for n, path in enumerate(looked_at):
    # All results land in one folder, so each copy needs a name of its own.
    copies[path] = work / f"{n:04}-{path.suffix[1:]}{path.suffix}"
    shutil.copyfile(path, copies[path])


def convert(job):
    """One process for many files; each its own profile, or the second hands its
    files to the first and ends."""
    n, batch = job
    if not batch:
        return None
    profile = (work / f"profile-{n}").resolve().as_uri()
    try:
        result = subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",
             "--convert-to", "pdf", "--outdir", str(work), *map(str, batch)],
            capture_output=True, text=True, errors="replace", timeout=120 + 20 * len(batch),
        )
    except subprocess.TimeoutExpired:
        return "took too long and was stopped"
    return result.stderr.strip() if result.returncode else None


all_copies = list(copies.values())
with ThreadPoolExecutor(2) as pool:
    for trouble in pool.map(convert, enumerate([all_copies[::2], all_copies[1::2]])):
        if trouble:
            findings.add(root, "LibreOffice", trouble)


def pages(path):
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


total = 0
for path, copy in copies.items():
    made = copy.with_suffix(".pdf")
    if not made.exists():
        findings.add(path, "", "LibreOffice does not open it")
        continue
    got = pages(made)
    total += got
    try:
        if path.suffix == ".pptx":
            wanted = len(Presentation(str(path)).slides)
            if got != wanted:
                findings.add(path, "", f"{wanted} slides, but LibreOffice makes {got} pages")
        elif not path.with_suffix(".pdf").exists():
            findings.add(path, "", "has no PDF beside it to compare with")
        else:
            wanted = pages(path.with_suffix(".pdf"))
            if abs(got - wanted) > 1:
                findings.add(path, "", f"its PDF has {wanted} pages, LibreOffice makes {got}")
    except Exception as why:  # noqa: BLE001 - one bad file must not hide the others
        findings.add(path, "", f"cannot be read back: {why!r}")
findings.finish(f"{len(looked_at)} files, {total} pages")
