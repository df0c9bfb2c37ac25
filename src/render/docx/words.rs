//! Lines of words as runs.

use super::draft::Draft;
use super::paragraph::Face;
use crate::ooxml::names::kind;
use crate::ooxml::{Element, el};
use crate::text::{Inline, Lang};

/// Whether a language is written from right to left.
pub(super) fn is_right_to_left(lang: &str) -> bool {
    let primary = lang.split('-').next().unwrap_or(lang);
    matches!(primary, "ar" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi")
}

/// A line as runs.
pub(super) fn runs(draft: &mut Draft<'_>, line: &[Inline], face: &Face<'_>) -> Vec<Element> {
    let mut out = Vec::new();
    push_runs(draft, line, face, &mut out);
    out
}

fn push_runs(draft: &mut Draft<'_>, line: &[Inline], face: &Face<'_>, out: &mut Vec<Element>) {
    for inline in line {
        match inline {
            Inline::Text(words) => out.push(face.run(words)),
            Inline::Strong(words) => {
                push_runs(draft, words, &Face { style: Some("Strong"), ..face.clone() }, out);
            }
            Inline::Term(words) => {
                push_runs(draft, words, &Face { style: Some("Term"), ..face.clone() }, out);
            }
            Inline::Link { to, text } if is_address(to) => {
                let id = draft.relationships.to_outside(kind::HYPERLINK, to.as_str());
                let mut inner = Vec::new();
                let face = Face { style: Some("Hyperlink"), ..face.clone() };
                push_runs(draft, text, &face, &mut inner);
                // A link within a link is no link: its runs stand alone.
                let inner = inner.into_iter().filter(|run| run.name() == "w:r");
                out.push(el("w:hyperlink").attr("r:id", id).attr("w:history", 1).children(inner));
            }
            Inline::Link { text, .. } => push_runs(draft, text, face, out),
            Inline::In { lang, text } => {
                push_runs(draft, text, &in_language(lang, face), out);
            }
            Inline::Blank(wide) => {
                // Underlined spaces that cannot break: a line to write on which
                // nobody has to hear read out as so many underscores.
                // Such a space is little more than half as wide as a letter.
                let room = "\u{a0}".repeat(usize::from(*wide) * 9 / 5);
                out.push(Face { underlined: true, ..face.clone() }.run(&room));
            }
            Inline::Newline => out.push(face.wrap(el("w:br"))),
        }
    }
}

/// The face of words in another language.
pub(super) fn in_language<'a>(lang: &'a Lang, face: &Face<'a>) -> Face<'a> {
    Face { lang: Some(lang.tag()), right_to_left: is_right_to_left(lang.tag()), ..face.clone() }
}

/// Whether Word takes it as an address without asking for repair.
fn is_address(address: &str) -> bool {
    let legal = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        && address.chars().all(legal)
}
