//! Pictures: where they lie in a box, and the PNG files of a deck.

use super::look::{Look, centred};
use crate::brand::{Fit, Layout, LayoutBox, Rect};
use crate::ooxml::names::{content, kind};
use crate::ooxml::{Package, Part, Relationships};
use crate::pack::Picture;
use crate::render::picture::{self, Svg};
use crate::render::raster;

/// Pixels in a point: a slide of 960 points fills a screen of 1,920 pixels.
const PIXELS: f64 = 2.0;

/// A picture in its box.
pub(super) struct Placed {
    /// Where the audience's shape lies behind it, and in which colour role.
    pub(super) shape: Option<(Rect, String)>,
    /// Where the file goes.
    pub(super) at: Rect,
    /// The file.
    pub(super) png: Vec<u8>,
}

/// Places a picture in a box of a layout. The file fills the whole box, with
/// air where the drawing leaves it, so that the placeholder's place holds and
/// nothing is stretched when a teacher resets the slide.
///
/// # Errors
///
/// A phrase, if there is no such drawing or it cannot be drawn.
pub(super) fn place(
    picture: &Picture,
    look: &Look<'_>,
    layout: &Layout,
    b: &LayoutBox,
) -> Result<Placed, String> {
    let geometry = look.brand.geometry();
    let fit = picture::fit(picture, look.brand);
    let at = look.place(b);
    let shape = b.shape.clone().filter(|_| fit != Fit::Wide).map(|role| (look.grown(at), role));
    let whole = picture::svg(picture, look.brand).ok_or("there is no such drawing")?;
    let has_shape = shape.is_some() || b.inset.is_some();
    if fit == Fit::Scene && has_shape {
        let cut = picture::clipped(picture, look.brand).ok_or("it cannot be cut by the shape")?;
        // Where the shape is a box apart, the scene stands in that.
        let behind = layout.get("picture-shape").filter(|_| b.shape.is_none());
        let at = behind.map_or(at, |behind| look.place(behind));
        return Ok(Placed { shape, at, png: draw(&cut, at, 1.0)? });
    }
    let share = match fit {
        Fit::Object if shape.is_some() => geometry.object_scale,
        Fit::Cover if shape.is_some() => geometry.cover_scale,
        Fit::Object => b.inset.unwrap_or(1.0),
        Fit::Cover | Fit::Scene | Fit::Wide => 1.0,
    };
    let png = if b.qr { code(&whole, at)? } else { draw(&whole, at, share)? };
    Ok(Placed { shape, at, png })
}

/// A small drawing in the lower right of a card, where the words leave room;
/// `used` is the height of the words in points.
pub(super) fn corner(look: &Look<'_>, b: &LayoutBox, used: f64) -> Option<(Rect, Vec<u8>)> {
    /// Side of the drawing in points.
    const SIDE: f64 = 92.0;
    let name = b.corner.as_deref()?;
    let card = look.place(b);
    let [_, top, right, bottom] = b.pad;
    if top + used + SIDE + bottom > card.h {
        return None;
    }
    let at = Rect {
        x: card.x + card.w - right - SIDE,
        y: card.y + card.h - bottom - SIDE,
        w: SIDE,
        h: SIDE,
    };
    let text = look.brand.svg(name, look.audience, b.ground.as_deref().unwrap_or("paper"))?;
    let size = look.brand.drawing(name)?.size;
    Some((at, draw(&Svg { text, size }, at, 1.0).ok()?))
}

/// Draws a picture as large as a share of the box allows, on its centre.
fn draw(svg: &Svg, at: Rect, share: f64) -> Result<Vec<u8>, String> {
    let (w, h) = svg.size;
    let scale = (at.w / w).min(at.h / h) * share;
    let inside = centred(Rect { x: 0.0, y: 0.0, ..at }, w * scale, h * scale);
    let framed = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" \
         height=\"{}\"><g transform=\"translate({} {}) scale({scale})\">{}</g></svg>",
        at.w, at.h, at.w, at.h, inside.x, inside.y, svg.text
    );
    let pixels = (at.w * PIXELS).round() as u32;
    Ok(raster::rasterise(&framed, pixels)?.bytes)
}

/// Draws a QR code so that each module is a whole number of pixels: no
/// scanner meets a blurred edge.
fn code(svg: &Svg, at: Rect) -> Result<Vec<u8>, String> {
    let modules = svg.size.0;
    let pixels = (at.w * PIXELS * 2.0 / modules).ceil() * modules;
    Ok(raster::rasterise(&svg.text, pixels as u32)?.bytes)
}

/// The picture files of a deck; equal pictures are one file.
#[derive(Default)]
pub(super) struct Media {
    files: Vec<Vec<u8>>,
}

impl Media {
    /// Points a part at a PNG and returns the relationship's id.
    pub(super) fn add(&mut self, png: Vec<u8>, relationships: &mut Relationships) -> String {
        let known = self.files.iter().position(|file| *file == png);
        let at = known.unwrap_or(self.files.len());
        if known.is_none() {
            self.files.push(png);
        }
        relationships.to_part(kind::IMAGE, name(at))
    }

    /// Adds the files to the package.
    pub(super) fn add_to(self, package: &mut Package) {
        for (at, file) in self.files.into_iter().enumerate() {
            package.add(name(at), Part::bytes(content::PNG, file));
        }
    }
}

fn name(at: usize) -> String {
    format!("ppt/media/image{}.png", at + 1)
}
