//! Paper that asks a pupil who they are.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Passage, Subject};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Finding, Findings, Level, Place};

/// See the module.
pub static RULE: Rule = Rule {
    name: "pupil-data",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("checks, worksheets, cards, slips, the help sheet, the step-out task"),
    what: Cow::Borrowed("A sheet asks for a name, an account, a school, a number or an address."),
    why: Cow::Borrowed(
        "A sheet with a name on it is no longer anonymous, and it may end up in the wrong hands.",
    ),
    source: Cow::Borrowed(
        "House rule: a lesson on safety collects nothing about children; whoever wants a talk may name themselves",
    ),
    bad: Cow::Borrowed("worksheet: Write your name and class."),
    good: Cow::Borrowed("check: No names. slips: Name only to ask for a talk."),
};

/// What tells who somebody is, by itself.
const WHO: &str = concat!(
    r"(?:(?:full|first|last|own|real|user|account) ?)?names?|surname|age|birthday|date of birth",
    r"|(?:(?:e-?mail|home) )?address|(?:(?:tele|mobile |home )?phone|mobile) number",
);
/// And beside it, or after it on a line of its own.
const WHERE: &str = r"school|class|form|account|telephone|phone|mobile|e-?mail";

/// Asks for it, as a command, a question or a label.
static ASKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let any = format!("(?:{WHO}|{WHERE})");
    let command = r"(?:write|print|put|fill in|add|give|enter|state)(?: down| in)? (?:me |us )?";
    let listed = format!(r"your (?:{WHO})(?:(?:,? and|,? or|,) (?:your )?{any})*");
    let question = format!(r"what(?: is|'s|’s) your (?:{WHO})|wh(?:ich|at) school (?:are|do) you");
    let label = format!(r"^(?:(?:my|your) )?{any}(?: is)?\s*(?:[:_…]|\.\.\.)[\s_….]*$");
    Regex::new(&format!(r"(?i)\b(?:{command}{listed}|{question})\b|{label}")).ok()
});

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for passage in subject.passages.iter().filter(|passage| is_paper(passage)) {
        let is_slip = passage.wording.path.first().is_some_and(|field| field == "slips");
        if let Some(bytes) = asks(passage.words(), is_slip) {
            let place = passage.place(subject.library, bytes.clone());
            findings.push(finding(place, &passage.words()[bytes]));
        }
    }
}

/// The finding of a sheet that asks in these words.
pub fn finding(place: Place, words: &str) -> Finding {
    RULE.finding(
        place,
        format!("this sheet asks who somebody is: “{words}”"),
        "take it out; on a slip, say that a name is only for those who want a talk",
    )
}

/// Where words on paper ask who somebody is. On what may be a slip, a name may
/// be offered by those who want to be found.
pub fn asks(words: &str, may_be_slip: bool) -> Option<Range<usize>> {
    let found = ASKS.as_ref()?.find(words)?;
    (!excused(words, found.start(), may_be_slip)).then(|| found.range())
}

/// Words on what pupils write on or keep, or delegates tick.
fn is_paper(passage: &Passage<'_>) -> bool {
    let path: Vec<_> = passage.wording.path.iter().map(String::as_str).collect();
    let is_answer = matches!(path.last(), Some(&("answer" | "because")));
    let is_sheet = matches!(
        path.as_slice(),
        ["check" | "worksheet" | "cards" | "slips" | "help_sheet", ..]
            | ["prepare", "step_out_task", ..]
            | ["workshop", "evaluation", ..]
    );
    is_sheet && !is_answer
}

/// Said not to, or on a slip for those who want to be found.
fn excused(all: &str, start: usize, may_be_slip: bool) -> bool {
    let words = all.to_lowercase().replace('’', "'");
    let has = |words: &str, any: &[&str]| {
        words.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| any.contains(&word))
    };
    let offered = may_be_slip && has(&words, &["if", "only"]);
    let before: String = all[..start].to_lowercase().replace('’', "'");
    let last = before.rsplit(['.', '!', '?']).next().unwrap_or_default();
    offered || has(last, &["not", "don't", "never", "no", "without"])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, found, one};
    use super::*;

    #[test]
    fn paper_asks_nobody_who_they_are() {
        assert_silent(check);
        for (from, to, at) in [
            (
                "ask: Who could you ask?",
                "ask: Write your name and class.",
                "Write your name and class",
            ),
            ("ask: Draw who can help.", "ask: What’s your username?", "What’s your username"),
            ("intro: No names.", "intro: \"Name: ____\"", "Name: ____"),
            ("starter: I could ask …", "starter: My school is …", "My school is …"),
            (
                "note: Staff read this today.",
                "note: Add your phone number.",
                "Add your phone number",
            ),
            (
                "Draw a place that you like.",
                "Give your first name, age and school.",
                "Give your first name, age and school",
            ),
        ] {
            one(LESSON, from, to, check, (Level::Error, at, "asks who somebody is"));
        }
        let from = "intro: This takes two minutes. Nobody will know which is yours.";
        let at = "Write your name";
        one(WORKSHOP, from, "intro: Write your name.", check, (Level::Error, at, "who somebody"));
    }

    #[test]
    fn a_slip_may_offer_and_others_may_have_names() {
        for (from, to) in [
            ("note: Staff read this today.", "note: Add your name if you want a talk."),
            ("note: Staff read this today.", "note: Name only to ask for a talk."),
            ("intro: No names.", "intro: Don’t write your name."),
            ("ask: Draw who can help.", "ask: Give your animal a name."),
            ("ask: Who could you ask?", "ask: Write the name of a place you like."),
            ("ask: Draw who can help.", "ask: Put your phone away. Give your class a plan."),
            ("ask: Draw who can help.", "ask: Write your namesake’s plan."),
            ("heads: [First, Next]", "heads: [Name, What she does]"),
            ("answer: Anybody whom the learner could ask.", "answer: Write your name."),
        ] {
            assert_eq!(found(LESSON, from, to, check), [], "{to}");
        }
    }
}
