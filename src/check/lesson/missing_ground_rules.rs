//! Ground rules before anything else, and what they must cover.

use std::borrow::Cow;

use super::Subject;
use super::said::{joined, missing};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;
use crate::library::slide::SlideStep;
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-ground-rules",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("the first activity, and the audience's ground rules"),
    what: Cow::Borrowed(
        "The lesson starts without its ground rules on the screen, or they leave out made-up people, names or the right to pass.",
    ),
    why: Cow::Borrowed(
        "Without them a child may tell the whole class what happened at home, or have to answer.",
    ),
    source: Cow::Borrowed(
        "A primary school’s page on PSHE, undated; House rule: what the rules must cover at the least",
    ),
    bad: Cow::Borrowed("settle: a title slide, and “Let’s get started.”"),
    good: Cow::Borrowed(
        "settle: a `rules` slide, and “We talk about made-up people. No names. You can pass.”",
    ),
};

/// What ground rules must cover, and how such a rule may begin its words.
const COVERED: [(&str, &[&str]); 3] = [
    (
        "that we talk about made-up people",
        &["made-up", "made up", "story people", "invented", "stories", "not us", "character"],
    ),
    ("no names", &["name"]),
    ("the right to pass", &["pass", "skip"]),
];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    // That nothing settles is found where the order of activities is looked at.
    let mut settling = lesson.activities.iter().filter(|a| a.kind == ActivityKind::Settle);
    let Some(settle) = settling.clone().next() else { return };
    let rules = settling.find_map(|activity| {
        activity.slides().find_map(|slide| match slide {
            SlideStep::Rules(rules) => Some(rules),
            _ => None,
        })
    });
    let Some(rules) = rules else {
        findings.push(RULE.finding(
            settle.id.span.place(),
            format!("`{}` does not show the ground rules", settle.id.value),
            "add a slide `rules` with a title; its rules come from `audiences.yaml`",
        ));
        return;
    };
    let lacking = missing(&subject.ground_rules(), &COVERED);
    if !lacking.is_empty() {
        let audience = subject.audience.id.as_str();
        let lacking = joined(&lacking);
        findings.push(RULE.at(
            Level::Warning,
            rules.title.span().place(),
            format!("the ground rules of `{audience}` do not say: {lacking}"),
            format!("say it in the `rules` of `{audience}` in `audiences.yaml`"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, everywhere, in_lesson, one};
    use super::*;

    #[test]
    fn a_lesson_starts_with_its_ground_rules() {
        assert_silent(check);
        for path in [LESSON, WORKSHOP] {
            let slide = "      - slide:\n          rules:\n            title: How we talk\n";
            one(path, slide, "", check, (Level::Error, "settle", "does not show the ground rules"));
        }
    }

    #[test]
    fn ground_rules_cover_made_up_people_names_and_passing() {
        for (from, to, says) in [
            ("head: No names, text: Please.", "head: Please, text: Be kind.", "not say: no names;"),
            ("head: Pass, text: You can.", "head: Join in, text: You can.", "the right to pass"),
            ("text: Story people.", "text: You can.", "that we talk about made-up people"),
        ] {
            let files = everywhere("shared/audiences.yaml", from, to);
            let found = in_lesson(&files, LESSON, check);
            assert_eq!(found.len(), 1, "{found:#?}");
            assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "How we talk"));
            assert!(found[0].2.contains(says), "{found:#?}");
        }
    }
}
