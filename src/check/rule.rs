//! What a rule is, and what people are told about it.

use std::borrow::Cow;
use std::fmt;

use crate::diagnostics::{Finding, Level, Place};

/// A rule. Its name completes the sentence "allow …".
#[derive(Debug, Clone)]
pub struct Rule {
    /// Stable and kebab-case, e.g. `blame`.
    pub name: &'static str,
    /// What it keeps right.
    pub group: Group,
    /// How bad its findings are, as a rule; some are let off with less.
    pub level: Level,
    /// Whether no author may allow it for a place.
    pub firm: bool,
    /// What it looks at, e.g. `pupils' words`.
    pub looks_at: Text,
    /// What it finds, in a sentence.
    pub what: Text,
    /// Why that matters to a child or a teacher, in a sentence.
    pub why: Text,
    /// Who says so: a title with its year, or "house rule" with the reason.
    pub source: Text,
    /// What it finds, as an example.
    pub bad: Text,
    /// What to write instead, as an example.
    pub good: Text,
}

/// Words that stand in the program or in a data file.
pub type Text = Cow<'static, str>;

/// What a rule keeps right.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// What keeps children safe, and never bends.
    Safety,
    /// Words that harm, frighten, promise or name.
    Words,
    /// How a lesson teaches.
    Method,
    /// Services, law, dates, claims.
    Facts,
    /// Whether those it is for can read it.
    Reading,
    /// Whether files say what they are to say, and fit the paper.
    Pack,
    /// Whether lessonpack can read what was written.
    Form,
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Safety => "safety",
            Self::Words => "words",
            Self::Method => "method",
            Self::Facts => "facts",
            Self::Reading => "reading",
            Self::Pack => "pack",
            Self::Form => "form",
        })
    }
}

impl Rule {
    /// A finding of this rule at its own level. `what` is a lower-case phrase
    /// without a full stop, `remedy` completes "help: …".
    pub fn finding(
        &self,
        place: Place,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        self.at(self.level, place, what, remedy)
    }

    /// A finding of another level.
    pub fn at(
        &self,
        level: Level,
        place: Place,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        let why = self.why.trim_end_matches('.');
        // It follows "note: ".
        let mut letters = why.chars();
        let is_word = why
            .split(' ')
            .next()
            .is_some_and(|word| word.chars().skip(1).all(|c| c.is_lowercase() || c == '\''));
        let why = match letters.next() {
            Some(first) if is_word && !why.starts_with("I ") => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => why.to_owned(),
        };
        Finding { level, ..Finding::error(self.name, place, what) }.why(why).remedy(remedy)
    }
}
