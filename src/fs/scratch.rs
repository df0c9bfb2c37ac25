//! A folder for what another program is to read, gone when it is dropped.
//!
//! It stands on a shelf under a stage's name, with a stage's marker, so that a
//! run which is killed leaves nothing that the next one does not clear up.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::disk;
use super::name::check_path;
use super::shelf::remove_stage;
use crate::diagnostics::{Finding, Findings, Place};

/// Files for another program. Nothing in it is worth keeping: the disk is not
/// asked to hold it.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    /// The shelf's, held while the folder is removed.
    lock: PathBuf,
    /// Open, and so locked, while this run lives.
    marker: Option<File>,
}

impl Scratch {
    /// Takes over a folder on a shelf, with the marker that was written there.
    pub(super) fn new(path: PathBuf, lock: PathBuf, marker: File) -> Self {
        Self { path, lock, marker: Some(marker) }
    }

    /// Where a path in it is on the disk.
    pub fn place(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Creates a folder that is not there yet, and those it stands in.
    ///
    /// # Errors
    ///
    /// A finding when the path is unfit or the disk refuses.
    pub fn folder(&self, path: &str) -> Result<(), Findings> {
        disk::create_folders(&self.checked(path)?)
    }

    /// Writes a file that is not there yet, and the folders it stands in.
    ///
    /// # Errors
    ///
    /// A finding when the path is unfit or taken, or the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Findings> {
        let place = self.checked(path)?;
        disk::create_folders(place.parent().unwrap_or(&self.path))?;
        disk::write_new(&place, bytes).map(drop)
    }

    /// Removes a folder and all in it.
    ///
    /// # Errors
    ///
    /// A finding when the path is unfit or the disk refuses.
    pub fn remove(&self, path: &str) -> Result<(), Findings> {
        disk::remove_tree(&self.checked(path)?)
    }

    fn checked(&self, path: &str) -> Result<PathBuf, Findings> {
        match check_path(path) {
            Ok(()) => Ok(self.place(path)),
            Err(wrong) => {
                let what = format!("the name cannot be used: {wrong}");
                Err(Finding::error("file-name", Place::File(path.to_owned()), what)
                    .why("it would be written outside of its folder, or to no file at all")
                    .remedy("use letters, digits and hyphens")
                    .into())
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Another run that is clearing up must not meet it half removed.
        let _lock = disk::lock(Path::new(&self.lock));
        // Windows removes no file that is open.
        self.marker = None;
        // What stays is removed by the next run.
        let _ = remove_stage(&self.path);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]
mod tests {
    use std::fs;

    use super::super::disk::{Doing, fault};
    use super::super::shelf::Shelf;

    #[test]
    fn it_is_gone_when_it_is_dropped_and_stays_in_its_folder() {
        let root = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(root.path(), "manifest.json").unwrap();
        let (scratch, stage) = (shelf.scratch().unwrap(), shelf.stage("lesson").unwrap());
        scratch.write("1/typst/a.typ", b"a").unwrap();
        scratch.write("1/typst/b.typ", b"b").unwrap();
        scratch.folder("packages").unwrap();
        assert_eq!(fs::read(scratch.place("1/typst/b.typ")).unwrap(), b"b");
        for path in ["1/typst/a.typ", "../a", "/a", ""] {
            assert!(scratch.write(path, b"x").is_err(), "{path}");
        }
        assert!(scratch.remove("..").is_err());
        scratch.remove("1").unwrap();
        assert!(!scratch.place("1").exists() && scratch.place("packages").exists());
        // Another run lets it live.
        Shelf::open(root.path(), "manifest.json").unwrap();
        assert!(scratch.place("packages").exists());
        drop((scratch, stage));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "the lock alone stays");
    }

    #[test]
    fn a_disk_that_refuses_leaves_no_scratch_folder() {
        let mut reached = 0;
        for number in 0..12 {
            let root = tempfile::tempdir().unwrap();
            let shelf = Shelf::open(root.path(), "manifest.json").unwrap();
            let work = || shelf.scratch()?.write("1/data.json", b"{}");
            let (result, log) = fault::with(root.path(), fault::Plan::Once(number), work);
            let failed = log.get(number).map(|(doing, _)| *doing);
            if result.is_err() {
                reached += 1;
                assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "{failed:?}");
            }
            if failed == Some(Doing::Remove) {
                // The next run removes what the drop could not.
                Shelf::open(root.path(), "manifest.json").unwrap();
                assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
            }
        }
        assert!(reached >= 8, "{reached}");
    }
}
