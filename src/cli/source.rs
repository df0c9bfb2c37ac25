//! Which lessons: a folder that was named, a `lessons` folder here, or the
//! ones that the program carries.

use std::path::{Path, PathBuf};

use crate::brand::Brand;
use crate::diagnostics::{Finding, Findings, Place, Sources};
use crate::fs::{Dir, is_folder};
use crate::library::{LessonFiles, Library, load};

/// What was read, and from where.
pub struct Loaded {
    /// Where it was read from, in words.
    pub from: String,
    /// The folder, unless the lessons were built in.
    pub folder: Option<PathBuf>,
    /// The lessons; none if a finding stands in the way of all.
    pub library: Option<Library>,
    /// All that is wrong.
    pub findings: Findings,
    /// The texts of files, for showing findings.
    pub sources: Sources,
}

impl Loaded {
    /// Findings that concern these lessons: theirs, and those of files that
    /// all lessons share.
    pub fn findings_for(&self, ids: &[String]) -> Findings {
        let others: Vec<_> = self
            .library
            .iter()
            .flat_map(|library| library.lessons.iter())
            .filter(|(id, _)| !ids.contains(id))
            .map(|(_, lesson)| lesson.id.span.file)
            .collect();
        let concerns = |finding: &Finding| match &finding.place {
            Place::Source { file, .. } => !others.contains(file),
            _ => true,
        };
        self.findings.iter().filter(|finding| concerns(finding)).cloned().collect()
    }
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
        None => is_folder(here).unwrap_or(false).then(|| here.to_owned()),
    };
    let Some(folder) = folder else {
        return built_in(brand);
    };
    let mut findings = Findings::new();
    let name = folder.display().to_string();
    let files = Dir::open(&folder)?.lessons(&mut findings);
    if files.is_empty() {
        if findings.has_errors() {
            return Err(findings);
        }
        return Err(Finding::error("io", Place::File(name), "there is no lesson in this folder")
            .why("a library is a folder of `<audience>/<slug>.yaml` files")
            .remedy("name another folder, or start a lesson with `lessonpack new`")
            .into());
    }
    let from = format!("lessons from `{name}`");
    let loaded = load(&LessonFiles { name, files }, brand);
    findings.extend(loaded.findings);
    findings.sort();
    let (library, sources) = (loaded.library, loaded.sources);
    Ok(Loaded { from, folder: Some(folder), library, findings, sources })
}

/// The lessons that the program carries.
///
/// # Errors
///
/// Findings if one of them is broken: a bug of ours.
pub fn built_in(brand: &Brand) -> Result<Loaded, Findings> {
    let loaded = load(&LessonFiles::embedded()?, brand);
    let (library, findings, sources) = (loaded.library, loaded.findings, loaded.sources);
    Ok(Loaded { from: "the built-in lessons".into(), folder: None, library, findings, sources })
}

/// The lessons that were asked for, by id or by the path of their file; all if
/// none was.
///
/// # Errors
///
/// A finding for each that is not there, with the nearest that is.
pub fn choose(loaded: &Loaded, asked: &[String]) -> Result<Vec<String>, Findings> {
    let Some(library) = &loaded.library else {
        return Ok(Vec::new());
    };
    if asked.is_empty() {
        return Ok(library.lessons.keys().cloned().collect());
    }
    let mut findings = Findings::new();
    let mut ids = Vec::new();
    for asked in asked {
        let id = as_id(asked, loaded.folder.as_deref());
        if library.lessons.contains_key(&id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        } else {
            findings.push(unknown(library, asked, &id));
        }
    }
    findings.ok_or(ids)
}

fn unknown(library: &Library, asked: &str, id: &str) -> Finding {
    let nearest = library
        .lessons
        .keys()
        .map(|known| (strsim::jaro_winkler(known, id), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let remedy = match nearest {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => "see what there is with `lessonpack list`".into(),
    };
    let what = format!("there is no lesson `{asked}` that could be read");
    Finding::error("unknown-lesson", Place::Nowhere, what).remedy(remedy)
}

/// `lessons/11-14/x.yaml` means the lesson `11-14/x`.
fn as_id(asked: &str, folder: Option<&Path>) -> String {
    let Some(path) = asked.strip_suffix(".yaml") else {
        return asked.to_owned();
    };
    let path = Path::new(path);
    let inside = folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_lesson() {
        let folder = Some(Path::new("lessons"));
        assert_eq!(as_id("11-14/x", folder), "11-14/x");
        assert_eq!(as_id("lessons/11-14/x.yaml", folder), "11-14/x");
        assert_eq!(as_id("/far/away/11-14/x.yaml", None), "11-14/x");
    }
}
