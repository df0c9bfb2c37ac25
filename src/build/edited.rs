//! Files that somebody has edited: read, told what they were, and checked.

use super::original::{Candidate, Desk};
use crate::brand::Brand;
use crate::bundle::{Contents, MANIFEST};
use crate::check;
use crate::check::edited::Edited;
use crate::diagnostics::{Finding, Findings, Place};
use crate::library::{Library, nearest};
use crate::ooxml::{Archive, Budget};
use crate::pack::{Format, Reader};
use crate::read::{Opened, ReadBack, Refused, format_of, read_text};

/// A file that is to be checked, with what the user says of it.
#[derive(Debug)]
pub struct EditedFile<'a> {
    /// What findings call it; its ending says what it is.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The pack that it came from.
    pub against: Option<&'a Contents>,
    /// The id of the audience that it is for, whatever it says itself.
    pub audience: Option<&'a str>,
    /// Who it is for, whatever it says itself.
    pub role: Option<Role>,
}

/// Who a file is for.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Role {
    /// Those who learn.
    Pupil,
    /// Those who teach them or live with them.
    Adult,
}

/// The endings of files that can be checked.
const ENDINGS: [&str; 5] = ["pptx", "docx", "txt", "md", "zip"];

/// Checks a file that somebody has edited, or a pack with such files in it.
///
/// # Errors
///
/// The file cannot be read, or is none that can be checked; the pack that it
/// came from cannot be read; there is no such audience.
pub fn check_edited(
    library: &Library,
    brand: &Brand,
    file: &EditedFile<'_>,
) -> Result<Findings, Findings> {
    if let Some(asked) = file.audience
        && library.registry.audience(asked).is_none()
    {
        return Err(no_audience(library, asked));
    }
    let desk = Desk { library, brand, against: file.against };
    match ending(file.name).as_str() {
        "zip" => pack(&desk, file),
        "txt" | "md" => {
            let read = read_text(file.bytes, ending(file.name) == "md");
            let read = read.map_err(|what| unreadable(file.name, &what, AS_TEXT))?;
            compared(&desk, file, &read, None, None)
        }
        "pptx" | "docx" => {
            let by_name = if ending(file.name) == "pptx" { Format::Pptx } else { Format::Docx };
            let refused = |refused: Refused| refused.theirs(file.name);
            let opened = office(file.bytes, by_name).map_err(refused)?;
            let read = opened.read().map_err(refused)?;
            let original = desk.original(&read, opened.format())?;
            compared(&desk, file, &read, Some(&opened), original.as_ref())
        }
        other => Err(no_such_kind(file.name, other)),
    }
}

/// What the rules find in a file, given what it was.
///
/// # Errors
///
/// What is hidden in it cannot be read.
fn compared(
    desk: &Desk<'_>,
    file: &EditedFile<'_>,
    read: &ReadBack,
    opened: Option<&Opened>,
    was: Option<&Candidate>,
) -> Result<Findings, Findings> {
    let identity = was.map(|was| &was.identity);
    let says = crate::pack::Identity::from_properties(&read.own)
        .or_else(|| crate::pack::Identity::from_keywords(&read.keywords));
    let known = says.as_ref().or(identity);
    let registry = &desk.library.registry;
    let of_pack = file.against.map(|pack| pack.manifest.lesson.audience.as_str());
    let id = file.audience.or(known.map(|known| known.audience.as_str())).or(of_pack);
    let audience = id.and_then(|id| registry.audience(id));
    let is_deck = read.places.iter().any(|place| matches!(place.at, crate::read::At::Slide(_)));
    let own = known.map(|known| known.reader);
    let reader = match (file.role, own) {
        (Some(Role::Pupil), _) => Reader::Learners,
        (Some(Role::Adult), Some(Reader::Home)) => Reader::Home,
        (Some(Role::Adult), _) => Reader::Staff,
        (None, Some(own)) => own,
        // Slides are led by somebody; a sheet may be anybody's.
        (None, None) if is_deck => Reader::Staff,
        (None, None) => Reader::Learners,
    };
    // Adults who learn are their own homes.
    let adults = audience.is_some_and(|audience| audience.called.services != Reader::Learners);
    let everything = match opened {
        Some(opened) if reader < Reader::Staff => {
            opened.all_text().map_err(|refused| refused.theirs(file.name))?
        }
        _ => String::new(),
    };
    let edited = Edited {
        name: file.name,
        read,
        everything: &everything,
        is_text: matches!(ending(file.name).as_str(), "txt" | "md"),
        reader,
        slides_for: if adults { Reader::Home } else { Reader::Learners },
        audience,
        version: says.as_ref().map_or("", |says| says.version.as_str()),
        original: was.map(|was| &was.original),
        library: desk.library,
    };
    Ok(check::edited::edited(&edited))
}

/// A pack: each of its office files that is not as it was built is checked;
/// what else is wrong with a pack, `verify` says.
fn pack(desk: &Desk<'_>, file: &EditedFile<'_>) -> Result<Findings, Findings> {
    let archive = Archive::open(file.bytes, &Budget::default())
        .map_err(|refusal| unreadable(file.name, &refusal.to_string(), AS_ZIP))?;
    let inside = |name: &str| format!("{}/{name}", file.name);
    let built = archive.get(MANIFEST).and_then(|bytes| Contents::manifest(bytes).ok());
    let mut findings = Findings::new();
    let mut seen = 0;
    for name in archive.names() {
        let Some(bytes) = archive.get(name) else { continue };
        let entry = built.iter().flat_map(|built| &built.files).find(|entry| entry.name == name);
        if name == MANIFEST || entry.is_some_and(|entry| Contents::is_as_built(entry, bytes)) {
            seen += 1;
            continue;
        }
        let shown = inside(name);
        if !matches!(ending(name).as_str(), "pptx" | "docx" | "txt" | "md") {
            if entry.is_some() {
                findings.push(changed(&shown, name));
            }
            continue;
        }
        seen += 1;
        let one = EditedFile { name: &shown, bytes, ..*file };
        match check_edited(desk.library, desk.brand, &one) {
            Ok(found) | Err(found) => findings.extend(found),
        }
    }
    if seen == 0 {
        let what = "there is no file in it that can be checked";
        return Err(unreadable(file.name, what, AS_ZIP).into());
    }
    let here = |name: &str| archive.get(name).is_some();
    let listed = built.iter().flat_map(|built| &built.files);
    for gone in listed.filter(|entry| !here(&entry.name)) {
        let place = Place::File(inside(&gone.name));
        findings.push(
            Finding::warning("pack-missing", place, format!("`{}` is missing", gone.name))
                .why("whoever uses the pack would teach without it")
                .remedy("put it back, or tell those whom you give the pack to"),
        );
    }
    Ok(findings)
}

/// Opens an office file of somebody's: a presentation or a document, whichever
/// its name says that it is.
fn office(bytes: &[u8], by_name: Format) -> Result<Opened, Refused> {
    let other = if by_name == Format::Pptx { Format::Docx } else { Format::Pptx };
    Opened::new(bytes, by_name).or_else(|refused| Opened::new(bytes, other).map_err(|_| refused))
}

const AS_OFFICE: &str = "open it in PowerPoint, Word or LibreOffice and save it as .pptx or .docx, \
                         without a password and without macros";
const AS_TEXT: &str = "save it as plain text in UTF-8";
const AS_ZIP: &str = "name the zip of a pack, or a .pptx, .docx, .txt or .md file";

fn unreadable(name: &str, what: &str, remedy: &str) -> Finding {
    Refused::new(what, remedy).theirs(name)
}

fn no_such_kind(name: &str, ending: &str) -> Findings {
    let (what, remedy) = match ending {
        "pdf" => (
            "a PDF is not edited, and is not checked".to_owned(),
            "check the .pptx or .docx that it was made from; for a whole pack there is \
             `lessonpack verify`",
        ),
        "" => ("it has no ending that says what it is".to_owned(), AS_OFFICE),
        _ => (format!("files that end in `.{ending}` are not read"), AS_OFFICE),
    };
    unreadable(name, &what, remedy).into()
}

fn changed(shown: &str, name: &str) -> Finding {
    let what =
        format!("`{name}` has changed since it was built, and is no file that can be checked");
    Finding::warning("pack-changed", Place::File(shown.to_owned()), what)
        .why("what was checked and reviewed is not what is in it now")
        .remedy("put the file of the pack back; to change its words, edit the .docx or .pptx")
}

fn no_audience(library: &Library, asked: &str) -> Findings {
    let ids = || library.registry.audiences.iter().map(|audience| audience.id.as_str());
    let remedy = match nearest(asked, ids()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("write one of {}", ids().collect::<Vec<_>>().join(", ")),
    };
    Finding::error("wrong-value", Place::Nowhere, format!("`--for` cannot be `{asked}`"))
        .why("what was meant is not guessed, so nothing was done")
        .remedy(remedy)
        .into()
}

/// A name's ending in small letters, without its stop.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Whether a name may be that of a file to check, and not a lesson's.
pub fn is_edited_file(name: &str) -> bool {
    let known = ENDINGS.contains(&ending(name).as_str()) || format_of(name).is_some();
    known || OTHERS.contains(&ending(name).as_str())
}

/// Endings of files that people have and that cannot be checked.
const OTHERS: [&str; 10] =
    ["ppt", "doc", "pptm", "docm", "odp", "odt", "key", "pages", "rtf", "potx"];
