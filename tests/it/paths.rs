//! Lessons are asked for by id, by file and by folder.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Lessons, Run, lessonpack};

const IDS: [&str; 3] = ["11-14/one", "11-14/two", "14-16/three"];

/// Three starters in a folder `lessons`, each with one American spelling.
fn school() -> tempfile::TempDir {
    let school = tempfile::tempdir().unwrap();
    let lessons = Lessons::starters(&IDS);
    for id in IDS {
        let file = format!("{id}.yaml");
        let text = lessons.text(&file).replacen("Make a plan.", "In color.", 1);
        let to = school.path().join("lessons").join(file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
    school
}

fn check(folder: &Path, more: &[&str]) -> Run {
    let mut program = lessonpack();
    program.args(["check", "--format", "short"]).args(more).current_dir(folder);
    program.output().unwrap().into()
}

/// The lessons that were looked at, by the findings in them.
fn looked_at(run: &Run) -> BTreeSet<&'static str> {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let is_told = |id: &&str| run.out.contains(&format!("lessons/{id}.yaml:"));
    IDS.into_iter().filter(is_told).collect()
}

#[test]
fn ids_files_and_folders_lead_to_lessons_in_any_mixture() {
    let school = school();
    let whole = school.path().join("lessons/11-14/one.yaml");
    let [one, two, three] = IDS;
    for (typed, expected) in [
        (&[][..], &IDS[..]),
        (&["lessons"], &IDS),
        (&[one], &[one]),
        (&["lessons/11-14/one.yaml"], &[one]),
        (&["./lessons/../lessons/11-14/one.yaml"], &[one]),
        (&[whole.to_str().unwrap()], &[one]),
        (&["11-14/one.yaml"], &[one]),
        (&["lessons/11-14"], &[one, two]),
        (&["11-14/"], &[one, two]),
        (&["lessons/14-16/", two, "lessons/11-14/two.yaml"], &[two, three]),
    ] {
        let run = check(school.path(), typed);
        assert_eq!(looked_at(&run), expected.iter().copied().collect(), "{typed:?}");
    }
    // From within, as an editor may call it.
    let inside = school.path().join("lessons/11-14");
    let run = check(&inside, &["--lessons", "..", "two.yaml"]);
    assert_eq!(run.out.lines().filter(|line| line.contains("american-spelling")).count(), 1);
    assert!(run.out.contains("11-14/two.yaml:"), "{}", run.out);
}

#[test]
fn a_file_that_all_share_is_looked_at_without_any_lesson() {
    let school = school();
    let services = "lessons/shared/services.yaml";
    std::fs::create_dir_all(school.path().join("lessons/shared")).unwrap();
    std::fs::copy(services, school.path().join(services)).unwrap();
    let run = check(school.path(), &[services]);
    assert_eq!(looked_at(&run), BTreeSet::new());
    assert!(run.out.contains(&format!("{services}:")), "{}", run.out);
}

#[test]
fn what_leads_to_no_lesson_is_told_with_what_would() {
    let school = school();
    let other = self::school();
    let path = |file: &str| other.path().join("lessons").join(file).display().to_string();
    std::fs::create_dir_all(school.path().join("lessons/16-18")).unwrap();
    std::fs::write(school.path().join("slides.PPTX"), "PK").unwrap();
    for (typed, rule, says) in [
        ("11-14/on", "unknown-lesson", "did you mean `11-14/one`?".to_owned()),
        ("lessons/11-14/on.yaml", "unknown-lesson", "did you mean `11-14/one`?".into()),
        ("three", "unknown-lesson", "did you mean `14-16/three`?".into()),
        ("lessons/16-18", "no-lessons", "there is no lesson in this folder".into()),
        // The same id in another school is another lesson.
        (
            &path("11-14/one.yaml"),
            "unknown-lesson",
            format!("`--lessons {}`", path("").trim_end_matches('/')),
        ),
        (&path(""), "unknown-lesson", "`--lessons ".into()),
        ("slides.PPTX", "unreadable", "the file cannot be read".into()),
        ("pack.zip", "io", "pack.zip".into()),
    ] {
        let mut program = lessonpack();
        program.args(["check", typed]).current_dir(school.path());
        let run: Run = program.output().unwrap().into();
        assert_eq!(run.code, 2, "{typed}: {}", run.err);
        assert!(run.err.contains(&format!("error[{rule}]")), "{typed}: {}", run.err);
        assert!(run.err.contains(&says), "{typed}: {}", run.err);
    }
    // One that is wrong stops those that are right: nothing half looked at.
    for typed in [&["11-14/one", "none", "nothing"][..], &["11-14/one", "slides.PPTX", "pack.zip"]]
    {
        let mixed = check(school.path(), typed);
        let wrong = if typed.contains(&"none") { 2 } else { 1 };
        assert_eq!((mixed.code, mixed.out.lines().count()), (2, wrong), "{}", mixed.out);
    }
    // Packs are built from lessons alone.
    let mut program = lessonpack();
    program.args(["build", "slides.PPTX"]).current_dir(school.path());
    let run: Run = program.output().unwrap().into();
    assert!(run.code == 2 && run.err.contains("error[not-a-lesson]"), "{}", run.err);
}
