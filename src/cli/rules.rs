//! `lessonpack rules`.

use super::{Outcome, failed, print_text};
use crate::check;
use crate::diagnostics::{Finding, Place, RuleDoc};

pub fn run() -> Outcome {
    let rules = match check::rules() {
        Ok(rules) => rules,
        Err(error) => return failed(&broken(error).into()),
    };
    let name = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut table = String::new();
    for rule in rules {
        let (level, group) = (rule.level.to_string(), rule.group.to_string());
        table.push_str(&format!("{:name$}  {level:7}  {group:7}  {}\n", rule.name, rule.looks_at));
    }
    print_text(&table)
}

/// Every rule, as viewers of findings show it; none if a data file of ours
/// cannot be read, which a finding says.
pub fn docs() -> Vec<RuleDoc<'static>> {
    let doc = |rule: &'static check::Rule| RuleDoc {
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
