//! The command line, as it is met.

use std::fs;

use crate::support::{LESSON, Lessons, files, lessonpack, pack, run};

#[test]
fn every_command_has_an_example() {
    for command in
        ["build", "list", "check", "rules", "explain", "new", "verify", "schema", "completions"]
    {
        let help = run([command, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (0, ""));
        assert!(help.out.contains("Example"), "{command}");
        assert!(help.out.contains(&format!("lessonpack {command}")), "{command}");
        assert!(!help.out.contains('\u{1b}'), "{command}: colours in a pipe");
    }
    let none = run::<&str>([]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("lessonpack list"));
}

#[test]
fn list_tells_people_and_programs() {
    let table = run(["list"]);
    assert_eq!(table.code, 0);
    assert!(table.out.contains(LESSON) && table.out.contains("I can choose what to do first"));
    assert!(table.err.contains("lessons from `lessons`"));
    let json: serde_json::Value =
        serde_json::from_str(&run(["list", "--format", "json"]).out).unwrap();
    let entry = json.as_array().unwrap().iter().find(|entry| entry["id"] == LESSON).unwrap();
    assert_eq!(entry["minutes"], 50);
    assert_eq!(entry["status"], "draft");
    assert_eq!(entry["audience"], "Ages 11–14");
    assert_eq!(entry["outcomes"].as_array().unwrap().len(), 3);
}

#[test]
fn rules_are_told_to_people_and_programs() {
    let table = run(["rules"]);
    let names: Vec<_> = table.out.lines().filter_map(|line| line.split(' ').next()).collect();
    let json = run(["rules", "--format", "json"]);
    assert_eq!((table.code, json.code, json.err.as_str()), (0, 0, ""));
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["version"], 1);
    let rules = json["rules"].as_array().unwrap();
    let told: Vec<_> = rules.iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    assert_eq!(told, names);
    let rule = |name: &str| rules.iter().find(|rule| rule["name"] == name).unwrap();
    assert_eq!(rule("contract")["firm"], true);
    let spelling = rule("american-spelling");
    assert_eq!((&spelling["level"], &spelling["group"]), (&"warning".into(), &"reading".into()));
    assert_eq!(spelling["can_be_allowed"], true);
    for field in ["looks_at", "what", "why", "source", "bad", "good"] {
        let untold = rules.iter().find(|rule| rule[field].as_str().unwrap().is_empty());
        assert!(untold.is_none(), "{field} of {untold:?}");
    }
}

#[test]
fn check_tells_people_and_programs() {
    let human = run(["check"]);
    assert_eq!(human.code, 0, "{}", human.err);
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), "subtitle:", "subtitel:");
    let json = run(["check", "--format", "json", "--lessons", lessons.path().to_str().unwrap()]);
    assert_eq!(json.code, 1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["version"], 1);
    let findings = json["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "unknown-field").unwrap();
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &1.into()));
    assert_eq!(finding["level"], "error");
    for field in ["message", "why", "remedy", "file"] {
        assert!(!finding[field].as_str().unwrap().is_empty(), "{field}");
    }
}

#[test]
fn a_new_lesson_checks_clean_for_every_audience_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    let call = |arguments: &[&str]| -> crate::support::Run {
        lessonpack().args(arguments).current_dir(folder.path()).output().unwrap().into()
    };
    for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
        let made = call(&["new", &format!("{audience}/my-lesson")]);
        assert_eq!(made.code, 0, "{audience}: {}", made.err);
    }
    let checked = call(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let again = call(&["new", "11-14/my-lesson"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("stands there already"), "{}", again.err);
    for bad in ["nobody/my-lesson", "11-14", "11-14/../x", "11-14/My Lesson"] {
        let refused = call(&["new", bad]);
        assert_eq!(refused.code, 2, "{bad}: {}", refused.err);
    }
    for audience in ["11-14", "parents", "professionals"] {
        let built = call(&["build", &format!("{audience}/my-lesson"), "--date", "2026-01-05"]);
        assert_eq!(built.code, 0, "{}", built.err);
        let zip = format!("packs/{audience}_my-lesson.zip");
        assert!(built.err.contains(&zip), "{}", built.err);
    }
    let packs = folder.path().join("packs");
    assert!(packs.join("parents/my-lesson/presenter/1-run-sheet.pdf").exists());
    assert!(packs.join("parents/my-lesson/parents/3-handout.docx").exists());
}

#[test]
fn verify_finds_what_was_changed_lost_and_added() {
    let folder = tempfile::tempdir().unwrap();
    for name in files(pack()) {
        let to = folder.path().join(&name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(pack().join(&name), to).unwrap();
    }
    let verify = || run(["verify", folder.path().to_str().unwrap()]);
    assert_eq!(verify().code, 0);
    let sheet = folder.path().join("pupils/4-help-sheet.pdf");
    let bytes = fs::read(&sheet).unwrap();
    fs::write(&sheet, b"changed").unwrap();
    fs::remove_file(folder.path().join("home/1-letter-home.pdf")).unwrap();
    fs::write(folder.path().join("pupils/answers.docx"), b"x").unwrap();
    let found = verify();
    assert_eq!(found.code, 1);
    for (rule, name) in [
        ("pack-changed", "4-help-sheet.pdf"),
        ("pack-missing", "1-letter-home.pdf"),
        ("pack-extra", "answers.docx"),
    ] {
        assert!(found.err.contains(rule) && found.err.contains(name), "{rule}: {}", found.err);
    }
    fs::write(&sheet, bytes).unwrap();
    assert_eq!(run(["verify", "/no/such/pack"]).code, 2);
    let zip = pack().parent().unwrap().parent().unwrap().join("11-14_in-the-group-chat.zip");
    assert_eq!(run(["verify", zip.to_str().unwrap()]).code, 0);
}

#[test]
fn schema_and_completions_are_for_programs() {
    let schema = run(["schema"]);
    let json: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert!(json["$schema"].as_str().unwrap().contains("2020-12"));
    assert_eq!(json["additionalProperties"], false);
    assert!(json["properties"]["activities"]["description"].is_string());
    for shell in ["bash", "zsh", "fish"] {
        assert!(run(["completions", shell]).out.contains("lessonpack"), "{shell}");
    }
}

#[test]
fn what_is_asked_for_wrongly_is_explained() {
    let unknown = run(["build", "11-14/in-the-groupchat"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `11-14/in-the-group-chat`?"), "{}", unknown.err);
    for wrong in
        [["build", "--jobs", "0"], ["build", "--date", "tomorrow"], ["build", "--only", "odt"]]
    {
        let refused = run(wrong);
        assert_eq!(refused.code, 2, "{wrong:?}");
        assert!(refused.err.contains(wrong[2]), "{}", refused.err);
    }
    let epoch = lessonpack().arg("build").env("SOURCE_DATE_EPOCH", "noon").output().unwrap();
    assert_eq!(epoch.status.code(), Some(2));
    assert!(String::from_utf8(epoch.stderr).unwrap().contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn words_go_to_standard_error_and_a_reader_may_leave() {
    let out = tempfile::tempdir().unwrap();
    let built = run(["build", "--only", "pptx", "--out", out.path().to_str().unwrap()]);
    assert_eq!((built.code, built.out.as_str()), (0, ""));
    assert!(built.err.contains(LESSON) && !built.err.contains('\u{1b}'), "{}", built.err);
    let quiet = run(["build", "--quiet", "--only", "pptx", "--out", out.path().to_str().unwrap()]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    let piped = std::process::Command::new("sh")
        .arg("-c")
        .arg("\"$0\" schema | head -c 1; exit ${PIPESTATUS:-0}")
        .arg(env!("CARGO_BIN_EXE_lessonpack"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "");
}
