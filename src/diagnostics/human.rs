//! Findings as a person at a terminal reads them.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level as Tone, Renderer, Snippet};

use super::{Finding, Findings, Level, Place, Sources};

/// Draws findings with their lines, underlined, each with its reason and its
/// remedy. `colour` asks for ANSI colours.
pub fn render_human(findings: &Findings, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings.iter() {
        out.push_str(&draw(&renderer, finding, sources));
        out.push_str("\n\n");
    }
    out
}

fn draw(renderer: &Renderer, finding: &Finding, sources: &Sources) -> String {
    let tone = match finding.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    };
    let mut report: Vec<Group<'_>> = Vec::new();
    let title = tone.primary_title(finding.what.as_str()).id(finding.rule);
    let mut group = match &finding.place {
        Place::Source { file, bytes } => {
            let text = sources.text(*file);
            let start = floor(text, bytes.start as usize);
            let end = floor(text, bytes.end as usize).max(start);
            // A finding about a long block points at its first line.
            let end = text[start..end].find('\n').map_or(end, |at| start + at);
            title.element(
                Snippet::source(text)
                    .path(sources.name(*file))
                    .annotation(AnnotationKind::Primary.span(start..end)),
            )
        }
        Place::File(name) => title.element(annotate_snippets::Origin::path(name.as_str())),
        Place::Built { file, at } => {
            let mut name = file.clone();
            let _ = write!(name, ", {at}");
            title.element(annotate_snippets::Origin::path(name))
        }
        Place::Nowhere => title.elements(std::iter::empty::<annotate_snippets::Message<'_>>()),
    };
    if !finding.why.is_empty() {
        group = group.element(Tone::NOTE.message(finding.why.as_str()));
    }
    if !finding.remedy.is_empty() {
        group = group.element(Tone::HELP.message(finding.remedy.as_str()));
    }
    report.push(group);
    renderer.render(&report)
}

fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
