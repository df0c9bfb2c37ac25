//! A lesson to change, and what is found in it.

use crate::brand::Brand;
use crate::check;
use crate::check::prose::testing::library;
use crate::diagnostics::Place;
use crate::library::{LessonFiles, load, starter};

/// What a rule finds in a new lesson for an audience: the words underlined,
/// what is said, and what to do.
pub fn found(audience: &str, rule: &str) -> Vec<(String, String, String)> {
    in_text(audience, &new(audience), rule)
}

/// The same after the first `from` was replaced; it must be there.
pub fn found_in(audience: &str, from: &str, to: &str, rule: &str) -> Vec<(String, String, String)> {
    let text = new(audience);
    assert!(text.contains(from), "there is no {from:?} in\n{text}");
    in_text(audience, &text.replacen(from, to, 1), rule)
}

/// A new lesson for an audience.
pub fn new(audience: &str) -> String {
    starter(&library().registry, audience, "made-up").unwrap()
}

/// What a rule finds in a lesson.
pub fn in_text(audience: &str, text: &str, rule: &str) -> Vec<(String, String, String)> {
    let path = format!("{audience}/made-up.yaml");
    let files = LessonFiles { name: "lessons".into(), files: [(path, text.to_owned())].into() };
    let loaded = load(&files, &Brand::embedded().unwrap());
    let wrong: Vec<_> = loaded.findings.iter().map(|f| format!("{}: {}", f.rule, f.what)).collect();
    let library = loaded.library.unwrap_or_else(|| panic!("{wrong:?}"));
    let lesson = library.lessons.values().next().unwrap_or_else(|| panic!("{wrong:?}"));
    let findings = check::lesson(&library, lesson);
    let of_rule = findings.iter().filter(|finding| finding.rule == rule);
    of_rule
        .map(|finding| {
            let Place::Source { file, bytes } = &finding.place else { panic!("{finding:?}") };
            let at = &library.sources.text(*file)[bytes.start as usize..bytes.end as usize];
            (at.to_owned(), finding.what.clone(), finding.remedy.clone())
        })
        .collect()
}
