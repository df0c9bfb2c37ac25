//! What the teacher says and does at a slide: the notes master, with a theme
//! of its own, and a notes slide for each slide that has any.

use super::look::Look;
use super::master::{colour_map, inherited_colours};
use super::placeholder::holder;
use super::shape::{self, Canvas, Says};
use super::slide::not_on_a_slide;
use super::text::{Paragraph, Pen, body_properties, level, paragraphs, text_body};
use crate::brand::{Anchor, LayoutBox, Rect, Style};
use crate::diagnostics::Findings;
use crate::ooxml::{Element, Relationships, el};
use crate::pack::{Lang, Node};

/// Width and height of a page of notes in points.
pub(super) const PAGE: (f64, f64) = (540.0, 720.0);
/// Where the picture of the slide lies, and the words.
const PICTURE: [f64; 4] = [67.5, 48.0, 405.0, 227.8];
const WORDS: [f64; 4] = [54.0, 300.0, 432.0, 372.0];
/// `idx` of the words.
const BODY: usize = 1;

fn style() -> Style {
    Style { size: 12.0, pitch: 16.0, ..Style::default() }
}

/// `p:notesMaster`.
pub(super) fn master(look: &Look<'_>, lang: &Lang) -> Element {
    let mut canvas = Canvas::new();
    let named = canvas.named("Slide", Says::Words);
    canvas.push(picture(look, named, Some(Rect::from(PICTURE))));
    let at = Rect::from(WORDS);
    let list = el("a:lstStyle").children(
        ["a:lvl1pPr", "a:lvl2pPr", "a:lvl3pPr"]
            .map(|tag| level(look, tag, &style(), &LayoutBox::default(), "+mn-lt")),
    );
    let run = el("a:r").child(el("a:rPr").attr("lang", lang.tag())).child(el("a:t").text("Notes"));
    let text = text_body(
        "p:txBody",
        body_properties([0.0; 4], Anchor::Top, true),
        list,
        vec![el("a:p").child(run)],
    );
    let named = canvas.named("Notes", Says::Words);
    let place = shape::properties(Some(at), Some(shape::rectangle(at, 0.0)), None, None);
    canvas.push(holder(named, body(), place, text));
    let background =
        el("p:bg").child(el("p:bgPr").child(look.fill("white")).child(el("a:effectLst")));
    let tags = ["a:lvl1pPr", "a:lvl2pPr", "a:lvl3pPr"];
    let styles = el("p:notesStyle")
        .children(tags.map(|tag| level(look, tag, &style(), &LayoutBox::default(), "+mn-lt")));
    el("p:notesMaster")
        .namespaces(&["a", "r", "p"])
        .child(el("p:cSld").child(background).child(canvas.into_tree()))
        .child(colour_map())
        .child(styles)
}

/// `p:notes` of a slide.
pub(super) fn slide<'a>(
    look: &'a Look<'a>,
    lang: &'a Lang,
    id: &str,
    nodes: &'a [Node],
    relationships: &mut Relationships,
    findings: &mut Findings,
) -> Element {
    let mut canvas = Canvas::new();
    let named = canvas.named("Slide", Says::Words);
    canvas.push(picture(look, named, None));
    let words: Vec<Paragraph<'a>> = paragraphs(nodes, &mut |node| {
        findings.push(not_on_a_slide(node, id, "notes"));
    });
    let mut pen = Pen { look, lang, relationships };
    let written = pen.write(&words, &LayoutBox::default());
    let text = text_body("p:txBody", el("a:bodyPr"), el("a:lstStyle"), written);
    let named = canvas.named("Notes", Says::Words);
    canvas.push(holder(named, body(), el("p:spPr"), text));
    el("p:notes")
        .namespaces(&["a", "r", "p"])
        .child(el("p:cSld").child(canvas.into_tree()))
        .child(inherited_colours())
}

fn body() -> Element {
    el("p:ph").attr("type", "body").attr("sz", "quarter").attr("idx", BODY)
}

/// The placeholder in which the program shows the slide.
fn picture(look: &Look<'_>, named: Element, at: Option<Rect>) -> Element {
    let locks = el("a:spLocks").attr("noGrp", 1).attr("noRot", 1).attr("noChangeAspect", 1);
    let place = match at {
        Some(at) => shape::properties(
            Some(at),
            Some(shape::rectangle(at, 0.0)),
            Some(el("a:noFill")),
            Some(look.line("edge", 0.75)),
        ),
        None => el("p:spPr"),
    };
    el("p:sp")
        .child(
            el("p:nvSpPr")
                .child(named)
                .child(el("p:cNvSpPr").child(locks))
                .child(el("p:nvPr").child(el("p:ph").attr("type", "sldImg"))),
        )
        .child(place)
}
