//! `lessonpack check FILE`: files that somebody has edited.

use std::path::{Path, PathBuf};

use super::args::{CheckArgs, EditedArgs};
use super::source;
use crate::brand::Brand;
use crate::build::{EditedFile, check_edited, is_edited_file};
use crate::bundle::Contents;
use crate::diagnostics::{Finding, Findings, Place, Sources};
use crate::fs;
use crate::read::MAX_FILE;

/// The files among what was asked for; none if lessons are asked for.
///
/// # Errors
///
/// Lessons and files together; options for files without any.
pub fn asked(args: &CheckArgs) -> Result<Vec<PathBuf>, Findings> {
    let (files, lessons): (Vec<_>, Vec<_>) = args.ids.iter().partition(|id| is_edited_file(id));
    match (files.is_empty(), lessons.first()) {
        (true, _) => {
            let EditedArgs { against, audience, role } = &args.edited;
            let given = [
                ("--against", against.is_some()),
                ("--for", audience.is_some()),
                ("--role", role.is_some()),
            ];
            let needless = given.into_iter().filter(|(_, given)| *given);
            let mut findings: Findings = needless.map(|(option, _)| needs_file(option)).collect();
            findings.ok_or(Vec::new())
        }
        (false, Some(lesson)) => Err(mixed(lesson).into()),
        (false, None) => Ok(files.into_iter().map(PathBuf::from).collect()),
    }
}

/// All that is wrong with files that somebody has edited.
///
/// # Errors
///
/// What stands in the way of all: a file that cannot be read, a pack that is
/// none.
pub fn look(args: &CheckArgs, paths: &[PathBuf]) -> Result<(Sources, Findings), Findings> {
    let brand = Brand::embedded()?;
    let loaded = source::lessons(args.from.lessons.as_deref(), &brand)?;
    let Some(library) = loaded.library else {
        return Err(loaded.findings);
    };
    let against = args.edited.against.as_deref().map(Contents::open).transpose()?;
    let mut findings = Findings::new();
    let mut refused = Findings::new();
    for path in paths {
        match read(path).and_then(|bytes| {
            let name = path.display().to_string();
            let file = EditedFile {
                name: &name,
                bytes: &bytes,
                against: against.as_ref(),
                audience: args.edited.audience.as_deref(),
                role: args.edited.role.map(Into::into),
            };
            check_edited(&library, &brand, &file)
        }) {
            Ok(found) => findings.extend(found),
            Err(found) => refused.extend(found),
        }
    }
    if refused.has_errors() && paths.len() == 1 {
        return Err(refused);
    }
    findings.extend(refused);
    Ok((library.sources, findings))
}

fn read(path: &Path) -> Result<Vec<u8>, Findings> {
    fs::read_file(path, MAX_FILE)
}

fn needs_file(option: &str) -> Finding {
    let what = format!("`{option}` is for a file that somebody has edited, and none is named");
    Finding::error("usage", Place::Nowhere, what)
        .why("a lesson says itself what it is")
        .remedy(format!("name the file: `lessonpack check \"my slides.pptx\" {option} …`"))
}

fn mixed(lesson: &str) -> Finding {
    let what = format!("`{lesson}` is a lesson, and the others are files that somebody has edited");
    Finding::error("usage", Place::Nowhere, what)
        .why("they are checked in different ways")
        .remedy("check lessons and files one after the other")
}
