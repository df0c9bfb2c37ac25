//! Properties of an office file: title, language, dates, the program's name, and
//! named ones of its own.
//!
//! No person, no machine and no time of day: who opens the properties learns
//! what the file is and which program made it.

use jiff::civil::Date;

use super::names::{content, kind};
use super::{Package, Part, el, office_text};

/// What the properties of a file say.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Properties {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// What it is for; may be empty.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Properties of its own, by name: ECMA-376 calls them custom.
    pub own: Vec<(&'static str, String)>,
    /// Its language as a BCP 47 tag.
    pub language: String,
    /// The date it says it was made.
    pub date: Date,
}

/// What the standard calls the set of properties that anybody may add to.
const OWN: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

impl Properties {
    /// Adds the parts of properties to a package.
    pub fn add_to(&self, package: &mut Package) {
        package.relationships.to_part(kind::CORE_PROPERTIES, "docProps/core.xml");
        package.relationships.to_part(kind::EXTENDED_PROPERTIES, "docProps/app.xml");
        package.add("docProps/core.xml", self.core());
        let app = el("Properties")
            .attr("xmlns", super::names::namespace("app"))
            .child(el("Application").text("lessonpack"));
        package.add("docProps/app.xml", Part::xml(content::EXTENDED, &app));
        if !self.own.is_empty() {
            package.relationships.to_part(kind::CUSTOM_PROPERTIES, "docProps/custom.xml");
            package.add("docProps/custom.xml", self.custom());
        }
    }

    /// One property each; ids below 2 are the standard's own.
    fn custom(&self) -> Part {
        let property = |(pid, (name, value)): (u32, &(&str, String))| {
            el("property")
                .attr("fmtid", OWN)
                .attr("pid", pid)
                .attr("name", name)
                .child(el("vt:lpwstr").text(office_text(value).into_owned()))
        };
        let root = el("Properties")
            .attr("xmlns", super::names::namespace("cust"))
            .namespaces(&["vt"])
            .children((2..).zip(&self.own).map(property));
        Part::xml(content::CUSTOM, &root)
    }

    fn core(&self) -> Part {
        let date = format!("{}T00:00:00Z", self.date);
        let when = |name| el(name).attr("xsi:type", "dcterms:W3CDTF").text(&date);
        let words = |name, text: &str| {
            (!text.is_empty()).then(|| el(name).text(office_text(text).into_owned()))
        };
        let root = el("cp:coreProperties")
            .namespaces(&["cp", "dc", "dcterms", "xsi"])
            .children(words("dc:title", &self.title))
            .children(words("dc:subject", &self.subject))
            .child(el("dc:creator").text("lessonpack"))
            .children(words("cp:keywords", &self.keywords.join(", ")))
            .children(words("dc:description", &self.description))
            .child(el("cp:lastModifiedBy").text("lessonpack"))
            .child(when("dcterms:created"))
            .child(when("dcterms:modified"))
            .children(words("dc:language", &self.language));
        Part::xml(content::CORE, &root)
    }
}
