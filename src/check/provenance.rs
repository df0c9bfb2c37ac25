//! Whether files say what the pack says: every word of it, the messages in
//! their places, and nothing that is for higher readers.
//!
//! All are sought in what was read back from the finished file, compared as
//! [`normalise`] has it.

use std::collections::BTreeMap;

use super::Haystack;
use crate::diagnostics::{Finding, Findings, Place};
use crate::pack::{Body, Format, Item, Node, Origin, Reader, walk_nodes};
use crate::read::{At, normalise};
use crate::text::{Line, pieces};

/// Fewer letters than this, white space aside, are no sentence: `Ask them.`
/// may stand in any file.
const SENTENCE: usize = 16;

/// Seeks every word of an item in its file; `file` is its path in the pack. A
/// finding of rule `lost-words` for each that is not there.
pub fn lost_words(item: &Item, format: Format, file: &str, there: &Haystack) -> Findings {
    let mut there = there.seek();
    let mut findings = Findings::new();
    words(item, format, &mut |text, from| {
        if !there.finds(&normalise(text)) {
            findings.push(
                Finding::bug(
                    "lost-words",
                    from.place(),
                    format!("`{file}` lacks the words {text:?}"),
                )
                .why("a reader of that file would never see them"),
            );
        }
    });
    findings
}

/// The places, in order, where one of a message's wordings stands. Properties,
/// heads and feet, and pictures of slides do not count. A message that runs
/// over a page stands where it begins.
pub fn message_places(there: &Haystack, wordings: &[&str]) -> Vec<At> {
    let counts = |at: &At| !matches!(at, At::HeaderFooter | At::Metadata);
    let places: Vec<&(At, String)> = there.places.iter().filter(|(at, _)| counts(at)).collect();
    let flow = &there.flow;
    let mut stands = vec![false; places.len()];
    for wording in wordings.iter().map(|wording| normalise(wording)).filter(|w| !w.is_empty()) {
        let mut whole = false;
        for ((_, text), stands) in places.iter().zip(&mut stands) {
            let found = text.contains(&wording);
            *stands |= found;
            whole |= found;
        }
        if let Some(mut start) = flow.find(&wording).filter(|_| !whole) {
            let in_flow = places.iter().zip(&mut stands).filter(|((at, _), _)| at.is_flow());
            for ((_, text), stands) in in_flow {
                if start < text.len() {
                    *stands = true;
                    break;
                }
                start -= text.len();
            }
        }
    }
    let mut found: Vec<At> = Vec::new();
    for ((at, _), _) in places.iter().zip(stands).filter(|(_, stands)| *stands) {
        if !found.contains(at) {
            found.push(at.clone());
        }
    }
    found
}

/// A sentence that lower readers must not see.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Guarded {
    /// The lowest reader who may.
    pub reader: Reader,
    /// The sentence.
    pub text: String,
    /// Where it was written.
    pub place: Place,
    normal: String,
}

/// The sentences of a pack that are not for every reader, save those whose
/// words a lower reader is given elsewhere.
pub fn guarded(items: &[Item]) -> Vec<Guarded> {
    let mut open: Vec<(Reader, String)> = Vec::new();
    let mut all: Vec<Guarded> = Vec::new();
    for item in items {
        // Feet and properties are on every reader's page.
        let meta = &item.meta;
        for text in [&meta.learners_line, &meta.title, &meta.audience_name] {
            open.push((Reader::Learners, normalise(text)));
        }
        words(item, Format::Pptx, &mut |text, from| {
            open.push((from.reader, normalise(text)));
            if from.reader > Reader::Learners {
                all.extend(sentences(text).into_iter().map(|text| Guarded {
                    reader: from.reader,
                    text: text.to_owned(),
                    place: from.place(),
                    normal: normalise(text),
                }));
            }
        });
    }
    only_higher(all, &open)
}

/// Sentences that no lower reader is given elsewhere, each once.
fn only_higher(mut all: Vec<Guarded>, open: &[(Reader, String)]) -> Vec<Guarded> {
    all.retain(|sentence| {
        sentence.normal.chars().count() >= SENTENCE
            && !open
                .iter()
                .any(|(reader, text)| *reader < sentence.reader && text.contains(&sentence.normal))
    });
    all.sort_by(|a, b| (a.reader, &a.normal).cmp(&(b.reader, &b.normal)));
    all.dedup_by(|a, b| (a.reader, &a.normal) == (b.reader, &b.normal));
    all
}

/// The same of the words of files, each with its reader, where the items that
/// they were drawn from are not known.
pub fn guarded_words(files: &[(Reader, String)]) -> Vec<Guarded> {
    let open: Vec<_> = files.iter().map(|(reader, words)| (*reader, normalise(words))).collect();
    let mut all: Vec<Guarded> = Vec::new();
    for (reader, words) in files.iter().filter(|(reader, _)| *reader > Reader::Learners) {
        all.extend(sentences(words).into_iter().map(|text| Guarded {
            reader: *reader,
            text: text.to_owned(),
            place: Place::Nowhere,
            normal: normalise(text),
        }));
    }
    only_higher(all, &open)
}

/// Seeks guarded sentences in all the text of a file that is for a lower
/// reader, as [`crate::read::all_text`] gives it. A finding of rule `leak` for
/// each that is there.
pub fn leaks(file: &str, reader: Reader, all_text: &str, guarded: &[Guarded]) -> Findings {
    let there = normalise(all_text);
    let guarded: Vec<_> = guarded.iter().filter(|sentence| sentence.reader > reader).collect();
    let found = found_in(&there, &guarded);
    guarded
        .into_iter()
        .zip(found)
        .filter_map(|(sentence, found)| found.then_some(sentence))
        .map(|sentence| {
            let what = format!(
                "`{file}`, which is for {reader}, holds words for {}: {:?}",
                sentence.reader, sentence.text
            );
            Finding::bug("leak", sentence.place.clone(), what)
                .why("answers, scripts and safeguarding notes must never reach a lower reader")
        })
        .collect()
}

/// Whether each sentence is there. All are sought in one go, by how they start:
/// files are long and sentences are many.
fn found_in(text: &str, sentences: &[&Guarded]) -> Vec<bool> {
    const START: usize = 8;
    let mut found = vec![false; sentences.len()];
    let mut starts: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    let mut firsts = vec![false; 1 << 16];
    let pair = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    for (at, sentence) in sentences.iter().enumerate() {
        let bytes = sentence.normal.as_bytes();
        match bytes.get(..START) {
            Some(start) => {
                firsts[pair(start)] = true;
                starts.entry(start).or_default().push(at);
            }
            None => found[at] = text.contains(&sentence.normal),
        }
    }
    let text = text.as_bytes();
    for (at, window) in text.windows(START).enumerate().filter(|(_, w)| firsts[pair(w)]) {
        for sentence in starts.get(window).into_iter().flatten() {
            found[*sentence] |= text[at..].starts_with(sentences[*sentence].normal.as_bytes());
        }
    }
    found
}

/// Calls `visit` on each run of words that a file of this format must hold.
fn words<'a>(item: &'a Item, format: Format, visit: &mut dyn FnMut(&str, &Origin)) {
    let nodes = |nodes: &'a [Node], visit: &mut dyn FnMut(&str, &Origin)| {
        walk_nodes(nodes, &mut |node| {
            node.block.own_text().iter().for_each(|text| visit(text, &node.from));
        });
    };
    let title = |line: &'a Line, from: &Origin, visit: &mut dyn FnMut(&str, &Origin)| {
        pieces(line).iter().for_each(|text| visit(text, from));
    };
    title(item.title(), &Origin::program(), visit);
    match &item.body {
        Body::Document(document) => {
            title(&document.subtitle, &Origin::program(), visit);
            nodes(&document.body, visit);
        }
        Body::Deck(deck) => {
            for slide in &deck.slides {
                title(&slide.title, &slide.from, visit);
                slide.boxes.values().for_each(|body| nodes(body, visit));
                // Slides on paper have no notes.
                if format != Format::Pdf
                    && let Some(notes) = deck.notes.get(&slide.id)
                {
                    nodes(notes, visit);
                }
            }
        }
    }
}

/// The sentences of a text; each keeps its stop.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!', ':', ';', '\n']).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::ByteRange;
    use crate::diagnostics::Sources;
    use crate::pack::{Block, DocKind, Inline, sample};
    use crate::read::{PlaceText, ReadBack};

    fn read(places: &[(At, &str)]) -> ReadBack {
        let mut read = ReadBack::default();
        for (at, text) in places {
            if at.is_flow() {
                read.flow.push_str(text);
                read.flow.push('\n');
            }
            read.places.push(PlaceText { at: at.clone(), text: (*text).to_owned() });
        }
        read
    }

    fn lost(item: &Item, format: Format, read: &ReadBack) -> Vec<String> {
        lost_words(item, format, "x", &Haystack::new(read))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn words_that_are_not_in_the_file_are_named() {
        let mut item = sample::document(DocKind::Notes, "11-14");
        let Body::Document(document) = &mut item.body else { unreachable!() };
        document.body = vec![sample::node(Block::Para(vec![
            Inline::Text("Ask ".into()),
            Inline::Blank(9),
            Inline::Text(" about of\u{FB01}ce hours".into()),
        ]))];
        let mut there = read(&[
            (At::Metadata, "Think it through"),
            (At::Page(1), "A page with everything on it Ask"),
            (At::Page(2), "about\noffice hours"),
        ]);
        assert_eq!(lost(&item, Format::Pdf, &there), Vec::<String>::new());
        there.flow.clear();
        there.places.pop();
        assert_eq!(
            lost(&item, Format::Pdf, &there),
            ["`x` lacks the words \" about of\u{FB01}ce hours\""]
        );
    }

    #[test]
    fn slides_on_paper_need_no_notes_and_slides_to_edit_do() {
        let item = sample::deck("11-14");
        let notes = "Give everyone a moment to look.";
        let lacks =
            |format| lost(&item, format, &read(&[])).iter().any(|what| what.contains(notes));
        assert!(!lacks(Format::Pdf));
        assert!(lacks(Format::Pptx));
    }

    #[test]
    fn a_message_stands_where_readers_meet_it() {
        let read = read(&[
            (At::Metadata, "Never share it."),
            (At::Page(1), "It is not your fault. Never\nshare it. Tell an"),
            (At::Page(2), "adult you trust."),
            (At::HeaderFooter, "Never share it."),
            (At::Notes(2), "Say: never share it. Never share it."),
        ]);
        assert_eq!(
            message_places(&Haystack::new(&read), &["Never share it."]),
            [At::Page(1), At::Notes(2)]
        );
        assert_eq!(
            message_places(&Haystack::new(&read), &["Tell an adult you trust."]),
            [At::Page(1)]
        );
        assert_eq!(message_places(&Haystack::new(&read), &["It is your fault.", ""]), []);
    }

    #[test]
    fn sentences_for_staff_are_sought_unless_pupils_have_them_too() {
        let mut sources = Sources::default();
        let file = sources.add("lesson.yaml", "words");
        let staff = |words: &str| {
            let at = Some((file, ByteRange::new(0, 5)));
            Node::new(Block::Para(sample::line(words)), Origin { at, reader: Reader::Staff })
        };
        let mut notes = sample::document(DocKind::Notes, "11-14");
        let Body::Document(document) = &mut notes.body else { unreachable!() };
        document.body = vec![
            staff("Yes. The answer is that Sam was right to tell. What would you do next?"),
            sample::para("What would you do next?"),
        ];
        let guarded = guarded(&[notes]);
        let texts: Vec<_> = guarded.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(texts, ["The answer is that Sam was right to tell."]);

        let file = "metadata: the  answer.The answer is that\nSam was right to tell.";
        let found = leaks("pupils/x.pdf", Reader::Learners, file, &guarded);
        assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["leak"]);
        assert!(matches!(found.iter().next().unwrap().place, Place::Source { .. }));
        assert!(leaks("teacher/x.pdf", Reader::Staff, file, &guarded).is_empty());
        assert!(leaks("pupils/x.pdf", Reader::Learners, "nothing", &guarded).is_empty());
    }

    #[test]
    fn words_of_files_are_guarded_unless_a_lower_reader_has_them() {
        let files = [
            (
                Reader::Staff,
                "The answer is that Sam was right to tell.\nAsk somebody you trust.".into(),
            ),
            (Reader::Learners, "Ask somebody you trust.".into()),
        ];
        let texts: Vec<_> = guarded_words(&files).into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["The answer is that Sam was right to tell."]);
    }

    #[test]
    fn all_that_is_drawn_is_read_back() {
        use std::collections::BTreeMap;
        use std::sync::Arc;

        use crate::brand::Brand;
        use crate::render::pdf::Pdf;
        use crate::render::typst::Inside;
        use crate::render::{Kit, Renderer};

        let brand = Brand::embedded().unwrap();
        let inside = Arc::new(Inside::new(&brand));
        let writers: [Box<dyn Renderer>; 1] = [Box::new(Pdf::new(inside))];
        let pictures = sample::pictures("11-14");
        let deck = sample::deck("11-14");
        let document = sample::document(DocKind::Notes, "11-14");
        let Body::Deck(slides) = &deck.body else { unreachable!() };
        let kit = Kit {
            brand: &brand,
            pictures: &pictures,
            date: jiff::civil::date(2026, 9, 1),
            deck: Some(slides),
            thumbs: &BTreeMap::new(),
        };
        for writer in &writers {
            let format = writer.format();
            for item in [&deck, &document].into_iter().filter(|i| i.formats.contains(&format)) {
                let bytes = writer.render(item, &kit).unwrap().bytes;
                let read = crate::read::read(&bytes, format, &item.stem).unwrap();
                assert_eq!(lost(item, format, &read), Vec::<String>::new());
                assert_eq!(read.lang, "en-GB");
                let all = crate::read::all_text(&bytes, format, &item.stem).unwrap();
                for hostile in sample::HOSTILE {
                    assert!(normalise(&all).contains(&normalise(hostile)), "{hostile}");
                }
            }
        }
        // The words of a slide's picture are no words of the notes.
        let key = "When someone stops, that chain ends.";
        let bytes = writers[0].render(&deck, &kit).unwrap().bytes;
        let read = crate::read::read(&bytes, Format::Pdf, "x").unwrap();
        assert_eq!(message_places(&Haystack::new(&read), &[key]), [At::Page(4)]);
        let bytes = writers[0].render(&document, &kit).unwrap().bytes;
        let all = crate::read::all_text(&bytes, Format::Pdf, "x").unwrap();
        assert!(normalise(&all).contains(&normalise(key)), "the picture is there");
        let read = crate::read::read(&bytes, Format::Pdf, "x").unwrap();
        assert_eq!(message_places(&Haystack::new(&read), &[key]), []);
    }
}
