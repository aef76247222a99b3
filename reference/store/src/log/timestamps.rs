//! Finding offsets by timestamp, by the time indexes and a walk over the headers from there.
//!
//! The answers are those of `UnifiedLog.fetchOffsetByTimestamp` for a timestamp and for the
//! maximum. Compressed batches cannot be looked into here.

use wire::batch::{Batch, BatchError, BatchFault, TimestampType};

use super::Log;
use crate::batch::Extent;
use crate::error::{Error, Result};
use crate::segment::Located;

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
        let first = self.segment_of(self.log_start);
        for (place, segment) in self.segments.iter().enumerate().skip(first) {
            if below_offset <= segment.base_offset() {
                break;
            }
            if segment.largest()?.timestamp < timestamp {
                continue;
            }
            let mut scan = segment.scan(segment.before_time(timestamp)?, None)?;
            while let Some(found) = scan.next()? {
                let header = found.header;
                if below_offset <= header.base_offset {
                    return Ok(None);
                }
                if header.max_timestamp < timestamp || header.end_offset() <= self.log_start {
                    continue;
                }
                let matching = self.first_record(place, found, |time| timestamp <= time)?;
                if let Some(record) = matching {
                    return Ok(Some(record).filter(|record| record.offset < below_offset));
                }
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
        let first = self.segment_of(self.log_start);
        let mut best = None;
        let mut largest = -1;
        for (place, segment) in self.segments.iter().enumerate().skip(first) {
            if below_offset <= segment.base_offset() {
                break;
            }
            if segment.largest()?.timestamp <= largest {
                continue;
            }
            let is_whole =
                segment.bound() <= below_offset && self.log_start <= segment.base_offset();
            let from = if is_whole { segment.largest()?.offset } else { self.log_start };
            let Some(from) = segment.locate(from.max(segment.base_offset()))? else { continue };
            let mut scan = segment.scan(from.position, None)?;
            while let Some(found) = scan.next()? {
                if below_offset <= found.header.base_offset {
                    break;
                }
                if largest < found.header.max_timestamp {
                    largest = found.header.max_timestamp;
                    best = Some((place, found));
                }
                if is_whole {
                    break;
                }
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
            leader_epoch: header.partition_leader_epoch,
        };
        if header.timestamp_type() == TimestampType::LogAppendTime {
            let time = header.max_timestamp;
            let offset = header.base_offset.max(self.log_start);
            return Ok(wanted(time).then(|| record(offset, time)));
        }
        let segment = self.segments.get(segment).expect("the walk named it");
        let bytes = self.batch_bytes(segment, found)?;
        let damage = |error: BatchError| match error.what {
            BatchFault::Compressed(_) => {
                Error::caller(&self.dir, format!("the batch at {}: {error}", header.base_offset))
            }
            what => {
                let position = found.position + error.offset as u64;
                Error::corrupt(segment.log_path(), position, what.to_string())
            }
        };
        let (batch, _) = Batch::split(&bytes).map_err(damage)?;
        for found in batch.records().map_err(damage)? {
            let found = found.map_err(damage)?;
            if self.log_start <= found.offset && wanted(found.timestamp) {
                return Ok(Some(record(found.offset, found.timestamp)));
            }
        }
        Ok(None)
    }
}
