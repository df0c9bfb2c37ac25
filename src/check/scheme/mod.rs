//! Rules that look at all lessons at once, audience by audience, in the order
//! of the outline: one file each, one line each in [`RULES`].

mod early_word;
mod out_of_order;
mod untaught_message;

use super::rule::Rule;
use crate::diagnostics::Findings;
use crate::library::registry::{Audience, Session};
use crate::library::{Lesson, Library};

/// A rule with what looks.
pub type SchemeRule = (&'static Rule, fn(&Subject<'_>, &mut Findings));

/// By name.
pub const RULES: &[SchemeRule] = &[
    (&early_word::RULE, early_word::check),
    (&out_of_order::RULE, out_of_order::check),
    (&untaught_message::RULE, untaught_message::check),
];

/// The lessons of an audience with all that rules look at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// All lessons and the registry.
    pub library: &'a Library,
    /// The audience.
    pub audience: &'a Audience,
    /// Its sessions in the outline, in teaching order.
    pub sessions: Vec<&'a Session>,
    /// Its lessons, those of the outline or not.
    pub lessons: Vec<&'a Lesson>,
}

impl<'a> Subject<'a> {
    /// Every audience that has a session in the outline.
    pub fn all(library: &'a Library) -> impl Iterator<Item = Self> {
        let registry = &library.registry;
        let of = move |audience: &'a Audience| {
            let is_its =
                |id: &str| id.split_once('/').is_some_and(|(of, _)| of == audience.id.value);
            let sessions = registry.outline.iter().filter(|session| is_its(session.id.as_str()));
            let lessons = library.lessons.values().filter(|lesson| is_its(lesson.id.as_str()));
            Self { library, audience, sessions: sessions.collect(), lessons: lessons.collect() }
        };
        registry.audiences.iter().map(of).filter(|subject| !subject.sessions.is_empty())
    }

    /// Place of a lesson among the sessions.
    pub fn at(&self, lesson: &str) -> Option<usize> {
        self.sessions.iter().position(|session| session.id.value == lesson)
    }

    /// The lessons that the outline has, in teaching order, each with its place.
    pub fn taught(&self) -> impl Iterator<Item = (usize, &'a Lesson)> {
        let lesson = |session: &Session| self.library.lessons.get(&session.id.value);
        self.sessions
            .iter()
            .enumerate()
            .filter_map(move |(at, session)| Some((at, lesson(session)?)))
    }

    /// Whether a session is to teach a message of this audience.
    pub fn promises(session: &Session, message: &str) -> bool {
        session.messages.iter().any(|name| name.value == message || name.value == "all")
    }
}
