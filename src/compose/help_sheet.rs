//! The sheet of help that every pupil takes away.

use super::composer::{Composer, callout, own_heading, own_strong};
use crate::library::lesson::HelpSheet;
use crate::library::registry::Standing;
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node, Reader, Space};
use crate::text::{Inline, SchoolSlot};

impl Composer<'_> {
    /// One page: the school's own route first, then services and room for two
    /// people of one's own, then what to remember in the registry's words.
    pub fn help_sheet(&mut self, sheet: &HelpSheet) -> Document {
        let danger = &self.fitted.audience.danger;
        let mut school = self.own_route("In school, the safeguarding lead:");
        school.push(self.node(danger, Block::Para(vec![Inline::Strong(self.line(danger))])));
        let mut body = vec![callout(Callout::Help, school)];
        let lines = Space::Lines { count: 2, wide: true };
        let mine = vec![own_strong("Two people I could tell"), Node::program(Block::Space(lines))];
        body.extend(self.contacts(&sheet.services, Reader::Learners, mine));
        body.push(own_heading(2, "Remember"));
        body.extend(self.remember());
        Document {
            kind: DocKind::HelpSheet,
            title: self.line(&sheet.title),
            subtitle: self.line(&sheet.intro),
            body,
        }
    }

    /// Whom to go to first.
    pub fn own_route(&self, lead: &str) -> Vec<Node> {
        vec![
            self.school_line(lead, SchoolSlot::Dsl),
            self.school_line("Where and when:", SchoolSlot::Room),
        ]
    }

    /// What "it" is, and the messages that nobody goes home without.
    pub fn remember(&self) -> Vec<Node> {
        let messages = self.standing(Standing::HelpSheet).into_iter();
        let items = messages.filter_map(|id| self.message(id)).map(|node| vec![node]).collect();
        vec![
            self.para(&self.fitted.audience.it),
            Node::program(Block::List { marker: Marker::Bullet, items }),
        ]
    }
}
