//! Patterns: regular expressions with words of our own in braces.
//!
//! `{name}` stands for alternatives that a file defines, `{~block}` for block,
//! blocks, blocked and blocking, `{gap}` for up to four words in between. A
//! pattern matches whole words of the plain form.

use std::collections::BTreeMap;

use regex::bytes::{Regex, RegexBuilder};

/// Alternatives by name.
pub type Dictionary = BTreeMap<String, String>;

/// How deep words in braces may stand in each other.
const DEPTH: usize = 8;

/// One expression that finds what any of some patterns finds.
///
/// # Errors
///
/// What is wrong with a pattern.
pub fn any_of(patterns: &[String], words: &Dictionary) -> Result<Regex, String> {
    let each: Result<Vec<_>, _> =
        patterns.iter().map(|pattern| expand(pattern, words, 0)).collect();
    let whole =
        format!(r"(?:{})", each?.iter().map(|one| bounded(one)).collect::<Vec<_>>().join("|"));
    // The plain form is ASCII; letters of all scripts would make each expression
    // many times as large, and as slow to build.
    let built = RegexBuilder::new(&whole).unicode(false).build();
    built.map_err(|error| format!("{patterns:?}: {error}"))
}

/// Begins and ends with whole words, where it begins and ends with words.
fn bounded(pattern: &str) -> String {
    let is_open = |c: char| c.is_alphanumeric() || matches!(c, '(' | '[');
    let start = if pattern.starts_with(is_open) { r"\b" } else { "" };
    let is_close = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '?' | '*' | '+' | '}');
    let end = if pattern.ends_with(is_close) { r"(?:\b|$)" } else { "" };
    format!("{start}(?:{pattern}){end}")
}

fn expand(pattern: &str, words: &Dictionary, depth: usize) -> Result<String, String> {
    if depth > DEPTH {
        return Err(format!("`{pattern}` stands in itself"));
    }
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let close = from.find('}').ok_or_else(|| format!("`{pattern}`: a brace is not closed"))?;
        let name = &from[1..close];
        rest = &from[close + 1..];
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(&from[..=close]);
        } else if let Some(verb) = name.strip_prefix('~') {
            out.push_str(&format!("(?:{})", inflected(verb).join("|")));
        } else {
            let meant = words.get(name).ok_or_else(|| format!("`{pattern}`: unknown `{name}`"))?;
            out.push_str(&format!("(?:{})", expand(meant, words, depth + 1)?));
        }
    }
    Ok(out + rest)
}

/// A regular verb in all its forms.
fn inflected(verb: &str) -> Vec<String> {
    let is_vowel = |c: char| "aeiou".contains(c);
    let end: Vec<char> = verb.chars().rev().take(3).collect();
    let doubles = matches!(end[..], [z, y, x] if !is_vowel(z) && !"wxy".contains(z) && is_vowel(y) && !is_vowel(x))
        && verb.chars().filter(|c| is_vowel(*c)).count() == 1;
    let (stem, s) = match end[..] {
        ['e', ..] => (verb[..verb.len() - 1].to_owned(), format!("{verb}s")),
        ['y', before, ..] if !is_vowel(before) => {
            let stem = &verb[..verb.len() - 1];
            let forms = ["y", "ies", "ied", "ying"];
            return forms.iter().map(|end| format!("{stem}{end}")).collect();
        }
        [last, ..] if doubles => (format!("{verb}{last}"), format!("{verb}s")),
        ['s' | 'x' | 'z', ..] | ['h', 'c' | 's', ..] => (verb.to_owned(), format!("{verb}es")),
        _ => (verb.to_owned(), format!("{verb}s")),
    };
    vec![verb.to_owned(), s, format!("{stem}ed"), format!("{stem}ing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_in_all_their_forms() {
        assert_eq!(inflected("block"), ["block", "blocks", "blocked", "blocking"]);
        assert_eq!(inflected("share"), ["share", "shares", "shared", "sharing"]);
        assert_eq!(inflected("copy"), ["copy", "copies", "copied", "copying"]);
        assert_eq!(inflected("trap"), ["trap", "traps", "trapped", "trapping"]);
        assert_eq!(inflected("watch"), ["watch", "watches", "watched", "watching"]);
        assert_eq!(inflected("show"), ["show", "shows", "showed", "showing"]);
        assert_eq!(inflected("need"), ["need", "needs", "needed", "needing"]);
    }

    #[test]
    fn words_in_braces_are_filled_in() {
        let words = [("who", "he|{she}"), ("she", "she|they")].map(|(a, b)| (a.into(), b.into()));
        let words = Dictionary::from(words);
        let found = any_of(&["{who} {~block}".into(), r"x{2}".into()], &words).unwrap();
        assert!(found.is_match(b"so they blocked it") && found.is_match(b"xx"));
        assert!(!found.is_match(b"the blocked") && !found.is_match(b"he blockeded"));
        assert!(any_of(&["{whom}".into()], &words).unwrap_err().contains("unknown `whom`"));
        assert!(any_of(&["{who".into()], &words).unwrap_err().contains("not closed"));
        let endless = Dictionary::from([("a".to_owned(), "{a}".to_owned())]);
        assert!(any_of(&["{a}".into()], &endless).unwrap_err().contains("in itself"));
    }
}
