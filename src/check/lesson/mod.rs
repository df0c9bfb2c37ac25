//! Rules that look at a lesson as a whole: one file each, one line each in
//! [`RULES`].

mod example_left_in;
mod field;
mod filled;
mod last_slot;
mod law_without_help;
mod letter_without_viewing;
mod long_slide;
#[cfg(test)]
mod made_up;
mod missing_calm_end;
mod missing_disclosure_card;
mod missing_good_side;
mod missing_ground_rules;
mod missing_lead_briefing;
mod missing_own_behaviour_route;
mod missing_question_box;
mod missing_signpost;
mod missing_step_out;
mod missing_visitor_terms;
mod one_off;
mod one_sided_cast;
pub mod pupil_data;
mod reading_age;
mod said;
mod script_not_to_class;
mod script_timing;
#[cfg(test)]
mod testing;
mod uneven_check;
mod unmapped;
mod unreviewed;
mod untied_outcome;
mod wrong_answer;

pub use self::field::{links, said};
pub use self::wrong_answer::is_wrong_answer;
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
    (&example_left_in::RULE, example_left_in::check),
    (&last_slot::RULE, last_slot::check),
    (&law_without_help::RULE, law_without_help::check),
    (&letter_without_viewing::RULE, letter_without_viewing::check),
    (&long_slide::RULE, long_slide::check),
    (&missing_calm_end::RULE, missing_calm_end::check),
    (&missing_disclosure_card::RULE, missing_disclosure_card::check),
    (&missing_good_side::RULE, missing_good_side::check),
    (&missing_ground_rules::RULE, missing_ground_rules::check),
    (&missing_lead_briefing::RULE, missing_lead_briefing::check),
    (&missing_own_behaviour_route::RULE, missing_own_behaviour_route::check),
    (&missing_question_box::RULE, missing_question_box::check),
    (&missing_signpost::RULE, missing_signpost::check),
    (&missing_step_out::RULE, missing_step_out::check),
    (&missing_visitor_terms::RULE, missing_visitor_terms::check),
    (&one_off::RULE, one_off::check),
    (&one_sided_cast::RULE, one_sided_cast::check),
    (&pupil_data::RULE, pupil_data::check),
    (&reading_age::RULE, reading_age::check),
    (&script_not_to_class::RULE, script_not_to_class::check),
    (&script_timing::RULE, script_timing::check),
    (&uneven_check::RULE, uneven_check::check),
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
    pub fn new(library: &'a Library, lesson: &'a Lesson) -> Option<Self> {
        let audience = library.registry.audience(&lesson.audience.value)?;
        let file = lesson.id.span.file;
        let wordings = library.wordings.get(&file).map_or(&[][..], Vec::as_slice);
        let passages = passages(wordings);
        Some(Self { library, lesson, audience, wordings, passages })
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
