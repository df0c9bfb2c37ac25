//! All that is handed out or cut up: the check, slips, cards, step-out task.

use super::composer::{Composer, own, own_heading, text};
use crate::library::worksheet::Cards;
use crate::pack::{Block, Card, DocKind, Document, Ground, Marker, Node, Source, Space, Width};
use crate::text::Inline;

/// Slips to a page.
const SLIPS: u8 = 8;

impl Composer<'_> {
    /// In order of use; each part starts a page.
    pub fn print_set(&mut self) -> Document {
        let lesson = self.fitted.lesson;
        // Cards and slips fill sheets of their own, without a heading.
        let mut body = self.check();
        body.push(self.slips());
        if let Some(workshop) = &lesson.workshop {
            body.extend(self.exercise(&workshop.exercise));
        }
        body.extend(lesson.cards.as_ref().map(|cards| self.cards(cards)));
        if let Some(task) = &lesson.prepare.step_out_task {
            body.push(Node::program(Block::PageBreak));
            body.push(self.heading(2, &task.title));
            body.extend(self.prose(&task.text));
            body.push(Node::program(Block::Space(Space::Frame { height_mm: 120 })));
        }
        Document {
            kind: DocKind::PrintSet,
            title: self.line(&lesson.title),
            subtitle: text("Print set"),
            body,
        }
    }

    fn check(&self) -> Vec<Node> {
        let check = &self.fitted.lesson.check;
        let mut nodes = vec![own_heading(2, "Quick check"), self.para(&check.intro)];
        for (n, item) in (1..).zip(&check.items) {
            let mut question = text(format!("{n}. "));
            question.extend(self.line(&item.question));
            let bold = Block::Para(vec![Inline::Strong(question)]);
            nodes.push(Node::program(Block::Keep(vec![
                self.node(&item.question, bold),
                self.list(Marker::Letter, &item.options),
            ])));
        }
        if !check.statements.is_empty() {
            let tick =
                || vec![Node::program(Block::List { marker: Marker::Tick, items: vec![vec![]] })];
            let rows = check.statements.iter();
            let rows =
                rows.map(|s| vec![vec![self.para(&s.text)], tick(), tick(), tick()]).collect();
            nodes.push(Node::program(Block::Table {
                head: vec![text("What do you think?"), text("Yes"), text("No"), text("Not sure")],
                rows,
                widths: vec![64, 11, 11, 14],
                about: "Statements to mark yes, no or not sure".into(),
            }));
        }
        nodes
            .push(own("When you have finished, turn the page over. Nobody will know it is yours."));
        nodes
    }

    fn slips(&self) -> Node {
        let slips = &self.fitted.lesson.slips;
        let slip = || Card {
            mark: "?".into(),
            title: self.line(&slips.prompt),
            picture: None,
            body: vec![Node::program(Block::Space(Space::Lines { count: 2, wide: false }))],
            foot: self.line(&slips.note),
        };
        let cards = (0..SLIPS).map(|_| slip()).collect();
        self.node(&slips.prompt, Block::Cards { per_page: SLIPS, cards })
    }

    fn cards(&mut self, set: &Cards) -> Node {
        let mut cards = Vec::new();
        for (n, card) in (1..).zip(&set.cards) {
            let figure = self.figure(&card.picture, Ground::Tint, Width::Third);
            let Block::Figure { picture, .. } = figure.block else {
                continue;
            };
            // A picture on a card says nothing that its words do not.
            if let Some(entry) = self.pictures.get_mut(&picture)
                && matches!(entry.source, Source::Drawing { .. })
            {
                entry.alt = crate::pack::Alt::Decorative;
            }
            cards.push(Card {
                mark: n.to_string(),
                title: self.line(&card.title),
                picture: Some(picture),
                body: self.prose(&card.text),
                foot: self.line(&card.question),
            });
        }
        self.node(&set.title, Block::Cards { per_page: set.per_page.value, cards })
    }
}
