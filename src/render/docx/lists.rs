//! Lists: bullets, numbers, letters, boxes to tick.
//!
//! Word keeps the look of a list apart from its counting. There is one look
//! per marker; every numbered list counts for itself from 1.

use super::look::Look;
use super::paragraph::{Face, Indent, fonts, val};
use crate::ooxml::units::{cm, half_points};
use crate::ooxml::{Element, el};
use crate::pack::Marker;

/// Levels that a list can have in Word.
const LEVELS: usize = 9;
/// A box to tick is drawn in a font that Windows and macOS replace alike if
/// they lack it.
const BOX_FONT: &str = "Segoe UI Symbol";
/// Height of the box in ems of that font.
const BOX_SHARE: f64 = 0.77;

const LOOKS: [Marker; 5] =
    [Marker::Bullet, Marker::Number, Marker::Letter, Marker::Tick, Marker::Cross];

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counted: Vec<(Marker, usize)>,
}

impl Lists {
    /// The number of a list with this marker at a depth, from 0.
    pub(super) fn start(&mut self, marker: Marker, depth: usize) -> u32 {
        match marker {
            Marker::Bullet | Marker::Tick | Marker::Cross => look_id(marker),
            Marker::Number | Marker::Letter => {
                self.counted.push((marker, depth.min(LEVELS - 1)));
                (LOOKS.len() + self.counted.len()) as u32
            }
        }
    }

    /// The numbering part.
    pub(super) fn part(&self, look: &Look<'_>) -> Element {
        let looks = LOOKS.map(|marker| {
            el("w:abstractNum")
                .attr("w:abstractNumId", look_id(marker))
                .child(val("w:multiLevelType", "multilevel"))
                .children((0..LEVELS).map(|level| self::level(marker, level, look)))
        });
        let uncounted = LOOKS.map(|marker| num(look_id(marker), marker));
        let counted = self.counted.iter().enumerate().map(|(at, (marker, depth))| {
            let id = (LOOKS.len() + at + 1) as u32;
            num(id, *marker)
                .child(el("w:lvlOverride").attr("w:ilvl", depth).child(val("w:startOverride", 1)))
        });
        el("w:numbering").namespaces(&["w"]).children(looks).children(uncounted).children(counted)
    }
}

/// The style of a list's paragraphs.
pub(super) fn style(marker: Marker) -> &'static str {
    match marker {
        Marker::Tick | Marker::Cross => "TickList",
        Marker::Bullet | Marker::Number | Marker::Letter => "ListParagraph",
    }
}

/// Where a list's words stand at a depth, from 0.
pub(super) fn indent(marker: Marker, depth: usize, look: &Look<'_>) -> Indent {
    let step = match marker {
        Marker::Bullet => look.body.size * 1.1,
        Marker::Number | Marker::Letter => look.body.size * 1.7,
        Marker::Tick | Marker::Cross => look.tick + cm(0.35) + 2.0,
    };
    Indent { left: step * (depth + 1) as f64, right: 0.0, hanging: step }
}

/// Size in points of the font that draws the box to tick.
fn box_size(look: &Look<'_>) -> f64 {
    look.tick / BOX_SHARE
}

/// The face of a box to tick among words.
pub(super) fn box_face<'a>(look: &Look<'_>) -> Face<'a> {
    Face {
        font: Some(BOX_FONT),
        colour: Some(look.colour("ink")),
        size: Some(box_size(look)),
        ..Face::default()
    }
}

/// The box to tick.
pub(super) const BOX: &str = "☐";
/// The cross before what not to do, which every font has.
const CROSS: &str = "×";

fn look_id(marker: Marker) -> u32 {
    match marker {
        Marker::Bullet => 1,
        Marker::Number => 2,
        Marker::Letter => 3,
        Marker::Tick => 4,
        Marker::Cross => 5,
    }
}

fn num(id: u32, marker: Marker) -> Element {
    el("w:num").attr("w:numId", id).child(val("w:abstractNumId", look_id(marker)))
}

fn level(marker: Marker, level: usize, look: &Look<'_>) -> Element {
    let (format, text) = match marker {
        Marker::Bullet => ("bullet", "•".to_owned()),
        Marker::Number => ("decimal", format!("%{}.", level + 1)),
        Marker::Letter => ("upperLetter", format!("%{}", level + 1)),
        Marker::Tick => ("bullet", BOX.to_owned()),
        Marker::Cross => ("bullet", CROSS.to_owned()),
    };
    let deep = val("w:color", look.colour("deep").hex());
    let face = match marker {
        Marker::Bullet => el("w:rPr").child(fonts(look.font)).child(deep),
        Marker::Number | Marker::Letter => {
            el("w:rPr").child(el("w:b")).child(el("w:bCs")).child(deep)
        }
        Marker::Cross => {
            let size = half_points(look.body.size * 1.3);
            el("w:rPr")
                .child(fonts(look.font))
                .child(el("w:b"))
                .child(el("w:bCs"))
                .child(val("w:color", look.colour("ink").hex()))
                .child(val("w:sz", size))
                .child(val("w:szCs", size))
        }
        Marker::Tick => {
            let size = half_points(box_size(look));
            el("w:rPr")
                .child(fonts(BOX_FONT))
                .child(val("w:color", look.colour("ink").hex()))
                .child(val("w:sz", size))
                .child(val("w:szCs", size))
        }
    };
    el("w:lvl")
        .attr("w:ilvl", level)
        .child(val("w:start", 1))
        .child(val("w:numFmt", format))
        .child(val("w:lvlText", text))
        .child(val("w:lvlJc", "left"))
        .child(el("w:pPr").child(indent(marker, level, look).element()))
        .child(face)
}
