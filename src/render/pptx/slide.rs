//! A slide: what fills a layout's boxes, in reading order.

use super::look::{Look, spoken};
use super::master::{badge, ground, inherited_colours, is_apart, reading};
use super::picture::{self, Media};
use super::placeholder::{self, Role};
use super::shape::{self, Canvas, Says, filled};
use super::text::{Paragraph, Pen, paragraphs};
use super::{dial, scene, table};
use crate::brand::{BoxKind, Layout, LayoutBox, Rect};
use crate::diagnostics::{Finding, Findings};
use crate::ooxml::{Element, Relationships, el};
use crate::pack::{Alt, Block, Lang, Node, PictureId, Slide};
use crate::render::Kit;

/// What all slides of a deck share while they are drawn.
pub(super) struct Desk<'a> {
    pub(super) look: &'a Look<'a>,
    pub(super) kit: &'a Kit<'a>,
    pub(super) lang: &'a Lang,
    /// What stands in the foot of every slide.
    pub(super) foot: &'a str,
    pub(super) media: Media,
    pub(super) findings: Findings,
}

impl<'a> Desk<'a> {
    /// `p:sld`; adds to the slide's relationships what it points at.
    pub(super) fn slide(
        &mut self,
        slide: &'a Slide,
        number: usize,
        layout: &'a Layout,
        relationships: &mut Relationships,
    ) -> Element {
        for (name, nodes) in &slide.boxes {
            if layout.get(name).is_none() && !nodes.is_empty() {
                self.findings.push(no_such_box(slide, name));
            }
        }
        let mut page = Page { desk: self, slide, layout, canvas: Canvas::new(), relationships };
        for b in &layout.boxes {
            if b.optional && is_apart(layout, b) && page.has(&b.name) {
                ground(&mut page.canvas, page.desk.look, b);
            }
        }
        for (b, order) in reading(layout) {
            page.draw(b, order, number);
        }
        el("p:sld")
            .namespaces(&["a", "r", "p"])
            .child(el("p:cSld").child(page.canvas.into_tree()))
            .child(inherited_colours())
    }
}

/// A slide while it is drawn.
struct Page<'a, 'd> {
    desk: &'d mut Desk<'a>,
    slide: &'a Slide,
    layout: &'a Layout,
    canvas: Canvas,
    relationships: &'d mut Relationships,
}

impl<'a> Page<'a, '_> {
    fn nodes(&self, name: &str) -> &'a [Node] {
        self.slide.boxes.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box has content; the title always has.
    fn has(&self, name: &str) -> bool {
        let title = self.layout.get(name).is_some_and(|b| b.kind == BoxKind::Title);
        title || !self.nodes(name).is_empty()
    }

    fn draw(&mut self, b: &'a LayoutBox, order: usize, number: usize) {
        if b.with.as_ref().is_some_and(|host| !self.has(host)) {
            return;
        }
        let look = self.desk.look;
        match b.kind {
            BoxKind::Title => {
                let title = vec![Paragraph::of(&self.slide.title)];
                self.words(b, order, &title);
            }
            BoxKind::Text => self.text(b, order),
            BoxKind::Picture => self.picture(b, order),
            BoxKind::Scene => self.scene(b),
            BoxKind::Table => self.table(b, order),
            BoxKind::Dial if self.has(&b.name) => {
                let nodes = self.nodes(&b.name);
                dial::draw(&mut self.canvas, look, self.desk.lang, b, nodes);
            }
            BoxKind::Badge if b.with.is_some() => {
                badge(&mut self.canvas, look, self.desk.lang, b);
            }
            BoxKind::Foot => {
                let foot = vec![Paragraph::plain(self.desk.foot)];
                self.words(b, order, &foot);
            }
            BoxKind::Number => {
                if let Some(role) = Role::of(b.kind, order) {
                    let words = vec![placeholder::number_paragraph(self.desk.lang, number)];
                    placeholder::filled(&mut self.canvas, b, role, None, words);
                }
            }
            // These are the layout's own, or have nothing to say.
            BoxKind::Dial | BoxKind::Badge | BoxKind::Shape | BoxKind::Rule | BoxKind::Label => {}
        }
    }

    fn text(&mut self, b: &'a LayoutBox, order: usize) {
        let mut refused = Vec::new();
        let words = paragraphs(self.nodes(&b.name), &mut |node| refused.push(node));
        for node in refused {
            self.desk.findings.push(not_on_a_slide(node, &self.slide.id, &b.name));
        }
        if words.is_empty() {
            return;
        }
        self.words(b, order, &words);
        let look = self.desk.look;
        let used = super::text::height(look, &words, b);
        if let Some((at, png)) = picture::corner(look, b, used) {
            let image = self.desk.media.add(png, self.relationships);
            let named = self.canvas.named("Drawing", Says::Nothing);
            let place = shape::properties(Some(at), Some(shape::rectangle(at, 0.0)), None, None);
            self.canvas.push(picture_element(named, None, &image, place));
        }
    }

    fn words(&mut self, b: &'a LayoutBox, order: usize, words: &[Paragraph<'a>]) {
        let Some(role) = Role::of(b.kind, order) else {
            return;
        };
        let mut pen =
            Pen { look: self.desk.look, lang: self.desk.lang, relationships: self.relationships };
        let written = pen.write(words, b);
        let at = self.absorbing(b);
        placeholder::filled(&mut self.canvas, b, role, at, written);
    }

    /// The place of a box that takes in an empty one; none if it keeps its own.
    fn absorbing(&self, b: &LayoutBox) -> Option<Rect> {
        let empty = b.absorbs.as_deref().filter(|name| !self.has(name))?;
        let other = self.desk.look.place(self.layout.get(empty)?);
        let at = self.desk.look.place(b);
        Some(Rect { h: other.y + other.h - at.y, ..at })
    }

    fn picture(&mut self, b: &'a LayoutBox, order: usize) {
        for node in self.nodes(&b.name) {
            match &node.block {
                Block::Figure { picture, .. } => self.figure(b, order, node, picture),
                _ => self.desk.findings.push(not_on_a_slide(node, &self.slide.id, &b.name)),
            }
        }
    }

    fn figure(&mut self, b: &'a LayoutBox, order: usize, node: &Node, id: &PictureId) {
        let look = self.desk.look;
        let Some(picture) = self.desk.kit.pictures.get(id) else {
            self.desk.findings.push(no_picture(node, id, "the pack has none of that name"));
            return;
        };
        let placed = match picture::place(picture, look, self.layout, b) {
            Ok(placed) => placed,
            Err(why) => {
                self.desk.findings.push(no_picture(node, id, &why));
                return;
            }
        };
        if let (Some((at, role)), Some(outline)) = (&placed.shape, look.shape()) {
            let shape = filled(*at, shape::audience(outline), look.fill(role));
            self.canvas.draw("Shape", Says::Nothing, shape, None);
        }
        let says = match &picture.alt {
            Alt::Text(words) => Says::Alt(words),
            Alt::Decorative => Says::Nothing,
        };
        let image = self.desk.media.add(placed.png, self.relationships);
        let named = self.canvas.named(&spoken(&b.name), says);
        // Only a scene that stands in another box's place leaves its own.
        let own = (placed.at != look.place(b)).then_some(placed.at);
        let place = shape::properties(own, None, None, None);
        let role = Role::of(b.kind, order);
        self.canvas.push(picture_element(named, role, &image, place));
    }

    fn scene(&mut self, b: &'a LayoutBox) {
        for node in self.nodes(&b.name) {
            match &node.block {
                Block::Scene(scene) => {
                    let look = self.desk.look;
                    scene::draw(&mut self.canvas, look, self.desk.lang, scene, look.place(b));
                }
                _ => self.desk.findings.push(not_on_a_slide(node, &self.slide.id, &b.name)),
            }
        }
    }

    fn table(&mut self, b: &'a LayoutBox, order: usize) {
        for node in self.nodes(&b.name) {
            let Block::Table { head, rows, widths, about } = &node.block else {
                self.desk.findings.push(not_on_a_slide(node, &self.slide.id, &b.name));
                continue;
            };
            let mut refused = Vec::new();
            let named = self.canvas.named(&spoken(&b.name), Says::Alt(about));
            let mut pen = Pen {
                look: self.desk.look,
                lang: self.desk.lang,
                relationships: self.relationships,
            };
            let frame = table::frame(
                &mut pen,
                &table::Content { head, rows, widths },
                b,
                Role::of(b.kind, order),
                named,
                &mut |node| refused.push(node),
            );
            self.canvas.push(frame);
            for node in refused {
                self.desk.findings.push(not_on_a_slide(node, &self.slide.id, &b.name));
            }
        }
    }
}

/// `p:pic`.
fn picture_element(named: Element, role: Option<Role>, image: &str, place: Element) -> Element {
    let locks = el("a:picLocks").maybe("noGrp", role.map(|_| 1)).attr("noChangeAspect", 1);
    el("p:pic")
        .child(
            el("p:nvPicPr")
                .child(named)
                .child(el("p:cNvPicPr").child(locks))
                .child(role.map_or_else(|| el("p:nvPr"), Role::held)),
        )
        .child(
            el("p:blipFill")
                .child(el("a:blip").attr("r:embed", image))
                .child(el("a:stretch").child(el("a:fillRect"))),
        )
        .child(place)
}

fn no_such_box(slide: &Slide, name: &str) -> Finding {
    Finding::bug(
        "no-such-box",
        slide.from.place(),
        format!("the layout `{}` has no box `{name}`, so its words would be lost", slide.layout),
    )
    .why("every word of a lesson must reach the slide")
}

pub(super) fn not_on_a_slide(node: &Node, slide: &str, name: &str) -> Finding {
    Finding::bug(
        "not-on-a-slide",
        node.from.place(),
        format!("the box `{name}` of slide `{slide}` cannot hold this"),
    )
    .why("a slide shows words, pictures, an invented screen or a table, each in its own box")
}

fn no_picture(node: &Node, id: &str, why: &str) -> Finding {
    Finding::bug(
        "no-picture",
        node.from.place(),
        format!("the picture `{id}` cannot be drawn: {why}"),
    )
    .why("a slide would have a hole where the lesson asks for a picture")
}
