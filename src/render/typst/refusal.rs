//! What Typst refuses, as findings.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use crate::diagnostics::{Finding, Findings, Place};

/// Errors and warnings alike: a warning (an unknown family, a layout that does
/// not settle) means that words may be missing from the page.
pub(super) fn findings(world: &dyn World, diagnostics: &[SourceDiagnostic]) -> Findings {
    diagnostics.iter().map(|diagnostic| finding(world, diagnostic)).collect()
}

/// A refusal that is not Typst's own.
pub(super) fn other(message: &str) -> Findings {
    report(message, "").into()
}

fn finding(world: &dyn World, diagnostic: &SourceDiagnostic) -> Finding {
    let at = diagnostic.span.id().and_then(|id| {
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(world.range(diagnostic.span)?.start)? + 1;
        Some(format!(" ({}, line {line})", id.vpath().get_without_slash()))
    });
    let message = format!("{}{}", diagnostic.message, at.unwrap_or_default());
    let hints: Vec<_> = diagnostic.hints.iter().map(|hint| hint.v.as_str()).collect();
    report(&message, &hints.join("; "))
}

fn report(message: &str, hints: &str) -> Finding {
    let hints = if hints.is_empty() { String::new() } else { format!("; Typst says: {hints}") };
    Finding::error("typst-refused", Place::Nowhere, format!("Typst refused a page: {message}"))
        .why("a PDF that it has doubts about may lack words or be unreadable aloud")
        .remedy(format!("this is a bug in lessonpack: please report it with the lesson{hints}"))
}
