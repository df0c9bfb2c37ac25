//! The command line: what was typed, one call into the library, words.

mod args;
mod build;
mod check;
mod engine;
mod list;
mod new;
mod source;
mod verify;
mod words;

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser as _};

use self::args::{Cli, Command};
use crate::diagnostics::{Finding, Findings, Place, Sources};

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
    let cli = match Cli::try_parse_from(typed) {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    match cli.command {
        Command::Build(args) => build::run(&args),
        Command::List(args) => list::run(&args),
        Command::Check(args) => check::run(&args),
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

/// Help and version go to standard output; a mistake in the call to standard
/// error.
fn explain(error: &clap::Error) -> Outcome {
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
    Outcome::Failed
}
