//! Slots: what stands in double braces in an author's words.

use super::MarkupError;

/// What stands in double braces: a closed list, filled with plain text that is
/// not read again.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub enum Slot {
    /// `school.…`: from the school's profile; a blank where unknown.
    School(SchoolSlot),
    /// `message.ID`: a core message in the audience's words.
    Message(String),
    /// `law.ID`: the nation's line of law.
    Law(String),
    /// `service.ID`: a service's name.
    Service(String),
    /// `term.ID`: a word from the registry.
    Term(String),
    /// `nation.WORD`: what the nation calls it, e.g. `nation.dsl`.
    Nation(String),
}

/// What a school's profile can fill.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub enum SchoolSlot {
    /// `school.name`.
    Name,
    /// `school.dsl`: the safeguarding lead's name.
    Dsl,
    /// `school.deputy`.
    Deputy,
    /// `school.room`: where and when to find them.
    Room,
    /// `school.worry-box`: where the question or worry box stands.
    WorryBox,
    /// `school.safe-place`: where a pupil who steps out can go.
    SafePlace,
}

impl SchoolSlot {
    /// Every slot with the name an author writes after `school.`, and the
    /// width in characters of the blank that stands for it when unknown.
    pub const ALL: [(&'static str, SchoolSlot, u16); 6] = [
        ("name", Self::Name, 24),
        ("dsl", Self::Dsl, 24),
        ("deputy", Self::Deputy, 24),
        ("room", Self::Room, 24),
        ("worry-box", Self::WorryBox, 18),
        ("safe-place", Self::SafePlace, 18),
    ];
}

/// A slot and the bytes it takes in the decoded text, braces included.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct SlotAt {
    /// What stands there.
    pub slot: Slot,
    /// From the first brace to the byte after the last.
    pub bytes: std::ops::Range<usize>,
}

/// Every slot of a text, in order; those that are broken are left out.
pub fn slots(raw: &str) -> Vec<SlotAt> {
    take_slots(raw, &mut Vec::new()).1
}

/// First of the private-use characters that stand for slots while Markdown is
/// parsed; authors cannot write them.
pub(super) const SLOT_BASE: u32 = 0xE000;

/// The text with each slot as one private-use character, and the slots.
pub(super) fn take_slots(raw: &str, errors: &mut Vec<MarkupError>) -> (String, Vec<SlotAt>) {
    let mut text = String::new();
    let mut slots = Vec::new();
    let mut rest = raw;
    let at = |rest: &str| raw.len() - rest.len();
    loop {
        let braces = rest.find("{{");
        if let Some(found) = rest.find("{%")
            && braces.is_none_or(|brace| found < brace)
        {
            errors.push(MarkupError {
                at: at(rest) + found,
                what: "`{%` begins an instruction, and lessons have none".into(),
                why: "a lesson is words, and never a program",
                remedy: "write the words themselves".into(),
            });
            // What belongs to it would only be told again.
            break;
        }
        let Some(found) = braces else { break };
        text.push_str(&rest[..found]);
        let inside = &rest[found + 2..];
        let Some(end) = inside.find("}}") else {
            errors.push(MarkupError {
                at: at(rest) + found,
                what: "a slot is opened with `{{` and never closed".into(),
                why: SHOWN_AS_IT_STANDS,
                remedy: "close it with `}}`, two braces".into(),
            });
            rest = inside;
            continue;
        };
        match parse_slot(inside[..end].trim()) {
            Ok(slot) => {
                let c = char::from_u32(SLOT_BASE + slots.len() as u32);
                text.push(c.unwrap_or('\u{F8FF}'));
                let start = at(rest) + found;
                slots.push(SlotAt { slot, bytes: start..start + end + 4 });
            }
            Err((what, remedy)) => errors.push(MarkupError {
                at: at(rest) + found,
                what,
                why: SHOWN_AS_IT_STANDS,
                remedy,
            }),
        }
        rest = &inside[end + 2..];
    }
    text.push_str(rest);
    (text, slots)
}

/// Where a byte of the text whose slots are single characters was in the text
/// as written.
pub(super) fn before_slots(text: &str, slots: &[SlotAt], at: usize) -> usize {
    let shorter: usize = text[..at]
        .chars()
        .filter(|c| ('\u{E000}'..='\u{F8FF}').contains(c))
        .zip(slots)
        .map(|(c, slot)| slot.bytes.len() - c.len_utf8())
        .sum();
    at + shorter
}

const SHOWN_AS_IT_STANDS: &str = "the braces would be printed instead of what they stand for";

/// What each kind of slot stands for, and an example.
const KINDS: [(&str, &str, &str); 6] = [
    ("school", "what the school fills in", "school.dsl"),
    ("message", "a core message", "message.never-share"),
    ("law", "a line of law", "law.sharing-images"),
    ("service", "a service", "service.childline"),
    ("term", "a word of the registry", "term.it"),
    ("nation", "what the nation calls it", "nation.dsl"),
];

fn parse_slot(inside: &str) -> Result<Slot, (String, String)> {
    let (kind, name) = inside.split_once('.').unwrap_or((inside, ""));
    let is_name = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let known = match kind {
        "school" => SchoolSlot::ALL
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|(_, slot, _)| Slot::School(*slot)),
        _ if !is_name(name) => None,
        "message" => Some(Slot::Message(name.to_owned())),
        "law" => Some(Slot::Law(name.to_owned())),
        "service" => Some(Slot::Service(name.to_owned())),
        "term" => Some(Slot::Term(name.to_owned())),
        "nation" => Some(Slot::Nation(name.to_owned())),
        _ => None,
    };
    known.ok_or_else(|| no_slot(inside))
}

/// What is wrong with a slot, and what was most likely meant.
fn no_slot(inside: &str) -> (String, String) {
    let small = inside.to_lowercase();
    let (kind, name) = small.split_once('.').unwrap_or((&small, ""));
    let near = |word: &str, known: &str| {
        strsim::damerau_levenshtein(word, known) <= (known.len() / 3).max(1)
    };
    let what = format!("`{{{{ {inside} }}}}` stands for nothing");
    let meant = KINDS.iter().find(|(known, ..)| near(kind, known));
    let Some((kind, stands_for, example)) = meant else {
        let all =
            KINDS.map(|(_, stands_for, example)| format!("`{{{{ {example} }}}}` ({stands_for})"));
        return (what, format!("write words, or a slot such as {}", all.join(", ")));
    };
    let remedy = match (*kind, name) {
        ("school", _) => {
            let names = SchoolSlot::ALL.map(|(name, ..)| name);
            match names.iter().find(|known| !name.is_empty() && near(name, known)) {
                Some(known) => format!("did you mean `{{{{ school.{known} }}}}`?"),
                None => {
                    let all = names.map(|name| format!("`{{{{ school.{name} }}}}`"));
                    format!("there are {}", all.join(", "))
                }
            }
        }
        (_, "") => format!("say which, as in `{{{{ {example} }}}}`: it stands for {stands_for}"),
        _ => format!("did you mean `{{{{ {kind}.{name} }}}}`?"),
    };
    (what, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_know_their_bytes() {
        let found = slots("a {{ law.x }}{{nation.dsl}} {{ odd");
        assert_eq!(
            found,
            [
                SlotAt { slot: Slot::Law("x".into()), bytes: 2..13 },
                SlotAt { slot: Slot::Nation("dsl".into()), bytes: 13..27 },
            ]
        );
    }

    #[test]
    fn what_was_meant_is_told_by_kind_and_by_name() {
        for (inside, meant) in [
            ("shcool.name", "did you mean `{{ school.name }}`?"),
            ("school.dls", "did you mean `{{ school.dsl }}`?"),
            ("School.Name", "did you mean `{{ school.name }}`?"),
            ("Message.never-share", "did you mean `{{ message.never-share }}`?"),
            ("message", "say which"),
            ("school", "there are `{{ school.name }}`"),
            ("name of the head", "a slot such as `{{ school.dsl }}`"),
        ] {
            let (what, remedy) = parse_slot(inside).unwrap_err();
            assert!(what.contains(inside) && remedy.contains(meant), "{inside}: {remedy}");
        }
    }
}
