//! How a document looks: which of the brand's tokens stand where.

use crate::brand::{Brand, Rgb, Style};
use crate::ooxml::units::cm;
use crate::pack::{DocKind, Item, Reader};

/// The look of one document, lengths in points.
#[derive(Debug)]
pub(super) struct Look<'a> {
    /// The brand.
    pub brand: &'a Brand,
    /// The audience's id.
    pub audience: &'a str,
    /// The language of the document.
    pub lang: &'a str,
    /// Running text.
    pub body: Style,
    /// The title.
    pub title: Style,
    /// Headings of levels 2, 3 and 4.
    pub headings: [Style; 3],
    /// The foot.
    pub foot: Style,
    /// The family that school machines have.
    pub font: &'a str,
    /// Left or inner margin.
    pub inner: f64,
    /// Right or outer margin.
    pub outer: f64,
    /// Whether left and right change sides on every other page.
    pub mirrored: bool,
}

/// Width and height of A4 in centimetres.
pub(super) const A4: (f64, f64) = (21.0, 29.7);

/// Whether its reader is a learner: then the foot says so and type is larger.
pub(super) fn is_for_learners(item: &Item) -> bool {
    item.reader == Reader::Learners
}

impl<'a> Look<'a> {
    pub(super) fn new(item: &'a Item, kind: DocKind, brand: &'a Brand) -> Self {
        let paper = |name: &str| brand.paper().get(name).cloned().unwrap_or_default();
        let body = paper(if is_for_learners(item) { "pupil" } else { "adult" });
        let strong = Style { weight: 700, ..body.clone() };
        let label = Style { colour: "deep".into(), ..strong.clone() };
        let headings = match kind {
            DocKind::Notes => [paper("activity"), paper("task"), label],
            DocKind::StartHere
            | DocKind::Briefing
            | DocKind::Letter
            | DocKind::Worksheet
            | DocKind::PrintSet
            | DocKind::HelpSheet
            | DocKind::Scheme => [paper("task"), strong, label],
        };
        let page = brand.page();
        let notes = kind == DocKind::Notes;
        // The notes' outer margin holds the timing strip in the PDF: the words
        // keep their width here, and the margin is room for a teacher's own.
        let strip = page.notes_outer + page.notes_strip + STRIP_GAP;
        Self {
            brand,
            audience: &item.meta.audience,
            lang: item.lang.tag(),
            body,
            title: paper("title"),
            headings,
            foot: paper("foot"),
            font: &brand.audience(&item.meta.audience).office_font,
            inner: cm(page.binding),
            outer: cm(if notes { strip } else { page.outer }),
            mirrored: notes,
        }
    }

    /// A colour by role.
    pub(super) fn colour(&self, role: &str) -> Rgb {
        self.brand.colour(role, self.audience)
    }

    /// Width of the text in points.
    pub(super) fn text_width(&self) -> f64 {
        cm(A4.0) - self.inner - self.outer
    }

    /// Distance of paragraphs in points.
    pub(super) fn gap(&self) -> f64 {
        self.body.size * self.brand.space().paragraph_gap
    }
}

/// Centimetres between the strip and the words, room for its minutes included.
const STRIP_GAP: f64 = 0.95;
