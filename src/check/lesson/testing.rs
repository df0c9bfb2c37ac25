//! A small lesson, changed, and what one rule finds in it.

use super::Subject;
use crate::check::testing::Found;
pub use crate::check::testing::in_lesson;
use crate::diagnostics::{Findings, Level};
use crate::library::LessonFiles;
pub(crate) use crate::library::fixture::{LESSON, WORKSHOP, changed, files};

type Check = fn(&Subject<'_>, &mut Findings);

/// What a rule finds after one change of the file.
pub fn found(path: &str, from: &str, to: &str, check: Check) -> Found {
    in_lesson(&changed(path, from, to), path, check)
}

/// As `changed`, wherever the words stand in the file.
pub fn everywhere(path: &str, from: &str, to: &str) -> LessonFiles {
    let mut files = changed(path, from, to);
    let text = files.files[path].replace(from, to);
    files.files.insert(path.into(), text);
    files
}

/// Whether a rule has nothing to say of the class and the workshop as they are.
pub fn assert_silent(check: Check) {
    for path in [LESSON, WORKSHOP] {
        assert_eq!(in_lesson(&files(), path, check), [], "{path}");
    }
}

/// Changes the file and expects one finding: its level, the words underlined and
/// a part of what it says.
pub fn one(path: &str, from: &str, to: &str, check: Check, is: (Level, &str, &str)) {
    let found = found(path, from, to, check);
    assert_eq!(found.len(), 1, "{from:?} to {to:?}: {found:#?}");
    let (level, at, said) = &found[0];
    assert_eq!((*level, at.trim()), (is.0, is.1), "{said}");
    assert!(said.contains(is.2), "{said}");
}

/// Our own lessons, and a start for each audience, have nothing worse than notes.
#[test]
fn what_we_give_away_keeps_the_rules() {
    let brand = crate::brand::Brand::embedded().unwrap();
    let mut files = LessonFiles::embedded().unwrap();
    let library = crate::library::load(&files, &brand).library.unwrap();
    for audience in &library.registry.audiences {
        let id = &audience.id.value;
        let start = crate::library::starter(&library.registry, id, "a-start").unwrap();
        files.files.insert(format!("{id}/a-start.yaml"), start);
    }
    let library = crate::library::load(&files, &brand).library.unwrap();
    let mut findings = Findings::new();
    for lesson in library.lessons.values() {
        let subject = Subject::new(&library, lesson).unwrap();
        super::RULES.iter().for_each(|(_, check)| check(&subject, &mut findings));
    }
    assert!(findings.iter().any(|finding| finding.rule == "unreviewed"));
    findings.drop_notes();
    let shown = crate::diagnostics::render_human(&findings, &library.sources, false);
    assert!(findings.is_empty(), "{shown}");
}
