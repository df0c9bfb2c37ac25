//! Documents: words by heading, then footnotes, remarks, heads and feet of pages.

use std::collections::BTreeSet;

use super::image::{Image, images};
use super::{At, PlaceText, ReadBack, Refused, office_properties};
use crate::ooxml::names::kind;
use crate::ooxml::{Archive, Refusal, Relationships, Target, Tree};

pub(super) fn read(archive: &Archive) -> Result<ReadBack, Refused> {
    let mut read = ReadBack::default();
    office_properties(archive, &mut read)?;
    document(archive, &mut read)?;
    Ok(read)
}

fn document(archive: &Archive, read: &mut ReadBack) -> Result<(), Refusal> {
    let package = archive.relationships("")?;
    let main = package
        .part(kind::OFFICE_DOCUMENT)
        .ok_or_else(|| Refusal::Missing("the document".into()))?;
    let arrows = archive.relationships(main)?;
    let styles = match arrows.part(kind::STYLES) {
        Some(part) => archive.xml(part)?,
        None => &Tree::default(),
    };
    if read.lang.is_empty() {
        let lang = styles.get("w:docDefaults").map(|defaults| defaults.find("w:lang"));
        let lang = lang.iter().flatten().find_map(|lang| lang.attr("w:val"));
        read.lang = lang.unwrap_or_default().to_owned();
    }
    let package = Some((&arrows, archive));
    let mut words = Words { headings: heading_styles(styles), package, ..Words::default() };
    words.blocks(archive.xml(main)?);
    words.close();
    for (heading, lines) in words.sections {
        read.push(At::Heading(heading), lines.join("\n"));
    }
    read.pictures = words.alts;
    read.images = words.images;

    let asides = [
        (kind::FOOTNOTES, At::Footnotes),
        (kind::ENDNOTES, At::Footnotes),
        (kind::COMMENTS, At::Comments),
    ];
    for (kind, at) in asides {
        if let Some(part) = arrows.part(kind).filter(|part| archive.get(part).is_some()) {
            let mut words = Words::default();
            words.blocks(archive.xml(part)?);
            if !words.lines.is_empty() {
                read.push(at, words.lines.join("\n"));
            }
        }
    }

    let mut furniture: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut parts: BTreeSet<&str> = BTreeSet::new();
    for arrow in arrows.iter().filter(|a| [kind::HEADER, kind::FOOTER].contains(&a.kind.as_str())) {
        let Target::Part(part) = &arrow.target else {
            continue;
        };
        if !parts.insert(part) {
            continue;
        }
        let mut words = Words::default();
        words.blocks(archive.xml(part)?);
        furniture.extend(words.lines.into_iter().filter(|line| seen.insert(line.clone())));
    }
    if !furniture.is_empty() {
        read.push(At::HeaderFooter, furniture.join("\n"));
    }
    Ok(())
}

/// The ids of styles that make headings: by name, which every translation of
/// Word keeps, or by level.
fn heading_styles(styles: &Tree) -> BTreeSet<String> {
    let is_heading = |style: &&Tree| {
        let name = style.get("w:name").and_then(|name| name.attr("w:val")).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        name == "title" || name.starts_with("heading ") || !style.find("w:outlineLvl").is_empty()
    };
    styles
        .all("w:style")
        .filter(is_heading)
        .filter_map(|style| style.attr("w:styleId").map(str::to_owned))
        .collect()
}

/// As much of a heading as names a place, in characters: each picture below it
/// carries it.
const HEADING: usize = 200;

/// The words met so far, by heading.
#[derive(Default)]
struct Words<'a> {
    /// Where pictures are looked up.
    package: Option<(&'a Relationships, &'a Archive)>,
    images: Vec<Image>,
    headings: BTreeSet<String>,
    heading: String,
    lines: Vec<String>,
    sections: Vec<(String, Vec<String>)>,
    alts: Vec<PlaceText>,
}

impl Words<'_> {
    fn blocks(&mut self, tree: &Tree) {
        for child in tree.elements() {
            match child.name.as_str() {
                "w:p" => self.paragraph(child),
                "mc:AlternateContent" => self.blocks(shown(child)),
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, tree: &Tree) {
        let mut line = String::new();
        let mut boxes: Vec<&Tree> = Vec::new();
        let mut alts: Vec<String> = Vec::new();
        runs(tree, &mut line, &mut boxes, &mut alts);
        let style = tree
            .get("w:pPr")
            .and_then(|properties| properties.get("w:pStyle")?.attr("w:val"))
            .unwrap_or_default();
        if self.headings.contains(style) && !line.trim().is_empty() {
            self.close();
            self.heading = line.trim().chars().take(HEADING).collect();
        }
        if !line.trim().is_empty() {
            self.lines.push(line);
        }
        let at = At::Heading(self.heading.clone());
        self.alts.extend(alts.into_iter().map(|text| PlaceText { at: at.clone(), text }));
        if let Some((arrows, archive)) = self.package {
            let here = |image| Image { at: Some(at.clone()), ..image };
            self.images.extend(images(tree, arrows, archive).into_iter().map(here));
        }
        for text_box in boxes {
            self.blocks(text_box);
        }
    }

    /// Ends the section under the heading.
    fn close(&mut self) {
        if !self.lines.is_empty() {
            let lines = std::mem::take(&mut self.lines);
            self.sections.push((std::mem::take(&mut self.heading), lines));
        }
    }
}

/// Appends the words of a paragraph's runs; text boxes in it come after it.
fn runs<'a>(tree: &'a Tree, line: &mut String, boxes: &mut Vec<&'a Tree>, alts: &mut Vec<String>) {
    for child in tree.elements() {
        match child.name.as_str() {
            "w:t" => line.push_str(&child.text()),
            "w:tab" => line.push('\t'),
            "w:br" | "w:cr" => line.push(' '),
            "w:noBreakHyphen" => line.push('\u{2011}'),
            // Tabs of the style, and words that were deleted.
            "w:pPr" | "w:del" => {}
            "w:txbxContent" => boxes.push(child),
            "mc:AlternateContent" => runs(shown(child), line, boxes, alts),
            "wp:docPr" => {
                let alt = child.attr("descr").filter(|alt| !alt.is_empty());
                alts.extend(alt.map(str::to_owned));
            }
            _ => runs(child, line, boxes, alts),
        }
    }
}

/// Of the same content for newer and for older programs, the newer.
fn shown(tree: &Tree) -> &Tree {
    tree.get("mc:Choice").or_else(|| tree.get("mc:Fallback")).unwrap_or(tree)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::{Package, Part, Relationships};
    use crate::pack::Format;

    fn part(name: &str, body: &str) -> Part {
        let xml = format!(
            "<w:{name} xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
             xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
             xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>\
             {body}</w:{name}>"
        );
        Part::bytes("application/xml", xml.into_bytes())
    }

    fn document(body: &str) -> Vec<u8> {
        let mut package = Package::new();
        package.relationships.to_part(kind::OFFICE_DOCUMENT, "word/document.xml");
        let mut arrows = Relationships::new();
        arrows.to_part(kind::STYLES, "word/styles.xml");
        arrows.to_part(kind::FOOTER, "word/footer1.xml");
        arrows.to_part(kind::FOOTNOTES, "word/footnotes.xml");
        arrows.to_part(kind::COMMENTS, "word/comments.xml");
        package.add("word/document.xml", part("document", body).with(arrows));
        let styles = "<w:docDefaults><w:lang w:val='en-GB'/></w:docDefaults>\
             <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
             <w:style w:styleId='Normal'><w:name w:val='Normal'/></w:style>";
        package.add("word/styles.xml", part("styles", styles));
        let foot = "<w:p><w:r><w:t>Draft</w:t></w:r></w:p>";
        package.add("word/footer1.xml", part("ftr", foot));
        let note =
            |text| format!("<w:footnote><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>");
        package.add("word/footnotes.xml", part("footnotes", &note("a footnote")));
        package.add("word/comments.xml", part("comments", &note("a remark")));
        package.to_bytes().unwrap()
    }

    fn p(style: &str, text: &str) -> String {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='{style}'/><w:tabs><w:tab/></w:tabs></w:pPr>{text}</w:p>"
        )
    }

    fn t(text: &str) -> String {
        format!("<w:r><w:t>{text}</w:t></w:r>")
    }

    #[test]
    fn words_are_read_by_heading_with_tables_boxes_and_feet() {
        let body = [
            p("Normal", &t("before")),
            p("berschrift1", &(t("The ") + &t("plan"))),
            format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
                p("Normal", &t("cell &lt;1&gt;")),
                p("Normal", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>")
            ),
            p(
                "Normal",
                &format!(
                    "{}<w:del>{}</w:del><mc:AlternateContent><mc:Choice><wp:docPr descr='A fox'/>\
                     <w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback>{}</mc:Fallback>\
                     </mc:AlternateContent>",
                    t("kept"),
                    t("gone"),
                    p("Normal", &t("in a box")),
                    t("older")
                ),
            ),
        ];
        let body = format!("<w:body>{}</w:body>", body.concat());
        let read = super::super::read(&document(&body), Format::Docx, "x").unwrap();
        let places: Vec<_> =
            read.places.iter().map(|place| (place.at.clone(), place.text.as_str())).collect();
        assert_eq!(
            places,
            [
                (At::Heading(String::new()), "before"),
                (At::Heading("The plan".into()), "The plan\ncell <1>\na\tb c\nkept\nin a box"),
                (At::Footnotes, "a footnote"),
                (At::Comments, "a remark"),
                (At::HeaderFooter, "Draft"),
            ]
        );
        assert_eq!(read.lang, "en-GB");
        assert_eq!(
            read.pictures,
            [PlaceText { at: At::Heading("The plan".into()), text: "A fox".into() }]
        );
    }
}
