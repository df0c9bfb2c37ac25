//! Lessons to packs on the shelf: plan, draw, read back, check, publish.
//!
//! Nothing is published that was not read back and found whole. A pack that
//! fails leaves the old one as it was; the others go on.

mod job;
mod key;
mod publish;

#[cfg(test)]
mod faults;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use self::job::Workshop;
use crate::brand::Brand;
use crate::bundle::{Bundle, Edits};
use crate::check;
use crate::compose::compose;
use crate::diagnostics::{Finding, Findings, Place};
use crate::fit::{FittedLesson, Request};
use crate::fs::Shelf;
use crate::library::Library;
use crate::pack::{Format, Pack};
use crate::render::typst::Program;

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

/// Builds the packs of lessons, one after the other, their files in parallel.
/// What was built comes back beside what was found.
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
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build().map_err(|error| {
            Finding::error("io", Place::Nowhere, format!("no threads could be started: {error}"))
                .why("files are drawn side by side")
                .remedy("try `--jobs 1`, or close other programs")
        })?;
    let workshop = Workshop::new(brand, options.date, options.typst.as_ref(), &shelf)?;
    let mut built = Vec::new();
    let mut findings = Findings::new();
    for id in ids {
        let result = pool.install(|| one(library, id, &workshop, &shelf, options, watch));
        match result {
            Ok((pack, warnings)) => {
                findings.extend(warnings);
                watch.end(id, Some(&pack));
                built.push(pack);
            }
            Err(errors) => {
                findings.extend(errors);
                watch.end(id, None);
            }
        }
        workshop.forget();
    }
    Ok((built, findings))
}

/// Checks lessons without drawing anything: whether each fits, composes, and
/// says nothing twice.
pub fn check_lessons(library: &Library, ids: &[String], brand: &Brand) -> Findings {
    let mut findings = Findings::new();
    for id in ids {
        match composed(library, id, brand, &Request::default()) {
            Ok((_, pack)) => findings.extend(check::composed(&pack)),
            Err(errors) => findings.extend(errors),
        }
    }
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

fn one(
    library: &Library,
    id: &str,
    workshop: &Workshop<'_>,
    shelf: &Shelf,
    options: &Options<'_>,
    watch: &dyn Watch,
) -> Result<(Built, Findings), Findings> {
    let (fitted, pack) = composed(library, id, workshop.brand, &options.request)?;
    let mut findings = check::composed(&pack);
    if findings.has_errors() {
        return Err(findings);
    }
    let jobs = job::plan(&pack, &options.only);
    watch.begin(id, jobs.len());
    let files = workshop.draw(&pack, &jobs, watch)?;
    let built = publish::publish(&fitted, &pack, &files, shelf, options, &mut findings)?;
    Ok((built, findings))
}
