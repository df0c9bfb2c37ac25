//! A breath before the door.

use std::borrow::Cow;

use super::Subject;
use super::said::says;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-calm-end",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("what the last activity shows, says and does"),
    what: Cow::Borrowed("The lesson closes without a moment of calm."),
    why: Cow::Borrowed(
        "A child who leaves upset has the rest of the day ahead, and perhaps nobody to tell.",
    ),
    source: Cow::Borrowed(
        "House rule: nobody is sent out of the hardest lesson of the week without a breath",
    ),
    bad: Cow::Borrowed("close: “That’s it. Chairs up, please.”"),
    good: Cow::Borrowed("close: “Feet flat. Breathe in while I count to three, and slowly out.”"),
};

const CALM: &[&str] =
    &["breath", "calm", "feet flat", "quiet", "relax", "silen", "slow", "stretch"];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // That another kind of activity is last is found where their order is looked at.
    let last = subject.lesson.activities.iter().enumerate().next_back();
    let Some((index, close)) = last.filter(|(_, last)| last.kind == ActivityKind::Close) else {
        return;
    };
    if !says(&subject.activity(index), CALM) {
        findings.push(RULE.finding(
            close.id.span.place(),
            format!("`{}` has no moment of calm", close.id.value),
            "let everybody breathe slowly twice, or sit in quiet for a minute",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, one};
    use super::*;

    #[test]
    fn a_lesson_ends_with_a_breath() {
        assert_silent(check);
        for path in [LESSON, WORKSHOP] {
            let (from, to) = ("body: Take a slow breath.", "body: Off you go.");
            one(path, from, to, check, (Level::Warning, "close", "no moment of calm"));
        }
    }
}
