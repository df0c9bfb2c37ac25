//! From a tree to a type. Every word takes its place along, so that whatever is
//! found later can point at it.

use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};

use super::tree::{Node, Value};
use crate::diagnostics::{FileId, Finding, Place};
use crate::text::PLACED;

/// Reads a tree that was held against the schema of `T`.
///
/// # Errors
///
/// What the schema does not see though it should: a bug of ours.
pub(super) fn typed<T: DeserializeOwned>(file: FileId, node: &Node) -> Result<T, Box<Finding>> {
    T::deserialize(Reader { file, node }).map_err(|error| {
        let bytes = node.span;
        Box::new(
            Finding::bug("typed", Place::Source { file, bytes }, error.to_string())
                .why("the schema allows what stands in this file, and the program cannot read it"),
        )
    })
}

#[derive(Copy, Clone)]
struct Reader<'a> {
    file: FileId,
    node: &'a Node,
}

impl<'a> Reader<'a> {
    fn of(self, node: &'a Node) -> Self {
        Self { file: self.file, node }
    }
}

impl<'de> IntoDeserializer<'de, Error> for Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Nothing | Value::Braces => visitor.visit_unit(),
            Value::YesNo(value) => visitor.visit_bool(*value),
            Value::Whole(value) => match i64::try_from(*value) {
                Ok(value) => visitor.visit_i64(value),
                Err(_) => visitor.visit_i128(*value),
            },
            Value::Number(value) => visitor.visit_f64(*value),
            Value::Text(words) => visitor.visit_borrowed_str(words),
            Value::List(items) => {
                let items = items.iter().map(|item| self.of(item));
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            Value::Fields(fields) => {
                let fields =
                    fields.iter().map(|field| (field.name.as_str(), self.of(&field.value)));
                visitor.visit_map(MapDeserializer::new(fields))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Nothing => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != PLACED {
            return visitor.visit_newtype_struct(self);
        }
        let span = self.node.span;
        let number = |value| Part::Number(value);
        visitor.visit_seq(SeqDeserializer::new(
            [number(self.file.number()), number(span.start), number(span.end), Part::Value(self)]
                .into_iter(),
        ))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Text(word) => visitor.visit_enum(word.as_str().into_deserializer()),
            Value::Fields(fields) => {
                let fields =
                    fields.iter().map(|field| (field.name.as_str(), self.of(&field.value)));
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(fields)))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// A part of a value with its place.
enum Part<'a> {
    Number(u32),
    Value(Reader<'a>),
}

impl<'de> IntoDeserializer<'de, Error> for Part<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Part<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Number(number) => visitor.visit_u32(number),
            Self::Value(reader) => reader.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Number(number) => visitor.visit_u32(number),
            Self::Value(reader) => reader.deserialize_option(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Number(number) => visitor.visit_u32(number),
            Self::Value(reader) => reader.deserialize_enum(name, variants, visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf unit unit_struct newtype_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}
