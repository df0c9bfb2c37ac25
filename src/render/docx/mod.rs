//! DOCX: documents for teachers to edit.
//!
//! Real styles, lists, tables and headings, so that a school can restyle the
//! file and a screen reader can find its way. Sizes, line pitch and margins
//! are those of the PDF, so that both break at nearly the same places. What a
//! block looks like is in the modules below; what Word insists on is in
//! [`crate::ooxml::invariants`].

mod blocks;
mod boxes;
mod callouts;
mod cards;
mod draft;
mod figures;
mod lists;
mod look;
mod page;
mod paragraph;
mod scene;
mod settings;
mod styles;
mod tables;
mod words;

use self::draft::Draft;
use self::look::Look;
use crate::diagnostics::{Finding, Findings, Place};
use crate::ooxml::names::{content, kind};
use crate::ooxml::{Package, Part, Properties, el};
use crate::pack::{Body, Document, Format, Item};
use crate::render::theme::theme;
use crate::render::{Kit, Rendered, Renderer};
use crate::text::plain_line;

/// Writes Word files.
#[derive(Debug, Default, Copy, Clone)]
pub struct Docx;

impl Renderer for Docx {
    fn format(&self) -> Format {
        Format::Docx
    }

    fn render(&self, item: &Item, kit: &Kit<'_>) -> Result<Rendered, Findings> {
        let Body::Document(document) = &item.body else {
            return Err(Finding::error(
                "no-such-format",
                Place::Nowhere,
                format!("`{}` is a deck and has no Word file", item.stem),
            )
            .why("slides are edited in a presentation program")
            .remedy("ask for pptx or pdf")
            .into());
        };
        let package = package(item, document, kit)?;
        let bytes = package.to_bytes().map_err(|error| {
            Finding::error("broken-package", Place::Nowhere, error.to_string())
                .why("no program would open the file")
                .remedy("this is a bug in lessonpack: please report it with the lesson")
        })?;
        Ok(Rendered {
            bytes,
            boxes: Vec::new(),
            pages: None,
        })
    }
}

fn package(item: &Item, document: &Document, kit: &Kit<'_>) -> Result<Package, Findings> {
    let look = Look::new(item, document.kind, kit.brand);
    let mut draft = Draft::new(kit, &look);
    let body = page::body(&mut draft, document);
    let root = el("w:document")
        .namespaces(&["w", "r", "wp", "a", "pic", "adec"])
        .child(el("w:body").children(body));
    let lists = draft.lists.part(&look);
    let mut relationships = std::mem::take(&mut draft.relationships);
    let pictures = draft.pictures()?;

    let mut package = Package::new();
    package
        .relationships
        .to_part(kind::OFFICE_DOCUMENT, "word/document.xml");
    let own = [
        (
            kind::STYLES,
            "word/styles.xml",
            Part::xml(content::STYLES, &styles::styles(&look)),
        ),
        (
            kind::NUMBERING,
            "word/numbering.xml",
            Part::xml(content::NUMBERING, &lists),
        ),
        (
            kind::SETTINGS,
            "word/settings.xml",
            Part::xml(content::SETTINGS, &settings::settings(&look)),
        ),
        (
            kind::FONT_TABLE,
            "word/fontTable.xml",
            Part::xml(content::FONT_TABLE, &settings::fonts(&look)),
        ),
        (
            kind::THEME,
            "word/theme/theme1.xml",
            Part::xml(content::THEME, &theme(kit.brand, look.audience)),
        ),
        (
            kind::FOOTER,
            page::FOOTER,
            Part::xml(content::FOOTER, &page::footer(item)),
        ),
    ];
    for (kind, name, part) in own {
        relationships.to_part(kind, name);
        package.add(name, part);
    }
    for (name, bytes) in pictures {
        package.add(name, Part::bytes(content::PNG, bytes));
    }
    package.add(
        "word/document.xml",
        Part::xml(content::DOCUMENT, &root).with(relationships),
    );
    properties(item, kit).add_to(&mut package);
    Ok(package)
}

fn properties(item: &Item, kit: &Kit<'_>) -> Properties {
    let meta = &item.meta;
    Properties {
        title: plain_line(item.title()),
        subject: format!("{} · {}", meta.title, meta.audience_name),
        description: if look::is_for_learners(item) {
            meta.learners_line.clone()
        } else {
            meta.review_line.clone()
        },
        keywords: vec![meta.lesson.clone(), format!("version {}", meta.version)],
        language: item.lang.tag().to_owned(),
        date: kit.date,
    }
}
