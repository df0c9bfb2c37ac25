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
    looks_at: Cow::Borrowed("“he” and “she” on the cards of a lesson"),
    what: Cow::Borrowed("Everybody on the cards is a boy, or everybody is a girl."),
    why: Cow::Borrowed(
        "Boys are blackmailed and hurt too, and a boy who never meets one in a scene thinks it is not for him.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre: key principles, April 2016; National Crime Agency: letter to schools, 2024",
    ),
    bad: Cow::Borrowed("cards: Ella … she; Mina … her; Tess … she"),
    good: Cow::Borrowed("cards: Ella … she; Jude … he; Kit, and no word for either"),
};

/// Fewer cards than this show nothing.
const CARDS: usize = 3;

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // A story may have one hero; a set of cards has room for many.
    let Some(cards) = &subject.lesson.cards else { return };
    let told = |any: &[&str]| {
        let says = |words: &str| {
            let words = words.to_lowercase();
            words.split(|c: char| !c.is_alphabetic()).any(|word| any.contains(&word))
        };
        let cards = cards.cards.iter();
        cards.filter(|card| says(card.text.raw()) || says(card.question.raw())).count()
    };
    let he = told(&["he", "him", "his", "himself"]);
    let she = told(&["she", "her", "hers", "herself"]);
    let all = match (he, she) {
        (CARDS.., 0) => "boys and men",
        (0, CARDS..) => "girls and women",
        _ => return,
    };
    findings.push(RULE.finding(
        cards.title.span().place(),
        format!("the cards are about {all} only"),
        "let some of them be others, among those who are harmed too",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, assert_silent, changed, in_lesson};
    use super::*;

    #[test]
    fn cards_are_about_boys_and_girls() {
        assert_silent(check);
        let card = "    - title: Too late\n";
        let third = "    - title: A key\n      picture: clock\n      text: %\n      \
                     question: What now?\n      answer: Ask.\n";
        for (third_says, all) in [
            ("She has lost her key.", Some("girls and women only")),
            ("He has lost his key.", None),
            ("The key is lost.", None),
        ] {
            let to = third.replace('%', third_says) + card;
            let mut files = changed(LESSON, card, &to);
            let text = files.files[LESSON]
                .replace("Sam is sad.", "She is sad.")
                .replace("Bo is late.", "She is late.");
            files.files.insert(LESSON.into(), text);
            let found = in_lesson(&files, LESSON, check);
            assert_eq!(found.len(), usize::from(all.is_some()), "{third_says}: {found:#?}");
            if let (Some(says), Some((level, at, said))) = (all, found.first()) {
                assert_eq!((*level, at.as_str()), (Level::Warning, "The show"));
                assert!(said.contains(says), "{said}");
            }
        }
    }
}
