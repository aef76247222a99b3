//! Cutting the end off a log, durably.
//!
//! First the recovery point is taken back and snapshots of producers past the cut are removed, so
//! that nothing vouches for what will be written there.
//! A batch that straddles the cut goes as a whole, as in Kafka (`LogSegment.truncateTo`). Later
//! segments are removed before the file is cut, the last first; whatever of that a loss of power
//! leaves, recovery finds either no gap and a longer log, or a gap and drops what is behind it.

use super::Log;
use crate::checkpoint::write_epochs;
use crate::error::{Error, Result};
use crate::recovery::replay::producers_at;

impl Log {
    /// Drops every batch that ends after `end` and gives the new end, which is at most `end` and
    /// not below [`Log::start`]. An `end` at or past the log's changes nothing. On return the
    /// truncation, and all that is left, is durable.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if the place of the cut cannot be found; nothing was changed.
    /// [`Error::Disk`], after which the log is poisoned; [`Error::Poisoned`].
    pub fn truncate(&mut self, end: i64) -> Result<i64> {
        self.poison.check(&self.dir)?;
        let end = end.max(self.start());
        if self.end <= end {
            return Ok(self.end);
        }
        let (place, position, end) = match self.locate(end)? {
            Some((place, cut)) => (place, cut.position, end.min(cut.header.base_offset)),
            // Of what the log ends with nothing is left that ends after it.
            None => {
                let active = self.active();
                (self.segments.len() - 1, active.size(), end)
            }
        };
        let result = self.cut(place, position, end);
        self.poison.keep(result)
    }

    fn cut(&mut self, place: usize, position: u64, end: i64) -> Result<i64> {
        if let Some(points) = &self.points {
            points.take_back(end)?;
        }
        self.snapshots.remove_if(|offset| end < offset)?;
        self.new_snapshots.clear();
        while place + 1 < self.segments.len() {
            self.active().remove()?;
            self.segments.pop();
        }
        // A segment that begins after the new end is one that offsets are missing before.
        let base = self.active().base_offset();
        self.active_mut().truncate(position, end.max(base))?;
        self.end = end.max(base);
        let end = self.end;
        self.truncations += 1;
        // The cut file itself first: it is shorter on the disk than in memory until then.
        let log = self.active().log()?;
        log.sync_data().map_err(Error::disk("sync", self.active().log_path()))?;
        self.flushed_end = self.flushed_end.min(end);
        self.sealed_below = self.sealed_below.min(base);
        self.settled_end = i64::MIN;
        self.sync_names()?;
        self.names_synced = self.names_made;
        self.flush()?;
        let known = self.epochs.len();
        self.epochs.retain(|entry| entry.start_offset < end);
        if self.epochs.len() < known {
            write_epochs(&*self.disk, &self.dir, &self.epochs)?;
        }
        let mut mended = Vec::new();
        self.producers = producers_at(&self.segments, &mut self.snapshots, end, &mut mended)?;
        self.tell_points();
        Ok(end)
    }
}
