//! Opening a log: trusting it after a clean stop, validating its end after any other (`LogLoader`).
//!
//! What an interrupted removal or replacement left is swept first. Then, after an unclean stop,
//! every batch is read of the segment that holds the recovery point and of those after it: the log
//! ends before the first that is torn or damaged or does not continue the one before it; what
//! follows is cut, later segments are removed, indexes, leader epochs and producer state are built
//! anew from the batches. Segments before are believed, as after a clean stop all are, and what is
//! read of them is checked when it is read. All of it is durable before the log is given out, so
//! that its flushed end is its end. Nothing that a file can hold fails the opening; only a disk
//! that refuses does.

mod leftovers;
pub(crate) mod replay;
mod validate;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::batch::{Extent, NO_EPOCH};
use crate::checkpoint::{EpochEntry, read_epochs, write_epochs};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::log::LogConfig;
use crate::points::Known;
use crate::producers::{Producers, Snapshots};
use crate::segment::{Located, Segment};
use leftovers::Listing;

/// What opening a log found and did.
#[derive(Debug, Default)]
pub struct Recovery {
    /// Whether the files were trusted, as after a clean stop.
    pub trusted: bool,
    /// Why files that should have been trusted were not.
    pub distrust: Option<String>,
    /// From which offset on batches were validated, if any were.
    pub validated_from: Option<i64>,
    /// How many batches were validated.
    pub batches: u64,
    /// How many bytes of batches were validated.
    pub bytes: u64,
    /// Where the log was cut.
    pub cut: Option<Cut>,
    /// Which files were removed.
    pub removed: Vec<Removed>,
    /// What was damaged and was built anew, completed or set aside.
    pub mended: Vec<Mended>,
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

/// A file that was damaged, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Which.
    pub path: PathBuf,
    /// The byte at which the damage begins.
    pub position: u64,
    /// What is wrong there, and what was done.
    pub reason: String,
}

/// An opened log's parts.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) segments: Vec<Segment>,
    pub(crate) log_start: i64,
    pub(crate) end: i64,
    pub(crate) epochs: Vec<EpochEntry>,
    pub(crate) producers: Producers,
    pub(crate) snapshots: Snapshots,
}

/// What a pass over the segments gives.
struct Passed {
    segments: Vec<Segment>,
    end: i64,
    epochs: Vec<EpochEntry>,
    producers: Producers,
}

struct Opening<'a> {
    disk: &'a Arc<dyn Disk>,
    dir: &'a Path,
    config: LogConfig,
    known: Known,
}

/// Opens the log in `dir`; see [`crate::Log::open`].
pub(crate) fn open(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    config: LogConfig,
    clean: bool,
    known: Known,
) -> Result<(Found, Recovery)> {
    let mut report = Recovery::default();
    let mut listing = leftovers::sweep(disk, dir, &mut report)?;
    let mut snapshots = Snapshots::new(disk, dir, std::mem::take(&mut listing.snapshots));
    let opening = Opening { disk, dir, config, known };
    let mut passed = None;
    if clean {
        match opening.trust(&listing, &mut snapshots, &mut report) {
            Ok(found) => {
                report.trusted = true;
                passed = Some(found);
            }
            Err(error @ Error::Corrupt { .. }) => report.distrust = Some(error.to_string()),
            Err(error) => return Err(error),
        }
    }
    let passed = match passed {
        Some(passed) => passed,
        None => opening.validate(&listing, &mut snapshots, &mut report)?,
    };
    let found = opening.complete(passed, snapshots, listing.changed, &mut report)?;
    Ok((found, report))
}

impl Opening<'_> {
    /// The segments of a listing, each bounded by the next.
    fn segments(&self, listing: &Listing) -> Vec<Segment> {
        let interval = self.config.index_interval_bytes;
        let mut segments: Vec<Segment> = Vec::new();
        for on_disk in listing.segments.values() {
            if let Some(before) = segments.last_mut() {
                before.set_bound(on_disk.base_offset);
            }
            segments.push(Segment::existing(self.disk, self.dir, *on_disk, interval));
        }
        segments
    }

    /// Up to which batch offsets may be missing inside of a segment, and before one.
    fn gaps_below(&self) -> (i64, i64) {
        let Known { recovery_point, cleaned_below, .. } = self.known;
        let between = recovery_point.map_or(i64::MAX, |point| point.max(cleaned_below));
        (if self.config.compact { i64::MAX } else { between }, between)
    }

    /// Takes the files as they are, with a look at the end of the last.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if they cannot be what a clean stop left.
    fn trust(
        &self,
        listing: &Listing,
        snapshots: &mut Snapshots,
        report: &mut Recovery,
    ) -> Result<Passed> {
        let mut segments = self.segments(listing);
        let start = segments.first().map(Segment::base_offset);
        let Some((last, start)) = segments.last_mut().zip(start) else {
            return Err(Error::corrupt(self.dir, 0, "no segment is left"));
        };
        let end = last.find_end(self.gaps_below().0)?;
        last.set_bound(end);
        if let Some(point) = self.known.recovery_point.filter(|point| 0 < *point && *point != end) {
            let why = format!("the log ends at {end}, by the recovery point at {point}");
            return Err(Error::corrupt(self.dir, 0, why));
        }
        let mut epochs = read_epochs(&**self.disk, self.dir)?.unwrap_or_default();
        // Kafka notes an epoch when it begins to lead; of one in which nothing was written nothing
        // is known by the log (`LogLoader`).
        epochs.retain(|entry| entry.start_offset < end);
        let start = start.max(self.known.log_start);
        if !epochs_fit(&epochs, start, end) && !begin_later(&segments, &epochs, start, end)? {
            return Err(Error::corrupt(self.dir, 0, "the leader epochs are not those of the log"));
        }
        self.mend_transactions(&segments, snapshots, report)?;
        let producers = replay::producers_at(&segments, snapshots, end, &mut report.mended)?;
        Ok(Passed { segments, end, epochs, producers })
    }

    /// Builds anew the transaction indexes that cannot be right.
    fn mend_transactions(
        &self,
        segments: &[Segment],
        snapshots: &mut Snapshots,
        report: &mut Recovery,
    ) -> Result<()> {
        for (place, reason) in replay::damaged_transactions(segments)? {
            let mended = &mut report.mended;
            let Some(segment) = segments.get(place) else { continue };
            let path = segment.path(crate::names::FileKind::TransactionIndex);
            let reason = format!("{reason}; it is built anew");
            mended.push(Mended { path, position: 0, reason });
            replay::build_transactions(self.disk, segments, place, snapshots, mended)?;
        }
        Ok(())
    }

    /// What is left to do once the end is known, however it was found.
    fn complete(
        &self,
        passed: Passed,
        mut snapshots: Snapshots,
        mut changed: bool,
        report: &mut Recovery,
    ) -> Result<Found> {
        let Passed { mut segments, mut end, mut epochs, mut producers } = passed;
        let checkpointed = self.known.log_start;
        if end < checkpointed {
            // All that is left was deleted by request, and what followed is lost.
            for segment in segments.iter_mut().rev() {
                let path = segment.log_path().to_path_buf();
                let reason = format!("the log ends at {end}, and begins at {checkpointed}");
                report.removed.push(Removed { path, bytes: segment.size(), reason });
                segment.remove()?;
            }
            (segments, end, epochs) = (Vec::new(), checkpointed, Vec::new());
            producers = Producers::default();
            changed = true;
        }
        let interval = self.config.index_interval_bytes;
        if segments.is_empty() {
            let first = end.max(checkpointed);
            end = first;
            segments.push(Segment::create(self.disk, self.dir, first, interval, "")?);
            changed = true;
        }
        let first_base = segments.first().map_or(end, Segment::base_offset);
        let log_start = first_base.max(checkpointed);
        begin_epochs(&mut epochs, log_start);
        let bases: Vec<i64> = segments.iter().map(Segment::base_offset).collect();
        let kept = |at: i64| first_base <= at && (at == end || bases.contains(&at)) && at <= end;
        changed |= snapshots.remove_if(|at| !kept(at))?;
        if first_base < end || !producers.is_empty() {
            changed |= replay::snapshot(&mut snapshots, end, &producers)?;
        }
        self.keep_epochs(&epochs, report)?;
        if changed || !report.trusted {
            self.disk.sync_dir(self.dir).map_err(Error::disk("sync", self.dir))?;
        }
        Ok(Found { segments, log_start, end, epochs, producers, snapshots })
    }

    /// Writes the leader epochs, unless the disk has them.
    fn keep_epochs(&self, epochs: &[EpochEntry], report: &mut Recovery) -> Result<()> {
        let known = match read_epochs(&**self.disk, self.dir) {
            Ok(known) => known.unwrap_or_default(),
            Err(Error::Corrupt { path, position, reason }) => {
                let reason = format!("{reason}; it is built anew");
                report.mended.push(Mended { path, position, reason });
                write_epochs(&**self.disk, self.dir, epochs)?;
                report.epochs_rebuilt = true;
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if known != epochs {
            write_epochs(&**self.disk, self.dir, epochs)?;
            report.epochs_rebuilt = true;
        }
        Ok(())
    }
}

/// Whether leader epochs can be those of a log.
fn epochs_fit(epochs: &[EpochEntry], start: i64, end: i64) -> bool {
    let first = epochs.first().map(|entry| entry.start_offset);
    let is_past = epochs.last().is_some_and(|last| end <= last.start_offset);
    let begins = end <= start || first.is_some_and(|first| first <= start);
    begins && (!is_past || end <= start)
}

/// Whether leader epochs that begin later than the log can be its own: its first batch begins no
/// earlier, where offsets were compacted away, or has none, as those of old formats. There may be
/// no epochs at all only if the last batch has none either.
fn begin_later(segments: &[Segment], epochs: &[EpochEntry], start: i64, end: i64) -> Result<bool> {
    let batch_at = |offset: i64| -> Result<Option<Located>> {
        let after = segments.partition_point(|segment| segment.base_offset() <= offset);
        for segment in segments.iter().skip(after.saturating_sub(1)) {
            if let Some(found) = segment.locate(offset.max(segment.base_offset()))? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    };
    let has_none = |found: &Located| found.header.partition_leader_epoch == NO_EPOCH;
    let Some(first) = batch_at(start)? else { return Ok(false) };
    match (epochs.first(), epochs.last()) {
        (Some(begin), Some(last)) if last.start_offset < end => {
            Ok(has_none(&first) || begin.start_offset <= first.header.base_offset)
        }
        (None, _) => Ok(has_none(&first) && batch_at(end - 1)?.is_some_and(|it| has_none(&it))),
        _ => Ok(false),
    }
}

/// Drops the epochs that end before a log's start; the one that holds it begins with it
/// (`LeaderEpochFileCache.truncateFromStart`).
pub(crate) fn begin_epochs(epochs: &mut Vec<EpochEntry>, log_start: i64) {
    let after = epochs.partition_point(|entry| entry.start_offset <= log_start);
    if let Some(place) = after.checked_sub(1) {
        epochs.drain(..place);
        if let Some(first) = epochs.first_mut() {
            first.start_offset = log_start;
        }
    }
}

/// Takes a batch into the leader epochs of a log, if it is the first of one.
pub(crate) fn extend_epochs(epochs: &mut Vec<EpochEntry>, header: &wire::batch::BatchHeader) {
    let latest = epochs.last().map_or(-1, |entry| entry.leader_epoch);
    if latest < header.partition_leader_epoch {
        let (leader_epoch, start_offset) = (header.partition_leader_epoch, header.base_offset);
        epochs.push(EpochEntry { leader_epoch, start_offset });
    }
}

/// Where a batch ends, for the passes.
fn end_of(header: &wire::batch::BatchHeader) -> i64 {
    header.end_offset()
}
