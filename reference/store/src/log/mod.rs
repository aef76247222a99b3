//! The log of one partition: segments in a row, the last of which grows.
//!
//! The caller stamps offsets and leader epochs; this checks that each batch continues the log, and
//! writes it as it is. Nothing is durable until a flush, except for what `truncate` does. Memory
//! grows with the number of segments, leader epochs and producers, not with the records. It knows
//! nothing of the high watermark, of replicas or of the protocol, and has no clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checkpoint::{EpochEntry, write_epochs};
use crate::disk::{Disk, DiskFile};
use crate::error::Result;
use crate::points::{Known, LogPoints};
use crate::producers::{Producers, Snapshots};
use crate::recovery::{self, Recovery};
use crate::segment::Segment;

mod append;
mod config;
mod flush;
mod guards;
mod headers;
mod outline;
mod range;
mod read;
mod replace;
mod retention;
mod timestamps;
mod transactions;
mod truncate;

pub use config::LogConfig;
pub use flush::{FlushTask, Flushed};
use guards::Poison;
pub(crate) use guards::Unclosed;
pub use headers::Headers;
pub use outline::SegmentOutline;
pub use range::Range;
pub use read::Read;
pub use replace::CleanedSegment;
pub use retention::Deletion;
pub use timestamps::TimestampedOffset;

/// One partition's log on a disk.
///
/// Reads take `&self` and may run beside each other; whoever shares a log between threads brings
/// the lock.
#[derive(Debug)]
pub struct Log {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    config: LogConfig,
    /// Sorted by base offset, never empty.
    segments: Vec<Segment>,
    /// Offsets before it are deleted, though their segment may still be there.
    log_start: i64,
    end: i64,
    flushed_end: i64,
    epochs: Vec<EpochEntry>,
    /// Whether the epochs' start has moved and the file does not have it.
    epochs_moved: bool,
    producers: Producers,
    snapshots: Snapshots,
    /// Snapshots that were written and not synced.
    new_snapshots: Vec<(PathBuf, Arc<dyn DiskFile>)>,
    /// How many have been synced, of those that were written.
    snapshots_synced: u64,
    /// The indexes of segments that begin before this are durable.
    sealed_below: i64,
    /// Up to here the indexes of the last segment were durable when it ended here.
    settled_end: i64,
    /// Where this log stands, for its directory.
    points: Option<LogPoints>,
    deletions: Vec<Deletion>,
    /// How many segments were created, and how many of their names are durable.
    names_made: u64,
    names_synced: u64,
    /// Counts truncations, so that a flush begun before one claims nothing after it.
    truncations: u64,
    poison: Poison,
    unclosed: Unclosed,
}

impl Log {
    /// Opens the log in `dir`, which must exist; a directory without segments gets an empty one
    /// that begins at offset 0. After a clean stop (`clean`) the files are trusted as far as a
    /// look at the end of the last one allows; otherwise every batch is validated. A
    /// [`crate::LogDirectory`] also knows of recovery points, and spares the most of that.
    ///
    /// # Errors
    /// [`crate::Error::Disk`] only: content that is damaged is cut, built anew or set aside, and
    /// the report says where and why.
    pub fn open(
        disk: Arc<dyn Disk>,
        dir: &Path,
        config: LogConfig,
        clean: bool,
    ) -> Result<(Self, Recovery)> {
        Self::open_known(disk, dir, config, clean, Known::NOTHING)
    }

    pub(crate) fn open_known(
        disk: Arc<dyn Disk>,
        dir: &Path,
        config: LogConfig,
        clean: bool,
        known: Known,
    ) -> Result<(Self, Recovery)> {
        assert!(config.segment_bytes <= i32::MAX as u32, "a segment is below 2 GiB");
        let (found, report) = recovery::open(&disk, dir, config, clean, known)?;
        let sealed_below = found.segments.last().map_or(0, Segment::base_offset);
        let log = Self {
            disk,
            dir: dir.to_path_buf(),
            config,
            segments: found.segments,
            log_start: found.log_start,
            end: found.end,
            flushed_end: found.end,
            epochs: found.epochs,
            epochs_moved: false,
            producers: found.producers,
            snapshots: found.snapshots,
            new_snapshots: Vec::new(),
            snapshots_synced: 0,
            sealed_below,
            settled_end: found.end,
            points: None,
            deletions: Vec::new(),
            names_made: 0,
            names_synced: 0,
            truncations: 0,
            poison: Poison::default(),
            unclosed: Unclosed::default(),
        };
        Ok((log, report))
    }

    /// The first offset.
    pub fn start(&self) -> i64 {
        self.log_start
    }

    /// The offset that the next record gets.
    pub fn end(&self) -> i64 {
        self.end
    }

    /// Everything before this offset survives a loss of power.
    pub fn flushed_end(&self) -> i64 {
        self.flushed_end
    }

    /// The bytes of all batches.
    pub fn size(&self) -> u64 {
        self.segments.iter().map(Segment::size).sum()
    }

    /// From which offset on each leader epoch wrote, rising; what `leader-epoch-checkpoint` holds.
    pub fn epochs(&self) -> &[EpochEntry] {
        &self.epochs
    }

    /// The partition's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What is known of those who wrote, up to the end.
    pub fn producers(&self) -> &Producers {
        &self.producers
    }

    /// Forgets producers that have been idle for too long; see [`Producers::expire`].
    pub fn expire_producers(&mut self, now_ms: i64, expiration_ms: i64) {
        self.producers.expire(now_ms, expiration_ms);
    }

    /// From which offset on the log is validated after an unclean stop: everything before is
    /// durable, indexes of whole segments too.
    pub fn recovery_point(&self) -> i64 {
        let (active, sealed) = self.segments.split_last().expect("a log has a segment");
        let unsealed = sealed.iter().find(|segment| self.sealed_below <= segment.base_offset());
        if let Some(unsealed) = unsealed {
            return self.flushed_end.min(unsealed.base_offset());
        }
        // Were it the end, and a new segment begun there, the indexes before it would be believed.
        let is_inside = active.base_offset() < self.flushed_end;
        let is_settled = self.flushed_end <= self.settled_end;
        if is_inside && !is_settled { self.flushed_end - 1 } else { self.flushed_end }
    }

    /// Flushes everything, indexes too, and closes the log. Only then does its directory count as
    /// stopped cleanly.
    ///
    /// # Errors
    /// [`crate::Error::Disk`], [`crate::Error::Poisoned`].
    pub fn close(mut self) -> Result<()> {
        self.flush()?;
        self.active().seal()?;
        for segment in &self.segments {
            segment.sync_indexes()?;
        }
        if self.epochs_moved {
            write_epochs(&*self.disk, &self.dir, &self.epochs)?;
        }
        let holds_some = self.segments.first().is_some_and(|it| it.base_offset() < self.end);
        if (holds_some || !self.producers.is_empty())
            && recovery::replay::snapshot(&mut self.snapshots, self.end, &self.producers)?
        {
            self.sync_names()?;
        }
        self.settled_end = self.end;
        self.tell_points();
        self.unclosed.closed();
        Ok(())
    }

    /// Gives up the log, whose directory is to be deleted.
    pub(crate) fn into_deleted(mut self) -> PathBuf {
        self.unclosed.closed();
        std::mem::take(&mut self.dir)
    }

    /// Makes this log tell its directory where it stands.
    pub(crate) fn belongs_to(&mut self, points: LogPoints, unclosed: Unclosed) {
        (self.points, self.unclosed) = (Some(points), unclosed);
        self.tell_points();
    }

    /// Tells the directory where the log stands.
    fn tell_points(&self) {
        if let Some(points) = &self.points {
            points.set_recovery(self.recovery_point());
            let first = self.segments.first().expect("a log has a segment");
            points.set_start(self.log_start, first.base_offset());
        }
    }

    fn sync_names(&self) -> Result<()> {
        self.disk.sync_dir(&self.dir).map_err(crate::Error::disk("sync", &self.dir))
    }

    fn active(&self) -> &Segment {
        self.segments.last().expect("a log has a segment")
    }

    fn active_mut(&mut self) -> &mut Segment {
        self.segments.last_mut().expect("a log has a segment")
    }

    /// The place of the segment that holds `offset`, or of the last one before it.
    fn segment_of(&self, offset: i64) -> usize {
        let after = self.segments.partition_point(|segment| segment.base_offset() <= offset);
        after.saturating_sub(1)
    }

    /// The leader epoch that wrote `offset`, by the entries.
    fn epoch_of(&self, offset: i64) -> Option<i32> {
        let after = self.epochs.partition_point(|entry| entry.start_offset <= offset);
        let entry = after.checked_sub(1).and_then(|place| self.epochs.get(place));
        entry.map(|entry| entry.leader_epoch)
    }
}
