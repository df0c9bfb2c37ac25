//! A passage cut into words and marks, which are what patterns are made of.

use std::ops::Range;

use super::plain::Plain;
use super::vocabulary::{Vocabulary, WordId};

/// A word or a mark of a passage.
#[derive(Debug, Clone)]
pub struct Token {
    /// Bytes of [`Plain::words`].
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A word, which some pattern may have a use for.
    Word(Word),
    /// A mark that patterns pass over, e.g. a comma or a quotation mark.
    Soft(char),
    /// A mark that ends a clause or a sentence, or a new line.
    Hard(char),
}

/// A word, as far as any pattern knows it.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// This very form.
    pub form: Option<WordId>,
    /// This very form with the capitals that were typed.
    pub typed: Option<WordId>,
    /// What it may be a form of; of [`NUMBER`] if it begins with a digit.
    pub bases: Vec<WordId>,
}

impl Word {
    /// All that it may be.
    pub fn ids(&self) -> impl Iterator<Item = WordId> {
        self.form.iter().chain(&self.typed).chain(&self.bases).copied()
    }
}

/// What stands in patterns for all numbers in digits.
pub const NUMBER: &str = "#";

/// The tokens of a passage.
pub fn tokens(plain: &Plain, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::new();
    for bytes in cut(&plain.words) {
        let text = &plain.words[bytes.clone()];
        let first = text.chars().next().unwrap_or(' ');
        let kind = match first {
            '\'' if text.len() == 1 => Kind::Soft(first),
            c if is_part(c) || c == '\'' => {
                Kind::Word(vocabulary.word(text, &plain.cased[bytes.clone()]))
            }
            '.' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '-' | '\n' => Kind::Hard(first),
            _ => Kind::Soft(first),
        };
        tokens.push(Token { bytes, kind });
    }
    tokens
}

/// The words that a pattern means by what it writes, e.g. two for `don't`.
pub fn words(written: &str) -> Vec<String> {
    cut(written).map(|bytes| whole(&written[bytes]).to_owned()).collect()
}

/// The word that a part of a contraction stands for.
pub fn whole(part: &str) -> &str {
    match part {
        "n't" | "'t" => "not",
        "wo" => "will",
        "'ll" => "will",
        "'re" => "are",
        "'ve" => "have",
        "'m" => "am",
        part => part,
    }
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{fffc}' || c == '*'
}

/// The bytes of each word and mark. Words are cut at hyphens and contractions:
/// `group-chat` is two words, and so is `don't`.
fn cut(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let mut len = c.len_utf8();
        if is_part(c) {
            let is_in = |(at, c): (usize, char)| {
                is_part(c)
                    || (matches!(c, '\'' | '’') && rest[at + c.len_utf8()..].starts_with(is_part))
            };
            len = rest.char_indices().find(|at| !is_in(*at)).map_or(rest.len(), |(at, _)| at);
            found.extend(contraction(&rest[..len]).map(|part| at + part.start..at + part.end));
        } else if c == '\n' || !(c.is_whitespace() || is_hyphen(text, at)) {
            found.push(at..at + len);
        }
        rest = &rest[len..];
    }
    found.into_iter()
}

fn is_hyphen(text: &str, at: usize) -> bool {
    text[at..].starts_with('-')
        && text[..at].ends_with(is_part)
        && text[at + 1..].starts_with(is_part)
}

/// The parts of a word: one, or the two of a contraction.
fn contraction(word: &str) -> impl Iterator<Item = Range<usize>> + use<> {
    let len = word.len();
    let cut = match word {
        "can't" | "cannot" => 3,
        _ => {
            let ends = ["n't", "'ll", "'re", "'ve", "'m", "'s", "'d"];
            let end = ends.iter().find(|end| word.ends_with(*end) && word.len() > end.len());
            end.map_or(len, |end| len - end.len())
        }
    };
    [0..cut, cut..len].into_iter().filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_two_words_and_hyphens_part_words() {
        for (written, expected) in [
            ("don't", &["do", "not"][..]),
            ("they'll", &["they", "will"]),
            ("can't", &["can", "not"]),
            ("won't", &["will", "not"]),
            ("mum's", &["mum", "'s"]),
            ("sixth-form", &["sixth", "form"]),
            ("a - b", &["a", "-", "b"]),
            ("pupils' own", &["pupils", "'", "own"]),
            ("o'r", &["o'r"]),
        ] {
            assert_eq!(words(written), expected, "{written}");
        }
    }
}
