//! Invariants of any package: the zip, content types, relationships, XML.

use std::collections::{BTreeMap, BTreeSet};

use crate::ooxml::names::{content, kind};
use crate::ooxml::package::{Relationships, Target, is_part_name, relationships_name};
use crate::ooxml::read::{Archive, Budget, ContentTypes};
use crate::ooxml::refusal::Refusal;
use crate::ooxml::tree::Tree;

/// What is wrong with a package, one sentence each; empty if nothing is.
pub fn package_violations(bytes: &[u8]) -> Vec<String> {
    opened(bytes, in_package)
}

/// What `check` finds in a package, or why it cannot be opened.
pub(super) fn opened(bytes: &[u8], check: impl Fn(&Archive) -> Vec<String>) -> Vec<String> {
    match Archive::open(bytes, &Budget::default()) {
        Ok(archive) => check(&archive),
        Err(Refusal::Twice) => vec!["Z1 two files have the same name".into()],
        Err(Refusal::BadName(name)) => vec![format!("Z2 {name:?} is no name for a part")],
        Err(refusal) => vec![format!("Z0 {refusal}")],
    }
}

/// What is wrong with a package that is open.
pub(super) fn in_package(archive: &Archive) -> Vec<String> {
    let mut found = Vec::new();
    check_names(archive, &mut found);
    check_xml(archive, &mut found);
    check_types(archive, &mut found);
    check_graph(archive, &mut found);
    found
}

fn check_names(archive: &Archive, found: &mut Vec<String>) {
    if archive.names().next() != Some("[Content_Types].xml") {
        found.push("Z5 [Content_Types].xml is not the first file".into());
    }
    let mut folded = BTreeSet::new();
    for name in archive.names() {
        if !is_part_name(name) {
            found.push(format!("Z2 {name:?} is no name for a part"));
        }
        if !folded.insert(name.to_ascii_lowercase()) {
            found.push(format!("Z1 `{name}` differs from another name by capitals alone"));
        }
    }
}

fn is_xml_name(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}

fn check_xml(archive: &Archive, found: &mut Vec<String>) {
    for name in archive.names().filter(|name| is_xml_name(name)) {
        match archive.xml(name) {
            Err(refusal) => found.push(format!("X1 {refusal}")),
            Ok(tree) => tree.walk(&mut |element| {
                // A value that says it is none is a value that was never there.
                for (key, value) in &element.attributes {
                    if matches!(value.as_str(), "NaN" | "undefined" | "inf" | "-inf" | "Infinity") {
                        found.push(format!("X4 `{name}`: {} has {key}=\"{value}\"", element.name));
                    }
                }
            }),
        }
    }
}

fn check_types(archive: &Archive, found: &mut Vec<String>) {
    let Ok(types) = archive.xml("[Content_Types].xml") else {
        return;
    };
    let mut seen = BTreeSet::new();
    for entry in types.elements() {
        let part = entry.attr("PartName").or(entry.attr("Extension")).unwrap_or_default();
        if !seen.insert(part.to_ascii_lowercase()) {
            found.push(format!("C1 `{part}` is typed twice"));
        }
        if entry.is("ct:Override") {
            match part.strip_prefix('/') {
                Some(name) if archive.get(name).is_some() => {}
                _ => found.push(format!("C2 `{part}` is typed and not there")),
            }
        }
        if entry.attr("ContentType") == Some("image/jpg") {
            found.push(format!("C5 `{part}` is image/jpg, which does not exist"));
        }
    }
    let Ok(types) = archive.content_types() else {
        return;
    };
    for name in archive.names().filter(|name| *name != "[Content_Types].xml") {
        match types.get(name) {
            None | Some("") => found.push(format!("C3 `{name}` has no type")),
            Some(kind) if !matches_type(archive.get(name).unwrap_or_default(), kind) => {
                found.push(format!("C4 `{name}` is not {kind}"));
            }
            Some(_) => {}
        }
    }
}

fn matches_type(bytes: &[u8], content_type: &str) -> bool {
    match content_type {
        content::PNG => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        content::JPEG => bytes.starts_with(b"\xff\xd8\xff"),
        kind if kind.ends_with("xml") => {
            bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).first() == Some(&b'<')
        }
        _ => true,
    }
}

fn check_graph(archive: &Archive, found: &mut Vec<String>) {
    let types = archive.content_types().unwrap_or_default();
    let mut reached = BTreeSet::from([String::from("[Content_Types].xml")]);
    let mut queue = vec![String::new()];
    let mut seen = BTreeSet::new();
    while let Some(part) = queue.pop() {
        if !seen.insert(part.clone()) {
            continue;
        }
        let name = relationships_name(&part);
        let relationships = archive.relationships(&part).unwrap_or_default();
        if archive.get(&name).is_some() {
            reached.insert(name);
        }
        check_relationships(&part, &relationships, archive, &types, found);
        check_references(&part, &relationships, archive, found);
        for arrow in relationships.iter() {
            if let Target::Part(to) = &arrow.target
                && archive.get(to).is_some()
            {
                reached.insert(to.clone());
                queue.push(to.clone());
            }
        }
    }
    if archive.relationships("").unwrap_or_default().part(kind::OFFICE_DOCUMENT).is_none() {
        found.push("R8 the package points at no main part".into());
    }
    let cores = archive.names().filter(|name| types.get(name) == Some(content::CORE)).count();
    if cores > 1 {
        found.push("P1 there is more than one part of core properties".into());
    }
    for name in archive.names().filter(|name| !reached.contains(*name)) {
        found.push(format!("R8 nothing points at `{name}`"));
    }
}

fn check_relationships(
    part: &str,
    relationships: &Relationships,
    archive: &Archive,
    types: &ContentTypes,
    found: &mut Vec<String>,
) {
    let mut ids = BTreeSet::new();
    for arrow in relationships.iter() {
        if arrow.id.is_empty() || !ids.insert(&arrow.id) {
            found.push(format!("R2 `{part}` has the relationship `{}` twice", arrow.id));
        }
        match &arrow.target {
            Target::Outside(address) if !is_address(address) => {
                found.push(format!("R4 `{part}` points at {address:?}, which is no address"));
            }
            Target::Outside(_) => {}
            Target::Part(to) => match archive.get(to) {
                None => found.push(format!("R5 `{part}` points at `{to}`, which is not there")),
                Some(_) => {
                    let kind = types.get(to).unwrap_or_default();
                    if !fits(&arrow.kind, kind) {
                        found.push(format!(
                            "R6 `{part}` points at `{to}` as {}, but it is {kind}",
                            arrow.kind
                        ));
                    }
                }
            },
        }
    }
}

/// Every `r:id`, `r:embed` and the like must be a relationship of its part.
fn check_references(
    part: &str,
    relationships: &Relationships,
    archive: &Archive,
    found: &mut Vec<String>,
) {
    if part.is_empty() || !is_xml_name(part) {
        return;
    }
    let Ok(tree) = archive.xml(part) else {
        return;
    };
    let ids: BTreeSet<&str> = relationships.iter().map(|arrow| arrow.id.as_str()).collect();
    tree.walk(&mut |element: &Tree| {
        for (key, value) in &element.attributes {
            if key.starts_with("r:") && !value.is_empty() && !ids.contains(value.as_str()) {
                found.push(format!(
                    "R7 `{part}`: {} has {key}=\"{value}\", which is none",
                    element.name
                ));
            }
        }
    });
}

fn is_address(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    let legal = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    !rest.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && rest.chars().all(legal)
}

/// Whether a part of this type may be pointed at in this way.
fn fits(relationship: &str, content_type: &str) -> bool {
    let tables: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (kind::OFFICE_DOCUMENT, [".main+xml"].as_slice()),
        (kind::CORE_PROPERTIES, &[content::CORE]),
        (kind::EXTENDED_PROPERTIES, &[content::EXTENDED]),
        (kind::CUSTOM_PROPERTIES, &[content::CUSTOM]),
        (kind::THEME, &[content::THEME]),
        (kind::IMAGE, &["image/"]),
        (kind::STYLES, &[content::STYLES]),
        (kind::NUMBERING, &[content::NUMBERING]),
        (kind::SETTINGS, &[content::SETTINGS]),
        (kind::FONT_TABLE, &[content::FONT_TABLE]),
        (kind::HEADER, &[content::HEADER]),
        (kind::FOOTER, &[content::FOOTER]),
        (kind::SLIDE, &[content::SLIDE]),
        (kind::SLIDE_LAYOUT, &[content::SLIDE_LAYOUT]),
        (kind::SLIDE_MASTER, &[content::SLIDE_MASTER]),
        (kind::NOTES_SLIDE, &[content::NOTES_SLIDE]),
        (kind::NOTES_MASTER, &[content::NOTES_MASTER]),
        (kind::PRES_PROPS, &[content::PRES_PROPS]),
        (kind::VIEW_PROPS, &[content::VIEW_PROPS]),
        (kind::TABLE_STYLES, &[content::TABLE_STYLES]),
    ]);
    match tables.get(relationship) {
        Some(allowed) => allowed.iter().any(|allowed| content_type.contains(allowed)),
        None => !relationship.starts_with(kind::STRICT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::testing::{replace, rewrite};
    use crate::ooxml::{Package, Part, Properties, el};

    fn good() -> Vec<u8> {
        let mut package = Package::new();
        package.relationships.to_part(kind::OFFICE_DOCUMENT, "word/document.xml");
        let mut arrows = Relationships::new();
        let image = arrows.to_part(kind::IMAGE, "word/media/a.png");
        let link = arrows.to_outside(kind::HYPERLINK, "https://example.org/a?b=c&d=%20e");
        let root = el("w:document")
            .namespaces(&["w", "r"])
            .child(el("w:a").attr("r:embed", image))
            .child(el("w:b").attr("r:id", link));
        package.add("word/document.xml", Part::xml(content::DOCUMENT, &root).with(arrows));
        let png = b"\x89PNG\r\n\x1a\n rest".to_vec();
        package.add("word/media/a.png", Part::bytes(content::PNG, png));
        let properties = Properties {
            title: "Title".into(),
            subject: String::new(),
            description: String::new(),
            keywords: Vec::new(),
            own: vec![("lessonpack-lesson", "11-14/a".into())],
            language: "en-GB".into(),
            date: jiff::civil::date(2026, 9, 1),
        };
        properties.add_to(&mut package);
        package.to_bytes().unwrap()
    }

    #[test]
    fn a_good_package_has_no_violations() {
        assert_eq!(package_violations(&good()), Vec::<String>::new());
    }

    #[test]
    fn each_breakage_is_found() {
        let good = good();
        let types = "[Content_Types].xml";
        let document = "word/document.xml";
        let arrows = "word/_rels/document.xml.rels";
        let push = |name: &str, bytes: &[u8]| {
            rewrite(&good, |files| files.push((name.into(), bytes.to_vec())))
        };
        let broken = [
            ("Z0", b"PK not a zip".to_vec()),
            ("Z1", push("word/Document.xml", b"<a/>")),
            ("Z2", push("word\\a.xml", b"<a/>")),
            ("Z5", rewrite(&good, |files| files.reverse())),
            ("X1", replace(&good, document, "</w:document>", "")),
            ("X1", replace(&good, document, "<w:document", "<!DOCTYPE a><w:document")),
            ("X4", replace(&good, document, "r:embed=\"rId1\"", "r:embed=\"rId1\" w:val=\"NaN\"")),
            (
                "C1",
                replace(
                    &good,
                    types,
                    "<Override",
                    "<Default Extension=\"PNG\" ContentType=\"image/png\"/><Override",
                ),
            ),
            ("C2", replace(&good, types, "/word/document.xml", "/word/none.xml")),
            ("C3", push("word/media/b.bin", b"?")),
            ("C4", replace(&good, types, "image/png", "image/jpeg")),
            ("C5", replace(&good, types, "image/png", "image/jpg")),
            ("R2", replace(&good, arrows, "Id=\"rId2\"", "Id=\"rId1\"")),
            ("R4", replace(&good, arrows, "https://example.org/", "not an address")),
            ("R5", replace(&good, arrows, "media/a.png", "media/none.png")),
            ("R6", replace(&good, arrows, kind::IMAGE, kind::STYLES)),
            ("R7", replace(&good, document, "r:id=\"rId2\"", "r:id=\"rIdundefined\"")),
            ("R8", push("word/stray.xml", b"<a/>")),
        ];
        for (rule, bytes) in broken {
            let found = package_violations(&bytes);
            assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} not found: {found:?}");
        }
    }
}
