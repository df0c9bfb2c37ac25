//! Files that mean harm, and files that are only broken, in the place of one
//! that a teacher has edited: each is refused with what is wrong and what to
//! do, whatever it claims of itself.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use lessonpack::diagnostics::Level;
use lessonpack::ooxml::{Archive, Budget};
use lessonpack::pack::Format;
use lessonpack::read::{MAX_FILE, MAX_SLIDES, Opened, ReadBack, Refused};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{pack, run};

const DECK: &str = "teacher/2-slides.pptx";
const NOTES: &str = "teacher/3-notes.docx";
const PRESENTATION: &str = "ppt/presentation.xml";
const SLIDE: &str = "ppt/slides/slide1.xml";
const DOCUMENT: &str = "word/document.xml";
const TYPES: &str = "[Content_Types].xml";

fn built(name: &str) -> Vec<u8> {
    fs::read(pack().join(name)).unwrap()
}

fn format(name: &str) -> Format {
    lessonpack::read::format_of(name).unwrap()
}

fn read(bytes: &[u8], format: Format) -> Result<ReadBack, Refused> {
    Opened::new(bytes, format).and_then(|opened| opened.read())
}

/// A zip of these files.
fn zip_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Packing takes long, and matters to bombs alone.
        let packing = if name.ends_with(".bin") {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        zip.start_file(name, SimpleFileOptions::default().compression_method(packing)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files of a built file.
fn parts(name: &str) -> Vec<(String, Vec<u8>)> {
    let archive = Archive::open(&built(name), &Budget::default()).unwrap();
    let part = |name: &str| (name.to_owned(), archive.get(name).unwrap().to_vec());
    archive.names().map(part).collect()
}

fn zip_parts(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    zip_of(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// A built file with one of its files made into another.
fn with(name: &str, part: &str, edit: impl FnOnce(&str) -> Vec<u8>) -> Vec<u8> {
    let mut parts = parts(name);
    let (_, bytes) = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    *bytes = edit(std::str::from_utf8(bytes).unwrap());
    zip_parts(&parts)
}

/// A built file with the first `from` in one of its files replaced.
fn replaced(name: &str, part: &str, from: &str, to: &str) -> Vec<u8> {
    with(name, part, |xml| {
        assert!(xml.contains(from), "{part} has no {from:?}");
        xml.replacen(from, to, 1).into_bytes()
    })
}

/// A built file with one more file in it.
fn and(name: &str, part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut parts = parts(name);
    parts.push((part.to_owned(), bytes.to_vec()));
    zip_parts(&parts)
}

/// Asserts that a file is refused with these words, and what a teacher is told.
#[track_caller]
fn refused(bytes: &[u8], format: Format, what: &str, remedy: &str) {
    let refused = read(bytes, format).unwrap_err();
    assert!(refused.what.contains(what), "{:?} does not say {what:?}", refused.what);
    assert!(refused.remedy.contains(remedy), "{:?} does not say {remedy:?}", refused.remedy);
    assert!(refused.what.len() < 400, "that is no sentence: {}", refused.what);
    for phrase in [&refused.what, &refused.remedy] {
        assert!(!phrase.ends_with('.') && !phrase.contains('\n'), "{phrase}");
    }
    let finding = refused.theirs("deck.pptx");
    assert!(!finding.bug && finding.level == Level::Error);
}

#[test]
fn what_we_build_is_read() {
    for name in [DECK, NOTES, "teacher/2-slides.pdf"] {
        assert!(!read(&built(name), format(name)).unwrap().flow.is_empty(), "{name}");
    }
}

#[test]
fn files_of_other_kinds_are_named_with_the_way_to_ours() {
    let compound = |entry: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(2_048, 0);
        bytes.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(8_192, 0);
        bytes
    };
    let odp: &[u8] = b"application/vnd.oasis.opendocument.presentation";
    let main = "presentationml.presentation.main";
    for (bytes, what, remedy) in [
        (Vec::new(), "it is empty", "fetch it again"),
        (vec![0; 4_096], "it is empty", "fetch it again"),
        (compound("EncryptedPackage"), "locked with a password", "without a password"),
        (compound("PowerPoint Document"), "before 2007", "save it as .pptx"),
        (zip_of([("mimetype", odp)]), "OpenDocument", "save it as .pptx"),
        (built("teacher/2-slides.pdf"), "it is a PDF", "ending .pdf"),
        (b"{\\rtf1 words}".to_vec(), "rich text", "save it as an ordinary .pptx"),
        (b"<!doctype html><p>words".to_vec(), "web page", "save it as an ordinary .pptx"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "a picture", "name a .pptx"),
        (b"only words".to_vec(), "no .pptx, .docx", "fetch it again"),
        (built(NOTES), "a text document", "ending .docx"),
        (replaced(DECK, TYPES, main, "spreadsheetml.sheet.main"), "a workbook", "name a .pptx"),
        (
            replaced(DECK, TYPES, main, "presentationml.template.main"),
            "a template",
            "ordinary .pptx",
        ),
        (
            replaced(
                DECK,
                TYPES,
                &format!("application/vnd.openxmlformats-officedocument.{main}"),
                "application/vnd.ms-powerpoint.presentation.macroEnabled.main",
            ),
            "macros",
            "without macros",
        ),
        (and(DECK, "ppt/hidden/VbaProject.bin", b"x"), "macros", "without macros"),
        (
            replaced(
                DECK,
                "_rels/.rels",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            ),
            "strict",
            "without the word “Strict”",
        ),
    ] {
        refused(&bytes, Format::Pptx, what, remedy);
    }
    refused(&built(DECK), Format::Docx, "a presentation", "ending .pptx");
    refused(b"not a PDF", Format::Pdf, "not a PDF", "save or print it as a PDF again");
}

#[test]
fn xml_that_reaches_out_or_grows_is_refused() {
    let laughs: String =
        (1..20).map(|n| format!("<!ENTITY l{n} '&l{};&l{};'>", n - 1, n - 1)).collect();
    let doctype = |inner: &str| format!("<!DOCTYPE x [<!ENTITY l0 'ha'>{inner}]><p:sld ");
    for inner in [
        laughs.as_str(),
        "<!ENTITY x SYSTEM 'file:///etc/hosts'>",
        "<!ENTITY % x SYSTEM 'https://example.org/x.dtd'> %x;",
    ] {
        let bytes = replaced(DECK, SLIDE, "<p:sld ", &doctype(inner));
        refused(
            &bytes,
            Format::Pptx,
            "`ppt/slides/slide1.xml` cannot be read: it has a document",
            "save it as .pptx",
        );
    }
    let bytes = replaced(DECK, SLIDE, "</p:sld>", "&l19;</p:sld>");
    refused(&bytes, Format::Pptx, "entity `l19` is not known", "save it as .pptx");
    // The same in every part that is read.
    for part in [TYPES, "_rels/.rels", "docProps/core.xml", PRESENTATION] {
        let bytes = with(DECK, part, |xml| {
            let (declaration, rest) = xml.split_once("?>").unwrap();
            format!("{declaration}?><!DOCTYPE x>{rest}").into_bytes()
        });
        refused(&bytes, Format::Pptx, "document type", "save it as .pptx");
    }
}

#[test]
fn xml_that_is_broken_or_in_other_letters_is_refused_by_part() {
    let cut = with(DECK, SLIDE, |xml| xml.as_bytes()[..xml.len() / 2].to_vec());
    refused(&cut, Format::Pptx, "`ppt/slides/slide1.xml` cannot be read", "fetch it again");
    let latin = with(NOTES, DOCUMENT, |_| b"<?xml version='1.0'?><a>caf\xE9</a>".to_vec());
    refused(&latin, Format::Docx, "`word/document.xml` cannot be read: it is not UTF-8", "save");
    let seven = with(NOTES, DOCUMENT, |_| b"<?xml version='1.0' encoding='UTF-7'?><a/>".to_vec());
    refused(&seven, Format::Docx, "encoding UTF-7", "save");
    let nul = with(NOTES, DOCUMENT, |_| b"<a>\0</a>".to_vec());
    refused(&nul, Format::Docx, "control character", "save");

    // Honest files may be in UTF-16, and say the same there.
    let wide = with(NOTES, DOCUMENT, |xml| {
        let xml = xml.replace("UTF-8", "UTF-16");
        format!("\u{FEFF}{xml}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    });
    assert_eq!(read(&wide, Format::Docx), read(&built(NOTES), Format::Docx));
}

#[test]
fn a_deck_of_ten_thousand_slides_is_refused_with_its_count() {
    // Listed only.
    let listed = with(DECK, PRESENTATION, |xml| {
        let ids: String =
            (0..10_000).map(|n| format!("<p:sldId id='{}' r:id='rId1'/>", 300 + n)).collect();
        xml.replacen("</p:sldIdLst>", &format!("{ids}</p:sldIdLst>"), 1).into_bytes()
    });
    let most = format!("at most {MAX_SLIDES} are read");
    refused(&listed, Format::Pptx, &most, "split it into several files");
    refused(&listed, Format::Pptx, "it has 100", "split it into several files");
    // And there.
    let names: Vec<String> = (1..=10_000).map(|n| format!("ppt/slides/slide{n}.xml")).collect();
    let there = zip_of(names.iter().map(|name| (name.as_str(), &b"<p:sld/>"[..])));
    refused(&there, Format::Pptx, "it has 10000 slides", "split it into several files");
}

#[test]
fn a_slide_that_stands_for_many_is_refused() {
    let twice = with(DECK, PRESENTATION, |xml| {
        let first = xml.find("<p:sldId ").unwrap();
        let end = first + xml[first..].find("/>").unwrap() + 2;
        format!("{}{}{}", &xml[..end], &xml[first..end], &xml[end..]).into_bytes()
    });
    refused(&twice, Format::Pptx, "slide 2 shows what another slide shows", "save it as .pptx");
}

#[test]
fn what_points_nowhere_outside_or_at_itself_does_no_harm() {
    let arrows = "ppt/_rels/presentation.xml.rels";
    let to = |target: &str| replaced(DECK, arrows, "Target=\"slides/slide1.xml\"", target);
    refused(
        &to("Target=\"slides/none.xml\""),
        Format::Pptx,
        "`ppt/slides/none.xml` is not there",
        "save",
    );
    let out = to("Target=\"../../../../etc/hosts\"");
    refused(&out, Format::Pptx, "`etc/hosts` is not there", "save");
    let away = to("Target=\"https://example.org/slide1.xml\" TargetMode=\"External\"");
    refused(&away, Format::Pptx, "`slide 1` is not there", "save");
    let itself = read(&to("Target=\"../ppt/presentation.xml\""), Format::Pptx).unwrap();
    assert!(!itself.flow.is_empty(), "the other slides are read");
    let without: Vec<_> =
        parts(DECK).into_iter().filter(|(name, _)| name != PRESENTATION).collect();
    refused(&zip_parts(&without), Format::Pptx, "`ppt/presentation.xml` is not there", "save");
    let without: Vec<_> = parts(DECK).into_iter().filter(|(name, _)| name != TYPES).collect();
    refused(&zip_parts(&without), Format::Pptx, "`[Content_Types].xml` is not there", "save");
    let many = with(DECK, arrows, |xml| {
        let one = "<Relationship Id='x' Type='x' Target='slides/slide1.xml'/>".repeat(20_000);
        xml.replacen("</Relationships>", &format!("{one}</Relationships>"), 1).into_bytes()
    });
    refused(&many, Format::Pptx, "points at more than", "split");
}

#[test]
fn parts_without_measure_are_refused() {
    let body = |inner: String| {
        with(NOTES, DOCUMENT, |xml| {
            let end = xml.rfind("<w:sectPr").unwrap();
            format!("{}{inner}{}", &xml[..end], &xml[end..]).into_bytes()
        })
    };
    let cells = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>".repeat(500_000);
    let too_many = "more words and marks than are read";
    refused(&body(format!("<w:tbl>{cells}</w:tbl>")), Format::Docx, too_many, "split it");
    let paragraph = |size: usize| {
        // Numbers, as one letter over and over would be refused for its packing.
        let words: String =
            (0..size / 8).map(|n| format!("{:07} ", n * 7_919 % 9_999_991)).collect();
        body(format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
    };
    refused(&paragraph(48 << 20), Format::Docx, too_many, "split it");
    refused(&paragraph(12 << 20), Format::Docx, "more than 2 MB of words", "split it");
    let boxes = "<w:r><w:pict><w:p>".repeat(100) + &"</w:p></w:pict></w:r>".repeat(100);
    refused(&body(format!("<w:p>{boxes}</w:p>")), Format::Docx, "128 deep", "save it");

    let shapes = |inner: &str| replaced(DECK, SLIDE, "</p:spTree>", &format!("{inner}</p:spTree>"));
    let groups = "<p:grpSp>".repeat(5_000) + &"</p:grpSp>".repeat(5_000);
    refused(&shapes(&groups), Format::Pptx, "128 deep", "save it");
    let wide: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    refused(&shapes(&format!("<p:sp{wide}/>")), Format::Pptx, "256 attributes", "save it");
    let spaces: String = (0..200).map(|n| format!(" xmlns:n{n}='urn:{n}'")).collect();
    refused(
        &shapes(&format!("<p:sp{spaces}/>")),
        Format::Pptx,
        "more than 128 namespaces",
        "save it",
    );
    let value = "words ".repeat(7_000_000);
    refused(&shapes(&format!("<p:sp a='{value}'/>")), Format::Pptx, too_many, "split it");
    // A short prefix for a long name, a hundred thousand times.
    let uri = "u".repeat(1_000_000);
    let long = format!("<p:sp xmlns:u='{uri}'>{}</p:sp>", "<u:a/>".repeat(100_000));
    refused(&shapes(&long), Format::Pptx, too_many, "split it");
}

#[test]
fn zips_that_grow_hide_or_lead_out_are_refused() {
    let zeros = vec![0; 60 << 20];
    refused(
        &and(DECK, "ppt/media/bomb.bin", &zeros),
        Format::Pptx,
        "`ppt/media/bomb.bin` unpacks to more than",
        "smaller",
    );
    let mut many = parts(DECK);
    many.extend((0..60).map(|n| (format!("ppt/media/{n}.bin"), zeros[..4 << 20].to_vec())));
    refused(&zip_parts(&many), Format::Pptx, "its files unpack to more than 100 MB", "smaller");
    for name in ["../../x", "/etc/x", "C:\\x", "ppt/../../x"] {
        refused(&and(DECK, name, b"x"), Format::Pptx, "a name that leads elsewhere", "save");
    }
    refused(&and(DECK, "PPT/Presentation.xml", b"<a/>"), Format::Pptx, "the same name", "save");
    refused(&built(DECK)[..20_000], Format::Pptx, "cut short or damaged", "fetch it again");
    let mut huge = built(DECK);
    huge.resize(MAX_FILE as usize + 1, b' ');
    refused(&huge, Format::Pptx, "more than 50 MB", "smaller");

    // A link, a folder's name for a file, a packing of another kind.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("ppt/x.xml", "/etc/hosts", SimpleFileOptions::default()).unwrap();
    let link = zip.finish().unwrap().into_inner();
    refused(&link, Format::Pptx, "leads elsewhere", "save");
    let mut locked = zip_of([("a.xml", &b"words"[..])]);
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let head = locked.windows(4).position(|window| window == mark).unwrap();
        locked[head + at] |= 1;
    }
    refused(&locked, Format::Pptx, "`a.xml` is locked", "without a password");
}

#[test]
fn zips_within_zips_end() {
    let mut zip = built(DECK);
    let mut nested = Vec::new();
    for depth in 0..5 {
        nested = and(DECK, "ppt/embeddings/inner.xlsx", &zip);
        zip.clone_from(&nested);
        let opened = Opened::new(&nested, Format::Pptx).unwrap();
        assert!(!opened.read().unwrap().flow.is_empty());
        match opened.all_text() {
            Ok(_) => assert!(depth < 3, "{depth}"),
            Err(refused) => {
                assert!(depth >= 2, "{depth}");
                assert!(refused.what.contains("too deep"), "{refused:?}");
            }
        }
    }
    assert!(Opened::new(&nested, Format::Pptx).unwrap().all_text().is_err());
    // Small zips of large files, side by side.
    let bomb = zip_of([("a.bin", vec![b'x'; 4 << 20].as_slice())]);
    let mut many = parts(DECK);
    many.extend((0..40).map(|n| (format!("ppt/embeddings/{n}.zip"), bomb.clone())));
    let opened = Opened::new(&zip_parts(&many), Format::Pptx).unwrap();
    let refused = opened.all_text().unwrap_err();
    assert!(refused.what.contains("too large"), "{refused:?}");
}

/// Numbers that look like chance and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// A few bytes changed, cut out, doubled, or put in.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        const MEAN: [&[u8]; 10] =
            [b"<", b">", b"\"", b"&", b"\0", b"]]>", b"<!--", b"\xFF\xFE", b"PK\x01\x02", b"-1"];
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                return;
            }
            let at = self.below(bytes.len());
            let to = (at + 1 + self.below(40)).min(bytes.len());
            match self.below(5) {
                0 => bytes[at] = self.below(256) as u8,
                1 => bytes[at] ^= 1 << self.below(8),
                2 => drop(bytes.drain(at..to)),
                3 => {
                    let again = bytes[at..to].to_vec();
                    drop(bytes.splice(at..at, again));
                }
                _ => drop(bytes.splice(at..at, MEAN[self.below(MEAN.len())].iter().copied())),
            }
        }
    }
}

/// How many of a thousand spoilt files were read; the others are refused in
/// words. Reading ends without a panic, or the test does not.
fn read_spoilt(format: Format, count: usize, mut next: impl FnMut(usize) -> Vec<u8>) -> usize {
    let mut seen = 0;
    for number in 0..count {
        let bytes = next(number);
        let opened = Opened::new(&bytes, format);
        let read = opened.and_then(|opened| {
            let _ = opened.all_text();
            let _ = opened.violations();
            opened.read()
        });
        match read {
            Ok(_) => seen += 1,
            Err(refused) => {
                assert!(!refused.what.is_empty() && !refused.remedy.is_empty(), "{number}");
            }
        }
    }
    seen
}

#[test]
fn a_thousand_spoilt_files_are_read_or_refused() {
    // As they are on the disk.
    for (name, seed) in [(DECK, 11), (NOTES, 12), ("teacher/2-slides.pdf", 13)] {
        let whole = built(name);
        let mut chance = Chance(seed);
        read_spoilt(format(name), 100, |_| {
            let mut bytes = whole.clone();
            chance.spoil(&mut bytes);
            bytes
        });
    }
    // Where the zip is whole, and a file in it is not.
    for (name, seed) in [(DECK, 21), (NOTES, 22)] {
        let is_read = |name: &str| !name.ends_with(".png") && !name.contains("slideLayout");
        let whole: Vec<_> = parts(name).into_iter().filter(|(name, _)| is_read(name)).collect();
        let mut chance = Chance(seed);
        let seen = read_spoilt(format(name), 350, |_| {
            let mut parts = whole.clone();
            let at = chance.below(parts.len());
            chance.spoil(&mut parts[at].1);
            zip_parts(&parts)
        });
        assert!((1..350).contains(&seen), "{name}: {seen} of 350 were read");
    }
}

#[test]
fn what_is_no_file_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let like_a_file = folder.path().join("x.zip");
    fs::create_dir(&like_a_file).unwrap();
    let sparse = folder.path().join("sparse.zip");
    fs::File::create(&sparse).unwrap().set_len(2 << 30).unwrap();
    for (path, rule) in
        [(like_a_file.to_str().unwrap(), "pack-manifest"), (sparse.to_str().unwrap(), "file-size")]
    {
        let verified = run(["verify", path]);
        assert_eq!(verified.code, 1, "{}", verified.err);
        assert!(verified.err.contains(&format!("error[{rule}]")), "{}", verified.err);
    }
    #[cfg(unix)]
    {
        let verified = run(["verify", "/dev/zero"]);
        assert_eq!(verified.code, 2, "{}", verified.err);
        assert!(verified.err.contains("`/dev/zero` is not a file"), "{}", verified.err);
    }
}

/// Checks a file of this name as a teacher does, and gives the exit code and
/// what is printed.
fn checked(folder: &Path, name: &str, bytes: &[u8]) -> (i32, String) {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let ran = run(["check", path.to_str().unwrap()]);
    (ran.code, format!("{}{}", ran.out, ran.err))
}

#[test]
fn a_teacher_is_told_what_is_wrong_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize(1_024, 0);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let bomb = and(DECK, "ppt/media/bomb.bin", &vec![0; 60 << 20]);
    let doctype = replaced(DECK, SLIDE, "<p:sld ", "<!DOCTYPE p:sld><p:sld ");
    let macros = and(DECK, "ppt/vbaProject.bin", b"x");
    for (name, bytes, what, remedy) in [
        ("locked.pptx", compound, "it is locked with a password", "save it again without"),
        ("bomb.pptx", bomb, "unpacks to more than", "make its pictures smaller"),
        ("doctype.pptx", doctype, "it has a document type", "check that copy"),
        ("macros.pptx", macros, "it carries macros", "without macros"),
        ("empty.docx", Vec::new(), "it is empty", "fetch it again"),
        ("old.ppt", b"\xD0\xCF\x11\xE0".to_vec(), "end in `.ppt`", "save it as .pptx"),
        ("slides.odp", b"PK".to_vec(), "end in `.odp`", "save it as .pptx"),
        ("cut.zip", built(DECK)[..9_000].to_vec(), "cut short or damaged", "name the zip"),
        ("long.txt", b"words ".repeat(2_000_000), "more than 2 MB of words", ""),
    ] {
        let (code, told) = checked(folder.path(), name, &bytes);
        assert_eq!(code, 2, "{name}: {told}");
        assert!(told.contains("error[unreadable]: "), "{name}: {told}");
        assert!(told.contains(what) && told.contains(remedy), "{name}: {told}");
        assert!(!told.contains("bug in lessonpack"), "{name}: {told}");
    }
}

#[test]
fn what_is_no_file_or_has_no_end_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("folder.pptx")).unwrap();
    fs::File::create(path("sparse.pptx")).unwrap().set_len(2 << 30).unwrap();
    let ran = run(["check", &path("folder.pptx")]);
    assert!(ran.code != 0 && ran.err.contains("is a folder"), "{}", ran.err);
    let ran = run(["check", &path("sparse.pptx")]);
    assert!(ran.code != 0 && ran.err.contains("error[file-size]"), "{}", ran.err);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", path("endless.pptx")).unwrap();
        let ran = run(["check", &path("endless.pptx")]);
        assert!(ran.code != 0 && ran.err.contains("is not a file"), "{}", ran.err);
    }
}

#[test]
fn a_bad_file_beside_good_ones_does_not_hide_them() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.pptx");
    fs::write(&good, replaced(DECK, SLIDE, "group chat", "chat")).unwrap();
    let bad = folder.path().join("bad.pptx");
    fs::write(&bad, b"words").unwrap();
    let sheet = folder.path().join("sheet.txt");
    fs::write(&sheet, "It was her own fault for sending it.").unwrap();
    let ran =
        run(["check", bad.to_str().unwrap(), good.to_str().unwrap(), sheet.to_str().unwrap()]);
    let told = format!("{}{}", ran.out, ran.err);
    assert_eq!(ran.code, 1, "{told}");
    assert!(told.contains("error[unreadable]") && told.contains("error[blame]"), "{told}");
}
