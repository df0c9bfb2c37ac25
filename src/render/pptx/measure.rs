//! How wide words run, for what this writer places itself: the bubbles of a
//! drawn chat, the rows of a table, the room beside a card's words.
//!
//! Whether a box overflows is measured elsewhere, by laying the deck out.

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

use crate::brand::{Brand, Style};

/// Faces as wide as an audience's office font.
pub(super) struct Measure {
    /// By rising weight.
    faces: Vec<(u16, FontInstance)>,
    /// How much wider the office font runs.
    scale: f64,
}

impl Measure {
    /// The faces of an audience.
    pub(super) fn new(brand: &Brand, audience: &str) -> Self {
        let look = brand.audience(audience);
        let mut faces: Vec<_> = brand
            .fonts()
            .iter()
            .filter(|face| face.family == look.measure_font)
            .filter_map(|face| {
                let font = Font::new(Bytes::new(face.bytes.clone()), 0)?;
                let none = FontVariations::default();
                let plain = font.instantiate(FontVariant::default(), Abs::pt(12.0), &none);
                Some((face.weight, plain))
            })
            .collect();
        faces.sort_by_key(|(weight, _)| *weight);
        Self { faces, scale: look.measure_scale }
    }

    /// Width of a text in points. Office fonts have two weights: all from 600
    /// up is bold.
    pub(super) fn width(&self, text: &str, style: &Style) -> f64 {
        let bold = super::text::is_bold(style);
        let face = if bold { self.faces.last() } else { self.faces.first() };
        let em = text
            .chars()
            .map(|c| {
                let advance = face.and_then(|(_, font)| {
                    font.x_advance(font.ttf().glyph_index(c)?.0).map(|em| em.get())
                });
                // A character that the face lacks is drawn in another one: as
                // wide as a wide letter is a safe guess.
                advance.unwrap_or(0.7)
            })
            .sum::<f64>();
        em * style.size * self.scale
    }

    /// Widths of the lines, in points, that a text fills in a room so wide.
    pub(super) fn lines(&self, text: &str, style: &Style, room: f64) -> Vec<f64> {
        let space = self.width(" ", style);
        let mut lines = Vec::new();
        let mut line: Option<f64> = None;
        for word in text.split_ascii_whitespace() {
            let width = self.width(word, style);
            line = match line {
                Some(so_far) if so_far + space + width <= room => Some(so_far + space + width),
                Some(full) => {
                    lines.push(full);
                    Some(width)
                }
                None => Some(width),
            };
        }
        lines.push(line.unwrap_or(0.0));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fill_lines_and_bold_runs_wider() {
        let brand = Brand::embedded().unwrap();
        let measure = Measure::new(&brand, "11-14");
        let style = brand.style("chat");
        let bold = brand.style("label");
        let text = "Send it on to warn people";
        let one = measure.width(text, style);
        assert!((220.0..260.0).contains(&one), "{one}");
        assert!(measure.width(text, bold) > one);
        assert_eq!(measure.lines(text, style, one + 1.0).len(), 1);
        assert_eq!(measure.lines(text, style, one - 1.0).len(), 2);
    }

    #[test]
    fn wide_office_fonts_need_more_room() {
        let brand = Brand::embedded().unwrap();
        let style = brand.style("chat");
        let arial = Measure::new(&brand, "11-14").width("Love it!", style);
        let verdana = Measure::new(&brand, "5-7").width("Love it!", style);
        assert!(verdana > arial * 1.1);
    }
}
