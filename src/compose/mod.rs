//! A fitted lesson to a pack: one file a kind of document.
//!
//! Compose decides what stands where and in which order; it knows no format.
//! Words the program adds are few, plain and the same in every pack.

mod briefing;
mod composer;
mod deck;
mod help_sheet;
mod letter;
mod notes;
mod print_set;
mod scheme;
mod slide;
mod start_here;
mod worksheet;

use self::composer::Composer;
use crate::brand::Brand;
use crate::diagnostics::Findings;
use crate::fit::FittedLesson;
use crate::pack::{Body, Document, Format, Item, Pack, Reader};

/// Makes the pack of a fitted lesson.
///
/// # Errors
///
/// Findings for words that would reach a reader who must not see them; a
/// schema that declares its readers makes that a bug of ours.
pub fn compose(fitted: &FittedLesson<'_>, brand: &Brand) -> Result<Pack, Findings> {
    use Format::{Docx, Pdf, Pptx};
    let mut c = Composer::new(fitted, brand);
    let deck = c.deck();
    let bare = c.deck_without_notes(&deck);
    let mut items = Items::default();

    items.document(&c, "1-start-here", Reader::Staff, &[Pdf], Some(1), c.start_here());
    items.push(Item::new(
        "2-slides",
        Reader::Staff,
        vec![Pptx, Pdf],
        c.meta.clone(),
        Body::Deck(deck),
    ));
    let notes = c.notes(items.deck());
    items.document(&c, "3-notes", Reader::Staff, &[Docx, Pdf], None, notes);
    items.document(&c, "4-safeguarding-briefing", Reader::Staff, &[Pdf], Some(1), c.briefing());

    let scheme = c.scheme();
    items.document(&c, "5-scheme-of-work", Reader::Staff, &[Docx, Pdf], None, scheme);

    let print_set = c.print_set();
    items.document(&c, "1-print-set", Reader::Learners, &[Pdf], None, print_set);
    items.push(Item::new(
        "2-slides",
        Reader::Learners,
        vec![Pdf],
        c.meta.clone(),
        Body::Deck(bare),
    ));
    for (stem, document) in c.worksheets() {
        items.document(&c, stem, Reader::Learners, &[Docx, Pdf], None, document);
    }
    let help_sheet = c.help_sheet();
    items.document(&c, "4-help-sheet", Reader::Learners, &[Docx, Pdf], Some(1), help_sheet);

    let letter = c.letter();
    items.document(&c, "1-letter-home", Reader::Home, &[Docx, Pdf], None, letter);

    items.findings.extend(c.findings);
    let Items { done, mut findings } = items;
    findings.ok_or(Pack { meta: c.meta, items: done, pictures: c.pictures })
}

/// Items as they come, with what was refused.
#[derive(Default)]
struct Items {
    done: Vec<Item>,
    findings: Findings,
}

impl Items {
    fn push(&mut self, item: Result<Item, Findings>) {
        match item {
            Ok(item) => self.done.push(item),
            Err(findings) => self.findings.extend(findings),
        }
    }

    fn document(
        &mut self,
        c: &Composer<'_>,
        stem: &str,
        reader: Reader,
        formats: &[Format],
        max_pages: Option<u16>,
        document: Document,
    ) {
        let item =
            Item::new(stem, reader, formats.to_vec(), c.meta.clone(), Body::Document(document));
        self.push(item.map(|item| Item { max_pages, private: c.fitted.is_private(), ..item }));
    }

    /// The deck with its notes, from which the notes' document is made.
    fn deck(&self) -> Option<&crate::pack::Deck> {
        self.done.iter().find_map(|item| match &item.body {
            Body::Deck(deck) => Some(deck),
            Body::Document(_) => None,
        })
    }
}
