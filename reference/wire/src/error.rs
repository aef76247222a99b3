//! What can go wrong between bytes and values, said precisely enough to find the byte.
//!
//! One type serves both directions: a decoding error is the sender's fault, an encoding
//! error is the caller's (a value that the version cannot carry). Nothing here knows how
//! a broker answers either.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::ops::Deref;

/// A message that could not be read or written. It is one pointer wide, so that the way without
/// errors does not pay for it; a [`Fault`] lies behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Fault>);

/// Which message could not be read or written, which field, which byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The message's name with its direction, such as `FetchRequest` or `RequestHeader`.
    pub message: &'static str,
    /// The version that the message was read or written at.
    pub version: i16,
    /// The path of the field, such as `topics[0].partitions[2].records`; empty when the
    /// message as a whole is meant.
    pub field: String,
    /// The byte at which the fault begins, counted from the start of the bytes given to the
    /// decoder (of the frame's content, for requests read through [`crate::frame`]), or from
    /// the start of this message's encoding.
    pub offset: usize,
    /// What is wrong there.
    pub what: What,
}

/// The ways in which a message can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Decoding: the bytes end before the value does.
    Truncated {
        /// Bytes that the value takes.
        needed: usize,
        /// Bytes that there are.
        left: usize,
    },
    /// Decoding: a length below -1, or above what any message may hold.
    BadLength(i64),
    /// Decoding: an array declares more elements than the remaining bytes can hold.
    BadCount {
        /// Elements declared.
        declared: usize,
        /// Elements that fit, each at its smallest.
        most: usize,
    },
    /// Either way: null where this version has no null.
    UnexpectedNull,
    /// Decoding: a string that is not UTF-8.
    NotUtf8,
    /// Decoding: a variable-length integer that does not end, or exceeds its type.
    BadVarint,
    /// Decoding: a nullable struct's marker is neither 1 (present) nor null's, which is -1, and 0
    /// in a tagged field.
    BadMarker(i8),
    /// Either way: a tag that is not above the one before it (KIP-482), or is there twice.
    TagOrder(u32),
    /// Decoding: a tagged field that leaves bytes of its declared size unread.
    TagSize {
        /// The tag.
        tag: u32,
        /// Bytes left over.
        left: usize,
    },
    /// Decoding: bytes after the end of the message.
    Trailing(usize),
    /// Either way: the message has no such version.
    UnsupportedVersion,
    /// Decoding: no API has this key.
    UnknownApiKey(i16),
    /// Encoding: a value other than the default, in a field that this version lacks and that
    /// may not be dropped silently (Kafka's `UnsupportedVersionException`).
    NotInVersion,
    /// Encoding: tagged fields, in a version that is not flexible.
    TagsNotInVersion,
    /// Encoding: longer than the format can say, in bytes or elements.
    TooLong(usize),
}

impl Error {
    #[cold]
    pub(crate) fn new(message: &'static str, version: i16, offset: usize, what: What) -> Error {
        Error(Box::new(Fault { message, version, field: String::new(), offset, what }))
    }

    /// Prepends the field in which the error arose; paths grow outwards, so that the way
    /// without errors pays nothing for them.
    #[cold]
    pub(crate) fn inside(mut self, name: &str) -> Error {
        let path = &self.0.field;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        self.0.field = format!("{name}{dot}{path}");
        self
    }

    #[cold]
    pub(crate) fn element(self, index: usize) -> Error {
        self.inside(&format!("[{index}]"))
    }

    /// The same error, its offset counted from `start` bytes earlier.
    #[cold]
    #[must_use]
    pub(crate) fn shifted(mut self, start: usize) -> Error {
        self.0.offset = self.0.offset.saturating_add(start);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { message, version, field, offset, what } = &*self.0;
        let dot = if field.is_empty() { "" } else { "." };
        write!(out, "{message} v{version}{dot}{field} at byte {offset}: {what}")
    }
}

impl core::error::Error for Error {}

impl Deref for Error {
    type Target = Fault;

    fn deref(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for What {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Truncated { needed, left } => {
                write!(out, "needs {needed} bytes and {left} are left")
            }
            What::BadLength(length) => write!(out, "the length {length} is not possible"),
            What::BadCount { declared, most } => {
                write!(out, "declares {declared} elements where at most {most} fit")
            }
            What::UnexpectedNull => out.write_str("null, which this version does not allow"),
            What::NotUtf8 => out.write_str("not UTF-8"),
            What::BadVarint => out.write_str("not a variable-length integer of this type"),
            What::BadMarker(marker) => {
                write!(out, "the marker {marker} says neither present nor null")
            }
            What::TagOrder(tag) => write!(out, "tag {tag} is not above the tag before it"),
            What::TagSize { tag, left } => {
                write!(out, "tag {tag} declares {left} bytes more than its field takes")
            }
            What::Trailing(left) => write!(out, "{left} bytes follow the end of the message"),
            What::UnsupportedVersion => out.write_str("the message has no such version"),
            What::UnknownApiKey(key) => write!(out, "no API has the key {key}"),
            What::NotInVersion => {
                out.write_str("is set, but this version lacks it and it may not be dropped")
            }
            What::TagsNotInVersion => out.write_str("this version has no tagged fields"),
            What::TooLong(length) => write!(out, "the length {length} cannot be written"),
        }
    }
}
