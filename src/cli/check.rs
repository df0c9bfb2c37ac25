//! `lessonpack check`.

use super::args::{CheckArgs, CheckFormat, DenyArg};
use super::source::{self, Loaded};
use super::today::today;
use super::told::told;
use super::{Outcome, words};
use crate::brand::Brand;
use crate::build::check_lessons;
use crate::diagnostics::{Findings, Level, Sources};

pub fn run(args: &CheckArgs) -> Outcome {
    let (outcome, printed) = match look(args) {
        Ok((loaded, findings)) => {
            if args.format == CheckFormat::Human {
                words::say(&format!("Using {}.", loaded.from));
            }
            (outcome(&findings, args.deny), told(args.format, &findings, &loaded.sources, true))
        }
        Err(findings) => {
            let printed = told(args.format, &findings, &Sources::default(), false);
            (Outcome::failed(&findings), printed)
        }
    };
    if printed == Outcome::Done { outcome } else { printed }
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

/// The lessons, and all that is wrong with those that were asked for.
fn look(args: &CheckArgs) -> Result<(Loaded, Findings), Findings> {
    let brand = Brand::embedded()?;
    let loaded = source::lessons(args.from.lessons.as_deref(), &brand)?;
    let ids = source::choose(&loaded, &args.ids)?;
    let date = today(args.date)?;
    let mut findings = loaded.findings_for(&ids);
    if let Some(library) = &loaded.library
        && !findings.has_errors()
    {
        findings.extend(check_lessons(library, &ids, &brand, date));
        findings.sort();
    }
    Ok((loaded, findings))
}
