//! The pack of a workshop, as its trainer and its delegates find it.

use std::fs;
use std::path::{Path, PathBuf};

use lessonpack::brand::Brand;
use lessonpack::fit::{Filled, FilledBlock, FittedLesson, Request};
use lessonpack::library::{LessonFiles, load};
use lessonpack::ooxml::invariants::{deck_violations, document_violations};
use lessonpack::read::{At, all_text, format_of, normalise};
use lessonpack::text::{Line, pieces};

use crate::support::{Lessons, build, files, pack, read_file, run};

const WORKSHOP: &str = "professionals/first-hour-first-day";

/// Without the incident card, which is in every pack's folder for staff.
const FILES: [&str; 15] = [
    "delegates/1-print-set.pdf",
    "delegates/2-slides.pdf",
    "delegates/3-handout.docx",
    "delegates/3-handout.pdf",
    "delegates/4-evaluation.docx",
    "delegates/4-evaluation.pdf",
    "delegates/5-certificate.docx",
    "delegates/5-certificate.pdf",
    "manifest.json",
    "trainer/1-run-sheet.pdf",
    "trainer/2-slides.pdf",
    "trainer/2-slides.pptx",
    "trainer/3-notes.docx",
    "trainer/3-notes.pdf",
    "trainer/4-safeguarding-briefing.pdf",
];

fn workshop() -> PathBuf {
    pack().parent().unwrap().parent().unwrap().join(WORKSHOP)
}

/// Every word of a file, in any of its parts.
fn all(name: &str) -> String {
    let bytes = fs::read(workshop().join(name)).unwrap();
    normalise(&all_text(&bytes, format_of(name).unwrap(), name).unwrap())
}

fn flow(name: &str) -> String {
    normalise(&read_file(&workshop().join(name)).flow)
}

#[test]
fn holds_what_a_trainer_and_delegates_need_and_nothing_for_a_class() {
    let found = files(&workshop());
    let found: Vec<_> = found.iter().filter(|name| !name.contains("incident-card")).collect();
    assert_eq!(found, FILES.iter().collect::<Vec<_>>());
    for (name, most) in [
        ("trainer/1-run-sheet.pdf", 1),
        ("trainer/4-safeguarding-briefing.pdf", 1),
        ("delegates/3-handout.pdf", 4),
        ("delegates/4-evaluation.pdf", 1),
        ("delegates/5-certificate.pdf", 1),
    ] {
        let places = read_file(&workshop().join(name)).places;
        let pages = places.iter().filter(|place| matches!(place.at, At::Page(_))).count();
        assert!((1..=most).contains(&pages), "{name}: {pages}");
    }
}

#[test]
fn office_files_are_whole_and_the_pack_is_as_it_was_built() {
    for name in FILES {
        let bytes = fs::read(workshop().join(name)).unwrap();
        let broken = match name.rsplit('.').next().unwrap() {
            "pptx" => deck_violations(&bytes),
            "docx" => document_violations(&bytes),
            _ => continue,
        };
        assert_eq!(broken, Vec::<String>::new(), "{name}");
    }
    let verified = run(["verify", workshop().to_str().unwrap()]);
    assert_eq!(verified.code, 0, "{}", verified.err);
}

/// Runs of words without a blank in them.
fn words(line: &Line) -> Vec<String> {
    pieces(line).iter().map(|piece| normalise(piece)).collect()
}

fn prose_words(prose: Vec<Filled>) -> Vec<String> {
    prose
        .into_iter()
        .flat_map(|filled| match filled.block {
            FilledBlock::Para(line) => words(&line),
            FilledBlock::List { items, .. } => items.into_iter().flat_map(prose_words).collect(),
        })
        .collect()
}

#[test]
fn news_is_on_the_cards_and_its_answers_with_the_trainer_alone() {
    let brand = Brand::embedded().unwrap();
    let library = load(&LessonFiles::embedded().unwrap(), &brand).library.unwrap();
    let lesson = &library.lessons[WORKSHOP];
    let fitted = FittedLesson::new(&library, lesson, &Request::default()).unwrap();
    let exercise = &lesson.workshop.as_ref().unwrap().exercise;
    let (cards, notes) = (all("delegates/1-print-set.pdf"), all("trainer/3-notes.docx"));
    let delegates: Vec<_> = FILES.iter().filter(|name| name.starts_with("delegates/")).collect();
    assert!(exercise.injects.len() >= 4);
    for inject in &exercise.injects {
        let id = inject.id.as_str();
        let mut news = prose_words(fitted.prose(&inject.text));
        news.extend(
            [&inject.at, &inject.from, &inject.question]
                .map(|line| normalise(&lessonpack::text::plain_line(&fitted.line(line)))),
        );
        for piece in &news {
            assert!(cards.contains(piece), "{id}: the card lacks {piece}");
            assert!(notes.contains(piece), "{id}: the notes lack {piece}");
        }
        let answers = prose_words(fitted.prose(&inject.answer));
        assert!(!answers.is_empty());
        for piece in answers {
            assert!(notes.contains(&piece), "{id}: the notes lack {piece}");
            for name in &delegates {
                assert!(!all(name).contains(&piece), "{id}: {name} has {piece}");
            }
        }
    }
    // The clock of the session, not of the exercise: it begins with its activity.
    let begins = fitted.schedule.iter().find(|s| s.activity.id.value == "exercise").unwrap().start;
    let first = &exercise.injects[0];
    let minute = format!("Minute {}: card 1,", begins + first.minute.value);
    assert!(notes.contains(&normalise(&minute)), "{minute}");
    for role in &exercise.roles {
        assert!(
            cards.contains(&normalise(&lessonpack::text::plain_line(&fitted.line(&role.does))))
        );
    }
}

#[test]
fn the_handout_carries_messages_services_and_what_to_delete_keep_or_hand_over() {
    let manifest = fs::read(workshop().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let text = fs::read_to_string("lessons/shared/messages.yaml").unwrap();
    let mut standing = 0;
    for entry in text.split("\n  - id: ").skip(1) {
        let line = entry.lines().find_map(|line| line.trim().strip_prefix("professionals: "));
        let words = normalise(line.unwrap().trim_matches('"'));
        let id = entry.lines().next().unwrap();
        let messages = manifest["messages"].as_array().unwrap();
        let stands = messages.iter().find(|message| message["id"] == id).unwrap();
        let places = stands["places"].as_array().unwrap();
        for file in ["delegates/2-slides.pdf", "trainer/2-slides.pptx", "trainer/3-notes.pdf"] {
            assert!(places.iter().any(|place| place["file"] == file), "{id} is not in {file}");
        }
        if entry.contains("stands: [help-slides, help-sheet]") {
            standing += 1;
            for file in ["delegates/3-handout.docx", "delegates/3-handout.pdf"] {
                assert!(places.iter().any(|place| place["file"] == file), "{id}: {file}");
                assert!(flow(file).contains(&words), "{id}: {file}");
            }
        }
    }
    assert!(standing >= 6, "{standing}");
    for file in ["delegates/3-handout.docx", "delegates/3-handout.pdf"] {
        let flow = flow(file);
        for words in
            ["Delete, keep or hand over", "Pupils hear", "Adults do", "Samaritans", "116 123"]
        {
            assert!(flow.contains(&normalise(words)), "{file}: {words}");
        }
    }
    let services = manifest["services"].as_array().unwrap();
    assert!(services.iter().any(|service| service["id"] == "professionals-online-safety-helpline"));
}

#[test]
fn the_certificate_says_attended_and_claims_nothing() {
    for name in ["delegates/5-certificate.docx", "delegates/5-certificate.pdf"] {
        let text = all(name);
        let wanted =
            ["attended “First hour, first day”", "1 hour 30 minutes", "Date", "Trainer", "Draft:"];
        for words in wanted {
            assert!(text.contains(&normalise(words)), "{name}: {words}");
        }
        for claim in ["qualified", "accredited", "certified", "competent"] {
            assert!(!text.to_lowercase().contains(claim), "{name}: {claim}");
        }
    }
}

#[test]
fn adults_are_called_what_they_are() {
    let run_sheet = flow("trainer/1-run-sheet.pdf");
    for words in ["If a delegate tells you", "Agree with the host", "In the room"] {
        assert!(run_sheet.contains(&normalise(words)), "{words}");
    }
    assert!(flow("trainer/3-notes.pdf").contains(&normalise("Trainer notes")));
    assert!(flow("trainer/2-slides.pdf").contains(&normalise("Where you work")));
    for name in ["trainer/1-run-sheet.pdf", "delegates/4-evaluation.pdf"] {
        for words in ["If a pupil tells", "Worksheet", "Start here"] {
            assert!(!all(name).contains(&normalise(words)), "{name}: {words}");
        }
    }
}

/// One mistake of each kind, through the program.
#[test]
fn what_belongs_to_a_class_is_refused_by_place_with_what_to_do() {
    let file = format!("{WORKSHOP}.yaml");
    let out = tempfile::tempdir().unwrap();
    let refused = |lessons: &Lessons, at: &str, words: [&str; 2]| {
        let built = build(Some(lessons.path()), out.path(), &[WORKSHOP]);
        assert_eq!(built.code, 1, "{}", built.err);
        for words in [at].into_iter().chain(words) {
            assert!(built.err.contains(words), "{words}: {}", built.err);
        }
        assert!(!Path::new(out.path()).join(WORKSHOP).exists());
    };

    let lessons = Lessons::copy();
    let sheet = "help_sheet:\n  title: Who helps\n  intro: Ask.\n  services: [childline]\n";
    lessons.edit(&file, "\nbriefing:\n", &format!("\n{sheet}\nbriefing:\n"));
    let line = lessons.text(&file).lines().position(|line| line == "  title: Who helps").unwrap();
    refused(
        &lessons,
        &format!("first-hour-first-day.yaml:{}:10", line + 1),
        ["is a workshop, which has no `help_sheet`", "delete `help_sheet`"],
    );

    let lessons = Lessons::copy();
    let text = lessons.text(&file);
    let start = text.find("\nworkshop:\n").unwrap();
    let end = text.find("\ncheck:\n").unwrap();
    assert!(start < end);
    lessons.write(&file, format!("{}{}", &text[..start], &text[end..]));
    refused(
        &lessons,
        "audience: professionals",
        ["this lesson has no `workshop`", "`lessonpack new professionals/example` shows how"],
    );
}
