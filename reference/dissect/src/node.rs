//! A field of a message, with the bytes in which it lies.

use wire::Uuid;

/// A field, an element of an array, or a whole message.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// In snake case as in the schema; `[3]` for an element; the message's name for the whole.
    pub name: String,
    /// The place of the field in its struct's declaration, which is not that on the wire for tagged
    /// fields.
    pub order: usize,
    /// The first byte, counted from the start of the message.
    pub start: usize,
    /// Where what comes before a struct's or an array's contents ends: a length, or a marker. For
    /// other fields the same as `end`.
    pub own_end: usize,
    /// The byte after the last.
    pub end: usize,
    /// The tag, for a tagged field (KIP-482).
    pub tag: Option<u32>,
    /// Whether it is a tagged field that holds its default, and might have been left out.
    pub is_needless: bool,
    /// What it holds.
    pub content: Content<'a>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// Null, of any type.
    Null,
    /// `bool`
    Bool(bool),
    /// Any integer.
    Integer(i64),
    /// `float64`
    Float(f64),
    /// `uuid`
    Uuid(Uuid),
    /// `string`
    Text(&'a str),
    /// `bytes` and `records`
    Bytes(&'a [u8]),
    /// The elements, in order.
    Array(Vec<Node<'a>>),
    /// The fields, in the order of the wire.
    Struct(Vec<Node<'a>>),
    /// The number of tagged fields that follow.
    Tags(u32),
    /// A tagged field that the schema does not know.
    Unknown(&'a [u8]),
}

impl<'a> Node<'a> {
    /// The field of this name, of a struct.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        match &self.content {
            Content::Struct(fields) => fields.iter().find(|field| field.name == name),
            _ => None,
        }
    }

    /// The integer that it holds, if it is one.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self.content {
            Content::Integer(value) => Some(value),
            _ => None,
        }
    }
}
