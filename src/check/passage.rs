//! An author's words as a reader hears them: paragraphs without markup, each
//! character with its byte in the field, so that a finding can underline it.

use std::ops::Range;

/// A paragraph or list item of a field.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Paragraph {
    /// The words, without markup. A slot is one [`SLOT`].
    pub words: String,
    /// The byte of the raw words that each byte came from.
    from: Vec<usize>,
    /// The byte of the raw words after the last that is no space.
    end: usize,
}

/// What stands where an author wrote `{{ … }}`: no word.
pub const SLOT: char = '\u{fffc}';

impl Paragraph {
    /// The bytes of the raw words that some of `words` came from.
    pub fn origin(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.from.get(bytes.start).copied().unwrap_or_default();
        let last = self.from.get(bytes.end.max(bytes.start + 1) - 1).copied().unwrap_or(start);
        let next = self.from[bytes.end.min(self.from.len())..].iter().copied();
        let end = next.into_iter().find(|at| *at > last).unwrap_or(self.end);
        start..end
    }

    /// A character that `raw` is the raw words of.
    fn push(&mut self, c: char, raw: Range<usize>) {
        if c.is_whitespace() && (self.words.is_empty() || self.words.ends_with(' ')) {
            return;
        }
        self.words.push(if c.is_whitespace() { ' ' } else { c });
        self.from.resize(self.words.len(), raw.start);
        if !c.is_whitespace() {
            self.end = raw.end;
        }
    }
}

/// The paragraphs and list items of an author's Markdown.
pub fn paragraphs(raw: &str) -> Vec<Paragraph> {
    let mut done = Vec::new();
    let mut now = Paragraph::default();
    let mut rest = raw;
    let mut line_start = true;
    while let Some(c) = rest.chars().next() {
        let at = raw.len() - rest.len();
        let mut len = c.len_utf8();
        if line_start && let Some(marker) = list_marker(rest) {
            done.push(std::mem::take(&mut now));
            len = marker;
        } else if c == '\n' && rest[1..].trim_start_matches([' ', '\t']).starts_with('\n') {
            done.push(std::mem::take(&mut now));
        } else if let Some(slot) = rest.strip_prefix("{{") {
            len = slot.find("}}").map_or(rest.len(), |end| end + 4);
            now.push(SLOT, at..at + len);
        } else if let Some(to) = rest.strip_prefix("](") {
            // The address is no word.
            len = to.find(')').map_or(2, |end| end + 3);
        } else if rest.starts_with("**") {
            len = 2;
        } else if c == '\\' {
            // A break, or the sign that follows.
            if rest[1..].starts_with('\n') {
                now.push(' ', at..at + 2);
                len = 2;
            }
        } else if !(c == '[' && rest.contains("](")) {
            now.push(c, at..at + len);
        }
        line_start = c == '\n' || (line_start && matches!(c, ' ' | '\t'));
        rest = &rest[len..];
    }
    done.push(now);
    done.retain(|paragraph| !paragraph.words.trim().is_empty());
    for paragraph in &mut done {
        let end = paragraph.words.trim_end().len();
        paragraph.words.truncate(end);
        paragraph.from.truncate(end);
    }
    done
}

/// The bytes of `- `, `* ` or `1. ` at the start of a line.
fn list_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_marker = match digits {
        0 => rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ "),
        1..=3 => rest.starts_with(". ") || rest.starts_with(") "),
        _ => false,
    };
    is_marker.then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_gone_and_places_stay() {
        let raw =
            "Say **no**.\nThen [tell](https://a.b) {{ term.it }}.\n\n1. One\n2. Two é\n- Three";
        let found = paragraphs(raw);
        let words: Vec<_> = found.iter().map(|paragraph| paragraph.words.as_str()).collect();
        assert_eq!(words, ["Say no. Then tell \u{fffc}.", "One", "Two é", "Three"]);
        let underlined = |paragraph: &Paragraph, word: &str| {
            let at = paragraph.words.find(word).unwrap();
            raw[paragraph.origin(at..at + word.len())].to_owned()
        };
        assert_eq!(underlined(&found[0], "no"), "no**");
        assert_eq!(underlined(&found[0], "tell"), "tell](https://a.b)");
        assert_eq!(underlined(&found[0], "\u{fffc}"), "{{ term.it }}");
        assert_eq!(underlined(&found[2], "Two é"), "Two é");
        assert_eq!(underlined(&found[3], "Three"), "Three");
    }
}
