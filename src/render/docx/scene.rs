//! Invented chats and streams, as words in boxes that can be edited.

use super::boxes::{Cell, Grid, Row, gap};
use super::draft::{Draft, Room};
use super::paragraph::{Border, Face, Paragraph};
use super::words::runs;
use crate::brand::Rgb;
use crate::ooxml::Element;
use crate::ooxml::units::cm;
use crate::pack::{Device, Scene, SceneItem};

/// Width of an upright screen in centimetres.
const UPRIGHT: f64 = 10.0;
/// Width of the device's frame, and distance of what it shows from it, in points.
const FRAME: f64 = 3.0;
const PAD: f64 = 12.0;

/// What is on an invented screen, top to bottom, in a frame.
pub(super) fn scene<'a>(draft: &mut Draft<'a>, scene: &'a Scene, room: &Room<'a>) -> Vec<Element> {
    let look = draft.look;
    let width = match scene.device {
        Device::Upright => room.width.min(cm(UPRIGHT)),
        Device::Level => room.width,
    };
    let frame = Some(Border::solid(FRAME, look.colour("ink")));
    let under = Some(Border::solid(0.75, look.colour("edge")));
    let name = Face { bold: true, ..room.face() };
    let title = Paragraph::new("TableText")
        .keep_next(true)
        .right_to_left(draft.right_to_left(room))
        .extend(runs(draft, &scene.title, &name))
        .element();
    let title = Cell {
        sides: [frame, frame, under, frame],
        pad: Some([7.0, PAD, 7.0, PAD]),
        ..Cell::new(vec![title])
    };
    let mut content = Vec::new();
    for item in &scene.items {
        content.extend(shown(draft, scene, item, room));
    }
    let screen = Cell {
        sides: [under, frame, frame, frame],
        fill: Some(look.colour("tint")),
        pad: Some([PAD, PAD, 4.0, PAD]),
        ..Cell::new(content)
    };
    let rows = [title, screen].map(|cell| Row { cells: vec![cell], ..Row::default() });
    let grid = Grid {
        widths: vec![width],
        rows: rows.into(),
        about: scene.alt.clone(),
        right_to_left: draft.right_to_left(room),
        ..Grid::default()
    };
    vec![grid.element(), gap(look.block_gap(), room.keep)]
}

/// A paragraph on a ground that goes so many points beyond its words.
fn bubble(fill: Rgb, beyond: u8) -> Paragraph {
    let edge = Border { space: beyond, ..Border::solid(0.5, fill) };
    Paragraph::new("ChatText").border("w:top", edge).border("w:bottom", edge).fill(fill)
}

fn shown<'a>(
    draft: &mut Draft<'a>,
    scene: &'a Scene,
    item: &'a SceneItem,
    room: &Room<'a>,
) -> Vec<Element> {
    let look = draft.look;
    let plain = room.face();
    let person = |from: usize| {
        let name = scene.people.get(from).map_or("", |person| person.name.as_str());
        Paragraph::new("ChatName").push(plain.run(name)).element()
    };
    match item {
        SceneItem::Message { from, text } => {
            let words = runs(draft, text, &plain);
            vec![person(*from), bubble(look.colour("white"), 2).extend(words).element()]
        }
        SceneItem::HiddenVideo { from, label } => {
            let white = Face { bold: true, colour: Some(look.colour("white")), ..plain.clone() };
            let words = runs(draft, label, &white);
            let tile = bubble(look.colour("ink"), 10).align("center").extend(words);
            vec![person(*from), tile.element(), gap(8.0, false)]
        }
        SceneItem::Typing => vec![Paragraph::new("ChatText").push(plain.run("…")).element()],
        SceneItem::Stage { text } => {
            let edge = Border { space: 6, ..Border::solid(1.0, look.colour("edge")) };
            let mut stage = Paragraph::new("ChatText").align("center");
            for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                stage = stage.border(side, edge);
            }
            vec![stage.extend(runs(draft, text, &plain)).element(), gap(4.0, false)]
        }
        SceneItem::Viewers { count } => {
            let words = plain.run(&format!("{count} watching"));
            vec![Paragraph::new("ChatName").push(words).element()]
        }
        SceneItem::Gift { from, text } => {
            let words = runs(draft, text, &plain);
            vec![person(*from), bubble(look.colour("lamp-tint"), 2).extend(words).element()]
        }
    }
}
