//! The offset index of a segment (`OffsetIndex`): where in the log file a batch begins.
//!
//! Eight bytes an entry, big-endian: the last offset of a batch relative to the segment's base,
//! and the position of that batch. An entry is made once more than `index.interval.bytes` of log
//! have gone by. Whoever uses an entry checks the batch that it points at.

use std::path::Path;

use super::entries::Entries;
use crate::disk::Disk;
use crate::error::Result;

/// The bytes of an entry.
pub(crate) const ENTRY_BYTES: usize = 8;

/// One entry: the batch at `position` ends with `last_offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OffsetEntry {
    pub(crate) last_offset: i64,
    pub(crate) position: u32,
}

/// An open index.
#[derive(Debug)]
pub(crate) struct OffsetIndex {
    entries: Entries<ENTRY_BYTES>,
    base_offset: i64,
    /// The position in the last entry, 0 without one.
    last_position: u64,
}

impl OffsetEntry {
    pub(crate) fn parse(base_offset: i64, entry: [u8; ENTRY_BYTES]) -> Self {
        let [a, b, c, d, e, f, g, h] = entry;
        let relative = i32::from_be_bytes([a, b, c, d]);
        Self {
            // A damaged entry may be negative or huge; it must only not wrap.
            last_offset: base_offset.saturating_add(i64::from(relative)),
            position: u32::from_be_bytes([e, f, g, h]),
        }
    }
}

impl OffsetIndex {
    /// Makes an empty index.
    pub(crate) fn create(disk: &dyn Disk, path: &Path, base_offset: i64) -> Result<Self> {
        let entries = Entries::create(disk, path)?;
        Ok(Self { entries, base_offset, last_position: 0 })
    }

    /// Opens the index of a log file of `log_bytes`; `None` if it is missing or cannot be right,
    /// which only a rebuild mends.
    pub(crate) fn open(
        disk: &dyn Disk,
        path: &Path,
        base_offset: i64,
        log_bytes: u64,
    ) -> Result<Option<Self>> {
        let Some(entries) = Entries::open(disk, path)? else { return Ok(None) };
        let mut index = Self { entries, base_offset, last_position: 0 };
        let (first, last) = (index.entry(0)?, index.last()?);
        if let (Some(first), Some(last)) = (first, last) {
            index.last_position = u64::from(last.position);
            let rises = index.entries.count() == 1 || first.last_offset < last.last_offset;
            if last.last_offset < base_offset || log_bytes <= index.last_position || !rises {
                return Ok(None);
            }
        }
        Ok(Some(index))
    }

    pub(crate) fn entries(&self) -> &Entries<ENTRY_BYTES> {
        &self.entries
    }

    /// The last entry.
    pub(crate) fn last(&self) -> Result<Option<OffsetEntry>> {
        Ok(self.entries.last()?.map(|entry| OffsetEntry::parse(self.base_offset, entry)))
    }

    /// Adds an entry for the batch at `position` if one is due: if more than `interval` bytes of
    /// log lie between it and the last entry's, or the start. So the index depends on nothing but
    /// the log, however often that was opened and cut. No entry is made for what it cannot hold,
    /// which only a log that nobody's broker wrote can ask for. Says whether one was made.
    pub(crate) fn offer(&mut self, last_offset: i64, position: u64, interval: u32) -> Result<bool> {
        if position <= self.last_position.saturating_add(u64::from(interval)) {
            return Ok(false);
        }
        let relative = last_offset.checked_sub(self.base_offset).map(i32::try_from);
        let (Some(Ok(relative)), Ok(within)) = (relative, i32::try_from(position)) else {
            return Ok(false);
        };
        let mut bytes = [0; ENTRY_BYTES];
        let (first, second) = bytes.split_at_mut(4);
        first.copy_from_slice(&relative.to_be_bytes());
        second.copy_from_slice(&within.to_be_bytes());
        self.entries.push(bytes)?;
        self.last_position = position;
        Ok(true)
    }

    /// The last entry whose batch ends at or before `offset`, to begin a search of the log there.
    /// In a damaged index it is some entry that does.
    pub(crate) fn lookup(&self, offset: i64) -> Result<Option<OffsetEntry>> {
        let ends = |entry| OffsetEntry::parse(self.base_offset, entry).last_offset;
        match self.entries.last_before(|entry| ends(entry) <= offset)? {
            Some(slot) => self.entry(slot),
            None => Ok(None),
        }
    }

    /// Drops the entries for batches at `position` of the log and after.
    pub(crate) fn truncate(&mut self, position: u64) -> Result<()> {
        let base_offset = self.base_offset;
        let at = move |entry| u64::from(OffsetEntry::parse(base_offset, entry).position);
        self.entries.drop_until(|entry| at(entry) < position)?;
        self.last_position = self.last()?.map_or(0, |last| u64::from(last.position));
        Ok(())
    }

    /// Makes the index durable, if it is not.
    pub(crate) fn sync(&mut self) -> Result<()> {
        self.entries.sync()
    }

    fn entry(&self, slot: u64) -> Result<Option<OffsetEntry>> {
        Ok(self.entries.get(slot)?.map(|entry| OffsetEntry::parse(self.base_offset, entry)))
    }
}
