//! A small build in which every operation on the disk fails, one after the
//! other: an error names it, and the old pack stands or the new one, whole.
//!
//! Drawing touches no disk, so files are drawn once and published many times;
//! that this is what a build does, a test holds.

#![expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::job::{Order, Workshop};
use super::{Built, Options, Watch, build, composed, publish};
use crate::brand::Brand;
use crate::bundle::{Bundle, Edits};
use crate::diagnostics::{Findings, Level};
use crate::fit::Request;
use crate::fs::fault::{self, Plan};
use crate::fs::{Dir, Doing};
use crate::library::{LessonFiles, Library, load, starter};
use crate::pack::Format;

const ID: &str = "11-14/tiny";
const ZIP: &str = "11-14_tiny.zip";
const LOCK: &str = ".lessonpack-lock";

/// A folder of lessons and a shelf, both beneath one folder, which fails.
struct Desk {
    root: tempfile::TempDir,
    brand: Brand,
    library: Library,
}

impl Desk {
    fn new() -> Self {
        // In memory where there is one: a real disk would be asked some hundred
        // thousand times to hold what is thrown away at once.
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let brand = Brand::embedded().unwrap();
        let built_in = load(&LessonFiles::embedded().unwrap(), &brand).library.unwrap();
        let text = starter(&built_in.registry, "11-14", "tiny").unwrap();
        fs::create_dir_all(root.path().join("lessons/11-14")).unwrap();
        fs::write(root.path().join("lessons/11-14/tiny.yaml"), text).unwrap();
        let library = load(&read(root.path()).unwrap(), &brand).library.unwrap();
        Self { root, brand, library }
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("packs")
    }

    /// The files of the shelf, with their bytes.
    fn shelf(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.out()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.out()).unwrap().to_str().unwrap();
                    found.insert(name.to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        found
    }

    fn bundle(&self, date: &str, only: &[Format]) -> Bundle {
        // The shelf is for another program's files, of which there are none.
        let elsewhere = tempfile::tempdir().unwrap();
        let shelf = Bundle::shelf(elsewhere.path()).unwrap();
        let date = date.parse().unwrap();
        let workshop = Workshop::new(&self.brand, date, None, &shelf).unwrap();
        let request = Request::default();
        let (fitted, pack) = composed(&self.library, ID, &self.brand, &request).unwrap();
        let only: BTreeSet<_> = only.iter().copied().collect();
        let order = Order::new(pack, &only).unwrap();
        let drawn = order.jobs.iter().map(|job| (job, workshop.draw(&order, job).unwrap()));
        let drawn: Vec<_> = drawn.collect();
        let findings = &mut Findings::new();
        publish::bundle(&fitted, &order, &drawn, !only.is_empty(), findings).unwrap()
    }

    /// What a build does with the disk.
    fn run(&self, bundle: &Bundle) -> Result<(), Findings> {
        read(self.root.path())?;
        bundle.publish(&Bundle::shelf(&self.out())?, ID, Edits::Keep)
    }

    fn build(&self, date: &str) -> Result<(Vec<Built>, Findings), Findings> {
        let out = self.out();
        let library = load(&read(self.root.path())?, &self.brand).library.unwrap();
        let options = Options {
            out: &out,
            only: BTreeSet::new(),
            jobs: 2,
            date: date.parse().unwrap(),
            edits: Edits::Keep,
            request: Request::default(),
            typst: None,
        };
        build(&library, &[ID.to_owned()], &self.brand, &options, &Silent)
    }

    /// Every error is the disk's, names a path beneath the folder, and says
    /// what to do.
    fn assert_named(&self, findings: &Findings, told: &str) {
        assert!(findings.has_errors(), "{told}");
        for finding in findings.iter().filter(|finding| finding.level == Level::Error) {
            assert_eq!(finding.rule, "io", "{told}: {}", finding.what);
            assert!(!finding.remedy.is_empty(), "{told}: {}", finding.what);
            let root = self.root.path().to_str().unwrap();
            assert!(finding.what.contains(root), "{told}: {}", finding.what);
        }
    }
}

struct Silent;

impl Watch for Silent {
    fn begin(&self, _: &str, _: usize) {}
    fn file(&self, _: &str) {}
    fn end(&self, _: &str, _: Option<&Built>) {}
}

/// Reads the lessons of a folder.
fn read(root: &Path) -> Result<LessonFiles, Findings> {
    let mut findings = Findings::new();
    let files = Dir::open(&root.join("lessons"))?.lessons(&mut findings);
    findings.ok_or(LessonFiles { name: "lessons".into(), files })
}

/// What stands on the shelf besides locks, if it is whole.
fn which<'a>(shelf: &BTreeMap<String, Vec<u8>>, packs: [(&'a str, &Bundle); 2]) -> Option<&'a str> {
    let held = |bundle: &Bundle| {
        let mut files = bundle.files().iter();
        files.all(|(name, bytes)| shelf.get(&format!("{ID}/{name}")) == Some(bytes))
    };
    packs.into_iter().find(|(_, bundle)| held(bundle)).map(|(name, _)| name)
}

#[test]
fn whatever_fails_in_a_build_the_pack_is_old_or_new() {
    let desk = Desk::new();
    let mut packs = [desk.bundle("2026-01-05", &[]), desk.bundle("2026-01-06", &[])];
    desk.run(&packs[0]).unwrap();
    let old_shelf = desk.shelf();
    desk.run(&packs[1]).unwrap();
    let mut shelves = [desk.shelf(), old_shelf];
    packs.reverse();
    assert!(shelves[0][ZIP] != shelves[1][ZIP]);
    let (result, calm) = fault::with(desk.root.path(), Plan::None, || desk.run(&packs[1]));
    result.unwrap();
    desk.run(&packs[0]).unwrap();
    // From here on the run only tidies up, and the pack stands.
    let tidying = calm.iter().rposition(|(doing, _)| *doing == Doing::Lock).unwrap();

    for (number, operation) in calm.iter().enumerate() {
        for plan in [Plan::Once(number), Plan::From(number)] {
            let told = format!("{plan:?}: {operation:?}");
            // The first of both stands; the second is to replace it.
            let [old, new] = &packs;
            let (result, _) = fault::with(desk.root.path(), plan, || desk.run(new));
            let now = desk.shelf();
            let stands = which(&now, [("old", old), ("new", new)]);
            assert!(stands.is_some(), "half a pack: {told}");
            assert!(shelves.iter().any(|shelf| now[ZIP] == shelf[ZIP]), "half a zip: {told}");
            match result {
                Ok(()) => {
                    assert_eq!(stands, Some("new"), "{told}");
                    assert!(now[ZIP] == shelves[1][ZIP], "{told}");
                }
                Err(findings) => desk.assert_named(&findings, &told),
            }
            if matches!(plan, Plan::Once(_)) && number < tidying {
                assert!(now.keys().eq(shelves[0].keys()), "{told} leaves {:?}", now.keys());
            }
            // The next run succeeds, and nothing is left of this one.
            desk.run(new).unwrap();
            assert!(desk.shelf() == shelves[1], "{told}");
            packs.reverse();
            shelves.reverse();
        }
    }
    assert!(calm.len() > 200, "a build has many operations: {}", calm.len());
}

#[test]
fn whatever_fails_in_a_first_build_there_is_a_pack_or_none() {
    let desk = Desk::new();
    let bundle = desk.bundle("2026-01-05", &[Format::Docx]);
    for number in 0.. {
        let mut reached = false;
        for plan in [Plan::Once(number), Plan::From(number)] {
            let (result, log) = fault::with(desk.root.path(), plan, || desk.run(&bundle));
            reached |= log.len() > number;
            let told = format!("{plan:?}: {:?}", log.get(number));
            let now = desk.shelf();
            let whole = which(&now, [("new", &bundle), ("new", &bundle)]).is_some();
            match result {
                Ok(()) => assert!(whole, "{told}"),
                Err(findings) => desk.assert_named(&findings, &told),
            }
            let visible = now.keys().filter(|name| !name.starts_with('.')).count();
            assert!(whole || visible == 0, "{told} leaves half: {:?}", now.keys());
            if matches!(plan, Plan::Once(_)) && !whole {
                let mut left = now.keys();
                assert!(left.all(|name| name == LOCK), "{told} leaves {:?}", now.keys());
            }
            desk.run(&bundle).unwrap();
            assert_eq!(desk.shelf().len(), bundle.files().len() + 1, "{told}");
            fs::remove_dir_all(desk.out()).unwrap();
        }
        if !reached {
            assert!(number > 100, "a build has many operations: {number}");
            break;
        }
    }
}

/// So that what is published above without being drawn again is a build.
#[test]
fn a_whole_build_does_this_with_the_disk_and_says_what_failed() {
    let desk = Desk::new();
    let old = desk.bundle("2026-01-05", &[]);
    desk.run(&old).unwrap();
    let (result, calm) = fault::with(desk.root.path(), Plan::None, || desk.build("2026-01-05"));
    assert_eq!(result.unwrap().0.len(), 1);
    let (result, published) = fault::with(desk.root.path(), Plan::None, || desk.run(&old));
    result.unwrap();
    assert_eq!(calm, published);

    let before = desk.shelf();
    let exchanged = calm.iter().position(|(doing, _)| *doing == Doing::Exchange).unwrap();
    let written = calm.iter().position(|(doing, _)| *doing == Doing::Write).unwrap();
    for plan in [Plan::Once(exchanged), Plan::From(written)] {
        let (result, _) = fault::with(desk.root.path(), plan, || desk.build("2026-01-06"));
        let (built, findings) = result.unwrap();
        assert!(built.is_empty(), "{plan:?}");
        desk.assert_named(&findings, &format!("{plan:?}"));
        let now = desk.shelf();
        assert!(before.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "{plan:?}");
    }
}
