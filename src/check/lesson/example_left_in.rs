//! The example that a new lesson begins with, and that its author forgot.

use std::borrow::Cow;

use super::{Passage, Subject};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};

/// See the module.
pub static RULE: Rule = Rule {
    name: "example-left-in",
    group: Group::Form,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("everybody’s words in a lesson"),
    what: Cow::Borrowed(
        "Words of the example that `lessonpack new` writes are still there. While most of them \
         are, the lesson has only been begun, and that is a note.",
    ),
    why: Cow::Borrowed(
        "A class that has learnt about live streams is handed a sheet about a lost drum.",
    ),
    source: Cow::Borrowed("House rule: what is printed is the author’s own."),
    bad: Cow::Borrowed("The drum is lost. Sam is sad."),
    good: Cow::Borrowed("a scene of your own, about people who do not exist"),
};

/// Whole passages of the example that no other lesson would have.
const EXAMPLE: [&str; 16] = [
    "Learners plan a show and find out who can help when a plan goes wrong. Replace this with \
     what happens in your lesson.",
    "Make a plan. Ask for help.",
    "What do you like to plan?",
    "I like to plan …",
    "Asking is part of the plan",
    "Plan a show",
    "This is a made-up show.",
    "The show",
    "The drum is lost. Sam is sad.",
    "Bo is late. The show has begun.",
    "A lesson about asking for help",
    "Who would you ask if a plan went wrong?",
    "The lost drum",
    "The cupboard is open, and the drum is not in it.",
    "When a plan goes wrong",
    "attended a workshop about making plans and asking for help.",
];
/// With more places than this the lesson has only been begun.
const BEGUN: usize = 6;

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let is_example = |passage: &&Passage<'_>| EXAMPLE.contains(&passage.words());
    let left: Vec<_> = subject.passages.iter().filter(is_example).collect();
    if left.len() > BEGUN {
        findings.push(RULE.at(
            Level::Note,
            left[0].whole(subject.library),
            format!("the example still stands here and in {} more places", left.len() - 1),
            "change it a little at a time",
        ));
        return;
    }
    for passage in left {
        findings.push(RULE.finding(
            passage.whole(subject.library),
            format!("“{}” is of the example that a new lesson begins with", passage.words()),
            "write your own, or delete it",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found, in_text, new};
    use super::*;

    #[test]
    fn a_new_lesson_is_told_once() {
        for audience in ["8-11", "professionals"] {
            let found = found(audience, RULE.name);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].1.starts_with("the example still stands here"), "{found:?}");
        }
    }

    #[test]
    fn what_was_forgotten_is_named() {
        let mut text = new("11-14");
        for words in EXAMPLE.iter().filter(|words| !words.starts_with("The drum")) {
            text = text.replace(words, "Something else");
        }
        text = text.replace("Learners plan a show and find out", "They find out");
        let found = in_text("11-14", &text, RULE.name);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "The drum is lost. Sam is sad.");
    }

    #[test]
    fn the_list_is_of_the_example() {
        let both = [new("11-14"), new("professionals")].join("\n");
        let both = both.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in EXAMPLE {
            assert!(both.contains(words), "{words}");
        }
    }
}
