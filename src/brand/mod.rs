//! How everything looks: colours, type, slide boxes, shapes, drawings, fonts.
//!
//! One set of tokens and one table of layouts serve every writer, so that a
//! slide and its page put the same words in the same boxes. Nothing here knows
//! lessons or file formats.

mod drawing;
mod font;
mod layout;
mod shape;
mod tokens;

use std::collections::BTreeMap;

pub use self::drawing::{Drawing, Fit};
pub use self::font::{FontFace, FontUse};
pub use self::layout::{Anchor, BoxKind, Geometry, Layout, LayoutBox, Rect, SLIDE};
pub use self::shape::{Shape, ShapeCommand};
pub use self::tokens::{AudienceLook, PageLook, Rgb, SpaceLook, Style};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::embedded;

/// The brand, read-only once loaded.
#[derive(Debug)]
pub struct Brand {
    colours: BTreeMap<String, Rgb>,
    audiences: BTreeMap<String, AudienceLook>,
    styles: BTreeMap<String, Style>,
    paper: BTreeMap<String, Style>,
    page: PageLook,
    space: SpaceLook,
    geometry: Geometry,
    layouts: Vec<Layout>,
    drawings: BTreeMap<String, Drawing>,
    shapes: BTreeMap<String, Shape>,
    fonts: Vec<FontFace>,
}

impl Brand {
    /// The brand that the program carries.
    ///
    /// # Errors
    ///
    /// A finding if a token file is broken: a bug of ours, as they are embedded.
    pub fn embedded() -> Result<Self, Findings> {
        let tokens: tokens::File = parse("brand/brand.toml")?;
        let layouts: layout::File = parse("brand/layouts.toml")?;
        let drawings = drawing::load(parse("drawings/drawings.toml")?)?;
        let fonts = font::load(parse("fonts/fonts.toml")?)?;
        let shapes = tokens
            .audience
            .values()
            .map(|look| Ok((look.shape.clone(), shape::load(&look.shape)?)))
            .collect::<Result<_, Findings>>()?;
        let (geometry, layouts) = layout::resolve(layouts);
        Ok(Self {
            colours: tokens.colour,
            audiences: tokens.audience,
            styles: tokens.style,
            paper: tokens.paper,
            page: tokens.page,
            space: tokens.space,
            geometry,
            layouts,
            drawings,
            shapes,
            fonts,
        })
    }

    /// A colour by role: one of the brand's, or the audience's `deep`, `mid`,
    /// `soft` or `tint`. Ink if there is no such role.
    pub fn colour(&self, role: &str, audience: &str) -> Rgb {
        let own = self.audiences.get(audience).and_then(|look| look.role(role));
        own.or_else(|| self.colours.get(role).copied()).unwrap_or(Rgb::BLACK)
    }

    /// Every colour by role, the audience's four included.
    pub fn colours(&self, audience: &str) -> BTreeMap<String, Rgb> {
        let mut all = self.colours.clone();
        if let Some(look) = self.audiences.get(audience) {
            for role in ["deep", "mid", "soft", "tint"] {
                all.extend(look.role(role).map(|colour| (role.to_owned(), colour)));
            }
        }
        all
    }

    /// How an audience looks; the first one's look if it has none.
    pub fn audience(&self, audience: &str) -> &AudienceLook {
        static PLAIN: std::sync::LazyLock<AudienceLook> =
            std::sync::LazyLock::new(AudienceLook::default);
        self.audiences.get(audience).unwrap_or(&PLAIN)
    }

    /// A style of type on slides, sizes in points.
    pub fn style(&self, name: &str) -> &Style {
        static PLAIN: std::sync::LazyLock<Style> = std::sync::LazyLock::new(Style::default);
        self.styles.get(name).unwrap_or(&PLAIN)
    }

    /// Every style of type on slides.
    pub fn styles(&self) -> &BTreeMap<String, Style> {
        &self.styles
    }

    /// Every style of type on paper.
    pub fn paper(&self) -> &BTreeMap<String, Style> {
        &self.paper
    }

    /// Lengths on paper.
    pub fn page(&self) -> &PageLook {
        &self.page
    }

    /// Distances and strokes on paper.
    pub fn space(&self) -> &SpaceLook {
        &self.space
    }

    /// Shares that turn a box into what is seen in it.
    pub fn geometry(&self) -> Geometry {
        self.geometry
    }

    /// Where a box lies for an audience: boxes that are flush with a margin
    /// move out by the air beside the audience's shape.
    pub fn place(&self, b: &LayoutBox, audience: &str) -> Rect {
        let look = self.audience(audience);
        let air = if b.kind == BoxKind::Badge { look.badge_air } else { look.picture_air };
        let x = match (b.flush_left, b.flush_right) {
            (Some(left), _) => left - air * b.at.w,
            (_, Some(right)) => right - b.at.w + air * b.at.w,
            _ => b.at.x,
        };
        Rect { x, ..b.at }
    }

    /// A layout by name.
    pub fn layout(&self, name: &str) -> Option<&Layout> {
        self.layouts.iter().find(|layout| layout.name == name)
    }

    /// Every layout, in the table's order.
    pub fn layouts(&self) -> &[Layout] {
        &self.layouts
    }

    /// A drawing by name.
    pub fn drawing(&self, name: &str) -> Option<&Drawing> {
        self.drawings.get(name)
    }

    /// Every drawing by name; icons are named `icons/…`.
    pub fn drawings(&self) -> &BTreeMap<String, Drawing> {
        &self.drawings
    }

    /// A drawing as SVG, coloured for an audience and the ground it lies on.
    pub fn svg(&self, name: &str, audience: &str, ground: &str) -> Option<String> {
        Some(self.drawing(name)?.coloured(self, audience, ground))
    }

    /// The audience's shape.
    pub fn shape(&self, audience: &str) -> Option<&Shape> {
        self.shapes.get(&self.audience(audience).shape)
    }

    /// Every font face.
    pub fn fonts(&self) -> &[FontFace] {
        &self.fonts
    }
}

fn parse<T: serde::de::DeserializeOwned>(path: &str) -> Result<T, Findings> {
    let bytes = embedded::asset(path)
        .ok_or_else(|| broken(path, "it is not among the embedded assets".into()))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| broken(path, error.to_string()))?;
    toml::from_str(text).map_err(|error| broken(path, error.to_string()))
}

fn broken(path: &str, what: String) -> Findings {
    Finding::bug("broken-brand", Place::File(format!("assets/{path}")), what)
        .why("every file's look comes from it")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_brand_is_whole() {
        let brand = Brand::embedded().unwrap_or_else(|findings| panic!("{findings:?}"));
        for layout in brand.layouts() {
            for b in layout.boxes.iter().chain(&layout.chrome) {
                assert!(brand.styles().contains_key(&b.style), "{}/{}", layout.name, b.name);
                let at = brand.place(b, "11-14");
                let inside =
                    at.x >= 0.0 && at.y >= 0.0 && at.x + at.w <= SLIDE.0 && at.y + at.h <= SLIDE.1;
                assert!(
                    inside || b.bleed || !b.kind.is_text(),
                    "{}/{} leaves the slide",
                    layout.name,
                    b.name
                );
            }
            let icon = layout.label.as_ref().map(|label| format!("icons/{label}"));
            assert!(icon.is_none_or(|icon| brand.drawing(&icon).is_some()), "{}", layout.name);
        }
    }
}
