//! Words as an author wrote them, with where and for whom.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Reader, ReaderKind};
use crate::diagnostics::{ByteRange, FileId, Place};

/// The name under which [`Text`], [`Prose`] and [`At`] ask a deserialiser for a
/// value and its place: the file's number, first byte, byte after the last, and
/// the value, as a sequence. Only the reader of lessons knows it.
pub(crate) const PLACED: &str = "lessonpack::Placed";

/// A range of bytes in a file.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes of the scalar, quotes included.
    pub bytes: ByteRange,
}

impl Span {
    /// The span as a place for a finding.
    pub fn place(&self) -> Place {
        Place::Source { file: self.file, bytes: self.bytes }
    }
}

/// What [`Text`] and [`Prose`] share.
pub trait Authored {
    /// As written, slots and Markdown included.
    fn raw(&self) -> &str;
    /// Where.
    fn span(&self) -> &Span;
    /// For whom.
    fn reader(&self) -> Reader;
}

macro_rules! authored {
    ($(#[$doc:meta])* $name:ident, $format:literal, $schema_name:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Eq, PartialEq)]
        pub struct $name<R: ReaderKind> {
            raw: String,
            span: Span,
            reader: PhantomData<R>,
        }

        impl<R: ReaderKind> Authored for $name<R> {
            fn raw(&self) -> &str {
                &self.raw
            }

            fn span(&self) -> &Span {
                &self.span
            }

            fn reader(&self) -> Reader {
                R::READER
            }
        }

        impl<'de, R: ReaderKind> Deserialize<'de> for $name<R> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (raw, span) = spanned(deserializer)?;
                Ok(Self { raw, span, reader: PhantomData })
            }
        }

        impl<R: ReaderKind> JsonSchema for $name<R> {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                format!("{}For{:?}", $schema_name, R::READER).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "minLength": 1,
                    "x-format": $format,
                    "x-reader": R::READER.to_string(),
                })
            }
        }
    };
}

authored!(
    /// One line of words: inline Markdown and `{{ slots }}`, no line break of
    /// its own but a `\` at the end of one.
    Text,
    "lesson-line",
    "Line"
);
authored!(
    /// Paragraphs and lists: Markdown without headings, HTML or pictures.
    Prose,
    "lesson-prose",
    "Prose"
);

/// A value and where it was written, so that a finding about it can point.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// An id or a reference to one.
pub type Name = At<String>;

impl At<String> {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (value, span) = spanned(deserializer)?;
        Ok(Self { value, span })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

fn spanned<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(T, Span), D::Error> {
    struct Placed<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Placed<T> {
        type Value = (T, Span);

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value with its place in a lesson")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut number = || seq.next_element::<u32>();
            if let (Some(file), Some(start), Some(end)) = (number()?, number()?, number()?)
                && let Some(value) = seq.next_element()?
            {
                let file = FileId::from_number(file);
                let bytes = ByteRange::new(start, end);
                return Ok((value, Span { file, bytes }));
            }
            Err(de::Error::custom("the value has no place"))
        }
    }

    deserializer.deserialize_newtype_struct(PLACED, Placed(PhantomData))
}
