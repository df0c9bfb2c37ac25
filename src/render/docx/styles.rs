//! Styles: all that a school would change to make the file its own.

use super::look::Look;
use super::paragraph::{Border, Face, fonts, spacing, tabs, val};
use crate::brand::Style;
use crate::ooxml::units::{cm, half_points, twips};
use crate::ooxml::{Element, el};

/// Distance in points between the words of a cell and those of the next.
pub(super) const CELL_RIGHT: f64 = 8.0;

/// A paragraph style to write.
struct Spec<'a> {
    id: &'static str,
    /// The name: Word's own where it has one, so that its navigation, table of
    /// contents and screen readers know what it is.
    name: &'static str,
    type_: &'a Style,
    before: f64,
    after: f64,
    /// Whether it must stay with what follows.
    keep: bool,
    /// Depth in the outline, from 0.
    outline: Option<u8>,
    /// Further properties, which stand between `w:keepLines` and `w:spacing`.
    extra: Vec<Element>,
    /// How it is aligned, where not at the start.
    align: Option<&'static str>,
    /// `exact`, or `atLeast` where a line holds a picture.
    rule: &'static str,
}

impl<'a> Spec<'a> {
    fn new(id: &'static str, name: &'static str, type_: &'a Style) -> Self {
        Self {
            id,
            name,
            type_,
            before: 0.0,
            after: 0.0,
            keep: false,
            outline: None,
            extra: Vec::new(),
            align: None,
            rule: "exact",
        }
    }

    fn element(self, look: &Look<'_>) -> Element {
        let paragraph = el("w:pPr")
            .children(self.keep.then(|| el("w:keepNext")))
            .children(self.keep.then(|| el("w:keepLines")))
            .children(self.extra)
            .child(
                el("w:spacing")
                    .attr("w:before", twips(self.before))
                    .attr("w:after", twips(self.after))
                    .attr("w:line", twips(self.type_.pitch))
                    .attr("w:lineRule", self.rule),
            )
            .children(self.align.map(|align| val("w:jc", align)))
            .children(self.outline.map(|level| val("w:outlineLvl", level)));
        let normal = self.id == "Normal";
        el("w:style")
            .attr("w:type", "paragraph")
            .maybe("w:default", normal.then_some(1))
            .attr("w:styleId", self.id)
            .child(val("w:name", self.name))
            .children((!normal).then(|| val("w:basedOn", "Normal")))
            .children(self.outline.map(|_| val("w:next", "Normal")))
            .child(el("w:qFormat"))
            .child(paragraph)
            .children(face(self.type_, look).properties())
    }
}

fn face(style: &Style, look: &Look<'_>) -> Face<'static> {
    Face {
        bold: style.weight >= 600,
        colour: Some(look.colour(&style.colour)),
        size: Some(style.size),
        ..Face::default()
    }
}

/// The styles part.
pub(super) fn styles(look: &Look<'_>) -> Element {
    el("w:styles")
        .namespaces(&["w"])
        .child(defaults(look))
        .children(paragraphs(look))
        .children(characters(look))
        .children(tables(look))
}

fn defaults(look: &Look<'_>) -> Element {
    let face = el("w:rPr")
        .child(fonts(look.font))
        .child(val("w:sz", half_points(look.body.size)))
        .child(val("w:szCs", half_points(look.body.size)))
        .child(
            el("w:lang")
                .attr("w:val", look.lang)
                .attr("w:eastAsia", look.lang)
                .attr("w:bidi", look.lang),
        );
    el("w:docDefaults")
        .child(el("w:rPrDefault").child(face))
        .child(el("w:pPrDefault").child(el("w:pPr")))
}

fn paragraphs(look: &Look<'_>) -> Vec<Element> {
    let (gap, wide) = (look.paragraph_gap(), look.block_gap());
    let body = &look.body;
    let paper = |name: &str| look.brand.paper().get(name).cloned().unwrap_or_default();
    let bold = Style { weight: 700, ..body.clone() };
    let deep = Style { colour: "deep".into(), ..bold.clone() };
    let task = paper("task");
    let pupil = paper("pupil");
    let card_foot = Style { weight: 700, colour: "deep".into(), ..pupil.clone() };
    let tiny = Style { size: 1.0, pitch: 1.0, ..body.clone() };
    let line = Style { pitch: cm(look.brand.page().writing_line), ..body.clone() };
    let edge = |space| Border { space, ..Border::solid(0.75, look.colour("edge")) };
    let right = || tabs(&[("right", look.text_width())]);
    let heading = |at: usize, id, name| {
        let type_ = &look.headings[at];
        Spec {
            before: type_.pitch * 0.9 - gap,
            after: type_.pitch * 0.3,
            keep: true,
            outline: Some(at as u8),
            ..Spec::new(id, name, type_)
        }
    };
    let all = [
        Spec {
            after: gap,
            extra: vec![el("w:widowControl")],
            ..Spec::new("Normal", "Normal", body)
        },
        Spec { after: 3.0, keep: true, ..Spec::new("Title", "Title", &look.title) },
        Spec { after: gap, keep: true, ..Spec::new("Subtitle", "Subtitle", &look.subtitle) },
        heading(0, "Heading1", "heading 1"),
        heading(1, "Heading2", "heading 2"),
        heading(2, "Heading3", "heading 3"),
        Spec {
            after: cm(0.35),
            keep: true,
            extra: vec![el("w:pBdr").child(edge(6).element("w:bottom"))],
            ..Spec::new("Facts", "Facts", body)
        },
        Spec { after: look.item_gap, ..Spec::new("ListParagraph", "List Paragraph", body) },
        Spec { after: look.tick_gap, ..Spec::new("TickList", "Tick List", body) },
        Spec { after: 1.0, ..Spec::new("CalloutLabel", "Callout Label", &look.label) },
        Spec { after: body.size * 0.25, ..Spec::new("CalloutText", "Callout Text", body) },
        Spec::new("TableHead", "Table Head", &bold),
        Spec::new("TableText", "Table Text", body),
        Spec { align: Some("center"), ..Spec::new("TableTick", "Table Tick", body) },
        Spec { after: 2.0, ..Spec::new("ContactName", "Contact Name", &task) },
        Spec::new("ContactReach", "Contact Reach", &deep),
        Spec { after: 10.0, ..Spec::new("CardTitle", "Card Title", &task) },
        Spec { after: gap, ..Spec::new("CardText", "Card Text", &pupil) },
        Spec { before: gap, ..Spec::new("CardFoot", "Card Foot", &card_foot) },
        Spec::new("ChatName", "Chat Name", &deep),
        Spec { after: wide, ..Spec::new("ChatText", "Chat Text", body) },
        Spec::new("WritingLine", "Writing Line", &line),
        Spec { rule: "atLeast", after: gap, ..Spec::new("Picture", "Picture", body) },
        Spec { rule: "atLeast", ..Spec::new("Icon", "Icon", &tiny) },
        Spec { after: gap, ..Spec::new("Caption", "caption", &look.foot) },
        Spec::new("Gap", "Gap", &tiny),
        Spec { extra: vec![right()], ..Spec::new("Footer", "footer", &look.foot) },
        Spec {
            extra: vec![el("w:pBdr").child(edge(4).element("w:top")), right()],
            ..Spec::new("FooterFirst", "Footer First Line", &look.foot)
        },
    ];
    all.into_iter().map(|spec| spec.element(look)).collect()
}

fn characters(look: &Look<'_>) -> Vec<Element> {
    let deep = Some(look.colour("deep"));
    let style = |id: &'static str, name: &'static str, face: Face<'static>| {
        el("w:style")
            .attr("w:type", "character")
            .attr("w:styleId", id)
            .child(val("w:name", name))
            .child(val("w:basedOn", "DefaultParagraphFont"))
            .child(el("w:qFormat"))
            .children(face.properties())
    };
    let default = el("w:style")
        .attr("w:type", "character")
        .attr("w:default", 1)
        .attr("w:styleId", "DefaultParagraphFont")
        .child(val("w:name", "Default Paragraph Font"))
        .child(val("w:uiPriority", 1))
        .child(el("w:semiHidden"))
        .child(el("w:unhideWhenUsed"));
    vec![
        default,
        style("Strong", "Strong", Face { bold: true, ..Face::default() }),
        style("Term", "Term", Face { bold: true, colour: deep, ..Face::default() }),
        style("Hyperlink", "Hyperlink", Face { underlined: true, colour: deep, ..Face::default() }),
    ]
}

fn tables(look: &Look<'_>) -> Vec<Element> {
    let margins =
        |side: &'static str, width: f64| el(side).attr("w:w", twips(width)).attr("w:type", "dxa");
    let normal = el("w:style")
        .attr("w:type", "table")
        .attr("w:default", 1)
        .attr("w:styleId", "TableNormal")
        .child(val("w:name", "Normal Table"))
        .child(val("w:uiPriority", 99))
        .child(el("w:semiHidden"))
        .child(el("w:unhideWhenUsed"))
        .child(
            el("w:tblPr").child(el("w:tblInd").attr("w:w", 0).attr("w:type", "dxa")).child(
                el("w:tblCellMar")
                    .child(margins("w:top", 0.0))
                    .child(margins("w:left", 0.0))
                    .child(margins("w:bottom", 0.0))
                    .child(margins("w:right", 0.0)),
            ),
        );
    let rule = Border::solid(0.75, look.colour("edge"));
    let lesson = el("w:style")
        .attr("w:type", "table")
        .attr("w:styleId", "LessonTable")
        .child(val("w:name", "Lesson Table"))
        .child(val("w:basedOn", "TableNormal"))
        .child(el("w:qFormat"))
        .child(el("w:pPr").children(spacing(None, Some(0.0), None)))
        .child(
            el("w:tblPr")
                .child(
                    el("w:tblBorders")
                        .child(rule.element("w:bottom"))
                        .child(rule.element("w:insideH")),
                )
                .child(
                    el("w:tblCellMar")
                        .child(margins("w:top", look.row_gap))
                        .child(margins("w:left", 0.0))
                        .child(margins("w:bottom", look.row_gap))
                        .child(margins("w:right", CELL_RIGHT)),
                ),
        );
    vec![normal, lesson]
}
