//! Where a build's time goes: the program's own stages, called one by one over
//! all files of a pack, in one thread.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

use lessonpack::brand::{Brand, FontUse};
use lessonpack::bundle::{Bundle, Edits, Manifest, PackFile, file_name, to_zip};
use lessonpack::check::{self, Haystack, Seen};
use lessonpack::compose::compose;
use lessonpack::diagnostics::Findings;
use lessonpack::fit::{FittedLesson, Request};
use lessonpack::library::{LessonFiles, load};
use lessonpack::pack::{Body, Format, Item, Reader};
use lessonpack::read::Opened;
use lessonpack::render::docx::Docx;
use lessonpack::render::pdf;
use lessonpack::render::pptx::Pptx;
use lessonpack::render::typst::{Engine as _, Inside};
use lessonpack::render::{Kit, Renderer};
use lessonpack::text::plain_line;

use crate::{DATE, LESSON, TIMES, median};

/// A stage and what it took.
#[derive(Debug, Copy, Clone)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Whether the time is Typst's own.
    pub is_typst: bool,
    /// What it took.
    pub time: Duration,
}

/// The median of several passes, stage by stage.
pub fn median_of_passes() -> Vec<Stage> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let passes: Vec<_> = (0..TIMES).map(|_| pool.install(pass)).collect();
    let stages = passes[0].iter().enumerate();
    stages
        .map(|(at, stage)| Stage {
            time: median(passes.iter().map(|pass| pass[at].time).collect()),
            ..*stage
        })
        .collect()
}

/// Holds the watch.
#[derive(Default)]
struct Watch(Vec<Stage>);

impl Watch {
    /// Does some work of a stage.
    fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = now();
        let result = work();
        self.add(name, false, now() - start);
        result
    }

    fn add(&mut self, name: &'static str, is_typst: bool, time: Duration) {
        match self.0.iter_mut().find(|stage| stage.name == name) {
            Some(stage) => stage.time += time,
            None => self.0.push(Stage { name, is_typst, time }),
        }
    }
}

/// This thread's time on a processor, which other programs disturb less than
/// they do a clock.
fn now() -> Duration {
    // The system notes it down when a thread gives way.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

/// All stages in the order of a build.
fn pass() -> Vec<Stage> {
    typst::comemo::evict(0);
    let mut watch = Watch::default();

    let brand = Brand::embedded().unwrap();
    let library = watch.time("library read and checked", || {
        load(&LessonFiles::embedded().unwrap(), &brand).library.unwrap()
    });
    let (fitted, pack, guarded) = watch.time("lesson fitted, composed, planned", || {
        let lesson = &library.lessons[LESSON];
        let fitted = FittedLesson::new(&library, lesson, &Request::default()).unwrap();
        let pack = compose(&fitted, &brand).unwrap();
        let guarded = check::guarded(&pack.items);
        (fitted, pack, guarded)
    });
    let inside =
        watch.time("fonts and templates loaded", || Inside::new(&Brand::embedded().unwrap()));

    let (deck, slides) = pack.deck().unwrap();
    let none = BTreeMap::new();
    let date = DATE.parse().unwrap();
    let kit =
        Kit { brand: &brand, pictures: &pack.pictures, date, deck: Some(slides), thumbs: &none };

    let mut files: Vec<(&Item, Format, Vec<u8>)> = Vec::new();
    let typst = ["Typst: layout", "Typst: PDF", "Typst: layout in the office font"];
    for item in distinct(&pack.items) {
        let tree = watch.time("data for Typst", || pdf::tree(item, &kit, FontUse::Own).unwrap());
        // What Typst has laid out it remembers, so the second time is the PDF's.
        let (layout, _) = timed(|| inside.measure(&tree).unwrap());
        let (again, _) = timed(|| inside.measure(&tree).unwrap());
        let (both, done) = timed(|| inside.compile(&tree).unwrap());
        watch.add(typst[0], true, layout);
        watch.add(typst[1], true, both.saturating_sub(again));
        files.push((item, Format::Pdf, done.pdf));
    }
    let measured = timed(|| pdf::measure(&inside, deck, &kit, FontUse::Measure).unwrap()).0;
    watch.add(typst[2], true, measured);

    // Laid out for the PDF a moment ago, in a build.
    inside.measure(&pdf::tree(deck, &kit, FontUse::Own).unwrap()).unwrap();
    let thumbs = watch
        .time("small pictures of slides", || pdf::slide_pictures(&inside, deck, &kit, 48.0))
        .unwrap();
    let kit = Kit { thumbs: &thumbs, ..kit };
    let writers: [(&str, &dyn Renderer); 2] = [("PPTX", &Pptx), ("DOCX", &Docx)];
    for (name, writer) in writers {
        let format = writer.format();
        for item in pack.items.iter().filter(|item| item.formats.contains(&format)) {
            let done = watch.time(name, || writer.render(item, &kit).unwrap());
            files.push((item, format, done.bytes));
        }
    }

    let mut wrong = Findings::new();
    let mut listed = Vec::new();
    let mut read = Vec::new();
    for (item, format, bytes) in files {
        let name = file_name(item, format);
        let opened = watch.time("read back", || Opened::new(&bytes, format).unwrap());
        let broken = watch.time("office files held to their rules", || opened.violations());
        assert!(broken.is_empty(), "{broken:?}");
        let words = watch.time("read back", || Haystack::new(&opened.read().unwrap()));
        wrong.extend(watch.time("words, leaks and messages", || {
            let mut wrong = check::lost_words(item, format, &name, &words);
            if item.reader < Reader::Staff {
                let all = opened.all_text().unwrap();
                wrong.extend(check::leaks(&name, item.reader, &all, &guarded));
            }
            wrong
        }));
        drop(opened);
        read.push((name.clone(), item, words));
        let (media_type, reader) = (format.media_type(), item.reader);
        listed.push(PackFile { name, media_type, reader, bytes });
    }
    wrong.extend(watch.time("words, leaks and messages", || {
        let messages = &fitted.registry.messages;
        for message in messages.iter().filter_map(|message| fitted.message(message.id.as_str())) {
            let words = plain_line(&message);
            read.iter().for_each(|(_, _, read)| drop(check::message_places(read, &[&words])));
        }
        let seen = read.iter().map(|(name, item, words)| Seen { name, item, words });
        check::contract(&fitted, &seen.collect::<Vec<_>>())
    }));
    assert!(wrong.is_empty(), "{wrong:?}");

    let bundle = Bundle::new(Manifest::new(&pack.meta, "en-GB", false), listed).unwrap();
    let (zip, _) = timed(|| to_zip(bundle.files()).unwrap());
    watch.add("zip", false, zip);
    let out = tempfile::tempdir().unwrap();
    let shelf = Bundle::shelf(out.path()).unwrap();
    // The disk is waited for, and so by the clock.
    let start = Instant::now();
    bundle.publish(&shelf, "pack", Edits::Discard).unwrap();
    let time = start.elapsed().saturating_sub(zip);
    watch.add("written, synced, read again", false, time);
    watch.0
}

/// The items whose PDFs differ: a pack's decks are the same pages for all
/// readers.
fn distinct(items: &[Item]) -> impl Iterator<Item = &Item> {
    let mut decks = BTreeSet::new();
    items.iter().filter(move |item| {
        item.formats.contains(&Format::Pdf)
            && (matches!(item.body, Body::Document(_)) || decks.insert(&item.stem))
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = now();
    let result = work();
    (now() - start, result)
}
