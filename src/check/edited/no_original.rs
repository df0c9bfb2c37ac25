//! Files that do not say what they were.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};

/// See the module.
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
        "What was taken out cannot be seen in what is left, and silence about it must not pass for \
         a check.",
    ),
    source: Cow::Borrowed("House rule: nothing is said of what was not seen."),
    bad: Cow::Borrowed("lessonpack check slides-from-a-colleague.pptx"),
    good: Cow::Borrowed(
        "lessonpack check slides-from-a-colleague.pptx --against packs/11-14/in-the-group-chat",
    ),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let file = subject.file;
    if file.original.is_some() {
        return;
    }
    let what = "it is not known what this file was, so nobody has looked whether a help slide, a \
                number or a message is gone, or whether answers were pasted in";
    let whom = "say whom it is for with `--for 11-14 --role pupil`";
    let remedy = match (file.is_text, file.audience) {
        (true, Some(_)) => "check the .docx or .pptx itself, if there is one".to_owned(),
        (true, None) => whom.to_owned(),
        (false, Some(_)) => "name the pack that it came from: `--against PACK`".to_owned(),
        (false, None) => format!("name the pack that it came from, `--against PACK`, or {whom}"),
    };
    findings.push(RULE.finding(Place::File(file.name.to_owned()), what, remedy));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, read};
    use crate::read::At;
    use crate::text::Reader;

    #[test]
    fn what_was_not_compared_is_said() {
        let told = found(&read(&[(At::Heading(String::new()), "Words")]), None, Reader::Staff);
        assert_eq!(told.len(), 1);
        assert!(told[0][2].contains("nobody has looked whether a help slide"));
    }
}
