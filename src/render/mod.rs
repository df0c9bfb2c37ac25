//! Items to bytes: one writer a format, all drawing the same model.
//!
//! Same item and kit, same bytes: no disk, no clock, no global. Writers know
//! neither lessons nor each other.

pub mod docx;
pub mod emblem;
pub mod pdf;
pub mod picture;
pub mod pptx;
pub mod raster;
pub mod theme;
pub mod typst;

use std::collections::BTreeMap;

use crate::brand::Brand;
use crate::diagnostics::Findings;
use crate::pack::{Body, Deck, DocKind, Format, Item, Picture, PictureId, SlideId};

/// What every writer may read.
#[derive(Debug)]
pub struct Kit<'a> {
    /// Colours, type, boxes, drawings, fonts.
    pub brand: &'a Brand,
    /// The pack's pictures.
    pub pictures: &'a BTreeMap<PictureId, Picture>,
    /// The date to write into properties.
    pub date: jiff::civil::Date,
    /// The pack's deck, for documents that show small pictures of slides.
    pub deck: Option<&'a Deck>,
    /// The deck's slides as PNG files, for formats that cannot draw a slide
    /// themselves. A slide without one is shown by its title alone.
    pub thumbs: &'a BTreeMap<SlideId, Vec<u8>>,
}

/// Draws items in one format.
pub trait Renderer: Sync {
    /// Which.
    fn format(&self) -> Format;

    /// Draws an item.
    ///
    /// # Errors
    ///
    /// Findings for what does not fit or cannot be drawn, with the place of
    /// the words.
    fn render(&self, item: &Item, kit: &Kit<'_>) -> Result<Rendered, Findings>;
}

/// A file, and what was measured while it was made.
#[derive(Debug)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// How full the boxes are.
    pub boxes: Vec<BoxUse>,
    /// How many pages it has, where the format has pages.
    pub pages: Option<u16>,
}

/// How full a box is.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxUse {
    /// Slide id or card mark.
    pub slide: String,
    /// Box name.
    pub name: String,
    /// Height of the words in points.
    pub used: f64,
    /// Height of the room in points.
    pub room: f64,
}

/// The audience in whose type an item is set: adults alone read the card for an
/// incident, whoever the lesson is for.
pub(crate) fn type_of(item: &Item) -> &str {
    match &item.body {
        Body::Document(document) if document.kind == DocKind::IncidentCard => "professionals",
        Body::Document(_) | Body::Deck(_) => &item.meta.audience,
    }
}
