//! Sentences and words as a child reads them: a quotation may hold several
//! sentences, and a title is one.

use std::ops::Range;

use crate::check::passage::SLOT;

/// Words that end in a stop and no sentence.
const ABBREVIATIONS: [&str; 9] = ["Mr", "Mrs", "Ms", "Dr", "St", "e.g", "i.e", "vs", "approx"];

/// The bytes of each sentence, with its marks.
pub fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let opens_with_slot = c == SLOT && words[start..at].trim().is_empty();
        if !(matches!(c, '.' | '!' | '?' | '…') || opens_with_slot) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, mark)) = chars.peek().copied() {
            if !matches!(mark, '.' | '!' | '?' | '…' | '”' | '’' | '"' | '\'' | ')') {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        let after = &words[end..];
        let is_space = after.starts_with(char::is_whitespace) || after.starts_with(SLOT);
        let next = after.trim_start().trim_start_matches(['“', '‘', '"', '\'', '(']);
        let begins = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == SLOT);
        let is_stop = is_space && begins && !is_abbreviation(&words[start..at]);
        if after.trim().is_empty() || is_stop {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..words.len());
    for range in &mut found {
        let text = &words[range.clone()];
        range.start += text.len() - text.trim_start().len();
        range.end -= text.len() - text.trim_end().len();
        range.end = range.end.max(range.start);
    }
    found.retain(|range| count(&words[range.clone()]) > 0);
    found
}

fn is_abbreviation(until: &str) -> bool {
    let word = until.rsplit(|c: char| c.is_whitespace() || "(“‘".contains(c)).next();
    word.is_some_and(|word| ABBREVIATIONS.contains(&word))
}

/// The words, marks and all: what stands between spaces and holds a letter or
/// a digit. A slot is one.
pub fn tokens(words: &str) -> impl Iterator<Item = &str> {
    words
        .split_whitespace()
        .filter(|word| word.contains(|c: char| c.is_alphanumeric() || c == SLOT))
}

/// How many words.
pub fn count(words: &str) -> usize {
    tokens(words).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str) -> Vec<&str> {
        sentences(words).into_iter().map(|range| &words[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_takes_a_breath() {
        assert_eq!(cut("“Stop it. Tell.” Then go"), ["“Stop it.", "Tell.”", "Then go"]);
        assert_eq!(cut("“Let me see?” says Nia."), ["“Let me see?” says Nia."]);
        assert_eq!(cut("Ask Mr. Bell. He’s 12."), ["Ask Mr. Bell.", "He’s 12."]);
        assert_eq!(cut("They’re good for …"), ["They’re good for …"]);
        assert_eq!(cut("A title"), ["A title"]);
        assert_eq!(cut(" – "), Vec::<&str>::new());
        assert_eq!(cut("Ring 0800 1111. 999 too!"), ["Ring 0800 1111.", "999 too!"]);
    }

    #[test]
    fn a_slot_that_opens_a_sentence_is_one() {
        assert_eq!(cut("Now this. \u{fffc} It is true."), ["Now this.", "\u{fffc}", "It is true."]);
        assert_eq!(cut("Tell our \u{fffc} today."), ["Tell our \u{fffc} today."]);
    }

    #[test]
    fn words_are_what_can_be_read() {
        assert_eq!(count("Plan – and ask, e.g. face-to-face: \u{fffc}"), 6);
    }
}
