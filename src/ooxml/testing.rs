//! Packages broken on purpose, for the tests of the invariants.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Archive, Budget};

/// The package with its files changed, added, dropped or reordered by `edit`.
pub fn rewrite(package: &[u8], edit: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let archive = Archive::open(package, &Budget::default()).unwrap();
    let mut files: Vec<_> = archive
        .names()
        .map(|name| (name.to_owned(), archive.get(name).unwrap().to_vec()))
        .collect();
    edit(&mut files);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The package with the first `from` in one of its files replaced.
///
/// # Panics
///
/// If there is no such file or no such words in it: a breakage that breaks
/// nothing proves nothing.
pub fn replace(package: &[u8], file: &str, from: &str, to: &str) -> Vec<u8> {
    rewrite(package, |files| {
        let (_, bytes) = files.iter_mut().find(|(name, _)| name == file).expect(file);
        let text = String::from_utf8(std::mem::take(bytes)).unwrap();
        assert!(text.contains(from), "`{file}` has no {from:?}:\n{text}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    })
}
