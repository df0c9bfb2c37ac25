//! How full the boxes are, read off the marks.

use serde::Deserialize;

use crate::diagnostics::{Finding, Findings, Place};
use crate::pack::{Block, Body, Item, walk_nodes};
use crate::render::BoxUse;
use crate::render::typst::Mark;

/// Points by which rounding may let words stand out of a box.
const TOLERANCE: f64 = 0.5;

/// What `measured` of `templates/typst/lib/mark.typ` leaves above and below a
/// box's words.
#[derive(Debug, Deserialize)]
struct BoxMark {
    /// Slide id or card mark.
    of: String,
    /// Box name.
    name: String,
    /// Room in points, given at the end of the words only.
    room: Option<Room>,
}

#[derive(Debug, Deserialize)]
struct Room {
    width: f64,
    height: f64,
    /// Distance of lines in points.
    pitch: f64,
}

/// Every box's use, and a finding for each whose words do not fit. `family`
/// names the font if it is not the file's own.
pub(super) fn read(marks: &[Mark], item: &Item, family: Option<&str>) -> (Vec<BoxUse>, Findings) {
    let mut boxes = Vec::new();
    let mut findings = Findings::new();
    let mut start: Option<&Mark> = None;
    for mark in marks {
        let Ok(end) = BoxMark::deserialize(&mark.value) else {
            continue;
        };
        let Some(room) = end.room else {
            start = Some(mark);
            continue;
        };
        let Some(start) = start.take() else { continue };
        let used = if mark.page == start.page { mark.y - start.y } else { f64::INFINITY };
        let place = || place(item, &end.of, &end.name);
        let font = family.map(|family| format!(" in {family}")).unwrap_or_default();
        let over = used - room.height;
        if over > TOLERANCE {
            let lines = (over / room.pitch).ceil().max(1.0);
            let plural = if lines > 1.0 { "s" } else { "" };
            let what = format!(
                "`{}`: the words of box `{}` do not fit{font}: {over:.0} pt too high, about \
                 {lines:.0} line{plural}",
                end.of, end.name,
            );
            findings.push(too_full(place(), what));
        }
        let wide = mark.reach - (start.x + room.width);
        if wide > TOLERANCE {
            let what = format!(
                "`{}`: a word in box `{}` is {wide:.0} pt wider than the box{font}",
                end.of, end.name,
            );
            findings.push(too_full(place(), what));
        }
        boxes.push(BoxUse { slide: end.of, name: end.name, used, room: room.height });
    }
    (boxes, findings)
}

fn too_full(place: Place, what: String) -> Finding {
    Finding::error("overflow", place, what)
        .why("nothing is shrunk or cut off, so the words would run into something else")
        .remedy("shorten the words, or choose a layout with more room")
}

/// The box's first words, else the slide.
fn place(item: &Item, of: &str, name: &str) -> Place {
    match &item.body {
        Body::Deck(deck) => {
            let Some(slide) = deck.slides.iter().find(|slide| slide.id == of) else {
                return Place::Nowhere;
            };
            let words = slide.boxes.get(name).and_then(|nodes| nodes.first());
            words
                .map(|node| node.from.place())
                .filter(|place| *place != Place::Nowhere)
                .unwrap_or_else(|| slide.from.place())
        }
        Body::Document(document) => {
            let mut found = Place::Nowhere;
            walk_nodes(&document.body, &mut |node| {
                if let Block::Cards { cards, .. } = &node.block
                    && let Some(card) = cards.iter().find(|card| card.mark == of)
                {
                    found = card.body.first().unwrap_or(node).from.place();
                }
            });
            found
        }
    }
}
