//! Drawings on the audience's shape, as one picture.
//!
//! Formats that cannot lay a drawing over a shape, or in which the two would
//! drift apart when a teacher edits the page, show them as one.

use std::fmt::Write;

use super::picture::{self, Svg};
use crate::brand::{Brand, Fit, Shape, ShapeCommand};
use crate::pack::{Picture, Source};

/// An icon in white on the deep shape of an audience, cut to the shape's edges
/// so that what is seen meets a margin; none if the brand has no such icon.
pub fn icon(name: &str, audience: &str, brand: &Brand) -> Option<Svg> {
    let name = format!("icons/{name}");
    let drawing = brand.drawing(&name)?;
    // Icons are ink with gaps of the ground; on a dark shape they are white.
    let (ink, white) = (brand.colour("ink", audience), brand.colour("white", audience));
    let icon = brand.svg(&name, audience, "deep")?.replace(&ink.to_string(), &white.to_string());
    let scale = brand.geometry().icon_scale;
    on_shape(brand.shape(audience)?, &brand.colour("deep", audience).to_string(), |side| {
        placed(&icon, drawing.size, side, scale)
    })
}

/// A picture as it stands in a picture box: an object or a scene that was
/// coloured to lie on the audience's shape on that shape, anything else bare. None if the brand has no such
/// drawing.
pub fn figure(picture: &Picture, brand: &Brand) -> Option<Svg> {
    let bare = picture::svg(picture, brand)?;
    let Source::Drawing { audience, ground, .. } = &picture.source else {
        return Some(bare);
    };
    let (Some(shape), "tint" | "mid") = (brand.shape(audience), ground.role()) else {
        return Some(bare);
    };
    let fill = brand.colour(ground.role(), audience).to_string();
    // Behind a picture the shape is drawn larger than behind a letter; here it
    // is the picture that is drawn smaller.
    let geometry = brand.geometry();
    let grown = geometry.picture_radius / geometry.badge_radius;
    let (svg, share) = match picture::fit(picture, brand) {
        Fit::Wide => return Some(bare),
        Fit::Scene => (picture::clipped(picture, brand)?, 1.0 / grown),
        Fit::Object | Fit::Cover => (bare, geometry.object_scale / grown),
    };
    on_shape(shape, &fill, |side| placed(&svg.text, svg.size, side, share))
}

/// The shape with something on it, in the box that bounds the shape.
fn on_shape(shape: &Shape, fill: &str, inner: impl FnOnce(f64) -> String) -> Option<Svg> {
    let [left, top, right, bottom] = bounds(shape)?;
    let (w, h) = (right - left, bottom - top);
    let mut path = String::new();
    for command in &shape.commands {
        match command {
            ShapeCommand::Move(x, y) => write!(path, "M{x} {y}"),
            ShapeCommand::Line(x, y) => write!(path, "L{x} {y}"),
            ShapeCommand::Cubic([a, b, c, d, x, y]) => write!(path, "C{a} {b} {c} {d} {x} {y}"),
            ShapeCommand::Close => write!(path, "Z"),
        }
        .ok()?;
    }
    let inner = inner(shape.size.0);
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {w} {h}\" \
         width=\"{w}\" height=\"{h}\"><path fill=\"{fill}\" d=\"{path}\"/>{inner}</svg>"
    );
    Some(Svg { text, size: (w, h) })
}

/// A drawing in the middle of a square of this side, of which it takes a share.
fn placed(svg: &str, size: (f64, f64), side: f64, share: f64) -> String {
    let scale = side * share / size.0.max(size.1);
    let (x, y) = ((side - size.0 * scale) / 2.0, (side - size.1 * scale) / 2.0);
    format!("<g transform=\"translate({x} {y}) scale({scale})\">{svg}</g>")
}

/// Left, top, right and bottom of what is seen. Control points lie on or
/// inside the edges of every shape of the brand.
fn bounds(shape: &Shape) -> Option<[f64; 4]> {
    let mut points = Vec::new();
    for command in &shape.commands {
        match *command {
            ShapeCommand::Move(x, y) | ShapeCommand::Line(x, y) => points.push((x, y)),
            ShapeCommand::Cubic([a, b, c, d, x, y]) => points.extend([(a, b), (c, d), (x, y)]),
            ShapeCommand::Close => {}
        }
    }
    let first = *points.first()?;
    let start = [first.0, first.1, first.0, first.1];
    Some(
        points
            .iter()
            .fold(start, |[l, t, r, b], (x, y)| [l.min(*x), t.min(*y), r.max(*x), b.max(*y)]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::sample;
    use crate::render::raster::rasterise;

    #[test]
    fn every_audience_has_every_callout_icon() {
        let brand = Brand::embedded().unwrap();
        for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
            for name in ["say", "ask", "do", "listen", "iftheyask", "keepsafe", "support", "key"] {
                let icon = icon(name, audience, &brand).unwrap();
                assert!(!icon.text.contains("{{"), "{name}: {}", icon.text);
                assert!(rasterise(&icon.text, 80).is_ok(), "{name} for {audience}");
            }
        }
    }

    #[test]
    fn pictures_stand_on_the_shape_only_where_they_lie_on_tint() {
        let brand = Brand::embedded().unwrap();
        let pictures = sample::pictures("11-14");
        let tint = brand.colour("tint", "11-14").to_string();
        for (id, on_shape) in
            [("tell", true), ("bubbles", true), ("door", false), ("qr-ceop", false)]
        {
            let svg = figure(&pictures[id], &brand).unwrap();
            let shape = format!("<path fill=\"{tint}\" d=\"M");
            assert_eq!(svg.text.contains(&shape), on_shape, "{id}");
            assert!(rasterise(&svg.text, 300).is_ok(), "{id}");
        }
    }
}
