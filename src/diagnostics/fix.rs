//! Changes to a file that would mend a finding.

use std::collections::BTreeMap;

use super::{ByteRange, FileId};

/// A change to one file.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Fix {
    /// Whether it may be made without asking: it says what was meant and
    /// nothing else. Others are offered, for a person to choose.
    pub safe: bool,
    /// The file.
    pub file: FileId,
    /// What changes in it, none over another.
    pub edits: Vec<Edit>,
}

/// Other words in the place of some bytes.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Edit {
    /// The bytes that go.
    pub bytes: ByteRange,
    /// What comes in their place.
    pub text: String,
}

impl Fix {
    /// Other words in one place, to be made without asking.
    pub fn safe(file: FileId, bytes: ByteRange, text: impl Into<String>) -> Self {
        Self { safe: true, file, edits: vec![Edit { bytes, text: text.into() }] }
    }

    /// Likewise, for a person to choose.
    pub fn offered(file: FileId, bytes: ByteRange, text: impl Into<String>) -> Self {
        Self { safe: false, ..Self::safe(file, bytes, text) }
    }
}

/// A text with these fixes made, each whole or not at all, and how many were: of
/// two that touch the same bytes, the first that was given.
pub fn mended(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut edits: BTreeMap<ByteRange, &str> = BTreeMap::new();
    let mut made = 0;
    for fix in fixes {
        let fits = |Edit { bytes, .. }: &Edit| {
            // Two that put words in at one place have no order.
            let is_free = !edits.contains_key(bytes);
            let before = edits.range(..*bytes).next_back();
            let after = edits.range(*bytes..).next();
            is_free
                && before.is_none_or(|(other, _)| other.end <= bytes.start)
                && after.is_none_or(|(other, _)| bytes.end <= other.start)
                && text.get(bytes.start as usize..bytes.end as usize).is_some()
        };
        if !fix.edits.is_empty() && fix.edits.iter().all(fits) {
            edits.extend(fix.edits.iter().map(|edit| (edit.bytes, edit.text.as_str())));
            made += 1;
        }
    }
    let mut out = String::new();
    let mut from = 0;
    for (bytes, words) in edits {
        // Each was found to fit.
        out.push_str(text.get(from..bytes.start as usize).unwrap_or_default());
        out.push_str(words);
        from = bytes.end as usize;
    }
    (out + text.get(from..).unwrap_or_default(), made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    #[test]
    fn of_two_fixes_over_each_other_the_first_is_made() {
        let text = "titel: café color";
        let file = Sources::default().add("a.yaml", text);
        let fix = |start, end, text: &str| Fix::safe(file, ByteRange::new(start, end), text);
        let fixes = [
            fix(13, 18, "colour"),
            fix(0, 5, "title"),
            fix(12, 18, " hue"),
            fix(99, 101, "far away"),
            fix(11, 12, "within a letter"),
            fix(0, 0, "sub"),
        ];
        let all: Vec<_> = fixes.iter().collect();
        assert_eq!(mended(text, &all), ("subtitle: café colour".into(), 3));
        assert_eq!(mended(text, &[]), (text.into(), 0));
    }
}
