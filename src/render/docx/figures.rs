//! Pictures: drawings, codes, slides, icons.

use super::boxes::gap;
use super::draft::{Draft, Room};
use super::paragraph::{Face, Paragraph};
use super::words::runs;
use crate::brand::Rgb;
use crate::ooxml::units::{cm, emu};
use crate::ooxml::{Element, el, names};
use crate::pack::{Alt, Origin, PictureId, SlideId, Source, Width};
use crate::render::{emblem, picture};

/// Pixels for each point of a drawing: some 220 in an inch.
const PIXELS: f64 = 3.0;
/// Pixels for each module of a QR code, so that its edges stay sharp.
const MODULE: f64 = 8.0;
/// Width of a small mark in centimetres.
const MARK: f64 = 2.4;
/// Width in centimetres of one beside the title, and of a larger picture there.
pub(super) const BESIDE_TITLE: (f64, f64) = (2.6, 3.9);
/// Width in centimetres of a slide beside its script.
pub(super) const THUMB: f64 = 4.3;
/// Side of a QR code on paper in centimetres.
pub(super) const QR: f64 = 2.5;

/// A picture of the pack as a paragraph.
pub(super) fn figure(
    draft: &mut Draft<'_>,
    id: &PictureId,
    width: Width,
    from: &Origin,
    room: &Room<'_>,
) -> Vec<Element> {
    let across = match width {
        Width::Mark => cm(MARK),
        Width::Third => room.width / 3.0,
        Width::Half => room.width / 2.0,
        Width::Full => room.width,
    };
    let Some(run) = inline(draft, id, across, from) else {
        return Vec::new();
    };
    vec![Paragraph::new("Picture").keep_next(room.keep).push(run).element()]
}

/// A picture as a run that stands in the upper right corner of the page, and
/// its width and height in points.
pub(super) fn corner(
    draft: &mut Draft<'_>,
    id: &PictureId,
    width: Width,
    from: &Origin,
) -> Option<(Element, (f64, f64))> {
    let across = if width == Width::Mark { BESIDE_TITLE.0 } else { BESIDE_TITLE.1 };
    let shown = shown(draft, id, cm(across), from)?;
    let run = Face::default().wrap(el("w:drawing").child(shown.anchored()));
    Some((run, shown.size))
}

/// A picture as a run, this wide in points.
pub(super) fn inline(
    draft: &mut Draft<'_>,
    id: &PictureId,
    across: f64,
    from: &Origin,
) -> Option<Element> {
    let shown = shown(draft, id, across, from)?;
    Some(Face::default().wrap(el("w:drawing").child(shown.inline())))
}

/// An icon of the brand on the audience's shape, as a run, with its width and
/// height in points.
pub(super) fn icon(draft: &mut Draft<'_>, name: &str) -> (Option<Element>, (f64, f64)) {
    let look = draft.look;
    let Some(svg) = emblem::icon(name, look.audience, look.brand) else {
        return (None, (0.0, 0.0));
    };
    // Shapes of the same square have the same area, so none looks small.
    let whole = look.brand.shape(look.audience).map_or(svg.size.0, |shape| shape.size.0);
    let size = (look.icon * svg.size.0 / whole, look.icon * svg.size.1 / whole);
    // Small pictures get more pixels: their edges are what one sees of them.
    let Some(file) = draft.svg(&svg.text, (size.0 * PIXELS * 1.5).round() as u32) else {
        return (None, size);
    };
    let id = draft.drawing_id();
    let shown = Shown { id, file, size, alt: None, edge: None };
    (Some(Face::default().wrap(el("w:drawing").child(shown.inline()))), size)
}

/// A small picture of a slide with its number under it.
pub(super) fn thumb(draft: &mut Draft<'_>, slide: &SlideId, room: &Room<'_>) -> Vec<Element> {
    let Some((number, title)) = draft.slide(slide) else {
        let what = format!("there is no slide `{slide}` in the deck");
        draft.fail(&Origin::program(), what);
        return Vec::new();
    };
    let caption = format!("Slide {number}");
    let Some(file) = draft.thumb(slide) else {
        let words = [Face::default().run(&format!("{caption}: "))];
        let title = runs(draft, title, &room.face());
        let line = Paragraph::new("Caption").keep_next(room.keep);
        return vec![line.extend(words).extend(title).element()];
    };
    let across = room.width;
    let (w, h) = crate::brand::SLIDE;
    let alt = format!("{caption}: {}", crate::text::plain_line(title));
    let id = draft.drawing_id();
    let edge = Some(draft.look.colour("edge"));
    let shown = Shown { id, file, size: (across, across * h / w), alt: Some(alt), edge };
    let run = Face::default().wrap(el("w:drawing").child(shown.inline()));
    let words = Face::default().run(&caption);
    vec![
        Paragraph::new("Picture").keep_next(room.keep).after(0.0).push(run).element(),
        Paragraph::new("Caption").keep_next(room.keep).push(words).element(),
    ]
}

/// A picture and where it is drawn.
struct Shown {
    id: u32,
    /// Its relationship.
    file: String,
    /// Width and height in points.
    size: (f64, f64),
    /// What it says; none if it is decoration.
    alt: Option<String>,
    /// Colour of a thin line round it.
    edge: Option<Rgb>,
}

fn shown(draft: &mut Draft<'_>, id: &PictureId, across: f64, from: &Origin) -> Option<Shown> {
    let source = draft.picture(id, from)?;
    let svg = match source.source {
        Source::Drawing { .. } => emblem::figure(source, draft.kit.brand),
        Source::Qr { .. } => picture::svg(source, draft.kit.brand),
    };
    let Some(svg) = svg else {
        draft.fail(from, format!("the picture `{id}` cannot be drawn"));
        return None;
    };
    let pixels = match source.source {
        Source::Drawing { .. } => across * PIXELS,
        Source::Qr { .. } => svg.size.0 * MODULE,
    };
    let file = draft.svg(&svg.text, pixels.round() as u32)?;
    let alt = match &source.alt {
        Alt::Text(words) => Some(words.clone()),
        Alt::Decorative => None,
    };
    let size = (across, across * svg.size.1 / svg.size.0);
    Some(Shown { id: draft.drawing_id(), file, size, alt, edge: None })
}

impl Shown {
    fn inline(&self) -> Element {
        el("wp:inline")
            .attr("distT", 0)
            .attr("distB", 0)
            .attr("distL", 0)
            .attr("distR", 0)
            .child(self.extent())
            .children(self.rest())
    }

    /// At the top of the right margin. Nothing flows round it, as programs differ
    /// in how: the words beside it keep their distance by an indent.
    fn anchored(&self) -> Element {
        let apart = emu(8.0);
        el("wp:anchor")
            .attr("distT", 0)
            .attr("distB", 0)
            .attr("distL", apart)
            .attr("distR", 0)
            .attr("simplePos", 0)
            .attr("relativeHeight", 1)
            .attr("behindDoc", 0)
            .attr("locked", 0)
            .attr("layoutInCell", 1)
            .attr("allowOverlap", 0)
            .child(el("wp:simplePos").attr("x", 0).attr("y", 0))
            .child(
                el("wp:positionH")
                    .attr("relativeFrom", "margin")
                    .child(el("wp:align").text("right")),
            )
            .child(
                el("wp:positionV").attr("relativeFrom", "margin").child(el("wp:align").text("top")),
            )
            .child(self.extent())
            .child(el("wp:wrapNone"))
            .children(self.rest())
    }

    fn extent(&self) -> Element {
        el("wp:extent").attr("cx", emu(self.size.0)).attr("cy", emu(self.size.1))
    }

    fn rest(&self) -> [Element; 3] {
        let name = format!("Picture {}", self.id);
        let about = el("wp:docPr")
            .attr("id", self.id)
            .attr("name", &name)
            .attr("descr", self.alt.as_deref().unwrap_or_default())
            .children(self.alt.is_none().then(decorative));
        let frame =
            el("wp:cNvGraphicFramePr").child(el("a:graphicFrameLocks").attr("noChangeAspect", 1));
        let fill = el("pic:blipFill")
            .child(el("a:blip").attr("r:embed", &self.file))
            .child(el("a:stretch").child(el("a:fillRect")));
        let shape = el("pic:spPr")
            .child(
                el("a:xfrm")
                    .child(el("a:off").attr("x", 0).attr("y", 0))
                    .child(el("a:ext").attr("cx", emu(self.size.0)).attr("cy", emu(self.size.1))),
            )
            .child(el("a:prstGeom").attr("prst", "rect").child(el("a:avLst")))
            .children(self.edge.map(|colour| {
                let colour = el("a:srgbClr").attr("val", colour.hex());
                el("a:ln").attr("w", emu(0.75)).child(el("a:solidFill").child(colour))
            }));
        let own = el("pic:nvPicPr")
            .child(el("pic:cNvPr").attr("id", self.id).attr("name", name))
            .child(el("pic:cNvPicPr"));
        let data = el("a:graphicData")
            .attr("uri", names::namespace("pic"))
            .child(el("pic:pic").child(own).child(fill).child(shape));
        [about, frame, el("a:graphic").child(data)]
    }
}

/// Marks a picture as decoration, as Word itself does.
fn decorative() -> Element {
    let mark = el("adec:decorative").attr("val", 1);
    let uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
    el("a:extLst").child(el("a:ext").attr("uri", uri).child(mark))
}

/// A QR code beside words, for a cell of its own; nothing if there is none.
pub(super) fn code(draft: &mut Draft<'_>, id: &PictureId, from: &Origin) -> Vec<Element> {
    match inline(draft, id, cm(QR), from) {
        Some(run) => {
            vec![Paragraph::new("Picture").after(0.0).align("right").push(run).element()]
        }
        None => vec![gap(1.0, false)],
    }
}
