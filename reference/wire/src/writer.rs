//! Appends one message of one version to a buffer.
//!
//! Refuses what the version cannot carry, as Kafka's generated classes do
//! (`UnsupportedVersionException`); a refusal leaves half a message behind, which
//! [`crate::Message::encode`] takes back.

use crate::error::{Error, What};
use crate::message::Message;
use crate::value::{NULL_TAGGED_STRUCT, Nullable, Value, write_struct};
use crate::varint;
use alloc::vec::Vec;

/// Writes one message of one version.
#[derive(Debug)]
pub struct Writer<'w> {
    out: &'w mut Vec<u8>,
    start: usize,
    message: &'static str,
    version: i16,
    flexible: bool,
}

/// The tagged fields of one struct, gathered so that their number can go before them.
#[derive(Debug)]
#[must_use = "tagged fields are written by `finish`"]
pub struct Tags {
    known: Vec<(u32, Vec<u8>)>,
}

impl<'w> Writer<'w> {
    /// A writer that appends the message `M` at `version` to `out`.
    #[must_use]
    pub fn new<'a, M: Message<'a>>(out: &'w mut Vec<u8>, version: i16) -> Writer<'w> {
        let flexible = M::is_flexible(version);
        Writer { start: out.len(), out, message: M::NAME, version, flexible }
    }

    /// The version being written.
    #[inline]
    #[must_use]
    pub fn version(&self) -> i16 {
        self.version
    }

    /// Whether this version has compact lengths and tagged fields (KIP-482).
    #[must_use]
    pub fn is_flexible(&self) -> bool {
        self.flexible
    }

    /// An error at the current place.
    #[cold]
    pub fn error(&self, what: What) -> Error {
        let offset = self.out.len().saturating_sub(self.start);
        Error::new(self.message, self.version, offset, what)
    }

    /// Appends bytes as they are.
    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Appends an unsigned variable-length integer.
    #[inline]
    pub fn unsigned_varint(&mut self, value: u32) {
        // Nearly all take one byte, records mostly two.
        if value < 0x80 {
            self.put(&[value as u8]);
        } else if value < 0x4000 {
            self.put(&[value as u8 | 0x80, (value >> 7) as u8]);
        } else {
            varint::write(self.out, u64::from(value));
        }
    }

    /// Writes a field; errors carry its name.
    ///
    /// # Errors
    /// Whatever this version cannot carry of the value.
    #[inline]
    pub fn field<'a, T: Value<'a>>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        value.write(self).map_err(|error| error.inside(name))
    }

    /// Writes a field that is null in some versions only, `allowed` saying whether in this one.
    ///
    /// # Errors
    /// As [`Writer::field`]; [`What::UnexpectedNull`] for null where it is not allowed.
    #[inline]
    pub fn nullable<'a, T: Nullable<'a>>(
        &mut self,
        allowed: bool,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), Error> {
        match value {
            Some(value) if !allowed => value.write(self),
            None if !allowed => Err(self.error(What::UnexpectedNull)),
            value => T::write_nullable(value.as_ref(), self),
        }
        .map_err(|error| error.inside(name))
    }

    /// Writes a field that keeps its old form in flexible versions (`client_id`).
    ///
    /// # Errors
    /// As [`Writer::field`].
    pub fn inflexible<'a, T: Value<'a>>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        let flexible = core::mem::replace(&mut self.flexible, false);
        let outcome = self.field(name, value);
        self.flexible = flexible;
        outcome
    }

    /// Writes a field if this version has it, and drops it silently otherwise.
    ///
    /// # Errors
    /// As [`Writer::field`].
    #[inline]
    pub fn field_if<'a, T: Value<'a>>(
        &mut self,
        present: bool,
        name: &str,
        value: &T,
    ) -> Result<(), Error> {
        if present { self.field(name, value) } else { Ok(()) }
    }

    /// Writes a field if this version has it; otherwise it must be at its default.
    ///
    /// # Errors
    /// As [`Writer::field`]; [`What::NotInVersion`] for a value that would be lost.
    #[inline]
    pub fn field_or<'a, T: Value<'a>>(
        &mut self,
        present: bool,
        name: &str,
        value: &T,
        is_default: bool,
    ) -> Result<(), Error> {
        if present { self.field(name, value) } else { self.lacking(false, name, is_default) }
    }

    /// [`Writer::nullable`] for a field that is dropped silently in versions that lack it.
    ///
    /// # Errors
    /// As [`Writer::nullable`].
    pub fn nullable_if<'a, T: Nullable<'a>>(
        &mut self,
        present: bool,
        allowed: bool,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), Error> {
        if present { self.nullable(allowed, name, value) } else { Ok(()) }
    }

    /// [`Writer::nullable`] for a field that must be at its default in versions that lack it.
    ///
    /// # Errors
    /// As [`Writer::nullable`]; [`What::NotInVersion`] for a value that would be lost.
    pub fn nullable_or<'a, T: Nullable<'a>>(
        &mut self,
        present: bool,
        allowed: bool,
        name: &str,
        value: &Option<T>,
        is_default: bool,
    ) -> Result<(), Error> {
        if present {
            self.nullable(allowed, name, value)
        } else {
            self.lacking(false, name, is_default)
        }
    }

    /// Checks that a field which this version may lack is at its default if it does.
    ///
    /// # Errors
    /// [`What::NotInVersion`] for a value that would be lost.
    #[inline]
    pub fn lacking(&self, present: bool, name: &str, is_default: bool) -> Result<(), Error> {
        if present || is_default {
            return Ok(());
        }
        Err(self.error(What::NotInVersion).inside(name))
    }

    /// Writes the tagged fields of a struct that defines none.
    ///
    /// # Errors
    /// As [`Tags::finish`].
    #[inline]
    pub fn unknown_tags(&mut self, unknown: &[(u32, &[u8])]) -> Result<(), Error> {
        Tags::new().finish(self, unknown)
    }

    /// Writes the length before a string (`wide` false) or before bytes and arrays.
    ///
    /// # Errors
    /// [`What::TooLong`] beyond what the format can say; a string has at most 32767 bytes in
    /// every version.
    #[inline]
    pub(crate) fn length(&mut self, wide: bool, length: Option<usize>) -> Result<(), Error> {
        let most = if wide { 0x7fff_ffff } else { 0x7fff };
        let length = match length {
            None => -1,
            Some(length) if length <= most => length as i32,
            Some(length) => return Err(self.error(What::TooLong(length))),
        };
        match (self.flexible, wide) {
            (true, _) => self.unsigned_varint(length.wrapping_add(1).cast_unsigned()),
            (false, true) => self.put(&length.to_be_bytes()),
            (false, false) => self.put(&(length as i16).to_be_bytes()),
        }
        Ok(())
    }
}

impl Tags {
    /// No tagged fields yet.
    #[inline]
    pub fn new() -> Tags {
        Tags { known: Vec::new() }
    }

    /// Adds a field that the struct defines, if this version has it and it is not at its
    /// default. Tags come in ascending order.
    ///
    /// # Errors
    /// Whatever this version cannot carry of the value.
    #[inline]
    pub fn field_if<'a, T: Value<'a>>(
        &mut self,
        present: bool,
        writer: &mut Writer<'_>,
        tag: u32,
        name: &str,
        value: &T,
    ) -> Result<(), Error> {
        if present {
            self.add(writer, tag, name, |writer| value.write(writer))?;
        }
        Ok(())
    }

    /// Adds a field that holds a nullable struct, whose null is another than elsewhere.
    ///
    /// # Errors
    /// As [`Tags::field_if`].
    #[inline]
    pub fn struct_if<'a, T: Value<'a>>(
        &mut self,
        present: bool,
        writer: &mut Writer<'_>,
        tag: u32,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), Error> {
        if present {
            self.add(writer, tag, name, |writer| {
                write_struct(value.as_ref(), NULL_TAGGED_STRUCT, writer)
            })?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        writer: &mut Writer<'_>,
        tag: u32,
        name: &str,
        write: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = writer.out.len();
        write(writer).map_err(|error| error.inside(name))?;
        self.known.push((tag, writer.out.split_off(start)));
        Ok(())
    }

    /// Writes the fields added and the unknown ones, sorted by tag.
    ///
    /// # Errors
    /// [`What::TagOrder`] if a tag is there twice, [`What::TagsNotInVersion`] if there is any
    /// and the version is not flexible, [`What::TooLong`] for a field of 2 GiB.
    #[inline]
    pub fn finish(&self, writer: &mut Writer<'_>, unknown: &[(u32, &[u8])]) -> Result<(), Error> {
        // Nearly always there are none.
        if writer.flexible && self.known.is_empty() && unknown.is_empty() {
            writer.out.push(0);
            return Ok(());
        }
        self.finish_some(writer, unknown)
    }

    fn finish_some(&self, writer: &mut Writer<'_>, unknown: &[(u32, &[u8])]) -> Result<(), Error> {
        if !writer.flexible {
            let none = self.known.is_empty() && unknown.is_empty();
            return if none { Ok(()) } else { Err(writer.error(What::TagsNotInVersion)) };
        }
        let known = self.known.iter().map(|(tag, bytes)| (*tag, bytes.as_slice()));
        let mut fields: Vec<(u32, &[u8])> = known.chain(unknown.iter().copied()).collect();
        fields.sort_by_key(|(tag, _)| *tag);
        writer.unsigned_varint(fields.len() as u32);
        let mut before = None;
        for (tag, bytes) in fields {
            if before == Some(tag) {
                return Err(writer.error(What::TagOrder(tag)));
            }
            if 0x7fff_ffff < bytes.len() {
                return Err(writer.error(What::TooLong(bytes.len())));
            }
            writer.unsigned_varint(tag);
            writer.unsigned_varint(bytes.len() as u32);
            writer.put(bytes);
            before = Some(tag);
        }
        Ok(())
    }
}

impl Default for Tags {
    fn default() -> Tags {
        Tags::new()
    }
}
