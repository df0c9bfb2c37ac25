//! Decks as PowerPoint files: native, editable, one master, a layout for each
//! of the brand's.
//!
//! A slide says only what is its own; place, type and colour are inherited
//! from its layout, so that a teacher who changes the layout changes every
//! slide. What is read aloud comes in the order of the brand's table, the
//! title first. Whether words fit their boxes is measured elsewhere, by laying
//! the deck out in a font as wide.

mod dial;
mod look;
mod master;
mod measure;
mod notes;
mod picture;
mod placeholder;
mod scene;
mod shape;
mod slide;
mod table;
mod text;
mod vector;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::look::Look;
use self::picture::Media;
use self::slide::Desk;
use super::{Kit, Rendered, Renderer, theme};
use crate::brand::{Layout, LayoutBox, SLIDE};
use crate::diagnostics::{Finding, Findings, Place};
use crate::ooxml::names::{content, kind};
use crate::ooxml::units::emu;
use crate::ooxml::{Element, Package, PackageError, Part, Properties, Relationships, el};
use crate::pack::{Body, Deck, Format, Identity, Item, Slide};
use crate::text::plain_line;

/// Slide ids start here, as the standard asks.
const FIRST_SLIDE: u32 = 256;

/// Draws decks as PPTX.
#[derive(Debug, Default, Copy, Clone)]
pub struct Pptx;

impl Renderer for Pptx {
    fn format(&self) -> Format {
        Format::Pptx
    }

    fn render(&self, item: &Item, kit: &Kit<'_>) -> Result<Rendered, Findings> {
        let Body::Deck(deck) = &item.body else {
            return Err(not_a_deck(item));
        };
        let look = Look::new(kit.brand, &item.meta.audience);
        let package = Deckwright { item, deck, kit, look: &look }.package()?;
        let bytes = package.to_bytes().map_err(|error| unwritten(&error))?;
        Ok(Rendered { bytes, boxes: Vec::new(), pages: None })
    }
}

/// Builds a deck's package.
struct Deckwright<'a> {
    item: &'a Item,
    deck: &'a Deck,
    kit: &'a Kit<'a>,
    look: &'a Look<'a>,
}

impl<'a> Deckwright<'a> {
    fn package(&self) -> Result<Package, Findings> {
        let layouts = self.layout_names();
        let mut package = Package::new();
        let mut main = Relationships::new();
        package.relationships.to_part(kind::OFFICE_DOCUMENT, "ppt/presentation.xml");
        let master = main.to_part(kind::SLIDE_MASTER, MASTER);
        self.add_master(&mut package, &layouts);
        let slides = self.add_slides(&mut package, &layouts, &mut main)?;
        let notes = (!self.deck.notes.is_empty()).then(|| {
            self.add_notes_master(&mut package);
            main.to_part(kind::NOTES_MASTER, NOTES_MASTER)
        });
        main.to_part(kind::PRES_PROPS, "ppt/presProps.xml");
        main.to_part(kind::VIEW_PROPS, "ppt/viewProps.xml");
        main.to_part(kind::THEME, THEME);
        main.to_part(kind::TABLE_STYLES, "ppt/tableStyles.xml");
        package
            .add("ppt/presProps.xml", Part::xml(content::PRES_PROPS, &presentation_properties()));
        package.add("ppt/viewProps.xml", Part::xml(content::VIEW_PROPS, &view_properties()));
        package.add(
            "ppt/tableStyles.xml",
            Part::xml(content::TABLE_STYLES, &table::styles(self.look)),
        );
        let root = self.presentation(&master, notes.as_deref(), &slides);
        package
            .add("ppt/presentation.xml", Part::xml(content::PRESENTATION_MAIN, &root).with(main));
        self.properties().add_to(&mut package);
        Ok(package)
    }

    /// Every layout of the brand by name, with its part's name.
    fn layout_names(&self) -> BTreeMap<&'a str, String> {
        let named = |(at, layout): (usize, &'a Layout)| {
            (layout.name.as_str(), format!("ppt/slideLayouts/slideLayout{}.xml", at + 1))
        };
        self.kit.brand.layouts().iter().enumerate().map(named).collect()
    }

    fn add_master(&self, package: &mut Package, layouts: &BTreeMap<&str, String>) {
        let mut arrows = Relationships::new();
        let mut ids = Vec::new();
        for layout in self.kit.brand.layouts() {
            let Some(name) = layouts.get(layout.name.as_str()) else {
                continue;
            };
            ids.push(arrows.to_part(kind::SLIDE_LAYOUT, name.clone()));
            let mut up = Relationships::new();
            up.to_part(kind::SLIDE_MASTER, MASTER);
            let root = master::layout(self.look, &self.item.lang, layout);
            package.add(name.clone(), Part::xml(content::SLIDE_LAYOUT, &root).with(up));
        }
        arrows.to_part(kind::THEME, THEME);
        let root = master::master(self.look, &self.item.lang, &ids);
        package.add(MASTER, Part::xml(content::SLIDE_MASTER, &root).with(arrows));
        package.add(
            THEME,
            Part::xml(content::THEME, &theme::theme(self.kit.brand, self.look.audience)),
        );
    }

    /// Adds every slide with its notes; returns the relationship ids in order.
    fn add_slides(
        &self,
        package: &mut Package,
        layouts: &BTreeMap<&str, String>,
        main: &mut Relationships,
    ) -> Result<Vec<String>, Findings> {
        let mut desk = Desk {
            look: self.look,
            kit: self.kit,
            lang: &self.item.lang,
            foot: &self.item.meta.title,
            media: Media::default(),
            findings: Findings::new(),
        };
        let mut ids = Vec::new();
        for (slide, number) in self.deck.slides.iter().zip(1..) {
            let name = format!("ppt/slides/slide{number}.xml");
            ids.push(main.to_part(kind::SLIDE, name.clone()));
            let found = self.kit.brand.layout(&slide.layout);
            let (Some(layout), Some(place)) = (found, layouts.get(slide.layout.as_str())) else {
                desk.findings.push(no_such_layout(slide));
                continue;
            };
            let mut arrows = Relationships::new();
            arrows.to_part(kind::SLIDE_LAYOUT, place.clone());
            let notes = self.deck.notes.get(&slide.id).filter(|nodes| !nodes.is_empty());
            if let Some(nodes) = notes {
                let notes_name = format!("ppt/notesSlides/notesSlide{number}.xml");
                arrows.to_part(kind::NOTES_SLIDE, notes_name.clone());
                let mut down = Relationships::new();
                down.to_part(kind::NOTES_MASTER, NOTES_MASTER);
                down.to_part(kind::SLIDE, name.clone());
                let lang = &self.item.lang;
                let findings = &mut desk.findings;
                let root = notes::slide(self.look, lang, &slide.id, nodes, &mut down, findings);
                package.add(notes_name, Part::xml(content::NOTES_SLIDE, &root).with(down));
            }
            let root = desk.slide(slide, number, layout, &mut arrows);
            package.add(name, Part::xml(content::SLIDE, &root).with(arrows));
        }
        desk.media.add_to(package);
        desk.findings.ok_or(ids)
    }

    fn add_notes_master(&self, package: &mut Package) {
        let mut arrows = Relationships::new();
        arrows.to_part(kind::THEME, NOTES_THEME);
        let root = notes::master(self.look, &self.item.lang);
        package.add(NOTES_MASTER, Part::xml(content::NOTES_MASTER, &root).with(arrows));
        package.add(
            NOTES_THEME,
            Part::xml(content::THEME, &theme::theme(self.kit.brand, self.look.audience)),
        );
    }

    /// `p:presentation`; the order of its children is the standard's.
    fn presentation(&self, master: &str, notes: Option<&str>, slides: &[String]) -> Element {
        let notes =
            notes.map(|id| el("p:notesMasterIdLst").child(el("p:notesMasterId").attr("r:id", id)));
        let list = slides
            .iter()
            .zip(FIRST_SLIDE..)
            .map(|(arrow, id)| el("p:sldId").attr("id", id).attr("r:id", arrow));
        let list = (!slides.is_empty()).then(|| el("p:sldIdLst").children(list));
        let size = |tag, (w, h): (f64, f64)| el(tag).attr("cx", emu(w)).attr("cy", emu(h));
        el("p:presentation")
            .namespaces(&["a", "r", "p"])
            .attr("saveSubsetFonts", 1)
            .attr("autoCompressPictures", 0)
            .child(el("p:sldMasterIdLst").child(master::master_id(master)))
            .children(notes)
            .children(list)
            .child(size("p:sldSz", SLIDE))
            .child(size("p:notesSz", notes::PAGE))
            .child(self.default_text())
            .children(self.sections())
    }

    /// Text in shapes that a teacher adds: the deck's language and size.
    fn default_text(&self) -> Element {
        let style = self.look.style("second");
        let level = text::level(self.look, "a:lvl1pPr", style, &LayoutBox::default(), "+mn-lt");
        let run = el("a:defRPr").attr("lang", self.item.lang.tag());
        el("p:defaultTextStyle").child(el("a:defPPr").child(run)).child(level)
    }

    /// A section for each activity, so that the teacher finds it.
    fn sections(&self) -> Option<Element> {
        let ids: BTreeMap<&str, u32> =
            self.deck.slides.iter().map(|slide| slide.id.as_str()).zip(FIRST_SLIDE..).collect();
        let sections = self.deck.sections.iter().enumerate().map(|(at, section)| {
            let slides = section.slides.iter().filter_map(|id| ids.get(id.as_str()));
            el("p14:section")
                .attr("name", &section.title)
                .attr("id", section_id(&self.item.meta.lesson, at))
                .child(el("p14:sldIdLst").children(slides.map(|id| el("p14:sldId").attr("id", id))))
        });
        let list = el("p14:sectionLst").namespaces(&["p14"]).children(sections);
        (!self.deck.sections.is_empty()).then(|| {
            el("p:extLst").child(
                el("p:ext").attr("uri", "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}").child(list),
            )
        })
    }

    fn properties(&self) -> Properties {
        let meta = &self.item.meta;
        let identity = Identity::of(self.item);
        Properties {
            title: plain_line(&self.deck.title),
            subject: format!("{}, {}", meta.audience_name, meta.nation),
            description: format!(
                "Lesson {}, version {}. {}",
                meta.lesson, meta.version, meta.review_line
            ),
            keywords: identity.keywords(),
            own: identity.properties(),
            language: self.item.lang.tag().to_owned(),
            date: self.kit.date,
        }
    }
}

const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const NOTES_MASTER: &str = "ppt/notesMasters/notesMaster1.xml";
const THEME: &str = "ppt/theme/theme1.xml";
/// No master may share another's theme.
const NOTES_THEME: &str = "ppt/theme/theme2.xml";

/// `p:presentationPr`: nothing but what is usual.
fn presentation_properties() -> Element {
    el("p:presentationPr").namespaces(&["a", "r", "p"])
}

/// `p:viewPr`: slides beside their thumbnails, the notes in sight.
fn view_properties() -> Element {
    el("p:viewPr").namespaces(&["a", "r", "p"]).child(
        el("p:normalViewPr")
            .child(el("p:restoredLeft").attr("sz", 15_000))
            .child(el("p:restoredTop").attr("sz", 72_000)),
    )
}

/// A section's id: the same for the same lesson, another for any other.
fn section_id(lesson: &str, at: usize) -> String {
    let hash = blake3::hash(format!("section {at} of {lesson}").as_bytes()).to_hex();
    let hex = hash.as_str().to_ascii_uppercase();
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!("{{{}-{}-{}-{}-{}}}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
}

fn not_a_deck(item: &Item) -> Findings {
    Finding::bug(
        "format-of-a-deck",
        Place::Nowhere,
        format!("`{}` is not a deck, and only decks are made as .pptx", item.stem),
    )
    .why("a page of text is no slide")
    .into()
}

fn no_such_layout(slide: &Slide) -> Finding {
    Finding::bug(
        "no-such-layout",
        slide.from.place(),
        format!(
            "slide `{}` asks for the layout `{}`, which the brand lacks",
            slide.id, slide.layout
        ),
    )
    .why("a layout says where words and pictures go")
}

fn unwritten(error: &PackageError) -> Findings {
    Finding::bug("unwritten-package", Place::Nowhere, error.to_string())
        .why("office programs refuse a file whose parts do not fit together")
        .into()
}
