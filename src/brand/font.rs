//! The fonts that the program carries.

use std::borrow::Cow;

use serde::Deserialize;

use super::broken;
use crate::diagnostics::Findings;
use crate::fs::embedded;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    font: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    family: String,
    weight: u16,
    sha256: String,
    licence: String,
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "licence_file")]
    _licence_file: String,
    #[serde(rename = "source")]
    _source: String,
}

/// A face.
#[derive(Debug, Clone)]
pub struct FontFace {
    /// File name in `assets/fonts/`.
    pub file: String,
    /// Family.
    pub family: String,
    /// Weight.
    pub weight: u16,
    /// SPDX licence id.
    pub licence: String,
    /// Recorded when the face was vendored; a test compares it.
    pub sha256: String,
    /// The TrueType file.
    pub bytes: Cow<'static, [u8]>,
}

/// Which family of an audience's a file is set in.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum FontUse {
    /// The PDF's own.
    Own,
    /// One as wide as the office file's, for measuring.
    Measure,
}

pub(super) fn load(file: File) -> Result<Vec<FontFace>, Findings> {
    file.font
        .into_iter()
        .map(|entry| {
            let path = format!("fonts/{}", entry.file);
            let bytes = embedded::asset(&path)
                .ok_or_else(|| broken("fonts/fonts.toml", format!("`{path}` is not there")))?;
            Ok(FontFace {
                file: entry.file,
                family: entry.family,
                weight: entry.weight,
                licence: entry.licence,
                sha256: entry.sha256,
                bytes,
            })
        })
        .collect()
}
