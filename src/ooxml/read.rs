//! Packages that were read: a zip from anywhere, held to a budget.
//!
//! Opening checks what could hurt: sizes, counts, names. Whether the package
//! is a good one is for [`super::invariants`].

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use zip::{CompressionMethod, ZipArchive};

use super::names::kind;
use super::package::{Package, Part, Relationship, Relationships, Target, relationships_name};
use super::tree::{Malformed, Tree};

/// How much a zip may hold.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct Budget {
    /// Files.
    pub entries: usize,
    /// Bytes of the zip, and of all files unpacked times [`Budget::ratio`].
    pub bytes: u64,
    /// How many times larger a file may get.
    pub ratio: u64,
    /// Bytes below which the ratio does not count: a small file of one letter
    /// packs well and harms nobody.
    pub small: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { entries: 2_000, bytes: 50 << 20, ratio: 20, small: 4 << 20 }
    }
}

/// Why a file is refused.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Refusal {
    /// It is no zip that can be read.
    NotAZip(String),
    /// It is larger than the budget, packed or unpacked.
    TooLarge(String),
    /// Two files have one name, or lie on each other.
    Twice,
    /// A name leads out of the package or is no name.
    BadName(String),
    /// Encrypted or packed in a way no office program uses.
    Locked(String),
    /// A part that must be there is not.
    Missing(String),
    /// A part is not XML that can be trusted.
    Malformed {
        /// Its name.
        part: String,
        /// Why not.
        what: String,
    },
    /// It carries macros, or is of the strict form.
    Unsupported(String),
}

impl Refusal {
    /// What whoever holds the file can do: a lower-case phrase.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotAZip(_)
            | Self::Twice
            | Self::BadName(_)
            | Self::Missing(_)
            | Self::Malformed { .. } => AGAIN,
            Self::TooLarge(_) => SMALLER,
            Self::Locked(_) => "save it again without a password, and check that copy",
            Self::Unsupported(_) => ORDINARY,
        }
    }
}

const AGAIN: &str = "open it in the program that made it, save it as .pptx or .docx under a new \
                     name, and check that copy; if it does not open there, fetch it again";
const SMALLER: &str = "make its pictures smaller, split it into several files, or take out what \
                       is not needed, and check it again";
const ORDINARY: &str = "save it as an ordinary .pptx or .docx, and check that copy";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAZip(error) => write!(f, "it is not an office file: {error}"),
            Self::TooLarge(what) => write!(f, "it is too large: {what}"),
            Self::Twice => f.write_str("two of its files have the same name or place"),
            Self::BadName(name) => write!(f, "one of its files has a bad name, {name:?}"),
            Self::Locked(name) => write!(f, "`{name}` is locked or packed in an unusual way"),
            Self::Missing(name) => write!(f, "`{name}` is not there"),
            Self::Malformed { part, what } => write!(f, "`{part}` cannot be read: {what}"),
            Self::Unsupported(what) => f.write_str(what),
        }
    }
}

/// The files of a zip, unpacked, in the order of its directory.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    files: Vec<File>,
}

/// A file of a zip.
#[derive(Debug, Clone)]
struct File {
    name: String,
    bytes: Vec<u8>,
    /// Its XML, once somebody has asked: checks and readers ask many times.
    tree: OnceLock<Result<Tree, Malformed>>,
}

impl Archive {
    /// Unpacks a zip.
    ///
    /// # Errors
    ///
    /// What is no zip, goes beyond the budget, or has names that are not safe.
    pub fn open(bytes: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        if bytes.len() as u64 > budget.bytes {
            return Err(Refusal::TooLarge(format!("{} bytes", bytes.len())));
        }
        let bad = |error: zip::result::ZipError| Refusal::NotAZip(error.to_string());
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(bad)?;
        if zip.len() > budget.entries {
            return Err(Refusal::TooLarge(format!("{} files", zip.len())));
        }
        if zip.has_duplicate_names() || zip.has_overlapping_files().map_err(bad)? {
            return Err(Refusal::Twice);
        }
        let mut files = Vec::with_capacity(zip.len());
        let mut left = budget.bytes.saturating_mul(4);
        for index in 0..zip.len() {
            let file = zip.by_index(index).map_err(bad)?;
            let raw = String::from_utf8_lossy(file.name_raw()).into_owned();
            let packing = file.compression();
            if file.encrypted()
                || !matches!(packing, CompressionMethod::Stored | CompressionMethod::Deflated)
            {
                return Err(Refusal::Locked(raw));
            }
            if file.is_symlink() || !is_safe(raw.strip_suffix('/').unwrap_or(&raw)) {
                return Err(Refusal::BadName(raw));
            }
            if file.is_dir() {
                continue;
            }
            let most =
                file.compressed_size().saturating_mul(budget.ratio).max(budget.small).min(left);
            // What the directory says of the size may be a lie: count what comes out.
            let mut unpacked = Vec::new();
            file.take(most + 1)
                .read_to_end(&mut unpacked)
                .map_err(|error| Refusal::NotAZip(error.to_string()))?;
            let size = unpacked.len() as u64;
            if size > most {
                return Err(Refusal::TooLarge(format!(
                    "`{raw}` unpacks to more than {most} bytes"
                )));
            }
            left -= size;
            files.push(File { name: raw, bytes: unpacked, tree: OnceLock::new() });
        }
        Ok(Self { files })
    }

    /// The names in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// A file's bytes.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.file(name).map(|file| file.bytes.as_slice())
    }

    /// A file as XML.
    ///
    /// # Errors
    ///
    /// It is not there, or not XML that can be trusted.
    pub fn xml(&self, name: &str) -> Result<&Tree, Refusal> {
        let file = self.file(name).ok_or_else(|| Refusal::Missing(name.to_owned()))?;
        file.tree
            .get_or_init(|| Tree::parse(&file.bytes))
            .as_ref()
            .map_err(|error| Refusal::Malformed { part: name.to_owned(), what: error.0.clone() })
    }

    fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// What a part points at; nothing if it has no relationships. The package
    /// itself has the empty name.
    ///
    /// # Errors
    ///
    /// The relationships are not XML that can be trusted.
    pub fn relationships(&self, part: &str) -> Result<Relationships, Refusal> {
        let name = relationships_name(part);
        let mut relationships = Relationships::new();
        if self.get(&name).is_none() {
            return Ok(relationships);
        }
        for arrow in self.xml(&name)?.all("rel:Relationship") {
            let value = |key| arrow.attr(key).unwrap_or_default().to_owned();
            let target = value("Target");
            relationships.keep(Relationship {
                id: value("Id"),
                kind: value("Type"),
                target: if arrow.attr("TargetMode") == Some("External") {
                    Target::Outside(target)
                } else {
                    Target::Part(resolve(part, &target))
                },
            });
        }
        Ok(relationships)
    }

    /// The content type of a part: its own, else that of its ending.
    ///
    /// # Errors
    ///
    /// There are no content types that can be trusted.
    pub fn content_types(&self) -> Result<ContentTypes, Refusal> {
        let types = self.xml("[Content_Types].xml")?;
        let mut out = ContentTypes::default();
        for entry in types.elements() {
            let value = |key| entry.attr(key).unwrap_or_default();
            let kind = value("ContentType").to_owned();
            if entry.is("ct:Default") {
                out.defaults.insert(value("Extension").to_ascii_lowercase(), kind);
            } else if entry.is("ct:Override") {
                out.overrides.insert(value("PartName").trim_start_matches('/').to_owned(), kind);
            }
        }
        Ok(out)
    }
}

/// What the parts of a package are.
#[derive(Debug, Default, Clone)]
pub struct ContentTypes {
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl ContentTypes {
    /// What a part is.
    pub fn get(&self, part: &str) -> Option<&str> {
        let ending = part.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let by_ending = || ending.and_then(|ending| self.defaults.get(&ending));
        self.overrides.get(part).or_else(by_ending).map(String::as_str)
    }
}

impl Package {
    /// Opens a package as a graph: only what can be reached is taken over.
    ///
    /// # Errors
    ///
    /// What [`Archive::open`] refuses, a part that is pointed at and not there,
    /// macros, and the strict form.
    pub fn open(bytes: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        let archive = Archive::open(bytes, budget)?;
        let types = archive.content_types()?;
        let mut package = Package::new();
        package.relationships = archive.relationships("")?;
        let mut queue: Vec<String> = part_targets(&package.relationships);
        while let Some(name) = queue.pop() {
            if package.get(&name).is_some() {
                continue;
            }
            let bytes = archive.get(&name).ok_or_else(|| Refusal::Missing(name.clone()))?;
            let content_type = types.get(&name).unwrap_or_default();
            if content_type.contains("macroEnabled") || content_type.contains("vbaProject") {
                return Err(Refusal::Unsupported("it carries macros: save it without".into()));
            }
            let relationships = archive.relationships(&name)?;
            queue.extend(part_targets(&relationships));
            package.add(name, Part::bytes(content_type, bytes.to_vec()).with(relationships));
        }
        if package.relationships.iter().any(|arrow| arrow.kind.starts_with(kind::STRICT)) {
            return Err(Refusal::Unsupported(
                "it is of the strict form: save it as an ordinary office file".into(),
            ));
        }
        Ok(package)
    }
}

fn part_targets(relationships: &Relationships) -> Vec<String> {
    let targets = relationships.iter().filter_map(|arrow| match &arrow.target {
        Target::Part(name) => Some(name.clone()),
        Target::Outside(_) => None,
    });
    targets.collect()
}

/// The part that a target means, seen from another part.
fn resolve(from: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or(target);
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            segment => path.push(segment),
        }
    }
    path.join("/")
}

fn is_safe(name: &str) -> bool {
    let mark = |c: char| c.is_control() || c == '\\' || c == ':';
    !name.is_empty()
        && name.len() <= 255
        && !name.contains(mark)
        && name.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_was_written_is_read_as_it_was() {
        let mut package = Package::new();
        package.relationships.to_part("urn:main", "word/document.xml");
        let mut arrows = Relationships::new();
        arrows.to_part(kind::IMAGE, "word/media/a.png");
        arrows.to_outside(kind::HYPERLINK, "https://example.org/?a=1&b=2");
        package.add("word/document.xml", Part::bytes("urn:x", b"<a/>".to_vec()).with(arrows));
        package.add("word/media/a.png", Part::bytes("image/png", b"png".to_vec()));
        let bytes = package.to_bytes().unwrap();
        let again = Package::open(&bytes, &Budget::default()).unwrap();
        assert_eq!(again.relationships, package.relationships);
        assert!(again.parts().eq(package.parts()));
        assert_eq!(again.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn hostile_zips_are_refused() {
        let budget = Budget::default();
        let open = |bytes: &[u8]| Archive::open(bytes, &budget).map(|_| ()).unwrap_err();
        assert!(matches!(open(b"not a zip"), Refusal::NotAZip(_)));
        for name in ["../up.xml", "/root.xml", "a\\b.xml", "C:/x", "a//b", "a/./b"] {
            assert!(matches!(open(&zip_of(&[(name, b"")])), Refusal::BadName(_)), "{name}");
        }
        let bomb = vec![b'a'; 30 << 20];
        assert!(matches!(open(&zip_of(&[("bomb.xml", &bomb)])), Refusal::TooLarge(_)));
        let mut twice = zip_of(&[("a.xml", b"1"), ("b.xml", b"2")]);
        while let Some(at) = twice.windows(5).position(|window| window == b"b.xml") {
            twice[at] = b'a';
        }
        assert_eq!(open(&twice), Refusal::Twice);
        let few = Budget { entries: 1, ..budget };
        let two = zip_of(&[("a.xml", b"1"), ("b.xml", b"2")]);
        assert!(matches!(Archive::open(&two, &few), Err(Refusal::TooLarge(_))));
    }
}
