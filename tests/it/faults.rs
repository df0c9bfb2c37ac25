//! Disks, folders and pipes that fail: each is named, and nothing is half.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{DATE, Lessons, Run, files, lessonpack, run};

const ID: &str = "11-14/tiny";

fn tiny() -> Lessons {
    Lessons::starters(&[ID])
}

/// Builds one cheap format of the small lesson.
fn build(lessons: &Lessons, out: &Path) -> Command {
    let mut command = lessonpack();
    command.args(["build", "--quiet", "--only", "docx", "--date", DATE, "--lessons"]);
    command.arg(lessons.path()).arg("--out").arg(out);
    command
}

fn ends(command: &mut Command) -> Run {
    command.output().unwrap().into()
}

/// Runs a script as root of a space of its own, where it may mount; `$0` is the
/// program.
#[cfg(target_os = "linux")]
fn where_one_may_mount(script: &str, folder: &Path, lessons: &Lessons) -> Run {
    let may = |how: &[&str]| {
        let mut command = Command::new("unshare");
        let done = command.args(how).args(["true"]).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success())
    };
    let ways: [&[&str]; 2] = [&["--mount", "--map-root-user"], &["--mount"]];
    let how = ways.into_iter().find(|how| may(how));
    assert!(how.is_some(), "nothing can be mounted here: run as root, or allow user namespaces");
    let how = how.unwrap_or_default();
    let mut command = Command::new("unshare");
    command.args(how).args(["sh", "-c", script, env!("CARGO_BIN_EXE_lessonpack")]);
    command.arg(folder).arg(lessons.path()).arg(DATE);
    ends(&mut command)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_the_old_pack_stays() {
    let folder = tempfile::tempdir().unwrap();
    // The first pack fits; what is left then holds no second one.
    let script = "mount -t tmpfs -o size=4m tmpfs $1 || exit 99
        build() { $0 build --quiet --date $1 --lessons $3 --out $2; }
        build $3 $1 $2 || exit 98
        dd if=/dev/zero of=$1/filler bs=64k status=none 2>/dev/null
        build 2026-03-03 $1 $2
        code=$?
        ls -A $1
        $0 verify $1/11-14/tiny && $0 verify $1/11-14_tiny.zip || exit 97
        rm $1/filler
        build 2026-03-03 $1 $2 && exit $code";
    let ended = where_one_may_mount(script, folder.path(), &tiny());
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("error[io]"), "{}", ended.err);
    assert!(ended.err.contains("the disk is full"), "{}", ended.err);
    assert!(ended.err.contains("free some space"), "{}", ended.err);
    assert_eq!(ended.out, ".lessonpack-lock\n11-14\n11-14_tiny.zip\nfiller\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o ro tmpfs $1 || exit 99
        $0 build --quiet --date $3 --lessons $2 --out $1/packs";
    let ended = where_one_may_mount(script, folder.path(), &tiny());
    assert_eq!(ended.code, 2, "{}", ended.err);
    for words in ["error[io]", "the disk can only be read", "can be written to", "/packs`"] {
        assert!(ended.err.contains(words), "no {words}: {}", ended.err);
    }
    // Reading from such a disk is all that `list` and `verify` do.
    let script = "mount -t tmpfs tmpfs $1 || exit 99
        $0 build --quiet --date $3 --lessons $2 --out $1/packs && cp -r $2 $1/lessons &&
        mount -o remount,bind,ro $1 && $0 verify $1/packs/11-14/tiny &&
        $0 list --lessons $1/lessons && $0 check --lessons $1/lessons || exit 98
        $0 build --quiet --date 2026-03-03 --lessons $1/lessons --out $1/packs";
    let ended = where_one_may_mount(script, folder.path(), &tiny());
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("the disk can only be read"), "{}", ended.err);
}

/// What was cut off must not pass for whole.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_a_failure() {
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    for arguments in [
        &["list"][..],
        &["list", "--format", "json"],
        &["check", "--format", "json"],
        &["schema"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let child = lessonpack().args(arguments).stdout(full()).stderr(Stdio::piped()).spawn();
        let ended = Run::from(child.unwrap().wait_with_output().unwrap());
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains("could not write to standard output"), "{}", ended.err);
        assert!(ended.err.contains("No space left"), "{}", ended.err);
    }
    // Words that nobody can be told do not change what was done.
    for (arguments, code) in [(&["list"][..], 0), (&["check"], 0), (&["check", "11-14/none"], 2)] {
        let child = lessonpack().args(arguments).stdout(Stdio::null()).stderr(full()).spawn();
        let status = child.unwrap().wait().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

/// As in `lessonpack list | head -1`, whose reader is gone before the end.
#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let gone = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer
    };
    for arguments in [
        &["list"][..],
        &["list", "--format", "json"],
        &["check", "--format", "json"],
        &["schema"],
        &["completions", "fish"],
        &["--help"],
    ] {
        let child = lessonpack().args(arguments).stdout(gone()).stderr(Stdio::piped()).spawn();
        let ended = Run::from(child.unwrap().wait_with_output().unwrap());
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.err);
        assert!(!ended.err.contains("error"), "{arguments:?}: {}", ended.err);
    }
    let out = tempfile::tempdir().unwrap();
    let lessons = tiny();
    let mut loud = lessonpack();
    loud.args(["build", "--only", "docx", "--lessons"]).arg(lessons.path());
    let status = loud.arg("--out").arg(out.path()).stderr(gone()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    assert_eq!(run(["verify", out.path().join(ID).to_str().unwrap()]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_is_no_lesson_in_a_lessons_folder_is_named_and_never_waited_for() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let lessons = tiny();
    let at = |name: &str| lessons.path().join("11-14").join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.yaml")).status().unwrap().success());
    fs::create_dir(at("folder.yaml")).unwrap();
    symlink("loop.yaml", at("loop.yaml")).unwrap();
    symlink("one", at("other")).unwrap();
    symlink("other", at("one")).unwrap();
    symlink(".", at("self")).unwrap();
    symlink("gone.yaml", at("dangling.yaml")).unwrap();
    lessons.write("11-14/Loud.YAML", "schema: 1");
    for name in [&b"caf\xE9.yaml"[..], b"caf\xE9"] {
        let path = lessons.path().join(std::ffi::OsStr::from_bytes(name));
        if name.ends_with(b"yaml") {
            fs::write(path, "schema: 1").unwrap();
        } else {
            fs::create_dir(path).unwrap();
        }
    }
    let checked = run(["check", "--lessons", lessons.path().to_str().unwrap()]);
    // Some of it the disk refuses.
    assert_eq!(checked.code, 2, "{}", checked.err);
    for (what, name) in [
        ("error[file-name]: this is not an ordinary file", "pipe.yaml"),
        ("warning[file-name]: a folder is called like a lesson", "folder.yaml"),
        ("could not open", "loop.yaml"),
        ("could not open", "dangling.yaml"),
        ("warning[link]: a link to a folder is not followed", "self"),
        (
            "warning[file-name]: this file is not read: its name does not end in `.yaml`",
            "Loud.YAML",
        ),
        ("error[file-name]: the name cannot be used: it is not in Unicode", "caf\u{FFFD}.yaml"),
        ("warning[file-name]: a folder whose name is not in Unicode is not read", "caf\u{FFFD}\n"),
    ] {
        let mut findings = checked.err.split("\n\n");
        let found = findings.any(|finding| finding.contains(what) && finding.contains(name));
        assert!(found, "no {what:?} of {name:?} in {}", checked.err);
    }
    // The good lesson is there all the same.
    let out = tempfile::tempdir().unwrap();
    let built = ends(build(&lessons, out.path()).arg(ID));
    assert_eq!(built.code, 0, "{}", built.err);
    // What is named itself is no better.
    for command in ["verify", "check"] {
        let pipe = at("pipe.yaml");
        let pipe = pipe.to_str().unwrap();
        let named = if command == "verify" {
            vec![command, pipe]
        } else {
            vec![command, "--lessons", pipe]
        };
        let ended = run(named);
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains("is not a f") && ended.err.contains(pipe), "{}", ended.err);
    }
}

#[test]
fn lessons_whose_ids_differ_in_capitals_only_are_refused() {
    let lessons = tiny();
    let text = lessons.text("11-14/tiny.yaml");
    lessons.write("11-14/Tiny.yaml", text.replace("id: 11-14/tiny", "id: 11-14/Tiny"));
    if files(lessons.path()).len() < 2 {
        return; // This disk cannot hold both, which is the point.
    }
    let out = tempfile::tempdir().unwrap();
    let built = ends(&mut build(&lessons, out.path()));
    assert_eq!(built.code, 1, "{}", built.err);
    for words in ["differs only in capitals", "some computers", "11-14/Tiny.yaml"] {
        assert!(built.err.contains(words), "no {words}: {}", built.err);
    }
    assert_eq!(files(out.path()), Vec::<String>::new());
}

/// Whatever moment of the growth is read, the answer comes, and is one of those
/// that a file at rest could have had.
#[test]
fn a_file_that_grows_while_it_is_read_is_read_to_an_end() {
    let lessons = tiny();
    let path = lessons.path().join("11-14/tiny.yaml");
    let done = std::sync::atomic::AtomicBool::new(false);
    let (checked, grown) = std::thread::scope(|scope| {
        let grow = scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all("# and so on, and so on\n".repeat(1_000).as_bytes()).unwrap();
            }
            file.metadata().unwrap().len()
        });
        let path = lessons.path().to_str().unwrap();
        let checked: Vec<Run> = (0..3).map(|_| run(["check", "--lessons", path])).collect();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        (checked, grow.join().unwrap())
    });
    for run in checked {
        let fits = run.code == 0 && run.err.contains("No findings");
        let large = run.code == 1 && run.err.contains("error[file-size]");
        assert!(fits || large, "{}: {}", run.code, run.err);
    }
    assert!(grown > 1 << 20, "the file grew to {grown} bytes only");
}

#[cfg(unix)]
#[test]
fn a_shelf_may_be_a_link_to_a_folder_and_to_nothing_else() {
    use std::os::unix::fs::symlink;

    let lessons = tiny();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("real")).unwrap();
    symlink("real", at("link")).unwrap();
    let built = ends(&mut build(&lessons, &at("link")));
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
    assert_eq!(run(["verify", at("real").join(ID).to_str().unwrap()]).code, 0);

    symlink("nowhere", at("dangling")).unwrap();
    symlink("round", at("round")).unwrap();
    for name in ["dangling", "round"] {
        let refused = ends(&mut build(&lessons, &at(name)));
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert!(refused.err.contains(at(name).to_str().unwrap()), "{}", refused.err);
        assert!(refused.err.contains("= help: move what stands there"), "{}", refused.err);
    }
    assert!(!at("nowhere").exists());

    // A pack that is a link leads to files of somebody else.
    let elsewhere = at("elsewhere");
    fs::rename(at("real").join(ID), &elsewhere).unwrap();
    symlink(&elsewhere, at("real").join(ID)).unwrap();
    let refused = ends(&mut build(&lessons, &at("link")));
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("error[foreign-folder]"), "{}", refused.err);
    assert_eq!(run(["verify", elsewhere.to_str().unwrap()]).code, 0);
}

#[test]
fn nothing_is_needed_of_the_world_around() {
    let lessons = tiny();
    let out = tempfile::tempdir().unwrap();
    let mut bare = build(&lessons, out.path());
    let built = ends(bare.env_clear());
    assert_eq!(built.code, 0, "{}", built.err);
    let mut lost = build(&lessons, out.path());
    lost.env_remove("HOME").env("TMPDIR", "/no/such/folder").env("XDG_CACHE_HOME", "/no/such");
    let built = ends(&mut lost);
    assert_eq!(built.code, 0, "{}", built.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_deleted_under_the_program_is_survived() {
    let lessons = tiny();
    let folder = tempfile::tempdir().unwrap();
    let gone = |arguments: &str| -> Run {
        let script = format!("mkdir $1/gone && cd $1/gone && rmdir $1/gone && exec $0 {arguments}");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_lessonpack")]);
        ends(command.arg(folder.path()).arg(lessons.path()))
    };
    // What is named in full is found.
    let built = gone("build --quiet --only docx --lessons $2 --out $1/packs");
    assert_eq!(built.code, 0, "{}", built.err);
    assert_eq!(gone("verify $1/packs/11-14/tiny").code, 0);
    // What would stand here cannot, and is named.
    let lost = gone("build --quiet --only docx --lessons $2");
    assert_eq!(lost.code, 2, "{}", lost.err);
    assert!(lost.err.contains("could not create the folder `packs`"), "{}", lost.err);
    let lost = gone("new 11-14/mine");
    assert_eq!(lost.code, 2, "{}", lost.err);
    assert!(lost.err.contains("lessons/11-14"), "{}", lost.err);
}

#[test]
fn a_path_of_two_hundred_signs_with_spaces_and_accents_is_a_path() {
    let lessons = tiny();
    let folder = tempfile::tempdir().unwrap();
    let name = "Ein Ordner mit Äpfeln für 7 b ".repeat(7);
    let name = name.trim();
    assert!(name.chars().count() > 200 && name.len() <= 255, "{}", name.chars().count());
    let out = folder.path().join(name).join(format!("und noch {name}"));
    let built = ends(&mut build(&lessons, &out));
    assert_eq!(built.code, 0, "{}", built.err);
    assert_eq!(run(["verify", out.join(ID).to_str().unwrap()]).code, 0);
    let named = folder.path().join(name).join("lessons");
    fs::create_dir_all(named.join("11-14")).unwrap();
    fs::write(named.join(format!("{ID}.yaml")), lessons.text("11-14/tiny.yaml")).unwrap();
    let listed = run(["list", "--lessons", named.to_str().unwrap()]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.out.contains(ID) && listed.err.contains("Äpfeln"), "{}", listed.err);
}

#[cfg(unix)]
#[test]
fn folders_need_not_have_names_in_unicode() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9"));
    let lessons = tiny();
    fs::create_dir_all(odd.join("11-14")).unwrap();
    fs::write(odd.join(format!("{ID}.yaml")), lessons.text("11-14/tiny.yaml")).unwrap();
    let checked = ends(lessonpack().args(["check", "--lessons"]).arg(&odd));
    assert_eq!(checked.code, 0, "{}", checked.err);
    let built = ends(&mut build(&lessons, &odd));
    assert_eq!(built.code, 0, "{}", built.err);
    let verified = ends(lessonpack().arg("verify").arg(odd.join(ID)));
    assert_eq!(verified.code, 0, "{}", verified.err);
    // A lesson's id is words, though.
    let refused = ends(lessonpack().arg("build").arg(&odd));
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("UTF-8"), "{}", refused.err);
}
