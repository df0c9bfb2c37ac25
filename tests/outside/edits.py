"""What teachers do to their files, done to built ones by other programs, and
whether `check` finds what must be found and is silent about the rest.

    edits.py PACKS WORK PROGRAM

Each edit is made with python-pptx, python-docx or LibreOffice, never with our
own writer. Each file is checked twice: by itself, where the program rebuilds
what it came from, and against its pack. Findings that were not asked for count
as much as those that are missing: a check that cries wolf is switched off.
"""

import json
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pptx

import edits_sheets  # noqa: F401 - adds to the list
import edits_slides  # noqa: F401 - adds to the list
from common import Findings
from editing import EDITS

packs, work, program = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
OPEN_DOCUMENT = {".pptx": ".odp", ".docx": ".odt"}
findings = Findings(work)
made = {}


def soffice(files, ending, out):
    """One process for many files, with a profile of its own."""
    if not files:
        return
    out.mkdir(parents=True, exist_ok=True)
    profile = (work / f"profile-{out.name}{ending}").resolve().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--convert-to", ending[1:], "--outdir", str(out), *map(str, files)],
        capture_output=True, timeout=120 + 20 * len(files), check=False,
    )


def change_odf(path, change):
    """Changes what an OpenDocument file says."""
    with zipfile.ZipFile(path) as old:
        files = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for info, content in files:
            if info.filename == "content.xml":
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(info, content)


def make(folder):
    """Makes every edit; those of LibreOffice as well."""
    for number, edit in enumerate(EDITS, 1):
        pack, name = edit.source
        source = packs / pack / name
        opened = pptx.Presentation(source) if source.suffix == ".pptx" else docx.Document(source)
        edit.make(opened)
        target = folder / f"{number:02} {edit.name.replace(':', '')}{source.suffix}"
        opened.save(target)
        made[target] = edit
    by_ending = {ending: [] for ending in OPEN_DOCUMENT}
    for path, edit in made.items():
        if edit.through:
            by_ending[path.suffix].append(path)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(through_libreoffice, by_ending.items()))


def through_libreoffice(job):
    """Saves files as OpenDocument, changes them there, and saves them back;
    those that are only to be saved again take the short way."""
    ending, paths = job
    odf = [path for path in paths if made[path].through == "odf"]
    between = work / "odf"
    soffice(odf, OPEN_DOCUMENT[ending], between)
    opened = []
    for path in paths:
        if path not in odf:
            opened.append(path)
            continue
        saved = between / (path.stem + OPEN_DOCUMENT[ending])
        if not saved.exists():
            findings.add(path, "", "LibreOffice does not save it as OpenDocument")
            continue
        if made[path].in_odf:
            change_odf(saved, made[path].in_odf)
        opened.append(saved)
    back = work / "back"
    soffice(opened, ending, back)
    for path in paths:
        saved = back / path.name
        if saved.exists():
            saved.replace(path)
        else:
            findings.add(path, "", "LibreOffice does not save it back")


def check(paths, pack):
    """What the program finds, by file; against a pack, if one is given."""
    command = [program, "check", *map(str, paths), "--format", "json"]
    if pack:
        command += ["--against", str(packs / pack)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    found = {path: [] for path in paths}
    try:
        told = json.loads(ran.stdout)["findings"]
    except (ValueError, KeyError):
        findings.add(work, "lessonpack check", f"ended with {ran.returncode}: {ran.stderr[-800:]}")
        return {}
    for finding in told:
        path = Path(finding.get("file") or "")
        if path in found:
            found[path].append(finding)
        else:
            findings.add(work, "lessonpack check", f"{finding['rule']}: {finding['message']}")
    return found


def shown(finding):
    at = finding.get("at") or "the file"
    return f"{finding['level']}[{finding['rule']}] at {at}: {finding['message']}"


def judge(path, edit, told, way):
    wanted = edit.against if way == "against its pack" else edit.alone
    left = list(told)
    for rule, level, at in wanted:
        is_it = [f for f in left if f["rule"] == rule and f["level"] == level
                 and at in (f.get("at") or "")]
        if not is_it:
            others = "; ".join(map(shown, told)) or "nothing"
            findings.add(path, way, f"no {level}[{rule}] at “{at}”; it finds {others}")
        left = [f for f in left if f["rule"] != rule]
    for finding in left:
        if finding["rule"] not in edit.may:
            findings.add(path, way, f"finds {shown(finding)}")


folder = work / "made"
folder.mkdir(parents=True, exist_ok=True)
make(folder)
jobs = []
for pack in sorted({edit.source[0] for edit in EDITS}):
    paths = [path for path, edit in made.items() if edit.source[0] == pack]
    jobs += [(paths, None), (paths, pack)]
checked = 0
with ThreadPoolExecutor(2) as pool:
    for (paths, pack), found in zip(jobs, pool.map(lambda job: check(*job), jobs)):
        for path, told in found.items():
            judge(path, made[path], told, "against its pack" if pack else "by itself")
            checked += 1
clean = sum(edit.is_clean for edit in EDITS)
if checked != 2 * len(EDITS):
    findings.add(work, "", f"{checked} of {2 * len(EDITS)} checks were judged")
findings.finish(f"{len(EDITS)} edits, {clean} of them clean, each checked twice")
