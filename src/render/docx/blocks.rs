//! Blocks as paragraphs and tables: every one, in reading order.

use super::boxes::{Cell, Grid, Height, Row, gap};
use super::draft::{Draft, Room};
use super::figures;
use super::paragraph::{Border, Face, Indent, Paragraph};
use super::words::runs;
use super::{callouts, cards, lists, scene, tables};
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Block, Callout, Contact, Marker, Node, Origin, Space, Stage};
use crate::text::{Inline, Lang};

/// Distance of columns in centimetres.
const GUTTER: f64 = 0.9;
/// The same of a slide and its script.
const BESIDE_SLIDE: f64 = 0.45;
/// Distance of a contact's words from its rules in centimetres.
const CONTACT: f64 = 0.3;
/// Width in centimetres of a stage's time, and its distance from the words.
const TIME: f64 = 2.1;
const BESIDE_TIME: f64 = 0.55;
/// Width in points of the line from one stage to the next.
const LINE: f64 = 3.0;

/// Nodes in order. What ends with a table has a short empty paragraph after it.
pub(super) fn nodes<'a>(draft: &mut Draft<'a>, nodes: &'a [Node], room: &Room<'a>) -> Vec<Element> {
    let mut out = Vec::new();
    let mut rest = nodes;
    let mut facts = false;
    while let Some((first, after)) = rest.split_first() {
        let room = &Room { top: room.top && out.is_empty(), ..room.clone() };
        rest = after;
        match (&first.block, rest.first().map(|node| &node.block)) {
            // Support and Stretch share a row.
            (
                Block::Callout { kind: Callout::Support, body: support },
                Some(Block::Callout { kind: Callout::Stretch, body: stretch }),
            ) => {
                let both = [(Callout::Support, support), (Callout::Stretch, stretch)]
                    .map(|(kind, body)| (kind, body.as_slice()));
                out.extend(callouts::beside(draft, &both, room));
                rest = &rest[1..];
            }
            // Contacts share their rules.
            (Block::Contact(contact), next) => {
                let last = !matches!(next, Some(Block::Contact(_)));
                out.extend(self::contact(draft, contact, last, &first.from, room));
            }
            (Block::Para(line), _) if facts => {
                out.push(paragraph(draft, "Facts", line, room).element());
            }
            _ => out.extend(node(draft, first, room)),
        }
        // Below an activity's heading stand its minutes and what it needs.
        facts = draft.look.activities
            && matches!(&first.block, Block::Heading { level: 2, text } if split_number(text).is_some());
    }
    out
}

/// The number with which a line begins, its full stop and space included, and
/// the rest of its first words.
fn split_number(line: &[Inline]) -> Option<(&str, &str)> {
    let Some(Inline::Text(words)) = line.first() else {
        return None;
    };
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && words[digits..].starts_with(". ")).then(|| words.split_at(digits + 2))
}

/// A node.
pub(super) fn node<'a>(draft: &mut Draft<'a>, node: &'a Node, room: &Room<'a>) -> Vec<Element> {
    match &node.block {
        Block::Heading { level, text } => vec![heading(draft, *level, text, room)],
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
        Block::Stages(stages) => self::stages(draft, stages, room),
        Block::Cards { per_page, cards } => {
            let mut out = cards::cards(draft, *per_page, cards, &node.from, room, false);
            out.push(gap(draft.look.block_gap(), room.keep));
            out
        }
        Block::Contact(contact) => self::contact(draft, contact, true, &node.from, room),
        Block::Columns(columns) => self::columns(draft, columns, room),
        Block::Parallel(languages) => {
            let sides: Vec<_> =
                languages.iter().map(|(lang, nodes)| (nodes.as_slice(), Some(lang))).collect();
            let widths = equal(sides.len(), room.width);
            beside(draft, &sides, &widths, cm(GUTTER), room)
        }
        Block::Keep(body) => keep(draft, body, room),
        Block::PageBreak => vec![Paragraph::new("Gap").break_before().element()],
    }
}

/// Stages: the time of each on a dark ground beside its name, and a line down
/// to the next.
fn stages<'a>(draft: &mut Draft<'a>, stages: &'a [Stage], room: &Room<'a>) -> Vec<Element> {
    let look = draft.look;
    let (half, beside) = (cm(TIME) / 2.0, cm(BESIDE_TIME));
    let widths = vec![half, half, beside, room.width - 2.0 * half - beside];
    let inner = Room { top: true, ..room.of_width(room.width - 2.0 * half - beside) };
    let white = Face { bold: true, colour: Some(look.colour("white")), ..room.face() };
    let mut rows = Vec::with_capacity(2 * stages.len());
    for (at, stage) in stages.iter().enumerate() {
        let time = Paragraph::new("TableText")
            .align("center")
            .keep_next(true)
            .push(white.run(&format!("{} ", stage.amount)))
            .extend(runs(draft, &stage.unit, &white));
        let time = Cell {
            fill: Some(look.colour("deep")),
            pad: Some([3.0, 0.0, 3.0, 0.0]),
            middle: true,
            span: 2,
            ..Cell::new(vec![time.element()])
        };
        let title = heading(draft, 2, &stage.title, &inner);
        let cell = |content| Cell { pad: Some([0.0; 4]), ..Cell::new(content) };
        let title = Cell { middle: true, ..cell(vec![title]) };
        rows.push(Row { cells: vec![time, cell(Vec::new()), title], ..Row::default() });
        let last = at + 1 == stages.len();
        let line = (!last).then(|| Border::solid(LINE, look.colour("soft")));
        let down = Cell { sides: [None, line, None, None], ..cell(Vec::new()) };
        let below = if last { 0.0 } else { look.body.pitch * 0.6 };
        let words = nodes(draft, &stage.body, &inner);
        let words = Cell { pad: Some([2.0, 0.0, below, 0.0]), ..Cell::new(words) };
        let cells = vec![cell(Vec::new()), down, cell(Vec::new()), words];
        rows.push(Row { cells, ..Row::default() });
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let right_to_left = draft.right_to_left(room);
    let grid = Grid { widths, rows, right_to_left, ..Grid::default() };
    vec![grid.element(), gap(look.block_gap(), room.keep)]
}

/// A heading: at most one level deeper than the one before, whatever it looks
/// like, so that nobody who jumps from heading to heading misses a level.
fn heading<'a>(draft: &mut Draft<'a>, level: u8, text: &'a [Inline], room: &Room<'a>) -> Element {
    let look = draft.look;
    let at = usize::from(level.clamp(2, 4)) - 2;
    let place = draft.heading(at);
    let style = ["Heading1", "Heading2", "Heading3"][place];
    let wanted = match (room.nested, at) {
        (false, _) => look.headings[at].clone(),
        (true, 0) => look.brand.paper().get("task").cloned().unwrap_or_default(),
        (true, _) => look.label.clone(),
    };
    let mut face = room.face();
    let mut heading = Paragraph::new(style).right_to_left(draft.right_to_left(room));
    if wanted != look.headings[place] {
        face.size = Some(wanted.size);
        face.colour = Some(look.colour(&wanted.colour));
        heading = heading.pitch(wanted.pitch).after(wanted.pitch * 0.3);
    }
    if room.top {
        heading = heading.before(0.0);
    } else if room.nested {
        heading = heading.before(wanted.pitch * 0.4);
    }
    match split_number(text) {
        Some((number, rest)) => {
            let deep = Face { colour: Some(look.colour("deep")), ..face.clone() };
            let rest = std::iter::once(face.run(rest));
            let rest = rest.chain(runs(draft, &text[1..], &face));
            heading.push(deep.run(number)).extend(rest).element()
        }
        None => heading.extend(runs(draft, text, &face)).element(),
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
    if marker == Marker::Tick && items.iter().all(Vec::is_empty) {
        return vec![only_boxes(draft, items.len(), room)];
    }
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
/// block.
fn distance(paragraph: Paragraph, last: bool, draft: &Draft<'_>, room: &Room<'_>) -> Paragraph {
    let last = || last.then(|| draft.look.block_gap());
    room.after.or_else(last).into_iter().fold(paragraph, Paragraph::after)
}

/// Boxes to tick with nothing beside them: in a row, as in the cell of a table.
fn only_boxes(draft: &Draft<'_>, count: usize, room: &Room<'_>) -> Element {
    let face = lists::box_face(draft.look);
    let boxes = (0..count).map(|at| {
        face.run(&if at == 0 { lists::BOX.to_owned() } else { format!("  {}", lists::BOX) })
    });
    Paragraph::new(room.style).keep_next(room.keep).extend(boxes).element()
}

fn space(draft: &Draft<'_>, space: Space, room: &Room<'_>) -> Vec<Element> {
    let page = draft.look.brand.page();
    match space {
        Space::Lines { count, wide } => {
            let pitch = cm(if wide { page.writing_line_support } else { page.writing_line });
            let line = Border::solid(0.75, draft.look.colour("edge"));
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
            out.push(gap(draft.look.body.size * 0.4, room.keep));
            out
        }
        Space::Frame { height_mm } => {
            let edge =
                Border::solid(draft.look.brand.space().border_choice, draft.look.colour("edge"));
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
            vec![grid.element(), gap(draft.look.block_gap(), room.keep)]
        }
    }
}

/// A service: its name, what it is for, how to reach it; the code beside it.
fn contact<'a>(
    draft: &mut Draft<'a>,
    contact: &'a Contact,
    last: bool,
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
    let rule = Border::solid(0.75, draft.look.colour("edge"));
    let sides = [Some(rule), None, last.then_some(rule), None];
    let (pad, side) = (cm(CONTACT), cm(figures::QR));
    let words =
        Cell { sides, pad: Some([pad, 0.0, pad, cm(0.5)]), middle: true, ..Cell::new(words) };
    let (mut widths, mut cells) = (vec![room.width], vec![words]);
    if let Some(qr) = &contact.qr {
        widths = vec![room.width - side, side];
        let code = figures::code(draft, qr, from);
        cells.push(Cell { sides, pad: Some([pad, 0.0, pad, 0.0]), ..Cell::new(code) });
    }
    let grid = Grid {
        widths,
        rows: vec![Row { cells, ..Row::default() }],
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    let after = if last { cm(CONTACT) } else { 1.0 };
    vec![grid.element(), gap(after, room.keep)]
}

/// Side by side: a slide's picture beside its script, callouts as high as each
/// other, or columns of equal width.
fn columns<'a>(draft: &mut Draft<'a>, columns: &'a [Vec<Node>], room: &Room<'a>) -> Vec<Element> {
    let callouts: Option<Vec<_>> = columns
        .iter()
        .map(|nodes| match nodes.as_slice() {
            [Node { block: Block::Callout { kind, body }, .. }] => Some((*kind, body.as_slice())),
            _ => None,
        })
        .collect();
    if let Some(callouts) = callouts.filter(|all| all.len() > 1) {
        return callouts::beside(draft, &callouts, room);
    }
    let sides: Vec<_> = columns.iter().map(|nodes| (nodes.as_slice(), None)).collect();
    match columns {
        [first, rest @ ..] if !rest.is_empty() && is_slide(first) => {
            let slide = cm(figures::THUMB);
            let mut widths = vec![slide + cm(BESIDE_SLIDE)];
            widths.extend(equal(rest.len(), room.width - slide - cm(BESIDE_SLIDE)));
            beside(draft, &sides, &widths, cm(BESIDE_SLIDE), room)
        }
        _ => beside(draft, &sides, &equal(sides.len(), room.width), cm(GUTTER), room),
    }
}

fn is_slide(nodes: &[Node]) -> bool {
    matches!(nodes, [Node { block: Block::Thumb(_), .. }])
}

fn equal(count: usize, room: f64) -> Vec<f64> {
    vec![room / count.max(1) as f64; count]
}

/// Columns in a table without borders or head: Word reads it cell by cell, in
/// order, as the words stand. The gutter is shared out, so that columns of
/// equal width have words of equal width.
fn beside<'a>(
    draft: &mut Draft<'a>,
    sides: &[(&'a [Node], Option<&'a Lang>)],
    widths: &[f64],
    gutter: f64,
    room: &Room<'a>,
) -> Vec<Element> {
    if sides.is_empty() {
        return Vec::new();
    }
    let last = sides.len() - 1;
    let share = gutter * last as f64 / sides.len() as f64;
    let even = widths.iter().all(|width| Some(width) == widths.first());
    let mut cells = Vec::with_capacity(sides.len());
    for (at, ((nodes, lang), width)) in sides.iter().zip(widths).enumerate() {
        let (left, right) = match (even, at == last) {
            (true, _) => {
                let left = share * at as f64 / last.max(1) as f64;
                (left, share - left)
            }
            (false, true) => (0.0, 0.0),
            (false, false) => (0.0, gutter),
        };
        let inner = Room {
            width: width - left - right,
            depth: 0,
            top: true,
            lang: lang.or(room.lang),
            ..room.clone()
        };
        let content = self::nodes(draft, nodes, &inner);
        cells.push(Cell { pad: Some([0.0, left, 0.0, right]), ..Cell::new(content) });
    }
    let grid = Grid {
        widths: widths.to_vec(),
        rows: vec![Row { cells, breaks: !room.keep, ..Row::default() }],
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    // Word gives the paragraph after a table in a cell no height: what parts
    // the last callout of a column from what follows is here. In a callout
    // nothing follows, and others would draw it as an empty line.
    let after = if room.nested { 1.0 } else { draft.look.block_gap() };
    vec![grid.element(), gap(after, room.keep)]
}
