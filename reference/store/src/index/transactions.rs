//! The transaction index of a segment (`TransactionIndex`, `AbortedTxn`): the transactions whose
//! abort marker is in it. There is no file before there is such a transaction.
//!
//! 34 bytes an entry, big-endian: version 0, producer id, first offset, offset of the marker, and
//! the last stable offset when the marker was written. Markers rise.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::entries::Entries;
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};

/// The bytes of an entry.
pub(crate) const ENTRY_BYTES: usize = 34;
const VERSION: i16 = 0;
/// Entries read at once.
const READ_ENTRIES: u64 = 1024;

/// A transaction that was aborted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbortedTransaction {
    /// Whose it was.
    pub producer_id: i64,
    /// Where its first batch begins.
    pub first_offset: i64,
    /// The offset of its marker.
    pub last_offset: i64,
    /// The last stable offset once the marker was written, as far as this log knows: the first
    /// offset of the oldest transaction that was open then, or else the offset after the marker.
    pub last_stable_offset: i64,
}

impl AbortedTransaction {
    /// The entry of the file.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; ENTRY_BYTES] {
        let mut bytes = [0; ENTRY_BYTES];
        let fields =
            [self.producer_id, self.first_offset, self.last_offset, self.last_stable_offset];
        let content = VERSION.to_be_bytes().into_iter();
        let content = content.chain(fields.into_iter().flat_map(i64::to_be_bytes));
        bytes.iter_mut().zip(content).for_each(|(place, byte)| *place = byte);
        bytes
    }

    /// Reads an entry of a segment that begins at `base_offset`.
    ///
    /// # Errors
    /// A text that says why it is none.
    pub fn parse(base_offset: i64, entry: &[u8; ENTRY_BYTES]) -> std::result::Result<Self, String> {
        let (version, rest) = entry.split_at(2);
        let mut fields = rest.as_chunks::<8>().0.iter().map(|field| i64::from_be_bytes(*field));
        let mut next = || fields.next().unwrap_or(-1);
        let found = Self {
            producer_id: next(),
            first_offset: next(),
            last_offset: next(),
            last_stable_offset: next(),
        };
        if version != VERSION.to_be_bytes() {
            return Err(format!("version {version:?} is not {VERSION}"));
        }
        let Self { producer_id, first_offset, last_offset, last_stable_offset } = found;
        if last_offset < base_offset {
            return Err(format!("the marker at {last_offset} is before the segment"));
        }
        let stable = first_offset <= last_stable_offset || last_stable_offset <= last_offset;
        if producer_id < 0 || first_offset < 0 || last_offset < first_offset || !stable {
            return Err(format!("no transaction is {found:?}"));
        }
        Ok(found)
    }
}

/// The index of a segment; its file is made with the first entry.
#[derive(Debug)]
pub(crate) struct TransactionIndex {
    path: PathBuf,
    base_offset: i64,
    entries: Option<Entries<ENTRY_BYTES>>,
}

impl TransactionIndex {
    /// The index at `path`, whose file may be missing. The text says why it cannot be right.
    pub(crate) fn open(
        disk: &dyn Disk,
        path: &Path,
        base_offset: i64,
        exists: bool,
    ) -> Result<std::result::Result<Self, String>> {
        let mut index = Self { path: path.to_path_buf(), base_offset, entries: None };
        if !exists {
            return Ok(Ok(index));
        }
        let Some(entries) = Entries::open(disk, path)? else {
            return Ok(Err("its length is not that of entries".to_owned()));
        };
        index.entries = Some(entries);
        match index.all() {
            Ok(_) => Ok(Ok(index)),
            Err(Error::Corrupt { reason, .. }) => Ok(Err(reason)),
            Err(error) => Err(error),
        }
    }

    /// An index without entries, and without the file that may have been there.
    pub(crate) fn empty(disk: &dyn Disk, path: &Path, base_offset: i64) -> Result<Self> {
        match disk.remove(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            other => other.map_err(Error::disk("remove", path))?,
        }
        Ok(Self { path: path.to_path_buf(), base_offset, entries: None })
    }

    pub(crate) fn append(&mut self, disk: &dyn Disk, aborted: &AbortedTransaction) -> Result<()> {
        let entries = match self.entries.take() {
            Some(entries) => entries,
            None => Entries::create(disk, &self.path)?,
        };
        self.entries.insert(entries).push(aborted.to_bytes())
    }

    /// All entries, in order.
    ///
    /// # Errors
    /// [`Error::Corrupt`] at the first that is none.
    pub(crate) fn all(&self) -> Result<Vec<AbortedTransaction>> {
        let Some(entries) = &self.entries else { return Ok(Vec::new()) };
        let mut all: Vec<AbortedTransaction> = Vec::new();
        let mut slot = 0;
        while slot < entries.count() {
            let some = entries.read(slot, READ_ENTRIES.min(entries.count() - slot))?;
            if some.is_empty() {
                break;
            }
            for entry in &some {
                let at = slot * ENTRY_BYTES as u64;
                let damage = |why| Error::corrupt(&self.path, at, why);
                let found = AbortedTransaction::parse(self.base_offset, entry).map_err(damage)?;
                if all.last().is_some_and(|last| found.last_offset <= last.last_offset) {
                    return Err(damage(format!(
                        "the marker at {} does not rise",
                        found.last_offset
                    )));
                }
                all.push(found);
                slot += 1;
            }
        }
        Ok(all)
    }

    /// Drops the entries whose marker is at `offset` or after.
    pub(crate) fn truncate(&mut self, offset: i64) -> Result<()> {
        let Some(entries) = &mut self.entries else { return Ok(()) };
        let base_offset = self.base_offset;
        entries.drop_until(|entry| {
            AbortedTransaction::parse(base_offset, &entry).is_ok_and(|it| it.last_offset < offset)
        })
    }

    /// The file, if there is one.
    pub(crate) fn file(&self) -> Option<(PathBuf, Arc<dyn DiskFile>)> {
        let entries = self.entries.as_ref()?;
        Some((entries.path().to_path_buf(), Arc::clone(entries.file())))
    }

    /// Makes the index durable, if it is not.
    pub(crate) fn sync(&mut self) -> Result<()> {
        self.entries.as_mut().map_or(Ok(()), Entries::sync)
    }
}
