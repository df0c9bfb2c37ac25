//! The house in order: what every file owes, and what none may say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use lessonpack::brand::Brand;
use sha2::{Digest as _, Sha256};
use typst::syntax::{SyntaxKind, SyntaxNode, parse};

use crate::support::files;

fn tracked() -> Vec<String> {
    let listed = Command::new("git").args(["ls-files", "-z"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let names = listed.split('\0').filter(|name| !name.is_empty());
    names.filter(|name| Path::new(name).exists()).map(str::to_owned).collect()
}

#[test]
fn every_module_says_what_it_owns_and_leaves_nothing_to_do() {
    let names = files(Path::new("src")).into_iter().filter(|name| name.ends_with(".rs"));
    for name in names {
        let text = fs::read_to_string(Path::new("src").join(&name)).unwrap();
        assert!(text.starts_with("//! "), "{name} does not say what it owns");
        for unfinished in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!(", "#[allow("]
        {
            // One rule looks for such words in lessons.
            let is_sought = name == "check/prose/empty_placeholder.rs";
            assert!(is_sought || !text.contains(unfinished), "{name} says {unfinished}");
        }
    }
}

#[test]
fn no_file_names_a_machine() {
    // Put together here, so that this file does not say it.
    let hosts = [("crates", "io"), ("npmjs", "org"), ("pypi", "org")];
    let hosts = hosts.map(|(name, ending)| format!("{name}.{ending}"));
    let homes = ["root", "home", "work"].map(|name| format!("/{name}/"));
    for name in tracked() {
        if name == "Cargo.lock" || name.ends_with(".ttf") || name.starts_with("LICENSE") {
            continue;
        }
        // There a slash stands between words of which one is sought.
        let is_patterns = name.starts_with("src/check/words/rules/");
        let Ok(text) = fs::read_to_string(&name) else { continue };
        let homes = homes.iter().filter(|_| !is_patterns);
        for word in hosts.iter().chain(homes) {
            assert!(!text.contains(word.as_str()), "{name} says {word}");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let architecture = fs::read_to_string("ARCHITECTURE.md").unwrap();
    assert!(architecture.lines().count() < 200);
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    for table in ["dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().unwrap().keys() {
            assert!(architecture.contains(&format!("`{name}`")), "{name} has no reason");
        }
    }
}

/// What a closure holds is hashed with everything that is drawn by it: with
/// the whole data in it, every edit lays out every page again.
#[test]
fn templates_take_their_fields_out_of_the_data_first() {
    let templates = files(Path::new("templates/typst")).into_iter().map(|name| {
        let text = fs::read_to_string(Path::new("templates/typst").join(&name)).unwrap();
        (name, text)
    });
    let templates: Vec<_> = templates.collect();
    // `#let (layouts, callouts) = json("/data.json")`
    let mut fields = BTreeSet::new();
    for (name, text) in &templates {
        for line in text.lines().filter(|line| line.contains("= json(\"/data.json\")")) {
            let (names, rest) = line.split_once('=').unwrap();
            let (_, taken) = rest.split_once(')').unwrap();
            let names = names.trim_start_matches("#let").trim();
            assert!(names.starts_with('(') || taken.starts_with('.'), "{name}: {line}");
            if taken.is_empty() {
                let names = names.trim_matches(['(', ')']).split(',').map(str::trim);
                fields.extend(names.filter(|name| !name.is_empty()));
            }
        }
    }
    assert!(fields.contains("deck") && fields.contains("layouts"), "{fields:?}");
    for (name, text) in &templates {
        let held = held_by_closures(&parse(text), false);
        let held: Vec<_> = held.iter().filter(|word| fields.contains(word.as_str())).collect();
        assert!(held.is_empty(), "{name}: a closure holds all of {held:?}");
    }
    let wrong = parse("#let f(x) = { deck }\n#layout(room => deck.slides.map(item => item))");
    assert_eq!(held_by_closures(&wrong, false).iter().filter(|w| *w == "deck").count(), 1);
}

/// The names that functions without a name, `context` and show rules take from
/// outside.
fn held_by_closures(node: &SyntaxNode, inside: bool) -> Vec<String> {
    if node.kind() == SyntaxKind::Ident {
        return if inside { vec![node.leaf_text().to_string()] } else { Vec::new() };
    }
    let own = node.children().next().is_some_and(|first| first.kind() == SyntaxKind::Ident);
    let nameless = match node.kind() {
        // A named function's first child is its name, that of `x => …` its only
        // parameter.
        SyntaxKind::Closure => {
            !(own && node.children().any(|child| child.kind() == SyntaxKind::Params))
        }
        SyntaxKind::Contextual | SyntaxKind::ShowRule => true,
        _ => false,
    };
    let mut held: Vec<String> = Vec::new();
    for child in node.children() {
        held.extend(held_by_closures(child, inside || nameless));
    }
    if nameless && node.kind() == SyntaxKind::Closure {
        let mut parameters = Vec::new();
        if let Some(first) = node.children().next() {
            parameters = held_by_closures(first, true);
        }
        held.retain(|name| !parameters.contains(name));
    }
    held
}

#[test]
fn every_drawing_has_a_licence_and_says_what_it_shows() {
    let brand = Brand::embedded().unwrap();
    for (name, drawing) in brand.drawings() {
        assert!(!drawing.licence.is_empty(), "{name}");
        assert!(drawing.decorative || drawing.alt.len() > 5, "{name} says nothing");
        let said = drawing.alt.to_lowercase();
        assert!(!said.contains("image of") && !said.contains(".svg"), "{name}: {said}");
    }
    for file in files(Path::new("assets/drawings")) {
        let Some(name) = file.strip_suffix(".svg") else { continue };
        let known = brand.drawing(name).is_some() || name.starts_with("shapes/");
        assert!(known, "{file} is in no list");
    }
}

#[test]
fn fonts_are_the_makers_own() {
    let brand = Brand::embedded().unwrap();
    assert!(brand.fonts().len() >= 8);
    for font in brand.fonts() {
        let sum: String = Sha256::digest(&font.bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(sum, font.sha256, "{}", font.file);
        assert_eq!(font.licence, "OFL-1.1", "{}", font.file);
    }
}

/// What another project's commits wait for must be a call that can be made.
#[test]
fn the_hook_calls_the_program_as_it_is() {
    #[derive(serde::Deserialize)]
    struct Hook {
        id: String,
        entry: String,
        language: String,
    }
    let text = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let hooks: Vec<Hook> = serde_saphyr::from_str(&text).unwrap();
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(!hooks.is_empty());
    for hook in hooks {
        assert!(readme.contains(&hook.id), "{} is not in the README", hook.id);
        // Built from this repository, where the program of the entry is the default.
        assert_eq!(hook.language, "rust");
        let mut words = hook.entry.split(' ');
        assert_eq!(words.next(), Some("lessonpack"));
        let run = crate::support::run(words);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
}

#[test]
fn the_readme_names_commands_that_are_there() {
    let readme = fs::read_to_string("README.md").unwrap();
    let commands = readme.lines().filter_map(|line| line.trim().strip_prefix("lessonpack "));
    let mut count = 0;
    for command in commands {
        let command = command.split_whitespace().next().unwrap();
        if command.chars().all(|c| c.is_ascii_lowercase()) && !command.is_empty() {
            let help = crate::support::run([command, "--help"]);
            assert_eq!(help.code, 0, "{command}");
            count += 1;
        }
    }
    assert!(count >= 6, "{count}");
}
