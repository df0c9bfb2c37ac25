//! A pack that is opened to be read: its manifest and the bytes of its files.

use std::path::Path;

use super::manifest::{FileEntry, MANIFEST, Manifest};
use super::verify::{cannot_read, is_same, parse};
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::{self, Dir};
use crate::ooxml::{Archive, Budget};
use crate::read::MAX_FILE;

/// A pack, as folder or zip.
#[derive(Debug)]
pub struct Contents {
    /// What it says of itself.
    pub manifest: Manifest,
    shown: String,
    held: Held,
}

#[derive(Debug)]
enum Held {
    Folder(Dir),
    Zip(Archive),
}

impl Contents {
    /// Opens the folder or the zip of a pack.
    ///
    /// # Errors
    ///
    /// What the disk refuses; what is no pack: `unreadable`, `pack-manifest`.
    pub fn open(path: &Path) -> Result<Self, Findings> {
        let shown = path.display().to_string();
        let held = if fs::is_folder(path)? {
            Held::Folder(Dir::open(path)?)
        } else {
            let bytes = fs::read_file(path, MAX_FILE)?;
            let archive = Archive::open(&bytes, &Budget::default());
            Held::Zip(archive.map_err(|refusal| cannot_read(&shown, &refusal))?)
        };
        let manifest = match &held {
            Held::Folder(dir) => dir.read(MANIFEST, MAX_FILE).ok(),
            Held::Zip(zip) => zip.get(MANIFEST).map(<[u8]>::to_vec),
        };
        let Some(bytes) = manifest else {
            let what = format!("`{shown}` is no pack: there is no `{MANIFEST}` in it");
            return Err(no_pack(&shown, what).into());
        };
        let manifest = parse(&bytes).map_err(|what| no_pack(&shown, what))?;
        Ok(Self { manifest, shown, held })
    }

    /// The manifest in these bytes.
    ///
    /// # Errors
    ///
    /// A lower-case phrase that says why it is none.
    pub fn manifest(bytes: &[u8]) -> Result<Manifest, String> {
        parse(bytes)
    }

    /// What the user called it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// A file's bytes.
    ///
    /// # Errors
    ///
    /// It is not there, or the disk refuses it.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Findings> {
        match &self.held {
            Held::Folder(dir) => dir.read(name, MAX_FILE),
            Held::Zip(zip) => zip.get(name).map(<[u8]>::to_vec).ok_or_else(|| missing(name, self)),
        }
    }

    /// Whether bytes are those that the pack was built with.
    pub fn is_as_built(entry: &FileEntry, bytes: &[u8]) -> bool {
        is_same(entry, bytes.len() as u64, &super::manifest::sha256(bytes))
    }
}

const WHY: &str = "an edited file is compared with the pack that it came from";
const REMEDY: &str = "name the folder or the zip of one pack, such as `packs/11-14/my-lesson`";

fn no_pack(shown: &str, what: String) -> Finding {
    Finding::error("pack-manifest", Place::File(shown.to_owned()), what).why(WHY).remedy(REMEDY)
}

fn missing(name: &str, pack: &Contents) -> Findings {
    let what = format!("`{name}` is not in the pack `{}`", pack.shown);
    Finding::error("pack-missing", Place::File(pack.shown.clone()), what)
        .why(WHY)
        .remedy("build the pack again, or fetch it again from where it came")
        .into()
}
