//! Rules about a file that somebody has edited: whether what keeps children
//! safe still stands in it, and whether what was added may.
//!
//! They compare what a reader sees of the file with what a reader saw of the
//! one that it came from, where that is known, and look at new words alone:
//! what a pack says was checked when it was built. Order, looks, quotes and
//! dashes make no difference.

mod changed_contact;
mod fold;
mod help;
mod lines;
mod missing_alt_text;
mod missing_core_message;
mod missing_help_slide;
mod new_words;
mod no_original;
mod other_version;
mod pasted;
mod pupil_names;
#[cfg(test)]
mod testing;

pub use self::help::{help_by_words, help_places};
use self::lines::{Line, Lines};
use super::provenance::Guarded;
use super::rule::Rule;
use crate::diagnostics::{Findings, Place};
use crate::library::Library;
use crate::library::registry::Audience;
use crate::read::{At, ReadBack};
use crate::text::Reader;

/// A rule with what looks.
type EditedRule = (&'static Rule, fn(&Subject<'_>, &mut Findings));

/// By name.
pub(super) const RULES: &[EditedRule] = &[
    (&changed_contact::RULE, changed_contact::check),
    (&missing_alt_text::RULE, missing_alt_text::check),
    (&missing_core_message::RULE, missing_core_message::check),
    (&missing_help_slide::RULE, missing_help_slide::check),
    (&no_original::RULE, no_original::check),
    (&other_version::RULE, other_version::check),
    (&pupil_names::RULE, pupil_names::check),
];

/// A file as it was before somebody edited it.
#[derive(Debug)]
pub struct Original {
    /// Its name in its pack, e.g. `teacher/2-slides.pptx`.
    pub name: String,
    /// Who it was for.
    pub reader: Reader,
    /// The version of its lesson, e.g. `1.0`; empty if that is not known.
    pub version: String,
    /// What a reader saw of it.
    pub read: ReadBack,
    /// Where it says how to get help: slides, or words under a heading.
    pub help: Vec<At>,
    /// The sentences of its pack that are not for every reader.
    pub guarded: Vec<Guarded>,
}

/// A file that somebody has edited.
#[derive(Debug)]
pub struct Edited<'a> {
    /// What findings call it.
    pub name: &'a str,
    /// What a reader sees of it.
    pub read: &'a ReadBack,
    /// All that is in it, seen or not, if it is for lower readers; else empty.
    pub everything: &'a str,
    /// Whether it is plain text, of which no pack has any.
    pub is_text: bool,
    /// Who it is for.
    pub reader: Reader,
    /// Who sees its slides; notes are for the file's own reader.
    pub slides_for: Reader,
    /// The audience of its lesson, if that is known.
    pub audience: Option<&'a Audience>,
    /// The version of the lesson that it says it is of; empty if it says none.
    pub version: &'a str,
    /// What it was.
    pub original: Option<&'a Original>,
    /// Lessons, services, messages.
    pub library: &'a Library,
}

/// An edited file with its paragraphs.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    file: &'a Edited<'a>,
    lines: Lines<'a>,
    /// The paragraphs of the original; none without one.
    old: Lines<'a>,
}

/// What the rules find in an edited file, in reading order where there is one.
pub fn edited(file: &Edited<'_>) -> Findings {
    let nothing = ReadBack::default();
    let old = Lines::of(file.original.map_or(&nothing, |original| &original.read));
    let subject = Subject { file, lines: Lines::of(file.read), old };
    let mut findings = Findings::new();
    for (_, check) in RULES {
        check(&subject, &mut findings);
    }
    pasted::check(&subject, &mut findings);
    new_words::check(&subject, &mut findings);
    findings
}

impl<'a> Subject<'a> {
    /// The paragraphs that the original does not have; all without one.
    fn new_lines(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.not_in(&self.old)
    }

    /// Whether at least half of what stood at a place of the original stands
    /// together in the file: on one slide, wherever it is now, or anywhere in a
    /// document, as headings are often reworded.
    fn still_stands(&self, at: &At) -> bool {
        let lines: Vec<_> = self.old.at(at).collect();
        let enough = |text: &str| {
            let there = lines.iter().filter(|line| text.contains(&line.key)).count();
            there * 2 >= lines.len()
        };
        let mut slides: Vec<&At> = self.lines.all.iter().map(|line| line.at).collect();
        slides.retain(|at| matches!(at, At::Slide(_)));
        let is_deck = !slides.is_empty();
        slides.retain(|at| !matches!(at, At::Slide(n) if self.file.read.hidden.contains(n)));
        slides.dedup();
        let text = |at: &&At| self.lines.at(at).map(|line| line.key.as_str()).collect::<String>();
        match is_deck {
            false => enough(&self.lines.shown),
            true => slides.iter().any(|at| enough(&text(at))),
        }
    }

    /// Who reads the words at a place.
    fn reader(&self, at: &At) -> Reader {
        match at {
            At::Slide(_) => self.file.slides_for.min(self.file.reader),
            _ => self.file.reader,
        }
    }

    /// A place in the file.
    fn place(&self, at: &At) -> Place {
        Place::Built { file: self.file.name.to_owned(), at: at.to_string() }
    }

    /// Where no reader looks and everybody can.
    fn unseen(&self) -> Place {
        let at = "comments, hidden words or properties".to_owned();
        Place::Built { file: self.file.name.to_owned(), at }
    }

    /// A place that the file no longer has.
    fn old_place(&self, at: &At) -> Place {
        Place::Built { file: self.file.name.to_owned(), at: format!("{at} of the original") }
    }
}
