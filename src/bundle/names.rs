//! Names: which folder a file stands in, and what it is called.
//!
//! Plain ASCII, so that every disk, every zip program and every school's
//! shared drive keeps them; sorted, they are in the order of use.

use std::collections::BTreeMap;

use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::check_path;
use crate::pack::{Format, Item};

/// The longest path within a pack, in bytes.
const MAX_LEN: usize = 120;

/// An item's path within the pack in one of its formats, e.g.
/// `teacher/2-slides.pptx`.
pub fn file_name(item: &Item, format: Format) -> String {
    let folder = item.meta.folders.of(item.reader);
    format!("{folder}/{}.{}", item.stem, format.ending())
}

/// Whether every name can stand in a pack beside the others.
///
/// # Errors
///
/// A finding of rule `file-name` for each that cannot.
pub fn check_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), Findings> {
    let mut findings = Findings::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        let wrong = check_path(name).err().map(str::to_owned).or_else(|| check_letters(name));
        let wrong = wrong.or_else(|| {
            let other = folded.insert(name.to_ascii_lowercase(), name)?;
            Some(format!("{other:?} has the same name, capitals aside"))
        });
        if let Some(wrong) = wrong {
            findings.push(
                Finding::error(
                    "file-name",
                    Place::Nowhere,
                    format!("{name:?} cannot be the name of a file in a pack: {wrong}"),
                )
                .why("some schools' computers could not unpack it, or would mix up two files")
                .remedy("use letters, digits, hyphens and full stops, at most 120 in all"),
            );
        }
    }
    findings.ok_or(())
}

fn check_letters(name: &str) -> Option<String> {
    if name.len() > MAX_LEN {
        return Some(format!("it is longer than {MAX_LEN} bytes"));
    }
    let odd = name.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._/".contains(*c))?;
    Some(format!("{odd:?} is not for names"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Reader, sample};

    #[test]
    fn folders_are_called_what_their_readers_are() {
        let mut deck = sample::deck("5-7");
        assert_eq!(file_name(&deck, Format::Pptx), "teacher/2-slides.pptx");
        deck.reader = Reader::Learners;
        deck.meta.folders.learners = "delegates".into();
        assert_eq!(file_name(&deck, Format::Pdf), "delegates/2-slides.pdf");
    }

    #[test]
    fn names_that_some_computer_cannot_keep_are_refused() {
        assert!(check_names(["teacher/1-start-here.pdf", "manifest.json"]).is_ok());
        let long = format!("a/{}", "x".repeat(MAX_LEN));
        for bad in ["../a", "a b", "é.pdf", "con.pdf", "/a", "a\\b", long.as_str()] {
            assert!(check_names([bad]).is_err(), "{bad}");
        }
        assert!(check_names(["a/B.pdf", "a/b.pdf"]).is_err());
    }
}
