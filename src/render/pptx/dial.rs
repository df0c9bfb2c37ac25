//! The minutes of an activity on a dial: sixty ticks, as many of them dark.

use std::f64::consts::TAU;

use super::look::{Look, centred};
use super::shape::{self, Canvas, Says, filled};
use super::text::{self, Label};
use crate::brand::{Anchor, LayoutBox, Rect, ShapeCommand};
use crate::ooxml::units::emu;
use crate::ooxml::{Element, el};
use crate::pack::{Lang, Node, nodes_text};

/// Where a tick starts and ends, from the centre, as a share of the box: within
/// the narrowest of the audiences' shapes.
const TICK: (f64, f64) = (0.276, 0.308);
/// The same of every fifth.
const LONG_TICK: (f64, f64) = (0.264, 0.316);
/// Its width as a share of the box.
const WIDTH: f64 = 0.013;

/// Draws the dial. Its words are a number and, if not minutes, what it counts;
/// words without a number are drawn alone.
pub(super) fn draw(
    canvas: &mut Canvas,
    look: &Look<'_>,
    lang: &Lang,
    b: &LayoutBox,
    nodes: &[Node],
) {
    let at = look.place(b);
    let (number, unit) = parts(&nodes_text(nodes).join(" "));
    let minutes = number.parse().unwrap_or(0);
    if let (Some(role), Some(outline)) = (&b.shape, look.shape()) {
        let ground = filled(look.grown(at), shape::audience(outline), look.fill(role));
        canvas.draw("Dial ground", Says::Nothing, ground, None);
    }
    canvas.draw("Dial", Says::Nothing, ticks(look, at, minutes.min(60)..60, "soft"), None);
    if minutes > 0 {
        canvas.draw(
            "Dial minutes",
            Says::Nothing,
            ticks(look, at, 0..minutes.min(60), "deep"),
            None,
        );
    }
    let line = |words, style: &str| Label {
        words,
        style: look.style(style),
        colour: None,
        align: "ctr",
        anchor: Anchor::Middle,
        pad: [0.0; 4],
        wrap: true,
    };
    let mut labels = Vec::new();
    if !number.is_empty() {
        labels.push(line(number.as_str(), &b.style));
    }
    if !unit.is_empty() {
        labels.push(line(unit.as_str(), "dial-unit"));
    }
    let room = centred(at, at.w * 0.5, at.h * 0.36);
    let place = shape::properties(
        Some(room),
        Some(shape::rectangle(room, 0.0)),
        Some(el("a:noFill")),
        None,
    );
    canvas.draw("Minutes", Says::Words, place, text::label(look, lang, &labels));
}

/// A number at the front, and the rest.
fn parts(words: &str) -> (String, String) {
    let words = words.trim();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = words.split_at(digits);
    let unit = match (number, unit.trim()) {
        ("1", "") => "minute",
        (number, "") if !number.is_empty() => "minutes",
        (_, unit) => unit,
    };
    (number.to_owned(), unit.to_owned())
}

/// Ticks as one shape of many lines, from twelve o'clock on.
fn ticks(look: &Look<'_>, at: Rect, minutes: std::ops::Range<u16>, role: &str) -> Element {
    let side = at.w;
    let mut path = Vec::new();
    for minute in minutes {
        let (from, to) = if minute % 5 == 0 { LONG_TICK } else { TICK };
        let (sin, cos) = (TAU * f64::from(minute) / 60.0).sin_cos();
        let point = |share: f64| (side * (0.5 + share * sin), side * (0.5 - share * cos));
        let ((x, y), (to_x, to_y)) = (point(from), point(to));
        path.push(ShapeCommand::Move(x, y));
        path.push(ShapeCommand::Line(to_x, to_y));
    }
    let line = el("a:ln")
        .attr("w", emu(side * WIDTH))
        .attr("cap", "rnd")
        .child(look.fill(role))
        .child(el("a:round"));
    let outline = shape::custom(&path, (side, side), false);
    shape::properties(Some(at), Some(outline), Some(el("a:noFill")), Some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_what_it_counts_come_apart() {
        assert_eq!(parts("8 minutes"), ("8".into(), "minutes".into()));
        assert_eq!(parts("12"), ("12".into(), "minutes".into()));
        assert_eq!(parts("1"), ("1".into(), "minute".into()));
        assert_eq!(parts("A while"), (String::new(), "A while".into()));
    }
}
