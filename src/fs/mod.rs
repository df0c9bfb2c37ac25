//! The door to the disk, and what the program carries inside itself.
//!
//! A lessons folder is read through a [`Dir`], which never leaves it. A pack is
//! written through a [`Shelf`], whole or not at all; what another program is to
//! read, through a [`Scratch`]. A single file that the user names is read with
//! [`read_file`] and written with [`write_file`].
//! Nothing else in the program touches the disk, so limits, safe names, modes
//! and the wording of errors live here; what the bytes mean does not.

pub mod embedded;

mod dir;
mod disk;
mod file;
mod name;
mod scratch;
mod shelf;

pub use self::dir::{Dir, MAX_DEPTH, MAX_FILES, MAX_TEXT};
#[cfg(test)]
pub(crate) use self::disk::{Doing, fault};
pub use self::file::{
    Existing, create_folder, exists, is_folder, read_file, whole_path, write_file,
};
pub use self::name::check_path;
pub use self::scratch::Scratch;
pub use self::shelf::{Shelf, Stage};
