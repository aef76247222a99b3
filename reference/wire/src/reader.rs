//! A place in the bytes of one message, and the ways to move on from it.
//!
//! Everything is bounded by the bytes at hand: nothing is allocated because a length says
//! so. Where Kafka's own reader is lenient (any negative length is null, tags in any order,
//! a tag's size unchecked, malformed UTF-8 replaced), this one refuses, because it must be
//! able to say what is wrong with a peer's bytes.

use crate::error::{Error, What};
use crate::message::Message;
use crate::value::{NULL_TAGGED_STRUCT, Nullable, UnknownTagged, Value, read_struct};
use crate::varint;

/// Reads one message of one version from bytes.
#[derive(Debug)]
pub struct Reader<'a> {
    /// What has not been read, up to the end of the bytes, or of a tagged field.
    rest: &'a [u8],
    /// Where `rest` ends, from the start of the bytes.
    end: usize,
    message: &'static str,
    version: i16,
    flexible: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`, for the message `M` at `version`.
    #[must_use]
    pub fn new<M: Message<'a>>(bytes: &'a [u8], version: i16) -> Reader<'a> {
        let flexible = M::is_flexible(version);
        Reader { rest: bytes, end: bytes.len(), message: M::NAME, version, flexible }
    }

    /// The version being read.
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

    /// Bytes read so far.
    #[inline]
    #[must_use]
    pub fn position(&self) -> usize {
        self.end - self.rest.len()
    }

    /// Bytes that may still be read.
    #[inline]
    #[must_use]
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// An error at the current place.
    #[cold]
    pub fn error(&self, what: What) -> Error {
        self.error_at(self.position(), what)
    }

    /// An error at a place passed before.
    #[cold]
    pub fn error_at(&self, offset: usize, what: What) -> Error {
        Error::new(self.message, self.version, offset, what)
    }

    /// Reads a field; errors carry its name.
    ///
    /// # Errors
    /// Whatever the bytes have wrong in this field.
    #[inline]
    pub fn field<T: Value<'a>>(&mut self, name: &str, into: &mut T) -> Result<(), Error> {
        into.read(self).map_err(|error| error.inside(name))
    }

    /// Reads a field that is null in some versions only, `allowed` saying whether in this one.
    ///
    /// # Errors
    /// As [`Reader::field`]; [`What::UnexpectedNull`] for null where it is not allowed.
    #[inline]
    pub fn nullable<T: Nullable<'a>>(
        &mut self,
        allowed: bool,
        name: &str,
        into: &mut Option<T>,
    ) -> Result<(), Error> {
        let outcome = match allowed {
            true => T::read_nullable(into, self),
            false => into.insert(T::default()).read(self),
        };
        outcome.map_err(|error| error.inside(name))
    }

    /// Reads a field that some versions lack, `present` saying whether this one has it.
    ///
    /// # Errors
    /// As [`Reader::field`].
    #[inline]
    pub fn field_if<T: Value<'a>>(
        &mut self,
        present: bool,
        name: &str,
        into: &mut T,
    ) -> Result<(), Error> {
        if present { self.field(name, into) } else { Ok(()) }
    }

    /// [`Reader::nullable`] for a field that some versions lack.
    ///
    /// # Errors
    /// As [`Reader::nullable`].
    #[inline]
    pub fn nullable_if<T: Nullable<'a>>(
        &mut self,
        present: bool,
        allowed: bool,
        name: &str,
        into: &mut Option<T>,
    ) -> Result<(), Error> {
        if present { self.nullable(allowed, name, into) } else { Ok(()) }
    }

    /// Reads a tagged field that holds a nullable struct, whose null is another than elsewhere.
    ///
    /// # Errors
    /// As [`Reader::field`].
    pub fn tagged_struct<T: Value<'a>>(
        &mut self,
        name: &str,
        into: &mut Option<T>,
    ) -> Result<(), Error> {
        read_struct(into, NULL_TAGGED_STRUCT, self).map_err(|error| error.inside(name))
    }

    /// Reads a field that keeps its old form in flexible versions (`client_id`).
    ///
    /// # Errors
    /// As [`Reader::field`].
    pub fn inflexible<T: Value<'a>>(&mut self, name: &str, into: &mut T) -> Result<(), Error> {
        let flexible = core::mem::replace(&mut self.flexible, false);
        let outcome = self.field(name, into);
        self.flexible = flexible;
        outcome
    }

    /// Reads a struct's tagged fields, if the version is flexible. `known` reads the field of
    /// a tag that it knows and says whether it did; the others go into `unknown`, which is empty.
    ///
    /// # Errors
    /// Tags out of order, a field that does not fill its declared size, or what `known` finds.
    #[inline]
    pub fn tags(
        &mut self,
        unknown: &mut UnknownTagged<'a>,
        known: impl FnMut(&mut Reader<'a>, u32) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        // Nearly always there are none.
        if !self.flexible {
            return Ok(());
        }
        if let Some((0, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(());
        }
        self.some_tags(unknown, known)
    }

    fn some_tags(
        &mut self,
        unknown: &mut UnknownTagged<'a>,
        mut known: impl FnMut(&mut Reader<'a>, u32) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let mut lowest = 0;
        for _ in 0..self.unsigned_varint()? {
            let start = self.position();
            let tag = self.unsigned_varint()?;
            if u64::from(tag) < lowest {
                return Err(self.error_at(start, What::TagOrder(tag)));
            }
            lowest = u64::from(tag) + 1;
            let size = self.unsigned_varint()? as usize;
            let content = self.take(size)?;
            let (after, end) = (self.rest, self.end);
            (self.rest, self.end) = (content, end - after.len());
            if !known(self, tag)? {
                unknown.push((tag, content));
            } else if self.left() != 0 {
                return Err(self.error(What::TagSize { tag, left: self.left() }));
            }
            (self.rest, self.end) = (after, end);
        }
        Ok(())
    }

    /// The tagged fields of a struct that defines none.
    ///
    /// # Errors
    /// As [`Reader::tags`].
    #[inline]
    pub fn unknown_tags(&mut self, unknown: &mut UnknownTagged<'a>) -> Result<(), Error> {
        self.tags(unknown, |_, _| Ok(false))
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// [`What::Truncated`] if there are fewer.
    #[inline]
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.truncated(count)),
        }
    }

    /// The next `N` bytes.
    ///
    /// # Errors
    /// [`What::Truncated`] if there are fewer.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(*taken)
            }
            None => Err(self.truncated(N)),
        }
    }

    /// An unsigned variable-length integer of 32 bits.
    ///
    /// # Errors
    /// [`What::Truncated`] or [`What::BadVarint`].
    #[inline]
    pub fn unsigned_varint(&mut self) -> Result<u32, Error> {
        // Nearly all take one byte, records mostly two.
        match *self.rest {
            [first @ ..0x80, ref rest @ ..] => {
                self.rest = rest;
                Ok(u32::from(first))
            }
            [first, second @ ..0x80, ref rest @ ..] => {
                self.rest = rest;
                Ok(u32::from(first & 0x7f) | u32::from(second) << 7)
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u32, Error> {
        match varint::read(self.rest, 32) {
            Some((value, size)) => {
                self.take(size)?;
                Ok(value as u32)
            }
            None if varint::unfinished(self.rest, 32) => Err(self.truncated(self.left() + 1)),
            None => Err(self.error(What::BadVarint)),
        }
    }

    /// The length before a string (`wide` false: 16 bits of old) or before bytes and arrays
    /// (32 bits of old); `None` for null.
    ///
    /// # Errors
    /// [`What::Truncated`], [`What::BadVarint`], or [`What::BadLength`] below -1.
    #[inline]
    pub(crate) fn length(&mut self, wide: bool) -> Result<Option<usize>, Error> {
        let start = self.position();
        let length = if self.flexible {
            i64::from(self.unsigned_varint()?) - 1
        } else if wide {
            i64::from(i32::from_be_bytes(self.array()?))
        } else {
            i64::from(i16::from_be_bytes(self.array()?))
        };
        match length {
            -1 => Ok(None),
            0..=0x7fff_ffff => Ok(Some(length as usize)),
            _ => Err(self.error_at(start, What::BadLength(length))),
        }
    }

    /// What has not been read.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    #[cold]
    fn truncated(&self, needed: usize) -> Error {
        self.error(What::Truncated { needed, left: self.left() })
    }
}
