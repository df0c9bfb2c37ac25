//! What stands on a page or in a box.

use serde::Serialize;

use super::{MessageId, PictureId, Scene, SlideId};
use crate::diagnostics::{ByteRange, FileId, Place};
use crate::text::{Lang, Line, Reader, pieces};

/// A block, with where its words come from.
///
/// Neither `from` nor `teaches` is serialised or hashed, so a new comment in
/// the lesson changes no file.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Node {
    /// What is drawn.
    pub block: Block,
    /// The authored words it comes from.
    #[serde(skip)]
    pub from: Origin,
    /// The core message it carries in the registry's words.
    #[serde(skip)]
    pub teaches: Option<MessageId>,
}

/// Where words come from and who may read them.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Origin {
    /// The authored file; none for the program's own words.
    pub at: Option<(FileId, ByteRange)>,
    /// Who may read them.
    pub reader: Reader,
}

impl Origin {
    /// The program's own words, which anybody may read.
    pub fn program() -> Self {
        Self { at: None, reader: Reader::Learners }
    }

    /// As a place for a finding.
    pub fn place(&self) -> Place {
        match &self.at {
            Some((file, bytes)) => Place::Source { file: *file, bytes: *bytes },
            None => Place::Nowhere,
        }
    }
}

impl Node {
    /// A node of the program's own.
    pub fn program(block: Block) -> Self {
        Self { block, from: Origin::program(), teaches: None }
    }

    /// A node of authored words.
    pub fn new(block: Block, from: Origin) -> Self {
        Self { block, from, teaches: None }
    }
}

/// What every writer draws.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading; level 1 is the document's title, so blocks start at 2.
    Heading {
        /// From 2, as the title is 1.
        level: u8,
        /// The words.
        text: Line,
    },
    /// A paragraph.
    Para(Line),
    /// A list.
    List {
        /// What stands before each item.
        marker: Marker,
        /// Its items.
        items: Vec<Vec<Node>>,
    },
    /// A table with a header row. `widths` are shares, one a column; `about`
    /// says what it shows, for those who hear it. On paper, a row of empty
    /// cells is room to write in.
    Table {
        /// The header row.
        head: Vec<Line>,
        /// Cells by row and column.
        rows: Vec<Vec<Vec<Node>>>,
        /// Shares of the width, one a column.
        widths: Vec<u16>,
        /// What it shows.
        about: String,
    },
    /// A box with an icon, a label and a border.
    Callout {
        /// Which.
        kind: Callout,
        /// What it holds.
        body: Vec<Node>,
    },
    /// A picture.
    Figure {
        /// The picture.
        picture: PictureId,
        /// How wide.
        width: Width,
    },
    /// A small picture of a slide of the pack's deck, with its number.
    Thumb(SlideId),
    /// An invented chat or stream, drawn and editable.
    Scene(Scene),
    /// Room to answer.
    Space(Space),
    /// The plan with its minutes.
    Timing(Vec<TimeRow>),
    /// What to do by when, one stage after the other.
    Stages(Vec<Stage>),
    /// Cards to cut out.
    Cards {
        /// Cards to a page: 4 or 8.
        per_page: u8,
        /// The cards.
        cards: Vec<Card>,
    },
    /// A service, or the school's own route.
    Contact(Contact),
    /// Side by side; in order where a format has no columns.
    Columns(Vec<Vec<Node>>),
    /// The same words in two languages.
    Parallel(Vec<(Lang, Vec<Node>)>),
    /// Never broken over a page.
    Keep(Vec<Node>),
    /// A new page.
    PageBreak,
}

/// What stands before a list's items.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// 1, 2, 3.
    Number,
    /// A, B, C.
    Letter,
    /// A box to tick.
    Tick,
    /// A cross: what not to do.
    Cross,
}

/// The kinds of callout; each has one icon and one label.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Callout {
    /// Words to say aloud.
    Say,
    /// A question to ask.
    Ask,
    /// Something to do.
    Do,
    /// Answers to listen for.
    ListenFor,
    /// A hard question and an answer.
    IfTheyAsk,
    /// Safeguarding.
    KeepSafe,
    /// For those who need a way in.
    Support,
    /// For those who want more.
    Stretch,
    /// Neutral: aims, reminders, key words.
    Note,
    /// The law, in one line.
    Law,
    /// Help, on the warm ground.
    Help,
}

impl Callout {
    /// The icon's name among the drawings, and the label's key in the strings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::Ask => "ask",
            Self::Do => "do",
            Self::ListenFor => "listen",
            Self::IfTheyAsk => "iftheyask",
            Self::KeepSafe => "keepsafe",
            Self::Support => "support",
            Self::Stretch => "stretch",
            Self::Note => "key",
            Self::Law => "rules",
            Self::Help => "help",
        }
    }

    /// The label that stands beside the icon.
    pub fn label(self) -> &'static str {
        match self {
            Self::Say => "Say",
            Self::Ask => "Ask",
            Self::Do => "Do",
            Self::ListenFor => "Listen for",
            Self::IfTheyAsk => "If they ask",
            Self::KeepSafe => "Keep safe",
            Self::Support => "Support",
            Self::Stretch => "Stretch",
            Self::Note => "Note",
            Self::Law => "The law",
            Self::Help => "The help",
        }
    }
}

/// How wide a figure is, as a share of the room it stands in.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// A small mark in the corner: 2.4 cm.
    Mark,
    /// A third.
    Third,
    /// A half.
    Half,
    /// All of it.
    Full,
}

/// Room to answer.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Space {
    /// So many writing lines, at the level's distance (`wide`: for support).
    Lines {
        /// How many.
        count: u8,
        /// Whether they are further apart.
        wide: bool,
    },
    /// A frame to draw or write in, with its height in millimetres.
    Frame {
        /// Its height in millimetres.
        height_mm: u16,
    },
}

/// A row of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct TimeRow {
    /// Number of the activity, from 1.
    pub number: u16,
    /// Minute at which it starts.
    pub start: u16,
    /// Length in minutes.
    pub minutes: u16,
    /// Its kind in a word, e.g. `Practise`.
    pub label: String,
    /// Its title.
    pub title: Line,
}

/// A stage of something that has to be done in time.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    /// How long it lasts, counted in `unit`.
    pub amount: u16,
    /// A short word, e.g. `min`.
    pub unit: Line,
    /// What it is called.
    pub title: Line,
    /// What to do.
    pub body: Vec<Node>,
}

/// A card to cut out.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// What stands in the badge: a number or a letter.
    pub mark: String,
    /// Its title.
    pub title: Line,
    /// A picture, decorative.
    pub picture: Option<PictureId>,
    /// The words.
    pub body: Vec<Node>,
    /// The question at the foot; may be empty.
    pub foot: Line,
}

/// A service or a route to help.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Its name.
    pub name: Line,
    /// What it is for, in the reader's words.
    pub says: Line,
    /// How to reach it: a number or an address in words; may be empty.
    pub reach: Line,
    /// A QR code of the address.
    pub qr: Option<PictureId>,
}

/// Calls `visit` on every node, nested ones too, in reading order.
pub fn walk_nodes<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        match &node.block {
            Block::List { items, .. } | Block::Columns(items) => {
                items.iter().for_each(|nodes| walk_nodes(nodes, visit));
            }
            Block::Table { rows, .. } => {
                rows.iter().flatten().for_each(|nodes| walk_nodes(nodes, visit));
            }
            Block::Callout { body, .. } | Block::Keep(body) => walk_nodes(body, visit),
            Block::Cards { cards, .. } => {
                cards.iter().for_each(|card| walk_nodes(&card.body, visit));
            }
            Block::Parallel(parts) => parts.iter().for_each(|(_, nodes)| walk_nodes(nodes, visit)),
            Block::Stages(stages) => {
                stages.iter().for_each(|stage| walk_nodes(&stage.body, visit));
            }
            Block::Heading { .. }
            | Block::Para(_)
            | Block::Figure { .. }
            | Block::Thumb(_)
            | Block::Scene(_)
            | Block::Space(_)
            | Block::Timing(_)
            | Block::Contact(_)
            | Block::PageBreak => {}
        }
    }
}

/// The words of nodes in reading order, a block a line and a blank parting
/// them: what provenance seeks in the text read back.
pub fn nodes_text(nodes: &[Node]) -> Vec<String> {
    let mut out = Vec::new();
    walk_nodes(nodes, &mut |node| out.extend(node.block.own_text()));
    out
}

impl Block {
    /// The words of this block itself, without those of nodes nested in it, in
    /// pieces where blanks stand.
    pub fn own_text(&self) -> Vec<String> {
        let texts = match self {
            Self::Heading { text, .. } | Self::Para(text) => pieces(text),
            Self::Table { head, .. } => head.iter().flat_map(|line| pieces(line)).collect(),
            Self::Callout { kind, .. } => vec![kind.label().to_owned()],
            Self::Scene(scene) => scene.text(),
            Self::Timing(rows) => rows
                .iter()
                .flat_map(|row| [vec![row.label.clone()], pieces(&row.title)].concat())
                .collect(),
            Self::Stages(stages) => stages
                .iter()
                .flat_map(|stage| {
                    [vec![stage.amount.to_string()], pieces(&stage.unit), pieces(&stage.title)]
                        .concat()
                })
                .collect(),
            Self::Cards { cards, .. } => cards
                .iter()
                .flat_map(|card| [pieces(&card.title), pieces(&card.foot)].concat())
                .collect(),
            Self::Contact(contact) => [&contact.name, &contact.says, &contact.reach]
                .into_iter()
                .flat_map(|line| pieces(line))
                .collect(),
            Self::List { .. }
            | Self::Figure { .. }
            | Self::Thumb(_)
            | Self::Space(_)
            | Self::Columns(_)
            | Self::Parallel(_)
            | Self::Keep(_)
            | Self::PageBreak => Vec::new(),
        };
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }
}
