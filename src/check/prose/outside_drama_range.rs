//! Telephone numbers in invented scenes that somebody may really have.

use std::borrow::Cow;

use super::contact::{Kind, Known, contacts, is_for_drama};
use super::{Fault, Part, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;

/// See the module.
pub static RULE: Rule = Rule {
    name: "outside-drama-range",
    group: Group::Facts,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("telephone numbers on invented screens and in invented scenes"),
    what: Cow::Borrowed("An invented number is outside the ranges that Ofcom keeps for drama."),
    why: Cow::Borrowed(
        "A pupil tries the number of a scene, and somebody who has nothing to do with it answers.",
    ),
    source: Cow::Borrowed(
        "Ofcom, telephone numbers for use in drama; the ranges are written from memory and were \
         not compared with the page.",
    ),
    bad: Cow::Borrowed("Text me on 07911 123456"),
    good: Cow::Borrowed("Text me on 07700 900123"),
};

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    if said.part != Part::Invented {
        return vec![];
    }
    let found = contacts(said.words).into_iter().filter(|contact| contact.kind == Kind::Phone);
    let known = Known::new(said.registry);
    let real = found.filter(|number| !is_for_drama(&number.bare) && !known.holds(number));
    real.map(|number| {
        let what = format!("“{}” may be somebody’s number", &said.words[number.bytes.clone()]);
        let remedy = "write one for drama: 07700 900000 to 900999, or 01632 960000 to 960999";
        Fault::new(number.bytes, what, remedy)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, underlined};
    use super::*;

    #[test]
    fn a_number_of_a_scene_is_one_for_drama() {
        let scene = |words| Said { part: Part::Invented, ..said("11-14", words) };
        let bad = scene(&RULE.bad);
        assert_eq!(underlined(&bad, &judge(&bad)), ["07911 123456"]);
        assert_eq!(judge(&scene(&RULE.good)), []);
        // A helpline may be named in a scene, and other words have their own rule.
        assert_eq!(judge(&scene("Ring 0800 1111, Nia!")), []);
        assert_eq!(judge(&said("11-14", &RULE.bad)), []);
    }
}
