//! Why a file is refused: data, since whose file it is decides what it means.

use crate::diagnostics::{Finding, Place};
use crate::ooxml::Refusal;

/// Why a file is refused, and what whoever holds it can do.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Refused {
    /// What is wrong with it: a lower-case phrase about the file as `it`,
    /// without a full stop.
    pub what: String,
    /// What to do: a lower-case phrase without a full stop.
    pub remedy: String,
}

impl Refused {
    /// Refused for this, with what to do.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    /// Refused as more than is read.
    pub(super) fn too_large(what: impl Into<String>) -> Self {
        Refusal::TooLarge(what.into()).into()
    }

    /// The finding if the program made the file: a bug of rule `unreadable`.
    /// `name` is what the finding calls it.
    pub fn ours(self, name: &str) -> Finding {
        Finding::bug("unreadable", Place::File(name.to_owned()), self.sentence()).why(WHY)
    }

    /// The finding if somebody else gave the file: an error of rule
    /// `unreadable`. `name` is what the finding calls it.
    pub fn theirs(self, name: &str) -> Finding {
        Finding::error("unreadable", Place::File(name.to_owned()), self.sentence())
            .why(WHY)
            .remedy(self.remedy)
    }

    fn sentence(&self) -> String {
        format!("the file cannot be read: {}", self.what)
    }
}

const WHY: &str = "a file that cannot be read cannot be checked, and nobody knows what a child \
                   would see in it";

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.to_string(), refusal.remedy())
    }
}
