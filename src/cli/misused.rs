//! Calls that the program does not understand, as findings: what was typed,
//! and what would have been understood.

use std::ffi::OsString;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::args::Cli;
use crate::diagnostics::{Finding, Place};

/// The finding behind an error of the command line; none where its own words
/// must do.
pub fn finding(error: &Error, typed: &[OsString]) -> Option<Finding> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(ContextValue::Strings(texts)) => texts.first().map(String::as_str),
        _ => None,
    };
    let command = command(typed);
    let see = format!("see `{command} --help`");
    let meant = |kind| text(kind).map(|meant| format!("did you mean `{meant}`?"));
    let finding = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand)?;
            let what = format!("there is no command `{name}`");
            let remedy = meant(ContextKind::SuggestedSubcommand).unwrap_or(see);
            misunderstood("unknown-command", what, remedy)
        }
        ErrorKind::UnknownArgument => {
            let name = text(ContextKind::InvalidArg)?;
            let kind = if name.starts_with('-') { "option " } else { "" };
            let what = format!("`{command}` takes no {kind}`{name}`");
            let remedy = meant(ContextKind::SuggestedArg).unwrap_or(see);
            misunderstood("unknown-option", what, remedy)
        }
        ErrorKind::MissingRequiredArgument => {
            let name = text(ContextKind::InvalidArg)?.trim_matches(['<', '>']);
            let what = format!("`{command}` needs {name}");
            let remedy = format!("write `{command} {name}`; for an example, {see}");
            misunderstood("missing-argument", what, remedy)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let argument = text(ContextKind::InvalidArg)?;
            let (name, form) = argument.split_once(' ').unwrap_or((argument, argument));
            let (name, form) = (name.trim_matches(['<', '>']), form.trim_matches(['<', '>']));
            match text(ContextKind::InvalidValue).unwrap_or_default() {
                "" => {
                    let what = format!("nothing stands after `{name}`");
                    let remedy = format!("write `{name} {form}`; for an example, {see}");
                    misunderstood("missing-value", what, remedy)
                }
                value => {
                    let what = format!("`{name}` cannot be `{value}`");
                    let remedy = meant(ContextKind::SuggestedValue);
                    let remedy = remedy.unwrap_or_else(|| allowed(error, form, see));
                    misunderstood("wrong-value", what, remedy)
                }
            }
        }
        ErrorKind::ArgumentConflict => {
            let name = |kind| {
                let name = text(kind)?.split(' ').next()?;
                Some(name.trim_matches(['<', '>', '[', ']', '.']))
            };
            let (one, other) = (name(ContextKind::InvalidArg)?, name(ContextKind::PriorArg)?);
            let what = format!("`{one}` and `{other}` do not go together");
            misunderstood("usage", what, format!("leave one of them out; {see}"))
        }
        _ => return None,
    };
    Some(finding)
}

fn misunderstood(rule: &'static str, what: String, remedy: String) -> Finding {
    Finding::error(rule, Place::Nowhere, what)
        .why("what was meant is not guessed, so nothing was done")
        .remedy(remedy)
}

/// What may be written for a value of this form.
fn allowed(error: &Error, form: &str, see: String) -> String {
    if let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) {
        let known: Vec<_> = known.iter().map(|value| format!("`{value}`")).collect();
        return format!("write one of {}", known.join(", "));
    }
    match form {
        "YYYY-MM-DD" => "write year, month and day in digits, such as `2026-09-01`".into(),
        "N" => "write a whole number from 1 to 256".into(),
        _ => see,
    }
}

/// The program with the command that was typed, if it is one.
fn command(typed: &[OsString]) -> String {
    let commands = Cli::command();
    let known = typed.iter().skip(1).filter_map(|word| word.to_str());
    let known = known.filter_map(|word| commands.find_subcommand(word)).next();
    match known {
        Some(command) => format!("lessonpack {}", command.get_name()),
        None => "lessonpack".into(),
    }
}
