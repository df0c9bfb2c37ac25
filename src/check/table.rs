//! The table of all rules, by name.

use std::sync::LazyLock;

use super::rule::Rule;
use super::{known, lesson, words};

/// Every rule, by name.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<&'static [Rule], &'static str> {
    static TABLE: LazyLock<Result<Vec<Rule>, String>> = LazyLock::new(|| {
        let mut rules = known::rules()?;
        rules.extend(words::rules()?.iter().map(|rule| rule.told.clone()));
        rules.extend(lesson::RULES.iter().map(|(rule, _)| (*rule).clone()));
        rules.sort_by_key(|rule| rule.name);
        Ok(rules)
    });
    TABLE.as_deref().map_err(String::as_str)
}

/// A rule by its name, with or without `no-` or `never-` before it.
pub fn rule(name: &str) -> Option<&'static Rule> {
    let rules = rules().ok()?;
    let bare = ["no-", "never-"].iter().find_map(|not| name.strip_prefix(not));
    let find = |name| rules.iter().find(|rule| rule.name == name);
    find(name).or_else(|| find(bare?))
}
