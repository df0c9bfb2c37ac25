//! Families may see what their children are taught.

use std::borrow::Cow;

use super::Subject;
use super::said::says;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "letter-without-viewing",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("the letter home"),
    what: Cow::Borrowed(
        "The letter does not say that families may see the materials, or offers to withdraw a child.",
    ),
    why: Cow::Borrowed(
        "A parent who has seen the slides is easier to tell; a child who is withdrawn misses the help.",
    ),
    source: Cow::Borrowed(
        "An audit of a school scheme, September 2026: parents may see all materials, and the right to withdraw covers sex education only",
    ),
    bad: Cow::Borrowed(
        "body: Next week we teach a lesson on safety. Return the slip to withdraw your child.",
    ),
    good: Cow::Borrowed("body: You are welcome to see every slide and sheet; please ask us."),
};

const SEE: &[&str] = &["see", "look", "view", "read", "show", "copy", "copies"];
const MATERIALS: &[&str] = &["slide", "sheet", "material", "resource", "lesson plan"];
const DENIED: &[&str] = &["not", "no ", "cannot", "can't", "doesn't"];
const WITHDRAW: &[&str] = &["withdraw", "opt out", "opt your child out", "take your child out"];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(letter) = &subject.lesson.letter else { return };
    let body = subject.line(&letter.body);
    let mut sentences = body.split(['.', '!', '?']);
    if !sentences.any(|sentence| says(sentence, SEE) && says(sentence, MATERIALS)) {
        findings.push(RULE.finding(
            letter.subject.span().place(),
            "the letter does not say that families may see the materials",
            "add: `You are welcome to see every slide and sheet; please ask us.`",
        ));
    }
    for passage in &subject.passages {
        let mut sentences = passage.words().split(['.', '!', '?']);
        let offers = |sentence: &str| says(sentence, WITHDRAW) && !says(sentence, DENIED);
        if passage.wording.is_in("letter") && sentences.any(offers) {
            findings.push(RULE.finding(
                passage.whole(subject.library),
                "the letter offers to withdraw a child from a lesson on safety",
                "take it out; offer to talk about how the child can take part",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, assert_silent, found};
    use super::*;

    const SEEN: &str = "You are welcome to see every slide and sheet. If";

    #[test]
    fn a_letter_says_how_to_see_the_materials() {
        assert_silent(check);
        let found = found(LESSON, SEEN, "If", check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].1, "A lesson about asking for help");
    }

    #[test]
    fn nobody_is_withdrawn_from_safety() {
        let to = format!("The right to withdraw does not cover this lesson. {SEEN}");
        assert_eq!(found(LESSON, SEEN, &to, check), []);
        let to = format!("You may withdraw your child. {SEEN}");
        let found = found(LESSON, SEEN, &to, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].1.contains("You may withdraw"), "{found:#?}");
    }
}
