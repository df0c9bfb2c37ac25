//! The program: what was typed goes in, an exit code comes out.

use std::process::ExitCode;

use lessonpack::cli;

fn main() -> ExitCode {
    let outcome = cli::guarded(|| cli::run(std::env::args_os()));
    ExitCode::from(outcome.code())
}
