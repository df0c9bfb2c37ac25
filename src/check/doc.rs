//! What people are told about a rule whose words stand in a data file.

use serde::Deserialize;

use super::rule::{Group, Rule};
use crate::diagnostics::Level;

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
