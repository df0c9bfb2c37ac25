//! Files to draw, each once however often a pack holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::key::Key;
use crate::brand::{Brand, FontUse};
use crate::bundle;
use crate::check::{self, Guarded, Haystack};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::Shelf;
use crate::pack::{Body, Format, Item, Pack, Reader, SlideId};
use crate::read::Opened;
use crate::render::docx::Docx;
use crate::render::pdf::{self, Pdf};
use crate::render::pptx::Pptx;
use crate::render::typst::{Engine, Inside, Outside, Program};
use crate::render::{Kit, Renderer};

/// Pixels an inch of the small pictures of slides in documents.
const THUMB_PPI: f64 = 48.0;

/// A file of a pack that is to be drawn.
#[derive(Debug)]
pub struct Job {
    /// In which format.
    pub format: Format,
    /// The items, by place in the pack, whose file it is: a deck's PDF is the
    /// same for teacher and pupils.
    pub items: Vec<usize>,
}

/// A file that was drawn, read back and checked.
#[derive(Debug)]
pub struct Drawn {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a reader sees of it.
    pub words: Haystack,
}

/// A pack under way.
#[derive(Debug)]
pub struct Order {
    /// What is drawn.
    pub pack: Pack,
    /// Its files in the formats asked for, all if none was, the largest first:
    /// the others then fill what time is left.
    pub jobs: Vec<Job>,
    /// The sentences that are not for every reader.
    guarded: Vec<Guarded>,
    /// The deck's slides as small pictures, once some document needs them.
    thumbs: OnceLock<BTreeMap<SlideId, Vec<u8>>>,
}

impl Order {
    /// Plans the files of a pack.
    ///
    /// # Errors
    ///
    /// As [`Key::new`].
    pub fn new(pack: Pack, only: &BTreeSet<Format>) -> Result<Self, Findings> {
        let deck = pack.deck().map(|(_, deck)| deck);
        let mut distinct: BTreeMap<Key, Job> = BTreeMap::new();
        for (at, item) in pack.items.iter().enumerate() {
            let wanted = |format: &&Format| only.is_empty() || only.contains(format);
            for format in item.formats.iter().filter(wanted) {
                let key = Key::new(item, *format, deck)?;
                let job = distinct.entry(key);
                let job = job.or_insert(Job { format: *format, items: Vec::new() });
                job.items.push(at);
            }
        }
        let mut jobs: Vec<_> = distinct.into_iter().collect();
        jobs.sort_by_key(|(key, _)| std::cmp::Reverse(key.size()));
        let jobs = jobs.into_iter().map(|(_, job)| job).collect();
        let guarded = check::guarded(&pack.items);
        Ok(Self { pack, jobs, guarded, thumbs: OnceLock::new() })
    }

    /// The items whose file a job draws.
    pub fn items<'a>(&'a self, job: &'a Job) -> impl Iterator<Item = &'a Item> {
        job.items.iter().filter_map(|at| self.pack.items.get(*at))
    }
}

/// The writers, made once: fonts and templates are loaded a single time.
#[derive(Debug)]
pub struct Workshop<'a> {
    /// How everything looks.
    pub brand: &'a Brand,
    date: Date,
    inside: Arc<Inside>,
    /// Draws the PDFs; the engine inside does all else.
    engine: Arc<dyn Engine>,
}

impl<'a> Workshop<'a> {
    /// Loads fonts and templates. PDFs are drawn by `program`, if there is one,
    /// from files in a scratch folder on the shelf.
    ///
    /// # Errors
    ///
    /// Findings when the disk refuses that folder.
    pub fn new(
        brand: &'a Brand,
        date: Date,
        program: Option<&Program>,
        shelf: &Shelf,
    ) -> Result<Self, Findings> {
        let inside = Arc::new(Inside::new(brand));
        let engine: Arc<dyn Engine> = match program {
            None => inside.clone(),
            Some(program) => {
                let scratch = shelf.scratch()?;
                Arc::new(Outside::new(program.clone(), scratch, brand, inside.clone())?)
            }
        };
        Ok(Self { brand, date, inside, engine })
    }

    /// Draws a file, reads it back, and checks that it holds the words of its
    /// items and none for higher readers.
    ///
    /// # Errors
    ///
    /// All that is wrong with it.
    pub fn draw(&self, order: &Order, job: &Job) -> Result<Drawn, Findings> {
        let Some(item) = order.items(job).next() else {
            return Err(our_bug("", "a file of nothing was planned".into()).into());
        };
        let name = bundle::file_name(item, job.format);
        let bytes = self.bytes(order, item, job.format)?;
        let opened = Opened::new(&bytes, job.format).map_err(|refused| refused.ours(&name))?;
        let broken = opened.violations();
        if !broken.is_empty() {
            return Err(broken.into_iter().map(|what| our_bug(&name, what)).collect());
        }
        let words = Haystack::new(&opened.read().map_err(|refused| refused.ours(&name))?);
        let mut findings = Findings::new();
        for item in order.items(job) {
            let name = bundle::file_name(item, job.format);
            findings.extend(check::lost_words(item, job.format, &name, &words));
            if item.reader < Reader::Staff {
                let all = opened.all_text().map_err(|refused| refused.ours(&name))?;
                findings.extend(check::leaks(&name, item.reader, &all, &order.guarded));
            }
        }
        findings.ok_or(Drawn { bytes, words })
    }

    fn bytes(&self, order: &Order, item: &Item, format: Format) -> Result<Vec<u8>, Findings> {
        let none = BTreeMap::new();
        let kit = Kit {
            brand: self.brand,
            pictures: &order.pack.pictures,
            date: self.date,
            deck: order.pack.deck().map(|(_, deck)| deck),
            thumbs: &none,
        };
        let rendered = match format {
            Format::Pdf => Pdf::by(self.inside.clone(), self.engine.clone()).render(item, &kit),
            Format::Pptx => {
                // The words must fit in the office program's font as well.
                pdf::measure(&self.inside, item, &kit, FontUse::Measure)?;
                Pptx.render(item, &kit)
            }
            Format::Docx => {
                let thumbs = self.thumbs(order, item, &kit)?;
                Docx.render(item, &Kit { thumbs: thumbs.unwrap_or(&none), ..kit })
            }
        };
        Ok(rendered?.bytes)
    }

    /// Small pictures of the deck's slides, for a document in an office format
    /// that shows some.
    fn thumbs<'o>(
        &self,
        order: &'o Order,
        item: &Item,
        kit: &Kit<'_>,
    ) -> Result<Option<&'o BTreeMap<SlideId, Vec<u8>>>, Findings> {
        let shows = matches!(&item.body, Body::Document(document) if document.shows_a_slide());
        let (true, Some((deck, _))) = (shows, order.pack.deck()) else {
            return Ok(None);
        };
        if let Some(drawn) = order.thumbs.get() {
            return Ok(Some(drawn));
        }
        // Not inside the lock: Typst lends this thread to other files while it
        // waits, and one of those may want the same pictures.
        let drawn = pdf::slide_pictures(&self.inside, deck, kit, THUMB_PPI)?;
        Ok(Some(order.thumbs.get_or_init(|| drawn)))
    }
}

fn our_bug(name: &str, what: String) -> Finding {
    Finding::bug("broken-file", Place::File(name.to_owned()), what)
        .why("an office program would refuse the file or repair it")
}
