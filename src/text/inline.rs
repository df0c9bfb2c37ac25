//! Words ready to be drawn.

use serde::Serialize;

use super::Lang;

/// One paragraph's words.
pub type Line = Vec<Inline>;

/// A piece of a paragraph. What a writer cannot draw does not exist here.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words, drawn literally.
    Text(String),
    /// Weight, the only emphasis: italics and capitals are hard to read.
    Strong(Line),
    /// A word from the vocabulary.
    Term(Line),
    /// A link; the words are never the bare address on a screen.
    Link { to: String, text: Line },
    /// Words in another language than the file's.
    In { lang: Lang, text: Line },
    /// Room to write in a value that is not known, so many characters wide.
    Blank(u16),
    /// A forced line break.
    Newline,
}

/// The words alone, as a reader would say them; a blank is nothing.
pub fn plain_line(line: &[Inline]) -> String {
    let mut out = String::new();
    plain(line, &mut out);
    out
}

/// Appends the words alone to `out`.
pub fn plain(line: &[Inline], out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(text)
            | Inline::Term(text)
            | Inline::Link { text, .. }
            | Inline::In { text, .. } => plain(text, out),
            Inline::Blank(_) => {}
            Inline::Newline => out.push(' '),
        }
    }
}
