//! Whether a safeguarding professional has signed.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ReviewStatus;

/// See the module.
pub static RULE: Rule = Rule {
    name: "unreviewed",
    group: Group::Safety,
    level: Level::Note,
    firm: false,
    looks_at: Cow::Borrowed("the review of a lesson"),
    what: Cow::Borrowed("No safeguarding professional has signed the lesson."),
    why: Cow::Borrowed(
        "Rules find words; whether a lesson is right for children, a person must say.",
    ),
    source: Cow::Borrowed("House rule: a pack never claims a review that did not happen."),
    bad: Cow::Borrowed("review: { status: draft }"),
    good: Cow::Borrowed("review: { status: signed, by: \"A. Name, role\", on: 2026-09-01 }"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let status = &subject.lesson.review.status;
    if status.value == ReviewStatus::Draft {
        findings.push(RULE.finding(
            status.span.place(),
            "no safeguarding professional has signed this lesson",
            "let one read it; until then every page says draft",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::in_lesson;
    use crate::diagnostics::Level;
    use crate::library::fixture::{LESSON, changed, files};

    #[test]
    fn a_draft_is_told_and_a_signed_lesson_is_not() {
        let found = in_lesson(&files(), LESSON, super::check);
        assert_eq!(found.len(), 1, "{found:?}");
        let (level, pointed, said) = &found[0];
        assert_eq!((*level, pointed.as_str()), (Level::Note, "draft"));
        assert!(said.contains("no safeguarding professional has signed"), "{said}");
        let by = "status: signed\n  by: A. Name, safeguarding lead\n  on: 2026-09-01";
        let signed = changed(LESSON, "status: draft", by);
        assert_eq!(in_lesson(&signed, LESSON, super::check), []);
    }
}
