//! Placeholders: what a layout defines once and every slide inherits.

use super::look::{Look, spoken};
use super::shape::{Canvas, Says, card, no_line, properties};
use super::text::{LEVELS, body_properties, level, text_body};
use crate::brand::{BoxKind, LayoutBox, Rect};
use crate::ooxml::{Element, el};
use crate::pack::Lang;

/// `idx` of the foot, far from those of the boxes.
pub(super) const FOOT: usize = 90;
/// `idx` of the slide's number.
pub(super) const NUMBER: usize = 91;
/// Field id of the slide's number; any will do, and the same everywhere.
const NUMBER_FIELD: &str = "{3F5A7C1E-6B2D-4E8A-9C0F-1D2B3A4C5E6F}";

/// Which placeholder a box is.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) struct Role {
    kind: &'static str,
    /// Its number, which is the box's order in the layout; the title has none.
    idx: Option<usize>,
}

impl Role {
    /// The placeholder for a box, if it is one; `order` from 1.
    pub(super) fn of(kind: BoxKind, order: usize) -> Option<Self> {
        let (kind, idx) = match kind {
            BoxKind::Title => ("title", None),
            BoxKind::Text => ("body", Some(order)),
            BoxKind::Picture => ("pic", Some(order)),
            BoxKind::Table => ("tbl", Some(order)),
            BoxKind::Foot => ("ftr", Some(FOOT)),
            BoxKind::Number => ("sldNum", Some(NUMBER)),
            BoxKind::Scene
            | BoxKind::Badge
            | BoxKind::Shape
            | BoxKind::Dial
            | BoxKind::Rule
            | BoxKind::Label => return None,
        };
        Some(Self { kind, idx })
    }

    /// `p:ph`.
    pub(super) fn element(self) -> Element {
        let size = self.idx.map(|_| "quarter");
        el("p:ph").attr("type", self.kind).maybe("sz", size).maybe("idx", self.idx)
    }

    /// `p:nvPr` that holds it.
    pub(super) fn held(self) -> Element {
        el("p:nvPr").child(self.element())
    }
}

/// A placeholder shape.
pub(super) fn holder(named: Element, ph: Element, look: Element, text: Element) -> Element {
    let locks = el("p:cNvSpPr").child(el("a:spLocks").attr("noGrp", 1));
    el("p:sp")
        .child(el("p:nvSpPr").child(named).child(locks).child(el("p:nvPr").child(ph)))
        .child(look)
        .child(text)
}

/// A layout's placeholder: place, card, and a style for each level. `bare`
/// leaves the card to a shape behind it.
///
/// A card is its placeholder's own ground, so that words and card move as one.
/// LibreOffice alone draws the corners of such a card square.
pub(super) fn defined(
    canvas: &mut Canvas,
    look: &Look<'_>,
    lang: &Lang,
    b: &LayoutBox,
    role: Role,
    bare: bool,
) {
    let at = look.place(b);
    let family = if b.kind == BoxKind::Title { "+mj-lt" } else { "+mn-lt" };
    let style = look.style(&b.style);
    let tags = ["a:lvl1pPr", "a:lvl2pPr", "a:lvl3pPr"];
    let levels = tags
        .into_iter()
        .take(if b.kind == BoxKind::Text { usize::from(LEVELS) } else { 1 })
        .map(|tag| level(look, tag, style, b, family));
    let list = el("a:lstStyle").children(levels);
    let run = el("a:rPr").attr("lang", lang.tag());
    let words = if b.kind == BoxKind::Number {
        el("a:fld")
            .attr("id", NUMBER_FIELD)
            .attr("type", "slidenum")
            .child(run)
            .child(el("a:t").text("‹#›"))
    } else {
        el("a:r").child(run).child(el("a:t").text(spoken(&b.name)))
    };
    // Footers are filled as they are; the others say what goes in them.
    let prompt = (!matches!(b.kind, BoxKind::Number | BoxKind::Foot)).then_some(1);
    let paragraph = el("a:p").child(words);
    let text = text_body("p:txBody", body_properties(b.pad, b.anchor, true), list, vec![paragraph]);
    let named = canvas.named(&spoken(&b.name), Says::Words);
    let ph = role.element().maybe("hasCustomPrompt", prompt);
    let (fill, line) = if bare { (None, None) } else { ground(look, b) };
    let card = properties(Some(at), Some(card(&LayoutBox { at, ..b.clone() })), fill, line);
    canvas.push(holder(named, ph, card, text));
}

/// Fill and border of a box's card.
pub(super) fn ground(look: &Look<'_>, b: &LayoutBox) -> (Option<Element>, Option<Element>) {
    // A picture's `ground` is the colour its drawing is made for.
    if !b.kind.is_text() {
        return (None, None);
    }
    let fill = b.ground.as_deref().map(|role| look.fill(role));
    let line = match b.border.as_deref() {
        Some(role) => Some(look.line(role, b.border_width)),
        None => fill.as_ref().map(|_| no_line()),
    };
    (fill, line)
}

/// A slide's placeholder for words: all but the words is inherited, and the
/// place too unless it differs here.
pub(super) fn filled(
    canvas: &mut Canvas,
    b: &LayoutBox,
    role: Role,
    at: Option<Rect>,
    paragraphs: Vec<Element>,
) {
    let text = text_body("p:txBody", el("a:bodyPr"), el("a:lstStyle"), paragraphs);
    let named = canvas.named(&spoken(&b.name), Says::Words);
    canvas.push(holder(named, role.element(), properties(at, None, None, None), text));
}

/// The slide's number, as a field that counts itself.
pub(super) fn number_paragraph(lang: &Lang, number: usize) -> Element {
    let run = |tag| el(tag).attr("lang", lang.tag());
    el("a:p")
        .child(
            el("a:fld")
                .attr("id", NUMBER_FIELD)
                .attr("type", "slidenum")
                .child(run("a:rPr"))
                .child(el("a:t").text(number.to_string())),
        )
        .child(run("a:endParaRPr"))
}
