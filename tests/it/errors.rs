//! Every mistake says what, where, why and what to do, all at once.

use std::fs;

use crate::support::{LESSON, Lessons, Run, build, run};

fn check(lessons: &Lessons) -> Run {
    run(["check", "--lessons", lessons.path().to_str().unwrap()])
}

/// A lesson with one edit: exit 1, and a finding with place, reason and remedy.
fn mistake(from: &str, to: &str, rule: &str, parts: &[&str]) {
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), from, to);
    let checked = check(&lessons);
    assert_eq!(checked.code, 1, "{to}: {}", checked.err);
    let head = format!("error[{rule}]");
    assert!(checked.err.contains(&head), "{to}: no {head} in\n{}", checked.err);
    for part in parts.iter().chain(&["in-the-group-chat.yaml:", "= note: ", "= help: "]) {
        assert!(checked.err.contains(part), "{to}: no {part:?} in\n{}", checked.err);
    }
}

#[test]
fn mistakes_of_every_kind() {
    mistake("subtitle:", "subtitel:", "unknown-field", &[":5:1", "did you mean `subtitle`?"]);
    mistake("usual: 6", "usual: six", "wrong-type", &["usual"]);
    mistake("version:", "title: Again\nversion:", "duplicate-field", &["title"]);
    mistake(
        "picture: bubbles",
        "picture: bubles",
        "unknown-reference",
        &["did you mean `bubbles`?"],
    );
    mistake("audience: 11-14", "audience: 11-15", "unknown-reference", &["11-15"]);
    mistake(
        "11-14/reading-the-comments",
        "11-14/reading-comments",
        "unknown-reference",
        &["did you mean `11-14/reading-the-comments`?"],
    );
    mistake("usual: 16", "usual: 15", "minutes-sum", &["49", "50"]);
    mistake("id: 11-14/in-the-group-chat", "id: 11-14/in-a-group-chat", "wrong-id", &[":2:5"]);
    mistake("status: draft", "status: drafted", "unknown-choice", &["did you mean `draft`?"]);
    mistake("schema: 1", "schema: 2", "out-of-range", &[":1:9"]);
    mistake(
        "{{ message.never-share }}",
        "{{ message.never-shared }}",
        "unknown-reference",
        &["never-shared", "did you mean"],
    );
}

#[test]
fn all_mistakes_of_all_files_come_at_once() {
    let lessons = Lessons::copy();
    for (from, to) in [
        ("subtitle:", "subtitel:"),
        ("version: \"1.0\"", "version: [1]"),
        ("usual: 16", "usual: sixteen"),
        ("picture: bubbles", "picture: bubles"),
        ("status: draft", "status: drafted"),
    ] {
        lessons.edit(&Lessons::lesson(), from, to);
    }
    lessons.write("11-14/empty.yaml", "");
    lessons.write("11-14/not-utf-8.yaml", b"title: \xff\xfe".as_slice());
    lessons.write("11-14/not-yaml.yaml", "title: [a\nb: c");
    let checked = check(&lessons);
    assert_eq!(checked.code, 1);
    for part in [
        "subtitel",
        "`version`",
        "`usual`",
        "bubles",
        "drafted",
        "empty.yaml",
        "not-utf-8.yaml",
        "not-yaml.yaml",
    ] {
        assert!(checked.err.contains(part), "no {part} in\n{}", checked.err);
    }
    // A mistake in one lesson does not stop another from being checked.
    let other = run(["check", LESSON, "--lessons", "lessons"]);
    assert_eq!(other.code, 0, "{}", other.err);
}

#[test]
fn files_that_would_exhaust_us_are_refused() {
    let bomb = {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (this, last) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            let row = vec![format!("*{last}"); 9].join(", ");
            text.push_str(&format!("{this}: &{this} [{row}]\n"));
        }
        text
    };
    for (name, text) in [
        ("big", "# x\n".repeat(750_000)),
        ("bomb", bomb),
        ("deep", "[".repeat(20_000)),
        ("wide", format!("title: [{}]", "a, ".repeat(60_000))),
        ("tag", "title: !!python/object x".into()),
        ("two", "title: a\n---\ntitle: b\n".into()),
    ] {
        let lessons = Lessons::copy();
        lessons.write(&format!("11-14/{name}.yaml"), text);
        let checked = check(&lessons);
        assert_eq!(checked.code, 1, "{name}: {}", checked.err);
        assert!(checked.err.contains(&format!("{name}.yaml")), "{name}: {}", checked.err);
        assert!(checked.err.contains("= help: "), "{name}: {}", checked.err);
        assert!(!checked.err.contains("panicked"), "{name}: {}", checked.err);
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.yaml");
    fs::write(&secret, "title: hidden-words\n").unwrap();
    let lessons = Lessons::copy();
    std::os::unix::fs::symlink(&secret, lessons.path().join("11-14/link.yaml")).unwrap();
    std::os::unix::fs::symlink(outside.path(), lessons.path().join("14-16")).unwrap();
    let checked = check(&lessons);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.err.contains("link.yaml"), "{}", checked.err);
    assert!(!checked.err.contains("hidden-words"), "{}", checked.err);
    let asked = run(["check", "../../etc/passwd"]);
    assert_eq!(asked.code, 2);
}

#[test]
fn what_cannot_be_read_at_all_ends_with_two() {
    for folder in ["/nowhere/at/all", "Cargo.toml", "src/cli"] {
        let checked = run(["check", "--lessons", folder]);
        assert_eq!(checked.code, 2, "{folder}: {}", checked.err);
        assert!(
            checked.err.contains(folder) && checked.err.contains("= help: "),
            "{}",
            checked.err
        );
    }
}

#[test]
fn words_that_do_not_fit_are_an_error_with_a_measure() {
    let lessons = Lessons::copy();
    let long = "A question that is far too long for any slide, since it goes on ".repeat(6);
    lessons.edit(
        &Lessons::lesson(),
        "question: What are group chats good at?",
        &format!("question: {long}"),
    );
    let out = tempfile::tempdir().unwrap();
    let built = build(Some(lessons.path()), out.path(), &[]);
    assert_eq!(built.code, 1, "{}", built.err);
    for part in ["error[overflow]", "box `title`", "pt too high", "in Arial", ".yaml:"] {
        assert!(built.err.contains(part), "{part}: {}", built.err);
    }
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), "subtitle: The", "subtitle: 你好 The");
    let built = build(Some(lessons.path()), out.path(), &[]);
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(built.err.contains("error[missing-glyph]"), "{}", built.err);
}
