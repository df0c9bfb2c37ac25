//! Colours and type.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// `brand.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub colour: BTreeMap<String, Rgb>,
    pub audience: BTreeMap<String, AudienceLook>,
    pub style: BTreeMap<String, Style>,
    pub paper: BTreeMap<String, Style>,
    pub page: PageLook,
    pub space: SpaceLook,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "language")]
    _language: String,
}

/// Lengths on paper in centimetres.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PageLook {
    /// Margin on the binding side.
    pub binding: f64,
    /// Margin on the other side.
    pub outer: f64,
    /// The same in the notes, beside the strip.
    pub notes_outer: f64,
    /// Width of the notes' timing strip.
    pub notes_strip: f64,
    /// Distance of the foot's rule from the top.
    pub foot_rule: f64,
    /// Distance of writing lines.
    pub writing_line: f64,
    /// The same on support sheets.
    pub writing_line_support: f64,
    /// Side of a box to tick.
    pub tick_box: f64,
    /// The same in large print.
    pub tick_box_large: f64,
    /// Width and height of a card.
    pub card: [f64; 2],
    /// Length of a crop mark.
    pub crop_mark: f64,
    /// Its distance from the card.
    pub crop_gap: f64,
}

/// Distances and strokes on paper.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SpaceLook {
    /// Gap between paragraphs in em.
    pub paragraph_gap: f64,
    /// Radius of corners in centimetres.
    pub radius: f64,
    /// Border in points.
    pub border: f64,
    /// Border of choices in points.
    pub border_choice: f64,
    /// Border of Keep safe in points.
    pub border_keep_safe: f64,
    /// Bar of Say and Ask in points.
    pub bar_say: f64,
    /// Characters in the longest line.
    pub longest_line: f64,
}

/// A colour in sRGB.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Black.
    pub const BLACK: Rgb = Rgb(0, 0, 0);

    /// Six hexadecimal digits without `#`, as OOXML writes them.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6);
        let value = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        value
            .map(|v| Rgb((v >> 16) as u8, (v >> 8) as u8, v as u8))
            .ok_or_else(|| format!("`{text}` is not a colour: write #RRGGBB"))
    }
}

/// How an audience looks.
#[derive(Debug, Default, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceLook {
    /// The shape that stands for it.
    pub shape: String,
    /// Text and badges.
    pub deep: Rgb,
    /// Shapes; never text on it.
    pub mid: Rgb,
    /// Behind ink.
    pub soft: Rgb,
    /// Grounds.
    pub tint: Rgb,
    /// The family in PDFs.
    pub font: String,
    /// The family in office files: one that every school machine has.
    pub office_font: String,
    /// A vendored family as wide as `office_font`: office files are measured
    /// with it.
    pub measure_font: String,
    /// How much wider `office_font` runs than `measure_font`.
    #[serde(default = "one")]
    pub measure_scale: f64,
    /// Empty share of a badge's box on each side of the shape.
    #[serde(default)]
    pub badge_air: f64,
    /// Empty share of a picture's box on each side of the shape.
    #[serde(default)]
    pub picture_air: f64,
}

impl AudienceLook {
    pub(super) fn role(&self, role: &str) -> Option<Rgb> {
        match role {
            "deep" => Some(self.deep),
            "mid" => Some(self.mid),
            "soft" => Some(self.soft),
            "tint" => Some(self.tint),
            _ => None,
        }
    }
}

/// A style of type.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Size in points.
    pub size: f64,
    /// Distance of lines in points, exact in every format.
    pub pitch: f64,
    /// Weight: 400, 600 or 700.
    #[serde(default = "regular")]
    pub weight: u16,
    /// Colour role.
    #[serde(default = "ink")]
    pub colour: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { size: 12.0, pitch: 16.0, weight: regular(), colour: ink() }
    }
}

fn one() -> f64 {
    1.0
}

fn regular() -> u16 {
    400
}

fn ink() -> String {
    "ink".into()
}
