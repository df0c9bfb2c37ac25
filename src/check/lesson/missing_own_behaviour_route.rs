//! Older pupils: help for somebody who is worried about what they did, or might.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::Subject;
use super::said::{plain, says};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;
use crate::library::slide::SlideStep;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-own-behaviour-route",
    group: Group::Safety,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("the plan for help of audiences with `own_behaviour`"),
    what: Cow::Borrowed(
        "The plan for help has nothing for a pupil who is worried about their own behaviour.",
    ),
    why: Cow::Borrowed(
        "Some in the room have passed one on, or worry about what they might do, and help now keeps others safe.",
    ),
    source: Cow::Borrowed(
        "Department for Education: relationships and sex education guidance, 2025, statement S.BS.16",
    ),
    bad: Cow::Borrowed("plan-help: “These lines are for anybody who was hurt.”"),
    good: Cow::Borrowed(
        "plan-help: “They are also for anybody who is worried about something they did.”",
    ),
};

/// Speaks of what one did or might do, in plain words.
static OWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:own (?:behaviou?r|actions|thoughts)|(?:something|anything|things?|what) (?:that )?",
        r"(?:you|they)(?:(?:'ve| have)?(?: already)? (?:did|done|sent|shared|shown|passed)",
        r"| (?:might|may|could) (?:do|send|share)))\b",
    ))
    .ok()
});

const WORRY: &[&str] = &["worr", "sorry", "regret", "afraid", "scared", "wish"];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.audience.own_behaviour {
        return;
    }
    let Some(own) = OWN.as_ref() else { return };
    let lesson = subject.lesson;
    let activities = lesson.activities.iter().enumerate();
    let mut plans = activities.filter(|(_, activity)| activity.kind == ActivityKind::PlanHelp);
    let Some((_, first)) = plans.clone().next() else { return };
    let on_slides =
        plans.clone().flat_map(|(_, plan)| plan.slides()).flat_map(|slide| match slide {
            SlideStep::Help(help) => help.services.as_slice(),
            _ => &[],
        });
    let on_sheet = lesson.help_sheet.iter().flat_map(|sheet| &sheet.services);
    let is_for_it = |id: &crate::text::Name| {
        subject.registry().service(id.as_str()).is_some_and(|service| service.own_behaviour)
    };
    if on_slides.chain(on_sheet).any(is_for_it) {
        return;
    }
    let names_it = |words: &str| {
        let mut sentences = words.split(['.', '!', '?']);
        sentences.any(|sentence| says(sentence, WORRY) && own.is_match(&plain(sentence)))
    };
    if !plans.any(|(index, _)| names_it(&subject.activity(index))) {
        findings.push(RULE.finding(
            first.id.span.place(),
            format!("`{}` has nothing for a worry about one’s own behaviour", first.id.value),
            "say that help is there too for anybody who is worried about something they did",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, assert_silent, changed, in_lesson};
    use super::*;

    const OWN: &str = "about something you did.";

    /// In a lesson for older pupils, with other words where it names the worry.
    fn found_with(words: &str, service: &str) -> Vec<(Level, String, String)> {
        let mut files = changed(LESSON, OWN, words);
        for (file, from, to) in [
            ("audiences", "minutes: 50\n", "minutes: 50\n    own_behaviour: true\n"),
            ("services", "name: Childline\n", service),
        ] {
            let file = files.files.get_mut(&format!("shared/{file}.yaml")).unwrap();
            *file = file.replace(from, to);
        }
        in_lesson(&files, LESSON, check)
    }

    #[test]
    fn older_pupils_hear_of_help_for_their_own_behaviour() {
        let childline = "name: Childline\n";
        for other in ["about a test.", "about what you see.", "or sad. Say what you might do."] {
            let found = found_with(other, childline);
            assert_eq!(found.len(), 1, "{other}: {found:#?}");
            assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, "plan-help"));
        }
        for own in [OWN, "about something you’ve sent on.", "about your own behaviour."] {
            assert_eq!(found_with(own, childline), [], "{own}");
        }
        let for_it = "name: Childline\n    own_behaviour: true\n";
        assert_eq!(found_with("about a test.", for_it), []);
    }

    #[test]
    fn the_younger_are_not_asked_to() {
        assert_silent(check);
        let files = changed(LESSON, OWN, "about a test.");
        assert_eq!(in_lesson(&files, LESSON, check), []);
    }
}
