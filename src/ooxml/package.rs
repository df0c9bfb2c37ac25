//! A package as a graph of parts, and the zip it is written to.
//!
//! A part is reached through a relationship or it is not written; a
//! relationship to nothing is an error. The bytes depend on the parts alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::names::content;
use super::{Element, el};

/// A part's name within the package, without a leading slash, e.g.
/// `word/document.xml`.
pub type PartName = String;

/// A file of the package.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Part {
    /// What it is.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it points at.
    pub relationships: Relationships,
}

impl Part {
    /// A part of XML that points at nothing.
    pub fn xml(content_type: &str, root: &Element) -> Self {
        Self::bytes(content_type, root.to_part())
    }

    /// A part of any kind that points at nothing.
    pub fn bytes(content_type: &str, bytes: Vec<u8>) -> Self {
        Self { content_type: content_type.to_owned(), bytes, relationships: Relationships::new() }
    }

    /// The same, pointing at these.
    pub fn with(mut self, relationships: Relationships) -> Self {
        self.relationships = relationships;
        self
    }
}

/// What a part, or the package itself, points at, in the order of ids.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Relationships(Vec<Relationship>);

/// An arrow from a part to another or to an address.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Relationship {
    /// Its id within the part, e.g. `rId1`.
    pub id: String,
    /// What kind it is: one of [`super::names::kind`].
    pub kind: String,
    /// Where it points.
    pub target: Target,
}

/// Where a relationship points.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Target {
    /// At a part.
    Part(PartName),
    /// At an address outside.
    Outside(String),
}

impl Relationships {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Points at a part and returns the id; the same arrow has the same id.
    pub fn to_part(&mut self, kind: &str, name: impl Into<PartName>) -> String {
        self.add(kind, Target::Part(name.into()))
    }

    /// Points at an address outside and returns the id.
    pub fn to_outside(&mut self, kind: &str, address: impl Into<String>) -> String {
        self.add(kind, Target::Outside(address.into()))
    }

    /// Takes an arrow over with the id it has.
    pub fn keep(&mut self, relationship: Relationship) {
        self.0.push(relationship);
    }

    /// The arrows in order.
    pub fn iter(&self) -> impl Iterator<Item = &Relationship> {
        self.0.iter()
    }

    /// The part that the first arrow of a kind points at.
    pub fn part(&self, kind: &str) -> Option<&PartName> {
        self.0.iter().filter(|arrow| arrow.kind == kind).find_map(|arrow| match &arrow.target {
            Target::Part(name) => Some(name),
            Target::Outside(_) => None,
        })
    }

    fn add(&mut self, kind: &str, target: Target) -> String {
        if let Some(same) = self.0.iter().find(|arrow| arrow.kind == kind && arrow.target == target)
        {
            return same.id.clone();
        }
        let taken = |number: usize| self.0.iter().any(|arrow| arrow.id == format!("rId{number}"));
        let number = (self.0.len() + 1..).find(|n| !taken(*n)).unwrap_or(self.0.len() + 1);
        let id = format!("rId{number}");
        self.0.push(Relationship { id: id.clone(), kind: kind.to_owned(), target });
        id
    }
}

/// A package.
#[derive(Debug, Default, Clone)]
pub struct Package {
    /// What the package itself points at: the main part and the properties.
    pub relationships: Relationships,
    parts: BTreeMap<PartName, Part>,
}

/// Why a package cannot be written. Each is a bug of the writer that made it.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum PackageError {
    /// A relationship points at a part that is not there.
    Dangling {
        /// The part that points.
        from: PartName,
        /// The part that is not there.
        to: PartName,
    },
    /// A part's name has characters that not every program reads.
    Name(PartName),
    /// The zip cannot be written.
    Zip(String),
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dangling { from, to } => {
                write!(f, "`{from}` points at `{to}`, which is not there")
            }
            Self::Name(name) => write!(f, "`{name}` is no name for a part"),
            Self::Zip(error) => write!(f, "the zip cannot be written: {error}"),
        }
    }
}

impl Package {
    /// An empty package.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part, or replaces the one of that name.
    pub fn add(&mut self, name: impl Into<PartName>, part: Part) {
        self.parts.insert(name.into(), part);
    }

    /// A part by name.
    pub fn get(&self, name: &str) -> Option<&Part> {
        self.parts.get(name)
    }

    /// A part by name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Part> {
        self.parts.get_mut(name)
    }

    /// Every part by name, those that nothing points at included.
    pub fn parts(&self) -> impl Iterator<Item = (&PartName, &Part)> {
        self.parts.iter()
    }

    /// Writes what can be reached as a zip: content types first, the rest by
    /// name, every date 1980-01-01, so that equal parts give equal bytes.
    ///
    /// # Errors
    ///
    /// A relationship to nothing, or a name that is none.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PackageError> {
        let reached = self.reached()?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.insert("_rels/.rels".into(), relationships_xml("", &self.relationships).to_part());
        for (name, part) in &reached {
            if !is_part_name(name) {
                return Err(PackageError::Name((*name).clone()));
            }
            files.insert((*name).clone(), part.bytes.clone());
            if !part.relationships.0.is_empty() {
                let xml = relationships_xml(name, &part.relationships);
                files.insert(relationships_name(name), xml.to_part());
            }
        }
        let types = ("[Content_Types].xml".to_owned(), types_xml(&reached).to_part());
        zip(std::iter::once(types).chain(files))
            .map_err(|error| PackageError::Zip(error.to_string()))
    }

    fn reached(&self) -> Result<BTreeMap<&PartName, &Part>, PackageError> {
        let mut reached = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let root = PartName::new();
        let mut queue: Vec<(&PartName, &Relationships)> = vec![(&root, &self.relationships)];
        while let Some((from, relationships)) = queue.pop() {
            for arrow in relationships.iter() {
                let Target::Part(to) = &arrow.target else {
                    continue;
                };
                let Some((name, part)) = self.parts.get_key_value(to) else {
                    return Err(PackageError::Dangling { from: from.clone(), to: to.clone() });
                };
                if seen.insert(name) {
                    reached.insert(name, part);
                    queue.push((name, &part.relationships));
                }
            }
        }
        Ok(reached)
    }
}

/// Whether every office program reads a part of this name: ASCII letters,
/// digits and a few marks, forward slashes, no dot segments.
pub(super) fn is_part_name(name: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || "._-/[]{}".contains(c);
    name.len() <= 200
        && name.chars().all(legal)
        && name.split('/').all(|segment| !segment.is_empty() && !segment.ends_with('.'))
}

/// The part that holds a part's relationships.
pub(super) fn relationships_name(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{name}.rels"),
    }
}

fn relationships_xml(from: &str, relationships: &Relationships) -> Element {
    let arrows = relationships.iter().map(|arrow| {
        let element = el("Relationship").attr("Id", &arrow.id).attr("Type", &arrow.kind);
        match &arrow.target {
            Target::Part(to) => element.attr("Target", relative(from, to)),
            Target::Outside(to) => element.attr("Target", to).attr("TargetMode", "External"),
        }
    });
    el("Relationships").attr("xmlns", super::names::namespace("rel")).children(arrows)
}

/// The way from a part to another; not every program reads absolute targets.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len().saturating_sub(1)];
    let path: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let shared = shared.min(path.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(path[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn types_xml(parts: &BTreeMap<&PartName, &Part>) -> Element {
    let mut defaults: BTreeMap<&str, &str> =
        BTreeMap::from([("rels", content::RELATIONSHIPS), ("xml", content::XML)]);
    let mut overrides: Vec<(&str, &str)> = Vec::new();
    for (name, part) in parts {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let kind = part.content_type.as_str();
        // Pictures are typed by their ending, as office programs do; what
        // shares an ending with another type is named.
        let by_ending = kind.starts_with("image/") && !ending.is_empty();
        if !by_ending || *defaults.entry(ending).or_insert(kind) != kind {
            overrides.push((name, kind));
        }
    }
    el("Types")
        .attr("xmlns", super::names::namespace("ct"))
        .children(defaults.into_iter().map(|(ending, kind)| {
            el("Default").attr("Extension", ending).attr("ContentType", kind)
        }))
        .children(overrides.into_iter().map(|(name, kind)| {
            el("Override").attr("PartName", format!("/{name}")).attr("ContentType", kind)
        }))
}

fn zip(files: impl Iterator<Item = (String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // A PNG is packed already, and packing it again takes long for nothing.
        zip.start_file(&name, if name.ends_with(".png") { stored } else { options })?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Package {
        let mut package = Package::new();
        package.relationships.to_part("urn:main", "word/document.xml");
        let mut arrows = Relationships::new();
        arrows.to_part("urn:image", "word/media/a.png");
        package.add("word/document.xml", Part::bytes(content::XML, b"<a/>".to_vec()).with(arrows));
        package.add("word/media/a.png", Part::bytes(content::PNG, b"png".to_vec()));
        package
    }

    #[test]
    fn what_nothing_points_at_is_left_out() {
        let mut package = small();
        let before = package.to_bytes().unwrap();
        package.add("word/stray.xml", Part::bytes(content::XML, b"<a/>".to_vec()));
        assert_eq!(before, package.to_bytes().unwrap());
    }

    #[test]
    fn an_arrow_to_nothing_is_an_error() {
        let mut package = small();
        package.relationships.to_part("urn:x", "word/none.xml");
        assert_eq!(
            package.to_bytes(),
            Err(PackageError::Dangling { from: String::new(), to: "word/none.xml".into() })
        );
    }

    #[test]
    fn ways_between_parts_are_relative() {
        assert_eq!(relative("", "word/document.xml"), "word/document.xml");
        assert_eq!(relative("word/document.xml", "word/media/a.png"), "media/a.png");
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/media/a.png"), "../media/a.png");
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/slides/slide2.xml"), "slide2.xml");
        assert_eq!(relative("a/b/c.xml", "d.xml"), "../../d.xml");
    }

    #[test]
    fn the_same_arrow_has_the_same_id() {
        let mut arrows = Relationships::new();
        assert_eq!(arrows.to_part("k", "a"), "rId1");
        assert_eq!(arrows.to_part("k", "b"), "rId2");
        assert_eq!(arrows.to_part("k", "a"), "rId1");
        assert_eq!(arrows.to_outside("k", "a"), "rId3");
    }
}
