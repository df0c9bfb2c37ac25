//! The only place that prints: words on standard error, data on standard
//! output, nothing in colour unless a terminal shows it.

use std::io::{self, IsTerminal as _, Write as _};

use crate::diagnostics::{Findings, Level, Sources, render_human};

/// Says a line to the person at the terminal. Where nobody can be told, as on
/// a full disk, the exit code must do.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints data. A reader that has gone is no failure, as with `| head`.
///
/// # Errors
///
/// What standard output refuses, such as a full disk behind `>`.
pub fn print(data: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(data.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Shows findings with their lines, then counts them.
pub fn findings(findings: &Findings, sources: &Sources) {
    if findings.is_empty() {
        return;
    }
    let drawn = render_human(findings, sources, true);
    say(&format!("{drawn}{}", count(findings)));
}

/// Text for standard output, in colour only where a terminal shows it.
pub fn for_stdout(text: &str) -> String {
    match anstream::AutoStream::choice(&io::stdout()) {
        anstream::ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}

/// How many findings of each level, in words.
pub fn count(findings: &Findings) -> String {
    let part = |level: Level, one: &str| match findings.count(level) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let parts =
        [part(Level::Error, "error"), part(Level::Warning, "warning"), part(Level::Note, "note")];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no findings".into() } else { parts.join(", ") }
}

/// Likewise, as a sentence of its own.
pub fn sentence(findings: &Findings) -> String {
    if findings.is_empty() { "No findings.".into() } else { count(findings) + "." }
}

/// Whether a person watches.
pub fn on_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Columns padded to their widest cell; numbers are the caller's to align.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<_> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width + 2 - cell.chars().count()));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_characters() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(table(&[row(["id", "title"]), row(["11–14", "é"])]), "id     title\n11–14  é\n");
    }
}
