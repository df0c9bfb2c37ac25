//! Files to a pack: names, manifest, zip; and a pack to whether it is still as
//! it was built.
//!
//! It knows which file is for whom and what its bytes are, not how they were
//! made nor what they say.

mod contents;
mod manifest;
mod names;
mod publish;
mod verify;
mod zip;

pub use self::contents::Contents;
pub use self::manifest::{
    Allowed, FileEntry, LessonEntry, MANIFEST, Manifest, MessageEntry, PlaceEntry, SCHEMA,
    ServiceEntry,
};
pub use self::names::{check_names, file_name};
pub use self::publish::{Bundle, Edits, PackFile};
pub use self::verify::verify;
pub use self::zip::to_zip;
