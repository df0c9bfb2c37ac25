//! Slides with more words than the audience reads while somebody speaks.

use std::borrow::Cow;

use super::filled::Filler;
use super::{Passage, Subject};
use crate::check::prose::sentence::count;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Finding, Findings, Level, Place};
use crate::library::lesson::Step;
use crate::library::registry::Audience;
use crate::library::slide::SlideStep;
use crate::text::{Authored, Reader, Slot, slots};

/// See the module.
pub static RULE: Rule = Rule {
    name: "long-slide",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed(
        "the words of each slide: title, body, words in pictures; not the small line about \
         who with and how long",
    ),
    what: Cow::Borrowed(
        "A slide has more words than the registry allows its audience (`slide_words`). One with a \
         title and one core message passes: nobody may cut that.",
    ),
    why: Cow::Borrowed(
        "Pupils who are still reading do not hear what the teacher says to keep them safe.",
    ),
    source: Cow::Borrowed(
        "House rule: a limit for each age, proposed by us and no published standard. Short text on \
         more, emptier slides is teachers’ advice (C. Moore Anderson, 2020).",
    ),
    bad: Cow::Borrowed("a key idea with three paragraphs, all of which the teacher says as well"),
    good: Cow::Borrowed("a key idea with one line and a picture; the rest stands in `say`"),
};

/// Fields that are no words of the slide: read to those who do not see it, or
/// small labels.
const LABELS: [&str; 4] = ["alt", "about", "note", "facts"];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let filler = Filler::new(subject);
    for (n, activity) in subject.lesson.activities.iter().enumerate() {
        for (m, step) in activity.script.iter().enumerate() {
            let Step::Slide(slide) = step else { continue };
            let own = own_words(subject, n, m);
            let written = own
                .iter()
                .map(|passage| count(&filler.paragraph(&passage.paragraph, &passage.wording.raw)));
            let words = written.sum::<usize>() + drawn_from_elsewhere(subject, &filler, slide);
            let place = own
                .first()
                .map_or_else(|| activity.id.span.place(), |passage| passage.whole(subject.library));
            let finding = judge(place, words, subject.audience);
            if let Some(finding) = finding.filter(|_| !is_one_message(&own, slide)) {
                findings.push(finding);
            }
        }
    }
}

/// Whether a slide shows one core message below its title, and nothing else:
/// the words of a message are the registry's, and no author can cut them.
fn is_one_message(own: &[&Passage<'_>], slide: &SlideStep) -> bool {
    let is_message = |passage: &&Passage<'_>| {
        let raw = passage.wording.raw.trim();
        matches!(slots(raw).as_slice(), [slot] if slot.bytes.len() == raw.len()
            && matches!(slot.slot, Slot::Message(_)))
    };
    let messages = own.iter().filter(|passage| is_message(passage)).count();
    let shown = match slide {
        SlideStep::Remember(remember) => remember.messages.len(),
        _ => messages,
    };
    shown == 1 && own.len() - messages <= 1
}

/// Judges how many words a slide has, for an audience with a limit.
pub fn judge(place: Place, words: usize, audience: &Audience) -> Option<Finding> {
    let most = usize::from(audience.slide_words.as_ref()?.value);
    let id = audience.id.as_str();
    (words > most).then(|| {
        RULE.finding(
            place,
            format!("a slide of {words} words; `{id}` has {most} at most"),
            "let the teacher say the rest, or make two slides of it",
        )
    })
}

/// The words that stand in the slide itself.
fn own_words<'s, 'a>(
    subject: &'s Subject<'a>,
    activity: usize,
    step: usize,
) -> Vec<&'s Passage<'a>> {
    let (activity, step) = (activity.to_string(), step.to_string());
    let start = ["activities", activity.as_str(), "script", step.as_str(), "slide"];
    let is_own = |passage: &&Passage<'_>| {
        let path = &passage.wording.path;
        passage.reader() == Reader::Learners
            && path.len() > start.len()
            && path.iter().zip(start).all(|(a, b)| a == b)
            && !path.last().is_some_and(|field| LABELS.contains(&field.as_str()))
    };
    subject.passages.iter().filter(is_own).collect()
}

/// The words that it shows of other parts of the lesson and of the registry.
/// Ground rules and help are the same in every lesson.
fn drawn_from_elsewhere(subject: &Subject<'_>, filler: &Filler<'_>, slide: &SlideStep) -> usize {
    let lesson = subject.lesson;
    let words = |line: &crate::text::LearnerLine| count(&filler.words(line));
    match slide {
        SlideStep::Title(_) => words(&lesson.title) + words(&lesson.subtitle),
        SlideStep::Aim(_) => lesson.outcomes.iter().map(|outcome| words(&outcome.i_can)).sum(),
        SlideStep::Check(check) => {
            let item = lesson.check.items.iter().find(|item| item.id.value == check.item.value);
            let lines =
                item.into_iter().flat_map(|item| item.options.iter().chain([&item.question]));
            lines.map(words).sum()
        }
        SlideStep::Remember(remember) => {
            let messages = remember.messages.iter();
            let lines = messages.filter_map(|id| {
                subject.registry().message(&id.value)?.wording.get(subject.audience.id.as_str())
            });
            lines.map(|line| count(line.raw())).sum()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found, found_in};
    use super::*;

    #[test]
    fn a_slide_keeps_to_its_audiences_words() {
        let long = "What do you like to plan when you have a whole long day for it and all of \
                    the people whom you know could come along and help you with every single \
                    part of the plan that you have made";
        let changed = |audience| {
            found_in(
                audience,
                "question: What do you like to plan?",
                &format!("question: {long}"),
                RULE.name,
            )
        };
        let found = changed("11-14");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, long);
        assert_eq!(found[0].1, "a slide of 44 words; `11-14` has 35 at most");
        assert_eq!(changed("16-18"), []);
        // Adults have no limit.
        assert_eq!(changed("professionals"), []);
    }

    #[test]
    fn words_in_pictures_and_from_the_registry_count() {
        let chat = "activity:
            title: Plan a show";
        let message = "Is it real and who has got it and what will we do now that everybody has it";
        let scene = format!(
            "scenario:
            title: A chat
            body: Here it is.
            note: Made up
            screen:
              name: Class chat
              alt: A chat in which two people talk about a thing that nobody can see and more
              items:
                - message: {{ from: Kai, text: {message} }}
                - message: {{ from: Tom, text: {message} }}
      - slide:
          {chat}"
        );
        let found = found_in("11-14", chat, &scene, RULE.name);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, "a slide of 43 words; `11-14` has 35 at most");
    }

    #[test]
    fn one_core_message_passes_and_more_words_beside_it_do_not() {
        let title = "            title: Ask\n            body: \"{{ message.asking-is-safe }}\"";
        let more = title.replace("}}\"", "}}\\n\\nAnd more\"");
        assert_eq!(found_in("5-7", title, title, RULE.name), []);
        let found = found_in("5-7", title, &more, RULE.name);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, "a slide of 18 words; `5-7` has 15 at most");
    }

    #[test]
    fn a_new_lesson_is_silent() {
        for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
            assert_eq!(found(audience, RULE.name), [], "{audience}");
        }
    }
}
