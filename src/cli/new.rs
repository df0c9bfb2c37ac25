//! `lessonpack new`.

use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::{Outcome, failed, source, words};
use crate::brand::Brand;
use crate::diagnostics::{Finding, Place};
use crate::fs::{Existing, create_folder, write_file};
use crate::library::{as_slug, starter};

pub fn run(args: &NewArgs) -> Outcome {
    let brand = match Brand::embedded() {
        Ok(brand) => brand,
        Err(findings) => return failed(&findings),
    };
    // A folder without lessons, or none at all, is where the first one goes.
    let loaded =
        source::lessons(args.from.lessons.as_deref(), &brand).or_else(|_| source::built_in(&brand));
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(findings) => return failed(&findings),
    };
    let Some(library) = loaded.library else {
        words::findings(&loaded.findings, &loaded.sources);
        return Outcome::Failed;
    };
    let Some((audience, slug)) = args.id.split_once('/') else {
        let what = format!("`{}` names no audience", args.id);
        let slug = match as_slug(&args.id).as_str() {
            "" => "my-lesson".to_owned(),
            slug => slug.to_owned(),
        };
        return failed(
            &Finding::error("no-audience", Place::Nowhere, what)
                .why("minutes, words and core messages depend on who the lesson is for")
                .remedy(format!("write the audience first, such as `11-14/{slug}`"))
                .into(),
        );
    };
    let text = match starter(&library.registry, audience, slug) {
        Ok(text) => text,
        Err(findings) => return failed(&findings),
    };
    let folder = args.from.lessons.clone().or(loaded.folder);
    let folder = folder.unwrap_or_else(|| PathBuf::from("lessons"));
    let path = folder.join(format!("{}.yaml", args.id));
    let parent = path.parent().unwrap_or(Path::new("."));
    let written =
        create_folder(parent).and_then(|()| write_file(&path, text.as_bytes(), Existing::Keep));
    if let Err(findings) = written {
        return failed(&findings);
    }
    words::say(&format!(
        "Wrote `{}`. Edit it, then run `lessonpack check {}`.",
        path.display(),
        args.id
    ));
    Outcome::Done
}
