//! XML that was read: a small tree, with budgets against hostile files.
//!
//! Names carry the usual prefix of their namespace whatever prefix the file
//! uses, so `w:p` is `w:p` in every document.

use std::fmt;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::{names, xml::is_xml};

/// Elements may lie this deep.
const DEPTH: usize = 64;
/// Elements, runs of words and attributes in a part.
const NODES: usize = 1_000_000;

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

/// Why XML is refused: a lower-case phrase.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Malformed(pub String);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Tree {
    /// Reads a part.
    ///
    /// # Errors
    ///
    /// What is not well formed, not UTF-8, has a document type, or is deeper
    /// or larger than any part of ours or of an office program.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes).map_err(|_| refuse("it is not UTF-8"))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if !text.chars().all(is_xml) {
            return Err(refuse("it has a control character"));
        }
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Tree> = Vec::new();
        let mut root = None;
        let mut nodes = 0usize;
        loop {
            let event = reader.read_event().map_err(|error| refuse(&error.to_string()))?;
            let words = match event {
                Event::Start(start) => {
                    nodes += 1 + start.attributes().count();
                    open.push(element(&reader, &start)?);
                    None
                }
                Event::Empty(start) => {
                    nodes += 1 + start.attributes().count();
                    let tree = element(&reader, &start)?;
                    close(tree, &mut open, &mut root)?;
                    None
                }
                Event::End(_) => {
                    let tree = open.pop().ok_or_else(|| refuse("an element ends twice"))?;
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
                                    refuse(&format!("the entity `{name}` is not known"))
                                })?
                                .to_owned()
                        }
                    };
                    Some(text)
                }
                Event::DocType(_) => return Err(refuse("it has a document type")),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => None,
                Event::Eof => break,
            };
            if let Some(words) = words {
                nodes += 1;
                add_words(words, &mut open)?;
            }
            if open.len() > DEPTH {
                return Err(refuse("elements lie too deep"));
            }
            if nodes > NODES {
                return Err(refuse("it has too many elements"));
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

fn refuse(what: &str) -> Malformed {
    Malformed(what.to_owned())
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Tree, Malformed> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let name = canonical(namespace, local.as_ref())?;
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| refuse(&error.to_string()))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let key = canonical(namespace, local.as_ref())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| refuse(&error.to_string()))?;
        if attributes.iter().any(|(known, _)| *known == key) {
            return Err(refuse(&format!("the attribute `{key}` is there twice")));
        }
        attributes.push((key, value.into_owned()));
    }
    Ok(Tree { name, attributes, content: Vec::new() })
}

fn canonical(namespace: ResolveResult<'_>, local: &str) -> Result<String, Malformed> {
    match namespace {
        ResolveResult::Unbound => Ok(local.to_owned()),
        ResolveResult::Bound(Namespace(uri)) => Ok(match names::prefix(uri) {
            Some(prefix) => format!("{prefix}:{local}"),
            None => format!("{{{uri}}}{local}"),
        }),
        ResolveResult::Unknown(prefix) => {
            Err(refuse(&format!("the prefix `{prefix}` is not declared")))
        }
    }
}

fn close(tree: Tree, open: &mut [Tree], root: &mut Option<Tree>) -> Result<(), Malformed> {
    match open.last_mut() {
        Some(parent) => parent.content.push(Child::Element(tree)),
        None if root.is_none() => *root = Some(tree),
        None => return Err(refuse("it has two outermost elements")),
    }
    Ok(())
}

fn add_words(words: String, open: &mut [Tree]) -> Result<(), Malformed> {
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

    #[test]
    fn prefixes_are_those_that_everybody_uses() {
        let tree = Tree::parse(
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
        let deep = "<a>".repeat(80) + &"</a>".repeat(80);
        for (xml, why) in [
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "document type"),
            ("<a>&x;</a>", "entity"),
            ("<a>", "does not end"),
            ("<a></b>", ""),
            ("<a/><b/>", "two outermost"),
            ("<a b='1' b='2'/>", ""),
            ("<z:a/>", "not declared"),
            ("<a>\u{1}</a>", "control"),
            ("<a>&#1;</a>", ""),
            ("words", "outside"),
            (deep.as_str(), "deep"),
        ] {
            let refused = Tree::parse(xml.as_bytes()).expect_err(xml);
            assert!(refused.0.contains(why), "{xml}: {refused}");
        }
    }
}
