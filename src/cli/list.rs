//! `lessonpack list`.

use serde::Serialize;

use super::args::{ListArgs, ListFormat};
use super::{Outcome, failed, print_json, print_text, source, words};
use crate::brand::Brand;
use crate::fit::{FittedLesson, Request};
use crate::library::Library;
use crate::text::{Line, plain_line};

/// A lesson, for programs. Fields are added, never renamed.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    title: String,
    audience: String,
    minutes: u16,
    outcomes: Vec<String>,
    status: String,
    version: String,
}

pub fn run(args: &ListArgs) -> Outcome {
    let loaded =
        Brand::embedded().and_then(|brand| source::lessons(args.from.lessons.as_deref(), &brand));
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(findings) => return failed(&findings),
    };
    let Some(library) = loaded.library else {
        words::findings(&loaded.findings, &loaded.sources);
        return Outcome::of(&loaded.findings);
    };
    words::findings(&loaded.findings, &library.sources);
    let entries = entries(&library);
    let printed = match args.format {
        ListFormat::Json => print_json(&entries),
        ListFormat::Table => {
            words::say(&format!("Using {}.", loaded.from));
            print_text(&table(&entries))
        }
    };
    match printed {
        Outcome::Done => Outcome::of(&loaded.findings),
        failed => failed,
    }
}

fn entries(library: &Library) -> Vec<Entry> {
    let fitted = library.lessons.values().filter_map(|lesson| {
        let fitted = FittedLesson::new(library, lesson, &Request::default()).ok()?;
        let words = |line: Line| plain_line(&line);
        Some(Entry {
            id: lesson.id.value.clone(),
            title: words(fitted.line(&lesson.title)),
            audience: words(fitted.line(&fitted.audience.name)),
            minutes: fitted.minutes(),
            outcomes: lesson.outcomes.iter().map(|o| words(fitted.line(&o.i_can))).collect(),
            status: lesson.review.status.value.name().to_owned(),
            version: lesson.version.value.clone(),
        })
    });
    fitted.collect()
}

/// A row a lesson, its outcomes under it.
fn table(entries: &[Entry]) -> String {
    let mut rows =
        vec![["Lesson", "Title", "For", "Minutes", "Status"].map(str::to_owned).to_vec()];
    rows.extend(entries.iter().map(|entry| {
        vec![
            entry.id.clone(),
            entry.title.clone(),
            entry.audience.clone(),
            entry.minutes.to_string(),
            entry.status.clone(),
        ]
    }));
    let drawn = words::table(&rows);
    let mut lines = drawn.lines();
    let mut out = format!("{}\n", lines.next().unwrap_or_default());
    for (line, entry) in lines.zip(entries) {
        out.push_str(line);
        out.push('\n');
        for outcome in &entry.outcomes {
            out.push_str(&format!("    I can {outcome}\n"));
        }
    }
    out
}
