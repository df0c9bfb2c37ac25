//! Presentations: slides in the order shown, each with its notes.

use std::collections::BTreeSet;

use super::image::{Image, images};
use super::{At, MAX_SLIDES, PlaceText, ReadBack, Refused, office_properties, office_words};
use crate::ooxml::names::kind;
use crate::ooxml::{Archive, Child, Refusal, Relationships, Target, Tree};

/// Places that hold no words of the slide's own.
const FURNITURE: [&str; 4] = ["ftr", "hdr", "dt", "sldNum"];

pub(super) fn read(archive: &Archive) -> Result<ReadBack, Refused> {
    let mut read = ReadBack::default();
    office_properties(archive, &mut read)?;
    slides(archive, &mut read)?;
    Ok(read)
}

fn slides(archive: &Archive, read: &mut ReadBack) -> Result<(), Refusal> {
    let package = archive.relationships("")?;
    let main = package
        .part(kind::OFFICE_DOCUMENT)
        .ok_or_else(|| Refusal::Missing("the presentation".into()))?;
    let arrows = archive.relationships(main)?;
    let presentation = archive.xml(main)?;
    let mut furniture: Vec<String> = Vec::new();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    let listed = || presentation.get("p:sldIdLst").into_iter().flat_map(|l| l.all("p:sldId"));
    let count = listed().count();
    if count > MAX_SLIDES {
        let what = format!("it has {count} slides, and at most {MAX_SLIDES} are read");
        return Err(Refusal::TooLarge(what));
    }
    for (index, entry) in listed().enumerate() {
        let number = index + 1;
        let id = entry.attr("r:id").unwrap_or_default();
        let part = arrows
            .iter()
            .filter(|arrow| arrow.id == id)
            .find_map(|arrow| match &arrow.target {
                Target::Part(name) => Some(name),
                Target::Outside(_) => None,
            })
            .ok_or_else(|| Refusal::Missing(format!("slide {number}")))?;
        once(part, number, &mut parts)?;
        let tree = archive.xml(part)?;
        if matches!(tree.attr("show"), Some("0" | "false")) {
            read.hidden.push(number);
        }
        let mut slide = Shapes::of(tree);
        let arrows = archive.relationships(part)?;
        slide.words.extend(beside(
            &[kind::CHART, kind::DIAGRAM_DATA],
            &arrows,
            archive,
            &mut parts,
        )?);
        if read.lang.is_empty() {
            read.lang = slide.lang;
        }
        read.push(At::Slide(number), slide.words.join("\n"));
        let alts = slide.alts.into_iter().map(|text| PlaceText { at: At::Slide(number), text });
        read.pictures.extend(alts);
        furniture.extend(slide.furniture);
        let here = |image| Image { at: Some(At::Slide(number)), ..image };
        read.images.extend(images(tree, &arrows, archive).into_iter().map(here));
        if let Some(part) = arrows.part(kind::NOTES_SLIDE) {
            once(part, number, &mut parts)?;
            let notes = Shapes::of(archive.xml(part)?);
            read.push(At::Notes(number), notes.words.join("\n"));
            furniture.extend(notes.furniture);
        }
        let kinds = [kind::COMMENTS, kind::THREADED_COMMENTS];
        let remarks = beside(&kinds, &arrows, archive, &mut parts)?;
        if !remarks.is_empty() {
            read.push(At::Comments, remarks.join("\n"));
        }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let fresh = furniture.iter().filter(|words| seen.insert(words));
    let fresh: Vec<&str> = fresh.map(String::as_str).collect();
    if !fresh.is_empty() {
        read.push(At::HeaderFooter, fresh.join("\n"));
    }
    Ok(())
}

/// The words of parts beside a slide that are of these kinds. A part that was
/// read for another slide is not read again.
fn beside(
    kinds: &[&str],
    arrows: &Relationships,
    archive: &Archive,
    parts: &mut BTreeSet<String>,
) -> Result<Vec<String>, Refusal> {
    let mut words = Vec::new();
    for arrow in arrows.iter().filter(|arrow| kinds.contains(&arrow.kind.as_str())) {
        if let Target::Part(part) = &arrow.target
            && archive.get(part).is_some()
            && parts.insert(part.to_ascii_lowercase())
        {
            words.extend(Shapes::of(archive.xml(part)?).words);
        }
    }
    Ok(words)
}

/// Refuses a part that two slides show: no office program writes that, and a
/// small file could stand for a deck without end.
fn once(part: &str, number: usize, parts: &mut BTreeSet<String>) -> Result<(), Refusal> {
    if parts.insert(part.to_ascii_lowercase()) {
        return Ok(());
    }
    let what = format!("slide {number} shows what another slide shows already");
    Err(Refusal::Malformed { part: part.to_owned(), what })
}

/// What the shapes of a slide say, a paragraph each.
#[derive(Default)]
struct Shapes {
    words: Vec<String>,
    furniture: Vec<String>,
    alts: Vec<String>,
    lang: String,
}

impl Shapes {
    fn of(part: &Tree) -> Self {
        let mut shapes = Self::default();
        shapes.visit(part, false);
        shapes
    }

    fn visit(&mut self, tree: &Tree, furniture: bool) {
        match tree.name.as_str() {
            "a:p" => {
                let mut words = String::new();
                self.paragraph(tree, &mut words);
                let words = office_words(&words);
                if !words.trim().is_empty() {
                    if furniture { self.furniture.push(words) } else { self.words.push(words) }
                }
            }
            // A remark.
            "p:text" if !tree.text().trim().is_empty() => self.words.push(tree.text()),
            // The same shape for newer and for older programs.
            "mc:AlternateContent" => {
                let shown = tree.get("mc:Choice").or_else(|| tree.get("mc:Fallback"));
                if let Some(shown) = shown {
                    self.inside(shown, furniture);
                }
            }
            "p:cNvPr" => {
                if let Some(alt) = tree.attr("descr").filter(|alt| !alt.is_empty()) {
                    self.alts.push(office_words(alt));
                }
            }
            "p:sp" => {
                let place = tree
                    .get("p:nvSpPr")
                    .and_then(|properties| properties.get("p:nvPr")?.get("p:ph")?.attr("type"));
                self.inside(tree, place.is_some_and(|place| FURNITURE.contains(&place)));
            }
            _ => self.inside(tree, furniture),
        }
    }

    fn inside(&mut self, tree: &Tree, furniture: bool) {
        for child in tree.elements() {
            self.visit(child, furniture);
        }
    }

    fn paragraph(&mut self, tree: &Tree, words: &mut String) {
        for child in &tree.content {
            let Child::Element(child) = child else {
                continue;
            };
            match child.name.as_str() {
                "a:t" => words.push_str(&child.text()),
                "a:br" => words.push(' '),
                "a:rPr" => {
                    if let Some(lang) = child.attr("lang").filter(|_| self.lang.is_empty()) {
                        self.lang = lang.to_owned();
                    }
                }
                _ => self.paragraph(child, words),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::{Package, Part, Relationships};
    use crate::pack::Format;

    fn shape(place: &str, paragraphs: &[&str]) -> String {
        let paragraphs: String = paragraphs
            .iter()
            .map(|text| format!("<a:p><a:r><a:rPr lang='cy-GB'/><a:t>{text}</a:t></a:r></a:p>"))
            .collect();
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id='2' name='n'/><p:nvPr><p:ph type='{place}'/></p:nvPr>\
             </p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
        )
    }

    fn part(name: &str, body: &str) -> Part {
        let xml = format!(
            "<p:{name} xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' \
             xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' \
             xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
             xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{body}</p:{name}>"
        );
        Part::bytes("application/xml", xml.into_bytes())
    }

    /// Two slides, listed the other way round than they are numbered.
    fn deck() -> Vec<u8> {
        let mut package = Package::new();
        package.relationships.to_part(kind::OFFICE_DOCUMENT, "ppt/presentation.xml");
        let mut arrows = Relationships::new();
        let first = arrows.to_part(kind::SLIDE, "ppt/slides/slide2.xml");
        let second = arrows.to_part(kind::SLIDE, "ppt/slides/slide1.xml");
        let list = format!(
            "<p:sldIdLst><p:sldId id='256' r:id='{first}'/><p:sldId id='257' r:id='{second}'/></p:sldIdLst>"
        );
        package.add("ppt/presentation.xml", part("presentation", &list).with(arrows));
        let body = [
            shape("title", &["Ask &amp; tell"]),
            shape("body", &["one<a/>", "two", " "]),
            shape("sldNum", &["1"]),
            "<p:pic><p:nvPicPr><p:cNvPr id='9' name='x' descr='A phone'/></p:nvPicPr></p:pic>"
                .into(),
            format!(
                "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
                 </mc:AlternateContent>",
                shape("body", &["newer"]),
                shape("body", &["older"])
            ),
        ];
        let mut arrows = Relationships::new();
        arrows.to_part(kind::NOTES_SLIDE, "ppt/notesSlides/notesSlide7.xml");
        package.add("ppt/slides/slide2.xml", part("sld", &body.concat()).with(arrows));
        package.add("ppt/slides/slide1.xml", part("sld", &shape("title", &["last _x005F_x41_"])));
        let notes = [shape("body", &["say this"]), shape("ftr", &["lessonpack"])].concat();
        package.add("ppt/notesSlides/notesSlide7.xml", part("notes", &notes));
        package.to_bytes().unwrap()
    }

    #[test]
    fn slides_are_read_in_the_order_shown_with_their_notes() {
        let read = super::super::read(&deck(), Format::Pptx, "x").unwrap();
        let places: Vec<_> =
            read.places.iter().map(|place| (place.at.clone(), place.text.as_str())).collect();
        assert_eq!(
            places,
            [
                (At::Slide(1), "Ask & tell\none\ntwo\nnewer"),
                (At::Notes(1), "say this"),
                (At::Slide(2), "last _x41_"),
                (At::HeaderFooter, "1\nlessonpack"),
            ]
        );
        assert_eq!(read.pictures, [PlaceText { at: At::Slide(1), text: "A phone".into() }]);
        assert_eq!(read.lang, "cy-GB");
        assert_eq!(read.flow, "Ask & tell\none\ntwo\nnewer\nlast _x41_\n");
    }

    #[test]
    fn charts_drawings_and_remarks_are_read_with_their_slide() {
        let mut package = Package::new();
        package.relationships.to_part(kind::OFFICE_DOCUMENT, "ppt/presentation.xml");
        let mut arrows = Relationships::new();
        let id = arrows.to_part(kind::SLIDE, "ppt/slides/slide1.xml");
        let list = format!("<p:sldIdLst><p:sldId id='256' r:id='{id}'/></p:sldIdLst>");
        package.add("ppt/presentation.xml", part("presentation", &list).with(arrows));
        let mut arrows = Relationships::new();
        for (kind, words) in [
            (kind::CHART, "<a:p><a:r><a:t>in a chart</a:t></a:r></a:p>"),
            (kind::DIAGRAM_DATA, "<a:p><a:r><a:t>in a drawing</a:t></a:r></a:p>"),
            (kind::COMMENTS, "<p:cm><p:text>a remark</p:text></p:cm>"),
            (kind::THREADED_COMMENTS, "<a:p><a:r><a:t>another</a:t></a:r></a:p>"),
        ] {
            let name = format!("ppt/beside/{}.xml", words.len());
            arrows.to_part(kind, name.clone());
            package.add(name, part("any", words));
        }
        let slide = part("sld", &shape("title", &["on it"])).with(arrows);
        package.add("ppt/slides/slide1.xml", slide);
        let bytes = package.to_bytes().unwrap();
        let read = super::super::read(&bytes, Format::Pptx, "x").unwrap();
        let places: Vec<_> =
            read.places.iter().map(|place| (place.at.clone(), place.text.as_str())).collect();
        assert_eq!(
            places,
            [
                (At::Slide(1), "on it\nin a chart\nin a drawing"),
                (At::Comments, "a remark\nanother"),
            ]
        );
    }

    #[test]
    fn a_part_with_a_document_type_is_refused() {
        let hostile = crate::ooxml::testing::rewrite(&deck(), |files| {
            for (name, bytes) in files {
                if name == "ppt/slides/slide1.xml" {
                    *bytes = b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".to_vec();
                }
            }
        });
        let findings = super::super::read(&hostile, Format::Pptx, "x.pptx").unwrap_err();
        assert!(findings.iter().next().unwrap().what.contains("slide1.xml"));
    }
}
