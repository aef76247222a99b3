//! The time index of a segment (`TimeIndex`): up to which offset no record is later than a time.
//!
//! Twelve bytes an entry, big-endian: a timestamp in ms, and the last offset, relative to the
//! segment's base, of the batch that is the first to have it; no batch before that one is later.
//! Both rise. An entry is made with each of the offset index, if the time has risen, and one when
//! the segment is closed, so that the last entry has the segment's largest timestamp.

use std::path::Path;

use super::entries::Entries;
use crate::disk::Disk;
use crate::error::Result;

/// The bytes of an entry.
pub(crate) const ENTRY_BYTES: usize = 12;

/// One entry: the batch that ends with `offset` has `timestamp` (ms since 1970) as its largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeEntry {
    pub(crate) timestamp: i64,
    pub(crate) offset: i64,
}

/// An open index.
#[derive(Debug)]
pub(crate) struct TimeIndex {
    entries: Entries<ENTRY_BYTES>,
    base_offset: i64,
    last: TimeEntry,
}

impl TimeEntry {
    /// What an empty segment has.
    pub(crate) fn none(base_offset: i64) -> Self {
        Self { timestamp: -1, offset: base_offset }
    }

    pub(crate) fn parse(base_offset: i64, entry: [u8; ENTRY_BYTES]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = entry;
        let relative = i32::from_be_bytes([i, j, k, l]);
        Self {
            timestamp: i64::from_be_bytes([a, b, c, d, e, f, g, h]),
            offset: base_offset.saturating_add(i64::from(relative)),
        }
    }
}

impl TimeIndex {
    /// Makes an empty index.
    pub(crate) fn create(disk: &dyn Disk, path: &Path, base_offset: i64) -> Result<Self> {
        let entries = Entries::create(disk, path)?;
        Ok(Self { entries, base_offset, last: TimeEntry::none(base_offset) })
    }

    /// Opens an index; `None` if it is missing or cannot be right.
    pub(crate) fn open(disk: &dyn Disk, path: &Path, base_offset: i64) -> Result<Option<Self>> {
        let Some(entries) = Entries::open(disk, path)? else { return Ok(None) };
        let mut index = Self { entries, base_offset, last: TimeEntry::none(base_offset) };
        let (first, last) = (index.entry(0)?, index.entries.last()?);
        if let (Some(first), Some(last)) = (first, last) {
            index.last = TimeEntry::parse(base_offset, last);
            let rises = index.entries.count() == 1
                || (first.timestamp < index.last.timestamp && first.offset < index.last.offset);
            if index.last.offset < base_offset || index.last.timestamp < 0 || !rises {
                return Ok(None);
            }
        }
        Ok(Some(index))
    }

    pub(crate) fn entries(&self) -> &Entries<ENTRY_BYTES> {
        &self.entries
    }

    /// The last entry, or what stands for none.
    pub(crate) fn last(&self) -> TimeEntry {
        self.last
    }

    /// Adds an entry, if it is later than the last.
    pub(crate) fn offer(&mut self, entry: TimeEntry) -> Result<()> {
        let later = self.last.timestamp < entry.timestamp;
        let follows = self.entries.count() == 0 || self.last.offset < entry.offset;
        let relative = entry.offset.checked_sub(self.base_offset).map(i32::try_from);
        let (true, true, Some(Ok(relative))) = (later, follows, relative) else { return Ok(()) };
        let mut bytes = [0; ENTRY_BYTES];
        let (first, second) = bytes.split_at_mut(8);
        first.copy_from_slice(&entry.timestamp.to_be_bytes());
        second.copy_from_slice(&relative.to_be_bytes());
        self.entries.push(bytes)?;
        self.last = entry;
        Ok(())
    }

    /// The last entry that is earlier than `timestamp`, and whether the one after it, if there is
    /// one, follows it as it should.
    pub(crate) fn before(&self, timestamp: i64) -> Result<Option<(TimeEntry, bool)>> {
        let time = |entry| TimeEntry::parse(self.base_offset, entry).timestamp;
        let Some(slot) = self.entries.last_before(|entry| time(entry) < timestamp)? else {
            return Ok(None);
        };
        let Some(found) = self.entry(slot)? else { return Ok(None) };
        let ordered = match self.entry(slot + 1)? {
            Some(next) => found.timestamp < next.timestamp && found.offset < next.offset,
            None => true,
        };
        Ok(Some((found, ordered)))
    }

    /// Drops the entries for `offset` and after.
    pub(crate) fn truncate(&mut self, offset: i64) -> Result<()> {
        let base_offset = self.base_offset;
        let of = move |entry| TimeEntry::parse(base_offset, entry).offset;
        self.entries.drop_until(|entry| of(entry) < offset)?;
        let last = self.entries.last()?;
        self.last =
            last.map_or(TimeEntry::none(base_offset), |it| TimeEntry::parse(base_offset, it));
        Ok(())
    }

    /// Makes the index durable, if it is not.
    pub(crate) fn sync(&mut self) -> Result<()> {
        self.entries.sync()
    }

    fn entry(&self, slot: u64) -> Result<Option<TimeEntry>> {
        Ok(self.entries.get(slot)?.map(|entry| TimeEntry::parse(self.base_offset, entry)))
    }
}
