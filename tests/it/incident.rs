//! The incident card, and the table delete, keep or hand over, as staff find
//! them in every pack.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lessonpack::brand::Brand;
use lessonpack::compose::compose;
use lessonpack::fit::{FittedLesson, Request};
use lessonpack::library::{LessonFiles, Library, load, starter};
use lessonpack::pack::{Block, Body, Format, Item, Node, Pack};
use lessonpack::read::{At, ReadBack, all_text, format_of, normalise, read};
use lessonpack::render::docx::Docx;
use lessonpack::render::{Kit, Renderer as _};
use lessonpack::text::{Authored, plain_line};
use serde_json::Value;

use crate::support::{DATE, Lessons, build, pack, read_file, try_draw};

const CARD: &str = "6-incident-card";
const DRAFT: &str = "Draft: not yet reviewed by a safeguarding professional";

/// The project's library with a lesson to start from for each audience, so
/// that every audience has one.
fn library(brand: &Brand) -> Library {
    let mut files = LessonFiles::embedded().unwrap();
    let registry = load(&files, brand).library.unwrap().registry;
    for audience in &registry.audiences {
        let id = audience.id.as_str();
        let lesson = starter(&registry, id, "a-start").unwrap();
        files.files.insert(format!("{id}/a-start.yaml"), lesson);
    }
    load(&files, brand).library.unwrap()
}

fn fitted<'a>(library: &'a Library, lesson: &str, nation: &str) -> FittedLesson<'a> {
    let request = Request { nation: Some(nation.into()), ..Request::default() };
    FittedLesson::new(library, &library.lessons[lesson], &request).unwrap()
}

fn card(pack: &Pack) -> &Item {
    pack.items.iter().find(|item| item.stem == CARD).unwrap()
}

/// The words of each page.
fn pages(read: &ReadBack) -> Vec<String> {
    let pages = read.places.iter().filter(|place| matches!(place.at, At::Page(_)));
    pages.map(|page| normalise(&page.text)).collect()
}

/// All that a reader sees, feet too.
fn seen(read: &ReadBack) -> String {
    let places = read.places.iter().map(|place| normalise(&place.text));
    places.collect::<String>() + &normalise(&read.flow)
}

/// An authored line as a reader sees it.
fn words(fitted: &FittedLesson<'_>, text: &impl Authored) -> String {
    normalise(&plain_line(&fitted.line(text)))
}

/// What stands on the front: what nobody does, and what to do by when.
fn front(fitted: &FittedLesson<'_>) -> Vec<String> {
    let incident = &fitted.registry.incident;
    let steps = incident.stages.iter().flat_map(|stage| &stage.steps);
    let titles = incident.stages.iter().map(|stage| &stage.title);
    incident.nobody.iter().chain(steps).chain(titles).map(|line| words(fitted, line)).collect()
}

/// The cells of the table delete, keep or hand over.
fn table(fitted: &FittedLesson<'_>) -> Vec<String> {
    let rows = fitted.registry.staff.handling.iter();
    rows.flat_map(|row| [&row.happened, &row.pupils, &row.adults])
        .map(|cell| words(fitted, cell))
        .collect()
}

/// What stands on the back: the table, the words to say, whom to call.
fn back(fitted: &FittedLesson<'_>) -> Vec<String> {
    let (incident, staff) = (&fitted.registry.incident, &fitted.registry.staff);
    let audience = fitted.audience.id.as_str();
    let mut all = table(fitted);
    all.push(words(fitted, &staff.class.disclosure));
    all.push(words(fitted, incident.class_for.get(audience).unwrap_or(&incident.class)));
    all.push(words(fitted, &incident.parents));
    all.push(words(fitted, &incident.care));
    all.extend(incident.call.iter().map(|call| words(fitted, &call.when)));
    all.push(normalise("Nobody has verified these yet."));
    all.push(normalise("Log: time"));
    all
}

#[track_caller]
fn all_in(wanted: &[String], text: &str, place: &str) {
    assert!(wanted.len() > 2);
    for words in wanted {
        assert!(!words.is_empty() && text.contains(words.as_str()), "{place} lacks {words}");
    }
}

/// Draws an item as a Word file.
fn draw_docx(item: &Item, pack: &Pack, brand: &Brand) -> Vec<u8> {
    let kit = Kit {
        brand,
        pictures: &pack.pictures,
        date: DATE.parse().unwrap(),
        deck: None,
        thumbs: &BTreeMap::new(),
    };
    Docx.render(item, &kit).unwrap().bytes
}

/// The folders of all packs built from the project's lessons.
fn packs() -> Vec<PathBuf> {
    let out = pack().parent().unwrap().parent().unwrap();
    let folders = |path: PathBuf| {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let packs: Vec<_> = folders(out.into()).into_iter().flat_map(folders).collect();
    assert!(packs.len() > 1);
    packs
}

/// Names, readers and folders of a pack's files, from its manifest.
fn listed(pack: &Path) -> (String, Vec<(String, String)>) {
    let manifest = fs::read_to_string(pack.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let files = manifest["files"].as_array().unwrap().iter();
    let files = files.map(|file| (text(&file["name"]), text(&file["reader"]))).collect();
    (text(&manifest["lesson"]["id"]), files)
}

#[test]
fn every_built_pack_has_the_card_in_both_formats_and_says_that_it_is_a_draft() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    for pack in packs() {
        let (lesson, files) = listed(&pack);
        let fitted = fitted(&library, &lesson, "england");
        let cards: Vec<_> = files.iter().filter(|(name, _)| name.contains(CARD)).collect();
        let endings: Vec<_> = cards.iter().map(|(name, _)| format_of(name).unwrap()).collect();
        assert_eq!(endings, [Format::Docx, Format::Pdf], "{lesson}");
        for (name, reader) in cards {
            assert_eq!(reader, "staff", "{name}");
            let read = read_file(&pack.join(name));
            let text = seen(&read);
            all_in(&front(&fitted), &text, name);
            all_in(&back(&fitted), &text, name);
            assert!(text.contains(&normalise(DRAFT)), "{lesson}: {name}");
        }
    }
}

#[test]
fn every_document_of_the_staff_folder_carries_each_row_of_the_table() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    for pack in packs() {
        let (lesson, files) = listed(&pack);
        let rows = table(&fitted(&library, &lesson, "england"));
        assert_eq!(rows.len(), 9);
        // Slides are no document.
        let of_staff = files.iter().filter(|(_, reader)| reader == "staff");
        let documents: Vec<_> = of_staff.filter(|(name, _)| !name.contains("slides")).collect();
        assert!(documents.len() >= 5, "{documents:?}");
        for (name, _) in documents {
            all_in(&rows, &normalise(&read_file(&pack.join(name)).flow), name);
        }
    }
}

#[test]
fn no_lower_file_carries_the_card() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    for pack in packs() {
        let (lesson, files) = listed(&pack);
        let fitted = fitted(&library, &lesson, "england");
        let incident = &fitted.registry.incident;
        let mut secret = front(&fitted);
        secret.push(words(&fitted, &incident.care));
        secret.push(words(&fitted, &incident.class));
        secret.retain(|words| words.chars().count() > 16);
        for (name, _) in files.iter().filter(|(_, reader)| reader != "staff") {
            assert!(!name.contains(CARD), "{name}");
            let bytes = fs::read(pack.join(name)).unwrap();
            let text = normalise(&all_text(&bytes, format_of(name).unwrap(), name).unwrap());
            for words in &secret {
                assert!(!text.contains(words.as_str()), "{name} holds {words}");
            }
        }
    }
}

#[test]
fn it_is_one_sheet_for_every_audience_and_in_every_nation() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    let mut wrong = Vec::new();
    for lesson in library.lessons.keys() {
        for nation in &library.registry.nations {
            let nation = nation.id.as_str();
            let fitted = fitted(&library, lesson, nation);
            let pack = compose(&fitted, &brand).unwrap();
            let item = card(&pack);
            let place = format!("{lesson} in {nation}");
            let Ok(bytes) = try_draw(item, &pack, &brand) else {
                wrong.push(place);
                continue;
            };
            let sheet = read(&bytes, Format::Pdf, CARD).unwrap();
            let [first, second] = &pages(&sheet)[..] else {
                panic!("{place}: not two pages");
            };
            all_in(&front(&fitted), first, &place);
            all_in(&back(&fitted), second, &place);
            let bytes = draw_docx(item, &pack, &brand);
            let text = normalise(&read(&bytes, Format::Docx, CARD).unwrap().flow);
            all_in(&front(&fitted), &text, &place);
            all_in(&back(&fitted), &text, &place);
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "not one sheet");
}

#[test]
fn an_empty_side_and_a_second_sheet_are_found() {
    let brand = Brand::embedded().unwrap();
    let library = library(&brand);
    let fitted = fitted(&library, crate::support::LESSON, "england");
    let pack = compose(&fitted, &brand).unwrap();
    let found = |change: &dyn Fn(&mut Vec<Node>)| {
        let mut item = card(&pack).clone();
        let Body::Document(document) = &mut item.body else { panic!("a document") };
        change(&mut document.body);
        let findings = try_draw(&item, &pack, &brand).unwrap_err();
        let found: Vec<_> = findings.iter().map(|it| (it.rule, it.what.clone())).collect();
        assert!(matches!(found[..], [("page-budget", _)]), "{found:?}");
        found[0].1.clone()
    };
    let is_break = |node: &Node| matches!(node.block, Block::PageBreak);
    let one = found(&|body| body.truncate(body.iter().position(is_break).unwrap()));
    assert!(one.contains("fills 1 pages and must fill 2"), "{one}");
    let three = found(&|body| body.extend(vec![body[body.len() - 1].clone(); 4]));
    assert!(three.contains("fills 3 pages and must fill 2"), "{three}");
}

#[test]
fn a_folder_cannot_drop_the_card_or_what_it_says() {
    let out = tempfile::tempdir().unwrap();
    for (file, from, to) in [
        ("incident", "  - Never search for it, or say where it is.\n", ""),
        ("incident", "      - Stay with the pupil", "      - Leave the pupil"),
        ("incident", "    amount: 10\n", "    amount: 60\n"),
        ("incident", "  - service: ceop-safety-centre\n", "  - service: childline\n"),
        ("incident", "Don’t look for it.", "Look for it."),
        ("staff", "Told first: do not look;", "Told first: look;"),
    ] {
        let lessons = Lessons::copy();
        lessons.edit(&format!("shared/{file}.yaml"), from, to);
        let built = build(Some(lessons.path()), out.path(), &[]);
        assert_eq!(built.code, 1, "{from}: {}", built.err);
        assert!(built.err.contains("error[contract-floor]"), "{from}: {}", built.err);
    }
    // A part that is not there at all is no card.
    let lessons = Lessons::copy();
    let text = lessons.text("shared/incident.yaml");
    let (before, after) = text.split_once("\nstages:").unwrap();
    let (_, after) = after.split_once("\n# Read out").unwrap();
    lessons.write("shared/incident.yaml", format!("{before}\n# Read out{after}"));
    let built = build(Some(lessons.path()), out.path(), &[]);
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(built.err.contains("stages"), "{}", built.err);
    assert!(!out.path().join(crate::support::LESSON).exists());

    // Without a file of its own, a folder has the program's.
    let lessons = Lessons::copy();
    fs::remove_file(lessons.path().join("shared/incident.yaml")).unwrap();
    let built = build(Some(lessons.path()), out.path(), &["--only", "docx"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let file = out.path().join(crate::support::LESSON).join("teacher").join(format!("{CARD}.docx"));
    assert!(seen(&read_file(&file)).contains(&normalise("Never search for it")));
}
