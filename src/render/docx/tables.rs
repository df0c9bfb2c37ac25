//! Tables that hold data: a head row, and words that say what they show.

use super::blocks;
use super::boxes::{Cell, Grid, Height, Row, gap};
use super::draft::{Draft, Room};
use super::paragraph::{Border, Face, Paragraph};
use super::styles::CELL_RIGHT;
use super::words::runs;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Block, Marker, Node, TimeRow};
use crate::text::Line;

/// Distance in points of a head row's words from its edges, at most.
const HEAD: f64 = 2.8;
/// Width in centimetres of the box with a part's first minute.
const SLAB: f64 = 1.15;

/// A table with a head row.
pub(super) fn table<'a>(
    draft: &mut Draft<'a>,
    head: &'a [Line],
    rows: &'a [Vec<Vec<Node>>],
    shares: &[u16],
    about: &str,
    room: &Room<'a>,
) -> Vec<Element> {
    // A row that is longer than the head keeps its words.
    let columns = rows.iter().map(Vec::len).fold(head.len(), usize::max);
    if columns == 0 {
        return Vec::new();
    }
    let widths = widths(shares, columns, room.width);
    let right_to_left = draft.right_to_left(room);
    let mut all = Vec::with_capacity(rows.len() + 1);
    // Columns of boxes to tick stand in the middle, and rows beside them too.
    let ticks: Vec<bool> = (0..columns).map(|at| rows.iter().all(|row| is_tick(row, at))).collect();
    let any_ticks = !rows.is_empty() && ticks.contains(&true);
    let align = |at: usize| {
        if any_ticks && ticks[at] { "center" } else { "left" }
    };
    let pads = |at: usize, vertical: f64| {
        let right = if any_ticks && ticks[at] { 0.0 } else { CELL_RIGHT };
        Some([vertical, 0.0, vertical, right])
    };
    let rule = Border::solid(1.2, draft.look.colour("ink"));
    let mut names = Vec::with_capacity(columns);
    for at in 0..columns {
        let words = head.get(at).map_or(&[][..], Vec::as_slice);
        let words = runs(draft, words, &room.face());
        let name =
            Paragraph::new("TableHead").right_to_left(right_to_left).align(align(at)).extend(words);
        names.push(Cell {
            sides: [None, None, Some(rule), None],
            pad: pads(at, HEAD.min(draft.look.row_gap)),
            ..Cell::new(vec![name.element()])
        });
    }
    all.push(Row { cells: names, head: true, ..Row::default() });
    for row in rows {
        let mut cells = Vec::with_capacity(columns);
        // A row that lacks a cell gets an empty one: Word repairs nothing else.
        for (at, width) in widths.iter().enumerate() {
            let nodes = row.get(at).map_or(&[][..], Vec::as_slice);
            let style = if any_ticks && ticks[at] { "TableTick" } else { "TableText" };
            let inner = room.of_width(width - CELL_RIGHT).styled(style, 0.0);
            let mut content = blocks::nodes(draft, nodes, &inner);
            if content.is_empty() {
                content.push(Paragraph::new("TableText").element());
            }
            let pad = pads(at, draft.look.row_gap);
            cells.push(Cell { pad, middle: any_ticks, ..Cell::new(content) });
        }
        // A row of empty cells is room to write in.
        let empty = !row.is_empty() && row.iter().all(Vec::is_empty);
        let height = empty.then_some(Height::AtLeast(draft.look.write));
        all.push(Row { cells, height, ..Row::default() });
    }
    let grid = Grid {
        style: Some("LessonTable"),
        widths,
        rows: all,
        about: about.to_owned(),
        right_to_left,
        ..Grid::default()
    };
    vec![grid.element(), gap(draft.look.block_gap(), room.keep)]
}

/// Whether a cell holds boxes to tick and nothing else.
fn is_tick(row: &[Vec<Node>], at: usize) -> bool {
    match row.get(at).map(Vec::as_slice) {
        Some([Node { block: Block::List { marker: Marker::Tick, items }, .. }]) => {
            items.iter().all(Vec::is_empty)
        }
        _ => false,
    }
}

/// Widths of columns in points from their shares of the room.
fn widths(shares: &[u16], columns: usize, room: f64) -> Vec<f64> {
    let share = |at: usize| f64::from(shares.get(at).copied().unwrap_or(1).max(1));
    let sum: f64 = (0..columns).map(share).sum();
    (0..columns).map(|at| room * share(at) / sum).collect()
}

/// The plan: when each part begins, how long it takes, what it is.
pub(super) fn timing<'a>(
    draft: &mut Draft<'a>,
    plan: &'a [TimeRow],
    room: &Room<'a>,
) -> Vec<Element> {
    if plan.is_empty() {
        return Vec::new();
    }
    let look = draft.look;
    let right_to_left = draft.right_to_left(room);
    let first = cm(SLAB + 0.28);
    let head = ["Min", "Part"].map(|words| {
        let face = Face { bold: true, colour: Some(look.colour("ink2")), ..room.face() };
        let name = Paragraph::new("TableHead").right_to_left(right_to_left);
        Cell { pad: Some([0.0; 4]), ..Cell::new(vec![name.push(face.run(words)).element()]) }
    });
    let mut rows = vec![Row { cells: head.into(), head: true, ..Row::default() }];
    // White rules part the blocks of time, as in the PDF.
    let rule = Some(Border::solid(2.8, look.colour("white")));
    let longest = plan.iter().map(|row| row.minutes).max();
    for (at, row) in plan.iter().enumerate() {
        // The plan stands whole on a page.
        let keep = room.keep || at + 1 < plan.len();
        // A dark block is the longest; its number is white.
        let (fill, ink) =
            if Some(row.minutes) == longest { ("deep", "white") } else { ("tint", "deep") };
        let minute = Face { bold: true, colour: Some(look.colour(ink)), ..room.face() };
        let start = Paragraph::new("TableText")
            .align("center")
            .keep_next(keep)
            .push(minute.run(&row.start.to_string()));
        let start = Cell {
            fill: Some(look.colour(fill)),
            sides: [rule, None, rule, None],
            pad: Some([0.0; 4]),
            middle: true,
            ..Cell::new(vec![start.element()])
        };
        let bold = Face { style: Some("Strong"), ..room.face() };
        let length = Face { colour: Some(look.colour("ink2")), ..room.face() };
        let name = Paragraph::new("TableText")
            .keep_next(keep)
            .right_to_left(right_to_left)
            .push(bold.run(&row.label))
            .push(length.run(&format!("  {} min", row.minutes)));
        let title = Paragraph::new("TableText")
            .keep_next(keep)
            .right_to_left(right_to_left)
            .extend(runs(draft, &row.title, &room.face()));
        let what = Cell {
            pad: Some([0.0, cm(0.28), 0.0, 0.0]),
            middle: true,
            ..Cell::new(vec![name.element(), title.element()])
        };
        // Longer parts stand taller: the eye sees where the time goes.
        let height = Height::AtLeast(cm(1.05 + 0.06 * f64::from(row.minutes.min(60))));
        rows.push(Row { cells: vec![start, what], height: Some(height), ..Row::default() });
    }
    let grid = Grid {
        widths: vec![first, room.width - first],
        rows,
        about: "The plan: the minute at which each part begins, how long it takes, what it is"
            .into(),
        right_to_left,
        ..Grid::default()
    };
    vec![grid.element(), gap(2.0, room.keep)]
}
