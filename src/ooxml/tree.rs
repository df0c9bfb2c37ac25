//! XML that was read: a small tree, with budgets against hostile files.
//!
//! Names carry the usual prefix of their namespace whatever prefix the file
//! uses, so `w:p` is `w:p` in every document.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceError, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::refusal::clip;
use super::{names, xml::is_xml};

/// Elements may lie this deep: tables in boxes in tables of honest files lie
/// at half of it.
const DEPTH: usize = 128;
/// Attributes of an element; honest roots declare some forty namespaces.
const ATTRIBUTES: usize = 256;
/// Bytes of XML that weigh as much as an element.
const BYTES: usize = 32;
/// Bytes of a name that weigh as much as an element: a short prefix may stand
/// for a long namespace.
const NAME: usize = 64;

/// An element that was read.
#[derive(Debug, Clone, Default, Eq, PartialEq)]
pub struct Tree {
    /// Its name, e.g. `w:p`; `{uri}local` in a namespace that is not known.
    pub name: String,
    /// Its attributes in the file's order, named likewise; declarations of
    /// namespaces are left out.
    pub attributes: Vec<(String, String)>,
    /// What is in it, in order; comments and instructions are left out.
    pub content: Vec<Child>,
}

/// What is in an element.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Child {
    /// An element.
    Element(Tree),
    /// Words.
    Text(String),
}

/// Why XML is refused.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Unfit {
    /// It cannot be trusted: a lower-case phrase.
    Malformed(String),
    /// It weighs more than may be read.
    TooLarge,
}

impl Tree {
    /// Reads a part. An element, an attribute, a run of words and 32 bytes each
    /// weigh 1; what the part weighs is taken off `left`.
    ///
    /// # Errors
    ///
    /// What is not well formed, neither UTF-8 nor UTF-16, has a document type,
    /// is deeper than any part of ours or of an office program, or weighs more
    /// than `left`.
    pub fn parse(bytes: &[u8], left: &mut usize) -> Result<Self, Unfit> {
        spend(bytes.len() / BYTES, left)?;
        let text = decode(bytes)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        if !text.chars().all(is_xml) {
            return Err(refuse("it has a control character"));
        }
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Tree> = Vec::new();
        let mut root = None;
        loop {
            let event = reader.read_event().map_err(|error| unfit(&error))?;
            let words = match event {
                Event::Start(start) => {
                    open.push(element(&reader, &start, left)?);
                    None
                }
                Event::Empty(start) => {
                    let tree = element(&reader, &start, left)?;
                    close(tree, &mut open, &mut root)?;
                    None
                }
                Event::End(_) => {
                    let mut tree = open.pop().ok_or_else(|| refuse("an element ends twice"))?;
                    // Most hold one thing, and room for four was made.
                    tree.content.shrink_to_fit();
                    close(tree, &mut open, &mut root)?;
                    None
                }
                Event::Text(text) => Some(text.xml10_content().into_owned()),
                Event::CData(text) => Some(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => {
                    let character =
                        name.resolve_char_ref().map_err(|error| refuse(&error.to_string()))?;
                    let text = match character {
                        Some(c) if is_xml(c) => String::from(c),
                        Some(_) => return Err(refuse("it has a control character")),
                        None => {
                            let name: &str = &name;
                            resolve_predefined_entity(name)
                                .ok_or_else(|| {
                                    refuse(&format!("the entity `{}` is not known", clip(name)))
                                })?
                                .to_owned()
                        }
                    };
                    Some(text)
                }
                Event::DocType(_) => {
                    return Err(refuse("it has a document type, which may fetch other files"));
                }
                Event::Decl(declaration) => {
                    check_encoding(&declaration)?;
                    None
                }
                Event::Comment(_) | Event::PI(_) => None,
                Event::Eof => break,
            };
            if let Some(words) = words {
                spend(1, left)?;
                add_words(words, &mut open)?;
            }
            if open.len() > DEPTH {
                return Err(refuse(&format!("elements lie in each other more than {DEPTH} deep")));
            }
        }
        if !open.is_empty() {
            return Err(refuse("an element does not end"));
        }
        root.ok_or_else(|| refuse("it has no element"))
    }

    /// Whether it has this name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// An attribute's value.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Its child elements.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Tree> {
        self.content.iter().filter_map(|child| match child {
            Child::Element(tree) => Some(tree),
            Child::Text(_) => None,
        })
    }

    /// Its child elements of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Tree> {
        self.elements().filter(move |tree| tree.is(name))
    }

    /// Its first child element of a name.
    pub fn get(&self, name: &str) -> Option<&Tree> {
        self.elements().find(|tree| tree.is(name))
    }

    /// Calls `visit` on it and on every element within, in the file's order.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Tree)) {
        visit(self);
        for child in self.elements() {
            child.walk(visit);
        }
    }

    /// Every element of a name, itself included, in the file's order.
    pub fn find<'a>(&'a self, name: &str) -> Vec<&'a Tree> {
        let mut found = Vec::new();
        self.walk(&mut |tree| {
            if tree.is(name) {
                found.push(tree);
            }
        });
        found
    }

    /// The words in it and in every element within, joined.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    fn collect_text(&self, out: &mut String) {
        for child in &self.content {
            match child {
                Child::Element(tree) => tree.collect_text(out),
                Child::Text(text) => out.push_str(text),
            }
        }
    }
}

/// `what` may quote a name from the file, which may be of any length.
fn refuse(what: &str) -> Unfit {
    Unfit::Malformed(clip(what))
}

/// The library's words, but where they are for those who write programs.
fn unfit(error: &quick_xml::Error) -> Unfit {
    match error {
        quick_xml::Error::Namespace(NamespaceError::TooManyBindings(most)) => {
            refuse(&format!("more than {most} namespaces are open at once"))
        }
        error => refuse(&error.to_string()),
    }
}

/// Takes what something weighs off what is left.
fn spend(weight: usize, left: &mut usize) -> Result<(), Unfit> {
    *left = left.checked_sub(weight).ok_or(Unfit::TooLarge)?;
    Ok(())
}

/// The text of a part: UTF-8, or UTF-16 as the standard allows as well.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unfit> {
    let unit = match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => u16::from_be_bytes,
        _ => {
            let text = std::str::from_utf8(bytes).map_err(|_| refuse("it is not UTF-8"))?;
            return Ok(Cow::Borrowed(text));
        }
    };
    let pairs = bytes.chunks_exact(2);
    let is_whole = pairs.remainder().is_empty();
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
        .filter(|_| is_whole)
        .map(Cow::Owned)
        .ok_or_else(|| refuse("it is not UTF-16"))
}

/// Refuses an encoding in which an office program would read other words.
fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), Unfit> {
    const READ: [&str; 6] = ["UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII"];
    let encoding = match declaration.encoding() {
        None => return Ok(()),
        Some(encoding) => encoding.map_err(|error| refuse(&error.to_string()))?,
    };
    if READ.iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
        Ok(())
    } else {
        Err(refuse(&format!("it is in the encoding {}", clip(&encoding))))
    }
}

fn element(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
    left: &mut usize,
) -> Result<Tree, Unfit> {
    // Looking for repeats takes the square of the time, so that they are
    // counted first.
    let count = start.attributes().with_checks(false).take(ATTRIBUTES + 1).count();
    if count > ATTRIBUTES {
        return Err(refuse(&format!("an element has more than {ATTRIBUTES} attributes")));
    }
    spend(1 + count, left)?;
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let name = canonical(namespace, local.as_ref())?;
    spend(name.len() / NAME, left)?;
    let mut attributes: Vec<(String, String)> = Vec::with_capacity(count);
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| refuse(&error.to_string()))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let key = canonical(namespace, local.as_ref())?;
        spend(key.len() / NAME, left)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| refuse(&error.to_string()))?;
        if attributes.iter().any(|(known, _)| *known == key) {
            return Err(refuse(&format!("the attribute `{}` is there twice", clip(&key))));
        }
        attributes.push((key, value.into_owned()));
    }
    Ok(Tree { name, attributes, content: Vec::new() })
}

fn canonical(namespace: ResolveResult<'_>, local: &str) -> Result<String, Unfit> {
    match namespace {
        ResolveResult::Unbound => Ok(local.to_owned()),
        ResolveResult::Bound(Namespace(uri)) => Ok(match names::prefix(uri) {
            Some(prefix) => format!("{prefix}:{local}"),
            None => format!("{{{uri}}}{local}"),
        }),
        ResolveResult::Unknown(prefix) => {
            Err(refuse(&format!("the prefix `{}` is not declared", clip(&prefix))))
        }
    }
}

fn close(tree: Tree, open: &mut [Tree], root: &mut Option<Tree>) -> Result<(), Unfit> {
    match open.last_mut() {
        Some(parent) => parent.content.push(Child::Element(tree)),
        None if root.is_none() => *root = Some(tree),
        None => return Err(refuse("it has two outermost elements")),
    }
    Ok(())
}

fn add_words(words: String, open: &mut [Tree]) -> Result<(), Unfit> {
    match open.last_mut() {
        Some(parent) => match parent.content.last_mut() {
            Some(Child::Text(text)) => text.push_str(&words),
            _ => parent.content.push(Child::Text(words)),
        },
        None if words.trim().is_empty() => {}
        None => return Err(refuse("it has words outside its element")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<Tree, Unfit> {
        Tree::parse(bytes, &mut 10_000)
    }

    #[test]
    fn prefixes_are_those_that_everybody_uses() {
        let tree = parse(
            b"<x:p xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
              xmlns:q='urn:q' x:val='1' q:z='2' plain='3'>a&amp;b&#233;<!-- c --><![CDATA[<d>]]></x:p>",
        )
        .unwrap();
        assert_eq!(tree.name, "w:p");
        assert_eq!(tree.attr("w:val"), Some("1"));
        assert_eq!(tree.attr("{urn:q}z"), Some("2"));
        assert_eq!(tree.attr("plain"), Some("3"));
        assert_eq!(tree.text(), "a&b\u{e9}<d>");
    }

    #[test]
    fn what_is_not_ours_to_trust_is_refused() {
        let deep = "<a>".repeat(DEPTH + 1) + &"</a>".repeat(DEPTH + 1);
        let wide: String = (0..=ATTRIBUTES).map(|n| format!(" a{n}=''")).collect();
        for (xml, why) in [
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "document type"),
            ("<!DOCTYPE a SYSTEM 'file:///etc/hosts'><a/>", "document type"),
            ("<a>&x;</a>", "entity"),
            ("<a>", "does not end"),
            ("<a></b>", ""),
            ("<a/><b/>", "two outermost"),
            ("<a b='1' b='2'/>", ""),
            ("<z:a/>", "not declared"),
            ("<a>\u{1}</a>", "control"),
            ("<a>&#1;</a>", ""),
            ("<a>&#xD800;</a>", ""),
            ("words", "outside"),
            ("", "no element"),
            (deep.as_str(), "deep"),
            (&format!("<a{wide}/>"), "attributes"),
            ("<?xml version='1.0' encoding='UTF-7'?><a/>", "encoding UTF-7"),
            ("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", "encoding ISO-8859-1"),
        ] {
            match parse(xml.as_bytes()) {
                Err(Unfit::Malformed(refused)) => {
                    assert!(refused.contains(why), "{xml}: {refused}");
                }
                other => panic!("{xml}: {other:?}"),
            }
        }
    }

    #[test]
    fn utf_16_is_read_and_what_only_looks_like_it_refused() {
        let xml = "<?xml version='1.0' encoding='UTF-16'?><a>\u{1F426} bird</a>";
        let bytes = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{FEFF}{xml}").encode_utf16().flat_map(unit).collect()
        };
        for bytes in [bytes(u16::to_le_bytes), bytes(u16::to_be_bytes)] {
            assert_eq!(parse(&bytes).unwrap().text(), "\u{1F426} bird");
            assert_eq!(parse(&bytes[2..]).unwrap().text(), "\u{1F426} bird");
            assert!(parse(&bytes[..bytes.len() - 1]).is_err());
        }
        assert!(parse(b"\xFF\xFE\x00\xD8").is_err());
        assert!(parse(b"<a>\xFF</a>").is_err());
    }

    #[test]
    fn what_weighs_too_much_is_refused() {
        let heavy = |xml: &str| Tree::parse(xml.as_bytes(), &mut 200) == Err(Unfit::TooLarge);
        assert!(!heavy(&format!("<a>{}</a>", "<b/>".repeat(100))));
        assert!(heavy(&format!("<a>{}</a>", "<b/>".repeat(200))), "elements");
        assert!(heavy(&format!("<a>{}</a>", "<b c='' d=''/>".repeat(80))), "attributes");
        assert!(heavy(&format!("<a>{}</a>", "&lt;".repeat(200))), "words");
        assert!(heavy(&format!("<a>{}</a>", " ".repeat(200 * BYTES))), "bytes");
        let long = format!("<x:a xmlns:x='{}'>{}</x:a>", "u".repeat(1_000), "<x:b/>".repeat(20));
        assert!(heavy(&long), "long names for short ones");
    }
}
