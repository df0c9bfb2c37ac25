//! The words of a file, ready to be sought in.

use crate::read::{At, ReadBack, normalise};

/// What a reader sees of a file, as [`normalise`] has it: made once a file, as
/// every rule seeks in it.
#[derive(Debug)]
pub struct Haystack {
    /// The words of pages, slides and headings in reading order.
    pub(super) flow: String,
    /// The words by place, in reading order.
    pub(super) places: Vec<(At, String)>,
    /// The alt texts of pictures.
    pictures: Vec<String>,
}

impl Haystack {
    /// Makes the words of a file ready.
    pub fn new(read: &ReadBack) -> Self {
        let places = read.places.iter().map(|place| (place.at.clone(), normalise(&place.text)));
        Self {
            flow: normalise(&read.flow),
            places: places.collect(),
            pictures: read.pictures.iter().map(|picture| normalise(&picture.text)).collect(),
        }
    }

    /// Starts seeking words that come in the file's own order.
    pub(super) fn seek(&self) -> Seeker<'_> {
        Seeker { haystack: self, from: 0 }
    }
}

/// Goes on where the last words were found, and begins again for any that are
/// not there.
pub(super) struct Seeker<'a> {
    haystack: &'a Haystack,
    from: usize,
}

impl Seeker<'_> {
    /// Whether the file holds these words, normalised, anywhere: a paragraph
    /// that runs over a page is whole in the flow alone; notes, feet,
    /// properties and alt texts are elsewhere alone.
    pub(super) fn finds(&mut self, words: &str) -> bool {
        let Haystack { flow, places, pictures } = self.haystack;
        if let Some(at) = flow.get(self.from..).and_then(|rest| rest.find(words)) {
            self.from += at;
            return true;
        }
        places.iter().any(|(_, text)| text.contains(words))
            || pictures.iter().any(|text| text.contains(words))
            || flow.contains(words)
    }
}
