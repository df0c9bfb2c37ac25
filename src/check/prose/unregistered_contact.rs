//! Telephone numbers and web addresses that the registry does not have.

use std::borrow::Cow;

use super::contact::{Kind, Known, contacts, is_for_drama};
use super::{Fault, Part, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;

/// See the module.
pub static RULE: Rule = Rule {
    name: "unregistered-contact",
    group: Group::Facts,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("telephone numbers and web addresses in anybody’s words"),
    what: Cow::Borrowed(
        "A number or an address is not among the registry’s services and sources. One that is \
         nearly a service’s own is an error; schools’ own addresses (`.sch.uk`) and numbers kept \
         for drama pass.",
    ),
    why: Cow::Borrowed(
        "A child rings the number that is printed; where it is wrong, nobody there can help.",
    ),
    source: Cow::Borrowed(
        "House rule: every service is in one place, with its source and the day on which somebody \
         tried it.",
    ),
    bad: Cow::Borrowed("Ring Childline on 0800 1112."),
    good: Cow::Borrowed("Ring {{ service.childline }}. Its number stands on the help sheet."),
};

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let found = contacts(said.words);
    if found.is_empty() {
        return vec![];
    }
    let known = Known::new(said.registry);
    let strange = found.into_iter().filter(|contact| {
        let is_school = contact.kind != Kind::Phone && contact.bare.ends_with(".sch.uk");
        // The rule on drama says it of a scene.
        let in_scene = said.part == Part::Invented && contact.kind == Kind::Phone;
        let is_drama = contact.kind == Kind::Phone && is_for_drama(&contact.bare);
        !known.holds(contact) && !is_school && !is_drama && !in_scene
    });
    strange
        .map(|contact| {
            let words = &said.words[contact.bytes.clone()];
            let what = format!("“{words}” is no contact of the registry");
            match known.near(&contact) {
                Some(near) => Fault {
                    level: Some(Level::Error),
                    ..Fault::new(contact.bytes, what, format!("did you mean {near}?"))
                },
                None => Fault::new(
                    contact.bytes,
                    what,
                    "name a service of `services.yaml`, or add it there with its source; take out \
                     what belongs to one school",
                ),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{said, underlined};
    use super::*;
    use crate::text::Reader;

    #[test]
    fn a_number_that_is_nearly_a_services_is_an_error() {
        let found = judge(&said("11-14", &RULE.bad));
        assert_eq!(underlined(&said("11-14", &RULE.bad), &found), ["0800 1112"]);
        assert_eq!(found[0].level, Some(Level::Error));
        assert_eq!(found[0].remedy, "did you mean 0800 1111, Childline?");
        assert_eq!(judge(&said("11-14", "Ring Childline on 0800 1111, or 999.")), []);
    }

    #[test]
    fn an_unknown_address_is_found_whoever_reads_it() {
        for reader in [Reader::Learners, Reader::Home, Reader::Staff] {
            let words = "See www.safety-tips.com/kids and iwf.org.uk.";
            let found = judge(&Said { reader, ..said("11-14", words) });
            assert_eq!(underlined(&said("11-14", words), &found), ["www.safety-tips.com/kids"]);
            assert_eq!(found[0].level, None);
        }
    }

    #[test]
    fn schools_and_drama_pass() {
        let words = "Write to office@marlbeck.sch.uk or ring 01632 960123.";
        assert_eq!(judge(&said("11-14", words)), []);
        let scene = Said { part: Part::Invented, ..said("11-14", "Ring me: 07911 123456") };
        assert_eq!(judge(&scene), []);
        assert_eq!(judge(&Said { part: Part::Text, ..scene }).len(), 1);
    }
}
