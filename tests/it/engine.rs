//! The second engine: a `typst` program that does well, and many that do not.
//!
//! The programs here are scripts that play its part; `tests/run` lets the real
//! one draw every pack.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use lessonpack::render::typst::version;
use tempfile::TempDir;

use crate::support::{DATE, LESSON, Run, files, lessonpack, pack, run};

/// Draws what the engine inside has drawn.
const GOOD: &str = r#"
stem=$(grep -o '"stem":"[^"]*"' data.json | cut -d '"' -f 4)
cat "$(ls "$PACK"/*/"$stem.pdf" | head -n 1)"
"#;

/// A script that says its version and then does as it is told.
struct Script {
    folder: TempDir,
}

impl Script {
    fn new(body: &str) -> Self {
        Self::of_version(&format!("typst {} (script)", version()), body)
    }

    fn of_version(says: &str, body: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = Self { folder };
        let text = format!(
            "#!/bin/sh\n[ \"$1\" = --version ] && echo '{says}' && exit\n\
             PACK='{}'\nHERE='{}'\n{body}\n",
            pack().display(),
            script.folder.path().display()
        );
        fs::write(script.path(), text).unwrap();
        fs::set_permissions(script.path(), fs::Permissions::from_mode(0o755)).unwrap();
        script
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("typst")
    }

    fn build(&self, out: &Path, more: &[&str]) -> Run {
        build(&self.path(), out, more)
    }
}

fn build(typst: &Path, out: &Path, more: &[&str]) -> Run {
    let mut command = lessonpack();
    command.args(["build", LESSON, "--quiet", "--date", DATE, "--engine", "cli", "--out"]);
    command.arg(out).arg("--typst").arg(typst).args(more).output().unwrap().into()
}

/// Where all tests' pack stands, with its zip.
fn shelf() -> &'static Path {
    pack().parent().unwrap().parent().unwrap()
}

/// Every file of the lesson on a shelf, but for the shelf's own lock.
fn contents(shelf: &Path) -> Vec<(String, Vec<u8>)> {
    let names = files(shelf).into_iter().filter(|name| {
        name != ".lessonpack-lock" && (name.starts_with('.') || name.contains("in-the-group-chat"))
    });
    names.map(|name| (name.clone(), fs::read(shelf.join(&name)).unwrap())).collect()
}

/// Not with `assert_eq`, which would print whole packs.
fn same(left: &Path, right: &Path) {
    let (left, right) = (contents(left), contents(right));
    let names = |of: &[(String, Vec<u8>)]| of.iter().map(|(name, _)| name.clone()).collect();
    let (left_names, right_names): (Vec<_>, Vec<_>) = (names(&left), names(&right));
    assert_eq!(left_names, right_names);
    for ((name, one), (_, other)) in left.iter().zip(&right) {
        assert!(one == other, "{name} differs");
    }
}

#[test]
fn a_program_that_draws_the_same_makes_the_same_pack() {
    let script =
        Script::new(&format!("env >\"$HERE/$$.env\"; echo \"$@\" >\"$HERE/$$.args\"; {GOOD}"));
    // Neither is split where lists of paths are.
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a: folder, é");
    // Found by its name; hints from outside do not reach it.
    let path = format!("{}:{}", script.folder.path().display(), std::env::var("PATH").unwrap());
    let built = lessonpack()
        .args(["build", LESSON, "--quiet", "--date", DATE, "--engine", "cli", "--out"])
        .arg(&out)
        .env("PATH", path)
        .env("TYPST_FONT_PATHS", "/usr/share/fonts")
        .env("TYPST_FEATURES", "html")
        .env("https_proxy", "http://localhost:1")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(built.stderr).unwrap(), "");
    assert!(built.status.success());
    same(shelf(), &out);

    let told = |ending: &str| -> Vec<String> {
        let names = files(script.folder.path()).into_iter().filter(|name| name.ends_with(ending));
        names.map(|name| fs::read_to_string(script.folder.path().join(name)).unwrap()).collect()
    };
    // One drawing may do for the slides of two folders.
    let pdfs = files(pack()).iter().filter(|name| name.ends_with(".pdf")).count();
    assert!((pdfs - 1..=pdfs).contains(&told(".args").len()));
    for arguments in told(".args") {
        for needed in [
            "--root=. ",
            "--ignore-system-fonts ",
            "--ignore-embedded-fonts ",
            "--font-path=../fonts ",
            "--package-path=../packages ",
            "--package-cache-path=../packages ",
            "--pdf-standard=ua-1,a-2a ",
            "--features=a11y-extras ",
            "--creation-timestamp 1767571200 ",
        ] {
            assert!(arguments.contains(needed), "{needed}: {arguments}");
        }
        assert!(!arguments.contains(out.to_str().unwrap()), "{arguments}");
    }
    for environment in told(".env") {
        let names =
            environment.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name);
        for name in names.filter(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name)) {
            assert!(["PATH", "HOME"].contains(&name), "{name} reaches the program");
        }
    }
}

#[test]
fn another_version_is_refused_unless_it_is_allowed() {
    let script = Script::of_version("typst 0.14.2 (b33de9de)", GOOD);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packs");
    let refused = script.build(&out, &[]);
    assert_eq!(refused.code, 2);
    let needed = [
        "error[typst-program]",
        &format!("is Typst 0.14.2, and lessonpack is made for {}", version()),
        "may draw other bytes",
        &format!("cargo install typst-cli --version {} --locked", version()),
        "--typst PATH",
        "--any-typst",
    ];
    for words in needed {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    assert!(!out.exists());

    let built = script.build(&out, &["--any-typst"]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(built.err.contains("warning[typst-version]"), "{}", built.err);
    assert_eq!(built.err.matches("Typst 0.14.2").count(), 1, "once a build: {}", built.err);
    same(shelf(), &out);
}

#[test]
fn what_cannot_be_run_or_is_not_typst_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packs");
    let plain = folder.path().join("plain");
    fs::write(&plain, "words").unwrap();
    for missing in [folder.path().join("none"), folder.path().to_owned(), plain] {
        let refused = build(&missing, &out, &[]);
        assert_eq!(refused.code, 2, "{}", refused.err);
        let name = format!("could not run `{}`", missing.display());
        assert!(refused.err.contains(&name), "{}", refused.err);
        assert!(refused.err.contains("cargo install typst-cli"), "{}", refused.err);
    }
    let nowhere = lessonpack()
        .args(["build", "--engine", "cli", "--out"])
        .arg(&out)
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("could not run `typst`"));

    for (says, told) in [
        ("ls (GNU coreutils) 9.1", "it says `ls (GNU coreutils) 9.1`"),
        ("", "it says nothing"),
        // What would drive a terminal stays away from it.
        ("\u{1b}[31mred", "it says `[31mred`"),
    ] {
        let other = Script::of_version(says, "").build(&out, &["--any-typst"]);
        assert_eq!(other.code, 2, "{}", other.err);
        assert!(other.err.contains("is not Typst"), "{}", other.err);
        assert!(other.err.contains(told) && !other.err.contains('\u{1b}'), "{}", other.err);
    }
    let slow = Script::new("");
    fs::write(slow.path(), "#!/bin/sh\nsleep 15\n").unwrap();
    let refused = slow.build(&out, &["--typst-timeout", "1"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("had not said its version after 1 s"), "{}", refused.err);
    assert!(!out.exists());
}

#[test]
fn a_program_that_fails_leaves_the_old_pack_and_nothing_else() {
    let out = tempfile::tempdir().unwrap();
    for (name, bytes) in contents(shelf()) {
        let to = out.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    let refusal = "error: missing alt text\n  ┌─ typst/notes.typ:3:1\n  │\n3 │ x\n  │\n  \
                   = hint: say what it shows";
    let warning = "warning: unknown font family: comic sans ms\n  ┌─ typst/notes.typ:9:2";
    let cases: [(&str, i32, &[&str]); 11] = [
        ("kill -SEGV $$", 2, &["broke down over `", "signal: 11", "it said nothing"]),
        ("echo 'out of luck' >&2; exit 3", 2, &["exit status: 3", "it said `out of luck`"]),
        ("exit 1", 2, &["exit status: 1", "it said nothing"]),
        (
            "echo 'error: unexpected argument' >&2; exit 2",
            2,
            &["broke down", "unexpected argument"],
        ),
        // As a shell runs it, it is a grandchild that lives on.
        ("sleep 15; exit 0", 2, &["had not drawn `", "after 1 s and was ended", "--typst-timeout"]),
        ("yes", 2, &["after 1 s and was ended"]),
        ("yes >&2", 2, &["after 1 s and was ended"]),
        ("echo rubbish", 2, &["is no whole PDF: it does not begin as one"]),
        ("cat \"$PACK/teacher/1-start-here.pdf\" | head -c 20000", 2, &["its end is missing"]),
        (
            &format!("echo '{refusal}' >&2; exit 1"),
            70,
            &["error[typst-refused]", "missing alt text (typst/notes.typ, line 3)", "say what it"],
        ),
        (
            &format!("echo '{warning}' >&2; {GOOD}"),
            70,
            &[
                "error[typst-refused]",
                "unknown font family: comic sans ms (typst/notes.typ, line 9)",
            ],
        ),
    ];
    for (body, code, told) in cases {
        let failed =
            Script::new(body).build(out.path(), &["--only", "pdf", "--typst-timeout", "1"]);
        assert_eq!(failed.code, code, "{body}: {}", failed.err);
        for words in told {
            assert!(failed.err.contains(words), "{body}: no `{words}` in {}", failed.err);
        }
        if code == 2 {
            let count = failed.err.matches("error[typst-program]").count();
            assert_eq!(count, 1, "asked again after it had failed: {}", failed.err);
        }
        same(shelf(), out.path());
    }
}

#[test]
fn a_relative_path_is_taken_from_the_folder_one_is_in() {
    let script = Script::new("exit 3");
    let built = lessonpack()
        .args(["build", LESSON, "--quiet", "--only", "pdf", "--engine", "cli"])
        .args(["--typst", "./typst", "--lessons"])
        .arg(fs::canonicalize("lessons").unwrap())
        .current_dir(script.folder.path())
        .output()
        .unwrap();
    let words = String::from_utf8(built.stderr).unwrap();
    assert!(words.contains("exit status: 3"), "{words}");
}

#[test]
fn a_killed_build_leaves_the_old_pack_and_the_next_one_clears_up() {
    let out = tempfile::tempdir().unwrap();
    let script = Script::new("sleep 5");
    let stages = || -> Vec<_> {
        let names = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path());
        names.filter(|path| path.to_str().unwrap().contains(".lessonpack-stage")).collect()
    };
    let mut child = lessonpack()
        .args(["build", LESSON, "--quiet", "--only", "pdf", "--engine", "cli", "--out"])
        .arg(out.path())
        .arg("--typst")
        .arg(script.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !stages().iter().any(|stage| stage.join("1/data.json").exists()) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(stages().len(), 1);
    let next = run(["build", LESSON, "--only", "pptx", "--out", out.path().to_str().unwrap()]);
    assert_eq!(next.code, 0, "{}", next.err);
    assert_eq!(stages(), Vec::<PathBuf>::new());
}

#[test]
fn options_of_the_program_need_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packs");
    let all = ["--typst", "typst", "--any-typst", "--typst-timeout", "9"];
    let refused = run(["build", "--out", out.to_str().unwrap()].iter().chain(&all));
    assert_eq!(refused.code, 2);
    for option in ["--typst", "--any-typst", "--typst-timeout"] {
        let told = format!("`{option}` is for `--engine cli` alone");
        assert!(refused.err.contains(&told), "{}", refused.err);
    }
    assert!(!out.exists());
}
