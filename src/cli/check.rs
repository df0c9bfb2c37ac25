//! `lessonpack check`.

use std::path::PathBuf;

use super::args::{CheckArgs, CheckFormat, DenyArg};
use super::source::{self, Loaded};
use super::today::today;
use super::told::{is_for_people, told};
use super::{Outcome, asked, baseline, file, fix, words};
use crate::brand::Brand;
use crate::build::check_lessons;
use crate::diagnostics::{Findings, Level, Sources};

pub fn run(args: &CheckArgs) -> Outcome {
    let (outcome, printed) = match file::asked(args) {
        Ok(files) if files.is_empty() => lessons(args),
        Ok(files) => edited(args, &files),
        Err(findings) => in_the_way(args, &findings),
    };
    if printed == Outcome::Done { outcome } else { printed }
}

/// Files that somebody has edited: what is wrong with them, and whether that was
/// told.
fn edited(args: &CheckArgs, files: &[PathBuf]) -> (Outcome, Outcome) {
    match file::look(args, files) {
        Ok((sources, findings)) => {
            (outcome(&findings, args.deny), told(args.format, &findings, &sources, true))
        }
        Err(findings) => in_the_way(args, &findings),
    }
}

/// What stands in the way of everything.
fn in_the_way(args: &CheckArgs, findings: &Findings) -> (Outcome, Outcome) {
    (Outcome::failed(findings), told(args.format, findings, &Sources::default(), false))
}

/// Lessons: likewise.
fn lessons(args: &CheckArgs) -> (Outcome, Outcome) {
    match look(args) {
        Ok(Looked { loaded, findings, hidden, .. }) => {
            if args.format == CheckFormat::Human {
                words::say(&format!("Using {}.", loaded.from));
            }
            let printed = told(args.format, &findings, &loaded.sources, true);
            let safe = fix::safe(&findings).count();
            if safe > 0 && args.format == CheckFormat::Human {
                words::say(&format!("`--fix` can mend {safe} of them."));
            }
            if hidden > 0 && is_for_people(args.format) {
                words::say(&format!("Not shown, as the baseline knows them: {hidden}."));
            }
            (outcome(&findings, args.deny), printed)
        }
        Err(findings) => in_the_way(args, &findings),
    }
}

/// What findings come to, and warnings too where they are not let pass.
fn outcome(findings: &Findings, deny: Option<DenyArg>) -> Outcome {
    match (Outcome::of(findings), deny) {
        (Outcome::Done, Some(DenyArg::Warnings)) if findings.count(Level::Warning) > 0 => {
            Outcome::Findings
        }
        (outcome, _) => outcome,
    }
}

/// What was looked at, and what there is to show.
struct Looked {
    loaded: Loaded,
    findings: Findings,
    /// How many findings the baseline knows.
    hidden: usize,
    /// Whether every rule was asked about every lesson.
    whole: bool,
}

/// What is wrong with the lessons that were asked for, once what can be mended
/// is mended, but for what a baseline knows.
fn look(args: &CheckArgs) -> Result<Looked, Findings> {
    let known = args.baseline.as_deref().map(baseline::read).transpose()?;
    let mut looked = look_once(args, known.as_ref())?;
    if args.fix {
        let fixed = fix::apply(&looked.loaded, &looked.findings)?;
        if fixed.fixes > 0 {
            looked = look_once(args, known.as_ref())?;
        }
    }
    if let Some(path) = &args.write_baseline {
        if looked.whole {
            baseline::write(path, &looked.loaded, &mut looked.findings)?;
        } else {
            words::say("No baseline was written: not everything could be checked.");
        }
    }
    Ok(looked)
}

fn look_once(args: &CheckArgs, known: Option<&baseline::Known>) -> Result<Looked, Findings> {
    let brand = Brand::embedded()?;
    let mut loaded = source::lessons(args.from.lessons.as_deref(), &brand)?;
    let ids = asked::lessons(&loaded, &args.ids)?;
    let date = today(args.date)?;
    let mut findings = loaded.findings_for(&ids);
    let mut whole = false;
    if let Some(library) = &loaded.library
        && !findings.has_errors()
    {
        findings.extend(check_lessons(library, &ids, &brand, date));
        findings.sort();
        whole = ids.len() == loaded.ids.len();
    }
    let hidden = known.map_or(0, |known| known.hide(&mut loaded, &mut findings, whole));
    Ok(Looked { loaded, findings, hidden, whole })
}
