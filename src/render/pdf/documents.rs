//! Tests of the documents' templates: what a reader of the paper gets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Pdf;
use crate::brand::Brand;
use crate::diagnostics::Findings;
use crate::pack::sample::{self, line, node, para};
use crate::pack::*;
use crate::render::typst::Inside;
use crate::render::{Kit, Rendered, Renderer};

const KINDS: [DocKind; 12] = [
    DocKind::StartHere,
    DocKind::Notes,
    DocKind::Briefing,
    DocKind::Letter,
    DocKind::Worksheet,
    DocKind::PrintSet,
    DocKind::HelpSheet,
    DocKind::Scheme,
    DocKind::Handout,
    DocKind::Evaluation,
    DocKind::Certificate,
    DocKind::IncidentCard,
];

#[test]
fn every_kind_draws_every_block() {
    for (kind, audience) in KINDS.into_iter().zip(AUDIENCES.into_iter().cycle()) {
        let item = sample::document(kind, audience);
        let text = text_of(&render(&item));
        let Body::Document(document) = &item.body else { panic!("a document") };
        for words in nodes_text(&document.body).iter().chain(&["Slide4".to_owned()]) {
            assert!(text.contains(&squeezed(words)), "{kind:?} has lost `{words}`");
        }
    }
}

#[test]
fn a_full_start_page_is_one_page() {
    let rendered = render(&start_here());
    assert_eq!(rendered.pages, Some(1));
    assert!(text_of(&rendered).contains("Page1of1"));
}

#[test]
fn learners_read_that_they_may_pass_and_adults_how_far_it_is_reviewed() {
    let body = || vec![para("Talk first, then write.")];
    let learners = text_of(&render(&document(DocKind::Worksheet, Reader::Learners, body())));
    assert!(learners.contains("Youcanpass") && !learners.contains("Draft"), "{learners}");
    let staff = text_of(&render(&document(DocKind::Briefing, Reader::Staff, body())));
    assert!(staff.contains("Draft") && !staff.contains("Youcanpass"), "{staff}");
}

#[test]
fn a_first_heading_may_be_of_any_level() {
    // Typst refuses a level that is skipped, as the tags would mislead.
    let heading = |level, words: &str| node(Block::Heading { level, text: line(words) });
    let columns = Block::Columns(vec![vec![heading(4, "Left")], vec![heading(2, "Right")]]);
    let callout = Block::Callout { kind: Callout::Help, body: vec![heading(3, "In our school")] };
    let part = vec![heading(4, "Who can help")];
    let parallel = Block::Parallel(vec![(Lang::english(), part)]);
    let mut body = vec![heading(3, "1. Decide")];
    body.extend([parallel, columns, callout].map(node));
    body.push(heading(4, "12. Last"));
    let text = text_of(&render(&document(DocKind::Worksheet, Reader::Learners, body)));
    assert!(text.contains("1.Decide") && text.contains("12.Last"), "{text}");
}

#[test]
fn a_card_with_too_many_words_is_reported() {
    let card = |mark: &str, words: &str| Card {
        mark: mark.into(),
        title: line("The bus home"),
        picture: None,
        body: vec![para(words)],
        foot: line("What would help?"),
    };
    let long = "Somebody sends a message and asks for an answer at once. ".repeat(5);
    let cards = vec![card("1", "Somebody sends a message."), card("2", &long)];
    let sheet = |per_page| {
        let body = vec![node(Block::Cards { per_page, cards: cards.clone() })];
        try_render(&document(DocKind::PrintSet, Reader::Learners, body))
    };
    assert_eq!(sheet(4).unwrap().pages, Some(1));
    let findings = sheet(8).unwrap_err();
    let found: Vec<_> = findings.iter().map(|finding| finding.what.as_str()).collect();
    assert!(matches!(found[..], [one] if one.contains("card `2`")), "{found:?}");
}

#[test]
fn a_table_is_heard_as_what_it_shows() {
    let rendered = render(&sample::document(DocKind::Notes, "11-14"));
    let pdf = lopdf::Document::load_mem(&rendered.bytes).unwrap();
    let summaries = pdf.objects.values().flat_map(attributes).filter_map(|dictionary| {
        dictionary.get(b"Summary").ok().and_then(|summary| lopdf::decode_text_string(summary).ok())
    });
    assert_eq!(
        summaries.collect::<Vec<_>>(),
        ["What to do and say, now, today and later"],
        "the model's `about` must reach the tags",
    );
}

const AUDIENCES: [&str; 7] = ["11-14", "14-16", "professionals", "parents", "5-7", "8-11", "16-18"];

fn try_render(item: &Item) -> Result<Rendered, Findings> {
    let audience = &item.meta.audience;
    let brand = Brand::embedded().unwrap();
    let deck = sample::deck(audience);
    let Body::Deck(deck) = &deck.body else { panic!("a deck") };
    let kit = Kit {
        brand: &brand,
        pictures: &sample::pictures(audience),
        date: jiff::civil::date(2026, 11, 23),
        deck: Some(deck),
        thumbs: &BTreeMap::new(),
    };
    Pdf::new(Arc::new(Inside::new(&brand))).render(item, &kit)
}

fn render(item: &Item) -> Rendered {
    try_render(item).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn document(kind: DocKind, reader: Reader, body: Vec<Node>) -> Item {
    let document = Document { kind, title: line("A page"), subtitle: Line::new(), body };
    let body = Body::Document(document);
    Item::new("page", reader, vec![Format::Pdf], sample::meta("11-14"), body).unwrap()
}

/// Everything in the file that is drawn, without white space.
fn text_of(rendered: &Rendered) -> String {
    let pdf = lopdf::Document::load_mem(&rendered.bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    squeezed(&pdf.extract_text(&pages).unwrap())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The dictionaries of attributes in an object of the tag tree.
fn attributes(object: &lopdf::Object) -> Vec<&lopdf::Dictionary> {
    let Ok(element) = object.as_dict() else {
        return Vec::new();
    };
    match element.get(b"A") {
        Ok(lopdf::Object::Array(all)) => all.iter().filter_map(|one| one.as_dict().ok()).collect(),
        Ok(one) => one.as_dict().into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// As full as a lesson of eight activities makes it.
fn start_here() -> Item {
    let heading = |words: &str| node(Block::Heading { level: 2, text: line(words) });
    let list = |marker, items: &[&str]| {
        let items = items.iter().map(|words| vec![para(words)]).collect();
        node(Block::List { marker, items })
    };
    let callout = |kind, body| node(Block::Callout { kind, body });
    let plan = [
        (0, 5, "Settle", "Ground rules"),
        (5, 4, "Before", "Six quick questions"),
        (9, 6, "Hook", "Why group chats are good"),
        (15, 7, "Teach", "Why each share matters"),
        (22, 14, "Practise", "Kiran’s story, then cards"),
        (36, 5, "Help", "Who pupils can tell"),
        (41, 4, "After", "The same six questions"),
        (45, 5, "Close", "Slow down, end calmly"),
    ];
    let rows = (1..).zip(plan).map(|(number, (start, minutes, label, title))| TimeRow {
        number,
        start,
        minutes,
        label: label.into(),
        title: line(title),
    });
    let body = vec![
        callout(
            Callout::Note,
            vec![
                para("By the end, pupils can"),
                list(
                    Marker::Bullet,
                    &[
                        "choose what to do when a video of abuse goes round;",
                        "say how each share harms the child in it;",
                        "name two places to get help.",
                    ],
                ),
            ],
        ),
        node(Block::Columns(vec![
            vec![
                heading("The plan"),
                node(Block::Timing(rows.collect())),
                heading("Print"),
                list(
                    Marker::Tick,
                    &[
                        "2 checks for each pupil",
                        "1 worksheet for each group",
                        "1 card for each group, cut out",
                        "1 help sheet, 1 slip for each pupil",
                    ],
                ),
                heading("This lesson needs"),
                para(
                    "“Reading the comments” taught first. One class, not an assembly. Not the \
                     last slot of the day.",
                ),
            ],
            vec![
                heading("Before the lesson"),
                list(
                    Marker::Tick,
                    &[
                        "Tell the safeguarding lead the date and the class.",
                        "Ask who might be affected. Offer them another task.",
                        "Agree where a pupil may step out to, and who will be there.",
                        "Check the names on the help slide.",
                        "Put out the question box.",
                    ],
                ),
                callout(
                    Callout::Say,
                    vec![
                        para(
                            "“Thank you for telling me. You have done the right thing. I can’t \
                             keep this secret. I will only tell the people who can help.”",
                        ),
                        para("Listen. Use their words. Write them down."),
                    ],
                ),
                callout(
                    Callout::KeepSafe,
                    vec![
                        para(
                            "If a pupil has such a video, do not look, copy or forward it. Do \
                             not ask them to delete it or send it. Go to the lead now.",
                        ),
                        para("Pupils learn to delete and tell. Staff take advice first."),
                    ],
                ),
                heading("Anyone may step out"),
                para("Say so at the start. A quiet task waits, and nobody is asked why."),
            ],
        ])),
    ];
    document(DocKind::StartHere, Reader::Staff, body)
}
