//! Known findings are left out, and new ones stand out.

use std::fs;

use serde_json::Value;

use crate::support::{Lessons, Run, lessonpack};

const ONE: &str = "11-14/one.yaml";

/// A starter lesson with an American spelling, and a folder for the baseline.
fn warned() -> Lessons {
    let lessons = Lessons::starters(&["11-14/one"]);
    lessons.edit(ONE, "subtitle: Make a plan.", "subtitle: “Plan” in color.");
    lessons
}

/// `check` of lessons with the baseline that stands beside them.
fn check(lessons: &Lessons, more: &[&str]) -> Run {
    let mut program = lessonpack();
    program.args(["check", "--date", "2026-01-05", "--lessons", "."]).args(more);
    program.current_dir(lessons.path()).output().unwrap().into()
}

/// The rules that JSON tells of.
fn rules(run: &Run) -> Vec<String> {
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let found = json["findings"].as_array().unwrap().iter();
    found.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_known_is_not_shown_though_lines_move_and_what_is_new_is() {
    let lessons = warned();
    let before = rules(&check(&lessons, &["--format", "json"]));
    assert!(before.contains(&"american-spelling".to_owned()) && before.len() > 2, "{before:?}");
    let wrote = check(&lessons, &["--write-baseline", "known.json", "--deny", "warnings"]);
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    assert!(wrote.err.contains(&format!("Wrote {} known findings", before.len())), "{}", wrote.err);
    let text = lessons.text("known.json");
    assert_eq!(text.lines().filter(|line| line.contains("\"words\"")).count(), before.len());

    let known = ["--baseline", "known.json", "--format", "json", "--deny", "warnings"];
    lessons.write(ONE, format!("# One\n\n# Two\n{}", lessons.text(ONE)));
    let quiet = check(&lessons, &known);
    assert_eq!((quiet.code, rules(&quiet)), (0, Vec::new()));
    let told = check(&lessons, &["--baseline", "known.json"]);
    let says = format!("the baseline knows them: {}.", before.len());
    assert!(told.err.contains("No findings.") && told.err.contains(&says), "{}", told.err);

    // The same mistake once more, in a line of the same words or of others.
    lessons.edit(ONE, "  Learners plan a show", "  Learners color a show");
    let new = check(&lessons, &known);
    let spelt = |run: &Run| rules(run).iter().filter(|rule| *rule == "american-spelling").count();
    assert_eq!((new.code, spelt(&new)), (1, 1), "{}", new.out);
    // From another folder the files are known all the same.
    let path = lessons.path().join("known.json");
    let folder = lessons.path().to_str().unwrap();
    let elsewhere = crate::support::run([
        "check",
        "--date",
        "2026-01-05",
        "--lessons",
        folder,
        "--format",
        "json",
        "--baseline",
        path.to_str().unwrap(),
    ]);
    assert_eq!(rules(&elsewhere), rules(&new));
}

#[test]
fn the_same_lessons_give_the_same_baseline() {
    let lessons = warned();
    check(&lessons, &["--write-baseline", "known.json"]);
    let first = lessons.text("known.json");
    check(&lessons, &["--write-baseline", "known.json"]);
    assert_eq!(first, lessons.text("known.json"));
    let kept: Vec<_> = fs::read_dir(lessons.path()).unwrap().flatten().collect();
    assert!(kept.iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".tmp")));
}

#[test]
fn firm_rules_and_files_that_cannot_be_read_are_shown_whatever_is_known() {
    let lessons = warned();
    // A promise that nobody can keep, to a class.
    lessons.edit(
        ONE,
        "subtitle: “Plan” in color.",
        "subtitle: You will never be prosecuted for a picture of yourself.",
    );
    let found = check(&lessons, &["--format", "json"]);
    let firm = rules(&found).into_iter().find(|rule| rule == "over-promise");
    assert_eq!(firm.as_deref(), Some("over-promise"), "{}", found.out);
    let wrote = check(&lessons, &["--write-baseline", "known.json"]);
    assert_eq!(wrote.code, 1, "{}", wrote.err);
    assert!(wrote.err.contains("[over-promise]"), "{}", wrote.err);
    assert!(!lessons.text("known.json").contains("over-promise"));
    // Somebody adds it by hand.
    lessons.write("known.json", lessons.text("known.json").replace("unreviewed", "over-promise"));
    let shown = check(&lessons, &["--baseline", "known.json", "--format", "json"]);
    assert!(rules(&shown).contains(&"over-promise".to_owned()), "{}", shown.out);

    lessons.edit(ONE, "subtitle:", "subtitel:");
    let unread = check(&lessons, &["--write-baseline", "other.json"]);
    assert_eq!(unread.code, 1, "{}", unread.err);
    assert!(unread.err.contains("No baseline was written"), "{}", unread.err);
    assert!(!lessons.path().join("other.json").exists());
}

#[test]
fn what_is_mended_is_told_once_all_is_looked_at() {
    let lessons = warned();
    check(&lessons, &["--write-baseline", "known.json"]);
    lessons.edit(ONE, "in color", "in colour");
    let stale = check(&lessons, &["--baseline", "known.json"]);
    assert_eq!(stale.code, 0, "{}", stale.err);
    assert!(
        stale.err.contains("note[stale-baseline]: 1 known finding of `american-spelling`"),
        "{}",
        stale.err
    );
    assert!(stale.err.contains("known.json:"), "{}", stale.err);
    // Whoever asks for another lesson learns nothing of this one.
    let two = Lessons::starters(&["11-14/two"]).text("11-14/two.yaml");
    lessons.write("11-14/two.yaml", two);
    let other = check(&lessons, &["11-14/two", "--baseline", "known.json"]);
    assert!(!other.err.contains("stale-baseline"), "{}", other.err);
}

#[test]
fn what_is_no_baseline_stops_the_check_and_is_never_replaced() {
    let lessons = warned();
    lessons.write("notes.json", "{\"mine\": true}");
    let refused = check(&lessons, &["--baseline", "notes.json", "--format", "json"]);
    assert_eq!((refused.code, rules(&refused)), (2, vec!["unusable-baseline".to_owned()]));
    assert_eq!(check(&lessons, &["--baseline", "none.json"]).code, 2);
    let kept = check(&lessons, &["--write-baseline", "notes.json"]);
    assert_eq!(kept.code, 2, "{}", kept.err);
    assert_eq!(lessons.text("notes.json"), "{\"mine\": true}");
    assert_eq!(check(&lessons, &["--write-baseline", "none/known.json"]).code, 2);
}
