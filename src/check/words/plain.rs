//! Words in the form in which patterns are sought: lower case, without accents,
//! one kind of apostrophe, quotation mark and dash, one space between words, and
//! nothing beyond ASCII, so that patterns can be small machines over bytes.
//! Every byte knows where it came from.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A passage in plain form.
#[derive(Debug)]
pub struct Plain {
    /// The words.
    pub words: String,
    /// The same, byte by byte, with the capitals that were typed.
    pub cased: String,
    /// The byte of the passage that each byte came from, and the end.
    from: Vec<usize>,
    /// Bytes of `words` by sentence, final stop included, in order.
    pub sentences: Vec<Range<usize>>,
    /// Bytes of `words` within quotation marks, in order.
    pub quoted: Vec<Range<usize>>,
}

impl Plain {
    /// From a passage.
    pub fn new(passage: &str) -> Self {
        let mut plain = Self {
            words: String::new(),
            cased: String::new(),
            from: vec![],
            sentences: vec![],
            quoted: vec![],
        };
        for (at, c) in passage.char_indices() {
            match c {
                '\n' => plain.push('\n', at),
                c if c.is_whitespace() => plain.push(' ', at),
                '‘' | '’' | '`' | '´' => plain.push('\'', at),
                '“' | '”' | '„' | '«' | '»' => plain.push('"', at),
                '–' | '—' | '‑' | '‐' | '−' => plain.push('-', at),
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' => {}
                '…' => plain.push('.', at),
                c => {
                    let parts = c.nfkd().filter(|c| !is_combining_mark(*c));
                    parts.for_each(|c| plain.push(c, at));
                }
            }
        }
        plain.from.push(passage.len());
        plain.quoted = quotations(passage, &plain);
        plain.sentences = sentences(&plain.words, &plain.quoted);
        plain
    }

    fn push(&mut self, c: char, at: usize) {
        let is_space = matches!(c, ' ' | '\n');
        if is_space && self.words.ends_with([' ', '\n']) {
            return;
        }
        let c = match c {
            c if c.is_ascii() => c,
            // Still a letter of a word, and of none that is sought.
            c if c.is_alphanumeric() => '_',
            _ => '*',
        };
        self.words.push(c.to_ascii_lowercase());
        self.cased.push(c);
        self.from.resize(self.words.len(), at);
    }

    /// The bytes of the passage that some bytes of the plain words came from.
    pub fn origin(&self, bytes: Range<usize>, passage: &str) -> Range<usize> {
        let start = self.from[bytes.start];
        let last = self.from[bytes.end.max(bytes.start + 1) - 1];
        let len = passage[last..].chars().next().map_or(0, char::len_utf8);
        start..last + len
    }

    /// Whether some bytes stand within quotation marks, and which.
    pub fn quotation(&self, bytes: &Range<usize>) -> Option<&Range<usize>> {
        self.quoted.iter().find(|quoted| quoted.start <= bytes.start && bytes.end <= quoted.end)
    }
}

/// What stands within quotation marks, by the marks as they were typed: a curly
/// one says whether it opens, a straight one by what is beside it. A quotation
/// that is not closed in its line is none.
fn quotations(passage: &str, plain: &Plain) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let bytes: Vec<(usize, char)> = plain.words.char_indices().collect();
    for (n, &(at, c)) in bytes.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| bytes[n].1);
        let after = bytes.get(n + 1).map(|(_, c)| *c);
        match c {
            '\n' => open = None,
            '"' | '\'' => {
                let typed = passage[plain.from[at]..].chars().next();
                let in_word = before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric);
                if c == '\'' && in_word {
                    continue;
                }
                let opens = match typed {
                    Some('“' | '‘' | '„' | '«') => true,
                    Some('”' | '’' | '»') => false,
                    _ => {
                        before.is_none_or(|c| c.is_whitespace() || "([-:\"'".contains(c))
                            && after.is_some_and(|c| !c.is_whitespace())
                    }
                };
                match open {
                    // A quotation within one of the other kind belongs to it.
                    Some((mark, start)) if mark == c && !opens => {
                        found.push(start..at);
                        open = None;
                    }
                    None if opens => open = Some((c, at + 1)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

/// Sentences end at a stop with a space after it, or with the line; not within
/// a quotation, whose frame would be lost.
fn sentences(words: &str, quoted: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = words.as_bytes();
    for (at, c) in words.char_indices() {
        let next = at + c.len_utf8();
        let is_end = match c {
            '\n' => true,
            '.' | '!' | '?' => {
                let after = bytes.get(next).copied();
                let stops = matches!(after, None | Some(b' ' | b'\n' | b'"' | b')' | b'\''));
                let inside = quoted.iter().any(|quote| quote.contains(&at));
                // A quotation that is the whole sentence ends it.
                let ends_quote = quoted.iter().any(|quote| quote.end == next)
                    && matches!(bytes.get(next + 1), None | Some(b'\n'));
                stops && (!inside || ends_quote) && !is_abbreviation(&words[start..next])
            }
            _ => false,
        };
        if is_end {
            // A closing mark belongs to what it closes.
            let mut end = next;
            while matches!(bytes.get(end), Some(b'"' | b')' | b'\'')) {
                end += 1;
            }
            if end > start {
                found.push(start..end);
            }
            start = end;
        }
    }
    if !words[start..].trim().is_empty() {
        found.push(start..words.len());
    }
    found.retain(|range| !words[range.clone()].trim().is_empty());
    found
}

fn is_abbreviation(until: &str) -> bool {
    let word = until.trim_end_matches('.').rsplit([' ', '(']).next().unwrap_or_default();
    matches!(
        word,
        "e.g" | "i.e" | "etc" | "mr" | "mrs" | "ms" | "dr" | "st" | "vs" | "no" | "approx"
    ) && until.ends_with('.')
        && word != "no"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(passage: &str) -> Vec<String> {
        let plain = Plain::new(passage);
        plain.sentences.iter().map(|range| plain.words[range.clone()].trim().to_owned()).collect()
    }

    #[test]
    fn bytes_know_where_they_came_from() {
        let passage = "Ŵyr,  “naïve”\u{a0}— ok";
        let plain = Plain::new(passage);
        assert_eq!(plain.words, "wyr, \"naive\" - ok");
        let at = plain.words.find("naive").unwrap();
        assert_eq!(&passage[plain.origin(at..at + 5, passage)], "naïve");
        let at = plain.words.find("ok").unwrap();
        assert_eq!(&passage[plain.origin(at..at + 2, passage)], "ok");
    }

    #[test]
    fn sentences_keep_their_quotations() {
        assert_eq!(cut("Mr. Lee went. Did he? Yes"), ["mr. lee went.", "did he?", "yes"]);
        assert_eq!(
            cut("Never say “Stop it. Why did you?” to a child. Listen."),
            ["never say \"stop it. why did you?\" to a child.", "listen."]
        );
        assert_eq!(cut("one\ntwo"), ["one", "two"]);
    }

    #[test]
    fn quotations_of_every_kind() {
        for passage in [
            "say “it’s mine” now",
            "say ‘it’s mine’ now",
            "say \"it's mine\" now",
            "say 'it's mine' now",
        ] {
            let plain = Plain::new(passage);
            let quoted: Vec<_> = plain.quoted.iter().map(|q| &plain.words[q.clone()]).collect();
            assert_eq!(quoted, ["it's mine"], "{passage}");
        }
        assert!(Plain::new("the pupils' phones aren't here").quoted.is_empty());
    }
}
