//! An author's Markdown and slots, parsed.
//!
//! What is not in the small language is refused with a reason, or, for HTML,
//! kept as literal words: a lesson's text is data and never becomes code.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::slot::{SLOT_BASE, Slot, before_slots, take_slots};

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

/// Why a text was refused, and at which byte of the text as YAML gives it.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct MarkupError {
    /// Byte offset in the decoded text.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: &'static str,
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
            what: "one paragraph is due here, not several or a list".into(),
            why: "there is room for one",
            remedy: "write it in one; what is longer has a field of its own".into(),
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
            what: format!("this text holds {} bytes, more than {MOST_BYTES}", raw.len()),
            why: "it would fill more than ten pages",
            remedy: "shorten it".into(),
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
            builder.refuse(range.start, &TOO_DEEP);
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
            why: "names and the words of an invented screen stand in one line",
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
        why: "a blank would stand on the page",
        remedy: "write it, or delete the field".into(),
    }
}

/// Characters that a file cannot hold, that hide, or that turn text round.
fn refuse_characters(raw: &str, errors: &mut Vec<MarkupError>) {
    for (at, c) in raw.char_indices() {
        let (kind, remedy) = match c {
            '\n' => continue,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
                ("a sign that turns the direction of words", UNSEEN)
            }
            '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => {
                ("an invisible character", UNSEEN)
            }
            '\u{FFFD}' => ("the sign for a character that was lost", LOST),
            '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}' => {
                ("a character without a meaning of its own", LOST)
            }
            c if c.is_control() => ("a control character", UNSEEN),
            _ => continue,
        };
        errors.push(MarkupError {
            at,
            what: format!("{kind}, U+{:04X}, stands in the text", c as u32),
            why: "what a reader cannot see must not change what they read",
            remedy: remedy.into(),
        });
    }
}

const UNSEEN: &str = "delete the letters on both sides of it, and type them again";
const LOST: &str = "delete it, and type what should stand there, such as an apostrophe";

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
            Event::Code(_) => self.refuse(at, &CODE),
            Event::Rule => self.refuse(at, &RULE),
            _ => self.refuse(at, &OTHER),
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
                    self.refuse(at, &LINK);
                }
                self.links.push(dest_url.to_string());
                self.lines.push(Vec::new());
            }
            Tag::Emphasis => {
                self.refuse(at, &ITALICS);
                self.underscores.push("");
                self.lines.push(Vec::new());
            }
            Tag::Image { .. } => {
                self.refuse(at, &PICTURE);
                self.lines.push(Vec::new());
            }
            Tag::Heading { .. } => {
                self.refuse(at, &HEADING);
                self.lines.push(Vec::new());
            }
            _ => {
                self.refuse(at, &OTHER);
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

    fn refuse(&mut self, at: usize, refused: &Refused) {
        let Refused { what, why, remedy } = refused;
        self.errors.push(MarkupError {
            at,
            what: (*what).to_owned(),
            why,
            remedy: (*remedy).to_owned(),
        });
    }
}

/// Markdown that lessons do without.
struct Refused {
    what: &'static str,
    why: &'static str,
    remedy: &'static str,
}

const ITALICS: Refused = Refused {
    what: "stars make *italics* of these words",
    why: "italics are hard to read for many",
    remedy: "write **bold** with two stars; for a star as a star, write `\\*`",
};
const HEADING: Refused = Refused {
    what: "`#` makes a heading of this line",
    why: "heads come from fields, so that contents and screen readers find them",
    remedy: "write it in a `title`, or start a paragraph; for the sign itself, write `\\#`",
};
const PICTURE: Refused = Refused {
    what: "a picture stands in the words",
    why: "pictures are drawings with a licence and a description of what they show",
    remedy: "name a drawing in a `picture` field",
};
const LINK: Refused = Refused {
    what: "the address of this link does not begin with `https://`",
    why: "others can be read or changed on their way, or lead nowhere",
    remedy: "write the whole address with `https://`, `tel:` or `mailto:`",
};
const CODE: Refused = Refused {
    what: "back-ticks make code of these words",
    why: "no page of a pack shows code",
    remedy: "delete the back-ticks",
};
const RULE: Refused = Refused {
    what: "these signs make a line across the page",
    why: "pages have their own way to part what belongs apart",
    remedy: "start a new paragraph",
};
const TOO_DEEP: Refused = Refused {
    what: "lists, links and bold stand too deep in one another",
    why: "no page has room for it",
    remedy: "write it flatter",
};
const OTHER: Refused = Refused {
    what: "this kind of Markdown has no place in a lesson",
    why: "each format would show it in its own way, or not at all",
    remedy: "write words, **bold**, links and lists; for a sign as a sign, put `\\` before it",
};

/// HTML blocks end in a line break that is no word.
fn trim(mut line: Vec<Markup>) -> Vec<Markup> {
    if let Some(Markup::Text(text)) = line.last_mut() {
        text.truncate(text.trim_end().len());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::SchoolSlot;
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
    fn names_hold_nothing_that_hides() {
        assert_eq!(parse_name("Dev"), Ok(()));
        for (raw, at) in [("De\u{200B}v", 2), ("a\nb", 1), (" ", 0)] {
            assert_eq!(parse_name(raw).unwrap_err()[0].at, at, "{raw:?}");
        }
    }

    #[test]
    fn what_is_refused_says_where_and_why() {
        for (raw, at, what) in [
            ("a {{ x }}", 2, "`{{ x }}` stands for nothing"),
            ("{{ school.dls }}", 0, "`{{ school.dls }}` stands for nothing"),
            ("{% if %}", 0, "`{%` begins an instruction"),
            ("a {{ school.dsl", 2, "never closed"),
            ("bidi \u{202E}x", 5, "direction of words, U+202E"),
            ("bell \u{7}", 5, "control character, U+0007"),
            ("an *i*", 3, "*italics*"),
            ("# Big", 0, "makes a heading"),
            ("`code`", 0, "code"),
            ("![x](https://y.test)", 0, "a picture"),
            ("[x](javascript:1)", 0, "begin with `https://`"),
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
            ("+ ".repeat(10_000), 24, "too deep in one another"),
            ("**a ".repeat(4_000) + &" b**".repeat(4_000), 44, "too deep in one another"),
            ("x".repeat(40_000), 0, "this text holds 40000 bytes"),
        ] {
            let errors = parse_prose(&raw).unwrap_err();
            assert!(errors[0].what.contains(what), "{}", errors[0].what);
            assert_eq!(errors[0].at, at, "{what}");
        }
    }
}
