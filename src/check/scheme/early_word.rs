//! Whether a lesson uses a word or a core message before the lesson that
//! introduces it.

use std::borrow::Cow;

use super::Subject;
use crate::check::lesson;
use crate::check::rule::{Group, Rule};
use crate::check::used;
use crate::diagnostics::{Findings, Level};
use crate::library::{Lesson, Wording};
use crate::text::{Authored as _, Reader};

/// See the module.
pub static RULE: Rule = Rule {
    name: "early-word",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("the lessons of an audience, in the order of the outline"),
    what: Cow::Borrowed(
        "A lesson uses a core message, or a word that needs explaining, before the lesson that introduces it.",
    ),
    why: Cow::Borrowed("What nobody has explained yet is passed over, or worries those who ask."),
    source: Cow::Borrowed(
        "UK Safer Internet Centre, key principles of online safety education (April 2016): developmental.",
    ),
    bad: Cow::Borrowed("“blackmail” in the second lesson, explained in the third"),
    good: Cow::Borrowed("vocabulary: [{ word: blackmail, … }] in the second lesson too"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (at, lesson) in subject.taught() {
        let file = lesson.id.span.file;
        let wordings = subject.library.wordings.get(&file).map_or(&[][..], Vec::as_slice);
        messages(subject, at, lesson, wordings, findings);
        words(subject, at, wordings, findings);
    }
}

/// Where learners meet a message: what parents and staff are told apart is not
/// part of the order.
const MET_IN: [&str; 5] = ["activities", "worksheet", "cards", "check", "workshop"];

fn messages(
    subject: &Subject<'_>,
    at: usize,
    lesson: &Lesson,
    wordings: &[Wording],
    findings: &mut Findings,
) {
    let registry = &subject.library.registry;
    let mut told = Vec::new();
    for used in used::messages(subject.library, lesson, wordings) {
        let Some(message) = registry.message(&used.id) else { continue };
        let is_taught = lesson.messages.iter().any(|name| {
            let beside = registry.message(name.as_str()).map(|message| &message.with);
            name.value == used.id
                || beside.is_some_and(|ids| ids.iter().any(|id| id.value == used.id))
        });
        // Those of every pack are met from the first lesson on.
        if is_taught || !message.stands.is_empty() || !MET_IN.contains(&used.field.as_str()) {
            continue;
        }
        let first = subject.sessions.iter().position(|one| Subject::promises(one, &used.id));
        let Some(session) =
            first.filter(|first| *first > at).and_then(|at| subject.sessions.get(at))
        else {
            continue;
        };
        if !told.contains(&used.id) {
            findings.push(RULE.finding(
                used.place,
                format!("`{}` is taught only later, in `{}`", used.id, session.id.value),
                "leave it to that lesson, or add it to this one's `messages` and to its session",
            ));
            told.push(used.id);
        }
    }
}

fn words(subject: &Subject<'_>, at: usize, wordings: &[Wording], findings: &mut Findings) {
    let passages = lesson::passages(wordings);
    let explained = |lesson: &Lesson, word: &str| {
        lesson.vocabulary.iter().any(|entry| entry.word.raw().eq_ignore_ascii_case(word))
    };
    let before = || subject.taught().filter(|(other, _)| *other <= at);
    for (_, later) in subject.taught().filter(|(other, _)| *other > at) {
        for word in later.vocabulary.iter().map(|entry| entry.word.raw()) {
            if before().any(|(_, lesson)| explained(lesson, word)) {
                continue;
            }
            let first = passages
                .iter()
                .filter(|passage| passage.reader() == Reader::Learners)
                .find_map(|passage| Some((passage, find(passage.words(), word)?)));
            if let Some((passage, bytes)) = first {
                findings.push(RULE.finding(
                    passage.place(subject.library, bytes),
                    format!("“{word}” is explained only later, in `{}`", later.id.value),
                    "explain it in this lesson's `vocabulary`, or use a word that is known",
                ));
            }
        }
    }
}

/// The first place of a whole word, in any capitals.
fn find(words: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let (small, word) = (words.to_ascii_lowercase(), word.to_ascii_lowercase());
    let mut found = small.match_indices(&word).map(|(at, _)| at..at + word.len());
    found.find(|at| {
        !small[..at.start].ends_with(char::is_alphanumeric)
            && !small[at.end..].starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Found, in_scheme};
    use crate::library::LessonFiles;
    use crate::library::fixture::{LESSON, files};

    const OUTLINE: &str = "shared/outline.yaml";
    const SESSION: &str = "  - id: 11-14/later
    title: Later
    messages: [never-share, may-be-a-crime, genuine-mistake]
    hook: A.
    scene: A.
    task: A.
    watch: A.
";

    /// The fixture with a session after its lesson.
    fn longer() -> LessonFiles {
        let mut files = files();
        let outline = files.files[OUTLINE].clone() + SESSION;
        files.files.insert(OUTLINE.into(), outline);
        files
    }

    fn changed(files: &mut LessonFiles, from: &str, to: &str) {
        let text = files.files[LESSON].replacen(from, to, 1);
        assert_ne!(text, files.files[LESSON], "{from:?}");
        files.files.insert(LESSON.into(), text);
    }

    fn found(files: &LessonFiles) -> Found {
        in_scheme(files, check)
    }

    #[test]
    fn a_message_waits_for_its_session() {
        let mut files = longer();
        assert_eq!(found(&files), []);
        changed(&mut files, "say: Thank you.", "say: Thank you. {{ message.genuine-mistake }}");
        let told = found(&files);
        assert_eq!(told.len(), 1, "{told:?}");
        let at = (told[0].0, told[0].1.as_str());
        assert_eq!(at, (Level::Warning, "{{ message.genuine-mistake }}"));
        assert!(told[0].2.contains("taught only later, in `11-14/later`"), "{told:?}");
        // In the outline it comes first, and in the other order all is well.
        let outline = files.files[OUTLINE].replacen(SESSION, "", 1);
        let outline = outline.replacen("sessions:\n", &format!("sessions:\n{SESSION}"), 1);
        files.files.insert(OUTLINE.into(), outline);
        assert_eq!(found(&files), []);
    }

    #[test]
    fn a_word_is_explained_where_it_is_first_met() {
        let mut files = longer();
        // The same lesson again, later, with a word that the first one uses.
        let later = files.files[LESSON]
            .replace("11-14/made-up", "11-14/later")
            .replace("  - word: plan\n", "  - word: show\n");
        let outline = files.files[OUTLINE]
            .replace("[never-share, may-be-a-crime, genuine-mistake]", "[asking-is-safe]");
        files.files.insert(OUTLINE.into(), outline);
        files.files.insert("11-14/later.yaml".into(), later);
        let told = found(&files);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].0, told[0].1.to_lowercase().as_str()), (Level::Warning, "show"));
        assert!(told[0].2.contains("explained only later, in `11-14/later`"), "{told:?}");
        changed(&mut files, "  - word: plan\n", "  - word: Show\n");
        assert_eq!(found(&files), []);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(find("A showing, a Show.", "show"), Some(13..17));
        assert_eq!(find("A showing.", "show"), None);
    }
}
