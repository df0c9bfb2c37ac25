//! What has to agree within a lesson: minutes with the timetable, the order of
//! activities with how children are kept safe, tables and answers with
//! themselves.

use super::lesson::{Activity, ActivityKind, Keep, ReviewStatus};
use super::slide::SlideStep;
use super::suggest::listed;
use super::{Lesson, Registry};
use crate::diagnostics::{Finding, Findings, Place};
use crate::text::{Authored, Name};

/// Minutes of calm at the end, at the least.
const CLOSE_MINUTES: u16 = 5;
/// How strong the first and the last activity may be.
const CALM: u8 = 1;

/// All that does not agree in a lesson.
pub(super) fn check(lesson: &Lesson, registry: &Registry) -> Findings {
    let mut findings = Findings::new();
    minutes(lesson, registry, &mut findings);
    short_form(lesson, &mut findings);
    order(lesson, &mut findings);
    messages_of_the_session(lesson, registry, &mut findings);
    tables(lesson, &mut findings);
    answers(lesson, &mut findings);
    review(lesson, &mut findings);
    findings
}

fn minutes(lesson: &Lesson, registry: &Registry, findings: &mut Findings) {
    for activity in &lesson.activities {
        let minutes = &activity.minutes;
        let (least, usual, most) = (&minutes.least, &minutes.usual, &minutes.most);
        let wrong = if least.value > usual.value {
            Some((least, "least", "usual", usual.value))
        } else if usual.value > most.value {
            Some((most, "most", "usual", usual.value))
        } else {
            None
        };
        if let Some((wrong, name, than, value)) = wrong {
            let side = if name == "least" { "more" } else { "less" };
            findings.push(
                Finding::error(
                    "minutes-order",
                    wrong.span.place(),
                    format!("`{name}` is {}, {side} than `{than}`, {value}", wrong.value),
                )
                .why("a teacher takes between the least and the most, and usually between both")
                .remedy("let `least` be the smallest of the three and `most` the largest"),
            );
        }
    }
    let Some(audience) = registry.audience(&lesson.audience.value) else {
        return;
    };
    let sum: u32 = sum(&lesson.activities, |activity| activity.minutes.usual.value);
    let wanted = u32::from(audience.minutes.value);
    if sum != wanted {
        let difference = sum.abs_diff(wanted);
        let each: Vec<_> = lesson
            .activities
            .iter()
            .map(|activity| format!("{} {}", activity.id.value, activity.minutes.usual.value))
            .collect();
        let (side, why, remedy) = if sum > wanted {
            let why = "a lesson that runs over loses its calm end, where help is named again";
            ("too many", why, format!("take {difference} away in all from"))
        } else {
            ("too few", "the rest of the lesson would have no plan", format!("add {difference} to"))
        };
        let what = format!(
            "the minutes add up to {sum}, {difference} {side} for the {wanted} of `{}`",
            audience.id.value
        );
        findings.push(
            Finding::error("minutes-sum", activities_place(lesson), what)
                .why(why)
                .remedy(format!("{remedy} the `usual` minutes: {}", each.join(", "))),
        );
    }
}

/// The list of activities, by its first.
fn activities_place(lesson: &Lesson) -> Place {
    let first = lesson.activities.first();
    first.map_or_else(|| lesson.id.span.place(), |activity| activity.id.span.place())
}

fn sum<'a>(
    activities: impl IntoIterator<Item = &'a Activity>,
    minutes: impl Fn(&Activity) -> u16,
) -> u32 {
    activities.into_iter().map(|activity| u32::from(minutes(activity))).sum()
}

fn short_form(lesson: &Lesson, findings: &mut Findings) {
    let short = &lesson.short_form;
    let is_activity = |id: &Name| lesson.activities.iter().any(|a| a.id.value == id.value);
    if !short.keep.iter().all(is_activity) {
        // A misspelt name is reported where names are looked up.
        return;
    }
    let last = lesson.activities.len().saturating_sub(1);
    let is_kept = |activity: &Activity| short.keep.iter().any(|id| id.value == activity.id.value);
    let forgotten: Vec<_> = lesson
        .activities
        .iter()
        .enumerate()
        .filter(|(index, activity)| {
            let always = *index == 0 || *index == last || activity.kind == ActivityKind::PlanHelp;
            always && !is_kept(activity)
        })
        .map(|(_, activity)| activity.id.as_str())
        .collect();
    if !forgotten.is_empty() {
        let keep = short.keep.first().map_or(&short.minutes.span, |name| &name.span).place();
        findings.push(
            Finding::error(
                "short-form",
                keep,
                format!("the short form drops {}", listed(&forgotten)),
            )
            .why("ground rules, the plan for help and the calm end are never dropped")
            .remedy(format!("add {} to `keep`", listed(&forgotten))),
        );
    }
    let kept = || lesson.activities.iter().filter(|activity| is_kept(activity));
    let least = sum(kept(), |activity| activity.minutes.least.value);
    let most = sum(kept(), |activity| activity.minutes.most.value);
    let minutes = u32::from(short.minutes.value);
    if minutes < least || minutes > most {
        findings.push(
            Finding::error(
                "short-form",
                short.minutes.span.place(),
                format!(
                    "the short form has {minutes} minutes, and what it keeps takes {least} to \
                     {most}"
                ),
            )
            .why(if minutes < least {
                "a short lesson that runs over loses its calm end"
            } else {
                "the rest of the short lesson would have no plan"
            })
            .remedy(format!("write {least} to {most}, or keep other activities")),
        );
    }
}

/// Settle first, a plan for help, calm at the end.
fn order(lesson: &Lesson, findings: &mut Findings) {
    let mut wrong = |activity: &Activity, what: String, remedy: &str| {
        findings.push(
            Finding::error("lesson-order", activity.id.span.place(), what)
                .why("children come in safely, know who helps, and leave calm")
                .remedy(remedy),
        );
    };
    if let Some(first) = lesson.activities.first() {
        if first.kind != ActivityKind::Settle {
            wrong(
                first,
                format!("the first activity, `{}`, does not settle", first.id.value),
                "start with `kind: settle`: ground rules and the right to pass",
            );
        }
        if first.intensity.value > CALM {
            wrong(
                first,
                format!(
                    "the first activity, `{}`, has intensity {}",
                    first.id.value, first.intensity.value
                ),
                "start at 0 or 1; the strongest part stands in the middle",
            );
        }
    }
    if let Some(last) = lesson.activities.last() {
        if last.kind != ActivityKind::Close {
            wrong(
                last,
                format!("the last activity, `{}`, does not close", last.id.value),
                "end with `kind: close`: a breath, and where help is",
            );
        }
        if last.intensity.value > CALM {
            wrong(
                last,
                format!(
                    "the last activity, `{}`, has intensity {}",
                    last.id.value, last.intensity.value
                ),
                "end at 0 or 1; the strongest part stands in the middle",
            );
        }
        if last.minutes.usual.value < CLOSE_MINUTES {
            wrong(
                last,
                format!(
                    "the last activity, `{}`, usually has {} minutes",
                    last.id.value, last.minutes.usual.value
                ),
                "give it five or more, for a breath and a slip",
            );
        }
    }
    let is_plan = |activity: &&Activity| activity.kind == ActivityKind::PlanHelp;
    if !lesson.activities.iter().any(|activity| is_plan(&activity)) {
        findings.push(
            Finding::error("lesson-order", activities_place(lesson), "no activity plans help")
                .why("every lesson says who helps and how, and shows the core messages of every pack")
                .remedy("add an activity with `kind: plan-help`"),
        );
    }
    for activity in lesson.activities.iter().filter(is_plan) {
        if activity.keep != Keep::Always {
            findings.push(
                Finding::error(
                    "lesson-order",
                    activity.id.span.place(),
                    format!("`{}` could be dropped", activity.id.value),
                )
                .why("a lesson without its plan for help is not taught")
                .remedy("write `keep: always`"),
            );
        }
    }
}

/// A lesson teaches the messages of its line in the outline, and no others.
fn messages_of_the_session(lesson: &Lesson, registry: &Registry, findings: &mut Findings) {
    let Some(session) = registry.session(&lesson.id.value) else {
        return;
    };
    let all = session.messages.iter().any(|name| name.value == "all");
    let audience = &lesson.audience.value;
    let wanted: Vec<_> = if all {
        let for_audience = registry.messages.iter();
        for_audience
            .filter(|message| message.wording.contains_key(audience))
            .map(|message| message.id.as_str())
            .collect()
    } else {
        session.messages.iter().map(Name::as_str).collect()
    };
    let missing: Vec<_> = wanted
        .iter()
        .copied()
        .filter(|id| !lesson.messages.iter().any(|name| name.value == *id))
        .collect();
    if !missing.is_empty() {
        findings.push(
            Finding::error(
                "outline-messages",
                lesson.messages.first().map_or(&lesson.audience.span, |name| &name.span).place(),
                format!("in the outline this lesson teaches {} too", listed(&missing)),
            )
            .why("the lessons of an audience teach every message between them")
            .remedy(format!(
                "add {} to `messages`, and teach it; or change the outline",
                listed(&missing)
            )),
        );
    }
    for name in &lesson.messages {
        if !wanted.contains(&name.as_str()) {
            findings.push(
                Finding::error(
                    "outline-messages",
                    name.span.place(),
                    format!("in the outline this lesson does not teach `{}`", name.value),
                )
                .why("of too many messages at once, none is remembered")
                .remedy("delete it here, or change the outline"),
            );
        }
    }
}

fn tables(lesson: &Lesson, findings: &mut Findings) {
    for slide in lesson.activities.iter().flat_map(Activity::slides) {
        let SlideStep::Table(table) = slide else {
            continue;
        };
        let columns = table.head.len();
        for row in table.rows.iter().filter(|row| row.len() != columns) {
            let place =
                row.first().map_or_else(|| table.title.span().place(), |cell| cell.span().place());
            findings.push(
                Finding::error(
                    "table-row",
                    place,
                    format!(
                        "this row has {} cell{}, and the table {columns} heads",
                        row.len(),
                        if row.len() == 1 { "" } else { "s" }
                    ),
                )
                .why("cells would stand under the wrong head, or under none")
                .remedy(format!("write {columns} cells in every row")),
            );
        }
    }
}

fn answers(lesson: &Lesson, findings: &mut Findings) {
    for item in &lesson.check.items {
        let letters: Vec<_> = ('A'..='Z').take(item.options.len()).map(String::from).collect();
        for letter in &item.right {
            if !letters.contains(&letter.value) {
                let known: Vec<_> = letters.iter().map(String::as_str).collect();
                findings.push(
                    Finding::error(
                        "right-answer",
                        letter.span.place(),
                        format!("there is no option `{}`", letter.value),
                    )
                    .why("the teacher's answers would be wrong")
                    .remedy(format!("the options are {}, in the order written", listed(&known))),
                );
            }
        }
    }
    if lesson.check.items.is_empty() && lesson.check.statements.is_empty() {
        findings.push(
            Finding::error(
                "empty-check",
                lesson.check.intro.span().place(),
                "the check asks nothing",
            )
            .why("nobody would know what the lesson changed")
            .remedy("add `items`, which have options, or `statements`, which are true or false"),
        );
    }
}

fn review(lesson: &Lesson, findings: &mut Findings) {
    let review = &lesson.review;
    let (what, remedy) = match (review.status.value, &review.by, &review.on) {
        (ReviewStatus::Signed, Some(_), Some(_)) | (ReviewStatus::Draft, None, None) => return,
        (ReviewStatus::Signed, ..) => (
            "the review is signed, and does not say by whom and when",
            "add `by`, with name and role, and `on`, with the day; or write `status: draft`",
        ),
        (ReviewStatus::Draft, ..) => (
            "the review is a draft, and says who signed it or when",
            "delete `by` and `on`; write `status: signed` only if that person has signed",
        ),
    };
    findings.push(
        Finding::error("review", review.status.span.place(), what)
            .why("every page prints whether a safeguarding professional has signed")
            .remedy(remedy),
    );
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{LESSON, changed, found, one};

    #[test]
    fn minutes_add_up() {
        one(
            "{ least: 5, usual: 7, most: 10 }",
            "{ least: 5, usual: 9, most: 10 }",
            "minutes-sum",
            "settle",
            "the minutes add up to 52, 2 too many for the 50 of `11-14`; \
             take 2 away in all from the `usual` minutes: settle",
        );
        one(
            "{ least: 5, usual: 7, most: 10 }",
            "{ least: 8, usual: 7, most: 10 }",
            "minutes-order",
            "8",
            "`least` is 8, more than `usual`, 7",
        );
        one(
            "{ least: 5, usual: 7, most: 10 }",
            "{ least: 5, usual: 7, most: 6 }",
            "minutes-order",
            "6",
            "`most` is 6, less than `usual`, 7",
        );
    }

    #[test]
    fn the_short_form_keeps_what_is_never_dropped_and_fits() {
        one(
            "keep: [settle, plan-help, close]",
            "keep: [settle, hook, teach, close]",
            "short-form",
            "settle",
            "drops `plan-help`",
        );
        one(
            "minutes: 22",
            "minutes: 50",
            "short-form",
            "50",
            "has 50 minutes, and what it keeps takes",
        );
    }

    #[test]
    fn lessons_start_and_end_calm_and_plan_help() {
        for (from, to, at, says) in [
            ("kind: settle\n", "kind: hook\n", "settle", "does not settle"),
            ("kind: close\n", "kind: teach\n", "close", "does not close"),
            ("kind: plan-help\n", "kind: teach\n", "settle", "no activity plans help"),
            (
                "keep: always\n    intensity: 0",
                "keep: always\n    intensity: 2",
                "settle",
                "intensity 2",
            ),
            (
                "keep: always\n    intensity: 1",
                "keep: usually\n    intensity: 1",
                "plan-help",
                "could be dropped",
            ),
        ] {
            let found = found(&changed(LESSON, from, to));
            let hit = found.iter().find(|found| found.0 == "lesson-order" && found.1 == at);
            assert!(hit.is_some_and(|hit| hit.2.contains(says)), "{found:#?}");
        }
    }

    #[test]
    fn a_lesson_teaches_what_the_outline_says() {
        let path = "shared/outline.yaml";
        let files = changed(path, "[asking-is-safe]", "[asking-is-safe, never-share]");
        let found = found(&files);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].0, found[0].1.as_str()), ("outline-messages", "asking-is-safe"));
        assert!(found[0].2.contains("`never-share` too"));
    }

    #[test]
    fn tables_answers_and_reviews_agree_with_themselves() {
        one("right: [A]", "right: [C]", "right-answer", "C", "the options are `A` and `B`");
        one(
            "          rules:\n            title: How we talk\n",
            "          table:\n            title: T\n            about: What it shows\n            \
             head: [a, b]\n            rows:\n              - [c, d]\n              - [e]\n",
            "table-row",
            "e",
            "has 1 cell, and the table 2 heads",
        );
        one("status: draft", "status: signed", "review", "signed", "by whom and when");
        one(
            "status: draft",
            "status: draft\n  by: A. Nother, safeguarding lead",
            "review",
            "draft",
            "says who signed it",
        );
    }
}
