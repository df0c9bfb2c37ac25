//! What the tests share: the program, one built pack, a library to break.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock, OnceLock};

use lessonpack::brand::Brand;
use lessonpack::compose::compose;
use lessonpack::diagnostics::Findings;
use lessonpack::fit::{FittedLesson, Request};
use lessonpack::library::{LessonFiles, load, starter};
use lessonpack::pack::{Body, Format, Item, Pack, SlideId};
use lessonpack::read::{ReadBack, format_of, read};
use lessonpack::render::pdf::Pdf;
use lessonpack::render::typst::Inside;
use lessonpack::render::{Kit, Renderer as _};
use tempfile::TempDir;

/// The lesson that the tests build.
pub const LESSON: &str = "11-14/in-the-group-chat";
/// The day that is written into its files.
pub const DATE: &str = "2026-01-05";

/// The program, called from the project's root.
pub fn lessonpack() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lessonpack"));
    command.stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Runs it to its end.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    lessonpack().args(arguments).output().unwrap().into()
}

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Builds a lesson of a library, the project's own if none is given, into a
/// folder: the lesson that `more` names first, else the one of the tests.
pub fn build(lessons: Option<&Path>, out: &Path, more: &[&str]) -> Run {
    let mut command = lessonpack();
    command.args(["build", "--quiet", "--date", DATE, "--out"]).arg(out).args(more);
    if more.first().is_none_or(|first| first.starts_with("--")) {
        command.arg(LESSON);
    }
    if let Some(lessons) = lessons {
        command.arg("--lessons").arg(lessons);
    }
    command.output().unwrap().into()
}

/// The folder of the lesson's pack; all packs are built once for all tests.
pub fn pack() -> &'static Path {
    static BUILT: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let out = tempfile::tempdir().unwrap();
        let all = ["build", "--quiet", "--date", DATE, "--out", out.path().to_str().unwrap()];
        let built = run(all);
        assert_eq!(built.code, 0, "{}", built.err);
        let pack = out.path().join(LESSON);
        (out, pack)
    });
    &BUILT.1
}

/// What a reader sees of a file of that pack.
pub fn seen(name: &str) -> ReadBack {
    read_file(&pack().join(name))
}

/// What a reader sees of a file.
pub fn read_file(path: &Path) -> ReadBack {
    let name = path.to_str().unwrap();
    let format: Format = format_of(name).unwrap();
    read(&fs::read(path).unwrap(), format, name).unwrap()
}

/// Every file below a folder, by path within it, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, out: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), out);
            } else {
                out.push(name);
            }
        }
    }
    let mut out = Vec::new();
    walk(folder, "", &mut out);
    out.sort();
    out
}

/// The stages that stand on a shelf.
pub fn stages(out: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(out).unwrap().map(|entry| entry.unwrap().path());
    let is_stage = |path: &PathBuf| path.to_string_lossy().contains("/.lessonpack-stage");
    paths.filter(is_stage).collect()
}

/// A copy of the project's lessons, to be broken.
pub struct Lessons(TempDir);

impl Lessons {
    pub fn copy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in files(Path::new("lessons")) {
            let to = folder.path().join(&name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(Path::new("lessons").join(&name), to).unwrap();
        }
        Self(folder)
    }

    /// A folder of starter lessons with these ids, which are small.
    pub fn starters<S: AsRef<str>>(ids: &[S]) -> Self {
        let brand = Brand::embedded().unwrap();
        let library = load(&LessonFiles::embedded().unwrap(), &brand).library.unwrap();
        let lessons = Self(tempfile::tempdir().unwrap());
        for id in ids {
            let (audience, slug) = id.as_ref().split_once('/').unwrap();
            let text = starter(&library.registry, audience, slug).unwrap();
            lessons.write(&format!("{}.yaml", id.as_ref()), text);
        }
        lessons
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Puts `to` in the place of the first `from` in a file; it must be there.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} does not say {from:?}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// The file of the lesson that the tests build.
    pub fn lesson() -> String {
        format!("{LESSON}.yaml")
    }
}

/// The engine inside the program, made once for all tests.
pub fn inside(brand: &Brand) -> &'static Arc<Inside> {
    static INSIDE: OnceLock<Arc<Inside>> = OnceLock::new();
    INSIDE.get_or_init(|| Arc::new(Inside::new(brand)))
}

/// What a writer may read of a pack.
pub fn kit<'a>(pack: &'a Pack, brand: &'a Brand) -> Kit<'a> {
    static NO_THUMBS: BTreeMap<SlideId, Vec<u8>> = BTreeMap::new();
    let deck = pack.items.iter().find_map(|item| match &item.body {
        Body::Deck(deck) => Some(deck),
        Body::Document(_) => None,
    });
    Kit { brand, pictures: &pack.pictures, date: DATE.parse().unwrap(), deck, thumbs: &NO_THUMBS }
}

/// The pack of a lesson of the library, composed and not yet drawn.
pub fn composed(lesson: &str, brand: &Brand) -> Pack {
    let library = load(&LessonFiles::embedded().unwrap(), brand).library.unwrap();
    let lesson = &library.lessons[lesson];
    let fitted = FittedLesson::new(&library, lesson, &Request::default()).unwrap();
    compose(&fitted, brand).unwrap()
}

/// Draws an item as a PDF, without the checks of a build.
pub fn draw(item: &Item, pack: &Pack, brand: &Brand) -> Vec<u8> {
    try_draw(item, pack, brand).unwrap()
}

/// As [`draw`], with what is wrong.
pub fn try_draw(item: &Item, pack: &Pack, brand: &Brand) -> Result<Vec<u8>, Findings> {
    Ok(Pdf::new(inside(brand).clone()).render(item, &kit(pack, brand))?.bytes)
}
