//! What authors write, typed, with the place of every word: lessons and the
//! registry that they share.

pub mod lesson;
pub mod registry;
pub mod slide;
pub mod worksheet;

pub use self::lesson::Lesson;
