//! `lessonpack rules`.

use serde::Serialize;

use super::args::{ListFormat, RulesArgs};
use super::{Outcome, failed, print_json, print_text};
use crate::check::{self, Rule};
use crate::diagnostics::{Finding, Level, Place, RuleDoc};

/// Version of the form; raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// The table, for programs.
#[derive(Serialize)]
struct Table<'a> {
    version: u32,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    level: Level,
    group: String,
    /// Whether it bends for nobody.
    firm: bool,
    /// Whether a lesson may allow it for a place.
    can_be_allowed: bool,
    looks_at: &'a str,
    what: &'a str,
    why: &'a str,
    source: &'a str,
    bad: &'a str,
    good: &'a str,
}

pub fn run(args: &RulesArgs) -> Outcome {
    let rules = match check::rules() {
        Ok(rules) => rules,
        Err(error) => return failed(&broken(error).into()),
    };
    match args.format {
        ListFormat::Json => {
            let rules = rules.iter().map(entry).collect();
            print_json(&Table { version: VERSION, rules })
        }
        ListFormat::Table => print_text(&table(rules)),
    }
}

fn table(rules: &[Rule]) -> String {
    let name = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut table = String::new();
    for rule in rules {
        let (level, group) = (rule.level.to_string(), rule.group.to_string());
        table.push_str(&format!("{:name$}  {level:7}  {group:7}  {}\n", rule.name, rule.looks_at));
    }
    table
}

fn entry(rule: &Rule) -> Entry<'_> {
    Entry {
        name: rule.name,
        level: rule.level,
        group: rule.group.to_string(),
        firm: rule.firm,
        can_be_allowed: check::can_be_allowed(rule),
        looks_at: &rule.looks_at,
        what: &rule.what,
        why: &rule.why,
        source: &rule.source,
        bad: &rule.bad,
        good: &rule.good,
    }
}

/// Every rule, as viewers of findings show it; none if a data file of ours
/// cannot be read, which a finding says.
pub fn docs() -> Vec<RuleDoc<'static>> {
    let doc = |rule: &'static Rule| RuleDoc {
        name: rule.name,
        level: rule.level,
        group: rule.group.to_string(),
        what: &rule.what,
        why: &rule.why,
        source: &rule.source,
        bad: &rule.bad,
        good: &rule.good,
    };
    check::rules().unwrap_or_default().iter().map(doc).collect()
}

/// A data file of ours that cannot be read.
pub fn broken(error: &str) -> Finding {
    Finding::bug("broken-rule", Place::Nowhere, error).why("no rule can be shown or checked")
}
