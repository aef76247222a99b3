//! Opening a log: trusting it after a clean stop, validating it after any other.
//!
//! Validation reads every batch of every segment. The log ends before the first batch that is torn
//! or damaged or does not continue the one before it; what follows is cut, later segments are
//! removed, indexes and leader epochs are built anew from the batches. All of it is durable before
//! the log is given out, so that its flushed end is its end. There is no recovery point yet, which
//! would spare the reading of segments that were flushed long ago. Nothing that a file can hold
//! fails the opening; only a disk that refuses does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::batch::Extent;
use crate::checkpoint::{EpochEntry, read_epochs, write_epochs};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::log::LogConfig;
use crate::names::SegmentFile;
use crate::segment::{Located, Segment};

/// What opening a log found and did.
#[derive(Debug, Default)]
pub struct Recovery {
    /// Whether the files were trusted, as after a clean stop.
    pub trusted: bool,
    /// Why files that should have been trusted were not.
    pub distrust: Option<String>,
    /// How many batches were validated.
    pub batches: u64,
    /// How many bytes of batches were validated.
    pub bytes: u64,
    /// Where the log was cut.
    pub cut: Option<Cut>,
    /// Which files were removed.
    pub removed: Vec<Removed>,
    /// Whether the leader epochs on the disk were not those of the batches.
    pub epochs_rebuilt: bool,
}

/// The end of what could be kept of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The log file.
    pub path: PathBuf,
    /// Its new length.
    pub position: u64,
    /// How many bytes were dropped.
    pub bytes: u64,
    /// What is wrong at that position.
    pub reason: String,
}

/// A file that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Which.
    pub path: PathBuf,
    /// How long it was, in bytes.
    pub bytes: u64,
    /// Why.
    pub reason: String,
}

/// An opened log's parts.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) segments: Vec<Segment>,
    pub(crate) end: i64,
    pub(crate) epochs: Vec<EpochEntry>,
}

/// Opens the log in `dir`; see [`crate::Log::open`].
pub(crate) fn open(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    config: LogConfig,
    clean: bool,
) -> Result<(Found, Recovery)> {
    let mut report = Recovery::default();
    let logs = log_files(&**disk, dir, &mut report)?;
    let opening = Opening { disk, dir, config };
    if clean {
        match opening.trust(&logs) {
            Ok(found) => {
                report.trusted = true;
                return Ok((found, report));
            }
            Err(error @ Error::Corrupt { .. }) => report.distrust = Some(error.to_string()),
            Err(error) => return Err(error),
        }
    }
    let found = opening.validate(&logs, &mut report)?;
    Ok((found, report))
}

/// The base offsets and lengths of the log files. An index that has none is removed, as Kafka
/// does (`LogLoader.loadSegmentFiles`).
fn log_files(disk: &dyn Disk, dir: &Path, report: &mut Recovery) -> Result<BTreeMap<i64, u64>> {
    let mut logs = BTreeMap::new();
    let mut indexes = Vec::new();
    for entry in disk.list(dir).map_err(Error::disk("list", dir))? {
        match SegmentFile::from_name(&entry.name) {
            _ if entry.is_directory => {}
            Some(SegmentFile::Log(base_offset)) => {
                logs.insert(base_offset, entry.length);
            }
            Some(SegmentFile::Index(base_offset)) => indexes.push((base_offset, entry)),
            None => {}
        }
    }
    for (base_offset, entry) in indexes {
        if !logs.contains_key(&base_offset) {
            let path = dir.join(&entry.name);
            disk.remove(&path).map_err(Error::disk("remove", &path))?;
            let reason = "an index without its log".to_owned();
            report.removed.push(Removed { path, bytes: entry.length, reason });
        }
    }
    Ok(logs)
}

struct Opening<'a> {
    disk: &'a Arc<dyn Disk>,
    dir: &'a Path,
    config: LogConfig,
}

/// What validation carries from batch to batch.
struct Progress {
    end: i64,
    epochs: Vec<EpochEntry>,
    batches: u64,
    bytes: u64,
}

impl Opening<'_> {
    fn segment(&self, base_offset: i64, size: u64) -> Segment {
        let interval = self.config.index_interval_bytes;
        Segment::existing(self.disk, self.dir, base_offset, size, interval)
    }

    /// Takes the files as they are, with a look at the end of the last.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if they cannot be what a clean stop left.
    fn trust(&self, logs: &BTreeMap<i64, u64>) -> Result<Found> {
        let segments: Vec<_> =
            logs.iter().map(|(base_offset, size)| self.segment(*base_offset, *size)).collect();
        let Some(last) = segments.last() else {
            return Err(Error::corrupt(self.dir, 0, "no segment is left"));
        };
        let end = last.find_end()?;
        let start = segments.first().map_or(end, Segment::base_offset);
        let epochs = read_epochs(&**self.disk, self.dir)?.unwrap_or_default();
        let first = epochs.first().map(|entry| entry.start_offset);
        let beyond = epochs.last().is_some_and(|last| end <= last.start_offset);
        if beyond || (start < end && first != Some(start)) {
            return Err(Error::corrupt(self.dir, 0, "the leader epochs are not those of the log"));
        }
        Ok(Found { segments, end, epochs })
    }

    /// Validates everything, cuts what is not sound, and makes the result durable.
    fn validate(&self, logs: &BTreeMap<i64, u64>, report: &mut Recovery) -> Result<Found> {
        let mut segments: Vec<Segment> = Vec::new();
        let start = logs.keys().next().copied().unwrap_or(0);
        let mut progress = Progress { end: start, epochs: Vec::new(), batches: 0, bytes: 0 };
        for (base_offset, size) in logs {
            let mut segment = self.segment(*base_offset, *size);
            if report.cut.is_some() || *base_offset != progress.end {
                let end = progress.end;
                self.remove(&segment, format!("the log ends at {end} before it"), report)?;
                continue;
            }
            if let Some(reason) = self.validate_segment(&mut segment, &mut progress)? {
                self.cut(&mut segment, *size, reason, report)?;
            }
            let log = segment.log()?;
            log.sync_data().map_err(Error::disk("sync", segment.log_path()))?;
            segment.sync_index()?;
            segments.push(segment);
        }
        if segments.is_empty() {
            let interval = self.config.index_interval_bytes;
            segments.push(Segment::create(self.disk, self.dir, progress.end, interval)?);
        }
        self.keep_epochs(&progress.epochs, report)?;
        self.disk.sync_dir(self.dir).map_err(Error::disk("sync", self.dir))?;
        report.batches = progress.batches;
        report.bytes = progress.bytes;
        Ok(Found { segments, end: progress.end, epochs: progress.epochs })
    }

    /// Builds the index of a segment from its batches and gives what is wrong with the first that
    /// is not sound; the segment then ends before it.
    fn validate_segment(
        &self,
        segment: &mut Segment,
        progress: &mut Progress,
    ) -> Result<Option<String>> {
        let base_offset = segment.base_offset();
        let mut index = Index::create(&**self.disk, segment.index_path(), base_offset)?;
        let mut scan = segment.scan(0, Some(base_offset))?;
        let mut sound = 0;
        let damage = loop {
            let found = match scan.next() {
                Ok(Some(found)) => found,
                Ok(None) => break None,
                Err(Error::Corrupt { reason, .. }) => break Some(reason),
                Err(error) => return Err(error),
            };
            match scan.verify(&found) {
                Ok(()) => {}
                Err(Error::Corrupt { reason, .. }) => break Some(reason),
                Err(error) => return Err(error),
            }
            if let Some(reason) = progress.take(&found, base_offset) {
                break Some(reason);
            }
            segment.offer(&mut index, &found)?;
            sound = scan.position();
        };
        segment.recovered(sound, index);
        Ok(damage)
    }

    fn cut(
        &self,
        segment: &mut Segment,
        size: u64,
        reason: String,
        report: &mut Recovery,
    ) -> Result<()> {
        let path = segment.log_path().to_path_buf();
        let position = segment.size();
        segment.log()?.truncate(position).map_err(Error::disk("truncate", &path))?;
        report.cut = Some(Cut { path, position, bytes: size - position, reason });
        Ok(())
    }

    fn remove(&self, segment: &Segment, reason: String, report: &mut Recovery) -> Result<()> {
        segment.remove()?;
        let path = segment.log_path().to_path_buf();
        report.removed.push(Removed { path, bytes: segment.size(), reason });
        Ok(())
    }

    /// Writes the leader epochs of the batches, unless the disk has them.
    fn keep_epochs(&self, epochs: &[EpochEntry], report: &mut Recovery) -> Result<()> {
        let known = match read_epochs(&**self.disk, self.dir) {
            Ok(known) => known.unwrap_or_default(),
            Err(Error::Corrupt { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        if known != epochs {
            write_epochs(&**self.disk, self.dir, epochs)?;
            report.epochs_rebuilt = true;
        }
        Ok(())
    }
}

impl Progress {
    /// Takes a batch whose bytes are sound, or says why it cannot follow the ones before it.
    fn take(&mut self, found: &Located, segment_base_offset: i64) -> Option<String> {
        let header = &found.header;
        let latest = self.epochs.last().map_or(-1, |entry| entry.leader_epoch);
        if header.partition_leader_epoch < latest.max(0) {
            return Some(format!(
                "leader epoch {} comes after {latest}",
                header.partition_leader_epoch
            ));
        }
        if i64::from(i32::MAX) < header.last_offset() - segment_base_offset {
            return Some("the offset is too far from the segment's base for an index".to_owned());
        }
        if latest < header.partition_leader_epoch {
            let (leader_epoch, start_offset) = (header.partition_leader_epoch, header.base_offset);
            self.epochs.push(EpochEntry { leader_epoch, start_offset });
        }
        self.end = header.end_offset();
        self.batches += 1;
        self.bytes += header.extent();
        None
    }
}
