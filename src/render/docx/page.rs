//! Pages: size, margins, foot, and the pages that cards have to themselves.

use super::boxes::{Cell, Grid, Row, gap};
use super::draft::{Draft, Room};
use super::look::{A4, is_for_learners};
use super::paragraph::{Face, Indent, Paragraph};
use super::words::runs;
use super::{blocks, cards, figures};
use crate::ooxml::names::kind;
use crate::ooxml::units::{cm, twips};
use crate::ooxml::{Element, el};
use crate::pack::{Block, Document, Item, Node, Width};

/// The part that holds the foot.
pub(super) const FOOTER: &str = "word/footer1.xml";

/// Distance in centimetres of a title's words from the left and from the upper
/// edge of their band.
const BAND: (f64, f64) = (0.6, 0.35);

/// What kind of pages a run of blocks stands on.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
enum Pages {
    Words,
    Cards,
}

/// The document's title and blocks, and the properties of its pages.
pub(super) fn body<'a>(draft: &mut Draft<'a>, document: &'a Document) -> Vec<Element> {
    let room = Room {
        width: draft.look.text_width(),
        style: "Normal",
        after: None,
        nested: false,
        top: false,
        keep: false,
        depth: 0,
        lang: None,
    };
    let (mark, nodes) = match document.body.split_first() {
        Some((first, rest)) if is_mark(first) => (Some(first), rest),
        _ => (None, document.body.as_slice()),
    };
    let first = nodes.first().map(|node| &node.block);
    let mut pages =
        if matches!(first, Some(Block::Cards { .. })) { Pages::Cards } else { Pages::Words };
    let mut out = match pages {
        Pages::Words if draft.look.band => band(draft, document, mark, &room),
        Pages::Words => head(draft, document, mark, &room),
        Pages::Cards => vec![sheet_title(draft, document, &room)],
    };
    let mut new_page = false;
    let mut rest = nodes;
    while let Some(node) = rest.first() {
        let next = match &node.block {
            Block::PageBreak => {
                new_page = true;
                rest = &rest[1..];
                continue;
            }
            Block::Cards { .. } => Pages::Cards,
            _ => Pages::Words,
        };
        if next != pages {
            let ended = section(draft, pages);
            out.push(Paragraph::new("Gap").section(ended).element());
            pages = next;
        } else if new_page {
            out.push(Paragraph::new("Gap").break_before().element());
        }
        let room = Room { top: std::mem::take(&mut new_page), ..room.clone() };
        // Words stand together up to the next page of another kind.
        let ends = |node: &Node| matches!(node.block, Block::PageBreak | Block::Cards { .. });
        let run = match &node.block {
            Block::Cards { per_page, cards } => {
                out.extend(cards::cards(draft, *per_page, cards, &node.from, &room, true));
                1
            }
            _ => {
                let run = rest.iter().position(ends).unwrap_or(rest.len());
                out.extend(blocks::nodes(draft, &rest[..run], &room));
                run
            }
        };
        rest = &rest[run..];
    }
    end(&mut out);
    out.push(section(draft, pages));
    out
}

/// Ends the body, which must not end with a table, with the least paragraph
/// there can be: a taller one could begin an empty page.
fn end(out: &mut Vec<Element>) {
    if let [.., table, _] = out.as_slice()
        && table.name() == "w:tbl"
    {
        out.pop();
    }
    if out.last().is_some_and(|last| last.name() == "w:tbl") {
        out.push(Paragraph::new("Gap").element());
    }
}

fn is_mark(node: &Node) -> bool {
    matches!(&node.block, Block::Figure { width: Width::Mark | Width::Third, .. })
}

/// Title and subtitle, with a picture in the corner beside them.
fn head<'a>(
    draft: &mut Draft<'a>,
    document: &'a Document,
    mark: Option<&'a Node>,
    room: &Room<'a>,
) -> Vec<Element> {
    let look = draft.look;
    let right_to_left = draft.right_to_left(room);
    let mut title = Paragraph::new("Title").right_to_left(right_to_left).extend(runs(
        draft,
        &document.title,
        &room.face(),
    ));
    let mut beside = Indent::default();
    let mut below = look.body.size * if look.narrow { 0.5 } else { 0.9 };
    if let Some(Node { block: Block::Figure { picture, width }, from, .. }) = mark
        && let Some((mark, (width, height))) = figures::corner(draft, picture, *width, from)
    {
        title = title.push(mark);
        beside = Indent { right: width + 10.0, ..beside };
        // What follows begins below the picture, so that its lines are whole.
        below = below.max(height - look.title.pitch - look.subtitle.pitch);
    }
    let subtitle = runs(draft, &document.subtitle, &room.face());
    let title = title.indent(beside);
    if subtitle.is_empty() {
        return vec![title.after(below).element()];
    }
    let subtitle = Paragraph::new("Subtitle").right_to_left(right_to_left).extend(subtitle);
    vec![title.element(), subtitle.indent(beside).after(below).element()]
}

/// Title and subtitle in white on a dark band, with a picture at the right.
fn band<'a>(
    draft: &mut Draft<'a>,
    document: &'a Document,
    mark: Option<&'a Node>,
    room: &Room<'a>,
) -> Vec<Element> {
    let look = draft.look;
    let right_to_left = draft.right_to_left(room);
    let white = Face { colour: Some(look.colour("white")), ..room.face() };
    let title = runs(draft, &document.title, &white);
    let subtitle = runs(draft, &document.subtitle, &white);
    let lines = [("Title", title), ("Subtitle", subtitle)];
    let words = lines.map(|(style, words)| {
        Paragraph::new(style).right_to_left(right_to_left).after(3.0).extend(words).element()
    });
    let fill = Some(look.colour("deep"));
    let (inset, vertical) = (cm(BAND.0), cm(BAND.1));
    let words = Cell {
        fill,
        pad: Some([vertical, inset, vertical, inset]),
        middle: true,
        ..Cell::new(words.into())
    };
    let (mut widths, mut cells) = (vec![room.width], vec![words]);
    if let Some(Node { block: Block::Figure { picture, .. }, from, .. }) = mark
        && let Some(mark) = figures::inline(draft, picture, cm(figures::BESIDE_TITLE.0), from)
    {
        let side = cm(figures::BESIDE_TITLE.0) + inset;
        let mark = Paragraph::new("Picture").after(0.0).push(mark).element();
        widths = vec![room.width - side, side];
        cells.push(Cell { fill, pad: Some([0.0; 4]), middle: true, ..Cell::new(vec![mark]) });
    }
    let rows = vec![Row { cells, ..Row::default() }];
    let grid = Grid { widths, rows, right_to_left, ..Grid::default() };
    vec![grid.element(), gap(look.body.size, false)]
}

/// The title above a sheet of cards, which leaves room for a line.
fn sheet_title<'a>(draft: &mut Draft<'a>, document: &'a Document, room: &Room<'a>) -> Element {
    let small = Face { size: Some(draft.look.foot.size), ..room.face() };
    Paragraph::new("Title")
        .right_to_left(draft.right_to_left(room))
        .pitch(draft.look.foot.pitch)
        .after(0.0)
        .extend(runs(draft, &document.title, &small))
        .element()
}

fn section(draft: &mut Draft<'_>, pages: Pages) -> Element {
    let foot = draft.relationships.to_part(kind::FOOTER, FOOTER);
    let look = draft.look;
    let rule = look.brand.page().foot_rule;
    let foot_height = look.foot.pitch * 2.0 + 6.0;
    let bottom = cm(A4.1 - rule) + look.above_foot;
    let below = (cm(A4.1 - rule) - foot_height).max(cm(0.5));
    let (top, right, bottom, left, below) = match pages {
        Pages::Words => (look.top, look.margins.1, bottom, look.margins.0, below),
        Pages::Cards => {
            let (side, top, bottom) = cards::margins(draft);
            (top, side, bottom, side, cm(0.35))
        }
    };
    el("w:sectPr")
        .child(el("w:footerReference").attr("w:type", "default").attr("r:id", foot))
        .child(el("w:type").attr("w:val", "nextPage"))
        .child(el("w:pgSz").attr("w:w", twips(cm(A4.0))).attr("w:h", twips(cm(A4.1))))
        .child(
            el("w:pgMar")
                .attr("w:top", twips(top))
                .attr("w:right", twips(right))
                .attr("w:bottom", twips(bottom))
                .attr("w:left", twips(left))
                .attr("w:header", twips(cm(0.6)))
                .attr("w:footer", twips(below))
                .attr("w:gutter", 0),
        )
}

/// The foot: lesson, audience, version and page; under it the review's status,
/// or what a learner should know.
pub(super) fn footer(item: &Item) -> Element {
    let meta = &item.meta;
    let face = Face::default();
    let what = format!("{} · {} · Version {}", meta.title, meta.audience_name, meta.version);
    let first = Paragraph::new("FooterFirst")
        .push(face.run(&what))
        .push(face.wrap(el("w:tab")))
        .push(face.run("Page "))
        .extend(field("PAGE"))
        .push(face.run(" of "))
        .extend(field("NUMPAGES"));
    let line = if is_for_learners(item) { &meta.learners_line } else { &meta.review_line };
    let second = Paragraph::new("Footer").push(face.run(line));
    el("w:ftr").namespaces(&["w", "r"]).child(first.element()).child(second.element())
}

/// A field with a result to show until the program has counted, in the long
/// form: not every reader sees the words within the short one.
fn field(name: &str) -> [Element; 5] {
    let face = Face::default();
    let mark = |kind| face.wrap(el("w:fldChar").attr("w:fldCharType", kind));
    let code = el("w:instrText").attr("xml:space", "preserve").text(format!(" {name} "));
    [mark("begin"), face.wrap(code), mark("separate"), face.run("1"), mark("end")]
}
