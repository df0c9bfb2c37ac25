//! Words to judge, and what is found in them.

use std::sync::LazyLock;

use super::{Fault, Part, Said};
use crate::brand::Brand;
use crate::library::{LessonFiles, Library, load};
use crate::text::Reader;

/// The program's own lessons and registry.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let files = LessonFiles::embedded().unwrap();
        load(&files, &Brand::embedded().unwrap()).library.unwrap()
    });
    &LIBRARY
}

/// Words for learners of an audience; the tests change the rest.
pub fn said<'a>(audience: &str, words: &'a str) -> Said<'a> {
    let registry = &library().registry;
    Said {
        words,
        reader: Reader::Learners,
        part: Part::Text,
        audience: registry.audience(audience),
        registry,
    }
}

/// The words that each fault underlines.
pub fn underlined<'a>(said: &Said<'a>, faults: &[Fault]) -> Vec<&'a str> {
    faults.iter().map(|fault| &said.words[fault.bytes.clone()]).collect()
}
