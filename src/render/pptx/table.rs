//! Native tables: a header row, no merged cells, a style of our own.

use super::look::Look;
use super::placeholder::Role;
use super::shape::transform;
use super::text::{self, Paragraph, Pen, paragraphs, text_body};
use crate::brand::{LayoutBox, Style};
use crate::ooxml::units::emu;
use crate::ooxml::{Element, el};
use crate::pack::{Line, Node};

/// The style's id in `tableStyles.xml`.
const STYLE: &str = "{6C1D5A40-52E7-4B0B-9A53-2F0E7B6D9C11}";
/// Distance of words from a cell's edges in points: left and right, top and
/// bottom.
const PAD: (f64, f64) = (14.0, 11.0);

/// What a table holds.
pub(super) struct Content<'a> {
    pub(super) head: &'a [Line],
    pub(super) rows: &'a [Vec<Vec<Node>>],
    pub(super) widths: &'a [u16],
}

/// `p:graphicFrame` with the table, in its placeholder.
pub(super) fn frame<'a>(
    pen: &mut Pen<'a, '_>,
    content: &Content<'a>,
    b: &LayoutBox,
    role: Option<Role>,
    named: Element,
    refuse: &mut dyn FnMut(&'a Node),
) -> Element {
    let at = pen.look.place(b);
    let widths = columns(content, at.w);
    let head_style = pen.look.style(b.head_style.as_deref().unwrap_or(&b.style));
    let style = pen.look.style(&b.style);
    let head: Vec<Vec<Paragraph<'a>>> =
        content.head.iter().map(|line| vec![Paragraph::of(line)]).collect();
    let mut rows = vec![row(pen, &head, &widths, head_style)];
    for cells in content.rows {
        let cells: Vec<_> = cells.iter().map(|nodes| paragraphs(nodes, refuse)).collect();
        rows.push(row(pen, &cells, &widths, style));
    }
    let height = rows.iter().map(|(height, _)| height).sum();
    let grid = el("a:tblGrid").children(widths.iter().map(|w| el("a:gridCol").attr("w", emu(*w))));
    let table = el("a:tbl")
        .child(el("a:tblPr").attr("firstRow", 1).child(el("a:tableStyleId").text(STYLE)))
        .child(grid)
        .children(rows.into_iter().map(|(_, row)| row));
    el("p:graphicFrame")
        .child(
            el("p:nvGraphicFramePr")
                .child(named)
                .child(el("p:cNvGraphicFramePr").child(el("a:graphicFrameLocks").attr("noGrp", 1)))
                .child(role.map_or_else(|| el("p:nvPr"), Role::held)),
        )
        .child(transform("p:xfrm", crate::brand::Rect { h: height, ..at }))
        .child(
            el("a:graphic").child(
                el("a:graphicData")
                    .attr("uri", "http://schemas.openxmlformats.org/drawingml/2006/table")
                    .child(table),
            ),
        )
}

/// Widths of the columns in points, by their shares.
fn columns(content: &Content<'_>, room: f64) -> Vec<f64> {
    let count = content.rows.iter().map(Vec::len).chain([content.head.len(), 1]).max().unwrap_or(1);
    let share = |at: usize| f64::from(content.widths.get(at).copied().unwrap_or(1).max(1));
    let total: f64 = (0..count).map(share).sum();
    (0..count).map(|at| room * share(at) / total).collect()
}

/// A row and its height in points. Short rows are filled with empty cells.
fn row<'a>(
    pen: &mut Pen<'a, '_>,
    cells: &[Vec<Paragraph<'a>>],
    widths: &[f64],
    style: &'a Style,
) -> (f64, Element) {
    let mut height = style.pitch;
    let mut written = Vec::new();
    for (at, width) in widths.iter().enumerate() {
        let words = cells.get(at).map_or(&[][..], Vec::as_slice);
        height = height.max(text::stacked(pen.look, words, style, width - 2.0 * PAD.0));
        let paragraphs: Vec<_> = words
            .iter()
            .map(|paragraph| pen.paragraph(paragraph, Some(style), style, true))
            .collect();
        let empty = || el("a:p").child(el("a:endParaRPr").attr("lang", pen.lang.tag()));
        let paragraphs = if paragraphs.is_empty() { vec![empty()] } else { paragraphs };
        let body = text_body("a:txBody", el("a:bodyPr"), el("a:lstStyle"), paragraphs);
        let (across, down) = (emu(PAD.0), emu(PAD.1));
        let properties = el("a:tcPr")
            .attr("marL", across)
            .attr("marR", across)
            .attr("marT", down)
            .attr("marB", down)
            .attr("anchor", "t");
        written.push(el("a:tc").child(body).child(properties));
    }
    let height = height + 2.0 * PAD.1;
    (height, el("a:tr").attr("h", emu(height)).children(written))
}

/// `a:tblStyleLst` with the one style: deep head, white rows, a line under each.
pub(super) fn styles(look: &Look<'_>) -> Element {
    let border = |side, role: &str| {
        el(side).child(el("a:ln").attr("w", emu(1.0)).attr("cmpd", "sng").child(look.fill(role)))
    };
    let sides = ["a:bottom", "a:insideH"];
    let words = |role: &str| {
        el("a:tcTxStyle").child(el("a:fontRef").attr("idx", "minor")).child(look.colour(role))
    };
    let whole = el("a:wholeTbl").child(words("ink")).child(
        el("a:tcStyle")
            .child(el("a:tcBdr").children(sides.map(|side| border(side, "edge"))))
            .child(el("a:fill").child(look.fill("white"))),
    );
    let first = el("a:firstRow")
        .child(words("white").attr("b", "on"))
        .child(el("a:tcStyle").child(el("a:tcBdr")).child(el("a:fill").child(look.fill("deep"))));
    el("a:tblStyleLst").namespaces(&["a"]).attr("def", STYLE).child(
        el("a:tblStyle")
            .attr("styleId", STYLE)
            .attr("styleName", "lessonpack")
            .child(whole)
            .child(first),
    )
}
