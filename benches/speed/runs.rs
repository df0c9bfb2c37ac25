//! Whole runs of the program, and one within this process.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use lessonpack::brand::Brand;
use lessonpack::build::{Built, Options, Watch, build};
use lessonpack::bundle::Edits;
use lessonpack::fit::Request;
use lessonpack::library::{LessonFiles, load};
use tempfile::TempDir;

use crate::{DATE, LESSON, TIMES, machine, median};

/// What makes this program a run of lessonpack.
pub const CHILD: &str = "--as-lessonpack";

/// What a run took.
#[derive(Debug, Copy, Clone)]
pub struct Run {
    /// Files in the packs.
    pub files: usize,
    /// From start to end.
    pub wall: Duration,
    /// Of all threads together.
    pub processor: Duration,
    /// Resident memory at its highest, in megabytes.
    pub peak_mb: f64,
}

/// A folder of lessons.
pub struct Library {
    folder: PathBuf,
    /// Removes the folder in the end, if it is a passing one.
    _passing: Option<TempDir>,
}

impl Library {
    /// The project's own lessons.
    pub fn own() -> Self {
        Self { folder: "lessons".into(), _passing: None }
    }

    /// So many copies of one lesson.
    pub fn of_copies(copies: u32) -> Self {
        let passing = tempfile::tempdir().unwrap();
        let folder = passing.path().to_owned();
        let shared = folder.join("shared");
        fs::create_dir(&shared).unwrap();
        for entry in fs::read_dir("lessons/shared").unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), shared.join(entry.file_name())).unwrap();
        }
        let lesson = fs::read_to_string(format!("lessons/{LESSON}.yaml")).unwrap();
        let (audience, _) = LESSON.split_once('/').unwrap();
        fs::create_dir(folder.join(audience)).unwrap();
        for number in 1..=copies {
            let id = format!("{audience}/copy-{number}");
            let copy = lesson.replacen(&format!("id: {LESSON}\n"), &format!("id: {id}\n"), 1);
            fs::write(folder.join(format!("{id}.yaml")), copy).unwrap();
        }
        Self { folder, _passing: Some(passing) }
    }

    /// The median of several runs.
    pub fn run(&self, lessons: &[&str], jobs: usize) -> Run {
        let runs: Vec<_> = (0..TIMES).map(|_| self.run_once(lessons, jobs)).collect();
        Run {
            files: runs[0].files,
            wall: median(runs.iter().map(|run| run.wall).collect()),
            processor: median(runs.iter().map(|run| run.processor).collect()),
            peak_mb: runs.iter().map(|run| run.peak_mb).fold(0.0, f64::max),
        }
    }

    /// One run of the program for its time, and one within a process of ours
    /// for its memory, as the system tells that to the process itself alone.
    pub fn run_once(&self, lessons: &[&str], jobs: usize) -> Run {
        let out = tempfile::tempdir().unwrap();
        let build = |mut program: Command| {
            program.args(["build", "--quiet", "--date", DATE, "--jobs", &jobs.to_string()]);
            program.arg("--lessons").arg(&self.folder).arg("--out").arg(out.path()).args(lessons);
            let output = program.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        let start = Instant::now();
        build(Command::new(env!("CARGO_BIN_EXE_lessonpack")));
        let wall = start.elapsed();
        let mut own = Command::new(std::env::current_exe().unwrap());
        own.arg(CHILD);
        let told = String::from_utf8(build(own)).unwrap();
        let mut told = told.split_whitespace().map(|number| number.parse::<u64>().unwrap());
        let (peak_kb, ticks) = (told.next().unwrap(), told.next().unwrap());
        Run {
            files: count(out.path()),
            wall,
            // The system counts in hundredths of a second.
            processor: Duration::from_millis(ticks * 10),
            peak_mb: peak_kb as f64 / 1e3,
        }
    }
}

/// Runs the program's own command line, then tells this process's memory at its
/// highest, in kilobytes, and its processor time, in hundredths of a second.
pub fn child(arguments: Vec<OsString>) {
    let arguments = [OsString::from("lessonpack")].into_iter().chain(arguments);
    assert_eq!(lessonpack::cli::run(arguments).code(), 0);
    println!("{} {}", peak_kb(), processor_ticks());
}

/// One pack after it was built before in the same process.
pub fn warm() -> Run {
    let brand = Brand::embedded().unwrap();
    let library = load(&LessonFiles::embedded().unwrap(), &brand).library.unwrap();
    let out = tempfile::tempdir().unwrap();
    let options = Options {
        out: out.path(),
        only: [].into(),
        jobs: 2,
        date: DATE.parse().unwrap(),
        edits: Edits::Keep,
        request: Request::default(),
        typst: None,
    };
    let once = || {
        let (start, ticks) = (Instant::now(), processor_ticks());
        build(&library, &[LESSON.into()], &brand, &options, &Silent).unwrap();
        (start.elapsed(), processor_ticks() - ticks)
    };
    once();
    let runs: Vec<_> = (0..TIMES).map(|_| once()).collect();
    Run {
        files: count(out.path()),
        wall: median(runs.iter().map(|run| run.0).collect()),
        processor: Duration::from_millis(median(runs.iter().map(|run| run.1).collect()) * 10),
        peak_mb: peak_kb() as f64 / 1e3,
    }
}

struct Silent;

impl Watch for Silent {
    fn begin(&self, _: &str, _: usize) {}
    fn file(&self, _: &str) {}
    fn end(&self, _: &str, _: Option<&Built>) {}
}

fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    machine::value(&status, "VmHWM").map_or(0, machine::kb)
}

fn processor_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // After the program's name, which may hold anything: state is the third.
    let (_, rest) = stat.rsplit_once(") ").unwrap();
    let fields: Vec<&str> = rest.split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// Files that a reader opens: not manifests, zips or locks.
fn count(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                return count(&entry.path());
            }
            let name = entry.file_name().into_string().unwrap();
            usize::from([".pdf", ".pptx", ".docx"].iter().any(|ending| name.ends_with(ending)))
        })
        .sum()
}
