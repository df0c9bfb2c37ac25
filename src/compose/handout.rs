//! What the delegates of a workshop keep.

use super::composer::{Composer, callout, own_heading, reach, text};
use crate::library::workshop::Handout;
use crate::pack::{Block, Callout, DocKind, Document, Node};
use crate::text::{Inline, Name, SchoolSlot};

impl Composer<'_> {
    /// Two to four pages: the lesson's own parts, what to delete, keep or hand
    /// over, who helps, and the core messages in the registry's words.
    pub fn handout(&mut self, handout: &Handout) -> Document {
        let mut body = self.prose(&handout.intro);
        for part in &handout.parts {
            let mut nodes = vec![self.heading(2, &part.title)];
            nodes.extend(self.prose(&part.text));
            body.push(Node::program(Block::Keep(nodes)));
        }
        let keep = |nodes| Node::program(Block::Keep(nodes));
        body.push(keep(vec![own_heading(2, "Delete, keep or hand over"), self.handling()]));
        let mut route = self.own_route("Safeguarding lead:");
        route.push(self.school_line("Who comes next:", SchoolSlot::Deputy));
        route.push(Node::program(Block::Para(vec![
            Inline::Text("Who looks after me: ".into()),
            Inline::Blank(24),
        ])));
        body.push(keep(vec![own_heading(2, "Who helps"), callout(Callout::Help, route)]));
        body.push(self.services_table(&handout.services));
        let mut remember = vec![own_heading(2, "Remember")];
        remember.extend(self.remember());
        body.push(keep(remember));
        Document {
            kind: DocKind::Handout,
            title: self.line(&handout.title),
            subtitle: text(format!("To keep · {}", self.meta.audience_name)),
            body,
        }
    }

    /// Services in the words that the audience reads, one a row.
    fn services_table(&self, ids: &[Name]) -> Node {
        let services = ids.iter().filter_map(|id| self.fitted.registry.service(id.as_str()));
        let rows = services.map(|service| {
            let name = Block::Para(vec![Inline::Strong(self.line(&service.name))]);
            let says = self.service_says(service, self.called().services);
            vec![
                vec![self.node(&service.name, name)],
                says.into_iter().collect(),
                vec![Node::program(Block::Para(reach(service)))],
            ]
        });
        Node::program(Block::Table {
            head: vec![text("Who"), text("For what"), text("How")],
            rows: rows.collect(),
            widths: vec![26, 48, 26],
            about: "Who helps, for what, and how to reach them".into(),
        })
    }
}
