//! A lesson about images of abuse is not the first that a class has.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::registry::Setting;

/// See the module.
pub static RULE: Rule = Rule {
    name: "one-off",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("a lesson for a class that teaches messages about images"),
    what: Cow::Borrowed("A lesson about images of abuse has no lesson before it."),
    why: Cow::Borrowed(
        "A class that has not yet learnt who helps and how to talk meets the hardest part first.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre, key principles of online safety education (April 2016): adequate length.",
    ),
    bad: Cow::Borrowed("messages: [never-share]\nafter: []"),
    good: Cow::Borrowed("messages: [never-share]\nafter: [11-14/reading-the-comments]"),
};

/// Adults come once, and come prepared.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    if subject.audience.setting != Setting::Class || !lesson.after.is_empty() {
        return;
    }
    let registry = subject.registry();
    let about = lesson
        .messages
        .iter()
        .find(|name| registry.message(name.as_str()).is_some_and(|message| message.images));
    let Some(about) = about else { return };
    findings.push(RULE.finding(
        about.span.place(),
        format!("`{}` is about images, and no lesson comes before this one", about.value),
        match before(subject) {
            Some(id) => format!("write `after: [{id}]`, and teach that first"),
            None => "name in `after` a lesson of the outline that is taught first".to_owned(),
        },
    ));
}

/// The session of the same audience that the outline has before the lesson, or
/// its last if the lesson is not in it.
fn before<'a>(subject: &Subject<'a>) -> Option<&'a str> {
    let prefix = format!("{}/", subject.audience.id.value);
    let sessions = subject.registry().outline.iter().map(|session| session.id.as_str());
    sessions
        .filter(|id| id.starts_with(&prefix))
        .take_while(|id| *id != subject.lesson.id.as_str())
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Found, in_lesson};
    use crate::library::LessonFiles;
    use crate::library::fixture::{LESSON, WORKSHOP, changed};

    /// The fixture's lesson teaches a message that is about images.
    fn files() -> LessonFiles {
        changed(
            "shared/messages.yaml",
            "  - id: asking-is-safe\n",
            "  - id: asking-is-safe\n    images: true\n",
        )
    }

    fn with(files: &LessonFiles, path: &str, from: &str, to: &str) -> Found {
        let mut files = files.clone();
        let text = files.files[path].replacen(from, to, 1);
        assert_ne!(text, files.files[path], "{from:?}");
        files.files.insert(path.into(), text);
        in_lesson(&files, LESSON, check)
    }

    #[test]
    fn a_lesson_about_images_needs_one_before_it() {
        let found = in_lesson(&files(), LESSON, check);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "asking-is-safe"));
        assert!(found[0].2.contains("a lesson of the outline"), "{found:?}");
        // With a session before it, that is the one to name.
        let session = "sessions:\n  - id: 11-14/first\n    title: First\n    messages: [never-share]\n    hook: A.\n    scene: A.\n    task: A.\n    watch: A.\n";
        let files = files();
        let found = with(&files, "shared/outline.yaml", "sessions:\n", session);
        assert!(found[0].2.contains("write `after: [11-14/first]`"), "{found:?}");
        let mut after = files.clone();
        let outline = after.files["shared/outline.yaml"].replacen("sessions:\n", session, 1);
        after.files.insert("shared/outline.yaml".into(), outline);
        assert_eq!(with(&after, LESSON, "after: []", "after: [11-14/first]"), []);
    }

    #[test]
    fn other_lessons_and_workshops_may_stand_alone() {
        assert_eq!(in_lesson(&crate::library::fixture::files(), LESSON, check), []);
        assert_eq!(in_lesson(&files(), WORKSHOP, check), []);
    }
}
