//! Rules that look at a lesson as a whole: one file each, one line each in
//! [`RULES`].

mod one_off;
mod unmapped;
mod unreviewed;
mod untied_outcome;

use jiff::civil::Date;

use super::passage::{Paragraph, paragraphs};
use super::rule::Rule;
use crate::diagnostics::{Findings, Place};
use crate::library::registry::Audience;
use crate::library::{Lesson, Library, Registry, Wording};
use crate::text::Reader;

/// A rule with what looks.
pub type LessonRule = (&'static Rule, fn(&Subject<'_>, &mut Findings));

/// By name.
pub const RULES: &[LessonRule] = &[
    (&one_off::RULE, one_off::check),
    (&unmapped::RULE, unmapped::check),
    (&unreviewed::RULE, unreviewed::check),
    (&untied_outcome::RULE, untied_outcome::check),
];

/// A lesson with all that rules look at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// All lessons and the registry.
    pub library: &'a Library,
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Its audience.
    pub audience: &'a Audience,
    /// Every run of words in it, by field.
    pub wordings: &'a [Wording],
    /// Its paragraphs and list items, in the order of the file.
    pub passages: Vec<Passage<'a>>,
    /// Today, as the command line has it.
    pub date: Date,
}

/// A paragraph or list item with the field it stands in.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The field.
    pub wording: &'a Wording,
    /// The words.
    pub paragraph: Paragraph,
}

impl Passage<'_> {
    /// The words, without markup.
    pub fn words(&self) -> &str {
        &self.paragraph.words
    }

    /// Who reads them.
    pub fn reader(&self) -> Reader {
        self.wording.reader
    }

    /// Where some bytes of the words stand.
    pub fn place(&self, library: &Library, bytes: std::ops::Range<usize>) -> Place {
        self.wording.place(&library.sources, self.paragraph.origin(bytes))
    }

    /// Where all the words stand.
    pub fn whole(&self, library: &Library) -> Place {
        self.place(library, 0..self.paragraph.words.len())
    }
}

impl<'a> Subject<'a> {
    /// What rules look at in a lesson; nothing if its audience is unknown,
    /// which is reported where names are looked up.
    pub fn new(library: &'a Library, lesson: &'a Lesson, date: Date) -> Option<Self> {
        let audience = library.registry.audience(&lesson.audience.value)?;
        let file = lesson.id.span.file;
        let wordings = library.wordings.get(&file).map_or(&[][..], Vec::as_slice);
        let passages = passages(wordings);
        Some(Self { library, lesson, audience, wordings, passages, date })
    }

    /// What all lessons share.
    pub fn registry(&self) -> &'a Registry {
        &self.library.registry
    }
}

/// The paragraphs of fields.
pub fn passages(wordings: &[Wording]) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    for wording in wordings {
        let all = paragraphs(&wording.raw).into_iter();
        passages.extend(all.map(|paragraph| Passage { wording, paragraph }));
    }
    passages
}
