//! What the source can find, held against what the corpus shows.

#![expect(clippy::panic, reason = "a corpus that cannot be read is a test that failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::corpus;
use crate::support::{files, run};

/// What makes a finding, with its rule first.
const MAKERS: [&str; 7] = [
    "Finding::error(",
    "Finding::warning(",
    "Finding::note(",
    "self.report(",
    "self.report_with(",
    "misunderstood(",
    "refused(",
];

/// A call in the source: from its maker to the end of what is chained to it.
struct Call {
    file: String,
    first: String,
    whole: String,
}

/// The program's own source by file, without its tests.
fn sources() -> BTreeMap<String, String> {
    let names = files(Path::new("src")).into_iter().filter(|name| name.ends_with(".rs"));
    let is_test = |name: &String| name.ends_with("tests.rs") || name.ends_with("fixture.rs");
    let read = names.filter(|name| !is_test(name)).map(|name| {
        let text = fs::read_to_string(Path::new("src").join(&name)).unwrap();
        let end = text.find("#[cfg(test)]\nmod tests {");
        let end = end.or_else(|| text.find("#[cfg(test)]\n#[expect("));
        let own = text[..end.unwrap_or(text.len())].to_owned();
        (name, own)
    });
    read.collect()
}

/// Every call of a maker.
fn calls(maker: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    for (file, text) in sources() {
        for (at, _) in text.match_indices(maker) {
            // A rule of code makes its own findings; it is read by its name.
            if text[..at].ends_with("fn ") || file == "check/rule.rs" {
                continue;
            }
            let open = at + maker.len() - 1;
            let mut end = open + length(&text[open..]);
            let first = text[open + 1..end].trim_start();
            let first = first.split([',', '(', ')']).next().unwrap().to_owned();
            // What is chained to it, such as `.why("…")`.
            loop {
                let rest = &text[end..];
                let chained = rest.trim_start();
                let Some(name) = chained.strip_prefix('.') else { break };
                let word = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap();
                if !name[word..].starts_with('(') {
                    break;
                }
                end += rest.len() - name.len() + word;
                end += length(&text[end..]);
            }
            calls.push(Call { file: file.clone(), first, whole: text[at..end].to_owned() });
        }
    }
    calls
}

/// The length of what stands in brackets, from the first to the one that
/// closes it; those in words do not count.
fn length(text: &str) -> usize {
    let mut depth = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    panic!("brackets are not closed in {text}");
}

/// The rules that a mistake can break; those of bugs are ours to know.
fn rules() -> BTreeMap<String, String> {
    let mut rules = BTreeMap::new();
    let mut handed_on = BTreeSet::new();
    for maker in MAKERS {
        for Call { file, first, .. } in calls(maker) {
            match first.strip_prefix('"').and_then(|rule| rule.strip_suffix('"')) {
                Some(rule) => {
                    rules.insert(rule.to_owned(), file);
                }
                None => {
                    assert_eq!(first, "rule", "{file}: {maker} with a rule that cannot be read");
                    handed_on.insert(file);
                }
            }
        }
    }
    // Each has a maker of its own, whose calls are read above.
    let makers = ["cli/misused.rs", "library/refusal.rs", "library/shape.rs", "library/tree.rs"];
    assert_eq!(handed_on.iter().collect::<Vec<_>>(), makers);
    rules
}

#[test]
fn every_rule_is_shown_in_the_corpus() {
    let shown: String = corpus::all()
        .iter()
        .flat_map(|file| corpus::mistakes(file).1)
        .map(|mistake| mistake.shown)
        .collect();
    let rules = rules();
    assert!(rules.len() >= 60, "{}", rules.len());
    let hidden: Vec<_> =
        rules.iter().filter(|(rule, _)| !shown.contains(&format!("[{rule}]: "))).collect();
    assert!(hidden.is_empty(), "no mistake in {} shows {hidden:?}", corpus::FOLDER);
}

/// The rules of the table, as `lessonpack rules` prints it.
fn table() -> BTreeSet<String> {
    let shown = run(["rules"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    shown.out.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// The rules that are files: about words, and about lessons, registry or scheme.
fn of_files() -> BTreeSet<String> {
    let words = files(Path::new("src/check/words/rules")).into_iter();
    let words = words.filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()));
    let words = words.filter(|name| name != "shared");
    words.chain(made().into_keys()).collect()
}

/// The rules that are a file of code, each with the file.
fn made() -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for (file, text) in sources() {
        for (at, start) in text.match_indices("RULE: Rule = Rule {") {
            let name = text[at + start.len()..].trim_start().strip_prefix("name: \"").unwrap();
            made.insert(name.split('"').next().unwrap().to_owned(), file.clone());
        }
    }
    made
}

#[test]
fn every_rule_of_the_source_is_in_the_table_and_the_other_way_round() {
    let table = table();
    let mut known: BTreeSet<String> = rules().into_keys().collect();
    known.extend(of_files());
    let untold: Vec<_> = known.difference(&table).collect();
    assert!(untold.is_empty(), "write src/check/known/NAME.yaml for {untold:?}");
    // Bugs are ours to know; those that the table has may stay.
    let bugs = calls("Finding::bug(").into_iter().map(|call| call.first);
    known.extend(bugs.filter_map(|first| Some(first.strip_prefix('"')?.strip_suffix('"')?.into())));
    let gone: Vec<_> = table.difference(&known).collect();
    assert!(gone.is_empty(), "nothing finds {gone:?} any more");
}

#[test]
fn every_rule_of_code_has_a_file_of_its_name_and_tests() {
    let made = made();
    assert!(!made.is_empty());
    for (rule, file) in made {
        let stem = Path::new(&file).file_stem().unwrap().to_str().unwrap();
        assert_eq!(stem, rule.replace('-', "_"), "{file}");
        let text = fs::read_to_string(Path::new("src").join(&file)).unwrap();
        assert!(text.contains("#[test]"), "{file} has no tests");
    }
}

#[test]
fn every_rule_is_explained_however_it_is_typed() {
    for rule in table() {
        for typed in [rule.clone(), format!("no-{rule}"), format!("Never-{}", rule.to_uppercase())]
        {
            let told = run(["explain", typed.as_str()]);
            assert_eq!(told.code, 0, "{typed}: {}", told.err);
            for part in ["Why it matters: ", "Looks at: ", "Source: ", "Bad:\n", "Good:\n"] {
                assert!(told.out.contains(part), "{typed}: no {part:?} in\n{}", told.out);
            }
        }
        // Its last letter left out, as it happens in a hurry.
        let typo = &rule[..rule.len() - 1];
        let told = run(["explain", typo]);
        assert!(told.code != 0 || told.out.starts_with(typo), "{typo}");
        assert!(told.code == 0 || told.err.contains("did you mean `"), "{typo}: {}", told.err);
    }
}

#[test]
fn every_finding_has_a_reason_and_a_remedy() {
    let with = ["Finding::error(", "Finding::warning(", "Finding::note("];
    for call in with.into_iter().flat_map(calls) {
        // The makers of findings themselves, where the rest is put in.
        if call.file == "diagnostics/mod.rs" {
            continue;
        }
        let Call { file, whole, .. } = call;
        assert!(whole.contains(".why("), "{file}: no reason in {whole}");
        assert!(whole.contains(".remedy("), "{file}: no remedy in {whole}");
    }
    for Call { file, whole, .. } in calls("Finding::bug(") {
        assert!(whole.contains(".why("), "{file}: no reason in {whole}");
    }
}

#[test]
fn every_mistake_is_told_in_full_and_in_our_voice() {
    let mut count = 0;
    for file in corpus::all() {
        for mistake in corpus::mistakes(&file).1 {
            count += 1;
            let (name, shown) = (&mistake.name, &mistake.shown);
            let (exit, words) = shown.split_once('\n').unwrap();
            let found: Vec<_> = findings(words);
            assert!(!found.is_empty(), "{name} finds nothing:\n{shown}");
            for finding in &found {
                for part in ["= note: ", "= help: "] {
                    assert!(finding.contains(part), "{name}: no {part:?} in\n{finding}");
                }
            }
            let errors = found.iter().any(|finding| finding.starts_with("error["));
            let expected = if errors { ["exit 1", "exit 2"] } else { ["exit 0"; 2] };
            assert!(expected.contains(&exit), "{name}: {exit}");
            let said = |line: &&str| {
                let level = line.split('[').next().unwrap();
                ["error", "warning", "note"].contains(&level) || line.contains(" = ")
            };
            let own = found.iter().flat_map(|finding| finding.lines()).filter(said);
            for line in own {
                // Who asks for the `typst` program knows it by its name.
                let typst = if shown.contains("--engine cli") { "typst-as" } else { "Typst" };
                for word in ["nvalid", "llegal", "os error", "serde", typst, "panick", "! ", "null"]
                {
                    assert!(!line.contains(word), "{name} says {word:?}: {line}");
                }
                assert!(!line.ends_with(['.', '!']), "{name} ends in a stop: {line}");
            }
        }
    }
    assert!(count >= 150, "{count}");
}

/// What is shown, a finding a piece.
fn findings(words: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in words.lines() {
        if ["error[", "warning[", "note["].iter().any(|level| line.starts_with(level)) {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    found
}
