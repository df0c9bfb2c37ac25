//! Rules about words: patterns, and what excuses them.
//!
//! Each rule is a data file in `rules`, so that somebody who knows children and
//! not Rust can read and mend it. A passage is cut into sentences in a plain
//! form ([`plain`]); patterns ([`pattern`]) are sought in those; what is found
//! is dropped if an excuse holds ([`rule`]): a negation before it, a frame
//! around a quotation, a sentence that turns it round. No model and no chance:
//! the same words have the same findings for ever.

mod pattern;
mod plain;
mod rule;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::rule::WordRule;
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
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Hit {
    /// The rule's name.
    pub rule: &'static str,
    /// Bytes of the passage.
    pub bytes: Range<usize>,
    /// What to write instead.
    pub instead: String,
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

/// Every rule about words, by name.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<&'static [WordRule], &'static str> {
    static RULES: LazyLock<Result<Vec<WordRule>, String>> = LazyLock::new(|| {
        let shared = rule::shared(SHARED)?;
        FILES.iter().map(|(name, file)| WordRule::new(name, file, &shared)).collect()
    });
    RULES.as_deref().map_err(String::as_str)
}

/// What the rules find in a passage, by place.
pub fn check(rules: &[WordRule], passage: &Passage<'_>) -> Vec<Hit> {
    let text = plain::Plain::new(passage.words);
    let mut hits: Vec<_> = rules.iter().flat_map(|rule| rule.check(passage, &text)).collect();
    hits.sort_by_key(|hit| (hit.bytes.start, hit.rule));
    hits
}
