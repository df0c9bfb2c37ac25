//! Packages that were read: a zip from anywhere, held to a budget.
//!
//! Opening checks what could hurt: sizes, counts, names. Whether the package
//! is a good one is for [`super::invariants`].

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::names::{content, kind};
use super::package::{Package, Part, Relationship, Relationships, Target, relationships_name};
use super::refusal::{Foreign, Refusal, clip};
use super::sniff::foreign;
use super::tree::{Tree, Unfit};

/// How much a zip may hold.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub struct Budget {
    /// Files.
    pub entries: usize,
    /// Bytes of the zip.
    pub packed: u64,
    /// Bytes of all files unpacked.
    pub unpacked: u64,
    /// How many times larger a file may get.
    pub ratio: u64,
    /// Bytes below which the ratio does not count: a small file of one letter
    /// packs well and harms nobody.
    pub small: u64,
    /// What all parts that are read as XML may weigh: see [`Tree::parse`].
    pub xml: usize,
    /// Arrows from one part.
    pub arrows: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            entries: 2_000,
            packed: 50 << 20,
            unpacked: 100 << 20,
            ratio: 100,
            small: 4 << 20,
            xml: 1_000_000,
            arrows: 2_000,
        }
    }
}

/// Slides stand here in every presentation that office programs write.
const SLIDES: &str = "ppt/slides/slide";

/// The files of a zip, unpacked, in the order of its directory.
#[derive(Debug, Default)]
pub struct Archive {
    files: Vec<File>,
    /// Files by name in small letters, as office programs look for them.
    by_name: BTreeMap<String, usize>,
    /// What may still be read as XML.
    xml_left: AtomicUsize,
    arrows: usize,
}

/// A file of a zip.
#[derive(Debug)]
struct File {
    name: String,
    bytes: Vec<u8>,
    /// Its XML, once somebody has asked: checks and readers ask many times.
    tree: OnceLock<Result<Tree, Unfit>>,
    /// The hash of its bytes, likewise: a thousand pictures may be one file.
    hash: OnceLock<String>,
}

impl Archive {
    /// Unpacks a zip.
    ///
    /// # Errors
    ///
    /// What is no zip, goes beyond the budget, or has names that are not safe.
    pub fn open(bytes: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        if bytes.len() as u64 > budget.packed {
            return Err(too_large(format!("more than {} MB", budget.packed >> 20)));
        }
        if let Some(foreign) = foreign(bytes) {
            return Err(Refusal::Foreign(foreign));
        }
        if is_zip64(bytes) {
            return Err(too_large("its zip is of the form for files above 4 GB".into()));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_zip(bytes, &error))?;
        let bad = |error: ZipError| Refusal::NotAZip(format!("it is damaged ({error})"));
        if zip.len() > budget.entries {
            return Err(too_many(&zip, budget.entries));
        }
        if zip.has_duplicate_names() || zip.has_overlapping_files().map_err(bad)? {
            return Err(Refusal::Twice);
        }
        let mut archive = Self {
            xml_left: AtomicUsize::new(budget.xml),
            arrows: budget.arrows,
            ..Self::default()
        };
        let mut left = budget.unpacked;
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(bad)?;
            let raw = String::from_utf8_lossy(entry.name_raw()).into_owned();
            // What is encrypted cannot be opened, so this is asked before.
            if entry.encrypted()
                || !matches!(
                    entry.compression(),
                    CompressionMethod::Stored | CompressionMethod::Deflated
                )
            {
                return Err(Refusal::Locked(raw));
            }
            if entry.is_symlink() || !is_safe(raw.strip_suffix('/').unwrap_or(&raw)) {
                return Err(Refusal::BadName(raw));
            }
            if entry.is_dir() {
                continue;
            }
            let file = zip.by_index(index).map_err(bad)?;
            let most = file.compressed_size().saturating_mul(budget.ratio).max(budget.small);
            let most = most.min(left);
            // What the directory says of the size may be a lie: count what comes out.
            let mut unpacked = Vec::new();
            file.take(most + 1).read_to_end(&mut unpacked).map_err(|error| {
                Refusal::NotAZip(format!("`{}` in it is damaged ({error})", clip(&raw)))
            })?;
            let size = unpacked.len() as u64;
            if size > left {
                let most = budget.unpacked >> 20;
                return Err(too_large(format!("its files unpack to more than {most} MB")));
            }
            if size > most {
                let most = most >> 20;
                return Err(too_large(format!("`{}` unpacks to more than {most} MB", clip(&raw))));
            }
            left -= size;
            archive.by_name.entry(raw.to_ascii_lowercase()).or_insert(archive.files.len());
            archive.files.push(File {
                name: raw,
                bytes: unpacked,
                tree: OnceLock::new(),
                hash: OnceLock::new(),
            });
        }
        Ok(archive)
    }

    /// The names in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Bytes of all files.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.bytes.len() as u64).sum()
    }

    /// A file's bytes.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.file(name).map(|file| file.bytes.as_slice())
    }

    /// A hash of a file's bytes, by which a picture is known again.
    pub fn hash(&self, name: &str) -> Option<&str> {
        let file = self.file(name)?;
        Some(file.hash.get_or_init(|| blake3::hash(&file.bytes).to_string()))
    }

    /// A file as XML.
    ///
    /// # Errors
    ///
    /// It is not there, is not XML that can be trusted, or is more than may be
    /// read.
    pub fn xml(&self, name: &str) -> Result<&Tree, Refusal> {
        let file = self.file(name).ok_or_else(|| Refusal::Missing(name.to_owned()))?;
        let parse = || {
            let before = self.xml_left.load(Ordering::Relaxed);
            let mut left = before;
            let tree = Tree::parse(&file.bytes, &mut left);
            self.xml_left.fetch_sub(before - left, Ordering::Relaxed);
            tree
        };
        file.tree.get_or_init(parse).as_ref().map_err(|unfit| match unfit {
            Unfit::Malformed(what) => {
                Refusal::Malformed { part: name.to_owned(), what: what.clone() }
            }
            Unfit::TooLarge => {
                too_large(format!("at `{}` it has more words and marks than are read", clip(name)))
            }
        })
    }

    fn file(&self, name: &str) -> Option<&File> {
        self.by_name.get(&name.to_ascii_lowercase()).and_then(|index| self.files.get(*index))
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
        for (index, arrow) in self.xml(&name)?.all("rel:Relationship").enumerate() {
            if index == self.arrows {
                let most = self.arrows;
                return Err(too_large(format!(
                    "`{}` points at more than {most} things",
                    clip(part)
                )));
            }
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
                let name = value("PartName").trim_start_matches('/').to_ascii_lowercase();
                out.overrides.insert(name, kind);
            }
        }
        Ok(out)
    }

    /// Refuses what office programs tell apart from an ordinary file: macros
    /// anywhere in it, templates, the strict form; and names that differ by
    /// capitals alone, of which each program may read another.
    ///
    /// # Errors
    ///
    /// That it is one of these, or relationships that cannot be trusted.
    pub fn check_ordinary(&self, types: &ContentTypes) -> Result<(), Refusal> {
        if self.by_name.len() < self.files.len() {
            return Err(Refusal::Twice);
        }
        let kinds = || self.names().filter_map(|name| types.get(name));
        // A part of macros is one whatever it says of itself.
        let is_macros = |name: &str| name.to_ascii_lowercase().ends_with("vbaproject.bin");
        let foreign = if self.names().any(is_macros)
            || kinds().any(|kind| kind.contains("macroEnabled") || kind.contains("vbaProject"))
        {
            Foreign::Macros
        } else if kinds().any(|kind| kind.ends_with(content::TEMPLATE_ENDING)) {
            Foreign::Template
        } else if self.relationships("")?.iter().any(|arrow| arrow.kind.starts_with(kind::STRICT)) {
            Foreign::Strict
        } else {
            return Ok(());
        };
        Err(Refusal::Foreign(foreign))
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
        self.overrides.get(&part.to_ascii_lowercase()).or_else(by_ending).map(String::as_str)
    }
}

impl Package {
    /// Opens a package as a graph: only what can be reached is taken over.
    ///
    /// # Errors
    ///
    /// What [`Archive::open`] refuses, a part that is pointed at and not there,
    /// and what is no ordinary office file.
    pub fn open(bytes: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        let archive = Archive::open(bytes, budget)?;
        let types = archive.content_types()?;
        archive.check_ordinary(&types)?;
        let mut package = Package::new();
        package.relationships = archive.relationships("")?;
        let mut queue: Vec<String> = part_targets(&package.relationships);
        while let Some(name) = queue.pop() {
            if package.get(&name).is_some() {
                continue;
            }
            let bytes = archive.get(&name).ok_or_else(|| Refusal::Missing(name.clone()))?;
            let content_type = types.get(&name).unwrap_or_default();
            let relationships = archive.relationships(&name)?;
            queue.extend(part_targets(&relationships));
            package.add(name, Part::bytes(content_type, bytes.to_vec()).with(relationships));
        }
        Ok(package)
    }
}

fn too_large(what: String) -> Refusal {
    Refusal::TooLarge(what)
}

/// Why the files of a zip are too many: slides are what a person counts.
fn too_many<R: Read + std::io::Seek>(zip: &ZipArchive<R>, most: usize) -> Refusal {
    let is_slide = |name: &&[u8]| {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        name.starts_with(SLIDES) && name.ends_with(".xml")
    };
    let slides = zip.file_names_raw().filter(is_slide).count();
    let files = zip.len();
    too_large(match slides {
        0 => format!("it holds {files} files, and at most {most} are read"),
        _ => format!("it has {slides} slides in {files} files, and at most {most} files are read"),
    })
}

/// Why the bytes are no zip that can be read.
fn no_zip(bytes: &[u8], error: &ZipError) -> Refusal {
    Refusal::NotAZip(if bytes.starts_with(b"PK\x03\x04") {
        format!("it is cut short or damaged ({error})")
    } else {
        "it is no .pptx, .docx or other zip, or it is damaged".into()
    })
}

/// Whether the zip's directory is of the form for files above 4 GB, which may
/// claim any number of files and have memory taken for them before one is seen.
fn is_zip64(bytes: &[u8]) -> bool {
    const LOCATOR: &[u8] = b"PK\x06\x07";
    const LOCATOR_SIZE: usize = 20;
    const END: &[u8] = b"PK\x05\x06";
    // The end of a zip is looked for this far from the end of the file.
    const TAIL: usize = 22 + 4 + (1 << 16) + LOCATOR_SIZE;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    tail.windows(LOCATOR_SIZE + END.len())
        .any(|window| window.starts_with(LOCATOR) && window.ends_with(END))
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

    fn refused(bytes: &[u8], budget: &Budget) -> Refusal {
        Archive::open(bytes, budget).map(|_| ()).unwrap_err()
    }

    #[test]
    fn hostile_zips_are_refused() {
        let budget = Budget::default();
        let open = |bytes: &[u8]| refused(bytes, &budget);
        assert!(matches!(open(b"not a zip"), Refusal::NotAZip(_)));
        let whole = zip_of(&[("a.xml", b"1")]);
        let cut = open(&whole[..whole.len() - 30]).to_string();
        assert!(cut.contains("cut short"), "{cut}");
        for name in ["../up.xml", "/root.xml", "a\\b.xml", "C:/x", "a//b", "a/./b", "a\n"] {
            assert!(matches!(open(&zip_of(&[(name, b"")])), Refusal::BadName(_)), "{name}");
        }
        let long = "n".repeat(256);
        assert!(matches!(open(&zip_of(&[(&long, b"")])), Refusal::BadName(_)));
        assert!(open(&zip_of(&[(&long, b"")])).to_string().len() < 200, "names are cut short");
        let mut twice = zip_of(&[("a.xml", b"1"), ("b.xml", b"2")]);
        while let Some(at) = twice.windows(5).position(|window| window == b"b.xml") {
            twice[at] = b'a';
        }
        assert_eq!(open(&twice), Refusal::Twice);
        let capitals = zip_of(&[("a.xml", b"1"), ("A.xml", b"2")]);
        let archive = Archive::open(&capitals, &budget).unwrap();
        assert_eq!(archive.check_ordinary(&ContentTypes::default()), Err(Refusal::Twice));
        let few = Budget { entries: 1, ..budget };
        let two = zip_of(&[("ppt/slides/slide1.xml", b"1"), ("b.xml", b"2")]);
        assert_eq!(
            refused(&two, &few).to_string(),
            "it is too large: it has 1 slides in 2 files, and at most 1 files are read"
        );
    }

    #[test]
    fn bombs_are_refused_before_they_are_large() {
        let budget = Budget::default();
        let bomb = vec![b'a'; 8 << 20];
        let one = refused(&zip_of(&[("bomb.xml", &bomb)]), &budget).to_string();
        assert!(one.contains("`bomb.xml` unpacks to more than 4 MB"), "{one}");
        // Each within its ratio, all of them more than a school's computer has.
        let many = Budget { unpacked: 10 << 20, small: 10 << 20, ..budget };
        let all = refused(&zip_of(&[("a", &bomb), ("b", &bomb)]), &many).to_string();
        assert!(all.contains("its files unpack to more than 10 MB"), "{all}");
        // A directory that says less than there is.
        let mut lies = zip_of(&[("a.xml", &bomb)]);
        let size = u32::to_le_bytes(8 << 20);
        while let Some(at) = lies.windows(4).position(|window| window == size) {
            lies[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        assert!(Archive::open(&lies, &Budget { small: 10 << 20, ..budget }).is_err());
    }

    #[test]
    fn files_that_lie_on_each_other_are_refused() {
        let mut zip = zip_of(&[("a.xml", &[b'1'; 100]), ("b.xml", &[b'2'; 100])]);
        // The second entry of the directory points at the first file.
        let second = zip.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        zip[second + 42..second + 46].copy_from_slice(&[0; 4]);
        assert_eq!(refused(&zip, &Budget::default()), Refusal::Twice);
    }

    #[test]
    fn a_directory_that_claims_any_number_of_files_is_refused() {
        let mut zip = zip_of(&[("a.xml", b"1")]);
        let end = zip.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
        let mut large = b"PK\x06\x06".to_vec();
        large.extend(44_u64.to_le_bytes());
        large.resize(24, 0);
        for number in [u64::MAX / 400, u64::MAX / 400, u64::MAX, 0] {
            large.extend(number.to_le_bytes());
        }
        let mut locator = b"PK\x06\x07".to_vec();
        locator.extend([0; 4]);
        locator.extend((end as u64).to_le_bytes());
        locator.extend(1_u32.to_le_bytes());
        zip[end + 8..end + 20].fill(0xFF);
        zip.splice(end..end, large.into_iter().chain(locator));
        let refused = refused(&zip, &Budget::default()).to_string();
        assert!(refused.contains("above 4 GB"), "{refused}");
    }

    #[test]
    fn parts_that_together_weigh_too_much_are_refused() {
        let part = format!("<a>{}</a>", "<b/>".repeat(400));
        let zip = zip_of(&[("a.xml", part.as_bytes()), ("b.xml", part.as_bytes())]);
        let archive = Archive::open(&zip, &Budget { xml: 700, ..Budget::default() }).unwrap();
        assert!(archive.xml("a.xml").is_ok());
        assert!(matches!(archive.xml("b.xml"), Err(Refusal::TooLarge(_))));
        assert!(archive.xml("a.xml").is_ok(), "what was read stays read");
    }

    #[test]
    fn names_are_found_whatever_their_capitals() {
        let zip = zip_of(&[("Word/Document.xml", b"<a/>")]);
        let archive = Archive::open(&zip, &Budget::default()).unwrap();
        assert!(archive.get("word/document.XML").is_some());
    }

    #[test]
    fn what_is_no_ordinary_office_file_is_told_apart() {
        let types = |kind: &str| {
            let types = format!(
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
                 <Override PartName='/a.xml' ContentType='{kind}'/></Types>"
            );
            zip_of(&[("[Content_Types].xml", types.as_bytes()), ("a.xml", b"<a/>")])
        };
        let refused = |bytes: &[u8]| {
            let archive = Archive::open(bytes, &Budget::default()).unwrap();
            archive.check_ordinary(&archive.content_types().unwrap())
        };
        assert_eq!(refused(&types(content::PRESENTATION_MAIN)), Ok(()));
        for (kind, foreign) in [
            ("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml", Foreign::Macros),
            ("application/vnd.ms-office.vbaProject", Foreign::Macros),
            (
                "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
                Foreign::Template,
            ),
        ] {
            assert_eq!(refused(&types(kind)), Err(Refusal::Foreign(foreign)), "{kind}");
        }
        let mut package = Package::new();
        package.relationships.to_part(&format!("{}x", kind::STRICT), "a.xml");
        package.add("a.xml", Part::bytes(content::XML, b"<a/>".to_vec()));
        let strict = package.to_bytes().unwrap();
        assert_eq!(refused(&strict), Err(Refusal::Foreign(Foreign::Strict)));
        let mut package = Package::new();
        package.relationships.to_part("urn:any", "ppt/VBAProject.bin");
        package.add("ppt/VBAProject.bin", Part::bytes(content::XML, b"x".to_vec()));
        let hidden = package.to_bytes().unwrap();
        assert_eq!(refused(&hidden), Err(Refusal::Foreign(Foreign::Macros)));
    }
}
