//! The contract that the program carries is a floor: a folder's own registry
//! may add messages, audiences, sessions, and lines on what staff do, and takes
//! none away.

use std::collections::BTreeSet;

use super::Registry;
use super::load::{LessonFiles, read_alone};
use super::registry::{Handling, Incident, Message, Messages, Outline, Staff, Standing};
use super::suggest::listed;
use crate::diagnostics::{Finding, Findings, Place};
use crate::text::{Authored, StaffLine};

/// Every message, session and duty of staff of `built_in` that `registry`, read
/// from `files`, has less of; first the ids of core messages that are not there
/// at all.
pub(super) fn check(
    registry: &Registry,
    files: &LessonFiles,
    built_in: &LessonFiles,
) -> (BTreeSet<String>, Findings) {
    let mut findings = Findings::new();
    let mut dropped = BTreeSet::new();
    if let Some(floor) = read_floor::<Messages>("messages", files, built_in) {
        let file = Place::File(format!("{}/shared/messages.yaml", files.name));
        for message in &floor.messages {
            let id = &message.id.value;
            match registry.message(id) {
                Some(own) => less_of_message(own, message, &mut findings),
                None => {
                    let what = format!("the core message `{id}` is not there");
                    findings.push(removed(file.clone(), what));
                    dropped.insert(id.clone());
                }
            }
        }
    }
    if let Some(floor) = read_floor::<Outline>("outline", files, built_in) {
        let file = Place::File(format!("{}/shared/outline.yaml", files.name));
        for session in &floor.sessions {
            let Some(own) = registry.session(&session.id.value) else {
                findings.push(removed(
                    file.clone(),
                    format!("the session `{}` is not there", session.id.value),
                ));
                continue;
            };
            let all = own.messages.iter().any(|name| name.value == "all");
            let missing = session
                .messages
                .iter()
                .map(|name| name.value.as_str())
                .filter(|name| !all && !own.messages.iter().any(|own| own.value == *name))
                .collect::<Vec<_>>();
            if !missing.is_empty() {
                findings.push(removed(
                    own.id.span.place(),
                    format!("the session no longer teaches {}", listed(&missing)),
                ));
            }
        }
    }
    if let Some(floor) = read_floor::<Staff>("staff", files, built_in) {
        let file = Place::File(format!("{}/shared/staff.yaml", files.name));
        for row in &floor.handling {
            if !registry.staff.handling.iter().any(|own| cells(own) == cells(row)) {
                let happened = words(&row.happened);
                let what = format!("the row “{happened}” of `handling` is gone or changed");
                findings.push(removed(file.clone(), what));
            }
        }
    }
    if let Some(floor) = read_floor::<Incident>("incident", files, built_in) {
        let file = Place::File(format!("{}/shared/incident.yaml", files.name));
        less_of_incident(&registry.incident, &floor, &file, &mut findings);
    }
    (dropped, findings)
}

/// The words of an authored text, wherever its lines are broken.
fn words(text: &impl Authored) -> &str {
    text.raw().trim()
}

fn cells(row: &Handling) -> [&str; 3] {
    [words(&row.happened), words(&row.pupils), words(&row.adults)]
}

/// The card for the day of an incident may say more, in lines and stages of its
/// own or after what stands there.
fn less_of_incident(own: &Incident, floor: &Incident, file: &Place, findings: &mut Findings) {
    let mut gone = |place: Place, what: String| findings.push(removed(place, what));
    let lacks = |own: &[StaffLine], line: &StaffLine| !own.iter().any(|o| words(o) == words(line));
    for line in floor.nobody.iter().filter(|line| lacks(&own.nobody, line)) {
        gone(file.clone(), format!("`nobody` no longer says “{}”", words(line)));
    }
    for stage in &floor.stages {
        let id = &stage.id.value;
        let Some(own) = own.stages.iter().find(|own| own.id.value == *id) else {
            gone(file.clone(), format!("the stage `{id}` is not there"));
            continue;
        };
        let (within, wanted) = (&own.amount.value, &stage.amount.value);
        if (within, words(&own.unit)) != (wanted, words(&stage.unit)) {
            gone(own.id.span.place(), format!("the time of the stage `{id}` was changed"));
        }
        for step in stage.steps.iter().filter(|step| lacks(&own.steps, step)) {
            gone(own.id.span.place(), format!("the stage `{id}` no longer says “{}”", words(step)));
        }
    }
    for call in &floor.call {
        let id = &call.service.value;
        if !own.call.iter().any(|own| own.service.value == *id) {
            gone(file.clone(), format!("`call` no longer names `{id}`"));
        }
    }
    let mut say = |field: &str, own: Option<&dyn Authored>, floor: &dyn Authored| {
        let kept = own.is_some_and(|own| own.raw().contains(floor.raw().trim()));
        if !kept {
            let place = own.map_or_else(|| file.clone(), |own| own.span().place());
            gone(place, format!("the words of `{field}` are gone or changed"));
        }
    };
    say("class", Some(&own.class), &floor.class);
    say("parents", Some(&own.parents), &floor.parents);
    say("care", Some(&own.care), &floor.care);
    for (audience, words) in &floor.class_for {
        let own = own.class_for.get(audience).map(|own| own as &dyn Authored);
        say(&format!("class_for.{audience}"), own, words);
    }
}

/// The program's file, where the folder has another of its own.
fn read_floor<T>(kind: &str, files: &LessonFiles, built_in: &LessonFiles) -> Option<T>
where
    T: serde::de::DeserializeOwned + schemars::JsonSchema,
{
    let path = format!("shared/{kind}.yaml");
    let floor = built_in.files.get(&path)?;
    if files.files.get(&path)? == floor {
        return None;
    }
    read_alone(floor)
}

fn less_of_message(own: &Message, floor: &Message, findings: &mut Findings) {
    let id = &floor.id.value;
    let mut less = |place, what: String| findings.push(removed(place, what));
    for standing in &floor.stands {
        if !own.stands.contains(standing) {
            let name = match standing {
                Standing::HelpSlides => "plan for help",
                Standing::HelpSheet => "help sheet",
            };
            less(own.id.span.place(), format!("`{id}` no longer stands on every {name}"));
        }
    }
    let with = floor.with.iter().map(|with| with.value.as_str());
    let without: Vec<_> =
        with.filter(|with| !own.with.iter().any(|own| own.value == *with)).collect();
    if !without.is_empty() {
        less(own.id.span.place(), format!("`{id}` no longer stands with {}", listed(&without)));
    }
    for (audience, words) in &floor.wording {
        match own.wording.get(audience) {
            None => {
                less(own.id.span.place(), format!("`{id}` has no words for `{audience}` any more"))
            }
            Some(own) if own.raw() != words.raw() => less(
                own.span().place(),
                format!("the words of `{id}` for `{audience}` were changed"),
            ),
            Some(_) => {}
        }
    }
}

fn removed(place: Place, what: String) -> Finding {
    Finding::error("contract-floor", place, what)
        .why("every child is owed the same core messages; a folder may add, and takes nothing away")
        .remedy("put it back, and add beside it; without a file of your own, lessonpack's is taken")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{changed, files, found, one_in};

    #[test]
    fn nothing_is_taken_from_the_programs_messages() {
        let path = "shared/messages.yaml";
        for (from, to, at, says) in [
            (
                "stands: [help-slides, help-sheet]",
                "stands: [help-slides]",
                "never-share",
                "on every help sheet",
            ),
            ("with: [genuine-mistake]", "with: []", "may-be-a-crime", "no longer stands with"),
            (
                "      11-14: An honest mistake is not the end.\n",
                "      5-7: Tell.\n",
                "genuine-mistake",
                "no words for `11-14`",
            ),
            (
                "11-14: It can be a crime.",
                "11-14: It is fine.",
                "It is fine.",
                "for `11-14` were changed",
            ),
            (
                "id: may-be-a-crime",
                "id: may-be-fine",
                "lessons/shared/messages.yaml",
                "`may-be-a-crime` is not there",
            ),
        ] {
            one_in(path, from, to, "contract-floor", at, says);
        }
    }

    #[test]
    fn nothing_is_taken_from_the_programs_sessions() {
        let path = "shared/outline.yaml";
        let removed = found(&changed(path, "[asking-is-safe]", "[never-share]"));
        let removed: Vec<_> = removed.iter().filter(|found| found.0 == "contract-floor").collect();
        assert_eq!(removed.len(), 1, "{removed:?}");
        assert!(removed[0].2.contains("no longer teaches `asking-is-safe`"));
        one_in(
            path,
            "id: 11-14/made-up",
            "id: 11-14/other",
            "contract-floor",
            "lessons/shared/outline.yaml",
            "`11-14/made-up` is not there",
        );
    }

    #[test]
    fn nothing_is_taken_from_what_staff_do() {
        let incident = "lessons/shared/incident.yaml";
        for (file, from, to, at, says) in [
            (
                "staff",
                "adults: Do not look.",
                "adults: Look.",
                "lessons/shared/staff.yaml",
                "“It came.” of `handling` is gone",
            ),
            (
                "incident",
                "nobody: [Never look at it.]",
                "nobody: [Look.]",
                incident,
                "“Never look at it.”",
            ),
            ("incident", "id: steady", "id: calm", incident, "the stage `steady` is not there"),
            ("incident", "amount: 10", "amount: 20", "steady", "the time of the stage"),
            ("incident", "[Stay calm., Tell", "[Tell", "steady", "no longer says “Stay calm.”"),
            ("incident", "service: childline", "service: meic", incident, "names `childline`"),
            ("incident", "class: Tell somebody.", "class: Hush.", "Hush.", "words of `class`"),
            ("incident", "{ 5-7: Get a", "{ 5-7: Be a", "Be a grown-up.", "`class_for.5-7`"),
            ("incident", "{ 5-7: Get a grown-up. }", "{}", incident, "`class_for.5-7`"),
            ("incident", "parents: Ask us.", "parents: Hush.", "Hush.", "words of `parents`"),
            ("incident", "care: Ask for a break.", "care: Hush.", "Hush.", "words of `care`"),
        ] {
            one_in(&format!("shared/{file}.yaml"), from, to, "contract-floor", at, says);
        }
    }

    #[test]
    fn a_folder_may_add() {
        let mut files = files();
        let messages = files.files["shared/messages.yaml"].clone()
            + "  - id: school-rule\n    number: 40\n    source: our school\n    wording: { 11-14: Ask. }\n";
        files.files.insert("shared/messages.yaml".into(), messages);
        let incident = files.files["shared/incident.yaml"]
            .replace("[Never look at it.]", "[Never look at it., Never ring round.]")
            .replace("Tell the lead.] }", "Tell the lead., Breathe.] }")
            .replace("class: Tell somebody.", "class: Tell somebody. You can tell me.");
        files.files.insert("shared/incident.yaml".into(), incident);
        assert_eq!(found(&files), []);
    }
}
