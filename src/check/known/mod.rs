//! Rules that stand elsewhere: what loading finds in a file, and building in a
//! pack. What people are told about each stands in a data file here.

use super::doc::Doc;
use super::rule::{Group, Rule};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!($name, ".yaml")))),*]
    };
}

/// The data file of each rule, by name.
const FILES: &[(&str, &str)] = files![
    "certificate",
    "contract",
    "contract-floor",
    "duplicate-field",
    "duplicate-title",
    "empty-check",
    "file-count",
    "file-depth",
    "file-name",
    "file-size",
    "firm-rule",
    "foreign-folder",
    "inject-minute",
    "io",
    "leak",
    "lesson-order",
    "lesson-text",
    "link",
    "lost-item",
    "minutes-order",
    "minutes-sum",
    "missing-argument",
    "missing-field",
    "missing-glyph",
    "missing-value",
    "no-audience",
    "no-contact",
    "no-lessons",
    "no-words",
    "not-a-date",
    "not-a-lesson",
    "not-utf-8",
    "not-yaml",
    "nothing-to-print",
    "odd-address",
    "odd-field-name",
    "odd-id",
    "out-of-range",
    "outline-messages",
    "overflow",
    "pack-changed",
    "pack-edited",
    "pack-extra",
    "pack-manifest",
    "pack-missing",
    "page-budget",
    "repeated-id",
    "review",
    "right-answer",
    "second-choice",
    "service-elsewhere",
    "setting",
    "several-documents",
    "short-form",
    "staff-only",
    "stale-baseline",
    "stray-file",
    "table-row",
    "too-deep",
    "too-many-values",
    "typst-program",
    "typst-version",
    "unknown-choice",
    "unknown-command",
    "unknown-field",
    "unknown-lesson",
    "unknown-option",
    "unknown-reference",
    "unknown-rule",
    "unreadable",
    "unused-allow",
    "unusable-baseline",
    "usage",
    "verified-or-not",
    "wrong-audience",
    "wrong-count",
    "wrong-date",
    "wrong-id",
    "wrong-type",
    "wrong-value",
    "yaml-alias",
    "yaml-merge",
    "yaml-tag",
];

/// Their names, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// Every rule that stands elsewhere, by name.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<Vec<Rule>, String> {
    let read = |(name, file): &(&'static str, &'static str)| {
        let doc: Doc =
            serde_saphyr::from_str(file).map_err(|error| format!("rule `{name}`: {error}"))?;
        Ok(doc.rule(name, Group::Form, "lessons and the registry"))
    };
    FILES.iter().map(read).collect()
}
