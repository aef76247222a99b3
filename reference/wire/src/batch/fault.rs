//! What can be wrong with a batch, and at which byte of it.

use super::Compression;
use core::fmt;

/// A batch that is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchError {
    /// The byte, counted from the start of the batch.
    pub offset: usize,
    /// What is wrong there.
    pub what: BatchFault,
}

/// The ways in which a batch can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchFault {
    /// The bytes end before the batch or the record does. At the end of a fetched range or of
    /// a segment this is a batch cut off, elsewhere a fault.
    Truncated {
        /// Bytes that it takes.
        needed: usize,
        /// Bytes that there are.
        left: usize,
    },
    /// A length that no batch has, in bytes.
    BadLength(i32),
    /// Not the format that is due, or none that exists.
    BadMagic(i8),
    /// The checksum does not match the content.
    BadCrc {
        /// In the header.
        stored: u32,
        /// Of the content.
        computed: u32,
    },
    /// A compression that does not exist.
    BadCompression(u8),
    /// The records are compressed and cannot be read as they are.
    Compressed(Compression),
    /// The number of records is not positive, or not that of the offsets.
    BadCount {
        /// In the header.
        count: i32,
        /// In the header.
        last_offset_delta: i32,
    },
    /// A variable-length integer that does not end, or exceeds its type.
    BadVarint,
    /// A length below -1, or below what stands inside.
    BadRecordLength(i64),
    /// A record whose offset does not follow the one before it.
    BadOffsetDelta(i32),
    /// Bytes after the last record, or after the end of a record inside its length.
    Trailing(usize),
    /// Too large to be written.
    TooLarge,
    /// A wrapper of an old format that has no value, or no message in it.
    EmptyWrapper,
    /// A compressed message inside a compressed one.
    Nested,
    /// A wrapper's offset that is below that of the last message in it, and not 0.
    BadWrapperOffset {
        /// Of the wrapper.
        wrapper: i64,
        /// Of the last message in it.
        inner: i64,
    },
    /// A control record whose key or value cannot be; its size in bytes.
    BadControl(usize),
}

impl BatchError {
    pub(crate) fn new(offset: usize, what: BatchFault) -> BatchError {
        BatchError { offset, what }
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "record batch at byte {}: {}", self.offset, self.what)
    }
}

impl core::error::Error for BatchError {}

impl fmt::Display for BatchFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BatchFault::Truncated { needed, left } => {
                write!(out, "needs {needed} bytes and {left} are there")
            }
            BatchFault::BadLength(length) => write!(out, "no batch has the length {length}"),
            BatchFault::BadMagic(magic) => write!(out, "format {magic} is not due here"),
            BatchFault::BadCrc { stored, computed } => {
                write!(out, "checksum {stored:08x} stored, {computed:08x} computed")
            }
            BatchFault::BadCompression(code) => write!(out, "no compression has the code {code}"),
            BatchFault::Compressed(compression) => {
                write!(out, "the records are compressed ({compression:?})")
            }
            BatchFault::BadCount { count, last_offset_delta } => {
                write!(out, "{count} records up to offset delta {last_offset_delta}")
            }
            BatchFault::BadVarint => out.write_str("not a variable-length integer of its type"),
            BatchFault::BadRecordLength(length) => write!(out, "the length {length} is wrong"),
            BatchFault::BadOffsetDelta(delta) => write!(out, "offset delta {delta} out of order"),
            BatchFault::Trailing(left) => write!(out, "{left} bytes too many"),
            BatchFault::EmptyWrapper => out.write_str("a compressed message that holds none"),
            BatchFault::Nested => out.write_str("a compressed message inside a compressed one"),
            BatchFault::BadWrapperOffset { wrapper, inner } => {
                write!(out, "offset {wrapper} around a message with offset {inner}")
            }
            BatchFault::BadControl(size) => {
                write!(out, "no control record is written in {size} bytes like these")
            }
            BatchFault::TooLarge => out.write_str("too large to be written"),
        }
    }
}
