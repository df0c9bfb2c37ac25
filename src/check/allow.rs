//! What an author lets pass at one place, with a reason that the manifest
//! prints.

use std::ops::Range;

use regex::Regex;

use super::table;
use crate::diagnostics::{Finding, Findings, Place};
use crate::library::lesson::Allow;
use crate::library::{Lesson, Library, nearest};

/// The findings that are left, and what is wrong with the permissions
/// themselves: for a rule that is none, for one that bends for nobody, and for
/// words that nothing was found in.
pub fn allowed(library: &Library, lesson: &Lesson, findings: Findings) -> Findings {
    let mut left = Findings::new();
    let mut used = vec![false; lesson.allow.len()];
    let text = library.sources.text(lesson.id.span.file);
    let places: Vec<_> = lesson.allow.iter().map(|allow| places(allow, text)).collect();
    for finding in findings {
        let bends = !table::rule(finding.rule).is_some_and(|rule| rule.firm);
        let by = lesson.allow.iter().zip(&places).position(|(allow, places)| {
            bends && allow.rule.value == finding.rule && is_within(places, lesson, &finding.place)
        });
        match by {
            Some(by) => used[by] = true,
            None => left.push(finding),
        }
    }
    for (allow, used) in lesson.allow.iter().zip(used) {
        let (name, place) = (allow.rule.as_str(), allow.rule.span.place());
        match table::rule(name) {
            None => left.push(unknown(name, place)),
            Some(rule) if rule.firm => left.push(
                Finding::error("firm-rule", place, format!("`{name}` bends for no lesson"))
                    .why("what it keeps children from has no good reason")
                    .remedy(format!(
                        "take this out; `lessonpack explain {name}` shows what to write"
                    )),
            ),
            Some(_) if !used => left.push(
                Finding::warning(
                    "unused-allow",
                    allow.at.span.place(),
                    format!("`{name}` finds nothing at these words"),
                )
                .why("the manifest would print a reason for what is not there")
                .remedy("take it out, or write `at` as the words that the finding underlines"),
            ),
            Some(_) => {}
        }
    }
    left
}

/// Where a lesson says the words of a permission, however its lines break.
fn places(allow: &Allow, text: &str) -> Vec<Range<usize>> {
    let words: Vec<_> = allow.at.value.split_whitespace().map(regex::escape).collect();
    let found = Regex::new(&words.join(r"\s+")).ok().filter(|_| !words.is_empty());
    found.iter().flat_map(|found| found.find_iter(text).map(|words| words.range())).collect()
}

/// Whether what a finding underlines shares words with one of these places: an
/// author copies a whole sentence, or a part of what is underlined.
fn is_within(places: &[Range<usize>], lesson: &Lesson, place: &Place) -> bool {
    let Place::Source { file, bytes } = place else { return false };
    let (start, end) = (bytes.start as usize, bytes.end as usize);
    *file == lesson.id.span.file
        && places.iter().any(|place| place.start < end && start < place.end)
}

fn unknown(name: &str, place: Place) -> Finding {
    let rules = table::rules().unwrap_or_default();
    let remedy = match nearest(name, rules.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see what there is with `lessonpack rules`".into(),
    };
    Finding::error("unknown-rule", place, format!("there is no rule `{name}`"))
        .why("a permission for nothing would be printed as one")
        .remedy(remedy)
}
