//! What an author most likely did where YAML gave up.
//!
//! The YAML library speaks of scalars, mappings and flow collections, and often
//! points at the place where it noticed. The slip is looked for in the lines
//! themselves, so that it can be named, underlined and put right.

use crate::diagnostics::ByteRange;

/// The longest line that is written out again, put right, in characters.
const LONGEST: usize = 100;

/// A slip: the bytes to underline, what is wrong and what to do.
#[derive(Debug)]
pub(super) struct Slip {
    pub bytes: ByteRange,
    pub what: String,
    pub remedy: String,
}

impl Slip {
    fn at(range: std::ops::Range<usize>, what: impl Into<String>, remedy: String) -> Self {
        let bytes = ByteRange::new(range.start as u32, range.end as u32);
        Self { bytes, what: what.into(), remedy }
    }
}

/// The slip behind the library's `message` about the byte `at`, if one is known.
pub(super) fn find(text: &str, at: usize, message: &str) -> Option<Slip> {
    let line = Line::at(text, at);
    let says = |words: &str| message.contains(words);
    if let Some(slip) = tabs(line) {
        return Some(slip);
    }
    if says("tab") {
        // It may have been noticed in the words before.
        let next = text.get(line.end()..)?.find("\n\t")? + line.end() + 1;
        return tabs(Line::at(text, next));
    }
    if says("simple key expected") {
        return Some(no_field(line));
    }
    if says("mapping values are not allowed") {
        return second_colon(line, at).or_else(|| further_in(text, line));
    }
    if says("escape") {
        return escape(line);
    }
    if says("trailing content") || says("quote") {
        return quotes(text, line, at);
    }
    if says("unexpected character") || says("control character") {
        return odd_character(text, line, at);
    }
    if says("bracket") || says("flow") || says("expected ','") || says("placement of ':'") {
        return brackets(text, line, at);
    }
    if says("expected key") || says("expected '-'") || says("indentation") {
        return indentation(text, line, at);
    }
    None
}

/// Words that begin with `*` are an alias to YAML; as an author writes them,
/// they are Markdown.
pub(super) fn stars(text: &str, at: usize) -> Option<Slip> {
    let line = Line::at(text, at);
    let (start, value) = line.value()?;
    let name = value.strip_prefix('*')?;
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (start == at && !is_name).then(|| begins_with(line, start, value, "`*`"))
}

/// Words that begin with `!` are a tag to YAML.
pub(super) fn exclamation(text: &str, at: usize) -> Option<Slip> {
    let line = Line::at(text, at);
    let (start, value) = line.value()?;
    let first = value.split(' ').next().unwrap_or_default();
    let is_yaml = first.starts_with("!!") || !first.starts_with('!') || first == value;
    (!is_yaml).then(|| begins_with(line, start, value, "`!`"))
}

/// Words that begin with a slot, in the place of a field's name.
pub(super) fn slot(text: &str, at: usize) -> Slip {
    let line = Line::at(text, at);
    let start = line.start + line.content();
    let said = &line.text[line.content()..];
    begins_with(line, start, said, "`{{`")
}

/// Where the first sign of an anchor stands, before the value that it names.
pub(super) fn anchor(text: &str, at: usize) -> Option<ByteRange> {
    let line = Line::at(text, at);
    let before = text.get(line.start..at)?;
    let start = line.start + before.rfind('&')?;
    let name = text.get(start..)?.split(char::is_whitespace).next()?;
    Some(ByteRange::new(start as u32, (start + name.len()) as u32))
}

/// Words in quotes of the kind that needs the fewest changes to them.
pub(super) fn quoted(words: &str) -> String {
    if !words.contains(['"', '\\']) {
        format!("\"{words}\"")
    } else {
        format!("'{}'", words.replace('\'', "''"))
    }
}

/// A line with other words after its name and dashes, or what to do if that is
/// too long to show.
pub(super) fn written(text: &str, at: usize, words: &str) -> String {
    Line::at(text, at).with(words)
}

/// A line of the file, without its end.
#[derive(Debug, Copy, Clone)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let line = text[start..].split('\n').next().unwrap_or_default();
        Self { start, text: line.trim_end() }
    }

    /// Lines above, the nearest first, without those that say nothing.
    fn above(self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let before = self.start.checked_sub(1).map(|end| Line::at(text, end));
        let lines = std::iter::successors(before, |line: &Line<'a>| {
            line.start.checked_sub(1).map(|end| Line::at(text, end))
        });
        lines.filter(|line| {
            let said = line.text.trim_start();
            !said.is_empty() && !said.starts_with('#')
        })
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_item(self) -> bool {
        let said = &self.text[self.indent()..];
        said == "-" || said.starts_with("- ")
    }

    /// Where its words begin, after spaces and dashes, in the line.
    fn content(self) -> usize {
        let mut at = self.indent();
        while let Some(rest) = self.text[at..].strip_prefix("- ") {
            at = self.text.len() - rest.trim_start_matches(' ').len();
        }
        at
    }

    /// The name of its field, if it has one.
    fn name(self) -> Option<&'a str> {
        let said = &self.text[self.content()..];
        let end = said.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
        let rest = said[end..].strip_prefix(':')?;
        (end > 0 && (rest.is_empty() || rest.starts_with(' '))).then(|| &said[..end])
    }

    /// What stands after its name and dashes, and where that is in the file.
    fn value(self) -> Option<(usize, &'a str)> {
        let content = self.content();
        let at = content + self.name().map_or(0, |name| name.len() + 1);
        let value = self.text[at..].trim_start();
        let at = self.text.len() - value.len();
        (!value.is_empty()).then_some((self.start + at, value))
    }

    fn with(self, words: &str) -> String {
        let (dash, name) = (if self.is_item() { "- " } else { "" }, self.name());
        let line = match name {
            Some(name) => format!("{dash}{name}: {words}"),
            None => format!("{dash}{words}"),
        };
        if line.chars().count() <= LONGEST {
            return format!("write `{line}`");
        }
        match name {
            Some(name) => format!("put quotes round all that stands after `{name}:`"),
            None => "put quotes round these words".into(),
        }
    }

    fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn number(self, text: &str) -> usize {
        text[..self.start].matches('\n').count() + 1
    }
}

fn begins_with(line: Line<'_>, start: usize, value: &str, sign: &str) -> Slip {
    let what = format!("words that begin with {sign} stand without quotes");
    Slip::at(start..start + value.len(), what, line.with(&quoted(value)))
}

fn tabs(line: Line<'_>) -> Option<Slip> {
    let spaces = line.text.len() - line.text.trim_start().len();
    let first = line.text[..spaces].find('\t')?;
    let count = line.text[first..spaces].matches('\t').count();
    let what = match count {
        1 => "the line begins with a tab, where YAML takes spaces only".to_owned(),
        _ => format!("the line begins with {count} tabs, where YAML takes spaces only"),
    };
    let remedy = "put two spaces for each step in; editors can be set to write spaces for Tab";
    Some(Slip::at(line.start + first..line.start + spaces, what, remedy.into()))
}

/// A line that was to be a field and is none.
fn no_field(line: Line<'_>) -> Slip {
    let content = line.content();
    let said = &line.text[content..];
    let start = line.start + content;
    if let Some(words) = said.strip_prefix('-') {
        let remedy = format!("write `- {words}`");
        return Slip::at(start..start + 1, "there is no space after the dash", remedy);
    }
    if let Some((name, words)) = said.split_once(':').filter(|(name, _)| !name.contains(' ')) {
        let what = format!("there is no space after the colon of `{name}`");
        let remedy = format!("write `{name}: {words}`");
        return Slip::at(start..start + name.len() + 1, what, remedy);
    }
    let remedy = "if it goes on with the words above, put it two spaces further in than their \
                  field; if it is a field, write its name and a colon first";
    Slip::at(start..line.end(), "this line is no field: it has no name with a colon", remedy.into())
}

/// A colon in words that stand without quotes.
fn second_colon(line: Line<'_>, at: usize) -> Option<Slip> {
    let (start, value) = line.value().filter(|(start, _)| *start < at)?;
    let range = start..start + value.len();
    let bare = value.trim_start_matches(['“', '‘']).trim_end_matches(['”', '’']);
    if bare.len() < value.len() && value.starts_with(['“', '‘']) {
        let what = "curly quotes are letters to YAML, not quotes";
        return Some(Slip::at(range, what, line.with(&quoted(bare))));
    }
    let what = "these words hold a colon and a space, and stand without quotes";
    Some(Slip::at(range, what, line.with(&quoted(value))))
}

/// A field that stands further in than the words above it.
fn further_in(text: &str, line: Line<'_>) -> Option<Slip> {
    let above = line.above(text).next()?;
    let name = line.name()?;
    let start = line.start + line.content();
    let what = format!("`{name}` stands further in than the line above, which is words");
    let remedy = match above.name() {
        Some(above) => format!(
            "line it up with `{above}`; if it goes on with the words, put all of them in quotes"
        ),
        None => "line it up with the fields that it belongs to, or put the words in quotes".into(),
    };
    Some(Slip::at(start..start + name.len(), what, remedy))
}

fn quotes(text: &str, line: Line<'_>, at: usize) -> Option<Slip> {
    let unclosed = |line: Line<'_>| {
        let (start, value) = line.value()?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let is_closed = value.len() > 1 && value.ends_with(quote);
        let what = "a quote is opened here and not closed";
        let remedy = line.with(&format!("{value}{quote}"));
        (!is_closed).then(|| Slip::at(start..start + value.len(), what, remedy))
    };
    let before = text.get(..at)?.trim_end_matches(' ');
    let Some(quote) = before.chars().next_back().filter(|c| matches!(c, '"' | '\'')) else {
        return unclosed(line).or_else(|| line.above(text).find_map(unclosed));
    };
    let close = before.len() - 1;
    match line.value() {
        Some((start, value)) if value.starts_with(quote) && start < close => {
            let inner = value[1..].strip_suffix(quote).unwrap_or(value);
            let what = match quote {
                '\'' => "an apostrophe ends the single quotes before the words end",
                _ => "the quotes end before the words do",
            };
            Some(Slip::at(close..start + value.len(), what, line.with(&quoted(inner))))
        }
        _ => line.above(text).find_map(unclosed),
    }
}

fn escape(line: Line<'_>) -> Option<Slip> {
    const KNOWN: &str = "0abtnvfre \"/\\N_LPxuU";
    let (start, value) = line.value()?;
    let mut signs = value.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let Some((_, next)) = (if sign == '\\' { signs.next() } else { continue }) else { break };
        if KNOWN.contains(next) {
            continue;
        }
        let at = start + at;
        let what = format!("`\\{next}` stands for nothing in double quotes");
        let inner = value.trim_matches('"').replace('\'', "''");
        let remedy = line.with(&format!("'{inner}'"));
        return Some(Slip::at(at..at + 1 + next.len_utf8(), what, remedy));
    }
    None
}

fn odd_character(text: &str, line: Line<'_>, at: usize) -> Option<Slip> {
    let is_odd = |c: char| c.is_control() && c != '\t';
    if let Some((found, c)) = line.text.char_indices().find(|(_, c)| is_odd(*c)) {
        let start = line.start + found;
        let what = format!("a control character, U+{:04X}, stands here", u32::from(c));
        let remedy = "delete it; if it cannot be seen, type the words round it again";
        return Some(Slip::at(start..start + c.len_utf8(), what, remedy.into()));
    }
    let sign = text.get(at..)?.chars().next()?;
    let (start, value) = line.value().filter(|(start, _)| *start == at)?;
    Some(begins_with(line, start, value, &format!("`{sign}`")))
}

/// Brackets and braces that are not closed, and commas between them.
fn brackets(text: &str, line: Line<'_>, at: usize) -> Option<Slip> {
    let before = text.get(..at)?;
    let mut closed = 0_usize;
    let open = before.char_indices().rev().find(|(_, c)| match c {
        ']' | '}' => {
            closed += 1;
            false
        }
        '[' | '{' if closed > 0 => {
            closed -= 1;
            false
        }
        '[' | '{' => true,
        _ => false,
    });
    let (open, sign) = open?;
    let last = before.trim_end().chars().next_back();
    if open >= line.start && last == Some(',') && text[at..].starts_with(',') {
        let what = "there is a comma too many";
        return Some(Slip::at(at..at + 1, what, "delete it".into()));
    }
    if open >= line.start && text[at..].starts_with(':') {
        let word = before.rsplit([' ', ',', '{', '[']).next().unwrap_or_default();
        let what = format!("there is no comma before `{word}`");
        let remedy = "put a comma after each field but the last".to_owned();
        return Some(Slip::at(at - word.len()..at, what, remedy));
    }
    let opening = Line::at(text, open);
    let close = if sign == '[' { ']' } else { '}' };
    let what = format!("`{sign}` is opened here and not closed");
    let remedy = match opening.value() {
        Some((start, value)) if start == open => {
            let space = if sign == '{' { " " } else { "" };
            opening.with(&format!("{value}{space}{close}"))
        }
        _ => format!("close it with `{close}`, or put the words in quotes"),
    };
    Some(Slip::at(open..opening.end().max(open + 1), what, remedy))
}

/// A line that starts where nothing above it does.
fn indentation(text: &str, line: Line<'_>, at: usize) -> Option<Slip> {
    let column = at.checked_sub(line.start)?;
    let is_item = line.is_item();
    if column > line.indent() && !(is_item && column <= line.content()) {
        let (start, value) = line.value()?;
        let sign = value.chars().next().filter(|c| matches!(c, '[' | '{' | '"' | '\''))?;
        let sign = if value.starts_with("{{") { "`{{`".into() } else { format!("`{sign}`") };
        return Some(begins_with(line, start, value, &sign));
    }
    let own = line.indent();
    let mut limit = usize::MAX;
    let mut best: Option<(usize, usize, String)> = None;
    for above in line.above(text) {
        let place = match (is_item, above.is_item(), above.name()) {
            (true, true, _) => Some((above.indent(), "the `-`".to_owned())),
            (false, _, Some(name)) => Some((above.content(), format!("`{name}`"))),
            _ => None,
        };
        if let Some((start, name)) = place.filter(|(start, _)| *start < limit) {
            let off = start.abs_diff(own);
            if best.as_ref().is_none_or(|(least, ..)| off < *least) {
                let number = above.number(text);
                best = Some((off, start, format!("{name} in line {number}")));
            }
        }
        limit = limit.min(above.indent() + 1);
        if limit == 1 {
            break;
        }
    }
    let (_, start, beside) = best.filter(|(off, ..)| *off > 0)?;
    let what = format!("the line stands {} in, where nothing above it does", spaces(own));
    let remedy = match start {
        0 => format!("put it at the beginning of the line, like {beside}"),
        _ => format!("put it {} in, like {beside}", spaces(start)),
    };
    let first = line.text[own..].split(' ').next().unwrap_or_default();
    Some(Slip::at(line.start + own..line.start + own + first.len(), what, remedy))
}

fn spaces(count: usize) -> String {
    match count {
        1 => "1 space".into(),
        _ => format!("{count} spaces"),
    }
}
