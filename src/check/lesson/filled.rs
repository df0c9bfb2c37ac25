//! A lesson's words as they come out, slots filled, for rules that count them.

use super::Subject;
use crate::check::passage::{Paragraph, SLOT, paragraphs};
use crate::fit::{FittedLesson, Request};
use crate::text::{Authored, plain_line, slots};

/// Fills the slots of a lesson: the registry's first nation, no school.
pub struct Filler<'a>(Option<FittedLesson<'a>>);

impl<'a> Filler<'a> {
    /// For the lesson that rules look at.
    pub fn new(subject: &Subject<'a>) -> Self {
        Self(FittedLesson::new(subject.library, subject.lesson, &Request::default()).ok())
    }

    /// A paragraph of a field that an author wrote as `raw`. A blank to fill in
    /// by hand is gone.
    pub fn paragraph(&self, paragraph: &Paragraph, raw: &str) -> String {
        let slots = slots(raw);
        let mut words = String::new();
        for (at, c) in paragraph.words.char_indices() {
            if c != SLOT {
                words.push(c);
                continue;
            }
            let start = paragraph.origin(at..at + c.len_utf8()).start;
            if let Some(slot) = slots.iter().find(|slot| slot.bytes.start == start)
                && let Some(fitted) = &self.0
            {
                words.push_str(&plain_line(&fitted.slot(&slot.slot)));
            }
        }
        words
    }

    /// All the words of a field, a paragraph a line.
    pub fn words(&self, authored: &impl Authored) -> String {
        let raw = authored.raw();
        let lines = paragraphs(raw).into_iter().map(|paragraph| self.paragraph(&paragraph, raw));
        lines.collect::<Vec<_>>().join("\n")
    }
}
