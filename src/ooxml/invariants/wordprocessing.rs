//! Invariants of Word documents, beyond those of any package.

use std::collections::{BTreeMap, BTreeSet};

use super::order;
use super::package::{in_package, opened};
use crate::ooxml::names::{content, kind};
use crate::ooxml::package::Target;
use crate::ooxml::read::{Archive, ContentTypes};
use crate::ooxml::tree::Tree;

/// What is wrong with a Word document, one sentence each; empty if nothing is.
/// What is wrong with any package is found too.
pub fn document_violations(bytes: &[u8]) -> Vec<String> {
    opened(bytes, in_document)
}

/// What is wrong with a Word document that is open.
pub fn in_document(archive: &Archive) -> Vec<String> {
    let mut found = in_package(archive);
    let main = archive.relationships("").unwrap_or_default();
    let Some(name) = main.part(kind::OFFICE_DOCUMENT) else {
        return found;
    };
    let types = archive.content_types().unwrap_or_default();
    if types.get(name) != Some(content::DOCUMENT) {
        found.push(format!("W16 `{name}` is no document: Word would not open it as one"));
    }
    let Ok(document) = archive.xml(name) else {
        return found;
    };
    let arrows = archive.relationships(name).unwrap_or_default();
    let part = |kind| arrows.part(kind).and_then(|name| archive.xml(name).ok());
    let styles = part(kind::STYLES);
    let numbering = part(kind::NUMBERING);
    let settings = part(kind::SETTINGS);

    // The document itself and what stands on its pages.
    let mut pages = vec![(name.clone(), document)];
    for arrow in arrows.iter().filter(|arrow| [kind::HEADER, kind::FOOTER].contains(&&*arrow.kind))
    {
        if let Target::Part(name) = &arrow.target
            && let Ok(tree) = archive.xml(name)
        {
            pages.push((name.clone(), tree));
        }
    }
    for (name, tree) in &pages {
        let mut say = |rule: &str, what: String| found.push(format!("{rule} `{name}`: {what}"));
        check_words(tree, &mut say);
        check_tables(tree, &mut say);
        check_drawings(tree, &mut say);
        check_fields(tree, &mut say);
        check_values(tree, &mut say);
        check_styles(tree, styles, &mut say);
        check_lists(tree, numbering, &mut say);
    }
    if let Some((name, document)) = pages.first() {
        let kinds: BTreeMap<&str, &str> =
            arrows.iter().map(|arrow| (arrow.id.as_str(), arrow.kind.as_str())).collect();
        let mut say = |rule: &str, what: String| found.push(format!("{rule} `{name}`: {what}"));
        check_sections(document, &kinds, &mut say);
    }
    let others = [("styles", styles), ("numbering", numbering), ("settings", settings)];
    let others = others.into_iter().filter_map(|(name, tree)| Some((name, tree?)));
    for (name, tree) in pages.iter().map(|(name, tree)| (name.as_str(), *tree)).chain(others) {
        order::misplaced(tree, order::WORD, &mut |parent, child| {
            found.push(format!("W5 `{name}`: {} stands too late in {}", child.name, parent.name));
        });
    }
    numbering.iter().for_each(|tree| check_numbering(tree, &mut found));
    settings.iter().for_each(|tree| check_settings(tree, &mut found));
    check_comments(&pages, archive, &types, &mut found);
    found
}

type Say<'a> = &'a mut dyn FnMut(&str, String);

fn check_words(tree: &Tree, say: Say<'_>) {
    for words in tree.find("w:t") {
        let text = words.text();
        if text.contains(['\n', '\r', '\t']) {
            say("W1", format!("a run holds a line end or a tab: {text:?}"));
        }
        if text.trim() != text && words.attr("xml:space") != Some("preserve") {
            say("W1", format!("a run's outer spaces would be lost: {text:?}"));
        }
    }
}

fn check_tables(tree: &Tree, say: Say<'_>) {
    for cell in tree.find("w:tc") {
        if !cell.elements().next_back().is_some_and(|last| last.is("w:p")) {
            say("W2", "a cell does not end with a paragraph".into());
        }
    }
    for table in tree.find("w:tbl") {
        let columns = table.get("w:tblGrid").map_or(0, |grid| grid.all("w:gridCol").count());
        if table.get("w:tr").is_none() {
            say("W9", "a table has no row".into());
        }
        for row in table.all("w:tr") {
            let cells: usize = row.all("w:tc").map(span).sum();
            if cells != columns || cells == 0 {
                say("W9", format!("a row has {cells} cells where the table has {columns} columns"));
            }
        }
        let named = |name| table.get("w:tblPr").and_then(|properties| properties.get(name));
        let wants_head = named("w:tblLook").and_then(|look| look.attr("w:firstRow")) == Some("1");
        let has_head = table
            .get("w:tr")
            .and_then(|row| row.get("w:trPr"))
            .is_some_and(|properties| properties.get("w:tblHeader").is_some());
        if wants_head != has_head {
            say("W15", "a table's first row and its look disagree whether it is a head".into());
        }
    }
    tree.walk(&mut |parent| {
        let names: Vec<&str> = parent.elements().map(|child| child.name.as_str()).collect();
        if names.windows(2).any(|pair| pair == ["w:tbl", "w:tbl"]) {
            say("W19", "two tables touch, and Word would join them".into());
        }
    });
}

fn span(cell: &Tree) -> usize {
    let span = cell.get("w:tcPr").and_then(|properties| properties.get("w:gridSpan"));
    span.and_then(|span| span.attr("w:val")?.parse().ok()).unwrap_or(1)
}

fn check_drawings(tree: &Tree, say: Say<'_>) {
    let mut ids = BTreeSet::new();
    for about in tree.find("wp:docPr") {
        let id = about.attr("id").unwrap_or_default();
        if id.parse::<u32>().is_err() || !ids.insert(id) {
            say("W4", format!("the drawing's id {id:?} is none or is there twice"));
        }
        let says = about.attr("descr").is_some_and(|words| !words.trim().is_empty());
        let decorates = about
            .find("adec:decorative")
            .iter()
            .any(|mark| matches!(mark.attr("val"), Some("1" | "true")));
        if says == decorates {
            say("W13", format!("the drawing {id:?} must say something or be marked decorative"));
        }
    }
}

fn check_fields(tree: &Tree, say: Say<'_>) {
    let shows = |field: &Tree| !field.text().trim().is_empty();
    for field in tree.find("w:fldSimple") {
        if !shows(field) {
            say("W7", "a field has no result to show".into());
        }
    }
    for paragraph in tree.find("w:p") {
        // Between the separator and the end of a field stands its result.
        let mut open = 0i32;
        let mut result: Option<bool> = None;
        for run in paragraph.find("w:r") {
            match run.get("w:fldChar").and_then(|mark| mark.attr("w:fldCharType")) {
                Some("begin") => open += 1,
                Some("separate") => result = Some(false),
                Some("end") => {
                    open -= 1;
                    if result.take() != Some(true) {
                        say("W7", "a field has no result to show".into());
                    }
                }
                _ => result = result.map(|shown| shown || run.get("w:t").is_some_and(shows)),
            }
        }
        if open != 0 {
            say("W7", "a field begins and does not end in its paragraph".into());
        }
    }
}

fn check_values(tree: &Tree, say: Say<'_>) {
    tree.walk(&mut |element| {
        let colours = [
            element.attr("w:fill"),
            element.attr("w:color"),
            element.is("w:color").then(|| element.attr("w:val")).flatten(),
        ];
        for colour in colours.into_iter().flatten().filter(|colour| !is_colour(colour)) {
            say("W14", format!("{} has the colour {colour:?}", element.name));
        }
        if element.is("w:lang") {
            for (key, value) in element.attributes.iter().filter(|(_, value)| !is_language(value)) {
                say("W12", format!("{key} is {value:?}, which is no language"));
            }
        }
    });
}

fn is_colour(value: &str) -> bool {
    value == "auto" || value.len() == 6 && value.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether it is built like a BCP 47 tag.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn check_styles(tree: &Tree, styles: Option<&Tree>, say: Say<'_>) {
    let known: BTreeSet<(&str, &str)> = styles
        .iter()
        .flat_map(|styles| styles.all("w:style"))
        .filter_map(|style| Some((style.attr("w:type")?, style.attr("w:styleId")?)))
        .collect();
    let uses = [("w:pStyle", "paragraph"), ("w:rStyle", "character"), ("w:tblStyle", "table")];
    for (name, kind) in uses {
        let used: BTreeSet<&str> =
            tree.find(name).iter().filter_map(|element| element.attr("w:val")).collect();
        for id in used.into_iter().filter(|id| !known.contains(&(kind, *id))) {
            say("W8", format!("there is no {kind} style `{id}`"));
        }
    }
}

fn check_lists(tree: &Tree, numbering: Option<&Tree>, say: Say<'_>) {
    let known: BTreeSet<&str> = numbering
        .iter()
        .flat_map(|numbering| numbering.all("w:num"))
        .filter_map(|num| num.attr("w:numId"))
        .collect();
    let used: BTreeSet<&str> =
        tree.find("w:numId").iter().filter_map(|element| element.attr("w:val")).collect();
    for id in used.into_iter().filter(|id| *id != "0" && !known.contains(id)) {
        say("W3", format!("there is no list {id}"));
    }
}

fn check_sections(document: &Tree, kinds: &BTreeMap<&str, &str>, say: Say<'_>) {
    let last = document.get("w:body").and_then(|body| body.elements().next_back());
    if !last.is_some_and(|last| last.is("w:sectPr")) {
        say("W6", "the body does not end with the properties of its pages".into());
    }
    for section in document.find("w:sectPr") {
        for (name, wanted) in
            [("w:headerReference", kind::HEADER), ("w:footerReference", kind::FOOTER)]
        {
            for reference in section.all(name) {
                let id = reference.attr("r:id").unwrap_or_default();
                if kinds.get(id).copied() != Some(wanted) {
                    say("W6", format!("{name} {id:?} points at something else"));
                }
            }
        }
    }
}

fn check_numbering(numbering: &Tree, found: &mut Vec<String>) {
    let mut looks = BTreeSet::new();
    for look in numbering.all("w:abstractNum") {
        let id = look.attr("w:abstractNumId").unwrap_or_default();
        if !looks.insert(id) {
            found.push(format!("W3 the list's look {id:?} is there twice"));
        }
        let levels: Vec<_> = look.all("w:lvl").map(|level| level.attr("w:ilvl")).collect();
        let wanted = (0..9).map(|level: u8| level.to_string()).collect::<Vec<_>>();
        if !levels.iter().flatten().eq(wanted.iter()) {
            found.push(format!("W3 the list's look {id:?} has not levels 0 to 8"));
        }
    }
    let mut lists = BTreeSet::new();
    for list in numbering.all("w:num") {
        let id = list.attr("w:numId").unwrap_or_default();
        if !lists.insert(id) {
            found.push(format!("W3 the list {id:?} is there twice"));
        }
        let look = list.get("w:abstractNumId").and_then(|look| look.attr("w:val"));
        if !look.is_some_and(|look| looks.contains(look)) {
            found.push(format!("W3 the list {id:?} has no look"));
        }
    }
}

fn check_settings(settings: &Tree, found: &mut Vec<String>) {
    for name in ["w:attachedTemplate", "w:mailMerge", "w:documentProtection", "w:writeProtection"] {
        if settings.get(name).is_some() {
            found.push(format!("W11 the settings have {name}, which shuts the reader out"));
        }
    }
}

fn check_comments(
    pages: &[(String, &Tree)],
    archive: &Archive,
    types: &ContentTypes,
    found: &mut Vec<String>,
) {
    let is_comments =
        |name: &&str| types.get(name).is_some_and(|kind| kind.ends_with(".comments+xml"));
    let referred = pages.iter().any(|(_, tree)| !tree.find("w:commentReference").is_empty());
    if let Some(name) = archive.names().find(is_comments)
        && !referred
    {
        found.push(format!("W10 `{name}` holds comments that nothing refers to"));
    }
}
