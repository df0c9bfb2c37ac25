//! `lessonpack build`.

use std::sync::Mutex;
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::BuildArgs;
use super::today::today;
use super::{Outcome, asked, engine, failed, source, words};
use crate::brand::Brand;
use crate::build::{Built, Options, Watch, build};
use crate::bundle::Edits;
use crate::fit::Request;

pub fn run(args: &BuildArgs) -> Outcome {
    let brand = match Brand::embedded() {
        Ok(brand) => brand,
        Err(findings) => return failed(&findings),
    };
    let loaded = match source::lessons(args.from.lessons.as_deref(), &brand) {
        Ok(loaded) => loaded,
        Err(findings) => return failed(&findings),
    };
    let Some(library) = &loaded.library else {
        words::findings(&loaded.findings, &loaded.sources);
        return Outcome::of(&loaded.findings);
    };
    let (ids, date) = match (asked::lessons(&loaded, &args.ids), today(args.date)) {
        (Ok(ids), Ok(date)) => (ids, date),
        (Err(findings), _) | (_, Err(findings)) => return failed(&findings),
    };
    let standing = loaded.findings_for(&ids);
    words::findings(&standing, &library.sources);
    if standing.has_errors() {
        return Outcome::of(&standing);
    }
    let typst = match engine::program(&args.engine) {
        Ok((typst, warnings)) => {
            words::findings(&warnings, &library.sources);
            typst
        }
        Err(findings) => return failed(&findings),
    };
    let options = Options {
        out: &args.out,
        only: args.only.iter().map(|format| (*format).into()).collect(),
        jobs: args.jobs.map_or_else(processors, usize::from),
        date,
        edits: if args.replace_edited { Edits::Discard } else { Edits::Keep },
        request: Request::default(),
        typst,
    };
    if !args.quiet {
        words::say(&format!("Using {}.", loaded.from));
    }
    let watch: &dyn Watch = match (args.quiet, words::on_terminal()) {
        (true, _) => &Silent,
        (false, true) => &Bar::default(),
        (false, false) => &Plain,
    };
    match build(library, &ids, &brand, &options, watch) {
        Ok((built, findings)) => {
            words::findings(&findings, &library.sources);
            if !args.quiet && !built.is_empty() {
                words::say(&closing_table(&built));
            }
            Outcome::of(&findings)
        }
        Err(findings) => failed(&findings),
    }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn closing_table(built: &[Built]) -> String {
    let mut rows = vec![["Pack", "Files", "Size", "Zip"].map(str::to_owned).to_vec()];
    rows.extend(built.iter().map(|pack| {
        vec![
            pack.folder.clone(),
            pack.files.to_string(),
            format!("{:.1} MB", pack.bytes as f64 / 1e6),
            pack.zip.clone().unwrap_or_else(|| "none: the pack is partial".into()),
        ]
    }));
    words::table(&rows).trim_end().to_owned()
}

/// Says nothing.
struct Silent;

impl Watch for Silent {
    fn begin(&self, _: &str, _: usize) {}
    fn file(&self, _: &str) {}
    fn end(&self, _: &str, _: Option<&Built>) {}
}

/// Says a line a pack, for logs.
struct Plain;

impl Watch for Plain {
    fn begin(&self, lesson: &str, files: usize) {
        words::say(&format!("Building {lesson}: {files} files"));
    }

    fn file(&self, _: &str) {}

    fn end(&self, lesson: &str, built: Option<&Built>) {
        if built.is_none() {
            words::say(&format!("Not built: {lesson}"));
        }
    }
}

/// Draws a bar, for people.
#[derive(Default)]
struct Bar {
    bar: Mutex<Option<ProgressBar>>,
}

impl Bar {
    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = bar.as_ref()
        {
            act(bar);
        }
    }
}

impl Watch for Bar {
    fn begin(&self, lesson: &str, files: usize) {
        let Ok(mut slot) = self.bar.lock() else { return };
        // The next lesson's files may begin before the last of this one's end.
        let bar = slot.get_or_insert_with(|| {
            let bar = ProgressBar::new(0);
            match ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        bar.set_message(lesson.to_owned());
        bar.inc_length(files as u64);
    }

    fn file(&self, _: &str) {
        self.with(|bar| bar.inc(1));
    }

    fn end(&self, _: &str, _: Option<&Built>) {
        let Ok(mut slot) = self.bar.lock() else { return };
        if let Some(bar) = slot.take_if(|bar| bar.length() == Some(bar.position())) {
            bar.finish_and_clear();
        }
    }
}
