//! `lessonpack check`.

use super::args::{CheckArgs, CheckFormat};
use super::source::{self, Loaded};
use super::today::today;
use super::{Outcome, failed, file, print_text, words};
use crate::brand::Brand;
use crate::build::check_lessons;
use crate::diagnostics::{Findings, Sources, render_json};

pub fn run(args: &CheckArgs) -> Outcome {
    let looked = file::asked(args).and_then(|files| match files[..] {
        [] => look(args).map(|(loaded, findings)| {
            (Some(format!("Using {}.", loaded.from)), loaded.sources, findings)
        }),
        _ => file::look(args, &files).map(|(sources, findings)| (None, sources, findings)),
    });
    match (looked, args.format) {
        (Ok((using, sources, findings)), CheckFormat::Human) => {
            using.iter().for_each(|using| words::say(using));
            words::findings(&findings, &sources);
            if findings.is_empty() {
                words::say("No findings.");
            }
            Outcome::of(&findings)
        }
        (Ok((_, sources, findings)), CheckFormat::Json) => {
            match print_text(&render_json(&findings, &sources)) {
                Outcome::Done => Outcome::of(&findings),
                failed => failed,
            }
        }
        (Err(findings), CheckFormat::Human) => failed(&findings),
        (Err(findings), CheckFormat::Json) => {
            match print_text(&render_json(&findings, &Sources::default())) {
                Outcome::Done => Outcome::failed(&findings),
                failed => failed,
            }
        }
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
