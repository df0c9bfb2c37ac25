//! The safeguarding lead hears of it before, and of every worry after.

use std::borrow::Cow;

use super::Subject;
use super::said::names_lead;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::text::{Authored, StaffLine};

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-lead-briefing",
    group: Group::Safety,
    level: Level::Error,
    firm: false,
    looks_at: Cow::Borrowed("what is ticked off before and after"),
    what: Cow::Borrowed(
        "No line to tick off tells the safeguarding lead beforehand, or takes worries to them afterwards.",
    ),
    why: Cow::Borrowed(
        "Lessons like this make children tell, and whoever they tell needs a lead who is there and knows why.",
    ),
    source: Cow::Borrowed(
        "CEOP Education: why education on child sexual abuse is not for assemblies, undated",
    ),
    bad: Cow::Borrowed("before: [Put out the question box.]"),
    good: Cow::Borrowed("before: [\"Tell the {{ nation.dsl }} the date, class and topic.\"]"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let lesson = subject.lesson;
    let routine = subject.registry().staff.routine(subject.audience.setting);
    let hosts = lesson.workshop.iter().flat_map(|workshop| &workshop.host);
    let before: Vec<_> = routine.before.iter().chain(&lesson.prepare.before).chain(hosts).collect();
    let after: Vec<_> = routine.after.iter().chain(&lesson.prepare.afterwards).collect();
    let told = |lines: &[&StaffLine]| lines.iter().any(|line| names_lead(&subject.line(*line)));
    let mut lacks = |what: &str, remedy: &str| {
        findings.push(RULE.finding(lesson.briefing.about.span().place(), what, remedy));
    };
    if !told(&before) {
        lacks(
            "nobody is told to speak to the safeguarding lead beforehand",
            "add `Tell the {{ nation.dsl }} the date, class and topic.` to `before` in `prepare`",
        );
    }
    if !told(&after) {
        lacks(
            "nobody is told to see the safeguarding lead afterwards",
            "add `See the {{ nation.dsl }} today, in any case.` to `afterwards` in `prepare`",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LESSON, WORKSHOP, assert_silent, changed, everywhere, in_lesson};
    use super::*;

    #[test]
    fn the_lead_knows_before_and_hears_after() {
        assert_silent(check);
        for (line, says) in [
            ("\"Tell the {{ nation.dsl }} the topic.\"", "beforehand"),
            ("\"See the {{ nation.dsl }} today.\"", "afterwards"),
        ] {
            for path in [LESSON, WORKSHOP] {
                let mut files = everywhere("shared/staff.yaml", line, "Smile.");
                let host = "The {{ nation.dsl }} has read the slides.";
                let lesson = files.files[path].replace(host, "There is a screen.");
                files.files.insert(path.into(), lesson);
                let found = in_lesson(&files, path, check);
                assert_eq!(found.len(), 1, "{path}: {found:#?}");
                assert_eq!(found[0].0, Level::Error);
                assert!(found[0].1.starts_with("Learners hear who can help"), "{found:#?}");
                assert!(found[0].2.contains(says), "{found:#?}");
            }
        }
    }

    #[test]
    fn a_host_may_agree_on_it() {
        let line = "\"Tell the {{ nation.dsl }} the topic.\"";
        let files = everywhere("shared/staff.yaml", line, "Smile.");
        assert_eq!(in_lesson(&files, WORKSHOP, check), []);
        assert_eq!(in_lesson(&files, LESSON, check).len(), 1);
    }

    #[test]
    fn a_lesson_may_say_it_itself() {
        let line = "\"Tell the {{ nation.dsl }} the topic.\"";
        let mut files = changed("shared/staff.yaml", line, "Smile.");
        let own = "    - Tell the safeguarding lead.\n";
        let from = "    - Read the script once.\n";
        let lesson = files.files[LESSON].replace(from, own);
        assert_ne!(lesson, files.files[LESSON]);
        files.files.insert(LESSON.into(), lesson);
        assert_eq!(in_lesson(&files, LESSON, check), []);
    }
}
