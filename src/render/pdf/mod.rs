//! PDF: decks and documents, by Typst.
//!
//! Owns what the templates are told ([`data`]) and what is read off the pages:
//! how full the boxes are, how many pages there are. What a page looks like is
//! in `templates/typst/`.

mod boxes;
mod data;
#[cfg(test)]
mod documents;
mod glyphs;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::data::tree;
use crate::brand::FontUse;
use crate::diagnostics::{Finding, Findings, Place};
use crate::pack::{Body, Format, Item, SlideId, walk_nodes};
use crate::render::typst::{Engine, Inside};
use crate::render::{BoxUse, Kit, Rendered, Renderer};
use crate::text::plain_line;

/// Writes PDFs.
pub struct Pdf {
    inside: Arc<Inside>,
    engine: Arc<dyn Engine>,
}

impl Pdf {
    /// Writes with the engine inside the program.
    pub fn new(inside: Arc<Inside>) -> Self {
        Self { engine: inside.clone(), inside }
    }

    /// Writes with another engine. The one inside still says which characters
    /// its fonts can draw.
    pub fn by(inside: Arc<Inside>, engine: Arc<dyn Engine>) -> Self {
        Self { inside, engine }
    }
}

impl Renderer for Pdf {
    fn format(&self) -> Format {
        Format::Pdf
    }

    fn render(&self, item: &Item, kit: &Kit<'_>) -> Result<Rendered, Findings> {
        let mut findings = glyphs::check(&self.inside, item);
        if findings.has_errors() {
            return Err(findings);
        }
        let compiled = self.engine.compile(&tree(item, kit, FontUse::Own)?)?;
        let (boxes, too_full) = boxes::read(&compiled.marks, item, None);
        findings.extend(too_full);
        findings.extend(page_count(item, compiled.pages));
        findings.ok_or(Rendered { bytes: compiled.pdf, boxes, pages: Some(compiled.pages) })
    }
}

/// How full a deck's boxes are in a font, without making a file. With
/// [`FontUse::Measure`]: as in the office file.
///
/// # Errors
///
/// A finding for each box whose words do not fit; whatever Typst refuses.
pub fn measure(
    inside: &Inside,
    item: &Item,
    kit: &Kit<'_>,
    fonts: FontUse,
) -> Result<Vec<BoxUse>, Findings> {
    let marks = inside.measure(&tree(item, kit, fonts)?)?;
    let family = match fonts {
        FontUse::Own => None,
        FontUse::Measure => Some(kit.brand.audience(&item.meta.audience).office_font.as_str()),
    };
    let (boxes, mut findings) = boxes::read(&marks, item, family);
    findings.ok_or(boxes)
}

/// A deck's slides as PNG files, for formats that cannot draw a slide.
///
/// # Errors
///
/// As [`measure`].
pub fn slide_pictures(
    inside: &Inside,
    item: &Item,
    kit: &Kit<'_>,
    ppi: f64,
) -> Result<BTreeMap<SlideId, Vec<u8>>, Findings> {
    let Body::Deck(deck) = &item.body else {
        return Ok(BTreeMap::new());
    };
    let pages = page_pictures(inside, item, kit, ppi)?;
    Ok(deck.slides.iter().map(|slide| slide.id.clone()).zip(pages).collect())
}

/// An item's pages as PNG files, `ppi` pixels an inch.
///
/// # Errors
///
/// As [`measure`].
pub fn page_pictures(
    inside: &Inside,
    item: &Item,
    kit: &Kit<'_>,
    ppi: f64,
) -> Result<Vec<Vec<u8>>, Findings> {
    inside.pages_to_png(&tree(item, kit, FontUse::Own)?, ppi)
}

/// More or fewer pages than an item must fill.
fn page_count(item: &Item, pages: u16) -> Findings {
    let Some(wanted) = item.pages.filter(|wanted| pages != *wanted) else {
        return Findings::new();
    };
    let place = match &item.body {
        Body::Deck(_) => Place::Nowhere,
        Body::Document(document) => {
            // The longest text is where to begin. The line under the title is
            // one, though where it was written is not known here.
            let mut longest = (plain_line(&document.subtitle).len(), Place::Nowhere);
            walk_nodes(&document.body, &mut |node| {
                let words = node.block.own_text().iter().map(String::len).sum::<usize>();
                if words > longest.0 && node.from.place() != Place::Nowhere {
                    longest = (words, node.from.place());
                }
            });
            longest.1
        }
    };
    let what = format!("`{}` fills {pages} pages and must fill {wanted}", item.stem);
    let (why, remedy) = if pages > wanted {
        (
            "it is printed and handed out as it is: a further page gets lost",
            "shorten its words, the longest first, also under its title: nothing is set smaller to \
             make it fit",
        )
    } else {
        (
            "it is printed on both sides of a sheet, and one would be empty",
            "put back what stood on the page that is missing",
        )
    };
    Finding::error("page-budget", place, what).why(why).remedy(remedy).into()
}

#[cfg(test)]
mod tests;
