//! The file that an edited one was: drawn again from its lesson, or taken from
//! a pack.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::composed;
use crate::brand::Brand;
use crate::bundle::{Contents, file_name};
use crate::check::edited::{Original, help_by_words, help_places};
use crate::check::{self, Guarded};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fit::{FittedLesson, Request};
use crate::library::Library;
use crate::pack::{Format, Identity, Item, Pack};
use crate::read::{At, Opened, ReadBack, Refused, format_of, normalise, read};
use crate::render::docx::Docx;
use crate::render::pptx::Pptx;
use crate::render::raster::rasterise;
use crate::render::{Kit, Renderer};
use crate::text::{Authored as _, plain_line};

/// A file that an edited one may have been, with what it is.
#[derive(Debug)]
pub struct Candidate {
    /// What it is.
    pub identity: Identity,
    /// The file.
    pub original: Original,
}

/// Where originals come from.
#[derive(Debug, Copy, Clone)]
pub struct Desk<'a> {
    /// Lessons to compose again.
    pub library: &'a Library,
    /// How they look.
    pub brand: &'a Brand,
    /// The pack that the user named.
    pub against: Option<&'a Contents>,
}

impl Desk<'_> {
    /// The file that an edited one was, by what it says of itself, else by what
    /// it has in common with those there are. None if there is no such file.
    ///
    /// # Errors
    ///
    /// The pack that was named cannot be read, or a lesson cannot be composed.
    pub fn original(
        &self,
        edited: &ReadBack,
        format: Format,
    ) -> Result<Option<Candidate>, Findings> {
        let says = Identity::from_properties(&edited.own)
            .or_else(|| Identity::from_keywords(&edited.keywords));
        let stem = says.as_ref().map(|says| says.stem.as_str());
        let candidates = match self.against {
            Some(pack) => self.in_pack(pack, format, stem, says.as_ref())?,
            None => {
                let lesson = says.as_ref().map(|says| says.lesson.clone());
                let Some(lesson) = lesson.or_else(|| self.lesson_in_foot(edited)) else {
                    return Ok(None);
                };
                self.drawn(&lesson, format, says.as_ref())?
            }
        };
        // One that was named needs nothing in common.
        if says.is_some() && candidates.len() == 1 {
            return Ok(candidates.into_iter().next());
        }
        let shares = candidates
            .into_iter()
            .map(|candidate| (share(&candidate.original.read, edited), candidate));
        let best = shares.max_by(|(a, _), (b, _)| a.total_cmp(b));
        Ok(best.filter(|(share, _)| *share >= SHARE).map(|(_, candidate)| candidate))
    }

    /// The files of a lesson, drawn again: the one of that name and reader, or
    /// all of the format. None if there is no such lesson.
    fn drawn(
        &self,
        lesson: &str,
        format: Format,
        says: Option<&Identity>,
    ) -> Result<Vec<Candidate>, Findings> {
        let Some((fitted, pack)) = self.compose(lesson, says)? else { return Ok(Vec::new()) };
        let guarded = check::guarded(&pack.items);
        let is_wanted = |item: &&Item| {
            let named = |says: &Identity| says.stem == item.stem && says.reader == item.reader;
            item.formats.contains(&format) && says.is_none_or(named)
        };
        let wanted = pack.items.iter().filter(is_wanted);
        let drawn = wanted.map(|item| {
            let name = file_name(item, format);
            let read = read(&self.draw(&pack, item, format)?, format, &name)?;
            let help = help_places(&fitted, item, &read);
            let version = item.meta.version.clone();
            let (reader, guarded) = (item.reader, guarded.clone());
            let original = Original { name, reader, version, read, help, guarded };
            Ok(Candidate { identity: Identity::of(item), original })
        });
        drawn.collect()
    }

    /// The files of a pack that was named, of a format: the one of that name,
    /// or all.
    fn in_pack(
        &self,
        pack: &Contents,
        format: Format,
        stem: Option<&str>,
        says: Option<&Identity>,
    ) -> Result<Vec<Candidate>, Findings> {
        let lesson = &pack.manifest.lesson;
        if let Some(says) = says.filter(|says| says.lesson != lesson.id) {
            return Err(another_pack(pack, &says.lesson));
        }
        let composed = self.compose(&lesson.id, says)?;
        let guarded = match &composed {
            Some((_, pack)) => check::guarded(&pack.items),
            None => guarded_in(pack)?,
        };
        let files = pack.manifest.files.iter().filter(|file| format_of(&file.name) == Some(format));
        let mut candidates = Vec::new();
        for file in files.clone() {
            let own = stem_of(&file.name);
            let others = || files.clone().any(|file| Some(stem_of(&file.name)) == stem);
            if stem.is_some_and(|stem| stem != own && others()) {
                continue;
            }
            let identity = Identity {
                lesson: lesson.id.clone(),
                stem: own.to_owned(),
                reader: file.reader,
                audience: lesson.audience.clone(),
                nation: lesson.nation.clone(),
                version: lesson.version.clone(),
            };
            let name = format!("{}/{}", pack.shown(), file.name);
            let bytes = pack.read(&file.name)?;
            if !Contents::is_as_built(file, &bytes) {
                // Somebody has edited the pack itself: with that, nothing is compared.
                let again = self.drawn(&lesson.id, format, Some(&identity))?;
                if again.is_empty() {
                    return Err(edited_itself(&name));
                }
                candidates.extend(again);
                continue;
            }
            let read = of_pack(&bytes, format, &name)?;
            let item = composed.as_ref().and_then(|(fitted, pack)| {
                let mut items = pack.items.iter();
                let item = items.find(|item| item.stem == own && item.reader == file.reader)?;
                Some((fitted, item))
            });
            let registry = &self.library.registry;
            let help = match item {
                Some((fitted, item)) => help_places(fitted, item, &read),
                None => help_by_words(registry, &lesson.audience, &read),
            };
            let (version, guarded) = (lesson.version.clone(), guarded.clone());
            let name = file.name.clone();
            candidates.push(Candidate {
                identity,
                original: Original { name, reader: file.reader, version, read, help, guarded },
            });
        }
        Ok(candidates)
    }

    /// A lesson with its pack, for the nation that a file says; none if there
    /// is no such lesson.
    fn compose(
        &self,
        lesson: &str,
        says: Option<&Identity>,
    ) -> Result<Option<(FittedLesson<'_>, Pack)>, Findings> {
        if !self.library.lessons.contains_key(lesson) {
            return Ok(None);
        }
        let nations = &self.library.registry.nations;
        let nation = says.and_then(|says| {
            nations.iter().find(|nation| says.nation.starts_with(nation.name.raw()))
        });
        let request =
            Request { nation: nation.map(|nation| nation.id.value.clone()), ..Request::default() };
        composed(self.library, lesson, self.brand, &request).map(Some)
    }

    /// The lesson whose title stands in the foot of slides and pages, or on any
    /// of them where a program has made the foot a line like others.
    fn lesson_in_foot(&self, edited: &ReadBack) -> Option<String> {
        let lines = |foot: bool| -> Vec<String> {
            let places = edited.places.iter();
            let places = places.filter(|place| (place.at == At::HeaderFooter) == foot);
            places.flat_map(|place| place.text.lines()).map(normalise).collect()
        };
        let (feet, others) = (lines(true), lines(false));
        let library = self.library;
        let named = library.lessons.iter().filter_map(|(id, lesson)| {
            let fitted = FittedLesson::new(library, lesson, &Request::default()).ok()?;
            let title = normalise(&plain_line(&fitted.line(&lesson.title)));
            let name = normalise(&plain_line(&fitted.line(&fitted.audience.name)));
            let in_foot = feet.iter().any(|line| line.starts_with(&title));
            if !in_foot && !others.iter().any(|line| line.starts_with(&title)) {
                return None;
            }
            // Lessons for two audiences may have one title.
            let says = feet.iter().chain(&others).any(|line| line.contains(&name));
            Some((in_foot, says, title.len(), id.clone()))
        });
        named.max().map(|(.., id)| id)
    }

    /// Draws an office file for its words: small pictures of slides are blank.
    fn draw(&self, pack: &Pack, item: &Item, format: Format) -> Result<Vec<u8>, Findings> {
        let deck = pack.deck().map(|(_, deck)| deck);
        let blank = rasterise(BLANK, 16).map(|png| png.bytes).unwrap_or_default();
        let slides = deck.iter().flat_map(|deck| &deck.slides);
        let thumbs: BTreeMap<_, _> =
            slides.map(|slide| (slide.id.clone(), blank.clone())).collect();
        let kit = Kit {
            brand: self.brand,
            pictures: &pack.pictures,
            date: Date::default(),
            deck,
            thumbs: &thumbs,
        };
        let rendered = match format {
            Format::Docx => Docx.render(item, &kit)?,
            Format::Pptx | Format::Pdf => Pptx.render(item, &kit)?,
        };
        Ok(rendered.bytes)
    }
}

/// The share of a file's paragraphs that an edited one must have to pass for
/// it.
const SHARE: f64 = 0.3;

const BLANK: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'/>";

/// The share of a file's paragraphs that another has.
fn share(file: &ReadBack, edited: &ReadBack) -> f64 {
    let there = normalise(&edited.flow);
    let lines: Vec<String> = file.flow.lines().map(normalise).filter(|l| !l.is_empty()).collect();
    let found = lines.iter().filter(|line| there.contains(*line)).count();
    found as f64 / lines.len().max(1) as f64
}

/// `2-slides`, of `teacher/2-slides.pptx`.
fn stem_of(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The sentences of a pack that are not for every reader, as its files have
/// them: its lesson is not among those there are.
fn guarded_in(pack: &Contents) -> Result<Vec<Guarded>, Findings> {
    let mut words = Vec::new();
    for file in &pack.manifest.files {
        let Some(format) = format_of(&file.name) else { continue };
        let name = format!("{}/{}", pack.shown(), file.name);
        let read = of_pack(&pack.read(&file.name)?, format, &name)?;
        words.extend(read.places.into_iter().map(|place| (file.reader, place.text)));
        // What runs over a page is whole here alone.
        words.push((file.reader, read.flow));
    }
    Ok(check::guarded_words(&words))
}

fn another_pack(pack: &Contents, lesson: &str) -> Findings {
    let (shown, own) = (pack.shown(), &pack.manifest.lesson.id);
    let what =
        format!("`--against` cannot be `{shown}`, a pack of `{own}`: the file is of `{lesson}`");
    Finding::error("wrong-value", Place::Nowhere, what)
        .why("compared with another lesson, nearly all of it would seem to be changed")
        .remedy(format!("name a pack of `{lesson}`, or leave `--against` out"))
        .into()
}

fn edited_itself(name: &str) -> Findings {
    let what = format!("`{name}` has changed since it was built");
    Finding::error("pack-changed", Place::File(name.to_owned()), what)
        .why("an edited file is compared with what was built, not with another edited file")
        .remedy("name the pack’s zip, or fetch the pack again from where it came")
        .into()
}

/// What a reader sees of a file of a pack, which is no longer ours to mend.
fn of_pack(bytes: &[u8], format: Format, name: &str) -> Result<ReadBack, Findings> {
    let read = Opened::new(bytes, format).and_then(|opened| opened.read());
    let again = |refused| Refused { remedy: "build the pack again".into(), ..refused };
    read.map_err(|refused| again(refused).theirs(name).into())
}
