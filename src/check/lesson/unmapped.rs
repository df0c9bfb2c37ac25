//! Whether a lesson says which statements of a curriculum it works on.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};

/// See the module.
pub static RULE: Rule = Rule {
    name: "unmapped",
    group: Group::Facts,
    level: Level::Note,
    firm: false,
    looks_at: Cow::Borrowed("a lesson's `maps_to`"),
    what: Cow::Borrowed("The lesson names no statement of a curriculum framework."),
    why: Cow::Borrowed(
        "A school plans by statements, and a lesson that names none is left out of the plan.",
    ),
    source: Cow::Borrowed(
        "House rule: a lesson is mapped to pinned statements, and never said to comply with one.",
    ),
    bad: Cow::Borrowed("maps_to: []"),
    good: Cow::Borrowed("maps_to: [\"dfe-rshe-2025:S.OSA.6\"]"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.lesson.maps_to.is_empty() {
        return;
    }
    // Without any framework there is nothing to name.
    let mut statements = subject.registry().frameworks.iter().flat_map(|framework| {
        framework.statements.keys().map(|code| format!("{}:{code}", framework.id.value))
    });
    if let Some(example) = statements.next() {
        findings.push(RULE.finding(
            subject.lesson.id.span.place(),
            "the lesson maps to no statement of a framework",
            format!("name in `maps_to` those that it works on, in the form `{example}`"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_lesson;
    use crate::library::fixture::{LESSON, changed, files};

    #[test]
    fn a_lesson_that_maps_to_nothing_is_told_so() {
        let found = in_lesson(&files(), LESSON, check);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Note, "11-14/made-up"));
        assert!(found[0].2.contains("in the form `made-up-2025:A.1`"), "{found:?}");
        let mapped = changed(LESSON, "maps_to: []", "maps_to: [made-up-2025:A.1]");
        assert_eq!(in_lesson(&mapped, LESSON, check), []);
    }
}
