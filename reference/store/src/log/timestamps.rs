//! Finding offsets by timestamp, by a walk over the headers: there is no time index yet.
//!
//! The answers are those of `UnifiedLog.fetchOffsetByTimestamp` for a timestamp and for the
//! maximum. Compressed batches cannot be looked into here.

use super::Log;
use crate::batch::{BatchHeader, HEADER_BYTES};
use crate::error::{Error, Result};
use crate::segment::Located;

/// The bits of the attributes that name the compression.
const COMPRESSION_BITS: i16 = 0b111;
/// The bit of the attributes that says that the broker's clock stamped the batch.
const LOG_APPEND_TIME_BIT: i16 = 0b1000;

/// A record found by its timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampedOffset {
    /// The record's offset.
    pub offset: i64,
    /// The record's timestamp, in ms since 1970.
    pub timestamp: i64,
    /// The leader epoch of its batch.
    pub leader_epoch: i32,
}

impl Log {
    /// The first record below `below_offset` whose timestamp is `timestamp` (ms since 1970) or
    /// later.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if a batch on the way is damaged; [`Error::Caller`] if the record is in
    /// a compressed batch; [`Error::Disk`].
    pub fn find_by_timestamp(
        &self,
        timestamp: i64,
        below_offset: i64,
    ) -> Result<Option<TimestampedOffset>> {
        let mut headers = self.headers(self.start());
        while let Some((segment, found)) = headers.advance()? {
            if below_offset <= found.header.base_offset {
                break;
            }
            if found.header.max_timestamp < timestamp {
                continue;
            }
            let matching = self.first_record(segment, found, |time| timestamp <= time)?;
            if let Some(record) = matching {
                return Ok(Some(record).filter(|record| record.offset < below_offset));
            }
        }
        Ok(None)
    }

    /// The first record that has the largest timestamp of all batches that begin below
    /// `below_offset`; `None` if no batch has a timestamp.
    ///
    /// # Errors
    /// Those of [`Log::find_by_timestamp`].
    pub fn max_timestamp(&self, below_offset: i64) -> Result<Option<TimestampedOffset>> {
        let mut headers = self.headers(self.start());
        let mut best = None;
        let mut largest = -1;
        while let Some((segment, found)) = headers.advance()? {
            if below_offset <= found.header.base_offset {
                break;
            }
            if largest < found.header.max_timestamp {
                largest = found.header.max_timestamp;
                best = Some((segment, found));
            }
        }
        match best {
            None => Ok(None),
            Some((segment, found)) => self.first_record(segment, found, |time| time == largest),
        }
    }

    fn first_record(
        &self,
        segment: usize,
        found: Located,
        wanted: impl Fn(i64) -> bool,
    ) -> Result<Option<TimestampedOffset>> {
        let header = found.header;
        let record = |offset, timestamp| TimestampedOffset {
            offset,
            timestamp,
            leader_epoch: header.leader_epoch,
        };
        if header.attributes & LOG_APPEND_TIME_BIT != 0 {
            let time = header.max_timestamp;
            return Ok(wanted(time).then(|| record(header.base_offset, time)));
        }
        if header.attributes & COMPRESSION_BITS != 0 {
            let reason = format!("the batch at {} is compressed", header.base_offset);
            return Err(Error::caller(&self.dir, reason));
        }
        let segment = self.segments.get(segment).expect("the walk named it");
        let bytes = self.batch_bytes(segment, found)?;
        let mut records = bytes.get(HEADER_BYTES..).unwrap_or(&[]);
        for place in 0..header.record_count {
            let Some((offset, time)) = next_record(&mut records, &header) else {
                let reason = format!("record {place} of {} is torn", header.record_count);
                return Err(Error::corrupt(segment.log_path(), found.position, reason));
            };
            if wanted(time) {
                return Ok(Some(record(offset, time)));
            }
        }
        Ok(None)
    }
}

/// The offset and timestamp of the record at the front, which is taken off.
fn next_record(bytes: &mut &[u8], header: &BatchHeader) -> Option<(i64, i64)> {
    let length = usize::try_from(varint(bytes)?).ok()?;
    let (mut record, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    let (_attributes, fields) = record.split_first()?;
    record = fields;
    let time = header.base_timestamp.checked_add(varint(&mut record)?)?;
    let offset = header.base_offset.checked_add(varint(&mut record)?)?;
    Some((offset, time))
}

/// A zigzag integer of up to 64 bits, taken off the front (`ByteUtils.readVarlong`).
fn varint(bytes: &mut &[u8]) -> Option<i64> {
    let mut value = 0_u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((value >> 1) as i64 ^ -((value & 1) as i64));
        }
    }
    None
}
