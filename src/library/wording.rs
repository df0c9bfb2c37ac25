//! Every run of words in a file, whatever field it stands in, for those who
//! judge words and not fields.

use crate::diagnostics::{ByteRange, FileId, Place, Sources};
use crate::text::{Reader, byte_in_file};

/// Words as an author wrote them.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The file.
    pub file: FileId,
    /// Fields and list positions down to the words, from the file's root, e.g.
    /// `activities`, `3`, `script`, `0`, `say`.
    pub path: Vec<String>,
    /// Who reads them.
    pub reader: Reader,
    /// The bytes of the scalar in the file.
    pub bytes: ByteRange,
    /// As written, slots and Markdown included.
    pub raw: String,
}

impl Wording {
    /// Where some bytes of the raw words stand.
    pub fn place(&self, sources: &Sources, raw: std::ops::Range<usize>) -> Place {
        let text = sources.text(self.file);
        let at = |byte| byte_in_file(text, self.bytes, &self.raw, byte);
        let last = self.raw[..raw.end].char_indices().next_back().map_or(0, |(at, _)| at);
        let width = self.raw[last..].chars().next().map_or(0, char::len_utf8);
        let bytes = ByteRange::new(at(raw.start), at(last.max(raw.start)) + width as u32);
        Place::Source { file: self.file, bytes }
    }

    /// Whether the path goes through a field of this name.
    pub fn is_in(&self, field: &str) -> bool {
        self.path.iter().any(|part| part == field)
    }
}
