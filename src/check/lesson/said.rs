//! What a class hears and sees, step by step, with the registry's words where an
//! author wrote a slot, and whether words speak of something. For rules that ask
//! whether something is there at all; which words are wrong is for data files.

use std::ops::Range;

use super::Subject;
use crate::diagnostics::Place;
use crate::library::Wording;
use crate::library::lesson::Step;
use crate::library::slide::SlideStep;
use crate::text::{Authored, Slot, slots};

/// What stands for the safeguarding lead, whose word differs between nations.
const LEAD: &str = "safeguarding lead";

/// Whether a word of `words` begins like one of `stems`, which are in small
/// letters and have straight apostrophes.
pub fn says(words: &str, stems: &[&str]) -> bool {
    let words = plain(words);
    let begins = |at: usize| !words[..at].ends_with(char::is_alphanumeric);
    stems.iter().any(|stem| words.match_indices(stem).any(|(at, _)| begins(at)))
}

/// In small letters, with straight apostrophes and no line ends, for patterns.
pub fn plain(words: &str) -> String {
    let words = words.to_lowercase().replace('’', "'");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a duty speaks of the safeguarding lead.
pub fn names_lead(words: &str) -> bool {
    says(words, &["safeguarding lead", "safeguarding person", "designated", "dsl", "dsp"])
}

/// What groups of words are not in `words`, each with what it is called.
pub fn missing<'a>(words: &str, groups: &[(&'a str, &[&str])]) -> Vec<&'a str> {
    let lacks = groups.iter().filter(|(_, stems)| !says(words, stems));
    lacks.map(|(name, _)| *name).collect()
}

/// Joined with commas and a last `and`, for a sentence.
pub fn joined(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

impl<'a> Subject<'a> {
    /// Words with the registry's in place of slots.
    pub fn filled(&self, raw: &str) -> String {
        let mut words = String::new();
        let mut from = 0;
        for slot in slots(raw) {
            words.push_str(&raw[from..slot.bytes.start]);
            words.push_str(self.slot(&slot.slot));
            from = slot.bytes.end;
        }
        words + &raw[from..]
    }

    /// The words of a line, likewise.
    pub fn line(&self, text: &impl Authored) -> String {
        self.filled(text.raw())
    }

    fn slot(&self, slot: &Slot) -> &str {
        match slot {
            Slot::Message(id) => self.message(id),
            Slot::Service(id) => {
                self.registry().service(id).map_or("", |service| service.name.raw())
            }
            Slot::Nation(word) if word.starts_with("dsl") || word == "lead" => LEAD,
            Slot::School(crate::text::SchoolSlot::Dsl) => LEAD,
            _ => "",
        }
    }

    fn message(&self, id: &str) -> &'a str {
        let words =
            self.registry().message(id).and_then(|m| m.wording.get(self.audience.id.as_str()));
        words.map_or("", |words| words.raw())
    }

    /// The fields of a step of an activity's script, by position.
    pub fn fields(&self, activity: usize, step: usize) -> impl Iterator<Item = &'a Wording> {
        let (activity, step) = (activity.to_string(), step.to_string());
        self.wordings.iter().filter(move |wording| {
            matches!(
                wording.path.as_slice(),
                [first, a, third, s, ..]
                    if first == "activities" && third == "script" && *a == activity && *s == step
            )
        })
    }

    /// All that a step says: what is written there, and what the registry adds to
    /// its slide.
    pub fn step(&self, activity: usize, step: usize) -> String {
        let mut parts: Vec<_> =
            self.fields(activity, step).map(|field| self.filled(&field.raw)).collect();
        let written = self.lesson.activities.get(activity).and_then(|a| a.script.get(step));
        match written {
            Some(Step::Slide(SlideStep::Remember(slide))) => {
                parts.extend(slide.messages.iter().map(|id| self.message(id.as_str()).to_owned()));
            }
            Some(Step::Slide(SlideStep::Rules(_))) => parts.push(self.ground_rules()),
            Some(Step::Slide(SlideStep::Help(_))) => {
                let audience = self.audience;
                parts.extend(
                    [&audience.reassurance, &audience.called.or_else].map(|l| self.line(l)),
                );
            }
            _ => {}
        }
        parts.join("\n")
    }

    /// All that an activity says.
    pub fn activity(&self, activity: usize) -> String {
        let steps = self.lesson.activities.get(activity).map_or(0, |a| a.script.len());
        (0..steps).map(|step| self.step(activity, step)).collect::<Vec<_>>().join("\n")
    }

    /// What the ground rules say.
    pub fn ground_rules(&self) -> String {
        let rules = self.audience.rules.iter();
        let rules: Vec<_> =
            rules.map(|rule| format!("{}. {}", rule.head.raw(), rule.text.raw())).collect();
        rules.join("\n")
    }

    /// Where some bytes of a field stand.
    pub fn within(&self, field: &Wording, raw: Range<usize>) -> Place {
        field.place(&self.library.sources, raw)
    }

    /// Whether an activity stays when time is short.
    pub fn stays(&self, id: &str) -> bool {
        self.lesson.short_form.keep.iter().any(|kept| kept.value == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        assert!(says("Read every Slip.", &["slip"]));
        assert!(says("You can’t tell", &["can't"]));
        assert!(!says("An eclipse, an asylum", &["slip", "clips", "lum"]));
        assert_eq!(missing("Stay. Read it.", &[("a", &["stay"]), ("b", &["go"])]), ["b"]);
        assert_eq!(joined(&["a", "b", "c"]), "a, b and c");
        assert_eq!(plain("Don’t\n  SAY"), "don't say");
    }
}
