//! Slides and sections that say how to get help, and are gone.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::read::At;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-help-slide",
    group: Group::Safety,
    level: Level::Error,
    firm: true,
    looks_at: Cow::Borrowed("slides, help sheets, handouts and letters that somebody has edited"),
    what: Cow::Borrowed(
        "A slide or a section that says where to get help was in the pack and is not in the \
         edited file.",
    ),
    why: Cow::Borrowed(
        "A child who is worried by the lesson, or was before it, would leave without knowing whom \
         to tell.",
    ),
    source: Cow::Borrowed(
        "House rule: a lesson about risk ends with help; PSHE Association, guidance on safe \
         practice (from memory).",
    ),
    bad: Cow::Borrowed("the slides without “Who can help?”, to save three minutes"),
    good: Cow::Borrowed("the slides in another order, with “Who can help?” among them"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(original) = subject.file.original else { return };
    for at in original.help.iter().filter(|at| !subject.still_stands(at)) {
        let lines: Vec<_> = subject.old.at(at).collect();
        if lines.is_empty() {
            continue;
        }
        let title = lines.first().map_or("", |line| line.words);
        let what = match at {
            At::Slide(_) => {
                format!("the slide “{title}”, which says how to get help, is gone or hidden")
            }
            _ => format!("the words under “{title}”, which say how to get help, are gone"),
        };
        findings.push(RULE.finding(
            subject.old_place(at),
            what,
            format!("show it again, or copy it back from `{}` of the pack", original.name),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{between, found, original, read};
    use super::*;
    use crate::text::Reader;

    const HELP: &str = "Who can help?\nIn our school: ask the lead.\nChildline 0800 1111\n\
                        Or any adult you trust";
    const TALK: &str = "What are group chats good at?\nThey are good for …";

    #[test]
    fn a_help_slide_that_was_deleted_is_named() {
        let old = [(At::Slide(1), TALK), (At::Slide(2), HELP)];
        let found = between(&old, &[At::Slide(2)], &[(At::Slide(1), TALK)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0][..2], ["missing-help-slide", "slide 2 of the original"]);
        assert!(found[0][2].contains("Who can help?"));
    }

    #[test]
    fn one_that_is_hidden_is_not_shown() {
        let old = [(At::Slide(1), TALK), (At::Slide(2), HELP)];
        let mut new = read(&old);
        new.hidden = vec![2];
        let told = found(&new, Some(&original(&old, &[At::Slide(2)])), Reader::Staff);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0][0], "missing-help-slide");
    }

    #[test]
    fn one_that_was_moved_or_retitled_is_there_and_others_may_go() {
        let old = [(At::Slide(1), TALK), (At::Slide(2), HELP)];
        let help = HELP.replace("Who can help?", "People to talk to");
        for new in [
            vec![(At::Slide(1), HELP), (At::Slide(2), TALK)],
            vec![(At::Slide(1), HELP)],
            vec![(At::Slide(1), &help)],
        ] {
            let found = between(&old, &[At::Slide(2)], &new);
            assert_eq!(found, Vec::<[String; 3]>::new());
        }
    }
}
