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

use super::slip;
use super::suggest::{instead, listed, nearest, only_near};
use super::tree::{Field, Node, Value};
use super::wanted::{
    DECIDES, Wanted, in_words, names_of, one_of, required, resolve, said, wanted, why,
};
use super::wording::Wording;
use crate::diagnostics::{ByteRange, FileId, Finding, Findings, Fix, Place};
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
    pub wordings: Vec<Wording>,
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
    let head = head_of(root);
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
                let near = only_near(word, known.iter().copied());
                let fix = near.and_then(|near| self.swap(node.span, word, near));
                let fix = fix.map(|fix| Fix { safe: false, ..fix });
                self.report_with("unknown-choice", node.span, what, DECIDES, remedy, fix);
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
            let what = format!("{} is no day of the calendar: `{words}`", self.name());
            let why = "days are compared, and in other forms the same signs mean another day";
            let remedy = "write year, month and day in digits, such as `2026-09-01`";
            self.report("not-a-date", span, what, why, remedy);
        }
        if format.is_some() {
            let reader = match rules.get("x-reader").and_then(Json::as_str) {
                Some("learners") => Reader::Learners,
                Some("home") => Reader::Home,
                _ => Reader::Staff,
            };
            self.checked.wordings.push(Wording {
                file: self.file,
                path: self.path.clone(),
                reader,
                bytes: span,
                raw: words.clone(),
            });
            for found in slots(words) {
                let bytes = ByteRange::new(
                    byte_in_file(self.text, span, words, found.bytes.start),
                    byte_in_file(self.text, span, words, found.bytes.end - 1) + 1,
                );
                self.checked.slots.push(SlotUse {
                    slot: found.slot,
                    reader,
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
        let bytes = match words.trim() {
            "" => span,
            _ => ByteRange::new(start, start + len as u32),
        };
        let finding = Finding::error("lesson-text", self.place(bytes), &error.what)
            .why(error.why)
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
        let written = self.written(span);
        let written = if written.is_empty() { number.to_string() } else { written.to_owned() };
        let what = format!("{} cannot be {written}", self.name());
        let why = match (least, most) {
            (Some(least), Some(most)) if least == most => {
                "this version of lessonpack knows no other"
            }
            _ => "neither a page nor a lesson has room for it",
        };
        self.report("out-of-range", span, what, why, allowed);
    }

    fn list(&mut self, items: &mut [Node], rules: &'a Map<String, Json>, head: ByteRange) {
        let limit = |name| rules.get(name).and_then(Json::as_u64);
        let (least, most) = (limit("minItems"), limit("maxItems"));
        let count = items.len() as u64;
        if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
            let allowed = match (least.unwrap_or(0), most) {
                (least, Some(most)) if least == most => format!("write {least} of them"),
                (0, Some(most)) => format!("write {most} at most"),
                (least, Some(most)) if least + 1 == most => format!("write {least} or {most}"),
                (least, Some(most)) => format!("write {least} to {most}"),
                (least, None) => format!("write {least} or more"),
            };
            let what = match count {
                0 => format!("the list of {} is empty", self.name()),
                1 => format!("{} has 1 item", self.name()),
                _ => format!("{} has {count} items", self.name()),
            };
            let why = match least.is_some_and(|least| count < least) {
                true => "with fewer there is nothing to choose, to do or to show",
                false => "the slide or page has no room for more",
            };
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
                    self.unknown(&field, "there are no fields here: write `{}`".into(), None);
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
                    format!("the fields here are {}", listed(&names_of(rules)))
                }
            };
            // Near one that is there already, it may be that one written twice.
            let only = only_near(&field.name, known.keys().map(String::as_str));
            let fix = only.filter(|only| near == Some(*only));
            let fix = fix.and_then(|name| self.swap(field.name_span, &field.name, name));
            self.unknown(field, remedy, fix);
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
        let missing: Vec<_> =
            required(rules).into_iter().filter(|name| absent.contains(name)).collect();
        if !missing.is_empty() {
            let has = if missing.len() == 1 { "has no" } else { "lacks" };
            let what = format!("{} {has} {}", self.owner(fields), listed(&missing));
            let why = match missing.len() {
                1 => "a pack cannot be made without it",
                _ => "a pack cannot be made without them",
            };
            let about = |name: &&str| {
                let about = known.get(*name).and_then(|schema| schema.get("description"));
                let about = about.and_then(Json::as_str).map_or(String::new(), said);
                format!("`{name}:`{about}")
            };
            let remedy = if missing.len() <= MOST_TOLD {
                let all: Vec<_> = missing.iter().map(about).collect();
                format!("add {}", all.join("; "))
            } else {
                "add each of them; `lessonpack new 11-14/my-lesson` shows them all, with what each \
                 is for"
                    .into()
            };
            self.report("missing-field", head, what, why, remedy);
        }
        for name in missing {
            let value = self.fill(known.get(name).unwrap_or(&Json::Null));
            fields.push(Field { name: name.to_owned(), name_span: FILLER, value });
        }
    }

    fn unknown(&mut self, field: &Field, remedy: String, fix: Option<Fix>) {
        let what = format!("there is no field `{}` here", field.name);
        let why = "what stands under it would be left out, and nobody would notice";
        self.report_with("unknown-field", field.name_span, what, why, remedy, fix);
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
            let what = format!("{} is empty", self.name());
            let remedy = one_of(variants);
            self.report("missing-field", head, what, DECIDES, remedy);
            return;
        };
        if !names.contains(&chosen.name.as_str()) {
            let what = format!("`{}` cannot stand in {}", chosen.name, self.within());
            let remedy = instead(&chosen.name, names.iter().copied());
            let near = only_near(&chosen.name, names.iter().copied());
            let fix = near.and_then(|near| self.swap(chosen.name_span, &chosen.name, near));
            let fix = fix.map(|fix| Fix { safe: false, ..fix });
            self.report_with("unknown-choice", chosen.name_span, what, DECIDES, remedy, fix);
            if let Some(near) = nearest(&chosen.name, names.iter().copied()) {
                near.clone_into(&mut chosen.name);
            }
        }
        let beside: Vec<_> = all.collect();
        let why = "there is room for one: what stands beside it, and its words, would be lost";
        if let Some(first) = beside.first()
            && chosen.value.value == Value::Nothing
        {
            // With nothing under it, what stands beside it was meant to be.
            let all: Vec<_> = beside.iter().map(|field| field.name.as_str()).collect();
            let stand = if all.len() == 1 { "stands" } else { "stand" };
            let what = format!("{} {stand} beside `{}`, not under it", listed(&all), chosen.name);
            let remedy = "put it two spaces further in".to_owned();
            let remedy = if all.len() == 1 { remedy } else { remedy.replace("it", "them") };
            self.report("second-choice", first.name_span, what, why, remedy);
            chosen.value.value = Value::Fields(beside);
        } else {
            for field in &beside {
                let what = format!("`{}` stands beside `{}`", field.name, chosen.name);
                let remedy = if names.contains(&field.name.as_str()) {
                    format!("start a new item: `- {}:`", field.name)
                } else {
                    format!("put it two spaces further in, under `{}`", chosen.name)
                };
                self.report("second-choice", field.name_span, what, why, remedy);
            }
        }
        let variant = variants.iter().find(|(name, _)| *name == chosen.name);
        if let Some((_, schema)) = variant {
            self.field(&mut chosen, schema);
            fields.push(chosen);
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: &Wanted<'_>, head: ByteRange) {
        let name = self.name();
        let what = match (wanted, &node.value) {
            (_, Value::Nothing) => format!("{name} is empty"),
            (Wanted::Text(_), Value::Braces) => "a slot stands here without quotes".into(),
            (Wanted::Text(_), Value::Fields(fields)) if fields.len() == 1 => {
                "these words hold a colon and a space, and stand without quotes".into()
            }
            (Wanted::Choice(_), Value::Text(_)) => format!("{name} does not say what it is"),
            (Wanted::Fields(_), Value::Text(_) | Value::List(_)) if self.path.is_empty() => {
                format!("the file is {}, and holds no fields", in_words(&node.value))
            }
            (Wanted::Whole(_), Value::Number(_)) => {
                format!("{name} must be a whole number, and this has a point")
            }
            _ => format!("{name} must be {}, not {}", wanted.in_words(), in_words(&node.value)),
        };
        let bytes = match (&node.value, node.span.start == node.span.end) {
            (Value::Braces, _) => self.slot_bytes(node.span),
            (_, true) => head,
            (_, false) => node.span,
        };
        let why = why(wanted, &node.value);
        let remedy = self.mend(node, wanted, head);
        self.report("wrong-type", bytes, what, why, remedy);
    }

    /// The bytes of a slot that YAML took for braces.
    fn slot_bytes(&self, span: ByteRange) -> ByteRange {
        let rest = self.text.get(span.start as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let len = line.find("}}").map_or(line.len(), |end| end + 2);
        ByteRange::new(span.start, span.start + len as u32)
    }

    fn mend(&self, node: &Node, wanted: &Wanted<'_>, head: ByteRange) -> String {
        let written = self.written(node.span);
        match (wanted, &node.value) {
            (_, Value::Braces) => {
                let bytes = self.slot_bytes(node.span);
                let slot = self.written(bytes);
                let rest = self.text.get(bytes.end as usize..).unwrap_or_default();
                let rest = rest.lines().next().unwrap_or_default().trim_end();
                if rest.starts_with([',', ']', '}', ' ']) {
                    return format!("put it in quotes: `{}`", slip::quoted(slot));
                }
                let words = slip::quoted(&format!("{slot}{rest}"));
                slip::written(self.text, bytes.start as usize, &words)
            }
            (Wanted::Text(_), Value::Nothing) if self.comment_after(head).is_some() => {
                let words = self.comment_after(head).unwrap_or_default();
                let line = slip::written(self.text, head.start as usize, &slip::quoted(words));
                format!("YAML takes `#` for a remark; if it is words, {line}")
            }
            (Wanted::Text(_) | Wanted::Word(_), Value::Nothing) => {
                "write it after the colon".into()
            }
            (
                Wanted::Text(_) | Wanted::Word(_),
                Value::Whole(_) | Value::Number(_) | Value::YesNo(_),
            ) => format!("put it in quotes: `\"{written}\"`"),
            (Wanted::Text(_), Value::List(_)) => "write one text, without `- `".into(),
            (Wanted::Text(_), Value::Fields(fields)) => match &fields[..] {
                [only] => {
                    let (before, words) = self.text.split_at(only.name_span.start as usize);
                    let words = words.lines().next().unwrap_or_default().trim_end();
                    let is_item = before.trim_end_matches(' ').ends_with('-');
                    let dash = if is_item { "- " } else { "" };
                    format!("write `{dash}{}`", slip::quoted(words))
                }
                _ => "write words after the colon".into(),
            },
            (Wanted::YesNo, _) => match self.meant(node, wanted) {
                Some(Value::YesNo(value)) => format!("write `{value}`, without quotes"),
                _ => "write `true` or `false`".into(),
            },
            (Wanted::Whole(_), Value::Number(n)) => format!("write `{}`", n.round()),
            (Wanted::Whole(_) | Wanted::Number(_), Value::Text(words)) => {
                let digits: String = words.chars().filter(char::is_ascii_digit).collect();
                if digits.is_empty() {
                    "write the number in digits".into()
                } else {
                    format!("write the number alone, without quotes or a unit: `{digits}`")
                }
            }
            (Wanted::List(_), Value::Fields(_)) => "put `- ` before the first field".into(),
            (Wanted::List(_), Value::Nothing) => {
                "write its items under it, each on a line of its own with `- ` before it".into()
            }
            (Wanted::List(_), Value::Text(words)) if words.starts_with('-') => {
                let first = written.lines().next().unwrap_or_default().trim_start_matches('-');
                format!("put a space after each dash: `- {}`", first.trim())
            }
            (Wanted::List(_), _) if written.contains('\n') => {
                "put each on a line of its own, with `- ` before it".into()
            }
            (Wanted::List(_), _) => format!("put each on a line of its own: `- {written}`"),
            (Wanted::Fields(_), _) if self.path.is_empty() => {
                "`lessonpack new 11-14/my-lesson` starts a lesson with every field, and says what \
                 each is for"
                    .into()
            }
            (Wanted::Fields(rules), _) => {
                let required = required(rules);
                let names = if required.is_empty() { names_of(rules) } else { required };
                format!(
                    "write its fields under it, each on a line of its own and two spaces further \
                     in: {}",
                    listed(&names)
                )
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

    /// What stands in the file, without the spaces round it.
    fn written(&self, span: ByteRange) -> &'a str {
        let written = self.text.get(span.start as usize..span.end as usize);
        written.unwrap_or_default().trim()
    }

    /// What stands after a field's name where YAML sees a remark.
    fn comment_after(&self, name: ByteRange) -> Option<&'a str> {
        let rest = self.text.get(name.end as usize..)?.lines().next()?;
        let words = rest.strip_prefix(':')?.trim();
        words.starts_with('#').then_some(words)
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
        required(rules)
            .into_iter()
            .filter_map(|name| Some((name, known?.get(name)?)))
            .map(|(name, schema)| Field {
                name: name.to_owned(),
                name_span: FILLER,
                value: self.fill(schema),
            })
            .collect()
    }

    /// What has these fields, as an author would call it: by its id, if it has
    /// one.
    fn owner(&self, fields: &[Field]) -> String {
        let id = fields.iter().find(|field| field.name == "id");
        match (id.map(|field| &field.value.value), self.path.last()) {
            (Some(Value::Text(id)), Some(_)) if !id.is_empty() => {
                format!("{}, `{id}`,", self.name())
            }
            _ => self.name(),
        }
    }

    /// The list whose item is being looked at, or the field.
    fn within(&self) -> String {
        let is_number = |name: &&String| name.bytes().all(|byte| byte.is_ascii_digit());
        let field = self.path.iter().rev().find(|name| !is_number(name));
        field.map_or_else(|| "the file".into(), |field| format!("`{field}`"))
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
        self.report_with(rule, bytes, what, why, remedy, None);
    }

    fn report_with(
        &mut self,
        rule: &'static str,
        bytes: ByteRange,
        what: String,
        why: &str,
        remedy: impl Into<String>,
        fix: Option<Fix>,
    ) {
        let finding = Finding::error(rule, self.place(bytes), what).why(why).remedy(remedy);
        self.checked.findings.push(finding.fix(fix));
    }

    /// Another name in the place of one that stands without quotes.
    fn swap(&self, bytes: ByteRange, name: &str, other: &str) -> Option<Fix> {
        let written = self.text.get(bytes.start as usize..bytes.end as usize);
        (written == Some(name)).then(|| Fix::safe(self.file, bytes, other))
    }
}

/// Missing fields of which is told what each is for; more have been left out
/// with the rest of the file.
const MOST_TOLD: usize = 4;
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
            "there is no field `usuel` here; did you mean `usual`?",
        );
        one(
            "    grouping: Pairs",
            "    colour: red\n    grouping: Pairs",
            "unknown-field",
            "colour",
            "the fields here are `id`, `kind`, `title`",
        );
        one(
            "    grouping: Pairs\n",
            "",
            "missing-field",
            "id",
            "item 2 of `activities`, `hook`, has no `grouping`; add `grouping:` — Who works with whom",
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
            ("lines: 3", "lines: 2.5", "2.5", "has a point; write `3`"),
            ("lines: 3", "lines:", "lines", "`lines` is empty; write"),
            ("version: \"0.1\"", "version: 0.1", "0.1", "put it in quotes: `\"0.1\"`"),
            ("    title: Who helps\n", "    title: 999\n", "999", "must be text, not a number"),
            ("    title: Who helps\n", "    title: true\n", "true", "not `true` or `false`"),
            ("    title: Who helps\n", "    title: [a]\n", "[", "must be text, not a list"),
            (
                "    title: Who helps\n",
                "    title: {{ school.name }}\n",
                "{{ school.name }}",
                "write `title: \"{{ school.name }}\"`",
            ),
            ("right: true", "right: yes", "yes", "write `true`, without quotes"),
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
                "must be fields, not text; write its fields under it, each on a line of its own and two \
                 spaces further in: `status`",
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
                "`suport` cannot stand in `script`; did you mean `support`?",
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
                "`asked` and `answer` stand beside `if-they-ask`, not under it; put them two spaces",
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
                "the list of `steps` is empty; write 1 to 3",
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
            "`{{ school.nmae }}` stands for nothing",
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
        one("title: No drum", "title: ''", "lesson-text", "''", "the text is empty");
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
                ("not-yaml", "b: c"),
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
        assert!(said[2].starts_with("there is no field `minuts_of_it`"));
        assert!(said[3].starts_with("there is no drawing `clam`"));
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
