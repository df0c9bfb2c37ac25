//! What a lesson holds depends on where it is taught: a class has worksheets
//! and a letter home, a workshop its exercise, handout and certificate. What
//! either prints is there, and an exercise keeps to its time.

use super::lesson::{Activity, Printed};
use super::registry::Setting;
use super::suggest::listed;
use super::workshop::{Certificate, Workshop};
use super::{Lesson, Registry};
use crate::diagnostics::{Finding, Findings, Place};
use crate::text::{Authored, LearnerLine};

/// Words that claim more than somebody who was in the room can show.
const CLAIMS: [&str; 8] = [
    "accredited",
    "approved",
    "certified",
    "competent",
    "completed",
    "endorsed",
    "passed",
    "qualified",
];

/// All that does not fit the setting of the lesson's audience.
pub(super) fn check(lesson: &Lesson, registry: &Registry) -> Findings {
    let mut findings = Findings::new();
    let Some(audience) = registry.audience(&lesson.audience.value) else {
        return findings;
    };
    parts(lesson, audience.setting, &mut findings);
    uses(lesson, audience.setting, &mut findings);
    // Where it is out of place, that is the mistake.
    let workshop = lesson.workshop.as_ref();
    if let Some(workshop) = workshop.filter(|_| audience.setting == Setting::Workshop) {
        injects(lesson, workshop, &mut findings);
        certificate(&workshop.certificate, &mut findings);
    }
    findings
}

/// A part of a lesson that belongs to one setting.
struct Part {
    field: &'static str,
    of: Setting,
    /// Where it is, if it is there.
    place: Option<Place>,
}

fn parts_of(lesson: &Lesson) -> [Part; 5] {
    let part = |field, of, title: Option<Place>| Part { field, of, place: title };
    let place = |words: &dyn Authored| words.span().place();
    let sheet = lesson.worksheet.as_ref();
    let help = lesson.help_sheet.as_ref();
    let letter = lesson.letter.as_ref();
    let task = lesson.prepare.step_out_task.as_ref();
    let workshop = lesson.workshop.as_ref();
    [
        part("worksheet", Setting::Class, sheet.map(|sheet| place(&sheet.title))),
        part("help_sheet", Setting::Class, help.map(|sheet| place(&sheet.title))),
        part("letter", Setting::Class, letter.map(|letter| place(&letter.subject))),
        part("step_out_task", Setting::Class, task.map(|task| place(&task.title))),
        part("workshop", Setting::Workshop, workshop.map(|w| place(&w.exercise.title))),
    ]
}

fn parts(lesson: &Lesson, setting: Setting, findings: &mut Findings) {
    let audience = &lesson.audience;
    let (is, why) = match setting {
        Setting::Class => {
            ("a class", "pupils write on it, take it home or need it when they step out")
        }
        Setting::Workshop => {
            ("a workshop", "delegates need an exercise, a handout and a certificate")
        }
    };
    let mut lacking = Vec::new();
    for part in parts_of(lesson) {
        match (part.of == setting, part.place) {
            (true, None) => lacking.push(part.field),
            // Adults may have a quiet task too.
            (false, Some(place)) if part.field != "step_out_task" => findings.push(
                Finding::error(
                    "setting",
                    place,
                    format!("`{}` is {is}, which has no `{}`", audience.value, part.field),
                )
                .why("nobody would be given it")
                .remedy(format!("delete `{}`, or change `audience`", part.field)),
            ),
            _ => {}
        }
    }
    if !lacking.is_empty() {
        findings.push(
            Finding::error(
                "setting",
                audience.span.place(),
                format!(
                    "`{}` is {is}, and this lesson has no {}",
                    audience.value,
                    listed(&lacking)
                ),
            )
            .why(why)
            .remedy(format!(
                "write {}; `lessonpack new {}/example` shows how",
                if lacking.len() == 1 { "it" } else { "them" },
                audience.value
            )),
        );
    }
}

/// What an activity has ready in print is there to be printed. Where the
/// setting asks for it, its absence is the mistake, and reported as such.
fn uses(lesson: &Lesson, setting: Setting, findings: &mut Findings) {
    let class = setting == Setting::Class;
    let (sheet, help) = (lesson.worksheet.is_some(), lesson.help_sheet.is_some());
    let workshop = lesson.workshop.is_some();
    for activity in &lesson.activities {
        for used in &activity.uses {
            let (fine, name, field) = match used {
                Printed::Worksheet => (class || sheet, "worksheet", "worksheet"),
                Printed::Cards => (lesson.cards.is_some(), "cards", "cards"),
                Printed::HelpSheet => (class || help, "help-sheet", "help_sheet"),
                Printed::Injects => (!class || workshop, "injects", "workshop"),
                Printed::Handout => (!class || workshop, "handout", "workshop"),
                Printed::Evaluation => (!class || workshop, "evaluation", "workshop"),
                Printed::Certificate => (!class || workshop, "certificate", "workshop"),
                Printed::Check | Printed::Slips => continue,
            };
            if !fine {
                findings.push(
                    Finding::error(
                        "nothing-to-print",
                        activity.id.span.place(),
                        format!(
                            "`{}` uses `{name}`, and the lesson has no `{field}`",
                            activity.id.value
                        ),
                    )
                    .why("whoever prepares it would look for a sheet that is not in the pack")
                    .remedy(format!("delete `{name}` from `uses`, or write `{field}`")),
                );
            }
        }
    }
}

/// News comes in order, while the exercise is on.
fn injects(lesson: &Lesson, workshop: &Workshop, findings: &mut Findings) {
    let activities = lesson.activities.iter();
    let exercise: Vec<&Activity> =
        activities.filter(|a| a.uses.contains(&Printed::Injects)).collect();
    if exercise.is_empty() {
        findings.push(
            Finding::error(
                "inject-minute",
                workshop.exercise.title.span().place(),
                "no activity uses the injects",
            )
            .why("nobody could tell when the news comes in")
            .remedy("write `uses: [injects]` at the activity that is the exercise"),
        );
        return;
    }
    let minutes: u32 = exercise.iter().map(|a| u32::from(a.minutes.usual.value)).sum();
    let mut before = 0;
    for inject in &workshop.exercise.injects {
        let minute = inject.minute.value;
        let (what, remedy) = if minute < before {
            (
                format!("minute {minute} comes after minute {before}"),
                "list injects in the order in which they are handed out".to_owned(),
            )
        } else if u32::from(minute) >= minutes {
            (
                format!("minute {minute} is after the exercise, which has {minutes}"),
                format!("write 0 to {}, or give the exercise more", minutes.saturating_sub(1)),
            )
        } else {
            before = minute;
            continue;
        };
        findings.push(
            Finding::error("inject-minute", inject.minute.span.place(), what)
                .why("news that comes too late is never handed out")
                .remedy(remedy),
        );
    }
}

/// A certificate says who attended, and claims nothing else.
fn certificate(certificate: &Certificate, findings: &mut Findings) {
    let words = |line: &LearnerLine| -> Vec<String> {
        let words = line.raw().split(|c: char| !c.is_alphabetic());
        words.map(str::to_lowercase).collect()
    };
    let mut report = |line: &LearnerLine, what: String, remedy: &str| {
        findings.push(
            Finding::error("certificate", line.span().place(), what)
                .why("being in the room is all that anybody has seen")
                .remedy(remedy),
        );
    };
    if !words(&certificate.text).iter().any(|word| word == "attended") {
        report(
            &certificate.text,
            "the certificate does not say “attended”".into(),
            "write what the delegate did: `attended …`",
        );
    }
    for line in [&certificate.title, &certificate.text].into_iter().chain(&certificate.covers) {
        if let Some(claim) = words(line).iter().find(|word| CLAIMS.contains(&word.as_str())) {
            report(
                line,
                format!("the certificate says “{claim}”"),
                "say what was attended and what it covered, and nothing of the delegate",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, LESSON, WORKSHOP, changed, found, one, one_in};

    /// The text of a lesson's field at the left edge, to the next.
    fn field<'a>(text: &'a str, name: &str) -> &'a str {
        let start = text.find(&format!("\n{name}:")).unwrap() + 1;
        let ends = text[start..].match_indices('\n').map(|(at, _)| start + at + 1);
        let is_next = |at: &usize| text[*at..].starts_with(|c: char| c.is_ascii_alphabetic());
        let end = ends.clone().find(is_next).unwrap_or(text.len());
        &text[start..end]
    }

    #[test]
    fn a_class_has_its_sheets_and_a_workshop_its_exercise() {
        let files = fixture::files();
        let (class, workshop) = (&files.files[LESSON], &files.files[WORKSHOP]);
        for (path, name, says) in [
            (LESSON, "worksheet", "`11-14` is a class, and this lesson has no `worksheet`; write"),
            (LESSON, "help_sheet", "has no `help_sheet`"),
            (LESSON, "letter", "has no `letter`"),
            (WORKSHOP, "workshop", "`staff` is a workshop, and this lesson has no `workshop`"),
        ] {
            let from = field(&files.files[path], name);
            let audience = if path == LESSON { "11-14" } else { "staff" };
            one_in(path, from, "", "setting", audience, says);
        }
        one_in(
            LESSON,
            "briefing:\n",
            &format!("{}briefing:\n", field(workshop, "workshop")),
            "setting",
            "The lost drum",
            "`11-14` is a class, which has no `workshop`; delete `workshop`",
        );
        one_in(
            WORKSHOP,
            "briefing:\n",
            &format!("{}briefing:\n", field(class, "letter")),
            "setting",
            "A lesson about asking for help",
            "`staff` is a workshop, which has no `letter`",
        );
    }

    #[test]
    fn pupils_who_step_out_have_something_to_do() {
        let files = fixture::files();
        let text = &files.files[LESSON];
        let start = text.find("  step_out_task:").unwrap();
        let end = start + text[start..].find("\n# The lesson, in order.").unwrap();
        one(&text[start..end], "", "setting", "11-14", "has no `step_out_task`");
    }

    #[test]
    fn nobody_looks_for_a_sheet_that_is_not_there() {
        one("uses: [check, slips]", "uses: [handout]", "nothing-to-print", "settle", "`workshop`");
        let says = "`settle` uses `worksheet`, and the lesson has no `worksheet`; delete";
        let (from, to) = ("uses: [check, slips]", "uses: [worksheet]");
        one_in(WORKSHOP, from, to, "nothing-to-print", "settle", says);
    }

    #[test]
    fn news_comes_in_order_while_the_exercise_is_on() {
        for (to, says) in [
            ("minute: 60", "minute 60 is after the exercise, which has 19; write 0 to 18"),
            ("minute: 8", "minute 8 comes after minute 9"),
        ] {
            let at = to.trim_start_matches("minute: ");
            one_in(WORKSHOP, "minute: 14", to, "inject-minute", at, says);
        }
        let (from, to) = ("uses: [injects]", "uses: []");
        let says = "no activity uses the injects; write `uses: [injects]`";
        one_in(WORKSHOP, from, to, "inject-minute", "The lost drum", says);
    }

    #[test]
    fn a_certificate_says_attended_and_claims_nothing() {
        let text = "attended a workshop about making plans and asking for help.";
        let says = "does not say “attended”; write";
        one_in(WORKSHOP, text, "was there.", "certificate", "was there.", says);
        let claims = "attended, and is now Qualified.";
        one_in(WORKSHOP, text, claims, "certificate", claims, "says “qualified”; say what");
        let found = found(&changed(WORKSHOP, "Who needs to know first\n", "Certified\n"));
        assert!(found.iter().any(|found| found.0 == "certificate" && found.1 == "Certified"));
    }
}
