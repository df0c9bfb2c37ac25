//! Small flat drawings as outlines, so that icons are native shapes that stay
//! sharp and can be recoloured.

use resvg::usvg::{self, LineCap, Node, Paint};

use crate::brand::{Rgb, ShapeCommand};

/// A drawing as paths in its own view box, first painted first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    /// Width and height of the view box.
    pub(super) size: (f64, f64),
    /// The paths.
    pub(super) outlines: Vec<Outline>,
}

/// A path and its paint. What has neither fill nor line is left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    /// The path, absolute.
    pub(super) commands: Vec<ShapeCommand>,
    /// Its fill.
    pub(super) fill: Option<Rgb>,
    /// Its line.
    pub(super) line: Option<Line>,
}

/// A line along a path.
#[derive(Debug, Copy, Clone, PartialEq)]
pub(super) struct Line {
    /// Its colour.
    pub(super) colour: Rgb,
    /// Its width in units of the view box.
    pub(super) width: f64,
    /// Whether its ends are round.
    pub(super) round: bool,
}

/// Takes an SVG of flat fills and lines apart; nothing if it is not SVG.
/// Gradients, clips and opacity do not occur in icons and are ignored.
pub(super) fn read(svg: &str) -> Option<Drawing> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let mut outlines = Vec::new();
    collect(tree.root(), &mut outlines);
    let size = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    Some(Drawing { size, outlines })
}

fn collect(group: &usvg::Group, out: &mut Vec<Outline>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, out),
            Node::Path(path) => {
                let Some(data) = path.data().clone().transform(path.abs_transform()) else {
                    continue;
                };
                let fill = path.fill().and_then(|fill| colour(fill.paint()));
                let line = path.stroke().and_then(|stroke| {
                    Some(Line {
                        colour: colour(stroke.paint())?,
                        width: f64::from(stroke.width().get()),
                        round: stroke.linecap() == LineCap::Round,
                    })
                });
                if fill.is_some() || line.is_some() {
                    out.push(Outline { commands: ShapeCommand::of(&data), fill, line });
                }
            }
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn colour(paint: &Paint) -> Option<Rgb> {
    match paint {
        Paint::Color(colour) => Some(Rgb(colour.red, colour.green, colour.blue)),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_and_lines_come_apart_in_painting_order() {
        let drawing = read(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M0 0H10V10Z" fill="#C8452A"/><path d="M1 2q3 3 6 0" fill="none" stroke="#005362" stroke-width="2" stroke-linecap="round"/></svg>"##,
        )
        .unwrap();
        assert_eq!(drawing.size, (24.0, 24.0));
        assert_eq!(drawing.outlines[0].fill, Some(Rgb(0xC8, 0x45, 0x2A)));
        assert_eq!(
            drawing.outlines[1].line,
            Some(Line { colour: Rgb(0, 0x53, 0x62), width: 2.0, round: true })
        );
        assert_eq!(
            drawing.outlines[1].commands[1],
            ShapeCommand::Cubic([3.0, 4.0, 5.0, 4.0, 7.0, 2.0])
        );
    }

    #[test]
    fn what_is_not_svg_is_nothing() {
        assert_eq!(read("<svg"), None);
    }
}
