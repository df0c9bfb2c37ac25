//! Nothing for adults only in any byte of a pupil's file.

use std::collections::BTreeMap;
use std::fs;

use lessonpack::read::{all_text, format_of};
use serde_json::Value;

use crate::support::{LESSON, Lessons, build, files, run};

/// A word that no lesson has; short, so that no page runs over.
fn mark(n: usize) -> String {
    format!("zq{n}zq")
}

/// Every field of the schema that is text for this reader, by name.
fn fields(reader: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&run(["schema"]).out).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    let for_reader = |value: &Value| -> bool {
        let mut found = false;
        visit(value, &mut |value| {
            let target = value["$ref"].as_str().and_then(|way| way.strip_prefix("#/$defs/"));
            let target = target.and_then(|name| definitions.get(name));
            found |= value["x-reader"] == reader
                || target.is_some_and(|target| target["x-reader"] == reader);
        });
        found
    };
    let mut names = Vec::new();
    visit(&schema, &mut |value| {
        if let Some(properties) = value["properties"].as_object() {
            for (name, property) in properties {
                let plain = property["$ref"].is_string()
                    || property["x-reader"].is_string()
                    || property["anyOf"].is_array();
                if plain && for_reader(property) {
                    names.push(name.clone());
                }
            }
        }
    });
    names.sort();
    names.dedup();
    names
}

fn visit<'a>(value: &'a Value, act: &mut dyn FnMut(&'a Value)) {
    act(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, act)),
        Value::Object(map) => map.values().for_each(|item| visit(item, act)),
        _ => {}
    }
}

#[test]
fn a_mark_in_every_field_for_staff_reaches_no_lower_file() {
    let staff = fields("staff");
    for name in ["say", "do", "keep-safe", "answer", "because", "affected", "step_out", "asked"] {
        assert!(staff.contains(&name.to_owned()), "{name}: {staff:?}");
    }
    let learners = fields("learners");
    let lessons = Lessons::copy();
    let mut marks: BTreeMap<String, String> = BTreeMap::new();
    let mut out = String::new();
    // The start page is full: what stands on it is shortened to its mark.
    let (mut full, mut dropping) = (false, None);
    for line in lessons.text(&Lessons::lesson()).lines() {
        let indent = line.len() - line.trim_start().len();
        if dropping.is_some_and(|above| indent > above || line.is_empty()) {
            continue;
        }
        dropping = None;
        if indent == 0 && !line.is_empty() {
            full = line.starts_with("prepare:");
        }
        let key = line.trim_start().trim_start_matches("- ");
        let (name, words) = key.split_once(": ").unwrap_or((key.trim_end_matches(':'), ""));
        let own = staff.iter().any(|field| field == name) && !learners.iter().any(|f| f == name);
        out.push_str(line);
        let block = words.starts_with(['>', '|']);
        if own && (block || !words.is_empty() && !words.starts_with(['{', '[', '"', '\''])) {
            let mark = mark(marks.len());
            if block {
                let nested = indent + if line.trim_start().starts_with("- ") { 4 } else { 2 };
                out.push_str(&format!("\n{}{mark}", " ".repeat(nested)));
                dropping = full.then_some(indent);
            } else {
                out.push_str(&format!(" {mark}"));
            }
            marks.insert(mark, name.to_owned());
        }
        out.push('\n');
    }
    assert!(marks.len() > 40, "{}", marks.len());
    let names: std::collections::BTreeSet<_> = marks.values().cloned().collect();
    assert!(names.len() >= 8, "{names:?}");
    lessons.write(&Lessons::lesson(), out);

    let folder = tempfile::tempdir().unwrap();
    let built = build(Some(lessons.path()), folder.path(), &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    let pack = folder.path().join(LESSON);
    let mut in_staff = String::new();
    for name in files(&pack).iter().filter(|name| *name != "manifest.json") {
        let bytes = fs::read(pack.join(name)).unwrap();
        let text = all_text(&bytes, format_of(name).unwrap(), name).unwrap();
        if name.starts_with("teacher/") {
            in_staff.push_str(&text);
            continue;
        }
        let raw = String::from_utf8_lossy(&bytes);
        for (mark, field) in &marks {
            assert!(!text.contains(mark.as_str()), "{name} holds a `{field}`");
            assert!(!raw.contains(mark.as_str()), "{name} holds a `{field}`");
            assert!(!name.contains(mark.as_str()));
        }
    }
    // Else the marks would prove nothing.
    let lost: Vec<_> = marks.iter().filter(|(mark, _)| !in_staff.contains(mark.as_str())).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn words_for_home_are_not_in_pupils_files() {
    let lessons = Lessons::copy();
    lessons.edit(&Lessons::lesson(), "\nletter:\n  subject: ", "\nletter:\n  subject: zq1zq ");
    let folder = tempfile::tempdir().unwrap();
    let built = build(Some(lessons.path()), folder.path(), &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    let pack = folder.path().join(LESSON);
    let mut at_home = 0;
    for name in files(&pack).iter().filter(|name| *name != "manifest.json") {
        let bytes = fs::read(pack.join(name)).unwrap();
        let text = all_text(&bytes, format_of(name).unwrap(), name).unwrap();
        assert!(!(name.starts_with("pupils/") && text.contains("zq1zq")), "{name}");
        at_home += usize::from(name.starts_with("home/") && text.contains("zq1zq"));
    }
    assert_eq!(at_home, 2);
}
