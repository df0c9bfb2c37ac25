//! Every mistake says what, where, why and what to do, all at once.

mod corpus;
mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{LESSON, Lessons, Run, build, lessonpack, run};

#[test]
fn fields_of_a_lesson() {
    corpus::hold("fields.md");
}

#[test]
fn yaml_itself() {
    corpus::hold("yaml.md");
}

#[test]
fn words_and_slots() {
    corpus::hold("text.md");
}

#[test]
fn ids_and_what_they_name() {
    corpus::hold("names.md");
}

#[test]
fn what_a_lesson_owes() {
    corpus::hold("lesson.md");
}

#[test]
fn a_registry_of_ones_own() {
    corpus::hold("registry.md");
}

#[test]
fn files_and_folders() {
    corpus::hold("disk.md");
}

#[test]
fn what_is_typed() {
    corpus::hold("calls.md");
}

#[test]
fn packs_that_do_not_fit_or_were_changed() {
    corpus::hold("packs.md");
}

#[test]
fn files_that_somebody_has_edited() {
    corpus::hold("edited.md");
}

fn check(lessons: &Lessons) -> Run {
    run(["check", "--lessons", lessons.path().to_str().unwrap()])
}

/// The small lesson with a misspelt field, in a folder of its own.
fn misspelt() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = "lessons/11-14/made-up.yaml";
    let text = fs::read_to_string(Path::new(corpus::FOLDER).join(path)).unwrap();
    fs::create_dir_all(folder.path().join("lessons/11-14")).unwrap();
    fs::write(folder.path().join(path), text.replace("subtitle:", "subtitel:")).unwrap();
    folder
}

#[test]
fn programs_get_the_same_as_people() {
    let folder = misspelt();
    let check = |more: &[&str]| -> Run {
        let mut program = lessonpack();
        program.args(["check", "--format", "json"]).args(more).current_dir(folder.path());
        program.output().unwrap().into()
    };
    let found = check(&[]);
    assert_eq!((found.code, found.err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "version": 1,
            "findings": [{
                "rule": "unknown-field",
                "level": "error",
                "file": "lessons/11-14/made-up.yaml",
                "at": null,
                "line": 5,
                "column": 1,
                "end_line": 5,
                "end_column": 9,
                "message": "there is no field `subtitel` here",
                "why": "what stands under it would be left out, and nobody would notice",
                "remedy": "did you mean `subtitle`?",
            }],
        })
    );
    // What stands in the way of everything is told in the same form.
    for (more, rule) in [(["11-14/made-down"], "unknown-lesson"), (["--lessons=lesons"], "io")] {
        let refused = check(&more);
        assert_eq!((refused.code, refused.err.as_str()), (2, ""));
        let json: serde_json::Value = serde_json::from_str(&refused.out).unwrap();
        assert_eq!((&json["version"], &json["findings"][0]["rule"]), (&1.into(), &rule.into()));
    }
    let none = run(["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&none.out).unwrap();
    assert_eq!((none.code, &json["version"]), (0, &1.into()));
    // Our own lessons are drafts, and say so.
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["level"] == "note"), "{findings:?}");
    let rules: BTreeSet<_> = findings.iter().filter_map(|f| f["rule"].as_str()).collect();
    let known = ["script-timing", "stale-fact", "unreviewed", "untaught-message"];
    assert_eq!(rules, known.into());
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = misspelt();
    for (settings, colours) in [
        (&[][..], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("NO_COLOR", "1")], false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
    ] {
        let coloured = |arguments: &[&str]| {
            let mut program = lessonpack();
            for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
                program.env_remove(name);
            }
            program.envs(settings.iter().copied()).current_dir(folder.path());
            let Run { out, err, .. } = program.args(arguments).output().unwrap().into();
            out.contains('\u{1b}') || err.contains('\u{1b}')
        };
        for arguments in [&["check"][..], &["--help"], &["biuld"]] {
            assert_eq!(coloured(arguments), colours, "{arguments:?} with {settings:?}");
        }
        for data in [&["check", "--format", "json"][..], &["list"], &["schema"]] {
            let is_list = data[0] == "list";
            assert_eq!(coloured(data), colours && is_list, "{data:?} with {settings:?}");
        }
    }
}

#[test]
fn the_name_alone_shows_what_to_do_next() {
    let none = run::<&str>([]);
    // Nothing was done, and a script whose command went missing must notice.
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert_eq!(
        none.err,
        "lessonpack turns lessons written as YAML into packs to teach from.\n\n  \
           lessonpack list                  see which lessons there are\n  \
           lessonpack build                 make their packs, in the folder `packs`\n  \
           lessonpack new 11-14/my-lesson   start a lesson of your own\n\n\
         `lessonpack --help` tells the rest.\n"
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
    for part in ["error[overflow]", "box `title`", "too many (", "in Arial", ".yaml:"] {
        assert!(built.err.contains(part), "{part}: {}", built.err);
    }
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), "subtitle: The", "subtitle: 你好 The");
    let built = build(Some(lessons.path()), out.path(), &[]);
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(built.err.contains("error[missing-glyph]"), "{}", built.err);
}
