//! Whether a pack, as folder or zip, is still what was built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::manifest::{FileEntry, MANIFEST, Manifest, SCHEMA, sha256};
use super::names::check_names;
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::{self, Dir};
use crate::ooxml::{Archive, Budget, Refusal};
use crate::read::MAX_FILE;

/// The most that a manifest may hold, in bytes: 4 MiB.
const MAX_MANIFEST: usize = 4 << 20;
/// Files that computers add of their own accord, and that nobody wrote.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

const NOT_KNOWN: &str =
    "without its list of files nobody can tell whether a pack is as it was built";

/// Checks a pack against its manifest: rules `pack-changed`, `pack-missing`,
/// `pack-extra` and `pack-manifest`; what cannot be trusted at all is
/// `unreadable`. Gives the manifest if there is one that can be read.
pub fn verify(path: &Path, findings: &mut Findings) -> Option<Manifest> {
    let shown = path.display().to_string();
    match open(path, findings) {
        Ok(found) => compare(&shown, &found, findings),
        Err(refused) => {
            findings.extend(refused);
            None
        }
    }
}

/// A file's size and hash; the manifest's bytes.
#[derive(Default)]
struct Found {
    files: BTreeMap<String, (u64, String)>,
    manifest: Option<Vec<u8>>,
}

impl Found {
    fn add(&mut self, name: String, bytes: &[u8]) {
        if name == MANIFEST {
            self.manifest = Some(bytes.to_vec());
        } else {
            self.files.insert(name, (bytes.len() as u64, sha256(bytes)));
        }
    }
}

fn open(path: &Path, findings: &mut Findings) -> Result<Found, Findings> {
    let mut found = Found::default();
    if fs::is_folder(path)? {
        let dir = Dir::open(path)?;
        let mut refused = Findings::new();
        for name in dir.files(&mut refused) {
            match dir.read(&name, MAX_FILE) {
                Ok(bytes) => found.add(name, &bytes),
                Err(why) => refused.extend(why),
            }
        }
        // What the disk does not give is not missing, and nobody knows whether
        // it has changed.
        if refused.iter().any(|finding| finding.rule == "io") {
            return Err(refused);
        }
        findings.extend(refused);
    } else {
        let shown = path.display().to_string();
        let bytes = fs::read_file(path, MAX_FILE)?;
        let archive = Archive::open(&bytes, &Budget::default())
            .map_err(|refusal| cannot_read(&shown, &refusal))?;
        if archive.get(MANIFEST).is_none() {
            return Ok(found);
        }
        check_names(archive.names())?;
        for name in archive.names() {
            found.add(name.to_owned(), archive.get(name).unwrap_or_default());
        }
    }
    Ok(found)
}

fn compare(shown: &str, found: &Found, findings: &mut Findings) -> Option<Manifest> {
    let bad_manifest = |what: &str| {
        Finding::error("pack-manifest", Place::File(format!("{shown}/{MANIFEST}")), what)
            .why(NOT_KNOWN)
            .remedy("build the pack again, or fetch it again from where it came")
    };
    let Some(bytes) = &found.manifest else {
        let what = format!("`{shown}` is no pack: there is no `{MANIFEST}` in it");
        let remedy = "name the folder or the zip of one pack, such as `packs/11-14/my-lesson`; if \
                      it is one and something was lost, build it or fetch it again";
        let place = Place::File(shown.to_owned());
        findings.push(Finding::error("pack-manifest", place, what).why(NOT_KNOWN).remedy(remedy));
        return None;
    };
    let manifest = match parse(bytes) {
        Ok(manifest) => manifest,
        Err(what) => {
            findings.push(bad_manifest(&what));
            return None;
        }
    };
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    for entry in &manifest.files {
        if !listed.insert(&entry.name) || check_names([entry.name.as_str()]).is_err() {
            findings.push(bad_manifest(&format!("`{}` is listed twice or wrongly", entry.name)));
            continue;
        }
        let place = Place::File(format!("{shown}/{}", entry.name));
        match found.files.get(&entry.name) {
            None => findings.push(
                Finding::error("pack-missing", place, format!("`{}` is missing", entry.name))
                    .why("whoever uses the pack would teach without it")
                    .remedy("build the pack again, or fetch it again from where it came"),
            ),
            Some((size, hash)) if !is_same(entry, *size, hash) => findings.push(
                Finding::error(
                    "pack-changed",
                    place,
                    format!("`{}` has changed since it was built", entry.name),
                )
                .why("what was checked and reviewed is not what is in it now")
                .remedy("compare it with a new build; to keep the change, check the file itself"),
            ),
            Some(_) => {}
        }
    }
    for name in found.files.keys().filter(|name| !listed.contains(name.as_str())) {
        let place = Place::File(format!("{shown}/{name}"));
        let what = format!("`{name}` is not part of the pack");
        let is_litter = name.rsplit('/').next().is_some_and(|last| LITTER.contains(&last));
        findings.push(if is_litter {
            Finding::note("pack-extra", place, what)
                .why("a computer put it there of its own accord; it does no harm")
                .remedy("delete it before you share the pack")
        } else {
            Finding::error("pack-extra", place, what)
                .why("somebody else put it there, and nobody has checked it")
                .remedy("move it out of the pack")
        });
    }
    Some(manifest)
}

pub(super) fn parse(bytes: &[u8]) -> Result<Manifest, String> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        schema: u32,
    }

    if bytes.len() > MAX_MANIFEST {
        return Err(format!("the manifest holds more than {MAX_MANIFEST} bytes"));
    }
    let cannot = |_: serde_json::Error| "the manifest is damaged".to_owned();
    let Versioned { schema } = serde_json::from_slice(bytes).map_err(cannot)?;
    if schema != SCHEMA {
        return Err(format!(
            "another version of lessonpack built the pack: its manifest is of form {schema}, \
             and this one reads form {SCHEMA}"
        ));
    }
    serde_json::from_slice(bytes).map_err(cannot)
}

pub(super) fn cannot_read(shown: &str, refusal: &Refusal) -> Finding {
    let what = format!("`{shown}` cannot be read: {refusal}");
    Finding::error("unreadable", Place::File(shown.to_owned()), what)
        .why("what cannot be read cannot be compared with what was built")
        .remedy("name the folder or the zip of a pack; if it is one, fetch it again")
}

pub(super) fn is_same(entry: &FileEntry, size: u64, hash: &str) -> bool {
    entry.size == size && entry.sha256.eq_ignore_ascii_case(hash)
}
