//! YAML as a tree in which every value knows its place.
//!
//! The only module that speaks to the YAML library: its options, its budgets
//! and its errors end here. What a field means is no business of this module.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Error, Location, Options, Spanned, budget, options};

use crate::diagnostics::{ByteRange, FileId, Finding, Findings, Place};

/// The most that a file may hold, in bytes: twenty times a long lesson.
pub const MAX_BYTES: usize = 1 << 20;
/// The most that lists and fields may stand in one another; a lesson needs 11.
pub const MAX_DEPTH: usize = 24;
/// The most names and values in a file; a lesson has about 2,000.
pub const MAX_NODES: usize = 20_000;

/// A value and its bytes in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub value: Value,
    /// Empty for lists and fields, which start there.
    pub span: ByteRange,
}

/// What YAML can say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    YesNo(bool),
    Whole(i128),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Fields(Vec<Field>),
    /// `{{ … }}` without quotes, which YAML takes for fields in fields.
    Braces,
}

/// A field with the place of its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub name: String,
    pub name_span: ByteRange,
    pub value: Node,
}

/// Reads a file. The tree is there unless the file is not YAML; a field written
/// twice is a finding, and the first stands.
pub(super) fn read(file: FileId, text: &str) -> (Option<Node>, Findings) {
    let place = |bytes| Place::Source { file, bytes };
    if text.len() > MAX_BYTES {
        let finding = Finding::error(
            "too-large",
            place(ByteRange::new(0, 0)),
            format!("the file holds {} bytes", text.len()),
        )
        .why(format!("a lesson has no need of more than {MAX_BYTES} bytes"))
        .remedy("write several lessons");
        return (None, finding.into());
    }
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, strict()) {
        Ok(raw) => {
            let mut reader = Reader { file, text, end: 0, findings: Findings::new() };
            let node = reader.node(raw);
            if node.value == Value::Nothing {
                reader.report(
                    "empty-file",
                    node.span,
                    "the file holds nothing",
                    "an empty file is not a lesson, and was hardly meant",
                    "write it, or delete the file",
                );
                return (None, reader.findings);
            }
            (Some(node), reader.findings)
        }
        Err(error) => (None, refusal(file, text, &error).into()),
    }
}

/// Line of a byte, from 1.
pub(super) fn line_of(text: &str, byte: u32) -> usize {
    let before = text.as_bytes().get(..byte as usize).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

fn strict() -> Options {
    options! {
        budget: budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            // Deeper than the budget, whose refusal says which and where.
            flow_nesting_limit: 2 * MAX_DEPTH,
        },
        // Repeated fields come through, so that each can be reported.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}

/// What the YAML library gives, before places are looked at.
enum Raw {
    Nothing,
    YesNo(bool),
    Whole(i128),
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Fields(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Nothing)
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::YesNo(value))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Raw, E> {
                Ok(Raw::Whole(value.into()))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Raw, E> {
                Ok(Raw::Whole(value.into()))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Raw, E> {
                Ok(Raw::Number(value))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Raw::Fields(fields))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

/// Turns what the library gives into our tree, in the order of the file.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
    /// Where the last value ended.
    end: u32,
    findings: Findings,
}

impl Reader<'_> {
    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let span = bytes(&raw.referenced);
        self.refuse_tags(span);
        self.end = span.end;
        let braces = self.rest(span.start).starts_with("{{");
        let value = match raw.value {
            Raw::Nothing => Value::Nothing,
            Raw::YesNo(value) => Value::YesNo(value),
            Raw::Whole(value) => Value::Whole(value),
            Raw::Number(value) => Value::Number(value),
            Raw::Text(text) => Value::Text(text),
            Raw::List(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            Raw::Fields(_) if braces => Value::Braces,
            Raw::Fields(fields) => Value::Fields(self.fields(fields)),
        };
        Node { value, span }
    }

    fn fields(&mut self, raw: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let mut first = BTreeMap::new();
        for (name, value) in raw {
            let name = self.node(name);
            let value = self.node(value);
            let span = name.span;
            let name = match name.value {
                Value::Text(name) => name,
                // A number or a yes is a name as it is written.
                Value::Whole(_) | Value::Number(_) | Value::YesNo(_) => self.written(span),
                _ => {
                    self.report(
                        "odd-field-name",
                        span,
                        "a field's name is one word here, not a list or fields",
                        "nothing in a lesson has such a name",
                        "write `name: value`; put text that starts with `{` or `[` in quotes",
                    );
                    continue;
                }
            };
            if let Some(before) = first.get(&name) {
                self.report(
                    "duplicate-field",
                    span,
                    format!(
                        "`{name}` is written twice: first in line {}",
                        line_of(self.text, *before)
                    ),
                    "only one of the two could count, and nobody would see which",
                    "keep one of them",
                );
                continue;
            }
            first.insert(name.clone(), span.start);
            fields.push(Field { name, name_span: span, value });
        }
        fields
    }

    /// The library accepts the tags of YAML itself, such as `!!str`; they would
    /// change what a value is behind the schema's back.
    fn refuse_tags(&mut self, next: ByteRange) {
        let gap = self.text.get(self.end as usize..next.start as usize);
        let tag = gap.unwrap_or_default().lines().find_map(|line| {
            line.split_whitespace()
                .take_while(|word| !word.starts_with('#'))
                .map(|word| word.trim_start_matches([',', ':', '-', '?', '[', ']', '{', '}']))
                .find(|word| word.starts_with('!'))
        });
        if let Some(tag) = tag {
            let what = format!("the YAML tag `{tag}` stands before this value");
            self.report(
                "yaml-tag",
                next,
                what,
                "a tag changes what a value is; lessons need none",
                "delete the tag; put the value in quotes if it is text",
            );
        }
    }

    fn written(&self, span: ByteRange) -> String {
        let written = self.text.get(span.start as usize..span.end as usize);
        written.unwrap_or_default().to_owned()
    }

    fn rest(&self, byte: u32) -> &str {
        self.text.get(byte as usize..).unwrap_or_default()
    }

    fn report(
        &mut self,
        rule: &'static str,
        bytes: ByteRange,
        what: impl Into<String>,
        why: &str,
        remedy: &str,
    ) {
        let file = self.file;
        self.findings.push(
            Finding::error(rule, Place::Source { file, bytes }, what).why(why).remedy(remedy),
        );
    }
}

fn bytes(location: &Location) -> ByteRange {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as u32;
    ByteRange::new(start, start + span.byte_len().unwrap_or(0) as u32)
}

/// The library's refusal as a finding in our words.
fn refusal(file: FileId, text: &str, error: &Error) -> Finding {
    let error = error.without_snippet();
    let bytes = error.location().map_or(ByteRange::new(0, 0), |at| error_bytes(text, &at));
    let (rule, what, why, remedy) = explain(error);
    Finding::error(rule, Place::Source { file, bytes }, what).why(why).remedy(remedy)
}

/// Errors of the scanner have a line and a column only.
fn error_bytes(text: &str, at: &Location) -> ByteRange {
    if at.span().byte_offset().is_some() {
        return bytes(at);
    }
    let lines = text.split_inclusive('\n');
    let before: usize = lines.take((at.line() as usize).saturating_sub(1)).map(str::len).sum();
    let line = text.get(before..).unwrap_or_default();
    let column = (at.column() as usize).saturating_sub(1);
    let start = before + line.chars().take(column).map(char::len_utf8).sum::<usize>();
    let len = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
    ByteRange::new(start as u32, (start + len) as u32)
}

type Words = (&'static str, String, &'static str, &'static str);

fn explain(error: &Error) -> Words {
    match error {
        Error::Budget { breach, .. } => over_budget(breach),
        Error::MultipleDocuments { .. } => several_documents(),
        Error::MergeKeyNotAllowed { .. } => (
            "yaml-merge",
            "`<<` stands where a field's name should".into(),
            "merging would put words where nobody can see them",
            "write the fields out",
        ),
        Error::UnknownAnchor { .. } => (
            "yaml-alias",
            "an alias, `*name`, stands here".into(),
            "text that is written once and repeated elsewhere is checked nowhere",
            "write the words out; words that start with `*` need quotes",
        ),
        Error::UnsupportedTag { tag, .. } => (
            "yaml-tag",
            format!("the YAML tag `{tag}` stands before this value"),
            "a tag changes what a value is; lessons need none",
            "delete the tag; words that start with `!` need quotes",
        ),
        other => match message(other) {
            deep if deep.contains("recursion limit") => too_deep(),
            message => not_yaml(&message),
        },
    }
}

fn over_budget(breach: &BudgetBreach) -> Words {
    match breach {
        BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } => (
            "yaml-alias",
            "an anchor or an alias, `&name` or `*name`, stands here".into(),
            "text that repeats itself is how a small file fills a computer",
            "write the words out; words that start with `&` or `*` need quotes",
        ),
        BudgetBreach::Documents { .. } => several_documents(),
        BudgetBreach::Depth { .. } => too_deep(),
        _ => (
            "too-many-values",
            format!("the file holds more than {MAX_NODES} names and values"),
            "no lesson needs them, and they would fill the computer",
            "write several lessons",
        ),
    }
}

fn too_deep() -> Words {
    (
        "too-deep",
        format!("lists and fields stand more than {MAX_DEPTH} deep in one another"),
        "no lesson needs it, and it is how a small file fills a computer",
        "put text that starts with `[` or `{` in quotes; check the spaces before each line",
    )
}

fn several_documents() -> Words {
    (
        "several-documents",
        "a second document starts here".into(),
        "a file holds one lesson",
        "delete the `---`, or put what follows into a file of its own",
    )
}

/// The scanner's words, without the place that a finding shows anyway.
fn message(error: &Error) -> String {
    match error {
        Error::ExternalMessage { msg, .. } | Error::Message { msg, .. } => msg.clone(),
        other => {
            let all = other.to_string();
            let end = all.rfind(" at line ").unwrap_or(all.len());
            all[..end].to_owned()
        }
    }
}

/// What authors do wrong in YAML, by the words the scanner has for it.
const MISTAKES: [(&str, &str, &str); 12] = [
    (
        "mapping values are not allowed",
        "a second colon stands in this line, or its indentation is wrong",
        "put quotes round words that hold a colon and a space; line fields up with each other",
    ),
    (
        "unclosed quote",
        "a quote is opened here and never closed",
        "close it; a quote inside double quotes is written `\\\"`",
    ),
    (
        "invalid trailing content after",
        "the quotes end before the words do",
        "in single quotes write an apostrophe twice, or use double quotes",
    ),
    (
        "unknown escape character",
        "`\\` with this letter means nothing in double quotes",
        "write `\\\\` for a `\\`, or use single quotes",
    ),
    (
        "unexpected character",
        "words cannot start with, or hold, this character as it stands",
        "put quotes round the words, or delete the character",
    ),
    (
        "block sequence entries are not allowed",
        "a list starts in the same line as its field",
        "put each `- ` on a line of its own under the field",
    ),
    (
        "illegal placement of ':'",
        "a colon stands here inside brackets that were not closed",
        "close the `[` or `{` before this line",
    ),
    (
        "expected ',' or",
        "a `[` or `{` before this is not closed, or a comma is missing",
        "close it, or put the words in quotes",
    ),
    (
        "did not find expected key",
        "this line belongs to nothing: its indentation fits no field above",
        "line it up with the fields or list items that it belongs to",
    ),
    (
        "did not find expected '-' indicator",
        "this line belongs to nothing: the list above has ended",
        "line its `-` up with the others",
    ),
    (
        "did not find expected comment or line break",
        "words stand after `|` or `>`",
        "start the words on the next line, two spaces further in",
    ),
    ("tab", "a tab stands where spaces must", "indent with spaces"),
];

fn not_yaml(message: &str) -> Words {
    let known = MISTAKES.iter().find(|(sign, ..)| message.contains(sign));
    let (what, remedy) = match known {
        Some((_, what, remedy)) => ((*what).to_owned(), *remedy),
        None => (
            format!("this is not YAML: {message}"),
            "compare the line with the same place in another lesson",
        ),
    };
    (
        "not-yaml",
        what,
        "nothing after it can be read; other mistakes in this file show once it is mended",
        remedy,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    fn findings(text: &str) -> Vec<(&'static str, usize, usize, String)> {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let (_, findings) = read(file, text);
        findings
            .iter()
            .map(|finding| {
                let Place::Source { file, bytes } = finding.place else {
                    panic!("a finding without a place: {finding:?}");
                };
                assert!(!finding.why.is_empty() && !finding.remedy.is_empty());
                let at = sources.line_column(file, bytes.start);
                (finding.rule, at.line, at.column, finding.what.clone())
            })
            .collect()
    }

    #[test]
    fn values_keep_their_places() {
        let text = "é: 'it''s'\nb: [1, 2.5, yes, true, 0755]\nc:\n";
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let (node, findings) = read(file, text);
        assert!(findings.is_empty());
        let Some(Value::Fields(fields)) = node.map(|node| node.value) else {
            panic!("fields were expected");
        };
        assert_eq!(fields[0].name, "é");
        assert_eq!(fields[0].value.value, Value::Text("it's".into()));
        let span = fields[0].value.span;
        assert_eq!(&text[span.start as usize..span.end as usize], "'it''s'");
        let Value::List(items) = &fields[1].value.value else {
            panic!("a list was expected");
        };
        let values: Vec<_> = items.iter().map(|item| item.value.clone()).collect();
        assert_eq!(
            values,
            [
                Value::Whole(1),
                Value::Number(2.5),
                Value::Text("yes".into()),
                Value::YesNo(true),
                Value::Text("0755".into()),
            ]
        );
        assert_eq!(fields[2].value.value, Value::Nothing);
    }

    #[test]
    fn every_repeated_field_is_found_with_the_first() {
        let found = findings("a: 1\nb:\n  c: 1\n  c: 2\na: 2\na: 3\n");
        let places: Vec<_> = found.iter().map(|f| (f.0, f.1, f.2)).collect();
        assert_eq!(
            places,
            [("duplicate-field", 4, 3), ("duplicate-field", 5, 1), ("duplicate-field", 6, 1)]
        );
        assert_eq!(found[0].3, "`c` is written twice: first in line 3");
    }

    #[test]
    fn what_is_not_yaml_is_said_in_our_words() {
        for (text, rule, line, column, what) in [
            ("a: b: c\n", "not-yaml", 1, 5, "a second colon"),
            ("a: 1\nb: \"x\n", "not-yaml", 2, 4, "never closed"),
            ("a: 'it's'\n", "not-yaml", 1, 8, "quotes end before"),
            ("a: \"\\q\"\n", "not-yaml", 1, 4, "means nothing"),
            ("a: @x\n", "not-yaml", 1, 4, "cannot start with"),
            ("a: \u{7}x\n", "not-yaml", 1, 4, "cannot start with"),
            ("a: - b\n", "not-yaml", 1, 4, "same line as its field"),
            ("a: [1, 2\nb: 3\n", "not-yaml", 2, 2, "not closed"),
            ("a:\n  - b\n c: 1\n", "not-yaml", 3, 2, "belongs to nothing"),
            ("a: | x\n b\n", "not-yaml", 1, 4, "words stand after"),
            ("a: *x\n", "yaml-alias", 1, 4, "an alias"),
            ("a: &x 1\n", "yaml-alias", 1, 7, "an anchor"),
            ("<<: {a: 1}\n", "yaml-merge", 1, 1, "`<<`"),
            ("a: !foo 1\n", "yaml-tag", 1, 9, "`!foo`"),
            ("a: !!str 1\n", "yaml-tag", 1, 10, "`!!str`"),
            ("a: [1,!!str 1]\n", "yaml-tag", 1, 13, "`!!str`"),
            ("? [a]\n: 1\n", "odd-field-name", 1, 3, "one word"),
            ("---\na: 1\n---\nb: 1\n", "several-documents", 3, 1, "second"),
            ("", "empty-file", 1, 1, "nothing"),
            ("# words only\n", "empty-file", 2, 1, "nothing"),
        ] {
            let found = findings(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            let (is, l, c, says) = &found[0];
            assert_eq!((*is, *l, *c), (rule, line, column), "{text:?}: {says}");
            assert!(says.contains(what), "{text:?}: {says}");
        }
    }

    #[test]
    fn exclamation_marks_in_words_are_no_tags() {
        assert_eq!(findings("a: Stop !\nb: Go! # !!str\nc: |\n  !!str\nd: '! x'\n"), []);
    }

    #[test]
    fn hostile_files_are_refused_by_budget() {
        let bomb = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n";
        let blocks: String = (0..60).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        for (text, rule) in [
            ("[".repeat(20_000), "too-deep"),
            ("{a: ".repeat(20_000), "too-deep"),
            ("- ".repeat(20_000), "too-deep"),
            (blocks, "too-deep"),
            (format!("a: [{}]", "x,".repeat(MAX_NODES)), "too-many-values"),
            (format!("a: {}", "x".repeat(3 << 20)), "too-large"),
            (bomb.into(), "yaml-alias"),
        ] {
            let found = findings(&text);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].0, rule);
        }
    }

    #[test]
    fn braces_without_quotes_are_told_apart() {
        let text = "a: {{ school.dsl }}\n";
        let (node, findings) = read(Sources::default().add("a", text), text);
        assert!(findings.is_empty());
        let Some(Value::Fields(fields)) = node.map(|node| node.value) else {
            panic!("fields were expected");
        };
        assert_eq!(fields[0].value.value, Value::Braces);
    }
}
