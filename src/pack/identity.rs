//! What an office file says of itself, so that it can be told which file of
//! which pack it was after somebody has edited it and given it another name.
//!
//! No person, no school, no machine and no time: only what stands on its pages
//! anyway.

use super::Item;
use crate::text::Reader;

/// Which file of which pack a file is.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Identity {
    /// The lesson's id, e.g. `11-14/in-the-group-chat`.
    pub lesson: String,
    /// The file's name without folder and ending, e.g. `2-slides`.
    pub stem: String,
    /// Who it is for.
    pub reader: Reader,
    /// The audience's id, e.g. `11-14`.
    pub audience: String,
    /// The nation whose law and services are in it, as people say it.
    pub nation: String,
    /// The lesson's version, e.g. `1.0`.
    pub version: String,
}

const LESSON: &str = "lessonpack-lesson";
const FILE: &str = "lessonpack-file";
const READER: &str = "lessonpack-reader";
const AUDIENCE: &str = "lessonpack-audience";
const NATION: &str = "lessonpack-nation";
const VERSION: &str = "lessonpack-version";

/// What stands before the version and the reader among keywords.
const VERSION_WORD: &str = "version ";
const READER_WORD: &str = "for ";

impl Identity {
    /// An item's.
    pub fn of(item: &Item) -> Self {
        let meta = &item.meta;
        Self {
            lesson: meta.lesson.clone(),
            stem: item.stem.clone(),
            reader: item.reader,
            audience: meta.audience.clone(),
            nation: meta.nation.clone(),
            version: meta.version.clone(),
        }
    }

    /// As custom properties: name and value of each.
    pub fn properties(&self) -> Vec<(&'static str, String)> {
        vec![
            (LESSON, self.lesson.clone()),
            (FILE, self.stem.clone()),
            (READER, self.reader.to_string()),
            (AUDIENCE, self.audience.clone()),
            (NATION, self.nation.clone()),
            (VERSION, self.version.clone()),
        ]
    }

    /// As keywords, for programs that keep those and drop the others.
    pub fn keywords(&self) -> Vec<String> {
        vec![
            self.lesson.clone(),
            format!("{VERSION_WORD}{}", self.version),
            self.stem.clone(),
            format!("{READER_WORD}{}", self.reader),
            self.nation.clone(),
        ]
    }

    /// From custom properties; none unless lesson, file and reader are there.
    pub fn from_properties(properties: &[(String, String)]) -> Option<Self> {
        let value = |name: &str| {
            let found = properties.iter().find(|(key, value)| key == name && !value.is_empty());
            found.map(|(_, value)| value.clone())
        };
        let lesson = value(LESSON)?;
        Some(Self {
            stem: value(FILE)?,
            reader: reader(&value(READER)?)?,
            audience: value(AUDIENCE).or_else(|| audience(&lesson))?,
            nation: value(NATION).unwrap_or_default(),
            version: value(VERSION).unwrap_or_default(),
            lesson,
        })
    }

    /// From the keywords of a file; none unless lesson, file and reader are
    /// among them. A teacher may have added others, and LibreOffice parts them
    /// by spaces alone.
    pub fn from_keywords(keywords: &str) -> Option<Self> {
        let apart = |c: char| c.is_whitespace() || c == ',' || c == ';';
        let words: Vec<&str> = keywords.split(apart).filter(|word| !word.is_empty()).collect();
        let start = words.iter().position(|word| is_lesson(word))?;
        let lesson = words.get(start)?;
        let own = words.get(start + 1..)?;
        let after = |mark: &str| {
            let at = own.iter().position(|word| *word == mark.trim_end())?;
            own.get(at + 1).copied()
        };
        let reader_at = own.iter().position(|word| *word == READER_WORD.trim_end())?;
        Some(Self {
            lesson: (*lesson).to_owned(),
            stem: own.iter().find(|word| is_stem(word)).map(|word| (*word).to_owned())?,
            reader: reader(own.get(reader_at + 1)?)?,
            audience: audience(lesson)?,
            nation: own.get(reader_at + 2..).unwrap_or_default().join(" "),
            version: after(VERSION_WORD).unwrap_or_default().to_owned(),
        })
    }
}

fn reader(word: &str) -> Option<Reader> {
    [Reader::Learners, Reader::Home, Reader::Staff]
        .into_iter()
        .find(|reader| reader.to_string() == word)
}

fn audience(lesson: &str) -> Option<String> {
    lesson.split_once('/').map(|(audience, _)| audience.to_owned())
}

/// `11-14/in-the-group-chat`.
fn is_lesson(word: &str) -> bool {
    let legal = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    word.split_once('/').is_some_and(|(audience, name)| legal(audience) && legal(name))
}

/// `2-slides`.
fn is_stem(word: &str) -> bool {
    let mut parts = word.splitn(2, '-');
    let number = parts.next().unwrap_or_default();
    let name = parts.next().unwrap_or_default();
    !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn own(named: Vec<(&'static str, String)>) -> Vec<(String, String)> {
        named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    #[test]
    fn what_a_file_says_is_read_again() {
        let identity = Identity::of(&sample::deck("11-14"));
        assert_eq!(identity.stem, "2-slides");
        let properties = own(identity.properties());
        assert_eq!(Identity::from_properties(&properties), Some(identity.clone()));
        let keywords = identity.keywords().join(", ");
        assert_eq!(Identity::from_keywords(&keywords), Some(identity.clone()));
        // A teacher adds some, and LibreOffice parts them otherwise.
        for apart in [";", " "] {
            let more = format!("year 8, {}", keywords.replace(", ", apart));
            assert_eq!(Identity::from_keywords(&more), Some(identity.clone()));
        }
    }

    #[test]
    fn half_of_it_says_nothing() {
        let mut properties = own(Identity::of(&sample::deck("11-14")).properties());
        properties.retain(|(name, _)| name != FILE);
        assert_eq!(Identity::from_properties(&properties), None);
        assert_eq!(Identity::from_keywords("year 8, 11-14/x, version 1.0"), None);
        assert_eq!(Identity::from_keywords(""), None);
    }
}
