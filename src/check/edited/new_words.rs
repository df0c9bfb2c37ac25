//! What was added, held to the rules about words and prose: each new
//! paragraph, and in it each sentence that the original does not have.

use std::ops::Range;

use super::fold::fold;
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
            let Some(rule) = rules.iter().find(|rule| rule.told.name == hit.rule) else { continue };
            if is_old(subject, line, &hit.bytes) {
                continue;
            }
            findings.push(rule.told.finding(
                subject.place(line.at),
                format!("“{}”: {}", &words[hit.bytes], rule.says()),
                format!("write instead: {}", hit.instead),
            ));
        }
        let said = Said { words, reader, part: Part::Text, audience, registry };
        for (rule, fault) in prose::check(&said) {
            // Contacts have a rule of their own here.
            if rule.name == unregistered_contact::RULE.name || is_old(subject, line, &fault.bytes) {
                continue;
            }
            let level = fault.level.unwrap_or(rule.level);
            findings.push(rule.at(level, subject.place(line.at), fault.what, fault.remedy));
        }
    }
}

/// Whether the sentence around some bytes stands in the original.
fn is_old(subject: &Subject<'_>, line: &Line<'_>, bytes: &Range<usize>) -> bool {
    let all = sentence::sentences(line.words).into_iter();
    let mut touched = all.filter(|s| s.start < bytes.end && bytes.start < s.end).peekable();
    touched.peek().is_some() && touched.all(|s| subject.old.text.contains(&fold(&line.words[s])))
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
