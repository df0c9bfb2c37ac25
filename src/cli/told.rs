//! What `check` found, in the form that was asked for.

use super::args::CheckFormat;
use super::{Outcome, print_text, rules, words};
use crate::diagnostics::{
    Findings, Sources, render_github, render_json, render_sarif, render_short,
};

/// Shows findings: words on standard error, data on standard output. `ran` says
/// whether there was a check at all. Done, unless they did not arrive.
pub fn told(format: CheckFormat, findings: &Findings, sources: &Sources, ran: bool) -> Outcome {
    let counted = |text: &str| {
        let printed = print_text(text);
        words::say(&words::sentence(findings));
        printed
    };
    match format {
        CheckFormat::Human => {
            words::findings(findings, sources);
            if findings.is_empty() {
                words::say("No findings.");
            }
            Outcome::Done
        }
        CheckFormat::Short => counted(&render_short(findings, sources)),
        CheckFormat::Github => counted(&render_github(findings, sources)),
        CheckFormat::Json => print_text(&(render_json(findings, sources) + "\n")),
        CheckFormat::Sarif => {
            print_text(&(render_sarif(findings, sources, &rules::docs(), ran) + "\n"))
        }
    }
}

/// Whether a person reads along: data is followed by nothing.
pub fn is_for_people(format: CheckFormat) -> bool {
    !matches!(format, CheckFormat::Json | CheckFormat::Sarif)
}
