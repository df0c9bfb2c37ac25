//! The door to the disk, and what the program carries inside itself.

pub mod embedded;
