//! Appending, and the roll to the next segment (`LogSegment.shouldRoll`, `LocalLog.roll`).

use wire::batch::BatchHeader;

use super::Log;
use crate::batch::{Extent, NO_EPOCH, is_old, verify_all};
use crate::checkpoint::{EpochEntry, write_epochs};
use crate::error::{Error, Result};
use crate::producers::marker;
use crate::segment::Segment;

impl Log {
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
        self.append_with(batches, false)
    }

    /// Appends batches of a compacted log as a replica copies them: as [`Log::append`] does, but
    /// offsets may be missing before each. Messages of format 0 or 1 have no leader epoch: with
    /// them all that is known of leader epochs is forgotten (`UnifiedLog.append`).
    ///
    /// # Errors
    /// Those of [`Log::append`].
    pub fn append_with_gaps(&mut self, batches: &[u8]) -> Result<i64> {
        self.append_with(batches, true)
    }

    fn append_with(&mut self, batches: &[u8], gaps: bool) -> Result<i64> {
        self.poison.check(&self.dir)?;
        let headers = verify_all(&self.dir, batches, self.end, gaps)?;
        let epochs = self.epochs_with(&headers)?;
        let result = self.append_verified(batches, &headers, epochs);
        self.poison.keep(result)
    }

    /// The epochs as they will be with these batches, or `None` if none is new.
    fn epochs_with(&self, headers: &[BatchHeader]) -> Result<Option<Vec<EpochEntry>>> {
        let mut latest = self.epochs.last().map_or(-1, |entry| entry.leader_epoch);
        let mut added = Vec::new();
        let mut forgets = false;
        for header in headers {
            if is_old(header) {
                // As Kafka does: what is known of epochs no longer tells where logs diverge.
                (latest, forgets) = (NO_EPOCH, true);
                added.clear();
                continue;
            }
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
        let mut all = if forgets { Vec::new() } else { self.epochs.clone() };
        if added.is_empty() {
            return Ok((all.len() < self.epochs.len()).then_some(all));
        }
        if added.first().is_some_and(|first| {
            all.last().is_some_and(|last| first.start_offset <= last.start_offset)
        }) {
            // All that the last epoch wrote is deleted.
            all.pop();
        }
        all.extend(added);
        Ok(Some(all))
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
            if !self.fits(self.active().size(), first)? {
                self.roll(first)?;
            }
            let (count, size) = self.that_fit(headers)?;
            let (now, later) = bytes.split_at(size);
            let (these, those) = headers.split_at(count);
            let end = these.last().expect("at least the first fits").end_offset();
            self.active_mut().append(now, these)?;
            self.end = end;
            self.take_producers(now, these)?;
            (bytes, headers) = (later, those);
        }
        Ok(self.end)
    }

    /// Folds batches that were written into the state of producers.
    fn take_producers(&mut self, mut bytes: &[u8], headers: &[BatchHeader]) -> Result<()> {
        for header in headers {
            let (batch, rest) = bytes.split_at(header.size());
            bytes = rest;
            let marker = if header.is_control() { marker(batch) } else { None };
            if let Some(aborted) = self.producers.take(header, marker) {
                self.active().add_aborted(&aborted)?;
            }
        }
        Ok(())
    }

    /// How many of the batches go to the active segment, and their bytes: at least one.
    fn that_fit(&self, headers: &[BatchHeader]) -> Result<(usize, usize)> {
        let mut size = 0;
        let mut count = 0;
        for header in headers {
            if 0 < count && !self.fits(self.active().size() + size as u64, header)? {
                break;
            }
            size += header.size();
            count += 1;
        }
        Ok((count, size))
    }

    /// Whether a batch may go into the active segment when that holds `size` bytes. An empty one
    /// takes any batch whose offset it can hold.
    fn fits(&self, size: u64, header: &BatchHeader) -> Result<bool> {
        let active = self.active();
        let far = i64::from(i32::MAX) < header.last_offset() - active.base_offset();
        if size == 0 || far {
            return Ok(!far);
        }
        let long = u64::from(self.config.segment_bytes) < size + header.extent();
        if long || active.is_index_full(self.config.segment_index_bytes)? {
            return Ok(false);
        }
        let first = active.first_timestamp()?;
        // Timestamps are a producer's: any difference may come.
        let waited = header.max_timestamp.saturating_sub(first);
        Ok(first < 0 || waited <= self.config.segment_ms)
    }

    /// Begins a new segment, which will hold a batch. The old one is synced by the next flush.
    fn roll(&mut self, header: &BatchHeader) -> Result<()> {
        let far = i64::from(i32::MAX) < header.last_offset() - self.end;
        self.roll_at(if far { header.base_offset } else { self.end })
    }

    pub(super) fn roll_at(&mut self, base_offset: i64) -> Result<()> {
        let interval = self.config.index_interval_bytes;
        let is_empty = self.active().size() == 0;
        if is_empty {
            // Nothing fits into it: an empty segment makes way.
            let (old, dir) = (self.segments.pop().expect("a log has a segment"), &self.dir);
            old.remove()?;
            self.disk.sync_dir(dir).map_err(Error::disk("sync", dir))?;
        } else {
            self.active().seal()?;
        }
        if let Some(file) = self.snapshots.take(base_offset, &self.producers)? {
            self.new_snapshots.push((self.snapshots.path(base_offset), file));
        }
        let segment = Segment::create(&self.disk, &self.dir, base_offset, interval, "")?;
        if let Some(before) = self.segments.last_mut() {
            before.set_bound(base_offset);
        }
        self.names_made += 1;
        self.segments.push(segment);
        Ok(())
    }
}
