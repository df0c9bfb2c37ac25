//! What the tests of rules share: made-up lessons, and what a rule finds in
//! them.

use jiff::civil::{Date, date};

use super::lesson::Subject;
use super::scheme;
use crate::diagnostics::{Findings, Level};
use crate::library::fixture::{self, pointed};
use crate::library::{LessonFiles, Library, Loaded};

/// The day on which the tests look.
pub const TODAY: Date = date(2026, 11, 1);

/// Level, words pointed at, and what is said, for each finding.
pub type Found = Vec<(Level, String, String)>;

/// What a rule that looks at a lesson finds in one of `files`.
pub fn in_lesson(files: &LessonFiles, path: &str, check: fn(&Subject<'_>, &mut Findings)) -> Found {
    let id = path.trim_end_matches(".yaml");
    in_library(files, |library, findings| {
        let subject = Subject::new(library, &library.lessons[id]).unwrap();
        check(&subject, findings);
    })
}

/// What a rule that looks at all lessons of an audience finds in `files`.
pub fn in_scheme(files: &LessonFiles, check: fn(&scheme::Subject<'_>, &mut Findings)) -> Found {
    in_library(files, |library, findings| {
        for subject in scheme::Subject::all(library) {
            check(&subject, findings);
        }
    })
}

/// What `check` finds in `files`, which must load without an error.
pub fn in_library(files: &LessonFiles, check: impl FnOnce(&Library, &mut Findings)) -> Found {
    let loaded: Loaded = fixture::load(files);
    assert!(!loaded.findings.has_errors(), "{:#?}", loaded.findings);
    let mut findings = Findings::new();
    check(loaded.library.as_ref().unwrap(), &mut findings);
    let told = findings.iter().map(|finding| {
        assert!(!finding.why.is_empty() && !finding.remedy.is_empty(), "{finding:?}");
        let said = format!("{}; {}", finding.what, finding.remedy);
        (finding.level, pointed(&loaded, finding), said)
    });
    told.collect()
}
