//! The folder where packs stand, each whole or absent.
//!
//! A pack is written into a stage, a hidden folder on the same shelf; the disk
//! is asked to hold it; then stage and old pack change places in one step.
//! A run that is killed leaves the old pack or the new one, and a stage that
//! the next run removes.
//!
//! ```text
//! packs/.lessonpack-lock              held while the shelf itself changes
//! packs/.lessonpack-stage-4711-0/     one run's stage of one pack
//!     lessonpack-stage                its marker: names the pack; locked while the run lives
//!     pack/  pack.zip                 the new pack
//!     old/                            the old one, on a disk that cannot exchange
//! packs/.lessonpack-stage-4711-1/     what another program reads: a [`Scratch`], marked too
//! packs/NAME/  packs/NAME.zip         what people open
//! ```

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process;

use super::disk::{self, Kind};
use super::name::check_path;
use super::scratch::Scratch;
use crate::diagnostics::{Finding, Findings, Place};

const LOCK: &str = ".lessonpack-lock";
const STAGE: &str = ".lessonpack-stage-";
const MARKER: &str = "lessonpack-stage";
const MARKER_LINE: &str = "lessonpack is building the pack ";
const SCRATCH_LINE: &str = "lessonpack keeps here what the typst program reads\n";

/// A folder where packs stand.
#[derive(Debug)]
pub struct Shelf {
    root: PathBuf,
    /// A file that every pack has; a folder without it is not ours.
    witness: &'static str,
}

impl Shelf {
    /// Opens a shelf, creating it if need be, and clears up after runs that
    /// were killed. A folder without the file `witness` in it is never
    /// replaced.
    ///
    /// # Errors
    ///
    /// A finding that names the path when the disk refuses.
    pub fn open(root: &Path, witness: &'static str) -> Result<Self, Findings> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        disk::create_folders(root)?;
        let shelf = Self { root: root.to_owned(), witness };
        let _lock = shelf.lock()?;
        for entry in disk::list(root)? {
            if entry.kind == Kind::Folder && is_stage(&entry.name) {
                shelf.clear_if_dead(&root.join(entry.name))?;
            }
        }
        Ok(shelf)
    }

    /// Starts a pack called `name`: one name, or a folder and a name, e.g.
    /// `11-14/in-the-group-chat`.
    ///
    /// # Errors
    ///
    /// A finding when the name is unfit or the disk refuses.
    pub fn stage(&self, name: &str) -> Result<Stage<'_>, Findings> {
        check(name, name)?;
        if name.matches('/').count() > 1 || name.split('/').any(|part| part.starts_with('.')) {
            return Err(unfit(name, "a pack's name is visible, in one folder at most"));
        }
        self.begin(&format!("{MARKER_LINE}{name}\n"), |path, marker| {
            Stage::begin(self, path, name, marker)
        })
    }

    /// Starts a folder for what another program is to read.
    ///
    /// # Errors
    ///
    /// A finding when the disk refuses.
    pub fn scratch(&self) -> Result<Scratch, Findings> {
        self.begin(SCRATCH_LINE, |path, marker| {
            Ok(Scratch::new(path, self.root.join(LOCK), marker))
        })
    }

    /// Creates a hidden folder with its marker, which is locked.
    fn begin<T>(
        &self,
        line: &str,
        make: impl FnOnce(PathBuf, File) -> Result<T, Findings>,
    ) -> Result<T, Findings> {
        let _lock = self.lock()?;
        let mut number = 0_u32;
        let path = loop {
            let path = self.root.join(format!("{STAGE}{}-{number}", process::id()));
            if disk::inspect(&path)?.is_none() {
                break path;
            }
            number += 1;
        };
        let marker_path = path.join(MARKER);
        let made = disk::create_folder(&path)
            .and_then(|()| disk::create_file(&marker_path, line.as_bytes()))
            .and_then(|marker| {
                disk::lock_open(&marker, &marker_path)?;
                make(path.clone(), marker)
            });
        if made.is_err() {
            // What was found says what is wrong; this only tidies.
            let _ = remove_stage(&path);
        }
        made
    }

    /// Where a pack stands, or would.
    pub fn place(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Where its zip stands, or would: beside all others, so that they can be
    /// handed on together, e.g. `11-14_in-the-group-chat.zip`.
    pub fn archive_place(&self, name: &str) -> PathBuf {
        self.root.join(format!("{}.zip", name.replace('/', "_")))
    }

    fn lock(&self) -> Result<File, Findings> {
        disk::lock(&self.root.join(LOCK))
    }

    /// Removes a stage whose run has ended, after putting back an old pack
    /// that it had taken away. The caller holds the shelf's lock, so no stage
    /// is without its marker but a dead one.
    fn clear_if_dead(&self, stage: &Path) -> Result<(), Findings> {
        let path = stage.join(MARKER);
        if disk::inspect(&path)? != Some(Kind::File) {
            // Killed between its first two steps, or not ours at all: only an
            // empty folder is removed, and only if the disk lets us.
            let _ = disk::remove_empty(stage);
            return Ok(());
        }
        let mut marker = disk::open_to_lock(&path)?;
        if !disk::try_lock(&marker, &path)? {
            return Ok(());
        }
        let line = disk::read(&mut marker, &path, 1_000)?;
        let name = std::str::from_utf8(&line)
            .ok()
            .and_then(|line| line.strip_prefix(MARKER_LINE)?.strip_suffix('\n'))
            .filter(|name| check_path(name).is_ok());
        let old = stage.join("old");
        if let Some(name) = name
            && disk::inspect(&old)? == Some(Kind::Folder)
            && disk::inspect(&self.place(name))?.is_none()
        {
            disk::rename(&old, &self.place(name))?;
        }
        // Windows removes no file that is open.
        drop(marker);
        // Another person's, on a shared disk, may have to stay.
        let _ = remove_stage(stage);
        Ok(())
    }
}

/// A pack that is being written. Dropped before it is published, it vanishes.
#[derive(Debug)]
pub struct Stage<'a> {
    shelf: &'a Shelf,
    path: PathBuf,
    name: String,
    /// Open, and so locked, while this run lives.
    marker: Option<File>,
    folders: BTreeSet<PathBuf>,
    archive: bool,
}

impl<'a> Stage<'a> {
    fn begin(shelf: &'a Shelf, path: PathBuf, name: &str, marker: File) -> Result<Self, Findings> {
        let pack = path.join("pack");
        disk::create_folder(&pack)?;
        Ok(Self {
            shelf,
            path,
            name: name.to_owned(),
            marker: Some(marker),
            folders: BTreeSet::from([pack]),
            archive: false,
        })
    }

    /// Writes a file of the pack and waits until the disk holds it.
    ///
    /// # Errors
    ///
    /// A finding when the path is unfit or taken, or the disk refuses.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Findings> {
        check(path, &self.name)?;
        let mut folder = self.path.join("pack");
        let (parents, _) = path.rsplit_once('/').unwrap_or(("", path));
        for name in parents.split('/').filter(|name| !name.is_empty()) {
            folder.push(name);
            if !self.folders.contains(&folder) {
                disk::create_folder(&folder)?;
                self.folders.insert(folder.clone());
            }
        }
        disk::create_file(&self.path.join("pack").join(path), bytes).map(drop)
    }

    /// Writes the pack's zip and waits until the disk holds it.
    ///
    /// # Errors
    ///
    /// A finding when the disk refuses.
    pub fn write_archive(&mut self, bytes: &[u8]) -> Result<(), Findings> {
        self.archive = true;
        disk::create_file(&self.path.join("pack.zip"), bytes).map(drop)
    }

    /// The folder that will be the pack, to be read back before it is
    /// published.
    pub fn folder(&self) -> PathBuf {
        self.path.join("pack")
    }

    /// The file that will be the pack's zip.
    pub fn archive(&self) -> PathBuf {
        self.path.join("pack.zip")
    }

    /// Puts the pack, then its zip, in place of the old ones, and removes
    /// those.
    ///
    /// # Errors
    ///
    /// A finding when the disk refuses, or when what stands there is not a
    /// pack. Folder and zip are then each the old or the new one, whole.
    pub fn publish(self) -> Result<(), Findings> {
        // Children before parents, as a path sorts after its parents.
        for folder in self.folders.iter().rev() {
            disk::sync_folder(folder)?;
        }
        disk::sync_folder(&self.path)?;
        let _lock = self.shelf.lock()?;
        let pack = self.folder();
        let place = self.shelf.place(&self.name);
        let group = self.name.rsplit_once('/').map(|(group, _)| self.shelf.root.join(group));
        if let Some(group) = &group
            && disk::inspect(group)?.is_none()
        {
            disk::create_folder(group)?;
        }
        if self.archive {
            let place = self.shelf.archive_place(&self.name);
            if matches!(disk::inspect(&place)?, Some(Kind::Folder | Kind::Other)) {
                return Err(foreign(&place));
            }
        }
        match disk::inspect(&place)? {
            None => disk::rename(&pack, &place)?,
            Some(Kind::Folder) => {
                if disk::inspect(&place.join(self.shelf.witness))? != Some(Kind::File) {
                    return Err(foreign(&place));
                }
                if !disk::exchange(&pack, &place)? {
                    self.exchange_in_two_steps(&pack, &place)?;
                }
            }
            Some(_) => return Err(foreign(&place)),
        }
        if self.archive {
            disk::rename(&self.archive(), &self.shelf.archive_place(&self.name))?;
        }
        if let Some(group) = &group {
            disk::sync_folder(group)?;
        }
        disk::sync_folder(&self.shelf.root)
    }

    /// Where the disk cannot exchange. A run killed in between leaves the old
    /// pack in the stage, from where the next run puts it back.
    fn exchange_in_two_steps(&self, pack: &Path, place: &Path) -> Result<(), Findings> {
        let old = self.path.join("old");
        disk::rename(place, &old)?;
        disk::rename(pack, place).inspect_err(|_| {
            // If this fails too, the next run does it.
            let _ = disk::rename(&old, place);
        })
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // Another run that is clearing up must not meet a stage half removed.
        let _lock = self.shelf.lock();
        // Windows removes no file that is open.
        self.marker = None;
        let holds_no_old = matches!(disk::inspect(&self.path.join("old")), Ok(None));
        if holds_no_old || matches!(disk::inspect(&self.shelf.place(&self.name)), Ok(Some(_))) {
            // What stays is removed by the next run.
            let _ = remove_stage(&self.path);
        }
    }
}

/// Removes a stage, its marker last: a run killed halfway leaves one that the
/// next run still knows as a stage.
pub(super) fn remove_stage(path: &Path) -> Result<(), Findings> {
    let marker = path.join(MARKER);
    for entry in disk::list(path)? {
        match entry.kind {
            Kind::Folder => disk::remove_tree(&path.join(entry.name))?,
            _ if entry.name == MARKER => {}
            _ => disk::remove_file(&path.join(entry.name))?,
        }
    }
    if disk::inspect(&marker)?.is_some() {
        disk::remove_file(&marker)?;
    }
    disk::remove_empty(path)
}

/// Whether a name is one that stages have: prefix, process, number.
fn is_stage(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    name.strip_prefix(STAGE)
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| digits(process) && digits(number))
}

fn check(path: &str, pack: &str) -> Result<(), Findings> {
    check_path(path).map_err(|wrong| unfit(&format!("{pack}: {path}"), wrong))
}

fn unfit(name: &str, wrong: &str) -> Findings {
    Finding::error(
        "file-name",
        Place::File(name.to_owned()),
        format!("the name cannot be used: {wrong}"),
    )
    .why("packs are handed on, and some computers could not hold this one")
    .remedy("use letters, digits and hyphens")
    .into()
}

fn foreign(place: &Path) -> Findings {
    let shown = place.display().to_string();
    Finding::error(
        "foreign-folder",
        Place::File(shown.clone()),
        format!("`{shown}` is there, and is not a pack made by lessonpack"),
    )
    .why("what somebody else put there would be deleted")
    .remedy("move it, or choose another folder with `--out`")
    .into()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    use super::super::disk::{Doing, fault};
    use super::*;

    const WITNESS: &str = "manifest.json";

    fn publish(root: &Path, words: &str) -> Result<(), Findings> {
        let shelf = Shelf::open(root, WITNESS)?;
        let mut stage = shelf.stage("lesson")?;
        stage.write("teacher/notes.txt", words.as_bytes())?;
        stage.write("pupils/sheet.txt", words.as_bytes())?;
        stage.write(WITNESS, words.as_bytes())?;
        stage.write_archive(words.as_bytes())?;
        stage.publish()
    }

    /// The words of the pack on the shelf, if it is whole.
    fn pack(root: &Path) -> Option<String> {
        let read = |path: &str| fs::read_to_string(root.join("lesson").join(path)).ok();
        let words = read(WITNESS)?;
        let same = ["teacher/notes.txt", "pupils/sheet.txt"]
            .iter()
            .all(|path| read(path).as_ref() == Some(&words));
        same.then_some(words)
    }

    fn names(root: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// This test program, to run one test of it in a process of its own.
    fn child(test: &str, root: &Path) -> Command {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!("umask 077; exec \"$0\" --exact fs::shelf::tests::{test} --nocapture"))
            .arg(std::env::current_exe().unwrap())
            .env("LESSONPACK_TEST_SHELF", root)
            .stdout(Stdio::piped());
        command
    }

    /// A folder in memory where there is one: a real disk would be asked some
    /// thousand times to hold what is thrown away at once.
    fn memory_folder() -> tempfile::TempDir {
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
    }

    /// Set where a test runs itself again as a process of its own.
    fn root_of_child() -> Option<PathBuf> {
        std::env::var_os("LESSONPACK_TEST_SHELF").map(PathBuf::from)
    }

    #[test]
    fn a_pack_and_its_zip_replace_the_old_ones_and_nothing_else_stays() {
        let root = tempfile::tempdir().unwrap();
        for words in ["one", "two"] {
            publish(root.path(), words).unwrap();
            assert_eq!(pack(root.path()).as_deref(), Some(words));
            assert_eq!(fs::read_to_string(root.path().join("lesson.zip")).unwrap(), words);
            assert_eq!(names(root.path()), [LOCK, "lesson", "lesson.zip"]);
        }
    }

    #[test]
    fn a_stage_that_is_not_published_vanishes() {
        let root = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(root.path(), WITNESS).unwrap();
        let mut stage = shelf.stage("lesson").unwrap();
        stage.write("a", b"a").unwrap();
        for path in ["../a", "/a", "b/../../a", "con", "a"] {
            assert!(stage.write(path, b"x").is_err(), "{path}");
        }
        drop(stage);
        assert_eq!(names(root.path()), [LOCK]);
        assert!(shelf.stage("../lesson").is_err());
        assert!(shelf.stage("a/b/c").is_err());
        assert!(shelf.stage(".a/b").is_err());
    }

    #[test]
    fn what_is_not_a_pack_is_never_replaced() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("lesson")).unwrap();
        fs::write(root.path().join("lesson/diary.txt"), "mine").unwrap();
        let refused = publish(root.path(), "one").unwrap_err();
        assert_eq!(refused.iter().next().unwrap().rule, "foreign-folder");
        assert_eq!(fs::read_to_string(root.path().join("lesson/diary.txt")).unwrap(), "mine");
    }

    #[test]
    fn where_a_zip_cannot_stand_the_pack_stays_the_old_one() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "old").unwrap();
        fs::remove_file(root.path().join("lesson.zip")).unwrap();
        fs::create_dir(root.path().join("lesson.zip")).unwrap();
        let refused = publish(root.path(), "new").unwrap_err();
        assert_eq!(refused.iter().next().unwrap().rule, "foreign-folder");
        assert_eq!(pack(root.path()).as_deref(), Some("old"));
        assert_eq!(names(root.path()), [LOCK, "lesson", "lesson.zip"]);
    }

    /// Fails every operation in turn, once alone and once with all after it,
    /// which is what a full disk does and, as nothing is tidied, a kill too.
    #[test]
    fn whatever_fails_the_pack_is_old_or_new_and_the_next_run_succeeds() {
        for exchanges in [true, false] {
            for number in 0.. {
                let mut reached = false;
                for plan in [fault::Plan::Once(number), fault::Plan::From(number)] {
                    let root = memory_folder();
                    publish(root.path(), "old").unwrap();
                    let (result, log) = fault::on_disk(root.path(), plan, exchanges, || {
                        publish(root.path(), "new")
                    });
                    reached |= log.len() > number;
                    for finding in result.err().iter().flat_map(Findings::iter) {
                        assert!(finding.rule == "io" && !finding.remedy.is_empty());
                        assert!(finding.what.contains(&root.path().display().to_string()));
                    }
                    // Only a disk that cannot exchange leaves a gap, and only
                    // to a run that is killed in it.
                    let gap = log.get(number).is_some_and(|(doing, _)| *doing == Doing::Rename);
                    match pack(root.path()).as_deref() {
                        Some("old" | "new") => {}
                        None if !exchanges && gap && matches!(plan, fault::Plan::From(_)) => {
                            Shelf::open(root.path(), WITNESS).unwrap();
                            assert_eq!(pack(root.path()).as_deref(), Some("old"));
                        }
                        other => panic!("{plan:?} {exchanges} leaves {other:?}"),
                    }
                    let zip = fs::read_to_string(root.path().join("lesson.zip")).unwrap();
                    assert!(zip == "old" || zip == "new", "{zip}");
                    publish(root.path(), "next").unwrap();
                    assert_eq!(pack(root.path()).as_deref(), Some("next"), "{plan:?}");
                    assert_eq!(names(root.path()), [LOCK, "lesson", "lesson.zip"], "{plan:?}");
                }
                if !reached {
                    assert!(number > 40, "a run has many operations: {number}");
                    break;
                }
            }
        }
    }

    #[test]
    fn the_disk_holds_all_before_the_exchange_and_the_names_after_it() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "old").unwrap();
        let (result, log) =
            fault::with(root.path(), fault::Plan::None, || publish(root.path(), "new"));
        result.unwrap();
        let exchanged = log.iter().position(|(doing, _)| *doing == Doing::Exchange).unwrap();
        let synced: Vec<_> = log[..exchanged]
            .iter()
            .filter(|(doing, _)| *doing == Doing::Sync)
            .map(|(_, path)| path.file_name().unwrap().to_str().unwrap())
            .collect();
        for name in ["notes.txt", "sheet.txt", WITNESS, "pack.zip", "teacher", "pupils", "pack"] {
            assert!(synced.contains(&name), "{name} of {synced:?}");
        }
        let last = log.iter().rposition(|(doing, _)| *doing == Doing::Rename).unwrap();
        assert!(log[last..].contains(&(Doing::Sync, root.path().to_owned())));

        let shelf = Shelf::open(root.path(), WITNESS).unwrap();
        let in_group = || shelf.stage("group/lesson")?.publish();
        let (result, log) = fault::with(root.path(), fault::Plan::None, in_group);
        result.unwrap();
        let last = log.iter().rposition(|(doing, _)| *doing == Doing::Rename).unwrap();
        assert!(log[last..].contains(&(Doing::Sync, root.path().join("group"))));
    }

    #[test]
    fn the_marker_of_a_stage_is_the_last_to_go() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "old").unwrap();
        let (result, log) =
            fault::with(root.path(), fault::Plan::None, || publish(root.path(), "new"));
        result.unwrap();
        let removed: Vec<_> = log
            .iter()
            .filter(|(doing, _)| *doing == Doing::Remove)
            .map(|(_, path)| path.file_name().unwrap().to_str().unwrap())
            .collect();
        let [pack, marker, stage] = removed[..] else { panic!("{removed:?}") };
        assert_eq!((pack, marker), ("pack", MARKER));
        assert!(is_stage(stage), "{stage}");
    }

    fn stage_and_wait(root: &Path) {
        let shelf = Shelf::open(root, WITNESS).unwrap();
        let mut stage = shelf.stage("lesson").unwrap();
        stage.write(WITNESS, b"new").unwrap();
        std::io::stdout().write_all(b"staged").unwrap();
        std::io::stdout().flush().unwrap();
        std::thread::sleep(std::time::Duration::from_secs(60));
    }

    #[cfg(unix)]
    #[test]
    fn a_killed_run_leaves_the_old_pack_and_a_live_one_is_left_alone() {
        if let Some(root) = root_of_child() {
            return stage_and_wait(&root);
        }
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), "old").unwrap();
        let mut child =
            child("a_killed_run_leaves_the_old_pack_and_a_live_one_is_left_alone", root.path())
                .spawn()
                .unwrap();
        let mut said = String::new();
        let out = child.stdout.as_mut().unwrap();
        while !said.ends_with("staged") {
            let mut byte = [0];
            out.read_exact(&mut byte).unwrap();
            said.push(byte[0] as char);
        }
        let stages = || names(root.path()).iter().filter(|name| is_stage(name)).count();
        publish(root.path(), "other").unwrap();
        assert_eq!(stages(), 1, "the stage of a live run stays");
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(pack(root.path()).as_deref(), Some("other"));
        assert_eq!(stages(), 1);
        Shelf::open(root.path(), WITNESS).unwrap();
        assert_eq!(stages(), 0, "the stage of a dead run goes");
        assert_eq!(pack(root.path()).as_deref(), Some("other"));
    }

    #[test]
    fn folders_that_only_look_like_stages_stay() {
        let root = tempfile::tempdir().unwrap();
        for name in [".lessonpack-stage-1-0", ".lessonpack-stage-mine", "other"] {
            fs::create_dir(root.path().join(name)).unwrap();
            fs::write(root.path().join(name).join("diary.txt"), "mine").unwrap();
        }
        Shelf::open(root.path(), WITNESS).unwrap();
        assert_eq!(names(root.path()).len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn modes_do_not_depend_on_the_umask() {
        use std::os::unix::fs::PermissionsExt;

        if let Some(root) = root_of_child() {
            publish(&root, "private").unwrap();
            let shelf = Shelf::open(&root, WITNESS).unwrap();
            return shelf.stage("group/lesson").unwrap().publish().unwrap();
        }
        let root = tempfile::tempdir().unwrap();
        assert!(child("modes_do_not_depend_on_the_umask", root.path()).status().unwrap().success());
        let mode =
            |path: &str| fs::metadata(root.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("group"), 0o755);
        assert_eq!(mode("group/lesson"), 0o755);
        assert_eq!(mode("lesson"), 0o755);
        assert_eq!(mode("lesson/teacher"), 0o755);
        assert_eq!(mode("lesson/teacher/notes.txt"), 0o644);
        assert_eq!(mode("lesson.zip"), 0o644);
    }

    #[test]
    fn runs_at_once_all_succeed_and_readers_see_whole_files() {
        let root = tempfile::tempdir().unwrap();
        publish(root.path(), &"0".repeat(5_000)).unwrap();
        std::thread::scope(|scope| {
            let writers: Vec<_> = (1..=4)
                .map(|number: u8| {
                    let root = root.path();
                    scope.spawn(move || {
                        for _ in 0..8 {
                            publish(root, &number.to_string().repeat(5_000)).unwrap();
                        }
                    })
                })
                .collect();
            while writers.iter().any(|writer| !writer.is_finished()) {
                let words =
                    fs::read_to_string(root.path().join("lesson/teacher/notes.txt")).unwrap();
                assert_eq!(words.len(), 5_000);
                assert_eq!(words.chars().collect::<BTreeSet<_>>().len(), 1);
            }
        });
        assert!(pack(root.path()).is_some());
        assert_eq!(names(root.path()), [LOCK, "lesson", "lesson.zip"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_shelf_that_cannot_be_written_is_named_with_a_remedy() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let findings = Shelf::open(&file.path().join("packs"), WITNESS).unwrap_err();
        let finding = findings.iter().next().unwrap();
        assert!(finding.what.contains("packs"), "{}", finding.what);
        assert!(!finding.remedy.is_empty());
    }
}
