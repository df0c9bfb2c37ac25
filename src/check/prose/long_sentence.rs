//! Sentences that the audience cannot hold.

use std::borrow::Cow;

use super::sentence::{count, sentences};
use super::{Fault, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;
use crate::text::Reader;

/// See the module.
pub static RULE: Rule = Rule {
    name: "long-sentence",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("learners’ words, sentence by sentence"),
    what: Cow::Borrowed(
        "A sentence has more words than the registry allows its audience (`sentence_words`).",
    ),
    why: Cow::Borrowed(
        "A child who loses the thread of a sentence loses the step that would have kept them safe.",
    ),
    source: Cow::Borrowed(
        "House rule: a limit for each age, proposed by us and no published standard. A quarter \
         of fifteen-year-olds read at twelve or below (GL Assessment, 2020).",
    ),
    bad: Cow::Borrowed(
        "If a video like that turns up in a chat that you are in, you should delete it and then \
         find an adult whom you trust and tell them about it.",
    ),
    good: Cow::Borrowed("If it turns up in a chat, delete it. Then tell an adult you trust."),
};

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let Some(audience) = said.audience.filter(|_| said.reader == Reader::Learners) else {
        return vec![];
    };
    let Some(most) = audience.sentence_words.as_ref().map(|at| usize::from(at.value)) else {
        return vec![];
    };
    let id = audience.id.as_str();
    let long = sentences(said.words).into_iter().filter_map(|bytes| {
        let words = count(&said.words[bytes.clone()]);
        (words > most).then(|| {
            Fault::new(
                bytes,
                format!("a sentence of {words} words; `{id}` has {most} at most"),
                "make two sentences of it, one idea in each",
            )
        })
    });
    long.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, underlined};
    use super::*;

    #[test]
    fn the_limit_is_the_audiences() {
        let fits = "Close it, show it to nobody, and go to an adult who will listen.";
        let said_to = |audience| said(audience, fits);
        assert_eq!(count(fits), 14);
        assert_eq!(judge(&said_to("8-11")), []);
        let found = judge(&said_to("5-7"));
        assert_eq!(found[0].what, "a sentence of 14 words; `5-7` has 8 at most");
        let long = format!("Stop. {}", RULE.bad);
        assert_eq!(
            underlined(&said("11-14", &long), &judge(&said("11-14", &long))),
            [RULE.bad.as_ref()]
        );
        assert_eq!(judge(&said("11-14", &RULE.good)), []);
    }

    #[test]
    fn staff_and_adults_without_a_limit_may_read_long_ones() {
        assert_eq!(judge(&Said { reader: Reader::Staff, ..said("5-7", &RULE.bad) }), []);
        assert_eq!(judge(&said("professionals", &RULE.bad)), []);
        assert_eq!(judge(&Said { audience: None, ..said("5-7", &RULE.bad) }), []);
    }
}
