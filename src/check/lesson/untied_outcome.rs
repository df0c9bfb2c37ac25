//! Outcomes: something that can be seen or heard, worked on in the activities
//! and shown in the check items that they name.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::check::used::{self, Used};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::{ActivityKind, Outcome, Printed};
use crate::text::{Authored as _, Name};

/// See the module.
pub static RULE: Rule = Rule {
    name: "untied-outcome",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("a lesson's outcomes, with the activities and check items they name"),
    what: Cow::Borrowed(
        "An outcome cannot be seen or heard, or an activity or check item that it names has nothing to do with it.",
    ),
    why: Cow::Borrowed(
        "A check that asks something else tells a teacher that a lesson worked when nobody knows.",
    ),
    source: Cow::Borrowed(
        "UK Safer Internet Centre, key principles of online safety education (April 2016): clear goals and evaluation.",
    ),
    bad: Cow::Borrowed("i_can: understand the dangers"),
    good: Cow::Borrowed("i_can: choose what to do first, what next, and who to tell"),
};

/// How an outcome begins that nobody can see or hear.
const UNSEEN: [&str; 13] = [
    "appreciate",
    "be aware",
    "be familiar",
    "become aware",
    "feel",
    "get to know",
    "gain an understanding",
    "have an understanding",
    "know",
    "learn",
    "realise",
    "see why",
    "understand",
];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let messages = used::messages(subject.library, subject.lesson, subject.wordings);
    for (at, outcome) in subject.lesson.outcomes.iter().enumerate() {
        unseen(subject, at, findings);
        tied(subject, outcome, &messages, at, findings);
    }
}

fn unseen(subject: &Subject<'_>, at: usize, findings: &mut Findings) {
    let Some(i_can) = subject.passages.iter().find(|passage| {
        matches!(&passage.wording.path[..], [outcomes, n, i_can]
            if outcomes == "outcomes" && *n == at.to_string() && i_can == "i_can")
    }) else {
        return;
    };
    let words = i_can.words().to_lowercase();
    let begins = |verb: &&&str| {
        words.strip_prefix(**verb).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    if let Some(verb) = UNSEEN.iter().find(begins) {
        findings.push(RULE.finding(
            i_can.place(subject.library, 0..verb.len()),
            format!(
                "nobody can see or hear whether a {} can “{verb}”",
                subject.audience.called.learner.value
            ),
            "write what can be seen or heard: name, choose, say, explain, put in order, plan",
        ));
    }
}

/// What an activity, a check item or an outcome is about.
#[derive(Default)]
struct About {
    messages: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl About {
    fn say(&mut self, words: &str) {
        self.words.extend(stems(words));
    }

    /// A message, and its words for the audience.
    fn name(&mut self, subject: &Subject<'_>, id: &str) {
        let message = subject.registry().message(id);
        if let Some(line) =
            message.and_then(|message| message.wording.get(subject.audience.id.as_str()))
        {
            self.say(line.raw());
        }
        self.messages.insert(id.to_owned());
    }

    fn add(&mut self, other: &About) {
        self.messages.extend(other.messages.iter().cloned());
        self.words.extend(other.words.iter().cloned());
    }

    fn shares(&self, other: &About) -> bool {
        !self.messages.is_disjoint(&other.messages) || !self.words.is_disjoint(&other.words)
    }
}

fn tied(
    subject: &Subject<'_>,
    outcome: &Outcome,
    messages: &[Used],
    at: usize,
    findings: &mut Findings,
) {
    let mut goal = About::default();
    goal.say(&passages(subject, &["outcomes", &at.to_string(), "i_can"]));
    let activities: Vec<_> = outcome
        .activities
        .iter()
        .filter_map(|name| Some((name, activity(subject, name, messages)?)))
        .collect();
    let checks: Vec<_> =
        outcome.check.iter().filter_map(|name| Some((name, check_item(subject, name)?))).collect();
    let id = outcome.id.as_str();
    let mut untied = |name: &Name, is: &str, remedy: String| {
        let what = format!("{is} `{}` has nothing to do with the outcome `{id}`", name.value);
        findings.push(RULE.finding(name.span.place(), what, remedy));
    };
    let together = |about: &[(&Name, About)]| {
        let mut all = About::default();
        for (_, about) in about {
            all.add(about);
        }
        all.add(&goal);
        all
    };
    let (worked_on, shown) = (together(&activities), together(&checks));
    for (name, about) in &activities {
        let kind = subject.lesson.activities.iter().find(|entry| entry.id.value == name.value);
        let teaches = kind.is_some_and(|entry| {
            matches!(
                entry.kind,
                ActivityKind::Hook
                    | ActivityKind::Teach
                    | ActivityKind::Practise
                    | ActivityKind::PlanHelp
            )
        });
        if !teaches {
            let remedy = "name one that teaches or practises it".to_owned();
            untied(name, "the activity", remedy);
        } else if !about.shares(&shown) {
            let remedy =
                "name the activity that works on it, or let this one say a message or a word of it";
            untied(name, "the activity", remedy.to_owned());
        }
    }
    for (name, about) in &checks {
        if !about.shares(&worked_on) {
            let remedy = format!(
                "name the item that shows it, or ask about a message or a word of {}",
                activities
                    .first()
                    .map_or("its activities".to_owned(), |(first, _)| format!("`{}`", first.value))
            );
            untied(name, "the check item", remedy);
        }
    }
}

fn activity(subject: &Subject<'_>, name: &Name, messages: &[Used]) -> Option<About> {
    let all = &subject.lesson.activities;
    let at = all.iter().position(|entry| entry.id.value == name.value)?;
    let entry = all.get(at)?;
    let mut about = About::default();
    about.say(&passages(subject, &["activities", &at.to_string()]));
    for printed in &entry.uses {
        let field: &[&str] = match printed {
            Printed::Worksheet => &["worksheet"],
            Printed::Cards => &["cards"],
            Printed::HelpSheet => &["help_sheet"],
            Printed::Injects => &["workshop", "exercise"],
            Printed::Handout => &["workshop", "handout"],
            Printed::Check | Printed::Slips | Printed::Evaluation | Printed::Certificate => {
                continue;
            }
        };
        about.say(&passages(subject, field));
    }
    let used = messages.iter().filter(|used| used.field == "activities" && used.at == Some(at));
    for id in used.map(|used| used.id.as_str()).chain(entry.teaches.iter().map(|id| id.as_str())) {
        about.name(subject, id);
    }
    Some(about)
}

fn check_item(subject: &Subject<'_>, name: &Name) -> Option<About> {
    let check = &subject.lesson.check;
    let item = check.items.iter().position(|item| item.id.value == name.value);
    let statement = check.statements.iter().position(|item| item.id.value == name.value);
    let (field, at, teaches) = match (item, statement) {
        (Some(at), _) => ("items", at, &check.items.get(at)?.teaches),
        (None, Some(at)) => ("statements", at, &check.statements.get(at)?.teaches),
        (None, None) => return None,
    };
    let mut about = About::default();
    about.say(&passages(subject, &["check", field, &at.to_string()]));
    for id in teaches {
        about.name(subject, id.as_str());
    }
    Some(about)
}

/// The words of all fields below a path.
fn passages(subject: &Subject<'_>, path: &[&str]) -> String {
    let below = |have: &[String]| {
        have.len() >= path.len() && have.iter().zip(path).all(|(have, wanted)| have == wanted)
    };
    let within = subject.passages.iter().filter(|passage| below(&passage.wording.path));
    within.map(super::Passage::words).collect::<Vec<_>>().join("\n")
}

/// Words that stand in every lesson, whatever it is about.
const EVERYWHERE: [&str; 40] = [
    "about", "after", "again", "also", "and", "are", "before", "but", "can", "could", "does",
    "each", "for", "from", "have", "into", "just", "like", "more", "not", "one", "only", "other",
    "say", "should", "some", "somebody", "someone", "that", "the", "their", "them", "then", "they",
    "this", "what", "when", "who", "with", "you",
];

/// Words that mean something, without their endings.
fn stems(words: &str) -> impl Iterator<Item = String> {
    let all = words.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    all.filter(|word| word.chars().count() > 2 && !EVERYWHERE.contains(&word.as_str())).map(
        |word| {
            let endings = ["ing", "ed", "es", "s", "e"];
            let stem = endings.iter().find_map(|ending| {
                word.strip_suffix(ending).filter(|stem| stem.chars().count() > 2)
            });
            stem.unwrap_or(&word).to_owned()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_lesson;
    use crate::library::fixture::{LESSON, WORKSHOP, changed, files};

    fn one(from: &str, to: &str, at: &str, says: &str) {
        let found = in_lesson(&changed(LESSON, from, to), LESSON, check);
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, at), "{to}");
        assert!(found[0].2.contains(says), "{to}: {found:?}");
    }

    #[test]
    fn an_outcome_is_seen_or_heard() {
        for files in [files(), changed(LESSON, "i_can: name", "i_can: knowingly name")] {
            assert_eq!(in_lesson(&files, LESSON, check), []);
        }
        let i_can = "i_can: name who can help me";
        one(i_can, "i_can: understand who can help me", "understand", "name, choose, say");
        one(i_can, "i_can: Be aware of who can help me", "Be aware", "see or hear");
    }

    #[test]
    fn an_activity_works_on_the_outcome() {
        let activities = "activities: [teach, practise]";
        let settle = "activities: [settle, practise]";
        one(activities, settle, "settle", "one that teaches or practises it");
    }

    #[test]
    fn a_check_item_shows_the_outcome() {
        let from = "    - id: true-words";
        let odd = "    - id: odd
      text: Penguins fly south.
      right: false
      because: Zebras gallop.
    - id: true-words";
        let mut files = changed(LESSON, from, odd);
        let text = files.files[LESSON].replacen("true-words]", "odd]", 1);
        files.files.insert(LESSON.into(), text);
        let found = in_lesson(&files, LESSON, check);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "odd"));
        assert!(found[0].2.contains("a message or a word of `teach`"), "{found:?}");
    }

    #[test]
    fn a_workshop_is_held_to_the_same() {
        assert_eq!(in_lesson(&files(), WORKSHOP, check), []);
    }

    #[test]
    fn words_are_the_same_in_all_their_forms() {
        let stems = |words| stems(words).collect::<Vec<_>>();
        assert_eq!(stems("Shares, sharing; shared the share"), ["shar"; 4]);
        assert_eq!(stems("so you can"), Vec::<String>::new());
    }
}
