//! The slides, and beside each what the teacher says and does.

use std::collections::BTreeMap;

use super::composer::{Composer, callout};
use crate::library::lesson::{Ask, HardQuestion, Step};
use crate::pack::{Block, Callout, Deck, Marker, Node, Section, SlideId};
use crate::text::Inline;

impl Composer<'_> {
    /// The deck with its notes.
    pub fn deck(&mut self) -> Deck {
        let mut slides = Vec::new();
        let mut sections = Vec::new();
        let mut notes: BTreeMap<SlideId, Vec<Node>> = BTreeMap::new();
        let mut current: Option<SlideId> = None;
        for scheduled in self.fitted.schedule.clone() {
            let activity = scheduled.activity;
            let mut ids = Vec::new();
            for step in &activity.script {
                if let Step::Slide(slide) = step {
                    let id = format!("{}-{}", activity.id.as_str(), ids.len() + 1);
                    slides.push(self.slide(id.clone(), slide));
                    ids.push(id.clone());
                    current = Some(id);
                } else if let (Some(node), Some(id)) = (self.step(step), &current) {
                    notes.entry(id.clone()).or_default().push(node);
                }
            }
            let title = crate::text::plain_line(&self.line(&activity.title));
            if !ids.is_empty() {
                sections.push(Section { title, slides: ids });
            }
        }
        Deck { title: self.line(&self.fitted.lesson.title), sections, slides, notes }
    }

    /// The same slides for learners: no script, no section names.
    pub fn deck_without_notes(&self, deck: &Deck) -> Deck {
        Deck { notes: BTreeMap::new(), sections: Vec::new(), ..deck.clone() }
    }

    /// A step that is not a slide, as a callout.
    pub fn step(&self, step: &Step) -> Option<Node> {
        Some(match step {
            Step::Slide(_) => return None,
            Step::Say(text) => self.callout(Callout::Say, text),
            Step::Ask(ask) => self.ask(ask),
            Step::Do(text) => self.callout(Callout::Do, text),
            Step::IfTheyAsk(question) => self.if_they_ask(question),
            Step::KeepSafe(text) => self.callout(Callout::KeepSafe, text),
            Step::Support(text) => self.callout(Callout::Support, text),
            Step::Stretch(text) => self.callout(Callout::Stretch, text),
        })
    }

    fn ask(&self, ask: &Ask) -> Node {
        let question = self.node(&ask.q, Block::Para(vec![Inline::Strong(self.line(&ask.q))]));
        let mut listen = vec![self.list(Marker::Bullet, &ask.listen_for)];
        if let Some(follow_up) = &ask.follow_up {
            let mut line = vec![Inline::Strong(vec![Inline::Text("Then ask:".into())])];
            line.push(Inline::Text(" ".into()));
            line.extend(self.line(follow_up));
            listen.push(self.node(follow_up, Block::Para(line)));
        }
        Node::program(Block::Keep(vec![
            callout(Callout::Ask, vec![question]),
            callout(Callout::ListenFor, listen),
        ]))
    }

    /// A hard question with its answer.
    pub fn if_they_ask(&self, question: &HardQuestion) -> Node {
        let mut body = vec![self.asked(&question.asked)];
        body.extend(self.prose(&question.answer));
        callout(Callout::IfTheyAsk, body)
    }

    /// A pupil's words, in quotation marks and bold.
    pub fn asked(&self, asked: &crate::text::StaffLine) -> Node {
        let mut line = vec![Inline::Text("“".into())];
        line.extend(self.line(asked));
        line.push(Inline::Text("”".into()));
        self.node(asked, Block::Para(vec![Inline::Strong(line)]))
    }
}
