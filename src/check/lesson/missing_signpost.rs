//! Where help is: on a slide and on the sheet that goes home, in every nation.

use std::borrow::Cow;

use super::Subject;
use super::said::joined;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::lesson::ActivityKind;
use crate::library::slide::SlideStep;
use crate::text::{Authored, Name};

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-signpost",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("the plan for help, the help sheet and the handout"),
    what: Cow::Borrowed(
        "No slide of the plan for help shows who can help, or a nation has no service on it or on the sheet that goes home.",
    ),
    why: Cow::Borrowed(
        "A child who decides to tell tonight has only what was on the screen and what is in the bag.",
    ),
    source: Cow::Borrowed(
        "A primary school’s page on PSHE, undated; House rule: help stands on a slide and on paper, for every nation",
    ),
    bad: Cow::Borrowed("plan-help: “You can always talk to somebody.”"),
    good: Cow::Borrowed(
        "plan-help: a `help` slide with `services: [childline]`, and `help_sheet: { services: [childline] }`",
    ),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    // That nothing plans help is found where the order of activities is looked at.
    let mut plans = lesson.activities.iter().filter(|a| a.kind == ActivityKind::PlanHelp);
    let Some(plan) = plans.clone().next() else { return };
    let shown = plans.find_map(|activity| {
        activity.slides().find_map(|slide| match slide {
            SlideStep::Help(help) => Some(help),
            _ => None,
        })
    });
    match shown {
        // The school's own route and a trusted adult are composed into it.
        Some(help) => in_every_nation(subject, "help slide", &help.services, findings),
        None => findings.push(RULE.finding(
            plan.id.span.place(),
            format!("`{}` does not show who can help", plan.id.value),
            "add a slide `help` with a title and one or two `services`",
        )),
    }
    if let Some(sheet) = &lesson.help_sheet {
        in_every_nation(subject, "help sheet", &sheet.services, findings);
    }
    if let Some(workshop) = &lesson.workshop {
        in_every_nation(subject, "handout", &workshop.handout.services, findings);
    }
}

/// Each nation that a pack can be made for has a service among these.
fn in_every_nation(subject: &Subject<'_>, place: &str, services: &[Name], findings: &mut Findings) {
    let registry = subject.registry();
    let serves = |id: &Name, nation: &str| {
        let service = registry.service(id.as_str());
        service.is_some_and(|service| service.nations.iter().any(|n| n.value == nation))
    };
    let without: Vec<_> = registry
        .nations
        .iter()
        .filter(|nation| !services.iter().any(|id| serves(id, nation.id.as_str())))
        .collect();
    let Some(first) = services.first().filter(|_| !without.is_empty()) else { return };
    let reads = subject.audience.called.services;
    let helps = registry.services.iter().filter(|service| {
        let in_all = |nation: &str| service.nations.iter().any(|n| n.value == nation);
        service.speaks_to(reads) && without.iter().all(|nation| in_all(nation.id.as_str()))
    });
    let helps: Vec<_> = helps.take(3).map(|service| format!("`{}`", service.id.value)).collect();
    let nations: Vec<_> = without.iter().map(|nation| nation.name.raw()).collect();
    findings.push(RULE.at(
        Level::Warning,
        first.span.place(),
        format!("nobody on this {place} helps in {}", joined(&nations)),
        match helps.is_empty() {
            true => "add a service that has the nation among its `nations`".to_owned(),
            false => format!("add one that does, e.g. {}", helps.join(" or ")),
        },
    ));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, changed, in_lesson, one};
    use super::*;

    #[test]
    fn the_plan_for_help_shows_who_can_help() {
        assert_silent(check);
        for path in [LESSON, WORKSHOP] {
            let slide = "      - slide:\n          help:\n            title: Who can help\n            \
                         services: [childline]\n";
            let is = (Level::Error, "plan-help", "does not show who can help; add a slide `help`");
            one(path, slide, "", check, is);
        }
    }

    #[test]
    fn every_nation_has_somebody_on_slide_and_sheet() {
        let path = "shared/services.yaml";
        let files = changed(path, "nations: [england, wales]", "nations: [england]");
        let found = in_lesson(&files, LESSON, check);
        assert_eq!(found.len(), 2, "{found:#?}");
        for ((level, at, said), place) in found.iter().zip(["help slide", "help sheet"]) {
            assert_eq!((*level, at.as_str()), (Level::Warning, "childline"));
            let says =
                format!("nobody on this {place} helps in Wales; add one that does, e.g. `meic`");
            assert_eq!(*said, says);
        }
    }
}
