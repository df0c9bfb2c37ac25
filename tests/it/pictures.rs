//! The pictures in the README are pages of today's packs.
//!
//! After a change that is meant, `LESSONPACK_PICTURES=write cargo test pictures`
//! makes them anew; look at each before it goes in.

use std::fs;
use std::path::Path;

use lessonpack::brand::Brand;
use lessonpack::pack::{Body, Reader};
use lessonpack::render::pdf::page_pictures;

use crate::support::{composed, files, inside, kit};

const FOLDER: &str = "tests/pictures";

struct Picture {
    name: &'static str,
    lesson: &'static str,
    reader: Reader,
    stem: &'static str,
    /// Counted from 1.
    page: usize,
}

const fn picture(
    name: &'static str,
    lesson: &'static str,
    reader: Reader,
    stem: &'static str,
    page: usize,
) -> Picture {
    Picture { name, lesson, reader, stem, page }
}

const CHAT: &str = "11-14/in-the-group-chat";
const TELL: &str = "8-11/stop-dont-share-tell";
const STAFF: &str = "professionals/first-hour-first-day";

const PICTURES: [Picture; 8] = [
    picture("slide-title", TELL, Reader::Learners, "2-slides", 1),
    picture("slide-scene", CHAT, Reader::Learners, "2-slides", 10),
    picture("slide-help", CHAT, Reader::Learners, "2-slides", 18),
    picture("slide-advice", STAFF, Reader::Home, "2-slides", 9),
    picture("incident-card", CHAT, Reader::Staff, "6-incident-card", 1),
    picture("start-here", CHAT, Reader::Staff, "1-start-here", 1),
    picture("notes", CHAT, Reader::Staff, "3-notes", 6),
    picture("worksheet", TELL, Reader::Learners, "3-worksheet-square", 1),
];

#[test]
fn the_pictures_in_the_readme_are_of_todays_packs() {
    let brand = Brand::embedded().unwrap();
    let write = std::env::var("LESSONPACK_PICTURES").is_ok_and(|what| what == "write");
    let readme = fs::read_to_string("README.md").unwrap();
    let packs = [CHAT, TELL, STAFF].map(|lesson| composed(lesson, &brand));
    for shown in PICTURES {
        let pack = packs.iter().find(|pack| pack.meta.lesson == shown.lesson).unwrap();
        let is_it = |item: &&_| {
            let item: &lessonpack::pack::Item = item;
            item.stem == shown.stem && item.reader == shown.reader
        };
        let item = pack.items.iter().find(is_it).unwrap();
        // About 640 pixels wide: a slide is 13.3 inches, a page 8.3.
        let ppi = if matches!(item.body, Body::Deck(_)) { 48.0 } else { 77.0 };
        let pages = page_pictures(inside(&brand), item, &kit(pack, &brand), ppi).unwrap();
        let today = &pages[shown.page - 1];
        let path = format!("{FOLDER}/{}.png", shown.name);
        assert!(readme.contains(&path), "the README does not show {path}");
        if write {
            fs::write(&path, today).unwrap();
        }
        let kept = fs::read(&path).unwrap();
        let difference = difference(&kept, today);
        assert!(difference < 0.02, "{path} is of another day: {difference:.3} of 255 a pixel");
    }
    let kept = files(Path::new(FOLDER));
    assert_eq!(kept.len(), PICTURES.len(), "{kept:?}");
}

/// How far two pictures are apart, on average, of 255. Rounding may differ
/// between processors; words and colours may not.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    let (a, b) = (pixels(a), pixels(b));
    if a.len() != b.len() {
        return 255.0;
    }
    let sum: u64 = a.iter().zip(&b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.len() as f64
}

fn pixels(file: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(info.buffer_size());
    pixels.extend(info.width.to_le_bytes());
    pixels
}
