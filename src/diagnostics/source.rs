//! The text of the files that were read, so that a finding can show its line.

use std::sync::Arc;

/// A file that was read. Two ids are equal if and only if they name one file.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its number, to pass through a channel that carries numbers.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// From its number.
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// A range of bytes in a file.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct ByteRange {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl ByteRange {
    /// From the first byte to the one after the last.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A place for people: both count from 1, columns in characters.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Every file that was read, with the name a person knows it by.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<(String, Arc<str>)>,
}

impl Sources {
    /// Adds a file under the name to show, and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId((self.files.len() - 1) as u32)
    }

    /// The name to show.
    pub fn name(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("?", |(name, _)| name)
    }

    /// The text as it was read.
    pub fn text(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("", |(_, text)| text)
    }

    /// Line and column of a byte; past the end means the end.
    pub fn line_column(&self, id: FileId, byte: u32) -> LineColumn {
        let text = self.text(id);
        let mut byte = (byte as usize).min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "é: x\nb: y\n");
        assert_eq!(sources.line_column(id, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(sources.line_column(id, 4), LineColumn { line: 1, column: 4 });
        assert_eq!(sources.line_column(id, 6), LineColumn { line: 2, column: 1 });
        assert_eq!(sources.line_column(id, 999), LineColumn { line: 3, column: 1 });
    }
}
