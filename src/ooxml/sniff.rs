//! What a file is that is no zip: by its first bytes, so that whoever holds it
//! hears what to do with it.

use super::refusal::Foreign;

/// What old office files and encrypted ones begin with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Entries of a compound file's directory begin at multiples of this.
const ENTRY: usize = 128;
/// The entry that an encrypted office file has.
const ENCRYPTED: &str = "EncryptedPackage";

/// What a file is, if its first bytes say that it is something else than a zip.
pub(super) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if bytes.is_empty() || bytes.iter().all(|byte| *byte == 0) {
        return Some(Foreign::Empty);
    }
    if begins(COMPOUND) {
        let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.chunks(ENTRY).any(|entry| entry.starts_with(&name));
        return Some(if is_locked { Foreign::Protected } else { Foreign::Old });
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    [
        (begins(b"%PDF"), Foreign::Pdf),
        (begins(b"{\\rtf"), Foreign::RichText),
        (begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8"), Foreign::Picture),
        (text.first() == Some(&b'<'), Foreign::Markup),
    ]
    .into_iter()
    .find_map(|(is, foreign)| is.then_some(foreign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        let compound = |entry: &str| {
            let mut bytes = COMPOUND.to_vec();
            bytes.resize(1024, 0);
            bytes.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        for (bytes, foreign) in [
            (compound("EncryptedPackage"), Some(Foreign::Protected)),
            (compound("PowerPoint Document"), Some(Foreign::Old)),
            (Vec::new(), Some(Foreign::Empty)),
            (vec![0; 4096], Some(Foreign::Empty)),
            (b"%PDF-1.7".to_vec(), Some(Foreign::Pdf)),
            (b"\xEF\xBB\xBF\n<!doctype html>".to_vec(), Some(Foreign::Markup)),
            (b"PK\x03\x04".to_vec(), None),
            (b"words".to_vec(), None),
        ] {
            assert_eq!(super::foreign(&bytes), foreign, "{:?}", &bytes[..bytes.len().min(20)]);
        }
    }
}
