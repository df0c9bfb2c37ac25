//! Findings as workflow commands, which GitHub shows beside the lines.

use super::located::Located;
use super::{Finding, Findings, Level, Sources};

/// A line a finding: `::error file=…,line=…,title=…::message`. The message holds
/// its place once more, for those who read the log, then reason and remedy.
pub fn render_github(findings: &Findings, sources: &Sources) -> String {
    findings.iter().map(|finding| command(finding, sources) + "\n").collect()
}

fn command(finding: &Finding, sources: &Sources) -> String {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let located = Located::of(finding, sources);
    let mut properties = Vec::new();
    if let Some(file) = located.file {
        properties.push(("file", file.to_owned()));
    }
    if let Some((start, end)) = located.span {
        properties.push(("line", start.line.to_string()));
        // Columns are taken for places within one line only.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
        }
        properties.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", format!("lessonpack: {}", finding.rule)));
    let properties: Vec<_> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut message = format!("{}: {}", located.short(), finding.what);
    for (head, words) in [("note", &finding.why), ("help", &finding.remedy)] {
        if !words.is_empty() {
            message.push_str(&format!("\n{head}: {words}"));
        }
    }
    format!("::{name} {}::{}", properties.join(","), data(&message))
}

/// What would end a message is written as its code.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Likewise in a property, which a colon or a comma would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{ByteRange, Place};

    #[test]
    fn whatever_is_said_ends_neither_a_property_nor_a_message() {
        let mut sources = Sources::default();
        let file = sources.add("a, b: 100%.yaml", "a: 1\nb: two\nc: 3\n");
        let place = |start, end| Place::Source { file, bytes: ByteRange::new(start, end) };
        let findings: Findings = [
            Finding::error("wrong-type", place(8, 11), "50 %\r\n::error::odd")
                .why("because")
                .remedy("mend, it: all"),
            Finding::warning("long", place(5, 13), "two lines"),
            Finding::note("usage", Place::Nowhere, "nothing"),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            render_github(&findings, &sources),
            "::error file=a%2C b%3A 100%25.yaml,line=2,col=4,endLine=2,endColumn=7,\
             title=lessonpack%3A wrong-type::a, b: 100%25.yaml:2:4: 50 %25%0D%0A::error::odd%0A\
             note: because%0Ahelp: mend, it: all\n\
             ::warning file=a%2C b%3A 100%25.yaml,line=2,endLine=3,\
             title=lessonpack%3A long::a, b: 100%25.yaml:2:1: two lines\n\
             ::notice title=lessonpack%3A usage::lessonpack: nothing\n"
        );
    }
}
