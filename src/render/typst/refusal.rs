//! What Typst refuses, as findings.

use typst::diag::{Severity, SourceDiagnostic};
use typst::{World, WorldExt};

use crate::diagnostics::{Finding, Findings, Place};

/// Errors and warnings alike: a warning (an unknown family, a layout that does
/// not settle) means that words may be missing from the page.
pub(super) fn findings(
    document: &str,
    world: &dyn World,
    diagnostics: &[SourceDiagnostic],
) -> Findings {
    let of = |diagnostic: &SourceDiagnostic| Refusal {
        message: diagnostic.message.to_string(),
        at: diagnostic.span.id().and_then(|id| {
            let source = world.source(id).ok()?;
            let line = source.lines().byte_to_line(world.range(diagnostic.span)?.start)? + 1;
            Some((id.vpath().get_without_slash().to_owned(), line))
        }),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        is_error: diagnostic.severity == Severity::Error,
    };
    diagnostics.iter().map(|diagnostic| of(diagnostic).finding(document)).collect()
}

/// A refusal that is not Typst's own.
pub(super) fn other(document: &str, message: &str) -> Findings {
    Refusal { message: message.to_owned(), ..Refusal::default() }.finding(document).into()
}

/// What the `typst` program refuses, from what it writes to standard error:
///
/// ```text
/// error: missing alt text
///   ┌─ typst/lib/picture.typ:12:4
///   │
///   = hint: make sure your images have alternative descriptions
/// ```
///
/// Empty if no line is a refusal. As inside, warnings count if there is no
/// error.
pub(super) fn read(document: &str, words: &str) -> Findings {
    let mut refusals: Vec<Refusal> = Vec::new();
    for line in words.lines() {
        let error = line.strip_prefix("error: ");
        if let Some(message) = error.or_else(|| line.strip_prefix("warning: ")) {
            let message = message.to_owned();
            let is_error = error.is_some();
            refusals.push(Refusal { message, is_error, ..Refusal::default() });
        } else if let Some(refusal) = refusals.last_mut() {
            let line = line.trim_start();
            if let Some(place) = line.strip_prefix("┌─ ") {
                refusal.at = refusal.at.take().or_else(|| file_and_line(place));
            } else if let Some(hint) =
                line.strip_prefix("= hint: ").or_else(|| line.strip_prefix("hint: "))
            {
                refusal.hints.push(hint.to_owned());
            }
        }
    }
    if refusals.iter().any(|refusal| refusal.is_error) {
        refusals.retain(|refusal| refusal.is_error);
    }
    refusals.iter().map(|refusal| refusal.finding(document)).collect()
}

/// `typst/lib/picture.typ:12:4`, without the column.
fn file_and_line(place: &str) -> Option<(String, usize)> {
    let (place, _column) = place.trim_end().rsplit_once(':')?;
    let (file, line) = place.rsplit_once(':')?;
    Some((file.to_owned(), line.parse().ok()?))
}

#[derive(Default)]
struct Refusal {
    message: String,
    /// File and line.
    at: Option<(String, usize)>,
    hints: Vec<String>,
    is_error: bool,
}

impl Refusal {
    fn finding(&self, document: &str) -> Finding {
        let at = self.at.as_ref().map(|(file, line)| format!(" ({file}, line {line})"));
        let what = format!(
            "Typst refused a page of `{document}`: {}{}",
            self.message,
            at.unwrap_or_default()
        );
        let hints = match self.hints.join("; ") {
            hints if hints.is_empty() => hints,
            hints => format!("; Typst says: {hints}"),
        };
        Finding::bug("typst-refused", Place::Nowhere, what)
            .why("a PDF that it has doubts about may lack words or be unreadable aloud")
            .remedy(format!("this is a bug in lessonpack: please report it with the lesson{hints}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(String, String)> {
        let found = read("3-notes", words).into_iter();
        found.map(|finding| (finding.what, finding.remedy)).collect()
    }

    #[test]
    fn the_programs_words_make_the_same_findings_as_inside() {
        let words = "\
error: path `\"../../x\"` would escape the project root
  ┌─ typst/lib/picture.typ:3:6
  │
3 │ #read(\"../../x\")
  │       ^^^^^^^^^^^
  │
  = hint: cannot access files outside of the project sandbox
  = hint: you can adjust the project root with the `--root` argument

error: PDF/UA-1 error: missing document title
 = hint: set the title with `set document(title: [...])`

warning: unknown font family: comic sans ms
  ┌─ typst/notes.typ:3:12
";
        let [path, title] = &told(words)[..] else { panic!("{:?}", told(words)) };
        let refused = "Typst refused a page of `3-notes`: ";
        let place = "(typst/lib/picture.typ, line 3)";
        let what = format!("{refused}path `\"../../x\"` would escape the project root {place}");
        assert_eq!(path.0, what);
        assert!(path.1.contains("project sandbox; you can adjust"), "{}", path.1);
        assert_eq!(title.0, format!("{refused}PDF/UA-1 error: missing document title"));
        assert!(title.1.contains("set the title with"), "{}", title.1);
    }

    #[test]
    fn a_warning_alone_is_a_refusal_and_other_words_are_none() {
        let warning = told("warning: unknown font family: comic sans ms\n  ┌─ a.typ:9:12\n");
        assert_eq!(warning.len(), 1);
        assert!(warning[0].0.ends_with("unknown font family: comic sans ms (a.typ, line 9)"));
        assert_eq!(told("thread 'main' panicked at src/main.rs:1:1:\nno error: none"), []);
        assert_eq!(told(""), []);
    }
}
