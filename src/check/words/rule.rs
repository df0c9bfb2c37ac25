//! A rule about words, as its data file has it.

use serde::Deserialize;

use super::Passage;
use super::excuse::{Excuse, Where};
use super::pattern::{Pattern, Reading, Written};
use super::vocabulary::Vocabulary;
use crate::check::doc::Doc;
use crate::check::rule::{Group, Rule};
use crate::text::Reader;

/// The file of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    doc: Doc,
    /// Whether its words do harm even in an answer that a lesson calls wrong.
    #[serde(default)]
    wrong_answers: bool,
    /// Lists of this rule's own.
    #[serde(default)]
    words: Written,
    /// What excuses any of the entries.
    #[serde(default)]
    excuses: Vec<ExcuseFile>,
    entries: Vec<EntryFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    find: Vec<String>,
    /// What to write instead.
    instead: String,
    /// For these readers only.
    #[serde(default, rename = "for")]
    readers: Vec<Reader>,
    /// For these audiences only.
    #[serde(default)]
    audiences: Vec<String>,
    /// Sought over the whole passage, not within a sentence.
    #[serde(default)]
    across: bool,
    #[serde(default)]
    excuses: Vec<ExcuseFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcuseFile {
    #[serde(rename = "in")]
    place: Where,
    find: Vec<String>,
}

/// A rule about words.
#[derive(Debug)]
pub struct WordRule {
    /// What people are told.
    pub told: Rule,
    /// Whether it judges answers too that a lesson calls wrong: what they say is
    /// denied, but a name, a place or a method is told all the same.
    pub wrong_answers: bool,
    /// Who reads its examples, and in a lesson for which audience.
    #[cfg(test)]
    pub setting: (Reader, String),
    pub(super) entries: Vec<Entry>,
    pub(super) excuses: Vec<Excuse>,
}

/// Patterns that have the same words to put right.
#[derive(Debug)]
pub(super) struct Entry {
    pub find: Vec<Pattern>,
    pub instead: String,
    readers: Vec<Reader>,
    audiences: Vec<String>,
    pub across: bool,
    pub excuses: Vec<Excuse>,
}

/// The lists that all rules share.
///
/// # Errors
///
/// What is wrong with the file.
pub fn shared(file: &str) -> Result<Written, String> {
    serde_saphyr::from_str(file).map_err(|error| format!("shared words: {error}"))
}

impl WordRule {
    /// What is said beside the words: its sentence, to stand after a colon.
    pub(super) fn says(&self) -> String {
        let what = self.told.what.trim_end_matches('.');
        let mut letters = what.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect()
    }

    /// From its file.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub(super) fn new(
        name: &'static str,
        file: &str,
        shared: &Written,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, String> {
        let at = |error: String| format!("rule `{name}`: {error}");
        let file: File = serde_saphyr::from_str(file).map_err(|error| at(error.to_string()))?;
        let mut written = shared.clone();
        written.extend(file.words.clone());
        let mut reading = Reading::new(vocabulary, &written);
        let entries: Result<Vec<_>, String> = file
            .entries
            .into_iter()
            .map(|entry| {
                Ok(Entry {
                    find: patterns(&entry.find, &mut reading)?,
                    instead: entry.instead,
                    readers: entry.readers,
                    audiences: entry.audiences,
                    across: entry.across,
                    excuses: excuses(&entry.excuses, &mut reading)?,
                })
            })
            .collect();
        let entries = entries.map_err(at)?;
        let excuses = excuses(&file.excuses, &mut reading).map_err(at)?;
        if let Some(name) = reading.unused(file.words.keys()) {
            return Err(at(format!("no pattern names the list `{name}`")));
        }
        #[cfg(test)]
        let setting = (file.doc.setting().0, file.doc.setting().1.to_owned());
        Ok(Self {
            wrong_answers: file.wrong_answers,
            told: file.doc.rule(name, Group::Words, "every run of words"),
            #[cfg(test)]
            setting,
            entries,
            excuses,
        })
    }
}

fn patterns(texts: &[String], reading: &mut Reading<'_>) -> Result<Vec<Pattern>, String> {
    texts.iter().map(|text| reading.pattern(text)).collect()
}

fn excuses(files: &[ExcuseFile], reading: &mut Reading<'_>) -> Result<Vec<Excuse>, String> {
    files
        .iter()
        .map(|file| Ok(Excuse { place: file.place, find: patterns(&file.find, reading)? }))
        .collect()
}

impl Entry {
    /// Whether it is for who reads a passage.
    pub fn concerns(&self, passage: &Passage<'_>) -> bool {
        (self.readers.is_empty() || self.readers.contains(&passage.reader))
            && (self.audiences.is_empty()
                || self.audiences.iter().any(|audience| audience == passage.audience))
    }
}
