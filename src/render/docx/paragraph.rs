//! Paragraphs and runs, with their properties in the order Word insists on.

use crate::brand::Rgb;
use crate::ooxml::units::{eighths, half_points, twips};
use crate::ooxml::{Element, el};

/// A paragraph to write.
#[derive(Debug, Default, Clone)]
pub(super) struct Paragraph {
    style: Option<&'static str>,
    keep_next: bool,
    break_before: bool,
    number: Option<(u32, usize)>,
    borders: Vec<(&'static str, Border)>,
    fill: Option<Rgb>,
    right_to_left: bool,
    pitch: Option<f64>,
    before: Option<f64>,
    after: Option<f64>,
    indent: Option<Indent>,
    align: Option<&'static str>,
    section: Option<Element>,
    content: Vec<Element>,
}

/// Indents of a paragraph in points.
#[derive(Debug, Default, Copy, Clone)]
pub(super) struct Indent {
    pub left: f64,
    pub right: f64,
    /// How far the first line begins left of the others.
    pub hanging: f64,
}

/// A border of a paragraph, cell or table.
#[derive(Debug, Copy, Clone, PartialEq)]
pub(super) struct Border {
    /// As `ST_Border` names it: `single`, `dotted`, `dashed`.
    pub line: &'static str,
    /// Width in points.
    pub width: f64,
    pub colour: Rgb,
    /// Distance from the words in points; for paragraphs only.
    pub space: u8,
}

impl Border {
    pub(super) fn solid(width: f64, colour: Rgb) -> Self {
        Self { line: "single", width, colour, space: 0 }
    }

    pub(super) fn element(self, side: &'static str) -> Element {
        el(side)
            .attr("w:val", self.line)
            .attr("w:sz", eighths(self.width))
            .attr("w:space", self.space)
            .attr("w:color", self.colour.hex())
    }
}

/// The ground of a paragraph, run or cell.
pub(super) fn shading(fill: Rgb) -> Element {
    el("w:shd").attr("w:val", "clear").attr("w:color", "auto").attr("w:fill", fill.hex())
}

impl Paragraph {
    /// An empty one of a style; `Normal` needs no naming.
    pub(super) fn new(style: &'static str) -> Self {
        Self { style: (style != "Normal").then_some(style), ..Self::default() }
    }

    pub(super) fn keep_next(mut self, keep: bool) -> Self {
        self.keep_next = keep;
        self
    }

    pub(super) fn break_before(mut self) -> Self {
        self.break_before = true;
        self
    }

    pub(super) fn number(mut self, list: u32, level: usize) -> Self {
        self.number = Some((list, level));
        self
    }

    /// `top`, `left`, `bottom`, `right`: given in this order.
    pub(super) fn border(mut self, side: &'static str, border: Border) -> Self {
        self.borders.push((side, border));
        self
    }

    pub(super) fn fill(mut self, fill: Rgb) -> Self {
        self.fill = Some(fill);
        self
    }

    pub(super) fn right_to_left(mut self, is: bool) -> Self {
        self.right_to_left = is;
        self
    }

    /// Exact distance of lines in points.
    pub(super) fn pitch(mut self, pitch: f64) -> Self {
        self.pitch = Some(pitch);
        self
    }

    /// Distance from the paragraph before in points.
    pub(super) fn before(mut self, before: f64) -> Self {
        self.before = Some(before);
        self
    }

    /// Distance from the next paragraph in points.
    pub(super) fn after(mut self, after: f64) -> Self {
        self.after = Some(after);
        self
    }

    pub(super) fn indent(mut self, indent: Indent) -> Self {
        self.indent = Some(indent);
        self
    }

    pub(super) fn align(mut self, align: &'static str) -> Self {
        self.align = Some(align);
        self
    }

    /// Makes it the last of a section.
    pub(super) fn section(mut self, section: Element) -> Self {
        self.section = Some(section);
        self
    }

    /// Adds a run, a link or a field.
    pub(super) fn push(mut self, run: Element) -> Self {
        self.content.push(run);
        self
    }

    /// Adds runs.
    pub(super) fn extend(mut self, runs: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(runs);
        self
    }

    pub(super) fn element(self) -> Element {
        let properties = el("w:pPr")
            .children(self.style.map(|style| val("w:pStyle", style)))
            .children(self.keep_next.then(|| el("w:keepNext")))
            .children(self.break_before.then(|| el("w:pageBreakBefore")))
            .children(self.number.map(|(list, level)| {
                el("w:numPr").child(val("w:ilvl", level)).child(val("w:numId", list))
            }))
            .children((!self.borders.is_empty()).then(|| {
                el("w:pBdr")
                    .children(self.borders.iter().map(|(side, border)| border.element(side)))
            }))
            .children(self.fill.map(shading))
            .children(self.right_to_left.then(|| el("w:bidi")))
            .children(spacing(self.before, self.after, self.pitch))
            .children(self.indent.map(Indent::element))
            .children(self.align.map(|align| val("w:jc", align)))
            .children(self.section);
        el("w:p").children((!properties.is_empty()).then_some(properties)).children(self.content)
    }
}

impl Indent {
    pub(super) fn element(self) -> Element {
        el("w:ind")
            .attr("w:left", twips(self.left))
            .attr("w:right", twips(self.right))
            .maybe("w:hanging", (self.hanging > 0.0).then(|| twips(self.hanging)))
    }
}

/// An element with one value.
pub(super) fn val(name: &'static str, value: impl ToString) -> Element {
    el(name).attr("w:val", value)
}

/// Tab stops.
pub(super) fn tabs(stops: &[(&'static str, f64)]) -> Element {
    el("w:tabs")
        .children(stops.iter().map(|(kind, at)| val("w:tab", kind).attr("w:pos", twips(*at))))
}

/// Distances of a paragraph and its exact line pitch in points; none if there
/// is nothing to say.
pub(super) fn spacing(
    before: Option<f64>,
    after: Option<f64>,
    pitch: Option<f64>,
) -> Option<Element> {
    if before.is_none() && after.is_none() && pitch.is_none() {
        return None;
    }
    Some(
        el("w:spacing")
            .maybe("w:before", before.map(twips))
            .maybe("w:after", after.map(twips))
            .maybe("w:line", pitch.map(twips))
            .maybe("w:lineRule", pitch.map(|_| "exact")),
    )
}

/// Properties of a run.
#[derive(Debug, Default, Clone)]
pub(super) struct Face<'a> {
    pub style: Option<&'static str>,
    pub font: Option<&'a str>,
    pub bold: bool,
    pub colour: Option<Rgb>,
    /// Size in points.
    pub size: Option<f64>,
    pub underlined: bool,
    pub fill: Option<Rgb>,
    pub right_to_left: bool,
    /// Language as a BCP 47 tag.
    pub lang: Option<&'a str>,
}

impl Face<'_> {
    /// The properties; none if there is nothing to say.
    pub(super) fn properties(&self) -> Option<Element> {
        let size = self.size.map(half_points);
        let properties = el("w:rPr")
            .children(self.style.map(|style| val("w:rStyle", style)))
            .children(self.font.map(fonts))
            .children(self.bold.then(|| el("w:b")))
            .children(self.bold.then(|| el("w:bCs")))
            .children(self.colour.map(|colour| val("w:color", colour.hex())))
            .children(size.map(|size| val("w:sz", size)))
            .children(size.map(|size| val("w:szCs", size)))
            .children(self.underlined.then(|| val("w:u", "single")))
            .children(self.fill.map(shading))
            .children(self.right_to_left.then(|| el("w:rtl")))
            .children(self.lang.map(|lang| self.language(lang)));
        (!properties.is_empty()).then_some(properties)
    }

    fn language(&self, lang: &str) -> Element {
        // Word keeps the language of right-to-left words apart.
        el("w:lang").attr(if self.right_to_left { "w:bidi" } else { "w:val" }, lang)
    }

    /// A run of words.
    pub(super) fn run(&self, words: &str) -> Element {
        // A line end in a text is no line break to Word, and to some readers
        // a fault.
        let words = words.replace(['\n', '\r', '\t'], " ");
        self.wrap(el("w:t").kept_text(words))
    }

    /// A run with something else in it: a break, a tab, a drawing.
    pub(super) fn wrap(&self, content: Element) -> Element {
        el("w:r").children(self.properties()).child(content)
    }
}

/// One family for every script.
pub(super) fn fonts(family: &str) -> Element {
    el("w:rFonts")
        .attr("w:ascii", family)
        .attr("w:hAnsi", family)
        .attr("w:eastAsia", family)
        .attr("w:cs", family)
}
