//! Invented chats and streams: drawn, never a real app, never a face.

use serde::Serialize;

use crate::text::{Line, plain_line};

/// What is on an invented screen.
#[derive(Debug, Clone, Serialize)]
pub struct Scene {
    /// The device it is drawn on.
    pub device: Device,
    /// The chat's or stream's name.
    pub title: Line,
    /// Who takes part, in order of first appearance; shown as initials in the
    /// audience's shape.
    pub people: Vec<Person>,
    /// What is on the screen, top to bottom.
    pub items: Vec<SceneItem>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// The device.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// An upright phone, running off the foot of the slide.
    Upright,
    /// A level tablet.
    Level,
}

/// Somebody who does not exist.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// A first name.
    pub name: String,
    /// One or two letters.
    pub initial: String,
}

/// A thing on the screen. `from` is an index into [`Scene::people`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SceneItem {
    /// A message.
    Message {
        /// Who sends it: an index into [`Scene::people`].
        from: usize,
        /// The words.
        text: Line,
    },
    /// A video that is never shown: a closed tile with a crossed eye and these
    /// words.
    HiddenVideo {
        /// Who sends it: an index into [`Scene::people`].
        from: usize,
        /// The words on the tile.
        label: Line,
    },
    /// What the person whose phone it is has begun to type: three dots.
    Typing,
    /// A stream's picture in words, e.g. what the camera sees.
    Stage {
        /// The words.
        text: Line,
    },
    /// How many watch.
    Viewers {
        /// How many.
        count: u32,
    },
    /// A gift that a viewer sends.
    Gift {
        /// Who sends it: an index into [`Scene::people`].
        from: usize,
        /// What it is.
        text: Line,
    },
}

impl Scene {
    /// Every word drawn, top to bottom.
    pub fn text(&self) -> Vec<String> {
        let mut out = vec![plain_line(&self.title)];
        for item in &self.items {
            match item {
                SceneItem::Message { text, .. }
                | SceneItem::Stage { text }
                | SceneItem::Gift { text, .. } => out.push(plain_line(text)),
                SceneItem::HiddenVideo { label, .. } => out.push(plain_line(label)),
                SceneItem::Viewers { count } => out.push(count.to_string()),
                SceneItem::Typing => {}
            }
        }
        out
    }
}
