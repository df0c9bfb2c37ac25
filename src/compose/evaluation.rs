//! What delegates think of the workshop, without their names.

use super::composer::{Composer, own, text};
use crate::library::workshop::Evaluation;
use crate::pack::{Block, DocKind, Document, Marker, Node, Space};

/// How far a statement is true, in words that need no scale.
const SCALE: [&str; 4] = ["Fully", "Mostly", "Partly", "Not yet"];

impl Composer<'_> {
    /// One page: statements to tick, questions with lines.
    pub fn evaluation(&self, form: &Evaluation) -> Document {
        let tick =
            || vec![Node::program(Block::List { marker: Marker::Tick, items: vec![vec![]] })];
        let rows = form.statements.iter().map(|statement| {
            let mut cells = vec![vec![self.para(statement)]];
            cells.extend(SCALE.iter().map(|_| tick()));
            cells
        });
        let mut head = vec![text("How far is this true?")];
        head.extend(SCALE.map(text));
        let table = Node::program(Block::Table {
            head,
            rows: rows.collect(),
            widths: vec![56, 11, 11, 11, 11],
            about: "Statements, with one box to tick in each row".into(),
        });
        let mut body = vec![table];
        for question in &form.questions {
            let lines = Space::Lines { count: question.lines.value, wide: false };
            body.push(Node::program(Block::Keep(vec![
                self.heading(2, &question.ask),
                Node::program(Block::Space(lines)),
            ])));
        }
        body.push(own("Leave it face down. It is read after you have gone."));
        Document {
            kind: DocKind::Evaluation,
            title: self.line(&form.title),
            subtitle: self.line(&form.intro),
            body,
        }
    }
}
