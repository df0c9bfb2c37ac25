//! Builds killed at random moments: the old pack or the new one, never half.
//!
//! The moments come from a seed, which a failure names; set `LESSONPACK_SEED`
//! to it to try them again. What is asserted holds at every moment, so no clock
//! decides whether this passes.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use lessonpack::bundle::Bundle;
use tempfile::TempDir;

use crate::support::{Lessons, files, lessonpack, run, stages};

const ID: &str = "11-14/tiny";
const ZIP: &str = "11-14_tiny.zip";
const DATES: [&str; 2] = ["2026-01-05", "2026-01-06"];
/// Kills of each lane; there are two.
const KILLS: usize = 100;

/// What a run makes.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
struct Wanted {
    date: &'static str,
    /// One format and no zip.
    partial: bool,
}

/// The bytes of a folder's files by path.
type Snapshot = BTreeMap<String, Vec<u8>>;

#[test]
fn two_hundred_builds_killed_at_random_moments_leave_whole_packs() {
    let given = std::env::var("LESSONPACK_SEED").ok();
    let seed = given.map_or_else(|| RandomState::new().hash_one(0), |seed| seed.parse().unwrap());
    // Two at once, as there are two cores at least.
    let lanes = std::thread::scope(|scope| {
        let start = |lane: u64| scope.spawn(move || Lane::new(seed, lane).kill_all());
        [start(0), start(1)].map(std::thread::ScopedJoinHandle::join)
    });
    for lane in lanes {
        // What a lane found has been printed by it, with the seed.
        lane.unwrap();
    }
}

/// A shelf on which runs are killed.
struct Lane {
    seed: u64,
    dice: u64,
    lessons: Lessons,
    out: TempDir,
    /// Where runs are started, and their folder for temporary files.
    stray: TempDir,
    /// What runs make when nobody kills them.
    whole: BTreeMap<Wanted, Whole>,
}

/// A run that nobody killed.
struct Whole {
    pack: Snapshot,
    zip: Option<Vec<u8>>,
    takes: Duration,
    publishing: Duration,
}

impl Lane {
    fn new(seed: u64, lane: u64) -> Self {
        let mut made = Self {
            seed,
            dice: seed.wrapping_add(lane),
            lessons: Lessons::starters(&[ID]),
            out: tempfile::tempdir().unwrap(),
            stray: tempfile::tempdir().unwrap(),
            whole: BTreeMap::new(),
        };
        for date in DATES {
            for partial in [false, true] {
                let wanted = Wanted { date, partial };
                let whole = made.run_whole(wanted);
                made.whole.insert(wanted, whole);
            }
        }
        made
    }

    fn run_whole(&self, wanted: Wanted) -> Whole {
        let out = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let mut child = self.start(wanted, out.path());
        wait_for_stage(&mut child, out.path());
        let drawn = start.elapsed();
        assert!(child.wait().unwrap().success(), "{wanted:?}");
        let takes = start.elapsed();
        let pack = out.path().join(ID);
        assert_eq!(run(["verify", pack.to_str().unwrap()]).code, 0);
        Whole {
            pack: snapshot(&pack),
            zip: fs::read(out.path().join(ZIP)).ok(),
            takes,
            publishing: takes - drawn,
        }
    }

    fn start(&self, wanted: Wanted, out: &Path) -> Child {
        let mut command = lessonpack();
        command.current_dir(self.stray.path()).env("TMPDIR", self.stray.path());
        command.args(["build", "--quiet", "--jobs", "1", "--date", wanted.date]);
        command.arg("--lessons").arg(self.lessons.path()).arg("--out").arg(out);
        if wanted.partial {
            command.args(["--only", "docx"]);
        }
        command.spawn().unwrap()
    }

    fn kill_all(&mut self) {
        let mut wanted = Wanted { date: DATES[0], partial: false };
        assert!(self.start(wanted, self.out.path()).wait().unwrap().success());
        let (mut stands, mut zip) = (wanted, wanted);
        let mut kills = 0;
        let mut replaced = 0;
        for attempt in 0_usize.. {
            assert!(attempt < 4 * KILLS, "runs end before they can be killed");
            // Always another than stands there, so that old and new differ.
            wanted.date = if stands.date == DATES[0] { DATES[1] } else { DATES[0] };
            // The shorter run more often, to spare time.
            wanted.partial = attempt % 5 != 0;
            let (moment, killed) = self.kill(wanted, attempt % 2 == 1);
            let told = format!("LESSONPACK_SEED={}: {wanted:?} {moment}", self.seed);
            kills += usize::from(killed);
            let now = snapshot(&self.out.path().join(ID));
            if now == self.whole[&wanted].pack {
                stands = wanted;
                replaced += 1;
            }
            assert!(now == self.whole[&stands].pack, "the pack is neither old nor new: {told}");
            let now = fs::read(self.out.path().join(ZIP)).ok();
            if !wanted.partial && now == self.whole[&wanted].zip {
                zip = wanted;
            }
            assert!(now == self.whole[&zip].zip, "the zip is neither old nor new: {told}");

            // Half the time the next run clears up, which is killed as well.
            if attempt % 2 == 0 {
                Bundle::shelf(self.out.path()).unwrap();
                assert_eq!(stages(self.out.path()), Vec::<PathBuf>::new(), "{told}");
            }
            if kills == KILLS {
                break;
            }
        }
        assert!(replaced > 0, "no run came as far as to put its pack in place");
        self.end();
    }

    /// Starts a run and kills it: at a moment of the whole run, or of the time
    /// in which it publishes. Says when, and whether it still lived.
    fn kill(&mut self, wanted: Wanted, publishing: bool) -> (String, bool) {
        let part = self.random();
        let whole = &self.whole[&wanted];
        let mut child = self.start(wanted, self.out.path());
        let (from, length) = if publishing {
            wait_for_stage(&mut child, self.out.path());
            ("after it began to publish", whole.publishing)
        } else {
            ("after its start", whole.takes)
        };
        let wait = length.mul_f64(part);
        std::thread::sleep(wait);
        let killed = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        (format!("killed {} µs {from}", wait.as_micros()), killed)
    }

    /// The next run succeeds, and nothing stays of those that were killed.
    fn end(&self) {
        let wanted = Wanted { date: DATES[0], partial: false };
        let told = format!("LESSONPACK_SEED={}", self.seed);
        assert!(self.start(wanted, self.out.path()).wait().unwrap().success(), "{told}");
        let mut stand: Vec<_> =
            self.whole[&wanted].pack.keys().map(|n| format!("{ID}/{n}")).collect();
        stand.extend([".lessonpack-lock".to_owned(), ZIP.to_owned()]);
        stand.sort();
        assert_eq!(files(self.out.path()), stand, "{told}");
        assert_eq!(stages(self.out.path()), Vec::<PathBuf>::new(), "{told}");
        assert_eq!(files(self.stray.path()), Vec::<String>::new(), "{told}");
        let zip = self.out.path().join(ZIP);
        assert_eq!(run(["verify", zip.to_str().unwrap()]).code, 0, "{told}");
    }

    /// From 0 to 1: SplitMix64, by Guy Steele, Doug Lea and Christine Flood.
    fn random(&mut self) -> f64 {
        self.dice = self.dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.dice ^ (self.dice >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) as f64 / u64::MAX as f64
    }
}

/// Waits until a run has its stage, or has ended.
fn wait_for_stage(child: &mut Child, out: &Path) {
    let stage = out.join(format!(".lessonpack-stage-{}-0", child.id()));
    while !stage.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

fn snapshot(folder: &Path) -> Snapshot {
    files(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
        .collect()
}
