//! A pack for tests: a deck with every layout, a document with every block.
//!
//! Writers draw it and readers read it back, so that one fixture goes through
//! every format.

use std::collections::BTreeMap;

use super::*;

/// Words that some format or other could mistake for its own language. They
/// stand in the deck and in the document, and must come out as they are.
pub const HOSTILE: [&str; 5] = ["#read(\"/etc/passwd\")", "]]>", "<script>", "$x^2$", "_x0000_"];

/// What the lesson is, for an audience.
pub fn meta(audience: &str) -> Meta {
    Meta {
        lesson: format!("{audience}/in-the-group-chat"),
        title: "It’s in the group chat".into(),
        version: "1.0".into(),
        audience: audience.into(),
        audience_name: match audience {
            "parents" => "Parents and carers".into(),
            "professionals" => "Staff".into(),
            ages => format!("Ages {}", ages.replace('-', "–")),
        },
        minutes: 50,
        nation: "England".into(),
        review_status: "draft".into(),
        review_line: "Draft: not yet reviewed by a safeguarding lead".into(),
        learners_line: "No names on this page. You can pass on any question.".into(),
        folders: Folders {
            learners: "pupils".into(),
            home: "home".into(),
            staff: "teacher".into(),
        },
    }
}

/// The pictures of the deck and the document.
pub fn pictures(audience: &str) -> BTreeMap<PictureId, Picture> {
    let drawings = [
        ("cover-chat", Ground::Mid),
        ("puppets", Ground::Tint),
        ("no-names", Ground::Tint),
        ("skip", Ground::Tint),
        ("question-box", Ground::Tint),
        ("flag", Ground::Tint),
        ("paths", Ground::Paper),
        ("bubbles", Ground::Tint),
        ("bus-seat", Ground::Tint),
        ("signpost", Ground::Tint),
        ("heart", Ground::Tint),
        ("gift", Ground::Tint),
        ("stop-hand", Ground::Tint),
        ("no-forward", Ground::Tint),
        ("tell", Ground::Tint),
        ("shield", Ground::Tint),
        ("book", Ground::Tint),
        ("door", Ground::White),
        ("group", Ground::Paper),
    ];
    let mut all: BTreeMap<_, _> = drawings
        .into_iter()
        .map(|(name, ground)| {
            let source = Source::Drawing { name: name.into(), audience: audience.into(), ground };
            let alt = match name {
                "paths" => Alt::Text(
                    "A message that branches out; where one stops, so does its branch.".into(),
                ),
                "tell" => Alt::Text("A grown-up and a child on a bench, seen from behind.".into()),
                "group" => Alt::Text("Six pupils side by side, seen from behind.".into()),
                _ => Alt::Decorative,
            };
            (name.to_owned(), Picture { source, alt, licence: "CC-BY-4.0".into() })
        })
        .collect();
    for (id, address) in [
        ("qr-childline", "https://www.childline.org.uk/"),
        ("qr-ceop", "https://www.ceop.police.uk/"),
    ] {
        let host = address.trim_start_matches("https://www.").trim_end_matches('/');
        let picture = Picture {
            source: Source::Qr { address: address.into() },
            alt: Alt::Text(format!("QR code: {host}")),
            licence: "CC0-1.0".into(),
        };
        all.insert(id.into(), picture);
    }
    all
}

/// A deck with every layout of the table, none of its boxes too full.
pub fn deck(audience: &str) -> Item {
    let slides = slides(&meta(audience).audience_name);
    let notes = slides
        .iter()
        .map(|slide| {
            let body = vec![para("Give everyone a moment to look.")];
            (slide.id.clone(), vec![node(Block::Callout { kind: Callout::Say, body })])
        })
        .collect();
    let ids = |range: std::ops::Range<usize>| {
        slides[range].iter().map(|slide| slide.id.clone()).collect()
    };
    let sections = vec![
        Section { title: "Settle".into(), slides: ids(0..4) },
        Section { title: "Think it through".into(), slides: ids(4..slides.len()) },
    ];
    let deck = Deck { title: line("It’s in the group chat"), sections, slides, notes };
    let formats = vec![Format::Pdf, Format::Pptx];
    item("2-slides", Reader::Staff, formats, audience, Body::Deck(deck))
}

/// A document with every block; its thumb shows a slide of [`deck`].
pub fn document(kind: DocKind, audience: &str) -> Item {
    let body = Document {
        kind,
        title: line("Think it through"),
        subtitle: line("A page with everything on it"),
        body: blocks(),
    };
    let formats = vec![Format::Pdf, Format::Docx];
    item("4-everything", Reader::Staff, formats, audience, Body::Document(body))
}

/// Plain words as a line.
pub fn line(words: &str) -> Line {
    vec![Inline::Text(words.into())]
}

/// A node of the program's own.
pub fn node(block: Block) -> Node {
    Node::program(block)
}

/// Plain words as a paragraph.
pub fn para(words: &str) -> Node {
    node(Block::Para(line(words)))
}

/// A picture that fills the room it has.
pub fn figure(id: &str) -> Node {
    node(Block::Figure { picture: id.into(), width: Width::Full })
}

fn item(stem: &str, reader: Reader, formats: Vec<Format>, audience: &str, body: Body) -> Item {
    Item::new(stem, reader, formats, meta(audience), body).unwrap()
}

fn slide<const N: usize>(layout: &str, title: &str, boxes: [(&str, Vec<Node>); N]) -> Slide {
    Slide {
        id: format!("{layout}-1"),
        layout: layout.into(),
        title: line(title),
        boxes: boxes.into_iter().map(|(name, nodes)| (name.to_owned(), nodes)).collect(),
        from: Origin::program(),
    }
}

fn slides(audience: &str) -> Vec<Slide> {
    let one = |words: &str| vec![para(words)];
    let two = |a: &str, b: &str| vec![para(a), para(b)];
    let drawing = |id: &str| vec![figure(id)];
    vec![
        slide(
            "title",
            "It’s in the group chat",
            [
                ("audience", one(audience)),
                ("subtitle", one("Deciding what to do, and who can help")),
                ("foot", one("Lesson 3 of 4 · 50 minutes")),
                ("picture", drawing("cover-chat")),
            ],
        ),
        slide(
            "rules",
            "How we talk today",
            [
                ("rule-1", two("Made-up people", "We talk about the story.")),
                ("rule-1-picture", drawing("puppets")),
                ("rule-2", two("No real names", "Not even your own.")),
                ("rule-2-picture", drawing("no-names")),
                ("rule-3", two("You can pass", "You can step out.")),
                ("rule-3-picture", drawing("skip")),
                ("rule-4", two("Ask in your own way", "Aloud, or in the box.")),
                ("rule-4-picture", drawing("question-box")),
            ],
        ),
        slide(
            "aim",
            "By the end, I can …",
            [
                ("row-1", one("say why passing it on hurts a child again")),
                ("row-2", one("choose a first step that helps")),
                ("row-3", one("name two people who would listen")),
                ("picture", drawing("flag")),
            ],
        ),
        slide(
            "key-idea",
            "Each share harms. Each stop helps.",
            [
                (
                    "body",
                    two(
                        "Every time the video is passed on, the child in it is hurt again.",
                        "When someone stops, that chain ends.",
                    ),
                ),
                ("picture", drawing("paths")),
            ],
        ),
        slide(
            "talk",
            "Why might someone pass on a video that shocks them?",
            [
                ("starter", one("They might want to …")),
                ("facts", one("In pairs, 2 minutes")),
                ("picture", drawing("bubbles")),
            ],
        ),
        slide(
            "scenario",
            "Kiran’s phone buzzes",
            [
                ("body", two("A video lands in the chat.", "It shows a child being hurt.")),
                ("note", one("A made-up story")),
                ("scene", vec![node(Block::Scene(chat()))]),
            ],
        ),
        slide(
            "stream",
            "Zara draws in a live stream",
            [
                (
                    "body",
                    vec![
                        para("Three people comment."),
                        node(Block::Para(vec![Inline::Strong(line("Who is pushing Zara?"))])),
                    ],
                ),
                ("note", one("A made-up stream")),
                ("scene", vec![node(Block::Scene(stream()))]),
            ],
        ),
        slide(
            "told",
            "On the bus home",
            [
                ("body", one("Sam shows a friend a phone. The friend looks away.")),
                ("note", one("A made-up story, told aloud")),
                ("picture", drawing("bus-seat")),
            ],
        ),
        slide(
            "choose",
            "What could Kiran do first?",
            [
                ("option-1", one("Send it on to warn people")),
                ("option-2", one("Write “Please don’t share this”")),
                ("option-3", one("Delete it and tell an adult")),
                ("prompt", one("More than one answer can help.")),
                ("picture", drawing("signpost")),
            ],
        ),
        slide(
            "sort",
            "Kind words, or a push?",
            [
                ("head-1", one("Kind")),
                ("head-1-picture", drawing("heart")),
                ("head-2", one("A push")),
                ("head-2-picture", drawing("gift")),
                ("card-1", one("“Good luck tomorrow!”")),
                ("card-2", one("“Just one more dare …”")),
                ("card-3", one("“Keep this a secret.”")),
                ("card-4", one("“I like your drawing.”")),
            ],
        ),
        slide(
            "steps",
            "Stop. Don’t share. Tell.",
            [
                ("step-1-picture", drawing("stop-hand")),
                ("step-1-head", one("Stop")),
                ("step-1", one("Close it. Put the phone down.")),
                ("step-2-picture", drawing("no-forward")),
                ("step-2-head", one("Don’t share")),
                ("step-2", one("No sending, showing or screenshots.")),
                ("step-3-picture", drawing("tell")),
                ("step-3-head", one("Tell")),
                ("step-3", one("Find an adult you trust. Do it today.")),
            ],
        ),
        slide(
            "activity",
            "What helps? What harms?",
            [
                ("step-1", one("Read a card to your group.")),
                ("step-2", one("Agree what would help most.")),
                ("step-3", one("Write a line someone could say.")),
                ("facts", one("Groups of 3, cards 1–4, worksheet")),
                ("dial", one("8")),
            ],
        ),
        slide(
            "quote",
            "The person who pressured, recorded or shared is responsible.",
            [("second", one("Never the person in the image.")), ("picture", drawing("shield"))],
        ),
        slide(
            "check",
            "Which would help?",
            [
                ("question", one("A friend sends you something that worries you.")),
                ("option-1", one("Send it to one other friend")),
                ("option-2", one("Close it and tell an adult")),
                ("option-3", one("Keep it, in case")),
                ("option-4", one("Ask who else has it")),
            ],
        ),
        slide(
            "help",
            "Who can help",
            [
                (
                    "school",
                    vec![
                        para("In our school"),
                        para("Ms Okafor, Room 12"),
                        node(Block::Para(vec![Inline::Text("Or: ".into()), Inline::Blank(14)])),
                    ],
                ),
                ("service-1", vec![para("Childline"), para("Free to call"), para("0800 1111")]),
                ("service-1-qr", drawing("qr-childline")),
                (
                    "service-2",
                    vec![
                        para("CEOP"),
                        para("Report sexual abuse online"),
                        node(Block::Para(vec![Inline::Link {
                            to: "https://www.ceop.police.uk/".into(),
                            text: line("ceop.police.uk"),
                        }])),
                    ],
                ),
                ("service-2-qr", drawing("qr-ceop")),
                ("reassurance", one("Asking is never wrong.")),
                ("danger", one("In danger now? Call 999.")),
            ],
        ),
        slide(
            "beside",
            "Law and help",
            [
                ("first-head", one("The law")),
                ("first-picture", drawing("book")),
                (
                    "first",
                    one(
                        "In England and Wales, sharing a sexual image of anyone under 18 is a crime.",
                    ),
                ),
                ("second-head", one("The help")),
                ("second-picture", drawing("door")),
                (
                    "second",
                    vec![node(Block::List {
                        marker: Marker::Bullet,
                        items: vec![
                            vec![para("You will not be in trouble for asking.")],
                            vec![para("Report Remove can help take it down.")],
                        ],
                    })],
                ),
            ],
        ),
        slide(
            "remember",
            "Two things to keep",
            [
                ("intro", one("“It” is any picture or video of a child being hurt.")),
                ("first", one("Never send it on. Each share hurts the child in it again.")),
                ("second", one("Tell an adult you trust. You are not in trouble for telling.")),
            ],
        ),
        slide("table", "Literally <script> & $x^2$", [("table", vec![node(table())])]),
        slide(
            "close",
            "Most young people do not share hurtful things.",
            [
                ("body", one("Breathe out slowly. Then tell a partner one good thing.")),
                ("picture", drawing("group")),
            ],
        ),
    ]
}

fn people(names: [&str; 3]) -> Vec<Person> {
    names.iter().map(|n| Person { name: (*n).into(), initial: n[..1].into() }).collect()
}

fn chat() -> Scene {
    Scene {
        device: Device::Upright,
        title: line("Year 8 trip"),
        people: people(["Tariq", "Jo", "Amy"]),
        items: vec![
            SceneItem::HiddenVideo { from: 0, label: line("Video, hidden") },
            SceneItem::Message { from: 0, text: line("Seen this?") },
            SceneItem::Message { from: 1, text: line("That’s a real child.") },
            SceneItem::Message { from: 2, text: line("Send it on to warn people!") },
            SceneItem::Typing,
        ],
        alt: "A drawn group chat: a hidden video, then three messages about it.".into(),
    }
}

fn stream() -> Scene {
    Scene {
        device: Device::Level,
        title: line("Zara draws"),
        people: people(["Mo", "Pip", "Dev"]),
        items: vec![
            SceneItem::Viewers { count: 41 },
            SceneItem::Stage { text: line("Zara paints hills and a sun.") },
            SceneItem::Message { from: 0, text: line("Love it!") },
            SceneItem::Gift { from: 1, text: line("Here’s a gift!") },
            SceneItem::Message { from: 2, text: line("Which pens?") },
            SceneItem::Message { from: 1, text: line("Let’s go private.") },
        ],
        alt: "A drawn live stream: a picture of hills, and four comments beside it.".into(),
    }
}

fn table() -> Block {
    let row = |cells: [&str; 3]| cells.iter().map(|words| vec![para(words)]).collect();
    Block::Table {
        head: vec![line("When"), line("Do"), line("Say")],
        rows: vec![
            row(["Now", "Close it.", HOSTILE[0]]),
            row(["Today", "Tell an adult.", "]]> and _x0000_"]),
            row(["Later", "Ask how it went.", "Thank you for telling me."]),
        ],
        widths: vec![1, 2, 3],
        about: "What to do and say, now, today and later".into(),
    }
}

fn blocks() -> Vec<Node> {
    let items = || {
        vec![vec![para("Close it.")], vec![para("Put the phone down."), para("Face down is best.")]]
    };
    let list = |marker| node(Block::List { marker, items: items() });
    let callouts = [
        Callout::Say,
        Callout::Ask,
        Callout::Do,
        Callout::ListenFor,
        Callout::IfTheyAsk,
        Callout::KeepSafe,
        Callout::Support,
        Callout::Stretch,
        Callout::Note,
        Callout::Law,
        Callout::Help,
    ];
    let mut body = vec![
        node(Block::Heading { level: 2, text: line("Settle") }),
        node(Block::Para(vec![
            Inline::Text("A ".into()),
            Inline::Strong(line("strong")),
            Inline::Text(" word, a ".into()),
            Inline::Term(line("live stream")),
            Inline::Text(", a ".into()),
            Inline::Link { to: "https://www.childline.org.uk/".into(), text: line("link") },
            Inline::Text(", ".into()),
            Inline::In { lang: serde_json::from_str("\"cy\"").unwrap(), text: line("Cymraeg") },
            Inline::Text(", a blank ".into()),
            Inline::Blank(12),
            Inline::Newline,
            Inline::Text("and a second line.".into()),
        ])),
        para(&HOSTILE.join(" ")),
        list(Marker::Bullet),
        list(Marker::Number),
        list(Marker::Letter),
        list(Marker::Tick),
        list(Marker::Cross),
        node(Block::Heading { level: 3, text: line("In figures") }),
        node(table()),
        node(Block::Timing(vec![
            time(1, 0, 5, "Settle", "How we talk"),
            time(2, 5, 20, "Teach", "Each share harms"),
            time(3, 25, 25, "Practise", "What could Kiran do?"),
        ])),
        node(Block::Stages(vec![
            stage(10, "min", "Steady", list(Marker::Tick)),
            stage(1, "day", "Speak and record", para("Tell everyone the same.")),
        ])),
    ];
    body.extend(callouts.map(|kind| {
        let words = format!("Words in a box of the kind {}.", kind.label());
        node(Block::Callout { kind, body: vec![para(&words)] })
    }));
    body.extend([
        node(Block::Figure { picture: "tell".into(), width: Width::Third }),
        node(Block::Thumb("key-idea-1".into())),
        node(Block::Scene(chat())),
        node(Block::Space(Space::Lines { count: 3, wide: false })),
        node(Block::Space(Space::Frame { height_mm: 40 })),
        node(Block::Contact(Contact {
            name: line("Childline"),
            says: line("Free to call, at any time"),
            reach: line("0800 1111"),
            qr: Some("qr-childline".into()),
        })),
        node(Block::Columns(vec![vec![para("On the left.")], vec![para("On the right.")]])),
        node(Block::Parallel(vec![
            (Lang::english(), vec![para("Tell an adult you trust.")]),
            (
                serde_json::from_str("\"cy\"").unwrap(),
                vec![para("Dwed wrth oedolyn rwyt ti’n ymddiried ynddo.")],
            ),
        ])),
        node(Block::Keep(vec![para("These two lines"), para("stay together.")])),
        node(Block::PageBreak),
        node(Block::Cards { per_page: 4, cards: (1..=4).map(card).collect() }),
    ]);
    body
}

fn time(number: u16, start: u16, minutes: u16, label: &str, title: &str) -> TimeRow {
    TimeRow { number, start, minutes, label: label.into(), title: line(title) }
}

fn stage(amount: u16, unit: &str, title: &str, does: Node) -> Stage {
    Stage { amount, unit: line(unit), title: line(title), body: vec![does] }
}

fn card(number: usize) -> Card {
    Card {
        mark: number.to_string(),
        title: line(&format!("Card number {number}")),
        picture: Some("bubbles".into()),
        body: vec![para("Kiran gets a message that starts with a dare.")],
        foot: line("What would help?"),
    }
}
