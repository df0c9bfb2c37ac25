//! Files of a pack that somebody has edited: what is gone from them and what
//! was added is found, with its place, and a clean edit is let be.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, str};

use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{LESSON, pack, run};

const SLIDES: &str = "teacher/2-slides.pptx";
const SHEET: &str = "pupils/4-help-sheet.docx";
const WORKSHEET: &str = "pupils/3-worksheet-circle.docx";
const NUMBER: &str = "0800 1111";

/// The files in a zip, by name, in order.
type Parts = Vec<(String, Vec<u8>)>;

fn parts(zip: &[u8]) -> Parts {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.push((file.name().unwrap().into_owned(), bytes));
    }
    parts
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A copy of a file of the pack, under a name of a teacher's own.
struct Mine {
    path: PathBuf,
    /// Goes away with it.
    _folder: TempDir,
}

impl Mine {
    fn new(of: &str, edit: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = parts(&fs::read(pack().join(of)).unwrap());
        edit(&mut parts);
        let ending = of.rsplit('.').next().unwrap();
        Self::with(&zipped(&parts), ending)
    }

    fn with(bytes: &[u8], ending: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("my own file.{ending}"));
        fs::write(&path, bytes).unwrap();
        Self { path, _folder: folder }
    }

    /// Exit code, and rule, level and place of each finding.
    fn found(&self, more: &[&str]) -> (i32, Vec<(String, String, String)>) {
        let mut call = vec!["check", self.path.to_str().unwrap(), "--format", "json"];
        call.extend(more);
        let told = run(call);
        let json: Value = serde_json::from_str(&told.out).unwrap();
        let of = |finding: &Value| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            assert_eq!(text("file"), self.path.to_str().unwrap(), "{finding}");
            (text("rule"), text("level"), text("at"))
        };
        (told.code, json["findings"].as_array().unwrap().iter().map(of).collect())
    }

    fn assert_only(&self, rule: &str, at: &str, more: &[&str]) {
        let (code, found) = self.found(more);
        let expected = [(rule.to_owned(), "error".to_owned(), at.to_owned())];
        assert_eq!((code, found.as_slice()), (1, expected.as_slice()));
    }

    fn assert_clean(&self) {
        assert_eq!(self.found(&[]), (0, vec![]));
    }
}

/// The name of the part whose words hold `words`, and its text.
fn part<'a>(parts: &'a mut Parts, folder: &str, words: &str) -> (String, &'a mut Vec<u8>) {
    let holds = |(name, bytes): &&mut (String, Vec<u8>)| {
        name.starts_with(folder) && str::from_utf8(bytes).is_ok_and(|text| text.contains(words))
    };
    let (name, bytes) = parts.iter_mut().find(holds).unwrap();
    (name.clone(), bytes)
}

/// The first `from` in that part becomes `to`; gives the number in its name.
fn replace(parts: &mut Parts, folder: &str, from: &str, to: &str) -> String {
    let (name, bytes) = part(parts, folder, from);
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    *bytes = text.replacen(from, to, 1).into_bytes();
    name.chars().filter(char::is_ascii_digit).collect()
}

/// Takes a slide off the list of those that are shown.
fn delete_slide(parts: &mut Parts, number: &str) {
    let id = 255 + number.parse::<u32>().unwrap();
    let (_, bytes) = part(parts, "ppt/presentation.xml", "<p:sldIdLst>");
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    let start = text.find(&format!("<p:sldId id=\"{id}\"")).unwrap();
    let end = start + text[start..].find("/>").unwrap() + 2;
    *bytes = [&text[..start], &text[end..]].concat().into_bytes();
}

/// The number of the slide that holds these words.
fn slide(parts: &mut Parts, words: &str) -> String {
    let (name, _) = part(parts, "ppt/slides/slide", words);
    name.chars().filter(char::is_ascii_digit).collect()
}

/// A paragraph of a document before its last.
fn add_paragraphs(parts: &mut Parts, lines: &[&str]) {
    let lines = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let to = format!("{}<w:sectPr>", lines.collect::<String>());
    replace(parts, "word/document.xml", "<w:sectPr>", &to);
}

/// Takes a property's part out of a file, as a program may that does not know it.
fn forget(parts: &mut Parts, name: &str) {
    parts.retain(|(part, _)| part != name);
    let types = format!("<Override PartName=\"/{name}\"");
    for (part, element) in
        [("[Content_Types].xml", types.as_str()), ("_rels/.rels", "<Relationship ")]
    {
        let (_, bytes) = self::part(parts, part, name);
        let text = String::from_utf8(std::mem::take(bytes)).unwrap();
        let at = text.find(name).unwrap();
        let start = text[..at].rfind(element.split(' ').next().unwrap()).unwrap();
        let end = start + text[start..].find("/>").unwrap() + 2;
        *bytes = [&text[..start], &text[end..]].concat().into_bytes();
    }
}

#[test]
fn files_as_they_were_built_are_clean() {
    for name in [SLIDES, SHEET, WORKSHEET] {
        Mine::new(name, |_| {}).assert_clean();
    }
}

#[test]
fn a_help_slide_that_was_deleted_is_found() {
    let mut at = String::new();
    let mine = Mine::new(SLIDES, |parts| {
        let number = slide(parts, NUMBER);
        at = format!("slide {number} of the original");
        delete_slide(parts, &number);
    });
    mine.assert_only("missing-help-slide", &at, &[]);
    mine.assert_only("missing-help-slide", &at, &["--against", pack().to_str().unwrap()]);
}

#[test]
fn a_digit_that_changed_is_found_on_slides_and_on_paper() {
    let mut at = String::new();
    let mine = Mine::new(SLIDES, |parts| {
        let number = replace(parts, "ppt/slides/slide", NUMBER, "0800 1112");
        at = format!("slide {number}");
    });
    mine.assert_only("changed-contact", &at, &[]);
    let mine = Mine::new(SHEET, |parts| {
        replace(parts, "word/document.xml", NUMBER, "0800 1112");
    });
    let (code, found) = mine.found(&[]);
    let rules: Vec<_> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!((code, rules), (1, vec!["changed-contact"]));
}

#[test]
fn a_file_that_lost_its_properties_is_known_by_its_foot() {
    let edit = |keywords: bool| {
        Mine::new(SLIDES, |parts| {
            forget(parts, "docProps/custom.xml");
            if !keywords {
                forget(parts, "docProps/core.xml");
            }
            let number = slide(parts, NUMBER);
            delete_slide(parts, &number);
        })
    };
    for mine in [edit(true), edit(false)] {
        let (code, found) = mine.found(&[]);
        let rules: Vec<_> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
        assert_eq!((code, rules), (1, vec!["missing-help-slide"]));
    }
}

#[test]
fn names_blame_and_answers_in_a_pupils_file_are_found() {
    let own = |lines: &[&str]| Mine::new(WORKSHEET, |parts| add_paragraphs(parts, lines));
    let rules = |mine: Mine, more: &[&str]| {
        let (_, found) = mine.found(more);
        found.into_iter().map(|(rule, ..)| rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(own(&["Amira Khan", "Tom Bell", "Priya Shah"]), &[]), ["pupil-names"]);
    assert_eq!(rules(own(&["It was her own fault for sending it."]), &[]), ["blame"]);
    assert_eq!(rules(own(&["Draw one kind thing to say in a chat."]), &[]), Vec::<String>::new());
    // The teacher's notes, given to pupils.
    let notes = Mine::new("teacher/3-notes.docx", |_| {});
    let found = rules(notes, &["--role", "pupil"]);
    assert!(!found.is_empty() && found.iter().all(|rule| rule == "leak"), "{found:?}");
}

#[test]
fn another_order_another_title_and_a_slide_less_are_clean() {
    Mine::new(SLIDES, |parts| {
        let (_, bytes) = part(parts, "ppt/presentation.xml", "<p:sldIdLst>");
        let text = String::from_utf8(std::mem::take(bytes)).unwrap();
        let (start, end) = ("<p:sldIdLst>", "</p:sldIdLst>");
        let (before, rest) = text.split_once(start).unwrap();
        let (list, after) = rest.split_once(end).unwrap();
        let mut slides: Vec<_> = list.split_inclusive("/>").collect();
        slides.reverse();
        // The first of all, which is the title.
        slides.pop();
        *bytes = format!("{before}{start}{}{end}{after}", slides.concat()).into_bytes();
    })
    .assert_clean();
}

#[test]
fn a_pack_with_an_edited_file_in_it_says_which() {
    let shelf = pack().parent().unwrap().parent().unwrap();
    let zip = shelf.join(format!("{}.zip", LESSON.replace('/', "_")));
    let mut all = parts(&fs::read(&zip).unwrap());
    let (_, bytes) = all.iter_mut().find(|(name, _)| name == WORKSHEET).unwrap();
    let mut sheet = parts(bytes);
    add_paragraphs(&mut sheet, &["It was her own fault for sending it."]);
    *bytes = zipped(&sheet);
    let mine = Mine::with(&zipped(&all), "zip");
    let told = run(["check", mine.path.to_str().unwrap(), "--format", "json"]);
    let json: Value = serde_json::from_str(&told.out).unwrap();
    let found = json["findings"].as_array().unwrap();
    assert_eq!((told.code, found.len()), (1, 1), "{}", told.out);
    assert_eq!(found[0]["rule"], "blame");
    assert!(found[0]["file"].as_str().unwrap().ends_with(WORKSHEET));
}

#[test]
fn a_pack_that_was_edited_itself_is_no_original() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str| {
        let to = folder.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(pack().join(name), to).unwrap();
    };
    let built = fs::read_to_string(pack().join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&built).unwrap();
    manifest["files"].as_array().unwrap().iter().for_each(|f| copy(f["name"].as_str().unwrap()));
    copy("manifest.json");
    let mine = Mine::new(SLIDES, |parts| {
        let number = slide(parts, NUMBER);
        delete_slide(parts, &number);
    });
    fs::copy(&mine.path, folder.path().join(SLIDES)).unwrap();
    let (_, found) = mine.found(&["--against", folder.path().to_str().unwrap()]);
    assert_eq!(found[0].0, "missing-help-slide", "{found:?}");
}

#[test]
fn a_lesson_that_the_program_does_not_have_is_compared_with_its_pack() {
    let elsewhere = crate::support::Lessons::starters(&["14-16/other"]);
    let lessons = elsewhere.path().to_str().unwrap();
    let against = pack().to_str().unwrap();
    let slides = Mine::new(SLIDES, |parts| {
        replace(parts, "ppt/slides/slide", NUMBER, "0800 1112");
    });
    let (_, found) = slides.found(&["--lessons", lessons]);
    assert!(found.iter().any(|(rule, ..)| rule == "no-original"), "{found:?}");
    let (_, found) = slides.found(&["--lessons", lessons, "--against", against]);
    let rules: Vec<_> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!(rules, ["changed-contact"]);
    let notes = Mine::new("teacher/3-notes.docx", |_| {});
    let more = ["--lessons", lessons, "--against", against, "--role", "pupil"];
    let (_, found) = notes.found(&more);
    assert!(found.iter().any(|(rule, ..)| rule == "leak"), "{found:?}");
}

#[test]
fn slides_that_are_called_a_document_are_slides() {
    let slides = fs::read(pack().join(SLIDES)).unwrap();
    Mine::with(&slides, "docx").assert_clean();
}

#[test]
fn another_lessons_pack_is_no_original() {
    let mine = Mine::new(SLIDES, |_| {});
    let other = pack().parent().unwrap().parent().unwrap().join("8-11/stop-dont-share-tell");
    let told = run(["check", mine.path.to_str().unwrap(), "--against", other.to_str().unwrap()]);
    assert_eq!(told.code, 2, "{}", told.err);
    assert!(told.err.contains("the file is of `11-14/in-the-group-chat`"), "{}", told.err);
}

#[test]
fn what_cannot_be_read_is_no_bug_of_ours() {
    let locked = Mine::with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "pptx");
    for mine in [locked, Mine::with(b"not a file", "docx"), Mine::with(b"%PDF-1.7", "pdf")] {
        let (code, found) = mine.found(&[]);
        assert_eq!(code, 2, "{found:?}");
        assert_eq!(found[0].0, "unreadable");
        let told = run(["check", mine.path.to_str().unwrap()]);
        assert!(!told.err.contains("bug in lessonpack"), "{}", told.err);
    }
    let gone = run(["check", Path::new("nowhere/slides.pptx").to_str().unwrap()]);
    assert_eq!(gone.code, 2, "{}", gone.err);
}
