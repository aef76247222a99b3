//! Finding offsets by timestamp, by the time indexes and a walk over the headers from there.
//!
//! The answers are those of `UnifiedLog.fetchOffsetByTimestamp` for a timestamp and for the
//! maximum (`FileRecords.searchForTimestamp`, `RecordBatch.offsetOfMaxTimestamp`): of the batch
//! that its header tells, the records are looked at, decompressed where they are compressed. One
//! answer differs: a segment without any timestamp, as of format 0, is passed over, where Kafka
//! takes the time of its file for the largest, finds no record in it, and then looks no further.

use wire::batch::Entry;

use super::Log;
use crate::batch::{Extent, codecs};
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
    /// [`Error::Corrupt`] if a batch on the way is damaged, or becomes more than 100 MiB when it is
    /// decompressed; [`Error::Disk`].
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

    /// The first record of a batch, from the log's start on, whose timestamp is wanted.
    fn first_record(
        &self,
        segment: usize,
        found: Located,
        wanted: impl Fn(i64) -> bool,
    ) -> Result<Option<TimestampedOffset>> {
        let segment = self.segments.get(segment).expect("the walk named it");
        let bytes = self.batch_bytes(segment, found)?;
        let damage = |why: String| Error::corrupt(segment.log_path(), found.position, why);
        let (entry, _) = Entry::split(&bytes).map_err(|error| damage(error.to_string()))?;
        let mut content = Vec::new();
        let records = entry.records(&mut codecs(), &mut content);
        for record in records.map_err(|error| damage(error.to_string()))? {
            let record = record.map_err(|error| damage(error.to_string()))?;
            if self.log_start <= record.offset && wanted(record.timestamp) {
                return Ok(Some(TimestampedOffset {
                    offset: record.offset,
                    timestamp: record.timestamp,
                    leader_epoch: found.header.partition_leader_epoch,
                }));
            }
        }
        Ok(None)
    }
}
