//! Where a finding is, as formats for programs tell it.

use super::{Finding, LineColumn, Place, Sources};

/// A place by its parts; what is not known is `None`.
#[derive(Debug, Copy, Clone)]
pub(super) struct Located<'a> {
    /// The file's name, as the user would name it.
    pub file: Option<&'a str>,
    /// The page, slide or heading of a file that was built.
    pub at: Option<&'a str>,
    /// From the first character to the place after the last.
    pub span: Option<(LineColumn, LineColumn)>,
}

impl<'a> Located<'a> {
    /// The place of a finding.
    pub fn of(finding: &'a Finding, sources: &'a Sources) -> Self {
        let nowhere = Self { file: None, at: None, span: None };
        match &finding.place {
            Place::Source { file, bytes } => {
                let at = |byte| sources.line_column(*file, byte);
                let span = Some((at(bytes.start), at(bytes.end.max(bytes.start))));
                Self { file: Some(sources.name(*file)), span, ..nowhere }
            }
            Place::File(name) => Self { file: Some(name), ..nowhere },
            Place::Built { file, at } => Self { file: Some(file), at: Some(at), ..nowhere },
            Place::Nowhere => nowhere,
        }
    }

    /// `file:line:column`, as editors jump to it, or as much as is known; the
    /// program's own name for what stands nowhere.
    pub fn short(self) -> String {
        let file = self.file.unwrap_or("lessonpack");
        match (self.span, self.at) {
            (Some((start, _)), _) => format!("{file}:{}:{}", start.line, start.column),
            (None, Some(at)) => format!("{file}, {at}"),
            (None, None) => file.to_owned(),
        }
    }
}
