//! `lessonpack check --fix`: safe fixes made in the files of a folder.

use std::collections::BTreeMap;

use super::source::Loaded;
use super::words;
use crate::diagnostics::{FileId, Findings, Fix, mended};
use crate::fs::Dir;

/// What was mended.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub struct Fixed {
    /// How many fixes were made.
    pub fixes: usize,
    /// In how many files.
    pub files: usize,
}

impl Fixed {
    /// In words, for a person.
    pub fn sentence(self) -> String {
        match (self.fixes, self.files) {
            (0, _) => "Nothing could be mended safely.".into(),
            (1, _) => "Mended 1 finding in 1 file.".into(),
            (fixes, 1) => format!("Mended {fixes} findings in 1 file."),
            (fixes, files) => format!("Mended {fixes} findings in {files} files."),
        }
    }
}

/// The fixes that may be made without asking.
pub fn safe(findings: &Findings) -> impl Iterator<Item = &Fix> {
    findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safe)
}

/// Makes the safe fixes of these findings, a file at a time and each file whole
/// or not at all, and says how many. What the program carries inside itself is
/// left alone.
///
/// # Errors
///
/// A finding for each file that the disk refuses, or that has changed since it
/// was read. The others are mended.
pub fn apply(loaded: &Loaded, findings: &Findings) -> Result<Fixed, Findings> {
    let mut refused = Findings::new();
    let fixed = apply_all(loaded, findings, &mut refused)?;
    words::say(&fixed.sentence());
    refused.ok_or(fixed)
}

fn apply_all(
    loaded: &Loaded,
    findings: &Findings,
    refused: &mut Findings,
) -> Result<Fixed, Findings> {
    let mut fixed = Fixed::default();
    let Some(folder) = &loaded.folder else { return Ok(fixed) };
    let folder = Dir::open(folder)?;
    let mut fixes: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for fix in safe(findings) {
        fixes.entry(fix.file).or_default().push(fix);
    }
    for (file, fixes) in fixes {
        let Some(path) = loaded.on_disk(file) else { continue };
        let text = loaded.sources.text(file);
        let (better, made) = mended(text, &fixes);
        if made == 0 {
            continue;
        }
        match folder.replace(path, text, &better) {
            Ok(()) => fixed = Fixed { fixes: fixed.fixes + made, files: fixed.files + 1 },
            Err(found) => refused.extend(found),
        }
    }
    Ok(fixed)
}
