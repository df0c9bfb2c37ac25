//! Shapes: outlines, fills, names and alternative texts.

use super::look::Look;
use super::vector::{self, Drawing};
use crate::brand::{LayoutBox, Rect, Rgb, Shape, ShapeCommand};
use crate::ooxml::units::emu;
use crate::ooxml::{Element, el};

/// How far the control points of a quarter circle lie from its ends, as a
/// share of the radius.
const QUARTER: f64 = 0.552_284_75;

/// What a shape says to those who do not see it.
#[derive(Debug, Copy, Clone)]
pub(super) enum Says<'a> {
    /// Its own text.
    Words,
    /// An alternative text.
    Alt(&'a str),
    /// Nothing: it is decoration.
    Nothing,
}

/// Hands out the ids of a part's shapes and keeps the shapes in reading order.
pub(super) struct Canvas {
    last: u32,
    shapes: Vec<Element>,
}

impl Canvas {
    /// An empty one; id 1 is the tree's own.
    pub(super) fn new() -> Self {
        Self { last: 1, shapes: Vec::new() }
    }

    /// `p:cNvPr` with the next id. Names are made unique by the id, as the
    /// selection pane shows them.
    pub(super) fn named(&mut self, name: &str, says: Says<'_>) -> Element {
        self.last += 1;
        let properties =
            el("p:cNvPr").attr("id", self.last).attr("name", format!("{name} {}", self.last));
        match says {
            Says::Words => properties,
            Says::Alt(words) => properties.attr("descr", words),
            Says::Nothing => properties.attr("descr", "").child(
                el("a:extLst").child(
                    el("a:ext")
                        .attr("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
                        .child(el("adec:decorative").namespaces(&["adec"]).attr("val", 1)),
                ),
            ),
        }
    }

    /// How many shapes there are: where a group starts.
    pub(super) fn mark(&self) -> usize {
        self.shapes.len()
    }

    /// Puts what was drawn since a mark into a group.
    pub(super) fn group_since(&mut self, mark: usize, named: Element, at: Rect) {
        let inner = self.shapes.split_off(mark.min(self.shapes.len()));
        self.push(grouped(named, at, inner));
    }

    /// Adds a shape on top.
    pub(super) fn push(&mut self, shape: Element) {
        self.shapes.push(shape);
    }

    /// Adds a plain shape, which is not a placeholder.
    pub(super) fn draw(
        &mut self,
        name: &str,
        says: Says<'_>,
        look: Element,
        text: Option<Element>,
    ) {
        let properties = self.named(name, says);
        self.push(plain(properties, look, text));
    }

    /// Adds a small flat drawing as a group of native outlines.
    pub(super) fn icon(
        &mut self,
        name: &str,
        drawing: &Drawing,
        at: Rect,
        ink: &dyn Fn(Rgb) -> Element,
    ) {
        let group = self.named(name, Says::Nothing);
        let mark = self.mark();
        for outline in &drawing.outlines {
            self.draw(name, Says::Nothing, painted(outline, drawing.size, at, ink), None);
        }
        self.group_since(mark, group, at);
    }

    /// `p:cSld`'s `p:spTree`.
    pub(super) fn into_tree(self) -> Element {
        el("p:spTree")
            .child(
                el("p:nvGrpSpPr")
                    .child(el("p:cNvPr").attr("id", 1).attr("name", ""))
                    .child(el("p:cNvGrpSpPr"))
                    .child(el("p:nvPr")),
            )
            .child(el("p:grpSpPr"))
            .children(self.shapes)
    }
}

/// A shape that is not a placeholder.
fn plain(named: Element, look: Element, text: Option<Element>) -> Element {
    el("p:sp")
        .child(el("p:nvSpPr").child(named).child(el("p:cNvSpPr")).child(el("p:nvPr")))
        .child(look)
        .children(text)
}

/// A group whose shapes keep the slide's own measure.
fn grouped(named: Element, at: Rect, shapes: Vec<Element>) -> Element {
    let (x, y, w, h) = (emu(at.x), emu(at.y), emu(at.w), emu(at.h));
    el("p:grpSp")
        .child(el("p:nvGrpSpPr").child(named).child(el("p:cNvGrpSpPr")).child(el("p:nvPr")))
        .child(
            el("p:grpSpPr").child(
                el("a:xfrm")
                    .child(el("a:off").attr("x", x).attr("y", y))
                    .child(el("a:ext").attr("cx", w).attr("cy", h))
                    .child(el("a:chOff").attr("x", x).attr("y", y))
                    .child(el("a:chExt").attr("cx", w).attr("cy", h)),
            ),
        )
        .children(shapes)
}

/// `p:spPr`: place, outline, fill, line; what is not there is inherited.
pub(super) fn properties(
    at: Option<Rect>,
    outline: Option<Element>,
    fill: Option<Element>,
    line: Option<Element>,
) -> Element {
    el("p:spPr")
        .children(at.map(|at| transform("a:xfrm", at)))
        .children(outline)
        .children(fill)
        .children(line)
}

/// A filled shape without a line.
pub(super) fn filled(at: Rect, outline: Element, fill: Element) -> Element {
    properties(Some(at), Some(outline), Some(fill), Some(no_line()))
}

/// No line, said aloud so that none is inherited.
pub(super) fn no_line() -> Element {
    el("a:ln").child(el("a:noFill"))
}

/// A place and a size.
pub(super) fn transform(tag: &'static str, at: Rect) -> Element {
    el(tag)
        .child(el("a:off").attr("x", emu(at.x)).attr("y", emu(at.y)))
        .child(el("a:ext").attr("cx", emu(at.w).max(0)).attr("cy", emu(at.h).max(0)))
}

/// A rectangle, its corners rounded by a radius in points.
pub(super) fn rectangle(at: Rect, radius: f64) -> Element {
    let least = at.w.min(at.h);
    if radius <= 0.0 || least <= 0.0 {
        return preset("rect", None);
    }
    let share = (radius / least * 100_000.0).round().min(50_000.0) as i64;
    preset("roundRect", Some(share))
}

/// An ellipse.
pub(super) fn ellipse() -> Element {
    preset("ellipse", None)
}

fn preset(name: &'static str, adjust: Option<i64>) -> Element {
    let guides = el("a:avLst").children(
        adjust.map(|share| el("a:gd").attr("name", "adj").attr("fmla", format!("val {share}"))),
    );
    el("a:prstGeom").attr("prst", name).child(guides)
}

/// The outline of a box's card.
pub(super) fn card(b: &LayoutBox) -> Element {
    match &b.square {
        Some(corner) => bubble(b.at, b.radius, corner),
        None => rectangle(b.at, b.radius),
    }
}

/// A rounded rectangle of which one corner stays nearly square, as a speech
/// bubble has it.
pub(super) fn bubble(at: Rect, radius: f64, square: &str) -> Element {
    let radius = radius.min(at.w / 2.0).min(at.h / 2.0);
    let of = |corner: &str| {
        if corner == square { 2.0_f64.min(radius) } else { radius }
    };
    corners(at, ["top-left", "top-right", "bottom-right", "bottom-left"].map(of))
}

/// A rectangle with a radius for each corner, clockwise from the top left. No
/// preset outline has three round corners.
pub(super) fn corners(at: Rect, [tl, tr, br, bl]: [f64; 4]) -> Element {
    let (w, h) = (at.w, at.h);
    // Distance of a control point from the corner itself.
    let near = |r: f64| r * (1.0 - QUARTER);
    let path = [
        ShapeCommand::Move(tl, 0.0),
        ShapeCommand::Line(w - tr, 0.0),
        ShapeCommand::Cubic([w - near(tr), 0.0, w, near(tr), w, tr]),
        ShapeCommand::Line(w, h - br),
        ShapeCommand::Cubic([w, h - near(br), w - near(br), h, w - br, h]),
        ShapeCommand::Line(bl, h),
        ShapeCommand::Cubic([near(bl), h, 0.0, h - near(bl), 0.0, h - bl]),
        ShapeCommand::Line(0.0, tl),
        ShapeCommand::Cubic([0.0, near(tl), near(tl), 0.0, tl, 0.0]),
        ShapeCommand::Close,
    ];
    custom(&path, (w, h), true)
}

/// An audience's shape.
pub(super) fn audience(shape: &Shape) -> Element {
    custom(&shape.commands, shape.size, true)
}

/// An outline of its own, in units of a view box. Open lines are not filled.
pub(super) fn custom(commands: &[ShapeCommand], size: (f64, f64), filled: bool) -> Element {
    let unit = |v: f64| (v * 1000.0).round() as i64;
    let point = |x: f64, y: f64| el("a:pt").attr("x", unit(x)).attr("y", unit(y));
    let steps = commands.iter().map(|command| match *command {
        ShapeCommand::Move(x, y) => el("a:moveTo").child(point(x, y)),
        ShapeCommand::Line(x, y) => el("a:lnTo").child(point(x, y)),
        ShapeCommand::Cubic([ax, ay, bx, by, x, y]) => {
            el("a:cubicBezTo").child(point(ax, ay)).child(point(bx, by)).child(point(x, y))
        }
        ShapeCommand::Close => el("a:close"),
    });
    let mut path = el("a:path").attr("w", unit(size.0)).attr("h", unit(size.1));
    if !filled {
        path = path.attr("fill", "none");
    }
    let edges = ["l", "t", "r", "b"];
    let text = edges.iter().fold(el("a:rect"), |rect, side| rect.attr(side, *side));
    el("a:custGeom")
        .child(el("a:avLst"))
        .child(el("a:gdLst"))
        .child(el("a:ahLst"))
        .child(el("a:cxnLst"))
        .child(text)
        .child(el("a:pathLst").child(path.children(steps)))
}

fn painted(
    outline: &vector::Outline,
    size: (f64, f64),
    at: Rect,
    ink: &dyn Fn(Rgb) -> Element,
) -> Element {
    let fill = match outline.fill {
        Some(colour) => el("a:solidFill").child(ink(colour)),
        None => el("a:noFill"),
    };
    let line = match outline.line {
        Some(line) => {
            let width = line.width * at.w / size.0;
            let ends = if line.round { "rnd" } else { "flat" };
            el("a:ln")
                .attr("w", emu(width))
                .attr("cap", ends)
                .child(el("a:solidFill").child(ink(line.colour)))
                .child(el("a:round"))
        }
        None => no_line(),
    };
    let path = custom(&outline.commands, size, outline.fill.is_some());
    properties(Some(at), Some(path), Some(fill), Some(line))
}

/// An icon's native outlines: its ink in one colour role, its ground in
/// another.
pub(super) fn draw_icon(
    canvas: &mut Canvas,
    look: &Look<'_>,
    name: &str,
    at: Rect,
    ink: &str,
    ground: &str,
) {
    let svg = look.brand.svg(&format!("icons/{name}"), look.audience, ground);
    let Some(drawing) = svg.as_deref().and_then(vector::read) else {
        return;
    };
    let own_ink = look.rgb("ink");
    let colour = |found: Rgb| {
        if found == own_ink { look.colour(ink) } else { super::look::srgb(found) }
    };
    canvas.icon("Icon", &drawing, at, &colour);
}
