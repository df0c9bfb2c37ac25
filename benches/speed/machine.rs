//! What it was measured on.

use std::fs::read_to_string;
use std::process::Command;

/// The machine, the compiler and the day, as a line.
pub fn describe() -> String {
    let processor = read_to_string("/proc/cpuinfo").unwrap();
    let processor = value(&processor, "model name").unwrap_or("unknown processor");
    let memory = read_to_string("/proc/meminfo").unwrap();
    let memory: u64 = value(&memory, "MemTotal").map_or(0, kb);
    let cores = std::thread::available_parallelism().unwrap();
    let rustc = Command::new("rustc").arg("--version").output().unwrap().stdout;
    let rustc = String::from_utf8(rustc).unwrap();
    let day = jiff::Timestamp::now().strftime("%F");
    let profile = if cfg!(debug_assertions) { "**not optimised**" } else { "optimised" };
    format!(
        "lessonpack {}, {profile}, on {day}: {cores} processors ({processor}), {:.0} GB, {}.",
        env!("CARGO_PKG_VERSION"),
        memory as f64 / 1e6,
        rustc.split(" (").next().unwrap(),
    )
}

/// The value after a name and a colon, of the first line that has it.
pub fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim())
}

/// `1234 kB` as a number.
pub fn kb(value: &str) -> u64 {
    value.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
