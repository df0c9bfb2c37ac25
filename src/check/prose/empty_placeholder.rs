//! What somebody meant to fill in later.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::sentence::count;
use super::{Fault, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;

/// See the module.
pub static RULE: Rule = Rule {
    name: "empty-placeholder",
    group: Group::Form,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("everybody’s words"),
    what: Cow::Borrowed(
        "Words that stand for words: `TODO`, `TBC`, `XXX`, `[name here]`, \
         “lorem ipsum”, or three dots alone.",
    ),
    why: Cow::Borrowed(
        "On the day, a child reads “[name here]” where the name of the person who helps should be.",
    ),
    source: Cow::Borrowed("House rule: what is printed is finished."),
    bad: Cow::Borrowed("You can talk to [name of safeguarding lead]."),
    good: Cow::Borrowed("You can talk to {{ school.dsl }}."),
};

/// Words that are never meant for a reader.
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?x) \b (?: TODO | TBC | TBD | TBA | FIXME | XXX+ ) \b
        | (?i: \b lorem \s+ ipsum \b )
        | (?i: [\[<{] \s* (?: your | insert | add | fill | name | names | date | time | room
            | school | teacher | number | phone | email | address | text | words | title
            | picture | image | tbc | todo | xx+ | [^\]>}]* \b here )
            (?: \s [^\]>}]* )? [\]>}] )",
    )
});

/// Those that are meant, in a longer sentence.
static LATER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?i)\bto be (?:written|confirmed|decided|announced|completed|added|supplied)\b|\bcoming soon\b",
    )
});

/// Words that a sentence about something to be done has at least.
const SENTENCE: usize = 7;

fn regex(pattern: &str) -> Option<Regex> {
    // One that does not compile finds nothing, and the tests fail.
    Regex::new(pattern).ok()
}

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let words = said.words;
    let is_mark = |c: char| matches!(c, '…' | '.' | '?' | '-' | '–' | '_' | ' ');
    if !words.trim().is_empty() && words.chars().all(is_mark) {
        return vec![fault(0..words.len(), words)];
    }
    let hits = |regex: &'static LazyLock<Option<Regex>>| -> Vec<Range<usize>> {
        regex.iter().flat_map(|regex| regex.find_iter(words)).map(|hit| hit.range()).collect()
    };
    let mut found = hits(&MARKS);
    if count(words) < SENTENCE {
        found.extend(hits(&LATER));
    }
    found.into_iter().map(|bytes| fault(bytes.clone(), &words[bytes])).collect()
}

fn fault(bytes: Range<usize>, words: &str) -> Fault {
    Fault::new(
        bytes,
        format!("“{words}” still stands for something else"),
        "write the words, or a slot such as `{{ school.dsl }}`, which becomes a blank to fill in \
         by hand",
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, underlined};
    use super::*;

    #[test]
    fn what_is_to_be_filled_in() {
        for (words, placeholder) in [
            (&*RULE.bad, "[name of safeguarding lead]"),
            ("TODO: a better question", "TODO"),
            ("Ask Ms XXX", "XXX"),
            ("Room TBC", "TBC"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("Go to <insert room>.", "<insert room>"),
            ("Ask [put a name here] first.", "[put a name here]"),
            ("Text to be written", "to be written"),
            ("…", "…"),
            ("...", "..."),
        ] {
            let said = said("11-14", words);
            assert_eq!(underlined(&said, &judge(&said)), [placeholder], "{words}");
        }
    }

    #[test]
    fn what_is_meant() {
        for words in [
            &*RULE.good,
            "They’re good for …",
            "Something …",
            "A log of the day needs to be written by one person.",
            "Write your name here if you want to talk.",
            "The list of things to do is on the board.",
            "He said [quietly] that he was fine.",
        ] {
            assert_eq!(judge(&said("11-14", words)), [], "{words}");
        }
    }
}
