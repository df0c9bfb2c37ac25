//! Characters that no font of the program can draw.

use std::collections::BTreeSet;

use crate::diagnostics::{Finding, Findings};
use crate::pack::{Body, Item, Origin};
use crate::render::typst::Inside;
use crate::text::plain_line;

/// A finding for each node with such a character.
pub(super) fn check(inside: &Inside, item: &Item) -> Findings {
    let mut findings = Findings::new();
    let mut look = |text: &str, from: &Origin| {
        let missing: BTreeSet<char> =
            text.chars().filter(|c| !is_invisible(*c) && !inside.draws(*c)).collect();
        let missing: Vec<_> = missing
            .into_iter()
            .map(|character| format!("`{character}` (U+{:04X})", u32::from(character)))
            .collect();
        if !missing.is_empty() {
            let what = format!("no font of lessonpack has {}", missing.join(", "));
            findings.push(
                Finding::error("missing-glyph", from.place(), what)
                    .why("on paper there would be an empty box instead")
                    .remedy("write it in words, or with letters of the Latin alphabet"),
            );
        }
    };
    match &item.body {
        Body::Deck(deck) => {
            for slide in &deck.slides {
                look(&plain_line(&slide.title), &slide.from);
            }
        }
        Body::Document(document) => {
            look(&plain_line(&document.title), &Origin::program());
            look(&plain_line(&document.subtitle), &Origin::program());
        }
    }
    item.body.walk(&mut |node| {
        for text in node.block.own_text() {
            look(&text, &node.from);
        }
    });
    findings.sort();
    findings
}

/// Characters that have no glyph of their own.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0E}' | '\u{FE0F}')
}
