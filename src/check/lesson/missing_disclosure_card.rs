//! Words for somebody who tells: on the start page, the run sheet and the notes.

use std::borrow::Cow;

use super::Subject;
use super::said::{joined, missing, names_lead};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::registry::Setting;
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-disclosure-card",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("`disclosure` and `disclosure_next` in `staff.yaml`"),
    what: Cow::Borrowed(
        "The words for somebody who tells leave out listening, that it is no secret, their own words, or the way to the lead at once.",
    ),
    why: Cow::Borrowed(
        "Whoever is told has seconds, and a promise of secrecy or a leading question cannot be taken back.",
    ),
    source: Cow::Borrowed(
        "Childnet: need help, undated; House rule: the four things on every start page",
    ),
    bad: Cow::Borrowed("disclosure: “You can trust me.” disclosure_next: Ask what happened."),
    good: Cow::Borrowed(
        "disclosure: “I can’t keep it secret.” disclosure_next: Listen. Write down their words. See the {{ nation.dsl }} now.",
    ),
};

const LISTEN: (&str, &[&str]) = ("listening", &["listen"]);
const NO_SECRET: (&str, &[&str]) = ("that it is no secret", &["secre", "confiden"]);
const AT_ONCE: (&str, &[&str]) =
    ("how soon", &["now", "at once", "today", "straight", "same day", "before you leave"]);
/// Adults who speak of themselves decide what is written down.
const OWN_WORDS: (&str, &[&str]) = (
    "their own words",
    &["their words", "own words", "exact words", "child's words", "pupil's words"],
);

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let routine = subject.registry().staff.routine(subject.audience.setting);
    let words = [subject.line(&routine.disclosure), subject.line(&routine.disclosure_next)];
    let words = words.join("\n");
    let mut groups = vec![LISTEN, NO_SECRET, AT_ONCE];
    if subject.audience.setting == Setting::Class {
        groups.push(OWN_WORDS);
    }
    let mut lacking = missing(&words, &groups);
    if !names_lead(&words) {
        lacking.push("the safeguarding lead");
    }
    if !lacking.is_empty() {
        // The same for every lesson of a setting, and told once.
        findings.push(RULE.finding(
            routine.disclosure.span().place(),
            format!("the words for somebody who tells leave out {}", joined(&lacking)),
            "say it in `disclosure`, or in what comes next, `disclosure_next`",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, everywhere, in_lesson};
    use super::*;

    #[test]
    fn words_for_somebody_who_tells_hold_what_they_must() {
        assert_silent(check);
        for (from, to, says, in_workshops) in [
            ("I can’t keep it secret.", "I see.", "that it is no secret", true),
            ("Listen.", "Ask why.", "listening", true),
            ("Write down their words.", "Write.", "their own words", false),
            ("See the {{ nation.dsl }} now.", "Report it now.", "the safeguarding lead", true),
            ("{{ nation.dsl }} now.", "{{ nation.dsl }}.", "how soon", true),
        ] {
            let files = everywhere("shared/staff.yaml", from, to);
            let found = in_lesson(&files, LESSON, check);
            assert_eq!(found.len(), 1, "{from}: {found:#?}");
            assert_eq!(found[0].0, Level::Error);
            assert!(found[0].1.starts_with("Thank you for telling me."), "{found:#?}");
            assert!(found[0].2.contains(&format!("leave out {says}; ")), "{found:#?}");
            assert_eq!(
                in_lesson(&files, WORKSHOP, check).len(),
                usize::from(in_workshops),
                "{from}"
            );
        }
    }
}
