//! Files to compare, made by hand.

use crate::check::edited::{Edited, Original, edited};
use crate::check::prose::testing::library;
use crate::read::{At, PlaceText, ReadBack};
use crate::text::Reader;

/// What a reader sees of a file with these words.
pub fn read(places: &[(At, &str)]) -> ReadBack {
    let mut read = ReadBack::default();
    for (at, text) in places {
        if at.is_flow() {
            read.flow.push_str(text);
            read.flow.push('\n');
        }
        read.places.push(PlaceText { at: at.clone(), text: (*text).to_owned() });
    }
    read
}

/// An original with these words, the help at `help`.
pub fn original(places: &[(At, &str)], help: &[At]) -> Original {
    Original {
        name: "teacher/2-slides.pptx".into(),
        reader: Reader::Learners,
        version: "1.0".into(),
        read: read(places),
        help: help.to_vec(),
        guarded: Vec::new(),
    }
}

/// Rule, place and what is said of each finding in a file for ages 11 to 14.
pub fn found(read: &ReadBack, original: Option<&Original>, reader: Reader) -> Vec<[String; 3]> {
    let library = library();
    let file = Edited {
        name: "mine.pptx",
        read,
        everything: "",
        is_text: false,
        reader,
        slides_for: Reader::Learners,
        audience: library.registry.audience("11-14"),
        version: "1.0",
        original,
        library,
    };
    let told = edited(&file).into_iter().map(|finding| {
        assert!(!finding.why.is_empty() && !finding.remedy.is_empty(), "{finding:?}");
        let place = match finding.place {
            crate::diagnostics::Place::Built { at, .. } => at,
            other => format!("{other:?}"),
        };
        [finding.rule.to_owned(), place, finding.what]
    });
    told.collect()
}

/// What is found when these words take the place of those of an original.
pub fn between(old: &[(At, &str)], help: &[At], new: &[(At, &str)]) -> Vec<[String; 3]> {
    found(&read(new), Some(&original(old, help)), Reader::Staff)
}
