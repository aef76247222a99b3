//! Putting other segments in the place of some, as the cleaner does, so that a loss of power at any
//! call leaves the old ones or the new ones (`LocalLog.replaceSegments`).
//!
//! ```text
//! .cleaned    written, then durable            a start removes them
//! .swap       the last first, each durably     some still .cleaned: a start removes all
//!                                              none: a start completes the replacement
//! .deleted    the old ones, durably
//! (no suffix) the new ones, durably
//! ```
//! What a start completes replaces the segments that begin before the end of the new ones: one that
//! begins after that, since nothing of it was kept, stays, as in Kafka. Kafka syncs names only at
//! the end; here they are synced at each line, since names that are not synced may survive in any
//! order.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Deletion, Log};
use crate::batch::{Extent, verify_all};
use crate::error::{Error, Result};
use crate::index::AbortedTransaction;
use crate::names::{CLEANED, SEGMENT_FILES, SWAP, segment_file};
use crate::segment::{Segment, files::remove_file};

/// A segment that is to replace others. One that does not, because it is dropped, is removed at
/// the next start.
#[derive(Debug)]
pub struct CleanedSegment {
    segment: Segment,
    end: i64,
    dir: PathBuf,
}

impl CleanedSegment {
    /// The offset that it begins with.
    pub fn base_offset(&self) -> i64 {
        self.segment.base_offset()
    }

    /// Where its last batch ends; its base offset without one.
    pub fn end_offset(&self) -> i64 {
        self.end
    }

    /// The bytes of its batches.
    pub fn size(&self) -> u64 {
        self.segment.size()
    }

    /// Adds batches that lie back to back; offsets may be missing before each.
    ///
    /// # Errors
    /// [`Error::Caller`] if they are no such batches; [`Error::Disk`].
    pub fn append(&mut self, batches: &[u8]) -> Result<()> {
        let headers = verify_all(&self.dir, batches, self.end, true)?;
        let too_far = |last: i64| i64::from(i32::MAX) < last - self.segment.base_offset();
        if headers.last().is_some_and(|last| too_far(last.last_offset())) {
            let reason = "a batch is too far from the segment's base for an index";
            return Err(Error::caller(&self.dir, reason));
        }
        self.segment.append(batches, &headers)?;
        self.end = headers.last().map_or(self.end, Extent::end_offset);
        Ok(())
    }

    /// Adds an entry to its transaction index; markers rise.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn add_aborted(&mut self, aborted: &AbortedTransaction) -> Result<()> {
        self.segment.add_aborted(aborted)
    }

    /// Makes all of it durable but its names.
    fn complete(&self) -> Result<()> {
        self.segment.seal()?;
        let log = self.segment.log()?;
        log.sync_data().map_err(Error::disk("sync", self.segment.log_path()))?;
        self.segment.sync_indexes()
    }
}

impl Log {
    /// The base offsets of the segments; the last is the one that grows.
    pub fn segment_bases(&self) -> Vec<i64> {
        self.segments.iter().map(Segment::base_offset).collect()
    }

    /// Begins a segment that is to replace those from `base_offset` on. What is left of one that
    /// was begun before is removed.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn begin_cleaned(&self, base_offset: i64) -> Result<CleanedSegment> {
        for kind in SEGMENT_FILES {
            remove_file(&*self.disk, &segment_file(&self.dir, kind, base_offset, CLEANED))?;
        }
        let interval = self.config.index_interval_bytes;
        let segment = Segment::create(&self.disk, &self.dir, base_offset, interval, CLEANED)?;
        Ok(CleanedSegment { segment, end: base_offset, dir: self.dir.clone() })
    }

    /// Puts segments in the place of those that begin from `from_base` on and before `below_base`.
    /// They hold the same batches or fewer. The recovery point is at or past the end of those that
    /// are replaced, and checkpointed: what a start may find is then not mistaken for damage. What
    /// is before `cleaned_below` is compacted by now, or will not be.
    ///
    /// # Errors
    /// [`Error::Caller`] if that is not so, or the last segment would be replaced; nothing was
    /// changed. [`Error::Disk`], after which the log is poisoned; [`Error::Poisoned`].
    pub fn replace_segments(
        &mut self,
        cleaned: Vec<CleanedSegment>,
        from_base: i64,
        below_base: i64,
        cleaned_below: i64,
    ) -> Result<()> {
        self.poison.check(&self.dir)?;
        let place = |base| self.segments.partition_point(|it| it.base_offset() < base);
        let (first, after) = (place(from_base), place(below_base));
        self.check_replacement(&cleaned, first, after)?;
        let result = self.replace(cleaned, first, after, cleaned_below);
        self.poison.keep(result)
    }

    fn check_replacement(&self, new: &[CleanedSegment], first: usize, after: usize) -> Result<()> {
        let caller = |reason: &str| Err(Error::caller(&self.dir, reason));
        let Some(next) = self.segments.get(after).map(Segment::base_offset) else {
            return caller("the segment that grows is not replaced");
        };
        let begins = self.segments.get(first).map(Segment::base_offset);
        if after <= first || new.first().map(CleanedSegment::base_offset) != begins {
            return caller("what replaces segments begins where the first of them does");
        }
        let ends = new.iter().map(CleanedSegment::end_offset);
        let starts = new.iter().map(CleanedSegment::base_offset).skip(1).chain([next]);
        if ends.zip(starts).any(|(end, start)| start < end) {
            return caller("what replaces segments overlaps");
        }
        let durable = self.points.as_ref().map_or(self.flushed_end, |points| points.written());
        if durable < next || self.recovery_point() < next {
            return caller("what is replaced is not below the checkpointed recovery point");
        }
        Ok(())
    }

    fn replace(
        &mut self,
        new: Vec<CleanedSegment>,
        first: usize,
        after: usize,
        cleaned_below: i64,
    ) -> Result<()> {
        for cleaned in &new {
            cleaned.complete()?;
        }
        self.sync_names()?;
        let mut new: Vec<Segment> = new.into_iter().map(|cleaned| cleaned.segment).collect();
        for segment in new.iter_mut().rev() {
            segment.rename(SWAP)?;
            self.sync_names()?;
        }
        let old: Vec<Segment> = self.segments.drain(first..after).collect();
        for mut segment in old {
            let base = segment.base_offset();
            let mut files = segment.mark_deleted()?;
            if !new.iter().any(|it| it.base_offset() == base) && self.snapshots.forget(base) {
                files.push(self.snapshots.path(base));
            }
            self.deletions.push(Deletion { disk: Arc::clone(&self.disk), files, dir: None });
        }
        self.sync_names()?;
        for segment in &mut new {
            segment.rename("")?;
        }
        self.sync_names()?;
        let next = self.segments.get(first).expect("the last is not replaced").base_offset();
        let mut bound = next;
        for segment in new.iter_mut().rev() {
            segment.set_bound(bound);
            bound = segment.base_offset();
        }
        self.segments.splice(first..first, new);
        if let Some(points) = &self.points {
            points.raise_cleaned(next.min(cleaned_below));
        }
        Ok(())
    }
}
