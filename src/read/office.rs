//! Opening office files: what is promised, and nothing that could do harm.

use super::Refused;
use crate::ooxml::names::{content, kind};
use crate::ooxml::{Archive, Budget, Foreign, Refusal};
use crate::pack::Format;

/// Opens a file that is to be of this format.
pub(super) fn open(bytes: &[u8], format: Format) -> Result<Archive, Refused> {
    let archive = Archive::open(bytes, &Budget::default())?;
    check(&archive, format)?;
    Ok(archive)
}

fn check(archive: &Archive, format: Format) -> Result<(), Refusal> {
    const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument";
    if archive.get("mimetype").is_some_and(|kind| kind.starts_with(OPEN_DOCUMENT)) {
        return Err(Refusal::Foreign(Foreign::OpenDocument));
    }
    // Content types are read first by every office program.
    let types = archive.content_types()?;
    archive.check_ordinary(&types)?;
    let package = archive.relationships("")?;
    let main = package.part(kind::OFFICE_DOCUMENT);
    let is = main.and_then(|main| types.get(main)).unwrap_or_default();
    let families = [
        (content::PRESENTATION_FAMILY, Foreign::Presentation, Some(Format::Pptx)),
        (content::DOCUMENT_FAMILY, Foreign::Document, Some(Format::Docx)),
        (content::WORKBOOK_FAMILY, Foreign::Workbook, None),
    ];
    for (family, foreign, of) in families {
        if is.starts_with(family) && of != Some(format) {
            return Err(Refusal::Foreign(foreign));
        }
    }
    Ok(())
}
