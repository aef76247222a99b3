//! What of a log is kept: deletion of records and of old segments (`UnifiedLog.deleteOldSegments`,
//! `maybeIncrementLogStartOffset`).
//!
//! Segments go in two parts: at once they get names that end with `.deleted`, the oldest first and
//! each durably, so that a loss of power leaves no gap; the files are removed by a [`Deletion`],
//! later and on any thread (`file.delete.delay.ms`). A start removes what is left of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::Log;
use crate::checkpoint::write_epochs;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::recovery::{Removed, begin_epochs};
use crate::segment::{Segment, files::remove_file};

/// Files that are to be removed.
#[derive(Debug)]
#[must_use = "nothing is removed before it is run"]
pub struct Deletion {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) files: Vec<PathBuf>,
    /// A directory that they are all of, which is removed with them.
    pub(crate) dir: Option<PathBuf>,
}

impl Deletion {
    /// The files, each of which may be gone already.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Removes them.
    ///
    /// # Errors
    /// [`Error::Disk`]; what is left is removed at the next start.
    pub fn run(self) -> Result<()> {
        for path in &self.files {
            remove_file(&*self.disk, path)?;
        }
        match &self.dir {
            Some(dir) => self.disk.remove_dir(dir).map_err(Error::disk("remove", dir)),
            None => Ok(()),
        }
    }
}

/// Counts the oldest segments that may go, at a time in ms since 1970.
type Deletable = fn(&Log, i64) -> Result<usize>;

impl Log {
    /// Makes the log begin with `offset`, if it begins before, and gives where it begins
    /// (DeleteRecords). Durable with the next checkpoint of the directory, as in Kafka; its files
    /// go with the next [`Log::delete_old_segments`].
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the log ends before `offset`.
    pub fn delete_records(&mut self, offset: i64) -> Result<i64> {
        if self.end < offset {
            return Err(Error::OutOfRange { offset, start: self.log_start, end: self.end });
        }
        if self.log_start < offset {
            self.log_start = offset;
            begin_epochs(&mut self.epochs, offset);
            self.epochs_moved = true;
            self.tell_points();
        }
        Ok(self.log_start)
    }

    /// Where the log would begin if all went that retention does not keep: for who has to agree to
    /// it first, by [`Log::delete_records`]. As for [`Log::delete_old_segments`], nothing from
    /// `below_offset` on goes, and `now_ms` is in ms since 1970.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if a segment's timestamps cannot be read; [`Error::Disk`].
    pub fn retained_from(&self, now_ms: i64, below_offset: i64) -> Result<i64> {
        let goes = self.past_size(now_ms)?.max(self.past_time(now_ms)?);
        let first = self.segments.get(goes.min(self.below(below_offset)));
        Ok(self.log_start.max(first.map_or(self.end, Segment::base_offset)))
    }

    /// Deletes the oldest segments that lie before the start, or that retention does not keep, and
    /// gives the log files. Nothing from `below_offset` on, the high watermark, is deleted. A log
    /// of which nothing is left goes on with an empty segment. `now_ms` is the time in ms since
    /// 1970; a segment without any timestamp is not deleted by time (Kafka goes by the time of the
    /// file then).
    ///
    /// # Errors
    /// [`Error::Corrupt`] if a segment's timestamps cannot be read. [`Error::Disk`], after which
    /// the log is poisoned; [`Error::Poisoned`].
    pub fn delete_old_segments(&mut self, now_ms: i64, below_offset: i64) -> Result<Vec<Removed>> {
        self.poison.check(&self.dir)?;
        let mut removed = Vec::new();
        let kinds: [(Deletable, &str); 3] = [
            (Self::before_start, "it lies before the log's start"),
            (Self::past_size, "the log is longer than retention.bytes without it"),
            (Self::past_time, "its last record is older than retention.ms"),
        ];
        for (deletable, reason) in kinds {
            let count = deletable(self, now_ms)?.min(self.below(below_offset));
            if 0 < count {
                let deleted = self.delete_first(count, reason);
                removed.extend(self.poison.keep(deleted)?);
            }
        }
        Ok(removed)
    }

    /// What is to be removed of segments that were deleted since this was last asked.
    pub fn take_deletions(&mut self) -> Vec<Deletion> {
        std::mem::take(&mut self.deletions)
    }

    /// How many segments hold nothing from an offset on, and something.
    fn below(&self, offset: i64) -> usize {
        self.segments
            .iter()
            .take_while(|segment| segment.bound() <= offset && 0 < segment.size())
            .count()
    }

    /// How many segments end at or before the start.
    fn before_start(&self, _: i64) -> Result<usize> {
        let after = self.segments.iter().skip(1);
        Ok(after.take_while(|next| next.base_offset() <= self.log_start).count())
    }

    fn past_size(&self, _: i64) -> Result<usize> {
        let Ok(kept) = u64::try_from(self.config.retention_bytes) else { return Ok(0) };
        if !self.config.delete {
            return Ok(0);
        }
        let mut size = self.size();
        let goes = |segment: &&Segment| match size.checked_sub(segment.size()) {
            Some(rest) if kept <= rest => {
                size = rest;
                true
            }
            _ => false,
        };
        Ok(self.segments.iter().take_while(goes).count())
    }

    fn past_time(&self, now_ms: i64) -> Result<usize> {
        let kept = self.config.retention_ms;
        if kept < 0 || !self.config.delete {
            return Ok(0);
        }
        let mut count = 0;
        for segment in &self.segments {
            let last = segment.largest()?.timestamp;
            if last < 0 || now_ms.saturating_sub(last) <= kept {
                break;
            }
            count += 1;
        }
        Ok(count)
    }

    fn delete_first(&mut self, count: usize, reason: &str) -> Result<Vec<Removed>> {
        if self.segments.len() <= count {
            self.roll_at(self.end)?;
        }
        let mut removed = Vec::new();
        for mut segment in self.segments.drain(..count) {
            let (path, bytes) = (segment.log_path().to_path_buf(), segment.size());
            let mut files = segment.mark_deleted()?;
            if self.snapshots.forget(segment.base_offset()) {
                files.push(self.snapshots.path(segment.base_offset()));
            }
            let disk = Arc::clone(&self.disk);
            self.deletions.push(Deletion { disk, files, dir: None });
            removed.push(Removed { path, bytes, reason: reason.to_owned() });
        }
        let first = self.segments.first().expect("a log has a segment").base_offset();
        // The name of the first segment that is left is durable: names were synced after it.
        self.log_start = self.log_start.max(first);
        self.flushed_end = self.flushed_end.max(first);
        let before = self.epochs.clone();
        begin_epochs(&mut self.epochs, self.log_start);
        if self.epochs != before {
            write_epochs(&*self.disk, &self.dir, &self.epochs)?;
        }
        self.tell_points();
        Ok(removed)
    }
}
