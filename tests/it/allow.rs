//! What a lesson lets pass for one place, and whoever opens the pack is told.

use std::fs;

use crate::support::{Lessons, build, lessonpack};

const ID: &str = "11-14/made-up";
const FILE: &str = "11-14/made-up.yaml";

/// A lesson whose notes quote what not to say, in words that a rule takes for
/// advice.
fn quoting() -> Lessons {
    let lessons = Lessons::starters(&[ID]);
    lessons.edit(FILE, "- do: Hand out fresh checks.", "- do: She should have blocked him.");
    lessons
}

fn allow(lessons: &Lessons, rule: &str, at: &str) {
    let allow =
        format!("allow:\n  - rule: {rule}\n    at: {at}\n    reason: Read out as **wrong**.");
    lessons.edit(FILE, "allow: []", &allow);
}

fn check(lessons: &Lessons) -> (i32, String) {
    let mut program = lessonpack();
    program.args(["check", "--date", "2026-01-05", "--lessons"]).arg(lessons.path());
    let output = program.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_rule_is_allowed_for_its_place_and_the_manifest_says_why() {
    let lessons = quoting();
    let (code, told) = check(&lessons);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("error[blame]: “"), "{told}");
    let out = tempfile::tempdir().unwrap();
    let refused = build(Some(lessons.path()), out.path(), &[ID]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("error[blame]"), "{}", refused.err);

    allow(&lessons, "blame", "She should have blocked him");
    let (code, told) = check(&lessons);
    assert_eq!(code, 0, "{told}");
    assert!(!told.contains("blame"), "{told}");
    let built = build(Some(lessons.path()), out.path(), &[ID, "--only", "docx"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let manifest = fs::read_to_string(out.path().join(ID).join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(
        manifest["allowed"],
        serde_json::json!([{
            "rule": "blame",
            "at": "She should have blocked him",
            "reason": "Read out as wrong.",
        }])
    );
}

#[test]
fn a_rule_is_allowed_nowhere_else() {
    let lessons = quoting();
    allow(&lessons, "blame", "She should have told somebody");
    let (code, told) = check(&lessons);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("error[blame]: “"), "{told}");
    assert!(told.contains("warning[unused-allow]"), "{told}");
}

#[test]
fn the_same_words_in_another_sentence_are_another_place() {
    let lessons = quoting();
    lessons.edit(FILE, "- say: Thank you.", "- say: He should have blocked him. Thank you.");
    allow(&lessons, "blame", "She should have blocked him");
    let (code, told) = check(&lessons);
    assert_eq!(code, 1, "{told}");
    assert_eq!(told.matches("error[blame]").count(), 1, "{told}");
    assert!(told.contains("say: He should have blocked"), "{told}");
    assert!(!told.contains("unused-allow"), "{told}");
}

#[test]
fn some_rules_bend_for_nobody() {
    for (rule, words) in [
        ("share-imagery", "Take a screenshot of the picture as evidence."),
        ("delete-or-keep", "The child should delete the picture of herself straight away."),
        ("over-promise", "The police will never do anything to you."),
        ("own-experience", "Hands up if somebody has ever sent you a picture like that."),
        ("assembly", "Deliver this lesson in assembly to the whole year group."),
    ] {
        let lessons = Lessons::starters(&[ID]);
        lessons.edit(FILE, "- do: Hand out fresh checks.", &format!("- do: {words}"));
        allow(&lessons, rule, words.trim_end_matches('.'));
        let (code, told) = check(&lessons);
        assert_eq!(code, 1, "{told}");
        for wrong in [format!("error[{rule}]"), format!("error[firm-rule]: `{rule}` bends")] {
            assert!(told.contains(&wrong), "{wrong}: {told}");
        }
    }
}
