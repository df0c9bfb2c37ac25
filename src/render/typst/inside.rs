//! The engine inside the program.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use typst::diag::{SourceResult, Warned};
use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Feature, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::world::{Room, file_id, midnight};
use super::{Compiled, Engine, Mark, Tree, marks, refusal};
use crate::brand::Brand;
use crate::diagnostics::Findings;
use crate::fs::embedded;
use crate::render::raster::encode_opaque;

/// After so many compiles the cache loses what was not used since it last did.
/// A pack has a dozen; more often takes longer, as all of the cache is walked
/// through, and more seldom takes memory.
const EVICT_EVERY: usize = 8;

/// Typst as a library, with the brand's fonts and the program's templates.
///
/// Made once and shared between threads. Compiles share one cache, which
/// changes how long they take and never what they give.
pub struct Inside {
    pub(super) library: LazyHash<Library>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    /// By absolute virtual path.
    pub(super) templates: BTreeMap<String, Source>,
    /// By absolute virtual path; their colour roles are filled by templates.
    pub(super) icons: BTreeMap<String, Bytes>,
    compiles: AtomicUsize,
}

impl Inside {
    /// Loads the brand's fonts, the program's templates and icons.
    pub fn new(brand: &Brand) -> Self {
        let fonts: Vec<Font> = brand
            .fonts()
            .iter()
            .filter_map(|face| Font::new(Bytes::new(face.bytes.clone()), 0))
            .collect();
        let templates = embedded::template_paths()
            .into_iter()
            .filter(|path| path.ends_with(".typ"))
            .filter_map(|path| {
                let text = String::from_utf8(embedded::template(&path)?.into_owned()).ok()?;
                let path = format!("/{path}");
                let id = file_id(&path).ok()?;
                Some((path, Source::new(id, text)))
            })
            .collect();
        let icons = embedded::asset_paths()
            .into_iter()
            .filter_map(|path| {
                let name = path.strip_prefix("drawings/icons/")?;
                Some((format!("/icons/{name}"), Bytes::new(embedded::asset(&path)?)))
            })
            .collect();
        Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
            icons,
            compiles: AtomicUsize::new(0),
        }
    }

    /// Lays out and reads the marks, without making a file.
    ///
    /// # Errors
    ///
    /// As [`Engine::compile`].
    pub fn measure(&self, tree: &Tree) -> Result<Vec<Mark>, Findings> {
        self.layout(tree, |document| Ok(marks::read(document)))
    }

    /// Lays out and paints every page as a PNG.
    ///
    /// # Errors
    ///
    /// As [`Engine::compile`].
    pub fn pages_to_png(&self, tree: &Tree, ppi: f64) -> Result<Vec<Vec<u8>>, Findings> {
        let options = RenderOptions { pixel_per_pt: Scalar::new(ppi / 72.0), render_bleed: false };
        self.layout(tree, |document| {
            let pages = document.pages().iter().map(|page| {
                let pixels = typst_render::render(page, &options);
                encode_opaque((pixels.width(), pixels.height()), pixels.data())
            });
            Ok(pages.collect::<Result<_, _>>())
        })?
        .map_err(|error: png::EncodingError| refusal::other(&tree.document, &error.to_string()))
    }

    /// Whether some font of the program can draw a character.
    pub fn draws(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }

    fn layout<T>(
        &self,
        tree: &Tree,
        then: impl FnOnce(&PagedDocument) -> SourceResult<T>,
    ) -> Result<T, Findings> {
        let world = Room::new(self, tree)
            .map_err(|error| refusal::other(&tree.document, &format!("{error:?}")))?;
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let result = output.and_then(|document| then(&document));
        if self.compiles.fetch_add(1, Ordering::Relaxed) % EVICT_EVERY == EVICT_EVERY - 1 {
            typst::comemo::evict(1);
        }
        match result {
            Ok(value) if warnings.is_empty() => Ok(value),
            Ok(_) => Err(refusal::findings(&tree.document, &world, &warnings)),
            Err(errors) => Err(refusal::findings(&tree.document, &world, &errors)),
        }
    }
}

impl Engine for Inside {
    fn compile(&self, tree: &Tree) -> Result<Compiled, Findings> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| refusal::other(&tree.document, error.message()))?;
        let options = PdfOptions {
            // What the stock program writes, so that its bytes are the same.
            ident: Smart::Auto,
            creator: Smart::Auto,
            timestamp: midnight(tree.date).map(Timestamp::new_utc),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        self.layout(tree, |document| {
            Ok(Compiled {
                pdf: typst_pdf::pdf(document, &options)?,
                marks: marks::read(document),
                pages: u16::try_from(document.pages().len()).unwrap_or(u16::MAX),
            })
        })
    }
}

impl std::fmt::Debug for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inside").field("fonts", &self.fonts.len()).finish_non_exhaustive()
    }
}

/// The standard library, and what it still calls an extra: saying what a table
/// shows to those who hear it.
fn library() -> Library {
    Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()
}
