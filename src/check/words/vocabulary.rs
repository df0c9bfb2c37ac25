//! Every word that some pattern seeks, by number.

use std::collections::BTreeMap;

use super::base::bases;
use super::token::{NUMBER, Word, whole};

/// A word that some pattern seeks.
pub type WordId = u32;

/// The words that patterns seek.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: BTreeMap<String, WordId>,
}

impl Vocabulary {
    /// The number of a word, which is new if no pattern has sought it yet.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as WordId;
        self.words.insert(word.to_owned(), id);
        id
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word of a passage, in small letters and as it was typed.
    pub fn word(&self, text: &str, typed: &str) -> Word {
        let text = whole(text);
        let id = |word: &str| self.words.get(word).copied();
        let has_capital = typed.contains(|c: char| c.is_ascii_uppercase());
        let mut bases: Vec<_> = bases(text).iter().filter_map(|base| id(base)).collect();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            bases.extend(id(NUMBER));
        }
        Word { form: id(text), typed: has_capital.then(|| id(typed)).flatten(), bases }
    }
}
