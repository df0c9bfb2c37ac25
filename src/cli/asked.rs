//! What was asked for: lessons by id, by file or by folder, in any mixture.

use std::path::{Path, PathBuf};

use super::source::Loaded;
use crate::build::is_edited_file;
use crate::diagnostics::{Finding, Findings, Place};
use crate::fs::{exists, is_folder, whole_path};
use crate::library::nearest;

/// What one argument asks for.
#[derive(Debug, Clone, Eq, PartialEq)]
enum Asked {
    /// Lessons, by their ids: one, all of a folder, or none for a file that all
    /// lessons share, which is looked at in any case.
    Lessons(Vec<String>),
    /// A file that is no lesson.
    File(PathBuf),
}

/// The ids of the lessons that were asked for, each once; all if nothing was
/// asked for. One with mistakes can be asked for: its findings say more.
///
/// # Errors
///
/// A finding for each argument that leads to none, with the nearest that does.
pub fn lessons(loaded: &Loaded, typed: &[String]) -> Result<Vec<String>, Findings> {
    if typed.is_empty() {
        return Ok(loaded.ids.iter().cloned().collect());
    }
    let mut findings = Findings::new();
    let mut ids = Vec::new();
    for typed in typed {
        match asked(loaded, typed) {
            Ok(Asked::Lessons(all)) => ids.extend(all),
            Ok(Asked::File(path)) => findings.push(no_lesson(&path)),
            Err(found) => findings.extend(found),
        }
    }
    let mut once = Vec::new();
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    findings.ok_or(once)
}

fn asked(loaded: &Loaded, typed: &str) -> Result<Asked, Findings> {
    if loaded.ids.contains(typed) {
        return Ok(Asked::Lessons(vec![typed.to_owned()]));
    }
    let small = typed.to_lowercase();
    if is_edited_file(typed) {
        return Ok(Asked::File(PathBuf::from(typed)));
    }
    let path = Path::new(typed);
    // What the disk will not tell of is no path to a lesson.
    let is_there = exists(path).unwrap_or(false);
    let is_folder = is_there && is_folder(path).unwrap_or(false);
    let folder = loaded.folder.as_deref().filter(|_| is_there);
    if let Some(inside) = folder.and_then(|folder| within(folder, path)) {
        return match (is_folder, inside.strip_suffix(".yaml")) {
            (true, _) => in_folder(loaded, &inside).ok_or_else(|| empty(typed).into()),
            (false, Some(id)) if loaded.ids.contains(id) => Ok(Asked::Lessons(vec![id.into()])),
            (false, Some(id)) if id.starts_with("shared/") => Ok(Asked::Lessons(Vec::new())),
            (false, _) => Err(unknown(loaded, typed).into()),
        };
    }
    // An audience, as in `11-14`.
    if let Some(all) = in_folder(loaded, typed.trim_end_matches('/')) {
        return Ok(all);
    }
    if is_folder || (is_there && small.ends_with(".yaml")) {
        return Err(elsewhere(loaded, typed, is_folder).into());
    }
    let id = as_id(typed);
    match loaded.ids.contains(&id) {
        true => Ok(Asked::Lessons(vec![id])),
        false => Err(unknown(loaded, typed).into()),
    }
}

/// Where a path leads within the folder of lessons, with `/`; none if it leads
/// elsewhere.
fn within(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (whole_path(folder).ok()?, whole_path(path).ok()?);
    let inside = path.strip_prefix(folder).ok()?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// The lessons of a folder in the folder of lessons; none if it has none.
fn in_folder(loaded: &Loaded, inside: &str) -> Option<Asked> {
    if inside == "shared" {
        return Some(Asked::Lessons(Vec::new()));
    }
    let is_in = |id: &&String| {
        inside.is_empty() || id.strip_prefix(inside).is_some_and(|rest| rest.starts_with('/'))
    };
    let all: Vec<_> = loaded.ids.iter().filter(is_in).cloned().collect();
    (!all.is_empty()).then_some(Asked::Lessons(all))
}

/// `lessons/11-14/x.yaml` means the lesson `11-14/x`.
fn as_id(typed: &str) -> String {
    let Some(path) = typed.strip_suffix(".yaml") else {
        return typed.to_owned();
    };
    let parts: Vec<_> = path.split(['/', std::path::MAIN_SEPARATOR]).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

fn unknown(loaded: &Loaded, typed: &str) -> Finding {
    fn slug(id: &str) -> &str {
        id.rsplit('/').next().unwrap_or(id)
    }
    let (ids, id) = (&loaded.ids, as_id(typed));
    let whole = nearest(&id, ids.iter().map(String::as_str));
    // One without its folder, or with another.
    let known = whole.or_else(|| {
        let known = nearest(slug(&id), ids.iter().map(|id| slug(id)))?;
        ids.iter().map(String::as_str).find(|id| slug(id) == known)
    });
    let remedy = match known {
        Some(known) => format!("did you mean `{known}`?"),
        None => "see what there is with `lessonpack list`".into(),
    };
    Finding::error("unknown-lesson", Place::Nowhere, format!("there is no lesson `{typed}`"))
        .why("a lesson is called by its id, its audience and its name, or by its file")
        .remedy(remedy)
}

/// A lesson or a folder that is there, and belongs to others than were read.
fn elsewhere(loaded: &Loaded, typed: &str, is_folder: bool) -> Finding {
    let path = Path::new(typed);
    // A lesson stands in the folder of its audience, which stands in that of all.
    let folder = if is_folder { Some(path) } else { path.parent().and_then(Path::parent) };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let what = format!("`{typed}` is none of the {}", loaded.from);
    Finding::error("unknown-lesson", Place::Nowhere, what)
        .why("what a lesson names stands in the files that all lessons of its folder share")
        .remedy(format!("name the folder of all lessons: `--lessons {}`", folder.display()))
}

fn empty(typed: &str) -> Finding {
    Finding::error("no-lessons", Place::File(typed.to_owned()), "there is no lesson in this folder")
        .why("a lesson is a file that ends in `.yaml`, in the folder of its audience")
        .remedy("name another folder, or a lesson; `lessonpack list` shows them")
}

fn no_lesson(path: &Path) -> Finding {
    let shown = path.display().to_string();
    let what = format!("`{shown}` is no lesson");
    Finding::error("not-a-lesson", Place::File(shown), what)
        .why("packs are built from lessons, which are YAML; what is in this file was not looked at")
        .remedy(
            "name a lesson by its id, its `.yaml` file or a folder of them; `lessonpack check` \
             looks at a file that you have edited",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_lesson() {
        assert_eq!(as_id("11-14/x"), "11-14/x");
        assert_eq!(as_id("lessons/11-14/x.yaml"), "11-14/x");
        assert_eq!(as_id("x.yaml"), "x");
    }
}
