//! A pack's files with their manifest, put on a shelf as folder and zip.

use std::collections::BTreeMap;

use super::manifest::{FileEntry, MANIFEST, Manifest, sha256};
use super::names::check_names;
use super::verify::verify;
use super::zip::to_zip;
use crate::diagnostics::{Finding, Findings, Level, Place};
use crate::fs::{self, Shelf};
use crate::pack::Reader;

/// A file of a pack.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// Its path within the pack.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Who it is for.
    pub reader: Reader,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What to do with a pack that somebody has edited since it was built.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Edits {
    /// Refuse to replace it.
    Keep,
    /// Replace it.
    Discard,
}

/// A pack, ready to be written.
#[derive(Debug)]
pub struct Bundle {
    manifest: Manifest,
    /// By path, the manifest included.
    files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// Puts files together and lists them in the manifest.
    ///
    /// # Errors
    ///
    /// Names that cannot stand in a pack together.
    pub fn new(mut manifest: Manifest, files: Vec<PackFile>) -> Result<Self, Findings> {
        let names = files.iter().map(|file| file.name.as_str());
        check_names(names.chain([MANIFEST]))?;
        manifest.files = files
            .iter()
            .map(|file| FileEntry {
                name: file.name.clone(),
                size: file.bytes.len() as u64,
                sha256: sha256(&file.bytes),
                media_type: file.media_type.to_owned(),
                reader: file.reader,
            })
            .collect();
        let json = manifest.to_json().map_err(|error| {
            Finding::bug("zip", Place::Nowhere, format!("the manifest cannot be made: {error}"))
                .why("without it nobody could tell whether the pack is as it was built")
        })?;
        let mut files: BTreeMap<_, _> =
            files.into_iter().map(|file| (file.name, file.bytes)).collect();
        files.insert(MANIFEST.to_owned(), json);
        Ok(Self { manifest, files })
    }

    /// Its manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its files by path, the manifest included.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Opens the shelf that packs are put on.
    ///
    /// # Errors
    ///
    /// As [`Shelf::open`].
    pub fn shelf(path: &std::path::Path) -> Result<Shelf, Findings> {
        Shelf::open(path, MANIFEST)
    }

    /// Writes the pack beside the old one, checks what the disk holds against
    /// the manifest, and only then puts folder and zip in place. A partial pack
    /// gets no zip.
    ///
    /// # Errors
    ///
    /// What the disk refuses; a pack of that name that was edited, unless
    /// edits are discarded. The old pack is then still there.
    pub fn publish(&self, shelf: &Shelf, name: &str, edits: Edits) -> Result<(), Findings> {
        // A partial pack is for looking at, not for handing on.
        let zip = if self.manifest.partial { None } else { Some(to_zip(&self.files)?) };
        if edits == Edits::Keep {
            refuse_edited(shelf, name)?;
        }
        let mut stage = shelf.stage(name)?;
        for (path, bytes) in &self.files {
            stage.write(path, bytes)?;
        }
        let mut findings = Findings::new();
        verify(&stage.folder(), &mut findings);
        if let Some(zip) = zip {
            stage.write_archive(&zip)?;
            verify(&stage.archive(), &mut findings);
        }
        findings.ok_or(())?;
        stage.publish()
    }
}

/// A teacher may have changed the slides in the pack itself; a new build must
/// not take that work away.
fn refuse_edited(shelf: &Shelf, name: &str) -> Result<(), Findings> {
    let place = shelf.place(name);
    if !fs::exists(&place.join(MANIFEST))? {
        return Ok(());
    }
    let mut found = Findings::new();
    verify(&place, &mut found);
    if found.iter().any(|finding| finding.rule == "io") {
        return Err(found);
    }
    let edited = found
        .into_iter()
        .filter(|finding| finding.level == Level::Error && finding.rule != "pack-missing")
        .map(|finding| {
            let what = format!("a new build would replace this: {}", finding.what);
            Finding::error("pack-edited", finding.place, what)
                .why("work that somebody put into the pack would be lost")
                .remedy("move it out of the pack, or build with `--replace-edited`")
        });
    edited.collect::<Findings>().ok_or(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::pack::{Format, sample};

    fn bundle(words: &str) -> Bundle {
        let file = |name: &str, reader, bytes: &str| PackFile {
            name: name.into(),
            media_type: Format::Pdf.media_type(),
            reader,
            bytes: bytes.into(),
        };
        Bundle::new(
            Manifest::new(&sample::meta("11-14"), "en-GB", false),
            vec![
                file("teacher/1-start-here.pdf", Reader::Staff, words),
                file("pupils/2-slides.pdf", Reader::Learners, "slides"),
            ],
        )
        .unwrap()
    }

    fn found(path: &Path) -> Vec<(&'static str, String)> {
        let mut findings = Findings::new();
        verify(path, &mut findings);
        findings
            .into_iter()
            .filter(|finding| finding.level == Level::Error)
            .map(|finding| (finding.rule, finding.what))
            .collect()
    }

    fn publish(root: &Path, words: &str, edits: Edits) -> Result<(), Findings> {
        bundle(words).publish(&Bundle::shelf(root)?, "lesson", edits)
    }

    #[test]
    fn folder_and_zip_are_as_built_and_the_same_twice() {
        let root = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        for root in [root.path(), other.path()] {
            publish(root, "words", Edits::Keep).unwrap();
            assert_eq!(found(&root.join("lesson")), []);
            assert_eq!(found(&root.join("lesson.zip")), []);
        }
        let zip = |root: &Path| std::fs::read(root.join("lesson.zip")).unwrap();
        assert_eq!(zip(root.path()), zip(other.path()));
        let mut findings = Findings::new();
        let manifest = verify(&root.path().join("lesson"), &mut findings).unwrap();
        assert_eq!(manifest.files.len(), 2);
        assert_eq!(manifest.files[1].reader, Reader::Staff);
    }

    #[test]
    fn changed_missing_and_extra_files_are_each_found() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "words", Edits::Keep).unwrap();
        let pack = root.path().join("lesson");
        let file = pack.join("teacher/1-start-here.pdf");
        std::fs::write(&file, "wordz").unwrap();
        assert_eq!(found(&pack)[0].0, "pack-changed");
        std::fs::remove_file(&file).unwrap();
        assert_eq!(found(&pack)[0].0, "pack-missing");
        std::fs::write(&file, "words").unwrap();
        assert_eq!(found(&pack), []);
        std::fs::write(pack.join("pupils/.hidden"), "x").unwrap();
        std::fs::write(pack.join(".DS_Store"), "x").unwrap();
        assert_eq!(
            found(&pack),
            [("pack-extra", "`pupils/.hidden` is not part of the pack".into())]
        );
        std::fs::remove_file(pack.join("pupils/.hidden")).unwrap();
        let manifest = pack.join(MANIFEST);
        let json = std::fs::read_to_string(&manifest).unwrap();
        for (broken, why) in [
            (json.replace("\"schema\": 1", "\"schema\": 2"), "form 2"),
            (json.replace("pupils/2", "pupils/../2"), "listed"),
            ("{".into(), "is damaged"),
        ] {
            std::fs::write(&manifest, broken).unwrap();
            assert!(found(&pack)[0].1.contains(why), "{why}: {:?}", found(&pack));
        }
        std::fs::remove_file(&manifest).unwrap();
        assert_eq!(found(&pack)[0].0, "pack-manifest");
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_pack_are_refused() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "words", Edits::Keep).unwrap();
        let pack = root.path().join("lesson");
        std::fs::remove_file(pack.join("pupils/2-slides.pdf")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", pack.join("pupils/2-slides.pdf")).unwrap();
        let rules: Vec<_> = found(&pack).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["link", "pack-missing"]);
    }

    #[test]
    fn hostile_zips_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("x.zip");
        let open = |files: &[(&str, &[u8])]| {
            use std::io::Write;
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, bytes) in files {
                zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
                zip.write_all(bytes).unwrap();
            }
            std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
            found(&path)[0].0
        };
        assert_eq!(open(&[("../x", b"")]), "unreadable");
        assert_eq!(open(&[("/x", b"")]), "unreadable");
        assert_eq!(open(&[(MANIFEST, b"{}"), ("a.pdf", b""), ("A.pdf", b"")]), "file-name");
        assert_eq!(open(&[(MANIFEST, b"{}"), ("nul.pdf", b"")]), "file-name");
        assert_eq!(open(&[("bomb", &vec![0; 40 << 20])]), "unreadable");
        assert_eq!(open(&[("a.pdf", b"")]), "pack-manifest");
        let many: Vec<String> = (0..2_001).map(|number| format!("f{number}")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(open(&many), "unreadable");
        std::fs::write(&path, "not a zip").unwrap();
        assert_eq!(found(&path)[0].0, "unreadable");
    }

    #[test]
    fn what_a_teacher_changed_in_a_pack_is_not_taken_away() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "one", Edits::Keep).unwrap();
        publish(root.path(), "two", Edits::Keep).unwrap();
        let slides = root.path().join("lesson/pupils/2-slides.pdf");
        std::fs::write(&slides, "mine").unwrap();
        let refused = publish(root.path(), "three", Edits::Keep).unwrap_err();
        assert_eq!(refused.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["pack-edited"]);
        assert_eq!(std::fs::read_to_string(&slides).unwrap(), "mine");
        publish(root.path(), "three", Edits::Discard).unwrap();
        assert_eq!(std::fs::read_to_string(&slides).unwrap(), "slides");
    }
}
