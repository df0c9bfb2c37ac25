//! The letter home.

use super::composer::{Composer, own, own_heading};
use crate::library::lesson::Letter;
use crate::pack::{Block, DocKind, Document, Marker, Node, Reader};
use crate::text::{Inline, SchoolSlot};

impl Composer<'_> {
    /// What the class will do, how to see it, how to talk about it, who helps.
    pub fn letter(&mut self, letter: &Letter) -> Document {
        let lesson_on = vec![Inline::Text("Day of the lesson: ".into()), Inline::Blank(18)];
        let mut body = vec![
            self.school_line("From:", SchoolSlot::Name),
            Node::program(Block::Para(lesson_on)),
        ];
        body.extend(self.prose(&letter.body));
        body.push(own_heading(2, "Ways to start a talk"));
        body.push(self.list(Marker::Bullet, &letter.talk));
        body.push(own_heading(2, "Who helps"));
        body.push(own("At school, ask for the safeguarding lead:"));
        body.push(self.school_line("Name:", SchoolSlot::Dsl));
        body.push(self.school_line("Where and when:", SchoolSlot::Room));
        body.extend(self.contacts(&letter.services, Reader::Home, Vec::new()));
        let subtitle = format!("{} · {}", self.meta.title, self.meta.audience_name);
        Document {
            kind: DocKind::Letter,
            title: self.line(&letter.subject),
            subtitle: super::composer::text(subtitle),
            body,
        }
    }
}
