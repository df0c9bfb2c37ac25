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
use crate::pack::{Body, Document, Format, Identity, Item};
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
            return Err(Finding::bug(
                "no-such-format",
                Place::Nowhere,
                format!("`{}` is a deck and has no Word file", item.stem),
            )
            .why("slides are edited in a presentation program")
            .into());
        };
        let package = package(item, document, kit)?;
        let bytes = package.to_bytes().map_err(|error| {
            Finding::bug("broken-package", Place::Nowhere, error.to_string())
                .why("no program would open the file")
        })?;
        Ok(Rendered { bytes, boxes: Vec::new(), pages: None })
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
    package.relationships.to_part(kind::OFFICE_DOCUMENT, "word/document.xml");
    let own = [
        (kind::STYLES, "word/styles.xml", Part::xml(content::STYLES, &styles::styles(&look))),
        (kind::NUMBERING, "word/numbering.xml", Part::xml(content::NUMBERING, &lists)),
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
        (kind::FOOTER, page::FOOTER, Part::xml(content::FOOTER, &page::footer(item))),
    ];
    for (kind, name, part) in own {
        relationships.to_part(kind, name);
        package.add(name, part);
    }
    for (name, bytes) in pictures {
        package.add(name, Part::bytes(content::PNG, bytes));
    }
    package.add("word/document.xml", Part::xml(content::DOCUMENT, &root).with(relationships));
    properties(item, kit).add_to(&mut package);
    Ok(package)
}

fn properties(item: &Item, kit: &Kit<'_>) -> Properties {
    let meta = &item.meta;
    let identity = Identity::of(item);
    Properties {
        title: plain_line(item.title()),
        subject: format!("{} · {}", meta.title, meta.audience_name),
        description: if look::is_for_learners(item) {
            meta.learners_line.clone()
        } else {
            meta.review_line.clone()
        },
        keywords: identity.keywords(),
        own: identity.properties(),
        language: item.lang.tag().to_owned(),
        date: kit.date,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::brand::Brand;
    use crate::ooxml::invariants::document_violations;
    use crate::ooxml::testing::{replace, rewrite};
    use crate::ooxml::{Archive, Budget, Tree};
    use crate::pack::sample::{self, line, node, para};
    use crate::pack::{Block, DocKind, Marker, Reader, SlideId, nodes_text};
    use crate::render::raster::rasterise;

    fn try_render(item: &Item) -> Result<Vec<u8>, Findings> {
        let brand = Brand::embedded().unwrap();
        let audience = &item.meta.audience;
        let pictures = sample::pictures(audience);
        let deck_item = sample::deck(audience);
        let Body::Deck(deck) = &deck_item.body else { unreachable!() };
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'/>";
        let png = rasterise(svg, 160).unwrap().bytes;
        let thumbs: BTreeMap<SlideId, Vec<u8>> =
            deck.slides.iter().map(|slide| (slide.id.clone(), png.clone())).collect();
        let kit = Kit {
            brand: &brand,
            pictures: &pictures,
            date: jiff::civil::date(2026, 9, 1),
            deck: Some(deck),
            thumbs: &thumbs,
        };
        Docx.render(item, &kit).map(|rendered| rendered.bytes)
    }

    fn render(item: &Item) -> Vec<u8> {
        try_render(item).unwrap()
    }

    fn of(body: Vec<crate::pack::Node>) -> Item {
        let mut item = sample::document(DocKind::Worksheet, "11-14");
        if let Body::Document(document) = &mut item.body {
            document.body = body;
        }
        item
    }

    fn part(bytes: &[u8], name: &str) -> Tree {
        Archive::open(bytes, &Budget::default()).unwrap().xml(name).unwrap().clone()
    }

    fn words(bytes: &[u8], name: &str) -> String {
        let runs = part(bytes, name);
        runs.find("w:t").iter().map(|run| run.text()).collect()
    }

    fn squeezed(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    const KINDS: [DocKind; 12] = [
        DocKind::StartHere,
        DocKind::Notes,
        DocKind::Briefing,
        DocKind::Letter,
        DocKind::Worksheet,
        DocKind::PrintSet,
        DocKind::HelpSheet,
        DocKind::Scheme,
        DocKind::Handout,
        DocKind::Evaluation,
        DocKind::Certificate,
        DocKind::IncidentCard,
    ];

    #[test]
    fn every_block_in_every_kind_is_valid() {
        let audiences = ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"];
        for (kind, audience) in KINDS.into_iter().zip(audiences.into_iter().cycle()) {
            let bytes = render(&sample::document(kind, audience));
            assert_eq!(document_violations(&bytes), Vec::<String>::new(), "{kind:?} {audience}");
        }
    }

    #[test]
    fn same_item_same_bytes() {
        let item = sample::document(DocKind::Notes, "14-16");
        assert!(render(&item) == render(&item));
    }

    #[test]
    fn every_word_is_read_back() {
        let item = sample::document(DocKind::Notes, "11-14");
        let Body::Document(document) = &item.body else { unreachable!() };
        let read = squeezed(&words(&render(&item), "word/document.xml"));
        let mut wanted = nodes_text(&document.body);
        wanted.extend([plain_line(&document.title), plain_line(&document.subtitle)]);
        for words in wanted.iter().chain(&sample::HOSTILE.map(String::from)) {
            assert!(read.contains(&squeezed(words)), "{words:?} is not in the file");
        }
    }

    #[test]
    fn the_foot_tells_learners_what_learners_need() {
        let mut item = sample::document(DocKind::Worksheet, "11-14");
        let staff = words(&render(&item), page::FOOTER);
        item.reader = Reader::Learners;
        let learners = words(&render(&item), page::FOOTER);
        assert!(staff.contains("Draft: not yet reviewed") && staff.contains("Page 1 of 1"));
        assert!(learners.contains("No names") && !learners.contains("Draft"));
    }

    #[test]
    fn numbered_lists_count_from_one_and_bullets_share_a_list() {
        let list = |marker| {
            let items = vec![vec![para("One")], vec![para("Two")]];
            node(Block::List { marker, items })
        };
        let markers = [Marker::Number, Marker::Bullet, Marker::Number, Marker::Bullet];
        let bytes = render(&of(markers.map(list).into()));
        let document = part(&bytes, "word/document.xml");
        let ids: Vec<_> =
            document.find("w:numId").iter().filter_map(|id| id.attr("w:val")).collect();
        assert_eq!(ids, ["6", "6", "1", "1", "7", "7", "1", "1"]);
        let numbering = part(&bytes, "word/numbering.xml");
        assert_eq!(numbering.find("w:startOverride").len(), 2);
    }

    #[test]
    fn tables_name_their_columns_on_every_page() {
        let bytes = render(&sample::document(DocKind::Letter, "parents"));
        let document = part(&bytes, "word/document.xml");
        let table = document.find("w:tbl").into_iter().find(|table| table.text().contains("When"));
        let table = table.unwrap();
        assert_eq!(table.find("w:tblHeader").len(), 1);
        let about = table.find("w:tblDescription");
        assert_eq!(about[0].attr("w:val"), Some("What to do and say, now, today and later"));
    }

    #[test]
    fn words_from_right_to_left_are_marked() {
        let arabic: crate::text::Lang = serde_json::from_str("\"ar\"").unwrap();
        let both = vec![
            (crate::text::Lang::english(), vec![para("Tell an adult.")]),
            (arabic, vec![para("أخبر شخصا بالغا.")]),
        ];
        let document = part(&render(&of(vec![node(Block::Parallel(both))])), "word/document.xml");
        let marked: Vec<String> = document
            .find("w:p")
            .into_iter()
            .filter(|paragraph| !paragraph.find("w:bidi").is_empty())
            .map(Tree::text)
            .collect();
        assert_eq!(marked, ["أخبر شخصا بالغا."]);
        assert_eq!(document.find("w:rtl").len(), 1);
    }

    #[test]
    fn cards_have_pages_of_their_own() {
        let document =
            part(&render(&sample::document(DocKind::PrintSet, "8-11")), "word/document.xml");
        let margins: Vec<_> =
            document.find("w:pgMar").iter().filter_map(|margins| margins.attr("w:left")).collect();
        assert_eq!(margins, ["1247", "680"]);
        // The page break before them would make an empty page.
        assert!(document.find("w:pageBreakBefore").is_empty());
    }

    #[test]
    fn what_is_not_in_the_pack_is_a_finding() {
        let figure = Block::Figure { picture: "none".into(), width: crate::pack::Width::Half };
        let findings = try_render(&of(vec![node(figure)])).unwrap_err();
        assert!(findings.iter().any(|it| it.what.contains("no picture `none`")));
        let findings = try_render(&of(vec![node(Block::Thumb("none-1".into()))])).unwrap_err();
        assert!(findings.iter().any(|it| it.what.contains("no slide `none-1`")));
        assert!(try_render(&sample::deck("11-14")).is_err());
    }

    #[test]
    fn rows_and_lists_with_holes_stay_valid() {
        let table = Block::Table {
            head: vec![line("A"), Vec::new()],
            rows: vec![vec![], vec![vec![para("1")], vec![], vec![para("beyond")]]],
            widths: vec![0],
            about: String::new(),
        };
        let tick = Block::List { marker: Marker::Tick, items: vec![vec![], vec![node(table)]] };
        let empty = [
            Block::Columns(Vec::new()),
            Block::Parallel(Vec::new()),
            Block::Keep(Vec::new()),
            Block::Timing(Vec::new()),
            Block::Cards { per_page: 0, cards: Vec::new() },
        ];
        let body = std::iter::once(tick).chain(empty).map(node).collect();
        let bytes = render(&of(body));
        assert_eq!(document_violations(&bytes), Vec::<String>::new());
        assert!(words(&bytes, "word/document.xml").contains("A1beyond"));
    }

    #[test]
    fn each_breakage_is_found() {
        let good = render(&sample::document(DocKind::Notes, "11-14"));
        let document = "word/document.xml";
        let numbering = "word/numbering.xml";
        let settings = "word/settings.xml";
        let in_document = |from: &str, to: &str| replace(&good, document, from, to);
        let comments = rewrite(&good, |files| {
            for (name, bytes) in files.iter_mut() {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let (from, to) = match name.as_str() {
                    "[Content_Types].xml" => (
                        "</Types>",
                        "<Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.\
                         openxmlformats-officedocument.wordprocessingml.comments+xml\"/></Types>",
                    ),
                    "word/_rels/document.xml.rels" => (
                        "</Relationships>",
                        "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/\
                         officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/>\
                         </Relationships>",
                    ),
                    _ => continue,
                };
                *bytes = text.replace(from, to).into_bytes();
            }
            files.push(("word/comments.xml".into(), b"<a/>".to_vec()));
        });
        let broken = [
            ("W1", in_document("<w:t>Close it.", "<w:t>Close\nit.")),
            ("W1", in_document(" xml:space=\"preserve\"", "")),
            ("W2", in_document("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>")),
            ("W3", in_document("<w:numId w:val=\"1\"/>", "<w:numId w:val=\"99\"/>")),
            ("W3", replace(&good, numbering, "w:abstractNumId=\"2\"", "w:abstractNumId=\"1\"")),
            ("W3", replace(&good, numbering, "<w:lvl w:ilvl=\"8\">", "<w:lvl w:ilvl=\"7\">")),
            (
                "W5",
                replace(
                    &good,
                    numbering,
                    "<w:abstractNum ",
                    "<w:num w:numId=\"77\"/><w:abstractNum ",
                ),
            ),
            ("W4", in_document("<wp:docPr id=\"2\"", "<wp:docPr id=\"1\"")),
            ("W5", in_document("<w:pPr><w:pStyle", "<w:pPr><w:jc w:val=\"left\"/><w:pStyle")),
            ("W5", in_document("<w:rPr><w:rStyle", "<w:rPr><w:b/><w:rStyle")),
            ("W5", in_document("<w:tblPr><w:tblStyle", "<w:tblPr><w:tblLook/><w:tblStyle")),
            ("W6", in_document("</w:sectPr></w:body>", "</w:sectPr><w:p/></w:body>")),
            ("W6", replace(&good, "word/_rels/document.xml.rels", "/footer\"", "/header\"")),
            (
                "W7",
                replace(&good, page::FOOTER, "<w:r><w:t>1</w:t></w:r>", "<w:r><w:t></w:t></w:r>"),
            ),
            (
                "W7",
                replace(&good, page::FOOTER, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", ""),
            ),
            ("W7", replace(&good, page::FOOTER, "<w:r>", "<w:fldSimple w:instr=\"PAGE\"/><w:r>")),
            ("W8", in_document("w:val=\"Heading1\"", "w:val=\"Heading9\"")),
            ("W9", in_document("<w:gridCol", "<w:gridCol w:w=\"9\"/><w:gridCol")),
            ("W10", comments),
            ("W11", replace(&good, settings, "<w:zoom", "<w:documentProtection/><w:zoom")),
            ("W12", in_document("w:val=\"cy\"", "w:val=\"cy_GB\"")),
            ("W13", in_document("<adec:decorative val=\"1\"/>", "")),
            ("W14", in_document("w:fill=\"", "w:fill=\"#")),
            ("W15", in_document("<w:tblHeader/>", "")),
            (
                "W16",
                replace(&good, "[Content_Types].xml", "document.main+xml", "template.main+xml"),
            ),
            ("W19", in_document("</w:tbl><w:p>", "</w:tbl><w:tbl/><w:p>")),
        ];
        for (rule, bytes) in broken {
            let found = document_violations(&bytes);
            assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} not found: {found:?}");
        }
    }
}
