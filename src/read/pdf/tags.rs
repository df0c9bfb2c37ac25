//! The tree of tags: which words belong together, in which order.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::{At, PlaceText, Refused};
use super::content::{Ground, Run};
use super::{damaged, text, too_large};

/// Tags may lie in tags this deep.
const MAX_DEPTH: usize = 100;
/// The most tags and leaves.
const MAX_TAGS: usize = 500_000;
/// Tags of words within a line.
const INLINE: [&[u8]; 10] = [
    b"Span",
    b"Strong",
    b"Em",
    b"Link",
    b"Quote",
    b"Code",
    b"Reference",
    b"Sub",
    b"Annot",
    b"Note",
];

/// Words in reading order.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// By page, from the first.
    pub pages: Vec<String>,
    /// All of them.
    pub flow: String,
}

/// The words of the pages in the order of the tags, then those that no tag
/// names; and the alt texts.
pub(super) fn words(
    document: &Document,
    pages: &[ObjectId],
    runs: &[Vec<Run>],
) -> Result<(Words, Vec<PlaceText>), Refused> {
    let mut walk = Walk {
        document,
        numbers: pages.iter().enumerate().map(|(index, id)| (*id, index)).collect(),
        marked: BTreeMap::new(),
        seen: BTreeSet::new(),
        budget: MAX_TAGS,
        out: Writer { pages: vec![Line::default(); pages.len()], flow: Line::default() },
        block: 0,
        page: 0,
        pictures: Vec::new(),
    };
    for (page, runs) in runs.iter().enumerate() {
        for run in runs.iter().filter(|run| run.ground == Ground::Page) {
            if let Some(mark) = run.mark {
                walk.marked.entry((page, mark)).or_default().push(run);
            }
        }
    }
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document))
        .and_then(Object::as_dict);
    if let Ok(kids) = root.and_then(|root| root.get(b"K")) {
        walk.kids(kids, None, 0)?;
    }
    // What no tag names, in the order of drawing.
    let left = std::mem::take(&mut walk.marked);
    for (page, runs) in runs.iter().enumerate() {
        walk.block += 1;
        for run in runs.iter().filter(|run| run.ground == Ground::Page) {
            if run.mark.is_none_or(|mark| left.contains_key(&(page, mark))) {
                walk.out.write(page, walk.block, run);
                walk.block += usize::from(run.ends_line);
            }
        }
    }
    let pages = walk.out.pages.into_iter().map(|page| page.text).collect();
    Ok((Words { pages, flow: walk.out.flow.text }, walk.pictures))
}

struct Walk<'a> {
    document: &'a Document,
    numbers: BTreeMap<ObjectId, usize>,
    /// Words by page and mark that no tag has named yet.
    marked: BTreeMap<(usize, i64), Vec<&'a Run>>,
    seen: BTreeSet<ObjectId>,
    budget: usize,
    out: Writer,
    /// Number of the block that is open: words of one block share a line.
    block: usize,
    /// The page that words were last on.
    page: usize,
    pictures: Vec<PlaceText>,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, kids: &'a Object, page: Option<usize>, depth: usize) -> Result<(), Refused> {
        self.budget =
            self.budget.checked_sub(1).ok_or_else(|| too_large("it has too many tags"))?;
        if depth > MAX_DEPTH {
            return Err(damaged("its tags lie in each other too deeply"));
        }
        match kids {
            Object::Reference(id) => {
                if self.seen.insert(*id)
                    && let Ok(object) = self.document.get_object(*id)
                {
                    self.kids(object, page, depth)?;
                }
            }
            Object::Array(items) => {
                for item in items {
                    self.kids(item, page, depth + 1)?;
                }
            }
            Object::Integer(mark) => self.leaf(*mark, page),
            Object::Dictionary(dictionary) => {
                let page = self.page_of(dictionary).or(page);
                match dictionary.get(b"Type").and_then(Object::as_name) {
                    Ok(b"OBJR") => {}
                    Ok(b"MCR") => {
                        if let Ok(mark) = dictionary.get(b"MCID").and_then(Object::as_i64) {
                            self.leaf(mark, page);
                        }
                    }
                    _ => self.tag(dictionary, page, depth)?,
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn tag(
        &mut self,
        tag: &'a Dictionary,
        page: Option<usize>,
        depth: usize,
    ) -> Result<(), Refused> {
        let kind = tag.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let block = !INLINE.contains(&kind);
        self.block += usize::from(block);
        if let Some(alt) = text(tag, b"Alt", self.document).filter(|alt| !alt.is_empty()) {
            let at = At::Page(page.unwrap_or(self.page) + 1);
            self.pictures.push(PlaceText { at, text: alt });
        }
        if let Ok(kids) = tag.get(b"K") {
            self.kids(kids, page, depth + 1)?;
        }
        self.block += usize::from(block);
        Ok(())
    }

    fn leaf(&mut self, mark: i64, page: Option<usize>) {
        let Some(page) = page else { return };
        for run in self.marked.remove(&(page, mark)).into_iter().flatten() {
            self.page = page;
            self.out.write(page, self.block, run);
        }
    }

    fn page_of(&self, tag: &Dictionary) -> Option<usize> {
        let id = tag.get(b"Pg").ok()?.as_reference().ok()?;
        self.numbers.get(&id).copied()
    }
}

/// Words by page and in all.
struct Writer {
    pages: Vec<Line>,
    flow: Line,
}

impl Writer {
    fn write(&mut self, page: usize, block: usize, run: &Run) {
        self.flow.write(block, run);
        if let Some(page) = self.pages.get_mut(page) {
            page.write(block, run);
        }
    }
}

#[derive(Debug, Default, Clone)]
struct Line {
    text: String,
    block: usize,
    /// Whether the next words of the same block stand on another line.
    broken: bool,
}

impl Line {
    fn write(&mut self, block: usize, run: &Run) {
        if self.block != block {
            if !self.text.is_empty() {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('\n');
            }
        } else if self.broken && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.push_str(&run.text);
        self.block = block;
        self.broken = run.ends_line;
    }
}
