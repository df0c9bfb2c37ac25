//! Whether what is to be said is said to a class.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use super::Subject;
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level};
use crate::library::registry::Called;

/// See the module.
pub static RULE: Rule = Rule {
    name: "script-not-to-class",
    group: Group::Method,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("`say` and the questions of `ask`, outside quotations"),
    what: Cow::Borrowed(
        "Words to say aloud speak of the pupils instead of to them, speak to one of them by name, \
         or hold an instruction to the teacher.",
    ),
    why: Cow::Borrowed(
        "A teacher with ten minutes reads it out as it stands, and the class hears “pupils will”.",
    ),
    source: Cow::Borrowed("House rule: `say` is said word for word; what is done stands in `do`."),
    bad: Cow::Borrowed("say: Pupils will now write one idea. (Give them two minutes.)"),
    good: Cow::Borrowed("say: Now write one idea. You have two minutes."),
};

/// What is wrong, and what to do.
struct Kind {
    what: &'static str,
    remedy: &'static str,
}

const OF_THEM: Kind = Kind {
    what: "speaks of the class and not to it",
    remedy: "say “you” or “we”; what the teacher has to know stands in `do`",
};
const STAGE: Kind = Kind {
    what: "is an instruction to whoever reads this out",
    remedy: "put it into a `do` of its own",
};
const BY_NAME: Kind = Kind {
    what: "speaks to one person by name",
    remedy: "ask the whole class; nobody is picked out in this lesson",
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let patterns = patterns(&subject.audience.called);
    for passage in &subject.passages {
        let path = &passage.wording.path;
        let is_said = passage.wording.is_in("script")
            && path.last().is_some_and(|field| matches!(field.as_str(), "say" | "q" | "follow_up"));
        if !is_said {
            continue;
        }
        for (bytes, kind) in faults(passage.words(), &patterns) {
            let what = format!("“{}” {}", &passage.words()[bytes.clone()], kind.what);
            findings.push(RULE.finding(passage.place(subject.library, bytes), what, kind.remedy));
        }
    }
}

type Patterns = Vec<(Regex, &'static Kind)>;

/// What to look for, where those who learn are called so.
fn patterns(called: &Called) -> Patterns {
    let (one, many) = (&called.learner.value, &called.learners.value);
    let verb = "(?:will|should|must|need to|have to|are to)";
    let whom = format!("(?:the |your |all )?(?:{many}|students|the class|everybody in the class)");
    let all = [
        (format!(r"(?i)\b(?:{whom}|the {one}) {verb}\b"), &OF_THEM),
        (
            format!(
                r"(?i)\b(?:ask|tell|remind|invite|encourage) {whom} (?:to|that|what|why|how|whether|if|who|for)\b"
            ),
            &OF_THEM,
        ),
        (
            r"(?i)[(\[](?:pause|wait|point|hold up|show|give|hand out|click|next slide|allow|collect|nod)\b[^)\]]*[)\]]"
                .to_owned(),
            &STAGE,
        ),
        (
            r"(?:^|[.!?] )(?:Pause here|Pause for|Wait for (?:answers|hands|replies)|Click (?:on|to)|Take (?:answers|feedback)|Next slide)\b[^.!?]*"
                .to_owned(),
            &STAGE,
        ),
        (r"\b[Yy]ou, [A-Z][a-z]+[,.?!]".to_owned(), &BY_NAME),
    ];
    // One that does not compile finds nothing, and the tests fail.
    all.into_iter().filter_map(|(pattern, kind)| Some((Regex::new(&pattern).ok()?, kind))).collect()
}

fn faults(words: &str, patterns: &Patterns) -> Vec<(Range<usize>, &'static Kind)> {
    let quoted = quotations(words);
    let mut found = Vec::new();
    for (regex, kind) in patterns {
        for hit in regex.find_iter(words) {
            let text = hit.as_str();
            let start =
                hit.start() + text.len() - text.trim_start_matches(['.', '!', '?', ' ']).len();
            if !quoted.iter().any(|quote| quote.contains(&start)) {
                found.push((start..hit.end(), *kind));
            }
        }
    }
    found.sort_by_key(|(bytes, _)| bytes.start);
    found
}

/// What somebody else says: the bytes within “…”.
fn quotations(words: &str) -> Vec<Range<usize>> {
    let opened = words.match_indices('“').map(|(at, _)| at);
    opened.map(|at| at..words[at..].find('”').map_or(words.len(), |end| at + end)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found, found_in};
    use super::*;

    fn said(audience: &str, words: &str) -> Vec<(String, String)> {
        let from = "say: Thank you.";
        let found = found_in(audience, from, &format!("say: >-\n          {words}"), RULE.name);
        found.into_iter().map(|(at, what, _)| (at, what)).collect()
    }

    #[test]
    fn what_is_not_said_to_a_class() {
        for (words, at, says) in [
            ("Pupils will now write.", "Pupils will", OF_THEM.what),
            ("Then ask the class to sit.", "ask the class to", OF_THEM.what),
            ("Look. (Hold up the card.) Well?", "(Hold up the card.)", STAGE.what),
            ("Why? Wait for answers. Good.", "Wait for answers", STAGE.what),
            ("And you, Sam, what now?", "you, Sam,", BY_NAME.what),
        ] {
            let found = said("11-14", words);
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            assert_eq!(found[0].0, at, "{words}");
            assert!(found[0].1.ends_with(says), "{found:?}");
        }
    }

    #[test]
    fn what_is_said_to_a_class() {
        for words in [
            "Now you write. You have two minutes.",
            "She says, “Tell the class to stop.” Then she goes.",
            "Thank you, everyone. Ask me anything (really anything).",
            "Wait for the bus with Nia.",
            "Then the class chat will go quiet. Tell the class chat nothing.",
            "Some pupils now have a phone.",
        ] {
            assert_eq!(said("11-14", words), [], "{words}");
        }
        // A trainer speaks to delegates about pupils.
        assert_eq!(said("professionals", "Pupils will ask why. What do you say?"), []);
        assert_eq!(said("professionals", "Delegates will ask why.").len(), 1);
    }

    #[test]
    fn a_new_lesson_is_silent() {
        for audience in ["5-7", "11-14", "professionals"] {
            assert_eq!(found(audience, RULE.name), [], "{audience}");
        }
    }
}
