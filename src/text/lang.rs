//! Languages, as BCP 47 tags.

use serde::{Deserialize, Serialize};

/// A language, e.g. `en-GB` or `cy`.
#[derive(
    Debug, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Lang(String);

impl Lang {
    /// British English, in which lessons are written.
    pub fn english() -> Self {
        Self("en-GB".into())
    }

    /// The whole tag, e.g. `en-GB`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language alone, e.g. `en`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The region, where the tag has one, e.g. `GB`.
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').nth(1)
    }
}
