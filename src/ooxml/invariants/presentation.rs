//! Invariants of a presentation: what PowerPoint repairs or refuses, and what a
//! teacher who cannot see a slide needs.
//!
//! Reads bytes, so it holds for our decks and for those that a teacher has
//! changed. It knows neither lessons nor brands.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{in_package, opened};
use crate::ooxml::names::{content, kind};
use crate::ooxml::{Archive, Relationships, Target, Tree};

/// What is wrong with a deck, one sentence each; empty if nothing is.
/// What is wrong with any package is found too.
pub fn deck_violations(bytes: &[u8]) -> Vec<String> {
    opened(bytes, in_deck)
}

/// What is wrong with a deck that is open.
pub fn in_deck(archive: &Archive) -> Vec<String> {
    let mut found = in_package(archive);
    Deck::read(archive).check(&mut found);
    found
}

/// A deck's parts, read once.
struct Deck<'a> {
    parts: BTreeMap<String, DeckPart<'a>>,
}

struct DeckPart<'a> {
    content_type: String,
    tree: &'a Tree,
    arrows: Relationships,
}

impl DeckPart<'_> {
    /// The parts that its arrows of a kind point at.
    fn targets<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.arrows.iter().filter(move |arrow| arrow.kind == kind).filter_map(|arrow| match &arrow
            .target
        {
            Target::Part(name) => Some(name.as_str()),
            Target::Outside(_) => None,
        })
    }

    /// The part that an arrow points at, by its id.
    fn target(&self, id: &str) -> Option<&str> {
        self.arrows.iter().find(|arrow| arrow.id == id).and_then(|arrow| match &arrow.target {
            Target::Part(name) => Some(name.as_str()),
            Target::Outside(_) => None,
        })
    }
}

impl<'t> Deck<'t> {
    fn read(archive: &'t Archive) -> Self {
        let types = archive.content_types().unwrap_or_default();
        let parts = archive
            .names()
            .filter(|name| name.ends_with(".xml") && *name != "[Content_Types].xml")
            .filter_map(|name| {
                let part = DeckPart {
                    content_type: types.get(name).unwrap_or_default().to_owned(),
                    // What cannot be read is reported with the package.
                    tree: archive.xml(name).ok()?,
                    arrows: archive.relationships(name).unwrap_or_default(),
                };
                Some((name.to_owned(), part))
            })
            .collect();
        Self { parts }
    }

    /// The parts of a content type, by name.
    fn of<'a>(
        &'a self,
        content_type: &'a str,
    ) -> impl Iterator<Item = (&'a String, &'a DeckPart<'t>)> {
        self.parts.iter().filter(move |(_, part)| part.content_type == content_type)
    }

    fn check(&self, found: &mut Vec<String>) {
        let mains: Vec<_> = self.of(content::PRESENTATION_MAIN).collect();
        let [(name, main)] = mains.as_slice() else {
            found.push(format!("P2 there are {} presentations, not one", mains.len()));
            return;
        };
        self.main(name, main, found);
        self.lists(main, found);
        self.masters(found);
        self.slides(main, found);
        self.notes(main, found);
        for (name, part) in &self.parts {
            drawing(name, part.tree, found);
        }
        for (name, part) in self.of(content::THEME) {
            theme(name, part.tree, found);
        }
        self.tables(found);
        self.titles(found);
    }

    fn main(&self, name: &str, main: &DeckPart, found: &mut Vec<String>) {
        const ORDER: [&str; 15] = [
            "p:sldMasterIdLst",
            "p:notesMasterIdLst",
            "p:handoutMasterIdLst",
            "p:sldIdLst",
            "p:sldSz",
            "p:notesSz",
            "p:smartTags",
            "p:embeddedFontLst",
            "p:custShowLst",
            "p:photoAlbum",
            "p:custDataLst",
            "p:kinsoku",
            "p:defaultTextStyle",
            "p:modifyVerifier",
            "p:extLst",
        ];
        in_order("P3", name, main.tree, &ORDER, found);
        for (kind, what) in [
            (kind::PRES_PROPS, "properties"),
            (kind::VIEW_PROPS, "view"),
            (kind::THEME, "theme"),
            (kind::TABLE_STYLES, "table styles"),
        ] {
            if main.targets(kind).next().is_none() {
                found.push(format!("P5 the presentation has no {what}"));
            }
        }
    }

    /// Ids of slides, masters and layouts; sections.
    fn lists(&self, main: &DeckPart, found: &mut Vec<String>) {
        let mut ids = BTreeSet::new();
        let mut listed = BTreeSet::new();
        for slide in main.tree.find("p:sldId") {
            match slide.attr("id").and_then(|id| id.parse::<u32>().ok()) {
                Some(id) if (256..2_147_483_648).contains(&id) => {
                    if !ids.insert(id) {
                        found.push(format!("S1 two slides have the id {id}"));
                    }
                }
                other => found.push(format!("S2 a slide has the id {other:?}, out of range")),
            }
            let target = slide.attr("r:id").and_then(|id| main.target(id)).unwrap_or_default();
            if !listed.insert(target) {
                found.push(format!("S3 the slide `{target}` is listed twice"));
            }
        }
        let related: Vec<_> = main.targets(kind::SLIDE).collect();
        for target in &related {
            if !listed.contains(target) {
                found.push(format!("S4 the slide `{target}` is not listed"));
            }
        }
        if related.len() != related.iter().collect::<BTreeSet<_>>().len() {
            found.push("S3 a slide is related twice".into());
        }
        let mut grouped = BTreeSet::new();
        for slide in main.tree.find("p14:sldId") {
            let id = slide.attr("id").and_then(|id| id.parse::<u32>().ok()).unwrap_or_default();
            if !ids.contains(&id) {
                found.push(format!("S6 a section names the slide {id}, which is not there"));
            }
            if !grouped.insert(id) {
                found.push(format!("S6 the slide {id} is in two sections"));
            }
        }
        for id in ids.iter().filter(|id| !grouped.is_empty() && !grouped.contains(id)) {
            found.push(format!("S6 the slide {id} is in no section"));
        }
        let mut sections = BTreeSet::new();
        for section in main.tree.find("p14:section") {
            if !sections.insert(section.attr("id").unwrap_or_default()) {
                found.push("S6 two sections have the same id".into());
            }
        }
        let mut taken = BTreeSet::new();
        let masters = self.of(content::SLIDE_MASTER).map(|(_, part)| &part.tree);
        for tree in std::iter::once(&main.tree).chain(masters) {
            for entry in [tree.find("p:sldMasterId"), tree.find("p:sldLayoutId")].concat() {
                match entry.attr("id").and_then(|id| id.parse::<u32>().ok()) {
                    Some(id) if id >= 2_147_483_648 => {
                        if !taken.insert(id) {
                            found.push(format!("L3 two masters or layouts have the id {id}"));
                        }
                    }
                    other => {
                        found.push(format!("L3 a master or layout has the id {other:?}, too low"));
                    }
                }
            }
        }
    }

    fn masters(&self, found: &mut Vec<String>) {
        let order = [
            "p:cSld",
            "p:clrMap",
            "p:sldLayoutIdLst",
            "p:transition",
            "p:timing",
            "p:hf",
            "p:txStyles",
            "p:extLst",
        ];
        let mut listed = BTreeSet::new();
        for (name, part) in self.of(content::SLIDE_MASTER) {
            in_order("M1", name, part.tree, &order, found);
            if part.targets(kind::THEME).count() != 1 {
                found.push(format!("L2 `{name}` has not one theme"));
            }
            for entry in part.tree.find("p:sldLayoutId") {
                let target = entry.attr("r:id").and_then(|id| part.target(id)).unwrap_or_default();
                if !listed.insert(target) {
                    found.push(format!("L3 the layout `{target}` is listed twice"));
                }
            }
        }
        for (name, part) in self.of(content::SLIDE_LAYOUT) {
            if part.targets(kind::SLIDE_MASTER).count() != 1 {
                found.push(format!("L5 `{name}` has not one master"));
            }
            if !listed.contains(name.as_str()) {
                found.push(format!("S5 no master lists `{name}`"));
            }
        }
    }

    fn slides(&self, main: &DeckPart, found: &mut Vec<String>) {
        for (name, part) in self.of(content::SLIDE) {
            let layouts: Vec<_> = part.targets(kind::SLIDE_LAYOUT).collect();
            let [layout] = layouts.as_slice() else {
                found.push(format!("S5 `{name}` has {} layouts, not one", layouts.len()));
                continue;
            };
            let known = self.parts.get(*layout).map(|layout| placeholders(layout.tree));
            let own = placeholders(part.tree);
            let titles = own.iter().filter(|(kind, _)| is_title(kind)).count();
            if titles != 1 {
                found.push(format!("H8 `{name}` has {titles} titles, not one"));
            }
            let mut seen = BTreeSet::new();
            for (kind, idx) in &own {
                if !seen.insert(idx) {
                    found.push(format!("H9 `{name}` has two placeholders {idx}"));
                }
                let there = known.as_ref().is_some_and(|known| {
                    known.iter().any(|(theirs, at)| {
                        at == idx && (theirs == kind || is_title(theirs) && is_title(kind))
                    })
                });
                if !there {
                    found.push(format!("H10 `{name}` fills {kind} {idx}, which `{layout}` lacks"));
                }
            }
            if !main.targets(kind::SLIDE).any(|slide| slide == name) {
                found.push(format!("S4 the presentation does not know `{name}`"));
            }
        }
    }

    fn notes(&self, main: &DeckPart, found: &mut Vec<String>) {
        let related: Vec<_> = main.targets(kind::NOTES_MASTER).map(Some).collect();
        let listed: Vec<_> = main
            .tree
            .find("p:notesMasterId")
            .into_iter()
            .map(|entry| entry.attr("r:id").and_then(|id| main.target(id)))
            .collect();
        if related != listed || related.len() > 1 {
            found.push("N1 the notes master is not listed as it is related".into());
        }
        let mut themes: BTreeMap<&str, &str> = BTreeMap::new();
        for kind_of_master in [content::SLIDE_MASTER, content::NOTES_MASTER] {
            for (name, part) in self.of(kind_of_master) {
                for theme in part.targets(kind::THEME) {
                    if let Some(other) = themes.insert(theme, name) {
                        found.push(format!("N3 `{name}` shares its theme with `{other}`"));
                    }
                }
                if part.targets(kind::THEME).next().is_none() {
                    found.push(format!("N3 `{name}` has no theme"));
                }
            }
        }
        for (name, part) in self.of(content::NOTES_SLIDE) {
            let slides: Vec<_> = part.targets(kind::SLIDE).collect();
            if part.targets(kind::NOTES_MASTER).count() != 1 {
                found.push(format!("N2 `{name}` has not one notes master"));
            }
            let [slide] = slides.as_slice() else {
                found.push(format!("N6 `{name}` is of {} slides, not one", slides.len()));
                continue;
            };
            let back =
                self.parts.get(*slide).and_then(|slide| slide.targets(kind::NOTES_SLIDE).next());
            if back != Some(name.as_str()) {
                found.push(format!("N4 `{slide}` does not point back at `{name}`"));
            }
        }
        for (name, part) in self.of(content::SLIDE) {
            if part.targets(kind::NOTES_SLIDE).count() > 1 {
                found.push(format!("N5 `{name}` has more than one page of notes"));
            }
        }
    }

    fn tables(&self, found: &mut Vec<String>) {
        let styles: BTreeSet<_> = self
            .of(content::TABLE_STYLES)
            .flat_map(|(_, part)| part.tree.find("a:tblStyle"))
            .filter_map(|style| style.attr("styleId"))
            .collect();
        for (name, part) in &self.parts {
            for id in part.tree.find("a:tableStyleId") {
                if !styles.contains(id.text().as_str()) {
                    found.push(format!("T2 `{name}`: no table style {}", id.text()));
                }
            }
        }
    }

    /// What is heard instead of seen: titles, names, languages, links.
    fn titles(&self, found: &mut Vec<String>) {
        let mut titles = BTreeMap::new();
        for (name, part) in self.of(content::SLIDE) {
            let shapes = part.tree.find("p:spTree");
            let Some(tree) = shapes.first() else { continue };
            let first = tree.elements().find(|shape| is_shape(shape));
            let of = |shape: &Tree| {
                shape.find("p:ph").first().map(|ph| ph.attr("type").unwrap_or("obj").to_owned())
            };
            if !first.and_then(of).is_some_and(|kind| is_title(&kind)) {
                found.push(format!("A6 `{name}` is not read from its title on"));
            }
            let title = tree
                .elements()
                .find(|shape| of(shape).is_some_and(|kind| is_title(&kind)))
                .map(Tree::text)
                .unwrap_or_default();
            if title.trim().is_empty() {
                found.push(format!("A1 `{name}` has an empty title"));
            } else if let Some(other) = titles.insert(title.clone(), name) {
                found.push(format!("A7 `{name}` and `{other}` have the title {title:?}"));
            }
            for shape in tree.elements().filter(|shape| is_shape(shape)) {
                unseen(name, shape, found);
            }
            for run in [part.tree.find("a:r"), part.tree.find("a:fld")].concat() {
                let properties = run.get("a:rPr");
                if properties.and_then(|p| p.attr("lang")).is_none() {
                    found.push(format!("A3 `{name}`: {:?} has no language", run.text()));
                }
                let words = run.text();
                let bare =
                    ["http://", "https://", "www."].iter().any(|it| words.trim().starts_with(it));
                if bare && properties.is_some_and(|p| p.get("a:hlinkClick").is_some()) {
                    found.push(format!("A5 `{name}`: a link reads {words:?}"));
                }
            }
        }
    }
}

/// Whether those who do not see a shape are told what it is.
fn unseen(name: &str, shape: &Tree, found: &mut Vec<String>) {
    let properties = shape.find("p:cNvPr");
    let Some(own) = properties.first() else {
        return;
    };
    let decorative =
        own.find("adec:decorative").first().is_some_and(|flag| flag.attr("val") == Some("1"));
    let words = own.attr("descr").unwrap_or_default();
    let called = own.attr("name").unwrap_or_default();
    let seen = shape.is("p:pic") || shape.is("p:graphicFrame") || shape.is("p:grpSp");
    if decorative && !words.is_empty() {
        found.push(format!("A2 `{name}`: {called} is decorative and says {words:?}"));
    } else if seen && !decorative && words.trim().is_empty() {
        found.push(format!("A2 `{name}`: {called} has no alternative text"));
    }
    let file = [".png", ".jpg", ".jpeg", ".svg"]
        .iter()
        .any(|end| words.to_ascii_lowercase().ends_with(end));
    if file {
        found.push(format!("A2 `{name}`: {called} says a file name, {words:?}"));
    }
}

fn is_shape(tree: &Tree) -> bool {
    matches!(tree.name.as_str(), "p:sp" | "p:pic" | "p:graphicFrame" | "p:grpSp" | "p:cxnSp")
}

fn is_title(kind: &str) -> bool {
    matches!(kind, "title" | "ctrTitle")
}

/// Kind and number of each placeholder; an unsaid kind is `obj`, an unsaid
/// number 0.
fn placeholders(tree: &Tree) -> Vec<(String, String)> {
    let placeholders = tree.find("p:ph");
    let one = |ph: &&Tree| {
        (ph.attr("type").unwrap_or("obj").to_owned(), ph.attr("idx").unwrap_or("0").to_owned())
    };
    placeholders.iter().map(one).collect()
}

/// Whether children come in the standard's order.
fn in_order(rule: &str, name: &str, tree: &Tree, order: &[&str], found: &mut Vec<String>) {
    let place = |child: &Tree| order.iter().position(|known| child.is(known));
    let mut last = 0;
    for child in tree.elements() {
        match place(child) {
            None => found.push(format!("{rule} `{name}`: {} does not belong there", child.name)),
            Some(at) if at < last => {
                found.push(format!("{rule} `{name}`: {} comes too late", child.name));
            }
            Some(at) => last = at,
        }
    }
}

/// What holds of every part with shapes and words.
fn drawing(name: &str, tree: &Tree, found: &mut Vec<String>) {
    const RUN: [&str; 22] = [
        "a:ln",
        "a:noFill",
        "a:solidFill",
        "a:gradFill",
        "a:blipFill",
        "a:pattFill",
        "a:grpFill",
        "a:effectLst",
        "a:effectDag",
        "a:highlight",
        "a:uLnTx",
        "a:uLn",
        "a:uFillTx",
        "a:uFill",
        "a:latin",
        "a:ea",
        "a:cs",
        "a:sym",
        "a:hlinkClick",
        "a:hlinkMouseOver",
        "a:rtl",
        "a:extLst",
    ];
    const PARAGRAPH: [&str; 17] = [
        "a:lnSpc",
        "a:spcBef",
        "a:spcAft",
        "a:buClrTx",
        "a:buClr",
        "a:buSzTx",
        "a:buSzPct",
        "a:buSzPts",
        "a:buFontTx",
        "a:buFont",
        "a:buNone",
        "a:buAutoNum",
        "a:buChar",
        "a:buBlip",
        "a:tabLst",
        "a:defRPr",
        "a:extLst",
    ];
    let mut ids = BTreeSet::new();
    tree.walk(&mut |element| match element.name.as_str() {
        "p:cNvPr" => {
            let id = element.attr("id").and_then(|id| id.parse::<u32>().ok());
            match id {
                Some(id) if id > 0 => {
                    if !ids.insert(id) {
                        found.push(format!("H1 `{name}`: two shapes have the id {id}"));
                    }
                }
                _ => found.push(format!("H1 `{name}`: a shape has no id")),
            }
        }
        "p:txBody" | "a:txBody"
            if element.get("a:bodyPr").is_none() || element.get("a:p").is_none() =>
        {
            found.push(format!("H3 `{name}`: a text has no properties or no paragraph"));
        }
        "a:tc" if element.get("a:txBody").is_none() => {
            found.push(format!("H3 `{name}`: a cell has no text"));
        }
        "a:ext" => {
            for side in ["cx", "cy"] {
                let size = element.attr(side).map(str::parse::<i64>);
                if size.is_some_and(|size| size.map_or(true, |size| size < 0)) {
                    found.push(format!("H4 `{name}`: a shape has a bad {side}"));
                }
            }
        }
        "a:tbl" => table(name, element, found),
        "a:pPr" | "a:lvl1pPr" | "a:lvl2pPr" | "a:lvl3pPr" => {
            let level = element.attr("lvl").map(str::parse::<u8>);
            if level.is_some_and(|level| !level.is_ok_and(|level| level <= 8)) {
                found.push(format!("H6 `{name}`: a paragraph's level is not 0 to 8"));
            }
            in_order("V4", name, element, &PARAGRAPH, found);
        }
        "a:rPr" | "a:defRPr" | "a:endParaRPr" => {
            for tag in [element.attr("lang"), element.attr("altLang")].into_iter().flatten() {
                if !is_language(tag) {
                    found.push(format!("H7 `{name}`: {tag:?} is no language"));
                }
            }
            let size = element.attr("sz").map(str::parse::<u32>);
            if size.is_some_and(|size| !size.is_ok_and(|size| (100..=400_000).contains(&size))) {
                found.push(format!("V5 `{name}`: a size of type is out of range"));
            }
            in_order("V3", name, element, &RUN, found);
        }
        "a:srgbClr" => {
            let value = element.attr("val").unwrap_or_default();
            if value.len() != 6 || !value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                found.push(format!("V1 `{name}`: {value:?} is no colour"));
            }
        }
        "a:bodyPr" | "a:tcPr" => {
            let anchor = element.attr("anchor").unwrap_or("t");
            if !matches!(anchor, "t" | "ctr" | "b") {
                found.push(format!("V2 `{name}`: a text has a bad anchor"));
            }
        }
        "a:t" if element.text().contains(['\n', '\r', '\u{b}']) => {
            found.push(format!("V6 `{name}`: a line ends within {:?}", element.text()));
        }
        _ => {}
    });
}

fn table(name: &str, table: &Tree, found: &mut Vec<String>) {
    let columns = table.get("a:tblGrid").map_or(0, |grid| grid.all("a:gridCol").count());
    for row in table.all("a:tr") {
        let cells = row.all("a:tc").count();
        if cells != columns || columns == 0 {
            found.push(format!("H5 `{name}`: a row has {cells} cells in {columns} columns"));
        }
        for cell in row.all("a:tc") {
            if ["gridSpan", "rowSpan", "hMerge", "vMerge"]
                .iter()
                .any(|key| cell.attr(key).is_some())
            {
                found.push(format!("A4 `{name}`: a table has merged cells"));
            }
        }
    }
    if table.get("a:tblPr").and_then(|p| p.attr("firstRow")) != Some("1") {
        found.push(format!("A4 `{name}`: a table has no header row"));
    }
}

fn theme(name: &str, tree: &Tree, found: &mut Vec<String>) {
    for list in ["a:fillStyleLst", "a:lnStyleLst", "a:effectStyleLst", "a:bgFillStyleLst"] {
        let least = tree.find(list).iter().map(|list| list.elements().count()).min();
        if least.unwrap_or(0) < 3 {
            found.push(format!("T1 `{name}`: {list} has fewer than three"));
        }
    }
}

/// Whether a tag looks like BCP 47: a language of two or three letters, then
/// parts of up to eight letters and digits.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
