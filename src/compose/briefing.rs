//! The page for the designated safeguarding lead.

use super::composer::{Composer, own_heading, text};
use crate::pack::{Block, DocKind, Document, Marker, Node};
use crate::text::Inline;

impl Composer<'_> {
    /// Exactly one page: what the class hears, what may come up, what to have
    /// ready.
    pub fn briefing(&self) -> Document {
        let lesson = self.fitted.lesson;
        let briefing = &lesson.briefing;
        let mut body = self.prose(&briefing.about);
        body.push(own_heading(2, "What may come up"));
        body.push(self.list(Marker::Bullet, &briefing.expect));
        body.push(own_heading(2, "Please have ready"));
        body.push(self.list(Marker::Tick, &briefing.ready));
        body.extend(self.handling_section());
        body.push(own_heading(2, "Told"));
        body.push(self.told());
        let lead = self.nation_word("dsl-long");
        let lead = lead.unwrap_or_else(|| "designated safeguarding lead".to_owned());
        let subtitle = format!(
            "For the {lead} · {} · {} · {} minutes",
            self.meta.title, self.meta.audience_name, self.meta.minutes
        );
        Document {
            kind: DocKind::Briefing,
            title: text("Safeguarding briefing"),
            subtitle: text(subtitle),
            body,
        }
    }

    /// A line to tick, with room for a date and a name.
    fn told(&self) -> Node {
        let line = vec![
            Inline::Text("Told on ".into()),
            Inline::Blank(14),
            Inline::Text(" by ".into()),
            Inline::Blank(24),
        ];
        let items = vec![vec![Node::program(Block::Para(line))]];
        Node::program(Block::List { marker: Marker::Tick, items })
    }
}
