//! The command line: what was typed, one call into the library, words.

mod args;
mod build;
mod check;
mod engine;
mod explain;
mod file;
mod list;
mod misused;
mod new;
mod rules;
mod source;
mod today;
mod verify;
mod words;

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser as _};

use self::args::{Cli, Command};
use crate::diagnostics::{Finding, Findings, Level, Place, Sources};

/// How a run ended, as its exit code tells.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Outcome {
    /// Done: 0.
    Done,
    /// Something to mend was found: 1.
    Findings,
    /// It could not be done at all: 2.
    Failed,
    /// A bug of ours: 70.
    Bug,
}

impl Outcome {
    /// What findings come to: a bug of ours before a disk or a program that
    /// refuses or work of somebody's that stands in the way, and those before
    /// mistakes.
    fn of(findings: &Findings) -> Self {
        let refuses =
            |rule| matches!(rule, "io" | "pack-edited" | "foreign-folder" | "typst-program");
        let mut errors = findings.iter().filter(|finding| finding.level == Level::Error);
        if findings.has_bugs() {
            Self::Bug
        } else if errors.any(|finding| refuses(finding.rule)) {
            Self::Failed
        } else if findings.has_errors() {
            Self::Findings
        } else {
            Self::Done
        }
    }

    /// What findings come to that stand in the way of everything.
    fn failed(findings: &Findings) -> Self {
        if findings.has_bugs() { Self::Bug } else { Self::Failed }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Failed => 2,
            Self::Bug => 70,
        }
    }
}

/// Runs the program with what was typed, the program's own name first.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> Outcome {
    let typed: Vec<_> = typed.into_iter().collect();
    let cli = match Cli::try_parse_from(&typed) {
        Ok(cli) => cli,
        Err(error) => return explain(&error, &typed),
    };
    let Some(command) = cli.command else {
        words::say(WELCOME);
        // Nothing was done, and a script whose command went missing must notice.
        return Outcome::Failed;
    };
    match command {
        Command::Build(args) => build::run(&args),
        Command::List(args) => list::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules => rules::run(),
        Command::New(args) => new::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Schema => print_json(&crate::library::json_schema()),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "lessonpack", &mut script);
            print_text(&String::from_utf8_lossy(&script))
        }
    }
}

/// Runs `work`, and turns a panic into words and the code of a bug.
pub fn guarded(work: impl FnOnce() -> Outcome + std::panic::UnwindSafe) -> Outcome {
    std::panic::set_hook(Box::new(|info| {
        words::say(&format!(
            "This is a bug in lessonpack {}: {info}\n\
             Nothing half-written was left behind. Please report it with the lesson that caused it.",
            env!("CARGO_PKG_VERSION")
        ));
    }));
    std::panic::catch_unwind(work).unwrap_or(Outcome::Bug)
}

/// What to do next, for whoever types the program's name alone.
const WELCOME: &str = "\
lessonpack turns lessons written as YAML into packs to teach from.

  lessonpack list                  see which lessons there are
  lessonpack build                 make their packs, in the folder `packs`
  lessonpack new 11-14/my-lesson   start a lesson of your own

`lessonpack --help` tells the rest.";

/// Help and version go to standard output; a mistake in the call to standard
/// error.
fn explain(error: &clap::Error, typed: &[OsString]) -> Outcome {
    if let Some(finding) = misused::finding(error, typed) {
        return failed(&finding.into());
    }
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        words::say(text.trim_end());
        return Outcome::Failed;
    }
    print_text(&words::for_stdout(&text))
}

/// Data that did not arrive whole must not pass for whole.
fn print_text(text: &str) -> Outcome {
    let Err(error) = words::print(text) else {
        return Outcome::Done;
    };
    let what = format!("could not write to standard output: {error}");
    failed(
        &Finding::error("io", Place::Nowhere, what)
            .why("what was printed is cut off")
            .remedy("print into a file on a disk with space, and run again")
            .into(),
    )
}

fn print_json(value: &impl serde::Serialize) -> Outcome {
    match serde_json::to_string_pretty(value) {
        Ok(text) => print_text(&(text + "\n")),
        Err(error) => {
            words::say(&format!("cannot write JSON: {error}"));
            Outcome::Bug
        }
    }
}

/// Shows what stands in the way of everything.
fn failed(findings: &Findings) -> Outcome {
    words::findings(findings, &Sources::default());
    Outcome::failed(findings)
}
