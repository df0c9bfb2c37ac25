//! What whoever leads a workshop agrees with the host.

use std::borrow::Cow;

use super::Subject;
use super::said::{joined, missing};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::text::Authored;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-visitor-terms",
    group: Group::Safety,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("`host`, what a workshop agrees beforehand"),
    what: Cow::Borrowed(
        "The host is not asked to stay in the room, to share the policy, to agree the content or to follow up.",
    ),
    why: Cow::Borrowed(
        "A visitor leaves; whoever tells something then needs people who know, and a policy that was read.",
    ),
    source: Cow::Borrowed(
        "House rule, after advice on visitors to schools whose text was not found again",
    ),
    bad: Cow::Borrowed("host: [A projector is ready.]"),
    good: Cow::Borrowed(
        "host: [A leader of the school stays throughout., Policy read., Slides agreed., Somebody follows up within two weeks.]",
    ),
};

/// What to agree on, and how such words may begin.
const TERMS: [(&str, &[&str]); 4] = [
    (
        "that somebody of the host’s stays in the room",
        &["stay", "in the room", "present", "remain"],
    ),
    ("that the safeguarding policy is read", &["polic", "procedure"]),
    ("the content", &["slide", "content", "script", "material", "handout", "programme"]),
    ("who follows up", &["follow", "next lesson", "come back", "check in", "afterwards"]),
];

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(workshop) = &subject.lesson.workshop else { return };
    let Some(first) = workshop.host.first() else { return };
    let host: Vec<_> = workshop.host.iter().map(|line| subject.line(line)).collect();
    let lacking = missing(&host.join("\n"), &TERMS);
    if !lacking.is_empty() {
        findings.push(RULE.finding(
            first.span().place(),
            format!("the host is not asked to agree on {}", joined(&lacking)),
            "add a line for each to `host`; `lessonpack new` shows them",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{WORKSHOP, assert_silent, one};
    use super::*;

    #[test]
    fn a_host_agrees_on_four_things() {
        assert_silent(check);
        let first = "Somebody from the host stays in the room.";
        for (from, says) in [
            (first, "that somebody of the host’s stays in the room;"),
            ("The host’s safeguarding policy has been read.", "the safeguarding policy is read;"),
            ("The {{ nation.dsl }} has read the slides.", "agree on the content;"),
            ("Somebody follows up within two weeks.", "agree on who follows up;"),
        ] {
            let to = "A projector is ready.";
            let at = if from == first { to } else { first };
            one(WORKSHOP, from, to, check, (Level::Warning, at, says));
        }
    }
}
