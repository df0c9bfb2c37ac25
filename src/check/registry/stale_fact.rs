//! Services, law and frameworks change: how long ago a person checked each.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{FileId, Findings, Level};
use crate::library::{Lesson, Library};
use crate::text::{Name, Slot, slots};

/// See the module.
pub static RULE: Rule = Rule {
    name: "stale-fact",
    group: Group::Facts,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("services, law and frameworks of the registry"),
    what: Cow::Borrowed(
        "Nobody has checked a fact for 90 days, which warns, or for a year, which fails.",
    ),
    why: Cow::Borrowed(
        "Lines close, numbers and laws change, and a child who rings a dead number may not ring another.",
    ),
    source: Cow::Borrowed(
        "House rule: helplines and laws have changed within a year more than once.",
    ),
    bad: Cow::Borrowed("verified_on: 2024-09-01"),
    good: Cow::Borrowed(
        "a number that was rung this term, or `unverified` with why nobody has rung it",
    ),
};

/// Days after which a person should look again.
const WARNS: i32 = 90;
/// Days after which nothing is built with it.
const FAILS: i32 = 365;

/// Something that a person checks.
struct Fact<'a> {
    id: &'a Name,
    verified_on: Option<&'a Name>,
}

/// Facts of a kind.
struct Kind<'a> {
    /// What several are called.
    several: &'static str,
    /// How one is checked.
    how: &'static str,
    facts: Vec<Fact<'a>>,
}

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let used = subject.lesson.map(|lesson| used(subject.library, lesson));
    for mut kind in kinds(subject.library) {
        if let Some(used) = &used {
            kind.facts.retain(|fact| used.contains(fact.id.as_str()));
        }
        let mut unverified = Vec::new();
        for fact in &kind.facts {
            match fact.verified_on {
                None => unverified.push(fact.id),
                Some(on) => old(fact.id, on, kind.how, subject.date, findings),
            }
        }
        // The packs print it beside each.
        if let [first, others @ ..] = &unverified[..]
            && is_theirs(subject.library, first.span.file)
        {
            let what = match others.len() {
                0 => format!("nobody has verified `{}`", first.value),
                n => format!(
                    "nobody has verified `{}` and {n} more of the {}",
                    first.value, kind.several
                ),
            };
            let remedy = format!("{}, and write `verified_on` with the day", kind.how);
            findings.push(RULE.at(Level::Note, first.span.place(), what, remedy));
        }
    }
}

fn kinds(library: &Library) -> [Kind<'_>; 3] {
    let registry = &library.registry;
    let services = registry.services.iter();
    let laws = registry.laws.iter();
    let frameworks = registry.frameworks.iter();
    [
        Kind {
            several: "services",
            how: "ring it or open it",
            facts: services
                .map(|entry| Fact { id: &entry.id, verified_on: entry.verified_on.as_ref() })
                .collect(),
        },
        Kind {
            several: "lines of law",
            how: "have a lawyer read it",
            facts: laws
                .map(|entry| Fact { id: &entry.id, verified_on: entry.verified_on.as_ref() })
                .collect(),
        },
        Kind {
            several: "frameworks",
            how: "compare it with the document",
            facts: frameworks
                .map(|entry| Fact { id: &entry.id, verified_on: entry.verified_on.as_ref() })
                .collect(),
        },
    ]
}

/// Whether a file of the registry stands with the lessons: whoever writes their
/// own over the registry that the program carries cannot mend that.
fn is_theirs(library: &Library, file: FileId) -> bool {
    let name = |file| library.sources.name(file);
    let folder = name(file).split("/shared/").next().unwrap_or_default();
    library.lessons.values().any(|lesson| {
        name(lesson.id.span.file).strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// A day that is none is reported where files are read.
fn old(id: &Name, on: &Name, how: &str, today: Date, findings: &mut Findings) {
    let Ok(Ok(age)) = on.value.parse::<Date>().map(|on| on.until(today)) else { return };
    let (id, age) = (id.as_str(), age.get_days());
    let level = match age {
        _ if (0..=WARNS).contains(&age) => return,
        _ if (0..=FAILS).contains(&age) => Level::Warning,
        // Long ago, or on a day to come.
        _ => Level::Error,
    };
    let (what, remedy) = if age < 0 {
        (
            format!("`{id}` was verified on a day to come, as it is {today}"),
            "write the day on which a person checked it, or `unverified` with why nobody has"
                .to_owned(),
        )
    } else {
        (
            format!("`{id}` was last verified {age} days ago"),
            format!("{how}, and write the day; or write `unverified` instead, with the reason"),
        )
    };
    findings.push(RULE.at(level, on.span.place(), what, remedy));
}

/// The facts that a lesson's pack holds: the services on its sheets and on the
/// incident card, the frameworks it maps to, what its words name, and all law,
/// which its notes list.
fn used<'a>(library: &'a Library, lesson: &'a Lesson) -> BTreeSet<&'a str> {
    let registry = &library.registry;
    let calls = registry.incident.call.iter().map(|call| &call.service);
    let services = lesson.services().chain(calls).map(|name| name.as_str());
    let laws = registry.laws.iter().map(|law| law.id.as_str());
    let frameworks = lesson.maps_to.iter().filter_map(|name| Some(name.value.split_once(':')?.0));
    let mut used: BTreeSet<_> = services.chain(laws).chain(frameworks).collect();
    for wording in library.wordings.get(&lesson.id.span.file).into_iter().flatten() {
        for slot in slots(&wording.raw) {
            if let Slot::Service(id) = slot.slot
                && let Some(service) = registry.service(&id)
            {
                used.insert(service.id.as_str());
            }
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Found, TODAY, in_library};
    use crate::library::LessonFiles;
    use crate::library::fixture::{LESSON, changed, files};

    const SERVICES: &str = "shared/services.yaml";

    fn found(files: &LessonFiles, lesson: Option<&str>) -> Found {
        in_library(files, |library, findings| {
            let lesson = lesson.map(|id| &library.lessons[id]);
            check(&Subject { library, lesson, date: TODAY }, findings);
            findings.sort();
        })
    }

    /// What is found of the one service that somebody has verified.
    fn verified_on(day: &str) -> Found {
        let files = changed(SERVICES, "verified_on: 2026-09-01", &format!("verified_on: {day}"));
        found(&files, None).into_iter().filter(|(_, at, _)| at == day).collect()
    }

    #[test]
    fn a_fact_grows_old_and_then_fails() {
        // The tests look on 1 November 2026.
        assert_eq!(verified_on("2026-11-01"), []);
        assert_eq!(verified_on("2026-08-03"), []);
        for (day, level, says) in [
            ("2026-08-02", Level::Warning, "`staff-line` was last verified 91 days ago"),
            ("2025-11-01", Level::Warning, "365 days ago"),
            ("2025-10-31", Level::Error, "366 days ago; ring it or open it"),
            ("2026-11-02", Level::Error, "on a day to come, as it is 2026-11-01"),
        ] {
            let found = verified_on(day);
            assert_eq!(found.len(), 1, "{day}: {found:?}");
            assert_eq!(found[0].0, level, "{day}");
            assert!(found[0].2.contains(says), "{day}: {found:?}");
        }
    }

    #[test]
    fn what_nobody_verified_is_a_note_a_kind() {
        let told = found(&files(), None);
        let at: Vec<_> = told.iter().map(|(level, at, _)| (*level, at.as_str())).collect();
        let note = Level::Note;
        assert_eq!(at, [(note, "made-up-2025"), (note, "sharing"), (note, "childline")]);
        assert!(
            told[2].2.starts_with("nobody has verified `childline` and 1 more of the services")
        );
    }

    #[test]
    fn a_lesson_is_told_of_the_facts_that_it_uses() {
        let id = LESSON.trim_end_matches(".yaml");
        let mut files = changed(SERVICES, "verified_on: 2026-09-01", "verified_on: 2024-09-01");
        let errors = |files: &LessonFiles, id| {
            let found = found(files, Some(id)).into_iter();
            found.filter(|(level, ..)| *level == Level::Error).count()
        };
        assert_eq!(errors(&files, id), 0);
        assert_eq!(found(&files, None).iter().filter(|found| found.0 == Level::Error).count(), 1);
        // Named in its words, it is used.
        let text = files.files[LESSON].replacen(
            "Somebody may have asked before and not been heard.",
            "Ring {{ service.staff-line }}.",
            1,
        );
        files.files.insert(LESSON.into(), text);
        assert_eq!(errors(&files, id), 1);
    }
}
