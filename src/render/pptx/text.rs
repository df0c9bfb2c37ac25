//! Words: paragraphs, runs and the styles that placeholders hand down.

use super::look::Look;
use crate::brand::{Anchor, LayoutBox, Style};
use crate::ooxml::names::kind;
use crate::ooxml::units::{emu, hundredths};
use crate::ooxml::{Element, Relationships, el, office_text};
use crate::pack::{Block, Inline, Lang, Line, Marker, Node};
use crate::text::plain;

/// Levels of lists; what is deeper stays at the last.
pub(super) const LEVELS: u8 = 3;
/// How far a list's words stand from its markers, in ems.
const HANG: f64 = 1.1;

/// Whether a style is bold where only two weights exist.
pub(super) fn is_bold(style: &Style) -> bool {
    style.weight >= 600
}

/// A paragraph, before it has a style.
#[derive(Debug, Clone)]
pub(super) struct Paragraph<'a> {
    words: Vec<Piece<'a>>,
    marker: Option<Marker>,
    level: u8,
    lang: Option<&'a Lang>,
    /// Whether it is bold throughout, as a heading within a box is.
    strong: bool,
}

/// Words of the model, or the writer's own before them.
#[derive(Debug, Clone)]
enum Piece<'a> {
    Line(&'a [Inline]),
    Plain(&'a str),
    /// What a callout is called, before its words.
    Label(&'a str),
}

impl<'a> Paragraph<'a> {
    /// A paragraph of one line of words.
    pub(super) fn of(line: &'a Line) -> Self {
        Self { words: vec![Piece::Line(line)], marker: None, level: 0, lang: None, strong: false }
    }

    /// A paragraph of plain words.
    pub(super) fn plain(words: &'a str) -> Self {
        Self { words: vec![Piece::Plain(words)], marker: None, level: 0, lang: None, strong: false }
    }

    /// Its words alone.
    fn text(&self) -> String {
        let mut out = String::new();
        for piece in &self.words {
            match piece {
                Piece::Line(line) => plain(line, &mut out),
                Piece::Plain(words) => out.push_str(words),
                Piece::Label(label) => {
                    out.push_str(label);
                    out.push_str(": ");
                }
            }
        }
        out
    }

    /// Whether there is anything to read or to fill in.
    fn is_empty(&self) -> bool {
        self.words.iter().all(|piece| match piece {
            Piece::Line(line) => line.is_empty(),
            Piece::Plain(words) | Piece::Label(words) => words.is_empty(),
        })
    }
}

/// The paragraphs of nodes, in reading order. What only paper can hold (room
/// to answer, cards, thumbnails) is handed to `refuse`.
pub(super) fn paragraphs<'a>(
    nodes: &'a [Node],
    refuse: &mut dyn FnMut(&'a Node),
) -> Vec<Paragraph<'a>> {
    let mut out = Vec::new();
    lower(nodes, 0, None, &mut out, refuse);
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

fn lower<'a>(
    nodes: &'a [Node],
    level: u8,
    lang: Option<&'a Lang>,
    out: &mut Vec<Paragraph<'a>>,
    refuse: &mut dyn FnMut(&'a Node),
) {
    let paragraph = |line: &'a Line| Paragraph { level, lang, ..Paragraph::of(line) };
    for node in nodes {
        match &node.block {
            Block::Para(line) => out.push(paragraph(line)),
            Block::Heading { text, .. } => {
                out.push(Paragraph { strong: true, ..paragraph(text) });
            }
            Block::List { marker, items } => {
                for item in items {
                    let first = out.len();
                    lower(item, level, lang, out, refuse);
                    if let Some(head) = out.get_mut(first) {
                        head.marker = Some(*marker);
                    }
                    // What follows an item's first paragraph belongs under it.
                    for rest in out.iter_mut().skip(first + 1) {
                        rest.level = (rest.level + 1).min(LEVELS - 1);
                    }
                }
            }
            Block::Callout { kind, body } => {
                let first = out.len();
                lower(body, level, lang, out, refuse);
                match out.get_mut(first) {
                    Some(head) if head.marker.is_none() => {
                        head.words.insert(0, Piece::Label(kind.label()));
                    }
                    // A list keeps its markers: the label stands above it.
                    _ => out.insert(
                        first,
                        Paragraph {
                            words: vec![Piece::Label(kind.label())],
                            marker: None,
                            level,
                            lang,
                            strong: true,
                        },
                    ),
                }
            }
            Block::Contact(contact) => {
                out.extend([&contact.name, &contact.says, &contact.reach].map(paragraph));
            }
            Block::Table { head, rows, .. } => {
                out.extend(head.iter().map(|line| Paragraph { strong: true, ..paragraph(line) }));
                rows.iter().flatten().for_each(|cell| lower(cell, level, lang, out, refuse));
            }
            Block::Columns(parts) => {
                parts.iter().for_each(|part| lower(part, level, lang, out, refuse));
            }
            Block::Parallel(parts) => {
                parts.iter().for_each(|(own, part)| lower(part, level, Some(own), out, refuse));
            }
            Block::Keep(part) => lower(part, level, lang, out, refuse),
            Block::Figure { .. }
            | Block::Thumb(_)
            | Block::Scene(_)
            | Block::Space(_)
            | Block::Timing(_)
            | Block::Stages(_)
            | Block::Cards { .. }
            | Block::PageBreak => refuse(node),
        }
    }
}

/// How runs are written: the file's language and where its links go.
pub(super) struct Pen<'a, 'r> {
    pub(super) look: &'a Look<'a>,
    pub(super) lang: &'a Lang,
    pub(super) relationships: &'r mut Relationships,
}

/// What a run takes from the words around it.
#[derive(Clone)]
struct Run<'a> {
    strong: bool,
    lang: &'a Lang,
    link: Option<String>,
    style: Option<&'a Style>,
}

impl<'a> Pen<'a, '_> {
    /// `a:p` for each paragraph, the first and the last in a style of their
    /// own where the box asks for it.
    pub(super) fn write(&mut self, paragraphs: &[Paragraph<'a>], b: &LayoutBox) -> Vec<Element> {
        let last = paragraphs.len().saturating_sub(1);
        let look = self.look;
        let styles: Vec<_> = (0..paragraphs.len())
            .map(|at| own_style(b, at, last).map(|name| look.style(name)))
            .collect();
        let base = self.look.style(&b.style);
        paragraphs
            .iter()
            .zip(styles)
            .enumerate()
            .map(|(at, (paragraph, style))| self.paragraph(paragraph, style, base, at == 0))
            .collect()
    }

    /// A paragraph that takes all from its placeholder, but `style`.
    pub(super) fn paragraph(
        &mut self,
        paragraph: &Paragraph<'a>,
        style: Option<&'a Style>,
        base: &Style,
        first: bool,
    ) -> Element {
        let run = Run {
            strong: paragraph.strong,
            lang: paragraph.lang.unwrap_or(self.lang),
            link: None,
            style,
        };
        let mut runs = Vec::new();
        for piece in &paragraph.words {
            match piece {
                Piece::Line(line) => self.runs(line, &run, &mut runs),
                Piece::Plain(words) => runs.push(self.run(words, &run)),
                Piece::Label(label) => {
                    let alone = paragraph.words.len() == 1;
                    let label = format!("{label}:{}", if alone { "" } else { " " });
                    runs.push(self.run(&label, &Run { strong: true, ..run.clone() }));
                }
            }
        }
        let end = self.run_properties("a:endParaRPr", &Run { strong: false, ..run });
        let size = style.unwrap_or(base).size;
        el("a:p")
            .children(paragraph_properties(self.look, paragraph, style, size, first))
            .children(runs)
            .child(end)
    }

    fn runs(&mut self, line: &'a [Inline], run: &Run<'a>, out: &mut Vec<Element>) {
        for inline in line {
            match inline {
                Inline::Text(text) => out.push(self.run(text, run)),
                Inline::Strong(text) | Inline::Term(text) => {
                    self.runs(text, &Run { strong: true, ..run.clone() }, out);
                }
                Inline::Link { to, text } => {
                    let link = Some(self.relationships.to_outside(kind::HYPERLINK, to));
                    self.runs(text, &Run { link, ..run.clone() }, out);
                }
                Inline::In { lang, text } => self.runs(text, &Run { lang, ..run.clone() }, out),
                Inline::Blank(characters) => {
                    // Two no-break spaces are about as wide as a letter, and
                    // the line under them is there to write on.
                    let room = "\u{a0}".repeat(usize::from(*characters) * 2);
                    let properties = self.run_properties("a:rPr", run).attr("u", "sng");
                    out.push(run_of(&room, properties));
                }
                Inline::Newline => {
                    out.push(el("a:br").child(self.run_properties("a:rPr", run)));
                }
            }
        }
    }

    fn run(&self, text: &str, run: &Run<'_>) -> Element {
        run_of(text, self.run_properties("a:rPr", run))
    }

    fn run_properties(&self, tag: &'static str, run: &Run<'_>) -> Element {
        let mut properties = el(tag).attr("lang", run.lang.tag());
        if let Some(style) = run.style {
            properties = properties.attr("sz", hundredths(style.size));
        }
        let bold = run.style.map(is_bold);
        if run.strong || bold.is_some() {
            properties = properties.attr("b", u8::from(run.strong || bold == Some(true)));
        }
        let fill = run.style.map(|style| self.look.fill(&style.colour));
        let link = run.link.as_ref().map(|id| el("a:hlinkClick").attr("r:id", id.as_str()));
        properties.children(fill).children(link)
    }
}

fn run_of(text: &str, properties: Element) -> Element {
    // A line end within a run is a space to every reader but PowerPoint.
    let text = text.replace(['\n', '\r'], " ");
    el("a:r").child(properties).child(el("a:t").text(office_text(&text).into_owned()))
}

fn paragraph_properties(
    look: &Look<'_>,
    paragraph: &Paragraph<'_>,
    style: Option<&Style>,
    size: f64,
    first: bool,
) -> Option<Element> {
    let plain = style.is_none() && paragraph.marker.is_none() && paragraph.level == 0 && !first;
    if plain {
        return None;
    }
    let mut properties = el("a:pPr");
    let hang = size * HANG;
    let indent = hang * f64::from(paragraph.level);
    if paragraph.marker.is_some() {
        properties = properties.attr("marL", emu(indent + hang)).attr("indent", emu(-hang));
    } else if paragraph.level > 0 {
        properties = properties.attr("marL", emu(indent)).attr("indent", 0);
    }
    if paragraph.level > 0 {
        properties = properties.attr("lvl", paragraph.level);
    }
    properties = properties.children(style.map(pitch));
    if first {
        properties = properties.child(space("a:spcBef", 0.0));
    }
    let marker = paragraph.marker.map(|marker| bullet(look, marker));
    Some(properties.children(marker.into_iter().flatten()))
}

fn bullet(look: &Look<'_>, marker: Marker) -> Vec<Element> {
    let font = || el("a:buFont").attr("typeface", "Arial");
    match marker {
        Marker::Bullet => {
            vec![el("a:buClr").child(look.colour("deep")), font(), el("a:buChar").attr("char", "•")]
        }
        Marker::Tick => vec![font(), el("a:buChar").attr("char", "□")],
        Marker::Cross => vec![font(), el("a:buChar").attr("char", "×")],
        Marker::Number => vec![el("a:buAutoNum").attr("type", "arabicPeriod")],
        Marker::Letter => vec![el("a:buAutoNum").attr("type", "alphaUcPeriod")],
    }
}

/// Text properties of a box: insets, anchor, no autofit.
pub(super) fn body_properties(pad: [f64; 4], anchor: Anchor, wrap: bool) -> Element {
    let anchor = match anchor {
        Anchor::Top => "t",
        Anchor::Middle => "ctr",
        Anchor::Bottom => "b",
    };
    let [left, top, right, bottom] = pad.map(emu);
    el("a:bodyPr")
        .attr("wrap", if wrap { "square" } else { "none" })
        .attr("lIns", left)
        .attr("tIns", top)
        .attr("rIns", right)
        .attr("bIns", bottom)
        .attr("rtlCol", 0)
        .attr("anchor", anchor)
        .child(el("a:noAutofit"))
}

/// A level's paragraph properties in a box's style: exact pitch, no marker.
pub(super) fn level(
    look: &Look<'_>,
    tag: &'static str,
    style: &Style,
    b: &LayoutBox,
    family: &'static str,
) -> Element {
    let align = match b.align.as_str() {
        "right" => "r",
        "centre" => "ctr",
        _ => "l",
    };
    el(tag)
        .attr("marL", 0)
        .attr("indent", 0)
        .attr("algn", align)
        .child(pitch(style))
        .child(space("a:spcBef", b.paragraph_gap(style)))
        .child(space("a:spcAft", 0.0))
        .child(el("a:buNone"))
        .child(
            el("a:defRPr")
                .attr("sz", hundredths(style.size))
                .attr("b", u8::from(is_bold(style)))
                .child(look.fill(&style.colour))
                .child(el("a:latin").attr("typeface", family)),
        )
}

/// Height in points that a box's paragraphs fill.
pub(super) fn height(look: &Look<'_>, paragraphs: &[Paragraph<'_>], b: &LayoutBox) -> f64 {
    let at = look.place(b);
    let room = at.w - b.pad[0] - b.pad[2];
    let base = look.style(&b.style);
    let last = paragraphs.len().saturating_sub(1);
    let gaps = last as f64 * b.paragraph_gap(base);
    let lines: f64 = paragraphs
        .iter()
        .enumerate()
        .map(|(at, paragraph)| {
            let own = own_style(b, at, last).map_or(base, |name| look.style(name));
            stacked(look, std::slice::from_ref(paragraph), own, room)
        })
        .sum();
    lines + gaps
}

/// Height in points of paragraphs in one style, one on the other.
pub(super) fn stacked(
    look: &Look<'_>,
    paragraphs: &[Paragraph<'_>],
    style: &Style,
    room: f64,
) -> f64 {
    let lines = paragraphs.iter().map(|paragraph| {
        let hang = f64::from(paragraph.level) + f64::from(u8::from(paragraph.marker.is_some()));
        let room = room - hang * HANG * style.size;
        look.measure.lines(&paragraph.text(), style, room).len()
    });
    lines.sum::<usize>() as f64 * style.pitch
}

/// The style of a paragraph that differs from its box's, by its place among
/// the box's paragraphs.
fn own_style(b: &LayoutBox, at: usize, last: usize) -> Option<&str> {
    match at {
        _ if last == 0 => None,
        0 => b.lead.as_deref(),
        at if at == last => b.last.as_deref(),
        _ => None,
    }
}

/// A text of a shape that is not a placeholder: one paragraph in a style, said
/// in full as there is nothing to inherit.
pub(super) struct Label<'a> {
    pub(super) words: &'a str,
    pub(super) style: &'a Style,
    /// Colour role, where it is not the style's.
    pub(super) colour: Option<&'a str>,
    pub(super) align: &'static str,
    pub(super) anchor: Anchor,
    pub(super) pad: [f64; 4],
    pub(super) wrap: bool,
}

/// `p:txBody` of plain words on a shape.
pub(super) fn label(look: &Look<'_>, lang: &Lang, labels: &[Label<'_>]) -> Option<Element> {
    let first = labels.first()?;
    let body = body_properties(first.pad, first.anchor, first.wrap);
    let paragraphs = labels.iter().map(|label| {
        let run = |tag| {
            el(tag)
                .attr("lang", lang.tag())
                .attr("sz", hundredths(label.style.size))
                .attr("b", u8::from(is_bold(label.style)))
                .child(look.fill(label.colour.unwrap_or(&label.style.colour)))
                .child(el("a:latin").attr("typeface", "+mn-lt"))
        };
        let paragraph = el("a:p").child(
            el("a:pPr")
                .attr("algn", label.align)
                .child(pitch(label.style))
                .child(space("a:spcBef", 0.0)),
        );
        if label.words.is_empty() {
            return paragraph.child(run("a:endParaRPr"));
        }
        paragraph.child(run_of(label.words, run("a:rPr")))
    });
    Some(text_body("p:txBody", body, el("a:lstStyle"), paragraphs.collect()))
}

/// A text body; never without a paragraph.
pub(super) fn text_body(
    tag: &'static str,
    body: Element,
    list: Element,
    mut paragraphs: Vec<Element>,
) -> Element {
    if paragraphs.is_empty() {
        paragraphs.push(el("a:p"));
    }
    el(tag).child(body).child(list).children(paragraphs)
}

/// Exact distance of lines: no font moves a line.
pub(super) fn pitch(style: &Style) -> Element {
    space("a:lnSpc", style.pitch)
}

fn space(tag: &'static str, points: f64) -> Element {
    el(tag).child(el("a:spcPts").attr("val", hundredths(points)))
}
