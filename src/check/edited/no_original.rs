//! What could not be compared, and with what.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};

/// The file does not say what it was.
pub static RULE: Rule = Rule {
    name: "no-original",
    group: Group::Pack,
    level: Level::Note,
    firm: true,
    looks_at: Cow::Borrowed("files that somebody has edited"),
    what: Cow::Borrowed(
        "It is not known what the file was before it was edited, so that only its own words and \
         pictures were looked at.",
    ),
    why: Cow::Borrowed(
        "Nobody has looked whether a help slide, a number or a message was taken out, and silence \
         must not pass for a check.",
    ),
    source: Cow::Borrowed("House rule: nothing is said of what was not seen."),
    bad: Cow::Borrowed("lessonpack check slides-from-a-colleague.pptx"),
    good: Cow::Borrowed(
        "lessonpack check slides-from-a-colleague.pptx --against packs/11-14/in-the-group-chat",
    ),
};

/// It came from another version of the lesson.
pub static OTHER_VERSION: Rule = Rule {
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
    let file = subject.file;
    if file.original.is_some() {
        return;
    }
    let messages = match file.audience {
        Some(_) => "",
        None => " nor which core messages it owes",
    };
    findings.push(RULE.finding(
        Place::File(file.name.to_owned()),
        format!(
            "it is not known what this file was: nobody has looked whether a help slide, a number \
             or a message is gone,{messages} or whether answers were pasted in"
        ),
        match file.audience {
            Some(_) => "name the pack that it came from: `--against PACK`",
            None => {
                "name the pack that it came from: `--against PACK`; or say whom it is for: `--for \
                 11-14 --role pupil`"
            }
        },
    ));
}

/// See the module.
pub fn version(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(original) = subject.file.original else { return };
    let (theirs, ours) = (subject.file.version, original.version.as_str());
    if theirs.is_empty() || ours.is_empty() || theirs == ours {
        return;
    }
    findings.push(OTHER_VERSION.finding(
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

    #[test]
    fn what_was_not_compared_is_said() {
        let told = found(&read(&[(At::Heading(String::new()), "Words")]), None, Reader::Staff);
        assert_eq!(told.len(), 1);
        assert!(told[0][2].contains("nobody has looked whether a help slide"));
    }
}
