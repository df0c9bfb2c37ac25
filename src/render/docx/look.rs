//! How a document looks: which of the brand's tokens stand where, and the
//! distances that the PDF keeps too.

use crate::brand::{Brand, Rgb, Style};
use crate::ooxml::units::cm;
use crate::pack::{Block, Body, Callout, DocKind, Item, Node, Reader};
use crate::render::type_of;

/// The look of one document, lengths in points.
#[derive(Debug)]
pub(super) struct Look<'a> {
    /// The brand.
    pub brand: &'a Brand,
    /// The audience's id.
    pub audience: &'a str,
    /// The language of the document.
    pub lang: &'a str,
    /// The family that school machines have.
    pub font: &'a str,
    /// The title.
    pub title: Style,
    /// The line under it.
    pub subtitle: Style,
    /// The foot.
    pub foot: Style,
    /// Running text.
    pub body: Style,
    /// Labels of callouts.
    pub label: Style,
    /// Headings of levels 2, 3 and 4.
    pub headings: [Style; 3],
    /// Left or inner margin, right or outer margin.
    pub margins: (f64, f64),
    /// Margin at the top, and least distance of words from the foot's rule.
    pub top: f64,
    pub above_foot: f64,
    /// Side of a box to tick.
    pub tick: f64,
    /// Side of the square that holds a callout's icon on its shape.
    pub icon: f64,
    /// Left, right and vertical distance of a callout's words from its border.
    pub inset: (f64, f64, f64),
    /// Distance of a list's items, of items to tick, and above and below the
    /// words in a table's row.
    pub item_gap: f64,
    pub tick_gap: f64,
    pub row_gap: f64,
    /// Height of a table's row to write in.
    pub write: f64,
    /// Whether columns are so narrow that callouts use their whole width.
    pub narrow: bool,
    /// Whether headings of level 2 are activities, with their facts below.
    pub activities: bool,
    /// The kind of callout that has what it is about at the left, its list
    /// beside.
    pub lead: Option<Callout>,
    /// Whether the title stands on a dark band.
    pub band: bool,
}

/// Width and height of A4 in centimetres.
pub(super) const A4: (f64, f64) = (21.0, 29.7);
/// Centimetres between the notes' timing strip and the words.
const STRIP_GAP: f64 = 0.95;

/// Whether its reader is a learner: then the foot says that they may pass.
pub(super) fn is_for_learners(item: &Item) -> bool {
    item.reader == Reader::Learners
}

impl<'a> Look<'a> {
    pub(super) fn new(item: &'a Item, kind: DocKind, brand: &'a Brand) -> Self {
        let paper = |name: &str| brand.paper().get(name).cloned().unwrap_or_default();
        let bold = |style: Style| Style { weight: 700, ..style };
        // Lines as close as long reading allows: what is read in a hurry is short.
        let close = |style: Style| Style { pitch: 15.6, ..style };
        let page = brand.page();
        let notes = kind == DocKind::Notes;
        // The notes' outer margin holds the timing strip in the PDF: the words
        // keep their width here, and the margin is room for a teacher's own.
        let outer = if notes && has_plan(item) {
            page.notes_outer + page.notes_strip + STRIP_GAP
        } else {
            page.outer
        };
        let common = Self {
            brand,
            audience: &item.meta.audience,
            lang: item.lang.tag(),
            font: &brand.audience(type_of(item)).office_font,
            title: paper("title"),
            subtitle: Style { colour: "ink2".into(), ..paper("pupil") },
            foot: paper("foot"),
            body: paper("adult"),
            label: paper("label"),
            headings: [paper("task"), paper("task"), bold(paper("adult"))],
            margins: (cm(page.binding), cm(outer)),
            top: cm(1.3),
            above_foot: cm(0.3),
            tick: cm(0.46),
            icon: cm(0.95),
            inset: (cm(0.35), cm(0.25), cm(0.19)),
            item_gap: cm(0.06),
            tick_gap: cm(0.12),
            row_gap: cm(0.14),
            write: cm(page.writing_line),
            narrow: false,
            activities: notes,
            lead: None,
            band: false,
        };
        match kind {
            DocKind::Notes => {
                let [_, task, small] = common.headings;
                Self { headings: [paper("activity"), task, small], ..common }
            }
            DocKind::StartHere => Self {
                inset: (cm(0.35), cm(0.25), cm(0.25)),
                narrow: true,
                lead: Some(Callout::Note),
                ..common
            },
            // A sheet on its own is not bound.
            DocKind::IncidentCard => Self {
                body: close(paper("adult")),
                label: close(paper("label")),
                row_gap: cm(0.07),
                write: cm(0.8),
                narrow: true,
                margins: (cm(page.outer), cm(page.outer)),
                top: cm(0.95),
                above_foot: cm(0.1),
                icon: cm(0.8),
                lead: Some(Callout::KeepSafe),
                band: true,
                ..common
            },
            DocKind::Briefing
            | DocKind::Letter
            | DocKind::Scheme
            | DocKind::Handout
            | DocKind::Evaluation => common,
            DocKind::Worksheet | DocKind::PrintSet | DocKind::HelpSheet | DocKind::Certificate => {
                Self {
                    body: paper("pupil"),
                    label: Style { colour: "deep".into(), ..bold(paper("pupil")) },
                    headings: [paper("activity"), paper("task"), bold(paper("pupil"))],
                    tick: cm(page.tick_box),
                    icon: cm(1.05),
                    inset: (cm(0.4), cm(0.4), cm(0.32)),
                    item_gap: cm(0.18),
                    tick_gap: cm(0.3),
                    row_gap: cm(0.33),
                    ..common
                }
            }
        }
    }

    /// A colour by role.
    pub(super) fn colour(&self, role: &str) -> Rgb {
        self.brand.colour(role, self.audience)
    }

    /// Width of the text in points.
    pub(super) fn text_width(&self) -> f64 {
        cm(A4.0) - self.margins.0 - self.margins.1
    }

    /// Distance of paragraphs in points.
    pub(super) fn paragraph_gap(&self) -> f64 {
        self.body.size * 0.45
    }

    /// Distance of other blocks in points.
    pub(super) fn block_gap(&self) -> f64 {
        self.body.size * if self.narrow { 0.35 } else { 0.6 }
    }
}

/// Whether a document shows a plan, which the PDF then repeats beside the words.
fn has_plan(item: &Item) -> bool {
    let mut found = false;
    if let Body::Document(_) = &item.body {
        item.body.walk(&mut |node: &Node| {
            found |= matches!(&node.block, Block::Timing(rows) if !rows.is_empty());
        });
    }
    found
}
