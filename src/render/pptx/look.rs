//! One deck's look: an audience's colours as the theme's, its styles of type,
//! its boxes.

use super::measure::Measure;
use crate::brand::{Brand, Layout, LayoutBox, Rect, Rgb, Shape, Style};
use crate::ooxml::units::emu;
use crate::ooxml::{Element, el};

/// Colour roles that are part of the theme, with the name by which shapes call
/// them. A school that changes the theme changes these everywhere; the others
/// are written as they are.
const THEME_ROLES: [(&str, &str); 9] = [
    ("ink", "tx1"),
    ("white", "bg1"),
    ("paper", "bg2"),
    ("deep", "accent1"),
    ("mid", "accent2"),
    ("soft", "accent3"),
    ("tint", "accent4"),
    ("lamp", "accent5"),
    ("live", "accent6"),
];

/// What every part of a deck is drawn with.
pub(super) struct Look<'a> {
    pub(super) brand: &'a Brand,
    pub(super) audience: &'a str,
    pub(super) measure: Measure,
}

impl<'a> Look<'a> {
    pub(super) fn new(brand: &'a Brand, audience: &'a str) -> Self {
        Self { brand, audience, measure: Measure::new(brand, audience) }
    }

    /// A colour by role.
    pub(super) fn rgb(&self, role: &str) -> Rgb {
        self.brand.colour(role, self.audience)
    }

    /// A colour by role, as the theme's where it has it.
    pub(super) fn colour(&self, role: &str) -> Element {
        match THEME_ROLES.iter().find(|(ours, _)| *ours == role) {
            Some((_, theirs)) => el("a:schemeClr").attr("val", *theirs),
            None => srgb(self.rgb(role)),
        }
    }

    /// A plain fill.
    pub(super) fn fill(&self, role: &str) -> Element {
        el("a:solidFill").child(self.colour(role))
    }

    /// A line of a width in points.
    pub(super) fn line(&self, role: &str, width: f64) -> Element {
        el("a:ln").attr("w", emu(width)).child(self.fill(role))
    }

    /// A style of type.
    pub(super) fn style(&self, name: &str) -> &'a Style {
        self.brand.style(name)
    }

    /// Where a box lies for the audience.
    pub(super) fn place(&self, b: &LayoutBox) -> Rect {
        self.brand.place(b, self.audience)
    }

    /// The audience's shape.
    pub(super) fn shape(&self) -> Option<&'a Shape> {
        self.brand.shape(self.audience)
    }

    /// The square in the middle of a box, grown so that the audience's shape in
    /// it is as large as behind a picture, where badges draw it smaller.
    pub(super) fn grown(&self, at: Rect) -> Rect {
        let geometry = self.brand.geometry();
        let side = at.w.min(at.h) * geometry.picture_radius / geometry.badge_radius;
        centred(at, side, side)
    }
}

/// A colour of its own.
pub(super) fn srgb(colour: Rgb) -> Element {
    el("a:srgbClr").attr("val", colour.hex())
}

/// A rectangle of a size on another's centre.
pub(super) fn centred(at: Rect, w: f64, h: f64) -> Rect {
    Rect { x: at.x + (at.w - w) / 2.0, y: at.y + (at.h - h) / 2.0, w, h }
}

/// A layout's name as a teacher sees it under New Slide.
pub(super) fn layout_name(layout: &Layout) -> String {
    match layout.name.as_str() {
        "rules" => "Ground rules".into(),
        "scenario" => "Story on a phone".into(),
        "stream" => "Story on a live stream".into(),
        "told" => "Story told aloud".into(),
        "beside" => "Side by side".into(),
        name => spoken(name),
    }
}

/// A name in kebab case as words, e.g. `key-idea` as `Key idea`.
pub(super) fn spoken(name: &str) -> String {
    let mut words = name.replace('-', " ").replace(" qr", " QR");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_a_name_of_its_own() {
        let brand = Brand::embedded().unwrap();
        let mut names: Vec<_> = brand.layouts().iter().map(layout_name).collect();
        assert!(names.contains(&"Key idea".to_owned()));
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
    #[test]
    fn a_shape_is_as_wide_as_high_in_the_middle_of_its_box() {
        let brand = Brand::embedded().unwrap();
        let key_idea = brand.layout("key-idea").unwrap();
        let wide = brand.place(key_idea.get("picture").unwrap(), "8-11");
        assert!(wide.w > wide.h, "a box of another shape tells nothing");
        let shape = Look::new(&brand, "8-11").grown(wide);
        assert!((shape.w - shape.h).abs() < 0.01, "{shape:?}");
        assert!((shape.x + shape.w / 2.0 - wide.x - wide.w / 2.0).abs() < 0.01, "{shape:?}");
        assert!((shape.y + shape.h / 2.0 - wide.y - wide.h / 2.0).abs() < 0.01, "{shape:?}");
    }
}
