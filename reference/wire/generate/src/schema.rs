//! A schema as the parser leaves it: what was written, with its places, nothing resolved.

use std::fmt;

/// A place in a schema file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// A range of versions; `last` is `None` for "and all later ones".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first version.
    pub first: i16,
    /// The last version, inclusive.
    pub last: Option<i16>,
}

/// One file: messages that belong together, and the structs they share.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// In the order of the file.
    pub messages: Vec<Message>,
    /// Structs declared by themselves, for use by several fields.
    pub structs: Vec<Struct>,
}

/// A request, a response, or a message of its own such as a header or a record.
#[derive(Debug, Clone)]
pub struct Message {
    /// The struct of its top-level fields; its name is the message's.
    pub body: Struct,
    /// What it is for.
    pub kind: Kind,
    /// The versions that are valid.
    pub versions: (i16, i16),
    /// The first flexible version.
    pub flexible: Option<i16>,
    /// The last version is not yet to be advertised.
    pub unstable: bool,
}

/// What a message is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An API's request.
    Request {
        /// The API's name, such as `Fetch`.
        api: String,
        /// The API's key.
        key: i16,
        /// Served on brokers' listeners.
        broker: bool,
        /// Served on controllers' listeners.
        controller: bool,
    },
    /// An API's response.
    Response {
        /// The API's name.
        api: String,
    },
    /// Anything else: headers, records of the metadata log and of internal topics.
    Other {
        /// The record type that goes before it, if it has one.
        key: Option<i16>,
    },
}

/// A struct.
#[derive(Debug, Clone)]
pub struct Struct {
    /// In upper camel case.
    pub name: String,
    /// Lines of documentation.
    pub doc: Vec<String>,
    /// In the order of the wire.
    pub fields: Vec<Field>,
    /// Where it is declared.
    pub place: Place,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// In snake case.
    pub name: String,
    /// Lines of documentation.
    pub doc: Vec<String>,
    /// The type, without whether it is null.
    pub kind: Type,
    /// The versions that have it; `None` is all of the message.
    pub versions: Option<Range>,
    /// The versions in which it may be null.
    pub null: Option<Range>,
    /// Its tag, if it is a tagged field.
    pub tag: Option<u32>,
    /// What it holds when it is not there.
    pub default: Option<Literal>,
    /// Whether a value is dropped silently in versions that lack the field.
    pub ignorable: bool,
    /// Whether it keeps its old form in flexible versions.
    pub inflexible: bool,
    /// The struct declared in place.
    pub inline: Option<Struct>,
    /// Where it is declared.
    pub place: Place,
}

/// A field's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `int8`
    Int8,
    /// `int16`
    Int16,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint16`
    Uint16,
    /// `uint32`
    Uint32,
    /// `float64`
    Float64,
    /// `bool`
    Bool,
    /// `string`
    String,
    /// `bytes`
    Bytes,
    /// `records`: bytes that hold record batches
    Records,
    /// `uuid`
    Uuid,
    /// A struct by its name.
    Struct(String),
    /// An array of anything but arrays.
    Array(Box<Type>),
}

/// A default.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// An integer of any type.
    Int(i128),
    /// `true` or `false`
    Bool(bool),
    /// A string in quotes.
    Text(String),
    /// `null`
    Null,
}

/// What is wrong with a schema, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(place: Place, what: impl Into<String>) -> Fault {
        Fault { place, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.place.line, self.place.column, self.what)
    }
}

impl std::error::Error for Fault {}

impl Range {
    /// Whether `version` is in the range.
    pub fn contains(self, version: i16) -> bool {
        self.first <= version && self.last.is_none_or(|last| version <= last)
    }
}

impl Field {
    /// Whether `version` has the field.
    pub fn is_in(&self, version: i16) -> bool {
        self.versions.is_none_or(|versions| versions.contains(version))
    }

    /// Whether the field may be null at `version`.
    pub fn is_nullable(&self, version: i16) -> bool {
        self.null.is_some_and(|null| null.contains(version))
    }

    /// The struct that the field's values consist of, by name.
    pub fn struct_name(&self) -> Option<&str> {
        match &self.kind {
            Type::Struct(name) => Some(name),
            Type::Array(element) => match element.as_ref() {
                Type::Struct(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Message {
    /// Whether `version` has compact lengths and tagged fields.
    pub fn is_flexible(&self, version: i16) -> bool {
        self.flexible.is_some_and(|first| first <= version)
    }
}

impl File {
    /// A struct of this file by its name, wherever it is declared.
    pub fn find(&self, name: &str) -> Option<&Struct> {
        self.all_structs().into_iter().find(|known| known.name == name)
    }

    /// Every struct of the file, messages' bodies first in each case, depth first.
    pub fn all_structs(&self) -> Vec<&Struct> {
        let mut all = Vec::new();
        for body in self.messages.iter().map(|message| &message.body).chain(&self.structs) {
            gather(body, &mut all);
        }
        all
    }
}

fn gather<'a>(parent: &'a Struct, all: &mut Vec<&'a Struct>) {
    all.push(parent);
    for inline in parent.fields.iter().filter_map(|field| field.inline.as_ref()) {
        gather(inline, all);
    }
}
