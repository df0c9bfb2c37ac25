//! Files of plain text and of Markdown: a paragraph a line, by heading.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{At, Image, MAX_WORDS, ReadBack};

/// What a reader sees of a file of text; `markdown` says whether its marks are
/// marks.
///
/// # Errors
///
/// A lower-case phrase that says why it is no text.
pub fn read_text(bytes: &[u8], markdown: bool) -> Result<ReadBack, String> {
    if bytes.len() > MAX_WORDS {
        return Err(format!("it has more than {} MB of words", MAX_WORDS >> 20));
    }
    let text = decoded(bytes)?;
    let mut words = Words::default();
    if markdown {
        words.markdown(&text)
    } else {
        words.plain(&text)
    }
    words.close();
    Ok(words.read)
}

/// UTF-8, or the UTF-16 in which Windows saves what it calls Unicode.
fn decoded(bytes: &[u8]) -> Result<String, String> {
    let no_text = || "it is not UTF-8, or no text at all".to_owned();
    let wide = |bytes: &[u8], pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
        String::from_utf16(&units).map_err(|_| no_text())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let text = std::str::from_utf8(bytes).map_err(|_| no_text())?;
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
            if text.contains('\0') { Err(no_text()) } else { Ok(text.to_owned()) }
        }
    }
}

#[derive(Default)]
struct Words {
    read: ReadBack,
    heading: String,
    lines: Vec<String>,
}

impl Words {
    /// Lines that follow each other are one paragraph, as they are when text is
    /// broken by hand; a line that begins a list is its own.
    fn plain(&mut self, text: &str) {
        let mut now = String::new();
        for line in text.lines().map(str::trim) {
            let is_item = line.starts_with(['-', '•', '*'])
                || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
            // A short line was ended on purpose.
            let ended = now.chars().count() < 50 || now.ends_with(['.', '?', '!', ':']);
            if line.is_empty() || is_item || ended {
                self.line(&std::mem::take(&mut now));
            }
            if !now.is_empty() {
                now.push(' ');
            }
            now.push_str(line);
        }
        self.line(&now);
    }

    fn markdown(&mut self, text: &str) {
        let mut now = String::new();
        let mut alt: Option<String> = None;
        let mut links: Vec<String> = Vec::new();
        for event in Parser::new(text) {
            match event {
                Event::Start(Tag::Image { .. }) => alt = Some(String::new()),
                Event::End(TagEnd::Image) => {
                    let at = Some(At::Heading(self.heading.clone()));
                    let alt = alt.take().unwrap_or_default();
                    self.read.images.push(Image { at, alt, ..Image::default() });
                }
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
                Event::End(TagEnd::Link) => {
                    if let Some(to) = links.pop().filter(|to| !now.contains(to.as_str())) {
                        now.push_str(&format!(" {to}"));
                    }
                }
                Event::Text(words) | Event::Code(words) => match &mut alt {
                    Some(alt) => alt.push_str(&words),
                    None => now.push_str(&words),
                },
                Event::SoftBreak | Event::HardBreak => now.push(' '),
                Event::End(TagEnd::Heading(_)) => {
                    self.close();
                    self.heading = now.trim().to_owned();
                    self.line(&std::mem::take(&mut now));
                }
                Event::Start(_) if alt.is_none() && is_block(&event) => {
                    self.line(&std::mem::take(&mut now));
                }
                Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => {
                    self.line(&std::mem::take(&mut now));
                }
                _ => {}
            }
        }
        self.line(&now);
    }

    fn line(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.lines.push(words.trim().to_owned());
        }
    }

    /// Ends what stands under the heading.
    fn close(&mut self) {
        if !self.lines.is_empty() {
            let lines = std::mem::take(&mut self.lines);
            self.read.push(At::Heading(self.heading.clone()), lines.join("\n"));
        }
    }
}

fn is_block(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::CodeBlock(_)
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(read: &ReadBack) -> Vec<(String, &str)> {
        read.places.iter().map(|place| (place.at.to_string(), place.text.as_str())).collect()
    }

    #[test]
    fn markdown_is_read_by_heading_without_its_marks() {
        let text = "Before.\n\n# The **plan**\n\nStop.\nThen [tell](https://a.example).\n\n- One\n- \
                    Two\n\n![IMG_1.png](IMG_1.png)\n";
        let read = read_text(text.as_bytes(), true).unwrap();
        assert_eq!(
            places(&read),
            [
                ("before the first heading".to_owned(), "Before."),
                (
                    "under “The plan”".to_owned(),
                    "The plan\nStop. Then tell https://a.example.\nOne\nTwo"
                ),
            ]
        );
        assert_eq!(read.images.len(), 1);
        assert_eq!(read.images[0].alt, "IMG_1.png");
    }

    #[test]
    fn lines_that_were_broken_by_hand_are_one_paragraph() {
        let text = "Amira Khan\r\nTom Bell\r\n\r\nThis is a paragraph that somebody has broken so \
                    that\r\nit fits a narrow screen.\r\n- an item\r\n";
        let read = read_text(text.as_bytes(), false).unwrap();
        assert_eq!(
            read.places[0].text,
            "Amira Khan\nTom Bell\nThis is a paragraph that somebody has broken so that it fits a \
             narrow screen.\n- an item"
        );
    }

    #[test]
    fn text_from_windows_is_text_and_other_bytes_are_not() {
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Hé".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(read_text(&wide, false).unwrap().places[0].text, "Hé");
        assert!(read_text(b"\xE9t\xE9", false).is_err());
        assert!(read_text(b"a\0b", true).is_err());
        assert!(read_text(&[b'a'; MAX_WORDS + 1], true).unwrap_err().contains("2 MB"));
    }
}
