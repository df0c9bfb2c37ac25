//! The pack of one lesson, as a teacher finds it.

use std::fs;
use std::io::Read as _;

use lessonpack::ooxml::invariants::{deck_violations, document_violations};
use lessonpack::read::{At, normalise};
use sha2::{Digest as _, Sha256};

use crate::support::{DATE, LESSON, build, files, pack, read_file, run, seen};

const FILES: [&str; 23] = [
    "home/1-letter-home.docx",
    "home/1-letter-home.pdf",
    "manifest.json",
    "pupils/1-print-set.pdf",
    "pupils/2-slides.pdf",
    "pupils/3-worksheet-circle.docx",
    "pupils/3-worksheet-circle.pdf",
    "pupils/3-worksheet-kite.docx",
    "pupils/3-worksheet-kite.pdf",
    "pupils/3-worksheet-square.docx",
    "pupils/3-worksheet-square.pdf",
    "pupils/4-help-sheet.docx",
    "pupils/4-help-sheet.pdf",
    "teacher/1-start-here.pdf",
    "teacher/2-slides.pdf",
    "teacher/2-slides.pptx",
    "teacher/3-notes.docx",
    "teacher/3-notes.pdf",
    "teacher/4-safeguarding-briefing.pdf",
    "teacher/5-scheme-of-work.docx",
    "teacher/5-scheme-of-work.pdf",
    "teacher/6-incident-card.docx",
    "teacher/6-incident-card.pdf",
];

fn manifest() -> serde_json::Value {
    serde_json::from_slice(&fs::read(pack().join("manifest.json")).unwrap()).unwrap()
}

fn pages(name: &str) -> usize {
    seen(name).places.iter().filter(|place| matches!(place.at, At::Page(_))).count()
}

#[test]
fn holds_every_file_and_no_other() {
    assert_eq!(files(pack()), FILES);
}

#[test]
fn the_zip_holds_the_same_bytes() {
    let path = pack().parent().unwrap().parent().unwrap().join("11-14_in-the-group-chat.zip");
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    assert_eq!(names, FILES);
    for name in names {
        let mut bytes = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, fs::read(pack().join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn the_manifest_says_what_is_there() {
    let manifest = manifest();
    let lesson = &manifest["lesson"];
    assert_eq!(lesson["id"], LESSON);
    assert_eq!(lesson["title"], "It’s in the group chat");
    assert_eq!(lesson["audience"], "11-14");
    assert_eq!(lesson["minutes"], 50);
    assert_eq!(lesson["nation"], "England");
    assert_eq!(lesson["review"], "draft");
    assert_eq!(manifest["partial"], false);
    assert_eq!(manifest["program"], format!("lessonpack {}", env!("CARGO_PKG_VERSION")));
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len(), FILES.len() - 1);
    for file in listed {
        let name = file["name"].as_str().unwrap();
        let bytes = fs::read(pack().join(name)).unwrap();
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(file["sha256"], sum, "{name}");
        assert_eq!(file["size"], bytes.len(), "{name}");
        let reader = match name.split('/').next().unwrap() {
            "teacher" => "staff",
            "pupils" => "learners",
            _ => "home",
        };
        assert_eq!(file["reader"], reader, "{name}");
    }
    let services: Vec<_> = manifest["services"].as_array().unwrap().iter().collect();
    assert!(services.iter().any(|service| service["id"] == "childline"));
    for service in services {
        assert_ne!(service["verified_on"].is_string(), service["unverified"].is_string());
    }
}

/// Each place that the manifest names is read again.
#[test]
fn messages_stand_where_the_manifest_says() {
    let manifest = manifest();
    let messages = manifest["messages"].as_array().unwrap();
    let wording = |id: &str| {
        let text = fs::read_to_string("lessons/shared/messages.yaml").unwrap();
        let (_, entry) = text.split_once(&format!("id: {id}\n")).unwrap();
        let line = entry.lines().find_map(|line| line.trim().strip_prefix("11-14: ")).unwrap();
        normalise(line.trim_matches('"'))
    };
    assert!(messages.len() >= 10, "{}", messages.len());
    for message in messages {
        let words = wording(message["id"].as_str().unwrap());
        let places = message["places"].as_array().unwrap();
        assert!(!places.is_empty());
        for place in places {
            let (file, at) = (place["file"].as_str().unwrap(), place["at"].as_str().unwrap());
            let read = seen(file);
            let found = read.places.iter().filter(|text| text.at.to_string() == at);
            let text: String = found.map(|text| normalise(&text.text)).collect();
            assert!(
                text.contains(&words) || normalise(&read.flow).contains(&words),
                "{file}, {at}: {words}"
            );
        }
    }
}

#[test]
fn pages_that_must_be_one_page_are_one() {
    for name in [
        "teacher/1-start-here.pdf",
        "teacher/4-safeguarding-briefing.pdf",
        "pupils/4-help-sheet.pdf",
    ] {
        assert_eq!(pages(name), 1, "{name}");
    }
}

#[test]
fn a_help_sheet_has_room_for_the_people_that_the_script_asks_for() {
    let script = seen("teacher/3-notes.pdf").flow;
    assert!(normalise(&script).contains(&normalise("Write them on your sheet")));
    for name in ["pupils/4-help-sheet.pdf", "pupils/4-help-sheet.docx"] {
        let words = normalise(&seen(name).flow);
        let at = |line: &str| words.find(&normalise(line)).unwrap_or_else(|| panic!("{name}"));
        // The school and danger first, then services and one's own people.
        assert!(at("In school, the safeguarding lead") < at("In danger now?"), "{name}");
        assert!(at("In danger now?") < at("Childline"), "{name}");
        assert!(at("Childline") < at("Two people I could tell"), "{name}");
        assert!(at("Two people I could tell") < at("Remember"), "{name}");
    }
}

#[test]
fn slides_are_the_same_in_both_formats() {
    let (deck, pdf) = (seen("teacher/2-slides.pptx"), seen("teacher/2-slides.pdf"));
    let slides: Vec<_> =
        deck.places.iter().filter(|place| matches!(place.at, At::Slide(_))).collect();
    let pages: Vec<_> = pdf.places.iter().filter(|place| matches!(place.at, At::Page(_))).collect();
    assert_eq!(slides.len(), pages.len());
    for (slide, page) in slides.iter().zip(&pages) {
        // The page also says the label, which the slide has from its layout.
        let page = normalise(&page.text);
        for line in slide.text.lines().filter(|line| !line.is_empty()) {
            assert!(page.contains(&normalise(line)), "{}: {line}", slide.at);
        }
    }
    let teacher = fs::read(pack().join("teacher/2-slides.pdf")).unwrap();
    assert_eq!(teacher, fs::read(pack().join("pupils/2-slides.pdf")).unwrap());
}

#[test]
fn the_script_is_in_the_notes_of_the_slides() {
    let deck = seen("teacher/2-slides.pptx");
    let notes: String = deck
        .places
        .iter()
        .filter(|place| matches!(place.at, At::Notes(_)))
        .map(|place| normalise(&place.text))
        .collect();
    for words in ["Say:", "Ask:", "Listen for:", "Never share, show, save, link to or ask for"] {
        assert!(notes.contains(&normalise(words)), "{words}");
    }
}

#[test]
fn adults_are_told_that_nobody_has_signed_it_and_pupils_that_they_may_pass() {
    for name in FILES.into_iter().filter(|name| !name.ends_with("json") && !name.contains("slides"))
    {
        let read = seen(name);
        let all: String = read.places.iter().map(|place| normalise(&place.text)).collect();
        let draft =
            all.contains(&normalise("Draft: not yet reviewed by a safeguarding professional"));
        let pass = all.contains(&normalise("You can pass on any question."));
        assert_eq!(
            (draft, pass),
            (!name.starts_with("pupils"), name.starts_with("pupils")),
            "{name}"
        );
    }
    assert!(seen("teacher/1-start-here.pdf").flow.contains("England"));
}

#[test]
fn office_files_hold_every_invariant() {
    for name in FILES {
        let bytes = fs::read(pack().join(name)).unwrap();
        let broken = match name.rsplit('.').next().unwrap() {
            "pptx" => deck_violations(&bytes),
            "docx" => document_violations(&bytes),
            _ => continue,
        };
        assert_eq!(broken, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_file_bears_the_lesson_and_the_language() {
    for name in FILES.into_iter().filter(|name| !name.ends_with("json")) {
        let read = seen(name);
        assert!(!read.title.is_empty(), "{name}");
        assert_eq!(read.lang, "en-GB", "{name}");
    }
}

#[test]
fn some_formats_alone_make_a_partial_pack_without_a_zip() {
    let out = tempfile::tempdir().unwrap();
    let built = build(None, out.path(), &["--only", "docx"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let folder = out.path().join(LESSON);
    assert!(files(&folder).iter().all(|name| name.ends_with(".docx") || name == "manifest.json"));
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"partial\": true"));
    assert!(!out.path().join("11-14_in-the-group-chat.zip").exists());
    assert_eq!(run(["verify", folder.to_str().unwrap()]).code, 0);
    assert!(
        read_file(&folder.join("teacher/3-notes.docx")).flow.contains("Forty unread"),
        "{DATE}"
    );
}
