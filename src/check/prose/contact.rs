//! Telephone numbers and web addresses in words, and those that the registry
//! knows.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::library::Registry;
use crate::text::Authored;

/// A number or an address that stands in words.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Contact {
    /// Bytes of the words.
    pub bytes: Range<usize>,
    /// Which it is.
    pub kind: Kind,
    /// Its digits, or its host in small letters without `www.`.
    pub bare: String,
}

/// What a contact is.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Kind {
    /// A telephone or text number.
    Phone,
    /// A page.
    Web,
    /// A mailbox; its host is what counts.
    Mail,
}

/// The contacts in some words, in order.
pub fn contacts(words: &str) -> Vec<Contact> {
    let (Some(address), Some(number), Some(called)) = (&*ADDRESS, &*NUMBER, &*CALLED) else {
        return vec![];
    };
    let mut found: Vec<Contact> = Vec::new();
    for hit in address.captures_iter(words) {
        let (Some(whole), Some(host)) = (hit.get(0), hit.name("host")) else { continue };
        let kind = if hit.name("mail").is_some() { Kind::Mail } else { Kind::Web };
        let host = host.as_str().to_lowercase();
        let bare = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let end = whole.start() + whole.as_str().trim_end_matches(['.', ',', '”', ')', ';']).len();
        found.push(Contact { bytes: whole.start()..end, kind, bare });
    }
    let is_free = |found: &[Contact], bytes: &Range<usize>| {
        found.iter().all(|other| bytes.end <= other.bytes.start || other.bytes.end <= bytes.start)
    };
    let long = |bytes: &Range<usize>| {
        let digits = words[bytes.clone()].bytes().filter(u8::is_ascii_digit).count();
        (NUMBER_DIGITS.0..=NUMBER_DIGITS.1).contains(&digits)
    };
    let numbers = number.find_iter(words).map(|hit| hit.range()).filter(long);
    let called = called.captures_iter(words).filter_map(|hit| Some(hit.name("number")?.range()));
    for bytes in numbers.chain(called) {
        let bare = digits(&words[bytes.clone()]);
        if is_free(&found, &bytes) {
            found.push(Contact { bytes, kind: Kind::Phone, bare });
        }
    }
    found.sort_by_key(|contact| contact.bytes.start);
    found
}

/// The digits of a number, from 0 where it began with the country's code.
pub fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("44") {
        Some(rest) if number.trim_start().starts_with('+') => {
            format!("0{}", rest.trim_start_matches('0'))
        }
        _ => digits,
    }
}

fn regex(pattern: &str) -> Option<Regex> {
    // One that does not compile finds nothing, and the tests fail.
    Regex::new(pattern).ok()
}

/// The digits of a number that is not short: `116 123` to `+44 (0)…`.
const NUMBER_DIGITS: (usize, usize) = (6, 13);

/// Endings of hosts; not all there are, since `e.g.` and `plan.Then` are none.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?xi) (?: https?:// )? (?P<mail> [\w.+-]+ @ )? \b
        (?P<host> (?: [a-z0-9] [a-z0-9-]* \. )+
        (?: uk | com | org | net | gov | edu | wales | cymru | scot | london | io | info | app | tv
          | eu | ie | int | chat | online | example | test ) ) \b
        (?: / [\w./?=&%\#~-]* )?",
    )
});

/// Digits from 0 or +44, in groups; or six from 116, the numbers of helplines.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?x) (?: \+44 [\x20\u{a0}]? (?: \(0\) )? | \b0 | \(0 ) [0-9]+
        (?: [\x20\u{a0}()-]{0,2} [0-9]+ )+ \b
        | \b 116 [\x20\u{a0}]? [0-9]{3} \b",
    )
});

/// A short number that somebody is told to ring or text.
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?xi) \b (?: ring | rings | call | calls | dial | dials | phone | text (?:\x20\w+)? \x20 to | text
          | texts ) (?: \x20 on )? \x20 (?P<number> [0-9]{3,6} )
        (?: $ | [^\w\x20] | \x20 (?: or | and | now | if | for | first | at | in | free | straight ) \b )",
    )
});

/// What the registry knows of numbers and hosts.
#[derive(Debug, Default)]
pub struct Known {
    /// Number as digits, as printed, and the service's name.
    numbers: Vec<(String, String, String)>,
    /// Hosts of services.
    hosts: Vec<String>,
    /// Hosts that facts were read at.
    sources: BTreeSet<String>,
}

impl Known {
    /// From services, sources and what nations call things.
    pub fn new(registry: &Registry) -> Self {
        let mut known = Self::default();
        for service in &registry.services {
            let contact = &service.contact;
            for printed in contact.phone.iter().chain(&contact.text) {
                let (printed, name) = (printed.value.clone(), service.name.raw().to_owned());
                known.numbers.push((digits(&printed), printed, name));
            }
            known.hosts.extend(contact.web.iter().flat_map(|web| hosts(&web.value)));
            known.sources.extend(hosts(service.source.raw()));
        }
        for nation in &registry.nations {
            for words in nation.words.values() {
                let printed = words.raw().to_owned();
                let number = digits(&printed);
                if !number.is_empty() {
                    known.numbers.push((number, printed, nation.name.raw().to_owned()));
                }
            }
        }
        let sources = registry.laws.iter().map(|law| &law.source);
        let sources = sources.chain(registry.terms.iter().map(|term| &term.source));
        let sources = sources.chain(registry.heard_from.iter().map(|heard| &heard.source));
        let sources = sources.chain(registry.frameworks.iter().map(|framework| &framework.source));
        let sources = sources.chain(registry.messages.iter().map(|message| &message.source));
        known.sources.extend(sources.flat_map(|source| hosts(source.raw())));
        known
    }

    /// Whether the registry has it.
    pub fn holds(&self, contact: &Contact) -> bool {
        match contact.kind {
            Kind::Phone => self.numbers.iter().any(|(number, ..)| *number == contact.bare),
            Kind::Web | Kind::Mail => {
                self.hosts.contains(&contact.bare) || self.sources.contains(&contact.bare)
            }
        }
    }

    /// Whose number it is, as the registry calls them, each by its number as
    /// printed.
    pub fn owners<'a>(&'a self, number: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.numbers.iter().filter(move |(digits, ..)| digits == number);
        all.map(|(_, printed, name)| (printed.as_str(), name.as_str()))
    }

    /// A service's number or host that is nearly this one: as printed, and whose.
    pub fn near(&self, contact: &Contact) -> Option<String> {
        match contact.kind {
            Kind::Phone => {
                let is_near = |(number, ..): &&(String, String, String)| {
                    // Short numbers are near by chance.
                    number.len() >= 7 && strsim::damerau_levenshtein(number, &contact.bare) <= 2
                };
                let (_, printed, name) = self.numbers.iter().find(is_near)?;
                Some(format!("{printed}, {name}"))
            }
            Kind::Web | Kind::Mail => {
                crate::library::nearest(&contact.bare, self.hosts.iter().map(String::as_str))
                    .map(ToOwned::to_owned)
            }
        }
    }
}

fn hosts(words: &str) -> Vec<String> {
    let found = contacts(words).into_iter().filter(|contact| contact.kind != Kind::Phone);
    found.map(|contact| contact.bare).collect()
}

/// Numbers that Ofcom keeps for drama: nobody will ever answer them. Each is
/// its first digits and how many digits follow.
const DRAMA: [(&str, usize); 17] = [
    ("01134960", 3),
    ("01144960", 3),
    ("01154960", 3),
    ("01164960", 3),
    ("01174960", 3),
    ("01184960", 3),
    ("01214960", 3),
    ("01314960", 3),
    ("01414960", 3),
    ("01514960", 3),
    ("01614960", 3),
    ("01632960", 3),
    ("01914980", 3),
    ("02079460", 3),
    ("02896496", 3),
    ("02920180", 3),
    ("07700900", 3),
];

/// Those for every kind of number that belongs to no place.
const DRAMA_NO_PLACE: [(&str, usize); 3] = [("03069990", 3), ("08081570", 3), ("09098790", 3)];

/// Whether a number is for drama only.
pub fn is_for_drama(digits: &str) -> bool {
    let fits = |(first, more): &(&str, usize)| {
        digits.strip_prefix(first).is_some_and(|rest| rest.len() == *more)
    };
    DRAMA.iter().chain(&DRAMA_NO_PLACE).any(fits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::library;
    use super::*;

    fn found(words: &str) -> Vec<(&str, String)> {
        let all = contacts(words).into_iter();
        all.map(|contact| (&words[contact.bytes], contact.bare)).collect()
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (words, number, bare) in [
            ("Ring 0800 1111.", "0800 1111", "08001111"),
            ("Ring 0800\u{a0}1111 today", "0800\u{a0}1111", "08001111"),
            ("On 01632 960 123, ask.", "01632 960 123", "01632960123"),
            ("(020) 7946 0123", "(020) 7946 0123", "02079460123"),
            ("+44 7700 900123", "+44 7700 900123", "07700900123"),
            ("+44 (0)7700 900123", "+44 (0)7700 900123", "07700900123"),
            ("07700900123", "07700900123", "07700900123"),
            ("116 123, day or night", "116 123", "116123"),
            ("Call 101 or 999.", "101", "101"),
            ("text SHOUT to 85258", "85258", "85258"),
        ] {
            assert_eq!(found(words), [(number, bare.to_owned())], "{words}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for words in [
            "forty 40 unread",
            "Pupils in 2026-27",
            "Read 100 pages",
            "Call 200 pupils in",
            "08:40",
            "0–3",
            "from 07/11/2026",
            "Step 0 of 12",
            "0.5",
            "paragraph 165",
        ] {
            assert_eq!(found(words), [], "{words}");
        }
    }

    #[test]
    fn addresses_as_people_write_them() {
        for (words, address, host) in [
            (
                "See https://www.childline.org.uk/get-help.",
                "https://www.childline.org.uk/get-help",
                "childline.org.uk",
            ),
            ("ceop.police.uk/safety-centre", "ceop.police.uk/safety-centre", "ceop.police.uk"),
            ("write to help@nspcc.org.uk, please", "help@nspcc.org.uk", "nspcc.org.uk"),
            ("at Example.COM today", "Example.COM", "example.com"),
        ] {
            assert_eq!(found(words), [(address, host.to_owned())], "{words}");
        }
        for words in ["e.g. this", "Stop.Then go", "v1.0", "in lesson.yaml", "Mr. Bell"] {
            assert_eq!(found(words), [], "{words}");
        }
    }

    #[test]
    fn the_registry_knows_its_own_and_what_is_near() {
        let known = Known::new(&library().registry);
        let first = |words: &str| contacts(words).remove(0);
        for words in ["0800 1111", "Ring 999.", "www.childline.org.uk/x", "116 123", "ring 101"] {
            assert!(known.holds(&first(words)), "{words}");
        }
        assert!(known.holds(&first("iwf.org.uk")) && !known.holds(&first("0800 1112")));
        assert_eq!(known.near(&first("0800 1112")).unwrap(), "0800 1111, Childline");
        assert_eq!(known.near(&first("childlin.org.uk")).unwrap(), "childline.org.uk");
        assert_eq!(known.near(&first("01632 960123")), None);
    }

    #[test]
    fn numbers_for_drama() {
        for number in ["07700900123", "02079460000", "01632960999", "08081570123", "02896496999"] {
            assert!(is_for_drama(number), "{number}");
        }
        for number in ["07700901123", "0770090012", "08001111", "02079461000"] {
            assert!(!is_for_drama(number), "{number}");
        }
    }
}
