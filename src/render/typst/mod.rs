//! Typst: a tree of files to a PDF, to pictures, to places on pages.
//!
//! Owns the one way in which the program talks to Typst, and turns whatever it
//! refuses into findings. Knows nothing of lessons or of what the templates
//! draw. Templates come from the program only; a tree adds data and pictures.
//!
//! Of the two engines [`Inside`] is a part of this program and [`Outside`] runs
//! the stock `typst` program on the same tree: their bytes are the same.

mod inside;
mod marks;
mod outside;
mod program;
mod refusal;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeMap;

use typst::foundations::Bytes;

pub use self::inside::Inside;
pub use self::marks::Mark;
pub use self::outside::Outside;
pub use self::program::{Program, Wanted, version};
use crate::diagnostics::Findings;

/// What one compile reads beside the program's templates and fonts.
///
/// Typst keeps every path it has seen for the life of the process, so paths
/// are constant or numbered: `/data.json`, `/pictures/3.svg`.
#[derive(Debug, Clone)]
pub struct Tree {
    /// What is drawn, for findings, e.g. `2-slides`.
    pub document: String,
    /// The template to start from, e.g. `/typst/slides.typ`.
    pub main: String,
    /// Files by absolute virtual path.
    pub files: BTreeMap<String, Bytes>,
    /// What the file says of when it was made: midnight UTC of this day.
    pub date: jiff::civil::Date,
}

impl Tree {
    /// A tree with no files of its own.
    pub fn new(
        document: impl Into<String>,
        main: impl Into<String>,
        date: jiff::civil::Date,
    ) -> Self {
        Self { document: document.into(), main: main.into(), files: BTreeMap::new(), date }
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(path.into(), Bytes::new(bytes));
    }
}

/// A finished PDF and what was read off its pages.
#[derive(Debug)]
pub struct Compiled {
    /// PDF/UA-1 and PDF/A-2a.
    pub pdf: Vec<u8>,
    /// Where the marks stand, in the order of the content.
    pub marks: Vec<Mark>,
    /// How many pages there are.
    pub pages: u16,
}

/// Runs Typst. The same tree gives the same bytes in every engine.
pub trait Engine: Send + Sync + std::fmt::Debug {
    /// Makes the PDF.
    ///
    /// # Errors
    ///
    /// What Typst refuses or warns of, as findings of the rule
    /// `typst-refused`; of [`Outside`] also that the program failed, as
    /// `typst-program`, or the disk, as `io`.
    fn compile(&self, tree: &Tree) -> Result<Compiled, Findings>;
}
