//! `lessonpack check`.

use super::args::{CheckArgs, CheckFormat};
use super::{Outcome, failed, print_text, source, words};
use crate::brand::Brand;
use crate::build::check_lessons;
use crate::diagnostics::render_json;

pub fn run(args: &CheckArgs) -> Outcome {
    let brand = match Brand::embedded() {
        Ok(brand) => brand,
        Err(findings) => return failed(&findings),
    };
    let loaded = match source::lessons(args.from.lessons.as_deref(), &brand) {
        Ok(loaded) => loaded,
        Err(findings) => return failed(&findings),
    };
    let ids = match source::choose(&loaded, &args.ids) {
        Ok(ids) => ids,
        Err(unknown) => return failed(&unknown),
    };
    let mut findings = loaded.findings_for(&ids);
    if let Some(library) = &loaded.library
        && !findings.has_errors()
    {
        findings.extend(check_lessons(library, &ids, &brand));
        findings.sort();
    }
    let sources = &loaded.sources;
    match args.format {
        CheckFormat::Json => match print_text(&render_json(&findings, sources)) {
            Outcome::Done => {}
            failed => return failed,
        },
        CheckFormat::Human => {
            words::say(&format!("Using {}.", loaded.from));
            words::findings(&findings, sources);
            if findings.is_empty() {
                words::say("No findings.");
            }
        }
    }
    if findings.has_errors() { Outcome::Findings } else { Outcome::Done }
}
