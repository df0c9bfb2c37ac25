//! What is drawn on a page: runs of words, in the order of drawing.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, decode_text_string};

use super::super::Refused;
use super::operations::Operations;
use super::{MAX_DRAWN, damaged, too_large, unpack};

/// Drawings may lie in drawings this deep.
const MAX_FORMS: usize = 8;
/// Marked content and saved places may lie in each other this deep; honest
/// drawings stay far below.
const MAX_OPEN: usize = 512;
/// Operations that matter to words, in all pages.
const MAX_OPERATIONS: usize = 1_000_000;
/// The most bytes that a font's table of characters may unpack to: 4 MiB.
const MAX_FONT: usize = 4 << 20;
/// Two lines of words are at least this far apart, in points.
const LINE: f64 = 2.0;
/// A gap within a run, in thousandths of the type size, that is a space.
const GAP: f32 = -250.0;

/// Words drawn in one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The mark by which tags name it.
    pub mark: Option<i64>,
    pub ground: Ground,
    pub text: String,
    /// Whether the words after it stand on another line.
    pub ends_line: bool,
}

/// What words are drawn on.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub(super) enum Ground {
    Page,
    HeaderFooter,
    /// Decoration.
    Artifact,
}

/// Reads pages, keeping fonts from one to the next.
pub(super) struct Content<'a> {
    document: &'a Document,
    /// By the font's own place in memory: not every font has an id.
    fonts: BTreeMap<*const Object, Option<Encoding<'a>>>,
    /// Bytes that streams may still unpack to.
    left: usize,
    /// Operations that may still be looked at.
    operations: usize,
}

impl<'a> Content<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, fonts: BTreeMap::new(), left: MAX_DRAWN, operations: MAX_OPERATIONS }
    }

    pub fn page(&mut self, page: ObjectId) -> Result<Vec<Run>, Refused> {
        let mut bytes = Vec::new();
        for id in self.document.get_page_contents(page) {
            if let Ok(Object::Stream(stream)) = self.document.get_object(id)
                && let Ok(more) = unpack(stream, &mut self.left)?
            {
                bytes.extend(more);
                bytes.push(b'\n');
            }
        }
        let mut resources: Vec<&Dictionary> = Vec::new();
        if let Ok((own, others)) = self.document.get_page_resources(page) {
            resources.extend(own);
            resources.extend(others.iter().filter_map(|id| self.document.get_dictionary(*id).ok()));
        }
        let mut pen = Pen::default();
        self.draw(&bytes, &resources, &mut pen, 0)?;
        Ok(pen.runs)
    }

    fn draw(
        &mut self,
        bytes: &[u8],
        resources: &[&'a Dictionary],
        pen: &mut Pen<'a>,
        depth: usize,
    ) -> Result<(), Refused> {
        let marks = pen.marks.len();
        for operation in Operations::new(bytes) {
            let Ok((operator, operands)) = &operation else {
                return Err(damaged("the drawing of a page cannot be read"));
            };
            self.spend(1)?;
            if pen.saved.len() > MAX_OPEN || pen.marks.len() > MAX_OPEN {
                return Err(damaged("the drawing of a page lies in itself too deeply"));
            }
            match *operator {
                b"q" => pen.saved.push((pen.page, pen.font)),
                b"Q" => {
                    if let Some((page, font)) = pen.saved.pop() {
                        (pen.page, pen.font) = (page, font);
                    }
                }
                b"cm" => {
                    if let Some(change) = matrix(operands) {
                        pen.page = multiply(change, pen.page);
                    }
                }
                b"BMC" | b"BDC" => {
                    let mark = self.mark(operands, resources);
                    pen.begin(mark);
                }
                b"EMC" if pen.marks.len() > marks => {
                    pen.marks.pop();
                }
                b"BT" => pen.start_at(UNIT),
                b"Tm" => {
                    if let Some(place) = matrix(operands) {
                        pen.start_at(place);
                    }
                }
                b"TL" => pen.leading = number(operands.first()),
                b"Td" => pen.step(number(operands.first()), number(operands.get(1))),
                b"TD" => {
                    pen.leading = -number(operands.get(1));
                    pen.step(number(operands.first()), number(operands.get(1)));
                }
                b"T*" => pen.step(0.0, -pen.leading),
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        pen.font = self.find(resources, b"Font", name);
                    }
                }
                b"Tj" => self.show(operands.first(), pen)?,
                b"'" => {
                    pen.step(0.0, -pen.leading);
                    self.show(operands.first(), pen)?;
                }
                b"\"" => {
                    pen.step(0.0, -pen.leading);
                    self.show(operands.get(2), pen)?;
                }
                b"TJ" => {
                    let items = operands.first().and_then(|items| items.as_array().ok());
                    for item in items.into_iter().flatten() {
                        match item.as_float() {
                            Ok(gap) if gap < GAP => pen.gap(),
                            Ok(_) => {}
                            Err(_) => self.show(Some(item), pen)?,
                        }
                    }
                }
                b"Do" if depth < MAX_FORMS => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.draw_form(name, resources, pen, depth)?;
                    }
                }
                _ => {}
            }
        }
        pen.marks.truncate(marks);
        Ok(())
    }

    fn draw_form(
        &mut self,
        name: &[u8],
        resources: &[&'a Dictionary],
        pen: &mut Pen<'a>,
        depth: usize,
    ) -> Result<(), Refused> {
        let Some((_, Object::Stream(form))) = self.find(resources, b"XObject", name) else {
            return Ok(());
        };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(&b"Form"[..]) {
            return Ok(());
        }
        let Ok(bytes) = unpack(form, &mut self.left)? else {
            return Ok(());
        };
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
        let saved = (pen.page, pen.font, pen.saved.len());
        let place = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array);
        if let Some(place) = place.ok().and_then(|place| matrix(place)) {
            pen.page = multiply(place, pen.page);
        }
        match own {
            Ok(own) => self.draw(&bytes, &[own], pen, depth + 1)?,
            Err(_) => self.draw(&bytes, resources, pen, depth + 1)?,
        }
        pen.saved.truncate(saved.2);
        (pen.page, pen.font) = (saved.0, saved.1);
        Ok(())
    }

    /// A resource by category and name, with its id if it has one.
    fn find(
        &self,
        resources: &[&'a Dictionary],
        category: &[u8],
        name: &[u8],
    ) -> Option<(Option<ObjectId>, &'a Object)> {
        resources.iter().find_map(|resources| {
            let category = resources.get_deref(category, self.document).ok()?.as_dict().ok()?;
            self.document.dereference(category.get(name).ok()?).ok()
        })
    }

    fn mark(&self, operands: &[Object], resources: &[&'a Dictionary]) -> Mark {
        let kind = operands.first().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(inline)) => Some(inline),
            Some(Object::Name(name)) => self
                .find(resources, b"Properties", name)
                .and_then(|(_, properties)| properties.as_dict().ok()),
            _ => None,
        };
        let get = |key: &[u8]| properties?.get_deref(key, self.document).ok();
        let ground = (kind == b"Artifact").then(|| match get(b"Subtype").map(Object::as_name) {
            Some(Ok(b"Header" | b"Footer")) => Ground::HeaderFooter,
            _ => Ground::Artifact,
        });
        Mark {
            ground,
            mark: get(b"MCID").and_then(|mark| mark.as_i64().ok()),
            actual: get(b"ActualText").and_then(|text| decode_text_string(text).ok()),
        }
    }

    fn show(&mut self, string: Option<&Object>, pen: &mut Pen<'a>) -> Result<(), Refused> {
        let Some(Object::String(bytes, _)) = string else {
            return Ok(());
        };
        if pen.marks.iter().any(|mark| mark.actual.is_some()) {
            return Ok(());
        }
        let mut text = String::new();
        if let Some((_, font)) = pen.font {
            let place = std::ptr::from_ref(font);
            if !self.fonts.contains_key(&place) {
                let encoding = self.encoding(font)?;
                self.fonts.insert(place, encoding);
            }
            if let Some(Some(encoding)) = self.fonts.get(&place) {
                let _ = encoding.write_to_string(bytes, &mut text);
            }
        }
        pen.write(&text);
        Ok(())
    }

    /// How a font's codes mean characters; `None` if that cannot be known.
    fn encoding(&mut self, font: &'a Object) -> Result<Option<Encoding<'a>>, Refused> {
        let Ok(font) = font.as_dict() else {
            return Ok(None);
        };
        // Many fonts may share one large table, which is read for each.
        if let Ok(Object::Stream(table)) = font.get_deref(b"ToUnicode", self.document) {
            let _ = unpack(table, &mut self.left)?;
        }
        let encoding = font.get_deref(b"Encoding", self.document).and_then(Object::as_dict);
        let own = encoding.and_then(|own| own.get_deref(b"Differences", self.document));
        if let Ok(own) = own.and_then(Object::as_array) {
            self.spend(own.len())?;
        }
        match font.get_font_encoding_with_limit(self.document, MAX_FONT) {
            Ok(encoding) => Ok(Some(encoding)),
            Err(lopdf::Error::Decompress(_)) => {
                let most = MAX_FONT >> 20;
                Err(too_large(format!("a font of it unpacks to more than {most} MB")))
            }
            Err(_) => Ok(None),
        }
    }

    fn spend(&mut self, operations: usize) -> Result<(), Refused> {
        let left = self.operations.checked_sub(operations);
        self.operations = left.ok_or_else(|| too_large("its pages draw more than is read"))?;
        Ok(())
    }
}

/// Marked content that is open.
#[derive(Debug)]
struct Mark {
    ground: Option<Ground>,
    mark: Option<i64>,
    /// Words that stand for what is drawn.
    actual: Option<String>,
}

type Matrix = [f64; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
type Font<'a> = Option<(Option<ObjectId>, &'a Object)>;

/// Where words go and what is open.
#[derive(Debug)]
struct Pen<'a> {
    runs: Vec<Run>,
    marks: Vec<Mark>,
    page: Matrix,
    line: Matrix,
    leading: f64,
    font: Font<'a>,
    saved: Vec<(Matrix, Font<'a>)>,
    /// Height of the last words on the page, in points.
    last: Option<f64>,
    /// Whether marked content began since the last words.
    fresh: bool,
}

impl Default for Pen<'_> {
    fn default() -> Self {
        Self {
            runs: Vec::new(),
            marks: Vec::new(),
            page: UNIT,
            line: UNIT,
            leading: 0.0,
            font: None,
            saved: Vec::new(),
            last: None,
            fresh: false,
        }
    }
}

impl Pen<'_> {
    fn begin(&mut self, mark: Mark) {
        let hidden = self.marks.iter().any(|outer| outer.actual.is_some());
        let actual = mark.actual.clone().filter(|_| !hidden);
        self.marks.push(mark);
        self.fresh = true;
        if let Some(actual) = actual {
            self.write(&actual);
        }
    }

    fn start_at(&mut self, place: Matrix) {
        self.line = place;
    }

    fn step(&mut self, right: f64, up: f64) {
        self.line = multiply([1.0, 0.0, 0.0, 1.0, right, up], self.line);
    }

    fn gap(&mut self) {
        if let Some(run) = self.runs.last_mut()
            && !run.text.ends_with(char::is_whitespace)
            && !self.marks.iter().any(|mark| mark.actual.is_some())
        {
            run.text.push(' ');
        }
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let height = multiply(self.line, self.page)[5];
        let other_line = self.last.is_some_and(|last| (last - height).abs() > LINE);
        self.last = Some(height);
        let fresh = std::mem::take(&mut self.fresh);
        let mark = self.marks.iter().rev().find_map(|mark| mark.mark);
        let ground = self.marks.iter().find_map(|mark| mark.ground).unwrap_or(Ground::Page);
        if let Some(run) = self.runs.last_mut() {
            run.ends_line |= other_line;
            if !run.ends_line && (run.mark, run.ground) == (mark, ground) {
                // Left and right of a foot stand apart, and no tag says so.
                if fresh && mark.is_none() && !run.text.ends_with(char::is_whitespace) {
                    run.text.push(' ');
                }
                run.text.push_str(text);
                return;
            }
        }
        self.runs.push(Run { mark, ground, text: text.to_owned(), ends_line: false });
    }
}

fn number(object: Option<&Object>) -> f64 {
    object.and_then(|object| object.as_float().ok()).map_or(0.0, f64::from)
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    (operands.len() == 6).then(|| std::array::from_fn(|index| number(operands.get(index))))
}

/// The change `a`, then the change `b`.
fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
