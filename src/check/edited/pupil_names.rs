//! Pupils' own names, addresses and birthdays in what goes round a class.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Line, Subject};
use crate::check::lesson::pupil_data;
use crate::check::prose::contact::{Kind, contacts};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::Library;
use crate::read::At;
use crate::text::Reader;

/// See the module.
pub static RULE: Rule = Rule {
    name: "pupil-names",
    group: Group::Safety,
    level: Level::Error,
    firm: true,
    looks_at: Cow::Borrowed("files for pupils and slides that somebody has edited"),
    what: Cow::Borrowed(
        "A list of people’s names, a date of birth or several mailboxes was added to what goes \
         round a class. Three names or more make a list; a name in a sentence is none.",
    ),
    why: Cow::Borrowed(
        "A sheet is left on a bus and a slide is photographed, and whoever finds it knows who is \
         in the class and how to reach them.",
    ),
    source: Cow::Borrowed(
        "House rule: a lesson on safety collects and shows nothing about children.",
    ),
    bad: Cow::Borrowed("Table 1: Amira Khan, Tom Bell, Priya Shah, Jo Marsh"),
    good: Cow::Borrowed("Table 1, table 2, table 3"),
};

/// Names at the least that make a list.
const LIST: usize = 3;
/// And where no first name among them is a known one.
const LONG_LIST: usize = 8;
/// First names that are met in schools here: a sample, from memory. One of them
/// tells a list of people from one of games or tasks.
const FIRST_NAMES: &str = include_str!("first_names.txt");

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let vocabulary = LazyLock::new(|| vocabulary(subject.file.library));
    let lines: Vec<_> = subject.new_lines().filter(|line| is_shared(subject, line.at)).collect();
    for line in &lines {
        // A question on a slide is asked aloud; on paper it is kept.
        let is_paper = matches!(line.at, At::Heading(_) | At::Page(_));
        if let Some(bytes) = pupil_data::asks(line.words, true).filter(|_| is_paper) {
            findings.push(pupil_data::finding(subject.place(line.at), &line.words[bytes]));
        }
    }
    let mut places: Vec<&At> = lines.iter().map(|line| line.at).collect();
    places.dedup();
    for at in places {
        let here = || lines.iter().copied().filter(|line| line.at == at);
        let names: Vec<&str> = here().flat_map(|line| names(line, &vocabulary)).collect();
        let names: BTreeSet<&str> = names.into_iter().collect();
        let mails = here().flat_map(|line| mails(line)).count();
        let born = here().find_map(|line| Some(BORN.as_ref()?.find(line.words)?.as_str()));
        let is_known = |name: &&str| {
            let first = name.split(' ').next().unwrap_or_default().to_lowercase();
            FIRST_NAMES.split_whitespace().any(|known| known == first)
        };
        let people = names.iter().any(is_known);
        let what = if names.len() >= if people { LIST } else { LONG_LIST } {
            let first: Vec<_> = names.iter().take(2).copied().collect();
            format!("a list of {} names was added: {} …", names.len(), first.join(", "))
        } else if let Some(born) = born {
            format!("a date of birth was added: “{born}”")
        } else if mails >= LIST {
            format!("{mails} mailboxes were added")
        } else {
            continue;
        };
        findings.push(RULE.finding(
            subject.place(at),
            what,
            "take them out; keep lists of a class on paper of your own",
        ));
    }
}

/// What a class sees, or takes home. In a workshop all are adults.
fn is_shared(subject: &Subject<'_>, at: &At) -> bool {
    subject.file.slides_for == Reader::Learners && subject.reader(at) < Reader::Staff
}

/// A date beside the word for it.
static BORN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)\b[\s:–-]*\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:\d{1,2}|[a-z]{3,9})[\s/.-]+\d{2,4}",
    )
    .ok()
});

/// A label before names of a group.
static GROUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:group|table|team|class|set|form|pairs?|register|absent|present|pupils?|names?)\b[^:]{0,20}:\s*",
    )
    .ok()
});

/// What in a line looks like people's names: first name and surname, or first
/// names after the label of a group.
fn names<'a>(line: &Line<'a>, vocabulary: &BTreeSet<String>) -> Vec<&'a str> {
    let label = GROUP.as_ref().and_then(|group| group.find(line.words));
    let rest = label.map_or(line.words, |label| &line.words[label.end()..]);
    let parts: Vec<&str> = rest
        .split([',', ';', '\t', '/', '&', '•'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_matches(|c: char| !c.is_alphabetic()))
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&&str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let strange = words.iter().any(|word| !vocabulary.contains(&word.to_lowercase()));
        let enough = if label.is_some() { 1..=3 } else { 2..=3 };
        enough.contains(&words.len()) && words.iter().all(|word| is_capital(word)) && strange
    };
    let names: Vec<&str> = parts.iter().filter(is_name).copied().collect();
    // In a sentence there are other words too.
    if names.len() == parts.len() { names } else { Vec::new() }
}

/// `Amira`, `O’Neill`, `Smith-Jones`; no `A`, `PSHE` or `iPad`.
fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 2
        && word.chars().any(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '’' | '\'' | '-'))
}

/// Mailboxes, a school's own included: pupils' are among those.
fn mails<'a>(line: &Line<'a>) -> Vec<&'a str> {
    let all = contacts(line.words).into_iter().filter(|contact| contact.kind == Kind::Mail);
    all.map(|contact| &line.words[contact.bytes]).collect()
}

/// The words that our own lessons write small: no names.
fn vocabulary(library: &Library) -> BTreeSet<String> {
    let all = library.wordings.values().flatten();
    let words = all.flat_map(|wording| wording.raw.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().all(char::is_lowercase)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, original, read};
    use super::*;

    fn told(added: &str, reader: Reader) -> Vec<String> {
        let words = [(At::Heading("Read".into()), "What could Sam do?")];
        let old = original(&words, &[]);
        let new = format!("{}\n{added}", words[0].1);
        let told = found(&read(&[(At::Heading("Read".into()), &new)]), Some(&old), reader);
        told.into_iter().filter(|[rule, ..]| rule == "pupil-names").map(|[.., what]| what).collect()
    }

    #[test]
    fn lists_of_a_class_are_found_in_a_pupils_file() {
        for added in [
            "Amira Khan\nTom Bell\nPriya Shah",
            "Amira Khan, Tom Bell, Priya Shah and Jo Marsh",
            "Table 1: Amira, Tom, Priya, Jo",
            "Amira O’Neill; Tom Smith-Jones; Priya Shah",
            "Amira, DOB 04/05/2014",
            "born on 4 May 2014",
            "amira@marlbeck.sch.uk\ntom@marlbeck.sch.uk\npriya@marlbeck.sch.uk",
        ] {
            let told = told(added, Reader::Learners);
            assert_eq!(told.len(), 1, "{added}: {told:?}");
        }
        assert_eq!(told("Amira Khan\nTom Bell\nPriya Shah", Reader::Staff), Vec::<String>::new());
    }

    #[test]
    fn a_line_for_a_name_is_found_on_paper() {
        let words = [(At::Heading("Read".into()), "What could Sam do?")];
        let asks = [(At::Heading("Read".into()), "What could Sam do?\nName: ______")];
        let told = found(&read(&asks), Some(&original(&words, &[])), Reader::Learners);
        assert!(told.iter().any(|[rule, ..]| rule == "pupil-data"), "{told:?}");
    }

    #[test]
    fn made_up_people_in_sentences_are_no_list() {
        for added in [
            "Amira Khan writes to Tom Bell and Priya Shah.",
            "Amira Khan\nTom Bell",
            "Stop It\nTell Someone\nGet Help",
            "Our Class Rules\nAsk For Help\nListen To Others",
            "Ms Patel, room 4",
            "Sam, Max and Omar are made up.",
            "Table 1: Red, Blue, Green",
            "Exit Ticket, Cold Call, Mini Plenary",
            "Group work: what could they do, say, ask?",
            "Write to office@marlbeck.sch.uk.",
        ] {
            assert_eq!(told(added, Reader::Learners), Vec::<String>::new(), "{added}");
        }
    }
}
