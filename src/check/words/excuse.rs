//! What excuses words that a pattern found, by where it stands.

use std::ops::Range;

use serde::Deserialize;

use super::pattern::Pattern;
use super::search::{Found, Window};
use super::text::Text;
use super::token::Kind;

/// Patterns that excuse what was found, if one of them stands there.
#[derive(Debug)]
pub struct Excuse {
    /// Where.
    pub place: Where,
    /// What.
    pub find: Vec<Pattern>,
}

/// Where an excuse must stand.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// In what was found.
    Hit,
    /// Before the first part of the pattern, in its clause.
    Before,
    /// After the first part of the pattern, in its clause.
    After,
    /// In its sentence.
    Sentence,
    /// In its sentence, outside the quotation in which it stands; what is not
    /// quoted is not excused.
    Frame,
    /// As `frame`, and the sentence before counts too.
    WideFrame,
    /// In the sentence before.
    Previous,
    /// In the sentence after.
    Next,
    /// Anywhere in the passage.
    Passage,
}

impl Excuse {
    /// Whether it excuses what was found.
    pub fn holds(&self, found: &Found, text: &Text) -> bool {
        let (hit, first) = (&found.all, &found.first);
        let all = 0..text.tokens.len();
        let at = text.sentences.iter().position(|range| range.end > hit.start).unwrap_or_default();
        let sentence = text.sentences.get(at).cloned().unwrap_or(all.clone());
        // What was sought across sentences may end in a later one.
        let sentence = sentence.start.min(hit.start)..sentence.end.max(hit.end);
        let is_in = |range: Range<usize>| Window::new(&text.tokens, range, false).has(&self.find);
        let is_at = |at: Option<usize>| {
            at.and_then(|at| text.sentences.get(at)).is_some_and(|range| is_in(range.clone()))
        };
        // What is sought beside words that are quoted may stand outside.
        let quotation = text.quotation(first);
        let is_around = || {
            quotation.as_ref().is_some_and(|quote| {
                is_in(sentence.start.min(quote.start)..quote.start)
                    || is_in(quote.end..sentence.end.max(quote.end))
            })
        };
        match self.place {
            Where::Hit => is_in(hit.clone()),
            Where::Before => is_in(clause_start(text, sentence.start..first.start)..first.start),
            Where::After => is_in(first.end..clause_end(text, first.end..sentence.end)),
            Where::Sentence => is_in(sentence),
            Where::Frame => is_around(),
            Where::WideFrame => is_around() || (quotation.is_some() && is_at(at.checked_sub(1))),
            Where::Previous => is_at(at.checked_sub(1)),
            Where::Next => is_at(Some(at + 1)),
            Where::Passage => is_in(all),
        }
    }
}

/// After a comma, these begin a clause of its own: what is denied before it is
/// not denied behind it.
const SUBJECTS: [&str; 20] = [
    "but", "so", "then", "you", "he", "she", "they", "we", "i", "it", "this", "that", "there",
    "the", "your", "his", "her", "their", "please", "because",
];

/// Where the clause begins that ends with `range`.
fn clause_start(text: &Text, range: Range<usize>) -> usize {
    range.clone().rev().find(|at| is_bound(text, *at)).map_or(range.start, |at| at + 1)
}

/// Where the clause ends that begins with `range`.
fn clause_end(text: &Text, range: Range<usize>) -> usize {
    range.clone().find(|at| is_bound(text, *at)).unwrap_or(range.end)
}

fn is_bound(text: &Text, at: usize) -> bool {
    match text.tokens[at].kind {
        Kind::Hard(_) => true,
        Kind::Soft(',') => text
            .tokens
            .get(at + 1)
            .is_some_and(|next| SUBJECTS.contains(&&text.plain.words[next.bytes.clone()])),
        _ => false,
    }
}
