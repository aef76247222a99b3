//! Reading whole batches.
//!
//! As Kafka's fetch does, a read begins with the batch that holds the offset asked for, even in
//! its middle, and stays within one segment. Unlike Kafka's it ends at the edge of a batch, and
//! every batch is verified before it leaves: what comes back was written, or nothing comes.

use wire::batch::BatchHeader;

use super::Log;
use crate::batch::{Extent, NO_EPOCH, parse, verify_first};
use crate::error::{Error, Result};
use crate::segment::{Located, Segment};

/// Whole batches, back to back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The bytes of the batches.
    pub bytes: Vec<u8>,
    /// Where the first batch begins, at or before the offset asked for; that offset if there is
    /// no batch.
    pub base_offset: i64,
    /// Where the last batch ends; the offset asked for if there is none.
    pub end_offset: i64,
}

/// Where a read begins, and how far it may go.
pub(super) struct Begun<'a> {
    pub(super) segment: &'a Segment,
    /// The first batch: it ends at `bound` or before.
    pub(super) first: Located,
    /// No batch ends after this offset.
    pub(super) bound: i64,
    /// How many bytes it may give: no fewer than the first batch has.
    pub(super) wanted: u64,
}

impl Log {
    /// Reads batches from the one that holds `start_offset` on, as many as `max_bytes` has room
    /// for, but at least one, however large, if `at_least_one` is set and there is one. No batch
    /// that begins or ends past `end_bound`, the exclusive edge of a batch, is among them. It may
    /// give fewer than there are: it ends with the segment, and before a damaged batch.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if `start_offset` is below the start or past the end of the log;
    /// [`Error::Corrupt`] if the first batch is damaged; [`Error::Disk`].
    pub fn read(
        &self,
        start_offset: i64,
        end_bound: i64,
        max_bytes: u32,
        at_least_one: bool,
    ) -> Result<Read> {
        let nothing =
            Read { bytes: Vec::new(), base_offset: start_offset, end_offset: start_offset };
        let begun = self.begin(start_offset, end_bound, max_bytes, at_least_one)?;
        let Some(Begun { segment, first, bound, wanted }) = begun else { return Ok(nothing) };
        let mut bytes = bytes_at(segment, first.position, wanted)?;
        let (length, end_offset) = self.whole_batches(segment, first, &bytes, bound)?;
        if length == 0 {
            return Ok(nothing);
        }
        bytes.truncate(length);
        Ok(Read { bytes, base_offset: first.header.base_offset, end_offset })
    }

    /// Where a read of these arguments begins; `None` if it gives nothing.
    pub(super) fn begin(
        &self,
        start_offset: i64,
        end_bound: i64,
        max_bytes: u32,
        at_least_one: bool,
    ) -> Result<Option<Begun<'_>>> {
        let (start, end) = (self.start(), self.end);
        if start_offset < start || end < start_offset {
            return Err(Error::OutOfRange { offset: start_offset, start, end });
        }
        let bound = end_bound.min(end);
        if bound <= start_offset {
            return Ok(None);
        }
        // If there is none, all that was there is compacted away.
        let Some((place, first)) = self.locate(start_offset)? else { return Ok(None) };
        let segment = self.segments.get(place).expect("it was located");
        let (extent, room) = (first.header.extent(), u64::from(max_bytes));
        let is_too_large = room < extent && !at_least_one;
        if bound < first.header.end_offset() || is_too_large {
            return Ok(None);
        }
        Ok(Some(Begun { segment, first, bound, wanted: room.max(extent) }))
    }

    /// The first batch that ends after `offset`, and the place of its segment; `None` if there is
    /// no such batch, though the log ends after it, because it was compacted away.
    pub(super) fn locate(&self, offset: i64) -> Result<Option<(usize, Located)>> {
        let mut place = self.segment_of(offset);
        while let Some(segment) = self.segments.get(place) {
            if let Some(found) = segment.locate(offset)? {
                return Ok(Some((place, found)));
            }
            if !self.may_miss(place, offset) {
                let reason = format!("no batch holds offset {offset}, below the end {}", self.end);
                return Err(Error::corrupt(segment.log_path(), segment.size(), reason));
            }
            place += 1;
        }
        Ok(None)
    }

    /// Whether the segment at a place may have no batch that ends after `offset`: the cleaner was
    /// there, and it is not the one that the log ends with.
    fn may_miss(&self, place: usize, offset: i64) -> bool {
        let cleaned = self.points.as_ref().map_or(0, crate::points::LogPoints::cleaned);
        let below = if self.config.compact { i64::MAX } else { cleaned };
        let is_end = self.segments.len() <= place + 1 && 0 < self.active().size();
        offset < below && !is_end
    }

    /// The bytes of one batch, verified.
    pub(super) fn batch_bytes(&self, segment: &Segment, found: Located) -> Result<Vec<u8>> {
        let bytes = bytes_at(segment, found.position, found.header.extent())?;
        verify_first(&bytes, None)
            .map_err(|why| Error::corrupt(segment.log_path(), found.position, why))?;
        Ok(bytes)
    }

    /// How many bytes of whole, sound batches below `bound` there are, and where they end.
    fn whole_batches(
        &self,
        segment: &Segment,
        first: Located,
        bytes: &[u8],
        bound: i64,
    ) -> Result<(usize, i64)> {
        let (mut at, mut expected) = (0, first.header.base_offset);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            match self.sound_batch(rest, expected) {
                Ok(header) if bound < header.end_offset() => break,
                // A gap is believed if what follows fits; a read that begins here looks further.
                Ok(header) if expected < header.base_offset && !is_followed(rest, &header) => break,
                Ok(header) => {
                    at += header.size();
                    expected = header.end_offset();
                }
                Err(why) if at == 0 => {
                    return Err(Error::corrupt(segment.log_path(), first.position, why));
                }
                // Cut off by `max_bytes`, or damaged; a read that begins with it says which.
                Err(_) => break,
            }
        }
        Ok((at, expected))
    }

    /// The header of the first batch, if it is what was written at `expected`.
    fn sound_batch(&self, bytes: &[u8], expected: i64) -> std::result::Result<BatchHeader, String> {
        let header = verify_first(bytes, Some(expected))?;
        if header.base_offset < expected {
            return Err(format!("the batch begins at {}, not {expected}", header.base_offset));
        }
        // The checksum does not cover the leader epoch: the checkpoint is its second witness.
        let known = self.epoch_of(header.base_offset.max(self.log_start)).unwrap_or(NO_EPOCH);
        if header.partition_leader_epoch != known && header.partition_leader_epoch != NO_EPOCH {
            let found = header.partition_leader_epoch;
            return Err(format!("leader epoch is {found}, by the checkpoint {known}"));
        }
        Ok(header)
    }
}

/// Up to `wanted` bytes of a segment; never past its end, so that what is allocated is on the disk.
pub(super) fn bytes_at(segment: &Segment, position: u64, wanted: u64) -> Result<Vec<u8>> {
    let length = wanted.min(segment.size().saturating_sub(position));
    let mut bytes = vec![0; length as usize];
    let file = segment.log()?;
    let read =
        file.read_at(position, &mut bytes).map_err(Error::disk("read", segment.log_path()))?;
    bytes.truncate(read);
    Ok(bytes)
}

/// Whether a batch is followed by another that begins where it ends or later.
fn is_followed(bytes: &[u8], header: &BatchHeader) -> bool {
    let next = bytes.get(header.size()..).and_then(|rest| parse(rest).ok());
    next.is_some_and(|next| header.end_offset() <= next.base_offset)
}
