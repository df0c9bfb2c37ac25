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
            let lines = if lines > 1.0 { format!("{lines:.0} lines") } else { "1 line".into() };
            let what = format!(
                "the words do not fit {}{font}: about {lines} too many ({over:.0} pt)",
                called(item, &end.of, &end.name),
            );
            let or = match item.body {
                Body::Deck(_) => ", or spread them over two slides",
                Body::Document(_) => "",
            };
            let remedy = format!("shorten them by about {lines}{or}");
            findings.push(too_full(place(), what, remedy));
        }
        let wide = mark.reach - (start.x + room.width);
        if wide > TOLERANCE {
            let what = format!(
                "a word is too long for {}{font}, by {wide:.0} pt",
                called(item, &end.of, &end.name),
            );
            let remedy = "write a shorter word, or part it with a hyphen".into();
            findings.push(too_full(place(), what, remedy));
        }
        boxes.push(BoxUse { slide: end.of, name: end.name, used, room: room.height });
    }
    (boxes, findings)
}

fn too_full(place: Place, what: String, remedy: String) -> Finding {
    Finding::error("overflow", place, what)
        .why("nothing is set smaller or cut off, so words would run into something else")
        .remedy(remedy)
}

/// A box, as an author would find it.
fn called(item: &Item, of: &str, name: &str) -> String {
    let Body::Deck(deck) = &item.body else {
        return format!("card `{of}`");
    };
    let number = deck.slides.iter().position(|slide| slide.id == of).map_or(0, |at| at + 1);
    format!("the box `{name}` of slide {number} (`{of}`)")
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
