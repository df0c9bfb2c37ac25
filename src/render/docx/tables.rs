//! Tables that hold data: a head row, and words that say what they show.

use super::blocks;
use super::boxes::{Cell, Grid, Height, Row, gap};
use super::draft::{Draft, Room};
use super::paragraph::{Border, Face, Paragraph};
use super::words::runs;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Node, TimeRow};
use crate::text::Line;

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
    let mut names = Vec::with_capacity(columns);
    for at in 0..columns {
        let words = head.get(at).map_or(&[][..], Vec::as_slice);
        let words = runs(draft, words, &room.face());
        let name = Paragraph::new("TableHead").right_to_left(right_to_left).extend(words);
        names.push(Cell::new(vec![name.element()]));
    }
    all.push(Row { cells: names, head: true, ..Row::default() });
    for row in rows {
        let mut cells = Vec::with_capacity(widths.len());
        // A row that lacks a cell gets an empty one: Word repairs nothing else.
        for (at, width) in widths.iter().enumerate() {
            let nodes = row.get(at).map_or(&[][..], Vec::as_slice);
            let inner = room.of_width(width - 8.0).styled("TableText", 0.0);
            let content = blocks::nodes(draft, nodes, &inner);
            let content = if content.is_empty() {
                vec![Paragraph::new("TableText").element()]
            } else {
                content
            };
            cells.push(Cell { middle: true, ..Cell::new(content) });
        }
        all.push(Row { cells, ..Row::default() });
    }
    let grid = Grid {
        style: Some("LessonTable"),
        widths,
        rows: all,
        about: about.to_owned(),
        right_to_left,
        ..Grid::default()
    };
    vec![grid.element(), gap(draft.look.gap(), room.keep)]
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
    let deep = look.colour("deep");
    let paler = look.colour("ink2");
    let first = cm(1.9);
    let head = ["Minute", "Part"].map(|words| {
        let name = Paragraph::new("TableHead").push(room.face().run(words)).element();
        Cell { pad: Some([0.0, 0.0, 1.0, 0.0]), ..Cell::new(vec![name]) }
    });
    let mut rows = vec![Row { cells: head.into(), head: true, ..Row::default() }];
    // White rules part the tinted blocks, as in the PDF.
    let rule = Some(Border::solid(3.0, look.colour("white")));
    for row in plan {
        let minute = Face { bold: true, colour: Some(deep), ..room.face() };
        let start = Paragraph::new("TableText")
            .align("center")
            .keep_next(room.keep)
            .push(minute.run(&row.start.to_string()))
            .element();
        let start = Cell {
            fill: Some(look.colour("tint")),
            sides: [rule, None, rule, None],
            pad: Some([0.0; 4]),
            middle: true,
            ..Cell::new(vec![start])
        };
        let bold = Face { style: Some("Strong"), ..room.face() };
        let length = Face { colour: Some(paler), ..room.face() };
        let name = Paragraph::new("TableText")
            .keep_next(true)
            .push(bold.run(&format!("{} {}", row.number, row.label)))
            .push(length.run(&format!("  {} min", row.minutes)))
            .element();
        let title = Paragraph::new("TableText")
            .keep_next(room.keep)
            .extend(runs(draft, &row.title, &room.face()))
            .element();
        let what = Cell {
            sides: [rule, None, rule, None],
            pad: Some([1.0, 8.0, 1.0, 0.0]),
            middle: true,
            ..Cell::new(vec![name, title])
        };
        // Longer parts stand taller: the eye sees where the time goes.
        let height = Height::AtLeast(22.0 + 2.2 * f64::from(row.minutes.min(30)));
        rows.push(Row { cells: vec![start, what], height: Some(height), ..Row::default() });
    }
    let grid = Grid {
        widths: vec![first, room.width - first],
        rows,
        about: "The plan: the minute at which each part begins, how long it takes, what it is"
            .into(),
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element(), gap(2.0, room.keep)]
}
