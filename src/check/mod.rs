//! What must hold of a pack: before it is drawn, and in what a reader sees of
//! the files. One engine for both; it knows nothing of how things are drawn.

mod contract;
mod deck;
mod haystack;
mod provenance;

pub use self::contract::{Seen, contract};
pub use self::haystack::Haystack;
pub use self::provenance::{Guarded, guarded, leaks, lost_words, message_places};
use crate::diagnostics::Findings;
use crate::pack::Pack;

/// What can be known before anything is drawn.
pub fn composed(pack: &Pack) -> Findings {
    let mut findings = Findings::new();
    for item in &pack.items {
        findings.extend(deck::titles(item));
    }
    findings.sort();
    findings
}
