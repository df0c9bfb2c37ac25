//! What a finding is known by when the lines above it move: its rule, its file
//! and the words of its line.

use sha2::{Digest as _, Sha256};

use super::{Finding, Place, Sources};

/// A hash of the words that a finding stands at, in 16 hexadecimal digits: those
/// of its first line, however they are spaced; where there is no line, what it
/// says and the page it says it of.
pub fn words_hash(finding: &Finding, sources: &Sources) -> String {
    let words = match &finding.place {
        Place::Source { file, bytes } => sources.line(*file, bytes.start).to_owned(),
        Place::Built { at, .. } => format!("{at} {}", finding.what),
        Place::File(_) | Place::Nowhere => finding.what.clone(),
    };
    let words: Vec<_> = words.split_whitespace().collect();
    let sum = Sha256::digest(words.join(" ").as_bytes());
    sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::ByteRange;

    #[test]
    fn a_line_is_known_by_its_words_wherever_it_stands() {
        let mut sources = Sources::default();
        let one = sources.add("a.yaml", "a: 1\nb: two words\n");
        let moved = sources.add("b.yaml", "a: 1\n\n\n  b: two  words\r\nc: 3");
        let hash = |file, start| {
            let bytes = ByteRange::new(start, start + 1);
            let finding = Finding::note("long", Place::Source { file, bytes }, "long");
            words_hash(&finding, &sources)
        };
        assert_eq!(hash(one, 6), hash(moved, 10));
        assert_ne!(hash(one, 0), hash(one, 6));
        assert_eq!(hash(one, 6).len(), 16);
    }
}
