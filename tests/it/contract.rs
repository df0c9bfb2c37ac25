//! No pack without the core messages that it owes.

use std::collections::BTreeMap;

use lessonpack::brand::Brand;
use lessonpack::check::{Haystack, Seen, contract};
use lessonpack::compose::compose;
use lessonpack::fit::{FittedLesson, Request};
use lessonpack::library::{LessonFiles, Library, load};
use lessonpack::pack::{Block, Body, DocKind, Format, Item, Node};
use lessonpack::read::read;

use crate::support::{LESSON, Lessons, build};

/// Builds a broken library: the finding must name lesson, message and the line
/// of `audience`, and nothing may be published.
fn refused(lessons: &Lessons, message: &str, place: &str) {
    let out = tempfile::tempdir().unwrap();
    let built = build(Some(lessons.path()), out.path(), &[]);
    assert_eq!(built.code, 1, "{message}: {}", built.err);
    let text = lessons.text(&Lessons::lesson());
    let line = text.lines().position(|line| line.starts_with("audience:")).unwrap() + 1;
    for part in
        ["error[contract]", LESSON, &format!("`{message}`"), place, &format!(".yaml:{line}:")]
    {
        assert!(built.err.contains(part), "{message}: no {part:?} in\n{}", built.err);
    }
    assert!(!out.path().join(LESSON).exists());
}

#[test]
fn each_message_of_the_help_slides_is_missed() {
    for message in [
        "never-share",
        "delete-and-tell",
        "asking-is-safe",
        "not-your-fault",
        "if-it-is-you",
        "you-can-stop",
    ] {
        let lessons = Lessons::copy();
        let text = lessons.text(&Lessons::lesson());
        // Out of the `remember` slides, whatever its place in the pair.
        let (before, after) = text.split_once("kind: plan-help").unwrap();
        let without = [format!("{message}, "), format!(", {message}"), message.to_owned()]
            .into_iter()
            .find(|pattern| after.contains(pattern.as_str()))
            .map(|pattern| after.replacen(&pattern, "", 1))
            .unwrap();
        lessons.write(&Lessons::lesson(), format!("{before}kind: plan-help{without}"));
        refused(&lessons, message, "help");
    }
}

#[test]
fn each_taught_message_is_missed_in_activity_and_check() {
    for message in [
        "never-share",
        "each-share-harms",
        "delete-and-tell",
        "may-be-a-crime",
        "genuine-mistake",
        "report-to-platform",
    ] {
        let lessons = Lessons::copy();
        let text = lessons.text(&Lessons::lesson());
        let slot = format!("{{{{ message.{message} }}}}");
        assert!(text.contains(&slot), "{message} is not said");
        lessons.write(&Lessons::lesson(), text.replace(&slot, "These words are gone."));
        refused(&lessons, message, "activity");

        let (before, check) = text.split_once("\ncheck:").unwrap();
        let gone: Vec<_> = check
            .lines()
            .filter(|line| !(line.trim().starts_with("teaches:") && line.contains(message)))
            .collect();
        let gone = gone.join("\n");
        assert_ne!(gone.trim_end(), check.trim_end(), "{message} is not checked");
        lessons.write(&Lessons::lesson(), format!("{before}\ncheck:{gone}"));
        refused(&lessons, message, "check");
    }
}

#[test]
fn a_folder_may_add_to_the_contract_and_take_nothing_away() {
    let out = tempfile::tempdir().unwrap();
    for (from, to) in [
        ("    stands: [help-slides, help-sheet]\n", ""),
        ("  - id: danger-now\n", "  - id: danger-later\n"),
        ("      11-14: Delete it straight away", "      11-14: Keep it for now"),
    ] {
        let lessons = Lessons::copy();
        lessons.edit("shared/messages.yaml", from, to);
        let built = build(Some(lessons.path()), out.path(), &[]);
        assert_eq!(built.code, 1, "{to}: {}", built.err);
        assert!(built.err.contains("error[contract-floor]"), "{to}: {}", built.err);
    }
    let lessons = Lessons::copy();
    let more =
        "\n  - id: our-own\n    number: 18\n    source: ours\n    wording:\n      5-7: Be kind.\n";
    let text = lessons.text("shared/messages.yaml");
    lessons.write("shared/messages.yaml", format!("{}{more}", text.trim_end()));
    let built = build(Some(lessons.path()), out.path(), &["--only", "pdf"]);
    assert_eq!(built.code, 0, "{}", built.err);
}

fn library(brand: &Brand) -> Library {
    let loaded = load(&LessonFiles::embedded().unwrap(), brand);
    assert!(!loaded.findings.has_errors());
    loaded.library.unwrap()
}

/// Takes out of the model what compose put there, draws the files and reads
/// them: the check must miss it in the text, whatever the source says.
#[test]
fn what_gets_lost_on_the_way_is_missed_in_the_files() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    let lesson = &library.lessons[LESSON];
    let fitted = FittedLesson::new(&library, lesson, &Request::default()).unwrap();
    let pack = compose(&fitted, &brand).unwrap();
    let found = |items: &[Item]| -> Vec<String> {
        let reads: Vec<_> = items
            .iter()
            .map(|item| {
                let bytes = crate::support::draw(item, &pack, &brand);
                Haystack::new(&read(&bytes, Format::Pdf, &item.stem).unwrap())
            })
            .collect();
        let seen: Vec<_> = items
            .iter()
            .zip(&reads)
            .map(|(item, words)| Seen { name: &item.stem, item, words })
            .collect();
        contract(&fitted, &seen).iter().map(|finding| finding.what.clone()).collect()
    };
    assert_eq!(found(&pack.items), Vec::<String>::new());

    let mut items = pack.items.clone();
    for item in &mut items {
        match &mut item.body {
            Body::Document(document) if document.kind == DocKind::HelpSheet => {
                forget(&mut document.body, "asking-is-safe");
            }
            Body::Deck(deck) => {
                for slide in &mut deck.slides {
                    for nodes in slide.boxes.values_mut() {
                        forget(nodes, "each-share-harms");
                    }
                }
            }
            Body::Document(_) => {}
        }
    }
    let found = found(&items);
    let count = |words: [&str; 2]| {
        found.iter().filter(|what| words.iter().all(|word| what.contains(word))).count()
    };
    assert_eq!(count(["`asking-is-safe`", "help sheet"]), 1, "{found:#?}");
    assert_eq!(count(["`each-share-harms`", "on a slide"]), 2, "{found:#?}");
    assert_eq!(found.len(), 3, "{found:#?}");
}

/// Empties every paragraph that carries a message.
fn forget(nodes: &mut [Node], message: &str) {
    for node in nodes {
        match &mut node.block {
            Block::Para(line) if node.teaches.as_deref() == Some(message) => line.clear(),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| forget(item, message));
            }
            _ => {}
        }
    }
}

#[test]
fn every_owed_message_of_every_audience_has_words() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    let mut owed: BTreeMap<&str, usize> = BTreeMap::new();
    for message in &library.registry.messages {
        for audience in message.wording.keys() {
            *owed.entry(audience).or_default() += usize::from(!message.stands.is_empty());
        }
    }
    assert_eq!(library.registry.messages.len(), 17);
    assert_eq!(owed.len(), 7);
    for (audience, count) in owed {
        assert!(count >= 5, "{audience}: {count}");
    }
}
