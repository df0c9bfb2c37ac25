//! Lessons to packs on the shelf: plan, draw, read back, check, publish.
//!
//! Nothing is published that was not read back and found whole. A pack that
//! fails leaves the old one as it was; the others go on.

mod edited;
mod job;
mod key;
mod original;
mod publish;

#[cfg(test)]
mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator as _, ParallelBridge as _, ParallelIterator as _};

pub use self::edited::{EditedFile, Role, check_edited, is_edited_file};
use self::job::{Drawn, Job, Order, Workshop};
use crate::brand::Brand;
use crate::bundle::{Bundle, Edits, file_name};
use crate::check;
use crate::compose::compose;
use crate::diagnostics::{Finding, Findings, Place};
use crate::fit::{FittedLesson, Request};
use crate::fs::Shelf;
use crate::library::Library;
use crate::pack::{Format, Pack};
use crate::render::typst::Program;

/// Bytes of stack of a thread: Typst lays out tables in tables by calling
/// itself.
const STACK: usize = 16 << 20;

/// What is asked for.
#[derive(Debug)]
pub struct Options<'a> {
    /// The folder where packs stand.
    pub out: &'a Path,
    /// Formats to make; all if empty. With some, the manifest says `partial`
    /// and no zip is written.
    pub only: BTreeSet<Format>,
    /// Files drawn at once.
    pub jobs: usize,
    /// The date written into files: the only clock there is.
    pub date: Date,
    /// What to do with a pack that somebody has edited.
    pub edits: Edits,
    /// Nation and school.
    pub request: Request,
    /// The program that draws PDFs; Typst inside if there is none.
    pub typst: Option<Program>,
}

/// Hears how far a build has come.
pub trait Watch: Sync {
    /// A pack of so many files is begun.
    fn begin(&self, lesson: &str, files: usize);
    /// A file of it is done.
    fn file(&self, name: &str);
    /// It stands on the shelf, or failed.
    fn end(&self, lesson: &str, built: Option<&Built>);
}

/// A pack on the shelf.
#[derive(Debug, Clone)]
pub struct Built {
    /// The lesson's id.
    pub lesson: String,
    /// The folder.
    pub folder: String,
    /// The zip, unless the pack is partial.
    pub zip: Option<String>,
    /// Files in the folder, the manifest included.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
}

/// Builds the packs of lessons, as many files at once as asked for. What was
/// built comes back beside what was found.
///
/// All files stand in one queue, lesson after lesson, so that no thread waits
/// for the last file of a pack, and only a few packs are in memory.
///
/// # Errors
///
/// Findings when nothing can be built at all, e.g. a folder that cannot be
/// written.
pub fn build(
    library: &Library,
    ids: &[String],
    brand: &Brand,
    options: &Options<'_>,
    watch: &dyn Watch,
) -> Result<(Vec<Built>, Findings), Findings> {
    let shelf = Bundle::shelf(options.out)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .stack_size(STACK)
        .build()
        .map_err(|error| {
            Finding::error("io", Place::Nowhere, format!("no threads could be started: {error}"))
                .why("files are drawn side by side")
                .remedy("try `--jobs 1`, or close other programs")
        })?;
    let workshop = Workshop::new(brand, options.date, options.typst.as_ref(), &shelf)?;
    let run = Run { library, workshop, shelf, options, watch, ended: Mutex::default() };
    let tasks = ids.iter().enumerate().flat_map(|(at, id)| run.begin(at, id));
    pool.install(|| tasks.par_bridge().for_each(|task| run.draw(&task)));

    let mut built = Vec::new();
    let mut findings = Findings::new();
    for ended in into_inner(run.ended).into_values() {
        match ended {
            Ok((pack, warnings)) => {
                findings.extend(warnings);
                built.push(pack);
            }
            Err(errors) => findings.extend(errors),
        }
    }
    // Lessons share their facts.
    findings.once_a_place("stale-fact");
    Ok((built, findings))
}

/// A pack on the shelf and what was found on the way, or why there is none.
type Ended = Result<(Built, Findings), Findings>;

/// A run of the program: what is the same for all lessons, and how each ended.
struct Run<'a> {
    library: &'a Library,
    workshop: Workshop<'a>,
    shelf: Shelf,
    options: &'a Options<'a>,
    watch: &'a dyn Watch,
    /// By the lesson's place in the call.
    ended: Mutex<BTreeMap<usize, Ended>>,
}

/// A lesson whose files are being drawn.
struct UnderWay<'a> {
    /// Its place in the call.
    at: usize,
    id: &'a str,
    fitted: FittedLesson<'a>,
    order: Order,
    warnings: Findings,
    /// What was drawn, by place among the jobs.
    drawn: Mutex<BTreeMap<usize, Result<Drawn, Findings>>>,
}

/// One file of a lesson.
struct Task<'a> {
    lesson: Arc<UnderWay<'a>>,
    job: usize,
}

impl<'a> Run<'a> {
    /// Composes a lesson; its files are the tasks. What cannot be composed has
    /// none and has ended.
    fn begin(&self, at: usize, id: &'a str) -> Vec<Task<'a>> {
        match self.under_way(at, id) {
            Ok(lesson) => {
                let files = lesson.order.jobs.iter().map(|job| job.items.len()).sum();
                self.watch.begin(id, files);
                if lesson.order.jobs.is_empty() {
                    self.publish(&lesson, BTreeMap::new());
                }
                let lesson = Arc::new(lesson);
                let jobs = 0..lesson.order.jobs.len();
                jobs.map(|job| Task { lesson: lesson.clone(), job }).collect()
            }
            Err(findings) => {
                self.end(at, id, Err(findings));
                Vec::new()
            }
        }
    }

    fn under_way(&self, at: usize, id: &'a str) -> Result<UnderWay<'a>, Findings> {
        let brand = self.workshop.brand;
        let (fitted, pack) = composed(self.library, id, brand, &self.options.request)?;
        let mut warnings = check::lesson(self.library, fitted.lesson);
        warnings.extend(check::facts(self.library, Some(fitted.lesson), self.options.date));
        // Notes are for whoever checks; the pages and the manifest say them too.
        warnings.drop_notes();
        warnings.extend(check::composed(&pack));
        warnings.ok_or(())?;
        let order = Order::new(pack, &self.options.only)?;
        Ok(UnderWay { at, id, fitted, order, warnings, drawn: Mutex::default() })
    }

    /// Draws a file. Whoever draws a lesson's last one publishes it.
    fn draw(&self, Task { lesson, job: at }: &Task<'a>) {
        let UnderWay { order, drawn, .. } = &**lesson;
        let Some(job) = order.jobs.get(*at) else { return };
        let result = self.workshop.draw(order, job);
        for item in order.items(job) {
            self.watch.file(&file_name(item, job.format));
        }
        let mut drawn = lock(drawn);
        drawn.insert(*at, result);
        if drawn.len() == order.jobs.len() {
            let all = std::mem::take(&mut *drawn);
            drop(drawn);
            self.publish(lesson, all);
        }
    }

    /// Publishes a lesson of which every file was drawn.
    fn publish(&self, lesson: &UnderWay<'a>, drawn: BTreeMap<usize, Result<Drawn, Findings>>) {
        let UnderWay { at, id, fitted, order, warnings, .. } = lesson;
        let mut errors = Findings::new();
        let mut files: Vec<(&Job, Drawn)> = Vec::new();
        for (job, drawn) in order.jobs.iter().zip(drawn.into_values()) {
            match drawn {
                Ok(drawn) => files.push((job, drawn)),
                Err(found) => errors.extend(found),
            }
        }
        errors.sort();
        // The same words are measured once for each font.
        errors.once_a_place("overflow");
        let mut warnings = warnings.clone();
        let ended = errors.ok_or(()).and_then(|()| {
            publish::publish(fitted, order, &files, &self.shelf, self.options, &mut warnings)
        });
        self.end(*at, id, ended.map(|built| (built, warnings)));
    }

    fn end(&self, at: usize, id: &str, ended: Ended) {
        self.watch.end(id, ended.as_ref().ok().map(|(built, _)| built));
        lock(&self.ended).insert(at, ended);
    }
}

/// A thread that fell over has ended the program, or will.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Checks lessons and what they share, side by side and without drawing anything:
/// all rules, and whether each lesson fits and composes. `date` is today.
pub fn check_lessons(library: &Library, ids: &[String], brand: &Brand, date: Date) -> Findings {
    let shared = || {
        let mut findings = check::registry(library, date);
        if library.lessons.keys().all(|id| ids.contains(id)) {
            findings.extend(check::scheme(library));
        }
        findings
    };
    let one = |id: &String| {
        let lesson = library.lessons.get(id);
        let mut findings = lesson.map_or_else(Findings::new, |one| check::lesson(library, one));
        match composed(library, id, brand, &Request::default()) {
            Ok((_, pack)) => findings.extend(check::composed(&pack)),
            Err(errors) => findings.extend(errors),
        }
        findings
    };
    let (mut findings, each) = rayon::join(shared, || ids.par_iter().map(one).collect::<Vec<_>>());
    each.into_iter().for_each(|found| findings.extend(found));
    findings
}

fn composed<'a>(
    library: &'a Library,
    id: &str,
    brand: &Brand,
    request: &Request,
) -> Result<(FittedLesson<'a>, Pack), Findings> {
    let lesson = library.lessons.get(id).ok_or_else(|| {
        Finding::error("unknown-lesson", Place::Nowhere, format!("there is no lesson `{id}`"))
            .why("nothing can be built from it")
            .remedy("see what there is with `lessonpack list`")
    })?;
    let fitted = FittedLesson::new(library, lesson, request)?;
    let pack = compose(&fitted, brand)?;
    Ok((fitted, pack))
}
