//! American spellings in British English.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::contact::contacts;
use super::{Fault, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;

/// See the module.
pub static RULE: Rule = Rule {
    name: "american-spelling",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("everybody’s words, but for addresses, names and quoted titles"),
    what: Cow::Borrowed("A word is spelt as in the United States."),
    why: Cow::Borrowed(
        "Pupils are marked for the other spelling in the next lesson, and a teacher who trips over \
         it trusts the pack less.",
    ),
    source: Cow::Borrowed(
        "House rule: lessons are in British English, with -ise as in official guidance.",
    ),
    bad: Cow::Borrowed("What behavior would you recognize?"),
    good: Cow::Borrowed("What behaviour would you recognise?"),
};

/// Pairs, and what the star of a pair stands for.
const PAIRS: &str = include_str!("american_spelling.txt");
const ENDINGS: [&str; 9] = ["", "s", "ed", "ing", "er", "ers", "ful", "less", "able"];
/// Words before a quotation that is a title.
const TITLED: [&str; 14] = [
    "called", "titled", "entitled", "book", "film", "song", "article", "report", "story", "poem",
    "novel", "website", "page", "game",
];

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let mut addresses: Option<Vec<Range<usize>>> = None;
    let mut found = Vec::new();
    for bytes in words(said.words) {
        let word = &said.words[bytes.clone()];
        let Some(british) = british(&word.to_lowercase()) else { continue };
        let addresses = addresses.get_or_insert_with(|| {
            contacts(said.words).into_iter().map(|contact| contact.bytes).collect()
        });
        let in_address = addresses.iter().any(|at| at.start <= bytes.start && bytes.end <= at.end);
        if in_address || is_name(said.words, &bytes) || is_in_title(said.words, bytes.start) {
            continue;
        }
        let british = match word.starts_with(char::is_uppercase) {
            true => capital(&british),
            false => british,
        };
        let what = format!("“{word}” is spelt as in the United States");
        let fault = Fault::new(bytes, what, format!("write “{british}”"));
        found.push(Fault { instead: Some(british), ..fault });
    }
    found
}

fn words(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        match (c.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The spelling for here, if the word is one for there.
fn british(word: &str) -> Option<String> {
    static BRITISH: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let pairs = PAIRS.lines().filter(|line| !line.starts_with('#'));
        let pairs = pairs.filter_map(|line| line.split_once(' '));
        pairs.flat_map(|(there, here)| inflected(there, here)).collect()
    });
    BRITISH.get(word).cloned()
}

fn inflected(there: &str, here: &str) -> Vec<(String, String)> {
    match (there.strip_suffix('*'), here.strip_suffix('*')) {
        (Some(there), Some(here)) => {
            // `centre` and `defence` lose their `e` before a vowel.
            let joined = |stem: &str, end: &str| match stem.strip_suffix('e') {
                Some(short) if end.starts_with(['e', 'i', 'a']) => format!("{short}{end}"),
                _ => format!("{stem}{end}"),
            };
            ENDINGS.iter().map(|end| (joined(there, end), joined(here, end))).collect()
        }
        _ => vec![(there.to_owned(), here.to_owned())],
    }
}

/// Whether a word has a capital within a sentence: part of a name.
fn is_name(words: &str, bytes: &Range<usize>) -> bool {
    let before = words[..bytes.start].trim_end_matches(['“', '‘', '"', '\'', '(']).trim_end();
    words[bytes.start..].starts_with(char::is_uppercase)
        && !before.is_empty()
        && !before.ends_with(['.', '!', '?', '…', ':', '“'])
}

/// Whether a byte stands in a quotation that is somebody’s title.
fn is_in_title(words: &str, at: usize) -> bool {
    let Some(opened) = words[..at].rfind(['“', '‘']) else { return false };
    let is_closed = words[opened..at].contains('”');
    let before = words[..opened].trim_end();
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !is_closed && TITLED.contains(&last.to_lowercase().as_str())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, underlined};
    use super::*;

    #[test]
    fn words_are_found_with_their_endings() {
        let here = said("11-14", &RULE.bad);
        assert_eq!(underlined(&here, &judge(&here)), ["behavior", "recognize"]);
        assert_eq!(judge(&said("11-14", &RULE.good)), []);
        for (there, here) in [
            ("Favorites", "Favourites"),
            ("neighbors", "neighbours"),
            ("colored", "coloured"),
            ("theaters", "theatres"),
            ("practicing", "practising"),
            ("organizer", "organiser"),
            ("mom", "mum"),
        ] {
            let words = format!("{there} again");
            assert_eq!(judge(&said("11-14", &words))[0].remedy, format!("write “{here}”"));
        }
    }

    #[test]
    fn addresses_names_and_titles_keep_their_spelling() {
        for words in [
            "See childcenter.org/favorite.",
            "The Rockefeller Center stands there.",
            "Read the book called “My favorite color” first.",
            "practice makes perfect, and a licence; a program on a computer; a metre; a humorist",
        ] {
            assert_eq!(judge(&said("11-14", words)), [], "{words}");
        }
        let quoted = said("11-14", "He says, “What color?” and goes.");
        assert_eq!(underlined(&quoted, &judge(&quoted)), ["color"]);
    }

    #[test]
    fn pairs_are_sorted_and_differ() {
        let lines: Vec<_> = PAIRS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted() && lines.len() > 100);
        for line in lines {
            let (there, here) = line.split_once(' ').unwrap();
            assert!(there != here && there.ends_with('*') == here.ends_with('*'), "{line}");
        }
    }
}
