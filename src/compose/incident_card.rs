//! The card for staff on the day that such a video goes round.

use super::composer::{Composer, callout, own, own_heading, own_strong, reach, text};
use crate::library::registry::IncidentCall;
use crate::pack::{Alt, Block, Callout, DocKind, Document, Ground, Marker, Node, Stage, Width};
use crate::text::{Inline, SchoolSlot};

/// Lines of the log.
const LOG: usize = 3;

impl Composer<'_> {
    /// Exactly one sheet, both sides: in front what nobody does and what to do
    /// by when, on the back what to look up and to say.
    pub fn incident_card(&mut self) -> Document {
        let incident = &self.fitted.registry.incident;
        let mut body = vec![
            self.mark("shield", Ground::Deep, Width::Mark, Alt::Decorative),
            callout(
                Callout::KeepSafe,
                vec![own_heading(2, "Whoever you are"), self.list(Marker::Cross, &incident.nobody)],
            ),
            self.stages(),
            self.why_and_who(),
            Node::program(Block::PageBreak),
        ];
        body.push(own_heading(2, "Delete, keep or hand over"));
        body.push(self.handling());
        body.push(self.words_to_say());
        body.extend(self.who_to_call());
        body.push(log());
        let kind = Inline::Strong(text("Incident card for all staff"));
        let mut subtitle = vec![kind, Inline::Newline];
        subtitle.extend(self.line(&incident.subtitle));
        Document { kind: DocKind::IncidentCard, title: self.line(&incident.title), subtitle, body }
    }

    fn stages(&self) -> Node {
        let stages = self.fitted.registry.incident.stages.iter().map(|stage| Stage {
            amount: stage.amount.value,
            unit: self.line(&stage.unit),
            title: self.line(&stage.title),
            body: vec![self.list(Marker::Tick, &stage.steps)],
        });
        Node::program(Block::Stages(stages.collect()))
    }

    fn why_and_who(&self) -> Node {
        let staff = &self.fitted.registry.staff;
        let mut why = vec![own_strong("Why the advice differs")];
        why.extend(self.prose(&staff.why_advice_differs));
        let lead = self.nation_word("dsl").unwrap_or_default();
        let who = vec![
            own_strong("In this school"),
            self.school_line(&format!("{}:", capital(&lead)), SchoolSlot::Dsl),
            self.school_line("Deputy:", SchoolSlot::Deputy),
        ];
        Node::program(Block::Columns(vec![
            vec![callout(Callout::Note, why)],
            vec![callout(Callout::Help, who)],
        ]))
    }

    /// To a pupil who tells, to parents, to a class, to staff who saw it.
    fn words_to_say(&self) -> Node {
        let (incident, staff) = (&self.fitted.registry.incident, &self.fitted.registry.staff);
        let mut pupil = vec![own_strong("If a pupil tells you")];
        pupil.extend(self.prose(&staff.class.disclosure));
        let mut care = vec![own_strong("If you saw it yourself")];
        care.extend(self.prose(&incident.care));
        let own = incident.class_for.get(&self.meta.audience);
        let ages = own.map_or("from 11 up", |_| self.meta.audience_name.as_str());
        let mut class = vec![own_strong(format!("To a class: {ages}"))];
        class.extend(self.prose(own.unwrap_or(&incident.class)));
        let mut parents = vec![own_strong("To parents and carers")];
        parents.extend(self.prose(&incident.parents));
        Node::program(Block::Columns(vec![
            vec![callout(Callout::Say, pupil), callout(Callout::Say, parents)],
            vec![callout(Callout::Say, class), callout(Callout::Help, care)],
        ]))
    }

    /// The services that serve the nation, and room for the number of the
    /// council's own.
    fn who_to_call(&self) -> Vec<Node> {
        let registry = self.fitted.registry;
        let nation = self.fitted.nation.id.as_str();
        let serves = |call: &&IncidentCall| {
            registry
                .service(call.service.as_str())
                .is_some_and(|service| service.nations.iter().any(|n| n.value == nation))
        };
        let mut verified = true;
        let mut rows = Vec::new();
        for call in registry.incident.call.iter().filter(serves) {
            let Some(service) = registry.service(call.service.as_str()) else { continue };
            verified &= service.verified_on.is_some();
            let name = Block::Para(vec![Inline::Strong(self.line(&service.name))]);
            let reach = Block::Para(reach(service));
            rows.push(vec![
                vec![self.node(&service.name, name)],
                vec![self.para(&call.when)],
                vec![self.node(&service.name, reach)],
            ]);
        }
        let council = self.nation_word("childrens-services").unwrap_or_default();
        rows.push(vec![
            vec![own_strong(capital(&council))],
            vec![own("Worry about a child")],
            vec![Node::program(Block::Para(vec![Inline::Blank(20)]))],
        ]);
        let checked = match verified {
            true => "Numbers and addresses have been verified.",
            false => {
                "Nobody has verified these yet. Check them before you need them, but never test 999."
            }
        };
        let table = Node::program(Block::Table {
            head: vec![text("Who to call"), text("When"), text("How")],
            rows,
            widths: vec![34, 31, 35],
            about: "Whom to call, when and how".into(),
        });
        vec![table, own(checked)]
    }
}

/// Room to write down what happened.
fn log() -> Node {
    Node::program(Block::Table {
        head: vec![text("Log: time"), text("Who told you"), text("What was done, by whom")],
        rows: vec![vec![Vec::new(); 3]; LOG],
        widths: vec![16, 32, 52],
        about: "Room to write down when somebody told you, and what was done".into(),
    })
}

/// With a capital, to begin a line.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
