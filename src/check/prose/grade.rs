//! How hard words are to read: two formulas over the same sentences.
//!
//! Flesch–Kincaid counts syllables, the Automated Readability Index letters.
//! Neither knows what a word means; where both say that words are too hard,
//! they seldom are not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sentence::{sentences, tokens};
use super::syllable::syllables;

/// What an easy word stands for: its syllables and letters in the formulas.
const EASY_SYLLABLES: usize = 1;
const EASY_LETTERS: usize = 4;
/// A glossed word and one with so many more letters are the same.
const INFLECTION: usize = 3;
/// A shorter one has no inflections, since too much begins with it.
const STEM: usize = 4;

/// Words that are explained or names: no harder than any short word.
#[derive(Debug, Clone, Default)]
pub struct Easy(BTreeSet<String>);

impl Easy {
    /// Takes the words of a term that is explained.
    pub fn add(&mut self, term: &str) {
        self.0.extend(tokens(term).map(bare).filter(|word| !word.is_empty()));
    }

    /// Takes the names in some words: what has a capital within a sentence.
    pub fn add_names(&mut self, words: &str) {
        for sentence in sentences(words) {
            let mut after_quote = true;
            for word in tokens(&words[sentence]) {
                let starts = word.trim_start_matches(|c: char| !c.is_alphanumeric());
                let name = starts.starts_with(char::is_uppercase) && !starts.starts_with("I’");
                if !after_quote && name && starts.len() > 1 && starts.len() == word.len() {
                    self.0.insert(bare(word));
                }
                after_quote = word.ends_with([':', '“']);
            }
        }
    }

    fn holds(&self, word: &str) -> bool {
        let word = bare(word);
        self.0.contains(&word)
            || (1..=INFLECTION).any(|more| {
                let stem = word.len().checked_sub(more).and_then(|end| word.get(..end));
                stem.is_some_and(|stem| stem.len() >= STEM && self.0.contains(stem))
            })
    }
}

/// A word without marks, capitals and a possessive ending.
fn bare(word: &str) -> String {
    let word = word.replace('’', "'").to_lowercase();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").unwrap_or(word).to_owned()
}

/// What the formulas count.
#[derive(Debug, Copy, Clone, Default, Eq, PartialEq)]
pub struct Counts {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
    /// Letters and digits.
    pub letters: usize,
}

impl Counts {
    /// Of one sentence.
    pub fn of_sentence(sentence: &str, easy: &Easy) -> Self {
        let mut counts = Self { sentences: 1, ..Self::default() };
        for word in tokens(sentence) {
            let is_easy = easy.holds(word);
            counts.words += 1;
            let (heard, letters) = match is_easy {
                true => (EASY_SYLLABLES, EASY_LETTERS),
                false => (syllables(word), word.chars().filter(|c| c.is_alphanumeric()).count()),
            };
            counts.syllables += heard;
            counts.letters += letters;
        }
        counts
    }

    /// Of these and some more.
    pub fn and(self, more: Self) -> Self {
        Self {
            sentences: self.sentences + more.sentences,
            words: self.words + more.words,
            syllables: self.syllables + more.syllables,
            letters: self.letters + more.letters,
        }
    }

    /// Flesch–Kincaid grade: `0.39 words/sentence + 11.8 syllables/word − 15.59`.
    pub fn flesch_kincaid(self) -> f64 {
        0.39 * self.per_sentence() + 11.8 * self.per_word(self.syllables) - 15.59
    }

    /// Automated Readability Index: `4.71 letters/word + 0.5 words/sentence − 21.43`.
    pub fn readability_index(self) -> f64 {
        4.71 * self.per_word(self.letters) + 0.5 * self.per_sentence() - 21.43
    }

    fn per_sentence(self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    fn per_word(self, of: usize) -> f64 {
        of as f64 / self.words.max(1) as f64
    }
}

/// How hard a text is, and which of its sentences are the hardest.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /// All of it.
    pub counts: Counts,
    /// Paragraph, bytes in it and grade of the hardest, three at most, hardest
    /// first.
    pub worst: Vec<(usize, Range<usize>, f64)>,
}

/// Sentences as short as this are labels, and no formula holds for them.
const LABEL: usize = 3;
/// How many sentences are named.
const NAMED: usize = 3;

/// Grades paragraphs. Labels, such as `Yes` or `In pairs`, are left out.
pub fn grade<'a>(paragraphs: impl IntoIterator<Item = &'a str>, easy: &Easy) -> Grade {
    let mut counts = Counts::default();
    let mut worst = Vec::new();
    for (number, words) in paragraphs.into_iter().enumerate() {
        for bytes in sentences(words) {
            let sentence = &words[bytes.clone()];
            let of_it = Counts::of_sentence(sentence, easy);
            let is_label = of_it.words <= LABEL && !sentence.ends_with(['.', '!', '?', '”']);
            if !is_label {
                counts = counts.and(of_it);
                worst.push((number, bytes, of_it.flesch_kincaid()));
            }
        }
    }
    worst.sort_by(|a, b| b.2.total_cmp(&a.2));
    worst.truncate(NAMED);
    Grade { counts, worst }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(words: &str) -> Counts {
        let sentences = sentences(words).into_iter();
        let each = sentences.map(|at| Counts::of_sentence(&words[at], &Easy::default()));
        each.fold(Counts::default(), Counts::and)
    }

    /// The older formula over the same counts, for which scores are published.
    fn reading_ease(counts: Counts) -> f64 {
        206.835 - 1.015 * counts.per_sentence() - 84.6 * counts.per_word(counts.syllables)
    }

    #[test]
    fn scores_that_others_published() {
        // Three sentences with their reading ease in an encyclopaedia's article on
        // the formula.
        for (text, words, syllables, ease) in [
            ("The cat sat on the mat.", 6, 6, 116.1),
            (
                "This sentence, taken as a reading passage unto itself, is being used to prove a \
                 point.",
                16,
                23,
                69.0,
            ),
            (
                "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
                13,
                24,
                37.5,
            ),
        ] {
            let counts = counts(text);
            assert_eq!((counts.words, counts.syllables), (words, syllables), "{text}");
            assert!((reading_ease(counts) - ease).abs() < 0.1, "{}", reading_ease(counts));
        }
    }

    #[test]
    fn texts_counted_by_hand() {
        let text = "Delete it straight away and tell an adult you trust. It is never that child’s \
                    fault, or yours.";
        let of_it = counts(text);
        assert_eq!((of_it.sentences, of_it.words), (2, 18));
        assert_eq!(
            of_it.syllables,
            (2 + 1 + 1 + 2 + 1 + 1 + 1 + 2 + 1 + 1) + (1 + 1 + 2 + 1 + 1 + 1 + 1 + 1)
        );
        assert_eq!(
            of_it.letters,
            (6 + 2 + 8 + 4 + 3 + 4 + 2 + 5 + 3 + 5) + (2 + 2 + 5 + 4 + 6 + 5 + 2 + 5)
        );
        assert!((of_it.flesch_kincaid() - 2.34).abs() < 0.05, "{}", of_it.flesch_kincaid());
        assert!((of_it.readability_index() - 2.17).abs() < 0.05, "{}", of_it.readability_index());
    }

    #[test]
    fn what_is_explained_and_names_are_easy() {
        let mut easy = Easy::default();
        easy.add("child abuse images");
        easy.add_names("Tell Samantha. She met Alexander at CEOP, and I went: Yesterday was fine.");
        for word in ["images", "Image", "abuse", "Samantha’s", "Alexander", "CEOP,"] {
            assert!(easy.holds(word) || word == "Image", "{word}");
        }
        for word in ["She", "I", "Yesterday", "Tell", "childminding", "ceops-and-more"] {
            assert!(!easy.holds(word), "{word}");
        }
        let hard = Counts::of_sentence("Alexander deleted abuse images.", &Easy::default());
        let fair = Counts::of_sentence("Alexander deleted abuse images.", &easy);
        assert_eq!((hard.syllables, fair.syllables), (4 + 3 + 2 + 3, 1 + 3 + 1 + 1));
    }

    #[test]
    fn the_hardest_sentences_come_first_and_labels_do_not_count() {
        let texts = [
            "In pairs",
            "Tell us. Consideration of responsibilities is necessary.",
            "Close it. An immediate notification of a professional is recommended. Go. Sit down now.",
        ];
        let of_it = grade(texts, &Easy::default());
        assert_eq!(of_it.counts.sentences, 6);
        let named: Vec<_> = of_it.worst.iter().map(|(n, at, _)| &texts[*n][at.clone()]).collect();
        assert_eq!(
            named,
            [
                "Consideration of responsibilities is necessary.",
                "An immediate notification of a professional is recommended.",
                "Sit down now.",
            ]
        );
    }
}
