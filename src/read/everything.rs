//! Every word in a file, seen or not: where a leak could hide.

use super::Refused;
use crate::ooxml::{Archive, Budget, Child, Tree};

/// Zips may lie in zips this deep: a workbook in a presentation.
const MAX_NESTING: usize = 2;
/// The most words that are gathered, in bytes: 64 MiB.
const MAX_TEXT: usize = 64 << 20;
/// Fewer letters in a row, in bytes that are no text, are chance.
const WORD: usize = 6;

/// Every word of a zip.
pub(super) fn zipped(archive: &Archive, out: &mut String) -> Result<(), Refused> {
    let budget = Budget::default();
    let mut left = budget.unpacked.saturating_sub(archive.size());
    within(archive, &budget, 0, &mut left, out)
}

/// As [`zipped`], for a zip that lies in `depth` others, all of which may
/// unpack to `left` more bytes.
fn within(
    archive: &Archive,
    budget: &Budget,
    depth: usize,
    left: &mut u64,
    out: &mut String,
) -> Result<(), Refused> {
    for name in archive.names() {
        out.push_str(name);
        out.push('\n');
        let Some(bytes) = archive.get(name) else {
            continue;
        };
        if out.len() > MAX_TEXT {
            return Err(Refused::too_large("it has more words in it than are read"));
        }
        if bytes.starts_with(b"PK\x03\x04") {
            if depth == MAX_NESTING {
                return Err(Refused::new(
                    format!("files lie in each other too deeply at `{name}`"),
                    "take the files that are embedded in it out, and save it again",
                ));
            }
            let inner = Archive::open(bytes, &Budget { unpacked: *left, ..*budget })?;
            *left = left.saturating_sub(inner.size());
            within(&inner, budget, depth + 1, left, out)?;
            continue;
        }
        // As it is: comments, and what an XML reader joins or drops.
        text_of(bytes, out);
        // And as an XML reader has it: words that marks cut in pieces.
        if let Ok(tree) = archive.xml(name) {
            words(tree, out);
            out.push('\n');
            tree.walk(&mut |element| {
                for (_, value) in &element.attributes {
                    out.push_str(value);
                    out.push('\n');
                }
            });
        }
    }
    Ok(())
}

fn words(tree: &Tree, out: &mut String) {
    for child in &tree.content {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(element) => words(element, out),
        }
    }
}

/// The bytes as text; of bytes that are not, the letters in a row.
pub(super) fn text_of(bytes: &[u8], out: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => {
            let is_letter = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
            for run in bytes.split(|byte| !is_letter(byte)).filter(|run| run.len() >= WORD) {
                out.push_str(&String::from_utf8_lossy(run));
                out.push('\n');
            }
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::{all_text, normalise};
    use crate::ooxml::testing::rewrite;
    use crate::ooxml::{Package, Part};
    use crate::pack::Format;

    #[test]
    fn words_are_found_wherever_they_hide() {
        let mut package = Package::new();
        package.relationships.to_part("urn:main", "a.xml");
        let part = "<a b='in an attribute'>cut <b>in</b> pieces</a>";
        package.add("a.xml", Part::bytes("application/xml", part.into()));
        let inner = package.to_bytes().unwrap();
        let bytes = rewrite(&inner, |files| {
            files.push(("stray/comment.xml".into(), b"<a><!-- a comment --></a>".to_vec()));
            files.push(("stray/named after it.bin".into(), b"\xFF\x00in a picture\x00".to_vec()));
            files.push(("inner.xlsx".into(), inner.clone()));
        });
        for format in [Format::Pptx, Format::Docx] {
            let all = normalise(&all_text(&bytes, format, "x").unwrap());
            for hidden in
                ["in an attribute", "cut in pieces", "a comment", "named after it", "in a picture"]
            {
                assert!(all.contains(&normalise(hidden)), "{hidden}");
            }
            assert_eq!(all.matches("cutinpieces").count(), 2, "the inner zip is read too");
        }
    }
}
