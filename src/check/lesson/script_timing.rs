//! Whether what is said, asked and done fits into an activity's minutes.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::Subject;
use super::filled::Filler;
use crate::check::prose::sentence::count;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::{Activity, Step};
use crate::library::slide::SlideStep;
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "script-timing",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("each activity’s script against its minutes, and the short form’s"),
    what: Cow::Borrowed(
        "The script of an activity needs more than its `most` minutes; a note if it needs more \
         than `usual`. Words said take a minute for each 130; a task or a talk takes the minutes \
         that its slide states; a question to the class takes 40 seconds besides, and something \
         to do 15 seconds or the minutes that it names.",
    ),
    why: Cow::Borrowed(
        "A lesson that runs over loses its calm end, where pupils hear again who helps.",
    ),
    source: Cow::Borrowed(
        "House rule: 130 words a minute is a slow, clear voice in front of a class; the seconds \
         for questions and doing are our own, from reading our lessons aloud.",
    ),
    bad: Cow::Borrowed("minutes: { least: 3, usual: 4, most: 5 }, and 700 words in `say`"),
    good: Cow::Borrowed("minutes: { least: 6, usual: 8, most: 10 }, or 400 words less"),
};

/// Words that a teacher says in a minute.
const WORDS_A_MINUTE: f64 = 130.0;
/// Minutes for the answers to a question.
const ANSWERS: f64 = 40.0 / 60.0;
/// Minutes for something to do that names no time.
const DOING: f64 = 15.0 / 60.0;

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let filler = Filler::new(subject);
    for activity in &subject.lesson.activities {
        let needs = Needs::of(activity, &filler);
        let (usual, most) = (activity.minutes.usual.value, activity.minutes.most.value);
        let total = needs.total();
        let (level, at, than, place) = if total > f64::from(most) + SLACK {
            (Level::Warning, most, "most", activity.minutes.most.span.place())
        } else if total > f64::from(usual) + SLACK {
            (Level::Note, usual, "usual", activity.minutes.usual.span.place())
        } else {
            continue;
        };
        findings.push(RULE.at(
            level,
            place,
            format!(
                "`{}` needs about {total:.0} minutes, and `{than}` is {at}: {}",
                activity.id.value,
                needs.told()
            ),
            "say less, or give it more minutes and another activity less",
        ));
    }
    short_form(subject, &filler, findings);
}

/// Half a minute more is nothing that anybody notices.
const SLACK: f64 = 0.5;

/// In the short form questions and tasks are cut, but what has to be said is
/// said.
fn short_form(subject: &Subject<'_>, filler: &Filler<'_>, findings: &mut Findings) {
    let short = &subject.lesson.short_form;
    let is_kept = |activity: &&Activity| short.keep.iter().any(|id| id.value == activity.id.value);
    let kept = subject.lesson.activities.iter().filter(is_kept);
    let said: f64 = kept.map(|activity| Needs::of(activity, filler).said).sum();
    let minutes = f64::from(short.minutes.value);
    if said > minutes + SLACK {
        findings.push(RULE.finding(
            short.minutes.span.place(),
            format!("what the short form keeps takes {said:.0} minutes to say alone, and it has {minutes:.0}"),
            "give it more minutes, or keep fewer activities",
        ));
    }
}

/// What a script needs, in minutes.
#[derive(Debug, Default, Clone, PartialEq)]
struct Needs {
    said: f64,
    stated: f64,
    answers: f64,
    doing: f64,
}

impl Needs {
    fn of(activity: &Activity, filler: &Filler<'_>) -> Self {
        let mut needs = Self::default();
        let say = |words: String| count(&words) as f64 / WORDS_A_MINUTE;
        for step in &activity.script {
            match step {
                Step::Say(words) => needs.said += say(filler.words(words)),
                Step::Ask(ask) => {
                    needs.said += say(filler.words(&ask.q));
                    needs.said +=
                        ask.follow_up.as_ref().map_or(0.0, |next| say(filler.words(next)));
                    needs.answers += ANSWERS;
                }
                Step::Slide(SlideStep::Activity(task)) => {
                    needs.stated += f64::from(task.minutes.value);
                }
                Step::Slide(SlideStep::Talk(talk)) => {
                    let facts = talk.facts.as_ref();
                    needs.stated += facts.and_then(|facts| minutes(facts.raw())).unwrap_or(0.0);
                }
                Step::Do(words) => needs.doing += minutes(words.raw()).unwrap_or(DOING),
                // For some, or at another time.
                Step::Slide(_)
                | Step::IfTheyAsk(_)
                | Step::KeepSafe(_)
                | Step::Support(_)
                | Step::Stretch(_) => {}
            }
        }
        // What is done while a task is on takes no time of its own.
        if needs.stated > 0.0 {
            let while_on =
                activity.script.iter().filter(|step| matches!(step, Step::Do(_))).count();
            needs.doing = needs.doing.min(while_on as f64 * DOING);
        }
        needs
    }

    fn total(&self) -> f64 {
        self.said + self.stated + self.answers + self.doing
    }

    /// The parts, the longest first.
    fn told(&self) -> String {
        let mut parts = [
            (self.said, "to say it"),
            (self.stated, "on slides"),
            (self.answers, "for answers"),
            (self.doing, "to do things"),
        ];
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let parts = parts.iter().filter(|(minutes, _)| *minutes >= 0.05);
        parts.map(|(minutes, what)| format!("{minutes:.1} {what}")).collect::<Vec<_>>().join(", ")
    }
}

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The minutes that words name, e.g. `2 minutes`, `a minute and a half`.
fn minutes(words: &str) -> Option<f64> {
    static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        // One that does not compile finds nothing, and the tests fail.
        Regex::new(r"(?i)\b(half a|[0-9]+|[a-z]+) minutes?\b( and a half)?").ok()
    });
    let hit = NAMED.as_ref()?.captures(words)?;
    let number = hit.get(1)?.as_str().to_lowercase();
    let whole = match number.as_str() {
        "half a" => 0.5,
        "a" | "another" => 1.0,
        word => {
            let named = NUMBERS.iter().position(|name| *name == word);
            named.map(|n| n as f64).or_else(|| word.parse().ok())?
        }
    };
    Some(whole + if hit.get(2).is_some() { 0.5 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found, found_in};
    use super::*;

    #[test]
    fn minutes_as_people_write_them() {
        for (words, says) in [
            ("In pairs, 2 minutes", Some(2.0)),
            ("Give them a minute and a half of quiet.", Some(1.5)),
            ("Half a minute", Some(0.5)),
            ("Five minutes. One reads.", Some(5.0)),
            ("In pairs", None),
            ("at the minute in these notes", None),
        ] {
            assert_eq!(minutes(words), says, "{words}");
        }
    }

    #[test]
    fn what_is_said_must_fit() {
        let said = "We talk about made-up people.";
        let long = format!("{said} {}", "This is a sentence with seven words. ".repeat(170));
        let found = found_in("11-14", said, &long, RULE.name);
        let [settle] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(settle.0, "9");
        assert!(
            settle.1.starts_with("`settle` needs about 10 minutes, and `most` is 9: 9."),
            "{settle:?}"
        );
    }

    #[test]
    fn what_the_short_form_keeps_can_be_said() {
        let said = "We talk about made-up people.";
        let long = format!("{said} {}", "This is a sentence with seven words. ".repeat(600));
        let found = found_in("11-14", said, &long, RULE.name);
        assert!(
            found.iter().any(|f| f.1.starts_with("what the short form keeps takes 33 minutes")),
            "{found:?}"
        );
    }

    #[test]
    fn a_task_takes_the_minutes_of_its_slide() {
        let found = found_in(
            "11-14",
            "            facts: In pairs\n            minutes: 1",
            "            facts: In pairs\n            minutes: 3",
            RULE.name,
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains("on slides"), "{found:?}");
    }

    #[test]
    fn a_new_lesson_has_time() {
        for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
            assert_eq!(found(audience, RULE.name), [], "{audience}");
        }
    }
}
