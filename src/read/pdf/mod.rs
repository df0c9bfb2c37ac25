//! PDFs: words by page, in the order in which a screen reader says them.
//!
//! A tagged file has a tree that says which words belong together; where there
//! is none, or it leaves words out, the order of drawing stands in. Words in
//! artifacts are decoration: heads and feet are kept apart, all others, such
//! as those in small pictures of slides, are left out.

mod content;
mod operations;
mod tags;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use self::content::{Content, Ground, Run};
use super::{At, MAX_FILE, PlaceText, ReadBack, Refused};

/// The most bytes that one stream may unpack to.
const MAX_STREAM: usize = 32 << 20;
/// The most bytes that all streams may unpack to, pictures included.
const MAX_STREAMS: usize = 200 << 20;
/// The most bytes that the drawings of all pages may unpack to.
const MAX_DRAWN: usize = 64 << 20;
/// The most pages.
const MAX_PAGES: usize = 2_000;

/// A PDF that is open, with what is drawn on its pages.
#[derive(Debug)]
pub(super) struct Pdf {
    document: Document,
    pages: Vec<ObjectId>,
    /// By page.
    runs: Vec<Vec<Run>>,
}

impl Pdf {
    pub fn open(bytes: &[u8]) -> Result<Self, Refused> {
        let document = open(bytes)?;
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut content = Content::new(&document);
        let runs = pages.iter().map(|page| content.page(*page)).collect::<Result<_, _>>()?;
        Ok(Self { document, pages, runs })
    }
}

pub(super) fn read(Pdf { document, pages, runs }: &Pdf) -> Result<ReadBack, Refused> {
    let mut read = ReadBack::default();
    properties(document, &mut read);
    let (words, pictures) = tags::words(document, pages, runs)?;
    read.flow = words.flow;
    for (index, text) in words.pages.into_iter().enumerate() {
        read.places.push(PlaceText { at: At::Page(index + 1), text });
    }
    read.pictures = pictures;

    let mut furniture: Vec<&str> = Vec::new();
    for run in runs.iter().flatten().filter(|run| run.ground == Ground::HeaderFooter) {
        let text = run.text.trim();
        if !text.is_empty() && !furniture.contains(&text) {
            furniture.push(text);
        }
    }
    if !furniture.is_empty() {
        read.push(At::HeaderFooter, furniture.join("\n"));
    }
    Ok(read)
}

/// Every word in the file, drawn or not: artifacts, properties, links, tags,
/// streams that are text.
pub(super) fn everything(pdf: &Pdf, out: &mut String) -> Result<(), Refused> {
    let document = &pdf.document;
    for runs in &pdf.runs {
        for run in runs {
            out.push_str(&run.text);
            if run.ends_line {
                out.push('\n');
            }
        }
        out.push('\n');
    }
    let mut left = MAX_STREAMS;
    strings(&Object::Dictionary(document.trailer.clone()), 0, out);
    for object in document.objects.values() {
        strings(object, 0, out);
        let Object::Stream(stream) = object else {
            continue;
        };
        let Ok(bytes) = unpack(stream, &mut left)? else {
            continue;
        };
        super::everything::text_of(&bytes, out);
    }
    Ok(())
}

fn open(bytes: &[u8]) -> Result<Document, Refused> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large(format!("it is larger than {} MB", MAX_FILE >> 20)));
    }
    let document =
        Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(MAX_STREAM))
            .map_err(|error| damaged(format!("it is not a PDF that can be read: {error}")))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refused::new(
            "it is locked with a password",
            "save it again without a password, and check that copy",
        ));
    }
    let pages = document.page_iter().take(MAX_PAGES + 1).count();
    match pages {
        0 => Err(damaged("it has no pages")),
        1..=MAX_PAGES => Ok(document),
        _ => Err(too_large(format!("it has more than {MAX_PAGES} pages"))),
    }
}

fn damaged(what: impl Into<String>) -> Refused {
    Refused::new(
        what,
        "save or print it as a PDF again from the program that made it, and check that copy",
    )
}

fn too_large(what: impl Into<String>) -> Refused {
    Refused::new(what, "save it again with fewer pages or smaller pictures, and check that copy")
}

/// Unpacks a stream: the inner error is one of the stream, such as a picture's
/// packing, and of no interest; the outer is a bomb.
fn unpack(stream: &lopdf::Stream, left: &mut usize) -> Result<Result<Vec<u8>, ()>, Refused> {
    let limit = MAX_STREAM.min(*left);
    match stream.get_plain_content_with_limit(limit) {
        Ok(bytes) => {
            *left = left.saturating_sub(bytes.len());
            Ok(Ok(bytes))
        }
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(too_large(format!("a part of it unpacks to more than {} MB", limit >> 20)))
        }
        Err(_) => Ok(Err(())),
    }
}

fn properties(document: &Document, read: &mut ReadBack) {
    if let Ok(catalog) = document.catalog() {
        read.lang = text(catalog, b"Lang", document).unwrap_or_default();
    }
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let Ok(info) = info else { return };
    let values: Vec<String> = [&b"Title"[..], b"Subject", b"Author", b"Keywords", b"Creator"]
        .iter()
        .filter_map(|key| text(info, key, document))
        .collect();
    read.title = text(info, b"Title", document).unwrap_or_default();
    read.push(At::Metadata, values.join("\n"));
}

/// A text string of a dictionary.
fn text(dictionary: &Dictionary, key: &[u8], document: &Document) -> Option<String> {
    decode_text_string(dictionary.get_deref(key, document).ok()?).ok()
}

fn strings(object: &Object, depth: usize, out: &mut String) {
    if depth > 100 {
        return;
    }
    match object {
        Object::String(..) => {
            if let Ok(text) = decode_text_string(object) {
                out.push_str(&text);
                out.push('\n');
            }
        }
        Object::Array(items) => items.iter().for_each(|item| strings(item, depth + 1, out)),
        Object::Dictionary(dictionary) | Object::Stream(lopdf::Stream { dict: dictionary, .. }) => {
            dictionary.iter().for_each(|(_, item)| strings(item, depth + 1, out));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
