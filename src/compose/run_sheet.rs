//! A workshop on a page, for whoever leads it.

use super::composer::{Composer, callout, own_heading, text};
use crate::library::workshop::Workshop;
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node};

impl Composer<'_> {
    /// Exactly one page: aims, plan, what to print and to have in the room, what
    /// the host agrees to, who may be affected, what to do if somebody tells
    /// something.
    pub fn run_sheet(&self, workshop: &Workshop) -> Document {
        let plan = Node::program(Block::Timing(self.timing()));
        let mut left = vec![own_heading(2, "The plan"), plan];
        left.extend(self.prints());
        left.extend(self.lines("In the room", Marker::Tick, &[], &workshop.room));

        let mut right = self.lines("Agree with the host", Marker::Tick, &[], &workshop.host);
        right.extend(self.stepping_out());
        right.push(callout(Callout::Say, self.if_told()));

        let columns = Node::program(Block::Columns(vec![left, right]));
        Document {
            kind: DocKind::StartHere,
            title: text("Run sheet"),
            subtitle: self.where_it_stands(),
            body: vec![self.aims(), columns, self.handling_box()],
        }
    }

    /// What stands on a lesson's start page, and has no room on a run sheet.
    pub fn before_and_after(&self) -> Vec<Node> {
        let (routine, prepare) = (self.routine(), &self.fitted.lesson.prepare);
        [
            self.lines("Before", Marker::Tick, &routine.before, &prepare.before),
            self.lines("Not now if", Marker::Bullet, &routine.not_when, &prepare.not_when),
            self.lines("Afterwards", Marker::Tick, &routine.after, &prepare.afterwards),
        ]
        .concat()
    }
}
