//! YAML as a tree in which every value knows its place.
//!
//! The module that speaks to the YAML library: its options and budgets end here,
//! its errors in [`super::refusal`]. What a field means is no business of either.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Location, Options, Spanned, budget, options};

use super::refusal::{TAG_REMEDY, TAG_WHY, refusal, tag_stands};
use super::slip;
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
            "file-size",
            place(ByteRange::new(0, 0)),
            format!("the file holds {} bytes, more than {MAX_BYTES}", text.len()),
        )
        .why("no lesson is that long, and a wrong file would slow everything down")
        .remedy("make several lessons of it, or move it out of the folder");
        return (None, finding.into());
    }
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, strict()) {
        Ok(raw) => {
            let mut reader =
                Reader { file, text, end: 0, lost: Vec::new(), findings: Findings::new() };
            let node = reader.node(raw);
            if node.value == Value::Nothing {
                reader.report(
                    "empty-file",
                    node.span,
                    "the file holds nothing but space and comments",
                    "nothing can be made of it, and an empty file was hardly meant",
                    "write it, or delete it; `lessonpack new` starts a lesson for you",
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
    /// Where items were lost in the last words.
    lost: Vec<u32>,
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
            Raw::Text(text) => {
                self.lost = self.lost_items(span);
                Value::Text(text)
            }
            Raw::List(items) => {
                Value::List(items.into_iter().flat_map(|item| self.items(item)).collect())
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
                odd => {
                    let (bytes, what, remedy) = if odd == Value::Braces {
                        let slip = slip::slot(self.text, span.start as usize);
                        (slip.bytes, slip.what, slip.remedy)
                    } else {
                        let what = "the name of a field is one word, not a list or fields";
                        let remedy = "write `name: words`; put words that begin with `[` or `{` \
                                      in quotes";
                        (span, what.to_owned(), remedy.to_owned())
                    };
                    let why =
                        "YAML takes them for the name of a field, and no field has such a name";
                    self.report("odd-field-name", bytes, what, why, &remedy);
                    continue;
                }
            };
            if let Some(before) = first.get(&name) {
                self.report(
                    "duplicate-field",
                    span,
                    format!(
                        "`{name}` is written again, after line {}",
                        line_of(self.text, *before)
                    ),
                    "only one of them could count, and nobody would see which",
                    "keep one of them",
                );
                continue;
            }
            first.insert(name.clone(), span.start);
            fields.push(Field { name, name_span: span, value });
        }
        fields
    }

    /// A dash further in than those above it makes no item: YAML takes it for
    /// words that go on. Gives where each stands.
    fn lost_items(&mut self, span: ByteRange) -> Vec<u32> {
        let written = self.written(span);
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
        let line = line.split(" #").next().unwrap_or_default();
        let sign = line.split_whitespace().next_back().unwrap_or_default();
        if sign.starts_with(['|', '>']) || written.starts_with(['"', '\'']) {
            return Vec::new();
        }
        let mut at = span.start;
        let mut lost = Vec::new();
        for line in written.split_inclusive('\n') {
            let said = line.trim_start();
            let start = at + (line.len() - said.len()) as u32;
            at += line.len() as u32;
            if start > span.start && said.starts_with("- ") {
                lost.push(start);
            }
        }
        for start in &lost {
            self.report(
                "lost-item",
                ByteRange::new(*start, start + 1),
                "this dash stands further in than the item above, and so is part of its words",
                "two items would be printed as one",
                "line the dash up with those above; if it is a dash between words, write `–`",
            );
        }
        lost
    }

    /// A list's item, and those that were lost in its words.
    fn items(&mut self, raw: Spanned<Raw>) -> Vec<Node> {
        let mut item = self.node(raw);
        let Value::Text(words) = &item.value else {
            return vec![item];
        };
        let starts = std::mem::take(&mut self.lost);
        let words: Vec<_> = words.split(" - ").map(str::to_owned).collect();
        if words.len() != starts.len() + 1 {
            return vec![item];
        }
        let end = item.span.end;
        let ends = starts.iter().skip(1).copied().chain([end]);
        let mut words = words.into_iter().map(Value::Text);
        let mut nodes = Vec::new();
        if let Some(first) = words.next() {
            item.value = first;
            item.span.end = starts.first().copied().unwrap_or(end);
            nodes.push(item);
        }
        for ((value, start), end) in words.zip(starts.iter().copied()).zip(ends) {
            nodes.push(Node { value, span: ByteRange::new(start + 2, end) });
        }
        nodes
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
            let before = self.text.get(..next.start as usize).unwrap_or_default();
            let start = before.rfind(tag).unwrap_or(0) as u32;
            let bytes = ByteRange::new(start, start + tag.len() as u32);
            self.report("yaml-tag", bytes, tag_stands(tag), TAG_WHY, TAG_REMEDY);
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

/// The bytes of a place that the library gives.
pub(super) fn bytes(location: &Location) -> ByteRange {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as u32;
    ByteRange::new(start, start + span.byte_len().unwrap_or(0) as u32)
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
        assert_eq!(found[0].3, "`c` is written again, after line 3");
    }

    #[test]
    fn what_is_not_yaml_is_said_in_our_words() {
        for (text, rule, line, column, what) in [
            ("a: b: c\n", "not-yaml", 1, 4, "hold a colon and a space"),
            ("a: b\n  c: d\n", "not-yaml", 2, 3, "`c` stands further in"),
            ("a: b\nc:d\n", "not-yaml", 2, 1, "no space after the colon of `c`"),
            ("a:\n  - b\n  -c\n", "not-yaml", 3, 3, "no space after the dash"),
            ("a: b\n\tc: d\n", "not-yaml", 2, 1, "begins with a tab"),
            ("a: 1\nb: \"x\n", "not-yaml", 2, 4, "opened here and not closed"),
            ("a: \"x\nb: \"y\"\n", "not-yaml", 1, 4, "opened here and not closed"),
            ("a: 'it's'\n", "not-yaml", 1, 7, "an apostrophe ends"),
            ("a: \"b\" c\n", "not-yaml", 1, 6, "quotes end before"),
            ("a: \"b\\q\"\n", "not-yaml", 1, 6, "`\\q` stands for nothing"),
            ("a: @x\n", "not-yaml", 1, 4, "begin with `@`"),
            ("a: \u{7}x\n", "not-yaml", 1, 4, "control character, U+0007"),
            ("a: - b\n", "not-yaml", 1, 4, "same line as its field"),
            ("a: [1, 2\nb: 3\n", "not-yaml", 1, 4, "`[` is opened here"),
            ("a: {b: 1 c: 2}\n", "not-yaml", 1, 10, "no comma before `c`"),
            ("a: [b] c\n", "not-yaml", 1, 4, "begin with `[`"),
            ("a:\n  - b\n c: 1\n", "not-yaml", 3, 2, "stands 1 space in"),
            ("a: | x\n b\n", "not-yaml", 1, 4, "words stand after"),
            ("a:\n  - b\n    - c\n", "lost-item", 3, 5, "further in than the item above"),
            ("a: *x\n", "yaml-alias", 1, 4, "an alias"),
            ("a: **x** y\n", "yaml-alias", 1, 4, "begin with `*`"),
            ("a: &x 1\n", "yaml-alias", 1, 4, "an anchor"),
            ("<<: {a: 1}\n", "yaml-merge", 1, 1, "`<<`"),
            ("a: !foo 1\n", "yaml-tag", 1, 4, "begin with `!`"),
            ("a: !!str 1\n", "yaml-tag", 1, 4, "`!!str`"),
            ("a: [1,!!str 1]\n", "yaml-tag", 1, 7, "`!!str`"),
            ("? [a]\n: 1\n", "odd-field-name", 1, 3, "one word"),
            ("a: 1\n{{ a.b }}: c\n", "odd-field-name", 2, 1, "begin with `{{`"),
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
        assert_eq!(findings("- |\n  a\n\n  - b\n- > # a remark\n  a\n   - b\n"), []);
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
            (format!("a: {}", "x".repeat(3 << 20)), "file-size"),
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
