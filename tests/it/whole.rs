//! A pack is whole or absent, whatever happens.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

#[test]
fn two_builds_into_one_folder_both_succeed() {
    let out = tempfile::tempdir().unwrap();
    let start = || {
        lessonpack()
            .args(["build", "--quiet", "--date", DATE, "--only", "pdf", "--out"])
            .arg(out.path())
            .spawn()
            .unwrap()
    };
    let mut runs = [start(), start(), start()];
    for run in &mut runs {
        assert!(run.wait().unwrap().success());
    }
    assert!(verified(out.path()));
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

/// A disk of one megabyte, where this user may have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_leaves_nothing_half() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_lessonpack");
    let script = format!(
        "mount -t tmpfs -o size=1m tmpfs {0} && {program} build --quiet --date {DATE} --out {0}; \
         code=$?; ls -A {0} | grep -v lock; exit $code",
        folder.path().display()
    );
    let mut command = Command::new("unshare");
    let output =
        command.args(["--mount", "--map-root-user", "sh", "-c", &script]).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("error[io]") && words.contains("No space left"), "{words}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
}

#[test]
fn a_long_path_with_spaces_and_accents_is_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("Ein Ordner mit Äpfeln ".repeat(9).trim()).join("ü");
    let built = build(None, &out, &["--only", "pptx"]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(verified(&out));
}
