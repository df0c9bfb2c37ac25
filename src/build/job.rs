//! Files to draw, each once however often a pack holds it, in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Watch;
use super::key::Key;
use crate::brand::{Brand, FontUse};
use crate::bundle;
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::Shelf;
use crate::ooxml::invariants::{deck_violations, document_violations};
use crate::pack::{Body, Deck, Format, Item, Pack};
use crate::read::{self, ReadBack};
use crate::render::docx::Docx;
use crate::render::pdf::{self, Pdf};
use crate::render::pptx::Pptx;
use crate::render::typst::{Engine, Inside, Outside, Program};
use crate::render::{Kit, Renderer};

/// Pixels an inch of the small pictures of slides in documents.
const THUMB_PPI: f64 = 48.0;

/// A file of a pack that is to be drawn.
#[derive(Debug, Copy, Clone)]
pub struct Job<'a> {
    /// What.
    pub item: &'a Item,
    /// In which format.
    pub format: Format,
}

/// A file that was drawn and read back.
#[derive(Debug)]
pub struct Drawn<'a> {
    /// Its name in the pack, e.g. `teacher/2-slides.pptx`.
    pub name: String,
    /// What it was drawn from.
    pub item: &'a Item,
    /// Its format.
    pub format: Format,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// What a reader sees of it.
    pub read: Arc<ReadBack>,
}

/// The files of a pack in the formats asked for, all if none was, in the
/// pack's order.
pub fn plan<'a>(pack: &'a Pack, only: &BTreeSet<Format>) -> Vec<Job<'a>> {
    let wanted = |format: &Format| only.is_empty() || only.contains(format);
    let jobs = pack.items.iter().flat_map(|item| {
        let formats = item.formats.iter().copied().filter(wanted);
        formats.map(move |format| Job { item, format }).collect::<Vec<_>>()
    });
    jobs.collect()
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

    /// Lets go of what Typst remembers of the last pack, so that memory stays
    /// flat as lessons grow.
    pub fn forget(&self) {
        typst::comemo::evict(0);
    }

    /// Draws a pack's files and reads each back.
    ///
    /// # Errors
    ///
    /// All findings of all files.
    pub fn draw<'p>(
        &self,
        pack: &'p Pack,
        jobs: &[Job<'p>],
        watch: &dyn Watch,
    ) -> Result<Vec<Drawn<'p>>, Findings> {
        let deck = jobs_deck(pack);
        let thumbs = self.thumbs(pack, jobs)?;
        let kit = Kit {
            brand: self.brand,
            pictures: &pack.pictures,
            date: self.date,
            deck: deck.and_then(as_deck),
            thumbs: &thumbs,
        };
        let mut keyed = Vec::new();
        let mut distinct = BTreeMap::new();
        for job in jobs {
            let key = Key::new(job.item, job.format, kit.deck)?;
            let name = bundle::file_name(job.item, job.format);
            distinct.entry(key).or_insert_with(|| (*job, name.clone()));
            keyed.push((key, *job, name));
        }
        let distinct: Vec<_> = distinct.into_iter().collect();
        let done: Vec<_> = distinct
            .par_iter()
            .map(|(key, (job, name))| {
                let file = self.file(*job, name, &kit);
                watch.file(name);
                (*key, file)
            })
            .collect();

        let mut findings = Findings::new();
        let mut files = BTreeMap::new();
        for (key, file) in done {
            match file {
                Ok((bytes, read)) => {
                    files.insert(key, (Arc::new(bytes), Arc::new(read)));
                }
                Err(errors) => findings.extend(errors),
            }
        }
        findings.sort();
        // The same words are measured once for each font.
        findings.once_a_place("overflow");
        let drawn = keyed.into_iter().filter_map(|(key, job, name)| {
            let (bytes, read) = files.get(&key)?.clone();
            Some(Drawn { name, item: job.item, format: job.format, bytes, read })
        });
        let drawn = drawn.collect();
        findings.ok_or(drawn)
    }

    fn file(
        &self,
        job: Job<'_>,
        name: &str,
        kit: &Kit<'_>,
    ) -> Result<(Vec<u8>, ReadBack), Findings> {
        let writer: &dyn Renderer = match job.format {
            Format::Pdf => &Pdf::by(self.inside.clone(), self.engine.clone()),
            Format::Pptx => {
                // The words must fit in the office program's font as well.
                pdf::measure(&self.inside, job.item, kit, FontUse::Measure)?;
                &Pptx
            }
            Format::Docx => &Docx,
        };
        let bytes = writer.render(job.item, kit)?.bytes;
        let broken = match job.format {
            Format::Pdf => Vec::new(),
            Format::Pptx => deck_violations(&bytes),
            Format::Docx => document_violations(&bytes),
        };
        if !broken.is_empty() {
            return Err(broken.into_iter().map(|what| our_bug(name, what)).collect());
        }
        let read = read::read(&bytes, job.format, name)?;
        Ok((bytes, read))
    }

    /// Small pictures of the deck's slides, where a document in an office
    /// format is to show them.
    fn thumbs(
        &self,
        pack: &Pack,
        jobs: &[Job<'_>],
    ) -> Result<BTreeMap<crate::pack::SlideId, Vec<u8>>, Findings> {
        let none = BTreeMap::new();
        let Some(item) = jobs_deck(pack) else {
            return Ok(none);
        };
        if !jobs.iter().any(|job| job.format == Format::Docx) {
            return Ok(none);
        }
        let kit = Kit {
            brand: self.brand,
            pictures: &pack.pictures,
            date: self.date,
            deck: as_deck(item),
            thumbs: &none,
        };
        pdf::slide_pictures(&self.inside, item, &kit, THUMB_PPI)
    }
}

/// The pack's deck, as an item.
fn jobs_deck(pack: &Pack) -> Option<&Item> {
    pack.items.iter().find(|item| as_deck(item).is_some())
}

fn as_deck(item: &Item) -> Option<&Deck> {
    match &item.body {
        Body::Deck(deck) => Some(deck),
        Body::Document(_) => None,
    }
}

fn our_bug(name: &str, what: String) -> Finding {
    Finding::bug("broken-file", Place::File(name.to_owned()), what)
        .why("an office program would refuse the file or repair it")
}
