//! Data flows one way: each folder of `src` uses only those above it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Rows from the top of `ARCHITECTURE.md`'s table down; folders of a row may
/// not use each other, but for those of the last column.
const ROWS: [&[&str]; 15] = [
    &["diagnostics"],
    &["fs"],
    &["text"],
    &["ooxml"],
    &["brand"],
    &["library"],
    &["fit"],
    &["pack"],
    &["compose"],
    &["render"],
    &["read"],
    &["check"],
    &["bundle"],
    &["build"],
    &["cli"],
];

/// Folders that must not know another above them either.
const BLIND: [(&str, &[&str]); 6] = [
    ("ooxml", &["text", "brand"]),
    ("brand", &["text", "ooxml"]),
    ("pack", &["library", "fit", "fs"]),
    ("render", &["library", "fit", "compose"]),
    ("read", &["library", "fit", "compose", "render", "brand"]),
    ("compose", &["ooxml"]),
];

#[test]
fn every_arrow_points_down() {
    let rank: BTreeMap<&str, usize> = ROWS
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.iter().map(move |name| (*name, at)))
        .collect();
    let mut wrong = Vec::new();
    for (folder, at) in &rank {
        for (file, text) in sources(&Path::new("src").join(folder)) {
            for used in edges(&text) {
                let Some(other) = rank.get(used.as_str()) else {
                    wrong.push(format!("{file}: `crate::{used}` is in no row"));
                    continue;
                };
                let blind =
                    BLIND.iter().any(|(name, not)| name == folder && not.contains(&used.as_str()));
                if other > at || blind {
                    wrong.push(format!("{file}: `{folder}` uses `{used}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point up:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_has_a_row() {
    let mut folders: Vec<String> = fs::read_dir("src")
        .unwrap()
        .filter_map(|entry| {
            let entry = entry.unwrap();
            entry.file_type().unwrap().is_dir().then(|| entry.file_name().into_string().unwrap())
        })
        .collect();
    folders.sort();
    let mut rows: Vec<_> =
        ROWS.iter().flat_map(|row| row.iter().map(|name| name.to_string())).collect();
    rows.sort();
    assert_eq!(folders, rows);
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("tests.rs")
        {
            // Tests may draw a file to read it back.
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.push((path.display().to_string(), text.to_owned()));
        }
    }
    found
}

/// What follows each `crate::` outside comments, braces unfolded.
fn edges(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    for (at, _) in code.join("\n").match_indices("crate::") {
        let code = code.join("\n");
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let names = group.map_or(rest, |(inside, _)| inside);
        for name in names.split(',').take(if group.is_some() { usize::MAX } else { 1 }) {
            let name: String =
                name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn edges_are_found() {
    let text = "use crate::{fs::Dir, text};\n// crate::cli\nlet x = crate::pack::Item;";
    assert_eq!(edges(text), ["fs", "text", "pack"]);
}
