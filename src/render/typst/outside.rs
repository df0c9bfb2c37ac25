//! The engine that runs the stock `typst` program.

use std::ffi::OsStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::program::{Ended, Program};
use super::{Compiled, Engine, Inside, Tree, refusal};
use crate::brand::Brand;
use crate::diagnostics::{Finding, Findings};
use crate::fs::Scratch;

/// Draws with a `typst` program, from files in a scratch folder.
///
/// Where the marks stand is measured by the engine inside: the program could
/// only tell it in a second run, and not how wide the words are. Both see the
/// same tree, and the same version gives the same bytes.
#[derive(Debug)]
pub struct Outside {
    program: Program,
    scratch: Scratch,
    inside: Arc<Inside>,
    /// Numbers the folders of documents.
    next: AtomicUsize,
    /// What the program failed at. It is not asked again: each document would
    /// wait as long.
    failed: OnceLock<Finding>,
}

impl Outside {
    /// Writes the brand's fonts for the program to find.
    ///
    /// # Errors
    ///
    /// Findings when the disk refuses.
    pub fn new(
        program: Program,
        scratch: Scratch,
        brand: &Brand,
        inside: Arc<Inside>,
    ) -> Result<Self, Findings> {
        for face in brand.fonts() {
            scratch.write(&format!("fonts/{}", face.file), &face.bytes)?;
        }
        // Where packages are sought, and none is.
        scratch.folder("packages")?;
        Ok(Self { program, scratch, inside, next: AtomicUsize::new(1), failed: OnceLock::new() })
    }

    /// Writes what the program reads into a folder of the scratch folder.
    fn write(&self, folder: &str, tree: &Tree) -> Result<(), Findings> {
        let put = |path: &str, bytes: &[u8]| self.scratch.write(&format!("{folder}{path}"), bytes);
        for (path, source) in &self.inside.templates {
            put(path, source.text().as_bytes())?;
        }
        for (path, bytes) in self.inside.icons.iter().chain(&tree.files) {
            put(path, bytes)?;
        }
        Ok(())
    }

    fn draw(&self, folder: &str, tree: &Tree) -> Result<Compiled, Findings> {
        let made = midnight(tree).to_string();
        // All paths are relative to the folder, so that whatever stands in the
        // path to it, a colon even, is met by no list of paths.
        let arguments = [
            "--color=never",
            "compile",
            "--root=.",
            "--ignore-system-fonts",
            "--ignore-embedded-fonts",
            "--font-path=../fonts",
            "--package-path=../packages",
            "--package-cache-path=../packages",
            "--features=a11y-extras",
            "--format=pdf",
            "--pdf-standard=ua-1,a-2a",
            "--creation-timestamp",
            &made,
            // Documents are drawn beside each other already.
            "--jobs=1",
            "--diagnostic-format=human",
            tree.main.trim_start_matches('/'),
            "-",
        ];
        let document = &tree.document;
        let ended = self
            .program
            .run(&self.scratch.place(folder), &arguments.map(OsStr::new))
            .map_err(|failure| self.program.failed(&format!("drawn `{document}`"), &failure))
            .map_err(|finding| self.give_up(finding))?;
        let refused = refusal::read(document, &ended.words);
        // Other codes are for calls that it does not understand.
        if !refused.is_empty() && matches!(ended.status.code(), Some(0 | 1)) {
            return Err(refused);
        }
        if !ended.status.success() {
            return Err(self.give_up(self.program.broke_down(document, &ended)));
        }
        let pages =
            whole(&ended).map_err(|why| self.give_up(self.program.no_pdf(document, &why)))?;
        Ok(Compiled { pdf: ended.output, marks: self.inside.measure(tree)?, pages })
    }

    /// Remembers the first failure.
    fn give_up(&self, finding: Finding) -> Findings {
        self.failed.get_or_init(|| finding).clone().into()
    }
}

impl Engine for Outside {
    fn compile(&self, tree: &Tree) -> Result<Compiled, Findings> {
        if let Some(failed) = self.failed.get() {
            return Err(failed.clone().into());
        }
        let folder = self.next.fetch_add(1, Ordering::Relaxed).to_string();
        self.write(&folder, tree)?;
        let drawn = self.draw(&folder, tree);
        self.scratch.remove(&folder)?;
        drawn
    }
}

/// Seconds from 1970 to the start of the tree's day.
fn midnight(tree: &Tree) -> i64 {
    let day = tree.date.to_datetime(jiff::civil::Time::midnight());
    jiff::tz::Offset::UTC.to_timestamp(day).map_or(0, jiff::Timestamp::as_second)
}

/// The number of pages of a PDF that is there from its first line to its last.
fn whole(ended: &Ended) -> Result<u16, String> {
    if !ended.output.starts_with(b"%PDF-") {
        return Err("it does not begin as one".into());
    }
    if !ended.output.trim_ascii_end().ends_with(b"%%EOF") {
        return Err("its end is missing".into());
    }
    let pdf = lopdf::Document::load_mem(&ended.output).map_err(|error| error.to_string())?;
    Ok(u16::try_from(pdf.page_iter().count()).unwrap_or(u16::MAX))
}
