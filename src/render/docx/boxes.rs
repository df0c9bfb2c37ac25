//! Tables as Word wants them, and the distance after each.
//!
//! Word joins two tables that touch and needs a paragraph at the end of each
//! cell; both are seen to here.

use super::paragraph::{Border, Paragraph, shading, val};
use crate::brand::Rgb;
use crate::ooxml::units::twips;
use crate::ooxml::{Element, el};

/// A table, lengths in points.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// A table style; none for what is a table only to stand side by side.
    pub style: Option<&'static str>,
    /// Width of each column.
    pub widths: Vec<f64>,
    pub rows: Vec<Row>,
    /// What it shows, for those who hear it.
    pub about: String,
    /// Whether it stands in the middle, over the margins if it must.
    pub centred: bool,
    /// Whether columns run from right to left.
    pub right_to_left: bool,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub cells: Vec<Cell>,
    /// Whether it names the columns and stands again on each page.
    pub head: bool,
    /// Whether it may be broken over pages.
    pub breaks: bool,
    pub height: Option<Height>,
}

/// Height of a row in points.
#[derive(Debug, Copy, Clone)]
pub(super) enum Height {
    AtLeast(f64),
    Exact(f64),
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub content: Vec<Element>,
    pub sides: Sides,
    pub fill: Option<Rgb>,
    /// Top, left, bottom and right distance; none to keep the style's.
    pub pad: Option<[f64; 4]>,
    /// Whether words stand in the middle of its height.
    pub middle: bool,
    /// How many columns it spans, where it is more than one.
    pub span: usize,
}

/// Borders of a cell: top, left, bottom, right.
pub(super) type Sides = [Option<Border>; 4];

const SIDES: [&str; 4] = ["w:top", "w:left", "w:bottom", "w:right"];

impl Grid {
    /// A table of one cell.
    pub(super) fn of_one(width: f64, cell: Cell) -> Self {
        let row = Row { cells: vec![cell], ..Row::default() };
        Self { widths: vec![width], rows: vec![row], ..Self::default() }
    }

    pub(super) fn element(self) -> Element {
        let head = self.rows.iter().any(|row| row.head);
        let properties = el("w:tblPr")
            .children(self.style.map(|style| val("w:tblStyle", style)))
            .children(self.right_to_left.then(|| el("w:bidiVisual")))
            .child(width("w:tblW", self.widths.iter().sum()))
            .children(self.centred.then(|| val("w:jc", "center")))
            .child(el("w:tblLayout").attr("w:type", "fixed"))
            .child(look(head))
            .children((!self.about.is_empty()).then(|| val("w:tblDescription", &self.about)));
        let columns = self.widths.iter().map(|w| el("w:gridCol").attr("w:w", twips(*w)));
        let widths = &self.widths;
        el("w:tbl")
            .child(properties)
            .child(el("w:tblGrid").children(columns))
            .children(self.rows.into_iter().map(|row| row.element(widths)))
    }
}

impl Row {
    fn element(self, widths: &[f64]) -> Element {
        let (height, rule) = match self.height {
            Some(Height::AtLeast(height)) => (Some(height), "atLeast"),
            Some(Height::Exact(height)) => (Some(height), "exact"),
            None => (None, ""),
        };
        let properties =
            el("w:trPr")
                .children((!self.breaks).then(|| el("w:cantSplit")))
                .children(height.map(|height| {
                    el("w:trHeight").attr("w:val", twips(height)).attr("w:hRule", rule)
                }))
                .children(self.head.then(|| el("w:tblHeader")));
        let mut widths = widths.iter();
        let cells: Vec<_> = self
            .cells
            .into_iter()
            .map(|cell| {
                let across = widths.by_ref().take(cell.span.max(1)).sum();
                cell.element(across)
            })
            .collect();
        el("w:tr").children((!properties.is_empty()).then_some(properties)).children(cells)
    }
}

impl Cell {
    /// A cell of these paragraphs and tables.
    pub(super) fn new(content: Vec<Element>) -> Self {
        Self { content, ..Self::default() }
    }

    fn element(self, across: f64) -> Element {
        let borders = SIDES.iter().zip(self.sides);
        let borders: Vec<_> =
            borders.filter_map(|(side, border)| Some(border?.element(side))).collect();
        let properties = el("w:tcPr")
            .child(width("w:tcW", across))
            .children((self.span > 1).then(|| val("w:gridSpan", self.span)))
            .children((!borders.is_empty()).then(|| el("w:tcBorders").children(borders)))
            .children(self.fill.map(shading))
            .children(self.pad.map(|pad| {
                el("w:tcMar").children(SIDES.iter().zip(pad).map(|(side, pad)| width(side, pad)))
            }))
            .children(self.middle.then(|| val("w:vAlign", "center")));
        let ends = self.content.last().is_some_and(|last| last.name() == "w:p");
        el("w:tc")
            .child(properties)
            .children(self.content)
            .children((!ends).then(|| gap(1.0, false)))
    }
}

/// An empty paragraph of this height in points, between two tables or at the
/// end of a cell.
pub(super) fn gap(height: f64, keep: bool) -> Element {
    Paragraph::new("Gap").keep_next(keep).pitch(height).element()
}

fn width(name: &'static str, points: f64) -> Element {
    el(name).attr("w:w", twips(points)).attr("w:type", "dxa")
}

fn look(head: bool) -> Element {
    el("w:tblLook")
        .attr("w:val", if head { "0420" } else { "0400" })
        .attr("w:firstRow", u8::from(head))
        .attr("w:lastRow", 0)
        .attr("w:firstColumn", 0)
        .attr("w:lastColumn", 0)
        .attr("w:noHBand", 0)
        .attr("w:noVBand", 1)
}
