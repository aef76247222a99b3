//! The pass over the segments that are not known to be durable: every batch is read.

use super::replay::{self, producers_at};
use super::{Cut, Mended, Opening, Passed, Recovery, Removed, end_of, epochs_fit, extend_epochs};
use crate::batch::{Extent, NO_EPOCH};
use crate::checkpoint::{EpochEntry, read_epochs};
use crate::error::{Error, Result};
use crate::index::TransactionIndex;
use crate::names::FileKind;
use crate::producers::{Producers, Snapshots};
use crate::scan::{Bounds, Scan};
use crate::segment::{Indexes, Located, Segment};

/// What validation carries from batch to batch.
struct Progress {
    end: i64,
    epochs: Vec<EpochEntry>,
    producers: Producers,
    batches: u64,
    bytes: u64,
}

impl Opening<'_> {
    /// Validates what is not known to be durable, cuts what is not sound, and makes the result
    /// durable.
    pub(super) fn validate(
        &self,
        listing: &super::Listing,
        snapshots: &mut Snapshots,
        report: &mut Recovery,
    ) -> Result<Passed> {
        let all = self.segments(listing);
        let point = self.known.recovery_point.unwrap_or(0);
        let first = all.partition_point(|segment| segment.base_offset() <= point).saturating_sub(1);
        let mut kept = all;
        let rest = kept.split_off(first);
        let mut progress = self.before(&kept, &rest, snapshots, report)?;
        report.validated_from = rest.first().map(Segment::base_offset);
        let mut gone = Vec::new();
        for mut segment in rest {
            let base = segment.base_offset();
            let is_gap = progress.end < base && self.gaps_below().1 < base;
            if report.cut.is_some() || base < progress.end || is_gap {
                gone.push(segment);
                continue;
            }
            if !kept.is_empty() {
                replay::snapshot(snapshots, base, &progress.producers)?;
            }
            let size = segment.size();
            if let Some(reason) = self.validate_segment(&mut segment, &mut progress)? {
                self.cut(&segment, size, reason, report)?;
            }
            let log = segment.log()?;
            log.sync_data().map_err(Error::disk("sync", segment.log_path()))?;
            segment.sync_indexes()?;
            kept.push(segment);
        }
        // The last first: whatever of that is done, no gap is left.
        for segment in gone.into_iter().rev() {
            let end = progress.end;
            self.remove(&segment, format!("the log ends at {end} before it"), report)?;
        }
        report.batches = progress.batches;
        report.bytes = progress.bytes;
        let Progress { end, epochs, producers, .. } = progress;
        Ok(Passed { segments: kept, end, epochs, producers })
    }

    /// The state in which the first segment that is validated begins.
    fn before(
        &self,
        kept: &[Segment],
        rest: &[Segment],
        snapshots: &mut Snapshots,
        report: &mut Recovery,
    ) -> Result<Progress> {
        let end = rest.first().map_or(self.known.log_start, Segment::base_offset);
        self.mend_transactions(kept, snapshots, report)?;
        let producers = producers_at(kept, snapshots, end, &mut report.mended)?;
        let mut epochs = Vec::new();
        if let Some(first) = kept.first() {
            epochs = match read_epochs(&**self.disk, self.dir) {
                Ok(known) => known.unwrap_or_default(),
                Err(Error::Corrupt { .. }) => Vec::new(),
                Err(error) => return Err(error),
            };
            epochs.retain(|entry| entry.start_offset < end);
            let start = first.base_offset().max(self.known.log_start);
            if !epochs_fit(&epochs, start, end) {
                epochs = self.epochs_of(kept, report)?;
            }
        }
        Ok(Progress { end, epochs, producers, batches: 0, bytes: 0 })
    }

    /// The leader epochs of segments that are believed, by their headers.
    fn epochs_of(&self, segments: &[Segment], report: &mut Recovery) -> Result<Vec<EpochEntry>> {
        let mut epochs = Vec::new();
        for segment in segments {
            let mut scan = segment.scan(0, Some(segment.base_offset()))?;
            loop {
                match scan.next() {
                    Ok(Some(found)) => extend_epochs(&mut epochs, &found.header),
                    Ok(None) => break,
                    Err(Error::Corrupt { path, position, reason }) => {
                        let reason = format!("{reason}; leader epochs are known up to there");
                        report.mended.push(Mended { path, position, reason });
                        break;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(epochs)
    }

    /// Builds the indexes of a segment from its batches and gives what is wrong with the first
    /// that is not sound; the segment then ends before it.
    fn validate_segment(
        &self,
        segment: &mut Segment,
        progress: &mut Progress,
    ) -> Result<Option<String>> {
        let (base, disk) = (segment.base_offset(), &**self.disk);
        let interval = self.config.index_interval_bytes;
        progress.end = base;
        let mut indexes = Indexes::create(disk, self.dir, base, "")?;
        let path = segment.path(FileKind::TransactionIndex);
        let mut transactions = TransactionIndex::empty(disk, &path, base)?;
        let gaps_below = self.gaps_below().0;
        let bounds = Bounds { end: segment.size(), offset: i64::MAX, gaps_below };
        let mut scan = segment.scan_in(0, Some(base), bounds)?;
        let mut sound = 0;
        let damage = loop {
            match sound_batch(&mut scan, progress, base) {
                Ok(Some(found)) => {
                    let aborted = replay::take(&mut progress.producers, &mut scan, &found)?;
                    if let Some(aborted) = aborted {
                        transactions.append(disk, &aborted)?;
                    }
                    indexes.take(&found, interval)?;
                    sound = scan.position();
                }
                Ok(None) => break None,
                Err(Error::Corrupt { reason, .. }) => break Some(reason),
                Err(error) => return Err(error),
            }
        };
        indexes.seal()?;
        segment.recovered(sound, indexes, transactions);
        segment.set_bound(progress.end);
        Ok(damage)
    }

    fn cut(
        &self,
        segment: &Segment,
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
}

/// The next batch, if it is sound and can follow the ones before it.
fn sound_batch(scan: &mut Scan, progress: &mut Progress, base: i64) -> Result<Option<Located>> {
    let Some(found) = scan.next()? else { return Ok(None) };
    scan.verify(&found)?;
    match progress.take(&found, base) {
        Ok(()) => Ok(Some(found)),
        Err(reason) => Err(scan.damage_at(found.position, reason)),
    }
}

impl Progress {
    /// Takes a batch whose bytes are sound, or says why it cannot follow the ones before it.
    fn take(&mut self, found: &Located, base: i64) -> std::result::Result<(), String> {
        let header = &found.header;
        let latest = self.epochs.last().map_or(-1, |entry| entry.leader_epoch);
        let epoch = header.partition_leader_epoch;
        // Old formats have none, nor what the cleaner makes of them.
        if epoch != NO_EPOCH && epoch < latest.max(0) {
            return Err(format!("leader epoch {epoch} comes after {latest}"));
        }
        if i64::from(i32::MAX) < header.last_offset() - base {
            return Err("the offset is too far from the segment's base for an index".to_owned());
        }
        extend_epochs(&mut self.epochs, header);
        self.end = end_of(header);
        self.batches += 1;
        self.bytes += header.extent();
        Ok(())
    }
}
