//! What authors write, typed, with the place of every word: lessons and the
//! registry that they share.
//!
//! Loading never stops at the first mistake: all findings of all files come
//! back at once. This module knows nothing of documents.

mod consistency;
mod contract;
#[cfg(test)]
pub(crate) mod fixture;
mod floor;
pub mod lesson;
mod load;
mod references;
mod refusal;
pub mod registry;
mod schema;
mod setting;
mod shape;
pub mod slide;
mod slip;
mod starter;
mod suggest;
mod tree;
mod typed;
mod wanted;
mod wording;
pub mod worksheet;
pub mod workshop;

use std::collections::BTreeMap;

pub use self::lesson::Lesson;
pub use self::load::{LessonFiles, Loaded, load};
use self::registry::{
    Audience, Framework, HeardFrom, Incident, Law, Message, Nation, Service, Session, Staff, Term,
};
pub use self::schema::json_schema;
pub use self::starter::starter;
pub(crate) use self::suggest::{as_slug, listed, nearest};
pub use self::wording::Wording;
use crate::diagnostics::{FileId, Sources};

/// Lessons and registry, with the text of every file they came from.
#[derive(Debug)]
pub struct Library {
    /// The files as read.
    pub sources: Sources,
    /// Lessons by id.
    pub lessons: BTreeMap<String, Lesson>,
    /// What they share.
    pub registry: Registry,
    /// Every run of words, by file, in the order of the file.
    pub wordings: BTreeMap<FileId, Vec<Wording>>,
}

/// What every lesson shares.
#[derive(Debug)]
pub struct Registry {
    /// Youngest first.
    pub audiences: Vec<Audience>,
    /// In order of number.
    pub messages: Vec<Message>,
    /// Sorted by id.
    pub services: Vec<Service>,
    /// Sorted by id.
    pub laws: Vec<Law>,
    /// The first is the default.
    pub nations: Vec<Nation>,
    /// Sorted by id.
    pub frameworks: Vec<Framework>,
    /// Sorted by id.
    pub terms: Vec<Term>,
    /// Words that come too early for the younger ones.
    pub heard_from: Vec<HeardFrom>,
    /// What every staff document says alike.
    pub staff: Staff,
    /// The card for the day of an incident.
    pub incident: Incident,
    /// In teaching order.
    pub outline: Vec<Session>,
}

impl Registry {
    /// An audience by id.
    pub fn audience(&self, id: &str) -> Option<&Audience> {
        self.audiences.iter().find(|entry| entry.id.value == id)
    }

    /// A core message by id.
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|entry| entry.id.value == id)
    }

    /// A service by id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|entry| entry.id.value == id)
    }

    /// A line of law by id.
    pub fn law(&self, id: &str) -> Option<&Law> {
        self.laws.iter().find(|entry| entry.id.value == id)
    }

    /// A nation by id.
    pub fn nation(&self, id: &str) -> Option<&Nation> {
        self.nations.iter().find(|entry| entry.id.value == id)
    }

    /// A term by id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|entry| entry.id.value == id)
    }

    /// A session of the outline by id.
    pub fn session(&self, id: &str) -> Option<&Session> {
        self.outline.iter().find(|entry| entry.id.value == id)
    }
}
