//! How long packs take and what they need: `cargo bench`.
//!
//! The output is Markdown, ready for `BENCHMARKS.md`. Whole runs are timed from
//! outside, as a teacher meets them; where the time goes is found by calling
//! the program's own stages one by one, so that nothing in the program has to
//! hold a watch. Reads `/proc`, so it runs on Linux.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "it stands outside the program, with a watch"
)]

mod machine;
mod rules;
mod runs;
mod stages;

use std::time::Duration;

use self::runs::{Library, Run};

/// The lesson that is measured.
const LESSON: &str = "11-14/in-the-group-chat";
/// The day that is written into its files.
const DATE: &str = "2026-11-25";
/// How often each thing is done; the median is shown.
const TIMES: usize = 7;

fn main() {
    // A run of the program inside this one, so that its memory can be read.
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == runs::CHILD) {
        return runs::child(arguments.collect());
    }
    println!("{}\n", machine::describe());
    whole_runs();
    where_time_goes();
    checking();
    memory();
}

fn whole_runs() {
    println!("### Whole runs\n");
    println!("| what | files | time | a file | processor time | memory at most |");
    println!("|---|--:|--:|--:|--:|--:|");
    let library = Library::own();
    let row = |what: &str, run: Run| {
        println!(
            "| {what} | {} | {} | {} | {} | {:.0} MB |",
            run.files,
            ms(run.wall),
            ms(run.wall / u32::try_from(run.files.max(1)).unwrap()),
            ms(run.processor),
            run.peak_mb,
        );
    };
    row("one pack, cold", library.run(&[LESSON], 2));
    row("one pack, again in the same process", runs::warm());
    row("one pack, `--jobs 1`", library.run(&[LESSON], 1));
    row("the library, `--jobs 1`", library.run(&[], 1));
    row("the library, `--jobs 2`", library.run(&[], 2));
    println!();
}

fn where_time_goes() {
    println!("### Where the time of one pack goes\n");
    println!("One thread, nothing remembered from before.\n");
    println!("| stage | time | share |");
    println!("|---|--:|--:|");
    let stages = stages::median_of_passes();
    let total: Duration = stages.iter().map(|stage| stage.time).sum();
    let share = |time: Duration| time.as_secs_f64() / total.as_secs_f64() * 100.0;
    for stage in &stages {
        println!("| {} | {} | {:.1} % |", stage.name, ms(stage.time), share(stage.time));
    }
    println!("| all | {} | |", ms(total));
    let beside = stages.iter().filter(|stage| !stage.is_typst).map(|stage| stage.time).sum();
    println!("\nBeside Typst's own: {} of {}, {:.0} %.\n", ms(beside), ms(total), share(beside));
}

fn checking() {
    println!("### Checking\n");
    println!(
        "Lessons and registry: `check` takes lessons side by side, the last line is one\nthread.\n"
    );
    println!("| what | words | time | a thousand words |");
    println!("|---|--:|--:|--:|");
    for (what, look) in [
        ("`lessonpack check`, cold", rules::cold()),
        ("all rules, again in the same process", rules::warm()),
        ("rules about words alone, likewise", rules::patterns()),
    ] {
        println!("| {what} | {} | {} | {} |", look.words, ms(look.time), ms(look.thousand()));
    }
    println!();
}

fn memory() {
    println!("### Memory as lessons grow\n");
    println!("Copies of one lesson, `--jobs 2`.\n");
    println!("| lessons | time | a lesson | memory at most |");
    println!("|--:|--:|--:|--:|");
    for copies in [1, 10, 50] {
        let run = Library::of_copies(copies).run_once(&[], 2);
        let each = run.wall / copies;
        println!("| {copies} | {} | {} | {:.0} MB |", ms(run.wall), ms(each), run.peak_mb);
    }
}

fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 100.0 { format!("{ms:.1} ms") } else { format!("{ms:.0} ms") }
}

fn median<T: Ord + Copy>(mut all: Vec<T>) -> T {
    all.sort();
    all[all.len() / 2]
}
