//! The contract of core messages, in the text read back from built files.
//!
//! Loading has checked what the author wrote; this checks what a child will
//! see. Whatever got lost on the way, from compose to the last byte, is found
//! here, and the pack is not published.

use super::Haystack;
use crate::diagnostics::{Finding, Findings};
use crate::fit::FittedLesson;
use crate::library::lesson::ActivityKind;
use crate::library::registry::Standing;
use crate::pack::{Body, Deck, DocKind, Item};
use crate::read::{At, normalise};
use crate::text::{LearnerLine, plain_line};

/// A built file with what a reader sees of it.
#[derive(Debug)]
pub struct Seen<'a> {
    /// Its name in the pack, e.g. `teacher/2-slides.pptx`.
    pub name: &'a str,
    /// What it was drawn from.
    pub item: &'a Item,
    /// What a reader sees.
    pub words: &'a Haystack,
}

/// Checks that every core message stands where it is owed, in every format.
/// `seen` holds all files of the pack: a kind of file that is missing owes
/// its messages all the same.
pub fn contract(fitted: &FittedLesson<'_>, seen: &[Seen<'_>]) -> Findings {
    let mut findings = Findings::new();
    let mut owe = |message: &str, words: &str, owed: Owed| {
        let lacking: Vec<_> = match seen.iter().filter(|file| owed.concerns(file.item)) {
            files if files.clone().next().is_none() => vec!["the pack: no such file".to_owned()],
            files => files
                .filter(|file| !owed.stands(fitted, file, words))
                .map(|file| file.name.to_owned())
                .collect(),
        };
        for file in lacking {
            findings.push(lacks(fitted, message, &owed, &file));
        }
    };
    for message in &fitted.registry.messages {
        let id = message.id.as_str();
        let Some(line) = fitted.message(id) else {
            continue;
        };
        let words = normalise(&plain_line(&line));
        for standing in &message.stands {
            owe(
                id,
                &words,
                match standing {
                    Standing::HelpSlides => Owed::HelpSlides,
                    Standing::HelpSheet => Owed::HelpSheet,
                },
            );
        }
        if fitted.lesson.messages.iter().any(|taught| taught.value == id) {
            owe(id, &words, Owed::Slides);
            owe(id, &words, Owed::Activity);
            let question = check_words(fitted, id);
            owe(id, &question.unwrap_or_default(), Owed::Check);
        }
    }
    findings
}

/// Where a message is owed.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
enum Owed {
    /// On the slides of the plan for help.
    HelpSlides,
    /// On the help sheet.
    HelpSheet,
    /// On any slide.
    Slides,
    /// In the script of an activity.
    Activity,
    /// In the check.
    Check,
}

impl Owed {
    fn concerns(self, item: &Item) -> bool {
        let kind = match &item.body {
            Body::Deck(_) => return matches!(self, Self::HelpSlides | Self::Slides),
            Body::Document(document) => document.kind,
        };
        match self {
            // A workshop's handout is its help sheet.
            Self::HelpSheet => matches!(kind, DocKind::HelpSheet | DocKind::Handout),
            Self::Activity => kind == DocKind::Notes,
            Self::Check => kind == DocKind::PrintSet,
            Self::HelpSlides | Self::Slides => false,
        }
    }

    fn stands(self, fitted: &FittedLesson<'_>, file: &Seen<'_>, words: &str) -> bool {
        if words.is_empty() {
            return false;
        }
        let Body::Deck(deck) = &file.item.body else {
            return file.words.flow.contains(words);
        };
        let wanted = |n: usize| self == Self::Slides || help_slides(fitted, deck).contains(&n);
        file.words.places.iter().any(|(at, text)| match *at {
            At::Page(n) | At::Slide(n) => wanted(n) && text.contains(words),
            _ => false,
        })
    }

    fn place(self) -> &'static str {
        match self {
            Self::HelpSlides => "on the slides of the plan for help",
            Self::HelpSheet => "on the help sheet or handout",
            Self::Slides => "on a slide",
            Self::Activity => "in the script of an activity",
            Self::Check => "in the check",
        }
    }
}

/// Numbers, from 1, of the slides of the plan for help.
pub(super) fn help_slides(fitted: &FittedLesson<'_>, deck: &Deck) -> Vec<usize> {
    let plans: Vec<_> = fitted
        .lesson
        .activities
        .iter()
        .filter(|activity| activity.kind == ActivityKind::PlanHelp)
        .map(|activity| format!("{}-", activity.id.as_str()))
        .collect();
    let of_plan = |id: &str| {
        plans
            .iter()
            .any(|plan| id.strip_prefix(plan.as_str()).is_some_and(|n| n.parse::<u16>().is_ok()))
    };
    (1..).zip(&deck.slides).filter(|(_, slide)| of_plan(&slide.id)).map(|(n, _)| n).collect()
}

/// The words of the first check item that checks a message.
fn check_words(fitted: &FittedLesson<'_>, message: &str) -> Option<String> {
    let check = &fitted.lesson.check;
    let teaches = |ids: &[crate::text::Name]| ids.iter().any(|id| id.value == message);
    let words = |line: &LearnerLine| normalise(&plain_line(&fitted.line(line)));
    let item = check.items.iter().find(|item| teaches(&item.teaches));
    let statement = check.statements.iter().find(|statement| teaches(&statement.teaches));
    item.map(|item| words(&item.question)).or(statement.map(|statement| words(&statement.text)))
}

fn lacks(fitted: &FittedLesson<'_>, message: &str, owed: &Owed, file: &str) -> Finding {
    let lesson = fitted.lesson.id.as_str();
    let place = owed.place();
    Finding::error(
        "contract",
        fitted.lesson.audience.span.place(),
        format!("`{lesson}` lacks the core message `{message}` {place} ({file})"),
    )
    .why("these words are what keeps a child from sharing, and lets them ask for help without fear")
    .remedy(match owed {
        Owed::HelpSlides => "add it to a `remember` slide of the plan for help",
        Owed::HelpSheet => "keep it; it is composed from the registry",
        Owed::Slides => "put `{{ message.ID }}` or a `remember` slide into the script",
        Owed::Activity => "let an activity say `{{ message.ID }}`, and name it in `teaches`",
        Owed::Check => "name it in the `teaches` of a check item",
    })
}
