//! Numbers and addresses of help that were changed, and new ones that nobody
//! has tried.

use std::borrow::Cow;
use std::ops::Range;

use super::Subject;
use super::fold::fold;
use super::lines::{ALIKE, Line, likeness};
use crate::check::prose::contact::{Contact, Kind, Known, contacts, digits};
use crate::check::prose::{Part, Said, unregistered_contact};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::Registry;
use crate::library::registry::Service;
use crate::read::At;
use crate::text::Authored as _;

/// See the module.
pub static RULE: Rule = Rule {
    name: "changed-contact",
    group: Group::Safety,
    level: Level::Error,
    firm: true,
    looks_at: Cow::Borrowed(
        "telephone numbers, short numbers, addresses and names of services in files that somebody \
         has edited",
    ),
    what: Cow::Borrowed(
        "A service’s number or address is another one than in the pack or the registry, stands \
         with another service’s name, or is gone while the service is still named.",
    ),
    why: Cow::Borrowed(
        "A child rings the number that is printed; where one digit is wrong, a stranger answers or \
         nobody does.",
    ),
    source: Cow::Borrowed(
        "House rule: every service is in one place, with its source and the day on which somebody \
         tried it.",
    ),
    bad: Cow::Borrowed("Childline 0800 1112"),
    good: Cow::Borrowed("Childline 0800 1111"),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let registry = &subject.file.library.registry;
    let known = Known::new(registry);
    let mut told: Vec<String> = Vec::new();
    let mut seen: Vec<(&str, Range<usize>)> = Vec::new();
    replaced(subject, &known, findings, &mut told, &mut seen);
    for line in subject.new_lines() {
        with_another_name(subject, line, findings, &mut seen);
        unknown(subject, line, findings, &seen);
    }
    gone(subject, findings, &mut told);
    gone_from_help(subject, &known, findings, &told);
}

/// Contacts that stand where the original has others.
fn replaced<'s>(
    subject: &'s Subject<'_>,
    known: &Known,
    findings: &mut Findings,
    told: &mut Vec<String>,
    seen: &mut Vec<(&'s str, Range<usize>)>,
) {
    for old in subject.old.not_in(&subject.lines) {
        let were = reached(old.words, &|bare| is_short(known, bare));
        if were.is_empty() {
            continue;
        }
        let alike = subject.new_lines().map(|line| (likeness(old, line), line));
        let best =
            alike.filter(|(alike, _)| *alike >= ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b));
        let Some((_, line)) = best else { continue };
        let are = reached(line.words, &|_| true);
        for was in &were {
            if are.iter().any(|is| is.bare == was.bare) {
                continue;
            }
            let is_new = |is: &&Contact| {
                is_phone(is) == is_phone(was) && were.iter().all(|was| was.bare != is.bare)
            };
            // Another service in the place of this one, by name and number.
            let is_named = |is: &Contact| {
                let services = subject.file.library.registry.services.iter();
                let mut own = services.filter(|service| has(service, is));
                own.any(|service| names(line, service) && !names(old, service))
            };
            let Some(is) = are.iter().find(is_new).filter(|is| !is_named(is)) else { continue };
            let (is_words, was_words) =
                (&line.words[is.bytes.clone()], &old.words[was.bytes.clone()]);
            findings.push(RULE.finding(
                subject.place(line.at),
                format!("“{is_words}” stands where the pack has “{was_words}”"),
                format!("write {was_words} again, or name another service with its own number"),
            ));
            told.push(was.bare.clone());
            seen.push((line.words, is.bytes.clone()));
        }
    }
}

/// A service's number beside another service's name.
fn with_another_name<'s>(
    subject: &Subject<'_>,
    line: &'s Line<'_>,
    findings: &mut Findings,
    seen: &mut Vec<(&'s str, Range<usize>)>,
) {
    let services = &subject.file.library.registry.services;
    let named: Vec<&Service> = services
        .iter()
        .filter(|service| names(line, service) && phone(service).is_some())
        .collect();
    let [service] = named[..] else { return };
    for contact in contacts(line.words) {
        let is_told =
            seen.iter().any(|(words, bytes)| *words == line.words && *bytes == contact.bytes);
        let others = services.iter().any(|other| has(other, &contact));
        // `999` and the like stand beside any name.
        let is_long = contact.bare.len() >= LONG_NUMBER;
        if is_told || !is_phone(&contact) || !is_long || has(service, &contact) || !others {
            continue;
        }
        let (words, own) = (&line.words[contact.bytes.clone()], phone(service).unwrap_or_default());
        let name = service.name.raw();
        findings.push(RULE.finding(
            subject.place(line.at),
            format!("“{words}” is not the number of {name}"),
            format!("the number of {name} is {own}"),
        ));
        seen.push((line.words, contact.bytes));
    }
}

/// New contacts that the registry does not have: nearly one of its own is one
/// that was mistyped.
fn unknown(
    subject: &Subject<'_>,
    line: &Line<'_>,
    findings: &mut Findings,
    seen: &[(&str, Range<usize>)],
) {
    let said = Said {
        words: line.words,
        reader: subject.reader(line.at),
        part: Part::Text,
        audience: subject.file.audience,
        registry: &subject.file.library.registry,
    };
    let is_told = |bytes: &Range<usize>| {
        seen.iter().any(|(words, told)| *words == line.words && told == bytes)
    };
    for fault in unregistered_contact::judge(&said) {
        let words = &line.words[fault.bytes.clone()];
        // It may be new in these words and stand in others of the original.
        if is_told(&fault.bytes) || subject.old.text.contains(&fold(words)) {
            continue;
        }
        // The school's own, where the pack has room for it.
        if fault.level != Some(Level::Error) && is_filled_in(subject, line) {
            continue;
        }
        let place = subject.place(line.at);
        findings.push(match fault.level {
            Some(Level::Error) => RULE.finding(
                place,
                format!("“{words}” is no number or address that the registry has"),
                fault.remedy,
            ),
            _ => unregistered_contact::RULE.finding(
                place,
                format!("nobody has tried “{words}”"),
                "try it yourself before the lesson; your school’s own number or address may stand",
            ),
        });
    }
}

/// Whether a paragraph was a label with a blank, such as `Room:`, in the
/// original.
fn is_filled_in(subject: &Subject<'_>, line: &Line<'_>) -> bool {
    let is_label = |old: &&Line<'_>| old.key.ends_with(':') && line.key.starts_with(&old.key);
    subject.old.all.iter().any(|old| is_label(&old))
}

/// Contacts that are gone from a file that still names their service, and
/// names that are gone while the number stands.
fn gone(subject: &Subject<'_>, findings: &mut Findings, told: &mut Vec<String>) {
    let registry: &Registry = &subject.file.library.registry;
    let new = shown(subject.lines.all.iter());
    for service in &registry.services {
        let name = service.name.raw();
        let named_in = |line: &&Line<'_>| line.at.is_flow() && names(line, service);
        let named = subject.lines.all.iter().find(named_in);
        let printed =
            phone(service).into_iter().chain(service.contact.web.iter().map(|web| web.as_str()));
        for printed in printed {
            let wanted = bare(printed);
            let is_told = told.contains(&wanted);
            // What went with a whole slide is that slide's finding, if it is one.
            let had = |line: &&Line<'_>| {
                let mut contacts = reached(line.words, &|_| true).into_iter();
                line.at.is_flow() && contacts.any(|contact| contact.bare == wanted)
            };
            let mut had = subject.old.all.iter().filter(had);
            let stood = had.any(|line| subject.still_stands(line.at));
            let stands = new.iter().any(|contact| contact.bare == wanted);
            if let Some(line) = named.filter(|_| stood && !stands && !is_told) {
                findings.push(RULE.finding(
                    subject.place(line.at),
                    format!("{name} is named, and “{printed}” is gone"),
                    format!("write {printed} beside {name} again"),
                ));
                told.push(wanted.clone());
            }
            // A host may be two services'.
            let is_phone = phone(service) == Some(printed);
            let was_named = subject.old.all.iter().any(|line| named_in(&line));
            if is_phone && stood && stands && was_named && named.is_none() {
                let at = subject.lines.all.iter().find(|line| {
                    line.at.is_flow() && contacts(line.words).iter().any(|c| c.bare == wanted)
                });
                findings.push(RULE.finding(
                    subject.place(at.map_or(&At::Metadata, |line| line.at)),
                    format!("“{printed}” is the number of {name}, which is no longer named"),
                    format!("write {name} beside {printed} again"),
                ));
            }
        }
    }
}

/// Contacts of the words about help that are gone with the name of their
/// service or had none beside them, unless another service took their place.
fn gone_from_help(subject: &Subject<'_>, known: &Known, findings: &mut Findings, told: &[String]) {
    let Some(original) = subject.file.original else { return };
    let (old, new) = (shown(subject.old.all.iter()), shown(subject.lines.all.iter()));
    let is_registered = |contact: &&Contact| match contact.kind {
        Kind::Phone => is_short(known, &contact.bare),
        Kind::Web | Kind::Mail => known.holds(contact),
    };
    let stood = |contact: &Contact| old.iter().any(|old| old.bare == contact.bare);
    if new.iter().filter(is_registered).any(|contact| !stood(contact)) {
        return;
    }
    let mut told = told.to_vec();
    for at in original.help.iter().filter(|at| subject.still_stands(at)) {
        for line in subject.old.at(at) {
            let were = reached(line.words, &|bare| is_short(known, bare));
            for was in were.iter().filter(is_registered) {
                if told.contains(&was.bare) || new.iter().any(|is| is.bare == was.bare) {
                    continue;
                }
                told.push(was.bare.clone());
                findings.push(RULE.finding(
                    subject.old_place(at),
                    format!(
                        "“{}” is gone from the words about help",
                        &line.words[was.bytes.clone()]
                    ),
                    format!("write “{}” again", line.words),
                ));
            }
        }
    }
}

/// Digits of a number that is one service's, and no emergency's.
const LONG_NUMBER: usize = 6;

/// The contacts of what is shown.
fn shown<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> Vec<Contact> {
    lines.filter(|line| line.at.is_flow()).flat_map(|line| reached(line.words, &|_| true)).collect()
}

/// The contacts in some words, with short numbers that stand alone, such as
/// `999`, where `counts` says so.
fn reached(words: &str, counts: &dyn Fn(&str) -> bool) -> Vec<Contact> {
    let mut found = contacts(words);
    let mut start = 0;
    for token in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let digits = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bytes = start..start + digits.len();
        start += token.len();
        let is_number =
            (3..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let is_free =
            found.iter().all(|c| c.bytes.end <= bytes.start || bytes.end <= c.bytes.start);
        if is_number && is_free && counts(digits) {
            found.push(Contact { bytes, kind: Kind::Phone, bare: digits.to_owned() });
        }
    }
    found
}

fn is_short(known: &Known, bare: &str) -> bool {
    known.owners(bare).next().is_some()
}

fn is_phone(contact: &Contact) -> bool {
    contact.kind == Kind::Phone
}

/// A service's number as printed; its text line if it has no other.
fn phone(service: &Service) -> Option<&str> {
    let contact = &service.contact;
    contact.phone.as_ref().or(contact.text.as_ref()).map(|number| number.as_str())
}

/// A number's digits, or an address's host.
fn bare(printed: &str) -> String {
    let found = contacts(printed).into_iter().find(|contact| contact.kind == Kind::Web);
    found.map_or_else(|| digits(printed), |contact| contact.bare)
}

/// Whether a number is a service's.
fn has(service: &Service, contact: &Contact) -> bool {
    let own = service.contact.phone.iter().chain(&service.contact.text);
    own.map(|number| digits(number.as_str())).any(|own| own == contact.bare)
}

/// Whether a paragraph names a service; its address names nobody.
fn names(line: &Line<'_>, service: &Service) -> bool {
    let name = fold(service.name.raw());
    if !line.key.contains(&name) {
        return false;
    }
    let mut words = String::new();
    let mut from = 0;
    for contact in contacts(line.words) {
        words.push_str(line.words.get(from..contact.bytes.start).unwrap_or_default());
        words.push(' ');
        from = contact.bytes.end;
    }
    words.push_str(line.words.get(from..).unwrap_or_default());
    fold(&words).contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{between, found, read};
    use super::*;
    use crate::text::Reader;

    const OLD: &str = "Who can help?\nChildline 0800 1111\nAny worry, day or night\n\
                       childline.org.uk\nIn danger now? Call 999.\nText SHOUT to 85258.";

    fn changed(from: &str, to: &str) -> Vec<[String; 3]> {
        assert!(OLD.contains(from), "{from}");
        let old = [(At::Slide(1), OLD)];
        let new = OLD.replace(from, to);
        between(&old, &[], &[(At::Slide(1), &new)])
    }

    #[test]
    fn every_way_to_change_a_number_is_found_once() {
        for (from, to, says) in [
            ("0800 1111", "0800 1112", "“0800 1112” stands where the pack has “0800 1111”"),
            ("0800 1111", "116 123", "“116 123” stands where the pack has “0800 1111”"),
            ("0800 1111", "01632 960123", "“01632 960123” stands where the pack has “0800 1111”"),
            ("Childline 0800 1111", "Childline", "Childline is named, and “0800 1111” is gone"),
            ("Childline 0800 1111", "Kidsline 0800 1111", "is the number of Childline"),
            ("childline.org.uk", "childline.com", "“childline.com” stands where"),
            ("Call 999", "Call 998", "“998” stands where the pack has “999”"),
            ("85258", "85259", "“85259” stands where the pack has “85258”"),
        ] {
            let told = changed(from, to);
            // The name of its own number is gone with `Kidsline`, its address too.
            let told: Vec<_> = told.iter().filter(|[rule, ..]| rule == "changed-contact").collect();
            assert!(
                told.iter().any(|[_, at, what]| at == "slide 1" && what.contains(says)),
                "{to}: {told:?}"
            );
            assert!(told.len() == 1, "{to}: {told:?}");
        }
    }

    #[test]
    fn a_number_without_a_name_may_not_go_from_help() {
        let old = [(At::Slide(1), OLD)];
        let help = [At::Slide(1)];
        let without = OLD.replace("\nIn danger now? Call 999.", "");
        let told = between(&old, &help, &[(At::Slide(1), &without)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0][2].contains("“999” is gone"), "{told:?}");
        // One service in the place of another.
        let other = OLD
            .replace("Childline 0800 1111", "Samaritans 116 123")
            .replace("childline.org.uk", "");
        assert_eq!(between(&old, &help, &[(At::Slide(1), &other)]), Vec::<[String; 3]>::new());
    }

    #[test]
    fn a_schools_own_number_stands_where_there_was_room_for_it() {
        let old = [(At::Slide(1), "Where and when: \u{a0}\u{a0}")];
        let new = [(At::Slide(1), "Where and when: room 4, or 01484 555555")];
        assert_eq!(between(&old, &[], &new), Vec::<[String; 3]>::new());
        let new = [(At::Slide(1), "Where and when: room 4, or 0800 1112")];
        assert_eq!(between(&old, &[], &new)[0][0], "changed-contact");
    }

    #[test]
    fn the_same_number_otherwise_spaced_is_the_same() {
        for (from, to) in [
            ("0800 1111", "08001111"),
            ("0800 1111", "0800\u{a0}1111"),
            ("Childline 0800 1111", "Ring Childline on 0800 1111."),
            ("childline.org.uk", "www.childline.org.uk"),
            ("Any worry, day or night", "Any worry at all"),
            ("Childline 0800 1111", "Samaritans 116 123"),
        ] {
            assert_eq!(changed(from, to), Vec::<[String; 3]>::new(), "{to}");
        }
    }

    #[test]
    fn without_an_original_the_registry_knows() {
        let told = |words: &str| {
            let file = read(&[(At::Heading(String::new()), words)]);
            let mut told = found(&file, None, Reader::Learners);
            told.retain(|[rule, ..]| rule != "no-original");
            told.into_iter().map(|[rule, _, what]| (rule, what)).collect::<Vec<_>>()
        };
        assert_eq!(told("Ring Childline on 0800 1112.")[0].0, "changed-contact");
        let swapped = told("Ring Childline on 116 123.");
        assert_eq!(swapped.len(), 1, "{swapped:?}");
        assert!(swapped[0].1.contains("not the number of Childline"));
        assert_eq!(told("Ring the office on 01484 555555.")[0].0, "unregistered-contact");
        assert_eq!(
            told("Ring Childline on 0800 1111 or call 999, or write to office@marlbeck.sch.uk."),
            []
        );
    }
}
