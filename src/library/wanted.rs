//! What a schema asks for, and how to say so to an author.

use serde_json::{Map, Value as Json};

use super::suggest::listed;
use super::tree::Value;

/// What a schema asks for, with references and options resolved.
pub(super) enum Wanted<'a> {
    Text(&'a Map<String, Json>),
    Whole(&'a Map<String, Json>),
    Number(&'a Map<String, Json>),
    YesNo,
    List(&'a Map<String, Json>),
    Fields(&'a Map<String, Json>),
    /// One word of several.
    Word(Vec<&'a str>),
    /// One field of several, which decides what stands under it.
    Choice(Vec<(&'a str, &'a Json)>),
}

impl Wanted<'_> {
    /// What is asked for, to stand after `must be`.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Text(_) => "text".into(),
            Self::Whole(_) => "a whole number".into(),
            Self::Number(_) => "a number".into(),
            Self::YesNo => "`true` or `false`".into(),
            Self::List(_) => "a list".into(),
            Self::Fields(_) => "fields".into(),
            Self::Word(words) => format!("one of {}", listed(words)),
            Self::Choice(_) => "one field that says what it is".into(),
        }
    }
}

/// Why a word that decides is not guessed.
pub(super) const DECIDES: &str =
    "it decides what becomes of the words under it, and is never guessed";

/// Why a value of another kind will not do.
pub(super) fn why(wanted: &Wanted<'_>, value: &Value) -> &'static str {
    match (wanted, value) {
        (Wanted::Text(_), Value::Nothing) => "a blank would stand on the page",
        (_, Value::Nothing) => "a pack cannot be made without it",
        (_, Value::Braces) => "YAML takes braces at the beginning for fields of its own",
        (Wanted::Text(_) | Wanted::Word(_), Value::Whole(_) | Value::Number(_)) => {
            "YAML reads this as a number, and might print other digits than these"
        }
        (Wanted::Text(_) | Wanted::Word(_), Value::YesNo(_)) => {
            "YAML reads this as yes or no, not as a word"
        }
        (Wanted::Text(_), Value::List(_)) => "there is room for one text here, not for several",
        (Wanted::Text(_), Value::Fields(_)) => "YAML takes what stands before a colon for a field",
        (Wanted::Whole(_) | Wanted::Number(_), _) => {
            "it is added up or measured, which words cannot be"
        }
        (Wanted::YesNo, _) => "a word could be meant either way",
        (Wanted::List(_), _) => "there can be several, so each is an item of a list",
        (Wanted::Fields(_), _) => "it has several parts, each with a name of its own",
        _ => DECIDES,
    }
}

/// The names of fields that must be there.
pub(super) fn required(rules: &Map<String, Json>) -> Vec<&str> {
    let required = rules.get("required").and_then(Json::as_array);
    required.into_iter().flatten().filter_map(Json::as_str).collect()
}

/// The names of fields, those first that must be there.
pub(super) fn names_of(rules: &Map<String, Json>) -> Vec<&str> {
    let mut names = required(rules);
    let all = rules.get("properties").and_then(Json::as_object);
    for name in all.into_iter().flat_map(Map::keys) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// What to do where a word must say what stands under it.
pub(super) fn one_of(variants: &[(&str, &Json)]) -> String {
    let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
    format!("begin it with one of these and a colon: {}", listed(&names))
}

/// A field's description, to stand after its name.
pub(super) fn said(description: &str) -> String {
    let description = description.replace('\n', " ");
    let ends = description.match_indices(". ").map(|(at, _)| &description[..at]);
    let mut ends = ends.filter(|words| !words.ends_with("e.g"));
    let first = ends.next().unwrap_or(&description);
    format!(" — {}", first.trim_end_matches('.'))
}

/// What stands there, to stand after `not`.
pub(super) fn in_words(value: &Value) -> &'static str {
    match value {
        Value::Nothing => "nothing",
        Value::YesNo(_) => "`true` or `false`",
        Value::Whole(_) | Value::Number(_) => "a number",
        Value::Text(_) => "text",
        Value::List(_) => "a list",
        Value::Fields(_) => "fields",
        Value::Braces => "braces",
    }
}

/// Follows references and looks inside options.
pub(super) fn resolve<'a>(schema: &'a Json, root: &'a Json) -> (&'a Json, bool) {
    let mut schema = schema;
    let mut optional = false;
    loop {
        let reference = schema.get("$ref").and_then(Json::as_str);
        let target = reference
            .and_then(|reference| reference.strip_prefix('#'))
            .and_then(|pointer| root.pointer(pointer));
        if let Some(target) = target {
            schema = target;
            continue;
        }
        let some = schema.get("anyOf").and_then(Json::as_array).and_then(|any| {
            let is_null = |schema: &&Json| type_of(schema) == Some("null");
            any.iter().find(|schema| !is_null(schema))
        });
        if let Some(some) = some {
            optional = true;
            schema = some;
            continue;
        }
        let types = schema.get("type").and_then(Json::as_array);
        optional |= types.is_some_and(|types| types.iter().any(|name| name == "null"));
        return (schema, optional);
    }
}

fn type_of(schema: &Json) -> Option<&str> {
    match schema.get("type")? {
        Json::Array(types) => types.iter().filter_map(Json::as_str).find(|name| *name != "null"),
        name => name.as_str(),
    }
}

/// What a resolved schema asks for.
pub(super) fn wanted(schema: &Json) -> Option<Wanted<'_>> {
    if let Some(variants) = schema.get("oneOf").and_then(Json::as_array) {
        let words: Vec<_> = variants
            .iter()
            .filter_map(|variant| variant.get("const").and_then(Json::as_str))
            .collect();
        if !words.is_empty() {
            return Some(Wanted::Word(words));
        }
        let choices = variants
            .iter()
            .filter_map(|variant| variant.get("properties")?.as_object())
            .flat_map(|properties| properties.iter().map(|(name, of)| (name.as_str(), of)));
        return Some(Wanted::Choice(choices.collect()));
    }
    let rules = schema.as_object()?;
    if let Some(words) = rules.get("enum").and_then(Json::as_array) {
        return Some(Wanted::Word(words.iter().filter_map(Json::as_str).collect()));
    }
    Some(match type_of(schema)? {
        "string" => Wanted::Text(rules),
        "integer" => Wanted::Whole(rules),
        "number" => Wanted::Number(rules),
        "boolean" => Wanted::YesNo,
        "array" => Wanted::List(rules),
        "object" => Wanted::Fields(rules),
        _ => return None,
    })
}
