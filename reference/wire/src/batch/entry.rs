//! What a log holds, of whatever format: a batch, or a message of an old one.

use super::header::MAGIC_AT;
use super::message::{InnerMessages, Message};
use super::{Batch, BatchError, Compression, Record, Records};
use alloc::vec::Vec;
use core::fmt;

/// Who decompresses for this room, which does not know how.
pub trait Decompress {
    /// What can go wrong.
    type Error;

    /// Appends what `input` holds to `out`. How much that may be is the implementor's to bound.
    /// `magic` is the format of the batch: 0 has another lz4.
    ///
    /// # Errors
    /// The implementor's own.
    fn decompress(
        &mut self,
        compression: Compression,
        magic: i8,
        input: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Self::Error>;
}

/// A batch or a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'a> {
    /// Format 2.
    Batch(Batch<'a>),
    /// Formats 0 and 1; the message may be the wrapper of many.
    Message(Message<'a>),
}

/// The records of an entry; ends after the first error.
#[derive(Debug, Clone)]
pub enum EntryRecords<'a> {
    /// Of a batch.
    Batch(Records<'a>),
    /// The one message that is no wrapper.
    Message(Option<Record<'a>>),
    /// Of a wrapper.
    Inner(InnerMessages<'a>),
}

/// Records that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError<E> {
    /// The batch is wrong.
    Batch(BatchError),
    /// The compressed bytes are.
    Decompress(E),
}

impl<'a> Entry<'a> {
    /// The entry at the start of `bytes`, and what follows it. Checks length and format, not the
    /// checksum.
    ///
    /// # Errors
    /// As [`Batch::split`] and [`Message::split`].
    pub fn split(bytes: &'a [u8]) -> Result<(Entry<'a>, &'a [u8]), BatchError> {
        match bytes.get(MAGIC_AT) {
            Some(0 | 1) => {
                Message::split(bytes).map(|(message, rest)| (Entry::Message(message), rest))
            }
            _ => Batch::split(bytes).map(|(batch, rest)| (Entry::Batch(batch), rest)),
        }
    }

    /// All its bytes.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        match self {
            Entry::Batch(batch) => batch.bytes,
            Entry::Message(message) => message.bytes,
        }
    }

    /// Its format.
    #[must_use]
    pub fn magic(&self) -> i8 {
        match self {
            Entry::Batch(batch) => batch.header.magic,
            Entry::Message(message) => message.magic,
        }
    }

    /// The offset of the last record.
    #[must_use]
    pub fn last_offset(&self) -> i64 {
        match self {
            Entry::Batch(batch) => batch.header.last_offset(),
            Entry::Message(message) => message.offset,
        }
    }

    /// The highest time stamp, in milliseconds, or -1.
    #[must_use]
    pub fn max_timestamp(&self) -> i64 {
        match self {
            Entry::Batch(batch) => batch.header.max_timestamp,
            Entry::Message(message) => message.timestamp,
        }
    }

    /// How its records are compressed.
    ///
    /// # Errors
    /// [`super::BatchFault::BadCompression`].
    pub fn compression(&self) -> Result<Compression, BatchError> {
        match self {
            Entry::Batch(batch) => batch.header.compression(),
            Entry::Message(message) => message.compression(),
        }
    }

    /// Checks the checksum.
    ///
    /// # Errors
    /// [`super::BatchFault::BadCrc`].
    pub fn check_crc(&self) -> Result<(), BatchError> {
        match self {
            Entry::Batch(batch) => batch.check_crc(),
            Entry::Message(message) => message.check_crc(),
        }
    }

    /// The records, decompressed into `scratch` where they are compressed.
    ///
    /// # Errors
    /// [`ReadError`]. Faults of a record come from the iterator.
    pub fn records<'s, D: Decompress>(
        &self,
        decompressor: &mut D,
        scratch: &'s mut Vec<u8>,
    ) -> Result<EntryRecords<'s>, ReadError<D::Error>>
    where
        'a: 's,
    {
        let decompressed = self.decompressed(decompressor, scratch)?;
        Ok(match (self, decompressed) {
            (Entry::Batch(batch), None) => EntryRecords::Batch(batch.records_of(batch.payload())),
            (Entry::Batch(batch), Some(bytes)) => EntryRecords::Batch(batch.records_of(bytes)),
            (Entry::Message(message), None) => EntryRecords::Message(Some(message.record())),
            (Entry::Message(message), Some(bytes)) => {
                EntryRecords::Inner(message.inner(bytes).map_err(ReadError::Batch)?)
            }
        })
    }

    /// What its compressed bytes hold, decompressed into `scratch`; `None` if they are not
    /// compressed.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn decompressed<'s, D: Decompress>(
        &self,
        decompressor: &mut D,
        scratch: &'s mut Vec<u8>,
    ) -> Result<Option<&'s [u8]>, ReadError<D::Error>> {
        let compression = self.compression().map_err(ReadError::Batch)?;
        if compression == Compression::None {
            return Ok(None);
        }
        scratch.clear();
        let compressed = match self {
            // A batch without records has nothing to decompress.
            Entry::Batch(batch) if batch.header.record_count == 0 => return Ok(Some(scratch)),
            Entry::Batch(batch) => batch.payload(),
            Entry::Message(message) => message.value.unwrap_or_default(),
        };
        decompressor
            .decompress(compression, self.magic(), compressed, scratch)
            .map_err(ReadError::Decompress)?;
        Ok(Some(scratch))
    }
}

impl<'a> Iterator for EntryRecords<'a> {
    type Item = Result<Record<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            EntryRecords::Batch(records) => records.next(),
            EntryRecords::Message(record) => record.take().map(Ok),
            EntryRecords::Inner(messages) => messages.next(),
        }
    }
}

/// The entries in bytes, one after another; ends after the first error.
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    rest: &'a [u8],
}

impl<'a> Entries<'a> {
    /// The entries in `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Entries<'a> {
        Entries { rest: bytes }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Result<Entry<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let split = Entry::split(self.rest);
        self.rest = split.as_ref().map(|(_, rest)| *rest).unwrap_or_default();
        Some(split.map(|(entry, _)| entry))
    }
}

impl<E: fmt::Display> fmt::Display for ReadError<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Batch(error) => error.fmt(out),
            ReadError::Decompress(error) => error.fmt(out),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for ReadError<E> {}
