//! What a file depends on, as a key: equal keys, equal bytes.

use std::collections::BTreeMap;

use crate::diagnostics::{Finding, Findings, Place};
use crate::pack::{Body, Deck, Format, Item, Reader};

/// The key of a file within one build, where brand, fonts, templates and date
/// are the same for all.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub struct Key {
    hash: [u8; 32],
    size: usize,
}

impl Key {
    /// The key of an item in a format, beside the deck that documents show
    /// small pictures of.
    ///
    /// # Errors
    ///
    /// A finding if the model cannot be written as JSON: a bug of ours.
    pub fn new(item: &Item, format: Format, deck: Option<&Deck>) -> Result<Self, Findings> {
        // Neither its name nor the other formats it comes in are drawn.
        let mut view = Item { stem: String::new(), formats: Vec::new(), ..item.clone() };
        let deck = match &mut view.body {
            // A deck's PDF shows neither script nor sections, so a teacher's
            // and a learner's are the same file.
            Body::Deck(deck) if format == Format::Pdf => {
                deck.notes = BTreeMap::new();
                deck.sections = Vec::new();
                view.reader = Reader::Learners;
                None
            }
            Body::Deck(_) => None,
            Body::Document(document) => {
                deck.filter(|_| document.shows_a_slide()).map(|deck| &deck.slides)
            }
        };
        let bytes = serde_json::to_vec(&(format, &view, deck)).map_err(|error| {
            Finding::bug("bug", Place::File(item.stem.clone()), error.to_string())
                .why("it says what a file is made of, so that no file is drawn twice")
        })?;
        Ok(Self { hash: *blake3::hash(&bytes).as_bytes(), size: bytes.len() })
    }

    /// How much there is to draw, in bytes of the model: the more, the longer
    /// it takes.
    pub fn size(&self) -> usize {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::sample;

    #[test]
    fn a_script_changes_the_slides_to_edit_and_not_their_pdf() {
        let item = sample::deck("11-14");
        let mut other = item.clone();
        other.stem = "9-slides".into();
        other.reader = Reader::Learners;
        other.formats = vec![Format::Pdf];
        let Body::Deck(deck) = &mut other.body else { panic!("a deck") };
        deck.notes.clear();
        let key = |item, format| Key::new(item, format, None).unwrap();
        assert_eq!(key(&item, Format::Pdf), key(&other, Format::Pdf));
        assert_ne!(key(&item, Format::Pptx), key(&other, Format::Pptx));
    }
}
