//! From a byte of the words to its byte in the file.
//!
//! YAML gives words without their quotes, escapes, folds and indentation. To
//! underline one of them, both texts are walked side by side: white space on
//! either side may have changed, everything else is there in the same order.

use crate::diagnostics::ByteRange;

/// How a scalar is written.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
enum Written {
    /// Without quotes, or as a block after `|` or `>`.
    AsIs,
    /// `'…'`, in which `''` is an apostrophe.
    Single,
    /// `"…"`, in which `\` starts an escape.
    Double,
}

/// Where byte `at` of `words`, which YAML read from `scalar` of `file`, stands
/// in the file. A byte between characters, or past the end, goes to the
/// nearest place before it.
pub fn byte_in_file(file: &str, scalar: ByteRange, words: &str, at: usize) -> u32 {
    let start = scalar.start as usize;
    let Some(source) = file.get(start..scalar.end as usize) else {
        return scalar.start;
    };
    let written = how_written(&file[..start], source);
    let mut here = if written == Written::AsIs { 0 } else { 1 };
    for (word_at, word) in words.char_indices() {
        if is_white(word) {
            if word_at >= at {
                break;
            }
            here += white(written, &source[here..], word);
        } else {
            here += fold(written, &source[here..]);
            if word_at + word.len_utf8() > at {
                break;
            }
            here += character(written, &source[here..], word);
        }
    }
    (start + here) as u32
}

fn how_written(before: &str, source: &str) -> Written {
    match source.as_bytes().first() {
        _ if is_block(before) => Written::AsIs,
        Some(b'\'') => Written::Single,
        Some(b'"') => Written::Double,
        _ => Written::AsIs,
    }
}

/// Whether what stands before a scalar is the head of a block: `|` or `>`, with
/// a digit or a sign, alone at the end of its line.
fn is_block(before: &str) -> bool {
    let head = before.trim_end();
    if !before[head.len()..].contains('\n') {
        return false;
    }
    let line = head.rsplit('\n').next().unwrap_or(head);
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let sign = line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    sign.ends_with(['|', '>'])
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Bytes taken by white space of the words: at most one character, since a
/// fold may stand for several or for none.
fn white(written: Written, source: &str, word: char) -> usize {
    match source.chars().next() {
        Some('\\') if written == Written::Double => match escape(source) {
            (len, Some(c)) if c == word => len,
            _ => 0,
        },
        Some(c) if is_white(c) => c.len_utf8(),
        _ => 0,
    }
}

/// Bytes of white space, and of escaped line breaks, before the next word.
fn fold(written: Written, source: &str) -> usize {
    let mut len = 0;
    while let Some(c) = source[len..].chars().next() {
        if is_white(c) {
            len += 1;
        } else if c == '\\' && written == Written::Double {
            match escape(&source[len..]) {
                (broken, None) => len += broken,
                _ => break,
            }
        } else {
            break;
        }
    }
    len
}

/// Bytes that a character of the words takes as written.
fn character(written: Written, source: &str, word: char) -> usize {
    match (written, source.chars().next()) {
        (Written::Single, Some('\'')) if source.starts_with("''") => 2,
        (Written::Double, Some('\\')) => escape(source).0,
        (_, Some(c)) if c == word => c.len_utf8(),
        _ => 0,
    }
}

/// Length of an escape and the character it stands for; none if it takes a line
/// break away.
fn escape(source: &str) -> (usize, Option<char>) {
    let mut chars = source.chars().skip(1);
    let Some(kind) = chars.next() else {
        return (source.len(), None);
    };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\n' | '\r' => return (2, None),
        'n' => return (2, Some('\n')),
        't' => return (2, Some('\t')),
        'r' => return (2, Some('\r')),
        c => return (1 + c.len_utf8(), Some(c)),
    };
    let digits: String = chars.take(digits).collect();
    let code = u32::from_str_radix(&digits, 16).ok();
    let c = code.and_then(char::from_u32).unwrap_or('?');
    (2 + digits.len(), Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct File {
        a: serde_saphyr::Spanned<String>,
    }

    /// The file from where `sought` of the decoded words is found.
    fn found<'a>(file: &'a str, sought: &str) -> &'a str {
        let read: File = serde_saphyr::from_str(file).unwrap();
        let at = read.a.referenced.span();
        let start = at.byte_offset().unwrap() as u32;
        let scalar = ByteRange::new(start, start + at.byte_len().unwrap() as u32);
        let words = &read.a.value;
        let byte = words.find(sought).unwrap_or_else(|| panic!("{words:?}"));
        &file[byte_in_file(file, scalar, words, byte) as usize..]
    }

    #[test]
    fn every_way_to_write_words_is_followed() {
        for (file, sought, expected) in [
            ("a: one X two\n", "X", "X two\n"),
            ("a: one\n  é X\n", "X", "X\n"),
            ("a:\n  one X\n", "X", "X\n"),
            ("a: 'it''s é X'\n", "X", "X'"),
            ("a: 'it''s'\n", "'s", "''s'"),
            ("a: 'one\n\n  X'\n", "X", "X'"),
            ("a: \"t\\tq\\\" \\xe9 \\u00e9 \\U000000e9 X\"\n", "X", "X\""),
            ("a: \"one \\\n  two X\"\n", "X", "X\""),
            ("a: \"one \\\r\n  two X\"\n", "X", "X\""),
            ("a: \"one\\n\\n X\"\n", "X", "X\""),
            ("a: \"one \\u202e X\"\n", "\u{202e}", "\\u202e X\""),
            ("a: |\n  one\n    two\n\n  X\n", "X", "X\n"),
            ("a: |\n  \"X\"\n", "X", "X\"\n"),
            ("a: |\n  'it''s' X\n", "X", "X\n"),
            ("a: >- # folded\n  one\n  two\n\n  X\n", "X", "X\n"),
            ("a: >2\n   one X\n", "X", "X\n"),
            ("a: |\r\n  one\r\n  X\r\n", "X", "X\r\n"),
            ("a: >\n\n  one\n\n\n  X y\n", "X", "X y\n"),
            ("a: one\n  two\n", " two", "\n  two\n"),
        ] {
            let rest = found(file, sought);
            assert!(rest.starts_with(expected), "{file:?}: {rest:?}");
        }
    }

    #[test]
    fn past_the_end_is_the_end() {
        let file = "a: 'one'\n";
        assert_eq!(byte_in_file(file, ByteRange::new(3, 8), "one", 99), 7);
        assert_eq!(byte_in_file(file, ByteRange::new(3, 99), "one", 1), 3);
    }
}
