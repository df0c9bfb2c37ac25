//! Patterns, as their writers have them.
//!
//! | a pattern            | finds                                              |
//! |----------------------|----------------------------------------------------|
//! | `share`              | share, shares, shared, sharing                     |
//! | `=shared`            | shared, and no other form                          |
//! | `Signal`             | Signal, with its capital                           |
//! | `look_up/find`       | one or the other; `_` joins the words of one       |
//! | `{image}`            | what a file's `words` list under that name         |
//! | `[ever]`             | the word, or nothing                               |
//! | `*`                  | any one word                                       |
//! | `#`                  | a number in digits                                 |
//! | `..` and `...`       | up to four, and up to eight, words of the clause   |
//! | `!not`               | nothing, where that word does not come next        |
//! | `^`, `$`             | the start, and the end, of what is looked at       |
//! | `?`                  | the mark                                           |
//! | `a & b`              | both patterns in the sentence, in any order        |
//!
//! Commas and quotation marks are passed over.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::token::{NUMBER, Word, words};
use super::vocabulary::{Vocabulary, WordId};

/// Sequences that must all be found, in any order.
pub type Pattern = Vec<Part>;

/// A sequence, and what it can begin with.
#[derive(Debug, Clone)]
pub struct Part {
    /// What must follow each other.
    pub sequence: Sequence,
    /// The words that it can begin with, in order, if it must begin with one.
    pub starts: Option<Vec<WordId>>,
}

impl Part {
    fn new(sequence: Sequence) -> Self {
        let mut starts = starts(&sequence);
        if let Some(words) = &mut starts {
            words.sort_unstable();
            words.dedup();
        }
        Self { sequence, starts }
    }

    /// Whether it can begin with a word.
    pub fn can_begin_with(&self, word: &Word) -> bool {
        self.starts.as_ref().is_none_or(|starts| is_among(word, starts))
    }
}

/// What must follow each other.
pub type Sequence = Vec<Element>;

/// One thing that a pattern seeks.
#[derive(Debug, Clone)]
pub enum Element {
    /// A word.
    Word(Sought),
    /// What a list has.
    Listed(Arc<List>),
    /// Any of these.
    Any(Vec<Sequence>),
    /// This, or nothing.
    Maybe(Sequence),
    /// Nothing, where this does not follow.
    Not(Sequence),
    /// At most so many words of the same clause.
    Gap(usize),
    /// One word.
    One,
    /// The start of what is looked at.
    Start,
    /// Its end.
    End,
    /// A mark.
    Mark(char),
}

/// A word that is sought.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub struct Sought {
    /// The word.
    pub id: WordId,
    /// How strictly.
    pub how: How,
}

/// How a word of a passage must agree with a word that is sought.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub enum How {
    /// In any of its forms.
    AnyForm,
    /// In this form.
    Exact,
    /// In this form with these capitals.
    Typed,
}

/// A list: single words, and whatever is longer.
#[derive(Debug, Default)]
pub struct List {
    /// In order.
    words: Vec<Sought>,
    /// In the order of the file.
    longer: Vec<Part>,
    /// The words with which one of the longer ones can begin, in order, if each
    /// must begin with a word.
    begin_longer: Option<Vec<WordId>>,
}

impl List {
    /// The longer ones, if a word can begin any.
    pub fn longer_with(&self, word: Option<&Word>) -> &[Part] {
        match (&self.begin_longer, word) {
            (Some(begin), Some(word)) if !is_among(word, begin) => &[],
            _ => &self.longer,
        }
    }

    /// Whether a word is one of its single words.
    pub fn has(&self, word: &Word) -> bool {
        let has = |id, how| self.words.binary_search(&Sought { id, how }).is_ok();
        word.form.is_some_and(|id| has(id, How::AnyForm) || has(id, How::Exact))
            || word.bases.iter().any(|id| has(*id, How::AnyForm))
            || word.typed.is_some_and(|id| has(id, How::Typed))
    }
}

/// Lists by name, as files have them: patterns with commas between them.
pub type Written = BTreeMap<String, String>;

/// How deep lists may stand in each other.
const DEPTH: usize = 8;

/// Reads patterns: knows the lists, collects the words.
#[derive(Debug)]
pub struct Reading<'a> {
    vocabulary: &'a mut Vocabulary,
    written: &'a Written,
    lists: BTreeMap<String, Arc<List>>,
}

impl<'a> Reading<'a> {
    /// With the lists that patterns may name.
    pub fn new(vocabulary: &'a mut Vocabulary, written: &'a Written) -> Self {
        Self { vocabulary, written, lists: BTreeMap::new() }
    }

    /// A list of these that no pattern has named yet.
    pub fn unused<'b>(&self, mut names: impl Iterator<Item = &'b String>) -> Option<&'b String> {
        names.find(|name| !self.lists.contains_key(*name))
    }

    /// A pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn pattern(&mut self, text: &str) -> Result<Pattern, String> {
        let parts: Result<Pattern, String> =
            text.split(" & ").map(|part| Ok(Part::new(self.sequence(part, 0)?))).collect();
        parts.map_err(|error| format!("`{text}`: {error}"))
    }

    fn sequence(&mut self, text: &str, depth: usize) -> Result<Sequence, String> {
        if depth > DEPTH {
            return Err("a list stands in itself".into());
        }
        let mut sequence = Sequence::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = match rest.strip_prefix('[') {
                Some(inner) => inner.find(']').map(|at| at + 2).ok_or("`[` is not closed")?,
                None => rest.find(' ').unwrap_or(rest.len()),
            };
            let (part, after) = rest.split_at(end);
            sequence.extend(self.element(part, depth)?);
            rest = after.trim_start();
        }
        if sequence.is_empty() { Err("it is empty".into()) } else { Ok(sequence) }
    }

    fn element(&mut self, part: &str, depth: usize) -> Result<Sequence, String> {
        let one = |element| Ok(vec![element]);
        match part {
            ".." => return one(Element::Gap(4)),
            "..." => return one(Element::Gap(8)),
            "*" => return one(Element::One),
            NUMBER => {
                let id = self.vocabulary.add(NUMBER);
                return one(Element::Word(Sought { id, how: How::AnyForm }));
            }
            "^" => return one(Element::Start),
            "$" => return one(Element::End),
            "?" | "!" | ":" | ";" | "." | "-" | "\"" | "," | "%" => {
                return one(Element::Mark(part.chars().next().unwrap_or('?')));
            }
            _ => {}
        }
        if let Some(inner) = part.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
            return one(Element::Maybe(self.sequence(inner, depth)?));
        }
        if let Some(inner) = part.strip_prefix('!') {
            return one(Element::Not(self.element(inner, depth)?));
        }
        if part.contains('/') {
            let any: Result<Vec<_>, _> =
                part.split('/').map(|part| self.element(part, depth)).collect();
            return one(Element::Any(any?));
        }
        let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        if let Some(name) = name.filter(|name| !name.contains('}')) {
            return one(Element::Listed(self.list(name, depth)?));
        }
        // Words of a phrase are joined, and may name lists in turn.
        if part.contains('_') {
            let parts: Result<Vec<_>, _> =
                part.split('_').map(|part| self.element(part, depth)).collect();
            return Ok(parts?.concat());
        }
        let (how, word) = match part.strip_prefix('=') {
            Some(word) => (How::Exact, word),
            None if part.contains(|c: char| c.is_ascii_uppercase()) => (How::Typed, part),
            None => (How::AnyForm, part),
        };
        // The end of a word is cut off from it.
        if let "'s" | "'d" = word {
            return one(Element::Word(Sought { id: self.vocabulary.add(word), how }));
        }
        if !word.contains(|c: char| c.is_alphanumeric())
            || word.contains(['{', '}', '[', ']', '(', '|'])
        {
            return Err(format!("`{part}` is no word"));
        }
        let parts = words(word);
        let ids = parts.iter().map(|word| self.vocabulary.add(word));
        Ok(ids.map(|id| Element::Word(Sought { id, how })).collect())
    }

    fn list(&mut self, name: &str, depth: usize) -> Result<Arc<List>, String> {
        if let Some(list) = self.lists.get(name) {
            return Ok(list.clone());
        }
        let written = self.written.get(name).ok_or_else(|| format!("there is no list `{name}`"))?;
        let mut list = List::default();
        for text in written.split(',').filter(|text| !text.trim().is_empty()) {
            let sequence = self.sequence(text, depth + 1)?;
            match &sequence[..] {
                [Element::Word(word)] => list.words.push(*word),
                [Element::Listed(other)] => {
                    list.words.extend(&other.words);
                    list.longer.extend(other.longer.iter().cloned());
                }
                _ => list.longer.push(Part::new(sequence)),
            }
        }
        list.words.sort();
        list.words.dedup();
        let begin: Option<Vec<_>> = list.longer.iter().map(|part| part.starts.clone()).collect();
        list.begin_longer = begin.map(|all| {
            let mut all = all.concat();
            all.sort_unstable();
            all.dedup();
            all
        });
        let list = Arc::new(list);
        self.lists.insert(name.to_owned(), list.clone());
        Ok(list)
    }
}

/// Whether a word may be one of some words in order.
fn is_among(word: &Word, words: &[WordId]) -> bool {
    word.ids().any(|id| words.binary_search(&id).is_ok())
}

/// For each element of a sequence that must be found, the words with which it
/// can begin, in order; elements that can begin anyhow are left out.
pub fn needs(sequence: &[Element]) -> impl Iterator<Item = Vec<WordId>> {
    sequence.iter().filter_map(|element| match element {
        Element::Word(_) | Element::Listed(_) | Element::Any(_) => {
            Part::new(vec![element.clone()]).starts
        }
        _ => None,
    })
}

/// The words that a sequence can begin with, if it must begin with a word.
fn starts(sequence: &[Element]) -> Option<Vec<WordId>> {
    let (first, rest) = sequence.split_first()?;
    let any = |sequences: &[Sequence]| -> Option<Vec<WordId>> {
        let each: Option<Vec<_>> = sequences.iter().map(|sequence| starts(sequence)).collect();
        Some(each?.concat())
    };
    match first {
        Element::Word(word) => Some(vec![word.id]),
        Element::Listed(list) => {
            let mut words: Vec<_> = list.words.iter().map(|word| word.id).collect();
            words.extend(list.begin_longer.as_ref()?);
            Some(words)
        }
        Element::Any(sequences) => any(sequences),
        Element::Maybe(sequence) => Some([starts(sequence)?, starts(rest)?].concat()),
        Element::Start | Element::Not(_) => starts(rest),
        Element::Gap(_) | Element::One | Element::End | Element::Mark(_) => None,
    }
}
