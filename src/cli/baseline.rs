//! The file of known findings: `--baseline` and `--write-baseline`.

use std::path::Path;

use super::source::Loaded;
use super::words;
use crate::check::{Baseline, can_be_known};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::{Existing, exists, read_file, write_file};

/// The most that a baseline may hold, in bytes: 8 MiB.
const LIMIT: u64 = 8 * 1024 * 1024;

/// A baseline that was read.
pub struct Known {
    baseline: Baseline,
    name: String,
    text: String,
}

/// Reads a baseline.
///
/// # Errors
///
/// A finding when it cannot be read or is none.
pub fn read(path: &Path) -> Result<Known, Findings> {
    let name = path.display().to_string();
    let bytes = read_file(path, LIMIT).map_err(|found| {
        let what = found.into_iter().next().map(|found| found.what).unwrap_or_default();
        unusable(&name, what, "write one with `lessonpack check --write-baseline FILE`")
    })?;
    let another = "name another file, or write it anew with `--write-baseline` under a new name";
    let text = String::from_utf8(bytes)
        .map_err(|_| unusable(&name, "it is no baseline: it is not UTF-8".into(), another))?;
    let baseline = Baseline::read(&text).map_err(|what| unusable(&name, what, another))?;
    Ok(Known { baseline, name, text })
}

impl Known {
    /// Takes known findings out of what was found; `whole` says whether all that
    /// it knows was looked for. Returns how many it took.
    pub fn hide(&self, loaded: &mut Loaded, findings: &mut Findings, whole: bool) -> usize {
        let name = |file: &str| loaded.within(file).to_owned();
        let told = self.baseline.tell(std::mem::take(findings), &loaded.sources, &name);
        if whole {
            let file = loaded.sources.add(self.name.as_str(), self.text.as_str());
            findings.extend(told.stale(file, &loaded.sources));
        }
        let mut left = told.left;
        left.extend(std::mem::take(findings));
        *findings = left;
        told.hidden
    }
}

/// Writes what was found into a baseline, and leaves what none may know. Says
/// how many it wrote.
///
/// # Errors
///
/// A finding when the disk refuses, or when another kind of file stands there.
pub fn write(path: &Path, loaded: &Loaded, findings: &mut Findings) -> Result<(), Findings> {
    // What is no baseline is somebody's work.
    if exists(path)? {
        read(path)?;
    }
    let name = |file: &str| loaded.within(file).to_owned();
    let baseline = Baseline::of(findings, &loaded.sources, &name);
    write_file(path, baseline.text().as_bytes(), Existing::Replace)?;
    let count = match baseline.count() {
        1 => "1 known finding".to_owned(),
        count => format!("{count} known findings"),
    };
    words::say(&format!("Wrote {count} to `{}`.", path.display()));
    *findings = std::mem::take(findings).into_iter().filter(|f| !can_be_known(f)).collect();
    Ok(())
}

fn unusable(name: &str, what: String, remedy: &str) -> Findings {
    Finding::error("unusable-baseline", Place::File(name.to_owned()), what)
        .why("known findings cannot be told from new ones, so nothing was checked")
        .remedy(remedy)
        .into()
}
