//! A tree held against the schema: every misspelt field, missing field, wrong
//! kind of value and broken text of a file in one go, where serde would stop at
//! the first. What ids refer to is the business of [`super::references`].
//!
//! A tree with mistakes is mended as it was most likely meant, and filled where
//! that cannot be told, for one purpose: what follows can look for more.
//! Nothing is built from it, as each mistake is an error.

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
    /// Whether something in the tree now stands for what nobody could guess; it
    /// is at [`FILLER`].
    pub filled: bool,
}

/// Where a value stands that no file holds.
pub(super) const FILLER: ByteRange = ByteRange { start: u32::MAX, end: u32::MAX };

/// Holds a file's tree against its schema, and mends it for those who read on.
pub(super) fn check(file: FileId, text: &str, root: &mut Node, schema: &Schema) -> Checked {
    let mut walk =
        Walk { file, text, root: &schema.0, path: Vec::new(), checked: Checked::default() };
    let head = root.span;
    walk.value(root, &schema.0, head);
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
    fn value(&mut self, node: &mut Node, schema: &'a Json, head: ByteRange) {
        let (schema, optional) = resolve(schema, self.root);
        if optional && node.value == Value::Nothing {
            return;
        }
        let Some(wanted) = wanted(schema) else { return };
        match (&wanted, &mut node.value) {
            (Wanted::Text(rules), Value::Text(words)) => self.words(node.span, words, rules),
            (Wanted::Word(known), Value::Text(word)) if known.contains(&word.as_str()) => {}
            (Wanted::Word(known), Value::Text(word)) => {
                let what = format!("{} cannot be `{word}`", self.name());
                let remedy = instead(word, known.iter().copied());
                self.report("unknown-choice", node.span, what, NOT_GUESSED, remedy);
                match nearest(word, known.iter().copied()) {
                    Some(near) => near.clone_into(word),
                    None => *node = self.fill(schema),
                }
            }
            (Wanted::Whole(rules), Value::Whole(n)) => self.range(node.span, *n as f64, rules),
            (Wanted::Number(rules), Value::Whole(n)) => self.range(node.span, *n as f64, rules),
            (Wanted::Number(rules), Value::Number(n)) => self.range(node.span, *n, rules),
            // A whole number beyond all that computers count with.
            (Wanted::Whole(rules), Value::Number(n)) if n.abs() >= 1e18 => {
                self.range(node.span, *n, rules);
            }
            (Wanted::YesNo, Value::YesNo(_)) => {}
            (Wanted::List(rules), Value::List(items)) => self.list(items, rules, head),
            (Wanted::Fields(rules), Value::Fields(fields)) => self.fields(fields, rules, head),
            (Wanted::Choice(variants), Value::Fields(fields)) => {
                self.choice(fields, variants, head);
                if fields.is_empty() {
                    *node = self.fill(schema);
                }
            }
            _ => {
                self.wrong_type(node, &wanted, head);
                match self.meant(node, &wanted) {
                    Some(value) => node.value = value,
                    None => *node = self.fill(schema),
                }
            }
        }
    }

    fn words(&mut self, span: ByteRange, words: &mut String, rules: &'a Map<String, Json>) {
        let format = rules.get("x-format").and_then(Json::as_str);
        let errors = match format {
            Some("lesson-line") => parse_line(words).err(),
            Some("lesson-prose") => parse_prose(words).err(),
            _ => parse_name(words).err(),
        };
        let errors = errors.unwrap_or_default();
        for error in &errors {
            self.markup(span, words, error);
        }
        if format.is_none() && !errors.is_empty() {
            // A name without what hides in it.
            let kept = words.char_indices();
            let kept = kept.filter(|(at, _)| errors.iter().all(|error| error.at != *at));
            *words = kept.map(|(_, c)| c).collect();
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

    fn markup(&mut self, span: ByteRange, words: &str, error: &MarkupError) {
        let start = byte_in_file(self.text, span, words, error.at);
        let rest = self.text.get(start as usize..span.end as usize);
        let rest = rest.unwrap_or_default();
        let len = match rest.find("}}") {
            Some(end) if rest.starts_with("{{") => end + 2,
            _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let bytes = ByteRange::new(start, start + len as u32);
        let finding = Finding::error("lesson-text", self.place(bytes), &error.what)
            .why("each format would show it in its own way, or not at all")
            .remedy(&error.remedy);
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

    fn list(&mut self, items: &mut [Node], rules: &'a Map<String, Json>, head: ByteRange) {
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
        for (index, item) in items.iter_mut().enumerate() {
            self.path.push(index.to_string());
            let head = head_of(item);
            self.value(item, schema, head);
            self.path.pop();
        }
    }

    fn fields(&mut self, fields: &mut Vec<Field>, rules: &'a Map<String, Json>, head: ByteRange) {
        let Some(known) = rules.get("properties").and_then(Json::as_object) else {
            if let Some(schema @ Json::Object(_)) = rules.get("additionalProperties") {
                for field in fields {
                    self.field(field, schema);
                }
            } else {
                for field in fields.drain(..) {
                    self.unknown(&field, "there are no fields here: write `{}`".into());
                }
            }
            return;
        };
        let mut absent: Vec<&str> = known.keys().map(String::as_str).collect();
        absent.retain(|name| !fields.iter().any(|field| field.name == *name));
        fields.retain_mut(|field| {
            if known.contains_key(&field.name) {
                return true;
            }
            let near = nearest(&field.name, absent.iter().copied());
            let remedy = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let all: Vec<_> = known.keys().map(String::as_str).collect();
                    format!("the fields here are {}", listed(&all))
                }
            };
            self.unknown(field, remedy);
            if let Some(near) = near {
                near.clone_into(&mut field.name);
                absent.retain(|name| *name != near);
            }
            near.is_some()
        });
        for field in fields.iter_mut() {
            if let Some(schema) = known.get(&field.name) {
                self.field(field, schema);
            }
        }
        let required = rules.get("required").and_then(Json::as_array);
        let required = required.into_iter().flatten().filter_map(Json::as_str);
        for name in required.filter(|name| absent.contains(name)) {
            let schema = known.get(name).unwrap_or(&Json::Null);
            let about = schema.get("description").and_then(Json::as_str);
            let about = about.map_or(String::new(), said);
            let what = format!("{} has no `{name}`", self.name());
            let why = "nothing can stand in for it";
            let remedy = format!("add `{name}:`{about}");
            self.report("missing-field", head, what, why, remedy);
            fields.push(Field {
                name: name.to_owned(),
                name_span: FILLER,
                value: self.fill(schema),
            });
        }
    }

    fn unknown(&mut self, field: &Field, remedy: String) {
        let what = format!("unknown field `{}`", field.name);
        let why = "a misspelt field would silently change nothing";
        self.report("unknown-field", field.name_span, what, why, remedy);
    }

    fn field(&mut self, field: &mut Field, schema: &'a Json) {
        self.path.push(field.name.clone());
        self.value(&mut field.value, schema, field.name_span);
        self.path.pop();
    }

    /// Leaves one field of `fields`, or none if what was meant cannot be told.
    fn choice(
        &mut self,
        fields: &mut Vec<Field>,
        variants: &[(&'a str, &'a Json)],
        head: ByteRange,
    ) {
        let names: Vec<_> = variants.iter().map(|(name, _)| *name).collect();
        let mut all = std::mem::take(fields).into_iter();
        let Some(mut chosen) = all.next() else {
            let what = format!("{} says nothing", self.name());
            let remedy = one_of(variants);
            self.report("missing-field", head, what, NOT_GUESSED, remedy);
            return;
        };
        if !names.contains(&chosen.name.as_str()) {
            let what = format!("{} cannot be `{}`", self.name(), chosen.name);
            let remedy = instead(&chosen.name, names.iter().copied());
            self.report("unknown-choice", chosen.name_span, what, NOT_GUESSED, remedy);
            if let Some(near) = nearest(&chosen.name, names.iter().copied()) {
                near.clone_into(&mut chosen.name);
            }
        }
        let beside: Vec<_> = all.collect();
        for field in &beside {
            let what = format!("`{}` stands beside `{}`", field.name, chosen.name);
            let why = "there is room for one: what stands here, and its words, could be lost";
            let remedy = if names.contains(&field.name.as_str()) {
                format!("start a new item: `- {}:`", field.name)
            } else {
                format!("indent it two spaces further, under `{}`", chosen.name)
            };
            self.report("second-choice", field.name_span, what, why, remedy);
        }
        // With nothing under it, what stands beside it was meant to be.
        if !beside.is_empty() && chosen.value.value == Value::Nothing {
            chosen.value.value = Value::Fields(beside);
        }
        let variant = variants.iter().find(|(name, _)| *name == chosen.name);
        if let Some((_, schema)) = variant {
            self.field(&mut chosen, schema);
            fields.push(chosen);
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: &Wanted<'_>, head: ByteRange) {
        let what =
            format!("{} must be {}, not {}", self.name(), wanted.in_words(), in_words(&node.value));
        let bytes = if node.span.start == node.span.end { head } else { node.span };
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

    /// A value of another kind as it was most likely meant.
    fn meant(&self, node: &Node, wanted: &Wanted<'_>) -> Option<Value> {
        match (wanted, &node.value) {
            (Wanted::Text(_), Value::Whole(_) | Value::Number(_) | Value::YesNo(_)) => {
                let (start, end) = (node.span.start as usize, node.span.end as usize);
                let written = self.text.get(start..end)?.trim();
                (!written.is_empty()).then(|| Value::Text(written.to_owned()))
            }
            (Wanted::YesNo, Value::Text(word)) => match word.to_lowercase().as_str() {
                "yes" | "on" | "true" => Some(Value::YesNo(true)),
                "no" | "off" | "false" => Some(Value::YesNo(false)),
                _ => None,
            },
            (Wanted::Whole(_), Value::Text(words)) => {
                let first = words.split_whitespace().next()?;
                first.parse().ok().map(Value::Whole)
            }
            _ => None,
        }
    }

    /// Something that the schema allows, where nobody can tell what was meant.
    fn fill(&mut self, schema: &'a Json) -> Node {
        self.checked.filled = true;
        let (schema, optional) = resolve(schema, self.root);
        let value = match wanted(schema) {
            _ if optional => Value::Nothing,
            None => Value::Nothing,
            Some(Wanted::Text(_)) => Value::Text("–".into()),
            Some(Wanted::Whole(rules) | Wanted::Number(rules)) => {
                let least = rules.get("minimum").and_then(Json::as_i64);
                Value::Whole(least.unwrap_or(0).into())
            }
            Some(Wanted::YesNo) => Value::YesNo(false),
            Some(Wanted::List(_)) => Value::List(Vec::new()),
            Some(Wanted::Word(words)) => {
                Value::Text(words.first().copied().unwrap_or_default().to_owned())
            }
            Some(Wanted::Fields(rules)) => Value::Fields(self.fill_required(rules)),
            Some(Wanted::Choice(variants)) => {
                let first = variants.first().map(|(name, schema)| Field {
                    name: (*name).to_owned(),
                    name_span: FILLER,
                    value: self.fill(schema),
                });
                Value::Fields(first.into_iter().collect())
            }
        };
        Node { value, span: FILLER }
    }

    fn fill_required(&mut self, rules: &'a Map<String, Json>) -> Vec<Field> {
        let known = rules.get("properties").and_then(Json::as_object);
        let required = rules.get("required").and_then(Json::as_array);
        let required = required.into_iter().flatten().filter_map(Json::as_str);
        required
            .filter_map(|name| Some((name, known?.get(name)?)))
            .map(|(name, schema)| Field {
                name: name.to_owned(),
                name_span: FILLER,
                value: self.fill(schema),
            })
            .collect()
    }

    /// The value being looked at, as an author would call it.
    fn name(&self) -> String {
        let is_item = |name: &&String| name.bytes().all(|byte| byte.is_ascii_digit());
        let field = self.path.iter().rev().find(|name| !is_item(name));
        match (field, self.path.last()) {
            (None, _) => "the file".into(),
            (Some(field), Some(last)) if field == last => format!("`{field}`"),
            (Some(field), _) => {
                let items = self.path.iter().rev().take_while(is_item).collect::<Vec<_>>();
                let number = items.last().and_then(|index| index.parse::<usize>().ok());
                format!("item {} of `{field}`", number.map_or(1, |index| index + 1))
            }
        }
    }

    fn place(&self, bytes: ByteRange) -> Place {
        Place::Source { file: self.file, bytes }
    }

    fn report(
        &mut self,
        rule: &'static str,
        bytes: ByteRange,
        what: String,
        why: &str,
        remedy: impl Into<String>,
    ) {
        let finding = Finding::error(rule, self.place(bytes), what).why(why).remedy(remedy);
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
    let ends = description.match_indices(". ").map(|(at, _)| &description[..at]);
    let mut ends = ends.filter(|words| !words.ends_with("e.g"));
    let first = ends.next().unwrap_or(&description);
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{LESSON, changed, found, one, one_in};
    use super::*;

    #[test]
    fn fields_that_are_misspelt_or_missing_are_found() {
        one(
            "usual: 7",
            "usuel: 7",
            "unknown-field",
            "usuel",
            "unknown field `usuel`; did you mean `usual`?",
        );
        one(
            "    grouping: Pairs",
            "    colour: red\n    grouping: Pairs",
            "unknown-field",
            "colour",
            "the fields here are `grouping`",
        );
        one(
            "    grouping: Pairs\n",
            "",
            "missing-field",
            "id",
            "item 2 of `activities` has no `grouping`; add `grouping:` — Who works with whom",
        );
        one(
            "        ask: Who could you ask?\n",
            "",
            "missing-field",
            "write",
            "`write` has no `ask`",
        );
    }

    #[test]
    fn values_of_the_wrong_kind_are_found_with_what_to_write() {
        for (from, to, at, says) in [
            (
                "lines: 3",
                "lines: three",
                "three",
                "must be a whole number, not text; write the number in digits",
            ),
            ("lines: 3", "lines: '3 lines'", "'3 lines'", "without quotes or a unit: `3`"),
            ("lines: 3", "lines: 2.5", "2.5", "without a point"),
            ("lines: 3", "lines:", "lines", "must be a whole number, not nothing"),
            ("version: \"0.1\"", "version: 0.1", "0.1", "put it in quotes: `\"0.1\"`"),
            ("    title: Who helps\n", "    title: 999\n", "999", "must be text, not a number"),
            ("    title: Who helps\n", "    title: true\n", "true", "not `true` or `false`"),
            ("    title: Who helps\n", "    title: [a]\n", "[", "must be text, not a list"),
            (
                "    title: Who helps\n",
                "    title: {{ school.name }}\n",
                "{",
                "put quotes round text that starts with `{{`",
            ),
            ("right: true", "right: yes", "yes", "write `true` or `false`"),
            (
                "keep: [settle, plan-help, close]",
                "keep: settle",
                "settle",
                "put each on a line of its own: `- settle`",
            ),
            (
                "  status: draft",
                "  draft",
                "draft",
                "must be fields, not text; write its fields on lines of their own: `by`, `on` and `status`",
            ),
        ] {
            one(from, to, "wrong-type", at, says);
        }
    }

    #[test]
    fn choices_numbers_and_counts_are_held_to_the_schema() {
        for (from, to, rule, at, says) in [
            (
                "kind: hook",
                "kind: hok",
                "unknown-choice",
                "hok",
                "`kind` cannot be `hok`; did you mean `hook`?",
            ),
            (
                "- support: Read",
                "- suport: Read",
                "unknown-choice",
                "suport",
                "item 3 of `script` cannot be `suport`; did you mean `support`?",
            ),
            (
                "      - support: Read the task aloud, and let them draw.\n",
                "      - support\n",
                "wrong-type",
                "support",
                "write `support:` and what belongs to it",
            ),
            (
                "      - if-they-ask:\n          asked: What if nobody listens?\n          answer",
                "      - if-they-ask:\n        asked: What if nobody listens?\n        answer",
                "second-choice",
                "asked",
                "`asked` stands beside `if-they-ask`; indent it two spaces further",
            ),
            (
                "lines: 3",
                "lines: 13",
                "out-of-range",
                "13",
                "cannot be 13; write a number from 1 to 12",
            ),
            ("schema: 1", "schema: 2", "out-of-range", "2", "write 1"),
            (
                "steps:\n              - Pick a job.\n              - Pick who can help.",
                "steps: []",
                "wrong-count",
                "steps",
                "has 0 in its list; write 1 to 3",
            ),
        ] {
            let found = found(&changed(LESSON, from, to));
            let (is, pointed, said) = &found[0];
            assert_eq!((*is, pointed.as_str()), (rule, at), "{said}");
            assert!(said.contains(says), "{said}");
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        let path = "shared/services.yaml";
        for date in ["2026-02-30", "1 September", "2026-9-1"] {
            let to = format!("verified_on: {date}");
            let found = found(&changed(path, "verified_on: 2026-09-01", &to));
            assert_eq!(found[0].0, "not-a-date", "{found:?}");
            assert_eq!(found[0].1, date);
        }
    }

    #[test]
    fn broken_text_is_underlined_where_it_is_broken() {
        one(
            "Read the task aloud, and let them draw.",
            "Read {{ school.nmae }} aloud.",
            "lesson-text",
            "{{ school.nmae }}",
            "`school.nmae` is not a slot",
        );
        one(
            "  Draw a place that you like.",
            "  Draw a\n      place *you* like.",
            "lesson-text",
            "*you*",
            "*italics*",
        );
        one(
            "text: The drum is lost. Sam is sad.",
            "text: \"\\u202ethe drum\"",
            "lesson-text",
            "\\u202ethe",
            "U+202E",
        );
        one("title: No drum", "title: ''", "lesson-text", "'", "the text is empty");
        one("picture: calm", "picture: \"ca\\u200Blm\"", "lesson-text", "\\u200Blm\"", "invisible");
    }

    #[test]
    fn everything_wrong_is_found_at_once() {
        let mut files = changed(LESSON, "usual: 7", "usuel: 9");
        let text = files.files[LESSON]
            .replace("kind: hook", "kind: hok")
            .replace("right: true", "right: yes\n      right: no")
            .replace("picture: calm", "picture: clam")
            .replace("after: []", "after: [nowhere]")
            .replace("version: \"0.1\"", "version: 0.1")
            .replace("{{ school.safe-place }}", "{{ school.safeplace }}")
            .replace("Somebody may", "Somebody {{ law.nothing }} may");
        files.files.insert(LESSON.into(), text);
        files.files.insert("11-14/empty.yaml".into(), String::new());
        files.files.insert("11-14/not-yaml.yaml".into(), "a: b: c\nd: [\n".into());
        let rules: Vec<_> = found(&files).into_iter().map(|found| (found.0, found.1)).collect();
        let rules: Vec<_> = rules.iter().map(|(rule, at)| (*rule, at.as_str())).collect();
        assert_eq!(
            rules,
            [
                ("empty-file", ""),
                ("wrong-type", "0.1"),
                ("unknown-reference", "nowhere"),
                ("unknown-reference", "{{ law.nothing }}"),
                ("lesson-text", "{{ school.safeplace }}"),
                ("minutes-sum", "settle"),
                ("unknown-choice", "hok"),
                ("unknown-field", "usuel"),
                ("unknown-reference", "clam"),
                ("wrong-type", "yes"),
                ("duplicate-field", "right"),
                ("not-yaml", ":"),
            ]
        );
    }

    #[test]
    fn what_cannot_be_guessed_hides_nothing_else_and_invents_nothing() {
        let mut files = changed(LESSON, "    minutes: {", "    minuts_of_it: {");
        let text = files.files[LESSON]
            .replace("messages: [asking-is-safe]\n", "")
            .replace("picture: calm", "picture: clam");
        files.files.insert(LESSON.into(), text);
        let said: Vec<_> = found(&files).into_iter().map(|found| found.2).collect();
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[0].starts_with("the file has no `messages`"));
        assert!(said[1].contains("has no `minutes`"));
        assert!(said[2].starts_with("unknown field `minuts_of_it`"));
        assert!(said[3].starts_with("`clam` is no drawing"));
    }

    #[test]
    fn the_schema_uses_no_word_that_is_not_looked_at() {
        fn words<'a>(schema: &'a Json, out: &mut std::collections::BTreeSet<&'a str>) {
            let Some(object) = schema.as_object() else {
                return;
            };
            for (word, value) in object {
                match (word.as_str(), value) {
                    ("properties" | "$defs", Json::Object(named)) => {
                        named.values().for_each(|schema| words(schema, out));
                    }
                    (_, Json::Array(all)) => all.iter().for_each(|schema| words(schema, out)),
                    _ => words(value, out),
                }
                out.insert(word);
                assert!(word != "pattern" || value == DATE, "{value}");
            }
        }
        let Schema(schema) = Schema::of::<super::super::Lesson>();
        let mut used = std::collections::BTreeSet::new();
        words(&schema, &mut used);
        let known = [
            "$defs",
            "$ref",
            "$schema",
            "additionalProperties",
            "anyOf",
            "const",
            "description",
            "format",
            "items",
            "maxItems",
            "maximum",
            "minItems",
            "minLength",
            "minimum",
            "oneOf",
            "pattern",
            "properties",
            "required",
            "title",
            "type",
            "x-format",
            "x-reader",
        ];
        for word in used {
            assert!(known.contains(&word), "`{word}` is not looked at");
        }
    }

    #[test]
    fn registry_files_are_held_to_theirs() {
        one_in(
            "shared/messages.yaml",
            "stands: [help-slides, help-sheet]",
            "stands: [help-slide, help-sheet]",
            "unknown-choice",
            "help-slide",
            "did you mean `help-slides`?",
        );
    }
}
