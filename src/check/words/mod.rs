//! Rules about words: patterns, and what excuses them.
//!
//! Each rule is a data file in `rules`, so that somebody who knows children and
//! not Rust can read and mend it. A passage is cut into sentences in a plain
//! form ([`plain`]), those into words that know their base forms ([`token`],
//! [`base`]); patterns ([`pattern`]) are sought among them ([`search`]); what is
//! found is dropped if an excuse holds ([`excuse`]): a negation before it, a frame
//! around a quotation, a sentence that turns it round. No model and no chance:
//! the same words have the same findings for ever.

mod base;
mod excuse;
mod pattern;
mod plain;
mod rule;
mod search;
mod sieve;
mod text;
mod token;
mod vocabulary;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::rule::WordRule;
use self::search::{Found, Window};
use self::sieve::{At, Sieve};
use self::text::Text;
use self::token::Kind;
use self::vocabulary::Vocabulary;
use crate::diagnostics::{Finding, Place};
use crate::text::Reader;

/// Words with what must be known to judge them.
#[derive(Debug, Copy, Clone)]
pub struct Passage<'a> {
    /// One paragraph, list item, cell or bubble, without markup.
    pub words: &'a str,
    /// Who reads them.
    pub reader: Reader,
    /// The audience of the lesson, e.g. `11-14`; empty where it is not known.
    pub audience: &'a str,
}

/// What a rule found.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    /// The rule.
    pub rule: &'a WordRule,
    /// Bytes of the passage.
    pub bytes: Range<usize>,
    /// What to write instead.
    instead: &'a str,
}

impl Hit<'_> {
    /// The rule's name.
    pub fn name(&self) -> &'static str {
        self.rule.told.name
    }

    /// As a finding at a place. `words` are those of the passage.
    pub fn finding(&self, words: &str, place: Place) -> Finding {
        let what = format!("“{}”: {}", &words[self.bytes.clone()], self.rule.says());
        self.rule.told.finding(place, what, format!("write instead: {}", self.instead))
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("rules/", $name, ".yaml")))),*]
    };
}

/// The data file of each rule, by its name.
const FILES: &[(&str, &str)] = files![
    "answer-to-disclosure",
    "assembly",
    "assumed-safe-home",
    "blame",
    "brand-names",
    "delete-or-keep",
    "endorsement",
    "everyone-does-it",
    "harmful-terms",
    "how-to-harm",
    "over-promise",
    "own-experience",
    "scare",
    "secrecy-promise",
    "share-imagery",
    "whereabouts",
];

/// Words that patterns share.
const SHARED: &str = include_str!("rules/shared.yaml");

/// Every rule about words.
#[derive(Debug)]
pub struct Rules {
    /// By name.
    rules: Vec<WordRule>,
    vocabulary: Vocabulary,
    sieve: Sieve,
}

/// The rules about words.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<&'static Rules, &'static str> {
    static RULES: LazyLock<Result<Rules, String>> = LazyLock::new(|| Rules::new(FILES, SHARED));
    RULES.as_ref().map_err(String::as_str)
}

impl Rules {
    fn new(files: &[(&'static str, &str)], shared: &str) -> Result<Self, String> {
        let shared = rule::shared(shared)?;
        let mut vocabulary = Vocabulary::default();
        let rules: Result<Vec<_>, String> = files
            .iter()
            .map(|(name, file)| WordRule::new(name, file, &shared, &mut vocabulary))
            .collect();
        let rules = rules?;
        let sieve = Sieve::new(&rules, vocabulary.len())?;
        Ok(Self { rules, vocabulary, sieve })
    }

    /// The rules, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, WordRule> {
        self.rules.iter()
    }
}

impl<'a> IntoIterator for &'a Rules {
    type Item = &'a WordRule;
    type IntoIter = std::slice::Iter<'a, WordRule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What the rules find in a passage, by place; of what overlaps for one rule,
/// the first.
pub fn check<'a>(rules: &'a Rules, passage: &Passage<'_>) -> Vec<Hit<'a>> {
    let text = Text::new(passage.words, &rules.vocabulary);
    let mut hits: Vec<Hit<'_>> = Vec::new();
    for (start, found) in candidates(rules, passage, &text) {
        let rule = &rules.rules[start.rule];
        let entry = &rule.entries[start.entry];
        let mut excuses = rule.excuses.iter().chain(&entry.excuses);
        if excuses.any(|excuse| excuse.holds(&found, &text)) {
            continue;
        }
        let bytes = text.plain.origin(text.bytes(&found.all), passage.words);
        let is_told = |hit: &Hit<'_>| {
            hit.name() == rule.told.name
                && hit.bytes.start < bytes.end
                && bytes.start < hit.bytes.end
        };
        if !hits.iter().any(is_told) {
            hits.push(Hit { rule, bytes, instead: &entry.instead });
        }
    }
    hits.sort_by_key(|hit| (hit.bytes.start, hit.name()));
    hits
}

/// What patterns find, excused or not: by rule and entry, then by place.
fn candidates(rules: &Rules, passage: &Passage<'_>, text: &Text) -> Vec<(At, Found)> {
    let mut found = Vec::new();
    let everywhere = rules.sieve.present(&text.tokens);
    for sentence in &text.sentences {
        let here = rules.sieve.present(&text.tokens[sentence.clone()]);
        for at in sentence.clone() {
            let Kind::Word(word) = &text.tokens[at].kind else { continue };
            for start in rules.sieve.beginning(word, &here, &everywhere) {
                let entry = &rules.rules[start.rule].entries[start.entry];
                if !entry.concerns(passage) {
                    continue;
                }
                let range = if entry.across { 0..text.tokens.len() } else { sentence.clone() };
                let window = Window::new(&text.tokens, range, entry.across);
                let pattern = &entry.find[start.pattern];
                found.extend(window.find(pattern, at).map(|tokens| (start, tokens)));
            }
        }
    }
    found.sort_by_key(|(at, found)| (at.rule, at.entry, found.all.start, at.pattern));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "
doc: {level: error, what: W., why: Y., source: S, bad: B., good: G.}
excuses:
  - {in: before, find: [not, never]}
entries:
  - find: [keep it secret]
    instead: one
    excuses:
      - {in: after, find: [from the boy]}
      - {in: frame, find: [wrong]}
      - {in: next, find: [^ no $]}
  - find: [block .. post]
    for: [staff]
    across: true
    instead: two
";

    fn found(words: &str) -> Vec<String> {
        let rules = Rules::new(&[("made-up", RULE)], "{}").unwrap();
        let passage = Passage { words, reader: Reader::Staff, audience: "11-14" };
        check(&rules, &passage).into_iter().map(|hit| words[hit.bytes].to_owned()).collect()
    }

    #[test]
    fn excuses_hold_where_they_stand() {
        assert_eq!(found("I’ll keep it secret."), ["keep it secret"]);
        assert_eq!(found("I will not keep it secret."), [""; 0]);
        assert_eq!(found("If you do not mind, I keep it secret."), ["keep it secret"]);
        assert_eq!(found("Don’t lie, cheat or keep it secret."), [""; 0]);
        assert_eq!(found("I keep it secret from the boy."), [""; 0]);
        assert_eq!(found("I keep it secret. No."), [""; 0]);
        assert_eq!(found("“I keep it secret” is wrong."), [""; 0]);
        assert_eq!(found("I keep it secret, which is wrong."), ["keep it secret"]);
    }

    #[test]
    fn entries_have_readers_and_may_run_over_sentences() {
        assert_eq!(found("She blocked him. Her post stayed."), ["blocked him. Her post"]);
        let rules = Rules::new(&[("made-up", RULE)], "{}").unwrap();
        let words = "She blocked him. Her post stayed.";
        let passage = Passage { words, reader: Reader::Home, audience: "" };
        assert_eq!(check(&rules, &passage).len(), 0);
    }

    #[test]
    fn each_shared_list_has_a_use() {
        for name in rule::shared(SHARED).unwrap().keys() {
            let list = format!("{{{name}}}");
            let mut files = FILES.iter().map(|(_, file)| *file).chain([SHARED]);
            assert!(files.any(|file| file.contains(&list)), "{name}");
        }
    }

    #[test]
    fn rules_that_cannot_be_read_say_where() {
        let gap = RULE.replace("block .. post", "\".. post\"");
        let error = Rules::new(&[("made-up", &gap)], "{}").unwrap_err();
        assert_eq!(error, "rule `made-up`, entry 1, pattern 0: it begins with no word");
        let list = RULE.replacen("excuses:", "words: {odd: a}\nexcuses:", 1);
        let error = Rules::new(&[("made-up", &list)], "{}").unwrap_err();
        assert_eq!(error, "rule `made-up`: no pattern names the list `odd`");
        let error = Rules::new(&[("made-up", "doc: 1")], "{}").unwrap_err();
        assert!(error.starts_with("rule `made-up`: "), "{error}");
    }
}
