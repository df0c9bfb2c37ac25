//! What `check` prints for editors and for continuous integration, and how it
//! ends.

use serde_json::Value;

use crate::support::{Lessons, Run, run};

/// A starter lesson with an American spelling: a warning on line 13, and notes.
fn warned() -> Lessons {
    let lessons = Lessons::starters(&["11-14/one"]);
    lessons.edit("11-14/one.yaml", "subtitle: Make a plan.", "subtitle: “Plan” in color.");
    lessons
}

/// The same with a misspelt field, which is an error.
fn broken() -> Lessons {
    let lessons = warned();
    lessons.edit("11-14/one.yaml", "subtitle:", "subtitel:");
    lessons
}

/// What `check` says of lessons.
fn check(lessons: &Lessons, more: &[&str]) -> Run {
    let mut arguments = vec!["check", "--lessons", lessons.path().to_str().unwrap()];
    arguments.extend(more);
    run(arguments)
}

/// Where the word that is wrong stands in the lesson, as `line:column`.
fn place(lessons: &Lessons, word: &str) -> (usize, usize) {
    let text = lessons.text("11-14/one.yaml");
    let (number, line) = text.lines().enumerate().find(|(_, line)| line.contains(word)).unwrap();
    (number + 1, line[..line.find(word).unwrap()].chars().count() + 1)
}

#[test]
fn an_editor_gets_a_line_that_it_can_jump_to() {
    let lessons = warned();
    let found = check(&lessons, &["--format", "short"]);
    assert_eq!(found.code, 0, "{}", found.err);
    let (line, column) = place(&lessons, "color");
    let expected = format!(
        "{}/11-14/one.yaml:{line}:{column}: warning[american-spelling] “color” is spelt as in \
         the United States\n",
        lessons.path().display()
    );
    assert!(found.out.contains(&expected), "no {expected} in {}", found.out);
    assert!(found.err.contains("1 warning"), "{}", found.err);
    let refused = check(&lessons, &["--format", "short", "11-14/two"]);
    assert_eq!(refused.code, 2);
    assert_eq!(refused.out, "lessonpack: error[unknown-lesson] there is no lesson `11-14/two`\n");
}

#[test]
fn a_workflow_gets_a_command_a_finding() {
    let lessons = broken();
    let found = check(&lessons, &["--format", "github"]);
    assert_eq!(found.code, 1, "{}", found.err);
    let (line, _) = place(&lessons, "subtitel");
    let start = format!(
        "::error file={}/11-14/one.yaml,line={line},col=1,endLine={line},endColumn=9,\
         title=lessonpack%3A unknown-field::",
        lessons.path().display()
    );
    let command = found.out.lines().find(|line| line.starts_with(&start));
    let command = command.unwrap_or_else(|| panic!("no {start} in {}", found.out));
    assert!(command.contains("there is no field `subtitel` here%0Anote: "), "{command}");
    assert!(command.ends_with("%0Ahelp: did you mean `subtitle`?"), "{command}");
}

#[test]
fn code_scanning_gets_rules_and_results() {
    let lessons = warned();
    let found = check(&lessons, &["--format", "sarif"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let log: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let result = run["results"].as_array().unwrap().iter();
    let result =
        result.filter(|result| result["ruleId"] == "american-spelling").collect::<Vec<_>>();
    let [result] = result[..] else { panic!("{result:?}") };
    assert_eq!(result["level"], "warning");
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], "american-spelling");
    assert_eq!(rule["shortDescription"]["text"], "A word is spelt as in the United States.");
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("behaviour"));
    assert_eq!(rule["properties"]["tags"], serde_json::json!(["lessonpack", "reading"]));
    let place = &result["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("/11-14/one.yaml"), "{uri}");
    let (line, column) = self::place(&lessons, "color");
    assert_eq!(place["region"]["startLine"], line);
    assert_eq!(place["region"]["startColumn"], column);
    // The project's own lessons are named as the repository names them.
    let own: Value =
        serde_json::from_str(&crate::support::run(["check", "--format", "sarif"]).out).unwrap();
    for result in own["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(std::path::Path::new(uri).is_file(), "{uri}");
    }
}

#[test]
fn fingerprints_stay_when_a_line_is_put_above() {
    let lessons = warned();
    let prints = || -> Vec<(String, String)> {
        let found = check(&lessons, &["--format", "sarif"]);
        let log: Value = serde_json::from_str(&found.out).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results.map(|r| (r["ruleId"].to_string(), r["partialFingerprints"].to_string())).collect()
    };
    let before = prints();
    assert!(!before.is_empty());
    let text = lessons.text("11-14/one.yaml");
    lessons.write("11-14/one.yaml", format!("# One\n# Two\n\n{text}"));
    assert_eq!(before, prints());
}

#[test]
fn warnings_fail_a_run_where_they_are_denied() {
    let lessons = warned();
    assert_eq!(check(&lessons, &[]).code, 0);
    let denied = check(&lessons, &["--deny", "warnings"]);
    assert_eq!(denied.code, 1, "{}", denied.err);
    assert!(denied.err.contains("warning[american-spelling]"), "{}", denied.err);
    assert_eq!(check(&lessons, &["--deny", "warnings", "--format", "json"]).code, 1);
    // Notes never do, and what cannot be run at all is no finding.
    let clean = Lessons::starters(&["11-14/one"]);
    let noted = check(&clean, &["--deny", "warnings"]);
    assert_eq!(noted.code, 0, "{}", noted.err);
    assert!(noted.err.contains("note["), "{}", noted.err);
    assert_eq!(check(&clean, &["--deny", "warnings", "11-14/two"]).code, 2);
    assert_eq!(check(&clean, &["--deny", "notes"]).code, 2);
}
