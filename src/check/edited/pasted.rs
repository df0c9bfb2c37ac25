//! Words for staff that were pasted into a file for pupils or for home, or on
//! a slide that these are shown: rule `leak`, as in files that are built.

use std::sync::LazyLock;

use regex::Regex;

use super::Subject;
use super::fold::fold;
use crate::check::{Guarded, table};
use crate::diagnostics::Findings;
use crate::read::At;
use crate::text::Reader;

/// A key to the answers; `Answer: ____` is room for one.
static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) ^ \W* (?: answers? \s* : \s* [[:alnum:]] .* | (?: the \s+ )? right \s+ answers? \s* : .*
        | (?: answer \s+ key | mark \s+ scheme | model \s+ answers? ) \b .* ) $",
    )
    .ok()
});

/// See the module.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let file = subject.file;
    let Some(rule) = table::rule("leak") else { return };
    for line in subject.new_lines().filter(|line| subject.reader(line.at) < Reader::Staff) {
        let Some(key) = KEY.as_ref().and_then(|key| key.find(line.words)) else { continue };
        findings.push(rule.finding(
            subject.place(line.at),
            format!("answers stand in {}: “{}”", seen_by(subject, line.at), key.as_str().trim()),
            "take them out; answers stay in the teacher’s files",
        ));
    }
    let Some(original) = file.original else { return };
    let guarded: Vec<_> = original.guarded.iter().map(|own| (own, fold(&own.text))).collect();
    // What the original says to this reader was checked when it was built; one
    // for higher readers may be handed to lower ones as it is.
    let was_theirs = original.reader <= file.reader;
    let aloud = aloud(subject);
    let mut places: Vec<&At> = subject.lines.all.iter().map(|line| line.at).collect();
    places.dedup();
    for at in places {
        let reader = subject.reader(at);
        let text: String = subject.lines.at(at).map(|line| line.key.as_str()).collect();
        let old = subject.old.all.iter().filter(|line| subject.reader(line.at) <= reader);
        let old: String = old.map(|line| line.key.as_str()).collect();
        let theirs = |key: &String| was_theirs && old.contains(key);
        let is_leak = |sentence: &&(&Guarded, String)| {
            let (sentence, key) = sentence;
            let is_heard = reader < file.reader && aloud.contains(key);
            sentence.reader > reader && text.contains(key) && !theirs(key) && !is_heard
        };
        let mut there = guarded.iter().filter(is_leak);
        let Some((first, _)) = there.next() else { continue };
        let more = match there.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        findings.push(rule.finding(
            subject.place(at),
            format!(
                "words for {} stand in {}: “{}”{more}",
                first.reader,
                seen_by(subject, at),
                first.text
            ),
            "take them out; answers and what staff say stay in the teacher’s files",
        ));
    }
    let everything = fold(file.everything);
    let mut unseen = guarded.iter().filter(|(sentence, key)| {
        let was_there = was_theirs && subject.old.text.contains(key);
        sentence.reader > file.reader
            && !was_there
            && everything.contains(key)
            && !subject.lines.text.contains(key)
    });
    if let Some((first, _)) = unseen.next() {
        let more = unseen.count();
        let more = if more == 0 { String::new() } else { format!(", and {more} more") };
        findings.push(rule.finding(
            subject.unseen(),
            format!(
                "words for {} are hidden in a file for {}: “{}”{more}",
                first.reader, file.reader, first.text
            ),
            "look through its comments, hidden words and tracked changes, and take them out",
        ));
    }
}

/// What the notes of the original have to be said aloud: pupils hear it, and may
/// read it on a slide. Each part of the notes begins with what it is for.
fn aloud(subject: &Subject<'_>) -> String {
    const ALOUD: [&str; 3] = ["Say", "Ask", "Then ask"];
    let mut is_aloud = false;
    let notes = subject.old.all.iter().filter(|line| matches!(line.at, At::Notes(_)));
    let heard = notes.filter(|line| {
        let label = line.words.split_once(':').map(|(label, _)| label).filter(|l| is_label(l));
        is_aloud = label.map_or(is_aloud, |label| ALOUD.contains(&label));
        is_aloud
    });
    heard.map(|line| line.key.as_str()).collect()
}

/// `Listen for`, not `A` nor the half of a sentence.
fn is_label(words: &str) -> bool {
    words.len() > 1
        && words.starts_with(char::is_uppercase)
        && words.chars().all(|c| c.is_alphabetic() || c == ' ')
        && words.split(' ').count() <= 3
}

/// What is read there, and by whom: slides of a teacher are for pupils.
fn seen_by(subject: &Subject<'_>, at: &At) -> String {
    let reader = subject.reader(at);
    match at {
        At::Slide(_) if reader < subject.file.reader => format!("a slide for {reader}"),
        _ => format!("a file for {reader}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, original, read};
    use crate::check::guarded;
    use crate::diagnostics::{ByteRange, Sources};
    use crate::pack::{Block, Body, DocKind, Node, Origin, sample};
    use crate::read::At;
    use crate::text::Reader;

    #[test]
    fn a_key_is_found_by_its_label_and_room_for_an_answer_is_none() {
        let told = |words: &str, reader| {
            let sheet = [(At::Heading("Read".into()), "What should Sam do?")];
            let mut old = original(&sheet, &[]);
            old.reader = reader;
            let new = format!("{}\n{words}", sheet[0].1);
            let told = found(&read(&[(At::Heading("Read".into()), &new)]), Some(&old), reader);
            told.iter().filter(|[rule, ..]| rule == "leak").count()
        };
        for words in
            ["Answers: 1 yes, 2 no, 3 yes", "Answer key", "ANSWER: B", "Mark scheme (2 marks)"]
        {
            assert_eq!(told(words, Reader::Learners), 1, "{words}");
            assert_eq!(told(words, Reader::Staff), 0, "{words}");
        }
        for words in
            ["Answer: ______", "Answers", "Answer in a whole sentence.", "Who knows the answer?"]
        {
            assert_eq!(told(words, Reader::Learners), 0, "{words}");
        }
    }

    #[test]
    fn an_answer_in_a_pupils_file_is_found_and_in_the_teachers_it_is_not() {
        let answer = "The answer is that Sam was right to tell.";
        let mut notes = sample::document(DocKind::Notes, "11-14");
        let Body::Document(document) = &mut notes.body else { unreachable!() };
        let at = Some((Sources::default().add("a.yaml", "words"), ByteRange::new(0, 5)));
        let from = Origin { at, reader: Reader::Staff };
        document.body = vec![Node::new(Block::Para(sample::line(answer)), from)];
        let sheet = (At::Heading("Read".into()), "What should Sam do?");
        let mut old = original(std::slice::from_ref(&sheet), &[]);
        old.guarded = guarded(&[notes]);
        let new = read(&[
            sheet,
            (At::Heading("Key".into()), "the answer is that\nSam was right to tell."),
        ]);
        let told = found(&new, Some(&old), Reader::Learners);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0][..2], ["leak", "under “Key”"]);
        assert_eq!(found(&new, Some(&old), Reader::Staff), Vec::<[String; 3]>::new());
        // Where nobody looks.
        let library = crate::check::prose::testing::library();
        let hidden = crate::check::edited::Edited {
            name: "mine.docx",
            read: &old.read,
            everything: answer,
            is_text: false,
            reader: Reader::Learners,
            slides_for: Reader::Learners,
            audience: None,
            version: "",
            original: Some(&old),
            library,
        };
        let told: Vec<_> = crate::check::edited::edited(&hidden).into_iter().collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].what.contains("are hidden in a file for learners"));
        // On a slide of the teacher's, which pupils see, and in its notes.
        old.reader = Reader::Staff;
        for (at, count) in [(At::Slide(1), 1), (At::Notes(1), 0)] {
            let slides = read(&[(at, answer)]);
            assert_eq!(found(&slides, Some(&old), Reader::Staff).len(), count);
        }
        // What is said aloud may be read, and what is listened for may not.
        for (label, count) in [("Say: Hello.", 0), ("Say: Hello.\nListen for:", 1)] {
            let notes = (At::Notes(1), format!("{label}\n{answer}"));
            old.read = read(&[(notes.0, &notes.1)]);
            let slides = read(&[(At::Slide(1), answer)]);
            assert_eq!(found(&slides, Some(&old), Reader::Staff).len(), count, "{label}");
        }
        // The notes themselves, handed to pupils.
        old.read = new.clone();
        old.reader = Reader::Staff;
        assert_eq!(found(&new, Some(&old), Reader::Learners).len(), 1);
    }
}
