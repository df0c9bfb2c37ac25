//! Same input, same bytes.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::support::{DATE, LESSON, files, lessonpack, pack};

fn out_of(pack: &Path) -> &Path {
    pack.parent().unwrap().parent().unwrap()
}

/// Every file below both folders is the same, bytes and mode.
fn same(left: &Path, right: &Path) {
    let names: Vec<_> = files(left).into_iter().filter(|name| name != ".lessonpack-lock").collect();
    let others: Vec<_> =
        files(right).into_iter().filter(|name| name != ".lessonpack-lock").collect();
    assert_eq!(names, others);
    for name in names {
        let (a, b) = (left.join(&name), right.join(&name));
        assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap(), "{name} differs");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&a), mode(&b), "{name}");
    }
}

#[test]
fn zone_umask_locale_folder_threads_and_time_make_no_difference() {
    let folder = tempfile::Builder::new().prefix("ein Ordner é ").tempdir().unwrap();
    for (umask, zone, locale, jobs) in
        [("077", "Pacific/Kiritimati", "tr_TR.UTF-8", "1"), ("002", "America/Adak", "C", "4")]
    {
        let out = folder.path().join(umask);
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!(
                "umask {umask}; exec \"$0\" build --quiet --date {DATE} --jobs {jobs} --out \"$1\""
            ))
            .arg(env!("CARGO_BIN_EXE_lessonpack"))
            .arg(&out)
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .status()
            .unwrap();
        assert!(status.success());
        same(out_of(pack()), &out);
        // Zip and PDF keep seconds: a clock that is read would show.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
    }
}

#[test]
fn the_built_in_lessons_make_the_same_pack_as_the_folder() {
    let empty = tempfile::tempdir().unwrap();
    // Midday of that day: the epoch counts seconds, files bear the day.
    let built = lessonpack()
        .args(["build", "--quiet"])
        .env("SOURCE_DATE_EPOCH", "1767614400")
        .current_dir(empty.path())
        .output()
        .unwrap();
    assert!(built.status.success());
    same(out_of(pack()), &empty.path().join("packs"));
}

#[test]
fn another_day_changes_the_files_and_not_the_words() {
    let out = tempfile::tempdir().unwrap();
    let built = lessonpack()
        .args(["build", "--quiet", "--date", "2027-03-04", "--out"])
        .arg(out.path())
        .output()
        .unwrap();
    assert!(built.status.success());
    let name = "teacher/3-notes.docx";
    let other = out.path().join(LESSON).join(name);
    assert_ne!(fs::read(pack().join(name)).unwrap(), fs::read(&other).unwrap());
    assert_eq!(crate::support::seen(name).flow, crate::support::read_file(&other).flow);
}
