//! The audiences' shapes as paths, so that office files can draw them natively.

use resvg::tiny_skia::{PathSegment, Point};

use super::broken;
use crate::diagnostics::Findings;
use crate::fs::embedded;

/// A closed path in its own view box.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The SVG it comes from, with a `{{ fill }}` role.
    pub svg: String,
    /// Width and height of the view box.
    pub size: (f64, f64),
    /// The path, absolute coordinates.
    pub commands: Vec<ShapeCommand>,
}

/// A piece of a path, absolute.
#[derive(Debug, Copy, Clone, PartialEq)]
pub enum ShapeCommand {
    /// Go to.
    Move(f64, f64),
    /// Straight to.
    Line(f64, f64),
    /// Cubic Bézier: two controls and the end.
    Cubic([f64; 6]),
    /// Back to the start.
    Close,
}

impl ShapeCommand {
    /// A path's pieces; quadratic curves become cubic ones.
    pub fn of(path: &resvg::tiny_skia::Path) -> Vec<Self> {
        let pair = |p: Point| (f64::from(p.x), f64::from(p.y));
        let third = |a: f64, b: f64| a + (b - a) * 2.0 / 3.0;
        let mut last = (0.0, 0.0);
        let piece = |segment| match segment {
            PathSegment::MoveTo(p) => {
                last = pair(p);
                Self::Move(last.0, last.1)
            }
            PathSegment::LineTo(p) => {
                last = pair(p);
                Self::Line(last.0, last.1)
            }
            PathSegment::QuadTo(c, p) => {
                let ((x, y), c, p) = (last, pair(c), pair(p));
                last = p;
                Self::Cubic([
                    third(x, c.0),
                    third(y, c.1),
                    third(p.0, c.0),
                    third(p.1, c.1),
                    p.0,
                    p.1,
                ])
            }
            PathSegment::CubicTo(a, b, p) => {
                let (a, b) = (pair(a), pair(b));
                last = pair(p);
                Self::Cubic([a.0, a.1, b.0, b.1, last.0, last.1])
            }
            PathSegment::Close => Self::Close,
        };
        path.segments().map(piece).collect()
    }
}

pub(super) fn load(name: &str) -> Result<Shape, Findings> {
    let path = format!("drawings/shapes/{name}.svg");
    let bytes =
        embedded::asset(&path).ok_or_else(|| broken(&path, "the shape is not there".into()))?;
    let svg = String::from_utf8_lossy(&bytes).into_owned();
    let tree = resvg::usvg::Tree::from_str(
        &svg.replace("{{ fill }}", "#000000"),
        &resvg::usvg::Options::default(),
    )
    .map_err(|error| broken(&path, error.to_string()))?;
    let mut commands = Vec::new();
    collect(tree.root(), &mut commands);
    if commands.is_empty() {
        return Err(broken(&path, "the shape has no path".into()));
    }
    let size = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    Ok(Shape { svg, size, commands })
}

fn collect(group: &resvg::usvg::Group, out: &mut Vec<ShapeCommand>) {
    for node in group.children() {
        match node {
            resvg::usvg::Node::Group(group) => collect(group, out),
            resvg::usvg::Node::Path(path) => {
                let data = path.data().clone().transform(path.abs_transform());
                out.extend(data.iter().flat_map(ShapeCommand::of));
            }
            resvg::usvg::Node::Image(_) | resvg::usvg::Node::Text(_) => {}
        }
    }
}
