//! What every document is composed with: words to nodes, names to pictures.

use std::collections::BTreeMap;

use crate::brand::{Brand, Fit};
use crate::diagnostics::{Finding, Findings};
use crate::fit::{Filled, FilledBlock, FittedLesson};
use crate::library::lesson::ReviewStatus;
use crate::library::registry::{Audience, Called, Routine, Service, Session, Setting};
use crate::pack::{
    Alt, Block, Callout, Contact, Folders, Ground, Marker, Meta, Node, Origin, Picture, PictureId,
    Reader, Source, Width,
};
use crate::text::{Authored, Inline, Line, Name, SchoolSlot, plain_line};

pub(super) struct Composer<'a> {
    pub fitted: &'a FittedLesson<'a>,
    pub brand: &'a Brand,
    pub meta: Meta,
    pub pictures: BTreeMap<PictureId, Picture>,
    pub findings: Findings,
}

impl<'a> Composer<'a> {
    pub fn new(fitted: &'a FittedLesson<'a>, brand: &'a Brand) -> Self {
        let lesson = fitted.lesson;
        let plain = |text: &dyn Fn() -> Line| plain_line(&text());
        let review_line = match (lesson.review.status.value, &lesson.review.by) {
            (ReviewStatus::Signed, Some(by)) => {
                let on = lesson.review.on.as_ref().map_or("", |on| on.as_str());
                format!("Signed by {} on {on}", plain_line(&fitted.line(by)))
            }
            _ => "Draft: not yet reviewed by a safeguarding professional".to_owned(),
        };
        let meta = Meta {
            lesson: lesson.id.value.clone(),
            title: plain(&|| fitted.line(&lesson.title)),
            version: lesson.version.value.clone(),
            audience: fitted.audience.id.value.clone(),
            audience_name: plain(&|| fitted.line(&fitted.audience.name)),
            minutes: fitted.minutes(),
            nation: plain(&|| fitted.line(&fitted.nation.name)),
            review_status: lesson.review.status.value.name().into(),
            review_line,
            learners_line: plain(&|| fitted.line(&fitted.audience.learners_line)),
            folders: folders(fitted.audience),
        };
        Self { fitted, brand, meta, pictures: BTreeMap::new(), findings: Findings::new() }
    }

    /// An authored line, filled.
    pub fn line(&self, text: &impl Authored) -> Line {
        self.fitted.line(text)
    }

    /// An authored line as a paragraph.
    pub fn para(&self, text: &impl Authored) -> Node {
        self.node(text, Block::Para(self.line(text)))
    }

    /// An authored line as a heading.
    pub fn heading(&self, level: u8, text: &impl Authored) -> Node {
        self.node(text, Block::Heading { level, text: self.line(text) })
    }

    /// A block made of authored words.
    pub fn node(&self, text: &impl Authored, block: Block) -> Node {
        Node::new(block, origin(text))
    }

    /// Authored paragraphs and lists.
    pub fn prose(&self, text: &impl Authored) -> Vec<Node> {
        filled_nodes(self.fitted.prose(text), &origin(text))
    }

    /// A list of authored lines.
    pub fn list(&self, marker: Marker, lines: &[impl Authored]) -> Node {
        let items = lines.iter().map(|line| vec![self.para(line)]).collect();
        Node::program(Block::List { marker, items })
    }

    /// A callout with authored prose in it.
    pub fn callout(&self, kind: Callout, text: &impl Authored) -> Node {
        callout(kind, self.prose(text))
    }

    /// A core message in the registry's words; nothing if the audience has
    /// none.
    pub fn message(&self, id: &str) -> Option<Node> {
        let words = self.fitted.registry.message(id)?.wording.get(&self.meta.audience)?;
        let mut node = self.node(words, Block::Para(self.fitted.message(id)?));
        node.teaches = Some(id.to_owned());
        Some(node)
    }

    /// Ids of the messages that stand in every pack of this audience, in order.
    pub fn standing(&self, place: crate::library::registry::Standing) -> Vec<&'a str> {
        self.fitted
            .registry
            .messages
            .iter()
            .filter(|message| message.stands.contains(&place))
            .filter(|message| message.wording.contains_key(&self.meta.audience))
            .map(|message| message.id.as_str())
            .collect()
    }

    /// A drawing on a ground, as a figure.
    pub fn figure(&mut self, name: &Name, ground: Ground, width: Width) -> Node {
        let picture = self.drawing(name.as_str(), ground, name);
        Node::program(Block::Figure { picture, width })
    }

    /// One of the program's own drawings, which says nothing by itself.
    pub fn mark(&mut self, name: &str, ground: Ground, width: Width, alt: Alt) -> Node {
        let id = format!("{name}-on-{}", ground.role()).replace('/', "-");
        let audience = self.meta.audience.clone();
        let source = Source::Drawing { name: name.into(), audience, ground };
        let picture = Picture { source, alt, licence: "CC-BY-4.0".into() };
        self.pictures.insert(id.clone(), picture);
        Node::program(Block::Figure { picture: id, width })
    }

    fn drawing(&mut self, name: &str, ground: Ground, at: &Name) -> PictureId {
        let Some(drawing) = self.brand.drawing(name) else {
            self.findings.push(
                Finding::bug("missing-picture", at.span.place(), format!("no drawing `{name}`"))
                    .why("the slide or sheet would have a hole"),
            );
            return name.to_owned();
        };
        let ground = if drawing.fit == Fit::Wide { Ground::Paper } else { ground };
        let id = format!("{name}-on-{}", ground.role()).replace('/', "-");
        let alt = match drawing.decorative {
            true => Alt::Decorative,
            false => Alt::Text(drawing.alt.clone()),
        };
        let audience = self.meta.audience.clone();
        let source = Source::Drawing { name: name.into(), audience, ground };
        let picture = Picture { source, alt, licence: drawing.licence.clone() };
        self.pictures.insert(id.clone(), picture);
        id
    }

    /// A QR code of a printed address.
    pub fn qr(&mut self, web: &str, of: &str) -> PictureId {
        let id = format!("qr-{}", slug(web));
        let picture = Picture {
            source: Source::Qr { address: format!("https://{web}") },
            alt: Alt::Text(format!("QR code of {of}: {web}")),
            licence: "CC0-1.0".into(),
        };
        self.pictures.insert(id.clone(), picture);
        id
    }

    /// What a service says to people who read these words of it, with whom the
    /// words are for.
    pub fn service_says(&self, service: &Service, reads: Reader) -> Option<Node> {
        let learners = || service.for_learners.as_ref().map(|says| self.para(says));
        let home = || service.for_home.as_ref().map(|says| self.para(says));
        let staff = || service.for_staff.as_ref().map(|says| self.para(says));
        match reads {
            Reader::Learners => learners(),
            Reader::Home => home().or_else(learners),
            Reader::Staff => staff().or_else(home).or_else(learners),
        }
    }

    /// A service as people see it who read these words of it.
    fn contact(&mut self, service: &Service, reads: Reader) -> Node {
        let name = self.line(&service.name);
        let says = self.service_says(service, reads);
        let from = says.as_ref().map_or_else(|| origin(&service.name), |says| says.from.clone());
        let says = match says.map(|says| says.block) {
            Some(Block::Para(line)) => line,
            _ => Line::new(),
        };
        let reach = reach(service);
        let of = plain_line(&name);
        let qr = service.contact.web.as_ref().map(|web| self.qr(web.as_str(), &of));
        Node::new(Block::Contact(Contact { name, says, reach, qr }), from)
    }

    /// Services by id, two side by side, in the order asked for; `last` fills
    /// the next place.
    pub fn contacts(&mut self, ids: &[Name], reads: Reader, last: Vec<Node>) -> Vec<Node> {
        let registry = self.fitted.registry;
        let mut nodes = Vec::new();
        for id in ids {
            if let Some(service) = registry.service(id.as_str()) {
                nodes.push(vec![self.contact(service, reads)]);
            }
        }
        if !last.is_empty() {
            nodes.push(last);
        }
        let mut rows = Vec::new();
        while !nodes.is_empty() {
            let mut pair: Vec<_> = nodes.drain(..nodes.len().min(2)).collect();
            pair.resize(2, Vec::new());
            rows.push(Node::program(Block::Keep(vec![Node::program(Block::Columns(pair))])));
        }
        rows
    }

    /// A value of the school's profile after a label, or room to write it.
    pub fn school_line(&self, label: &str, slot: SchoolSlot) -> Node {
        let mut line = text(label);
        line.push(Inline::Text(" ".into()));
        line.extend(self.fitted.school(slot));
        Node::program(Block::Para(line))
    }

    /// What the audience's people are called.
    pub fn called(&self) -> &'a Called {
        &self.fitted.audience.called
    }

    /// What holds for every session in the audience's setting.
    pub fn routine(&self) -> &'a Routine {
        self.fitted.registry.staff.routine(self.fitted.audience.setting)
    }

    /// The outline's sessions of this audience, in teaching order.
    pub fn sessions(&self) -> Vec<&'a Session> {
        let own = |session: &&Session| {
            session.id.as_str().split('/').next() == Some(self.meta.audience.as_str())
        };
        self.fitted.registry.outline.iter().filter(own).collect()
    }

    /// Where the lesson stands among its audience's: "Lesson 3 of 4", or
    /// "Workshop" where there is one.
    pub fn place_in_scheme(&self) -> Option<String> {
        let name = match self.fitted.audience.setting {
            Setting::Class => "Lesson",
            Setting::Workshop => "Workshop",
        };
        let sessions = self.sessions();
        let at = sessions.iter().position(|session| session.id.value == self.meta.lesson)?;
        Some(match sessions.len() {
            1 => name.to_owned(),
            count => format!("{name} {} of {count}", at + 1),
        })
    }

    /// What the nation calls something.
    pub fn nation_word(&self, word: &str) -> Option<String> {
        let words = self.fitted.nation.words.get(word)?;
        Some(plain_line(&self.line(words)))
    }

    /// Delete, keep or hand over, with its heading and why advice differs.
    pub fn handling_section(&self) -> Vec<Node> {
        let mut nodes = vec![own_heading(2, "Delete, keep or hand over"), self.handling()];
        nodes.extend(self.prose(&self.fitted.registry.staff.why_advice_differs));
        nodes
    }

    /// The table alone: it stands in every staff document.
    pub fn handling(&self) -> Node {
        let staff = &self.fitted.registry.staff;
        let cell = |text: &crate::text::HomeLine| vec![self.para(text)];
        let rows = staff.handling.iter();
        Node::program(Block::Table {
            head: vec![text("What happened"), text("Pupils hear"), text("Adults do")],
            rows: rows
                .map(|row| vec![cell(&row.happened), cell(&row.pupils), cell(&row.adults)])
                .collect(),
            widths: vec![47, 63, 90],
            about: "What pupils hear and what adults do, by what happened".into(),
        })
    }
}

/// The folders of an audience's files. Adults take their own files home.
fn folders(audience: &Audience) -> Folders {
    let learners = audience.called.learners.value.clone();
    let home = match audience.setting {
        Setting::Class => "home".to_owned(),
        Setting::Workshop => learners.clone(),
    };
    Folders { learners, home, staff: audience.called.leader.value.clone() }
}

/// Where authored words come from.
pub(super) fn origin(text: &impl Authored) -> Origin {
    Origin { at: Some((text.span().file, text.span().bytes)), reader: text.reader() }
}

/// The program's own words.
pub(super) fn text(words: impl Into<String>) -> Line {
    vec![Inline::Text(words.into())]
}

/// The program's own words as a paragraph.
pub(super) fn own(words: impl Into<String>) -> Node {
    Node::program(Block::Para(text(words)))
}

/// The program's own words as a heading.
pub(super) fn own_heading(level: u8, words: impl Into<String>) -> Node {
    Node::program(Block::Heading { level, text: text(words) })
}

/// Bold words of the program's own, as a paragraph.
pub(super) fn own_strong(words: impl Into<String>) -> Node {
    Node::program(Block::Para(vec![Inline::Strong(text(words))]))
}

/// A callout.
pub(super) fn callout(kind: Callout, body: Vec<Node>) -> Node {
    Node::program(Block::Callout { kind, body })
}

/// How to reach a service, in a line.
pub(super) fn reach(service: &Service) -> Line {
    let contact = &service.contact;
    let phone = contact.phone.as_ref().map(|phone| telephone(phone.as_str()));
    let number = contact.text.as_ref().map(|number| Inline::Text(number.value.clone()));
    let web = contact.web.as_ref().map(|web| address(web.as_str()));
    let mut reach = Line::new();
    for way in [phone, number, web].into_iter().flatten() {
        if !reach.is_empty() {
            reach.push(Inline::Text(" · ".into()));
        }
        reach.push(way);
    }
    reach
}

/// A telephone number that a screen can dial.
pub(super) fn telephone(number: &str) -> Inline {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    Inline::Link { to: format!("tel:{digits}"), text: text(number) }
}

/// An address as printed, which a screen can open.
pub(super) fn address(web: &str) -> Inline {
    Inline::Link { to: format!("https://{web}"), text: text(web) }
}

fn filled_nodes(filled: Vec<Filled>, from: &Origin) -> Vec<Node> {
    filled
        .into_iter()
        .map(|filled| {
            let block = match filled.block {
                FilledBlock::Para(line) => Block::Para(line),
                FilledBlock::List { ordered, items } => Block::List {
                    marker: if ordered { Marker::Number } else { Marker::Bullet },
                    items: items.into_iter().map(|item| filled_nodes(item, from)).collect(),
                },
            };
            let mut node = Node::new(block, from.clone());
            node.teaches = filled.messages.into_iter().next();
            node
        })
        .collect()
}

fn slug(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
