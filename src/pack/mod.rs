//! The pack: everything that will be opened or printed, before it has a format.
//!
//! Compose makes it, render draws it, check reads it. It knows neither lessons
//! nor formats nor the disk. What it can say, every writer can draw: there is
//! no wildcard arm in `render`.

mod block;
mod identity;
mod item;
mod picture;
#[cfg(test)]
pub mod sample;
mod scene;

pub use self::block::{
    Block, Callout, Card, Contact, Marker, Node, Origin, Space, Stage, TimeRow, Width, nodes_text,
    walk_nodes,
};
pub use self::identity::Identity;
pub use self::item::{
    Body, Deck, DocKind, Document, Folders, Format, Item, LayoutId, MessageId, Meta, Pack, Section,
    Slide, SlideId,
};
pub use self::picture::{Alt, Ground, LicenceId, Picture, PictureId, Source};
pub use self::scene::{Device, Person, Scene, SceneItem};
pub use crate::text::{Inline, Lang, Line, Reader};
