//! Which lessons: a folder that was named, a `lessons` folder here, or the
//! ones that the program carries.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::brand::Brand;
use crate::diagnostics::{FileId, Finding, Findings, Place, Sources};
use crate::fs::{Dir, exists};
use crate::library::{LessonFiles, Library, load};

/// What was read, and from where.
pub struct Loaded {
    /// Where it was read from, in words.
    pub from: String,
    /// The folder, unless the lessons were built in.
    pub folder: Option<PathBuf>,
    /// The ids of all lessons, those with mistakes included.
    pub ids: BTreeSet<String>,
    /// The lessons without mistakes; none if a finding stands in the way of all.
    pub library: Option<Library>,
    /// All that is wrong.
    pub findings: Findings,
    /// The texts of files, for showing findings.
    pub sources: Sources,
    /// What stands before the path of each file.
    name: String,
    /// The paths of the files that were read from the folder.
    paths: BTreeSet<String>,
}

impl Loaded {
    fn new(from: String, folder: Option<PathBuf>, files: &LessonFiles, brand: &Brand) -> Self {
        let loaded = load(files, brand);
        let ids = files.files.keys().filter_map(|path| lesson_of(path)).collect();
        let (library, findings, sources) = (loaded.library, loaded.findings, loaded.sources);
        let paths = files.files.keys().cloned().collect();
        Self { from, folder, ids, library, findings, sources, name: files.name.clone(), paths }
    }

    /// Findings that concern these lessons: theirs, and those of files that
    /// all lessons share.
    pub fn findings_for(&self, ids: &[String]) -> Findings {
        let concerns = |finding: &&Finding| {
            let file = match &finding.place {
                Place::Source { file, .. } => self.sources.name(*file),
                Place::File(name) => name,
                Place::Built { .. } | Place::Nowhere => return true,
            };
            self.lesson_at(file).is_none_or(|id| ids.contains(&id))
        };
        self.findings.iter().filter(concerns).cloned().collect()
    }

    /// What a file is called within the folder, wherever that stands.
    pub fn within<'a>(&self, file: &'a str) -> &'a str {
        let inside = file.strip_prefix(&self.name).and_then(|rest| rest.strip_prefix('/'));
        inside.unwrap_or(file)
    }

    /// The path in the folder of a file that was read from it.
    pub fn on_disk(&self, file: FileId) -> Option<&str> {
        let path = self.within(self.sources.name(file));
        self.paths.contains(path).then_some(path)
    }

    /// The lesson whose file is called so in findings.
    fn lesson_at(&self, file: &str) -> Option<String> {
        lesson_of(file.strip_prefix(&self.name)?.strip_prefix('/')?)
    }
}

/// The lesson that a path in the folder is for; none if all share the file.
fn lesson_of(path: &str) -> Option<String> {
    let id = path.strip_suffix(".yaml")?;
    (!id.starts_with("shared/")).then(|| id.to_owned())
}

/// Reads the lessons.
///
/// # Errors
///
/// Findings when nothing can be read at all.
pub fn lessons(named: Option<&Path>, brand: &Brand) -> Result<Loaded, Findings> {
    let here = Path::new("lessons");
    let folder = match named {
        Some(folder) => Some(folder.to_owned()),
        // What is not a folder is not passed over in silence.
        None => exists(here)?.then(|| here.to_owned()),
    };
    let Some(folder) = folder else {
        return built_in(brand);
    };
    let mut unread = Findings::new();
    // `lessons/` is shown as `lessons`.
    let folder = folder.components().collect::<PathBuf>();
    let name = folder.display().to_string();
    let files = Dir::open(&folder)?.lessons(&mut unread);
    if files.is_empty() && !unread.has_errors() {
        unread.push(
            Finding::error("no-lessons", Place::File(name), "there is no lesson in this folder")
                .why("a lesson is a file that ends in `.yaml`, in the folder of its audience")
                .remedy("name another folder, or start with `lessonpack new 11-14/my-lesson`"),
        );
        unread.sort();
        return Err(unread);
    }
    let from = format!("lessons from `{name}`");
    let mut loaded = Loaded::new(from, Some(folder), &LessonFiles { name, files }, brand);
    let unread_lessons = unread.iter().filter_map(|finding| match &finding.place {
        Place::File(file) => loaded.lesson_at(file),
        _ => None,
    });
    let unread_lessons: Vec<_> = unread_lessons.collect();
    loaded.ids.extend(unread_lessons);
    loaded.findings.extend(unread);
    loaded.findings.sort();
    Ok(loaded)
}

/// The lessons that the program carries.
///
/// # Errors
///
/// Findings if one of them is broken: a bug of ours.
pub fn built_in(brand: &Brand) -> Result<Loaded, Findings> {
    Ok(Loaded::new("the built-in lessons".into(), None, &LessonFiles::embedded()?, brand))
}
