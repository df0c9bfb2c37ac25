//! The sheet of help that every pupil takes away.

use super::composer::{Composer, callout, own_heading};
use crate::library::registry::Standing;
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node, Reader};
use crate::text::SchoolSlot;

impl Composer<'_> {
    /// One page: the school's own route first, then services, then what to
    /// remember in the registry's words.
    pub fn help_sheet(&mut self) -> Document {
        let sheet = &self.fitted.lesson.help_sheet;
        let mut body = self.prose(&sheet.intro);
        body.push(callout(
            Callout::Help,
            vec![
                self.school_line("In school, the safeguarding lead:", SchoolSlot::Dsl),
                self.school_line("Where and when:", SchoolSlot::Room),
            ],
        ));
        body.push(own_heading(2, "Outside school"));
        let danger = vec![self.para(&self.fitted.audience.danger)];
        body.extend(self.contacts(&sheet.services, Reader::Learners, danger));
        body.push(own_heading(2, "Remember"));
        body.push(self.para(&self.fitted.audience.it));
        let messages = self.standing(Standing::HelpSheet);
        let items = messages.into_iter().filter_map(|id| self.message(id)).map(|node| vec![node]);
        let items = items.collect();
        body.push(Node::program(Block::List { marker: Marker::Bullet, items }));
        Document {
            kind: DocKind::HelpSheet,
            title: self.line(&sheet.title),
            subtitle: Vec::new(),
            body,
        }
    }
}
