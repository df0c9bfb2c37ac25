//! Core messages that no longer stand where they stood.

use std::borrow::Cow;

use super::Subject;
use super::fold::fold;
use crate::check::passage::paragraphs;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::registry::{Message, Standing};
use crate::read::At;
use crate::text::Authored as _;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-core-message",
    group: Group::Safety,
    level: Level::Error,
    firm: true,
    looks_at: Cow::Borrowed("files that somebody has edited"),
    what: Cow::Borrowed(
        "A core message stood in the file and no longer does, word for word; stops, capitals \
         and line breaks aside.",
    ),
    why: Cow::Borrowed(
        "The messages are few and always the same, so that a child who hears them in two rooms \
         hears no contradiction.",
    ),
    source: Cow::Borrowed(
        "House rule, after the police notices of December 2017: every child is given the same few \
         messages, in the same words.",
    ),
    bad: Cow::Borrowed("Delete it and tell somebody."),
    good: Cow::Borrowed("Delete it straight away and tell an adult you trust."),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(audience) = subject.file.audience else { return };
    let said = |message: &Message| {
        let wording = message.wording.get(audience.id.as_str())?;
        let words: Vec<_> = paragraphs(wording.raw()).into_iter().map(|p| p.words).collect();
        Some(words.join(" "))
    };
    let messages = &subject.file.library.registry.messages;
    let messages = messages.iter().filter_map(|message| Some((message, said(message)?)));
    let (old, new) = (letters(&subject.old.shown), letters(&subject.lines.shown));
    match subject.file.original {
        Some(original) => {
            for (_, words) in messages {
                let key = letters(&words);
                if new.contains(&key) || !old.contains(&key) {
                    continue;
                }
                let at = subject
                    .old
                    .all
                    .iter()
                    .find(|line| line.at.is_flow() && letters(line.words).contains(&key));
                let place = at.map_or(&At::Metadata, |line| line.at);
                findings.push(RULE.finding(
                    subject.old_place(place),
                    format!("“{words}” no longer stands in the file"),
                    format!("write it again word for word, as in `{}` of the pack", original.name),
                ));
            }
        }
        None => {
            let owed: Vec<_> = messages
                .filter(|(message, _)| message.stands.contains(&Standing::HelpSlides))
                .collect();
            let stands = |words: &str| new.contains(&letters(words));
            let is_deck = subject.lines.all.iter().any(|line| matches!(line.at, At::Slide(_)));
            // A sheet with one of them or none is perhaps about something else.
            let there = owed.iter().filter(|(_, words)| stands(words)).count();
            if !is_deck && there < HELP_SHEET {
                return;
            }
            for (_, words) in owed.iter().filter(|(_, words)| !stands(words)) {
                findings.push(RULE.finding(
                    crate::diagnostics::Place::File(subject.file.name.to_owned()),
                    format!("“{words}” does not stand in the file"),
                    "write it word for word, on a slide about help",
                ));
            }
        }
    }
}

/// Messages at the least that make a sheet of words one about help.
const HELP_SHEET: usize = 2;

/// Words for comparing, without stops: a list of points has none.
fn letters(words: &str) -> String {
    fold(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{between, found, read};
    use super::*;
    use crate::text::Reader;

    const TELL: &str = "Delete it straight away and tell an adult you trust.";

    #[test]
    fn a_message_in_other_words_is_gone() {
        let old = [(At::Slide(1), "Start"), (At::Slide(2), TELL)];
        let new = [(At::Slide(1), "Start"), (At::Slide(2), "Delete it soon and tell somebody.")];
        let found = between(&old, &[], &new);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0][..2], ["missing-core-message", "slide 2 of the original"]);
        assert!(found[0][2].contains(TELL));
        // In the notes alone no pupil reads it.
        let new = [(At::Slide(1), "Start"), (At::Notes(1), TELL)];
        assert_eq!(between(&old, &[], &new).len(), 1);
    }

    #[test]
    fn moved_broken_over_lines_or_in_another_case_it_stands() {
        let old = [(At::Slide(1), "Start"), (At::Slide(2), TELL)];
        let new = [
            (At::Slide(1), "Delete it straight away and\ntell an adult you trust."),
            (At::Slide(2), "Start"),
        ];
        assert_eq!(between(&old, &[], &new), Vec::<[String; 3]>::new());
    }

    #[test]
    fn without_an_original_slides_owe_what_every_lesson_owes() {
        let file = read(&[(At::Slide(1), "My own slides")]);
        let told = found(&file, None, Reader::Staff);
        let missing = told.iter().filter(|[rule, ..]| rule == "missing-core-message").count();
        assert!(missing >= 2, "{told:?}");
        let sheet = read(&[(At::Heading(String::new()), "A worksheet")]);
        let told = found(&sheet, None, Reader::Learners);
        assert!(told.iter().all(|[rule, ..]| rule == "no-original"), "{told:?}");
    }
}
