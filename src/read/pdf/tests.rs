//! Tests of reading PDFs: ours, and hand-made ones.

use super::super::normalise;
use super::*;
use crate::pack::Format;
use crate::render::typst::{Engine, Inside, Tree};

/// A PDF as the program makes them.
fn pdf(body: &str) -> Vec<u8> {
    let brand = crate::brand::Brand::embedded().unwrap();
    let mut tree = Tree::new("main", "/main.typ", jiff::civil::date(2026, 1, 2));
    let source = format!(
        "#set document(title: \"A title – & more\")\n\
         #set page(width: 300pt, height: 200pt, margin: 40pt, footer: [Draft. Page #context counter(page).display()])\n\
         #set text(font: \"Atkinson Hyperlegible Next\", lang: \"en\", region: \"GB\", hyphenate: false)\n\
         = First\n{body}"
    );
    tree.add("/main.typ", source.into_bytes());
    Inside::new(&brand).compile(&tree).unwrap().pdf
}

fn read_pdf(bytes: &[u8]) -> ReadBack {
    super::super::read(bytes, Format::Pdf, "x.pdf").unwrap()
}

#[test]
fn words_are_read_by_page_in_reading_order() {
    let read = read_pdf(&pdf(
        "Office *bold* fluffy “words” – don’t! #link(\"https://example.org\")[a link].\n\
         A paragraph that is so long that it is wrapped over several lines of the page.\n\
         #table(columns: 2, table.header[Head A][Head B], [one two], [three])\n\
         #pagebreak()\n== Second\n+ é ½\n+ H#sub[2]O",
    ));
    assert_eq!(read.title, "A title – & more");
    assert_eq!(read.lang, "en-GB");
    let places: Vec<_> =
        read.places.iter().map(|place| (place.at.clone(), place.text.as_str())).collect();
    assert_eq!(places[0].0, At::Metadata);
    assert_eq!(
        &places[1..],
        [
            (
                At::Page(1),
                "First\nOffice bold fluffy “words” – don’t! a link. A paragraph that is so long \
                 that it is wrapped over several lines of the page.\nHead A\nHead B\none two\nthree"
            ),
            (At::Page(2), "Second\n1.\né ½\n2.\nH2O"),
            (At::HeaderFooter, "Draft. Page 1\nDraft. Page 2"),
        ]
    );
}

#[test]
fn a_paragraph_over_two_pages_is_whole_in_the_flow_alone() {
    let words = "some words that go on and on ".repeat(40);
    let read = read_pdf(&pdf(&words));
    assert!(normalise(&read.flow).contains(&normalise(&words)));
    assert!(!read.places.iter().any(|place| normalise(&place.text).contains(&normalise(&words))));
}

#[test]
fn words_in_pictures_of_slides_are_alt_text_only() {
    let bytes = pdf(
        "#figure(pdf.artifact(scale(50%, box[Hidden in a thumb])), alt: \"Slide 3: the rule\")",
    );
    let read = read_pdf(&bytes);
    assert!(!normalise(&read.flow).contains("Hidden"), "{}", read.flow);
    assert!(read.places.iter().all(|place| !place.text.contains("Hidden")));
    assert_eq!(read.pictures, [PlaceText { at: At::Page(1), text: "Slide 3: the rule".into() }]);
    let mut all = String::new();
    everything(&Pdf::open(&bytes).unwrap(), &mut all).unwrap();
    for words in ["Hiddeninathumb", "Slide3:therule", "Atitle–&more", "Draft.Page1"] {
        assert!(normalise(&all).contains(words), "{words}");
    }
}

/// A page without tags, as other programs make them.
fn untagged(content: &str, change: impl FnOnce(&mut Document)) -> Vec<u8> {
    use lopdf::{Stream, dictionary};

    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let form = document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form" },
        b"BT /F 12 Tf 1 0 0 1 0 10 Tm (in a form) Tj ET".to_vec(),
    ));
    let content = document.add_object(Stream::new(dictionary! {}, content.into()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => font },
            "XObject" => dictionary! { "X" => form },
        },
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! {
            "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1,
        }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn files_without_tags_are_read_in_the_order_drawn() {
    let bytes = untagged(
        "BT /F 12 Tf 14 TL 10 700 Td (one) Tj [(tw) 20 (o) -300 (three)] TJ T* (four) Tj \
         (five) ' ET /Artifact BMC BT /F 9 Tf (deco) Tj ET EMC \
         /Span << /ActualText (office) >> BDC BT /F 9 Tf 1 0 0 1 0 90 Tm (o?ce) Tj ET EMC /X Do",
        |_| {},
    );
    let read = read_pdf(&bytes);
    assert_eq!(read.flow, "onetwo three\nfour\nfive\noffice\nin a form");
}

#[test]
fn hostile_files_are_refused_and_odd_ones_end() {
    use lopdf::{Stream, dictionary};

    // A drawing that draws itself.
    let loops = untagged("/X Do", |document| {
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has(b"Subtype")
            {
                stream.content = b"BT /F 9 Tf (again) Tj ET /X Do".to_vec();
            }
        }
    });
    assert!(read_pdf(&loops).flow.len() < 1_000);

    // Tags that lie in themselves.
    let loops = untagged("", |document| {
        let id = document.new_object_id();
        let kids = dictionary! { "S" => "P", "K" => vec![id.into(), id.into()] };
        document.objects.insert(id, kids.into());
        document.catalog_mut().unwrap().set("StructTreeRoot", id);
    });
    assert_eq!(read_pdf(&loops).flow, "");

    let refused = |bytes: &[u8]| Pdf::open(bytes).and_then(|pdf| read(&pdf)).unwrap_err();
    let bomb = untagged("", |document| {
        let mut stream = Stream::new(dictionary! {}, vec![b' '; MAX_STREAM + 1]);
        stream.compress().unwrap();
        let id = document.add_object(stream);
        let page = document.page_iter().next().unwrap();
        document.get_dictionary_mut(page).unwrap().set("Contents", id);
    });
    assert!(bomb.len() < 200_000);
    assert!(refused(&bomb).what.contains("unpacks"), "{:?}", refused(&bomb));
    let empty = untagged("", |document| {
        let pages = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(pages).unwrap().set("Kids", Vec::<Object>::new());
    });
    assert_eq!(refused(&empty).what, "it has no pages");
    for cut in [10, 100, 500] {
        let bytes = pdf("words");
        let _ = Pdf::open(&bytes[..bytes.len() - cut]).and_then(|pdf| read(&pdf));
        let _ = Pdf::open(&bytes[cut..]).and_then(|pdf| read(&pdf));
    }
}

#[test]
fn drawings_without_measure_are_refused() {
    use lopdf::{Stream, dictionary};

    let refused = |bytes: &[u8]| Pdf::open(bytes).map(|_| ()).unwrap_err();
    let deep = refused(&untagged(&"q ".repeat(600), |_| {}));
    assert!(deep.what.contains("too deeply"), "{deep:?}");
    let deep = refused(&untagged(&"/P BMC ".repeat(600), |_| {}));
    assert!(deep.what.contains("too deeply"), "{deep:?}");
    let many = refused(&untagged(&"T* ".repeat(1_000_001), |_| {}));
    assert!(many.what.contains("draw more"), "{many:?}");
    // A drawing that draws itself forty times, each of which draws itself.
    let branches = refused(&untagged("/X Do", |document| {
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has(b"Subtype")
            {
                stream.content = b"/X Do ".repeat(40);
            }
        }
    }));
    assert!(branches.what.contains("draw more") || branches.what.contains("unpacks"));
    assert!(!branches.remedy.is_empty());
    // Fonts that share one large table of characters.
    let fonts = refused(&untagged("", |document| {
        let mut table = Stream::new(dictionary! {}, vec![b' '; 3 << 20]);
        table.compress().unwrap();
        let table = document.add_object(table);
        let mut fonts = Dictionary::new();
        let mut drawing = String::from("BT ");
        for number in 0..40 {
            let font = document.add_object(dictionary! { "Type" => "Font", "ToUnicode" => table });
            fonts.set(format!("F{number}"), font);
            drawing += &format!("/F{number} 9 Tf (a) Tj ");
        }
        let page = document.page_iter().next().unwrap();
        let content = document.add_object(Stream::new(dictionary! {}, drawing.into_bytes()));
        let page = document.get_dictionary_mut(page).unwrap();
        page.set("Contents", content);
        page.set("Resources", dictionary! { "Font" => fonts });
    }));
    assert!(fonts.what.contains("unpacks"), "{fonts:?}");
}
