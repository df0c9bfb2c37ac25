//! Whether those it is for can read what they are given, item by item.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::filled::Filler;
use super::{Passage, Subject};
use crate::check::prose::grade::{Easy, Grade, grade};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};
use crate::library::registry::Audience;
use crate::text::{Authored, Reader};

/// See the module.
pub static RULE: Rule = Rule {
    name: "reading-age",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed(
        "what pupils read, item by item: slides, each level of the worksheet, cards, check, help \
         sheet, quiet task",
    ),
    what: Cow::Borrowed(
        "An item reads harder than the registry’s `grade` for its audience, by Flesch–Kincaid and \
         by the Automated Readability Index. Where only the first says so, it is a note. Words \
         that the lesson explains, the registry’s terms for the age and names count as easy; \
         labels and items of fewer than forty words are left out.",
    ),
    why: Cow::Borrowed(
        "A pupil who cannot read the sheet cannot ask why without saying so in front of the class.",
    ),
    source: Cow::Borrowed(
        "House rule: a grade for each age, proposed by us and no published standard. A quarter of \
         fifteen-year-olds read at twelve or below (GL Assessment, 2020); formulas are a year out \
         either way, so two are asked.",
    ),
    bad: Cow::Borrowed(
        "Immediate notification of a responsible professional is recommended in such situations.",
    ),
    good: Cow::Borrowed("Tell an adult you trust. Tell them today."),
};

/// Words of an item at the least: with fewer a formula says nothing.
const LEAST: usize = 40;
/// Characters of a sentence that are shown.
const SHOWN: usize = 70;

/// How hard an item is for an audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Hard {
    /// A note where one formula alone says so.
    pub level: Level,
    /// The grade of both, and the hardest sentences.
    pub grade: Grade,
}

/// Judges the paragraphs of an item, for an audience with a grade.
pub fn judge<'a>(
    paragraphs: impl IntoIterator<Item = &'a str>,
    easy: &Easy,
    audience: &Audience,
) -> Option<Hard> {
    let most = audience.grade.as_ref()?.value;
    let grade = grade(paragraphs, easy);
    let is_long = grade.counts.words >= LEAST;
    let (first, second) = (grade.counts.flesch_kincaid(), grade.counts.readability_index());
    let level = if second > most { Level::Warning } else { Level::Note };
    (is_long && first > most).then_some(Hard { level, grade })
}

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(most) = subject.audience.grade.as_ref().map(|at| at.value) else { return };
    let filler = Filler::new(subject);
    let easy = easy(subject);
    for (item, passages) in items(subject) {
        let words =
            |passage: &&Passage<'_>| filler.paragraph(&passage.paragraph, &passage.wording.raw);
        let paragraphs: Vec<String> = passages.iter().map(words).collect();
        let all = paragraphs.iter().map(String::as_str);
        let Some(hard) = judge(all, &easy, subject.audience) else { continue };
        let counts = hard.grade.counts;
        let place =
            hard.grade.worst.first().map_or(subject.lesson.id.span.place(), |(n, at, _)| {
                place(subject, passages[*n], &paragraphs[*n][at.clone()])
            });
        let named = hard.grade.worst.iter().map(|(n, at, grade)| {
            format!("“{}” ({grade:.0})", shortened(&paragraphs[*n][at.clone()]))
        });
        findings.push(RULE.at(
            hard.level,
            place,
            format!(
                "{item} read at grade {:.1}, {:.1} by letters; `{}` has {most} at most",
                counts.flesch_kincaid(),
                counts.readability_index(),
                subject.audience.id.value,
            ),
            format!(
                "use shorter words and sentences, here first: {}",
                named.collect::<Vec<_>>().join("; ")
            ),
        ));
    }
}

/// Where a sentence stands; its paragraph, if a slot filled part of it.
fn place(subject: &Subject<'_>, passage: &Passage<'_>, sentence: &str) -> Place {
    match passage.words().find(sentence) {
        Some(at) => passage.place(subject.library, at..at + sentence.len()),
        None => passage.whole(subject.library),
    }
}

fn shortened(sentence: &str) -> String {
    match sentence.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", sentence[..end].trim_end()),
        None => sentence.to_owned(),
    }
}

/// What is explained, and names.
fn easy(subject: &Subject<'_>) -> Easy {
    let mut easy = Easy::default();
    for word in &subject.lesson.vocabulary {
        easy.add(word.word.raw());
    }
    for term in &subject.registry().terms {
        if let Some(words) = term.wording.get(subject.audience.id.as_str()) {
            easy.add(words.raw());
        }
    }
    for service in &subject.registry().services {
        easy.add(service.name.raw());
    }
    for passage in subject.passages.iter().filter(|passage| passage.reader() == Reader::Learners) {
        easy.add_names(passage.words());
    }
    easy
}

/// What pupils are given, by what it is called, with its paragraphs.
fn items<'s, 'a>(subject: &'s Subject<'a>) -> BTreeMap<String, Vec<&'s Passage<'a>>> {
    let mut items: BTreeMap<String, Vec<&Passage<'_>>> = BTreeMap::new();
    for passage in subject.passages.iter().filter(|passage| passage.reader() == Reader::Learners) {
        let path: Vec<&str> = passage.wording.path.iter().map(String::as_str).collect();
        // Heard by those who do not see a picture.
        if matches!(path.last(), Some(&("alt" | "about"))) {
            continue;
        }
        let item = match path.as_slice() {
            ["activities" | "title" | "subtitle" | "outcomes", ..] => "the slides".to_owned(),
            ["worksheet", level @ ("support" | "core" | "stretch"), ..] => {
                format!("the tasks of the worksheet’s {level} level")
            }
            ["cards", ..] => "the cards".to_owned(),
            ["check", ..] => "the lines of the check".to_owned(),
            ["help_sheet", ..] => "the lines of the help sheet".to_owned(),
            ["prepare", ..] => "the lines of the quiet task".to_owned(),
            ["workshop", part, ..] => format!("the lines of the {part}"),
            _ => continue,
        };
        items.entry(item).or_default().push(passage);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found, found_in};
    use super::*;
    use crate::check::prose::testing::library;

    const HARD: &str = "Immediate notification of a responsible professional is recommended in \
        unforeseen situations. Confidentiality considerations are occasionally subordinate to \
        organisational safeguarding responsibilities. Communicating inappropriate photographic \
        material constitutes a serious criminal offence. Consultation with experienced \
        practitioners invariably demonstrates appropriate alternatives to unilateral intervention.";

    #[test]
    fn hard_words_are_found_in_their_item_with_the_worst_named() {
        let found = found_in("11-14", "Draw a place that you like.", HARD, RULE.name);
        assert_eq!(found.len(), 1, "{found:?}");
        let (at, what, remedy) = &found[0];
        assert!(what.starts_with("the lines of the quiet task read at grade "), "{what}");
        assert!(what.ends_with("`11-14` has 6 at most"), "{what}");
        assert!(at.starts_with("Confidentiality") || at.starts_with("Consultation"), "{at}");
        assert_eq!(remedy.matches('“').count(), 3, "{remedy}");
    }

    #[test]
    fn the_grade_is_the_audiences() {
        let middling = "Stop before you share a picture that somebody has sent to you. Close the \
            message and take a moment to think about it. Then look for an adult who will listen \
            to you without getting angry. Tell them about the picture in a few words of your own.";
        let registry = &library().registry;
        let judge_for =
            |id: &str| judge([middling], &Easy::default(), registry.audience(id).unwrap());
        assert!(judge_for("5-7").is_some());
        assert_eq!(judge_for("16-18"), None);
        assert_eq!(judge_for("professionals"), None);
        let short = "Immediate notification is recommended.";
        assert_eq!(judge([short], &Easy::default(), registry.audience("5-7").unwrap()), None);
    }

    #[test]
    fn what_is_explained_is_easy() {
        let text = "Responsibly use confidentiality. We like confidentiality. It is confidentiality that \
            helps. Talk of confidentiality with a friend. Ask for confidentiality when you are \
            sad. You can have confidentiality at home. Say that confidentiality is what you want \
            to have here.";
        let audience = library().registry.audience("11-14").unwrap();
        let mut easy = Easy::default();
        assert!(judge([text], &easy, audience).is_some());
        easy.add("confidentiality");
        assert_eq!(judge([text], &easy, audience), None);
    }

    #[test]
    fn a_new_lesson_can_be_read() {
        for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
            assert_eq!(found(audience, RULE.name), [], "{audience}");
        }
    }
}
