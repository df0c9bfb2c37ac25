//! Findings as another program reads them.

use serde::Serialize;

use super::located::Located;
use super::{Edit, Findings, Fix, Level, Sources};

/// Version of the form; raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: Level,
    file: Option<&'a str>,
    /// Where in a built file: its page, slide or heading.
    at: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    why: &'a str,
    remedy: &'a str,
    fix: Option<FixEntry<'a>>,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    /// Whether `--fix` makes it without asking.
    safe: bool,
    edits: Vec<EditEntry<'a>>,
}

/// Other words in the place of those from `start` to before `end`, which count
/// bytes of the file from 0; lines and columns as in [`Entry`].
#[derive(Serialize)]
struct EditEntry<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

impl<'a> FixEntry<'a> {
    fn new(fix: &'a Fix, sources: &Sources) -> Self {
        let edit = |Edit { bytes, text }: &'a Edit| {
            let start = sources.line_column(fix.file, bytes.start);
            let end = sources.line_column(fix.file, bytes.end);
            EditEntry {
                start: bytes.start,
                end: bytes.end,
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                text,
            }
        };
        Self { safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
    }
}

/// Findings as a JSON document, in the order found: `{ "version": 1,
/// "findings": [ … ] }`, each with all of `rule`, `level` (`error`, `warning` or
/// `note`), `file`, `at`, `line`, `column`, `end_line`, `end_column`, `message`,
/// `why`, `remedy` and `fix`, which is `{ "safe": …, "edits": [ … ] }`. Lines and columns count from 1, columns in characters;
/// the end is the place after the last character. What is not known is `null`.
pub fn render_json(findings: &Findings, sources: &Sources) -> String {
    let entries = findings.iter().map(|finding| {
        let Located { file, at, span } = Located::of(finding, sources);
        let (start, end) = span.unzip();
        Entry {
            rule: finding.rule,
            level: finding.level,
            file,
            at,
            line: start.map(|place| place.line),
            column: start.map(|place| place.column),
            end_line: end.map(|place| place.line),
            end_column: end.map(|place| place.column),
            message: &finding.what,
            why: &finding.why,
            remedy: &finding.remedy,
            fix: finding.fix.as_ref().map(|fix| FixEntry::new(fix, sources)),
        }
    });
    let report = Report { version: VERSION, findings: entries.collect() };
    // Strings and numbers alone: there is nothing that JSON could refuse.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{ByteRange, Finding, Place};

    #[test]
    fn places_are_lines_and_columns() {
        let mut sources = Sources::default();
        let file = sources.add("lessons/a.yaml", "é: 1\nb: two\n");
        let bytes = ByteRange::new(9, 12);
        let mut findings = Findings::new();
        findings.push(
            Finding::error("wrong-type", Place::Source { file, bytes }, "odd")
                .why("because")
                .remedy("mend \"it\"")
                .fix(Some(Fix::safe(file, bytes, "2"))),
        );
        findings.push(Finding::note("size", Place::Nowhere, "small"));
        let json: serde_json::Value =
            serde_json::from_str(&render_json(&findings, &sources)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "version": 1,
                "findings": [
                    {
                        "rule": "wrong-type", "level": "error", "file": "lessons/a.yaml",
                        "at": null, "line": 2, "column": 4, "end_line": 2, "end_column": 7,
                        "message": "odd", "why": "because", "remedy": "mend \"it\"",
                        "fix": { "safe": true, "edits": [{
                            "start": 9, "end": 12, "line": 2, "column": 4, "end_line": 2,
                            "end_column": 7, "text": "2",
                        }] },
                    },
                    {
                        "rule": "size", "level": "note", "file": null, "at": null,
                        "line": null, "column": null, "end_line": null, "end_column": null,
                        "message": "small", "why": "", "remedy": "", "fix": null,
                    },
                ],
            })
        );
    }
}
