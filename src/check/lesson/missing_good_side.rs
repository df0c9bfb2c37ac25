//! Something good about it, before what can go wrong.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-good-side",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("the activities before the first that teaches"),
    what: Cow::Borrowed("Nothing good about being online comes before what can go wrong."),
    why: Cow::Borrowed(
        "Pupils who expect a lecture stop listening, and tell adults less about what goes on.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre: key principles, April 2016: positive, no fear",
    ),
    bad: Cow::Borrowed("settle, then teach: What sharing does"),
    good: Cow::Borrowed("settle, then a hook: What are group chats good at?"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let activities = &subject.lesson.activities;
    let first = activities.iter().position(|activity| activity.kind == ActivityKind::Teach);
    let Some((before, teach)) = first.map(|at| (&activities[..at], &activities[at])) else {
        return;
    };
    if !before.iter().any(|activity| activity.kind == ActivityKind::Hook) {
        findings.push(RULE.finding(
            teach.id.span.place(),
            format!("nothing good opens the topic before `{}`", teach.id.value),
            "add an activity with `kind: hook` before it: what people like about it, and why",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, one};
    use super::*;

    #[test]
    fn something_good_opens_the_topic() {
        assert_silent(check);
        for path in [LESSON, WORKSHOP] {
            let is = (Level::Warning, "hook", "nothing good opens the topic before `hook`");
            one(path, "kind: hook\n", "kind: teach\n", check, is);
        }
    }
}
