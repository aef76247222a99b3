//! Making a log durable, in three parts, so that the slow middle one can run on another thread.
//!
//! `begin_flush` notes what is not durable, `FlushTask::run` syncs it, `finish_flush` moves the
//! flushed end. Appends may go on in between. A sync that failed poisons the log at once. Of two
//! flushes of a log one waits for the other: a sync that succeeds beside one that fails would claim
//! what the other has lost.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Log, Poison};
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};

/// What is to be synced.
#[derive(Debug)]
#[must_use = "nothing is durable until the task has run"]
pub struct FlushTask {
    files: Vec<(PathBuf, Arc<dyn DiskFile>)>,
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    sync_names: bool,
    claim: Claim,
    poison: Poison,
}

/// What was synced, or why not; give it to [`Log::finish_flush`] of the same log.
#[derive(Debug)]
#[must_use = "the log learns of it in `finish_flush`"]
pub struct Flushed {
    claim: Claim,
    outcome: Result<()>,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    end: i64,
    names_made: u64,
    /// Segments that begin before this will have durable indexes.
    sealed_below: i64,
    /// How many snapshots will be durable, of all that were ever written.
    snapshots: u64,
    truncations: u64,
}

impl Log {
    /// Makes everything appended so far durable and gives the flushed end.
    ///
    /// # Errors
    /// [`Error::Disk`] if a sync failed, which poisons the log; [`Error::Poisoned`].
    pub fn flush(&mut self) -> Result<i64> {
        let flushed = self.begin_flush()?.run();
        self.finish_flush(flushed)
    }

    /// Notes what is not durable yet.
    ///
    /// # Errors
    /// [`Error::Disk`] if a file cannot be opened; [`Error::Poisoned`].
    pub fn begin_flush(&self) -> Result<FlushTask> {
        self.flush_to(self.end)
    }

    /// Notes what is not durable yet of the segments that are not written to any more, if there is
    /// anything: what Kafka flushes in the background when a segment is full.
    ///
    /// # Errors
    /// Those of [`Log::begin_flush`].
    pub fn begin_flush_of_rolled(&self) -> Result<Option<FlushTask>> {
        let active = self.active().base_offset();
        if active <= self.sealed_below {
            return Ok(None);
        }
        self.flush_to(active.max(self.flushed_end)).map(Some)
    }

    fn flush_to(&self, to: i64) -> Result<FlushTask> {
        self.poison.check(&self.dir)?;
        let mut files = Vec::new();
        let mut end = self.end;
        let active = self.active().base_offset();
        for segment in self.segments.iter().rev() {
            let base = segment.base_offset();
            if self.flushed_end < end && base < to {
                files.push((segment.log_path().to_path_buf(), Arc::clone(segment.log()?)));
            }
            if self.sealed_below <= base && base < active {
                files.extend(segment.index_files()?);
            }
            end = base;
            if end <= self.flushed_end && end <= self.sealed_below {
                break;
            }
        }
        // Oldest first, so that what a loss of power interrupts is a prefix.
        files.reverse();
        files.extend(self.new_snapshots.iter().cloned());
        Ok(FlushTask {
            files,
            disk: Arc::clone(&self.disk),
            dir: self.dir.clone(),
            sync_names: self.names_synced < self.names_made,
            claim: Claim {
                end: to,
                names_made: self.names_made,
                sealed_below: active,
                snapshots: self.snapshots_synced + self.new_snapshots.len() as u64,
                truncations: self.truncations,
            },
            poison: self.poison.clone(),
        })
    }

    /// Takes over the outcome of a flush of this log and gives the flushed end. A flush that was
    /// begun before a truncation changes nothing, since `truncate` is durable by itself.
    ///
    /// # Errors
    /// The error of the flush.
    pub fn finish_flush(&mut self, flushed: Flushed) -> Result<i64> {
        self.poison.keep(flushed.outcome)?;
        let claim = flushed.claim;
        if claim.truncations == self.truncations {
            assert!(claim.end <= self.end, "a log without truncation does not shrink");
            self.flushed_end = self.flushed_end.max(claim.end);
            self.names_synced = self.names_synced.max(claim.names_made);
            self.sealed_below = self.sealed_below.max(claim.sealed_below);
            // Another flush may have claimed some of them meanwhile.
            let synced = claim.snapshots.saturating_sub(self.snapshots_synced);
            self.snapshots_synced += synced;
            self.new_snapshots.drain(..synced as usize);
            self.tell_points();
        }
        Ok(self.flushed_end)
    }
}

impl FlushTask {
    /// The end that will be durable.
    pub fn end(&self) -> i64 {
        self.claim.end
    }

    /// Syncs, which takes as long as the medium takes.
    pub fn run(self) -> Flushed {
        let outcome = self.poison.alone(&self.dir, || self.sync());
        Flushed { outcome, claim: self.claim }
    }

    fn sync(&self) -> Result<()> {
        for (path, file) in &self.files {
            file.sync_data().map_err(Error::disk("sync", path))?;
        }
        if self.sync_names {
            self.disk.sync_dir(&self.dir).map_err(Error::disk("sync", &self.dir))?;
        }
        Ok(())
    }
}
