//! Files that came from another version of their lesson.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};

/// See the module.
pub static RULE: Rule = Rule {
    name: "other-version",
    group: Group::Pack,
    level: Level::Note,
    firm: true,
    looks_at: Cow::Borrowed("files that somebody has edited"),
    what: Cow::Borrowed(
        "The file came from another version of the lesson than the one it was compared with.",
    ),
    why: Cow::Borrowed(
        "What changed between the versions looks as if the teacher had changed it, and numbers in \
         an old file may be out of date.",
    ),
    source: Cow::Borrowed("House rule: nothing is said of what was not seen."),
    bad: Cow::Borrowed("slides of version 1.0, compared with a build of version 1.1"),
    good: Cow::Borrowed("slides of version 1.0, with `--against` the pack of version 1.0"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(original) = subject.file.original else { return };
    let (theirs, ours) = (subject.file.version, original.version.as_str());
    if theirs.is_empty() || ours.is_empty() || theirs == ours {
        return;
    }
    findings.push(RULE.finding(
        Place::File(subject.file.name.to_owned()),
        format!("this file came from version {theirs} of the lesson, and was compared with {ours}"),
        "name the pack that it came from with `--against`, or edit a file of today’s pack",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, original, read};
    use crate::read::At;
    use crate::text::Reader;

    #[test]
    fn another_version_is_a_note() {
        let words = [(At::Slide(1), "Start")];
        let mut old = original(&words, &[]);
        assert_eq!(found(&read(&words), Some(&old), Reader::Staff), Vec::<[String; 3]>::new());
        old.version = "1.1".into();
        let told = found(&read(&words), Some(&old), Reader::Staff);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0][0], "other-version");
        assert!(told[0][2].contains("version 1.0") && told[0][2].contains("1.1"));
    }
}
