//! The operations of a page's drawing that matter to words.
//!
//! Nearly all of a drawing is paths. They are passed over sign by sign, and only
//! what moves, marks or shows words is parsed.

use lopdf::Object;
use lopdf::content::Content;

/// What moves, marks or shows words, and draws drawings.
const WANTED: [&[u8]; 18] = [
    b"\"", b"'", b"BDC", b"BMC", b"BT", b"Do", b"EMC", b"Q", b"T*", b"TD", b"TJ", b"TL", b"Td",
    b"Tf", b"Tj", b"Tm", b"cm", b"q",
];

/// An operation: its operator and its operands.
pub(super) type Operation<'a> = (&'a [u8], Vec<Object>);

/// The operations that matter, in order.
pub(super) struct Operations<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// That a drawing cannot be read.
#[derive(Debug)]
pub(super) struct Unreadable;

impl<'a> Operations<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over white space and comments.
    fn blank(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => self.pass(|byte| !matches!(byte, b'\r' | b'\n')),
                byte if is_white(*byte) => self.at += 1,
                _ => break,
            }
        }
    }

    fn pass(&mut self, is_in: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !is_in(*byte)).unwrap_or(rest.len());
    }

    /// Passes over a string in brackets, which may hold brackets.
    fn string(&mut self) -> Result<(), Unreadable> {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        Err(Unreadable)
    }

    /// Passes over a picture that stands in the drawing itself, as bytes.
    fn picture(&mut self) {
        let rest = &self.bytes[self.at..];
        let ends =
            |window: &[u8]| is_white(window[0]) && &window[1..3] == b"EI" && is_white(window[3]);
        self.at += rest.windows(4).position(ends).map_or(rest.len(), |at| at + 3);
    }

    fn parse(&self, start: usize, operator: &'a [u8]) -> Result<Operation<'a>, Unreadable> {
        let operands = &self.bytes[start..self.at];
        if operands.len() == operator.len() {
            return Ok((operator, Vec::new()));
        }
        let content = Content::decode(operands).map_err(|_| Unreadable)?;
        let operation = content.operations.into_iter().next().ok_or(Unreadable)?;
        Ok((operator, operation.operands))
    }
}

impl<'a> Iterator for Operations<'a> {
    type Item = Result<Operation<'a>, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        self.blank();
        let mut start = self.at;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'(' => {
                    if let Err(unreadable) = self.string() {
                        return Some(Err(unreadable));
                    }
                }
                b'/' => {
                    self.at += 1;
                    self.pass(is_regular);
                }
                // A string in hexadecimal, not the start of a dictionary.
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => {
                    self.pass(|byte| byte != b'>');
                    self.at += 1;
                }
                b'<' => self.at += 2,
                b'>' | b'[' | b']' | b'{' | b'}' | b')' => self.at += 1,
                _ => {
                    let from = self.at;
                    self.pass(is_regular);
                    let word = &self.bytes[from..self.at];
                    if word == b"BI" {
                        self.picture();
                    } else if WANTED.binary_search(&word).is_ok() {
                        return Some(self.parse(start, word));
                    }
                    if !is_operand(word) {
                        self.blank();
                        start = self.at;
                    }
                }
            }
            self.blank();
        }
        None
    }
}

/// A number, or one of the words that stand for a value.
fn is_operand(word: &[u8]) -> bool {
    word.first().is_some_and(|byte| byte.is_ascii_digit() || b"+-.".contains(byte))
        || matches!(word, b"true" | b"false" | b"null")
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' | b'\0')
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(drawing: &str) -> Vec<(String, Vec<Object>)> {
        let named = |(operator, operands): Operation<'_>| {
            (String::from_utf8(operator.to_vec()).unwrap(), operands)
        };
        Operations::new(drawing.as_bytes()).map(|one| named(one.unwrap())).collect()
    }

    #[test]
    fn what_matters_is_as_the_whole_parser_reads_it() {
        let drawing = "q 1 0 0 -1 0 540 cm\n/P <</MCID 0 /E (a\\) b) >>BDC % (not\n0 0 m 5 -.5 l f*\n\
                       BT /F1 9.5 Tf[(a\\)b) -300 <00e9>]TJ (in (two) deep) Tj T* ET EMC\n\
                       BI /W 2 /H 1 ID (\u{1} Tj EI\nf /X0 Do true null 3 w Q";
        let wanted = |operator: &str| WANTED.binary_search(&operator.as_bytes()).is_ok();
        let whole: Vec<_> = Content::decode(drawing.as_bytes())
            .unwrap()
            .operations
            .into_iter()
            .filter(|operation| wanted(&operation.operator))
            .map(|operation| (operation.operator, operation.operands))
            .collect();
        assert_eq!(read(drawing), whole);
        let operators: Vec<_> = whole.iter().map(|(operator, _)| operator.as_str()).collect();
        let expected = "q cm BDC BT Tf TJ Tj T* EMC Do Q";
        assert_eq!(operators.join(" "), expected);
    }

    #[test]
    fn what_has_no_end_is_unreadable() {
        assert!(Operations::new(b"BT (a").any(|one| one.is_err()));
        assert!(Operations::new(b"BT (a\\").any(|one| one.is_err()));
        assert_eq!(Operations::new(b"<00 /").count(), 0);
        assert_eq!(Operations::new(b"BI ID x").count(), 0);
    }

    #[test]
    fn operators_are_sorted() {
        assert!(WANTED.is_sorted());
    }
}
