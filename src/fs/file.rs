//! Single files that the user names.

use std::path::{Path, PathBuf};
use std::process;

use super::disk::{self, Kind};
use crate::diagnostics::{Finding, Findings, Place};

/// What to do when the file to be written already stands there.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Existing {
    /// Leave it and refuse.
    Keep,
    /// Replace it.
    Replace,
}

/// Reads a file that the user named, up to `limit` bytes.
///
/// # Errors
///
/// A finding that names the path when it cannot be read, is no file, or is
/// larger.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Findings> {
    let shown = path.display().to_string();
    let no_file = |what: String, remedy: &str| -> Findings {
        Finding::error("io", Place::File(shown.clone()), what)
            .why("a file is asked for")
            .remedy(remedy)
            .into()
    };
    match disk::leads_to(path)? {
        Kind::Folder => return Err(no_file(format!("`{shown}` is a folder"), "name a file in it")),
        // Opening a pipe would wait for its other end.
        Kind::Other | Kind::Link => {
            return Err(no_file(format!("`{shown}` is not a file"), "name a file"));
        }
        Kind::File => {}
    }
    let bytes = disk::read(&mut disk::open(path)?, path, limit)?;
    if bytes.len() as u64 > limit {
        return Err(too_big(&shown, None, limit));
    }
    Ok(bytes)
}

/// Writes a file whole or not at all; one that is replaced keeps its permissions.
///
/// # Errors
///
/// A finding that names the path: when the disk refuses, or when the file
/// stands there and is to be kept.
pub fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Findings> {
    if existing == Existing::Keep && disk::inspect(path)?.is_some() {
        let shown = path.display().to_string();
        return Err(Finding::error(
            "io",
            Place::File(shown.clone()),
            format!("`{shown}` stands there already"),
        )
        .why("what is in it would be lost")
        .remedy("choose another name, or move it")
        .into());
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.lessonpack-{}.tmp", process::id()));
    if disk::inspect(&temporary)?.is_some() {
        // A killed run's; its process number has come round again.
        disk::remove_file(&temporary)?;
    }
    let write = || {
        disk::create_file(&temporary, bytes)?;
        if existing == Existing::Replace {
            disk::copy_mode(path, &temporary)?;
        }
        disk::rename(&temporary, path)
    };
    write().inspect_err(|_| {
        // What matters has been said; this only tidies.
        let _ = disk::remove_file(&temporary);
    })?;
    disk::sync_folder(&folder)
}

/// Creates a folder and those it stands in; one that is there already is kept.
///
/// # Errors
///
/// A finding that names the path when the disk refuses.
pub fn create_folder(path: &Path) -> Result<(), Findings> {
    disk::create_folders(path)
}

/// Whether the path that the user named leads to a folder.
///
/// # Errors
///
/// A finding that names the path when nothing stands there.
pub fn is_folder(path: &Path) -> Result<bool, Findings> {
    Ok(disk::leads_to(path)? == Kind::Folder)
}

/// Whether anything stands at a path, a link to nothing included.
///
/// # Errors
///
/// A finding that names the path when the disk will not say.
pub fn exists(path: &Path) -> Result<bool, Findings> {
    Ok(disk::inspect(path)?.is_some())
}

/// A path from the root of the disk, without `..` and without links but for
/// the file's own: two that are equal lead to one place.
///
/// # Errors
///
/// A finding that names the path when nothing stands there.
pub fn whole_path(path: &Path) -> Result<PathBuf, Findings> {
    if is_folder(path)? {
        return disk::whole_path(path);
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => {
            Ok(disk::whole_path(parent)?.join(name))
        }
        (_, name) => Ok(disk::whole_path(Path::new("."))?.join(name.unwrap_or_default())),
    }
}

/// A finding for a file beyond its limit; `size` where it is known.
pub(super) fn too_big(shown: &str, size: Option<u64>, limit: u64) -> Findings {
    let size = size.map_or("more".into(), |size| format!("{size} bytes"));
    Finding::error(
        "file-size",
        Place::File(shown.to_owned()),
        format!("the file holds {size}; at most {limit} bytes are read"),
    )
    .why("a file so large is hardly what it should be, and would slow everything down")
    .remedy("make it smaller, or move it out of the folder")
    .into()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]
mod tests {
    use super::*;

    fn only<T: std::fmt::Debug>(result: Result<T, Findings>) -> Finding {
        result.unwrap_err().into_iter().next().unwrap()
    }

    #[test]
    fn a_file_that_stands_there_is_kept_or_replaced_as_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.yaml");
        write_file(&path, b"one", Existing::Keep).unwrap();
        let refused = only(write_file(&path, b"two", Existing::Keep));
        assert!(refused.what.contains("new.yaml"), "{}", refused.what);
        assert_eq!(read_file(&path, 10).unwrap(), b"one");
        write_file(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(read_file(&path, 10).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn limits_and_folders_are_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big");
        write_file(&path, &[b'x'; 11], Existing::Keep).unwrap();
        assert_eq!(only(read_file(&path, 10)).rule, "file-size");
        assert!(only(read_file(folder.path(), 10)).what.contains("is a folder"));
        assert!(only(read_file(&folder.path().join("none"), 10)).what.contains("none"));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_does_not_make_the_program_wait() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let _held = std::os::unix::net::UnixListener::bind(&path).unwrap();
        for path in [&path, Path::new("/dev/zero")] {
            let refused = only(read_file(path, 10));
            assert!(refused.what.contains("is not a file"), "{}", refused.what);
        }
    }
}
