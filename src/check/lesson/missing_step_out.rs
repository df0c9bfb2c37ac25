//! Leaving without words: said at the start, with something else to do.

use std::borrow::Cow;

use super::Subject;
use super::said::says;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-step-out",
    group: Group::Safety,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("what the first activity says of leaving, and the quiet task"),
    what: Cow::Borrowed(
        "Nobody is told how to step out, or the quiet task is about what they stepped out of.",
    ),
    why: Cow::Borrowed(
        "Somebody in the room may have been abused, and cannot use a way out that only the teacher knows.",
    ),
    source: Cow::Borrowed(
        "CEOP Education: why education on child sexual abuse is not for assemblies, undated",
    ),
    bad: Cow::Borrowed("settle: “Four rules.” step_out_task: Draw a safe phone."),
    good: Cow::Borrowed(
        "settle: “If you’d like a break, put your pen on the corner of your table.” step_out_task: Draw a good place.",
    ),
};

const LEAVE: &[&str] = &[
    "step out",
    "stepping out",
    "break",
    "time out",
    "leave",
    "go out",
    "quiet place",
    "a moment",
];

/// What a quiet task is not about, as a word may begin.
const TOPIC: &[&str] = &[
    "abuse",
    "app ",
    "apps",
    "group chat",
    "internet",
    "live stream",
    "online",
    "phone",
    "screenshot",
    "video",
    "website",
];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    let activities = lesson.activities.iter().enumerate();
    let mut settles = activities.filter(|(_, activity)| activity.kind == ActivityKind::Settle);
    let first = settles.clone().next();
    if let Some((_, settle)) = first
        && !settles.any(|(index, _)| says(&subject.activity(index), LEAVE))
    {
        findings.push(RULE.finding(
            settle.id.span.place(),
            format!("`{}` tells nobody how to step out", settle.id.value),
            "let it say the sign for a break, e.g. a pen on the corner of the table",
        ));
    }
    for passage in &subject.passages {
        if !passage.wording.is_in("step_out_task") {
            continue;
        }
        let words = passage.words();
        if let Some(topic) = TOPIC.iter().find(|topic| says(words, &[topic])) {
            findings.push(RULE.finding(
                passage.whole(subject.library),
                format!("the quiet task is about the topic: “{}”", topic.trim()),
                "give them something calm that has nothing to do with the lesson",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, one};
    use super::*;

    #[test]
    fn everybody_hears_how_to_step_out() {
        assert_silent(check);
        for path in [LESSON, WORKSHOP] {
            let from = "You can step out:";
            let is = (Level::Warning, "settle", "tells nobody how to step out");
            one(path, from, "You can smile:", check, is);
        }
    }

    #[test]
    fn the_quiet_task_is_about_something_else() {
        let (from, to) = ("Draw a place that you like.", "Draw a phone that is safe.");
        one(LESSON, from, to, check, (Level::Warning, "Draw a phone that is safe.", "“phone”"));
    }
}
