//! Findings: what is wrong, where, why it matters and what to do.
//!
//! Every stage reports through [`Findings`] and none stops at the first, so an
//! author sees all that is wrong in one go. This module knows places in files;
//! it knows nothing of lessons.

mod fix;
mod github;
mod human;
mod identity;
mod json;
mod located;
mod sarif;
mod short;
mod source;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

pub use self::fix::{Edit, Fix, mended};
pub use self::github::render_github;
pub use self::human::render_human;
pub use self::identity::words_hash;
pub use self::json::render_json;
pub use self::sarif::{RuleDoc, render_sarif};
pub use self::short::render_short;
pub use self::source::{ByteRange, FileId, LineColumn, Sources};

/// How bad a finding is.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The build refuses.
    Error,
    /// The build goes on; a person should look.
    Warning,
    /// Worth knowing; never fails a run.
    Note,
}

/// Where a finding points.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Place {
    /// A range of bytes in a file that was read.
    Source {
        /// The file.
        file: FileId,
        /// The bytes.
        bytes: ByteRange,
    },
    /// A file as a whole, named as the user would name it: one that could not
    /// be read, or one that was built.
    File(String),
    /// A place in a file that was built: its name in the pack, and the page,
    /// slide or heading.
    Built {
        /// Its name in the pack.
        file: String,
        /// The page, slide or heading.
        at: String,
    },
    /// No place: the command line, or the machine.
    Nowhere,
}

/// One thing that is wrong, with its reason and its remedy.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Finding {
    /// The rule's name, stable and kebab-case, e.g. `unknown-field`.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// What is wrong: a lower-case phrase without a full stop.
    pub what: String,
    /// Why it matters to a child, a teacher or the program.
    pub why: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether the program is to blame: nothing that a user wrote can mend it.
    pub bug: bool,
    /// What would mend it, if the program can tell.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of level error.
    pub fn error(rule: &'static str, place: Place, what: impl Into<String>) -> Self {
        Self {
            rule,
            level: Level::Error,
            place,
            what: what.into(),
            why: String::new(),
            remedy: String::new(),
            bug: false,
            fix: None,
        }
    }

    /// A finding of level error that nobody but us can mend, with its remedy.
    pub fn bug(rule: &'static str, place: Place, what: impl Into<String>) -> Self {
        let remedy = "this is a bug in lessonpack: please report it with the lesson".into();
        Self { bug: true, remedy, ..Self::error(rule, place, what) }
    }

    /// A finding of level warning.
    pub fn warning(rule: &'static str, place: Place, what: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(rule, place, what) }
    }

    /// A finding of level note.
    pub fn note(rule: &'static str, place: Place, what: impl Into<String>) -> Self {
        Self { level: Level::Note, ..Self::error(rule, place, what) }
    }

    /// Says why it matters.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    /// Says what to do.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// Says what would mend it.
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

/// All that a stage found, in the order found.
#[derive(Debug, Default, Clone)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// No findings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another stage's.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the build must refuse.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// How many there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|finding| finding.level == level).count()
    }

    /// The findings, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// Whether an error is the program's own.
    pub fn has_bugs(&self) -> bool {
        self.0.iter().any(|finding| finding.bug)
    }

    /// Sorts by place, then by level and name, and drops repeats: exact ones,
    /// and those without a place of what has one.
    pub fn sort(&mut self) {
        let placed = |finding: &&Finding| finding.place != Place::Nowhere;
        let told: BTreeSet<_> =
            self.0.iter().filter(placed).map(|found| (found.rule, found.what.clone())).collect();
        let is_told = |found: &Finding| told.contains(&(found.rule, found.what.clone()));
        self.0.retain(|found| found.place != Place::Nowhere || !is_told(found));
        self.0.sort_by(|a, b| {
            (&a.place, a.level, a.rule, &a.what).cmp(&(&b.place, b.level, b.rule, &b.what))
        });
        self.0.dedup();
    }

    /// Keeps errors and warnings.
    pub fn drop_notes(&mut self) {
        self.0.retain(|found| found.level != Level::Note);
    }

    /// Keeps the first finding of a rule at each place.
    pub fn once_a_place(&mut self, rule: &str) {
        let mut told = BTreeSet::new();
        self.0.retain(|found| found.rule != rule || told.insert(found.place.clone()));
    }

    /// `Ok(value)` without errors, else the findings.
    ///
    /// # Errors
    ///
    /// Returns itself when it holds an error; warnings and notes are left in
    /// `self` for the caller to show.
    pub fn ok_or<T>(&mut self, value: T) -> Result<T, Findings> {
        if self.has_errors() { Err(std::mem::take(self)) } else { Ok(value) }
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}
