//! XML to write: elements with attributes in the order given.
//!
//! Nothing here can be malformed: words are escaped, and characters that XML
//! forbids become U+FFFD. What the elements mean is the writers' business.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::names;

/// An element to write.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Debug, Clone, Eq, PartialEq)]
enum Content {
    Element(Element),
    Words(String),
}

/// An element of this name, e.g. `w:p`, without attributes or content.
pub fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), content: Vec::new() }
}

impl Element {
    /// Adds an attribute.
    pub fn attr(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// Adds an attribute if there is a value.
    pub fn maybe(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Adds a child.
    pub fn child(mut self, child: Element) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// Adds children; an `Option` adds one or none.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(children.into_iter().map(Content::Element));
        self
    }

    /// Adds words.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.content.push(Content::Words(text.into()));
        self
    }

    /// Adds words whose outer spaces count.
    pub fn kept_text(self, text: impl Into<String>) -> Self {
        let text = text.into();
        let edge = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if edge(text.chars().next()) || edge(text.chars().last()) {
            self.attr("xml:space", "preserve").text(text)
        } else {
            self.text(text)
        }
    }

    /// Declares the usual namespaces of these prefixes.
    pub fn namespaces(mut self, prefixes: &[&'static str]) -> Self {
        for prefix in prefixes {
            if let Some(declaration) = DECLARATIONS.iter().find(|d| &d["xmlns:".len()..] == *prefix)
            {
                self.attributes.push((declaration, names::namespace(prefix).to_owned()));
            }
        }
        self
    }

    /// The element's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it has neither words nor children.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// A whole part: declaration and this as the root.
    pub fn to_part(&self) -> Vec<u8> {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
        if self.content.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(out),
                Content::Words(text) => escape(text, false, out),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// Attribute names that declare the namespaces writers use.
const DECLARATIONS: &[&str] = &[
    "xmlns:a",
    "xmlns:a14",
    "xmlns:adec",
    "xmlns:cp",
    "xmlns:dc",
    "xmlns:dcterms",
    "xmlns:mc",
    "xmlns:p",
    "xmlns:p14",
    "xmlns:pic",
    "xmlns:r",
    "xmlns:vt",
    "xmlns:w",
    "xmlns:w14",
    "xmlns:wp",
    "xmlns:xsi",
];

/// Words as the `ST_Xstring` of presentations and properties holds them: what
/// XML forbids becomes `_xHHHH_`, and words that look like that stay words.
pub fn office_text(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| !is_xml(c);
    if !text.contains(forbidden) && !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        if forbidden(c) {
            // Only characters of the basic plane are forbidden, so four digits do.
            let _ = write!(out, "_x{:04X}_", u32::from(c));
        } else if c == '_' && looks_escaped(&text[at..]) {
            out.push_str("_x005F_");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn looks_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

/// Whether XML 1.0 can hold the character.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{1_0000}'..)
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // Readers turn these into spaces, or into one line end, unless told.
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if is_xml(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(element: &Element) -> String {
        let part = String::from_utf8(element.to_part()).unwrap();
        part.split_once('\n').unwrap().1.to_owned()
    }

    #[test]
    fn words_stay_words() {
        let element = el("w:t").attr("w:val", "a\"b\nc").kept_text(" ]]> <b>&amp;\u{7} ");
        assert_eq!(
            words(&element),
            "<w:t w:val=\"a&quot;b&#10;c\" xml:space=\"preserve\"> ]]&gt; &lt;b&gt;&amp;amp;\u{FFFD} </w:t>"
        );
    }

    #[test]
    fn every_declared_prefix_has_a_namespace() {
        for declaration in DECLARATIONS {
            assert!(!names::namespace(&declaration[6..]).is_empty(), "{declaration}");
        }
    }

    #[test]
    fn office_escapes_do_not_swallow_words() {
        assert_eq!(office_text("a_x0041_b"), "a_x005F_x0041_b");
        assert_eq!(office_text("bell\u{7}"), "bell_x0007_");
        assert_eq!(office_text("snake_xylophone_"), "snake_xylophone_");
    }
}
