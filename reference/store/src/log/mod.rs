//! The log of one partition: segments in a row, the last of which grows.
//!
//! The caller stamps offsets and leader epochs; this checks that each batch continues the log, and
//! writes it as it is. Nothing is durable until a flush, except for what `truncate` does. Memory
//! grows with the number of segments and leader epochs, not with the records. It knows nothing of
//! the high watermark, of replicas or of the protocol.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use wire::batch::BatchHeader;

use crate::batch::{Extent, verify_all};
use crate::checkpoint::{EpochEntry, write_epochs};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::recovery::{self, Recovery};
use crate::segment::Segment;

mod flush;
mod headers;
mod read;
mod timestamps;
mod truncate;

pub use flush::{FlushTask, Flushed};
pub use headers::Headers;
pub use read::Read;
pub use timestamps::TimestampedOffset;

/// How a log is laid out; the names and defaults are Kafka's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// `log.segment.bytes`: a segment that a batch would make longer is closed before it. At most
    /// 2^31 - 1, since an index entry has 31 bits for a position.
    pub segment_bytes: u32,
    /// `log.index.interval.bytes`: how many bytes of log go by between two index entries.
    pub index_interval_bytes: u32,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { segment_bytes: 1 << 30, index_interval_bytes: 4096 }
    }
}

/// One partition's log on a disk.
///
/// Reads take `&self` and may run beside each other; whoever shares a log between threads brings
/// the lock.
#[derive(Debug)]
pub struct Log {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    config: LogConfig,
    /// Sorted by base offset, never empty, without gaps.
    segments: Vec<Segment>,
    end: i64,
    flushed_end: i64,
    epochs: Vec<EpochEntry>,
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
    /// look at the end of the last one allows; otherwise every batch is validated.
    ///
    /// # Errors
    /// [`Error::Disk`] only: content that is damaged is cut, and the report says where and why.
    pub fn open(
        disk: Arc<dyn Disk>,
        dir: &Path,
        config: LogConfig,
        clean: bool,
    ) -> Result<(Self, Recovery)> {
        assert!(config.segment_bytes <= i32::MAX as u32, "a segment is below 2 GiB");
        let (found, report) = recovery::open(&disk, dir, config, clean)?;
        let log = Self {
            disk,
            dir: dir.to_path_buf(),
            config,
            segments: found.segments,
            end: found.end,
            flushed_end: found.end,
            epochs: found.epochs,
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
        self.segments.first().expect("a log has a segment").base_offset()
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

    /// Appends batches that lie back to back and gives the new end. Their offsets and leader
    /// epochs are stamped already: the first begins at [`Log::end`], each other where the one
    /// before it ends, and leader epochs never fall. A new leader epoch is noted in
    /// `leader-epoch-checkpoint`, durably, before its first batch is written.
    ///
    /// # Errors
    /// [`Error::Caller`] if the batches do not continue the log or are damaged; nothing was
    /// written. [`Error::Disk`] if they may have been written in part: the log is then poisoned.
    /// [`Error::Poisoned`] ever after.
    pub fn append(&mut self, batches: &[u8]) -> Result<i64> {
        self.poison.check(&self.dir)?;
        let headers = verify_all(&self.dir, batches, self.end)?;
        let epochs = self.epochs_with(&headers)?;
        let result = self.append_verified(batches, &headers, epochs);
        self.poison.keep(result)
    }

    /// Flushes everything, indexes too, and closes the log. Only then does its directory count as
    /// stopped cleanly.
    ///
    /// # Errors
    /// [`Error::Disk`], [`Error::Poisoned`].
    pub fn close(mut self) -> Result<()> {
        self.flush()?;
        for segment in &self.segments {
            segment.sync_index()?;
        }
        self.unclosed.closed();
        Ok(())
    }

    /// Counts this log in `logs` until it is closed.
    pub(crate) fn count_in(&mut self, logs: &Arc<AtomicU64>) {
        self.unclosed = Unclosed::opened(logs);
    }

    /// The epochs as they will be with these batches, or `None` if none is new.
    fn epochs_with(&self, headers: &[BatchHeader]) -> Result<Option<Vec<EpochEntry>>> {
        let mut latest = self.epochs.last().map_or(-1, |entry| entry.leader_epoch);
        let mut added = Vec::new();
        for header in headers {
            let (leader_epoch, start_offset) = (header.partition_leader_epoch, header.base_offset);
            if leader_epoch < 0 || leader_epoch < latest {
                let reason = format!(
                    "batch at {start_offset} has leader epoch {leader_epoch} after {latest}"
                );
                return Err(Error::caller(&self.dir, reason));
            }
            if latest < leader_epoch {
                added.push(EpochEntry { leader_epoch, start_offset });
                latest = leader_epoch;
            }
        }
        let all = || self.epochs.iter().copied().chain(added.iter().copied()).collect();
        Ok((!added.is_empty()).then(all))
    }

    fn append_verified(
        &mut self,
        mut bytes: &[u8],
        mut headers: &[BatchHeader],
        epochs: Option<Vec<EpochEntry>>,
    ) -> Result<i64> {
        if let Some(epochs) = epochs {
            write_epochs(&*self.disk, &self.dir, &epochs)?;
            self.epochs = epochs;
        }
        while let Some(first) = headers.first() {
            if !self.fits(self.active().size(), first) {
                self.roll()?;
            }
            let (count, size) = self.that_fit(headers);
            let (now, later) = bytes.split_at(size);
            let (these, those) = headers.split_at(count);
            let end = these.last().expect("at least the first fits").end_offset();
            self.active_mut().append(now, these)?;
            self.end = end;
            (bytes, headers) = (later, those);
        }
        Ok(self.end)
    }

    /// How many of the batches go to the active segment, and their bytes: at least one.
    fn that_fit(&self, headers: &[BatchHeader]) -> (usize, usize) {
        let mut size = 0;
        let mut count = 0;
        for header in headers {
            let full = !self.fits(self.active().size() + size as u64, header);
            if full && 0 < count {
                break;
            }
            size += header.size();
            count += 1;
        }
        (count, size)
    }

    /// Whether a batch may go into the active segment when that holds `size` bytes. An empty one
    /// takes any batch (`LogSegment.shouldRoll`).
    fn fits(&self, size: u64, header: &BatchHeader) -> bool {
        let long = u64::from(self.config.segment_bytes) < size + header.extent();
        let far = i64::from(i32::MAX) < header.last_offset() - self.active().base_offset();
        size == 0 || (!long && !far)
    }

    /// Begins a new segment at the end. The old one is synced by the next flush.
    fn roll(&mut self) -> Result<()> {
        let interval = self.config.index_interval_bytes;
        let segment = Segment::create(&self.disk, &self.dir, self.end, interval)?;
        self.names_made += 1;
        self.segments.push(segment);
        Ok(())
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

/// The first failure of a write or sync, shared with flushes that run elsewhere.
#[derive(Clone, Debug, Default)]
struct Poison(Arc<OnceLock<String>>);

impl Poison {
    fn check(&self, dir: &Path) -> Result<()> {
        match self.0.get() {
            None => Ok(()),
            Some(first) => Err(Error::Poisoned { path: dir.to_path_buf(), first: first.clone() }),
        }
    }

    /// Remembers a failure of the disk.
    fn keep<T>(&self, result: Result<T>) -> Result<T> {
        if let Err(error @ Error::Disk { .. }) = &result {
            self.0.get_or_init(|| error.to_string());
        }
        result
    }
}

/// Counts a log among those that are not closed, for its directory.
#[derive(Debug, Default)]
struct Unclosed(Option<Arc<AtomicU64>>);

impl Unclosed {
    fn opened(logs: &Arc<AtomicU64>) -> Self {
        logs.fetch_add(1, Ordering::SeqCst);
        Self(Some(Arc::clone(logs)))
    }

    fn closed(&mut self) {
        if let Some(logs) = self.0.take() {
            logs.fetch_sub(1, Ordering::SeqCst);
        }
    }
}
