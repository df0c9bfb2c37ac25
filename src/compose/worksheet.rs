//! Worksheets at three levels, told apart by a shape and never by a word.

use super::composer::{Composer, own_strong, text};
use crate::library::worksheet::{Task, Worksheet};
use crate::pack::{Alt, Block, Callout, DocKind, Document, Ground, Marker, Node, Space, Width};
use crate::text::{Inline, LearnerLine};

impl Composer<'_> {
    /// The three sheets with their file names.
    pub fn worksheets(&mut self, sheet: &Worksheet) -> Vec<(&'static str, Document)> {
        vec![
            ("3-worksheet-circle", self.worksheet(sheet, "circle", &sheet.support, true)),
            ("3-worksheet-square", self.worksheet(sheet, "square", &sheet.core, false)),
            ("3-worksheet-kite", self.worksheet(sheet, "kite", &sheet.stretch, false)),
        ]
    }

    fn worksheet(
        &mut self,
        sheet: &Worksheet,
        shape: &str,
        tasks: &[Task],
        support: bool,
    ) -> Document {
        let alt = Alt::Text(format!("Sheet with a {shape}"));
        let mark = format!("icons/level-{shape}");
        let mut body = vec![self.mark(&mark, Ground::White, Width::Mark, alt)];
        for (n, task) in (1..).zip(tasks) {
            body.extend(self.task(n, task, support));
        }
        if support {
            body.extend(self.words_for_today());
        }
        Document {
            kind: DocKind::Worksheet,
            title: self.line(&sheet.title),
            subtitle: self.line(&sheet.intro),
            body,
        }
    }

    /// The vocabulary in two columns.
    fn words_for_today(&self) -> Option<Node> {
        let words = &self.fitted.lesson.vocabulary;
        let mut columns = vec![Vec::new(), Vec::new()];
        for (n, word) in words.iter().enumerate() {
            let mut line = vec![Inline::Strong(self.line(&word.word))];
            line.push(Inline::Text(": ".into()));
            line.extend(self.line(&word.means));
            columns[n % 2].push(self.node(&word.means, Block::Para(line)));
        }
        let body = vec![own_strong("Words for today"), Node::program(Block::Columns(columns))];
        (!words.is_empty()).then(|| super::composer::callout(Callout::Note, body))
    }

    fn task(&self, n: u16, task: &Task, wide: bool) -> Vec<Node> {
        let lines = |count: u8| Node::program(Block::Space(Space::Lines { count, wide }));
        let (ask, rest) = match task {
            Task::Write(t) => {
                let mut rest = Vec::new();
                if !t.words.is_empty() {
                    let mut line = vec![Inline::Strong(text("Words to use:"))];
                    for (at, word) in t.words.iter().enumerate() {
                        line.push(Inline::Text(if at == 0 { " " } else { " · " }.into()));
                        line.extend(self.line(word));
                    }
                    rest.push(Node::program(Block::Para(line)));
                }
                rest.extend(t.starter.as_ref().map(|starter| self.para(starter)));
                rest.push(lines(t.lines.value));
                (&t.ask, rest)
            }
            Task::Tick(t) => (&t.ask, vec![self.ticks(&t.columns, &t.rows)]),
            Task::Order(t) => {
                let row = |step| vec![vec![tick_box()], vec![self.para(step)]];
                let rows = t.steps.iter().map(row).collect();
                let table = Node::program(Block::Table {
                    head: vec![text("Number"), text("Step")],
                    rows,
                    widths: vec![16, 84],
                    about: "Steps to number in order".into(),
                });
                (&t.ask, vec![table])
            }
            Task::Choose(t) => {
                let mut rest = vec![self.list(Marker::Tick, &t.options)];
                if t.lines.value > 0 {
                    rest.push(super::composer::own("My reason:"));
                    rest.push(lines(t.lines.value));
                }
                (&t.ask, rest)
            }
            Task::Boxes(t) => {
                let columns = t.heads.iter().map(|head| {
                    let bold = Block::Para(vec![Inline::Strong(self.line(head))]);
                    vec![self.node(head, bold), lines(t.lines.value)]
                });
                (&t.ask, vec![Node::program(Block::Columns(columns.collect()))])
            }
            Task::Frame(t) => {
                let frame = Space::Frame { height_mm: t.height.value };
                (&t.ask, vec![Node::program(Block::Space(frame))])
            }
        };
        let mut heading = text(format!("{n}. "));
        heading.extend(self.line(ask));
        let mut nodes = vec![self.node(ask, Block::Heading { level: 2, text: heading })];
        nodes.extend(rest);
        vec![Node::program(Block::Keep(nodes))]
    }

    fn ticks(&self, columns: &[LearnerLine], rows: &[LearnerLine]) -> Node {
        let mut head = vec![text("What happens")];
        head.extend(columns.iter().map(|column| self.line(column)));
        let row = |words: &LearnerLine| {
            let mut cells = vec![vec![self.para(words)]];
            cells.extend(columns.iter().map(|_| vec![tick_box()]));
            cells
        };
        let mut widths = vec![100 - 15 * columns.len() as u16];
        widths.extend(columns.iter().map(|_| 15));
        Node::program(Block::Table {
            head,
            rows: rows.iter().map(row).collect(),
            widths,
            about: "One box to tick in each row".into(),
        })
    }
}

/// A box to tick, or to write a number in.
fn tick_box() -> Node {
    Node::program(Block::List { marker: Marker::Tick, items: vec![vec![]] })
}
