//! Whether the lessons that a lesson builds on come before it.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};

/// See the module.
pub static RULE: Rule = Rule {
    name: "out-of-order",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("the `after` of a lesson, and the outline"),
    what: Cow::Borrowed("A lesson names in `after` one that the outline has later, or itself."),
    why: Cow::Borrowed(
        "Whoever teaches in the order of the outline meets the harder lesson first.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre, key principles of online safety education (April 2016): developmental.",
    ),
    bad: Cow::Borrowed("after: [11-14/asking-for-help]   # which the outline has later"),
    good: Cow::Borrowed("after: [11-14/reading-the-comments]"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (at, lesson) in subject.taught() {
        let later = |name: &&crate::text::Name| {
            subject.at(name.as_str()).is_some_and(|before| before >= at)
        };
        for name in lesson.after.iter().filter(later) {
            let what = format!("in the outline `{}` comes after this lesson", name.value);
            let remedy = match at.checked_sub(1).and_then(|before| subject.sessions.get(before)) {
                Some(before) => {
                    format!("name one that comes before, such as `{}`", before.id.value)
                }
                None => "take it out: the outline has this lesson first".to_owned(),
            };
            findings.push(RULE.finding(name.span.place(), what, remedy));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Found, in_scheme};
    use crate::library::fixture::{LESSON, changed};

    /// The fixture's lesson after another session, which stands where it is put.
    fn with(before: &str, after: &str) -> Found {
        let session = |id: &str| {
            format!(
                "  - id: 11-14/{id}\n    title: Other\n    messages: [never-share]\n    hook: A.\n    scene: A.\n    task: A.\n    watch: A.\n"
            )
        };
        let mut files = changed(LESSON, "after: []", "after: [11-14/other]");
        let outline = &files.files["shared/outline.yaml"];
        let put = |id: &str| if id.is_empty() { String::new() } else { session(id) };
        let outline = outline.replacen("sessions:\n", &format!("sessions:\n{}", put(before)), 1);
        files.files.insert("shared/outline.yaml".into(), outline + &put(after));
        in_scheme(&files, check)
    }

    #[test]
    fn what_comes_before_is_taught_before() {
        assert_eq!(with("other", ""), []);
        let found = with("", "other");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "11-14/other"));
        assert!(found[0].2.contains("the outline has this lesson first"), "{found:?}");
        // With another before it, that is named.
        let found = with("first", "other");
        assert!(found[0].2.contains("such as `11-14/first`"), "{found:?}");
    }
}
