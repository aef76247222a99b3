//! What a cleaner sees of a log: its segments from outside, and their batches in order.

use super::Log;
use super::read::bytes_at;
use crate::batch::{Extent, HEADER_BYTES, parse, verify_first};
use crate::error::{Error, Result};
use crate::segment::Segment;

/// A segment from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentOutline {
    /// The offset that it begins with.
    pub base_offset: i64,
    /// The bytes of its batches.
    pub size: u64,
    /// The bytes of its offset index.
    pub offset_index_bytes: u64,
    /// The bytes of its time index.
    pub time_index_bytes: u64,
    /// The largest timestamp of a record, in ms since 1970, or -1.
    pub largest_timestamp: i64,
    /// The largest timestamp of the first batch, or -1.
    pub first_timestamp: i64,
}

impl Log {
    /// All segments; the last is the one that grows.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Disk`].
    pub fn segment_outlines(&self) -> Result<Vec<SegmentOutline>> {
        self.segments.iter().map(outline).collect()
    }

    /// Whole batches, verified, from a position in the segment with this base offset: about
    /// `wanted` bytes, but one batch at least; none at the end. Those before the log's start are
    /// among them.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if the first batch is damaged; [`Error::Disk`].
    pub(crate) fn segment_batches(
        &self,
        base_offset: i64,
        position: u64,
        wanted: u64,
    ) -> Result<Vec<u8>> {
        let place = self.segments.partition_point(|it| it.base_offset() < base_offset);
        let Some(segment) = self.segments.get(place) else { return Ok(Vec::new()) };
        let mut bytes = bytes_at(segment, position, wanted.max(HEADER_BYTES as u64))?;
        if bytes.is_empty() {
            return Ok(bytes);
        }
        let damaged = |why: String| Error::corrupt(segment.log_path(), position, why);
        let first = parse(&bytes).map_err(damaged)?;
        if (bytes.len() as u64) < first.extent() {
            bytes = bytes_at(segment, position, first.extent())?;
        }
        let mut end = 0;
        while let Some(rest) = bytes.get(end..).filter(|rest| !rest.is_empty()) {
            match verify_first(rest, None) {
                Ok(header) => end += header.size(),
                Err(why) if end == 0 => return Err(damaged(why)),
                // Cut off, or damaged: a read that begins here says which.
                Err(_) => break,
            }
        }
        bytes.truncate(end);
        Ok(bytes)
    }

    /// The log is compacted up to an offset; its directory remembers it with the next checkpoint.
    pub(crate) fn set_cleaned(&self, offset: i64) {
        if let Some(points) = &self.points {
            points.set_cleaned(offset);
        }
    }

    /// Up to which offset the log is compacted, as far as its directory knows; 0 if it never was.
    #[must_use]
    pub fn cleaned_end(&self) -> i64 {
        self.points.as_ref().map_or(0, crate::points::LogPoints::cleaned)
    }
}

fn outline(segment: &Segment) -> Result<SegmentOutline> {
    let (offset_index_bytes, time_index_bytes) = segment.index_bytes()?;
    Ok(SegmentOutline {
        base_offset: segment.base_offset(),
        size: segment.size(),
        offset_index_bytes,
        time_index_bytes,
        largest_timestamp: segment.largest()?.timestamp,
        first_timestamp: segment.first_timestamp()?,
    })
}
