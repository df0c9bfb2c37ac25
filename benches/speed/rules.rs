//! How long the rules need: for a thousand words, and for the whole library.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use lessonpack::brand::Brand;
use lessonpack::build::check_lessons;
use lessonpack::check::words;
use lessonpack::library::{LessonFiles, Library, load};

use crate::{DATE, TIMES, median};

/// What was looked at, and what that took.
#[derive(Debug, Copy, Clone)]
pub struct Look {
    /// Words of lessons and registry.
    pub words: usize,
    /// From start to end.
    pub time: Duration,
}

impl Look {
    /// The time for a thousand words.
    pub fn thousand(self) -> Duration {
        self.time.mul_f64(1e3 / self.words as f64)
    }
}

/// The program from outside: lessons and registry read, all rules, all findings
/// told.
pub fn cold() -> Look {
    let time = || {
        let start = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_lessonpack"));
        program.args(["check", "--format", "json", "--date", DATE, "--lessons", "lessons"]);
        let output = program.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    };
    Look { words: count(&library()), time: median((0..TIMES).map(|_| time()).collect()) }
}

/// All rules within this process, patterns compiled.
pub fn warm() -> Look {
    let (library, brand) = (library(), Brand::embedded().unwrap());
    let ids: Vec<_> = library.lessons.keys().cloned().collect();
    let date = DATE.parse().unwrap();
    let look = || {
        let start = Instant::now();
        black_box(check_lessons(&library, &ids, &brand, date));
        start.elapsed()
    };
    look();
    Look { words: count(&library), time: median((0..TIMES).map(|_| look()).collect()) }
}

/// The rules about words alone, over every field as one passage.
pub fn patterns() -> Look {
    let (library, rules) = (library(), words::rules().unwrap());
    let fields: Vec<_> = library.wordings.values().flatten().collect();
    let look = || {
        let start = Instant::now();
        for field in &fields {
            let (words, reader) = (field.raw.as_str(), field.reader);
            black_box(words::check(rules, &words::Passage { words, reader, audience: "11-14" }));
        }
        start.elapsed()
    };
    look();
    Look { words: count(&library), time: median((0..TIMES).map(|_| look()).collect()) }
}

fn library() -> Library {
    load(&LessonFiles::embedded().unwrap(), &Brand::embedded().unwrap()).library.unwrap()
}

fn count(library: &Library) -> usize {
    let fields = library.wordings.values().flatten();
    fields.map(|field| field.raw.split_whitespace().count()).sum()
}
