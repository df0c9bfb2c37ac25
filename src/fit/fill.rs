//! Slots filled: an author's markup becomes words.

use super::School;
use crate::library::Registry;
use crate::library::registry::{Audience, Nation};
use crate::text::{
    Authored, Inline, Line, Markup, MarkupBlock, SchoolSlot, Slot, parse_line, parse_prose,
};

/// A paragraph or a list, filled, with the core messages it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Its words.
    pub block: FilledBlock,
    /// Ids of the core messages that it says in the registry's words.
    pub messages: Vec<String>,
}

/// Words ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum FilledBlock {
    /// A paragraph.
    Para(Line),
    /// A list; numbered if `ordered`.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Filled>>,
    },
}

pub(super) struct Filler<'a> {
    pub registry: &'a Registry,
    pub audience: &'a Audience,
    pub nation: &'a Nation,
    pub school: &'a School,
}

impl Filler<'_> {
    /// Loading has parsed every text once and reported what is wrong; a text
    /// that does not parse never gets here, and is shown as it stands.
    pub fn line(&self, raw: &str) -> Line {
        match parse_line(raw) {
            Ok(markup) => self.fill(&markup, &mut Vec::new()),
            Err(_) => vec![Inline::Text(raw.to_owned())],
        }
    }

    pub fn prose(&self, raw: &str) -> Vec<Filled> {
        match parse_prose(raw) {
            Ok(blocks) => blocks.iter().map(|block| self.block(block)).collect(),
            Err(_) => vec![Filled {
                block: FilledBlock::Para(vec![Inline::Text(raw.to_owned())]),
                messages: Vec::new(),
            }],
        }
    }

    pub fn message(&self, id: &str) -> Option<Line> {
        let message = self.registry.message(id)?;
        Some(self.registered(message.wording.get(self.audience.id.as_str())?))
    }

    pub fn school(&self, slot: SchoolSlot) -> Line {
        vec![match self.school.get(slot) {
            Some(value) => Inline::Text(value.to_owned()),
            None => Inline::Blank(
                SchoolSlot::ALL
                    .iter()
                    .find(|(_, known, _)| *known == slot)
                    .map_or(20, |(.., width)| *width),
            ),
        }]
    }

    fn block(&self, block: &MarkupBlock) -> Filled {
        let mut messages = Vec::new();
        let block = match block {
            MarkupBlock::Para(line) => FilledBlock::Para(self.fill(line, &mut messages)),
            MarkupBlock::List { ordered, items } => FilledBlock::List {
                ordered: *ordered,
                items: items
                    .iter()
                    .map(|item| item.iter().map(|block| self.block(block)).collect())
                    .collect(),
            },
        };
        Filled { block, messages }
    }

    fn fill(&self, markup: &[Markup], messages: &mut Vec<String>) -> Line {
        let mut line = Line::new();
        for piece in markup {
            match piece {
                Markup::Text(text) => line.push(Inline::Text(text.clone())),
                Markup::Strong(inner) => line.push(Inline::Strong(self.fill(inner, messages))),
                Markup::Link { to, text } => {
                    line.push(Inline::Link { to: to.clone(), text: self.fill(text, messages) })
                }
                Markup::Newline => line.push(Inline::Newline),
                Markup::Slot(slot) => {
                    if let Slot::Message(id) = slot {
                        messages.push(id.clone());
                    }
                    line.extend(self.slot(slot));
                }
            }
        }
        join(line)
    }

    pub fn slot(&self, slot: &Slot) -> Line {
        let audience = self.audience.id.as_str();
        let nation = self.nation.id.as_str();
        let found = match slot {
            Slot::School(slot) => return self.school(*slot),
            Slot::Message(id) => self.message(id),
            Slot::Law(id) => self
                .registry
                .law(id)
                .and_then(|law| law.wording.get(nation))
                .map(|words| self.registered(words)),
            Slot::Service(id) => {
                self.registry.service(id).map(|service| self.registered(&service.name))
            }
            Slot::Term(id) if id == "it" => Some(self.registered(&self.audience.it)),
            Slot::Term(id) => self.registry.term(id).map(|term| {
                let own = term.wording.get(audience).map(|words| self.registered(words));
                own.unwrap_or_else(|| self.registered(&term.word))
            }),
            Slot::Nation(word) if word == "name" => Some(self.registered(&self.nation.name)),
            Slot::Nation(word) => self.nation.words.get(word).map(|words| self.registered(words)),
        };
        found.unwrap_or_else(|| vec![Inline::Blank(12)])
    }

    /// The registry's words. Slots within them are not filled again, so that
    /// no text can lead round in a circle.
    fn registered(&self, words: &impl Authored) -> Line {
        match parse_line(words.raw()) {
            Ok(markup) => plain_markup(&markup),
            Err(_) => vec![Inline::Text(words.raw().to_owned())],
        }
    }
}

fn plain_markup(markup: &[Markup]) -> Line {
    markup
        .iter()
        .map(|piece| match piece {
            Markup::Text(text) => Inline::Text(text.clone()),
            Markup::Strong(inner) => Inline::Strong(plain_markup(inner)),
            Markup::Link { to, text } => Inline::Link { to: to.clone(), text: plain_markup(text) },
            Markup::Newline => Inline::Newline,
            Markup::Slot(_) => Inline::Blank(12),
        })
        .collect()
}

/// Joins neighbouring plain words, so that a filled slot leaves no seam.
fn join(line: Line) -> Line {
    let mut out = Line::new();
    for inline in line {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(&more),
            (_, inline) => out.push(inline),
        }
    }
    out
}
