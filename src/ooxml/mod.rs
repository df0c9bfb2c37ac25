//! Office Open XML packages: parts, XML with budgets, units, invariants.
//!
//! It knows what a package is and what office programs refuse; it knows
//! neither lessons nor what a document says. A package is a graph of parts, so
//! what nothing points at is never written.

pub mod invariants;
pub mod names;
mod package;
mod props;
mod read;
mod refusal;
mod sniff;
#[cfg(test)]
pub mod testing;
mod tree;
pub mod units;
mod xml;

pub use self::package::{
    Package, PackageError, Part, PartName, Relationship, Relationships, Target,
};
pub use self::props::Properties;
pub use self::read::{Archive, Budget, ContentTypes};
pub use self::refusal::{Foreign, Refusal};
pub use self::tree::{Child, Tree};
pub use self::xml::{Element, el, office_text};
