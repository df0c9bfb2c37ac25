//! An author's Markdown and slots, parsed.
//!
//! What is not in the small language is refused with a reason, or, for HTML,
//! kept as literal words: a lesson's text is data and never becomes code.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// A piece of a parsed paragraph.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Markup {
    /// Plain words.
    Text(String),
    /// `**words**`.
    Strong(Vec<Markup>),
    /// `[words](https://…)`.
    Link {
        /// The address.
        to: String,
        /// The words.
        text: Vec<Markup>,
    },
    /// `{{ … }}`.
    Slot(Slot),
    /// A hard break: `\` at the end of a line.
    Newline,
}

/// A paragraph or a list.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum MarkupBlock {
    /// A paragraph.
    Para(Vec<Markup>),
    /// A list; numbered if `ordered`.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<MarkupBlock>>,
    },
}

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

/// Why a text was refused, and at which byte of the text as YAML gives it.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct MarkupError {
    /// Byte offset in the decoded text.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// The longest text in a field, in bytes: more than any page holds.
const MOST_BYTES: usize = 32_768;
/// The most that lists, bold and links may stand in one another.
const DEEPEST: usize = 12;

/// Parses one line.
///
/// # Errors
///
/// All that is wrong with it: characters that no file may hold, unknown slots,
/// Markdown beyond the small language, more than one paragraph.
pub fn parse_line(raw: &str) -> Result<Vec<Markup>, Vec<MarkupError>> {
    let blocks = parse_prose(raw)?;
    match <[MarkupBlock; 1]>::try_from(blocks) {
        Ok([MarkupBlock::Para(line)]) => Ok(line),
        _ => Err(vec![MarkupError {
            at: 0,
            what: "one line was expected, not several paragraphs or a list".into(),
            remedy: "write one paragraph here, or use a field that takes a list".into(),
        }]),
    }
}

/// Parses paragraphs and lists.
///
/// # Errors
///
/// All that is wrong with it, as for [`parse_line`].
pub fn parse_prose(raw: &str) -> Result<Vec<MarkupBlock>, Vec<MarkupError>> {
    let mut errors = Vec::new();
    if raw.len() > MOST_BYTES {
        return Err(vec![MarkupError {
            at: 0,
            what: format!("one text holds {} bytes", raw.len()),
            remedy: format!("write {MOST_BYTES} at most: about ten pages"),
        }]);
    }
    refuse_characters(raw, &mut errors);
    let (text, found) = take_slots(raw, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut builder = Builder {
        slots: found.iter().map(|found| found.slot.clone()).collect(),
        source: &text,
        ..Builder::default()
    };
    for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
        builder.event(event, range.start);
        // What nests without end would exhaust the stack of whoever walks it.
        if builder.lines.len() > DEEPEST {
            builder.refuse(range.start, "so much in one another", "write it flatter");
            break;
        }
    }
    if !builder.errors.is_empty() {
        for error in &mut builder.errors {
            error.at = before_slots(&text, &found, error.at);
        }
        return Err(builder.errors);
    }
    if builder.done.is_empty() {
        return Err(vec![empty()]);
    }
    Ok(builder.done)
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

/// Refuses what words that are no Markdown cannot hold either, such as a name
/// on an invented screen.
///
/// # Errors
///
/// Each character that a file cannot hold, that hides, or that turns text
/// round, and each line break.
pub fn parse_name(raw: &str) -> Result<(), Vec<MarkupError>> {
    let mut errors = Vec::new();
    refuse_characters(raw, &mut errors);
    if let Some(at) = raw.find('\n') {
        errors.push(MarkupError {
            at,
            what: "a line break stands in the text".into(),
            remedy: "write it in one line".into(),
        });
    }
    if raw.trim().is_empty() {
        errors.push(empty());
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn empty() -> MarkupError {
    MarkupError {
        at: 0,
        what: "the text is empty".into(),
        remedy: "write it, or delete the field".into(),
    }
}

/// Characters that a file cannot hold, that hide, or that turn text round.
fn refuse_characters(raw: &str, errors: &mut Vec<MarkupError>) {
    for (at, c) in raw.char_indices() {
        let kind = match c {
            '\n' => continue,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
                "a direction override"
            }
            '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => {
                "an invisible character"
            }
            '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FFFD}' => {
                "a character without a meaning of its own"
            }
            c if c.is_control() => "a control character",
            _ => continue,
        };
        errors.push(MarkupError {
            at,
            what: format!("{kind}, U+{:04X}, stands in the text", c as u32),
            remedy: "delete it; what a reader cannot see must not change what they read".into(),
        });
    }
}

/// First of the private-use characters that stand for slots while Markdown is
/// parsed; authors cannot write them.
const SLOT_BASE: u32 = 0xE000;

fn take_slots(raw: &str, errors: &mut Vec<MarkupError>) -> (String, Vec<SlotAt>) {
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
                what: "`{%` starts a template instruction, which lessons do not have".into(),
                remedy: "write the words themselves".into(),
            });
            rest = &rest[found + 2..];
            continue;
        }
        let Some(found) = braces else { break };
        text.push_str(&rest[..found]);
        let inside = &rest[found + 2..];
        let Some(end) = inside.find("}}") else {
            errors.push(MarkupError {
                at: at(rest) + found,
                what: "`{{` is never closed".into(),
                remedy: "close the slot with `}}`".into(),
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
            Err((what, remedy)) => errors.push(MarkupError { at: at(rest) + found, what, remedy }),
        }
        rest = &inside[end + 2..];
    }
    text.push_str(rest);
    (text, slots)
}

/// Where a byte of the text whose slots are single characters was in the text
/// as written.
fn before_slots(text: &str, slots: &[SlotAt], at: usize) -> usize {
    let shorter: usize = text[..at]
        .chars()
        .filter(|c| ('\u{E000}'..='\u{F8FF}').contains(c))
        .zip(slots)
        .map(|(c, slot)| slot.bytes.len() - c.len_utf8())
        .sum();
    at + shorter
}

fn parse_slot(inside: &str) -> Result<Slot, (String, String)> {
    const KINDS: [&str; 6] = ["school", "message", "law", "service", "term", "nation"];
    let (kind, name) = inside.split_once('.').unwrap_or((inside, ""));
    let named = |slot: fn(String) -> Slot| {
        let ok = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if ok {
            Ok(slot(name.to_owned()))
        } else {
            Err((
                format!("`{inside}` does not name anything"),
                format!("write `{{{{ {kind}.some-id }}}}`"),
            ))
        }
    };
    match kind {
        "school" => SchoolSlot::ALL
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|(_, slot, _)| Slot::School(*slot))
            .ok_or_else(|| {
                let known = SchoolSlot::ALL.map(|(known, ..)| format!("school.{known}"));
                (format!("`{inside}` is not a slot"), format!("one of {}", known.join(", ")))
            }),
        "message" => named(Slot::Message),
        "law" => named(Slot::Law),
        "service" => named(Slot::Service),
        "term" => named(Slot::Term),
        "nation" => named(Slot::Nation),
        _ => Err((
            format!("`{{{{ {inside} }}}}` is not a slot"),
            format!("slots start with {}", KINDS.map(|k| format!("`{k}.`")).join(", ")),
        )),
    }
}

#[derive(Default)]
struct Builder<'a> {
    source: &'a str,
    slots: Vec<Slot>,
    errors: Vec<MarkupError>,
    done: Vec<MarkupBlock>,
    lists: Vec<(bool, Vec<Vec<MarkupBlock>>)>,
    lines: Vec<Vec<Markup>>,
    links: Vec<String>,
    /// Underscores of emphasis that is open, which are words here.
    underscores: Vec<&'static str>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.words(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.inline(Markup::Newline),
            Event::Code(_) => self.refuse(at, "code in back-ticks", "write the words plainly"),
            Event::Rule => self.refuse(at, "a rule", "start a new paragraph"),
            _ => self.refuse(at, "this Markdown", "use words, **bold**, links and lists"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.lines.push(Vec::new()),
            Tag::Strong if self.source[at..].starts_with("__") => self.underscore("__"),
            Tag::Emphasis if self.source[at..].starts_with('_') => self.underscore("_"),
            Tag::Strong => {
                self.underscores.push("");
                self.lines.push(Vec::new());
            }
            Tag::List(start) => {
                // Tight lists hold bare text: close what stands before.
                self.close_tight();
                self.lists.push((start.is_some(), Vec::new()));
            }
            Tag::Item => {
                if let Some((_, items)) = self.lists.last_mut() {
                    items.push(Vec::new());
                }
                self.lines.push(Vec::new());
            }
            Tag::Link { link_type, dest_url, .. } => {
                let ok = dest_url.starts_with("https://")
                    || dest_url.starts_with("tel:")
                    || dest_url.starts_with("mailto:");
                if !ok || link_type == LinkType::Email {
                    self.refuse(at, "a link that is not https", "write https://… in full");
                }
                self.links.push(dest_url.to_string());
                self.lines.push(Vec::new());
            }
            Tag::Emphasis => {
                self.refuse(at, "*italics*", "write **bold**: italics are hard to read");
                self.underscores.push("");
                self.lines.push(Vec::new());
            }
            Tag::Image { .. } => {
                self.refuse(at, "a picture", "name it in a `picture` field");
                self.lines.push(Vec::new());
            }
            Tag::Heading { .. } => {
                self.refuse(at, "a heading", "the title has a field of its own");
                self.lines.push(Vec::new());
            }
            _ => {
                self.refuse(at, "this Markdown", "use words, **bold**, links and lists");
                self.lines.push(Vec::new());
            }
        }
    }

    /// Underscores are words, as in a file's name; only stars make bold.
    fn underscore(&mut self, signs: &'static str) {
        self.words(signs);
        self.underscores.push(signs);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                if let Some(line) = self.lines.pop() {
                    self.block(MarkupBlock::Para(trim(line)));
                }
            }
            TagEnd::Strong | TagEnd::Emphasis => match self.underscores.pop() {
                None | Some("") => {
                    let line = self.lines.pop().unwrap_or_default();
                    self.inline(Markup::Strong(line));
                }
                Some(signs) => self.words(signs),
            },
            TagEnd::Link => {
                let text = self.lines.pop().unwrap_or_default();
                let to = self.links.pop().unwrap_or_default();
                self.inline(Markup::Link { to, text });
            }
            TagEnd::Item => {
                self.close_tight();
                self.lines.pop();
            }
            TagEnd::List(_) => {
                if let Some((ordered, items)) = self.lists.pop() {
                    self.block(MarkupBlock::List { ordered, items });
                }
            }
            _ => {
                self.lines.pop();
            }
        }
    }

    /// Turns the bare text of a tight list item into a paragraph of it.
    fn close_tight(&mut self) {
        if self.lists.is_empty() {
            return;
        }
        let line = self.lines.last_mut().map(std::mem::take).unwrap_or_default();
        if !line.is_empty() {
            self.block(MarkupBlock::Para(trim(line)));
        }
    }

    fn block(&mut self, block: MarkupBlock) {
        match self.lists.last_mut().and_then(|(_, items)| items.last_mut()) {
            Some(item) => item.push(block),
            None => self.done.push(block),
        }
    }

    fn words(&mut self, text: &str) {
        let mut run = String::new();
        for c in text.chars() {
            let slot = (c as u32)
                .checked_sub(SLOT_BASE)
                .and_then(|index| self.slots.get(index as usize))
                .cloned();
            match slot {
                Some(slot) => {
                    if !run.is_empty() {
                        self.inline(Markup::Text(std::mem::take(&mut run)));
                    }
                    self.inline(Markup::Slot(slot));
                }
                None => run.push(c),
            }
        }
        if !run.is_empty() {
            self.inline(Markup::Text(run));
        }
    }

    fn inline(&mut self, markup: Markup) {
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        if let (Markup::Text(more), Some(Markup::Text(text))) = (&markup, line.last_mut()) {
            text.push_str(more);
        } else {
            line.push(markup);
        }
    }

    fn refuse(&mut self, at: usize, what: &str, remedy: &str) {
        self.errors.push(MarkupError {
            at,
            what: format!("lesson text does not hold {what}"),
            remedy: format!("{remedy}; to show the signs themselves, put `\\` before them"),
        });
    }
}

/// HTML blocks end in a line break that is no word.
fn trim(mut line: Vec<Markup>) -> Vec<Markup> {
    if let Some(Markup::Text(text)) = line.last_mut() {
        text.truncate(text.trim_end().len());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Markup {
        Markup::Text(s.into())
    }

    #[test]
    fn words_bold_links_and_slots() {
        let line = parse_line("Ask **{{ school.dsl }}** or [Childline](https://x.test).").unwrap();
        assert_eq!(
            line,
            vec![
                text("Ask "),
                Markup::Strong(vec![Markup::Slot(Slot::School(SchoolSlot::Dsl))]),
                text(" or "),
                Markup::Link { to: "https://x.test".into(), text: vec![text("Childline")] },
                text("."),
            ]
        );
    }

    #[test]
    fn html_and_typst_are_words() {
        for hostile in
            ["<script>alert(1)</script>", "#read(\"/etc/passwd\")", "a ]]> b", "_x0000_", "__a__"]
        {
            assert_eq!(parse_line(hostile).unwrap(), vec![text(hostile)], "{hostile}");
        }
    }

    #[test]
    fn lists_nest_and_stay_in_order() {
        let blocks = parse_prose("Before\n\n- one\n- two\n  1. deep\n").unwrap();
        let para = |s: &str| MarkupBlock::Para(vec![text(s)]);
        assert_eq!(
            blocks,
            vec![
                para("Before"),
                MarkupBlock::List {
                    ordered: false,
                    items: vec![
                        vec![para("one")],
                        vec![
                            para("two"),
                            MarkupBlock::List { ordered: true, items: vec![vec![para("deep")]] }
                        ],
                    ],
                },
            ]
        );
    }

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
    fn names_hold_nothing_that_hides() {
        assert_eq!(parse_name("Dev"), Ok(()));
        for (raw, at) in [("De\u{200B}v", 2), ("a\nb", 1), (" ", 0)] {
            assert_eq!(parse_name(raw).unwrap_err()[0].at, at, "{raw:?}");
        }
    }

    #[test]
    fn what_is_refused_says_where_and_why() {
        for (raw, at, what) in [
            ("a {{ x }}", 2, "`{{ x }}` is not a slot"),
            ("{{ school.dls }}", 0, "`school.dls` is not a slot"),
            ("{% if %}", 0, "template instruction"),
            ("a {{ school.dsl", 2, "never closed"),
            ("bidi \u{202E}x", 5, "direction override, U+202E"),
            ("bell \u{7}", 5, "control character, U+0007"),
            ("an *i*", 3, "*italics*"),
            ("# Big", 0, "a heading"),
            ("`code`", 0, "code"),
            ("![x](https://y.test)", 0, "a picture"),
            ("[x](javascript:1)", 0, "not https"),
            ("{{ school.dsl }} an *i*", 20, "*italics*"),
            (" ", 0, "empty"),
        ] {
            let errors = parse_prose(raw).unwrap_err();
            assert_eq!(errors[0].at, at, "{raw}");
            assert!(errors[0].what.contains(what), "{raw}: {}", errors[0].what);
        }
    }

    #[test]
    fn text_without_end_is_refused() {
        for (raw, at, what) in [
            ("+ ".repeat(10_000), 24, "so much in one another"),
            ("**a ".repeat(4_000) + &" b**".repeat(4_000), 44, "so much in one another"),
            ("x".repeat(40_000), 0, "one text holds 40000 bytes"),
        ] {
            let errors = parse_prose(&raw).unwrap_err();
            assert!(errors[0].what.contains(what), "{}", errors[0].what);
            assert_eq!(errors[0].at, at, "{what}");
        }
    }
}
