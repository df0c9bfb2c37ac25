//! What was added, held to the rules about words and prose: each new
//! paragraph, and in it each sentence that the original does not have.

use std::ops::Range;

use super::fold::fold;
use super::lines::{ALIKE, likeness};
use super::{Line, Subject};
use crate::check::prose::{self, Part, Said, sentence, unregistered_contact};
use crate::check::words;
use crate::diagnostics::Findings;

/// See the module.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let rules = match words::rules() {
        Ok(rules) => rules,
        Err(error) => {
            findings.extend(crate::check::broken(error));
            return;
        }
    };
    let registry = &subject.file.library.registry;
    let audience = subject.file.audience;
    for line in subject.new_lines() {
        let (words, reader) = (line.words, subject.reader(line.at));
        let id = audience.map_or("", |audience| audience.id.as_str());
        for hit in words::check(rules, &words::Passage { words, reader, audience: id }) {
            let again = |old: &Line<'_>| {
                let passage = words::Passage { words: old.words, reader, audience: id };
                let hits = words::check(rules, &passage).into_iter();
                hits.filter(|other| other.name() == hit.name()).map(|other| other.bytes).collect()
            };
            if is_old(subject, line, &hit.bytes, &again) {
                continue;
            }
            findings.push(hit.finding(words, subject.place(line.at)));
        }
        let said = Said { words, reader, part: Part::Text, audience, registry };
        for (rule, fault) in prose::check(&said) {
            // Contacts have a rule of their own here.
            if rule.name == unregistered_contact::RULE.name {
                continue;
            }
            let again = |old: &Line<'_>| {
                let said = Said { words: old.words, ..said };
                let faults = prose::check(&said).into_iter();
                faults.filter(|(other, _)| other.name == rule.name).map(|(_, f)| f.bytes).collect()
            };
            if is_old(subject, line, &fault.bytes, &again) {
                continue;
            }
            let level = fault.level.unwrap_or(rule.level);
            findings.push(rule.at(level, subject.place(line.at), fault.what, fault.remedy));
        }
    }
}

/// Whether the sentence around some bytes stands in the original, or the
/// paragraph that this one was has the same words found by the same rule: a
/// page number may be all that changed.
fn is_old(
    subject: &Subject<'_>,
    line: &Line<'_>,
    bytes: &Range<usize>,
    found_in: &dyn Fn(&Line<'_>) -> Vec<Range<usize>>,
) -> bool {
    let all = sentence::sentences(line.words).into_iter();
    let mut touched = all.filter(|s| s.start < bytes.end && bytes.start < s.end).peekable();
    if touched.peek().is_some() && touched.all(|s| subject.old.text.contains(&fold(&line.words[s])))
    {
        return true;
    }
    let hit = fold(&line.words[bytes.clone()]);
    let same = |old: &&Line<'_>| old.key.contains(&hit) && likeness(old, line) >= ALIKE;
    let mut olds = subject.old.all.iter().filter(same);
    olds.any(|old| found_in(old).into_iter().any(|bytes| fold(&old.words[bytes]) == hit))
}

#[cfg(test)]
mod tests {
    use super::super::testing::between;
    use crate::read::At;

    const OLD: &str =
        "What could Sam do?\nIt was her own fault for sending it. That is what Max says.";

    #[test]
    fn a_blaming_sentence_is_found_where_it_was_added_and_not_where_it_was() {
        let new = format!("{OLD} She should have known better.");
        let told = between(&[(At::Slide(3), OLD)], &[], &[(At::Slide(3), &new)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0][..2], ["blame", "slide 3"]);
        assert!(told[0][2].contains("should have"));
    }

    #[test]
    fn what_our_own_foot_says_may_have_another_page_number() {
        let foot = |pages: &str| {
            format!("It’s in the group chat · Ages 11–14 · Version 1.0\tPage 1 of {pages}")
        };
        let (old, new) = (foot("1"), foot("12"));
        assert_eq!(
            between(&[(At::HeaderFooter, &old)], &[], &[(At::HeaderFooter, &new)]),
            Vec::<[String; 3]>::new()
        );
    }

    #[test]
    fn an_example_of_ones_own_is_no_finding() {
        let new = format!(
            "{OLD}\nPriya posts a photo of her lunch in the chat. What could she check first?"
        );
        assert_eq!(
            between(&[(At::Slide(3), OLD)], &[], &[(At::Slide(3), &new)]),
            Vec::<[String; 3]>::new()
        );
    }
}
