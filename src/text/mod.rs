//! Words: who may read them, in which language, and how an author writes them.
//!
//! An author writes one line ([`Text`]) or a few paragraphs and lists
//! ([`Prose`]) in inline Markdown with `{{ slots }}`. Parsing gives [`Markup`];
//! filling the slots gives a [`Line`] of [`Inline`]s, the only form in which
//! words reach a file. Nothing here knows what a lesson is.

mod align;
mod authored;
mod inline;
mod lang;
mod markup;
mod reader;
mod slot;

pub use self::align::byte_in_file;
pub(crate) use self::authored::PLACED;
pub use self::authored::{At, Authored, Name, Prose, Span, Text};
pub use self::inline::{Inline, Line, pieces, plain, plain_line};
pub use self::lang::Lang;
pub use self::markup::{Markup, MarkupBlock, MarkupError, parse_line, parse_name, parse_prose};
pub use self::slot::{SchoolSlot, Slot, SlotAt, slots};

/// A line that pupils see.
pub type LearnerLine = Text<ForLearners>;
/// Paragraphs that pupils see.
pub type LearnerProse = Prose<ForLearners>;
/// Paragraphs for parents and carers.
pub type HomeProse = Prose<ForHome>;
/// A line for parents and carers.
pub type HomeLine = Text<ForHome>;
/// A line for staff only.
pub type StaffLine = Text<ForStaff>;
/// Paragraphs for staff only.
pub type StaffProse = Prose<ForStaff>;
pub use self::reader::{ForHome, ForLearners, ForStaff, Reader, ReaderKind};
