//! A passage, taken apart for searching.

use std::ops::Range;

use super::plain::Plain;
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

/// A passage with its words and sentences.
#[derive(Debug)]
pub struct Text {
    /// Its plain form.
    pub plain: Plain,
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence, final stop included, in order.
    pub sentences: Vec<Range<usize>>,
}

impl Text {
    /// From the words of a passage.
    pub fn new(words: &str, vocabulary: &Vocabulary) -> Self {
        let plain = Plain::new(words);
        let tokens = tokens(&plain, vocabulary);
        let sentences = plain.sentences.iter().map(|bytes| within(&tokens, bytes)).collect();
        Self { plain, tokens, sentences }
    }

    /// The bytes of the plain form that some tokens take.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(range.start).map_or(0, |token| token.bytes.start);
        let last = range.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.bytes.end)
    }

    /// The tokens of the quotation that some tokens stand in.
    pub fn quotation(&self, range: &Range<usize>) -> Option<Range<usize>> {
        self.plain.quotation(&self.bytes(range)).map(|quoted| within(&self.tokens, quoted))
    }
}

/// The tokens that begin within some bytes.
fn within(tokens: &[Token], bytes: &Range<usize>) -> Range<usize> {
    let before = |end: usize| tokens.partition_point(|token| token.bytes.start < end);
    before(bytes.start)..before(bytes.end)
}
