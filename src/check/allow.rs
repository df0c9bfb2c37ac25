//! What an author lets pass at one place, with a reason that the manifest
//! prints.

use super::table;
use crate::diagnostics::{Finding, Findings, Place};
use crate::library::{Lesson, Library, nearest};

/// The findings that are left, and what is wrong with the permissions
/// themselves: for a rule that is none, for one that bends for nobody, and for
/// words that nothing was found in.
pub fn allowed(library: &Library, lesson: &Lesson, findings: Findings) -> Findings {
    let mut left = Findings::new();
    let mut used = vec![false; lesson.allow.len()];
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    for finding in findings {
        let words = underlined(library, &finding.place).map(plain);
        let by = lesson.allow.iter().position(|allow| {
            let at = plain(&allow.at.value);
            allow.rule.value == finding.rule
                && !table::rule(finding.rule).is_some_and(|rule| rule.firm)
                // An author copies a sentence, or a part of what is underlined.
                && words.as_ref().is_some_and(|words| words.contains(&at) || at.contains(words))
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

/// The words that a finding underlines.
fn underlined<'a>(library: &'a Library, place: &Place) -> Option<&'a str> {
    let Place::Source { file, bytes } = place else { return None };
    library.sources.text(*file).get(bytes.start as usize..bytes.end as usize)
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
