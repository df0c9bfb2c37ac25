//! Slips for questions, and somebody who reads them the same day.

use std::borrow::Cow;

use super::Subject;
use super::said::says;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::{Activity, Printed, Step};
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-question-box",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("who hands out the slips, and what is done with them"),
    what: Cow::Borrowed(
        "No activity hands out the slips, or nobody is told to read them that day.",
    ),
    why: Cow::Borrowed(
        "A slip may be the first time that a child tells anybody, and it must not lie in a box.",
    ),
    source: Cow::Borrowed(
        "A primary school’s page on PSHE, undated: question boxes may hold disclosures",
    ),
    bad: Cow::Borrowed("do: Collect the slips."),
    good: Cow::Borrowed("do: Collect the slips. Read every slip before you leave the room."),
};

const SLIPS: &[&str] = &["slip", "question box", "questions box", "the box", "worry box"];
const READ: &[&str] = &["read", "go through", "look through", "look at each", "empty"];
const AT_ONCE: &[&str] =
    &["before", "today", "same day", "that day", "straight", "at once", "as soon", "now"];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    let prompt = || lesson.slips.prompt.span().place();
    let routine = subject.registry().staff.routine(subject.audience.setting);
    let duties = routine.after.iter().chain(&lesson.prepare.afterwards).map(Authored::raw);
    let steps = lesson.activities.iter().flat_map(|activity| &activity.script);
    let done = steps.filter_map(|step| match step {
        Step::Do(words) | Step::KeepSafe(words) => Some(words.raw()),
        _ => None,
    });
    // What is done at the end of a script stands in one step with other things.
    let sentences = |words: &'_ str| {
        let sentences = words.split(['.', '!', '?', ';']).map(str::to_owned);
        sentences.collect::<Vec<_>>()
    };
    let reads = |words: &String| says(words, SLIPS) && says(words, READ) && says(words, AT_ONCE);
    if !duties.chain(done).flat_map(sentences).any(|sentence| reads(&sentence)) {
        findings.push(RULE.finding(
            prompt(),
            "nobody is told to read the slips before leaving",
            "add `Read every slip before you leave.` to `afterwards` in `prepare`",
        ));
    }
    let hands_out = |activity: &&Activity| activity.uses.contains(&Printed::Slips);
    let given: Vec<_> = lesson.activities.iter().filter(hands_out).collect();
    let what = if given.is_empty() {
        "no activity hands out these slips"
    } else if !given.iter().any(|activity| subject.stays(activity.id.as_str())) {
        "the short form hands out no slips"
    } else {
        return;
    };
    findings.push(RULE.at(
        Level::Warning,
        prompt(),
        what,
        "write `uses: [slips]` at the activity that closes the lesson",
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, assert_silent, changed, in_lesson};
    use super::*;

    const DUTY: &str = "Read every slip before you leave.";
    const PROMPT: &str = "A question, or just a word";

    #[test]
    fn somebody_reads_the_slips_that_day() {
        assert_silent(check);
        let shared = "shared/staff.yaml";
        let unread = changed(shared, DUTY, "Collect the slips.");
        let found = in_lesson(&unread, LESSON, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Error, PROMPT));
        assert!(found[0].2.starts_with("nobody is told to read the slips"));
        // A script may say it as well, among other things.
        for (step, silent) in [
            ("Thank them. Read each slip before you go home. Tell the lead.", true),
            ("Read the slips next week.", false),
            ("Read a poem before you leave. Keep the slips.", false),
        ] {
            let mut files = changed(shared, DUTY, "Breathe.");
            let from = "Hand out fresh checks. Collect checks and slips face down.";
            let lesson = files.files[LESSON].replace(from, step);
            files.files.insert(LESSON.into(), lesson);
            assert_eq!(in_lesson(&files, LESSON, check).is_empty(), silent, "{step}");
        }
    }

    #[test]
    fn slips_are_handed_out_in_a_short_lesson_too() {
        let mut files = changed(LESSON, "uses: [check, slips]", "uses: [check]");
        let text = files.files[LESSON].replace("uses: [slips, check]", "uses: [check]");
        files.files.insert(LESSON.into(), text.clone());
        let found = in_lesson(&files, LESSON, check);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (Level::Warning, PROMPT));
        assert!(found[0].2.starts_with("no activity hands out"));
        let hook = "kind: hook\n";
        let text = text.replace(hook, &format!("{hook}    uses: [slips]\n"));
        files.files.insert(LESSON.into(), text);
        let found = in_lesson(&files, LESSON, check);
        assert!(found.len() == 1 && found[0].2.starts_with("the short form"), "{found:#?}");
    }
}
