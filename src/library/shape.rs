//! A tree held against the schema: every misspelt field, missing field, wrong
//! kind of value and broken text of a file in one go, where serde would stop at
//! the first. What ids refer to is the business of [`super::references`].

use std::str::FromStr;

use schemars::JsonSchema;
use serde_json::{Map, Value as Json};

use super::suggest::{instead, listed, nearest};
use super::tree::{Field, Node, Value};
use crate::diagnostics::{ByteRange, FileId, Finding, Findings, Place};
use crate::text::{
    MarkupError, Reader, Slot, byte_in_file, parse_line, parse_name, parse_prose, slots,
};

/// The only pattern that the schema uses: a date.
const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";

/// The schema of a file, as an editor gets it.
#[derive(Debug)]
pub(super) struct Schema(Json);

impl Schema {
    /// The schema of a type.
    pub(super) fn of<T: JsonSchema>() -> Self {
        Self(schemars::schema_for!(T).to_value())
    }
}

/// A slot in a text: what it names, who reads the text, and where both are.
#[derive(Debug, Clone)]
pub(super) struct SlotUse {
    pub slot: Slot,
    pub reader: Reader,
    /// Fields and list positions down to the text, from the file's root.
    pub path: Vec<String>,
    pub place: Place,
}

/// What a file's shape gave.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub findings: Findings,
    pub slots: Vec<SlotUse>,
}

/// Holds a file's tree against its schema.
pub(super) fn check(file: FileId, text: &str, root: &Node, schema: &Schema) -> Checked {
    let mut walk = Walk {
        file,
        text,
        root: &schema.0,
        path: Vec::new(),
        checked: Checked::default(),
    };
    walk.value(root, &schema.0, root.span);
    walk.checked
}

struct Walk<'a> {
    file: FileId,
    text: &'a str,
    root: &'a Json,
    path: Vec<String>,
    checked: Checked,
}

/// What a schema asks for, with references and options resolved.
enum Wanted<'a> {
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
    fn in_words(&self) -> String {
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

impl<'a> Walk<'a> {
    /// `head` is where a finding about the whole value points.
    fn value(&mut self, node: &Node, schema: &'a Json, head: ByteRange) {
        let (schema, optional) = resolve(schema, self.root);
        if optional && node.value == Value::Nothing {
            return;
        }
        let Some(wanted) = wanted(schema) else { return };
        match (&wanted, &node.value) {
            (Wanted::Text(rules), Value::Text(words)) => self.words(node.span, words, rules),
            (Wanted::Word(known), Value::Text(word)) if known.contains(&word.as_str()) => {}
            (Wanted::Word(known), Value::Text(word)) => {
                let what = format!("{} cannot be `{word}`", self.name());
                let remedy = instead(word, known.iter().copied());
                self.report("unknown-choice", node.span, what, NOT_GUESSED, remedy);
            }
            (Wanted::Whole(rules), Value::Whole(n)) => self.range(node.span, *n as f64, rules),
            (Wanted::Number(rules), Value::Whole(n)) => self.range(node.span, *n as f64, rules),
            (Wanted::Number(rules), Value::Number(n)) => self.range(node.span, *n, rules),
            (Wanted::YesNo, Value::YesNo(_)) => {}
            (Wanted::List(rules), Value::List(items)) => self.list(items, rules, head),
            (Wanted::Fields(rules), Value::Fields(fields)) => self.fields(fields, rules, head),
            (Wanted::Choice(variants), Value::Fields(fields)) => {
                self.choice(fields, variants, head);
            }
            _ => self.wrong_type(node, &wanted, head),
        }
    }

    fn words(&mut self, span: ByteRange, words: &str, rules: &'a Map<String, Json>) {
        let format = rules.get("x-format").and_then(Json::as_str);
        let errors = match format {
            Some("lesson-line") => parse_line(words).err(),
            Some("lesson-prose") => parse_prose(words).err(),
            _ => parse_name(words).err(),
        };
        for error in errors.unwrap_or_default() {
            self.markup(span, words, error);
        }
        if rules.get("pattern").and_then(Json::as_str) == Some(DATE) && !is_date(words) {
            let what = format!("{} is not a date: `{words}`", self.name());
            let remedy = "write year, month and day, such as `2026-09-01`";
            self.report("not-a-date", span, what, NOT_GUESSED, remedy);
        }
        if format.is_some() {
            let reader = rules.get("x-reader").and_then(Json::as_str);
            for found in slots(words) {
                let bytes = ByteRange::new(
                    byte_in_file(self.text, span, words, found.bytes.start),
                    byte_in_file(self.text, span, words, found.bytes.end - 1) + 1,
                );
                self.checked.slots.push(SlotUse {
                    slot: found.slot,
                    reader: match reader {
                        Some("learners") => Reader::Learners,
                        Some("home") => Reader::Home,
                        _ => Reader::Staff,
                    },
                    path: self.path.clone(),
                    place: self.place(bytes),
                });
            }
        }
    }

    fn markup(&mut self, span: ByteRange, words: &str, error: MarkupError) {
        let start = byte_in_file(self.text, span, words, error.at);
        let rest = self.text.get(start as usize..span.end as usize);
        let rest = rest.unwrap_or_default();
        let len = match rest.find("}}") {
            Some(end) if rest.starts_with("{{") => end + 2,
            _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let bytes = ByteRange::new(start, start + len as u32);
        let finding = Finding::error("lesson-text", self.place(bytes), error.what)
            .why("each format would show it in its own way, or not at all")
            .remedy(error.remedy);
        self.checked.findings.push(finding);
    }

    fn range(&mut self, span: ByteRange, number: f64, rules: &'a Map<String, Json>) {
        let limit = |name| rules.get(name).and_then(Json::as_f64);
        let (least, most) = (limit("minimum"), limit("maximum"));
        if least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most) {
            return;
        }
        let allowed = match (least, most) {
            (Some(least), Some(most)) if least == most => format!("write {least}"),
            (Some(least), Some(most)) => format!("write a number from {least} to {most}"),
            (Some(least), None) => format!("write {least} or more"),
            _ => format!("write {} or less", most.unwrap_or_default()),
        };
        let what = format!("{} cannot be {number}", self.name());
        let why = "nothing sensible could be made of it";
        self.report("out-of-range", span, what, why, allowed);
    }

    fn list(&mut self, items: &[Node], rules: &'a Map<String, Json>, head: ByteRange) {
        let limit = |name| rules.get(name).and_then(Json::as_u64);
        let (least, most) = (limit("minItems"), limit("maxItems"));
        let count = items.len() as u64;
        if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
            let allowed = match (least.unwrap_or(0), most) {
                (least, Some(most)) if least == most => format!("write {least}"),
                (0, Some(most)) => format!("write {most} at most"),
                (least, Some(most)) => format!("write {least} to {most}"),
                (least, None) => format!("write {least} or more"),
            };
            let what = format!("{} has {count} in its list", self.name());
            let why = "there is room, or need, for another number of them";
            self.report("wrong-count", head, what, why, allowed);
        }
        let Some(schema) = rules.get("items") else {
            return;
        };
        for (index, item) in items.iter().enumerate() {
            self.path.push(index.to_string());
            self.value(item, schema, head_of(item));
            self.path.pop();
        }
    }

    fn fields(&mut self, fields: &[Field], rules: &'a Map<String, Json>, head: ByteRange) {
        let Some(known) = rules.get("properties").and_then(Json::as_object) else {
            if let Some(schema @ Json::Object(_)) = rules.get("additionalProperties") {
                for field in fields {
                    self.field(field, schema);
                }
            } else {
                for field in fields {
                    self.unknown(field, "there are no fields here: write `{}`".into());
                }
            }
            return;
        };
        let present = |name: &str| fields.iter().any(|field| field.name == name);
        let mut meant = Vec::new();
        for field in fields {
            if let Some(schema) = known.get(&field.name) {
                self.field(field, schema);
                continue;
            }
            let absent = known
                .keys()
                .map(String::as_str)
                .filter(|name| !present(name));
            let near = nearest(&field.name, absent);
            meant.extend(near);
            let all: Vec<_> = known.keys().map(String::as_str).collect();
            let remedy = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the fields here are {}", listed(&all)),
            };
            self.unknown(field, remedy);
        }
        let required = rules.get("required").and_then(Json::as_array);
        for name in required.into_iter().flatten().filter_map(Json::as_str) {
            if !present(name) && !meant.contains(&name) {
                let about = known.get(name).and_then(|schema| schema.get("description"));
                let about = about.and_then(Json::as_str).map_or(String::new(), said);
                let what = format!("{} has no `{name}`", self.name());
                let why = "nothing can stand in for it";
                self.report(
                    "missing-field",
                    head,
                    what,
                    why,
                    format!("add `{name}:`{about}"),
                );
            }
        }
    }

    fn unknown(&mut self, field: &Field, remedy: String) {
        let what = format!("unknown field `{}`", field.name);
        let why = "a misspelt field would silently change nothing";
        self.report("unknown-field", field.name_span, what, why, remedy);
    }

    fn field(&mut self, field: &Field, schema: &'a Json) {
        self.path.push(field.name.clone());
        self.value(&field.value, schema, field.name_span);
        self.path.pop();
    }

    fn choice(&mut self, fields: &[Field], variants: &[(&'a str, &'a Json)], head: ByteRange) {
        let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
        let mut chosen: Option<&str> = None;
        for field in fields {
            let variant = variants.iter().find(|(name, _)| *name == field.name);
            if let Some(before) = chosen {
                let what = format!("`{}` stands beside `{before}`", field.name);
                let why = "there is room for one: what stands here, and its words, could be lost";
                let remedy = if variant.is_some() {
                    format!("start a new item: `- {}:`", field.name)
                } else {
                    format!("indent it two spaces further, under `{before}`")
                };
                self.report("second-choice", field.name_span, what, why, remedy);
            } else if variant.is_none() {
                let what = format!("{} cannot be `{}`", self.name(), field.name);
                let remedy = instead(&field.name, names.iter().copied());
                self.report("unknown-choice", field.name_span, what, NOT_GUESSED, remedy);
            }
            chosen = chosen.or(Some(&field.name));
            if let Some((_, schema)) = variant {
                self.field(field, schema);
            }
        }
        if fields.is_empty() {
            let what = format!("{} says nothing", self.name());
            let remedy = format!("write one of {}", listed(&names));
            self.report("missing-field", head, what, NOT_GUESSED, remedy);
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: &Wanted<'_>, head: ByteRange) {
        let what = format!(
            "{} must be {}, not {}",
            self.name(),
            wanted.in_words(),
            in_words(&node.value)
        );
        let bytes = if node.span.start == node.span.end {
            head
        } else {
            node.span
        };
        let remedy = self.mend(node, wanted);
        self.report("wrong-type", bytes, what, NOT_GUESSED, remedy);
    }

    fn mend(&self, node: &Node, wanted: &Wanted<'_>) -> String {
        let span = node.span;
        let written = self.text.get(span.start as usize..span.end as usize);
        let written = written.unwrap_or_default().trim();
        match (wanted, &node.value) {
            (_, Value::Braces) => "put quotes round text that starts with `{{`".into(),
            (_, Value::Nothing) => "write it, or delete the field".into(),
            (
                Wanted::Text(_) | Wanted::Word(_),
                Value::Whole(_) | Value::Number(_) | Value::YesNo(_),
            ) => format!("put it in quotes: `\"{written}\"`"),
            (Wanted::Text(_), Value::List(_)) => "write one text, without `- `".into(),
            (Wanted::Text(_), Value::Fields(_)) => {
                "write the words after the colon; words that hold a colon and a space need quotes"
                    .into()
            }
            (Wanted::YesNo, _) => "write `true` or `false`".into(),
            (Wanted::Whole(_), Value::Number(_)) => "write it without a point".into(),
            (Wanted::Whole(_) | Wanted::Number(_), Value::Text(words)) => {
                let digits: String = words.chars().filter(char::is_ascii_digit).collect();
                if digits.is_empty() {
                    "write the number in digits".into()
                } else {
                    format!("write the number alone, without quotes or a unit: `{digits}`")
                }
            }
            (Wanted::List(_), Value::Fields(_)) => "put `- ` before the first field".into(),
            (Wanted::List(_), _) => format!("put each on a line of its own: `- {written}`"),
            (Wanted::Fields(rules), _) => {
                let known = rules.get("properties").and_then(Json::as_object);
                let names: Vec<_> = known.into_iter().flat_map(Map::keys).collect();
                let names: Vec<_> = names.iter().map(|name| name.as_str()).collect();
                format!("write its fields on lines of their own: {}", listed(&names))
            }
            (Wanted::Choice(variants), Value::Text(word)) => {
                let names = variants.iter().map(|(name, _)| *name);
                match nearest(word, names) {
                    Some(near) => format!("write `{near}:` and what belongs to it"),
                    None => one_of(variants),
                }
            }
            (Wanted::Choice(variants), _) => one_of(variants),
            _ => format!("write {}", wanted.in_words()),
        }
    }

    /// The value being looked at, as an author would call it.
    fn name(&self) -> String {
        let is_item = |name: &&String| name.bytes().all(|byte| byte.is_ascii_digit());
        let field = self.path.iter().rev().find(|name| !is_item(name));
        match (field, self.path.last()) {
            (None, _) => "the file".into(),
            (Some(field), Some(last)) if field == last => format!("`{field}`"),
            (Some(field), _) => {
                let items = self
                    .path
                    .iter()
                    .rev()
                    .take_while(is_item)
                    .collect::<Vec<_>>();
                let number = items.last().and_then(|index| index.parse::<usize>().ok());
                format!("item {} of `{field}`", number.map_or(1, |index| index + 1))
            }
        }
    }

    fn place(&self, bytes: ByteRange) -> Place {
        Place::Source {
            file: self.file,
            bytes,
        }
    }

    fn report(
        &mut self,
        rule: &'static str,
        bytes: ByteRange,
        what: String,
        why: &str,
        remedy: impl Into<String>,
    ) {
        let finding = Finding::error(rule, self.place(bytes), what)
            .why(why)
            .remedy(remedy);
        self.checked.findings.push(finding);
    }
}

const NOT_GUESSED: &str = "what is meant is never guessed";

fn one_of(variants: &[(&str, &Json)]) -> String {
    let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
    format!("write one of {}", listed(&names))
}

/// A field's description, to stand after its name.
fn said(description: &str) -> String {
    let description = description.replace('\n', " ");
    let first = description.split(". ").next().unwrap_or(&description);
    format!(" — {}", first.trim_end_matches('.'))
}

fn in_words(value: &Value) -> &'static str {
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

/// Where a finding about a list's item points: its first name, or all of it.
fn head_of(item: &Node) -> ByteRange {
    match &item.value {
        Value::Fields(fields) => fields.first().map_or(item.span, |field| field.name_span),
        _ => item.span,
    }
}

fn is_date(words: &str) -> bool {
    words.len() == 10 && jiff::civil::Date::from_str(words).is_ok()
}

/// Follows references and looks inside options.
fn resolve<'a>(schema: &'a Json, root: &'a Json) -> (&'a Json, bool) {
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
        let some = schema
            .get("anyOf")
            .and_then(Json::as_array)
            .and_then(|any| {
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
        Json::Array(types) => types
            .iter()
            .filter_map(Json::as_str)
            .find(|name| *name != "null"),
        name => name.as_str(),
    }
}

fn wanted(schema: &Json) -> Option<Wanted<'_>> {
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
        return Some(Wanted::Word(
            words.iter().filter_map(Json::as_str).collect(),
        ));
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
