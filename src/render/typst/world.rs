//! The world that Typst sees: the program's templates, icons and fonts, and one
//! tree.
//!
//! There is no disk, no network and no clock in it.

use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, PathError, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Inside, Tree};

pub(super) struct Room<'a> {
    inside: &'a Inside,
    tree: &'a Tree,
    main: FileId,
    today: Option<Datetime>,
}

impl<'a> Room<'a> {
    pub fn new(inside: &'a Inside, tree: &'a Tree) -> Result<Self, PathError> {
        Ok(Self { inside, tree, main: file_id(&tree.main)?, today: midnight(tree.date) })
    }
}

/// Midnight at the start of a day.
pub(super) fn midnight(date: jiff::civil::Date) -> Option<Datetime> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}

pub(super) fn file_id(path: &str) -> Result<FileId, PathError> {
    Ok(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path)?).intern())
}

impl World for Room<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.inside.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.inside.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = project_path(id)?;
        if let Some(source) = self.inside.templates.get(path) {
            return Ok(source.clone());
        }
        let bytes = self.file(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = project_path(id)?;
        let file = self.tree.files.get(path).or_else(|| self.inside.icons.get(path)).cloned();
        file.ok_or_else(|| FileError::NotFound(PathBuf::from(path)))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.inside.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

fn project_path(id: FileId) -> FileResult<&'static str> {
    let path = id.get();
    match path.root() {
        VirtualRoot::Project => Ok(path.vpath().get_with_slash()),
        VirtualRoot::Package(_) => Err(FileError::AccessDenied),
    }
}
