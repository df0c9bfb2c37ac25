//! Rules that stand elsewhere: what loading finds in a file, and building in a
//! pack. What people are told about each stands in a data file here.

use super::doc::Doc;
use super::rule::{Group, Rule};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!($name, ".yaml")))),*]
    };
}

/// The data file of each rule, by name.
const FILES: &[(&str, &str)] = files!["contract", "leak"];

/// Every rule that stands elsewhere, by name.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<Vec<Rule>, String> {
    let read = |(name, file): &(&'static str, &'static str)| {
        let doc: Doc =
            serde_saphyr::from_str(file).map_err(|error| format!("rule `{name}`: {error}"))?;
        Ok(doc.rule(name, Group::Form, "lessons and the registry"))
    };
    FILES.iter().map(read).collect()
}
