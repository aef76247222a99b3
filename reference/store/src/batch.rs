//! What the store knows of a record batch: its header (format v2, `DefaultRecordBatch`).
//!
//! Apart from the timestamp lookup, which walks records, nothing here looks behind the header. The
//! producer's fields are carried for the driver and not judged.

use crate::error::{Error, Result};
use std::path::Path;

/// The bytes before the first record.
pub(crate) const HEADER_BYTES: usize = 61;
/// Base offset and length: the bytes that the length field does not count.
const LENGTH_END: usize = 12;
const MAGIC_AT: usize = 16;
const MAGIC: u8 = 2;
/// Where the checksummed bytes begin; base offset and leader epoch are not among them, so that a
/// broker can stamp them in place.
pub(crate) const CHECKSUMMED_AT: usize = 21;

/// The header of one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchHeader {
    /// The offset of the first record.
    pub base_offset: i64,
    /// The bytes of the whole batch, header included.
    pub size: u32,
    /// The epoch of the leader that appended it.
    pub leader_epoch: i32,
    /// CRC-32C of everything from the attributes on.
    pub checksum: u32,
    /// Compression (bits 0-2), timestamp type (3), transactional (4), control (5), delete
    /// horizon (6).
    pub attributes: i16,
    /// The offset of the last record minus the base offset.
    pub last_offset_delta: i32,
    /// The timestamp that the records' deltas count from, in ms since 1970.
    pub base_timestamp: i64,
    /// The largest timestamp of a record, in ms since 1970.
    pub max_timestamp: i64,
    /// The producer's id, -1 without one.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i16,
    /// The sequence number of the first record.
    pub base_sequence: i32,
    /// How many records the batch says it holds.
    pub record_count: i32,
}

impl BatchHeader {
    /// The offset after the last record: where the next batch begins.
    pub fn end_offset(&self) -> i64 {
        // `parse` has checked that this does not overflow.
        self.base_offset + i64::from(self.last_offset_delta) + 1
    }

    /// The offset of the last record.
    pub fn last_offset(&self) -> i64 {
        self.end_offset() - 1
    }

    /// Reads a header; the text says why the bytes are none.
    ///
    /// # Errors
    /// Bytes that are too few, another format, a length or an offset that cannot be.
    pub(crate) fn parse(bytes: &[u8]) -> std::result::Result<Self, String> {
        let header: &[u8; HEADER_BYTES] =
            bytes.first_chunk().ok_or_else(|| format!("{} bytes are no header", bytes.len()))?;
        let magic = header[MAGIC_AT];
        if magic != MAGIC {
            return Err(format!("magic is {magic}, not {MAGIC}"));
        }
        let length = i32::from_be_bytes(field(header, 8));
        let size = length.checked_add(LENGTH_END as i32).unwrap_or(-1);
        if size < HEADER_BYTES as i32 {
            return Err(format!("length {length} is not that of a batch"));
        }
        let parsed = Self {
            base_offset: i64::from_be_bytes(field(header, 0)),
            size: size.unsigned_abs(),
            leader_epoch: i32::from_be_bytes(field(header, 12)),
            checksum: u32::from_be_bytes(field(header, 17)),
            attributes: i16::from_be_bytes(field(header, 21)),
            last_offset_delta: i32::from_be_bytes(field(header, 23)),
            base_timestamp: i64::from_be_bytes(field(header, 27)),
            max_timestamp: i64::from_be_bytes(field(header, 35)),
            producer_id: i64::from_be_bytes(field(header, 43)),
            producer_epoch: i16::from_be_bytes(field(header, 51)),
            base_sequence: i32::from_be_bytes(field(header, 53)),
            record_count: i32::from_be_bytes(field(header, 57)),
        };
        let end = parsed.base_offset.checked_add(i64::from(parsed.last_offset_delta));
        let fits = end.is_some_and(|last| last < i64::MAX);
        if parsed.base_offset < 0 || parsed.last_offset_delta < 0 || !fits {
            return Err(format!(
                "offsets {} plus {} cannot be",
                parsed.base_offset, parsed.last_offset_delta
            ));
        }
        Ok(parsed)
    }
}

fn field<const N: usize>(header: &[u8; HEADER_BYTES], at: usize) -> [u8; N] {
    let mut bytes = [0; N];
    for (place, byte) in bytes.iter_mut().zip(header.iter().skip(at)) {
        *place = *byte;
    }
    bytes
}

/// A whole batch in memory: its header, with magic, length and checksum verified.
///
/// # Errors
/// Why the first bytes of `bytes` are no batch.
pub(crate) fn verify_first(bytes: &[u8]) -> std::result::Result<BatchHeader, String> {
    let header = BatchHeader::parse(bytes)?;
    let whole = bytes
        .get(..header.size as usize)
        .ok_or_else(|| format!("{} of {} bytes are there", bytes.len(), header.size))?;
    let computed = crc_fast::crc32_iscsi(whole.get(CHECKSUMMED_AT..).unwrap_or(&[]));
    if computed != header.checksum {
        return Err(format!("checksum is {computed:#010x}, stored {:#010x}", header.checksum));
    }
    Ok(header)
}

/// The headers of batches that lie back to back, verified, each beginning where the last ended.
///
/// # Errors
/// [`Error::Caller`], naming the byte, if they are not such.
pub(crate) fn verify_all(log: &Path, bytes: &[u8], from_offset: i64) -> Result<Vec<BatchHeader>> {
    let mut headers = Vec::new();
    let (mut at, mut expected) = (0, from_offset);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let header = verify_first(rest)
            .map_err(|why| Error::caller(log, format!("no batch at byte {at} to append: {why}")))?;
        if header.base_offset != expected {
            let found = header.base_offset;
            let reason = format!("batch at byte {at} begins at {found}, the log at {expected}");
            return Err(Error::caller(log, reason));
        }
        expected = header.end_offset();
        at += header.size as usize;
        headers.push(header);
    }
    Ok(headers)
}
