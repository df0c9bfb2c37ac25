//! What is asked for.

use std::collections::BTreeMap;

use crate::text::SchoolSlot;

/// What is asked for beside the lesson itself.
#[derive(Debug, Default, Clone)]
pub struct Request {
    /// A nation's id; the registry's first if none.
    pub nation: Option<String>,
    /// The school's own words.
    pub school: School,
}

/// A school's own words, by slot; what is not here becomes a blank to fill in.
#[derive(Debug, Default, Clone)]
pub struct School {
    values: BTreeMap<SchoolSlot, String>,
}

impl School {
    /// Sets a value: plain text, never read as Markdown.
    pub fn set(&mut self, slot: SchoolSlot, value: impl Into<String>) {
        self.values.insert(slot, value.into());
    }

    /// The value of a slot.
    pub fn get(&self, slot: SchoolSlot) -> Option<&str> {
        self.values.get(&slot).map(String::as_str)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}
