//! One segment: a log file of batches and its offset index.
//!
//! It appends, finds and cuts within one file, and trusts an index entry only after it has looked
//! at the batch. It does not know which offsets exist outside of the segment, and it never makes
//! anything durable by itself: `Log` says when.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use wire::batch::BatchHeader;

use crate::batch::{Extent, HEADER_BYTES, parse};
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::index::{Entry, Index};
use crate::names;
use crate::scan::Scan;

/// A batch and where it begins in its log file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located {
    pub(crate) position: u64,
    pub(crate) header: BatchHeader,
}

/// A segment; its files are opened when they are first needed.
#[derive(Debug)]
pub(crate) struct Segment {
    disk: Arc<dyn Disk>,
    log_path: PathBuf,
    index_path: PathBuf,
    base_offset: i64,
    size: u64,
    log: OnceLock<Arc<dyn DiskFile>>,
    /// `None` until first needed. Locked, because readers share the segment and any of them may
    /// be the one that opens or rebuilds it.
    index: Mutex<Option<Index>>,
    index_interval_bytes: u32,
}

impl Segment {
    /// Makes an empty segment; its name is not durable yet.
    pub(crate) fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        base_offset: i64,
        index_interval_bytes: u32,
    ) -> Result<Self> {
        let segment = Self::existing(disk, dir, base_offset, 0, index_interval_bytes);
        let log =
            disk.create(&segment.log_path).map_err(Error::disk("create", &segment.log_path))?;
        let index = Index::create(&**disk, &segment.index_path, base_offset)?;
        let opened = segment.log.set(log);
        assert!(opened.is_ok(), "a new segment has no open file");
        *segment.index() = Some(index);
        Ok(segment)
    }

    /// A segment that is on the disk, with a log file of `size` bytes.
    pub(crate) fn existing(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        base_offset: i64,
        size: u64,
        index_interval_bytes: u32,
    ) -> Self {
        Self {
            disk: Arc::clone(disk),
            log_path: names::log_file(dir, base_offset),
            index_path: names::index_file(dir, base_offset),
            base_offset,
            size,
            log: OnceLock::new(),
            index: Mutex::new(None),
            index_interval_bytes,
        }
    }

    pub(crate) fn base_offset(&self) -> i64 {
        self.base_offset
    }

    /// The bytes of whole batches in the log file.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn log_path(&self) -> &Path {
        &self.log_path
    }

    /// The log file, opened if it is not.
    pub(crate) fn log(&self) -> Result<&Arc<dyn DiskFile>> {
        if let Some(file) = self.log.get() {
            return Ok(file);
        }
        let file = self.disk.open(&self.log_path).map_err(Error::disk("open", &self.log_path))?;
        Ok(self.log.get_or_init(|| file))
    }

    /// Adds verified batches, whose bytes lie back to back.
    pub(crate) fn append(&mut self, bytes: &[u8], headers: &[BatchHeader]) -> Result<()> {
        let position = self.size;
        self.log()?.write_at(position, bytes).map_err(Error::disk("write", &self.log_path))?;
        self.add_entries(position, headers)?;
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Gives the index the entries that are due for batches at `position`.
    fn add_entries(&self, mut position: u64, headers: &[BatchHeader]) -> Result<()> {
        self.with_index(|index| {
            for header in headers {
                self.offer(index, &Located { position, header: *header })?;
                position += header.extent();
            }
            Ok(())
        })
    }

    /// Gives the index an entry for a batch, if one is due.
    pub(crate) fn offer(&self, index: &mut Index, found: &Located) -> Result<()> {
        index.offer(found.header.last_offset(), found.position, self.index_interval_bytes)
    }

    /// The first batch that ends after `offset`; `None` if the segment has none.
    pub(crate) fn locate(&self, offset: i64) -> Result<Option<Located>> {
        let mut scan = match self.entry_before(offset)? {
            Some(entry) => self.scan(u64::from(entry.position), None)?,
            None => self.scan(0, Some(self.base_offset))?,
        };
        while let Some(found) = scan.next()? {
            if offset < found.header.end_offset() {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Walks the headers from `position`, which is the edge of a batch, to the end.
    pub(crate) fn scan(&self, position: u64, expected_offset: Option<i64>) -> Result<Scan> {
        let file = Arc::clone(self.log()?);
        Ok(Scan::new(file, &self.log_path, position, self.size, expected_offset))
    }

    /// Where the last batch ends, with everything after the last index entry looked at; this is
    /// how a log that was closed cleanly finds its end without reading all of itself.
    pub(crate) fn find_end(&self) -> Result<i64> {
        let last = self.with_index(|index| index.last())?;
        let trusted = match last {
            Some(entry) if self.points_at_its_batch(entry)? => Some(entry),
            Some(_) => self.rebuild_index()?,
            None => None,
        };
        let mut scan = match trusted {
            Some(entry) => self.scan(u64::from(entry.position), None)?,
            None => self.scan(0, Some(self.base_offset))?,
        };
        let mut end = self.base_offset;
        while let Some(found) = scan.next()? {
            scan.verify(&found)?;
            end = found.header.end_offset();
        }
        Ok(end)
    }

    /// Cuts the log file at `position`, the edge of a batch, and the index with it.
    pub(crate) fn truncate(&mut self, position: u64) -> Result<()> {
        assert!(position <= self.size, "a cut does not lengthen a segment");
        self.with_index(|index| index.truncate(position))?;
        self.log()?.truncate(position).map_err(Error::disk("truncate", &self.log_path))?;
        self.size = position;
        Ok(())
    }

    /// Takes over what recovery found in the log file and built from it.
    pub(crate) fn recovered(&mut self, size: u64, index: Index) {
        self.size = size;
        *self.index() = Some(index);
    }

    /// Removes the files. The index goes last: an index without its log is swept up at the next
    /// start, a log without its index would cost a rebuild.
    pub(crate) fn remove(&self) -> Result<()> {
        self.disk.remove(&self.log_path).map_err(Error::disk("remove", &self.log_path))?;
        match self.disk.remove(&self.index_path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            other => other.map_err(Error::disk("remove", &self.index_path)),
        }
    }

    /// Makes the index durable, if it was touched.
    pub(crate) fn sync_index(&self) -> Result<()> {
        match self.index().as_mut() {
            Some(index) => index.sync(),
            None => Ok(()),
        }
    }

    pub(crate) fn index_path(&self) -> &Path {
        &self.index_path
    }

    fn index(&self) -> MutexGuard<'_, Option<Index>> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Uses the index, which is opened first, and rebuilt if it is missing or cannot be right.
    fn with_index<T>(&self, act: impl FnOnce(&mut Index) -> Result<T>) -> Result<T> {
        let mut guard = self.index();
        let index = match guard.take() {
            Some(index) => index,
            None => self.open_index()?,
        };
        act(guard.insert(index))
    }

    fn open_index(&self) -> Result<Index> {
        match Index::open(&*self.disk, &self.index_path, self.base_offset, self.size)? {
            Some(index) => Ok(index),
            None => self.build_index(),
        }
    }

    /// An entry from which to look for `offset`, checked against the batch it points at.
    fn entry_before(&self, offset: i64) -> Result<Option<Entry>> {
        let found = self.with_index(|index| index.lookup(offset))?;
        match found {
            Some(entry) if !self.points_at_its_batch(entry)? => {
                self.rebuild_index()?;
                self.with_index(|index| index.lookup(offset))
            }
            other => Ok(other),
        }
    }

    fn points_at_its_batch(&self, entry: Entry) -> Result<bool> {
        let position = u64::from(entry.position);
        if self.size < position + HEADER_BYTES as u64 {
            return Ok(false);
        }
        let mut bytes = [0; HEADER_BYTES];
        let read = self
            .log()?
            .read_at(position, &mut bytes)
            .map_err(Error::disk("read", &self.log_path))?;
        let header = parse(bytes.get(..read).unwrap_or(&[]));
        Ok(header.is_ok_and(|header| header.last_offset() == entry.last_offset))
    }

    /// Builds the index anew and gives its last entry.
    fn rebuild_index(&self) -> Result<Option<Entry>> {
        let mut guard = self.index();
        *guard = None;
        let index = guard.insert(self.build_index()?);
        index.last()
    }

    /// Builds the index from the headers, up to the first that is damaged: a read beyond finds
    /// the damage itself.
    fn build_index(&self) -> Result<Index> {
        let mut index = Index::create(&*self.disk, &self.index_path, self.base_offset)?;
        let mut scan = self.scan(0, Some(self.base_offset))?;
        loop {
            match scan.next() {
                Ok(Some(found)) => self.offer(&mut index, &found)?,
                Ok(None) | Err(Error::Corrupt { .. }) => return Ok(index),
                Err(error) => return Err(error),
            }
        }
    }
}
