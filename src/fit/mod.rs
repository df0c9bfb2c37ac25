//! A request applied to a lesson: which activities, how long, whose law and
//! whose words. It knows nothing of documents.

mod fill;
mod request;

use std::collections::BTreeSet;

use self::fill::Filler;
pub use self::fill::{Filled, FilledBlock};
pub use self::request::{Request, School};
use crate::diagnostics::{Finding, Findings, Place};
use crate::library::lesson::{Activity, Lesson};
use crate::library::registry::{Audience, Nation};
use crate::library::{Library, Registry};
use crate::text::{Authored, Line, Slot};

/// A lesson with every choice made.
#[derive(Debug)]
pub struct FittedLesson<'a> {
    /// As authored.
    pub lesson: &'a Lesson,
    /// What lessons share.
    pub registry: &'a Registry,
    /// Whom it is for.
    pub audience: &'a Audience,
    /// Whose law and services.
    pub nation: &'a Nation,
    /// Whether the nation was asked for, or is the default.
    pub nation_given: bool,
    /// Ids of the lessons that the library holds.
    pub written: BTreeSet<&'a str>,
    /// The activities with their minutes, in order.
    pub schedule: Vec<Scheduled<'a>>,
    school: School,
}

/// An activity with its place in time.
#[derive(Debug, Copy, Clone)]
pub struct Scheduled<'a> {
    /// As authored.
    pub activity: &'a Activity,
    /// Number from 1.
    pub number: u16,
    /// Minute at which it starts.
    pub start: u16,
    /// Length in minutes.
    pub minutes: u16,
}

impl<'a> FittedLesson<'a> {
    /// Applies a request: usual minutes, and the registry's first nation
    /// unless another is asked for.
    ///
    /// # Errors
    ///
    /// A finding if the lesson's audience or the nation asked for is unknown.
    pub fn new(
        library: &'a Library,
        lesson: &'a Lesson,
        request: &Request,
    ) -> Result<Self, Findings> {
        let registry = &library.registry;
        let audience = registry.audience(lesson.audience.as_str()).ok_or_else(|| {
            Finding::bug(
                "unknown-audience",
                lesson.audience.span.place(),
                format!("there is no audience `{}`", lesson.audience.as_str()),
            )
            .why("the audience decides the words, the limits and the core messages")
        })?;
        let nation = match &request.nation {
            None => registry.nations.first(),
            Some(id) => registry.nation(id),
        };
        let nation = nation.ok_or_else(|| {
            Finding::bug("unknown-nation", Place::Nowhere, "there is no such nation")
                .why("law, services and words differ between nations")
        })?;
        let mut start = 0;
        let schedule = (1..)
            .zip(&lesson.activities)
            .map(|(number, activity)| {
                let minutes = activity.minutes.usual.value;
                let scheduled = Scheduled { activity, number, start, minutes };
                start += minutes;
                scheduled
            })
            .collect();
        Ok(Self {
            lesson,
            registry,
            audience,
            nation,
            nation_given: request.nation.is_some(),
            written: library.lessons.keys().map(String::as_str).collect(),
            schedule,
            school: request.school.clone(),
        })
    }

    /// Length in minutes.
    pub fn minutes(&self) -> u16 {
        self.schedule.last().map_or(0, |last| last.start + last.minutes)
    }

    /// One line with its slots filled.
    pub fn line(&self, text: &impl Authored) -> Line {
        self.filler().line(text.raw())
    }

    /// Paragraphs and lists with their slots filled.
    pub fn prose(&self, text: &impl Authored) -> Vec<Filled> {
        self.filler().prose(text.raw())
    }

    /// A core message in the audience's words, if it has any.
    pub fn message(&self, id: &str) -> Option<Line> {
        self.filler().message(id)
    }

    /// What a slot stands for.
    pub fn slot(&self, slot: &Slot) -> Line {
        self.filler().slot(slot)
    }

    /// What "it" is, in the audience's words.
    pub fn it(&self) -> Line {
        self.line(&self.audience.it)
    }

    /// What the school's profile says, or a blank.
    pub fn school(&self, slot: crate::text::SchoolSlot) -> Line {
        self.filler().school(slot)
    }

    /// Whether files hold words of a school's profile.
    pub fn is_private(&self) -> bool {
        !self.school.is_empty()
    }

    fn filler(&self) -> Filler<'_> {
        Filler {
            registry: self.registry,
            audience: self.audience,
            nation: self.nation,
            school: &self.school,
        }
    }
}
