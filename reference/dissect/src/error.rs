//! What can be wrong with bytes or JSON, and where.

use std::fmt;

/// A message that could not be taken apart or put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The message's name, such as `FetchRequest`; empty where no message is known.
    pub message: String,
    /// The version that it was read or written at.
    pub version: i16,
    /// The path of the field, such as `topics[0].partitions[2].records`.
    pub field: String,
    /// The byte at which the fault begins; `None` for a fault in JSON.
    pub offset: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

impl Error {
    pub(crate) fn plain(what: impl Into<String>) -> Error {
        let (message, field) = (String::new(), String::new());
        Error { message, version: 0, field, offset: None, what: what.into() }
    }

    pub(crate) fn at(offset: usize, what: impl Into<String>) -> Error {
        Error { offset: Some(offset), ..Error::plain(what) }
    }

    /// Prepends the field in which the error arose.
    pub(crate) fn inside(mut self, name: &str) -> Error {
        let dot = if self.field.is_empty() || self.field.starts_with('[') { "" } else { "." };
        self.field = format!("{name}{dot}{}", self.field);
        self
    }

    pub(crate) fn of(mut self, message: &str, version: i16) -> Error {
        message.clone_into(&mut self.message);
        self.version = version;
        self
    }

    /// The same error, its offset counted from `start` bytes earlier.
    pub(crate) fn shifted(mut self, start: usize) -> Error {
        self.offset = self.offset.map(|offset| offset + start);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.message.is_empty() {
            write!(out, "{} v{}", self.message, self.version)?;
            if !self.field.is_empty() {
                write!(out, ".{}", self.field)?;
            }
            if let Some(offset) = self.offset {
                write!(out, " at byte {offset}")?;
            }
            out.write_str(": ")?;
        }
        out.write_str(&self.what)
    }
}

impl std::error::Error for Error {}
