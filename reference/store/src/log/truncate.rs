//! Cutting the end off a log, durably.
//!
//! A batch that straddles the cut goes as a whole, as in Kafka (`LogSegment.truncateTo`). Later
//! segments are removed before the file is cut, the last first; whatever of that a loss of power
//! leaves, recovery finds either no gap and a longer log, or a gap and drops what is behind it.

use super::Log;
use crate::checkpoint::write_epochs;
use crate::error::{Error, Result};

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
        let place = self.segment_of(end);
        let segment = self.segments.get(place).expect("a log has a segment");
        let Some(cut) = segment.locate(end)? else {
            let reason = format!("no batch holds offset {end}, below the log's end {}", self.end);
            return Err(Error::corrupt(segment.log_path(), segment.size(), reason));
        };
        let result = self.cut(place, cut.position, cut.header.base_offset);
        self.poison.keep(result)
    }

    fn cut(&mut self, place: usize, position: u64, end: i64) -> Result<i64> {
        while place + 1 < self.segments.len() {
            self.active().remove()?;
            self.segments.pop();
        }
        self.active_mut().truncate(position)?;
        self.end = end;
        self.truncations += 1;
        // The cut file itself first: it is shorter on the disk than in memory until then.
        let log = self.active().log()?;
        log.sync_data().map_err(Error::disk("sync", self.active().log_path()))?;
        self.flushed_end = self.flushed_end.min(end);
        self.disk.sync_dir(&self.dir).map_err(Error::disk("sync", &self.dir))?;
        self.names_synced = self.names_made;
        self.flush()?;
        let known = self.epochs.len();
        self.epochs.retain(|entry| entry.start_offset < end);
        if self.epochs.len() < known {
            write_epochs(&*self.disk, &self.dir, &self.epochs)?;
        }
        Ok(end)
    }
}
