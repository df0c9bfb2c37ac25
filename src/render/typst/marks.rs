//! Marks: invisible values that a template leaves in the content, and where
//! layout put them.

use serde::Serialize;
use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// A mark: Typst's `metadata(value)`, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The value.
    pub value: serde_json::Value,
    /// Page, from 1.
    pub page: usize,
    /// Distance from the page's left edge in points.
    pub x: f64,
    /// Distance from the page's top edge in points.
    pub y: f64,
    /// The right end, in points, of the widest words since the mark before it.
    pub reach: f64,
}

/// Reads every mark, in the order of the content.
pub(super) fn read(document: &PagedDocument) -> Vec<Mark> {
    let mut reader = Reader { marks: Vec::new(), page: 0, reach: 0.0 };
    for page in document.pages() {
        reader.page += 1;
        reader.reach = 0.0;
        reader.visit(&page.frame, Transform::identity());
    }
    reader.marks
}

struct Reader {
    marks: Vec<Mark>,
    page: usize,
    reach: f64,
}

impl Reader {
    fn visit(&mut self, frame: &Frame, to_page: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner = to_page
                        .pre_concat(Transform::translate(at.x, at.y))
                        .pre_concat(group.transform);
                    self.visit(&group.frame, inner);
                }
                FrameItem::Text(text) => {
                    let end = Point::new(at.x + text.width(), at.y).transform(to_page);
                    self.reach = self.reach.max(end.x.to_pt());
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(metadata) = content.to_packed::<MetadataElem>() {
                        let at = at.transform(to_page);
                        self.marks.push(Mark {
                            value: json(&metadata.value),
                            page: self.page,
                            x: at.x.to_pt(),
                            y: at.y.to_pt(),
                            reach: self.reach,
                        });
                        self.reach = 0.0;
                    }
                }
                FrameItem::Shape(..)
                | FrameItem::Image(..)
                | FrameItem::Link(..)
                | FrameItem::Tag(Tag::End(..)) => {}
            }
        }
    }
}

fn json(value: &Value) -> serde_json::Value {
    value.serialize(serde_json::value::Serializer).unwrap_or_default()
}
