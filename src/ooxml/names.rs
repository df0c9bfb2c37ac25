//! Names of the standard: namespaces, relationship kinds, content types.
//!
//! Only the transitional form, which is what office programs write. Packages
//! in the strict form use other names and are refused when read.

/// Namespaces by the prefix that everybody uses.
pub const NAMESPACES: &[(&str, &str)] = &[
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("a14", "http://schemas.microsoft.com/office/drawing/2010/main"),
    ("adec", "http://schemas.microsoft.com/office/drawing/2017/decorative"),
    ("app", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
    ("cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("ct", "http://schemas.openxmlformats.org/package/2006/content-types"),
    ("cust", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
    ("p14", "http://schemas.microsoft.com/office/powerpoint/2010/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("rel", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// The usual prefix of a namespace.
pub fn prefix(namespace: &str) -> Option<&'static str> {
    NAMESPACES.iter().find(|(_, uri)| *uri == namespace).map(|(prefix, _)| *prefix)
}

/// The namespace of a usual prefix; empty for any other.
pub fn namespace(prefix: &str) -> &'static str {
    NAMESPACES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, uri)| *uri)
}

/// Kinds of relationship.
pub mod kind {
    /// What the kinds of the strict form begin with.
    pub const STRICT: &str = "http://purl.oclc.org/ooxml/";

    macro_rules! office {
        ($($(#[$doc:meta])* $name:ident = $tail:literal;)*) => {
            $($(#[$doc])* pub const $name: &str = concat!(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $tail
            );)*
        };
    }

    office! {
        /// The main part of a package.
        OFFICE_DOCUMENT = "officeDocument";
        /// Properties of the program that wrote it.
        EXTENDED_PROPERTIES = "extended-properties";
        /// Properties that a school or a program adds.
        CUSTOM_PROPERTIES = "custom-properties";
        /// Colours and fonts.
        THEME = "theme";
        /// A picture.
        IMAGE = "image";
        /// An address outside.
        HYPERLINK = "hyperlink";
        /// A document's styles.
        STYLES = "styles";
        /// A document's lists.
        NUMBERING = "numbering";
        /// A document's settings.
        SETTINGS = "settings";
        /// Which fonts a document uses.
        FONT_TABLE = "fontTable";
        /// The head of pages.
        HEADER = "header";
        /// The foot of pages.
        FOOTER = "footer";
        /// A document's footnotes.
        FOOTNOTES = "footnotes";
        /// A document's endnotes.
        ENDNOTES = "endnotes";
        /// What somebody remarked on a document or a slide.
        COMMENTS = "comments";
        /// A chart.
        CHART = "chart";
        /// The words of a drawing that a program lays out.
        DIAGRAM_DATA = "diagramData";
        /// A slide.
        SLIDE = "slide";
        /// What a slide's places are.
        SLIDE_LAYOUT = "slideLayout";
        /// What all layouts share.
        SLIDE_MASTER = "slideMaster";
        /// A slide's notes.
        NOTES_SLIDE = "notesSlide";
        /// What all notes share.
        NOTES_MASTER = "notesMaster";
        /// A presentation's properties.
        PRES_PROPS = "presProps";
        /// How a presentation was last looked at.
        VIEW_PROPS = "viewProps";
        /// The looks of tables.
        TABLE_STYLES = "tableStyles";
    }

    /// Remarks on a slide, as programs write them since 2021.
    pub const THREADED_COMMENTS: &str =
        "http://schemas.microsoft.com/office/2018/10/relationships/comments";
    /// Title, subject, language, dates.
    pub const CORE_PROPERTIES: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
}

/// Content types.
pub mod content {
    /// What the type of a template's main part ends with.
    pub const TEMPLATE_ENDING: &str = "template.main+xml";
    /// What the types of a presentation's parts begin with.
    pub const PRESENTATION_FAMILY: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.";
    /// What the types of a document's parts begin with.
    pub const DOCUMENT_FAMILY: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    /// What the types of a workbook's parts begin with.
    pub const WORKBOOK_FAMILY: &str =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    /// Relationships.
    pub const RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";
    /// Core properties.
    pub const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    /// Extended properties.
    pub const EXTENDED: &str =
        "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    /// Properties that a program adds.
    pub const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    /// A theme.
    pub const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
    /// XML of any kind.
    pub const XML: &str = "application/xml";
    /// A PNG picture.
    pub const PNG: &str = "image/png";
    /// A JPEG picture.
    pub const JPEG: &str = "image/jpeg";

    /// A document.
    pub const DOCUMENT: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    /// A document's styles.
    pub const STYLES: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    /// A document's lists.
    pub const NUMBERING: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
    /// A document's settings.
    pub const SETTINGS: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";
    /// Which fonts a document uses.
    pub const FONT_TABLE: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";
    /// The head of pages.
    pub const HEADER: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
    /// The foot of pages.
    pub const FOOTER: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

    /// A presentation.
    pub const PRESENTATION_MAIN: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    /// A slide.
    pub const SLIDE: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
    /// A slide layout.
    pub const SLIDE_LAYOUT: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml";
    /// A slide master.
    pub const SLIDE_MASTER: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml";
    /// A slide's notes.
    pub const NOTES_SLIDE: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
    /// The notes' master.
    pub const NOTES_MASTER: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml";
    /// A presentation's properties.
    pub const PRES_PROPS: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml";
    /// How a presentation was last looked at.
    pub const VIEW_PROPS: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml";
    /// The looks of tables.
    pub const TABLE_STYLES: &str =
        "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml";
}
