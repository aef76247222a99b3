//! Record batches, format 2 (KIP-98): the header, its checks, the records inside; and the message
//! sets of formats 0 and 1 that old segments hold.
//!
//! Nothing here allocates but [`BatchBuilder`]. Nothing here decompresses either: the caller does,
//! and gives back the bytes whole ([`Batch::records_of`], [`Message::inner`], or through a
//! [`Decompress`] for [`Entry::records`]) or piece by piece ([`RecordStream`]). Whether a broker
//! accepts a batch (time stamps against its clock, sequence numbers, size limits) is not judged
//! here. Source: `DefaultRecordBatch`, `DefaultRecord`.

mod builder;
mod control;
mod entry;
mod fault;
mod header;
mod message;
mod quick;
mod record;
mod stream;

pub use builder::{BatchBuilder, emptied};
pub use control::{ControlRecordType, EndTransaction, end_transaction};
pub use entry::{Decompress, Entries, Entry, EntryRecords, ReadError};
pub use fault::{BatchError, BatchFault};
pub use header::{BatchHeader, Compression, HEADER_SIZE, TimestampType};
pub use message::{InnerMessages, Message};
pub use record::{Record, RecordHeader, RecordHeaders, Records};
pub use stream::{RecordOutline, RecordStream};

/// Bytes before what the batch's length counts: base offset and length.
pub const LOG_OVERHEAD: usize = 12;

/// Where the bytes that the checksum covers begin: with the attributes.
const CHECKED_FROM: usize = 21;

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

    /// The records in `payload`, which is what [`Batch::payload`] becomes when it is decompressed;
    /// the rest as [`Batch::records`].
    #[must_use]
    pub fn records_of<'p>(&self, payload: &'p [u8]) -> Records<'p> {
        Records::new(self.header, payload)
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
