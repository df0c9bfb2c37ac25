//! One slide: what an author asked for, put into its layout's boxes.

use std::collections::BTreeMap;

use super::composer::{Composer, address, own, text};
use crate::library::registry::Service;
use crate::library::slide::{Screen, ScreenItem, ScreenMessage, Side, SlideStep, TableSlide};
use crate::pack::{
    Block, Device, Ground, Node, Origin, Person, Reader, Scene, SceneItem, Slide, SlideId, Width,
};
use crate::text::{Authored, Inline, LearnerLine, Name, SchoolSlot, plain_line};

/// Characters of a blank on a slide that fit behind its label.
const SLIDE_BLANK: u16 = 14;

/// Boxes being filled.
struct Boxes<'c, 'a> {
    c: &'c mut Composer<'a>,
    layout: &'static str,
    filled: BTreeMap<String, Vec<Node>>,
}

impl Boxes<'_, '_> {
    fn put(&mut self, name: impl Into<String>, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.filled.insert(name.into(), nodes);
        }
    }

    fn line(&mut self, name: impl Into<String>, words: &impl Authored) {
        let node = self.c.para(words);
        self.put(name, vec![node]);
    }

    fn maybe(&mut self, name: &str, words: Option<&LearnerLine>) {
        if let Some(words) = words {
            self.line(name, words);
        }
    }

    fn prose(&mut self, name: &str, words: &impl Authored) {
        let nodes = self.c.prose(words);
        self.put(name, nodes);
    }

    /// A drawing on the ground that the layout gives its box.
    fn picture(&mut self, name: impl Into<String>, drawing: &Name) {
        let name = name.into();
        let b = self.c.brand.layout(self.layout).and_then(|layout| layout.get(&name));
        let role = b.and_then(|b| b.shape.as_deref().or(b.ground.as_deref()));
        let node = self.c.figure(drawing, ground(role.unwrap_or("paper")), Width::Full);
        self.put(name, vec![node]);
    }

    fn side(&mut self, name: &str, side: &Side) {
        self.picture(format!("{name}-picture"), &side.picture);
        self.line(format!("{name}-head"), &side.head);
        self.prose(name, &side.text);
    }
}

impl Composer<'_> {
    /// Lays out one slide.
    pub fn slide(&mut self, id: SlideId, step: &SlideStep) -> Slide {
        let (layout, title) = self.head(step);
        let mut boxes = Boxes { c: self, layout, filled: BTreeMap::new() };
        boxes.fill(step);
        let filled = boxes.filled;
        let from = match title {
            Some(words) => super::composer::origin(words),
            None => Origin::program(),
        };
        let title = match title {
            Some(words) => self.line(words),
            None => text(self.meta.title.clone()),
        };
        Slide { id, layout: layout.into(), title, boxes: filled, from }
    }

    /// The layout and the authored title of a slide.
    fn head<'s>(&self, step: &'s SlideStep) -> (&'static str, Option<&'s LearnerLine>)
    where
        Self: 's,
    {
        match step {
            SlideStep::Title(_) => ("title", None),
            SlideStep::Rules(s) => ("rules", Some(&s.title)),
            SlideStep::Aim(s) => ("aim", Some(&s.title)),
            SlideStep::KeyIdea(s) => ("key-idea", Some(&s.title)),
            SlideStep::Talk(s) => ("talk", Some(&s.question)),
            SlideStep::Scenario(s) => ("scenario", Some(&s.title)),
            SlideStep::Stream(s) => ("stream", Some(&s.title)),
            SlideStep::Told(s) => ("told", Some(&s.title)),
            SlideStep::Choose(s) => ("choose", Some(&s.title)),
            SlideStep::Sort(s) => ("sort", Some(&s.title)),
            SlideStep::Steps(s) => ("steps", Some(&s.title)),
            SlideStep::Activity(s) => ("activity", Some(&s.title)),
            SlideStep::Quote(s) => ("quote", Some(&s.line)),
            SlideStep::Check(s) => ("check", Some(&s.title)),
            SlideStep::Help(s) => ("help", Some(&s.title)),
            SlideStep::Remember(s) => ("remember", Some(&s.title)),
            SlideStep::Law(s) => ("beside", Some(&s.title)),
            SlideStep::Beside(s) => ("beside", Some(&s.title)),
            SlideStep::Table(s) => ("table", Some(&s.title)),
            SlideStep::Close(s) => ("close", Some(&s.title)),
        }
    }

    fn scene(&self, device: Device, screen: &Screen) -> Node {
        let mut people: Vec<Person> = Vec::new();
        let mut who = |from: &Name| {
            let name = from.as_str();
            people.iter().position(|person| person.name == name).unwrap_or_else(|| {
                let initial = name.chars().take(1).collect();
                people.push(Person { name: name.into(), initial });
                people.len() - 1
            })
        };
        let mut items = Vec::new();
        for item in &screen.items {
            let words = |message: &ScreenMessage| self.line(&message.text);
            items.push(match item {
                ScreenItem::Message(m) => SceneItem::Message { from: who(&m.from), text: words(m) },
                ScreenItem::HiddenVideo(m) => {
                    SceneItem::HiddenVideo { from: who(&m.from), label: words(m) }
                }
                ScreenItem::Gift(m) => SceneItem::Gift { from: who(&m.from), text: words(m) },
                ScreenItem::Stage(text) => SceneItem::Stage { text: self.line(text) },
                ScreenItem::Viewers(count) => SceneItem::Viewers { count: count.value },
                ScreenItem::Typing(_) => SceneItem::Typing,
            });
        }
        let alt = plain_line(&self.line(&screen.alt));
        let title = self.line(&screen.name);
        self.node(&screen.name, Block::Scene(Scene { device, title, alt, people, items }))
    }

    fn table(&self, slide: &TableSlide) -> Node {
        let cells = |row: &Vec<LearnerLine>| row.iter().map(|cell| vec![self.para(cell)]).collect();
        Node::program(Block::Table {
            head: slide.head.iter().map(|head| self.line(head)).collect(),
            rows: slide.rows.iter().map(cells).collect(),
            widths: vec![1; slide.head.len()],
            about: plain_line(&self.line(&slide.about)),
        })
    }

    /// A service in three short lines: name and number, what for, address.
    fn service_lines(&mut self, service: &Service) -> (Vec<Node>, Option<Node>) {
        let mut name = self.line(&service.name);
        if let Some(phone) = &service.contact.phone {
            name.push(Inline::Text(" ".into()));
            name.push(super::composer::telephone(phone.as_str()));
        }
        let mut nodes = vec![self.node(&service.name, Block::Para(name))];
        // A slide has room for the shortest.
        let says = self.service_says(service, Reader::Learners);
        nodes.extend(says.or_else(|| self.service_says(service, self.called().services)));
        let of = plain_line(&self.line(&service.name));
        let code = service.contact.web.as_ref().map(|web| {
            nodes.push(Node::program(Block::Para(vec![address(web.as_str())])));
            let picture = self.qr(web.as_str(), &of);
            Node::program(Block::Figure { picture, width: Width::Full })
        });
        (nodes, code)
    }
}

impl Boxes<'_, '_> {
    fn fill(&mut self, step: &SlideStep) {
        match step {
            SlideStep::Title(s) => {
                let audience = &self.c.fitted.audience.name;
                self.line("audience", audience);
                let subtitle = &self.c.fitted.lesson.subtitle;
                self.line("subtitle", subtitle);
                let minutes = format!("{} minutes", self.c.meta.minutes);
                let foot = self.c.place_in_scheme().map(|place| format!("{place} · {minutes}"));
                self.put("foot", vec![own(foot.unwrap_or(minutes))]);
                self.picture("picture", &s.picture);
            }
            SlideStep::Rules(_) => {
                for (n, rule) in (1..).zip(&self.c.fitted.audience.rules) {
                    let nodes = vec![self.c.para(&rule.head), self.c.para(&rule.text)];
                    self.put(format!("rule-{n}"), nodes);
                    self.picture(format!("rule-{n}-picture"), &rule.picture);
                }
            }
            SlideStep::Aim(s) => {
                for (n, outcome) in (1..).zip(&self.c.fitted.lesson.outcomes) {
                    self.line(format!("row-{n}"), &outcome.i_can);
                }
                self.picture("picture", &s.picture);
            }
            SlideStep::KeyIdea(s) => {
                self.prose("body", &s.body);
                self.picture("picture", &s.picture);
            }
            SlideStep::Talk(s) => {
                self.maybe("starter", s.starter.as_ref());
                self.maybe("facts", s.facts.as_ref());
                self.picture("picture", &s.picture);
            }
            SlideStep::Scenario(s) | SlideStep::Stream(s) => {
                let level = matches!(step, SlideStep::Stream(_));
                let device = if level { Device::Level } else { Device::Upright };
                self.prose("body", &s.body);
                self.line("note", &s.note);
                let scene = self.c.scene(device, &s.screen);
                self.put("scene", vec![scene]);
            }
            SlideStep::Told(s) => {
                self.prose("body", &s.body);
                self.line("note", &s.note);
                self.picture("picture", &s.picture);
            }
            SlideStep::Choose(s) => {
                for (n, option) in (1..).zip(&s.options) {
                    self.line(format!("option-{n}"), option);
                }
                self.maybe("prompt", s.prompt.as_ref());
                self.picture("picture", &s.picture);
            }
            SlideStep::Sort(s) => {
                for (n, column) in (1..).zip(&s.columns) {
                    self.line(format!("head-{n}"), &column.head);
                    self.picture(format!("head-{n}-picture"), &column.picture);
                }
                for (n, card) in (1..).zip(&s.cards) {
                    self.line(format!("card-{n}"), card);
                }
            }
            SlideStep::Steps(s) => {
                for (n, step) in (1..).zip(&s.steps) {
                    self.picture(format!("step-{n}-picture"), &step.picture);
                    self.line(format!("step-{n}-head"), &step.head);
                    self.line(format!("step-{n}"), &step.text);
                }
            }
            SlideStep::Activity(s) => {
                for (n, step) in (1..).zip(&s.steps) {
                    self.line(format!("step-{n}"), step);
                }
                self.maybe("facts", s.facts.as_ref());
                self.put("dial", vec![own(s.minutes.value.to_string())]);
            }
            SlideStep::Quote(s) => {
                self.maybe("second", s.second.as_ref());
                self.picture("picture", &s.picture);
            }
            SlideStep::Check(s) => {
                let items = &self.c.fitted.lesson.check.items;
                if let Some(item) = items.iter().find(|item| item.id.value == s.item.value) {
                    self.line("question", &item.question);
                    for (n, option) in (1..).zip(&item.options) {
                        self.line(format!("option-{n}"), option);
                    }
                }
            }
            SlideStep::Help(s) => self.help(&s.services),
            SlideStep::Remember(s) => {
                self.maybe("intro", s.intro.as_ref());
                for (name, id) in ["first", "second"].into_iter().zip(&s.messages) {
                    let node = self.c.message(id.as_str());
                    self.put(name, node.into_iter().collect());
                }
            }
            SlideStep::Law(s) => {
                self.own_side("first", "The law", "book");
                self.prose("first", &s.law);
                self.own_side("second", "The help", "door");
                self.prose("second", &s.help);
            }
            SlideStep::Beside(s) => {
                self.side("first", &s.first);
                self.side("second", &s.second);
            }
            SlideStep::Table(s) => {
                let table = self.c.table(s);
                self.put("table", vec![table]);
            }
            SlideStep::Close(s) => {
                self.prose("body", &s.body);
                self.picture("picture", &s.picture);
            }
        }
    }

    /// A side whose head and drawing are the program's own.
    fn own_side(&mut self, name: &str, head: &str, drawing: &str) {
        let box_name = format!("{name}-picture");
        let b = self.c.brand.layout(self.layout).and_then(|layout| layout.get(&box_name));
        let role = b.and_then(|b| b.shape.as_deref().or(b.ground.as_deref())).unwrap_or("tint");
        let figure = self.c.mark(drawing, ground(role), Width::Full, crate::pack::Alt::Decorative);
        self.put(box_name, vec![figure]);
        self.put(format!("{name}-head"), vec![own(head)]);
    }

    /// As on paper, but no blank is wider than the school's card.
    fn school_line(&self, label: &str, slot: SchoolSlot) -> Node {
        let mut node = self.c.school_line(label, slot);
        if let Block::Para(line) = &mut node.block
            && let Some(Inline::Blank(width)) = line.last_mut()
        {
            *width = SLIDE_BLANK.min(*width);
        }
        node
    }

    /// The school's own route comes before any service.
    fn help(&mut self, services: &[Name]) {
        let called = self.c.called();
        let school = vec![
            self.c.para(&called.place),
            self.school_line("Safeguarding lead:", SchoolSlot::Dsl),
            self.school_line("Where:", SchoolSlot::Room),
            self.c.para(&called.or_else),
        ];
        self.put("school", school);
        for (n, id) in (1..).zip(services) {
            if let Some(service) = self.c.fitted.registry.service(id.as_str()) {
                let (nodes, code) = self.c.service_lines(service);
                self.put(format!("service-{n}"), nodes);
                self.put(format!("service-{n}-qr"), code.into_iter().collect());
            }
        }
        let audience = self.c.fitted.audience;
        self.line("reassurance", &audience.reassurance);
        self.line("danger", &audience.danger);
    }
}

fn ground(role: &str) -> Ground {
    match role {
        "white" => Ground::White,
        "tint" => Ground::Tint,
        "mid" => Ground::Mid,
        "lamp-tint" => Ground::LampTint,
        _ => Ground::Paper,
    }
}
