//! The manifest: what a pack is, what is in it, where its messages stand.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::pack::{Meta, Reader};

/// The manifest's name in every pack.
pub const MANIFEST: &str = "manifest.json";
/// The version of the manifest's form that is written.
pub const SCHEMA: u32 = 1;

/// What stands in a pack's `manifest.json`. Lists are sorted.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub schema: u32,
    /// The program and its version, e.g. `lessonpack 0.1.0`.
    pub program: String,
    /// Whether only some of the lesson's files were asked for.
    pub partial: bool,
    /// The lesson.
    pub lesson: LessonEntry,
    /// Every other file of the pack, by name.
    pub files: Vec<FileEntry>,
    /// Where each core message stands, as read back from the files, by id.
    pub messages: Vec<MessageEntry>,
    /// The services that the pack names, by id.
    pub services: Vec<ServiceEntry>,
    /// What was let pass, and why.
    pub allowed: Vec<Allowed>,
}

/// The lesson that a pack is of.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct LessonEntry {
    /// Its id, e.g. `11-14/in-the-group-chat`.
    pub id: String,
    /// Its version, e.g. `1.0`.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its audience, e.g. `11-14`.
    pub audience: String,
    /// Its length in minutes.
    pub minutes: u16,
    /// The nation whose law and services are in it.
    pub nation: String,
    /// The language that it is in, e.g. `en-GB`.
    pub language: String,
    /// `draft`, or `signed`.
    pub review: String,
}

/// A file of the pack.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path within the pack.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its media type.
    pub media_type: String,
    /// Who it is for.
    pub reader: Reader,
}

/// A core message.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct MessageEntry {
    /// Its id.
    pub id: String,
    /// Where it stands, by file, in the order of the file.
    pub places: Vec<PlaceEntry>,
}

/// A place in a file.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// The file's path within the pack.
    pub file: String,
    /// The page, slide or heading, in words.
    pub at: String,
}

/// A service that helps.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct ServiceEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day on which a person tried it, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<String>,
    /// Why nobody has: one of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<String>,
}

/// A finding that the lesson's author lets pass.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct Allowed {
    /// The rule's name.
    pub rule: String,
    /// Where in the lesson.
    pub at: String,
    /// Why.
    pub reason: String,
}

impl Manifest {
    /// A manifest without files, messages or services.
    pub fn new(meta: &Meta, language: &str, partial: bool) -> Self {
        Self {
            schema: SCHEMA,
            program: concat!("lessonpack ", env!("CARGO_PKG_VERSION")).into(),
            partial,
            lesson: LessonEntry {
                id: meta.lesson.clone(),
                version: meta.version.clone(),
                title: meta.title.clone(),
                audience: meta.audience.clone(),
                minutes: meta.minutes,
                nation: meta.nation.clone(),
                language: language.to_owned(),
                review: meta.review_status.clone(),
            },
            files: Vec::new(),
            messages: Vec::new(),
            services: Vec::new(),
            allowed: Vec::new(),
        }
    }

    /// As it stands in the pack: sorted, and so the same bytes every time.
    ///
    /// # Errors
    ///
    /// None that its contents can cause; those of the writer are passed on.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut sorted = self.clone();
        sorted.files.sort_by(|a, b| a.name.cmp(&b.name));
        sorted.messages.sort_by(|a, b| a.id.cmp(&b.id));
        sorted.services.sort_by(|a, b| a.id.cmp(&b.id));
        for message in &mut sorted.messages {
            // Stable, so that places stay in the order of their file.
            message.places.sort_by(|a, b| a.file.cmp(&b.file));
        }
        let mut json = serde_json::to_vec_pretty(&sorted)?;
        json.push(b'\n');
        Ok(json)
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::sample;

    #[test]
    fn order_of_making_does_not_reach_the_bytes() {
        let mut one = Manifest::new(&sample::meta("11-14"), "en-GB", false);
        let service = |id: &str, verified_on: Option<&str>| ServiceEntry {
            id: id.into(),
            name: id.into(),
            verified_on: verified_on.map(str::to_owned),
            unverified: verified_on.is_none().then(|| "nobody has rung".into()),
        };
        one.services = vec![service("b", None), service("a", Some("2026-11-01"))];
        let mut two = one.clone();
        two.services.reverse();
        let json = one.to_json().unwrap();
        assert_eq!(json, two.to_json().unwrap());
        let text = String::from_utf8(json).unwrap();
        assert!(text.contains("\"verified_on\": \"2026-11-01\"\n"), "{text}");
        assert!(text.contains("\"unverified\": \"nobody has rung\"\n"), "{text}");
        let read: Manifest = serde_json::from_str(&text).unwrap();
        assert_eq!(read, two);
    }

    #[test]
    fn hashes_are_those_that_other_programs_show() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
