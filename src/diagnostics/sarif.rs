//! Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0, as
//! GitHub code scanning and viewers in editors take them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{ByteRange, Edit, FileId, Finding, Findings, Fix, Level, Place, Sources, words_hash};

/// What viewers show of a rule.
#[derive(Debug, Clone)]
pub struct RuleDoc<'a> {
    /// Its name.
    pub name: &'a str,
    /// How bad its findings are, as a rule.
    pub level: Level,
    /// What it keeps right, in a word.
    pub group: String,
    /// What it finds, in a sentence.
    pub what: &'a str,
    /// Why that matters, in a sentence.
    pub why: &'a str,
    /// Who says so.
    pub source: &'a str,
    /// What it finds, as an example.
    pub bad: &'a str,
    /// What to write instead.
    pub good: &'a str,
}

/// Findings as a SARIF log of one run. `rules` are all that were checked; `ran`
/// says whether the run came to its end. Findings that stand in no file are
/// notifications of the run, since a result must have a place.
pub fn render_sarif(
    findings: &Findings,
    sources: &Sources,
    rules: &[RuleDoc<'_>],
    ran: bool,
) -> String {
    let index: BTreeMap<_, _> =
        rules.iter().enumerate().map(|(at, rule)| (rule.name, at)).collect();
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    let mut seen: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for finding in findings.iter() {
        let Some(location) = location(finding, sources) else {
            notifications.push(notification(finding, &index));
            continue;
        };
        let words = words_hash(finding, sources);
        let place = (finding.rule, location["physicalLocation"]["artifactLocation"].to_string());
        let nth = seen.entry((place.0, place.1, words.clone())).or_default();
        *nth += 1;
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.level),
            "message": { "text": message(finding) },
            "locations": [location],
            "partialFingerprints": { "lineWords/v1": format!("{words}:{nth}") },
        });
        if let Some(at) = index.get(finding.rule) {
            result["ruleIndex"] = json!(at);
        }
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([change(fix, &finding.remedy, sources)]);
        }
        results.push(result);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "lessonpack",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "invocations": [{
                "executionSuccessful": ran,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    // Strings and numbers alone: there is nothing that JSON could refuse.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn rule(rule: &RuleDoc<'_>) -> Value {
    let RuleDoc { name, what, why, source, bad, good, .. } = rule;
    let severity = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "recommendation",
    };
    json!({
        "id": name,
        "shortDescription": { "text": what },
        "fullDescription": { "text": format!("{what} {why}") },
        "help": {
            "text": format!("{why}\n\nBad:\n{bad}\n\nGood:\n{good}\n\nSource: {source}"),
            "markdown": format!(
                "{why}\n\n**Bad:**\n\n{}\n\n**Good:**\n\n{}\n\n**Source:** {source}",
                code(bad),
                code(good),
            ),
        },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": ["lessonpack", rule.group], "problem.severity": severity },
    })
}

/// A block of code in Markdown.
fn code(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// What is wrong, why it matters and what to do, in a paragraph each.
fn message(finding: &Finding) -> String {
    let mut said = match &finding.place {
        Place::Built { at, .. } => format!("{at}: {}", finding.what),
        _ => finding.what.clone(),
    };
    for (head, words) in [("Why it matters", &finding.why), ("What to do", &finding.remedy)] {
        if !words.is_empty() {
            said.push_str(&format!("\n\n{head}: {words}"));
        }
    }
    said
}

fn location(finding: &Finding, sources: &Sources) -> Option<Value> {
    // A whole file, or one without lines, is shown at its start: GitHub takes no
    // result without a line.
    let mut region = json!({ "startLine": 1 });
    let file = match &finding.place {
        Place::Source { file, bytes } => {
            region = self::region(*file, *bytes, sources);
            sources.name(*file)
        }
        Place::File(file) | Place::Built { file, .. } => file,
        Place::Nowhere => return None,
    };
    Some(json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(file) }, "region": region },
    }))
}

fn region(file: FileId, bytes: ByteRange, sources: &Sources) -> Value {
    let start = sources.line_column_utf16(file, bytes.start);
    let end = sources.line_column_utf16(file, bytes.end.max(bytes.start));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn change(fix: &Fix, remedy: &str, sources: &Sources) -> Value {
    let replacement = |edit: &Edit| {
        json!({
            "deletedRegion": region(fix.file, edit.bytes, sources),
            "insertedContent": { "text": edit.text },
        })
    };
    json!({
        "description": { "text": remedy },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(sources.name(fix.file)) },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn notification(finding: &Finding, index: &BTreeMap<&str, usize>) -> Value {
    let mut rule = json!({ "id": finding.rule });
    if let Some(at) = index.get(finding.rule) {
        rule["index"] = json!(at);
    }
    json!({
        "level": level(finding.level),
        "message": { "text": message(finding) },
        "associatedRule": rule,
    })
}

/// A path as an address: relative ones stay so, and are taken from the folder
/// that the program was called in.
fn uri(file: &str) -> String {
    let path = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = match Path::new(file).is_absolute() {
        true if path.starts_with('/') => "file://".to_owned(),
        true => "file:///".to_owned(),
        false => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: RuleDoc<'_> = RuleDoc {
        name: "long",
        level: Level::Warning,
        group: String::new(),
        what: "It is long.",
        why: "Nobody reads on.",
        source: "House rule.",
        bad: "a: long\nb: line",
        good: "a: line",
    };

    fn log(findings: Findings, sources: &Sources, ran: bool) -> Value {
        let log = render_sarif(&findings, sources, &[LONG], ran);
        serde_json::from_str::<Value>(&log).unwrap()["runs"][0].take()
    }

    #[test]
    fn a_result_stands_where_a_viewer_looks_for_it() {
        let mut sources = Sources::default();
        let file = sources.add("lessons/a b.yaml", "a: 1\nb: 😀 two\n");
        let place = Place::Source { file, bytes: ByteRange::new(13, 16) };
        let fix = Some(Fix::offered(file, ByteRange::new(13, 16), "2"));
        let built = Place::Built { file: "pupils/é.pdf".into(), at: "page 2".into() };
        let findings = [
            Finding::warning("long", place, "too long").why("it is").remedy("cut").fix(fix),
            Finding::note("overflow", built, "full"),
            Finding::error("usage", Place::Nowhere, "no"),
        ];
        let log = log(findings.into_iter().collect(), &sources, false);
        let result = &log["results"][0];
        assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&"long".into(), &0.into()));
        assert_eq!(
            result["message"]["text"],
            "too long\n\nWhy it matters: it is\n\nWhat to do: cut"
        );
        assert_eq!(
            result["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": { "uri": "lessons/a%20b.yaml" },
                "region": { "startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 10 },
            })
        );
        assert_eq!(
            result["fixes"][0],
            json!({
                "description": { "text": "cut" },
                "artifactChanges": [{
                    "artifactLocation": { "uri": "lessons/a%20b.yaml" },
                    "replacements": [{
                        "deletedRegion": {
                            "startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 10,
                        },
                        "insertedContent": { "text": "2" },
                    }],
                }],
            })
        );
        let built = &log["results"][1];
        assert_eq!(built["message"]["text"], "page 2: full");
        assert_eq!(built["ruleIndex"], Value::Null);
        let place = &built["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "pupils/%C3%A9.pdf");
        // What stands nowhere is told by the run.
        let invocation = &log["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "no");
    }

    #[test]
    fn fingerprints_outlive_lines_above_and_tell_repeats_apart() {
        let prints = |text: &str| -> Vec<Value> {
            let mut sources = Sources::default();
            let file = sources.add("a.yaml", text);
            let found = text.match_indices("long").map(|(at, _)| {
                let bytes = ByteRange::new(at as u32, at as u32 + 4);
                Finding::warning("long", Place::Source { file, bytes }, "long")
            });
            let log = log(found.collect(), &sources, true);
            let results = log["results"].as_array().unwrap();
            results.iter().map(|result| result["partialFingerprints"].clone()).collect()
        };
        let before = prints("a: long\nb: long\na: long\n");
        assert_eq!(before, prints("c: 1\n\na: long\n  b: long\nd: 2\na: long\n"));
        let different: std::collections::BTreeSet<_> =
            before.iter().map(Value::to_string).collect();
        assert_eq!(different.len(), 3);
    }

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri("./lessons/a:b?.yaml"), "lessons/a%3Ab%3F.yaml");
        if cfg!(unix) {
            assert_eq!(uri("/a/100%.yaml"), "file:///a/100%25.yaml");
        }
    }
}
