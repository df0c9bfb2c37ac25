//! What must hold of an office file for every office program to open it.
//!
//! Each check stands for a cause of "repair this file?" that users reported or
//! the Open XML SDK finds; the letter and number before each message name it.
//! The checks read bytes, so they hold whoever wrote the file, and they are
//! cheap enough to run on every file that is built.

mod order;
mod package;
mod presentation;
mod wordprocessing;

pub use self::package::package_violations;
pub use self::presentation::{deck_violations, in_deck};
pub use self::wordprocessing::{document_violations, in_document};
