//! The words of a file, a paragraph each, for comparing two of them.

use super::fold::fold;
use crate::read::{At, ReadBack};

/// A paragraph.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Line<'a> {
    /// Where it stands.
    pub at: &'a At,
    /// Its words.
    pub words: &'a str,
    /// Its words for comparing.
    pub key: String,
}

/// The paragraphs of a file, its properties aside.
#[derive(Debug)]
pub struct Lines<'a> {
    /// In reading order.
    pub all: Vec<Line<'a>>,
    /// All that the file says, for comparing: paragraphs of a place follow each
    /// other, so that whoever joins two of them changes nothing.
    pub text: String,
    /// The same without notes, heads, feet and hidden slides: what is shown.
    pub shown: String,
}

impl<'a> Lines<'a> {
    /// Of a file.
    pub fn of(read: &'a ReadBack) -> Self {
        let mut all = Vec::new();
        for place in read.places.iter().filter(|place| place.at != At::Metadata) {
            for words in place.text.split('\n').map(str::trim) {
                let key = fold(words);
                if !key.is_empty() {
                    all.push(Line { at: &place.at, words, key });
                }
            }
        }
        let joined = |keep: &dyn Fn(&At) -> bool| {
            all.iter().filter(|line| keep(line.at)).map(|line| line.key.as_str()).collect()
        };
        let is_hidden = |at: &At| matches!(at, At::Slide(n) if read.hidden.contains(n));
        let text = joined(&|_| true);
        let shown = joined(&|at| at.is_flow() && !is_hidden(at));
        Self { all, text, shown }
    }

    /// The paragraphs that another file does not have.
    pub fn not_in<'s>(&'s self, other: &'s Lines<'_>) -> impl Iterator<Item = &'s Line<'a>> {
        self.all.iter().filter(|line| !other.text.contains(&line.key))
    }

    /// The paragraphs of a place.
    pub fn at<'s>(&'s self, at: &'s At) -> impl Iterator<Item = &'s Line<'a>> {
        self.all.iter().filter(move |line| line.at == at)
    }
}

/// How alike two paragraphs are, from 0 to 1: as many words in common, or as
/// many letters if they are short.
pub fn likeness(one: &Line<'_>, other: &Line<'_>) -> f64 {
    let words = |line: &Line<'_>| -> Vec<String> {
        line.words.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
    };
    let (first, mut second) = (words(one), words(other));
    let both = first.len() + second.len();
    let mut common = 0;
    for word in &first {
        if let Some(at) = second.iter().position(|other| other == word) {
            second.swap_remove(at);
            common += 1;
        }
    }
    let by_words = if both == 0 { 0.0 } else { 2.0 * f64::from(common) / both as f64 };
    let (least, most) = (one.key.len().min(other.key.len()), one.key.len().max(other.key.len()));
    let short = most <= SHORT && least * 2 >= most;
    let by_letters = if short { strsim::normalized_levenshtein(&one.key, &other.key) } else { 0.0 };
    by_words.max(by_letters)
}

/// How alike a paragraph is at the least to the one that it was.
pub const ALIKE: f64 = 0.5;

/// Bytes of a paragraph that is compared letter by letter.
const SHORT: usize = 200;

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::*;

    #[test]
    fn paragraphs_that_were_joined_or_parted_are_the_same() {
        let ours = read(&[(At::Slide(1), "Stop.\nThen tell."), (At::Slide(2), "Ask for help.")]);
        let theirs =
            read(&[(At::Slide(1), "Ask\nfor help."), (At::Slide(2), "Stop. Then tell.\nMine.")]);
        let (ours, theirs) = (Lines::of(&ours), Lines::of(&theirs));
        let new: Vec<_> = theirs.not_in(&ours).map(|line| line.words).collect();
        assert_eq!(new, ["Mine."]);
        assert_eq!(ours.not_in(&theirs).count(), 0);
    }

    #[test]
    fn a_changed_number_is_like_the_old_one() {
        let file =
            read(&[(At::Slide(1), "Childline 0800 1111\nChildline 0800 1112\nBring a pen.")]);
        let lines = Lines::of(&file);
        assert!(likeness(&lines.all[0], &lines.all[1]) > 0.5);
        assert!(likeness(&lines.all[0], &lines.all[2]) < 0.5);
    }
}
