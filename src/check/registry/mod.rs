//! Rules that look at what all lessons share: one file each, one line each in
//! [`RULES`].

mod stale_fact;

use jiff::civil::Date;

use super::rule::Rule;
use crate::diagnostics::Findings;
use crate::library::{Lesson, Library};

/// A rule with what looks.
pub type RegistryRule = (&'static Rule, fn(&Subject<'_>, &mut Findings));

/// By name.
pub const RULES: &[RegistryRule] = &[(&stale_fact::RULE, stale_fact::check)];

/// The registry with all that rules look at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// All lessons and the registry.
    pub library: &'a Library,
    /// The lesson whose facts alone are looked at; all facts without one.
    pub lesson: Option<&'a Lesson>,
    /// Today, as the command line has it.
    pub date: Date,
}
