//! What the YAML library refuses, in our words.
//!
//! Where the lines show the slip behind it, that is told: see [`super::slip`].

use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{Error, Location};

use super::slip::{self, Slip};
use super::tree::{MAX_DEPTH, MAX_NODES, bytes};
use crate::diagnostics::{ByteRange, FileId, Finding, Place};

/// The library's refusal as a finding in our words.
pub(super) fn refusal(file: FileId, text: &str, error: &Error) -> Finding {
    let error = error.without_snippet();
    let mut bytes = error.location().map_or(ByteRange::new(0, 0), |at| error_bytes(text, &at));
    let (mut refused, slip) = explain(text, bytes.start as usize, error);
    if let Some(slip) = slip {
        bytes = slip.bytes;
        refused.what = slip.what;
        refused.remedy = slip.remedy;
    }
    let Refused { rule, what, why, remedy } = refused;
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

/// A finding without its place.
struct Refused {
    rule: &'static str,
    what: String,
    why: &'static str,
    remedy: String,
}

fn refused(
    rule: &'static str,
    what: impl Into<String>,
    why: &'static str,
    remedy: &str,
) -> Refused {
    Refused { rule, what: what.into(), why, remedy: remedy.into() }
}

/// What an error says, and the slip behind it where the lines show one.
fn explain(text: &str, at: usize, error: &Error) -> (Refused, Option<Slip>) {
    match error {
        Error::Budget { breach, .. } => over_budget(text, at, breach),
        Error::MultipleDocuments { .. } => (several_documents(), None),
        Error::MergeKeyNotAllowed { .. } => {
            let refused = refused(
                "yaml-merge",
                "`<<` stands where a field's name should",
                "it would bring in words from elsewhere, where nobody checks them",
                "write the fields out",
            );
            (refused, None)
        }
        Error::UnknownAnchor { .. } => alias(text, at),
        Error::UnsupportedTag { tag, .. } => {
            let before = text.get(..at).unwrap_or_default();
            let start = before.rfind(tag.as_str()).unwrap_or(at);
            let slip = slip::exclamation(text, at).unwrap_or_else(|| Slip {
                bytes: ByteRange::new(start as u32, (start + tag.len()) as u32),
                what: tag_stands(tag),
                remedy: TAG_REMEDY.into(),
            });
            (refused("yaml-tag", "", TAG_WHY, ""), Some(slip))
        }
        other => match message(other) {
            deep if deep.contains("recursion limit") => (too_deep(), None),
            message => (not_yaml(&message), slip::find(text, at, &message)),
        },
    }
}

fn over_budget(text: &str, at: usize, breach: &BudgetBreach) -> (Refused, Option<Slip>) {
    let refused = match breach {
        BudgetBreach::Aliases { .. } => return alias(text, at),
        BudgetBreach::Anchors { .. } => {
            let anchor = slip::anchor(text, at);
            let refused = refused("yaml-alias", "an anchor, `&name`, stands here", REPEATS, "");
            let slip = anchor.map(|bytes| Slip {
                bytes,
                what: refused.what.clone(),
                remedy: "delete it, and write the words out at each place; words that start with \
                         `&` need quotes"
                    .into(),
            });
            return (refused, slip);
        }
        BudgetBreach::Documents { .. } => several_documents(),
        BudgetBreach::Depth { .. } => too_deep(),
        _ => refused(
            "too-many-values",
            format!("the file holds more than {MAX_NODES} names and values"),
            "a lesson has about 2,000; a file so full would slow everything down",
            "make several lessons of it",
        ),
    };
    (refused, None)
}

const REPEATS: &str =
    "what repeats itself from elsewhere cannot be read or checked where it stands";

fn alias(text: &str, at: usize) -> (Refused, Option<Slip>) {
    let refused = refused(
        "yaml-alias",
        "an alias, `*name`, stands here",
        REPEATS,
        "write the words out; words that start with `*` need quotes",
    );
    match slip::stars(text, at) {
        Some(slip) => (
            Refused { why: "YAML takes a `*` there for a reference to words elsewhere", ..refused },
            Some(slip),
        ),
        None => (refused, None),
    }
}

pub(super) const TAG_WHY: &str = "to YAML it changes what follows, and no lesson needs that";
pub(super) const TAG_REMEDY: &str = "delete it; put what follows in quotes if it is text";

/// What a tag is.
pub(super) fn tag_stands(tag: &str) -> String {
    format!("`{tag}` stands before the value, which makes it a tag of YAML")
}

fn too_deep() -> Refused {
    refused(
        "too-deep",
        format!("lists and fields stand more than {MAX_DEPTH} deep in one another"),
        "no lesson needs it, and a file so deep would slow everything down",
        "put text that starts with `[` or `{` in quotes; check the spaces before each line",
    )
}

fn several_documents() -> Refused {
    refused(
        "several-documents",
        "`---` begins a second document here",
        "a file holds one lesson, and all that follows would be left out",
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

/// What the scanner's words mean where the lines do not show the slip.
const MISTAKES: [(&str, &str, &str); 5] = [
    (
        "block sequence entries are not allowed",
        "a list starts in the same line as its field",
        "put each `- ` on a line of its own under the field",
    ),
    (
        "did not find expected comment or line break",
        "words stand after `|` or `>` in the same line",
        "start the words on the next line, two spaces further in",
    ),
    (
        "mapping values are not allowed",
        "a colon stands here that makes no field",
        "put quotes round words that hold a colon and a space; line fields up with each other",
    ),
    ("tab", "a tab stands here, where YAML takes spaces only", "put spaces instead"),
    (
        "did not find expected",
        "this line belongs to nothing above it",
        "line it up with the fields or list items that it belongs to",
    ),
];

fn not_yaml(message: &str) -> Refused {
    let known = MISTAKES.iter().find(|(sign, ..)| message.contains(sign));
    let (what, remedy) = known.map_or(
        (
            "YAML can make nothing of this place",
            "compare it with another lesson: spaces at the beginning of the line, colons, quotes \
             and brackets",
        ),
        |(_, what, remedy)| (what, remedy),
    );
    refused(
        "not-yaml",
        what,
        "nothing after it can be read; other mistakes in this file show once it is mended",
        remedy,
    )
}
