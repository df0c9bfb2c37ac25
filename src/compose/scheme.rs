//! The scheme of work: every lesson of the audience, in teaching order.

use super::composer::{Composer, own, text};
use crate::library::registry::Session;
use crate::pack::{Block, DocKind, Document, Marker, Node};
use crate::text::{Inline, StaffLine};

impl Composer<'_> {
    /// One table, from the outline: lessons that are not written yet stand in
    /// it too, and say so.
    pub fn scheme(&self) -> Document {
        let sessions = self.sessions();
        let count = sessions.len();
        let rows = (1..).zip(&sessions).map(|(n, session)| self.session_row(n, session));
        let table = Node::program(Block::Table {
            head: vec![text("Lesson"), text("What happens"), text("Core messages taught")],
            rows: rows.collect(),
            widths: vec![22, 39, 39],
            about: "Lessons in teaching order, with what happens and what is taught".into(),
        });
        let minutes = self.fitted.audience.minutes.value;
        let each = if count == 1 { "1 session".to_owned() } else { format!("{count} lessons") };
        let mut body = vec![
            own("Teach them in this order, a week apart at most. Each stands on the one before; \
                 a single lesson on images of abuse leaves pupils with half the picture."),
            table,
            own(
                "Besides these, every pack carries on its help slides and its help sheet the messages that no child should go without.",
            ),
        ];
        body.extend(self.handling_section());
        Document {
            kind: DocKind::Scheme,
            title: text(format!("Scheme of work: {}", self.meta.audience_name)),
            subtitle: text(format!("{each} of {minutes} minutes · {}", self.meta.nation)),
            body,
        }
    }

    fn session_row(&self, n: usize, session: &Session) -> Vec<Vec<Node>> {
        let mut title = text(format!("{n}. "));
        title.extend(self.line(&session.title));
        let mut name = vec![self.node(&session.title, Block::Para(vec![Inline::Strong(title)]))];
        if session.id.value == self.meta.lesson {
            name.push(own("This lesson"));
        } else if !self.fitted.written.contains(session.id.as_str()) {
            name.push(own("Not written yet"));
        }
        let part = |label: &str, words: &StaffLine| {
            let mut line = vec![Inline::Strong(text(label)), Inline::Text(" ".into())];
            line.extend(self.line(words));
            self.node(words, Block::Para(line))
        };
        let happens = vec![
            part("Opens with", &session.hook),
            part("Scene:", &session.scene),
            part("Task:", &session.task),
            part("Watch for:", &session.watch),
        ];
        let all = session.messages.iter().any(|id| id.value == "all");
        let taught = |id: &str| all || session.messages.iter().any(|taught| taught.value == id);
        let messages = self.fitted.registry.messages.iter().map(|message| message.id.as_str());
        let messages = messages.filter(|id| taught(id)).filter_map(|id| self.message(id));
        let items = messages.map(|node| vec![node]).collect();
        let teaches = vec![Node::program(Block::List { marker: Marker::Bullet, items })];
        vec![name, happens, teaches]
    }
}
