//! The table of all rules, by name.

use std::sync::LazyLock;

use super::rule::Rule;
use super::{edited, known, lesson, prose, registry, scheme, words};

/// Every rule, by name.
///
/// # Errors
///
/// What is wrong with a data file: a bug of ours.
pub fn rules() -> Result<&'static [Rule], &'static str> {
    static TABLE: LazyLock<Result<Vec<Rule>, String>> = LazyLock::new(|| {
        let mut rules = known::rules()?;
        rules.extend(words::rules()?.iter().map(|rule| rule.told.clone()));
        rules.extend(edited::RULES.iter().map(|(rule, _)| (*rule).clone()));
        rules.extend(lesson::RULES.iter().map(|(rule, _)| (*rule).clone()));
        rules.extend(prose::RULES.iter().map(|(rule, _)| (*rule).clone()));
        rules.extend(registry::RULES.iter().map(|(rule, _)| (*rule).clone()));
        rules.extend(scheme::RULES.iter().map(|(rule, _)| (*rule).clone()));
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

/// Whether a lesson may allow it for a place: it is found in a lesson's own
/// words, and bends.
pub fn can_be_allowed(rule: &Rule) -> bool {
    let registry = registry::RULES.iter().map(|(rule, _)| rule.name);
    let scheme = scheme::RULES.iter().map(|(rule, _)| rule.name);
    let edited = edited::RULES.iter().map(|(rule, _)| rule.name);
    let mut elsewhere = known::names().chain(registry).chain(scheme).chain(edited);
    !rule.firm && !elsewhere.any(|name| name == rule.name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::rule as rule_of;
    use super::*;
    use crate::check::words::Passage;

    #[test]
    fn the_table_is_sorted_and_names_nothing_twice() {
        let names: Vec<_> = rules().unwrap().iter().map(|rule| rule.name).collect();
        let sorted: BTreeSet<_> = names.iter().copied().collect();
        assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
        assert!(edited::RULES.is_sorted_by_key(|(rule, _)| rule.name));
        assert!(lesson::RULES.is_sorted_by_key(|(rule, _)| rule.name));
        assert!(prose::RULES.is_sorted_by_key(|(rule, _)| rule.name));
        assert!(registry::RULES.is_sorted_by_key(|(rule, _)| rule.name));
        assert!(scheme::RULES.is_sorted_by_key(|(rule, _)| rule.name));
    }

    #[test]
    fn every_rule_is_told_in_full() {
        let mut said = BTreeSet::new();
        let mut faults = Vec::new();
        for rule in rules().unwrap() {
            let fields = [
                ("looks_at", &rule.looks_at),
                ("what", &rule.what),
                ("why", &rule.why),
                ("source", &rule.source),
                ("bad", &rule.bad),
                ("good", &rule.good),
            ];
            let mut fault = |what: &str| faults.push(format!("{}: {what}", rule.name));
            for (field, text) in fields {
                if text.trim().is_empty() || text.contains("to be written") {
                    fault(&format!("`{field}` is to be written"));
                }
                // A source may be a title, and an example a piece of a file.
                if ["what", "why"].contains(&field)
                    && !(text.ends_with('.') && text.starts_with(char::is_uppercase))
                {
                    fault(&format!("`{field}` is no sentence: {text}"));
                }
                if field == "looks_at" && text.ends_with('.') {
                    fault("`looks_at` is a phrase, without a stop");
                }
            }
            if rule.what == rule.why || rule.bad == rule.good {
                fault("it says the same twice");
            }
            if !said.insert(&rule.what) {
                fault("another rule says what it finds in the same words");
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_bad_examples_of_rules_about_words_are_found_and_the_good_ones_not() {
        let all = words::rules().unwrap();
        let mut faults = Vec::new();
        for rule in all {
            let (reader, audience) = &rule.setting;
            let finds = |words: &str| {
                let passage = Passage { words, reader: *reader, audience };
                words::check(all, &passage).iter().any(|hit| hit.name() == rule.told.name)
            };
            if !finds(&rule.told.bad) {
                faults.push(format!("{} does not find “{}”", rule.told.name, rule.told.bad));
            }
            if finds(&rule.told.good) {
                faults.push(format!("{} finds “{}”", rule.told.name, rule.told.good));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn what_no_lesson_says_no_lesson_allows() {
        for (name, can) in [
            ("blame", true),
            ("untied-outcome", true),
            ("contract", false),
            ("not-yaml", false),
            ("stale-fact", false),
            ("out-of-order", false),
        ] {
            assert_eq!(can_be_allowed(rule_of(name).unwrap()), can, "{name}");
        }
    }

    #[test]
    fn a_rule_goes_by_its_name_with_and_without_a_no() {
        for rule in rules().unwrap() {
            for typed in ["", "no-", "never-"].map(|not| format!("{not}{}", rule.name)) {
                let found = rule_of(&typed).unwrap_or_else(|| panic!("no `{typed}`"));
                // One may be called `no-contact`, and none `contact`.
                assert!(found.name == rule.name || found.name == typed, "{typed}");
            }
        }
        assert!(rule_of("blmae").is_none());
    }
}
