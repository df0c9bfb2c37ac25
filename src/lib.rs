//! lessonpack turns lessons written as YAML into classroom-ready packs.
//!
//! Data flows one way. A lesson is loaded ([`library`]), fitted to a request
//! ([`fit`]), composed into a [`pack`] of documents and decks ([`compose`]),
//! drawn in each format ([`render`]), read back ([`read`]), checked
//! ([`check`]) and published ([`bundle`], [`build`]). Each module may use only
//! those above it in this list; a test holds the arrows.

pub mod diagnostics;
pub mod fs;
pub mod text;

pub mod brand;
pub mod ooxml;

pub mod build;
pub mod bundle;
pub mod check;
pub mod cli;
pub mod compose;
pub mod fit;
pub mod library;
pub mod pack;
pub mod read;
pub mod render;
