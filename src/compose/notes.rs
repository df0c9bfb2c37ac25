//! The teacher's notes: the script beside its slides, then all there is to
//! look up.

use super::certificate::capital;
use super::composer::{Composer, callout, own, own_heading, text};
use crate::library::lesson::{Activity, Lesson, Printed};
use crate::library::registry::Framework;
use crate::library::worksheet::Task;
use crate::pack::{
    Block, Callout, Deck, DocKind, Document, Marker, Node, Slide, TimeRow, nodes_text,
};
use crate::text::{Inline, Line, StaffProse, plain_line};

impl<'a> Composer<'a> {
    /// Everything a teacher may need, in order of use.
    pub fn notes(&self, deck: &Deck) -> Document {
        let lesson = self.fitted.lesson;
        let mut body = vec![Node::program(Block::Timing(self.timing()))];
        body.extend(self.first_page(lesson));
        for scheduled in &self.fitted.schedule {
            body.extend(self.activity(scheduled, deck));
        }
        body.push(Node::program(Block::PageBreak));
        body.extend(self.hard_questions(lesson));
        body.extend(self.answers(lesson));
        body.extend(self.vocabulary(lesson));
        body.extend(self.law());
        body.extend(self.links(lesson));
        body.extend(self.transcript(deck));
        Document {
            kind: DocKind::Notes,
            title: self.line(&lesson.title),
            subtitle: text(format!(
                "{} notes · {} · {} minutes · {}",
                capital(self.called().leader.as_str()),
                self.meta.audience_name,
                self.meta.minutes,
                self.meta.nation
            )),
            body,
        }
    }

    /// The plan with its minutes.
    pub fn timing(&self) -> Vec<TimeRow> {
        let rows = self.fitted.schedule.iter();
        rows.map(|scheduled| TimeRow {
            number: scheduled.number,
            start: scheduled.start,
            minutes: scheduled.minutes,
            label: kind_label(scheduled.activity).into(),
            title: self.line(&scheduled.activity.title),
        })
        .collect()
    }

    fn first_page(&self, lesson: &Lesson) -> Vec<Node> {
        let staff = &self.fitted.registry.staff;
        let mut nodes = vec![own_heading(2, "Before you start"), self.para(&lesson.summary)];
        nodes.extend(self.prose(&lesson.prepare.affected));
        let mut told = self.if_told();
        told.extend(self.prose(&staff.do_not_view));
        nodes.push(callout(Callout::KeepSafe, told));
        if lesson.workshop.is_some() {
            nodes.extend(self.before_and_after());
        }
        nodes.extend(self.handling_section());
        nodes
    }

    fn activity(&self, scheduled: &crate::fit::Scheduled<'_>, deck: &Deck) -> Vec<Node> {
        let activity = scheduled.activity;
        let mut title: Line = text(format!("{}. ", scheduled.number));
        title.extend(self.line(&activity.title));
        let mut nodes = vec![
            self.node(&activity.title, Block::Heading { level: 2, text: title }),
            self.facts(scheduled),
        ];
        let prefix = format!("{}-", activity.id.as_str());
        let own: Vec<&Slide> = deck
            .slides
            .iter()
            .filter(|slide| {
                slide.id.strip_prefix(&prefix).is_some_and(|n| n.parse::<u16>().is_ok())
            })
            .collect();
        for slide in own {
            let thumb = vec![Node::program(Block::Thumb(slide.id.clone()))];
            let script = deck.notes.get(&slide.id).cloned().unwrap_or_default();
            nodes.push(Node::program(Block::Columns(vec![thumb, script])));
        }
        nodes.extend(self.injects_in(scheduled));
        nodes
    }

    fn facts(&self, scheduled: &crate::fit::Scheduled<'_>) -> Node {
        let activity = scheduled.activity;
        let start = scheduled.start;
        let mut line = text(format!("Minute {start}, for {} · ", minutes(scheduled.minutes)));
        line.extend(self.line(&activity.grouping));
        let uses: Vec<_> = activity.uses.iter().map(|used| printed_label(*used)).collect();
        let print = if uses.is_empty() { "nothing to print".into() } else { uses.join(", ") };
        line.push(Inline::Text(format!(" · {print}")));
        self.node(&activity.grouping, Block::Para(line))
    }

    fn hard_questions(&self, lesson: &Lesson) -> Vec<Node> {
        let shared = &self.fitted.registry.staff.hard_questions;
        let mut nodes = vec![own_heading(2, "Hard questions")];
        nodes.extend(lesson.questions.iter().map(|question| self.if_they_ask(question)));
        for id in &lesson.hard_questions {
            let Some(question) = shared.iter().find(|q| q.id.value == id.value) else {
                continue;
            };
            let answer: &StaffProse =
                question.answer_for.get(&self.meta.audience).unwrap_or(&question.answer);
            let mut body = vec![self.asked(&question.asked)];
            body.extend(self.prose(answer));
            nodes.push(callout(Callout::IfTheyAsk, body));
        }
        nodes
    }

    fn answers(&self, lesson: &Lesson) -> Vec<Node> {
        let mut nodes = vec![own_heading(2, "Answers"), own_heading(3, "The check")];
        nodes.push(self.check_answers(lesson));
        let levels = lesson.worksheet.iter().flat_map(|sheet| {
            [
                ("Worksheet with a circle: support", &sheet.support),
                ("Worksheet with a square: core", &sheet.core),
                ("Worksheet with a kite: stretch", &sheet.stretch),
            ]
        });
        for (level, tasks) in levels {
            nodes.push(own_heading(3, level));
            let items = tasks.iter().map(|task| {
                let (ask, answer) = task_parts(task);
                let mut item =
                    vec![self.node(ask, Block::Para(vec![Inline::Strong(self.line(ask))]))];
                item.extend(self.prose(answer));
                item
            });
            let items = items.collect();
            nodes.push(Node::program(Block::List { marker: Marker::Number, items }));
        }
        if let Some(cards) = &lesson.cards {
            nodes.push(own_heading(
                3,
                format!("The cards: {}", plain_line(&self.line(&cards.title))),
            ));
            let items = cards.cards.iter().map(|card| {
                let title = Block::Para(vec![Inline::Strong(self.line(&card.title))]);
                let mut item = vec![self.node(&card.title, title)];
                item.extend(self.prose(&card.answer));
                item
            });
            let items = items.collect();
            nodes.push(Node::program(Block::List { marker: Marker::Number, items }));
        }
        nodes
    }

    fn check_answers(&self, lesson: &Lesson) -> Node {
        let mut rows = Vec::new();
        for item in &lesson.check.items {
            let right: Vec<_> = item.right.iter().map(|letter| letter.as_str()).collect();
            rows.push(vec![
                vec![self.para(&item.question)],
                vec![own(right.join(", "))],
                self.prose(&item.because),
            ]);
        }
        for statement in &lesson.check.statements {
            rows.push(vec![
                vec![self.para(&statement.text)],
                vec![own(if statement.right.value { "Yes" } else { "No" })],
                self.prose(&statement.because),
            ]);
        }
        Node::program(Block::Table {
            head: vec![text("The check says"), text("Right"), text("Because")],
            rows,
            widths: vec![40, 12, 48],
            about: "Answers to the check, with reasons".into(),
        })
    }

    fn vocabulary(&self, lesson: &Lesson) -> Vec<Node> {
        if lesson.vocabulary.is_empty() {
            return Vec::new();
        }
        let rows = lesson.vocabulary.iter();
        let rows = rows.map(|word| vec![vec![self.para(&word.word)], vec![self.para(&word.means)]]);
        vec![
            own_heading(2, "Words"),
            Node::program(Block::Table {
                head: vec![text("Word"), text("What it means")],
                rows: rows.collect(),
                widths: vec![30, 70],
                about: format!(
                    "Words that {} may not know, with their meanings",
                    self.called().learners.as_str()
                ),
            }),
        ]
    }

    fn law(&self) -> Vec<Node> {
        let nation = self.fitted.nation.id.as_str();
        let items: Vec<_> = self
            .fitted
            .registry
            .laws
            .iter()
            .filter_map(|law| {
                let mut item = vec![self.para(law.wording.get(nation)?)];
                item.extend(law.acts.get(nation).map(|acts| self.para(acts)));
                Some(item)
            })
            .collect();
        if items.is_empty() {
            return Vec::new();
        }
        let checked = match self.fitted.registry.laws.iter().all(|law| law.verified_on.is_some()) {
            true => "A lawyer has verified it.",
            false => "No lawyer has verified it yet.",
        };
        vec![
            own_heading(2, format!("The law in {}", self.meta.nation)),
            own(format!(
                "For you, not for reading out. {} hear one line, then help. {checked}",
                capital(self.called().learners.as_str())
            )),
            Node::program(Block::List { marker: Marker::Bullet, items }),
        ]
    }

    fn links(&self, lesson: &Lesson) -> Vec<Node> {
        let frameworks = &self.fitted.registry.frameworks;
        let nation = self.fitted.nation.id.as_str();
        let items: Vec<_> = lesson
            .maps_to
            .iter()
            .filter_map(|code| {
                let (id, statement) = code.as_str().split_once(':')?;
                let holds_here = |f: &&Framework| f.nations.iter().any(|n| n.value == nation);
                let framework = frameworks.iter().filter(holds_here).find(|f| f.id.value == id)?;
                let words = framework.statements.get(statement)?;
                let mut line = self.line(&framework.name);
                line.push(Inline::Text(format!(", {statement}: ")));
                line.extend(self.line(words));
                Some(vec![self.node(words, Block::Para(line))])
            })
            .collect();
        let mut nodes = vec![own_heading(2, "Where it fits")];
        if !items.is_empty() {
            nodes.push(own("It works towards these statements, in our words:"));
            nodes.push(Node::program(Block::List { marker: Marker::Bullet, items }));
        }
        nodes.push(own(format!("{}.", self.meta.review_line)));
        nodes
    }

    /// What the slides say, for those who do not see them and for a room
    /// without a screen.
    fn transcript(&self, deck: &Deck) -> Vec<Node> {
        let mut nodes = vec![
            own_heading(2, "What the slides say"),
            own("For anybody who does not see the screen, and for a room without one."),
        ];
        for (n, slide) in (1..).zip(&deck.slides) {
            let mut heading = text(format!("Slide {n}: "));
            heading.extend(slide.title.clone());
            nodes.push(Node::program(Block::Heading { level: 3, text: heading }));
            let layout = self.brand.layout(&slide.layout);
            let names = layout.into_iter().flat_map(|l| &l.boxes).map(|b| b.name.as_str());
            let said: Vec<_> = names
                .filter_map(|name| slide.boxes.get(name))
                .flat_map(|nodes| nodes_text(nodes))
                .collect();
            if !said.is_empty() {
                nodes.push(own(said.join(" / ")));
            }
        }
        nodes
    }

    /// What to print, with how many.
    pub fn print_list(&self) -> Vec<Node> {
        let lesson = self.fitted.lesson;
        let uses = |used| lesson.activities.iter().any(|a| a.uses.contains(&used));
        let mut items = Vec::new();
        // Nobody knows how many will step out: two copies are seldom too few.
        match (uses(Printed::Check), lesson.prepare.step_out_task.is_some()) {
            (true, true) => items.push("Check: 2 each; step-out task: 2"),
            (true, false) => items.push("Check: 2 each"),
            (false, true) => items.push("Step-out task: 2"),
            (false, false) => {}
        }
        if uses(Printed::Worksheet) {
            items.push("Worksheet, 1 each: circle for support, square for most, kite for stretch");
        }
        if uses(Printed::Cards) {
            items.push("Cards: 1 a pair, cut out");
        }
        if uses(Printed::Injects) {
            items.push("Exercise cards: 1 set a table, cut out");
        }
        if uses(Printed::Slips) && lesson.workshop.is_some() {
            items.push("Question slip: 1 each");
        } else if uses(Printed::Slips) {
            items.push("Question slip, help sheet: 1 each");
        }
        if lesson.workshop.is_some() {
            items.push("Handout, evaluation, certificate: 1 each");
        }
        items.into_iter().map(own).collect()
    }
}

fn task_parts(task: &Task) -> (&crate::text::LearnerLine, &StaffProse) {
    match task {
        Task::Write(task) => (&task.ask, &task.answer),
        Task::Tick(task) => (&task.ask, &task.answer),
        Task::Order(task) => (&task.ask, &task.answer),
        Task::Choose(task) => (&task.ask, &task.answer),
        Task::Boxes(task) => (&task.ask, &task.answer),
        Task::Frame(task) => (&task.ask, &task.answer),
    }
}

fn kind_label(activity: &Activity) -> &'static str {
    use crate::library::lesson::ActivityKind as Kind;
    match activity.kind {
        Kind::Settle => "Settle",
        Kind::BeforeCheck => "Before",
        Kind::Hook => "Hook",
        Kind::Teach => "Teach",
        Kind::Practise => "Practise",
        Kind::PlanHelp => "Help",
        Kind::AfterCheck => "After",
        Kind::Close => "Close",
    }
}

fn printed_label(printed: Printed) -> &'static str {
    match printed {
        Printed::Worksheet => "worksheet",
        Printed::Cards => "cards",
        Printed::Check => "check",
        Printed::Slips => "question slips",
        Printed::HelpSheet => "help sheet",
        Printed::Injects => "role and news cards",
        Printed::Handout => "handout",
        Printed::Evaluation => "evaluation",
        Printed::Certificate => "certificate",
    }
}

fn minutes(count: u16) -> String {
    if count == 1 { "1 minute".into() } else { format!("{count} minutes") }
}
