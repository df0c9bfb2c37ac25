//! What the source can find, held against what the corpus shows.

#![expect(clippy::panic, reason = "a corpus that cannot be read is a test that failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::corpus;
use crate::support::files;

/// What makes a finding, with its rule first.
const MAKERS: [&str; 6] = [
    "Finding::error(",
    "Finding::warning(",
    "Finding::note(",
    "self.report(",
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
            if text[..at].ends_with("fn ") {
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
