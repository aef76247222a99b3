//! The offset index of a segment (`OffsetIndex`): where in the log file a batch begins.
//!
//! Eight bytes an entry, big-endian: the last offset of a batch relative to the segment's base,
//! and the position of that batch. An entry is made once more than `index.interval.bytes` of log
//! have gone by. The index is a hint: nothing guards its bytes, so whoever uses an entry checks
//! the batch that it points at, and an index that is missing, torn or wrong is rebuilt. It is
//! searched on the disk and not held in memory; unlike Kafka's it is not preallocated.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};

/// The bytes of an entry.
pub(crate) const ENTRY_BYTES: u64 = 8;
/// The last entries of a search are read at once.
const SEARCH_ENTRIES: u64 = 512;

/// One entry: the batch at `position` ends with `last_offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) last_offset: i64,
    pub(crate) position: u32,
}

/// An open index.
#[derive(Debug)]
pub(crate) struct Index {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    base_offset: i64,
    entries: u64,
    /// The position in the last entry, 0 without one.
    last_position: u64,
    synced: bool,
}

impl Index {
    /// Makes an empty index.
    pub(crate) fn create(disk: &dyn Disk, path: &Path, base_offset: i64) -> Result<Self> {
        let file = disk.create(path).map_err(Error::disk("create", path))?;
        let path = path.to_path_buf();
        Ok(Self { file, path, base_offset, entries: 0, last_position: 0, synced: false })
    }

    /// Opens the index of a log file of `log_bytes`; `None` if it is missing or cannot be right,
    /// which only a rebuild mends.
    pub(crate) fn open(
        disk: &dyn Disk,
        path: &Path,
        base_offset: i64,
        log_bytes: u64,
    ) -> Result<Option<Self>> {
        let file = match disk.open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::disk("open", path)(error)),
        };
        let length = file.len().map_err(Error::disk("measure", path))?;
        if length % ENTRY_BYTES != 0 {
            return Ok(None);
        }
        let entries = length / ENTRY_BYTES;
        let path = path.to_path_buf();
        let mut index = Self { file, path, base_offset, entries, last_position: 0, synced: true };
        if let Some(last) = index.last()? {
            index.last_position = u64::from(last.position);
            if last.last_offset < base_offset || log_bytes <= index.last_position {
                return Ok(None);
            }
        }
        Ok(Some(index))
    }

    /// The last entry.
    pub(crate) fn last(&self) -> Result<Option<Entry>> {
        match self.entries.checked_sub(1) {
            None => Ok(None),
            Some(slot) => self.entry(slot),
        }
    }

    /// Adds an entry for the batch at `position` if one is due: if more than `interval` bytes of
    /// log lie between it and the last entry's, or the start. So the index depends on nothing but
    /// the log, however often that was opened and cut. No entry is made for what it cannot hold,
    /// which only a log that nobody's broker wrote can ask for.
    pub(crate) fn offer(&mut self, last_offset: i64, position: u64, interval: u32) -> Result<()> {
        if position <= self.last_position.saturating_add(u64::from(interval)) {
            return Ok(());
        }
        let relative = last_offset.checked_sub(self.base_offset).map(i32::try_from);
        match (relative, i32::try_from(position)) {
            (Some(Ok(relative)), Ok(position)) => self.append(relative, position),
            _ => Ok(()),
        }
    }

    fn append(&mut self, relative: i32, position: i32) -> Result<()> {
        let mut bytes = [0; ENTRY_BYTES as usize];
        let (first, second) = bytes.split_at_mut(4);
        first.copy_from_slice(&relative.to_be_bytes());
        second.copy_from_slice(&position.to_be_bytes());
        let at = self.entries * ENTRY_BYTES;
        self.file.write_at(at, &bytes).map_err(Error::disk("write", &self.path))?;
        self.entries += 1;
        self.last_position = u64::from(position.unsigned_abs());
        self.synced = false;
        Ok(())
    }

    /// The last entry whose batch ends at or before `offset`, to begin a search of the log there.
    /// In a damaged index it is some entry that does.
    pub(crate) fn lookup(&self, offset: i64) -> Result<Option<Entry>> {
        // Slots below `low` are at or before the offset, slots from `high` on after it.
        let (mut low, mut high) = (0, self.entries);
        while SEARCH_ENTRIES < high - low {
            let middle = low + (high - low) / 2;
            match self.entry(middle)? {
                Some(entry) if entry.last_offset <= offset => low = middle + 1,
                _ => high = middle,
            }
        }
        // One slot early: the answer may be the last one that was passed.
        let first = low.saturating_sub(1);
        let entries = self.read(first, high - first)?;
        let before = entries.partition_point(|entry| entry.last_offset <= offset);
        Ok(before
            .checked_sub(1)
            .and_then(|slot| entries.get(slot).copied())
            .filter(|entry| entry.last_offset <= offset))
    }

    /// Drops the entries for batches at `position` of the log and after.
    pub(crate) fn truncate(&mut self, position: u64) -> Result<()> {
        let mut keep = self.entries;
        while let Some(slot) = keep.checked_sub(1) {
            match self.entry(slot)? {
                Some(entry) if u64::from(entry.position) < position => break,
                _ => keep = slot,
            }
        }
        self.keep(keep)
    }

    /// Keeps the first `entries` entries.
    fn keep(&mut self, entries: u64) -> Result<()> {
        self.file.truncate(entries * ENTRY_BYTES).map_err(Error::disk("truncate", &self.path))?;
        self.entries = entries;
        self.last_position = self.last()?.map_or(0, |last| u64::from(last.position));
        self.synced = false;
        Ok(())
    }

    /// Makes the index durable, if it is not.
    pub(crate) fn sync(&mut self) -> Result<()> {
        if !self.synced {
            self.file.sync_data().map_err(Error::disk("sync", &self.path))?;
            self.synced = true;
        }
        Ok(())
    }

    fn entry(&self, slot: u64) -> Result<Option<Entry>> {
        Ok(self.read(slot, 1)?.first().copied())
    }

    /// Reads entries; fewer if the file is shorter than it was.
    fn read(&self, slot: u64, count: u64) -> Result<Vec<Entry>> {
        let mut bytes = vec![0; (count * ENTRY_BYTES) as usize];
        let read = self
            .file
            .read_at(slot * ENTRY_BYTES, &mut bytes)
            .map_err(Error::disk("read", &self.path))?;
        bytes.truncate(read);
        let (entries, _) = bytes.as_chunks::<{ ENTRY_BYTES as usize }>();
        Ok(entries.iter().map(|entry| self.parse(*entry)).collect())
    }

    fn parse(&self, entry: [u8; ENTRY_BYTES as usize]) -> Entry {
        let [a, b, c, d, e, f, g, h] = entry;
        let relative = i32::from_be_bytes([a, b, c, d]);
        Entry {
            // A damaged entry may be negative or huge; it must only not wrap.
            last_offset: self.base_offset.saturating_add(i64::from(relative)),
            position: u32::from_be_bytes([e, f, g, h]),
        }
    }
}
