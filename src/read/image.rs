//! The pictures of an office file, as those who do not see them meet them.

use super::{At, office_words};
use crate::ooxml::{Archive, Relationships, Target, Tree};

/// A picture in an office file.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Image {
    /// Where it stands; none before that is known.
    pub at: Option<At>,
    /// What it says to those who do not see it; empty if nothing.
    pub alt: String,
    /// Whether it is marked as decoration.
    pub decorative: bool,
    /// Its name in the program's list of shapes, e.g. `Picture 4`.
    pub name: String,
    /// A hash of its bytes; empty if they are not in the file.
    pub hash: String,
}

impl Image {
    /// A picture by its properties (`p:cNvPr`, `wp:docPr`) and the element
    /// that shows it, if that holds one.
    pub(super) fn of(
        properties: &Tree,
        shown: &Tree,
        arrows: &Relationships,
        archive: &Archive,
    ) -> Option<Self> {
        let blip = *shown.find("a:blip").first()?;
        let id = blip.attr("r:embed").or_else(|| blip.attr("r:link")).unwrap_or_default();
        let part =
            arrows.iter().find(|arrow| arrow.id == id).and_then(|arrow| match &arrow.target {
                Target::Part(name) => archive.hash(name),
                Target::Outside(_) => None,
            });
        let decorative = properties.find("adec:decorative");
        Some(Self {
            at: None,
            alt: office_words(properties.attr("descr").unwrap_or_default().trim()),
            decorative: decorative
                .iter()
                .any(|flag| matches!(flag.attr("val"), Some("1" | "true"))),
            name: properties.attr("name").unwrap_or_default().to_owned(),
            hash: part.unwrap_or_default().to_owned(),
        })
    }
}

/// The pictures of a part, in reading order: of a slide all, of a document's
/// paragraph those that are not in its text boxes.
pub(super) fn images(tree: &Tree, arrows: &Relationships, archive: &Archive) -> Vec<Image> {
    let mut found = Vec::new();
    visit(tree, arrows, archive, &mut found);
    found
}

fn visit(tree: &Tree, arrows: &Relationships, archive: &Archive, found: &mut Vec<Image>) {
    for child in tree.elements() {
        let (properties, shown) = match child.name.as_str() {
            "p:pic" => (child.find("p:cNvPr").first().copied(), Some(child)),
            // A shape that is filled with a photo.
            "p:sp" => (child.find("p:cNvPr").first().copied(), child.get("p:spPr")),
            "wp:inline" | "wp:anchor" => (child.get("wp:docPr"), Some(child)),
            // The same for newer and for older programs.
            "mc:AlternateContent" => {
                let shown = child.get("mc:Choice").or_else(|| child.get("mc:Fallback"));
                visit(shown.unwrap_or(child), arrows, archive, found);
                continue;
            }
            "w:txbxContent" => continue,
            _ => {
                visit(child, arrows, archive, found);
                continue;
            }
        };
        if let (Some(properties), Some(shown)) = (properties, shown) {
            found.extend(Image::of(properties, shown, arrows, archive));
        }
    }
}
