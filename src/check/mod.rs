//! What must hold of words, lessons and packs: as they are written, before they
//! are drawn, and in what a reader sees of the files. One table of rules
//! ([`rules`]); it knows nothing of how things are drawn.

mod allow;
mod baseline;
mod contract;
mod deck;
mod doc;
pub mod edited;
mod haystack;
mod known;
mod lesson;
mod passage;
mod prose;
mod provenance;
mod registry;
mod rule;
mod scheme;
mod table;
#[cfg(test)]
mod testing;
mod used;
pub mod words;

use std::ops::Range;

use jiff::civil::Date;

pub use self::baseline::{Baseline, can_be_known};
pub use self::contract::{Seen, contract};
pub use self::haystack::Haystack;
pub use self::provenance::{Guarded, guarded, guarded_words, leaks, lost_words, message_places};
pub use self::rule::{Group, Rule};
pub use self::table::{can_be_allowed, rule, rules};
use crate::diagnostics::{ByteRange, Finding, Findings, Fix, Place, Sources};
use crate::library::registry::Audience;
use crate::library::{Lesson, Library, Wording};
use crate::pack::Pack;

/// What can be known of a lesson before a pack is composed: all rules but those
/// that loading has held it against.
pub fn lesson(library: &Library, lesson: &Lesson) -> Findings {
    let mut findings = Findings::new();
    let Some(subject) = lesson::Subject::new(library, lesson) else {
        return findings;
    };
    for (_, check) in lesson::RULES {
        check(&subject, &mut findings);
    }
    let audience = subject.audience.id.as_str();
    findings.extend(spoken(library, Some(lesson), &subject.passages, audience));
    findings.extend(judged(library, subject.wordings, Some(subject.audience)));
    let mut findings = allow::allowed(library, lesson, findings);
    findings.sort();
    findings
}

/// What the files that all lessons share say wrong. `date` is today.
pub fn registry(library: &Library, date: Date) -> Findings {
    let lessons: Vec<_> = library.lessons.values().map(|lesson| lesson.id.span.file).collect();
    let mut findings = Findings::new();
    for (_, wordings) in library.wordings.iter().filter(|(file, _)| !lessons.contains(file)) {
        // Words that others replace, that come too early, or that somebody asks and
        // an answer puts right, are there to be found.
        let is_sample = |wording: &&Wording| {
            ["instead_of", "heard_from", "asked"].iter().any(|field| wording.is_in(field))
        };
        let wordings: Vec<_> = wordings.iter().filter(|w| !is_sample(w)).cloned().collect();
        findings.extend(spoken(library, None, &lesson::passages(&wordings), ""));
        findings.extend(judged(library, &wordings, None));
    }
    findings.extend(facts(library, None, date));
    findings.sort();
    findings
}

/// What the rules of the registry find: in all that lessons share, or in what
/// a lesson uses of it.
pub fn facts(library: &Library, lesson: Option<&Lesson>, date: Date) -> Findings {
    let subject = registry::Subject { library, lesson, date };
    let mut findings = Findings::new();
    for (_, check) in registry::RULES {
        check(&subject, &mut findings);
    }
    findings
}

/// What can be known of all lessons at once: whether they teach everything,
/// in an order that can be taught.
pub fn scheme(library: &Library) -> Findings {
    let mut findings = Findings::new();
    for subject in scheme::Subject::all(library) {
        for (_, check) in scheme::RULES {
            check(&subject, &mut findings);
        }
    }
    findings.sort();
    findings
}

/// What the rules about words find: in a lesson, or in what all share.
fn spoken(
    library: &Library,
    lesson: Option<&Lesson>,
    passages: &[lesson::Passage<'_>],
    audience: &str,
) -> Findings {
    let rules = match words::rules() {
        Ok(rules) => rules,
        Err(error) => return broken(error),
    };
    let mut findings = Findings::new();
    for passage in passages {
        let (words, reader) = (passage.words(), passage.reader());
        let is_wrong =
            lesson.is_some_and(|lesson| lesson::is_wrong_answer(lesson, passage.wording));
        for hit in words::check(rules, &words::Passage { words, reader, audience }) {
            if !is_wrong || hit.rule.wrong_answers {
                let place = passage.place(library, hit.bytes.clone());
                findings.push(hit.finding(words, place));
            }
        }
    }
    findings
}

/// What the rules find that judge words otherwise than by patterns.
fn judged(library: &Library, wordings: &[Wording], audience: Option<&Audience>) -> Findings {
    let mut findings = Findings::new();
    let mut judge = |said: &prose::Said<'_>, place: &dyn Fn(Range<usize>) -> Place| {
        for (rule, fault) in prose::check(said) {
            let level = fault.level.unwrap_or(rule.level);
            let place = place(fault.bytes.clone());
            let fix = fault.instead.and_then(|instead| {
                swap(&library.sources, &place, &said.words[fault.bytes], instead)
            });
            findings.push(rule.at(level, place, fault.what, fault.remedy).fix(fix));
        }
    };
    let registry = &library.registry;
    for passage in lesson::passages(wordings) {
        let said = lesson::said(&passage, wordings, registry, audience);
        judge(&said, &|bytes| passage.place(library, bytes));
    }
    for wording in wordings {
        for link in lesson::links(&wording.raw) {
            let (words, reader) = (&wording.raw[link.clone()], wording.reader);
            let part = prose::Part::Text;
            let said = prose::Said { words, reader, part, audience, registry };
            judge(&said, &|bytes| {
                wording.place(&library.sources, link.start + bytes.start..link.start + bytes.end)
            });
        }
    }
    findings
}

/// Other words in the place of some that stand there as they are read; markup
/// after them stays.
fn swap(sources: &Sources, place: &Place, words: &str, instead: String) -> Option<Fix> {
    let Place::Source { file, bytes } = place else { return None };
    let bytes = ByteRange::new(bytes.start, bytes.start + words.len() as u32);
    let written = sources.text(*file).get(bytes.start as usize..bytes.end as usize);
    (written == Some(words)).then(|| Fix::safe(*file, bytes, instead))
}

/// A data file of ours that cannot be read.
fn broken(error: &str) -> Findings {
    Finding::bug("broken-rule", Place::Nowhere, error)
        .why("without its rules, a lesson would pass for checked")
        .into()
}

/// What can be known before anything is drawn.
pub fn composed(pack: &Pack) -> Findings {
    let mut findings = Findings::new();
    for item in &pack.items {
        findings.extend(deck::titles(item));
    }
    findings.sort();
    findings
}
