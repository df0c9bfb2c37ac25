//! The law is never the last word: help follows at once.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::Subject;
use super::said::{plain, says};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};
use crate::library::Wording;
use crate::library::lesson::Step;
use crate::library::registry::Setting;
use crate::text::slots;

/// See the module.
pub static RULE: Rule = Rule {
    name: "law-without-help",
    group: Group::Safety,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed(
        "what a class is shown and told of the law, in the order of the script",
    ),
    what: Cow::Borrowed(
        "The law is stated, and within three steps nobody says that asking for help brings no trouble, and whom to tell.",
    ),
    why: Cow::Borrowed(
        "A child who hears only that it is a crime hides it, and the child in the picture gets no help.",
    ),
    source: Cow::Borrowed(
        "House rule: schools must teach the consequences, so the law is said once, plainly, and help stands beside it",
    ),
    bad: Cow::Borrowed("say: It is against the law to share it. Now to the worksheet."),
    good: Cow::Borrowed(
        "say: It is against the law to share it. You won’t be in trouble for asking for help. Tell an adult you trust.",
    ),
};

/// How many steps later, of those that a class hears, the help may stand.
const WITHIN: usize = 3;

/// A statement of law, in plain words.
const LAW: &str = concat!(
    r"\b(?:illegal|unlawful|(?:is|be|are|it's) against the law|breaks? the law|breaking the law",
    r"|(?:is|be|are|it's) (?:also |still )?an? (?:serious |criminal )?(?:crime|offence)",
    r"|commit(?:s|ted|ting)? an? (?:crime|offence)|there(?: is|'s| are) (?:a )?laws?",
    r"|the law (?:says|covers|forbids)|be prosecuted|criminal record)\b",
);

/// That asking brings no trouble, in plain words.
const NO_TROUBLE: &str = r"\b(?:not|never|no one|nobody|neither|(?:wo|is|are|ca|does|would)n't|no) (?:[^.?!,;]{0,40} )?trouble\b";

/// Somebody to tell.
const ROUTE: &[&str] = &[
    "tell ",
    "an adult",
    "adult you",
    "trusted adult",
    "grown-up",
    "teacher",
    "safeguarding lead",
    "childline",
    "come to me",
    "talk to",
];

/// What turns it round: `nothing illegal`.
const DENIED: [&str; 5] = [" not", "n’t", "n't", " nothing", " never"];

static PATTERNS: LazyLock<Option<(Regex, Regex)>> =
    LazyLock::new(|| Some((Regex::new(LAW).ok()?, Regex::new(NO_TROUBLE).ok()?)));

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // Adults are told of duties of their own, at length.
    if subject.audience.setting != Setting::Class {
        return;
    }
    let Some((law, no_trouble)) = PATTERNS.as_ref() else { return };
    for (index, activity) in subject.lesson.activities.iter().enumerate() {
        for (number, step) in activity.script.iter().enumerate() {
            if !is_heard(step) {
                continue;
            }
            let mut fields = subject.fields(index, number).filter(|field| is_told(field));
            let Some(place) = fields.find_map(|field| stated(subject, law, field)) else {
                continue;
            };
            // A pupil who asks gets this answer, perhaps alone.
            let helped = if is_answer(step) {
                let answer = subject.step(index, number);
                no_trouble.is_match(&plain(&answer)) || says(&answer, ROUTE)
            } else {
                let steps = activity.script.iter().enumerate().skip(number);
                let heard = steps.filter(|(_, step)| is_heard(step) && !is_answer(step));
                let near = heard.take(WITHIN + 1).map(|(number, _)| subject.step(index, number));
                let near = near.collect::<Vec<_>>().join("\n");
                no_trouble.is_match(&plain(&near)) && says(&near, ROUTE)
            };
            if !helped {
                findings.push(RULE.finding(
                    place,
                    "the law is stated, and no help follows",
                    "say at once: `{{ message.asking-is-safe }}`, and whom to tell",
                ));
            }
        }
    }
}

/// What a class sees or hears; the rest is advice to whoever teaches.
fn is_heard(step: &Step) -> bool {
    matches!(step, Step::Slide(_) | Step::Say(_) | Step::Ask(_) | Step::IfTheyAsk(_))
}

/// What is said to whoever asks, and perhaps to nobody.
fn is_answer(step: &Step) -> bool {
    matches!(step, Step::IfTheyAsk(_))
}

/// What a class may answer or ask is no statement.
fn is_told(field: &Wording) -> bool {
    !field.is_in("listen_for") && !field.is_in("asked")
}

/// Where a field states the law, in its own words or in a core message's.
fn stated(subject: &Subject<'_>, law: &Regex, field: &Wording) -> Option<Place> {
    // Byte for byte, so that what is found can be underlined.
    let own = field.raw.to_ascii_lowercase();
    let is_denied = |at: usize| DENIED.iter().any(|not| own[..at].trim_end().ends_with(not));
    if let Some(found) = law.find_iter(&own).find(|found| !is_denied(found.start())) {
        return Some(subject.within(field, found.range()));
    }
    let message = slots(&field.raw)
        .into_iter()
        .find(|slot| law.is_match(&plain(&subject.filled(&field.raw[slot.bytes.clone()]))));
    message.map(|slot| subject.within(field, slot.bytes))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, found, one};
    use super::*;

    const SAY: &str =
        "      - say: \"Here is the line to remember. {{ message.asking-is-safe }}\"\n";

    fn after(steps: &str) -> String {
        format!("{SAY}{steps}")
    }

    #[test]
    fn help_follows_the_law() {
        assert_silent(check);
        let law = after("      - say: It is illegal to send it. Now to the worksheet.\n");
        one(LESSON, SAY, &law, check, (Level::Warning, "illegal", "no help follows"));
        for helped in [
            "      - say: It is illegal. You won’t be in trouble if you ask. Tell an adult.\n",
            "      - say: It is illegal.\n      - say: Nobody gets into trouble. Tell me.\n",
            "      - say: It’s illegal.\n      - say: \"{{ message.asking-is-safe }} Tell me.\"\n",
            "      - say: To ask for help is not illegal. It isn’t against the law.\n",
            "      - say: That law is there to protect the child.\n",
            "      - keep-safe: It is illegal to look at it.\n",
        ] {
            assert_eq!(found(LESSON, SAY, &after(helped), check), [], "{helped}");
        }
    }

    #[test]
    fn trouble_alone_or_help_too_late_is_found() {
        for alone in [
            "      - say: It is illegal. You would be in trouble. Tell an adult.\n",
            "      - say: It is illegal.\n      - keep-safe: They are not in trouble. Tell the lead.\n",
            "      - say: It is illegal. Nobody is in trouble for that.\n",
            "      - say: It is illegal. Don’t get into trouble. Tell an adult.\n",
            "      - say: It is illegal. Sending one on leads to no good, and trouble.\n",
            "      - say: It is illegal.\n      - say: One.\n      - say: Two.\n      - say: Three.\n      - say: Tell me. You are not in trouble.\n",
        ] {
            assert_eq!(found(LESSON, SAY, &after(alone), check).len(), 1, "{alone}");
        }
    }

    #[test]
    fn a_core_message_states_the_law_too() {
        let from = "      - if-they-ask:\n";
        let to = format!("      - say: \"{{{{ message.may-be-a-crime }}}} Now write.\"\n{from}");
        let at = "{{ message.may-be-a-crime }}";
        one(LESSON, from, &to, check, (Level::Warning, at, "no help follows"));
    }

    #[test]
    fn an_answer_states_the_law_with_help_in_it() {
        let from = "answer: Tell somebody else, and go on until one person helps.";
        let alone = "answer: That is against the law.";
        one(LESSON, from, alone, check, (Level::Warning, "is against the law", "no help follows"));
        let helped = "answer: That is against the law. Tell an adult you trust.";
        assert_eq!(found(LESSON, from, helped, check), []);
    }

    #[test]
    fn adults_hear_of_their_own_duties() {
        let from = "Here is the line to remember.";
        assert_eq!(found(WORKSHOP, from, "It is illegal to look.", check), []);
    }
}
