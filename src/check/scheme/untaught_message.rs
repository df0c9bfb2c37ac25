//! Whether the lessons of an audience teach, between them, every core message
//! that it has words for.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::listed;
use crate::library::registry::Session;

/// See the module.
pub static RULE: Rule = Rule {
    name: "untaught-message",
    group: Group::Method,
    level: Level::Note,
    firm: false,
    looks_at: Cow::Borrowed("all lessons of an audience, and its sessions in the outline"),
    what: Cow::Borrowed(
        "A core message that an audience has words for is taught to it in no lesson.",
    ),
    why: Cow::Borrowed(
        "Children meet the rest of what keeps them safe only if somebody writes the lesson.",
    ),
    source: Cow::Borrowed(
        "House rule: the lessons of an audience teach every message between them.",
    ),
    bad: Cow::Borrowed("an outline of four sessions, and a lesson for the third alone"),
    good: Cow::Borrowed("a lesson for every session"),
};

/// An audience for which nobody has begun to write the outline's lessons is
/// left alone: who writes for one age is not asked for all.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.taught().next().is_none() {
        return;
    }
    let audience = subject.audience.id.as_str();
    let taught = |id: &str| {
        subject.lessons.iter().any(|lesson| lesson.messages.iter().any(|name| name.value == id))
    };
    let (mut coming, mut nowhere) = (Vec::new(), Vec::new());
    let mut unwritten: Vec<&Session> = Vec::new();
    for message in &subject.library.registry.messages {
        let id = message.id.as_str();
        if !message.wording.contains_key(audience) || taught(id) {
            continue;
        }
        let mut by = subject.sessions.iter().filter(|by| Subject::promises(by, id)).peekable();
        match by.peek() {
            Some(_) => coming.push(id),
            None => nowhere.push(id),
        }
        unwritten.extend(by);
    }
    let not_written = |session: &&&Session| unwritten.iter().any(|one| one.id == session.id);
    let sessions: Vec<_> = subject.sessions.iter().filter(not_written).collect();
    if let Some(first) = sessions.first() {
        let ids: Vec<_> = sessions.iter().map(|session| session.id.as_str()).collect();
        findings.push(RULE.finding(
            first.id.span.place(),
            format!("no lesson teaches `{audience}` yet {}", listed(&coming)),
            format!("write {}; `lessonpack new {}` starts a lesson", listed(&ids), first.id.value),
        ));
    }
    if let (Some(last), false) = (subject.sessions.last(), nowhere.is_empty()) {
        findings.push(RULE.finding(
            last.id.span.place(),
            format!("no session is to teach `{audience}` {}", listed(&nowhere)),
            "add it to the `messages` of a session",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Found, in_scheme};
    use crate::library::LessonFiles;
    use crate::library::fixture::{LESSON, changed, files};

    const OUTLINE: &str = "shared/outline.yaml";
    const SESSION: &str = "sessions:
  - id: 11-14/other
    title: Other
    messages: [never-share, may-be-a-crime, genuine-mistake]
    hook: A.
    scene: A.
    task: A.
    watch: A.
";

    fn found(files: &LessonFiles) -> Found {
        in_scheme(files, check)
    }

    #[test]
    fn messages_that_no_session_is_to_teach_are_told() {
        let found = found(&files());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Note, "11-14/made-up"));
        let says = "teach `11-14` `never-share`, `may-be-a-crime` and `genuine-mistake`";
        assert!(found[0].2.contains(says), "{found:?}");
        // What the lesson teaches is not among them.
        assert!(!found[0].2.contains("asking-is-safe"), "{found:?}");
    }

    #[test]
    fn sessions_that_nobody_has_written_are_told_together() {
        let mut files = changed(OUTLINE, "sessions:\n", SESSION);
        let told = found(&files);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].0, told[0].1.as_str()), (Level::Note, "11-14/other"));
        for says in ["yet `never-share`, `may-be-a-crime` and", "`lessonpack new 11-14/other`"] {
            assert!(told[0].2.contains(says), "{told:?}");
        }
        // Nobody writes for that age.
        files.files.remove(LESSON);
        assert_eq!(found(&files), []);
    }
}
