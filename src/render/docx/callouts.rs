//! Callouts: an icon in the audience's shape, a label in words, a border.
//!
//! Each kind differs from the others in all three, so that it is known in
//! black and white. A callout is a row of a table, the icon in a cell of its
//! own, so that in no program does the icon push the words about.

use super::blocks;
use super::boxes::{Cell, Grid, Row, Sides, gap};
use super::draft::{Draft, Room};
use super::figures;
use super::look::Look;
use super::paragraph::{Border, Face, Paragraph};
use super::words::runs;
use crate::brand::Rgb;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Block, Callout, Node};
use crate::text::Inline;

/// Distance of the words from the icon in centimetres.
const BESIDE_ICON: f64 = 0.28;
/// Width in centimetres of what a callout is about, beside its list.
const LEAD: f64 = 5.2;
/// Distance of callouts side by side in centimetres.
const GUTTER: f64 = 0.5;

/// A callout.
pub(super) fn callout<'a>(
    draft: &mut Draft<'a>,
    kind: Callout,
    body: &'a [Node],
    room: &Room<'a>,
) -> Vec<Element> {
    let rows = match body {
        [lead, list]
            if draft.look.lead == Some(kind)
                && !room.nested
                && matches!(lead.block, Block::Para(_) | Block::Heading { .. })
                && matches!(list.block, Block::List { .. }) =>
        {
            let part = part(draft, kind, room);
            let (widths, row) = part.with_lead(draft, lead, list, room);
            (widths, vec![row])
        }
        _ if draft.look.narrow => part(draft, kind, room).stacked(draft, body, room),
        _ => {
            let (widths, cells) = part(draft, kind, room).cells(draft, body, room);
            (widths.into(), vec![Row { cells: cells.into(), ..Row::default() }])
        }
    };
    let grid = Grid {
        widths: rows.0,
        rows: rows.1,
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element(), gap(draft.look.block_gap(), room.keep)]
}

/// Callouts side by side, each as high as the highest.
pub(super) fn beside<'a>(
    draft: &mut Draft<'a>,
    callouts: &[(Callout, &'a [Node])],
    room: &Room<'a>,
) -> Vec<Element> {
    let count = callouts.len().max(1) as f64;
    let width = (room.width - cm(GUTTER) * (count - 1.0)) / count;
    let inner = room.of_width(width);
    let mut widths = Vec::new();
    let mut cells = Vec::new();
    for (kind, body) in callouts {
        if !cells.is_empty() {
            widths.push(cm(GUTTER));
            cells.push(Cell::default());
        }
        let (two, both) = part(draft, *kind, &inner).cells(draft, body, &inner);
        widths.extend(two);
        cells.extend(both);
    }
    if cells.is_empty() {
        return Vec::new();
    }
    let grid = Grid {
        widths,
        rows: vec![Row { cells, ..Row::default() }],
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element(), gap(draft.look.block_gap(), room.keep)]
}

/// What callouts of a kind have in common.
struct Part {
    icon: Element,
    label: Paragraph,
    sides: Sides,
    fill: Option<Rgb>,
    /// Left, right and vertical distance of what is in it from its border.
    inset: (f64, f64, f64),
    /// Width of the icon and the distance beside it.
    beside: f64,
    /// How much the icon is higher than the label's line.
    over: f64,
}

fn part<'a>(draft: &mut Draft<'a>, kind: Callout, room: &Room<'a>) -> Part {
    let look = draft.look;
    let (sides, fill, framed) = frame(kind, look);
    let (left, right, vertical) = look.inset;
    let (icon, (width, height)) = figures::icon(draft, kind.name());
    let label = Paragraph::new("CalloutLabel")
        .right_to_left(draft.right_to_left(room))
        .push(room.face().run(kind.label()));
    Part {
        icon: Paragraph::new("Icon").extend(icon).element(),
        label,
        sides,
        fill,
        inset: if framed { (left, right, vertical) } else { (0.0, 0.0, vertical) },
        beside: width + cm(BESIDE_ICON),
        over: (height - look.label.pitch).max(0.0),
    }
}

impl Part {
    /// The icon's cell and that of label and words, with their widths.
    fn cells<'a>(
        self,
        draft: &mut Draft<'a>,
        body: &'a [Node],
        room: &Room<'a>,
    ) -> ([f64; 2], [Cell; 2]) {
        let (left, right, vertical) = self.inset;
        let first = left + self.beside;
        let inner = Room { width: room.width - first - right, ..inside(draft, room) };
        let mut words = vec![self.label.element()];
        words.extend(blocks::nodes(draft, body, &inner));
        let [top, start, bottom, end] = self.sides;
        let (icon_top, top_pad) = middles(vertical, self.over);
        let icon = Cell {
            content: vec![self.icon],
            sides: [top, start, bottom, None],
            fill: self.fill,
            pad: Some([icon_top, left, 0.0, 0.0]),
            ..Cell::default()
        };
        let words = Cell {
            content: words,
            sides: [top, None, bottom, end],
            fill: self.fill,
            pad: Some([top_pad, 0.0, vertical, right]),
            ..Cell::default()
        };
        ([first, room.width - first], [icon, words])
    }

    /// Icon and label in a row, the words below at full width.
    fn stacked<'a>(
        self,
        draft: &mut Draft<'a>,
        body: &'a [Node],
        room: &Room<'a>,
    ) -> (Vec<f64>, Vec<Row>) {
        let (left, right, vertical) = self.inset;
        let first = left + self.beside;
        let inner = Room { width: room.width - left - right, ..inside(draft, room) };
        let (title, body) = title(body);
        let mut label = self.label;
        if !title.is_empty() {
            label = label.push(room.face().run("  ")).extend(runs(
                draft,
                title,
                &title_face(draft.look),
            ));
        }
        let words = blocks::nodes(draft, body, &inner);
        let [top, start, bottom, end] = self.sides;
        let (icon_top, top_pad) = middles(vertical, self.over);
        let closes = |side: Option<Border>| if words.is_empty() { side } else { None };
        let icon = Cell {
            content: vec![self.icon],
            sides: [top, start, closes(bottom), None],
            fill: self.fill,
            pad: Some([icon_top, left, 0.0, 0.0]),
            ..Cell::default()
        };
        let label = Cell {
            content: vec![label.element()],
            sides: [top, None, closes(bottom), end],
            fill: self.fill,
            pad: Some([top_pad, 0.0, 0.0, right]),
            ..Cell::default()
        };
        let mut rows = vec![Row { cells: vec![icon, label], ..Row::default() }];
        if !words.is_empty() {
            let words = Cell {
                content: words,
                sides: [None, start, bottom, end],
                fill: self.fill,
                pad: Some([2.0, left, vertical, right]),
                span: 2,
                ..Cell::default()
            };
            rows.push(Row { cells: vec![words], ..Row::default() });
        }
        (vec![first, room.width - first], rows)
    }

    /// Across the page: what it is about at the left, its list beside.
    fn with_lead<'a>(
        mut self,
        draft: &mut Draft<'a>,
        lead: &'a Node,
        list: &'a Node,
        room: &Room<'a>,
    ) -> (Vec<f64>, Row) {
        let end = self.sides[3].take();
        let (_, right, vertical) = self.inset;
        let (fill, [top, _, bottom, _]) = (self.fill, self.sides);
        let left_room = room.of_width(self.inset.0 + self.beside + cm(LEAD));
        let rest = room.width - left_room.width;
        let inner = Room { width: rest - right, ..inside(draft, room) };
        let ([first, second], [icon, words]) =
            self.cells(draft, std::slice::from_ref(lead), &left_room);
        let list = Cell {
            content: blocks::node(draft, list, &inner),
            sides: [top, None, bottom, end],
            fill,
            pad: Some([vertical, 0.0, vertical, right]),
            middle: true,
            ..Cell::default()
        };
        let row = Row { cells: vec![icon, words, list], ..Row::default() };
        (vec![first, second, rest], row)
    }
}

/// Bold words that begin a callout, which stand beside its label where columns
/// are narrow, and the rest.
fn title(body: &[Node]) -> (&[Inline], &[Node]) {
    let bold = |line: &[Inline]| line.iter().all(|inline| matches!(inline, Inline::Strong(_)));
    match body {
        [Node { block: Block::Para(line), .. }, rest @ ..] if bold(line) && !rest.is_empty() => {
            (line, rest)
        }
        _ => (&[], body),
    }
}

/// The face of such words.
fn title_face(look: &Look<'_>) -> Face<'static> {
    Face { colour: Some(look.colour("ink")), ..Face::default() }
}

/// Distances of the icon and of the label from the top, so that their middles
/// are level.
fn middles(vertical: f64, over: f64) -> (f64, f64) {
    ((vertical - over / 2.0).max(0.0), vertical.max(over / 2.0))
}

/// The room inside a callout: a callout is one thing, so all is close.
fn inside<'a>(draft: &Draft<'_>, room: &Room<'a>) -> Room<'a> {
    let close = draft.look.body.size * 0.25;
    Room { nested: true, ..room.styled("CalloutText", close) }
}

/// Borders, ground, and whether the words stand away from the left edge.
fn frame(kind: Callout, look: &Look<'_>) -> (Sides, Option<Rgb>, bool) {
    let space = look.brand.space();
    let (deep, edge) = (look.colour("deep"), look.colour("edge"));
    let bar = Some(Border::solid(space.bar_say, deep));
    let all = |border: Border| [Some(border); 4];
    let thin = Border::solid(space.border, edge);
    match kind {
        Callout::Say => ([None, bar, None, None], Some(look.colour("tint")), true),
        Callout::Ask => {
            let thin = Some(Border::solid(space.border, deep));
            ([thin, bar, thin, thin], None, true)
        }
        Callout::Do => ([None; 4], None, true),
        Callout::ListenFor => (all(Border { line: "dotted", ..thin }), None, true),
        Callout::IfTheyAsk => (all(thin), None, true),
        Callout::KeepSafe => {
            let ink = Border::solid(space.border_keep_safe, look.colour("ink"));
            (all(ink), Some(look.colour("lamp-tint")), true)
        }
        Callout::Support | Callout::Stretch => ([Some(thin), None, None, None], None, false),
        Callout::Note => {
            let mid = Border::solid(space.border, look.colour("mid"));
            (all(mid), Some(look.colour("tint")), true)
        }
        Callout::Law => (all(Border::solid(space.border_choice, deep)), None, true),
        Callout::Help => {
            let edge = Border::solid(space.border_choice, look.colour("lamp-edge"));
            (all(edge), Some(look.colour("lamp-tint")), true)
        }
    }
}
