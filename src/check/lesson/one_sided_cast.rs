//! Scenes in which everybody can find themselves.

use std::borrow::Cow;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "one-sided-cast",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("“he” and “she” in cards, worksheets and scenes"),
    what: Cow::Borrowed("Everybody in the scenes is a boy, or everybody is a girl."),
    why: Cow::Borrowed(
        "Boys are blackmailed and hurt too, and a boy who never meets one in a scene thinks it is not for him.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre: key principles, April 2016; National Crime Agency: letter to schools, 2024",
    ),
    bad: Cow::Borrowed("cards: Ella … she; Mina … her; Tess … she"),
    good: Cow::Borrowed("cards: Ella … she; Jude … he; Kit, and no word for either"),
};

/// Fewer scenes than this show nothing.
const SCENES: usize = 3;

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let (mut he, mut she) = (0, 0);
    let scenes = subject.passages.iter().filter(|passage| {
        let path = &passage.wording.path;
        let is_told = path.first().is_some_and(|field| field == "activities" || field == "cards");
        is_told && !passage.wording.is_in("keep-safe")
    });
    for passage in scenes {
        let words = passage.words().to_lowercase();
        let has = |any: &[&str]| {
            words.split(|c: char| !c.is_alphabetic()).any(|word| any.contains(&word))
        };
        he += usize::from(has(&["he", "him", "his", "himself"]));
        she += usize::from(has(&["she", "her", "hers", "herself"]));
    }
    let all = match (he, she) {
        (SCENES.., 0) => "boys and men",
        (0, SCENES..) => "girls and women",
        _ => return,
    };
    let lesson = subject.lesson;
    let cards = lesson.cards.as_ref().map(|cards| cards.title.span().place());
    findings.push(RULE.finding(
        cards.unwrap_or_else(|| lesson.title.span().place()),
        format!("the scenes are about {all} only"),
        "let some of them be others, among those who are harmed too",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, assert_silent, changed, found_in};
    use super::*;

    #[test]
    fn scenes_are_about_boys_and_girls() {
        assert_silent(check);
        let mut files = changed(LESSON, "Sam is sad.", "She is sad.");
        let text = files.files[LESSON]
            .replace("Bo is late.", "She is late.")
            .replace("Who can Sam ask?", "Who can help her?");
        files.files.insert(LESSON.into(), text.clone());
        let found = found_in(&files, LESSON, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "The show"));
        assert!(found[0].2.contains("girls and women only"));
        files.files.insert(LESSON.into(), text.replace("help her", "help him"));
        assert_eq!(found_in(&files, LESSON, check), []);
    }
}
