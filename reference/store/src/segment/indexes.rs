//! The offset index and the time index of a segment, made and used together.
//!
//! They are opened when they are first needed and built from the log when they cannot be right.

use std::path::Path;
use std::sync::Arc;

use super::{Located, Segment};
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::index::{OffsetIndex, TimeEntry, TimeIndex};
use crate::names::{FileKind, segment_file};

/// Both indexes, and what the next entry of the time index will be.
#[derive(Debug)]
pub(crate) struct Indexes {
    pub(super) offsets: OffsetIndex,
    pub(super) times: TimeIndex,
    /// The largest timestamp so far, and the last offset of the batch that is the first to have it.
    pub(super) largest: TimeEntry,
    /// Whether that is known from the log.
    pub(super) seen: bool,
}

impl Indexes {
    /// Makes both, empty.
    pub(crate) fn create(disk: &dyn Disk, dir: &Path, base: i64, state: &str) -> Result<Self> {
        let offsets = segment_file(dir, FileKind::OffsetIndex, base, state);
        let times = segment_file(dir, FileKind::TimeIndex, base, state);
        Ok(Self {
            offsets: OffsetIndex::create(disk, &offsets, base)?,
            times: TimeIndex::create(disk, &times, base)?,
            largest: TimeEntry::none(base),
            seen: true,
        })
    }

    /// Takes a batch that is in the log: the next one.
    pub(crate) fn take(&mut self, found: &Located, interval: u32) -> Result<()> {
        let header = &found.header;
        if self.largest.timestamp < header.max_timestamp {
            let (timestamp, offset) = (header.max_timestamp, header.last_offset());
            self.largest = TimeEntry { timestamp, offset };
        }
        if self.offsets.offer(header.last_offset(), found.position, interval)? {
            self.times.offer(self.largest)?;
        }
        Ok(())
    }

    /// Adds the entry with which the time index of a segment ends.
    pub(crate) fn seal(&mut self) -> Result<()> {
        self.times.offer(self.largest)
    }

    pub(crate) fn sync(&mut self) -> Result<()> {
        self.offsets.sync()?;
        self.times.sync()
    }

    /// How many entries there are: of the offset index, of the time index.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.offsets.entries().count(), self.times.entries().count())
    }

    pub(super) fn files(&self) -> [(std::path::PathBuf, Arc<dyn DiskFile>); 2] {
        let (offsets, times) = (self.offsets.entries(), self.times.entries());
        [
            (offsets.path().to_path_buf(), Arc::clone(offsets.file())),
            (times.path().to_path_buf(), Arc::clone(times.file())),
        ]
    }
}

impl Segment {
    /// Uses the indexes, which are opened first, and built if they are missing or cannot be right.
    pub(super) fn with_indexes<T>(&self, act: impl FnOnce(&mut Indexes) -> Result<T>) -> Result<T> {
        let mut guard = self.indexes();
        let indexes = match guard.take() {
            Some(indexes) => indexes,
            None => self.open_indexes()?,
        };
        act(guard.insert(indexes))
    }

    fn open_indexes(&self) -> Result<Indexes> {
        let offsets = self.path(FileKind::OffsetIndex);
        let times = self.path(FileKind::TimeIndex);
        let base = self.base_offset;
        let offsets = OffsetIndex::open(&*self.disk, &offsets, base, self.size)?;
        let times = TimeIndex::open(&*self.disk, &times, base)?;
        let (Some(offsets), Some(times)) = (offsets, times) else { return self.build_indexes() };
        let largest = times.last();
        if largest.timestamp < 0 && 0 < self.size && 0 <= self.first_timestamp()? {
            return self.build_indexes();
        }
        Ok(Indexes { offsets, times, largest, seen: self.size == 0 })
    }

    /// Builds the indexes anew.
    pub(super) fn rebuild_indexes(&self) -> Result<()> {
        let mut guard = self.indexes();
        *guard = None;
        *guard = Some(self.build_indexes()?);
        Ok(())
    }

    /// Builds the indexes from the headers, up to the first that is damaged: a read beyond finds
    /// the damage itself.
    fn build_indexes(&self) -> Result<Indexes> {
        let mut indexes = Indexes::create(&*self.disk, &self.dir, self.base_offset, self.state)?;
        let mut scan = self.scan(0, Some(self.base_offset))?;
        loop {
            match scan.next() {
                Ok(Some(found)) => indexes.take(&found, self.index_interval_bytes)?,
                Ok(None) | Err(Error::Corrupt { .. }) => break,
                Err(error) => return Err(error),
            }
        }
        indexes.seal()?;
        Ok(indexes)
    }

    /// Cuts the indexes with the log, at the edge of a batch that begins at `position` with
    /// `offset`. The log file still has what is cut off.
    pub(super) fn truncate_indexes(&self, position: u64, offset: i64) -> Result<()> {
        let (last, from) = self.with_indexes(|indexes| {
            indexes.offsets.truncate(position)?;
            indexes.times.truncate(offset)?;
            let last = indexes.times.last();
            Ok((last, indexes.offsets.lookup(last.offset)?))
        })?;
        let from = from.map_or(0, |entry| u64::from(entry.position));
        let mut largest = last;
        let mut scan = self.scan_within(from, None, position)?;
        while let Some(found) = scan.next()? {
            if largest.timestamp < found.header.max_timestamp {
                let (timestamp, offset) = (found.header.max_timestamp, found.header.last_offset());
                largest = TimeEntry { timestamp, offset };
            }
        }
        self.with_indexes(|indexes| {
            (indexes.largest, indexes.seen) = (largest, true);
            Ok(())
        })
    }

    /// The largest timestamp, -1 without one, and the last offset of the batch that is the first
    /// to have it. What the time index says of it is compared with that batch.
    pub(crate) fn largest(&self) -> Result<TimeEntry> {
        let (largest, seen) = self.with_indexes(|indexes| Ok((indexes.largest, indexes.seen)))?;
        if seen {
            return Ok(largest);
        }
        if !self.has_batch_of(largest)? {
            self.rebuild_indexes()?;
        }
        self.with_indexes(|indexes| {
            indexes.seen = true;
            Ok(indexes.largest)
        })
    }

    /// Whether the batch that a time entry names is there and has its timestamp.
    fn has_batch_of(&self, entry: TimeEntry) -> Result<bool> {
        match self.locate(entry.offset) {
            Ok(Some(found)) => Ok(found.header.last_offset() == entry.offset
                && found.header.max_timestamp == entry.timestamp),
            Ok(None) | Err(Error::Corrupt { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A position, the edge of a batch, before which no batch is as late as `timestamp`.
    pub(crate) fn before_time(&self, timestamp: i64) -> Result<u64> {
        for rebuilt in [false, true] {
            let entry = self.with_indexes(|indexes| indexes.times.before(timestamp))?;
            let Some((entry, ordered)) = entry else { return Ok(0) };
            if ordered && self.has_batch_of(entry)? {
                return Ok(self.locate(entry.offset)?.map_or(0, |found| found.position));
            }
            if !rebuilt {
                self.rebuild_indexes()?;
            }
        }
        Ok(0)
    }
}
