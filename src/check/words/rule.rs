//! A rule about words, as its data file has it.

use std::ops::Range;

use regex::bytes::Regex;
use serde::Deserialize;

use super::pattern::{Dictionary, any_of};
use super::plain::Plain;
use super::{Hit, Passage};
use crate::check::doc::Doc;
use crate::check::rule::{Group, Rule};
use crate::text::Reader;

/// The file of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    doc: Doc,
    /// Words in braces of this rule's own.
    #[serde(default)]
    words: Dictionary,
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
    /// Sought with the capitals that were typed: names.
    #[serde(default)]
    cased: bool,
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

/// Where an excuse must stand.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    /// In what was found.
    Hit,
    /// Before it, in its clause.
    Before,
    /// After it, in its clause.
    After,
    /// In its sentence.
    Sentence,
    /// In its sentence, outside the quotation in which it stands; what is not
    /// quoted is not excused.
    Frame,
    /// As `frame`, and the sentence before counts too.
    WideFrame,
    /// In the sentence before.
    Previous,
    /// In the sentence after.
    Next,
    /// Anywhere in the passage.
    Passage,
}

/// A rule about words.
#[derive(Debug)]
pub struct WordRule {
    /// What people are told.
    pub told: Rule,
    /// Who reads its examples, and in a lesson for which audience.
    #[cfg(test)]
    pub setting: (Reader, String),
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    find: Regex,
    instead: String,
    readers: Vec<Reader>,
    audiences: Vec<String>,
    across: bool,
    cased: bool,
    excuses: Vec<Excuse>,
}

#[derive(Debug, Clone)]
struct Excuse {
    place: Where,
    find: Regex,
}

/// The words in braces that all rules share.
///
/// # Errors
///
/// What is wrong with the file.
pub fn shared(file: &str) -> Result<Dictionary, String> {
    serde_saphyr::from_str(file).map_err(|error| format!("shared words: {error}"))
}

impl WordRule {
    /// What is said beside the words: its sentence, to stand after a colon.
    pub fn says(&self) -> String {
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
    pub fn new(name: &'static str, file: &str, shared: &Dictionary) -> Result<Self, String> {
        let at = |error: String| format!("rule `{name}`: {error}");
        let file: File = serde_saphyr::from_str(file).map_err(|error| at(error.to_string()))?;
        let mut words = shared.clone();
        words.extend(file.words);
        let excuses = excuses(&file.excuses, &words).map_err(at)?;
        let entry = |entry: EntryFile| {
            let mut excuses = excuses.clone();
            excuses.extend(self::excuses(&entry.excuses, &words)?);
            Ok(Entry {
                find: any_of(&entry.find, &words)?,
                instead: entry.instead,
                readers: entry.readers,
                audiences: entry.audiences,
                across: entry.across,
                cased: entry.cased,
                excuses,
            })
        };
        let entries: Result<Vec<_>, String> = file.entries.into_iter().map(entry).collect();
        let entries = entries.map_err(at)?;
        #[cfg(test)]
        let setting = (file.doc.setting().0, file.doc.setting().1.to_owned());
        let told = file.doc.rule(name, Group::Words, "every run of words");
        Ok(Self {
            told,
            #[cfg(test)]
            setting,
            entries,
        })
    }

    /// What it finds in a passage: the first of what overlaps.
    pub(super) fn check(&self, passage: &Passage<'_>, text: &Plain) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.concerns(passage)) {
            let whole = 0..text.words.len();
            let windows =
                if entry.across { std::slice::from_ref(&whole) } else { &text.sentences[..] };
            let words = if entry.cased { &text.cased } else { &text.words };
            for window in windows {
                for found in entry.find.find_iter(words[window.clone()].as_bytes()) {
                    let bytes = window.start + found.start()..window.start + found.end();
                    if entry.excuses.iter().any(|excuse| excuse.holds(&bytes, text)) {
                        continue;
                    }
                    let bytes = text.origin(bytes, passage.words);
                    let overlaps =
                        |hit: &Hit| hit.bytes.start < bytes.end && bytes.start < hit.bytes.end;
                    if !hits.iter().any(overlaps) {
                        hits.push(Hit {
                            rule: self.told.name,
                            bytes,
                            instead: entry.instead.clone(),
                        });
                    }
                }
            }
        }
        hits
    }
}

fn excuses(files: &[ExcuseFile], words: &Dictionary) -> Result<Vec<Excuse>, String> {
    files
        .iter()
        .map(|file| Ok(Excuse { place: file.place, find: any_of(&file.find, words)? }))
        .collect()
}

impl Entry {
    fn concerns(&self, passage: &Passage<'_>) -> bool {
        (self.readers.is_empty() || self.readers.contains(&passage.reader))
            && (self.audiences.is_empty()
                || self.audiences.iter().any(|audience| audience == passage.audience))
    }
}

impl Excuse {
    fn holds(&self, hit: &Range<usize>, text: &Plain) -> bool {
        let words = &text.words;
        let at = text.sentences.iter().position(|range| range.end > hit.start).unwrap_or_default();
        let sentence = text.sentences.get(at).cloned().unwrap_or(0..words.len());
        // What was sought across sentences may end in a later one.
        let sentence = sentence.start.min(hit.start)..sentence.end.max(hit.end);
        let is_in = |range: Range<usize>| self.find.is_match(words[range].as_bytes());
        let is_at = |at: Option<usize>| {
            at.and_then(|at| text.sentences.get(at)).is_some_and(|range| is_in(range.clone()))
        };
        let is_around = || {
            text.quotation(hit).is_some_and(|quote| {
                is_in(sentence.start.min(quote.start)..quote.start)
                    || is_in(quote.end..sentence.end.max(quote.end))
            })
        };
        match self.place {
            Where::Hit => is_in(hit.clone()),
            Where::Before => is_in(clause_start(&words[..hit.start], sentence.start)..hit.start),
            Where::After => is_in(hit.end..clause_end(words, hit.end, sentence.end)),
            Where::Sentence => is_in(sentence),
            Where::Frame => is_around(),
            Where::WideFrame => {
                is_around() || (text.quotation(hit).is_some() && is_at(at.checked_sub(1)))
            }
            Where::Previous => is_at(at.checked_sub(1)),
            Where::Next => is_at(Some(at + 1)),
            Where::Passage => is_in(0..words.len()),
        }
    }
}

/// What begins a clause: words before it neither deny nor turn what follows.
const BREAKS: [&str; 9] = ["; ", ": ", " - ", " (", "? ", "! ", ", but ", ", so ", ", then "];

fn clause_start(before: &str, sentence: usize) -> usize {
    let starts =
        BREAKS.iter().filter_map(|sign| Some(before[sentence..].rfind(sign)? + sign.len()));
    sentence + starts.max().unwrap_or_default()
}

fn clause_end(words: &str, from: usize, sentence: usize) -> usize {
    let rest = &words[from..sentence];
    from + BREAKS.iter().filter_map(|sign| rest.find(sign)).min().unwrap_or(rest.len())
}
