//! The zip of a pack: the same files, the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::read::read_zipfile_from_stream;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::names::check_names;
use crate::diagnostics::{Finding, Findings, Place};
use crate::ooxml::{Archive, Budget};

/// Packs files by path. No clock, no host and no order of making reaches the
/// bytes. Before they are given out they are read again in both ways in which
/// programs read zips, by the directory at the end and from the front.
///
/// # Errors
///
/// Names that cannot stand in a pack, more than a school's computer should be
/// made to unpack, or a zip that does not read back as it was written.
pub fn to_zip(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Findings> {
    check_names(files.keys().map(String::as_str))?;
    let failed = |what: String| {
        Findings::from(
            Finding::bug("zip", Place::Nowhere, format!("the zip cannot be made: {what}"))
                .why("a zip that does not hold the pack as it is must not be handed on"),
        )
    };
    let bytes = write(files).map_err(|error| failed(error.to_string()))?;
    let archive = Archive::open(&bytes, &Budget::default())
        .map_err(|refusal| failed(format!("read back, {refusal}")))?;
    let by_directory = archive.names().map(|name| (name, archive.get(name).unwrap_or_default()));
    let written = || files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    if !by_directory.eq(written()) {
        return Err(failed("it does not read back as written".into()));
    }
    let from_the_front = stream(&bytes).map_err(|error| failed(error.to_string()))?;
    if !from_the_front.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).eq(written()) {
        return Err(failed("from the front it does not read back as written".into()));
    }
    Ok(bytes)
}

fn write(files: &BTreeMap<String, Vec<u8>>) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::DEFAULT
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Office files are zips already.
        let is_zip = bytes.starts_with(b"PK\x03\x04");
        let options = if is_zip {
            options.compression_method(CompressionMethod::Stored).compression_level(None)
        } else {
            options.compression_method(CompressionMethod::Deflated)
        };
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn stream(bytes: &[u8]) -> ZipResult<Vec<(String, Vec<u8>)>> {
    let mut from = Cursor::new(bytes);
    let mut files = Vec::new();
    while let Some(mut file) = read_zipfile_from_stream(&mut from)? {
        let mut content = Vec::new();
        file.read_to_end(&mut content)?;
        files.push((String::from_utf8_lossy(file.name_raw()).into_owned(), content));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([
            ("teacher/2-slides.pptx".into(), b"PK\x03\x04 an office file".to_vec()),
            ("pupils/2-slides.pdf".into(), b"%PDF words words words words words".to_vec()),
            ("manifest.json".into(), b"{}\n".to_vec()),
        ])
    }

    #[test]
    fn the_same_files_are_the_same_bytes() {
        let bytes = to_zip(&files()).unwrap();
        let reversed = files().into_iter().rev().collect();
        assert_eq!(to_zip(&reversed).unwrap(), bytes);
        // Fixed for ever: packs are compared by hash between machines.
        assert_eq!(
            super::super::manifest::sha256(&bytes),
            "92a3563aef5e541dc689238af2e86064815231e2949a376f0b66c49516380a56"
        );
    }

    #[test]
    fn modes_dates_and_packing_are_fixed() {
        let bytes = to_zip(&files()).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut names = Vec::new();
        for index in 0..zip.len() {
            let file = zip.by_index(index).unwrap();
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert_eq!(file.last_modified(), Some(DateTime::default()));
            let stored = file.compression() == CompressionMethod::Stored;
            let name = String::from_utf8(file.name_raw().to_vec()).unwrap();
            assert_eq!(stored, name.ends_with("pptx"));
            names.push(name);
        }
        assert_eq!(names, ["manifest.json", "pupils/2-slides.pdf", "teacher/2-slides.pptx"]);
    }

    #[test]
    fn names_and_sizes_that_harm_are_refused() {
        let one = |name: &str, bytes: &[u8]| to_zip(&BTreeMap::from([(name.into(), bytes.into())]));
        assert!(one("../../evil.txt", b"x").is_err());
        assert!(one("a.txt", b"x").is_ok());
        let findings = one("zeros.pdf", &vec![0; 8 << 20]).unwrap_err();
        assert!(findings.iter().next().unwrap().what.contains("zeros.pdf"));
    }
}
