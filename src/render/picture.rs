//! Pictures as SVG, for every writer: drawings in their colours, QR codes.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use crate::brand::{Brand, Fit, ShapeCommand};
use crate::pack::{Picture, Source};

/// Empty modules round a QR code: the standard asks for four.
const QUIET_ZONE: usize = 4;

/// A picture without text, drawn with paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    /// The file.
    pub text: String,
    /// Width and height of its view box.
    pub size: (f64, f64),
}

/// A picture as SVG; none if the brand has no such drawing or the address is
/// too long for a code.
pub fn svg(picture: &Picture, brand: &Brand) -> Option<Svg> {
    match &picture.source {
        Source::Drawing { name, audience, ground } => Some(Svg {
            text: brand.svg(name, audience, ground.role())?,
            size: brand.drawing(name)?.size,
        }),
        Source::Qr { address } => qr(address, &brand.colour("ink", "").to_string()),
    }
}

/// A scene cut by the audience's shape, as it stands in a picture box; none if
/// the picture is not a scene.
pub fn clipped(picture: &Picture, brand: &Brand) -> Option<Svg> {
    let Source::Drawing { name, audience, ground } = &picture.source else {
        return None;
    };
    if fit(picture, brand) != Fit::Scene {
        return None;
    }
    let shape = brand.shape(audience)?;
    let geometry = brand.geometry();
    let grown = geometry.picture_radius / geometry.badge_radius;
    let (w, h) = shape.size;
    let mut path = String::new();
    for command in &shape.commands {
        let written = match command {
            ShapeCommand::Move(x, y) => write!(path, "M{x} {y}"),
            ShapeCommand::Line(x, y) => write!(path, "L{x} {y}"),
            ShapeCommand::Cubic([a, b, c, d, x, y]) => {
                write!(path, "C{a} {b} {c} {d} {x} {y}")
            }
            ShapeCommand::Close => write!(path, "Z"),
        };
        written.ok()?;
    }
    let drawing = brand.svg(name, audience, ground.role())?;
    let (cx, cy) = (w / 2.0, h / 2.0);
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\"><clipPath id=\"shape\"><path transform=\"translate({cx} {cy}) \
         scale({grown}) translate(-{cx} -{cy})\" d=\"{path}\"/></clipPath>\
         <g clip-path=\"url(#shape)\">{drawing}</g></svg>"
    );
    Some(Svg { text, size: shape.size })
}

/// How much of a picture box it takes; a QR code takes all of it.
pub fn fit(picture: &Picture, brand: &Brand) -> Fit {
    match &picture.source {
        Source::Drawing { name, .. } => brand.drawing(name).map_or(Fit::Object, |d| d.fit),
        Source::Qr { .. } => Fit::Wide,
    }
}

fn qr(address: &str, ink: &str) -> Option<Svg> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                write!(path, "M{} {}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE).ok()?;
            }
        }
    }
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         width=\"{side}\" height=\"{side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#FFFFFF\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
         <path fill=\"{ink}\" d=\"{path}\"/></svg>"
    );
    Some(Svg { text, size: (side as f64, side as f64) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Alt, Ground};

    #[test]
    fn a_code_keeps_its_quiet_zone() {
        let picture = Picture {
            source: Source::Qr { address: "https://www.childline.org.uk/".into() },
            alt: Alt::Text("QR code: childline.org.uk".into()),
            licence: "CC0-1.0".into(),
        };
        let brand = Brand::embedded().unwrap();
        let svg = svg(&picture, &brand).unwrap().text;
        // The finder's corner is the first dark module.
        assert!(svg.contains("d=\"M4 4h1v1h-1z"), "{svg}");
        assert!(!svg.contains("M3 ") && !svg.contains(" 3h"), "dark in the quiet zone");
    }

    #[test]
    fn only_scenes_are_cut_by_the_shape() {
        let brand = Brand::embedded().unwrap();
        let drawing = |name: &str| Picture {
            source: Source::Drawing {
                name: name.into(),
                audience: "11-14".into(),
                ground: Ground::Tint,
            },
            alt: Alt::Decorative,
            licence: "CC-BY-4.0".into(),
        };
        let scene = clipped(&drawing("tell"), &brand).unwrap();
        assert!(resvg::usvg::Tree::from_str(&scene.text, &resvg::usvg::Options::default()).is_ok());
        assert!(clipped(&drawing("gift"), &brand).is_none());
    }
}
