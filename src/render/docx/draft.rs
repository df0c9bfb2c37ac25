//! What a document gathers while it is written: ids, pictures, lists, findings.

use std::collections::BTreeMap;

use super::lists::Lists;
use super::look::Look;
use super::paragraph::Face;
use super::words::{in_language, is_right_to_left};
use crate::diagnostics::{Finding, Findings};
use crate::ooxml::Relationships;
use crate::ooxml::names::kind;
use crate::pack::{Deck, Origin, Picture, SlideId};
use crate::render::Kit;
use crate::render::raster::rasterise;
use crate::text::{Lang, Line};

/// A document being written.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub kit: &'a Kit<'a>,
    pub look: &'a Look<'a>,
    /// What the document's part points at.
    pub relationships: Relationships,
    pub lists: Lists,
    findings: Findings,
    /// Parts by what they show, so that an icon on every page is there once.
    media: BTreeMap<String, (String, Vec<u8>)>,
    drawings: u32,
    /// How deep the next heading may stand, from 0.
    deepest: usize,
}

/// The room that a block is drawn in.
#[derive(Debug, Clone)]
pub(super) struct Room<'a> {
    /// Width in points.
    pub width: f64,
    /// Style of plain paragraphs.
    pub style: &'static str,
    /// Distance after a list's paragraphs in points, where it is not their
    /// style's.
    pub after: Option<f64>,
    /// Whether it lies inside a callout.
    pub nested: bool,
    /// Whether what comes next stands at its top.
    pub top: bool,
    /// Whether its last paragraph must stay with what follows.
    pub keep: bool,
    /// How many lists it lies in.
    pub depth: usize,
    /// The language, where it is not the document's.
    pub lang: Option<&'a Lang>,
}

impl<'a> Room<'a> {
    /// The same, of another width.
    pub(super) fn of_width(&self, width: f64) -> Self {
        Self { width, ..self.clone() }
    }

    /// The same, with another style for plain paragraphs, after which lists
    /// keep the same distance.
    pub(super) fn styled(&self, style: &'static str, after: f64) -> Self {
        Self { style, after: Some(after), depth: 0, ..self.clone() }
    }

    /// The face of its plain words.
    pub(super) fn face(&self) -> Face<'a> {
        match self.lang {
            Some(lang) => in_language(lang, &Face::default()),
            None => Face::default(),
        }
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(kit: &'a Kit<'a>, look: &'a Look<'a>) -> Self {
        Self {
            kit,
            look,
            relationships: Relationships::new(),
            lists: Lists::default(),
            findings: Findings::new(),
            media: BTreeMap::new(),
            drawings: 0,
            deepest: 0,
        }
    }

    /// Whether a room's words run from right to left.
    pub(super) fn right_to_left(&self, room: &Room<'_>) -> bool {
        is_right_to_left(room.lang.map_or(self.look.lang, Lang::tag))
    }

    /// The level, from 0, at which a heading stands that wants to stand at `at`:
    /// at most one below the heading before.
    pub(super) fn heading(&mut self, at: usize) -> usize {
        let level = at.min(self.deepest);
        self.deepest = (level + 1).min(2);
        level
    }

    /// The next id of a drawing, unique in the document.
    pub(super) fn drawing_id(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }

    /// The relationship to a picture drawn from an SVG at this width in
    /// pixels; none, and a finding, if it cannot be drawn.
    pub(super) fn svg(&mut self, svg: &str, pixels: u32) -> Option<String> {
        let key = format!("{pixels} {svg}");
        if !self.media.contains_key(&key) {
            match rasterise(svg, pixels) {
                Ok(png) => self.add(key.clone(), png.bytes),
                Err(error) => {
                    self.fail(&Origin::program(), format!("a picture cannot be drawn: {error}"));
                    return None;
                }
            }
        }
        let (name, _) = self.media.get(&key)?;
        Some(self.relationships.to_part(kind::IMAGE, name.as_str()))
    }

    /// The relationship to the picture of a slide; none if the kit has none.
    pub(super) fn thumb(&mut self, slide: &SlideId) -> Option<String> {
        let bytes = self.kit.thumbs.get(slide)?;
        let key = format!("slide {slide}");
        if !self.media.contains_key(&key) {
            self.add(key.clone(), bytes.clone());
        }
        let (name, _) = self.media.get(&key)?;
        Some(self.relationships.to_part(kind::IMAGE, name.as_str()))
    }

    /// A picture of the pack; none, and a finding, if it is not there.
    pub(super) fn picture(&mut self, id: &str, from: &Origin) -> Option<&'a Picture> {
        let picture = self.kit.pictures.get(id);
        if picture.is_none() {
            self.fail(from, format!("there is no picture `{id}` in the pack"));
        }
        picture
    }

    /// A slide's number, from 1, and its title.
    pub(super) fn slide(&self, id: &SlideId) -> Option<(usize, &'a Line)> {
        let deck: &'a Deck = self.kit.deck?;
        let at = deck.slides.iter().position(|slide| slide.id == *id)?;
        Some((at + 1, &deck.slides.get(at)?.title))
    }

    /// Notes what cannot be drawn.
    pub(super) fn fail(&mut self, from: &Origin, what: String) {
        self.findings.push(
            Finding::bug("missing-picture", from.place(), what)
                .why("the page would have a hole in it"),
        );
    }

    /// The pictures' parts by name.
    ///
    /// # Errors
    ///
    /// What could not be drawn.
    pub(super) fn pictures(mut self) -> Result<Vec<(String, Vec<u8>)>, Findings> {
        let media = std::mem::take(&mut self.media);
        self.findings.ok_or(media.into_values().collect())
    }

    fn add(&mut self, key: String, bytes: Vec<u8>) {
        let name = format!("word/media/image{}.png", self.media.len() + 1);
        self.media.insert(key, (name, bytes));
    }
}
