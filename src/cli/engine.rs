//! Which Typst draws the PDFs.

use std::ffi::OsString;
use std::time::Duration;

use super::args::{EngineArg, EngineArgs};
use crate::diagnostics::{Finding, Findings, Place};
use crate::render::typst::{Program, Wanted};

/// Seconds for one document: some hundred times what it needs.
const LIMIT: u16 = 60;

/// What a program may see of the environment: where programs and homes are,
/// which a wrapper script may ask for, and what Windows starts none without.
const ENVIRONMENT: [&str; 5] = ["PATH", "HOME", "SystemRoot", "TEMP", "TMP"];

/// The program that was asked for, if one was, and a warning if its version is
/// another one that was allowed.
///
/// # Errors
///
/// Options of a program without `--engine cli`; a program that is not there or
/// has another version.
pub fn program(args: &EngineArgs) -> Result<(Option<Program>, Findings), Findings> {
    match args.engine {
        EngineArg::BuiltIn => {
            let only_for_cli = [
                ("--typst", args.typst.is_some()),
                ("--any-typst", args.any_typst),
                ("--typst-timeout", args.typst_timeout.is_some()),
            ];
            let needless = only_for_cli.into_iter().filter(|(_, given)| *given);
            let findings: Findings = needless.map(|(option, _)| needs_cli(option)).collect();
            if findings.is_empty() { Ok((None, findings)) } else { Err(findings) }
        }
        EngineArg::Cli => {
            let wanted = Wanted {
                path: args.typst.clone().unwrap_or_else(|| "typst".into()),
                environment: environment(),
                limit: Duration::from_secs(args.typst_timeout.unwrap_or(LIMIT).into()),
                any_version: args.any_typst,
            };
            Program::find(wanted).map(|(program, findings)| (Some(program), findings))
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "`cli` looks at the environment for all others")]
fn environment() -> Vec<(OsString, OsString)> {
    let value = |name: &&str| Some((OsString::from(name), std::env::var_os(name)?));
    ENVIRONMENT.iter().filter_map(value).collect()
}

fn needs_cli(option: &str) -> Finding {
    Finding::error("usage", Place::Nowhere, format!("`{option}` is for `--engine cli` alone"))
        .why("the Typst inside lessonpack would draw the PDFs, and the option be ignored")
        .remedy(format!("add `--engine cli`, or leave out `{option}`"))
}
