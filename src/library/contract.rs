//! The safeguarding contract in a lesson's source: each core message that it
//! teaches stands on a slide, in an activity and in the check, and the plan for
//! help shows those that every pack carries. Whether the built files hold them
//! is read from the files themselves, elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::lesson::{Activity, ActivityKind, Step};
use super::registry::Standing;
use super::shape::SlotUse;
use super::slide::SlideStep;
use super::suggest::listed;
use super::{Lesson, Registry};
use crate::diagnostics::{Finding, Findings};
use crate::text::{Name, Slot};

/// Every core message that is missing from where it must stand.
pub(super) fn check(lesson: &Lesson, registry: &Registry, slots: &[SlotUse]) -> Findings {
    let stands = Stands::of(lesson, slots);
    let mut missing = Missing { lesson, findings: Findings::new() };
    // One that is misspelt, or is for others, is reported where names are looked
    // up.
    let has_words = |name: &&Name| {
        let message = registry.message(&name.value);
        message.is_some_and(|message| message.wording.contains_key(&lesson.audience.value))
    };
    for name in lesson.messages.iter().filter(has_words) {
        missing.taught(name, &stands);
    }
    missing.plan_for_help(registry, &stands);
    missing.together(registry, &stands);
    missing.findings
}

/// Activity and step, by position.
type Position = (usize, usize);

/// Where the messages stand, by id.
#[derive(Default)]
struct Stands<'a> {
    on_slides: BTreeMap<&'a str, BTreeSet<Position>>,
    /// Activities whose script says it, besides its slides.
    said_in: BTreeMap<&'a str, BTreeSet<usize>>,
    /// Slides that say what "it" is.
    it: BTreeSet<Position>,
}

impl<'a> Stands<'a> {
    fn of(lesson: &'a Lesson, slots: &'a [SlotUse]) -> Self {
        let mut stands = Self::default();
        for used in slots {
            let Some((position, on_slide)) = position(&used.path) else {
                continue;
            };
            match &used.slot {
                Slot::Message(id) if on_slide => {
                    stands.on_slides.entry(id).or_default().insert(position);
                }
                Slot::Message(id) => {
                    stands.said_in.entry(id).or_default().insert(position.0);
                }
                Slot::Term(id) if id == "it" && on_slide => {
                    stands.it.insert(position);
                }
                _ => {}
            }
        }
        for (activity, entry) in lesson.activities.iter().enumerate() {
            for (step, entry) in entry.script.iter().enumerate() {
                let Step::Slide(SlideStep::Remember(slide)) = entry else {
                    continue;
                };
                for name in &slide.messages {
                    let slides = stands.on_slides.entry(&name.value).or_default();
                    slides.insert((activity, step));
                }
            }
        }
        stands
    }

    fn slides(&self, id: &str) -> impl Iterator<Item = Position> {
        self.on_slides.get(id).into_iter().flatten().copied()
    }
}

/// Where in the activities a path leads, and whether to a slide.
fn position(path: &[String]) -> Option<(Position, bool)> {
    match path {
        [activities, activity, script, step, kind, ..]
            if activities == "activities" && script == "script" =>
        {
            let position = (activity.parse().ok()?, step.parse().ok()?);
            Some((position, kind == "slide"))
        }
        _ => None,
    }
}

struct Missing<'a> {
    lesson: &'a Lesson,
    findings: Findings,
}

impl Missing<'_> {
    fn taught(&mut self, name: &Name, stands: &Stands<'_>) {
        let lesson = self.lesson;
        let id = name.as_str();
        if stands.slides(id).next().is_none() {
            self.lacks(
                format!("`{}` teaches `{id}` on no slide", lesson.id.value),
                format!(
                    "write `{{{{ message.{id} }}}}` on a slide, or name it on a `remember` slide"
                ),
            );
        }
        let said_in = stands.said_in.get(id);
        let in_activity = lesson.activities.iter().enumerate().any(|(index, activity)| {
            activity.teaches.iter().any(|name| name.value == id)
                && said_in.is_some_and(|activities| activities.contains(&index))
        });
        if !in_activity {
            self.lacks(
                format!("`{}` teaches `{id}` in no activity", lesson.id.value),
                format!(
                    "name it in an activity's `teaches`, and write `{{{{ message.{id} }}}}` in \
                     what its script says or asks"
                ),
            );
        }
        let items = lesson.check.items.iter().flat_map(|item| &item.teaches);
        let statements = lesson.check.statements.iter().flat_map(|item| &item.teaches);
        if !items.chain(statements).any(|name| name.value == id) {
            self.lacks(
                format!("`{}` does not ask about `{id}` in its check", lesson.id.value),
                format!("add an item or a statement to `check`, with `teaches: [{id}]`"),
            );
        }
    }

    /// The messages of every pack, after the line that says what "it" is.
    fn plan_for_help(&mut self, registry: &Registry, stands: &Stands<'_>) {
        let lesson = self.lesson;
        let plan = |activity: &&Activity| activity.kind == ActivityKind::PlanHelp;
        let Some(plan) = lesson.activities.iter().find(plan) else {
            // That there is none is reported where activities are looked at.
            return;
        };
        let mut absent = Vec::new();
        let kind_of = |position: Position| {
            let activity = lesson.activities.get(position.0);
            activity.map(|activity| activity.kind)
        };
        let mut first: Option<Position> = None;
        for message in &registry.messages {
            let id = message.id.as_str();
            let stands_here = message.stands.contains(&Standing::HelpSlides)
                && message.wording.contains_key(&lesson.audience.value);
            if !stands_here {
                continue;
            }
            let slide =
                stands.slides(id).find(|slide| kind_of(*slide) == Some(ActivityKind::PlanHelp));
            match slide {
                Some(slide) => first = Some(first.map_or(slide, |first| first.min(slide))),
                None => absent.push(id),
            }
        }
        if !absent.is_empty() {
            let all = listed(&absent);
            self.lacks(
                format!("`{}` does not show {all} in its plan for help", lesson.id.value),
                format!(
                    "name {all} in the `messages` of a `remember` slide of the activity `{}`",
                    plan.id.value
                ),
            );
        }
        if let Some(first) = first
            && !stands.it.iter().any(|slide| *slide <= first)
        {
            self.lacks(
                format!(
                    "`{}` does not say what “it” is before its plan for help speaks of it",
                    lesson.id.value
                ),
                "write `intro: \"{{ term.it }}\"` on the first `remember` slide".into(),
            );
        }
    }

    /// Messages that never stand alone.
    fn together(&mut self, registry: &Registry, stands: &Stands<'_>) {
        let lesson = self.lesson;
        for id in stands.on_slides.keys() {
            let Some(message) = registry.message(id) else {
                continue;
            };
            let has_words = |id: &str| {
                let message = registry.message(id);
                message.is_some_and(|with| with.wording.contains_key(&lesson.audience.value))
            };
            let activities: BTreeSet<_> = stands.slides(id).map(|slide| slide.0).collect();
            for (index, with) in activities
                .iter()
                .flat_map(|index| message.with.iter().map(move |with| (*index, with)))
            {
                let beside = stands.slides(&with.value).any(|slide| slide.0 == index);
                if beside || !has_words(&with.value) {
                    continue;
                }
                let Some(activity) = lesson.activities.get(index) else {
                    continue;
                };
                let (name, with) = (activity.id.as_str(), with.as_str());
                self.lacks(
                    format!("`{}` shows `{id}` without `{with}` in `{name}`", lesson.id.value),
                    format!("write `{{{{ message.{with} }}}}` on a slide of `{name}` too"),
                );
            }
        }
    }

    /// All at the audience, as it is what they are owed to.
    fn lacks(&mut self, what: String, remedy: String) {
        self.findings.push(
            Finding::error("contract", self.lesson.audience.span.place(), what)
                .why("no pack leaves without every core message that its learners need")
                .remedy(remedy),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{LESSON, changed, files, found, one};

    #[test]
    fn a_message_that_is_taught_stands_on_a_slide_in_an_activity_and_in_the_check() {
        one(
            "Here is the line to remember. {{ message.asking-is-safe }}",
            "Here is the line to remember.",
            "contract",
            "11-14",
            "teaches `asking-is-safe` in no activity",
        );
        one(
            "    teaches: [asking-is-safe]\n    script",
            "    script",
            "contract",
            "11-14",
            "in no activity",
        );
        let mut files = files();
        let text = files.files[LESSON].replace("      teaches: [asking-is-safe]\n", "");
        files.files.insert(LESSON.into(), text);
        let found = found(&files);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].2.contains("does not ask about `asking-is-safe` in its check"));
    }

    #[test]
    fn a_message_on_no_slide_is_found_by_name() {
        let mut files = changed(LESSON, "body: \"{{ message.asking-is-safe }}\"", "body: Ask.");
        let text = files.files[LESSON]
            .replace("messages: [never-share, asking-is-safe]", "messages: [never-share]");
        files.files.insert(LESSON.into(), text);
        let said: Vec<_> = found(&files).into_iter().map(|found| found.2).collect();
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said[0].contains("does not show `asking-is-safe` in its plan for help"));
        assert!(said[1].contains("`11-14/made-up` teaches `asking-is-safe` on no slide"));
    }

    #[test]
    fn the_plan_for_help_says_what_it_is_first() {
        one(
            "            intro: \"{{ term.it }}\"\n",
            "",
            "contract",
            "11-14",
            "does not say what “it” is",
        );
    }

    #[test]
    fn messages_that_belong_together_stand_together() {
        one(
            "            body: Take a slow breath.",
            "            body: \"{{ message.may-be-a-crime }}\"",
            "contract",
            "11-14",
            "shows `may-be-a-crime` without `genuine-mistake` in `close`",
        );
    }
}
