//! Findings a line each, as editors and `grep` read them.

use super::located::Located;
use super::{Findings, Sources};

/// A line a finding: `file:line:column: level[rule] message`, lines and columns
/// counted from 1, columns in characters.
pub fn render_short(findings: &Findings, sources: &Sources) -> String {
    let line = |finding: &super::Finding| {
        let place = Located::of(finding, sources).short();
        let line = format!("{place}: {}[{}] {}", finding.level, finding.rule, finding.what);
        // One finding is one line, whatever an author or a disk called things.
        line.replace(char::is_control, " ") + "\n"
    };
    findings.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{ByteRange, Finding, Place};

    #[test]
    fn a_finding_is_a_line_that_an_editor_can_jump_to() {
        let mut sources = Sources::default();
        let file = sources.add("lessons/a.yaml", "é: 1\né: two\n");
        let bytes = ByteRange::new(10, 13);
        let built = Place::Built { file: "pupils/1.pdf".into(), at: "page 2".into() };
        let findings: Findings = [
            Finding::error("wrong-type", Place::Source { file, bytes }, "odd\nwords"),
            Finding::warning("link", Place::File("a:b".into()), "led away"),
            Finding::note("overflow", built, "full"),
            Finding::error("usage", Place::Nowhere, "no"),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            render_short(&findings, &sources),
            "lessons/a.yaml:2:4: error[wrong-type] odd words\n\
             a:b: warning[link] led away\n\
             pupils/1.pdf, page 2: note[overflow] full\n\
             lessonpack: error[usage] no\n"
        );
    }
}
