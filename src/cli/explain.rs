//! `lessonpack explain`.

use super::args::ExplainArgs;
use super::{Outcome, failed, print_text, rules};
use crate::check;
use crate::diagnostics::{Finding, Place};
use crate::library::nearest;

pub fn run(args: &ExplainArgs) -> Outcome {
    let all = match check::rules() {
        Ok(all) => all,
        Err(error) => return failed(&rules::broken(error).into()),
    };
    let name = args.rule.to_lowercase();
    let Some(rule) = check::rule(&name) else {
        return failed(
            &unknown(&args.rule, nearest(&name, all.iter().map(|rule| rule.name))).into(),
        );
    };
    let allow = if !check::can_be_allowed(rule) {
        "No lesson can allow it.".to_owned()
    } else {
        format!(
            "A lesson can allow it for one place, with a reason:\n  allow: [{{ rule: {}, at: the words underlined, reason: why it is right here }}]",
            rule.name
        )
    };
    print_text(&format!(
        "{} ({}, {})\n\n{}\n\nWhy it matters: {}\nLooks at: {}.\nSource: {}\n\nBad:\n{}\n\nGood:\n{}\n\n{allow}\n",
        rule.name,
        rule.level,
        rule.group,
        rule.what,
        rule.why,
        rule.looks_at,
        rule.source,
        indented(&rule.bad),
        indented(&rule.good),
    ))
}

fn indented(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

fn unknown(typed: &str, near: Option<&str>) -> Finding {
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see what there is with `lessonpack rules`".into(),
    };
    Finding::error("unknown-rule", Place::Nowhere, format!("there is no rule `{typed}`"))
        .why("a rule is called as findings name it, in brackets")
        .remedy(remedy)
}
