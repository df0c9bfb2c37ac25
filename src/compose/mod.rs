//! A fitted lesson to a pack: one file a kind of document.
//!
//! Compose decides what stands where and in which order; it knows no format.
//! Words the program adds are few, plain and the same in every pack.

mod briefing;
mod certificate;
mod composer;
mod deck;
mod evaluation;
mod exercise;
mod handout;
mod help_sheet;
mod incident_card;
mod letter;
mod notes;
mod print_set;
mod run_sheet;
mod scheme;
mod slide;
mod start_here;
mod worksheet;

use self::composer::Composer;
use crate::brand::Brand;
use crate::diagnostics::Findings;
use crate::fit::FittedLesson;
use crate::library::workshop::Workshop;
use crate::pack::Format::{Docx, Pdf, Pptx};
use crate::pack::{Body, Deck, Document, Format, Item, Pack, Reader};

/// Makes the pack of a fitted lesson.
///
/// # Errors
///
/// Findings for words that would reach a reader who must not see them; a
/// schema that declares its readers makes that a bug of ours.
pub fn compose(fitted: &FittedLesson<'_>, brand: &Brand) -> Result<Pack, Findings> {
    let mut c = Composer::new(fitted, brand);
    let mut items = Items::default();
    let bare = for_leaders(&mut c, &mut items);
    match &fitted.lesson.workshop {
        None => for_pupils(&mut c, &mut items, bare),
        Some(workshop) => for_delegates(&mut c, &mut items, bare, workshop),
    }
    items.findings.extend(c.findings);
    let Items { done, mut findings } = items;
    findings.ok_or(Pack { meta: c.meta, items: done, pictures: c.pictures })
}

/// What a teacher or trainer holds; returns the slides as those who learn get
/// them.
fn for_leaders(c: &mut Composer<'_>, items: &mut Items) -> Deck {
    let staff = Reader::Staff;
    let deck = c.deck();
    let bare = c.deck_without_notes(&deck);
    let (stem, first) = match &c.fitted.lesson.workshop {
        None => ("1-start-here", c.start_here()),
        Some(workshop) => ("1-run-sheet", c.run_sheet(workshop)),
    };
    items.document(c, stem, staff, &[Pdf], Some(1), first);
    let notes = c.notes(&deck);
    items.deck(c, staff, &[Pptx, Pdf], deck);
    items.document(c, "3-notes", staff, &[Docx, Pdf], None, notes);
    items.document(c, "4-safeguarding-briefing", staff, &[Pdf], Some(1), c.briefing());
    // One session is no scheme.
    if c.sessions().len() != 1 {
        items.document(c, "5-scheme-of-work", staff, &[Docx, Pdf], None, c.scheme());
    }
    let card = c.incident_card();
    items.document(c, "6-incident-card", staff, &[Docx, Pdf], Some(2), card);
    bare
}

/// What a class and their homes are given.
fn for_pupils(c: &mut Composer<'_>, items: &mut Items, slides: Deck) {
    let (learners, lesson) = (Reader::Learners, c.fitted.lesson);
    let print_set = c.print_set();
    items.document(c, "1-print-set", learners, &[Pdf], None, print_set);
    items.deck(c, learners, &[Pdf], slides);
    let worksheets = lesson.worksheet.iter().flat_map(|sheet| c.worksheets(sheet));
    for (stem, document) in worksheets.collect::<Vec<_>>() {
        items.document(c, stem, learners, &[Docx, Pdf], None, document);
    }
    if let Some(sheet) = &lesson.help_sheet {
        let sheet = c.help_sheet(sheet);
        items.document(c, "4-help-sheet", learners, &[Docx, Pdf], Some(1), sheet);
    }
    if let Some(letter) = &lesson.letter {
        let letter = c.letter(letter);
        items.document(c, "1-letter-home", Reader::Home, &[Docx, Pdf], None, letter);
    }
}

/// What the delegates of a workshop are given. They are adults, so that what
/// they keep may hold words for any adult, and says how far it is reviewed.
fn for_delegates(c: &mut Composer<'_>, items: &mut Items, slides: Deck, workshop: &Workshop) {
    let learners = Reader::Learners;
    let print_set = c.print_set();
    items.document(c, "1-print-set", learners, &[Pdf], None, print_set);
    items.deck(c, Reader::Home, &[Pdf], slides);
    let handout = c.handout(&workshop.handout);
    items.document(c, "3-handout", Reader::Home, &[Docx, Pdf], None, handout);
    let evaluation = c.evaluation(&workshop.evaluation);
    items.document(c, "4-evaluation", learners, &[Docx, Pdf], Some(1), evaluation);
    let certificate = c.certificate(&workshop.certificate);
    items.document(c, "5-certificate", Reader::Home, &[Docx, Pdf], Some(1), certificate);
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
        pages: Option<u16>,
        document: Document,
    ) {
        let item =
            Item::new(stem, reader, formats.to_vec(), c.meta.clone(), Body::Document(document));
        self.push(item.map(|item| Item { pages, private: c.fitted.is_private(), ..item }));
    }

    fn deck(&mut self, c: &Composer<'_>, reader: Reader, formats: &[Format], deck: Deck) {
        let body = Body::Deck(deck);
        self.push(Item::new("2-slides", reader, formats.to_vec(), c.meta.clone(), body));
    }
}
