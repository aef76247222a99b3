//! A file of entries of one size, back to back (`AbstractIndex`).
//!
//! It reads, adds and drops entries; it does not know what they mean. Nothing is durable before
//! `sync`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};

/// The last entries of a search are read at once.
const SEARCH_ENTRIES: u64 = 512;

/// An open file of entries.
#[derive(Debug)]
pub(crate) struct Entries<const BYTES: usize> {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    count: u64,
    synced: bool,
}

impl<const BYTES: usize> Entries<BYTES> {
    /// Makes an empty file.
    pub(crate) fn create(disk: &dyn Disk, path: &Path) -> Result<Self> {
        let file = disk.create(path).map_err(Error::disk("create", path))?;
        Ok(Self { file, path: path.to_path_buf(), count: 0, synced: false })
    }

    /// Opens a file; `None` if it is missing or does not end with an entry.
    pub(crate) fn open(disk: &dyn Disk, path: &Path) -> Result<Option<Self>> {
        let file = match disk.open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::disk("open", path)(error)),
        };
        let length = file.len().map_err(Error::disk("measure", path))?;
        let count = length / BYTES as u64;
        let whole = count * BYTES as u64 == length;
        Ok(whole.then(|| Self { file, path: path.to_path_buf(), count, synced: true }))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn file(&self) -> &Arc<dyn DiskFile> {
        &self.file
    }

    /// How many entries there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The entry in a slot, if there is one.
    pub(crate) fn get(&self, slot: u64) -> Result<Option<[u8; BYTES]>> {
        if self.count <= slot {
            return Ok(None);
        }
        Ok(self.read(slot, 1)?.first().copied())
    }

    pub(crate) fn last(&self) -> Result<Option<[u8; BYTES]>> {
        self.count.checked_sub(1).map_or(Ok(None), |slot| self.get(slot))
    }

    /// Reads entries; fewer if the file is shorter than it was.
    pub(crate) fn read(&self, slot: u64, count: u64) -> Result<Vec<[u8; BYTES]>> {
        let mut bytes = vec![0; (count * BYTES as u64) as usize];
        let read = self
            .file
            .read_at(slot * BYTES as u64, &mut bytes)
            .map_err(Error::disk("read", &self.path))?;
        bytes.truncate(read);
        Ok(bytes.as_chunks::<BYTES>().0.to_vec())
    }

    pub(crate) fn push(&mut self, entry: [u8; BYTES]) -> Result<()> {
        let at = self.count * BYTES as u64;
        self.file.write_at(at, &entry).map_err(Error::disk("write", &self.path))?;
        self.count += 1;
        self.synced = false;
        Ok(())
    }

    /// Keeps the first entries.
    pub(crate) fn keep(&mut self, count: u64) -> Result<()> {
        if count < self.count {
            let length = count * BYTES as u64;
            self.file.truncate(length).map_err(Error::disk("truncate", &self.path))?;
            self.count = count;
            self.synced = false;
        }
        Ok(())
    }

    /// Drops entries from the end on, up to the last that is `kept`.
    pub(crate) fn drop_until(&mut self, kept: impl Fn([u8; BYTES]) -> bool) -> Result<()> {
        let mut keep = self.count;
        while let Some(slot) = keep.checked_sub(1) {
            match self.get(slot)? {
                Some(entry) if kept(entry) => break,
                _ => keep = slot,
            }
        }
        self.keep(keep)
    }

    /// The slot of the last entry that is `before` what is searched for, if the entries are in
    /// order; in a damaged file some entry that is.
    pub(crate) fn last_before(&self, before: impl Fn([u8; BYTES]) -> bool) -> Result<Option<u64>> {
        // Slots below `low` are before it, slots from `high` on are not.
        let (mut low, mut high) = (0, self.count);
        while SEARCH_ENTRIES < high - low {
            let middle = low + (high - low) / 2;
            match self.get(middle)? {
                Some(entry) if before(entry) => low = middle + 1,
                _ => high = middle,
            }
        }
        // One slot early: the answer may be the last one that was passed.
        let first = low.saturating_sub(1);
        let entries = self.read(first, high - first)?;
        let count = entries.partition_point(|entry| before(*entry));
        let found = count.checked_sub(1).and_then(|place| {
            let entry = entries.get(place)?;
            before(*entry).then_some(first + place as u64)
        });
        Ok(found)
    }

    /// Makes the entries durable, if they are not.
    pub(crate) fn sync(&mut self) -> Result<()> {
        if !self.synced {
            self.file.sync_data().map_err(Error::disk("sync", &self.path))?;
            self.synced = true;
        }
        Ok(())
    }
}
