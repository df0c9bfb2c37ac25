//! A workshop's table-top exercise: the sheet and cards for the table, and for
//! whoever leads it when each piece of news comes in and what to listen for.

use super::composer::{Composer, callout, own, own_heading, text};
use crate::fit::Scheduled;
use crate::library::lesson::Printed;
use crate::library::workshop::{Exercise, Inject};
use crate::pack::{Block, Callout, Card, Marker, Node};
use crate::text::{Inline, Line};

/// Cards to a page: news needs room for what it says.
const INJECTS: u8 = 4;
const ROLES: u8 = 8;

impl Composer<'_> {
    /// The situation on a sheet, then role cards, then the news, to cut out.
    pub fn exercise(&self, exercise: &Exercise) -> Vec<Node> {
        let mut nodes = vec![Node::program(Block::PageBreak), self.heading(2, &exercise.title)];
        nodes.extend(self.prose(&exercise.situation));
        nodes.push(own_heading(3, "Round the table"));
        let roles = exercise.roles.iter().map(|role| {
            let mut line = vec![Inline::Strong(self.line(&role.name)), Inline::Text(": ".into())];
            line.extend(self.line(&role.does));
            vec![self.node(&role.does, Block::Para(line))]
        });
        nodes.push(Node::program(Block::List { marker: Marker::Bullet, items: roles.collect() }));
        nodes.push(self.role_cards(exercise));
        nodes.push(self.inject_cards(exercise));
        nodes
    }

    fn role_cards(&self, exercise: &Exercise) -> Node {
        let roles = ('A'..='Z').zip(&exercise.roles);
        let cards = roles.map(|(letter, role)| Card {
            mark: letter.into(),
            title: self.line(&role.name),
            picture: None,
            body: vec![self.para(&role.does)],
            foot: Line::new(),
        });
        self.node(&exercise.title, Block::Cards { per_page: ROLES, cards: cards.collect() })
    }

    fn inject_cards(&self, exercise: &Exercise) -> Node {
        let injects = (1..).zip(&exercise.injects);
        let cards = injects.map(|(n, inject): (u16, _)| Card {
            mark: n.to_string(),
            title: self.news(inject),
            picture: None,
            body: self.prose(&inject.text),
            foot: self.line(&inject.question),
        });
        self.node(&exercise.title, Block::Cards { per_page: INJECTS, cards: cards.collect() })
    }

    /// When and from whom: `08:40 · The office`.
    fn news(&self, inject: &Inject) -> Line {
        let mut line = self.line(&inject.at);
        line.push(Inline::Text(" · ".into()));
        line.extend(self.line(&inject.from));
        line
    }

    /// The news that comes in during an activity, for whoever hands it out.
    /// Minutes count from the exercise's beginning, over all activities that
    /// are part of it.
    pub fn injects_in(&self, scheduled: &Scheduled<'_>) -> Vec<Node> {
        let is_exercise = |s: &&Scheduled<'_>| s.activity.uses.contains(&Printed::Injects);
        let workshop = self.fitted.lesson.workshop.as_ref();
        let Some(workshop) = workshop.filter(|_| is_exercise(&scheduled)) else {
            return Vec::new();
        };
        let before = self.fitted.schedule.iter().filter(is_exercise);
        let begun: u16 = before.filter(|s| s.start < scheduled.start).map(|s| s.minutes).sum();
        let here = begun..begun + scheduled.minutes;
        let injects = (1..).zip(&workshop.exercise.injects);
        let injects = injects.filter(|(_, inject)| here.contains(&inject.minute.value));
        let how = own("Hand out one card at a time, at its minute. Walk round with these answers.");
        let mut nodes = vec![callout(Callout::Do, vec![how])];
        nodes.extend(injects.flat_map(|(n, inject)| {
            let minute = scheduled.start + inject.minute.value - begun;
            self.inject(n, minute, inject)
        }));
        nodes
    }

    fn inject(&self, number: u16, minute: u16, inject: &Inject) -> Vec<Node> {
        let mut title = text(format!("Minute {minute}: card {number}, "));
        title.extend(self.news(inject));
        let question = Block::Para(vec![Inline::Strong(self.line(&inject.question))]);
        let question = self.node(&inject.question, question);
        let mut nodes = vec![self.node(&inject.at, Block::Heading { level: 3, text: title })];
        nodes.extend(self.prose(&inject.text));
        nodes.push(callout(Callout::Ask, vec![question]));
        nodes.push(self.callout(Callout::ListenFor, &inject.answer));
        vec![Node::program(Block::Keep(nodes))]
    }
}
