//! Blocks as paragraphs and tables: every one, in reading order.

use super::boxes::{Cell, Grid, Height, Row, gap};
use super::draft::{Draft, Room};
use super::figures;
use super::paragraph::{Border, Indent, Paragraph};
use super::words::runs;
use super::{callouts, cards, lists, scene, tables};
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Block, Contact, Marker, Node, Origin, Space};
use crate::text::{Inline, Lang};

/// Distance of columns in points.
const GUTTER: f64 = 14.0;

/// Nodes in order.
pub(super) fn nodes<'a>(draft: &mut Draft<'a>, nodes: &'a [Node], room: &Room<'a>) -> Vec<Element> {
    nodes.iter().flat_map(|node| self::node(draft, node, room)).collect()
}

/// A node. What ends with a table has a short empty paragraph after it.
pub(super) fn node<'a>(draft: &mut Draft<'a>, node: &'a Node, room: &Room<'a>) -> Vec<Element> {
    match &node.block {
        Block::Heading { level, text } => {
            let style = match level {
                0..=2 => "Heading1",
                3 => "Heading2",
                4.. => "Heading3",
            };
            vec![paragraph(draft, style, text, room).element()]
        }
        Block::Para(line) => vec![paragraph(draft, room.style, line, room).element()],
        Block::List { marker, items } => list(draft, *marker, items, room),
        Block::Table { head, rows, widths, about } => {
            tables::table(draft, head, rows, widths, about, room)
        }
        Block::Callout { kind, body } => callouts::callout(draft, *kind, body, room),
        Block::Figure { picture, width } => {
            figures::figure(draft, picture, *width, &node.from, room)
        }
        Block::Thumb(slide) => figures::thumb(draft, slide, room),
        Block::Scene(scene) => scene::scene(draft, scene, room),
        Block::Space(space) => self::space(draft, *space, room),
        Block::Timing(plan) => tables::timing(draft, plan, room),
        Block::Cards { per_page, cards } => {
            let mut out = cards::cards(draft, *per_page, cards, &node.from, room, false);
            out.push(gap(draft.look.gap(), room.keep));
            out
        }
        Block::Contact(contact) => self::contact(draft, contact, &node.from, room),
        Block::Columns(columns) => {
            let widths = column_widths(columns, room.width);
            let sides = columns.iter().map(|nodes| (nodes.as_slice(), None));
            beside(draft, sides.collect(), widths, room)
        }
        Block::Parallel(languages) => {
            let widths = vec![room.width / languages.len().max(1) as f64; languages.len()];
            let sides = languages.iter().map(|(lang, nodes)| (nodes.as_slice(), Some(lang)));
            beside(draft, sides.collect(), widths, room)
        }
        Block::Keep(body) => keep(draft, body, room),
        Block::PageBreak => vec![Paragraph::new("Gap").break_before().element()],
    }
}

fn paragraph<'a>(
    draft: &mut Draft<'a>,
    style: &'static str,
    line: &'a [Inline],
    room: &Room<'a>,
) -> Paragraph {
    let words = runs(draft, line, &room.face());
    Paragraph::new(style)
        .keep_next(room.keep)
        .right_to_left(draft.right_to_left(room))
        .extend(words)
}

/// All but the last stay with what follows.
fn keep<'a>(draft: &mut Draft<'a>, body: &'a [Node], room: &Room<'a>) -> Vec<Element> {
    let Some((last, rest)) = body.split_last() else {
        return Vec::new();
    };
    let mut out = nodes(draft, rest, &Room { keep: true, ..room.clone() });
    out.extend(node(draft, last, room));
    out
}

fn list<'a>(
    draft: &mut Draft<'a>,
    marker: Marker,
    items: &'a [Vec<Node>],
    room: &Room<'a>,
) -> Vec<Element> {
    let number = draft.lists.start(marker, room.depth);
    let style = lists::style(marker);
    let place = lists::indent(marker, room.depth, draft.look);
    let inner = Room { depth: room.depth + 1, ..room.clone() };
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let ends = room.depth == 0 && at + 1 == items.len();
        let (first, rest) = match item.split_first() {
            Some((Node { block: Block::Para(line), .. }, rest)) => (line.as_slice(), rest),
            _ => (&[][..], item.as_slice()),
        };
        let named = paragraph(draft, style, first, room).number(number, room.depth);
        out.push(distance(named, ends && rest.is_empty(), draft, room).element());
        for (at, node) in rest.iter().enumerate() {
            let ends = ends && at + 1 == rest.len();
            match &node.block {
                // A further paragraph of an item stands under its words.
                Block::Para(line) => {
                    let under = Indent { hanging: 0.0, ..place };
                    let further = paragraph(draft, style, line, room).indent(under);
                    out.push(distance(further, ends, draft, room).element());
                }
                _ => out.extend(self::node(draft, node, &inner)),
            }
        }
    }
    out
}

/// The distance after a list's paragraph; after the last there is that of any
/// paragraph, whatever list follows.
fn distance(paragraph: Paragraph, last: bool, draft: &Draft<'_>, room: &Room<'_>) -> Paragraph {
    let after = room.after.or(last.then(|| draft.look.gap()));
    after.into_iter().fold(paragraph, Paragraph::after).spaced(last)
}

fn space(draft: &Draft<'_>, space: Space, room: &Room<'_>) -> Vec<Element> {
    let page = draft.look.brand.page();
    match space {
        Space::Lines { count, wide } => {
            let pitch = cm(if wide { page.writing_line_support } else { page.writing_line });
            let line = Border::solid(1.0, draft.look.colour("edge"));
            let mut out: Vec<_> = (0..count)
                .map(|at| {
                    // Word draws one border round paragraphs that have the same
                    // borders and indents: a hair's difference keeps them apart.
                    let right = if at % 2 == 0 { 0.0 } else { 0.05 };
                    Paragraph::new("WritingLine")
                        .keep_next(room.keep || at + 1 < count)
                        .border("w:bottom", line)
                        .pitch(pitch)
                        .indent(Indent { right, ..Indent::default() })
                        .element()
                })
                .collect();
            out.push(gap(draft.look.gap(), room.keep));
            out
        }
        Space::Frame { height_mm } => {
            let edge =
                Border::solid(draft.look.brand.space().border_choice, draft.look.colour("deep"));
            let empty = Paragraph::new("Normal").keep_next(room.keep).element();
            let cell = Cell {
                content: vec![empty],
                sides: [Some(edge); 4],
                pad: Some([8.0; 4]),
                ..Cell::default()
            };
            let mut grid = Grid::of_one(room.width, cell);
            for row in &mut grid.rows {
                row.height = Some(Height::Exact(cm(f64::from(height_mm) / 10.0)));
            }
            vec![grid.element(), gap(draft.look.gap(), room.keep)]
        }
    }
}

/// A service: its name, what it is for, how to reach it; the code beside it.
fn contact<'a>(
    draft: &mut Draft<'a>,
    contact: &'a Contact,
    from: &Origin,
    room: &Room<'a>,
) -> Vec<Element> {
    let parts = [
        ("ContactName", &contact.name),
        ("TableText", &contact.says),
        ("ContactReach", &contact.reach),
    ];
    let words = parts
        .into_iter()
        .filter(|(_, line)| !line.is_empty())
        .map(|(style, line)| paragraph(draft, style, line, room).element())
        .collect();
    let rule = Some(Border::solid(draft.look.brand.space().border, draft.look.colour("edge")));
    let sides = [rule, None, None, None];
    let side = cm(figures::QR);
    let mut widths = vec![room.width];
    let words =
        Cell { sides, pad: Some([9.0, 0.0, 9.0, GUTTER]), middle: true, ..Cell::new(words) };
    let mut cells = vec![words];
    if let Some(qr) = &contact.qr {
        widths = vec![room.width - side, side];
        let code = figures::code(draft, qr, from);
        cells.push(Cell { sides, pad: Some([9.0, 0.0, 9.0, 0.0]), ..Cell::new(code) });
    }
    let grid = Grid {
        widths,
        rows: vec![Row { cells, ..Row::default() }],
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element(), gap(1.0, room.keep)]
}

/// Columns in a table without borders or head: Word reads it cell by cell, in
/// order, as the words stand.
fn beside<'a>(
    draft: &mut Draft<'a>,
    sides: Vec<(&'a [Node], Option<&'a Lang>)>,
    widths: Vec<f64>,
    room: &Room<'a>,
) -> Vec<Element> {
    let last = sides.len().saturating_sub(1);
    let mut cells = Vec::with_capacity(sides.len());
    for (at, ((nodes, lang), width)) in sides.into_iter().zip(&widths).enumerate() {
        let right = if at == last { 0.0 } else { GUTTER };
        let inner =
            Room { width: width - right, depth: 0, lang: lang.or(room.lang), ..room.clone() };
        let content = self::nodes(draft, nodes, &inner);
        cells.push(Cell { pad: Some([0.0, 0.0, 0.0, right]), ..Cell::new(content) });
    }
    if cells.is_empty() {
        return Vec::new();
    }
    let row = Row { cells, breaks: !room.keep, ..Row::default() };
    let grid = Grid {
        widths,
        rows: vec![row],
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    // Word gives the paragraph after a table in a cell no height: what parts
    // the last callout of a column from what follows is here.
    vec![grid.element(), gap(9.0, room.keep)]
}

/// Equal columns; one that holds nothing but a slide is as wide as the slide.
fn column_widths(columns: &[Vec<Node>], room: f64) -> Vec<f64> {
    let narrow = cm(figures::THUMB) + GUTTER;
    let is_narrow = |nodes: &Vec<Node>| {
        !nodes.is_empty() && nodes.iter().all(|node| matches!(node.block, Block::Thumb(_)))
    };
    let slides = columns.iter().filter(|nodes| is_narrow(nodes)).count();
    if slides == columns.len() {
        return vec![room / columns.len().max(1) as f64; columns.len()];
    }
    let rest = (room - narrow * slides as f64) / (columns.len() - slides) as f64;
    columns.iter().map(|nodes| if is_narrow(nodes) { narrow } else { rest }).collect()
}
