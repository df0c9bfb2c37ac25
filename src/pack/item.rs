//! Packs, items, documents, decks and slides.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Block, Node, Origin, Picture, PictureId};
use crate::diagnostics::{Finding, Findings};
use crate::text::{Lang, Line, Reader};

/// A core message's id in the registry, e.g. `never-share`.
pub type MessageId = String;
/// A layout's name in the brand's table, e.g. `talk`.
pub type LayoutId = String;
/// Activity id and number within it, e.g. `settle-1`: stable under edits
/// elsewhere.
pub type SlideId = String;

/// A lesson's pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What the lesson is.
    pub meta: Meta,
    /// What there is to open or print.
    pub items: Vec<Item>,
    /// The pictures that the items show.
    pub pictures: BTreeMap<PictureId, Picture>,
}

impl Pack {
    /// The item that is its deck, with the deck.
    pub fn deck(&self) -> Option<(&Item, &Deck)> {
        self.items.iter().find_map(|item| match &item.body {
            Body::Deck(deck) => Some((item, deck)),
            Body::Document(_) => None,
        })
    }
}

/// What every file says of the lesson, in its foot and its properties.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
pub struct Meta {
    /// The lesson's id, e.g. `11-14/in-the-group-chat`.
    pub lesson: String,
    /// Its title.
    pub title: String,
    /// Its version, e.g. `1.0`.
    pub version: String,
    /// The audience's id, e.g. `11-14`.
    pub audience: String,
    /// The audience as people say it, e.g. `Ages 11–14`.
    pub audience_name: String,
    /// Length of this pack's lesson in minutes.
    pub minutes: u16,
    /// The nation whose law and services are used, as people say it.
    pub nation: String,
    /// `draft`, or `signed`.
    pub review_status: String,
    /// The status in words, as printed in the foot of every adult page.
    pub review_line: String,
    /// What the foot of every learner's page says instead.
    pub learners_line: String,
    /// Where its files stand.
    pub folders: Folders,
}

/// The folder of each reader's files in the pack, as its people are called.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
pub struct Folders {
    /// Those who learn, e.g. `pupils`.
    pub learners: String,
    /// Their homes; adults who learn are their own readers here.
    pub home: String,
    /// Who leads, e.g. `teacher`.
    pub staff: String,
}

impl Folders {
    /// The folder of a reader's files.
    pub fn of(&self, reader: Reader) -> &str {
        match reader {
            Reader::Learners => &self.learners,
            Reader::Home => &self.home,
            Reader::Staff => &self.staff,
        }
    }
}

/// One thing to open or print; a file per format.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// File name without its ending, e.g. `2-slides`.
    pub stem: String,
    /// Who it is for: decides the folder and which words may enter.
    pub reader: Reader,
    /// Its language.
    pub lang: Lang,
    /// The formats to make, in order.
    pub formats: Vec<Format>,
    /// Pages it must fill, no more and no fewer, where it is printed as a sheet.
    pub pages: Option<u16>,
    /// Whether it holds words of a school's profile and so is never cached.
    pub private: bool,
    /// What the feet and the properties say.
    pub meta: Meta,
    /// What it holds.
    pub body: Body,
}

impl Item {
    /// Makes an item, unless it holds words that its reader must not see.
    ///
    /// # Errors
    ///
    /// A finding for each node whose words are for a higher reader.
    pub fn new(
        stem: impl Into<String>,
        reader: Reader,
        formats: Vec<Format>,
        meta: Meta,
        body: Body,
    ) -> Result<Self, Findings> {
        let stem = stem.into();
        let mut findings = Findings::new();
        body.walk(&mut |node| {
            if node.from.reader > reader {
                findings.push(
                    Finding::bug(
                        "leak",
                        node.from.place(),
                        format!(
                            "words for {} would enter `{stem}`, which is for {reader}",
                            node.from.reader
                        ),
                    )
                    .why("answers, scripts and safeguarding notes must never reach a lower reader"),
                );
            }
        });
        findings.ok_or(Self {
            stem,
            reader,
            lang: Lang::english(),
            formats,
            pages: None,
            private: false,
            meta,
            body,
        })
    }

    /// Its title, as the properties of the file say it.
    pub fn title(&self) -> &Line {
        match &self.body {
            Body::Deck(deck) => &deck.title,
            Body::Document(document) => &document.title,
        }
    }
}

/// A file's format.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// PDF/UA-1 and PDF/A-2a, by Typst.
    Pdf,
    /// Office Open XML presentation.
    Pptx,
    /// Office Open XML document.
    Docx,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Pptx, Format::Docx];

    /// The file name's ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Docx => "docx",
        }
    }

    /// The media type, as IANA registers it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// What an item holds.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// Slides.
    Deck(Deck),
    /// Pages.
    Document(Document),
}

impl Body {
    /// Calls `visit` on every node, nested ones too, in reading order; a
    /// slide's boxes, then its notes.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        match self {
            Self::Deck(deck) => {
                for slide in &deck.slides {
                    for nodes in slide.boxes.values() {
                        super::walk_nodes(nodes, visit);
                    }
                    if let Some(nodes) = deck.notes.get(&slide.id) {
                        super::walk_nodes(nodes, visit);
                    }
                }
            }
            Self::Document(document) => super::walk_nodes(&document.body, visit),
        }
    }
}

/// Pages.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// What kind: chooses the template.
    pub kind: DocKind,
    /// The title, drawn at the head and written to the properties.
    pub title: Line,
    /// A line under the title; may be empty.
    pub subtitle: Line,
    /// What it holds.
    pub body: Vec<Node>,
}

impl Document {
    /// Whether it shows a small picture of a slide.
    pub fn shows_a_slide(&self) -> bool {
        let mut found = false;
        super::walk_nodes(&self.body, &mut |node| found |= matches!(node.block, Block::Thumb(_)));
        found
    }
}

/// The kinds of document. A template each in PDF; in DOCX they share styles.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocKind {
    /// The lesson on a page, for whoever leads it: exactly one A4 page.
    StartHere,
    /// The full script with slide pictures and a timing strip.
    Notes,
    /// For the designated safeguarding lead: exactly one A4 page.
    Briefing,
    /// A letter home.
    Letter,
    /// A worksheet at one level.
    Worksheet,
    /// All that is cut up or handed out: cards, checks, slips, step-out task.
    PrintSet,
    /// Where to get help.
    HelpSheet,
    /// All lessons of the audience, in teaching order.
    Scheme,
    /// What the delegates of a workshop keep.
    Handout,
    /// What the delegates of a workshop think of it.
    Evaluation,
    /// Who attended a workshop: one page.
    Certificate,
    /// For staff on the day of an incident: exactly one A4 sheet, both sides.
    IncidentCard,
}

/// Slides.
#[derive(Debug, Clone, Serialize)]
pub struct Deck {
    /// The title for the properties.
    pub title: Line,
    /// One per activity, in order; they cover every slide once.
    pub sections: Vec<Section>,
    /// The slides, in order.
    pub slides: Vec<Slide>,
    /// What the teacher says and does at each; apart, so that a script edit
    /// spares the slides' PDF. Empty for learners.
    pub notes: BTreeMap<SlideId, Vec<Node>>,
}

/// A run of slides that belong to one activity.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
pub struct Section {
    /// The activity's title.
    pub title: String,
    /// Its slides.
    pub slides: Vec<SlideId>,
}

/// A slide: a layout and what fills its boxes.
#[derive(Debug, Clone, Serialize)]
pub struct Slide {
    /// Stable id.
    pub id: SlideId,
    /// The layout, which owns the boxes' places and order.
    pub layout: LayoutId,
    /// The title, unique in the deck; fills the layout's `title` box.
    pub title: Line,
    /// What fills the other boxes, by name. A box that is not here is empty.
    pub boxes: BTreeMap<String, Vec<Node>>,
    /// The step of the lesson that asked for it.
    #[serde(skip)]
    pub from: Origin,
}
