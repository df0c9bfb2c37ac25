//! Cards to cut out: a table whose cells are the cards.

use super::blocks;
use super::boxes::{Cell, Grid, Height, Row};
use super::draft::{Draft, Room};
use super::figures;
use super::look::A4;
use super::paragraph::{Border, Face, Paragraph};
use super::words::runs;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Card, Origin};

/// Width of a card's picture in centimetres.
const PICTURE: f64 = 3.6;
/// Margin above the cards in centimetres: less than below, where the foot is.
const TOP: f64 = 0.75;
/// Distance of a card's words from its edge in points.
const PAD: f64 = 16.0;

/// Side, top and bottom margin in points of a page of cards of full size; the
/// foot stands below them.
pub(super) fn margins(draft: &Draft<'_>) -> (f64, f64, f64) {
    let [w, h] = draft.look.brand.page().card;
    // A line of title stands above the first sheet, a hair below the last.
    let spare = draft.look.foot.pitch + 3.0;
    let end = cm(A4.1 - TOP - 2.0 * h) - spare;
    (cm((A4.0 - 2.0 * w) / 2.0), cm(TOP), end)
}

/// The cards, two beside each other; `whole_page` if they have pages of their
/// own and so their full size.
pub(super) fn cards<'a>(
    draft: &mut Draft<'a>,
    per_page: u8,
    cards: &'a [Card],
    from: &Origin,
    room: &Room<'a>,
    whole_page: bool,
) -> Vec<Element> {
    if cards.is_empty() {
        return Vec::new();
    }
    let [w, h] = draft.look.brand.page().card.map(cm);
    let across = if per_page <= 2 { 1 } else { 2 };
    let down = usize::from(per_page.max(1)).div_ceil(across);
    let full = if whole_page { 2.0 * w } else { room.width };
    let width = full / across as f64;
    let height = 2.0 * h / down as f64;
    // Eight to a page leave no room for pictures.
    let pictured = down <= 2;
    let inner = Room { style: "CardText", ..room.of_width(width - 2.0 * PAD) };
    let edge = Border::solid(draft.look.brand.space().border_choice, draft.look.colour("deep"));
    let mut rows = Vec::new();
    for pair in cards.chunks(across) {
        let mut cells: Vec<Cell> = Vec::with_capacity(across);
        for card in pair {
            cells.push(Cell {
                content: face(draft, card, pictured, from, &inner),
                sides: [Some(edge); 4],
                pad: Some([PAD, PAD, PAD / 2.0, PAD]),
                ..Cell::default()
            });
        }
        // An odd card has an empty place beside it.
        cells.resize_with(across, Cell::default);
        rows.push(Row { cells, height: Some(Height::Exact(height)), ..Row::default() });
    }
    let grid = Grid {
        widths: vec![width; across],
        rows,
        centred: whole_page,
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element()]
}

fn face<'a>(
    draft: &mut Draft<'a>,
    card: &'a Card,
    pictured: bool,
    from: &Origin,
    room: &Room<'a>,
) -> Vec<Element> {
    let look = draft.look;
    let right_to_left = draft.right_to_left(room);
    let badge = Face {
        bold: true,
        colour: Some(look.colour("white")),
        fill: Some(look.colour("deep")),
        ..room.face()
    };
    let mut title = Paragraph::new("CardTitle").right_to_left(right_to_left);
    if !card.mark.is_empty() {
        title = title
            .push(badge.run(&format!("\u{a0}{}\u{a0}", card.mark)))
            .push(room.face().run("  "));
    }
    let mut out = vec![title.extend(runs(draft, &card.title, &room.face())).element()];
    if pictured
        && let Some(id) = &card.picture
        && let Some(run) = figures::inline(draft, id, cm(PICTURE), from)
    {
        out.push(Paragraph::new("Picture").push(run).element());
    }
    out.extend(blocks::nodes(draft, &card.body, room));
    if !card.foot.is_empty() {
        let words = runs(draft, &card.foot, &room.face());
        let foot = Paragraph::new("CardFoot").right_to_left(right_to_left).extend(words);
        out.push(foot.element());
    }
    out
}
