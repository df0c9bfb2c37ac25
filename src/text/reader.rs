//! Who may read a word.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who a file is for, and who a word may be shown to. Words enter a file only
/// if `words.reader <= file.reader`: pupils' words may stand in a teacher's
/// file, never the other way round.
#[derive(
    Debug,
    Copy,
    Clone,
    Eq,
    PartialEq,
    Ord,
    PartialOrd,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// Pupils, or the delegates of a workshop.
    Learners,
    /// Parents and carers.
    Home,
    /// Teachers, trainers, safeguarding leads.
    Staff,
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Learners => "learners",
            Self::Home => "home",
            Self::Staff => "staff",
        })
    }
}

/// The reader of a field, as a type: a schema field declares it once and no
/// value of that field can forget it.
pub trait ReaderKind: fmt::Debug + Clone + Eq + Send + Sync + 'static {
    /// Who may read it.
    const READER: Reader;
}

/// Words that pupils see.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct ForLearners;
/// Words for parents and carers.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct ForHome;
/// Words for staff only.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct ForStaff;

impl ReaderKind for ForLearners {
    const READER: Reader = Reader::Learners;
}
impl ReaderKind for ForHome {
    const READER: Reader = Reader::Home;
}
impl ReaderKind for ForStaff {
    const READER: Reader = Reader::Staff;
}
