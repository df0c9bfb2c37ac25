//! Not at the end of the day, when nobody is left to tell.

use std::borrow::Cow;

use super::Subject;
use super::said::says;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::registry::Setting;
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "last-slot",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("when a lesson for a class is not to be taught"),
    what: Cow::Borrowed("Nobody is told to keep the lesson out of the last slot of the day."),
    why: Cow::Borrowed(
        "A child who wants to tell needs an adult who is still there after the lesson.",
    ),
    source: Cow::Borrowed(
        "House rule: staff must be there afterwards; no published source was found",
    ),
    bad: Cow::Borrowed("not_when: [It is an assembly.]"),
    good: Cow::Borrowed("not_when: [It is an assembly., It is the last slot of the day.]"),
};

const LAST: &[&str] = &[
    "last slot",
    "last lesson",
    "last period",
    "last hour",
    "last thing",
    "end of the day",
    "end of the school day",
    "end of the week",
    "home time",
    "before a break",
    "before the weekend",
    "before a weekend",
    "before a holiday",
];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.audience.setting != Setting::Class {
        return;
    }
    let prepare = &subject.lesson.prepare;
    let routine = subject.registry().staff.routine(Setting::Class);
    let mut lines = routine.not_when.iter().chain(&prepare.not_when).chain(&prepare.before);
    if lines.any(|line| says(&subject.line(line), LAST)) {
        return;
    }
    let first = routine.not_when.first().or(prepare.not_when.first());
    let place = first.map_or_else(|| prepare.affected.span().place(), |line| line.span().place());
    findings.push(RULE.finding(
        place,
        "nobody is told not to teach this in the last slot of the day",
        "add `It is the last slot of the day.` to `not_when`",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, changed, in_lesson};
    use super::*;

    #[test]
    fn a_class_is_not_taught_it_last() {
        assert_silent(check);
        let mut files = changed("shared/staff.yaml", "It is the last slot of the day.", "Snow.");
        let found = in_lesson(&files, LESSON, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "Snow."));
        // Adults go home when they like.
        assert_eq!(in_lesson(&files, WORKSHOP, check), []);
        let own = "  not_when: [It is the last lesson before a holiday.]\n  step_out: >-\n";
        let lesson = files.files[LESSON].replace("  step_out: >-\n", own);
        files.files.insert(LESSON.into(), lesson);
        assert_eq!(in_lesson(&files, LESSON, check), []);
    }
}
