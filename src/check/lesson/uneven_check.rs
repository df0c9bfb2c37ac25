//! The check stands before what is taught and after it, in a short lesson too.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::{Activity, ActivityKind, Printed};
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "uneven-check",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("which activities use the check"),
    what: Cow::Borrowed("The anonymous check is not taken both before and after what is taught."),
    why: Cow::Borrowed(
        "Without both, a teacher cannot see what the class has learnt, nor who still needs help.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre: key principles, April 2016; Better Internet for Kids, on evaluation, 2021",
    ),
    bad: Cow::Borrowed("after-check: { uses: [check] }   # and none before"),
    good: Cow::Borrowed("before-check: { uses: [check] } and after-check: { uses: [check] }"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let activities = &subject.lesson.activities;
    let works =
        |activity: &Activity| matches!(activity.kind, ActivityKind::Teach | ActivityKind::Practise);
    let (Some(first), Some(last)) =
        (activities.iter().position(works), activities.iter().rposition(works))
    else {
        return;
    };
    let (before, after) = (&activities[..first], &activities[last + 1..]);
    let uses = |activity: &&Activity| activity.uses.contains(&Printed::Check);
    let taken = |part: &[Activity]| part.iter().any(|activity| uses(&activity));
    let what = match (taken(before), taken(after)) {
        (true, true) => None,
        (false, true) => Some("the check is taken after what is taught, and not before"),
        (true, false) => Some("the check is taken before what is taught, and not after"),
        (false, false) => Some("no activity uses the check before what is taught, and none after"),
    };
    if let Some(what) = what {
        findings.push(RULE.finding(
            subject.lesson.check.intro.span().place(),
            what,
            "write `uses: [check]` at an activity before the first that teaches, and at one after the last",
        ));
        return;
    }
    let stays = |part: &[Activity]| {
        part.iter().filter(uses).any(|activity| subject.stays(activity.id.as_str()))
    };
    let (kept, dropped) = match (stays(before), stays(after)) {
        (true, false) => ("before", "after"),
        (false, true) => ("after", "before"),
        _ => return,
    };
    let minutes = subject.lesson.short_form.minutes.span.place();
    let keep = subject.lesson.short_form.keep.first();
    findings.push(RULE.finding(
        keep.map_or(minutes, |name| name.span.place()),
        format!("the short form keeps the check {kept}, and drops the one {dropped}"),
        "keep both, or neither",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, changed, in_lesson, one};
    use super::*;

    const BEFORE: &str = "uses: [check, slips]";

    #[test]
    fn the_check_comes_before_and_after() {
        assert_silent(check);
        let is = |says| (Level::Warning, "No names.", says);
        one(LESSON, BEFORE, "uses: [slips]", check, is("after what is taught, and not before"));
        one(
            LESSON,
            "uses: [slips, check]",
            "uses: [slips]",
            check,
            is("before what is taught, and"),
        );
        let (from, to) = ("uses: [slips, check, evaluation, certificate]", "uses: [slips]");
        one(WORKSHOP, from, to, check, is("and not after"));
        // In the middle it is neither.
        let mut files = changed(LESSON, BEFORE, "uses: [slips]");
        let text = files.files[LESSON].replace("uses: [worksheet, cards]", "uses: [check]");
        files.files.insert(LESSON.into(), text);
        assert_eq!(in_lesson(&files, LESSON, check).len(), 1);
    }

    #[test]
    fn a_short_lesson_keeps_both_or_neither() {
        let mut files = changed(LESSON, BEFORE, "uses: [slips]");
        let hook = "kind: hook\n";
        let text = files.files[LESSON].replace(hook, &format!("{hook}    uses: [check]\n"));
        files.files.insert(LESSON.into(), text);
        let found = in_lesson(&files, LESSON, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].1, "settle");
        assert!(found[0].2.starts_with("the short form keeps the check after, and drops"));
    }
}
