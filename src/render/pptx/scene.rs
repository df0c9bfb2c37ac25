//! Invented screens as groups of native shapes: a chat on a phone, a live
//! stream on a tablet. The words stay editable; a video is never shown.
//!
//! Lengths are points on a slide.

use super::look::{Look, centred};
use super::shape::{self, Canvas, Says, draw_icon, filled};
use super::text::{self, Label};
use crate::brand::{Anchor, Rect, SLIDE, ShapeCommand, Style};
use crate::ooxml::el;
use crate::pack::{Device, Lang, Person, Scene, SceneItem};
use crate::text::plain_line;

/// Height of a phone's head.
const HEAD: f64 = 65.0;
/// Side of a person's shape, of which the shape fills a part.
const BADGE: f64 = 49.5;
/// Distance of bubbles from the screen's left edge.
const INDENT: f64 = 77.5;
/// Distance of the widest bubble from the screen's right edge.
const RIGHT: f64 = 19.5;
/// Distance of a bubble's words from its left and right edge.
const PAD: f64 = 15.75;
/// The same from its upper and lower edge.
const PAD_V: f64 = 9.5;
/// Radius of a bubble's corners.
const ROUND: f64 = 15.0;
/// Height of a hidden video's tile.
const TILE: f64 = 88.0;
/// Most room between two bubbles.
const GAP: f64 = 20.0;
/// Share of a tablet's screen that the camera's picture takes.
const STAGE: f64 = 0.44;
/// How much wider than measured a line may run before it would break.
const SLACK: f64 = 1.04;

/// Draws a scene in its box.
pub(super) fn draw(canvas: &mut Canvas, look: &Look<'_>, lang: &Lang, scene: &Scene, at: Rect) {
    let group = canvas.named("Scene", Says::Alt(&scene.alt));
    let mark = canvas.mark();
    let mut stage = Stage { canvas, look, lang, scene };
    match scene.device {
        Device::Upright => stage.phone(at),
        Device::Level => stage.tablet(at),
    }
    canvas.group_since(mark, group, at);
}

/// A bubble: the things that one person sends at once.
struct Bubble<'a> {
    from: Option<usize>,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    Words(&'a SceneItem, String),
    Hidden(String),
    Dots,
}

struct Stage<'c, 'a> {
    canvas: &'c mut Canvas,
    look: &'c Look<'a>,
    lang: &'c Lang,
    scene: &'c Scene,
}

impl<'c> Stage<'c, '_> {
    fn phone(&mut self, at: Rect) {
        let bezel = 14.0;
        let screen = inset(at, bezel);
        self.fill("Phone", at, shape::rectangle(at, 38.0), "ink");
        self.fill("Screen", screen, shape::rectangle(screen, 26.0), "tint");
        let head = Rect { h: HEAD, ..screen };
        self.fill("Head", head, shape::corners(head, [26.0, 26.0, 0.0, 0.0]), "white");
        let margin = 23.5;
        let people = &self.scene.people;
        let (side, step) = (38.0, 40.0);
        let row = people.len() as f64 * step;
        let words = Rect { x: head.x + margin, w: head.w - 2.0 * margin - row, ..head };
        self.words(
            "Name of the chat",
            words,
            &plain_line(&self.scene.title),
            "device-title",
            "ink",
        );
        for (place, person) in people.iter().enumerate() {
            let x = head.x + head.w - margin - row + step * place as f64;
            let at = Rect { x, y: head.y + (head.h - side) / 2.0, w: side, h: side };
            self.person(place, person, at);
        }
        let room = Rect {
            y: head.y + head.h + 21.0,
            h: SLIDE.1.min(screen.y + screen.h) - head.y - head.h - 36.0,
            ..screen
        };
        self.bubbles(room, "white");
    }

    fn tablet(&mut self, at: Rect) {
        let bezel = 12.75;
        let screen = inset(at, bezel);
        self.fill("Tablet", at, shape::rectangle(at, 36.0), "ink");
        self.fill("Screen", screen, shape::rectangle(screen, 24.0), "white");
        let stage = Rect { w: screen.w * STAGE, ..screen };
        self.fill("Picture", stage, shape::corners(stage, [24.0, 0.0, 0.0, 24.0]), "soft");
        self.live(stage);
        let mut shown = None;
        for item in &self.scene.items {
            match item {
                SceneItem::Stage { text } => shown = Some(plain_line(text)),
                SceneItem::Viewers { count } => self.viewers(stage, *count),
                SceneItem::Message { .. }
                | SceneItem::HiddenVideo { .. }
                | SceneItem::Gift { .. }
                | SceneItem::Typing => {}
            }
        }
        if let Some(words) = shown {
            self.viewfinder(stage, &words);
        }
        let pane = Rect { x: stage.x + stage.w, w: screen.w - stage.w, ..screen };
        let head = Rect { x: pane.x + 25.0, y: pane.y + 14.0, w: pane.w - 45.0, h: 34.0 };
        self.words(
            "Name of the stream",
            head,
            &plain_line(&self.scene.title),
            "device-title",
            "ink",
        );
        let room = Rect { y: pane.y + 58.0, h: pane.h - 72.0, ..pane };
        self.bubbles(room, "tint");
    }

    /// The mark of a live stream: a red dot, never without the word.
    fn live(&mut self, stage: Rect) {
        let at = Rect { x: stage.x + 17.0, y: stage.y + 17.0, w: 78.0, h: 31.0 };
        self.pill(at);
        let dot = Rect { x: at.x + 11.0, y: at.y + 10.0, w: 11.0, h: 11.0 };
        self.fill("Dot", dot, shape::ellipse(), "live");
        let words = Rect { x: at.x + 29.0, w: at.w - 31.0, ..at };
        self.words("Live", words, "Live", "label", "ink");
    }

    /// What the camera sees, in words between the corners of its picture.
    fn viewfinder(&mut self, stage: Rect, words: &str) {
        let chat = self.look.style("chat");
        let room = stage.w - 72.0;
        let lines = self.look.measure.lines(words, chat, room / SLACK).len() as f64;
        let at = centred(stage, stage.w - 48.0, lines * chat.pitch + 52.0);
        let (w, h, arm) = (at.w, at.h, 22.0);
        let corner = |x: f64, y: f64, right: f64, down: f64| {
            [
                ShapeCommand::Move(x, y + arm * down),
                ShapeCommand::Line(x, y),
                ShapeCommand::Line(x + arm * right, y),
            ]
        };
        let path = [
            corner(0.0, 0.0, 1.0, 1.0),
            corner(w, 0.0, -1.0, 1.0),
            corner(0.0, h, 1.0, -1.0),
            corner(w, h, -1.0, -1.0),
        ];
        let outline = shape::custom(path.as_flattened(), (w, h), false);
        let line = self.look.line("deep", 3.5).attr("cap", "rnd").child(el("a:round"));
        let corners = shape::properties(Some(at), Some(outline), Some(el("a:noFill")), Some(line));
        self.canvas.draw("Viewfinder", Says::Nothing, corners, None);
        let inside = centred(at, room, at.h);
        let label = Label { align: "ctr", ..self.label(words, "chat", "ink", [0.0; 4]) };
        self.drawn_words("What the camera sees", inside, &label);
    }

    fn viewers(&mut self, stage: Rect, count: u32) {
        let count = count.to_string();
        let width = self.look.measure.width(&count, self.look.style("label")) * SLACK;
        let at =
            Rect { x: stage.x + 17.0 + 78.0 + 8.0, y: stage.y + 17.0, w: width + 54.0, h: 31.0 };
        self.pill(at);
        let icon = Rect { x: at.x + 11.0, y: at.y + 4.5, w: 22.0, h: 22.0 };
        draw_icon(self.canvas, self.look, "group", icon, "ink", "white");
        let words = Rect { x: at.x + 40.0, w: width + 4.0, ..at };
        self.words("Viewers", words, &count, "label", "ink");
    }

    fn pill(&mut self, at: Rect) {
        self.fill("Pill", at, shape::rectangle(at, at.h / 2.0), "white");
    }

    /// The bubbles from the top down, closer together if there are many.
    fn bubbles(&mut self, room: Rect, ground: &str) {
        let bubbles = self.collect();
        let width = room.w - INDENT - RIGHT;
        let heights: Vec<f64> = bubbles.iter().map(|bubble| self.size(bubble, width).1).collect();
        let free = room.h - heights.iter().sum::<f64>();
        let gap = (free / (bubbles.len().max(2) - 1) as f64).clamp(4.0, GAP);
        let mut y = room.y;
        for (bubble, height) in bubbles.iter().zip(heights) {
            self.bubble(bubble, Rect { y, h: height, ..room }, width, ground);
            y += height + gap;
        }
    }

    /// What one person sends in a row after a hidden video belongs to it.
    fn collect(&self) -> Vec<Bubble<'c>> {
        let mut bubbles: Vec<Bubble<'c>> = Vec::new();
        for item in &self.scene.items {
            let (from, part) = match item {
                SceneItem::Message { from, text } | SceneItem::Gift { from, text } => {
                    (Some(*from), Part::Words(item, plain_line(text)))
                }
                SceneItem::HiddenVideo { from, label } => {
                    (Some(*from), Part::Hidden(plain_line(label)))
                }
                SceneItem::Typing => (None, Part::Dots),
                SceneItem::Stage { text } if self.scene.device == Device::Upright => {
                    (None, Part::Words(item, plain_line(text)))
                }
                SceneItem::Viewers { count } if self.scene.device == Device::Upright => {
                    (None, Part::Words(item, count.to_string()))
                }
                SceneItem::Stage { .. } | SceneItem::Viewers { .. } => continue,
            };
            let follows = matches!(
                bubbles.last(),
                Some(Bubble { from: before, parts })
                    if *before == from && matches!(parts.last(), Some(Part::Hidden(_)))
            );
            match bubbles.last_mut() {
                Some(before) if follows && matches!(part, Part::Words(..)) => {
                    before.parts.push(part)
                }
                _ => bubbles.push(Bubble { from, parts: vec![part] }),
            }
        }
        bubbles
    }

    /// Width and height of a bubble that may be so wide.
    fn size(&self, bubble: &Bubble<'_>, most: f64) -> (f64, f64) {
        let chat = self.look.style("chat");
        let mut size = (0.0_f64, 0.0_f64);
        for (at, part) in bubble.parts.iter().enumerate() {
            let (w, h) = match part {
                Part::Words(_, words) => {
                    let lines = self.look.measure.lines(words, chat, (most - 2.0 * PAD) / SLACK);
                    let widest = lines.iter().fold(0.0_f64, |a, b| a.max(*b));
                    (widest * SLACK + 2.0 * PAD + 1.0, lines.len() as f64 * chat.pitch)
                }
                Part::Hidden(words) => (self.tile_width(words) + 2.0 * PAD, TILE + 2.0),
                Part::Dots => (76.5, 39.0 - 2.0 * PAD_V),
            };
            size = (size.0.max(w), size.1 + h + if at > 0 { 8.0 } else { 0.0 });
        }
        (size.0.min(most), size.1 + 2.0 * PAD_V)
    }

    fn tile_width(&self, words: &str) -> f64 {
        66.0 + self.look.measure.width(words, self.look.style("tile")) * SLACK + 18.0
    }

    fn bubble(&mut self, bubble: &Bubble<'_>, row: Rect, most: f64, ground: &str) {
        let (w, h) = self.size(bubble, most);
        let own = matches!(bubble.parts.first(), Some(Part::Dots));
        let x = if own { row.x + row.w - RIGHT - w } else { row.x + INDENT };
        let at = Rect { x, y: row.y, w, h };
        let gift = matches!(bubble.parts.first(), Some(Part::Words(SceneItem::Gift { .. }, _)));
        let (square, role) = match (own, gift) {
            (true, _) => ("bottom-right", "deep"),
            (_, true) => ("bottom-left", "lamp-tint"),
            _ => ("bottom-left", ground),
        };
        // A person first, then what they say: as it is read aloud.
        if let Some((from, person)) =
            bubble.from.and_then(|from| Some((from, self.scene.people.get(from)?)))
        {
            let y = at.y + at.h - 23.5 - BADGE / 2.0;
            let badge = Rect { x: row.x + INDENT / 2.0 + 6.0 - BADGE / 2.0, y, w: BADGE, h: BADGE };
            self.person(from, person, badge);
        }
        let outline = shape::bubble(at, ROUND, square);
        let words_alone = match bubble.parts.as_slice() {
            [Part::Words(_, words)] => Some(words),
            _ => None,
        };
        if let Some(words) = words_alone {
            let label = self.label(words, "chat", "ink", [PAD, 0.0, PAD - 1.0, 0.0]);
            let text = text::label(self.look, self.lang, &[label]);
            let fill = self.look.fill(role);
            let line = if gift { self.look.line("lamp-edge", 1.5) } else { shape::no_line() };
            let bubble = shape::properties(Some(at), Some(outline), Some(fill), Some(line));
            self.canvas.draw("Message", Says::Words, bubble, text);
            return;
        }
        self.fill("Bubble", at, outline, role);
        let mut y = at.y + PAD_V + 2.0;
        for part in &bubble.parts {
            match part {
                Part::Hidden(words) => {
                    let tile = Rect { x: at.x + PAD, y, w: self.tile_width(words), h: TILE };
                    self.tile(tile, words);
                    y += TILE + 8.0;
                }
                Part::Words(_, words) => {
                    let room = Rect {
                        x: at.x + PAD,
                        y,
                        w: at.w - 2.0 * PAD + 1.0,
                        h: at.y + at.h - PAD_V - y,
                    };
                    self.words("Message", room, words, "chat", "ink");
                }
                Part::Dots => {
                    for dot in 0..3 {
                        let x = at.x + at.w / 2.0 - 18.0 + 14.0 * f64::from(dot);
                        let dot = Rect { x, y: at.y + at.h / 2.0 - 4.0, w: 8.0, h: 8.0 };
                        self.fill("Dot", dot, shape::ellipse(), "white");
                    }
                }
            }
        }
    }

    /// A video that is never shown.
    fn tile(&mut self, at: Rect, words: &str) {
        self.fill("Video, hidden", at, shape::rectangle(at, 7.5), "ink");
        let icon = Rect { x: at.x + 19.0, y: at.y + (at.h - 34.5) / 2.0, w: 34.5, h: 34.5 };
        draw_icon(self.canvas, self.look, "hidden", icon, "white", "ink");
        let room = Rect { x: at.x + 66.0, w: at.w - 68.0, ..at };
        self.words("Video, hidden", room, words, "tile", "white");
    }

    /// A person as an initial in the audience's shape, named in full for those
    /// who do not see it.
    fn person(&mut self, place: usize, person: &Person, at: Rect) {
        let (fill, ink) =
            [("deep", "white"), ("lamp", "ink"), ("soft", "ink"), ("white", "ink")][place % 4];
        let Some(outline) = self.look.shape().map(shape::audience) else {
            return;
        };
        let style = Style { size: 18.0, pitch: 22.0, weight: 700, colour: ink.into() };
        let label = Label {
            words: &person.initial,
            style: &style,
            colour: Some(ink),
            align: "ctr",
            anchor: Anchor::Middle,
            pad: [0.0; 4],
            wrap: false,
        };
        let text = text::label(self.look, self.lang, &[label]);
        let shape = filled(at, outline, self.look.fill(fill));
        self.canvas.draw("Person", Says::Alt(&person.name), shape, text);
    }

    fn label<'w>(&self, words: &'w str, style: &str, colour: &'w str, pad: [f64; 4]) -> Label<'w>
    where
        'c: 'w,
    {
        Label {
            words,
            style: self.look.style(style),
            colour: Some(colour),
            align: "l",
            anchor: Anchor::Middle,
            pad,
            wrap: true,
        }
    }

    fn words(&mut self, name: &str, at: Rect, words: &str, style: &str, colour: &str) {
        let label = self.label(words, style, colour, [0.0; 4]);
        self.drawn_words(name, at, &label);
    }

    fn drawn_words(&mut self, name: &str, at: Rect, label: &Label<'_>) {
        let text = text::label(self.look, self.lang, std::slice::from_ref(label));
        let place = shape::properties(
            Some(at),
            Some(shape::rectangle(at, 0.0)),
            Some(el("a:noFill")),
            None,
        );
        self.canvas.draw(name, Says::Words, place, text);
    }

    fn fill(&mut self, name: &str, at: Rect, outline: crate::ooxml::Element, role: &str) {
        let fill = self.look.fill(role);
        self.canvas.draw(name, Says::Nothing, filled(at, outline, fill), None);
    }
}

fn inset(at: Rect, by: f64) -> Rect {
    centred(at, at.w - 2.0 * by, at.h - 2.0 * by)
}
