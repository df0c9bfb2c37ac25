//! Rules about a passage that no list of patterns can hold: how long its
//! sentences are, whose number it prints, what it leaves for later.
//!
//! Each looks at words, at who reads or hears them and at what the audience can
//! take, and at nothing else, so that it judges a file that a teacher has
//! edited as well as a lesson. Which field of a lesson is what, only
//! [`super::lesson`] knows.

mod american_spelling;
pub mod contact;
mod empty_placeholder;
pub mod grade;
mod long_sentence;
mod outside_drama_range;
pub mod poor_alt_text;
pub mod sentence;
mod syllable;
#[cfg(test)]
pub mod testing;
pub mod unregistered_contact;
mod words_above_age;

use std::ops::Range;

use super::rule::Rule;
use crate::diagnostics::Level;
use crate::library::Registry;
use crate::library::registry::Audience;
use crate::text::Reader;

/// Words with what must be known to judge them.
#[derive(Debug, Copy, Clone)]
pub struct Said<'a> {
    /// One paragraph, list item, cell or bubble, without markup.
    pub words: &'a str,
    /// Who reads them.
    pub reader: Reader,
    /// What they are.
    pub part: Part<'a>,
    /// Whom the lesson is for, where that is known.
    pub audience: Option<&'a Audience>,
    /// Services, terms and sources.
    pub registry: &'a Registry,
}

impl Said<'_> {
    /// Whether learners read or hear them.
    pub fn reaches_learners(&self) -> bool {
        self.reader == Reader::Learners || self.part == Part::Spoken
    }
}

/// What words are.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Part<'a> {
    /// Read as they stand.
    Text,
    /// Said aloud to the learners.
    Spoken,
    /// On an invented screen or in an invented scene.
    Invented,
    /// Instead of a picture, for those who do not see it.
    Alt {
        /// The title beside the picture.
        title: &'a str,
    },
}

/// What is wrong with some words.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Fault {
    /// Bytes of the words.
    pub bytes: Range<usize>,
    /// The level, where it is not the rule's own.
    pub level: Option<Level>,
    /// What is wrong, in a lower-case phrase.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// At the rule's own level.
    pub fn new(bytes: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { bytes, level: None, what: what.into(), remedy: remedy.into() }
    }
}

/// A rule with what looks.
pub type ProseRule = (&'static Rule, fn(&Said<'_>) -> Vec<Fault>);

/// By name.
pub const RULES: &[ProseRule] = &[
    (&american_spelling::RULE, american_spelling::judge),
    (&empty_placeholder::RULE, empty_placeholder::judge),
    (&long_sentence::RULE, long_sentence::judge),
    (&outside_drama_range::RULE, outside_drama_range::judge),
    (&poor_alt_text::RULE, poor_alt_text::judge),
    (&unregistered_contact::RULE, unregistered_contact::judge),
    (&words_above_age::RULE, words_above_age::judge),
];

/// What the rules find in some words, by rule.
pub fn check(said: &Said<'_>) -> Vec<(&'static Rule, Fault)> {
    let of = |(rule, judge): &ProseRule| {
        let rule: &'static Rule = rule;
        judge(said).into_iter().map(move |fault| (rule, fault))
    };
    RULES.iter().flat_map(of).collect()
}
