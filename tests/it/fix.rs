//! What can be mended safely is, and nothing else changes.

use std::fs;

use serde_json::Value;

use crate::support::{Lessons, Run, lessonpack};

const ONE: &str = "11-14/one.yaml";

fn starter() -> Lessons {
    Lessons::starters(&["11-14/one"])
}

/// `check` of lessons, from their folder.
fn check(lessons: &Lessons, more: &[&str]) -> Run {
    let mut program = lessonpack();
    program.args(["check", "--date", "2026-01-05", "--lessons", "."]).args(more);
    program.current_dir(lessons.path()).output().unwrap().into()
}

#[test]
fn names_of_fields_and_spellings_are_put_right_and_nothing_else() {
    let lessons = starter();
    let words = "In **colour** — 😀 “colours” and colour.";
    let right = lessons.text(ONE).replacen("Make a plan.", words, 1).replace('\n', "\r\n");
    let wrong = right.replace("**colour**", "**color**").replace("and colour", "and color");
    let wrong = wrong.replace("subtitle:", "subtitel:").replace("i_can:", "ican:");
    let wrong = format!("\u{FEFF}{wrong}");
    lessons.write(ONE, &wrong);
    let found = check(&lessons, &[]);
    assert_eq!(found.code, 1, "{}", found.err);
    assert!(found.err.contains("`--fix` can mend 2 of them."), "{}", found.err);
    assert_eq!(lessons.text(ONE), wrong, "a check alone changes nothing");

    // Words are looked at once the fields can be read.
    let fields = check(&lessons, &["--fix"]);
    assert_eq!(fields.code, 0, "{}", fields.err);
    assert!(fields.err.contains("Mended 2 findings in 1 file."), "{}", fields.err);
    assert!(!fields.err.contains("unknown-field"), "{}", fields.err);
    assert!(fields.err.contains("`--fix` can mend 2 of them."), "{}", fields.err);
    let words = check(&lessons, &["--fix", "--deny", "warnings"]);
    assert_eq!(words.code, 0, "{}", words.err);
    assert!(words.err.contains("Mended 2 findings in 1 file."), "{}", words.err);
    assert_eq!(lessons.text(ONE), format!("\u{FEFF}{right}"));
    let again = check(&lessons, &["--fix"]);
    assert!(again.err.contains("Nothing could be mended safely."), "{}", again.err);
    let left: Vec<_> = fs::read_dir(lessons.path().join("11-14")).unwrap().collect();
    assert_eq!(left.len(), 1, "no file of ours stays beside it");
}

#[test]
fn what_was_meant_is_not_guessed() {
    for (from, to, rule) in [
        // The right name stands there too; a choice decides what readers see.
        ("subtitle:", "subtitel: Once more\nsubtitle:", "unknown-field"),
        ("status: draft", "status: draf", "unknown-choice"),
        ("subtitle:", "\"subtitel\":", "unknown-field"),
        ("subtitle:", "colour_of_the_page: red\nsubtitle:", "unknown-field"),
    ] {
        let lessons = starter();
        lessons.edit(ONE, from, to);
        let before = lessons.text(ONE);
        let found = check(&lessons, &["--fix"]);
        assert_eq!(found.code, 1, "{}", found.err);
        assert!(found.err.contains(&format!("error[{rule}]")), "{}", found.err);
        assert!(found.err.contains("Nothing could be mended safely."), "{}", found.err);
        assert_eq!(lessons.text(ONE), before, "{to}");
    }
}

#[test]
fn words_that_somebody_lets_pass_stay() {
    let lessons = starter();
    lessons.edit(ONE, "subtitle: Make a plan.", "subtitle: In color, and as one color.");
    lessons.edit(
        ONE,
        "allow: []",
        "allow:\n  - { rule: american-spelling, at: In color, reason: A quotation. }",
    );
    let fixed = check(&lessons, &["--fix"]);
    assert!(fixed.err.contains("Mended 1 finding in 1 file."), "{}", fixed.err);
    assert!(lessons.text(ONE).contains("subtitle: In color, and as one colour."));

    // A permission of another rule would name words that are not there any more.
    let lessons = starter();
    lessons.edit(ONE, "subtitle: Make a plan.", "subtitle: As one color.");
    lessons.edit(
        ONE,
        "allow: []",
        "allow:\n  - { rule: long-slide, at: As one color, reason: Short enough. }",
    );
    let before = lessons.text(ONE);
    let fixed = check(&lessons, &["--fix"]);
    assert!(fixed.err.contains("Nothing could be mended safely."), "{}", fixed.err);
    assert_eq!(lessons.text(ONE), before);

    // What a baseline knows is let pass too.
    let lessons = starter();
    lessons.edit(ONE, "subtitle: Make a plan.", "subtitle: As one color.");
    check(&lessons, &["--write-baseline", "known.json"]);
    let before = lessons.text(ONE);
    check(&lessons, &["--fix", "--baseline", "known.json"]);
    assert_eq!(lessons.text(ONE), before);
}

#[test]
fn words_that_stand_there_to_be_found_stay_in_the_registry() {
    let lessons = Lessons::copy();
    let terms = "shared/terms.yaml";
    lessons.edit(terms, "instead_of: []", "instead_of: [a color word]");
    let before = lessons.text(terms);
    let fixed = check(&lessons, &["--fix"]);
    assert_eq!(fixed.code, 0, "{}", fixed.err);
    assert!(fixed.err.contains("Nothing could be mended safely."), "{}", fixed.err);
    assert_eq!(lessons.text(terms), before);
}

#[test]
fn programs_are_told_what_is_left_and_what_could_be_done() {
    let lessons = starter();
    lessons.edit(ONE, "status: draft", "status: draf");
    lessons.edit(ONE, "subtitle:", "subtitel:");
    let left = check(&lessons, &["--fix", "--format", "json"]);
    assert_eq!((left.code, left.err.as_str()), (1, "Mended 1 finding in 1 file.\n"));
    let json: Value = serde_json::from_str(&left.out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let choice = findings.iter().find(|found| found["rule"] == "unknown-choice").unwrap();
    assert_eq!(choice["fix"]["safe"], false);
    let edit = &choice["fix"]["edits"][0];
    assert_eq!(edit["text"], "draft");
    let byte = |end: &str| usize::try_from(edit[end].as_u64().unwrap()).unwrap();
    assert_eq!(&lessons.text(ONE)[byte("start")..byte("end")], "draf");
    assert!(findings.iter().all(|found| found["rule"] != "unknown-field"));
}

#[test]
fn what_the_program_carries_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let run: Run =
        lessonpack().args(["check", "--fix"]).current_dir(folder.path()).output().unwrap().into();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_named_and_stays() {
    let lessons = starter();
    lessons.edit(ONE, "subtitle:", "subtitel:");
    let text = lessons.text(ONE);
    lessons.write("other.txt", &text);
    fs::remove_file(lessons.path().join(ONE)).unwrap();
    std::os::unix::fs::symlink("../other.txt", lessons.path().join(ONE)).unwrap();
    lessons.write("11-14/two.yaml", text.replace("id: 11-14/one", "id: 11-14/two"));
    let refused = check(&lessons, &["--fix"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    // Another file is mended all the same.
    assert!(refused.err.contains("Mended 1 finding in 1 file."), "{}", refused.err);
    assert!(lessons.text("11-14/two.yaml").contains("subtitle:"));
    assert!(refused.err.contains("error[link]") && refused.err.contains(ONE), "{}", refused.err);
    assert_eq!(lessons.text("other.txt"), text);
}
