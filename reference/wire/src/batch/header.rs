//! The 61 bytes at the start of a batch.

use super::{BatchError, BatchFault, LOG_OVERHEAD};

/// Bytes of a batch's header.
pub const HEADER_SIZE: usize = 61;

pub(super) const LENGTH_AT: usize = 8;
pub(super) const MAGIC_AT: usize = 16;
pub(super) const CRC_AT: usize = 17;
pub(super) const ATTRIBUTES_AT: usize = 21;
pub(super) const RECORD_COUNT_AT: usize = 57;

const COMPRESSION: i16 = 0x07;
const LOG_APPEND_TIME: i16 = 0x08;
const TRANSACTIONAL: i16 = 0x10;
const CONTROL: i16 = 0x20;
const DELETE_HORIZON: i16 = 0x40;

/// The fields of a batch's header, in the order of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchHeader {
    /// The offset of the first record; the broker assigns it.
    pub base_offset: i64,
    /// Bytes after this field, to the end of the batch.
    pub length: i32,
    /// The leader epoch in which the batch was appended; the broker assigns it.
    pub partition_leader_epoch: i32,
    /// The format: 2.
    pub magic: i8,
    /// CRC-32C of everything after this field.
    pub crc: u32,
    /// Compression, type of time stamp, transactional, control, delete horizon.
    pub attributes: i16,
    /// The last offset, less the base offset; kept when records are compacted away.
    pub last_offset_delta: i32,
    /// Milliseconds that records' time stamps count from; the delete horizon, if the attributes
    /// say so.
    pub base_timestamp: i64,
    /// The highest time stamp, in milliseconds.
    pub max_timestamp: i64,
    /// The producer, or -1.
    pub producer_id: i64,
    /// The producer's epoch, or -1.
    pub producer_epoch: i16,
    /// The sequence number of the first record, or -1.
    pub base_sequence: i32,
    /// Records in the batch.
    pub record_count: i32,
}

/// How a batch's records are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip, possibly of several members.
    Gzip,
    /// snappy, in the framing of xerial or as one bare block.
    Snappy,
    /// LZ4 frames.
    Lz4,
    /// Zstandard (KIP-110).
    Zstd,
}

impl Compression {
    /// The compression with a code of the attributes, if there is one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Compression> {
        match code {
            0 => Some(Compression::None),
            1 => Some(Compression::Gzip),
            2 => Some(Compression::Snappy),
            3 => Some(Compression::Lz4),
            4 => Some(Compression::Zstd),
            _ => None,
        }
    }

    /// Its code in the attributes.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Compression::None => 0,
            Compression::Gzip => 1,
            Compression::Snappy => 2,
            Compression::Lz4 => 3,
            Compression::Zstd => 4,
        }
    }
}

/// Who stamped the time on a batch's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampType {
    /// The producer, on each record.
    CreateTime,
    /// The broker, on the whole batch.
    LogAppendTime,
}

impl BatchHeader {
    /// Reads the header at the start of `bytes`; the rest of the batch need not be there.
    ///
    /// # Errors
    /// [`BatchFault::Truncated`], [`BatchFault::BadLength`] or [`BatchFault::BadMagic`]. An
    /// older format is told from its magic as soon as 17 bytes are there.
    pub fn read(bytes: &[u8]) -> Result<BatchHeader, BatchError> {
        let truncated =
            BatchError::new(0, BatchFault::Truncated { needed: HEADER_SIZE, left: bytes.len() });
        if let Some(magic) = bytes.get(MAGIC_AT)
            && *magic != 2
        {
            return Err(BatchError::new(MAGIC_AT, BatchFault::BadMagic(*magic as i8)));
        }
        let header = BatchHeader::fields(bytes).ok_or(truncated)?;
        if (header.length as i64) < (HEADER_SIZE - LOG_OVERHEAD) as i64 {
            return Err(BatchError::new(LENGTH_AT, BatchFault::BadLength(header.length)));
        }
        Ok(header)
    }

    fn fields(bytes: &[u8]) -> Option<BatchHeader> {
        let mut rest = bytes;
        Some(BatchHeader {
            base_offset: i64::from_be_bytes(take(&mut rest)?),
            length: i32::from_be_bytes(take(&mut rest)?),
            partition_leader_epoch: i32::from_be_bytes(take(&mut rest)?),
            magic: i8::from_be_bytes(take(&mut rest)?),
            crc: u32::from_be_bytes(take(&mut rest)?),
            attributes: i16::from_be_bytes(take(&mut rest)?),
            last_offset_delta: i32::from_be_bytes(take(&mut rest)?),
            base_timestamp: i64::from_be_bytes(take(&mut rest)?),
            max_timestamp: i64::from_be_bytes(take(&mut rest)?),
            producer_id: i64::from_be_bytes(take(&mut rest)?),
            producer_epoch: i16::from_be_bytes(take(&mut rest)?),
            base_sequence: i32::from_be_bytes(take(&mut rest)?),
            record_count: i32::from_be_bytes(take(&mut rest)?),
        })
    }

    /// Bytes of the whole batch.
    #[must_use]
    pub fn size(&self) -> usize {
        LOG_OVERHEAD + usize::try_from(self.length).unwrap_or(0)
    }

    /// The offset of the last record; an offset beyond the integers, which no log has, wraps.
    #[must_use]
    pub fn last_offset(&self) -> i64 {
        self.base_offset.wrapping_add(i64::from(self.last_offset_delta))
    }

    /// The sequence number of the last record, or -1. They count on from 0 after the largest.
    #[must_use]
    pub fn last_sequence(&self) -> i32 {
        if self.base_sequence < 0 {
            return -1;
        }
        self.base_sequence.wrapping_add(self.last_offset_delta) & i32::MAX
    }

    /// How the records are compressed.
    ///
    /// # Errors
    /// [`BatchFault::BadCompression`] for a code that is none.
    pub fn compression(&self) -> Result<Compression, BatchError> {
        // Three bits are left.
        let code = (self.attributes & COMPRESSION) as u8;
        let unknown = BatchError::new(ATTRIBUTES_AT, BatchFault::BadCompression(code));
        Compression::from_code(code).ok_or(unknown)
    }

    pub(super) fn set_compression(&mut self, compression: Compression) {
        self.attributes = self.attributes & !COMPRESSION | i16::from(compression.code());
    }

    /// Who stamped the time.
    #[must_use]
    pub fn timestamp_type(&self) -> TimestampType {
        if self.attributes & LOG_APPEND_TIME == 0 {
            TimestampType::CreateTime
        } else {
            TimestampType::LogAppendTime
        }
    }

    pub(super) fn set_timestamp_type(&mut self, timestamp_type: TimestampType) {
        match timestamp_type {
            TimestampType::CreateTime => self.attributes &= !LOG_APPEND_TIME,
            TimestampType::LogAppendTime => self.attributes |= LOG_APPEND_TIME,
        }
    }

    /// Whether the batch is part of a transaction.
    #[must_use]
    pub fn is_transactional(&self) -> bool {
        self.attributes & TRANSACTIONAL != 0
    }

    /// Whether the records are the brokers' own (a transaction's end, a leader's change).
    #[must_use]
    pub fn is_control(&self) -> bool {
        self.attributes & CONTROL != 0
    }

    /// When tombstones in the batch may go, in milliseconds, if that is settled.
    #[must_use]
    pub fn delete_horizon(&self) -> Option<i64> {
        (self.attributes & DELETE_HORIZON != 0).then_some(self.base_timestamp)
    }

    /// Whether the batch is of a producer whose sequence is checked.
    #[must_use]
    pub fn has_producer(&self) -> bool {
        self.producer_id != -1
    }

    pub(super) fn set_delete_horizon(&mut self, delete_horizon_ms: Option<i64>) {
        match delete_horizon_ms {
            Some(horizon) => {
                self.attributes |= DELETE_HORIZON;
                self.base_timestamp = horizon;
            }
            None => self.attributes &= !DELETE_HORIZON,
        }
    }

    pub(super) fn set_transactional(&mut self) {
        self.attributes |= TRANSACTIONAL;
    }

    pub(super) fn set_control(&mut self) {
        self.attributes |= CONTROL;
    }

    /// The header as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_SIZE] {
        let mut bytes = [0; HEADER_SIZE];
        put(&mut bytes, *self);
        bytes
    }
}

/// Writes a header over the start of `bytes`, which has room for it.
pub(super) fn put(bytes: &mut [u8], header: BatchHeader) {
    let parts: [&[u8]; 13] = [
        &header.base_offset.to_be_bytes(),
        &header.length.to_be_bytes(),
        &header.partition_leader_epoch.to_be_bytes(),
        &header.magic.to_be_bytes(),
        &header.crc.to_be_bytes(),
        &header.attributes.to_be_bytes(),
        &header.last_offset_delta.to_be_bytes(),
        &header.base_timestamp.to_be_bytes(),
        &header.max_timestamp.to_be_bytes(),
        &header.producer_id.to_be_bytes(),
        &header.producer_epoch.to_be_bytes(),
        &header.base_sequence.to_be_bytes(),
        &header.record_count.to_be_bytes(),
    ];
    assert!(HEADER_SIZE <= bytes.len(), "a header needs 61 bytes");
    for (place, byte) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
        *place = *byte;
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}
