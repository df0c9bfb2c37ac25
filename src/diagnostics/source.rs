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
    files: Vec<Source>,
}

#[derive(Debug, Clone)]
struct Source {
    name: String,
    text: Arc<str>,
    /// The byte that each line starts at: a file may have as many findings as it
    /// has words.
    lines: Arc<[u32]>,
}

impl Sources {
    /// Adds a file under the name to show, and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text: Arc<str> = text.into();
        let starts = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        let lines = [0].into_iter().chain(starts).collect();
        self.files.push(Source { name: name.into(), text, lines });
        FileId((self.files.len() - 1) as u32)
    }

    /// The name to show.
    pub fn name(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("?", |file| &file.name)
    }

    /// The text as it was read.
    pub fn text(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("", |file| &file.text)
    }

    /// Line and column of a byte; past the end means the end.
    pub fn line_column(&self, id: FileId, byte: u32) -> LineColumn {
        let (line, start, at) = self.line_start(id, byte);
        LineColumn { line, column: self.text(id)[start..at].chars().count() + 1 }
    }

    /// Likewise, with the column in UTF-16 code units, as some programs count.
    pub(super) fn line_column_utf16(&self, id: FileId, byte: u32) -> LineColumn {
        let (line, start, at) = self.line_start(id, byte);
        LineColumn { line, column: self.text(id)[start..at].encode_utf16().count() + 1 }
    }

    /// The line that a byte stands in, without its end.
    pub fn line(&self, id: FileId, byte: u32) -> &str {
        let (_, start, _) = self.line_start(id, byte);
        self.text(id)[start..].lines().next().unwrap_or_default()
    }

    /// The number of the line that a byte stands in, the byte it starts at, and
    /// the byte, moved back to the start of its character.
    fn line_start(&self, id: FileId, byte: u32) -> (usize, usize, usize) {
        let text = self.text(id);
        let mut byte = (byte as usize).min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let lines = self.files.get(id.0 as usize).map_or(&[0][..], |file| &file.lines);
        let line = lines.partition_point(|start| *start as usize <= byte).max(1);
        (line, lines[line - 1] as usize, byte)
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
        let wide = sources.add("b.yaml", "a\n😀é: x\r\n");
        assert_eq!(sources.line_column(wide, 8), LineColumn { line: 2, column: 3 });
        assert_eq!(sources.line_column_utf16(wide, 8), LineColumn { line: 2, column: 4 });
        assert_eq!((sources.line(wide, 3), sources.line(wide, 999)), ("😀é: x", ""));
    }
}
