//! A lesson to start from, for any audience of the registry: it loads and
//! checks clean, so that whatever is found later is the author's own.

use super::Registry;
use super::load::is_id;
use super::registry::{Audience, Message, Service, Setting, Standing};
use super::suggest::{as_id, instead};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::check_path;
use crate::text::{Authored, Reader};

const TEMPLATE: &str = include_str!("starter.yaml");

/// A lesson's YAML for an audience, by id, with the slug that names its file.
///
/// # Errors
///
/// A finding when there is no such audience, or the slug cannot be a file's
/// name.
pub fn starter(registry: &Registry, audience: &str, slug: &str) -> Result<String, Findings> {
    let Some(audience) = registry.audience(audience) else {
        let known = registry.audiences.iter().map(|entry| entry.id.as_str());
        return Err(Finding::error(
            "unknown-reference",
            Place::Nowhere,
            format!("there is no audience `{audience}`"),
        )
        .why("minutes, words and core messages depend on who the lesson is for")
        .remedy(instead(audience, known))
        .into());
    };
    let why = match is_id(slug) {
        true => check_path(&format!("{slug}.yaml")).err(),
        false => Some("it becomes the name of a file and of a folder"),
    };
    if let Some(why) = why {
        return Err(Finding::error(
            "odd-id",
            Place::Nowhere,
            format!("`{slug}` cannot name a lesson"),
        )
        .why(why)
        .remedy(as_id(slug))
        .into());
    }
    Ok(fill(registry, audience, slug))
}

fn fill(registry: &Registry, audience: &Audience, slug: &str) -> String {
    let id = audience.id.as_str();
    let standing = standing(registry, id);
    let message = taught(registry, id, &standing);
    let plan = Plan::of(audience.minutes.value);
    let hard = registry.staff.hard_questions.first();
    let mut text = for_setting(TEMPLATE, audience.setting);
    for (token, value) in [
        ("id", format!("{id}/{slug}")),
        ("title", title(slug)),
        ("audience", id.to_owned()),
        ("message", message.to_owned()),
        ("minutes", audience.minutes.value.to_string()),
        ("short", plan.short().to_string()),
        ("settle", minutes(plan.settle)),
        ("hook", minutes(plan.hook)),
        ("teach", minutes(plan.teach)),
        ("practise", minutes(plan.practise)),
        ("practise-minutes", plan.practise.to_string()),
        ("plan-help", minutes(plan.help)),
        ("close", minutes(CLOSE)),
        ("inject-1", "0".to_owned()),
        ("inject-2", (plan.practise / 4).to_string()),
        ("inject-3", (plan.practise / 2).to_string()),
        ("inject-4", (plan.practise * 3 / 4).to_string()),
        ("remember", remember(audience, &standing)),
        ("services", service(registry, "childline", Reader::Learners)),
        ("home-services", service(registry, "nspcc-helpline", Reader::Home)),
        ("adult-services", service(registry, "nspcc-helpline", audience.called.services)),
        ("hard-questions", hard.map_or_else(String::new, |entry| entry.id.value.clone())),
    ] {
        text = text.replace(&format!("%{token}%"), &value);
    }
    text
}

/// The lines of the template that a setting has: those after `%class` or
/// `%workshop` stand in that setting alone, up to `%all`.
fn for_setting(template: &str, setting: Setting) -> String {
    let mut stands = true;
    let mut text = String::new();
    for line in template.split_inclusive('\n') {
        match line.trim_end() {
            "%all" => stands = true,
            "%class" => stands = setting == Setting::Class,
            "%workshop" => stands = setting == Setting::Workshop,
            _ if stands => text.push_str(line),
            _ => {}
        }
    }
    text
}

/// `in-the-group-chat` as `In the group chat`.
fn title(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let words = words.trim();
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    // In quotes, since a slug may be a number.
    format!("\"{}{}\"", first.unwrap_or('A'), chars.as_str())
}

/// The messages of every pack that this audience has words for.
fn standing<'a>(registry: &'a Registry, audience: &str) -> Vec<&'a Message> {
    let messages = registry.messages.iter();
    messages
        .filter(|message| message.stands.contains(&Standing::HelpSlides))
        .filter(|message| message.wording.contains_key(audience))
        .collect()
}

/// One that stands by itself; that asking is safe, if the audience has it.
fn taught<'a>(registry: &'a Registry, audience: &str, standing: &[&'a Message]) -> &'a str {
    let others = registry.messages.iter();
    let others = others.filter(|message| message.wording.contains_key(audience));
    let alone = |message: &&&Message| message.with.is_empty();
    standing
        .iter()
        .filter(alone)
        .find(|message| message.id.value == "asking-is-safe")
        .or_else(|| standing.iter().find(alone))
        .copied()
        .or_else(|| others.clone().find(|message| message.with.is_empty()))
        .or_else(|| others.clone().next())
        .map_or("", |message| message.id.as_str())
}

/// Minutes of each activity as planned; the close has [`CLOSE`].
struct Plan {
    settle: u16,
    hook: u16,
    teach: u16,
    practise: u16,
    help: u16,
}

/// Minutes of calm at the end.
const CLOSE: u16 = 5;

impl Plan {
    fn of(total: u16) -> Self {
        let spare = total.saturating_sub(CLOSE + 5);
        let settle = 1 + spare / 8;
        let hook = 1 + spare / 6;
        let help = 1 + spare / 4;
        let rest = total.saturating_sub(CLOSE + settle + hook + help);
        Self { settle, hook, teach: rest - rest / 2, practise: rest / 2, help }
    }

    /// What the short form keeps, and ten at the least.
    fn short(&self) -> u16 {
        (self.settle + self.help + CLOSE).clamp(10, 60)
    }
}

fn minutes(usual: u16) -> String {
    let spare = usual / 3;
    format!("{{ least: {}, usual: {usual}, most: {} }}", usual - spare, usual + spare + 1)
}

/// Slides that show the standing messages, as many on each as its words allow.
fn remember(audience: &Audience, standing: &[&Message]) -> String {
    // Each its own, since people who hear slides find them by title.
    const TITLES: [&str; 5] = ["Remember", "And this", "This too", "One more", "Keep this"];
    let most = audience.slide_words.as_ref().map_or(usize::MAX, |at| at.value.into());
    let count = |words: &str| words.split_whitespace().count();
    let it = count(audience.it.raw());
    let words = |message: &Message| {
        let words = message.wording.get(&audience.id.value);
        words.map_or(0, |words| count(words.raw()))
    };
    let mut slides = String::new();
    let mut intro = true;
    if standing.first().is_none_or(|first| 1 + it + words(first) > most) {
        slides.push_str(
            "      - slide:
          key-idea:
            title: What “it” is
            body: \"{{ term.it }}\"
            picture: shield
",
        );
        intro = false;
    }
    let mut rest = standing;
    let mut number = 0;
    while let Some(first) = rest.first() {
        let before = 1 + if intro { it } else { 0 };
        let two = rest.get(1).is_some_and(|second| before + words(first) + words(second) <= most);
        let (here, after) = rest.split_at(if two { 2 } else { 1 });
        let ids: Vec<_> = here.iter().map(|message| message.id.as_str()).collect();
        let intro_line = if intro { "            intro: \"{{ term.it }}\"\n" } else { "" };
        let title = match TITLES.get(number) {
            Some(title) => (*title).to_owned(),
            None => format!("Remember {}", number + 1),
        };
        slides.push_str(&format!(
            "      - slide:
          remember:
            title: {title}
{intro_line}            messages: [{}]
",
            ids.join(", ")
        ));
        intro = false;
        number += 1;
        rest = after;
    }
    slides
}

/// A service that serves the first nation and has the words: the one that most
/// lessons name, or the first by id.
fn service(registry: &Registry, usual: &str, reader: Reader) -> String {
    let nation = registry.nations.first().map_or("", |nation| nation.id.as_str());
    let mut fitting = registry.services.iter().filter(|service| {
        service.speaks_to(reader) && service.nations.iter().any(|name| name.value == nation)
    });
    let is_usual = |service: &&Service| service.id.value == usual;
    let found = fitting.clone().find(is_usual).or_else(|| fitting.next());
    found.map_or_else(String::new, |service| service.id.value.clone())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_starter_is_right_for_every_audience() {
        let mut files = fixture::registry();
        let library = fixture::load(&files).library.unwrap();
        for audience in &library.registry.audiences {
            let id = &audience.id.value;
            let text = starter(&library.registry, id, "2-lives").unwrap();
            assert!(!text.contains('%'), "a token was not filled: {text}");
            files.files.insert(format!("{id}/2-lives.yaml"), text);
        }
        let found = fixture::found(&files);
        assert_eq!(found, [], "{found:#?}");
    }

    #[test]
    fn minutes_add_up_for_lessons_of_any_length() {
        for total in 10..=240 {
            let plan = Plan::of(total);
            let sum = plan.settle + plan.hook + plan.teach + plan.practise + plan.help + CLOSE;
            assert_eq!(sum, total);
            for usual in [plan.settle, plan.hook, plan.teach, plan.practise, plan.help] {
                assert!((1..=90).contains(&usual), "{usual} of {total}");
            }
        }
    }

    #[test]
    fn what_cannot_be_a_lesson_is_refused() {
        let library = fixture::load(&fixture::registry()).library.unwrap();
        for (audience, slug, remedy) in [
            ("11-41", "a", "did you mean `11-14`?"),
            ("11-14", "../a", "small letters"),
            ("11-14", "", "small letters"),
            ("11-14", "con", "small letters"),
        ] {
            let findings = starter(&library.registry, audience, slug).unwrap_err();
            let finding = findings.iter().next().unwrap();
            assert!(finding.remedy.contains(remedy), "{finding:?}");
        }
    }
}
