//! The corpus: files of mistakes, each with the whole of what the program says.
//!
//! A mistake is a section of a Markdown file: a head, steps that make it, and
//! what is then shown. Steps are one a line:
//!
//! ```text
//! edit FILE           the lines after `- ` become the lines after `+ `
//! write FILE          the lines after `+ ` are the file
//! program FILE        the lines after `+ ` are a script that can be run
//! take FILE           the project's own file of that path is put there
//! small registry      audiences, services and the like become small ones; what staff
//!                     and messages say stays the program's
//! pack                the small lesson's pack stands in `packs`, as it was built
//! move A to B         link A to B         delete A         folder A
//! pipe A              encode A as E       cut A to N       fill A with N files
//! $ [NAME=VALUE] lessonpack …
//! ```
//!
//! `‹tab›`, `‹U+202E›` and `‹20 × word ›` stand for what a reader cannot see or
//! would not like to.

#![expect(clippy::panic, reason = "a corpus that cannot be read is a test that failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::support::{DATE, Run, files, lessonpack};

/// The folder of the corpus.
pub const FOLDER: &str = "tests/it/errors";
/// Set to have the files written anew, to be looked through as a change is.
const WRITE: &str = "LESSONPACK_WRITE_ERRORS";

/// A mistake and what is shown for it.
pub struct Mistake {
    pub name: String,
    /// All that stands before what is shown.
    head: String,
    steps: Vec<String>,
    pub shown: String,
}

/// The mistakes of a file, after all that stands before the first.
pub fn mistakes(file: &Path) -> (String, Vec<Mistake>) {
    let text = fs::read_to_string(file).unwrap();
    let mut sections = text.split("\n## ");
    let intro = sections.next().unwrap().to_owned();
    let mistakes = sections.map(|section| {
        let (head, rest) = section
            .split_once("\n```mistake\n")
            .unwrap_or_else(|| panic!("{}: no steps in {section}", file.display()));
        let (steps, rest) = rest.split_once("\n```\n").unwrap();
        let shown = rest.split_once("```shown\n").map_or("", |(_, shown)| shown);
        Mistake {
            name: head.lines().next().unwrap().to_owned(),
            head: format!("{head}\n```mistake\n{steps}\n```\n"),
            steps: steps.lines().map(str::to_owned).collect(),
            shown: shown.split("\n```").next().unwrap().to_owned(),
        }
    });
    let mistakes = mistakes.collect();
    (intro, mistakes)
}

/// Every file of the corpus.
pub fn all() -> Vec<PathBuf> {
    let names = files(Path::new(FOLDER)).into_iter();
    let names = names.filter(|name| name.ends_with(".md") && !name.contains('/'));
    names.map(|name| Path::new(FOLDER).join(name)).collect()
}

/// Makes every mistake of a file and compares what is shown, or writes it down.
pub fn hold(name: &str) {
    let file = Path::new(FOLDER).join(name);
    let (intro, mistakes) = mistakes(&file);
    let mut out = format!("{}\n", intro.trim_end());
    let mut other = String::new();
    for mistake in &mistakes {
        let shown = mistake.make();
        if shown != mistake.shown {
            let (name, was) = (&mistake.name, &mistake.shown);
            other.push_str(&format!("## {name}\nheld:\n{was}\n\nshown:\n{shown}\n\n"));
        }
        out.push_str(&format!("\n## {}\n```shown\n{shown}\n```\n", mistake.head));
    }
    if std::env::var_os(WRITE).is_some() {
        fs::write(&file, out).unwrap();
    } else {
        assert!(
            other.is_empty(),
            "{name} holds other words; if these are right, set {WRITE}=1\n\n{other}"
        );
    }
}

impl Mistake {
    /// Makes it in a folder of its own. Exit code, then words, then data.
    fn make(&self) -> String {
        let desk = Desk::new();
        let mut lines = self.steps.iter().map(String::as_str).peekable();
        let mut last = None;
        while let Some(line) = lines.next() {
            if let Some(command) = line.strip_prefix("$ ") {
                if let Some(Run { code, err, .. }) = last.replace(desk.run(command)) {
                    assert_eq!(code, 0, "{}: {err}", self.name);
                }
                continue;
            }
            let mut signed = Vec::new();
            while let Some(line) = lines.next_if(|line| line.starts_with(['-', '+'])) {
                let text = line[1..].strip_prefix(' ').unwrap_or(&line[1..]);
                signed.push((line.starts_with('+'), text));
            }
            desk.step(line, &signed).unwrap_or_else(|why| panic!("{}: {line}: {why}", self.name));
        }
        let run = last.unwrap_or_else(|| panic!("{}: nothing is run", self.name));
        let mut shown = format!("exit {}\n{}", run.code, run.err.trim_end());
        if !run.out.is_empty() {
            shown.push_str(&format!("\nstandard output:\n{}", run.out.trim_end()));
        }
        // Each run has a folder of another name.
        any_document(&shown.replace(desk.0.path().to_str().unwrap(), "/desk"))
    }
}

/// A folder with a small lesson in `lessons`, where mistakes are made.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.copy(&Path::new(FOLDER).join("lessons"), "lessons");
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn copy(&self, from: &Path, to: &str) {
        for name in files(from) {
            self.write(&format!("{to}/{name}"), &fs::read(from.join(name)).unwrap());
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn run(&self, command: &str) -> Run {
        let mut program = lessonpack();
        program.current_dir(self.0.path());
        for word in command.split(' ') {
            match word.split_once('=') {
                _ if word == "lessonpack" => {}
                Some((name, value))
                    if name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') =>
                {
                    program.env(name, value);
                }
                _ => {
                    program.arg(word);
                }
            }
        }
        program.output().unwrap().into()
    }

    /// A step; `signed` are the lines under it, those to be added first true.
    fn step(&self, line: &str, signed: &[(bool, &str)]) -> Result<(), String> {
        let words: Vec<_> = line.split(' ').collect();
        let added = || signed.iter().map(|(_, text)| unfold(text) + "\n").collect::<String>();
        match words[..] {
            ["edit", file] => return self.edit(file, signed),
            ["write", file] => self.write(file, added().as_bytes()),
            ["program", file] => {
                use std::os::unix::fs::PermissionsExt as _;
                self.write(file, format!("#!/bin/sh\n{}", added()).as_bytes());
                fs::set_permissions(self.at(file), fs::Permissions::from_mode(0o755)).unwrap();
            }
            ["take", file] => self.write(file, &fs::read(file).unwrap()),
            ["small", "registry"] => {
                for kind in ["messages", "outline", "staff"] {
                    self.step(&format!("take lessons/shared/{kind}.yaml"), &[])?;
                }
                self.copy(&Path::new(FOLDER).join("registry"), "lessons/shared");
            }
            ["pack"] => self.copy(built(), "packs"),
            ["move", from, "to", to] => {
                fs::create_dir_all(self.at(to).parent().unwrap()).unwrap();
                fs::rename(self.at(from), self.at(to)).unwrap();
            }
            ["link", link, "to", target] => {
                std::os::unix::fs::symlink(target, self.at(link)).unwrap();
            }
            ["delete", path] if self.at(path).is_dir() => {
                fs::remove_dir_all(self.at(path)).unwrap()
            }
            ["delete", path] => fs::remove_file(self.at(path)).unwrap(),
            ["folder", path] => fs::create_dir_all(self.at(path)).unwrap(),
            ["pipe", path] => {
                let made = std::process::Command::new("mkfifo").arg(self.at(path)).status();
                assert!(made.unwrap().success());
            }
            ["encode", path, "as", how] => {
                let text = fs::read_to_string(self.at(path)).unwrap();
                self.write(path, &encode(&text, how).ok_or("no such way")?);
            }
            ["fill", path, "with", count, "files"] => {
                for number in 0..count.parse::<usize>().unwrap() {
                    self.write(&format!("{path}/{number}.yaml"), b"schema: 1\n");
                }
            }
            ["cut", path, "to", bytes] => {
                let whole = fs::read(self.at(path)).unwrap();
                self.write(path, &whole[..bytes.parse::<usize>().unwrap()]);
            }
            _ => return Err("no such step".into()),
        }
        Ok(())
    }

    /// Whole lines for whole lines; those to be replaced stand there once.
    fn edit(&self, file: &str, signed: &[(bool, &str)]) -> Result<(), String> {
        let text = fs::read_to_string(self.at(file)).unwrap();
        let mut lines: Vec<_> = text.split('\n').map(str::to_owned).collect();
        let mut edits: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        for (add, line) in signed {
            match edits.last_mut() {
                Some((_, to)) if *add => to.push(unfold(line)),
                Some((from, to)) if to.is_empty() => from.push(line),
                _ => edits.push((vec![line], Vec::new())),
            }
        }
        for (from, to) in edits {
            let starts: Vec<_> = (0..lines.len())
                .filter(|at| lines[*at..].iter().take(from.len()).eq(&from))
                .collect();
            let [start] = starts[..] else {
                return Err(format!("{from:?} stands there {} times", starts.len()));
            };
            lines.splice(start..start + from.len(), to);
        }
        self.write(file, lines.join("\n").as_bytes());
        Ok(())
    }
}

/// The pack of the small lesson, built once.
fn built() -> &'static Path {
    static BUILT: LazyLock<(Desk, PathBuf)> = LazyLock::new(|| {
        let desk = Desk::new();
        let run = desk.run(&format!("lessonpack build --date {DATE}"));
        assert_eq!(run.code, 0, "{}", run.err);
        let packs = desk.at("packs");
        (desk, packs)
    });
    &BUILT.1
}

/// What `‹…›` stands for.
fn unfold(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('‹') {
        let (inside, after) = after.split_once('›').unwrap();
        out.push_str(before);
        if let Some((times, words)) = inside.split_once(" × ") {
            out.push_str(&words.repeat(times.parse().unwrap()));
        } else if let Some(code) = inside.strip_prefix("U+") {
            let code = u32::from_str_radix(code, 16).unwrap();
            out.push(char::from_u32(code).unwrap());
        } else {
            assert_eq!(inside, "tab");
            out.push('\t');
        }
        rest = after;
    }
    out + rest
}

/// Bytes as another program would have saved them.
fn encode(text: &str, how: &str) -> Option<Vec<u8>> {
    Some(match how {
        "windows-1252" => text
            .chars()
            .map(|c| match c {
                '’' => 0x92,
                '“' => 0x93,
                '”' => 0x94,
                '–' => 0x96,
                '…' => 0x85,
                c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
            })
            .collect(),
        "utf-16" => {
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
        "utf-8-with-a-mark" => format!("\u{FEFF}{text}").into_bytes(),
        "lines-of-windows" => text.replace('\n', "\r\n").into_bytes(),
        _ => return None,
    })
}

/// Files are drawn in parallel: which one a program breaks down over is chance.
fn any_document(shown: &str) -> String {
    const BEFORE: &str = "broke down over `";
    let Some((before, after)) = shown.split_once(BEFORE) else { return shown.to_owned() };
    let rest = after.split_once('`').map_or(after, |(_, rest)| rest);
    format!("{before}{BEFORE}DOCUMENT`{rest}")
}
