//! Every operation on the disk, each through [`attempt`].
//!
//! That is the one place where an error becomes a finding with its path, and
//! the one place where a test can make the Nth operation fail.

#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Finding, Findings, Place};

/// What was being done when the disk refused.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(crate) enum Doing {
    Open,
    Read,
    List,
    Inspect,
    CreateFolder,
    CreateFile,
    Write,
    SetMode,
    Sync,
    Lock,
    Rename,
    Exchange,
    Remove,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Read => "read",
            Self::List => "list the folder",
            Self::Inspect => "look at",
            Self::CreateFolder => "create the folder",
            Self::CreateFile => "create the file",
            Self::Write => "write",
            Self::SetMode => "set the permissions of",
            Self::Sync => "make sure the disk holds",
            Self::Lock => "lock",
            Self::Rename => "put in place",
            Self::Exchange => "exchange",
            Self::Remove => "remove",
        })
    }
}

/// What stands under a name.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

/// Runs an operation and says what it was, and where, when it fails.
pub(super) fn attempt<T>(
    doing: Doing,
    path: &Path,
    run: impl FnOnce() -> io::Result<T>,
) -> Result<T, Findings> {
    #[cfg(test)]
    fault::tick(doing, path).map_err(|error| refusal(doing, path, &error))?;
    run().map_err(|error| refusal(doing, path, &error))
}

/// An error of the disk as a finding: the attempt, the path and the remedy.
fn refusal(doing: Doing, path: &Path, error: &io::Error) -> Findings {
    let shown = path.display().to_string();
    let (because, remedy) = in_words(error);
    let what = format!("could not {doing} `{shown}`: {because}");
    let why = match doing {
        Doing::Open | Doing::Read | Doing::List | Doing::Inspect => {
            "what stands there is not known, so nothing was made of it"
        }
        _ => "nothing is left half written; what stood there before is untouched",
    };
    Finding::error("io", Place::File(shown), what).why(why).remedy(remedy).into()
}

/// Why the disk refused, and what to do.
fn in_words(error: &io::Error) -> (String, &'static str) {
    let (because, remedy) = match error.kind() {
        ErrorKind::NotFound => (
            "nothing is there, or it is a link to nothing",
            "check the path; it is taken from the folder you are in",
        ),
        ErrorKind::PermissionDenied => (
            "you may not",
            "ask whoever looks after this computer for permission, or choose a folder of your own",
        ),
        ErrorKind::ReadOnlyFilesystem => {
            ("the disk can only be read", "choose a folder on a disk that can be written to")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("the disk is full", "free some space and run again")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => (
            "a file stands where a folder should",
            "move what stands there, or choose another name",
        ),
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            ("a folder stands where a file should", "move that folder, or choose another name")
        }
        ErrorKind::InvalidFilename => {
            ("the disk cannot hold such a name", "choose a shorter, simpler one")
        }
        _ if is_loop(error) => {
            ("it is a link that leads back to itself", "delete the link, and put the file here")
        }
        _ => {
            let remedy = "run again; if it stays so, choose a folder on another disk";
            return (error.to_string(), remedy);
        }
    };
    (because.to_owned(), remedy)
}

/// Whether a link leads back to itself, for which there is no kind yet.
fn is_loop(error: &io::Error) -> bool {
    #[cfg(unix)]
    return error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    return {
        let _ = error;
        false
    };
}

/// Opens a file for reading, wherever it is.
pub(super) fn open(path: &Path) -> Result<File, Findings> {
    attempt(Doing::Open, path, || File::open(path))
}

/// Opens an existing file to lock it: for writing, which locks need on a
/// network disk, or, where it is another person's, for reading.
pub(super) fn open_to_lock(path: &Path) -> Result<File, Findings> {
    attempt(Doing::Open, path, || or_to_read(path, OpenOptions::new().read(true).write(true)))
}

/// Reads an open file up to `limit` bytes; one byte more shows that there is
/// more.
pub(super) fn read(file: &mut File, path: &Path, limit: u64) -> Result<Vec<u8>, Findings> {
    attempt(Doing::Read, path, || {
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// What a folder holds.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name, as near as it comes if it is not in Unicode.
    pub(super) name: String,
    /// Whether it is in Unicode, so that `name` leads to it.
    pub(super) unicode: bool,
    pub(super) kind: Kind,
}

/// What a folder holds, sorted by name.
pub(super) fn list(path: &Path) -> Result<Vec<Entry>, Findings> {
    attempt(Doing::List, path, || {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let kind = kind_of(entry.file_type()?);
            entries.push(match entry.file_name().into_string() {
                Ok(name) => Entry { name, unicode: true, kind },
                Err(name) => {
                    Entry { name: name.to_string_lossy().into_owned(), unicode: false, kind }
                }
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    })
}

/// What stands at a path, links not followed; nothing is not an error.
pub(super) fn inspect(path: &Path) -> Result<Option<Kind>, Findings> {
    attempt(Doing::Inspect, path, || match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(kind_of(found.file_type()))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    })
}

/// What a path leads to, links followed.
pub(super) fn leads_to(path: &Path) -> Result<Kind, Findings> {
    attempt(Doing::Inspect, path, || Ok(kind_of(fs::metadata(path)?.file_type())))
}

/// A path from the root, all links followed.
pub(super) fn whole_path(path: &Path) -> Result<PathBuf, Findings> {
    attempt(Doing::Inspect, path, || fs::canonicalize(path))
}

/// Creates a folder that does not exist yet. Its mode is set rather than left
/// to the umask, so that a pack can be shared whoever built it.
pub(super) fn create_folder(path: &Path) -> Result<(), Findings> {
    attempt(Doing::CreateFolder, path, || fs::create_dir(path))?;
    attempt(Doing::SetMode, path, || set_mode(path, 0o755))
}

/// Creates the folders that are missing on the way to `path`, and it.
pub(super) fn create_folders(path: &Path) -> Result<(), Findings> {
    attempt(Doing::CreateFolder, path, || fs::create_dir_all(path))
}

/// Creates a file that does not exist yet, writes it and waits for the disk.
pub(super) fn create_file(path: &Path, bytes: &[u8]) -> Result<File, Findings> {
    let file = write_new(path, bytes)?;
    attempt(Doing::Sync, path, || file.sync_all())?;
    Ok(file)
}

/// Creates a file that does not exist yet and writes it; the disk may take its
/// time.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<File, Findings> {
    let mut file = attempt(Doing::CreateFile, path, || {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    })?;
    attempt(Doing::SetMode, path, || set_mode(path, 0o644))?;
    attempt(Doing::Write, path, || file.write_all(bytes))?;
    Ok(file)
}

/// Gives a file the permissions of another, if that is there.
pub(super) fn copy_mode(from: &Path, to: &Path) -> Result<(), Findings> {
    attempt(Doing::SetMode, to, || match fs::metadata(from) {
        Ok(about) => fs::set_permissions(to, about.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    })
}

/// Waits until the disk holds a folder's entries. Windows and some network
/// disks cannot.
pub(super) fn sync_folder(path: &Path) -> Result<(), Findings> {
    attempt(Doing::Sync, path, || {
        #[cfg(not(unix))]
        return Ok(());
        #[cfg(unix)]
        match File::open(path)?.sync_all() {
            Err(error) if is_lacking(&error) => Ok(()),
            result => result,
        }
    })
}

/// Opens or creates a lock file and waits for its lock, which ends with the
/// file. A disk without locks gives none.
pub(super) fn lock(path: &Path) -> Result<File, Findings> {
    let file = attempt(Doing::CreateFile, path, || {
        or_to_read(path, OpenOptions::new().read(true).write(true).create(true).truncate(false))
    })?;
    lock_open(&file, path)?;
    Ok(file)
}

/// Takes the lock of an open file. A disk without locks gives none.
pub(super) fn lock_open(file: &File, path: &Path) -> Result<(), Findings> {
    attempt(Doing::Lock, path, || match file.lock() {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
        result => result,
    })
}

/// Whether the lock of an open file was free, and so is now taken.
pub(super) fn try_lock(file: &File, path: &Path) -> Result<bool, Findings> {
    attempt(Doing::Lock, path, || match file.try_lock() {
        Ok(()) => Ok(true),
        Err(fs::TryLockError::WouldBlock) => Ok(false),
        Err(fs::TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(false),
        Err(fs::TryLockError::Error(error)) => Err(error),
    })
}

/// Renames; a file that stands there is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Findings> {
    attempt(Doing::Rename, to, || fs::rename(from, to))
}

/// Exchanges two folders in one step. `false` where the system or the disk
/// cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> Result<bool, Findings> {
    attempt(Doing::Exchange, other, || {
        #[cfg(test)]
        if !fault::can_exchange(other) {
            return Ok(false);
        }
        exchange_names(one, other)
    })
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> Result<(), Findings> {
    attempt(Doing::Remove, path, || fs::remove_file(path))
}

/// Removes a folder that is empty.
pub(super) fn remove_empty(path: &Path) -> Result<(), Findings> {
    attempt(Doing::Remove, path, || fs::remove_dir(path))
}

/// Removes a folder and all in it; links in it are removed, not followed.
pub(super) fn remove_tree(path: &Path) -> Result<(), Findings> {
    attempt(Doing::Remove, path, || fs::remove_dir_all(path))
}

/// Opens a file or folder of which no step, links included, leaves `root`;
/// `None` when one does. `relative` has passed [`super::check_path`].
pub(super) fn open_beneath(root: &Path, relative: &str) -> Result<Option<File>, Findings> {
    attempt(Doing::Open, &root.join(relative), || match open_beneath_by_kernel(root, relative) {
        Some(result) => result,
        None => open_beneath_by_name(root, relative),
    })
}

/// Lets the kernel hold every step beneath the root, so that nothing can be
/// swapped between the check and the opening. `None` where it cannot.
#[cfg(target_os = "linux")]
fn open_beneath_by_kernel(root: &Path, relative: &str) -> Option<io::Result<Option<File>>> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    use rustix::io::Errno;

    let root = match File::open(root) {
        Ok(root) => root,
        Err(error) => return Some(Err(error)),
    };
    // NONBLOCK: a named pipe must not make the program wait.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    match openat2(&root, relative, flags, Mode::empty(), resolve) {
        Ok(file) => Some(Ok(Some(File::from(file)))),
        Err(Errno::XDEV) => Some(Ok(None)),
        // Old kernels lack the call, some sandboxes forbid it, and it gives up
        // while folders above are being renamed.
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => None,
        Err(error) => Some(Err(error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_beneath_by_kernel(_root: &Path, _relative: &str) -> Option<io::Result<Option<File>>> {
    None
}

/// Follows all links first and compares; a swap in between is not seen.
fn open_beneath_by_name(root: &Path, relative: &str) -> io::Result<Option<File>> {
    let path = fs::canonicalize(root.join(relative))?;
    if !path.starts_with(fs::canonicalize(root)?) {
        return Ok(None);
    }
    // Opening a pipe would wait for its other end.
    let kind = fs::metadata(&path)?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is no file"));
    }
    File::open(path).map(Some)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_names(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_names(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        // What was just created is ours: only a disk without modes, such as a
        // memory stick, forbids this.
        Err(error) if is_lacking(&error) || error.kind() == ErrorKind::PermissionDenied => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Whether a disk says that it has no such operation.
#[cfg(unix)]
fn is_lacking(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

fn or_to_read(path: &Path, options: &OpenOptions) -> io::Result<File> {
    match options.open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            File::open(path).map_err(|_| error)
        }
        result => result,
    }
}

fn kind_of(found: fs::FileType) -> Kind {
    if found.is_symlink() {
        Kind::Link
    } else if found.is_dir() {
        Kind::Folder
    } else if found.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

/// Makes operations beneath a folder fail, on whichever thread they run, and
/// notes them. Each test has a folder of its own.
#[cfg(test)]
pub(crate) mod fault {
    use std::collections::BTreeMap;
    use std::io;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::Doing;

    static FOLDERS: Mutex<BTreeMap<PathBuf, Folder>> = Mutex::new(BTreeMap::new());

    /// What is to happen in a folder, and what has.
    struct Folder {
        plan: Plan,
        exchanges: bool,
        log: Vec<(Doing, PathBuf)>,
    }

    /// Which operations fail, counted from 0.
    #[derive(Debug, Copy, Clone)]
    pub(crate) enum Plan {
        None,
        /// This one alone.
        Once(usize),
        /// This and all after it, as on a full disk.
        From(usize),
    }

    /// Runs `run` with a plan for a folder, which is given by the path that
    /// `run` uses; gives the result and what was done there.
    pub(crate) fn with<T>(
        folder: &Path,
        plan: Plan,
        run: impl FnOnce() -> T,
    ) -> (T, Vec<(Doing, PathBuf)>) {
        on_disk(folder, plan, true, run)
    }

    /// As [`with`], where the disk cannot exchange two names in one step unless
    /// `exchanges`.
    pub(crate) fn on_disk<T>(
        folder: &Path,
        plan: Plan,
        exchanges: bool,
        run: impl FnOnce() -> T,
    ) -> (T, Vec<(Doing, PathBuf)>) {
        let folder = folder.to_owned();
        folders().insert(folder.clone(), Folder { plan, exchanges, log: Vec::new() });
        let result = run();
        let done = folders().remove(&folder).map(|folder| folder.log);
        (result, done.unwrap_or_default())
    }

    pub(super) fn tick(doing: Doing, path: &Path) -> io::Result<()> {
        let mut folders = folders();
        let Some(folder) = of(&mut folders, path) else {
            return Ok(());
        };
        let number = folder.log.len();
        folder.log.push((doing, path.to_owned()));
        let fails = match folder.plan {
            Plan::None => false,
            Plan::Once(n) => number == n,
            Plan::From(n) => number >= n,
        };
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    pub(super) fn can_exchange(path: &Path) -> bool {
        of(&mut folders(), path).is_none_or(|folder| folder.exchanges)
    }

    fn of<'a>(folders: &'a mut BTreeMap<PathBuf, Folder>, path: &Path) -> Option<&'a mut Folder> {
        folders.iter_mut().find(|(folder, _)| path.starts_with(folder)).map(|(_, folder)| folder)
    }

    fn folders() -> MutexGuard<'static, BTreeMap<PathBuf, Folder>> {
        FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn without_the_kernel_links_that_leave_are_refused_too() {
        use std::os::unix::fs::symlink;

        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("in");
        fs::create_dir(&root).unwrap();
        fs::write(outer.path().join("secret"), "s").unwrap();
        fs::write(root.join("a"), "a").unwrap();
        symlink("../secret", root.join("up")).unwrap();
        symlink("a", root.join("within")).unwrap();
        assert!(open_beneath_by_name(&root, "up").unwrap().is_none());
        assert!(open_beneath_by_name(&root, "within").unwrap().is_some());
        assert!(open_beneath_by_name(&root, "none").is_err());
    }
}
