//! The rules about words, measured on labelled sentences: `tests/labelled`.

#![expect(clippy::panic, reason = "a sentence that cannot be read is a test that failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use lessonpack::check::words;
use lessonpack::text::Reader;

const FOLDER: &str = "tests/labelled";
const FIGURES: &str = "BENCHMARKS.md";
/// What stands around the table in [`FIGURES`].
const MARKS: [&str; 2] = ["<!-- labelled: begin -->\n", "<!-- labelled: end -->"];

/// A labelled sentence.
struct Case {
    rule: String,
    bad: bool,
    reader: Reader,
    words: String,
    /// The rules that find something in it.
    found_by: BTreeSet<&'static str>,
}

fn cases(set: &str) -> Vec<Case> {
    let files = fs::read_dir(format!("{FOLDER}/{set}")).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rules = words::rules().unwrap();
    let mut cases = Vec::new();
    for file in files {
        let rule = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&file).unwrap().lines() {
            let [label, audience, reader, words] =
                line.splitn(4, '|').map(str::trim).collect::<Vec<_>>()[..]
            else {
                panic!("{}: {line}", file.display());
            };
            let bad = match label {
                "bad" => true,
                "fine" => false,
                _ => panic!("{}: {line}", file.display()),
            };
            let reader = match reader {
                "pupil" => Reader::Learners,
                "home" => Reader::Home,
                "staff" => Reader::Staff,
                _ => panic!("{}: {line}", file.display()),
            };
            let hits = words::check(rules, &words::Passage { words, reader, audience });
            let found_by = hits.iter().map(words::Hit::name).collect();
            cases.push(Case { rule: rule.clone(), bad, reader, words: words.to_owned(), found_by });
        }
    }
    cases
}

/// What was found of what should be, and what was found that should not.
#[derive(Default, Clone, Copy)]
struct Score {
    bad: usize,
    found: usize,
    fine: usize,
    alarms: usize,
}

impl Score {
    /// Of a rule: what it should find, and all that no rule should.
    fn of(rule: &str, cases: &[Case]) -> Self {
        let mut score = Self::default();
        for case in cases {
            if !case.bad {
                score.fine += 1;
                score.alarms += usize::from(case.found_by.contains(rule));
            } else if case.rule == rule {
                score.bad += 1;
                score.found += usize::from(case.found_by.contains(rule));
            }
        }
        score
    }

    fn sum(scores: impl Iterator<Item = Self>) -> Self {
        scores.fold(Self::default(), |sum, score| Self {
            bad: sum.bad + score.bad,
            found: sum.found + score.found,
            fine: score.fine,
            alarms: sum.alarms + score.alarms,
        })
    }

    fn recall(self) -> f64 {
        self.found as f64 / self.bad.max(1) as f64
    }

    fn precision(self) -> f64 {
        self.found as f64 / (self.found + self.alarms).max(1) as f64
    }
}

fn table() -> String {
    let sets = ["known", "aside"].map(cases);
    let rules: Vec<_> = words::rules().unwrap().iter().map(|rule| rule.told.name).collect();
    let mut table = String::from(
        "| rule | known: found | false alarms | precision | recall | aside: found | false alarms \
         | precision | recall |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut row = |name: &str, scores: [Score; 2]| {
        write!(table, "| {name} ").unwrap();
        for score in scores {
            let Score { bad, found, fine, alarms } = score;
            let (precision, recall) = (score.precision(), score.recall());
            write!(table, "| {found}/{bad} | {alarms}/{fine} | {precision:.2} | {recall:.2} ")
                .unwrap();
        }
        table.push_str("|\n");
    };
    for rule in &rules {
        row(&format!("`{rule}`"), sets.each_ref().map(|set| Score::of(rule, set)));
    }
    let of_all = |set: &Vec<Case>| Score::sum(rules.iter().map(|rule| Score::of(rule, set)));
    row("all", sets.each_ref().map(of_all));
    table.push_str("\n| ordinary lessons | passages | words | false alarms |\n|---|--:|--:|--:|\n");
    let ordinary = cases("ordinary");
    for set in ["known", "aside"] {
        let of: Vec<_> = ordinary.iter().filter(|case| case.rule == set).collect();
        let words: usize = of.iter().map(|case| case.words.split_whitespace().count()).sum();
        let alarms: usize = of.iter().map(|case| case.found_by.len()).sum();
        writeln!(table, "| {set} | {} | {words} | {alarms} |", of.len()).unwrap();
    }
    table
}

#[test]
#[expect(clippy::disallowed_macros, reason = "the figures are shown to whoever asks for them")]
fn precision_and_recall_are_what_the_figures_say() {
    let measured = table();
    println!("{measured}");
    let text = fs::read_to_string(FIGURES).unwrap();
    let (before, rest) = text.split_once(MARKS[0]).unwrap();
    let (written, after) = rest.split_once(MARKS[1]).unwrap();
    if std::env::var("LESSONPACK_FIGURES").is_ok_and(|what| what == "write") {
        fs::write(FIGURES, [before, MARKS[0], &measured, MARKS[1], after].concat()).unwrap();
        return;
    }
    assert_eq!(written, measured, "LESSONPACK_FIGURES=write writes them anew");
}

#[test]
fn rules_find_what_is_bad_and_let_pass_what_is_near() {
    let known = cases("known");
    for rule in words::rules().unwrap() {
        let score = Score::of(rule.told.name, &known);
        assert!(score.recall() >= 0.90 && score.precision() >= 0.95, "{}", rule.told.name);
    }
}

#[test]
fn there_are_enough_sentences_of_both_kinds_and_none_twice() {
    let rules: Vec<_> = words::rules().unwrap().iter().map(|rule| rule.told.name).collect();
    let mut seen = BTreeSet::new();
    for set in ["known", "aside"] {
        let cases = cases(set);
        let of = |rule: &str, bad| {
            cases.iter().filter(|case| case.rule == rule && case.bad == bad).count()
        };
        for rule in &rules {
            assert!(of(rule, true) >= 12 && of(rule, false) >= 12, "{set}: {rule}");
        }
        assert!(cases.len() >= 400, "{set}: {}", cases.len());
        for case in cases {
            assert!(rules.contains(&case.rule.as_str()), "{set}: {}", case.rule);
            let words = case.words.to_lowercase();
            assert!(seen.insert((case.rule, words, case.reader)), "{set}: {}", case.words);
        }
    }
}
