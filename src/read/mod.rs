//! Files to what a reader sees of them: words by place, titles, alt texts.
//!
//! It reads our own files back and takes a teacher's edited ones just as well,
//! so nothing here knows who wrote them or trusts them: what is hostile is
//! refused, and what is odd is read as far as it goes. Whether the words are
//! the right ones is for others to say.

mod docx;
mod everything;
mod image;
mod office;
mod pdf;
mod plain;
mod pptx;
mod refused;

use std::fmt;

use unicode_normalization::UnicodeNormalization;

pub use self::image::Image;
pub use self::plain::read_text;
pub use self::refused::Refused;
use crate::diagnostics::Findings;
use crate::ooxml::{Archive, Tree, invariants};
use crate::pack::Format;

/// The most that is read of one file, in bytes: 50 MiB.
pub const MAX_FILE: u64 = 50 << 20;
/// The most words that are read of one file, in bytes: 2 MiB, three novels.
pub const MAX_WORDS: usize = 2 << 20;
/// The most slides of a presentation.
pub const MAX_SLIDES: usize = 400;

/// What a reader sees of a file.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct ReadBack {
    /// The title in the file's properties; empty without one.
    pub title: String,
    /// The language in the file's properties, e.g. `en-GB`; empty without one.
    pub lang: String,
    /// The words by place, in reading order.
    pub places: Vec<PlaceText>,
    /// The words of pages, slides and headings in reading order, a block a
    /// line: a paragraph that runs over a page is whole here and nowhere else.
    pub flow: String,
    /// The alt texts of pictures, in reading order. Small pictures of slides
    /// are among them; the words drawn in those are nowhere.
    pub pictures: Vec<PlaceText>,
    /// The pictures of an office file, those without alt text included, in
    /// reading order.
    pub images: Vec<Image>,
    /// The slides, from 1, that are not shown to a class.
    pub hidden: Vec<usize>,
    /// An office file's keywords, as its properties have them.
    pub keywords: String,
    /// An office file's custom properties: name and value of each.
    pub own: Vec<(String, String)>,
}

/// Words, and where they stand.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct PlaceText {
    /// Where.
    pub at: At,
    /// The words, a block a line.
    pub text: String,
}

/// A place in a file, as a person would name it.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub enum At {
    /// A page, from 1.
    Page(usize),
    /// A slide, from 1.
    Slide(usize),
    /// Below this heading; above the first it is empty.
    Heading(String),
    /// The notes of a slide, from 1.
    Notes(usize),
    /// Footnotes and endnotes.
    Footnotes,
    /// What somebody remarked on a page or a slide.
    Comments,
    /// The head or foot of pages or slides.
    HeaderFooter,
    /// The file's properties.
    Metadata,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(number) => write!(f, "page {number}"),
            Self::Slide(number) => write!(f, "slide {number}"),
            Self::Heading(text) if text.is_empty() => f.write_str("before the first heading"),
            Self::Heading(text) => write!(f, "under “{text}”"),
            Self::Notes(number) => write!(f, "notes of slide {number}"),
            Self::Footnotes => f.write_str("footnotes"),
            Self::Comments => f.write_str("comments"),
            Self::HeaderFooter => f.write_str("header or footer"),
            Self::Metadata => f.write_str("properties"),
        }
    }
}

impl At {
    /// Whether its words are in [`ReadBack::flow`]: not notes, nor properties,
    /// nor what repeats on every page.
    pub fn is_flow(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Slide(_) | Self::Heading(_))
    }
}

impl ReadBack {
    /// Adds words at a place, and to the flow if they belong there.
    fn push(&mut self, at: At, text: String) {
        if at.is_flow() && !text.is_empty() {
            self.flow.push_str(&text);
            self.flow.push('\n');
        }
        self.places.push(PlaceText { at, text });
    }
}

/// A file that is open: taken apart once, however often it is looked at.
#[derive(Debug)]
pub struct Opened(Inner);

#[derive(Debug)]
enum Inner {
    Pdf(Box<pdf::Pdf>),
    Pptx(Archive),
    Docx(Archive),
}

impl Opened {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// Why it is refused. Whether that is a bug or a user's mistake depends on
    /// who made the file: [`Refused::ours`], [`Refused::theirs`].
    pub fn new(bytes: &[u8], format: Format) -> Result<Self, Refused> {
        Ok(Self(match format {
            Format::Pdf => Inner::Pdf(Box::new(pdf::Pdf::open(bytes)?)),
            Format::Pptx => Inner::Pptx(office::open(bytes, format)?),
            Format::Docx => Inner::Docx(office::open(bytes, format)?),
        }))
    }

    /// What it is.
    pub fn format(&self) -> Format {
        match &self.0 {
            Inner::Pdf(_) => Format::Pdf,
            Inner::Pptx(_) => Format::Pptx,
            Inner::Docx(_) => Format::Docx,
        }
    }

    /// What a reader sees.
    ///
    /// # Errors
    ///
    /// As [`Opened::new`].
    pub fn read(&self) -> Result<ReadBack, Refused> {
        let read = match &self.0 {
            Inner::Pdf(pdf) => pdf::read(pdf),
            Inner::Pptx(archive) => pptx::read(archive),
            Inner::Docx(archive) => docx::read(archive),
        }?;
        let size = |texts: &[PlaceText]| texts.iter().map(|text| text.text.len()).sum::<usize>();
        if size(&read.places) + size(&read.pictures) > MAX_WORDS {
            return Err(Refused::too_large(format!(
                "it has more than {} MB of words",
                MAX_WORDS >> 20
            )));
        }
        Ok(read)
    }

    /// Every word: what is drawn and what is not, names and values of
    /// attributes, comments aside; properties, parts nobody points at, files
    /// within files, and letters in bytes that are not text.
    ///
    /// # Errors
    ///
    /// As [`Opened::new`].
    pub fn all_text(&self) -> Result<String, Refused> {
        let mut out = String::new();
        match &self.0 {
            Inner::Pdf(pdf) => pdf::everything(pdf, &mut out),
            Inner::Pptx(archive) | Inner::Docx(archive) => everything::zipped(archive, &mut out),
        }?;
        Ok(out)
    }

    /// What office programs would refuse or repair in it, one sentence each;
    /// nothing of a PDF.
    pub fn violations(&self) -> Vec<String> {
        match &self.0 {
            Inner::Pdf(_) => Vec::new(),
            Inner::Pptx(archive) => invariants::in_deck(archive),
            Inner::Docx(archive) => invariants::in_document(archive),
        }
    }
}

/// Reads a file of ours: what a reader sees. `name` is what findings call it.
///
/// # Errors
///
/// [`Refused::ours`].
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<ReadBack, Findings> {
    let read = Opened::new(bytes, format).and_then(|opened| opened.read());
    read.map_err(|refused| refused.ours(name).into())
}

/// Every word of a file of ours: [`Opened::all_text`].
///
/// # Errors
///
/// [`Refused::ours`].
pub fn all_text(bytes: &[u8], format: Format, name: &str) -> Result<String, Findings> {
    let text = Opened::new(bytes, format).and_then(|opened| opened.all_text());
    text.map_err(|refused| refused.ours(name).into())
}

/// The format that a file's name promises.
pub fn format_of(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    Format::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.ending()))
}

/// Text for comparing: NFKC, without white space, soft hyphens or what no one
/// sees, so that line breaks and ligatures make no difference.
pub fn normalise(text: &str) -> String {
    let seen = |c: &char| {
        !c.is_whitespace()
            && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
    };
    let mut out = String::with_capacity(text.len());
    // Nothing composes over the end of a line.
    for line in text.split('\n') {
        if line.chars().all(is_its_own_nfkc) {
            out.extend(line.chars().filter(seen));
        } else {
            out.extend(line.nfkc().filter(seen));
        }
    }
    out
}

/// Characters that NFKC leaves as they are beside each other: nearly all of an
/// English text, for which the whole of it would take ten times as long.
fn is_its_own_nfkc(c: char) -> bool {
    matches!(c,
        '\0'..='\u{9F}' | '\u{B7}' | '\u{C0}'..='\u{FF}' | '–' | '—' | '‘' | '’' | '“' | '”' | '•')
}

/// Title and language from an office file's properties, and all their words.
fn office_properties(archive: &Archive, read: &mut ReadBack) -> Result<(), Refused> {
    let arrows = archive.relationships("")?;
    if let Some(name) = arrows.part(crate::ooxml::names::kind::CUSTOM_PROPERTIES)
        && archive.get(name).is_some()
    {
        let named = |property: &Tree| {
            let name = property.attr("name")?.to_owned();
            Some((name, office_words(&property.text())))
        };
        let all = archive.xml(name)?;
        read.own = all.all("cust:property").filter_map(named).collect();
    }
    let Some(name) = arrows.part(crate::ooxml::names::kind::CORE_PROPERTIES) else {
        return Ok(());
    };
    let properties = archive.xml(name)?;
    let value = |name| properties.get(name).map(|found| office_words(&found.text()));
    read.title = value("dc:title").unwrap_or_default();
    read.lang = value("dc:language").unwrap_or_default();
    read.keywords = value("cp:keywords").unwrap_or_default();
    let all: Vec<String> =
        ["dc:title", "dc:subject", "dc:creator", "cp:keywords", "dc:description"]
            .into_iter()
            .filter_map(value)
            .filter(|text| !text.is_empty())
            .collect();
    read.push(At::Metadata, all.join("\n"));
    Ok(())
}

/// Presentations and properties read `_x0041_` as `A`; who means the signs
/// themselves writes the first as `_x005F_`, and that alone is met in honest
/// files.
fn office_words(text: &str) -> String {
    text.replace("_x005F_", "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Level, Place};

    #[test]
    fn breaks_ligatures_and_hidden_signs_make_no_difference() {
        assert_eq!(normalise("o\u{FB03}ce  co\u{AD}-op\nx\u{200B}"), normalise("office co-op x"));
        assert_eq!(normalise("e\u{301}"), "\u{E9}");
        assert_ne!(normalise("never share"), normalise("ever share"));
    }

    #[test]
    fn plain_lines_are_compared_as_all_others() {
        let plain: Vec<char> = ('\0'..='\u{3000}').filter(|c| is_its_own_nfkc(*c)).collect();
        let all: String = plain.iter().flat_map(|a| plain.iter().flat_map(|b| [*a, *b])).collect();
        assert!(all.nfkc().eq(all.chars()));
        assert_eq!(normalise("n\u{303}\n\u{303}n’s"), "ñ\u{303}n’s");
    }

    #[test]
    fn the_name_promises_the_format() {
        assert_eq!(format_of("teacher/2-slides.PPTX"), Some(Format::Pptx));
        assert_eq!(format_of("notes.odt"), None);
        assert_eq!(format_of("pdf"), None);
    }

    #[test]
    fn what_is_none_of_them_is_refused_by_name() {
        for format in Format::ALL {
            let findings = read(b"not a file", format, "x.bin").unwrap_err();
            let finding = findings.iter().next().unwrap();
            assert_eq!(
                (finding.rule, &finding.place),
                ("unreadable", &Place::File("x.bin".into()))
            );
        }
    }

    #[test]
    fn whose_file_it_is_decides_what_a_refusal_means() {
        for format in Format::ALL {
            let refused = Opened::new(b"not a file", format).unwrap_err();
            assert!(refused.clone().ours("x").bug, "{refused:?}");
            let theirs = refused.clone().theirs("x");
            assert!(!theirs.bug && theirs.level == Level::Error, "{refused:?}");
            assert_eq!(theirs.remedy, refused.remedy);
            assert!(theirs.remedy.contains("save"), "{refused:?}");
        }
    }
}
