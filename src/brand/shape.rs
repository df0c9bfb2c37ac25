//! The audiences' shapes as paths, so that office files can draw them natively.

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
    let size = (
        f64::from(tree.size().width()),
        f64::from(tree.size().height()),
    );
    Ok(Shape {
        svg,
        size,
        commands,
    })
}

fn collect(group: &resvg::usvg::Group, out: &mut Vec<ShapeCommand>) {
    use resvg::tiny_skia::PathSegment;
    for node in group.children() {
        match node {
            resvg::usvg::Node::Group(group) => collect(group, out),
            resvg::usvg::Node::Path(path) => {
                let data = path.data().clone().transform(path.abs_transform());
                let mut last = (0.0, 0.0);
                for segment in data.iter().flat_map(|data| data.segments()) {
                    let pair = |p: resvg::tiny_skia::Point| (f64::from(p.x), f64::from(p.y));
                    match segment {
                        PathSegment::MoveTo(p) => {
                            last = pair(p);
                            out.push(ShapeCommand::Move(last.0, last.1));
                        }
                        PathSegment::LineTo(p) => {
                            last = pair(p);
                            out.push(ShapeCommand::Line(last.0, last.1));
                        }
                        PathSegment::QuadTo(c, p) => {
                            let (c, p) = (pair(c), pair(p));
                            let third = |a: f64, b: f64| a + (b - a) * 2.0 / 3.0;
                            out.push(ShapeCommand::Cubic([
                                third(last.0, c.0),
                                third(last.1, c.1),
                                third(p.0, c.0),
                                third(p.1, c.1),
                                p.0,
                                p.1,
                            ]));
                            last = p;
                        }
                        PathSegment::CubicTo(a, b, p) => {
                            let (a, b, p) = (pair(a), pair(b), pair(p));
                            out.push(ShapeCommand::Cubic([a.0, a.1, b.0, b.1, p.0, p.1]));
                            last = p;
                        }
                        PathSegment::Close => out.push(ShapeCommand::Close),
                    }
                }
            }
            resvg::usvg::Node::Image(_) | resvg::usvg::Node::Text(_) => {}
        }
    }
}
