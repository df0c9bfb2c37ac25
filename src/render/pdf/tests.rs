//! What a reader of the PDF gets.

use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::brand::Brand;
use crate::diagnostics::{ByteRange, Sources};
use crate::pack::{Block, Deck, Node, Origin, Picture, PictureId, Slide, nodes_text, sample};
use crate::text::{Inline, Reader, plain_line};

struct Bench {
    brand: Brand,
    pictures: BTreeMap<PictureId, Picture>,
    thumbs: BTreeMap<SlideId, Vec<u8>>,
    inside: Arc<Inside>,
}

impl Bench {
    fn new(audience: &str) -> Self {
        let brand = Brand::embedded().unwrap();
        let inside = Arc::new(Inside::new(&brand));
        let pictures = sample::pictures(audience);
        Self { brand, pictures, thumbs: BTreeMap::new(), inside }
    }

    fn kit(&self) -> Kit<'_> {
        Kit {
            brand: &self.brand,
            pictures: &self.pictures,
            date: jiff::civil::date(2026, 11, 23),
            deck: None,
            thumbs: &self.thumbs,
        }
    }

    fn render(&self, item: &Item) -> Result<Rendered, Findings> {
        Pdf::new(self.inside.clone()).render(item, &self.kit())
    }
}

fn deck_mut(item: &mut Item) -> &mut Deck {
    match &mut item.body {
        Body::Deck(deck) => deck,
        Body::Document(_) => panic!("no deck"),
    }
}

fn slide_mut<'a>(item: &'a mut Item, id: &str) -> &'a mut Slide {
    deck_mut(item).slides.iter_mut().find(|slide| slide.id == id).unwrap()
}

/// As words are compared everywhere: without white space or soft hyphens.
fn squeezed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

fn words_of(page: u32, pdf: &lopdf::Document) -> String {
    squeezed(&pdf.extract_text(&[page]).unwrap())
}

fn told(result: Result<Rendered, Findings>) -> Vec<Finding> {
    result.err().into_iter().flatten().collect()
}

#[test]
fn every_word_of_every_layout_is_on_its_page() {
    for audience in ["5-7", "8-11", "11-14", "14-16", "16-18", "parents", "professionals"] {
        let bench = Bench::new(audience);
        let mut item = sample::deck(audience);
        let done = bench.render(&item).unwrap_or_else(|f| panic!("{audience}: {f:?}"));
        let deck = deck_mut(&mut item);
        assert_eq!(done.pages, Some(deck.slides.len() as u16));
        let layouts: Vec<_> = deck.slides.iter().map(|slide| slide.layout.as_str()).collect();
        assert!(bench.brand.layouts().iter().all(|layout| layouts.contains(&&*layout.name)));
        let pdf = lopdf::Document::load_mem(&done.bytes).unwrap();
        for (page, slide) in (1..).zip(&deck.slides) {
            let page = words_of(page, &pdf);
            assert!(page.contains(&squeezed(&plain_line(&slide.title))), "{}: {page}", slide.id);
            for words in slide.boxes.values().flat_map(|nodes| nodes_text(nodes)) {
                assert!(page.contains(&squeezed(&words)), "{}: no `{words}` in {page}", slide.id);
            }
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    let done = Bench::new("11-14").render(&sample::deck("11-14")).unwrap();
    let pdf = lopdf::Document::load_mem(&done.bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    assert!(catalog.has(b"MarkInfo") && catalog.has(b"StructTreeRoot"));
    let xmp = catalog.get(b"Metadata").and_then(|id| pdf.get_object(id.as_reference()?)).unwrap();
    let xmp = String::from_utf8_lossy(&xmp.as_stream().unwrap().content).into_owned();
    assert!(xmp.contains("<pdfuaid:part>1<") && xmp.contains("<pdfaid:part>2<"), "{xmp}");
    assert!(xmp.contains("2026-11-23T00:00:00"), "{xmp}");
}

#[test]
fn hostile_words_come_out_as_they_are() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    slide_mut(&mut item, "key-idea-1").title = sample::line(sample::HOSTILE[0]);
    let body = sample::HOSTILE[1..].iter().map(|words| sample::para(words)).collect();
    slide_mut(&mut item, "key-idea-1").boxes.insert("body".into(), body);
    let done = bench.render(&item).unwrap();
    let pdf = lopdf::Document::load_mem(&done.bytes).unwrap();
    let page = words_of(4, &pdf);
    for words in sample::HOSTILE {
        assert!(page.contains(&squeezed(words)), "no `{words}` in {page}");
    }
}

#[test]
fn only_the_box_that_is_too_full_is_told_with_its_line() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    let mut sources = Sources::default();
    let file = sources.add("lesson.yaml", "x".repeat(100));
    let from = Origin { at: Some((file, ByteRange::new(10, 20))), reader: Reader::Learners };
    let long = "A step that takes many more words than the room beside a badge can hold. ";
    let words = Node::new(Block::Para(sample::line(&long.repeat(3))), from.clone());
    slide_mut(&mut item, "activity-1").boxes.insert("step-2".into(), vec![words]);
    let found = told(bench.render(&item));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].rule, &found[0].place), ("overflow", &from.place()));
    assert!(found[0].what.contains("the box `step-2` of slide 12 (`activity-1`)"), "{found:?}");
    // Seven lines of 36 points in a room of 73.7: 178 points, five lines.
    assert!(found[0].what.contains("about 5 lines too many (178 pt)"), "{found:?}");
}

#[test]
fn a_word_wider_than_its_box_is_told() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    let word = "Llanfairpwllgwyngyllgogerychwyrndrobwll";
    slide_mut(&mut item, "steps-1").boxes.insert("step-2-head".into(), vec![sample::para(word)]);
    let found = told(bench.render(&item));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("a word is too long for the box `step-2-head`"), "{found:?}");
}

#[test]
fn a_chat_with_too_many_messages_is_told() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    let nodes = slide_mut(&mut item, "scenario-1").boxes.get_mut("scene").unwrap();
    if let Block::Scene(scene) = &mut nodes[0].block {
        let again = scene.items.clone();
        scene.items.extend(again);
    }
    let found = told(bench.render(&item));
    assert!(found.len() == 1 && found[0].what.contains("box `scene`"), "{found:?}");
}

#[test]
fn the_office_font_is_measured_apart() {
    let bench = Bench::new("5-7");
    let mut item = sample::deck("5-7");
    let used = |fonts| measure(&bench.inside, &item, &bench.kit(), fonts);
    assert!(used(FontUse::Own).unwrap().iter().all(|b| b.used <= b.room));
    assert!(used(FontUse::Measure).is_ok());
    // Fits on one line in Andika, needs two in Verdana.
    let words = "You will not be in trouble for asking.";
    slide_mut(&mut item, "help-1").boxes.insert("reassurance".into(), vec![sample::para(words)]);
    assert!(measure(&bench.inside, &item, &bench.kit(), FontUse::Own).is_ok());
    let found = measure(&bench.inside, &item, &bench.kit(), FontUse::Measure).unwrap_err();
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.len() == 1 && found[0].what.contains("in Verdana: about"), "{found:?}");
}

#[test]
fn a_character_that_no_font_has_is_refused_by_name() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    slide_mut(&mut item, "talk-1").boxes.insert("facts".into(), vec![sample::para("In pairs 😀")]);
    let found = told(bench.render(&item));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule, "missing-glyph");
    assert!(found[0].what.contains("U+1F600"), "{found:?}");
}

#[test]
fn a_picture_that_is_not_there_is_told() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    slide_mut(&mut item, "talk-1").boxes.insert("picture".into(), vec![sample::figure("nowhere")]);
    let found = told(bench.render(&item));
    assert!(found.len() == 1 && found[0].rule == "missing-picture", "{found:?}");
}

#[test]
fn the_same_deck_gives_the_same_bytes_on_any_thread() {
    let item = sample::deck("8-11");
    let first = Bench::new("8-11").render(&item).unwrap().bytes;
    let bench = Bench::new("8-11");
    std::thread::scope(|scope| {
        let runs = [0; 2].map(|_| scope.spawn(|| bench.render(&item).unwrap().bytes));
        for run in runs {
            assert!(run.join().unwrap() == first, "bytes differ");
        }
    });
}

#[test]
fn a_blank_that_has_no_room_left_begins_a_line() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    let used = |item: &Item| {
        let boxes = bench.render(item).unwrap().boxes;
        boxes.iter().find(|b| b.slide == "help-1" && b.name == "school").unwrap().used
    };
    let with = |words: &str| {
        let line = vec![Inline::Text(words.into()), Inline::Blank(40)];
        vec![sample::node(Block::Para(line))]
    };
    slide_mut(&mut item, "help-1").boxes.insert("school".into(), with("Where: "));
    assert!((used(&item) - 34.0).abs() < 0.1, "{}", used(&item));
    slide_mut(&mut item, "help-1").boxes.insert("school".into(), with("Safeguarding lead: "));
    assert!((used(&item) - 68.0).abs() < 0.1, "{}", used(&item));
}

#[test]
fn more_or_fewer_pages_than_a_sheet_has_are_told() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    for wanted in [18, 20] {
        item.pages = Some(wanted);
        let found = told(bench.render(&item));
        assert!(found.len() == 1 && found[0].rule == "page-budget", "{found:?}");
        let what = format!("`2-slides` fills 19 pages and must fill {wanted}");
        assert_eq!(found[0].what, what);
    }
    item.pages = Some(19);
    assert!(bench.render(&item).is_ok());
}

#[test]
fn a_script_edit_spares_the_slides() {
    let bench = Bench::new("11-14");
    let mut item = sample::deck("11-14");
    let before = bench.render(&item).unwrap().bytes;
    deck_mut(&mut item).notes.clear();
    assert!(bench.render(&item).unwrap().bytes == before, "notes reached the pages");
}

#[test]
fn slides_become_small_pictures() {
    let bench = Bench::new("11-14");
    let item = sample::deck("11-14");
    let pictures = slide_pictures(&bench.inside, &item, &bench.kit(), 36.0).unwrap();
    assert_eq!(pictures.len(), 19);
    for (id, png) in &pictures {
        let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (480, 270), "{id}");
    }
}

#[test]
fn a_slide_stands_small_in_a_document() {
    let bench = Bench::new("11-14");
    let item = sample::deck("11-14");
    let mut tree = tree(&item, &bench.kit(), FontUse::Own).unwrap();
    tree.main = "/test.typ".into();
    let source = "
        #import \"/typst/lib/theme.typ\": base, item
        #import \"/typst/lib/slide.typ\": slide-picture
        #set document(title: \"Small\")
        #show: base
        = Slides
        #for (n, slide) in item.body.deck.slides.enumerate() {
          slide-picture(slide, n + 1, 240pt)
        }";
    tree.add("/test.typ", source.into());
    let compiled = bench.inside.compile(&tree).unwrap_or_else(|f| panic!("{f:?}"));
    assert!(compiled.marks.is_empty(), "{:?}", compiled.marks);
    let pdf = lopdf::Document::load_mem(&compiled.pdf).unwrap();
    let objects = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let of_kind = |kind: &[u8]| {
        objects().filter(|o| o.get(b"S").and_then(|s| s.as_name()).is_ok_and(|s| s == kind)).count()
    };
    assert_eq!((of_kind(b"H1"), of_kind(b"H2"), of_kind(b"Figure")), (1, 0, 19));
    assert!(!objects().any(|o| o.has(b"URI")), "a link in a picture leads somewhere");
    let alt = squeezed("Slide 15: Who can help");
    let alts = objects().filter_map(|o| lopdf::decode_text_string(o.get(b"Alt").ok()?).ok());
    assert!(alts.map(|words| squeezed(&words)).any(|words| words == alt));
}
