//! Words that come too early for the age.

use std::borrow::Cow;
use std::ops::Range;

use super::{Fault, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;
use crate::library::Registry;
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "words-above-age",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("what learners read, and what is said to them"),
    what: Cow::Borrowed(
        "A word stands in a lesson for an audience younger than `heard_from` in `terms.yaml` \
         gives it to.",
    ),
    why: Cow::Borrowed(
        "A child who meets the word before the idea is frightened or made curious, and learns \
         nothing that keeps them safe.",
    ),
    source: Cow::Borrowed(
        "House rule: ages are our proposal. Packs for younger pupils leave such words out \
         (Childnet, Just a joke?, for ages 9–12; PSHE Association, Image sharing).",
    ),
    bad: Cow::Borrowed("For ages 8–11: It can be a sexual picture of a child."),
    good: Cow::Borrowed("For ages 8–11: It is a picture of a child being hurt."),
};

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let Some(audience) = said.audience.filter(|_| said.reaches_learners()) else {
        return vec![];
    };
    let registry = said.registry;
    let id = audience.id.as_str();
    let Some(age) = place(registry, id) else { return vec![] };
    let words = words(said.words);
    let mut found: Vec<Fault> = Vec::new();
    for heard in &registry.heard_from {
        if place(registry, heard.audience.as_str()).is_none_or(|from| from <= age) {
            continue;
        }
        for bytes in heard.words.iter().flat_map(|term| find(said.words, &words, term.raw())) {
            let is_said =
                |other: &Fault| other.bytes.start < bytes.end && bytes.start < other.bytes.end;
            if found.iter().any(is_said) {
                continue;
            }
            let word = &said.words[bytes.clone()];
            let from = heard.audience.as_str();
            let what = format!("“{word}” is for `{from}` and up, and this is for `{id}`");
            let remedy = format!("say {}", heard.instead.raw());
            found.push(Fault::new(bytes, what, remedy));
        }
    }
    found
}

/// Where an audience stands: the youngest first.
fn place(registry: &Registry, id: &str) -> Option<usize> {
    registry.audiences.iter().position(|audience| audience.id.value == id)
}

/// Words, hyphens included.
fn words(words: &str) -> Vec<Range<usize>> {
    let is_inside = |c: char| c.is_alphanumeric() || c == '-';
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in words.char_indices().filter(|(_, c)| is_inside(*c)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// Where a term stands, word for word.
fn find(text: &str, words: &[Range<usize>], term: &str) -> Vec<Range<usize>> {
    let parts: Vec<String> = term.split_whitespace().map(str::to_lowercase).collect();
    if parts.is_empty() {
        return vec![];
    }
    let is_it = |window: &&[Range<usize>]| {
        window.iter().zip(&parts).all(|(at, part)| text[at.clone()].to_lowercase() == *part)
    };
    let hits = words.windows(parts.len()).filter(is_it);
    hits.map(|window| window[0].start..window[parts.len() - 1].end).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::super::testing::{said, underlined};
    use super::*;
    use crate::text::Reader;

    #[test]
    fn a_word_has_its_youngest_audience() {
        let bad = said("8-11", &RULE.bad);
        assert_eq!(underlined(&bad, &judge(&bad)), ["sexual"]);
        assert_eq!(judge(&said("11-14", &RULE.bad)), []);
        assert_eq!(judge(&said("8-11", &RULE.good)), []);
        // Adults come last.
        assert_eq!(judge(&said("parents", "sextortion")), []);
        let two = said("5-7", "Semi-nudes and Child abuse.");
        assert_eq!(underlined(&two, &judge(&two)), ["abuse", "Semi-nudes"]);
    }

    #[test]
    fn what_learners_hear_counts_and_what_staff_read_does_not() {
        let staff = Said { reader: Reader::Staff, ..said("8-11", &RULE.bad) };
        assert_eq!(judge(&staff), []);
        assert_eq!(judge(&Said { part: Part::Spoken, ..staff }).len(), 1);
        assert_eq!(judge(&Said { audience: None, ..said("8-11", &RULE.bad) }), []);
    }
}
