//! Callouts: an icon in the audience's shape, a label in words, a border.
//!
//! Each kind differs from the others in all three, so that it is known in
//! black and white.

use super::blocks;
use super::boxes::{Cell, Grid, Row, Sides, gap};
use super::draft::{Draft, Room};
use super::figures;
use super::look::Look;
use super::paragraph::{Border, Paragraph};
use crate::brand::Rgb;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Callout, Node};

/// Where the words begin, in centimetres from the icon's left edge.
const WORDS: f64 = 0.9;
/// Distance of the words from the border in points: top, bottom, right.
const TOP: f64 = 5.0;
const BOTTOM: f64 = 3.0;
const RIGHT: f64 = 8.0;
/// Distance of paragraphs in points: a callout is one thing.
const AFTER: f64 = 3.0;

/// A callout of this kind: a table of two cells, the icon's and the words', so
/// that neither program lets the icon push the words about.
pub(super) fn callout<'a>(
    draft: &mut Draft<'a>,
    kind: Callout,
    body: &'a [Node],
    room: &Room<'a>,
) -> Vec<Element> {
    let (sides, fill, inset) = frame(kind, draft.look);
    let beside = inset + cm(WORDS);
    let inner = Room { width: room.width - beside - RIGHT, ..room.styled("CalloutText", AFTER) };
    let right_to_left = draft.right_to_left(room);
    let icon = Paragraph::new("Icon").extend(figures::icon(draft, kind.name())).element();
    let label = Paragraph::new("CalloutLabel")
        .right_to_left(right_to_left)
        .push(room.face().run(kind.label()))
        .element();
    let mut words = vec![label];
    words.extend(blocks::nodes(draft, body, &inner));
    let [top, left, bottom, right] = sides;
    let icon = Cell {
        content: vec![icon],
        sides: [top, left, bottom, None],
        fill,
        pad: Some([TOP, inset, BOTTOM, 0.0]),
        middle: false,
    };
    let words = Cell {
        content: words,
        sides: [top, None, bottom, right],
        fill,
        pad: Some([TOP, 0.0, BOTTOM, RIGHT]),
        middle: false,
    };
    let grid = Grid {
        widths: vec![beside, room.width - beside],
        rows: vec![Row { cells: vec![icon, words], ..Row::default() }],
        right_to_left,
        ..Grid::default()
    };
    vec![grid.element(), gap(6.0, room.keep)]
}

/// Borders, ground, and the distance of the icon from the left edge.
fn frame(kind: Callout, look: &Look<'_>) -> (Sides, Option<Rgb>, f64) {
    let space = look.brand.space();
    let (deep, edge) = (look.colour("deep"), look.colour("edge"));
    let bar = Some(Border::solid(space.bar_say, deep));
    let all = |border: Border| [Some(border); 4];
    let thin = Border::solid(space.border, edge);
    let near = 8.0;
    match kind {
        Callout::Say => ([None, bar, None, None], Some(look.colour("tint")), near),
        Callout::Ask => {
            let thin = Some(Border::solid(space.border, deep));
            ([thin, bar, thin, thin], None, near)
        }
        Callout::Do => ([None; 4], None, near),
        Callout::ListenFor => (all(Border { line: "dotted", ..thin }), None, near),
        Callout::IfTheyAsk => (all(thin), None, near),
        Callout::KeepSafe => {
            let ink = Border::solid(space.border_keep_safe, look.colour("ink"));
            (all(ink), Some(look.colour("lamp-tint")), near)
        }
        Callout::Support | Callout::Stretch => ([Some(thin), None, None, None], None, 0.0),
        Callout::Note => ([None; 4], Some(look.colour("tint")), near),
        Callout::Law => (all(Border::solid(space.border_choice, deep)), None, near),
        Callout::Help => {
            let edge = Border::solid(space.border_choice, look.colour("lamp-edge"));
            (all(edge), Some(look.colour("lamp-tint")), near)
        }
    }
}
