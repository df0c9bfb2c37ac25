//! The one table of slide layouts: named boxes in points.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Style;

/// Width and height of a slide in points; 1 pt is 12,700 EMU.
pub const SLIDE: (f64, f64) = (960.0, 540.0);

/// `layouts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    size: [f64; 2],
    unit: String,
    pub geometry: Geometry,
    /// Boxes that are the same on every slide that names them.
    chrome: BTreeMap<String, ChromeEntry>,
    layout: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    label: Option<String>,
    #[serde(default = "paper")]
    ground: String,
    chrome: Vec<String>,
    #[serde(rename = "box")]
    boxes: Vec<LayoutBox>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChromeEntry {
    at: Rect,
    kind: BoxKind,
    #[serde(default = "body")]
    style: String,
    #[serde(default)]
    anchor: Anchor,
    #[serde(default = "left")]
    align: String,
    #[serde(default)]
    fill: Option<String>,
    #[serde(default)]
    flush_left: Option<f64>,
}

/// Shares that turn a box into what is seen in it.
#[derive(Debug, Default, Copy, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Geometry {
    /// Optical radius of a badge's shape, as a share of the box's side.
    pub badge_radius: f64,
    /// The same of the shape behind a picture.
    pub picture_radius: f64,
    /// Share of a box with a shape that a drawing fills.
    pub object_scale: f64,
    /// The same of a cover's drawing on the title slide.
    pub cover_scale: f64,
    /// Share of a label's shape that its icon fills.
    pub icon_scale: f64,
}

/// A slide layout.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Layout {
    /// Its name, e.g. `talk`.
    pub name: String,
    /// Icon and key of the label at the top left; the title slide has none.
    pub label: Option<String>,
    /// Colour role of the slide's ground.
    pub ground: String,
    /// The chrome: label, foot and number, which are the same on every slide.
    pub chrome: Vec<LayoutBox>,
    /// The boxes in reading order, which is the order of placeholders.
    pub boxes: Vec<LayoutBox>,
}

impl Layout {
    /// A box by name.
    pub fn get(&self, name: &str) -> Option<&LayoutBox> {
        self.boxes.iter().find(|b| b.name == name)
    }

    /// The words of the label beside its icon; none on the title slide.
    pub fn label_words(&self) -> Option<&'static str> {
        Some(match self.label.as_deref()? {
            "rules" => "Ground rules",
            "aim" => "Our aim",
            "key" => "Key idea",
            "talk" => "Talk",
            "story" => "Story",
            "choose" => "Choose",
            "sort" => "Sort",
            "steps" => "Steps",
            "activity" => "Activity",
            "quote" => "Hold on to this",
            "check" => "Check",
            "help" => "Help",
            "close" => "Close",
            "beside" => "Side by side",
            "remember" => "Remember",
            "table" => "At a glance",
            _ => return None,
        })
    }
}

/// A box of a layout.
#[derive(Debug, Default, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutBox {
    /// Its name, unique in the layout.
    pub name: String,
    /// x, y, width, height in points.
    pub at: Rect,
    /// What it holds.
    pub kind: BoxKind,
    /// The style of its text.
    #[serde(default = "body")]
    pub style: String,
    /// Where text stands in it.
    #[serde(default)]
    pub anchor: Anchor,
    /// Horizontal alignment: `left`, `centre` or `right`.
    #[serde(default = "left")]
    pub align: String,
    /// Fixed words, e.g. a badge's letter.
    #[serde(default)]
    pub text: Option<String>,
    /// Colour role that fills a badge, shape or rule.
    #[serde(default)]
    pub fill: Option<String>,
    /// Drawn only if the box of this name has content.
    #[serde(default)]
    pub with: Option<String>,
    /// Colour role of the card behind it.
    #[serde(default)]
    pub ground: Option<String>,
    /// Colour role of the card's border.
    #[serde(default)]
    pub border: Option<String>,
    /// Width of the border in points.
    #[serde(default = "border_width")]
    pub border_width: f64,
    /// Radius of the card's corners in points.
    #[serde(default)]
    pub radius: f64,
    /// Left, top, right, bottom distance of text from the card in points.
    #[serde(default)]
    pub pad: [f64; 4],
    /// Whether it may be empty; then nothing of it is drawn.
    #[serde(default)]
    pub optional: bool,
    /// Colour role of the audience's shape behind a picture.
    #[serde(default)]
    pub shape: Option<String>,
    /// Whether it runs off the slide on purpose.
    #[serde(default)]
    pub bleed: bool,
    /// How a picture fills it; `contain` is the only way.
    #[serde(default)]
    pub fit: Option<String>,
    /// Where the visible left edge of the audience's shape goes.
    #[serde(default)]
    pub flush_left: Option<f64>,
    /// Where the visible right edge of the audience's shape goes.
    #[serde(default)]
    pub flush_right: Option<f64>,
    /// Style of the first paragraph, where there is more than one.
    #[serde(default)]
    pub lead: Option<String>,
    /// Style of the last paragraph, where there is more than one.
    #[serde(default)]
    pub last: Option<String>,
    /// The one corner of the card that stays square.
    #[serde(default)]
    pub square: Option<String>,
    /// A drawing in the lower right of the card, where the words leave room.
    #[serde(default)]
    pub corner: Option<String>,
    /// Takes in the box of this name, down to its foot, when that one is empty.
    #[serde(default)]
    pub absorbs: Option<String>,
    /// Share of the box that an object fills, where the shape is a box apart.
    #[serde(default)]
    pub inset: Option<f64>,
    /// Whether the picture is a QR code.
    #[serde(default)]
    pub qr: bool,
    /// `upright` or `level`, for a scene.
    #[serde(default)]
    pub device: Option<String>,
    /// Style of a table's header row.
    #[serde(default)]
    pub head_style: Option<String>,
}

/// Distance between paragraphs as a share of their lines'.
const PARAGRAPH_GAP: f64 = 0.5;

impl LayoutBox {
    /// Points between two paragraphs of the box. A head and what belongs to it,
    /// in the middle of a box, stand as one.
    pub fn paragraph_gap(&self, style: &Style) -> f64 {
        let stacked = self.lead.is_some() && self.anchor == Anchor::Middle;
        if stacked { 0.0 } else { style.pitch * PARAGRAPH_GAP }
    }
}

/// x, y, width and height in points.
#[derive(Debug, Default, Copy, Clone, PartialEq, Deserialize, Serialize)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
pub struct Rect {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl From<[f64; 4]> for Rect {
    fn from([x, y, w, h]: [f64; 4]) -> Self {
        Self { x, y, w, h }
    }
}

impl From<Rect> for [f64; 4] {
    fn from(r: Rect) -> Self {
        [r.x, r.y, r.w, r.h]
    }
}

/// What a box holds.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxKind {
    /// The slide's title.
    Title,
    /// Words.
    #[default]
    Text,
    /// A picture, on the audience's shape where `shape` says so.
    Picture,
    /// An invented screen.
    Scene,
    /// A native table.
    Table,
    /// The audience's shape with a letter or number.
    Badge,
    /// The audience's shape alone.
    Shape,
    /// The minutes of an activity on a dial.
    Dial,
    /// A plain bar.
    Rule,
    /// The label beside the label's shape (chrome).
    Label,
    /// The foot (chrome).
    Foot,
    /// The slide's number (chrome).
    Number,
}

impl BoxKind {
    /// Whether it is a placeholder that holds words.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Title | Self::Text)
    }
}

/// Where text stands in its box.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

pub(super) fn resolve(file: File) -> (Geometry, Vec<Layout>) {
    debug_assert_eq!((file.size, file.unit.as_str()), ([SLIDE.0, SLIDE.1], "pt"));
    let chrome = |name: &String| {
        let entry = file.chrome.get(name)?;
        Some(LayoutBox {
            name: name.clone(),
            at: entry.at,
            kind: match name.as_str() {
                "label" => BoxKind::Label,
                "foot" => BoxKind::Foot,
                "number" => BoxKind::Number,
                _ => entry.kind,
            },
            style: entry.style.clone(),
            anchor: entry.anchor,
            align: entry.align.clone(),
            fill: entry.fill.clone(),
            flush_left: entry.flush_left,
            ..LayoutBox::default()
        })
    };
    let mut layouts: Vec<_> = file
        .layout
        .into_iter()
        .map(|(name, entry)| Layout {
            name,
            label: entry.label,
            ground: entry.ground,
            chrome: entry.chrome.iter().filter_map(chrome).collect(),
            boxes: entry.boxes,
        })
        .collect();
    // The title's layout comes first in every office program's list.
    layouts.sort_by_key(|layout| (layout.name != "title", layout.name.clone()));
    (file.geometry, layouts)
}

fn paper() -> String {
    "paper".into()
}

fn body() -> String {
    "body".into()
}

fn left() -> String {
    "left".into()
}

fn border_width() -> f64 {
    1.5
}
