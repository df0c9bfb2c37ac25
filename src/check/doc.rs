//! What people are told about a rule whose words stand in a data file.

use serde::Deserialize;

use super::rule::{Group, Rule};
use crate::diagnostics::Level;
use crate::text::Reader;

/// As the file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doc {
    level: Written,
    #[serde(default)]
    group: Option<Group>,
    #[serde(default)]
    firm: bool,
    #[serde(default)]
    looks_at: Option<String>,
    what: String,
    why: String,
    source: String,
    bad: String,
    good: String,
    /// Who reads the examples; learners if it does not say.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "asked by the test of all examples"))]
    reader: Option<Reader>,
    /// The audience of the lesson that they stand in.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "asked by the test of all examples"))]
    audience: Option<String>,
}

/// A level as a file has it.
#[derive(Debug, Copy, Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Written {
    Error,
    Warning,
    Note,
}

impl Doc {
    /// Who reads the examples, and in a lesson for whom.
    #[cfg(test)]
    pub fn setting(&self) -> (Reader, &str) {
        (self.reader.unwrap_or(Reader::Learners), self.audience.as_deref().unwrap_or("11-14"))
    }

    /// The rule, which is of this group and looks at this unless its file says
    /// otherwise.
    pub fn rule(self, name: &'static str, group: Group, looks_at: &'static str) -> Rule {
        Rule {
            name,
            group: self.group.unwrap_or(group),
            level: match self.level {
                Written::Error => Level::Error,
                Written::Warning => Level::Warning,
                Written::Note => Level::Note,
            },
            firm: self.firm,
            looks_at: self.looks_at.map_or(looks_at.into(), Into::into),
            what: self.what.into(),
            why: self.why.into(),
            source: self.source.into(),
            bad: self.bad.into(),
            good: self.good.into(),
        }
    }
}
