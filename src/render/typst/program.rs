//! The `typst` program: found, asked for its version, run within a limit.
//!
//! The one place where another program is started. It gets no input and of the
//! environment only what its caller hands on; its output is kept in memory, up
//! to a bound; and it is ended when it takes too long.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::diagnostics::{Finding, Findings, Place};

/// The most that is kept of what is written to standard output: 64 MiB.
const MOST_OUTPUT: u64 = 64 << 20;
/// The most that is kept of what is written to standard error.
const MOST_WORDS: u64 = 64 << 10;
/// How many lines of it, and how many letters, a finding repeats.
const LINES: usize = 5;
const LETTERS: usize = 400;
/// How long to wait for the rest of the output of a program that has ended:
/// one that it started in turn may hold the pipe open.
const AFTERWARDS: Duration = Duration::from_secs(2);
/// The longest pause between two looks at whether the program has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// Which program to run, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// A path, or a name to be found on the `PATH` of `environment`.
    pub path: PathBuf,
    /// All that it sees of the environment.
    pub environment: Vec<(OsString, OsString)>,
    /// How long it may take over one document, or to say its version.
    pub limit: Duration,
    /// Whether another version than [`version`] will do.
    pub any_version: bool,
}

/// A `typst` program that has said which version it is.
#[derive(Debug, Clone)]
pub struct Program {
    wanted: Wanted,
}

/// The version of Typst inside lessonpack: the one that gives the same bytes.
pub fn version() -> &'static str {
    typst::utils::version().raw()
}

impl Program {
    /// Starts the program once and asks for its version. Beside it comes a
    /// warning if the version is another one that was allowed.
    ///
    /// # Errors
    ///
    /// A finding of rule `typst-program` when it cannot be started, is not
    /// Typst, or has another version.
    pub fn find(mut wanted: Wanted) -> Result<(Self, Findings), Findings> {
        // It is run from other folders. A bare name is left to be looked up.
        if wanted.path.components().count() > 1
            && let Ok(absolute) = std::path::absolute(&wanted.path)
        {
            wanted.path = absolute;
        }
        let program = Self { wanted };
        let shown = program.shown();
        let ended = program
            .start(None, &["--version".as_ref()])
            .map_err(|failure| program.failed("said its version", &failure))?;
        let said = String::from_utf8_lossy(&ended.output).into_owned();
        let found = said.strip_prefix("typst ").and_then(|rest| rest.split_whitespace().next());
        let Some(found) = found.filter(|_| ended.status.success()) else {
            let said = gist(&format!("{said}{}", ended.words));
            let what = format!("`{shown}` is not Typst: asked for its version, it says {said}");
            return Err(unusable(what, install()).into());
        };
        if found == version() {
            return Ok((program, Findings::new()));
        }
        let what = format!("`{shown}` is Typst {found}, and lessonpack is made for {}", version());
        let why = "another version may draw other bytes, and break lines elsewhere than where \
                   lessonpack measures whether words fit";
        if program.wanted.any_version {
            let warning = Finding::warning("typst-version", Place::Nowhere, what)
                .why(why)
                .remedy("look at every page");
            return Ok((program, warning.into()));
        }
        let remedy = format!("{}; or take this one with `--any-typst`", install());
        Err(Finding::error("typst-program", Place::Nowhere, what).why(why).remedy(remedy).into())
    }

    /// Runs it in a folder to draw a document, and waits for its end.
    pub(super) fn run(&self, folder: &Path, arguments: &[&OsStr]) -> Result<Ended, Failure> {
        self.start(Some(folder), arguments)
    }

    fn start(&self, folder: Option<&Path>, arguments: &[&OsStr]) -> Result<Ended, Failure> {
        let limit = self.wanted.limit;
        #[expect(clippy::disallowed_methods, reason = "this is the door to the typst program")]
        let mut command = Command::new(&self.wanted.path);
        command
            .args(arguments)
            .env_clear()
            .envs(self.wanted.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(folder) = folder {
            command.current_dir(folder);
        }
        let mut child = command.spawn().map_err(Failure::Start)?;
        let output = keep(child.stdout.take(), MOST_OUTPUT);
        let words = keep(child.stderr.take(), MOST_WORDS);
        let status = wait(&mut child, limit).map_err(Failure::Start)?;
        let Some(status) = status else {
            return Err(Failure::Slow(limit));
        };
        let rest = |pipe: Receiver<Vec<u8>>| pipe.recv_timeout(AFTERWARDS).unwrap_or_default();
        let words = String::from_utf8_lossy(&rest(words)).into_owned();
        Ok(Ended { status, output: rest(output), words })
    }

    /// A finding for a program that did not come to an end of its own. `task`
    /// is what it had to do, e.g. `drawn …`.
    pub(super) fn failed(&self, task: &str, failure: &Failure) -> Finding {
        let shown = self.shown();
        match failure {
            Failure::Start(error) => {
                let why = match error.kind() {
                    ErrorKind::NotFound => "it is not there".into(),
                    ErrorKind::PermissionDenied => "this user may not run it".into(),
                    kind => kind.to_string(),
                };
                unusable(format!("could not run `{shown}`: {why}"), install())
            }
            Failure::Slow(limit) => {
                let seconds = limit.as_secs();
                let what = format!("`{shown}` had not {task} after {seconds} s and was ended");
                unusable(
                    what,
                    "run again; on a slow machine give it longer with `--typst-timeout SECONDS`",
                )
            }
        }
    }

    /// A finding for a program that ended otherwise than well.
    pub(super) fn broke_down(&self, document: &str, ended: &Ended) -> Finding {
        let Ended { status, words, .. } = ended;
        let shown = self.shown();
        let said = gist(words);
        unusable(
            format!("`{shown}` broke down over `{document}` ({status}); it said {said}"),
            format!("run again; if it stays so, {}", install()),
        )
    }

    /// A finding for a program that ended well and drew no whole PDF.
    pub(super) fn no_pdf(&self, document: &str, why: &str) -> Finding {
        let shown = self.shown();
        unusable(format!("what `{shown}` drew of `{document}` is no whole PDF: {why}"), install())
    }

    fn shown(&self) -> String {
        self.wanted.path.display().to_string()
    }
}

/// How a program ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub status: ExitStatus,
    /// What it wrote to standard output.
    pub output: Vec<u8>,
    /// What it wrote to standard error.
    pub words: String,
}

/// Why a program did not end by itself.
#[derive(Debug)]
pub(super) enum Failure {
    /// The system could not start it, or watch it.
    Start(io::Error),
    /// It took longer than this.
    Slow(Duration),
}

/// Reads a pipe to its end on a thread of its own, so that the program never
/// waits for us, and hands over what was kept.
fn keep(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (give, take) = channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        if let Some(mut pipe) = pipe {
            // A pipe that breaks has an end too.
            let _ = pipe.by_ref().take(most).read_to_end(&mut kept);
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        // Nobody waits any more after the limit.
        let _ = give.send(kept);
    });
    take
}

/// Waits for the end; `None` if the program had to be ended. The pauses are
/// added up rather than a clock read, so the limit is a little more than it
/// says.
fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let mut waited = Duration::ZERO;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if waited >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        waited += pause;
        pause = (pause * 2).min(PAUSE);
    }
}

/// The first lines of what a program said, on one line, without what would
/// drive a terminal.
fn gist(words: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    let joined = lines.collect::<Vec<_>>().join(" / ");
    let gist: String = joined.chars().filter(|c| !c.is_control()).take(LETTERS).collect();
    if gist.is_empty() { "nothing".into() } else { format!("`{gist}`") }
}

fn unusable(what: String, remedy: impl Into<String>) -> Finding {
    Finding::error("typst-program", Place::Nowhere, what)
        .why("`--engine cli` draws the PDFs with it; what was built before is untouched")
        .remedy(remedy)
}

fn install() -> String {
    format!(
        "install it with `cargo install typst-cli --version {} --locked`, or say where it is with \
         `--typst PATH`; or leave out `--engine cli`, as lessonpack has the same Typst inside",
        version()
    )
}
