"""Folder, manifest and zip of each pack say the same, to the byte.

    archive.py PACKS

`PACKS/<audience>/<slug>/manifest.json` lists every file of its folder but
itself, with size, SHA-256, media type and reader; `PACKS/<audience>_<slug>.zip`
holds the same files.
"""

import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path

from common import Findings

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Delegates are adults: their folder holds words for learners and for any adult.
READERS = {"teacher": "staff", "trainer": "staff", "pupils": "learners", "home": "home"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")

packs = Path(sys.argv[1])
findings = Findings(packs)


def check_manifest(folder, on_disk):
    manifest = folder / "manifest.json"
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError) as why:
        findings.add(manifest, "", f"cannot be read: {why!r}")
        return
    seen = set()
    for entry in listed:
        name = entry.get("name")
        missing = {"name", "size", "sha256", "media_type", "reader"} - entry.keys()
        if missing:
            findings.add(manifest, name, f"lacks {', '.join(sorted(missing))}")
            continue
        if name in seen:
            findings.add(manifest, name, "is listed twice")
        seen.add(name)
        if name not in on_disk:
            findings.add(manifest, name, "is listed but not in the folder")
            continue
        data = on_disk[name]
        if entry["size"] != len(data):
            findings.add(manifest, name, f"size {entry['size']}, but the file has {len(data)}")
        if entry["sha256"] != hashlib.sha256(data).hexdigest():
            findings.add(manifest, name, "sha256 is not the file's")
        wanted = MEDIA_TYPES.get(Path(name).suffix)
        if wanted and entry["media_type"] != wanted:
            findings.add(manifest, name, f"media type {entry['media_type']}, not {wanted}")
        reader = READERS.get(name.split("/")[0]) if "/" in name else None
        if reader and entry["reader"] != reader:
            what = f"reader {entry['reader']}, but the folder is for {reader}"
            findings.add(manifest, name, what)
    for name in sorted(on_disk.keys() - seen - {"manifest.json"}):
        findings.add(manifest, name, "is in the folder but not listed")


def check_zip(path, folder, on_disk):
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as why:
        findings.add(path, "", f"cannot be opened: {why}")
        return
    with archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        names = [e.filename for e in entries]
        # One folder round everything is good manners towards whoever unzips.
        tops = {n.split("/")[0] for n in names}
        top = next(iter(tops)) + "/" if len(tops) == 1 and all("/" in n for n in names) else ""
        if top and top.rstrip("/") not in (folder.name, path.stem):
            findings.add(path, "", f"the folder in it is called {top}")
        seen = set()
        for entry in entries:
            name = entry.filename[len(top):]
            if not NAME.fullmatch(name) or ".." in name or len(name) > 120:
                findings.add(path, name, "is not a plain file name")
            if name in seen:
                findings.add(path, name, "is there twice")
            seen.add(name)
            if name not in on_disk:
                findings.add(path, name, "is not in the folder")
                continue
            try:
                data = archive.read(entry)
            except (zipfile.BadZipFile, OSError, EOFError, ValueError) as why:
                findings.add(path, name, f"cannot be read: {why}")
                continue
            if data != on_disk[name]:
                findings.add(path, name, "differs from the file in the folder")
        for name in sorted(on_disk.keys() - seen):
            findings.add(path, name, "is missing")
        if len({e.date_time for e in entries}) > 1:
            findings.add(path, "", "its files bear different dates")


folders = sorted(p.parent for p in packs.glob("*/*/manifest.json"))
folders = sorted({*folders, *(p for p in packs.glob("*/*") if p.is_dir())})
zips = {p.name: p for p in packs.glob("*.zip")}
total = 0
if not folders:
    findings.add(packs, "", "holds no pack")
for folder in folders:
    for path in folder.rglob("*"):
        if path.is_symlink():
            findings.add(path, "", "is a link")
    on_disk = {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }
    total += len(on_disk)
    for name in on_disk:
        if name != "manifest.json" and not NAME.fullmatch(name):
            findings.add(folder / name, "", "is not a plain file name")
    check_manifest(folder, on_disk)
    name = f"{folder.parent.name}_{folder.name}.zip"
    if name in zips:
        check_zip(zips.pop(name), folder, on_disk)
    else:
        findings.add(packs / name, "", "is missing")
for path in zips.values():
    findings.add(path, "", "has no folder beside it")
findings.finish(f"{len(folders)} packs, {total} files")
