//! The slide master and the layouts: what is the same on every slide.

use super::look::{Look, centred, layout_name, spoken};
use super::placeholder::{self, Role};
use super::shape::{self, Canvas, Says, draw_icon, filled};
use super::text::{self, Label};
use crate::brand::{Anchor, BoxKind, Layout, LayoutBox, Rect};
use crate::ooxml::{Element, el};
use crate::pack::Lang;

/// The master's id. It and the layouts' share one space, from 2³¹ up.
const FIRST_ID: u32 = 2_147_483_648;

/// `p:sldMaster`, with the relationship ids of its layouts.
pub(super) fn master(look: &Look<'_>, lang: &Lang, layouts: &[String]) -> Element {
    let mut canvas = Canvas::new();
    for b in boxes() {
        if let Some(role) = Role::of(b.kind, 1) {
            placeholder::defined(&mut canvas, look, lang, &b, role, false);
        }
    }
    let list = layouts
        .iter()
        .zip(FIRST_ID + 1..)
        .map(|(relationship, id)| el("p:sldLayoutId").attr("id", id).attr("r:id", relationship));
    let plain = LayoutBox::default();
    let style = |tag, name, family: &'static str| {
        let level = |tag| text::level(look, tag, look.style(name), &plain, family);
        el(tag).children(LEVEL_TAGS.map(level))
    };
    el("p:sldMaster")
        .namespaces(&["a", "r", "p"])
        .child(el("p:cSld").child(background(look, "paper")).child(canvas.into_tree()))
        .child(colour_map())
        .child(el("p:sldLayoutIdLst").children(list))
        .child(
            el("p:txStyles")
                .child(style("p:titleStyle", "title", "+mj-lt"))
                .child(style("p:bodyStyle", "body", "+mn-lt"))
                .child(style("p:otherStyle", "small", "+mn-lt")),
        )
}

/// `p:sldMasterId`.
pub(super) fn master_id(relationship: &str) -> Element {
    el("p:sldMasterId").attr("id", FIRST_ID).attr("r:id", relationship)
}

const LEVEL_TAGS: [&str; 9] = [
    "a:lvl1pPr",
    "a:lvl2pPr",
    "a:lvl3pPr",
    "a:lvl4pPr",
    "a:lvl5pPr",
    "a:lvl6pPr",
    "a:lvl7pPr",
    "a:lvl8pPr",
    "a:lvl9pPr",
];

/// The master's own placeholders, from which a teacher's own layouts start.
fn boxes() -> [LayoutBox; 4] {
    let b = |name: &str, kind, style: &str, at: [f64; 4], anchor| LayoutBox {
        name: name.into(),
        kind,
        style: style.into(),
        at: Rect::from(at),
        anchor,
        ..LayoutBox::default()
    };
    [
        b("title", BoxKind::Title, "title", [54.7, 83.6, 850.4, 53.9], Anchor::Top),
        b("body", BoxKind::Text, "body", [54.7, 151.7, 850.4, 318.9], Anchor::Top),
        b("foot", BoxKind::Foot, "foot", [54.7, 495.4, 382.7, 24.1], Anchor::Middle),
        LayoutBox {
            align: "right".into(),
            ..b("number", BoxKind::Number, "foot", [862.6, 495.4, 42.5, 24.1], Anchor::Middle)
        },
    ]
}

/// `p:sldLayout`: first what lies behind, then the placeholders in reading
/// order.
pub(super) fn layout(look: &Look<'_>, lang: &Lang, layout: &Layout) -> Element {
    let mut canvas = Canvas::new();
    for b in &layout.boxes {
        match b.kind {
            BoxKind::Shape => big_shape(&mut canvas, look, b),
            BoxKind::Rule => {
                let at = look.place(b);
                let fill = look.fill(b.fill.as_deref().unwrap_or("mid"));
                let bar = filled(at, shape::rectangle(at, b.radius), fill);
                canvas.draw(&spoken(&b.name), Says::Nothing, bar, None);
            }
            // Only a badge without a letter is the same on every slide.
            BoxKind::Badge if b.with.is_none() => badge(&mut canvas, look, lang, b),
            BoxKind::Text if is_apart(layout, b) && !b.optional => {
                ground(&mut canvas, look, b);
            }
            BoxKind::Title
            | BoxKind::Text
            | BoxKind::Picture
            | BoxKind::Scene
            | BoxKind::Table
            | BoxKind::Badge
            | BoxKind::Dial
            | BoxKind::Label
            | BoxKind::Foot
            | BoxKind::Number => {}
        }
    }
    for b in &layout.chrome {
        match b.kind {
            BoxKind::Badge => {
                badge(&mut canvas, look, lang, b);
                if let Some(icon) = layout.label.as_deref() {
                    let at = look.place(b);
                    let side = at.w * look.brand.geometry().icon_scale;
                    let ground = b.fill.as_deref().unwrap_or("deep");
                    let at = centred(at, side, side);
                    draw_icon(&mut canvas, look, icon, at, "white", ground);
                }
            }
            BoxKind::Label => label(&mut canvas, look, lang, layout, b),
            _ => {}
        }
    }
    for (b, order) in reading(layout) {
        if let Some(role) = Role::of(b.kind, order) {
            placeholder::defined(&mut canvas, look, lang, b, role, is_apart(layout, b));
        }
    }
    let name = layout_name(layout);
    let slide = el("p:cSld")
        .attr("name", name)
        .children((layout.ground != "paper").then(|| background(look, &layout.ground)))
        .child(canvas.into_tree());
    el("p:sldLayout")
        .namespaces(&["a", "r", "p"])
        .attr("preserve", 1)
        .attr("userDrawn", 1)
        .child(slide)
        .child(inherited_colours())
}

/// A layout's boxes with their order in the table, as they are read: the title
/// first, the foot and the number last.
///
/// What is read is painted in the same order, so a badge stands after the card
/// it lies on, and its letter is read after the card's words. A card that would
/// cover other words is drawn apart, behind everything: see [`is_apart`].
pub(super) fn reading(layout: &Layout) -> Vec<(&LayoutBox, usize)> {
    let mut boxes: Vec<_> = layout.boxes.iter().zip(1..).collect();
    boxes.sort_by_key(|(b, order)| {
        let host = (b.kind == BoxKind::Badge)
            .then(|| layout.boxes.iter().position(|host| Some(&host.name) == b.with.as_ref()))
            .flatten()
            .map_or(*order, |host| host + 1);
        (b.kind != BoxKind::Title, host, *order != host)
    });
    boxes.extend(layout.chrome.iter().filter_map(|b| match b.kind {
        BoxKind::Foot => Some((b, placeholder::FOOT)),
        BoxKind::Number => Some((b, placeholder::NUMBER)),
        _ => None,
    }));
    boxes
}

/// Whether a box's card must lie behind words that are read before it, and so
/// cannot be the placeholder's own ground.
pub(super) fn is_apart(layout: &Layout, b: &LayoutBox) -> bool {
    let overlaps = |other: &LayoutBox| {
        let (a, b) = (other.at, b.at);
        a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
    };
    b.kind == BoxKind::Text
        && b.ground.is_some()
        && layout
            .boxes
            .iter()
            .take_while(|other| other.name != b.name)
            .any(|other| other.kind.is_text() && overlaps(other))
}

/// A card as a shape of its own.
pub(super) fn ground(canvas: &mut Canvas, look: &Look<'_>, b: &LayoutBox) {
    let at = look.place(b);
    let (fill, line) = placeholder::ground(look, b);
    let card = shape::card(&LayoutBox { at, ..b.clone() });
    let name = format!("{} card", spoken(&b.name));
    canvas.draw(&name, Says::Nothing, shape::properties(Some(at), Some(card), fill, line), None);
}

/// The audience's shape with a letter or number in it.
pub(super) fn badge(canvas: &mut Canvas, look: &Look<'_>, lang: &Lang, b: &LayoutBox) {
    let Some(outline) = look.shape().map(shape::audience) else {
        return;
    };
    let at = look.place(b);
    let fill = look.fill(b.fill.as_deref().unwrap_or("deep"));
    let words = b.text.as_deref().unwrap_or_default();
    let letter = (!words.is_empty()).then(|| Label {
        words,
        style: look.style(&b.style),
        colour: None,
        align: "ctr",
        anchor: Anchor::Middle,
        pad: [0.0; 4],
        wrap: false,
    });
    let says = if letter.is_some() { Says::Words } else { Says::Nothing };
    let text = text::label(look, lang, letter.as_slice());
    canvas.draw(&spoken(&b.name), says, filled(at, outline, fill), text);
}

fn big_shape(canvas: &mut Canvas, look: &Look<'_>, b: &LayoutBox) {
    if let Some(outline) = look.shape().map(shape::audience) {
        let at = look.grown(look.place(b));
        let fill = look.fill(b.fill.as_deref().unwrap_or("tint"));
        canvas.draw(&spoken(&b.name), Says::Nothing, filled(at, outline, fill), None);
    }
}

fn label(canvas: &mut Canvas, look: &Look<'_>, lang: &Lang, layout: &Layout, b: &LayoutBox) {
    let Some(words) = layout.label_words() else {
        return;
    };
    let at = look.place(b);
    let label = Label {
        words,
        style: look.style(&b.style),
        colour: None,
        align: "l",
        anchor: b.anchor,
        pad: b.pad,
        wrap: true,
    };
    let properties =
        shape::properties(Some(at), Some(shape::rectangle(at, 0.0)), Some(el("a:noFill")), None);
    canvas.draw("Label", Says::Words, properties, text::label(look, lang, &[label]));
}

/// A plain ground.
pub(super) fn background(look: &Look<'_>, role: &str) -> Element {
    el("p:bg").child(el("p:bgPr").child(look.fill(role)).child(el("a:effectLst")))
}

/// Which colours of the theme are ground and which are text.
pub(super) fn colour_map() -> Element {
    let map = [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")];
    let own =
        ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = map.into_iter().chain(own.map(|name| (name, name)));
    map.fold(el("p:clrMap"), |element, (slot, colour)| element.attr(slot, colour))
}

/// The master's colour map, unchanged.
pub(super) fn inherited_colours() -> Element {
    el("p:clrMapOvr").child(el("a:masterClrMapping"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::Brand;

    fn order(layout: &str) -> Vec<String> {
        let brand = Brand::embedded().unwrap();
        let layout = brand.layout(layout).unwrap();
        reading(layout).into_iter().map(|(b, _)| b.name.clone()).collect()
    }

    #[test]
    fn the_title_is_read_first_and_a_badge_after_its_card() {
        assert_eq!(order("title")[0], "title");
        assert_eq!(
            order("choose")[..5],
            ["title", "option-1", "option-1-badge", "option-2", "option-2-badge"]
        );
        assert_eq!(order("talk")[4..], ["foot", "number"]);
    }

    #[test]
    fn only_a_card_that_would_cover_words_is_apart() {
        let brand = Brand::embedded().unwrap();
        let apart: Vec<_> = brand
            .layouts()
            .iter()
            .flat_map(|layout| {
                layout.boxes.iter().filter(|b| is_apart(layout, b)).map(|b| b.name.clone())
            })
            .collect();
        assert_eq!(apart, ["first", "second"]);
    }
}
