//! A pack is whole or absent, whatever happens.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{DATE, LESSON, Lessons, build, files, lessonpack, run, stages};

fn verified(out: &Path) -> bool {
    run(["verify", out.join(LESSON).to_str().unwrap()]).code == 0
}

#[test]
fn a_build_that_fails_leaves_the_old_pack() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(build(None, out.path(), &[]).code, 0);
    let before: Vec<_> = files(out.path())
        .into_iter()
        .map(|name| (fs::read(out.path().join(&name)).unwrap(), name))
        .collect();
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), "subtitle:", "subtitle: {{ x }} #");
    assert_eq!(build(Some(lessons.path()), out.path(), &[]).code, 1);
    let lessons = Lessons::copy();
    let long = "far too long ".repeat(40);
    lessons.edit(&Lessons::lesson(), "question: What are", &format!("question: {long} What are"));
    assert_eq!(build(Some(lessons.path()), out.path(), &[]).code, 1);
    for (bytes, name) in before {
        assert!(bytes == fs::read(out.path().join(&name)).unwrap(), "{name}");
    }
    assert_eq!(stages(out.path()), Vec::<PathBuf>::new());
}

/// Eight runs at once, four of them of the same lesson.
#[test]
fn builds_into_one_folder_at_once_all_succeed() {
    let ids = ["11-14/one", "11-14/two", "11-14/three", "11-14/four"];
    let lessons = Lessons::starters(&ids);
    let out = tempfile::tempdir().unwrap();
    let start = |id: &str| {
        let mut command = lessonpack();
        command.args(["build", id, "--quiet", "--jobs", "1", "--date", DATE, "--lessons"]);
        command.arg(lessons.path()).arg("--out").arg(out.path()).spawn().unwrap()
    };
    let runs = [ids, [ids[0]; 4]].concat().into_iter().map(start).collect::<Vec<_>>();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let mut tops: Vec<_> = files(out.path());
    tops.retain(|name| !name.contains('/'));
    let zips = ids.map(|id| format!("{}.zip", id.replace('/', "_")));
    for name in ids.iter().copied().chain(zips.iter().map(String::as_str)) {
        let verified = run(["verify", out.path().join(name).to_str().unwrap()]);
        assert_eq!(verified.code, 0, "{}", verified.err);
        tops.retain(|top| top != name);
    }
    assert_eq!(tops, [".lessonpack-lock"]);
    assert_eq!(stages(out.path()), Vec::<PathBuf>::new());
}

#[test]
fn what_somebody_put_there_is_not_taken_away() {
    let out = tempfile::tempdir().unwrap();
    let foreign = out.path().join(LESSON);
    fs::create_dir_all(&foreign).unwrap();
    fs::write(foreign.join("diary.txt"), "mine").unwrap();
    let built = build(None, out.path(), &["--only", "docx"]);
    assert_eq!(built.code, 2, "{}", built.err);
    assert_eq!(fs::read_to_string(foreign.join("diary.txt")).unwrap(), "mine");

    fs::remove_dir_all(&foreign).unwrap();
    assert_eq!(build(None, out.path(), &["--only", "docx"]).code, 0);
    let edited = foreign.join("teacher/3-notes.docx");
    fs::write(&edited, "my own notes").unwrap();
    let built = build(None, out.path(), &["--only", "docx"]);
    assert_eq!(built.code, 2, "{}", built.err);
    assert!(built.err.contains("--replace-edited"), "{}", built.err);
    assert_eq!(fs::read_to_string(&edited).unwrap(), "my own notes");
    assert_eq!(build(None, out.path(), &["--only", "docx", "--replace-edited"]).code, 0);
    assert!(verified(out.path()));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let built = build(None, &file, &["--only", "docx"]);
    assert_eq!(built.code, 2, "{}", built.err);
    assert!(built.err.contains(file.to_str().unwrap()), "{}", built.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}
