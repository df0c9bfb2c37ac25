//! Why a file is refused, in words for whoever holds it, with what to do.

use std::fmt;

/// Why a file is refused.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Refusal {
    /// It is no zip that can be read: a phrase.
    NotAZip(String),
    /// It is a file of another kind.
    Foreign(Foreign),
    /// It is larger than the budget, packed or unpacked.
    TooLarge(String),
    /// Two files have one name, or lie on each other.
    Twice,
    /// A name leads out of the package or is no name.
    BadName(String),
    /// Encrypted or packed in a way no office program uses.
    Locked(String),
    /// A part that must be there is not.
    Missing(String),
    /// A part is not XML that can be trusted.
    Malformed {
        /// Its name.
        part: String,
        /// Why not.
        what: String,
    },
}

/// A file of another kind than ours.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Foreign {
    /// Nothing.
    Empty,
    /// An office file with a password on it.
    Protected,
    /// An office file of before 2007, such as .ppt or .doc.
    Old,
    /// OpenDocument, such as .odp or .odt.
    OpenDocument,
    /// Portable Document Format.
    Pdf,
    /// Rich text.
    RichText,
    /// A web page or plain XML.
    Markup,
    /// A picture.
    Picture,
    /// An office file that carries macros.
    Macros,
    /// A template, such as .potx or .dotx.
    Template,
    /// The strict form of Office Open XML.
    Strict,
    /// A presentation where a document was promised.
    Presentation,
    /// A document where a presentation was promised.
    Document,
    /// A workbook.
    Workbook,
}

impl Foreign {
    fn what(self) -> &'static str {
        match self {
            Self::Empty => "it is empty",
            Self::Protected => "it is locked with a password",
            Self::Old => "it is of the old form that Office wrote before 2007 (.ppt, .doc)",
            Self::OpenDocument => "it is an OpenDocument file (.odp, .odt)",
            Self::Pdf => "it is a PDF, whatever its name says",
            Self::RichText => "it is rich text (.rtf)",
            Self::Markup => "it is a web page or plain XML",
            Self::Picture => "it is a picture",
            Self::Macros => "it carries macros, which are programs and may do anything",
            Self::Template => "it is a template",
            Self::Strict => "it is of the strict form of Office Open XML",
            Self::Presentation => "it is a presentation, whatever its name says",
            Self::Document => "it is a text document, whatever its name says",
            Self::Workbook => "it is a workbook, whatever its name says",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Empty => AGAIN,
            Self::Protected => PASSWORD,
            Self::Old => {
                "open it, save it as .pptx or .docx (in PowerPoint and Word: File, Save As), and \
                 check that copy"
            }
            Self::OpenDocument => {
                "open it in LibreOffice, save it as .pptx or .docx (File, Save As), and check that \
                 copy"
            }
            Self::Pdf => "give its name the ending .pdf, or check the .pptx or .docx it came from",
            Self::RichText | Self::Markup | Self::Template => ORDINARY,
            Self::Picture | Self::Workbook => {
                "name a .pptx or .docx; if you meant this file, put its words into one"
            }
            Self::Macros => "save it as .pptx or .docx without macros, and check that copy",
            Self::Strict => {
                "save it again as “PowerPoint Presentation” or “Word Document”, without the word \
                 “Strict”, and check that copy"
            }
            Self::Presentation => "give its name the ending .pptx, and check it again",
            Self::Document => "give its name the ending .docx, and check it again",
        }
    }
}

impl Refusal {
    /// What whoever holds the file can do: a lower-case phrase.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotAZip(_)
            | Self::Twice
            | Self::BadName(_)
            | Self::Missing(_)
            | Self::Malformed { .. } => AGAIN,
            Self::Foreign(foreign) => foreign.remedy(),
            Self::TooLarge(_) => SMALLER,
            Self::Locked(_) => PASSWORD,
        }
    }
}

const AGAIN: &str = "open it in the program that made it, save it as .pptx or .docx under a new \
                     name, and check that copy; if it does not open there, fetch it again";
const SMALLER: &str = "take out films and sound, make its pictures smaller, or split it into \
                       several files, and check it again";
const PASSWORD: &str = "save it again without a password, and check that copy";
const ORDINARY: &str = "save it as an ordinary .pptx or .docx, and check that copy";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAZip(what) => f.write_str(what),
            Self::Foreign(foreign) => f.write_str(foreign.what()),
            Self::TooLarge(what) => write!(f, "it is too large: {what}"),
            Self::Twice => f.write_str("two of its files have the same name or place"),
            Self::BadName(name) => {
                write!(f, "one of its files has a name that leads elsewhere, {}", shown(name))
            }
            Self::Locked(name) => {
                write!(f, "`{}` is locked or packed in an unusual way", clip(name))
            }
            Self::Missing(name) => write!(f, "`{}` is not there", clip(name)),
            Self::Malformed { part, what } => {
                write!(f, "`{}` cannot be read: {what}", clip(part))
            }
        }
    }
}

/// A name from a file that nobody trusts, with its odd signs spelt out.
fn shown(name: &str) -> String {
    format!("{:?}", clip(name))
}

/// As much of a name as a line has room for.
pub(super) fn clip(name: &str) -> String {
    const ROOM: usize = 80;
    match name.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
