//! Decks are built, broken on purpose and read back.

use std::sync::LazyLock;

use super::*;
use crate::brand::Brand;
use crate::ooxml::invariants::deck_violations;
use crate::ooxml::testing::{replace, rewrite};
use crate::ooxml::{Archive, Budget, Tree};
use crate::pack::{Block, Callout, Inline, Marker, nodes_text, sample};

static BRAND: LazyLock<Brand> = LazyLock::new(|| Brand::embedded().unwrap());
static DECK: LazyLock<Vec<u8>> = LazyLock::new(|| build(&sample::deck("11-14")).unwrap());

fn build(item: &Item) -> Result<Vec<u8>, Findings> {
    let pictures = sample::pictures(&item.meta.audience);
    let kit = Kit {
        brand: &BRAND,
        pictures: &pictures,
        date: jiff::civil::date(2026, 9, 1),
        deck: None,
        thumbs: &BTreeMap::new(),
    };
    Pptx.render(item, &kit).map(|rendered| rendered.bytes)
}

/// The sample's deck with some slides of one's own.
fn with_slides(edit: impl FnOnce(&mut Deck)) -> Item {
    let mut item = sample::deck("11-14");
    if let Body::Deck(deck) = &mut item.body {
        edit(deck);
        let kept: Vec<_> = deck.slides.iter().map(|slide| slide.id.clone()).collect();
        for section in &mut deck.sections {
            section.slides.retain(|id| kept.contains(id));
        }
        deck.notes.retain(|id, _| kept.contains(id));
    }
    item
}

fn open(bytes: &[u8]) -> Archive {
    Archive::open(bytes, &Budget::default()).unwrap()
}

fn slide(archive: &Archive, number: usize) -> Tree {
    archive.xml(&format!("ppt/slides/slide{number}.xml")).unwrap().clone()
}

/// Number of a sample's slide by its layout.
fn number(layout: &str) -> usize {
    let Body::Deck(deck) = sample::deck("11-14").body else { unreachable!() };
    deck.slides.iter().position(|slide| slide.layout == layout).unwrap() + 1
}

/// The names of a slide's shapes without their numbers, in reading order.
fn shapes(slide: &Tree) -> Vec<String> {
    let tree = slide.find("p:spTree")[0];
    let name = |shape: &Tree| {
        let name = shape.find("p:cNvPr")[0].attr("name").unwrap().to_owned();
        name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_owned()
    };
    tree.elements().skip(2).map(name).collect()
}

fn texts(tree: &Tree) -> Vec<String> {
    tree.find("a:p").iter().map(|p| p.text()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_deck_with_every_layout_keeps_every_invariant() {
    assert_eq!(deck_violations(&DECK), Vec::<String>::new());
    for audience in ["5-7", "professionals"] {
        let deck = build(&sample::deck(audience)).unwrap();
        assert_eq!(deck_violations(&deck), Vec::<String>::new(), "{audience}");
    }
}

#[test]
fn the_same_deck_has_the_same_bytes() {
    assert!(build(&sample::deck("11-14")).unwrap() == *DECK);
}

#[test]
fn each_breakage_is_found() {
    // Few slides and pictures: the deck is packed anew for each breakage.
    let few = ["title", "rules", "key-idea", "help", "table"];
    let good = build(&with_slides(|deck| {
        deck.slides.retain(|slide| few.contains(&slide.layout.as_str()));
        deck.slides[1].boxes.retain(|name, _| !name.ends_with("picture"));
    }))
    .unwrap();
    assert_eq!(deck_violations(&good), Vec::<String>::new());
    let main = "ppt/presentation.xml";
    let main_arrows = "ppt/_rels/presentation.xml.rels";
    let master = "ppt/slideMasters/slideMaster1.xml";
    let one = "ppt/slides/slide1.xml";
    let two = "ppt/slides/slide2.xml";
    let arrows = "ppt/slides/_rels/slide2.xml.rels";
    let three = "ppt/slides/slide3.xml";
    let four = "ppt/slides/slide4.xml";
    let table = "ppt/slides/slide5.xml";
    let notes_arrows = "ppt/notesSlides/_rels/notesSlide2.xml.rels";
    let notes = "ppt/notesMasters/_rels/notesMaster1.xml.rels";
    let change = |file: &str, from: &str, to: &str| replace(&good, file, from, to);
    let drop_arrow = |file: &str, kind: &str| {
        rewrite(&good, |files| {
            let (_, bytes) = files.iter_mut().find(|(name, _)| name == file).unwrap();
            let text = String::from_utf8(bytes.clone()).unwrap();
            let at = text.find(kind).unwrap();
            let start = text[..at].rfind("<Relationship ").unwrap();
            let end = at + text[at..].find("/>").unwrap() + 2;
            *bytes = format!("{}{}", &text[..start], &text[end..]).into_bytes();
        })
    };
    let broken = [
        ("P2", change("[Content_Types].xml", "presentation.main+xml", "template.main+xml")),
        (
            "P3",
            change(
                main,
                "<p:sldSz cx=\"12192000\" cy=\"6858000\"/>",
                "<p:extLst/><p:sldSz cx=\"1\" cy=\"1\"/>",
            ),
        ),
        ("P5", drop_arrow(main_arrows, "/viewProps\"")),
        (
            "M1",
            change(
                master,
                "<p:sldLayoutIdLst>",
                "<p:sldLayoutIdLst/><p:clrMap/><p:sldLayoutIdLst>",
            ),
        ),
        ("S1", change(main, "<p:sldId id=\"257\"", "<p:sldId id=\"256\"")),
        ("S2", change(main, "<p:sldId id=\"256\"", "<p:sldId id=\"1\"")),
        (
            "S3",
            change(main, "<p:sldId id=\"257\" r:id=\"rId3\"", "<p:sldId id=\"257\" r:id=\"rId2\""),
        ),
        ("S4", change(main, "<p:sldId id=\"257\" r:id=\"rId3\"/>", "")),
        ("S5", drop_arrow(arrows, "/slideLayout\"")),
        ("S6", change(main, "<p14:sldId id=\"256\"", "<p14:sldId id=\"999\"")),
        ("S6", change(main, "<p14:sldId id=\"256\"/>", "")),
        ("L2", drop_arrow("ppt/slideMasters/_rels/slideMaster1.xml.rels", "/theme\"")),
        ("L3", change(master, "id=\"2147483650\"", "id=\"2147483648\"")),
        ("L5", drop_arrow("ppt/slideLayouts/_rels/slideLayout3.xml.rels", "/slideMaster\"")),
        ("N1", change(main, "<p:notesMasterId ", "<p:notesMasterIx ")),
        ("N1", drop_arrow(main_arrows, "/notesMaster\"")),
        ("N2", drop_arrow(notes_arrows, "/notesMaster\"")),
        ("N3", change(notes, "theme2.xml", "theme1.xml")),
        ("N4", drop_arrow(arrows, "/notesSlide\"")),
        ("N6", drop_arrow(notes_arrows, "/slide\"")),
        ("H1", change(two, "<p:cNvPr id=\"3\"", "<p:cNvPr id=\"2\"")),
        ("H3", change(two, "<a:bodyPr/>", "")),
        ("H4", change("ppt/slideLayouts/slideLayout1.xml", "cx=\"", "cx=\"-")),
        ("H5", change(table, "</a:tc></a:tr>", "</a:tc><a:tc/></a:tr>")),
        ("H6", change(two, "<a:pPr>", "<a:pPr lvl=\"9\">")),
        ("H7", change(two, "lang=\"en-GB\"", "lang=\"en_GB\"")),
        ("H8", change(two, "type=\"body\" sz=\"quarter\"", "type=\"title\" sz=\"quarter\"")),
        (
            "H9",
            change(two, "type=\"sldNum\" sz=\"quarter\" idx=\"91\"", "type=\"sldNum\" idx=\"90\""),
        ),
        ("H10", change(two, "idx=\"91\"", "idx=\"77\"")),
        ("T1", change("ppt/theme/theme1.xml", "<a:effectStyle><a:effectLst/></a:effectStyle>", "")),
        ("T2", change(table, "{6C1D5A40", "{00000000")),
        ("V1", change("ppt/theme/theme1.xml", "srgbClr val=\"", "srgbClr val=\"#")),
        ("V2", change("ppt/slideLayouts/slideLayout1.xml", "anchor=\"", "anchor=\"middle")),
        (
            "V3",
            change(
                "ppt/slideLayouts/slideLayout1.xml",
                "<a:latin typeface=\"+mj-lt\"/>",
                "<a:latin typeface=\"+mj-lt\"/><a:ln/>",
            ),
        ),
        ("V4", change(two, "<a:pPr><a:spcBef>", "<a:pPr><a:buNone/><a:spcBef>")),
        ("V5", change(table, "sz=\"2400\"", "sz=\"20\"")),
        ("V6", change(two, "How we talk today", "How we\ntalk today")),
        ("A1", change(two, "How we talk today", " ")),
        ("A2", change(three, "descr=\"A message", "descr=\"\" title=\"A message")),
        ("A2", change(three, "descr=\"A message", "descr=\"paths.png\" title=\"")),
        ("A3", change(two, "<a:rPr lang=\"en-GB\"/>", "<a:rPr/>")),
        ("A4", change(table, "firstRow=\"1\"", "firstRow=\"0\"")),
        ("A4", change(table, "<a:tc>", "<a:tc gridSpan=\"2\">")),
        ("A5", change(four, ">ceop.police.uk<", ">https://ceop.police.uk<")),
        (
            "A6",
            change(
                two,
                "<p:grpSpPr/>",
                "<p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id=\"99\" name=\"\"/></p:nvSpPr></p:sp>",
            ),
        ),
        ("A7", change(two, "How we talk today", "It’s in the group chat")),
        ("R7", change(one, "r:embed=\"rId", "r:embed=\"rId9")),
        ("Z0", good[..good.len() / 2].to_vec()),
    ];
    for (rule, bytes) in broken {
        let found = deck_violations(&bytes);
        let rule = format!("{rule} ");
        assert!(found.iter().any(|it| it.starts_with(&rule)), "{rule}not found: {found:?}");
    }
}

#[test]
fn titles_words_and_notes_read_back_in_order() {
    let archive = open(&DECK);
    let Body::Deck(deck) = sample::deck("11-14").body else { unreachable!() };
    for (own, number) in deck.slides.iter().zip(1..) {
        let tree = slide(&archive, number);
        let read = texts(&tree);
        assert_eq!(read[0], plain_line(&own.title));
        for nodes in own.boxes.values() {
            for words in nodes_text(nodes) {
                // A blank after the words is no word.
                let words = crate::ooxml::office_text(words.trim_end()).into_owned();
                let there = read.iter().any(|read| read.trim_end() == words);
                assert!(there, "slide {number} lacks {words:?}: {read:?}");
            }
        }
        let notes = archive.xml(&format!("ppt/notesSlides/notesSlide{number}.xml")).unwrap();
        assert_eq!(texts(notes), ["Say: Give everyone a moment to look."]);
    }
}

#[test]
fn what_is_seen_is_said_or_marked_as_decoration() {
    let archive = open(&DECK);
    let said = |layout: &str| -> Vec<String> {
        let tree = slide(&archive, number(layout));
        let named = tree.find("p:cNvPr");
        let words = named.iter().filter_map(|properties| properties.attr("descr"));
        words.filter(|words| !words.is_empty()).map(str::to_owned).collect()
    };
    assert_eq!(
        said("key-idea"),
        ["A message that branches out; where one stops, so does its branch."]
    );
    assert_eq!(said("help"), ["QR code: childline.org.uk", "QR code: ceop.police.uk"]);
    assert_eq!(said("table"), ["What to do and say, now, today and later"]);
    assert_eq!(
        said("scenario")[0],
        "A drawn group chat: a hidden video, then three messages about it."
    );
    assert_eq!(said("talk"), Vec::<String>::new());
}

#[test]
fn a_slide_is_read_from_its_title_to_its_number() {
    let archive = open(&DECK);
    assert_eq!(
        shapes(&slide(&archive, number("choose"))),
        [
            "Title",
            "Option 1",
            "Option 1 badge",
            "Option 2",
            "Option 2 badge",
            "Option 3",
            "Option 3 badge",
            "Prompt",
            "Shape",
            "Picture",
            "Foot",
            "Number"
        ]
    );
    // The head of a card is read before its words, though it lies on the card.
    let beside = shapes(&slide(&archive, number("beside")));
    let at = |name: &str| beside.iter().position(|shape| shape == name).unwrap();
    assert!(at("First head") < at("First") && at("First") < at("Second head"), "{beside:?}");
}

#[test]
fn what_is_empty_is_left_out() {
    let item = with_slides(|deck| {
        deck.slides.retain(|slide| matches!(slide.layout.as_str(), "choose" | "quote"));
        deck.slides[0].boxes.remove("option-3");
        deck.slides[1].boxes.remove("second");
    });
    let bytes = build(&item).unwrap();
    assert_eq!(deck_violations(&bytes), Vec::<String>::new());
    let archive = open(&bytes);
    let choose = shapes(&slide(&archive, 1));
    assert!(!choose.iter().any(|name| name.starts_with("Option 3")), "{choose:?}");
    // The line takes the room of the second one: 102 points and the gap.
    let quote = slide(&archive, 2);
    let title = quote.find("p:sp")[0];
    let height = title.find("a:ext")[0].attr("cy").unwrap().parse::<i64>().unwrap();
    assert_eq!(height, emu(275.0 + 102.0 - 113.4));
}

#[test]
fn words_keep_their_weight_language_links_and_markers() {
    let item = with_slides(|deck| {
        deck.slides.retain(|slide| slide.layout == "key-idea");
        let line = vec![
            Inline::Strong(sample::line("Never")),
            Inline::In {
                lang: serde_json::from_str("\"cy\"").unwrap(),
                text: sample::line("Peidiwch"),
            },
            Inline::Link {
                to: "https://www.childline.org.uk/".into(),
                text: sample::line("Childline"),
            },
            Inline::Newline,
            Inline::Blank(3),
        ];
        let inner = sample::node(Block::List {
            marker: Marker::Number,
            items: vec![vec![sample::para("Inner")]],
        });
        let list =
            Block::List { marker: Marker::Bullet, items: vec![vec![sample::para("Outer"), inner]] };
        let nodes = vec![sample::node(Block::Para(line)), sample::node(list)];
        deck.slides[0].boxes.insert("body".into(), nodes);
    });
    let archive = open(&build(&item).unwrap());
    let tree = slide(&archive, 1);
    let run = |words: &str| {
        tree.find("a:r").into_iter().find(|run| run.text() == words).unwrap().get("a:rPr").unwrap()
    };
    assert_eq!(run("Never").attr("b"), Some("1"));
    assert_eq!(run("Peidiwch").attr("lang"), Some("cy"));
    assert_eq!(run("Childline").attr("lang"), Some("en-GB"));
    let id = run("Childline").get("a:hlinkClick").unwrap().attr("r:id").unwrap();
    let arrows = archive.relationships("ppt/slides/slide1.xml").unwrap();
    let link = arrows.iter().find(|arrow| arrow.id == id).unwrap();
    assert_eq!(link.target, crate::ooxml::Target::Outside("https://www.childline.org.uk/".into()));
    assert_eq!(run(&"\u{a0}".repeat(6)).attr("u"), Some("sng"));
    assert_eq!(tree.find("a:br").len(), 1);
    let paragraph = |words: &str| {
        tree.find("a:p").into_iter().find(|p| p.text() == words).unwrap().get("a:pPr").unwrap()
    };
    assert!(paragraph("Outer").get("a:buChar").is_some());
    assert!(paragraph("Inner").get("a:buAutoNum").is_some());
    assert_eq!(paragraph("Inner").attr("lvl"), Some("1"));
}

#[test]
fn styles_are_the_layouts_and_slides_inherit_them() {
    let archive = open(&DECK);
    let talk = slide(&archive, number("talk"));
    let starter = talk.find("p:sp")[1];
    assert!(starter.get("p:spPr").unwrap().content.is_empty());
    let arrows = archive.relationships(&format!("ppt/slides/slide{}.xml", number("talk"))).unwrap();
    let layout = archive.xml(arrows.part(kind::SLIDE_LAYOUT).unwrap()).unwrap();
    assert_eq!(layout.find("p:cSld")[0].attr("name"), Some("Talk"));
    let starter = layout
        .find("p:sp")
        .into_iter()
        .find(|shape| shape.find("p:ph").first().is_some_and(|ph| ph.attr("idx") == Some("2")))
        .unwrap();
    let level = starter.find("a:lvl1pPr")[0];
    assert_eq!(level.find("a:lnSpc")[0].find("a:spcPts")[0].attr("val"), Some("3600"));
    assert_eq!(level.find("a:defRPr")[0].attr("sz"), Some("2800"));
    assert_eq!(starter.find("a:bodyPr")[0].attr("lIns"), Some(emu(25.5).to_string().as_str()));
    assert!(!starter.find("a:custGeom").is_empty(), "a speech card has one square corner");
}

#[test]
fn a_deck_for_learners_has_no_notes_at_all() {
    let item = with_slides(|deck| {
        deck.slides.truncate(2);
        deck.notes.clear();
    });
    let bytes = build(&item).unwrap();
    assert_eq!(deck_violations(&bytes), Vec::<String>::new());
    assert!(open(&bytes).names().all(|name| !name.contains("notes")));
}

#[test]
fn notes_say_who_says_what_and_keep_lists() {
    let item = with_slides(|deck| {
        deck.slides.truncate(1);
        let list = Block::List {
            marker: Marker::Bullet,
            items: vec![vec![sample::para("It was brave")], vec![sample::para("It was kind")]],
        };
        let ask = Block::Callout { kind: Callout::Ask, body: vec![sample::para("Why?")] };
        let listen = Block::Callout { kind: Callout::ListenFor, body: vec![sample::node(list)] };
        deck.notes.insert(deck.slides[0].id.clone(), vec![sample::node(ask), sample::node(listen)]);
    });
    let archive = open(&build(&item).unwrap());
    let notes = archive.xml("ppt/notesSlides/notesSlide1.xml").unwrap();
    assert_eq!(texts(notes), ["Ask: Why?", "Listen for:", "It was brave", "It was kind"]);
    assert_eq!(notes.find("a:buChar").len(), 2);
}

#[test]
fn what_a_slide_cannot_hold_is_an_error_and_not_a_hole() {
    let rule = |edit: &dyn Fn(&mut Slide)| {
        let item = with_slides(|deck| {
            deck.slides.retain(|slide| slide.layout == "talk");
            edit(&mut deck.slides[0]);
        });
        let findings = build(&item).unwrap_err();
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let cards = || sample::node(Block::Cards { per_page: 4, cards: Vec::new() });
    assert_eq!(rule(&|slide| slide.layout = "none".into()), ["no-such-layout"]);
    assert_eq!(
        rule(&|slide| {
            slide.boxes.insert("nowhere".into(), vec![sample::para("Lost")]);
        }),
        ["no-such-box"]
    );
    assert_eq!(
        rule(&|slide| {
            slide.boxes.insert("facts".into(), vec![cards()]);
        }),
        ["not-on-a-slide"]
    );
    assert_eq!(
        rule(&|slide| {
            slide.boxes.insert("picture".into(), vec![sample::figure("unknown")]);
        }),
        ["no-picture"]
    );
}

#[test]
fn properties_name_the_lesson_and_the_date_given() {
    let archive = open(&DECK);
    let core = archive.xml("docProps/core.xml").unwrap();
    let value = |name: &str| core.get(name).map(Tree::text).unwrap_or_default();
    assert_eq!(value("dc:title"), "It’s in the group chat");
    assert_eq!(value("dc:language"), "en-GB");
    assert_eq!(value("dcterms:created"), "2026-09-01T00:00:00Z");
    assert!(value("cp:keywords").contains("11-14/in-the-group-chat"));
    assert!(value("dc:description").contains("Draft: not yet reviewed"));
}
