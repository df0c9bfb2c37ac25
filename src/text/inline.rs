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
    Link {
        /// The address.
        to: String,
        /// The words.
        text: Line,
    },
    /// Words in another language than the file's.
    In {
        /// The language.
        lang: Lang,
        /// The words.
        text: Line,
    },
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

/// The words alone, in pieces where a blank stands between them: a format draws
/// a blank as it likes, so only the pieces can be sought in a file.
pub fn pieces(line: &[Inline]) -> Vec<String> {
    fn collect(line: &[Inline], out: &mut Vec<String>) {
        for inline in line {
            if matches!(inline, Inline::Blank(_)) || out.is_empty() {
                out.push(String::new());
            }
            match inline {
                Inline::Strong(text)
                | Inline::Term(text)
                | Inline::Link { text, .. }
                | Inline::In { text, .. } => collect(text, out),
                Inline::Text(_) | Inline::Newline => {
                    if let Some(last) = out.last_mut() {
                        plain(std::slice::from_ref(inline), last);
                    }
                }
                Inline::Blank(_) => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(line, &mut out);
    out.retain(|piece| !piece.trim().is_empty());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_parts_the_words_on_both_sides() {
        let text = |words: &str| Inline::Text(words.into());
        let line = vec![
            text("Ask "),
            Inline::Strong(vec![text("any"), Inline::Newline, Inline::Blank(9), text(" now")]),
            text("."),
            Inline::Blank(4),
        ];
        assert_eq!(pieces(&line), ["Ask any ", " now."]);
        assert_eq!(plain_line(&line), "Ask any  now.");
    }
}
