//! Record batches, format 2 (KIP-98): the header, its checks, the records inside.
//!
//! Nothing here allocates but [`BatchBuilder`]. A compressed batch's records are not reached:
//! [`BatchHeader::compression`] says what to do first, and the caller does it. Whether a broker
//! accepts a batch (time stamps against its clock, sequence numbers, size limits) is not judged
//! here either. Source: `DefaultRecordBatch`, `DefaultRecord`.

mod builder;
mod header;
mod record;

pub use builder::BatchBuilder;
pub use header::{BatchHeader, Compression, HEADER_SIZE, TimestampType};
pub use record::{Record, RecordHeader, RecordHeaders, Records};

use core::fmt;

/// Bytes before what the batch's length counts: base offset and length.
pub const LOG_OVERHEAD: usize = 12;

/// Where the bytes that the checksum covers begin: with the attributes.
const CHECKED_FROM: usize = 21;

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
    /// Not format 2.
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
}

/// One batch in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch<'a> {
    /// Its header.
    pub header: BatchHeader,
    /// All its bytes, the header's among them.
    pub bytes: &'a [u8],
}

impl<'a> Batch<'a> {
    /// The batch at the start of `bytes`, and what follows it. Checks length and format, not
    /// the checksum.
    ///
    /// # Errors
    /// [`BatchFault::Truncated`], [`BatchFault::BadLength`] or [`BatchFault::BadMagic`].
    pub fn split(bytes: &'a [u8]) -> Result<(Batch<'a>, &'a [u8]), BatchError> {
        let header = BatchHeader::read(bytes)?;
        let needed = header.size();
        match bytes.split_at_checked(needed) {
            Some((bytes, rest)) => Ok((Batch { header, bytes }, rest)),
            None => Err(BatchError::new(0, BatchFault::Truncated { needed, left: bytes.len() })),
        }
    }

    /// The checksum of the content, which the header should have.
    #[must_use]
    pub fn computed_crc(&self) -> u32 {
        crate::crc32c(self.bytes.get(CHECKED_FROM..).unwrap_or_default())
    }

    /// Checks the checksum.
    ///
    /// # Errors
    /// [`BatchFault::BadCrc`].
    pub fn check_crc(&self) -> Result<(), BatchError> {
        let (stored, computed) = (self.header.crc, self.computed_crc());
        if stored == computed {
            return Ok(());
        }
        Err(BatchError::new(header::CRC_AT, BatchFault::BadCrc { stored, computed }))
    }

    /// Checks that the number of records is positive and that of the offsets, as a batch from
    /// a producer has it (a compacted log may have fewer records than offsets).
    ///
    /// # Errors
    /// [`BatchFault::BadCount`].
    pub fn check_count(&self) -> Result<(), BatchError> {
        let BatchHeader { record_count: count, last_offset_delta, .. } = self.header;
        if 0 < count && last_offset_delta == count - 1 {
            return Ok(());
        }
        let what = BatchFault::BadCount { count, last_offset_delta };
        Err(BatchError::new(header::RECORD_COUNT_AT, what))
    }

    /// The bytes of the records, compressed if the header says so.
    #[must_use]
    pub fn payload(&self) -> &'a [u8] {
        self.bytes.get(HEADER_SIZE..).unwrap_or_default()
    }

    /// The records of a batch that is not compressed. They are checked as they are read; the
    /// iterator ends after the first error.
    ///
    /// # Errors
    /// [`BatchFault::Compressed`] or [`BatchFault::BadCompression`].
    pub fn records(&self) -> Result<Records<'a>, BatchError> {
        match self.header.compression()? {
            Compression::None => Ok(Records::new(self.header, self.payload())),
            other => Err(BatchError::new(header::ATTRIBUTES_AT, BatchFault::Compressed(other))),
        }
    }

    /// Checks all records of a batch from a producer that is not compressed: each is whole,
    /// their offsets are 0, 1, 2, …, their number is the header's. Returns the highest time
    /// stamp in milliseconds, and the offset of the first record that has it.
    ///
    /// # Errors
    /// The first fault.
    pub fn check_records(&self) -> Result<(i64, i64), BatchError> {
        self.check_count()?;
        let mut highest = (i64::MIN, self.header.base_offset);
        for (delta, record) in (0..).zip(self.records()?) {
            let record = record?;
            if record.offset_delta != delta {
                let what = BatchFault::BadOffsetDelta(record.offset_delta);
                return Err(BatchError::new(record.position, what));
            }
            if highest.0 < record.timestamp {
                highest = (record.timestamp, record.offset);
            }
        }
        Ok(highest)
    }
}

/// The batches in bytes, one after another; ends after the first error.
#[derive(Debug, Clone)]
pub struct Batches<'a> {
    rest: &'a [u8],
}

impl<'a> Batches<'a> {
    /// The batches in `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Batches<'a> {
        Batches { rest: bytes }
    }
}

impl<'a> Iterator for Batches<'a> {
    type Item = Result<Batch<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let split = Batch::split(self.rest);
        self.rest = split.as_ref().map(|(_, rest)| *rest).unwrap_or_default();
        Some(split.map(|(batch, _)| batch))
    }
}

/// Writes base offset and leader epoch into the batch at the start of `bytes`. Neither is
/// covered by the checksum.
///
/// # Errors
/// As [`BatchHeader::read`].
pub fn assign(
    bytes: &mut [u8],
    base_offset: i64,
    partition_leader_epoch: i32,
) -> Result<(), BatchError> {
    let header = BatchHeader::read(bytes)?;
    header::put(bytes, BatchHeader { base_offset, partition_leader_epoch, ..header });
    Ok(())
}

/// Writes the highest time stamp, in milliseconds, and where it is from, into the batch at the
/// start of `bytes`, and the new checksum.
///
/// # Errors
/// As [`Batch::split`].
pub fn set_max_timestamp(
    bytes: &mut [u8],
    timestamp_type: TimestampType,
    max_timestamp: i64,
) -> Result<(), BatchError> {
    let mut header = Batch::split(bytes)?.0.header;
    header.set_timestamp_type(timestamp_type);
    header::put(bytes, BatchHeader { max_timestamp, ..header });
    header.max_timestamp = max_timestamp;
    let crc = Batch::split(bytes)?.0.computed_crc();
    header::put(bytes, BatchHeader { crc, ..header });
    Ok(())
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
            BatchFault::BadMagic(magic) => write!(out, "format {magic}, where 2 is due"),
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
            BatchFault::TooLarge => out.write_str("too large to be written"),
        }
    }
}
