//! One segment: a log file of batches and its indexes.
//!
//! It appends, finds and cuts within one file, and trusts an index entry only after it has looked
//! at the batch. It does not know which offsets exist outside of the segment, but that none of its
//! own is past a bound, and it never makes anything durable by itself: `Log` says when.

pub(crate) mod files;
mod indexes;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use wire::batch::BatchHeader;

use crate::batch::{Extent, HEADER_BYTES, parse};
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::index::{AbortedTransaction, OffsetEntry, TransactionIndex};
use crate::names::{FileKind, segment_file};
use crate::scan::{Bounds, Scan};
pub(crate) use indexes::Indexes;

/// A batch and where it begins in its log file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located {
    pub(crate) position: u64,
    pub(crate) header: BatchHeader,
}

/// What a segment's files are, as a listing of the directory says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnDisk {
    pub(crate) base_offset: i64,
    /// The bytes of the log file.
    pub(crate) size: u64,
    pub(crate) has_transactions: bool,
}

/// A segment; its files are opened when they are first needed.
#[derive(Debug)]
pub(crate) struct Segment {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// What stands behind the names of its files.
    state: &'static str,
    log_path: PathBuf,
    base_offset: i64,
    size: u64,
    /// No batch of it ends after this offset.
    bound: i64,
    log: OnceLock<Arc<dyn DiskFile>>,
    /// `None` until first needed. Locked, because readers share the segment and any of them may
    /// be the one that opens or rebuilds it.
    indexes: Mutex<Option<Indexes>>,
    transactions: Mutex<Option<TransactionIndex>>,
    has_transactions: bool,
    first_timestamp: OnceLock<i64>,
    index_interval_bytes: u32,
}

impl Segment {
    /// Makes an empty segment; its name is not durable yet.
    pub(crate) fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        base_offset: i64,
        index_interval_bytes: u32,
        state: &'static str,
    ) -> Result<Self> {
        let on_disk = OnDisk { base_offset, size: 0, has_transactions: false };
        let mut segment = Self::existing(disk, dir, on_disk, index_interval_bytes);
        segment.state = state;
        segment.log_path = segment.path(FileKind::Log);
        segment.bound = base_offset;
        let log =
            disk.create(&segment.log_path).map_err(Error::disk("create", &segment.log_path))?;
        let indexes = Indexes::create(&**disk, dir, base_offset, state)?;
        let path = segment.path(FileKind::TransactionIndex);
        let transactions = TransactionIndex::empty(&**disk, &path, base_offset)?;
        let opened = segment.log.set(log);
        assert!(opened.is_ok(), "a new segment has no open file");
        *segment.indexes() = Some(indexes);
        *segment.transactions() = Some(transactions);
        Ok(segment)
    }

    /// A segment that is on the disk.
    pub(crate) fn existing(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        on_disk: OnDisk,
        index_interval_bytes: u32,
    ) -> Self {
        let OnDisk { base_offset, size, has_transactions } = on_disk;
        Self {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            state: "",
            log_path: segment_file(dir, FileKind::Log, base_offset, ""),
            base_offset,
            size,
            bound: i64::MAX,
            log: OnceLock::new(),
            indexes: Mutex::new(None),
            transactions: Mutex::new(None),
            has_transactions,
            first_timestamp: OnceLock::new(),
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

    /// No batch of it ends after this.
    pub(crate) fn bound(&self) -> i64 {
        self.bound
    }

    pub(crate) fn set_bound(&mut self, bound: i64) {
        self.bound = bound;
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
        let mut position = self.size;
        self.log()?.write_at(position, bytes).map_err(Error::disk("write", &self.log_path))?;
        self.with_indexes(|indexes| {
            for header in headers {
                let found = Located { position, header: *header };
                indexes.take(&found, self.index_interval_bytes)?;
                position += header.extent();
            }
            Ok(())
        })?;
        self.size += bytes.len() as u64;
        if let Some(last) = headers.last() {
            self.bound = last.end_offset();
        }
        Ok(())
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
        let bounds = Bounds { end: self.size, offset: self.bound, gaps_below: i64::MAX };
        self.scan_in(position, expected_offset, bounds)
    }

    /// Walks the headers up to a position.
    fn scan_within(&self, position: u64, expected: Option<i64>, end: u64) -> Result<Scan> {
        let bounds = Bounds { end, offset: i64::MAX, gaps_below: i64::MAX };
        self.scan_in(position, expected, bounds)
    }

    pub(crate) fn scan_in(
        &self,
        position: u64,
        expected: Option<i64>,
        bounds: Bounds,
    ) -> Result<Scan> {
        let file = Arc::clone(self.log()?);
        Ok(Scan::new(file, &self.log_path, position, expected, bounds))
    }

    /// Where the last batch ends, with everything after the last index entry looked at; this is
    /// how a log that was closed cleanly finds its end without reading all of itself. Only before
    /// offsets up to `gaps_below` may others be missing.
    pub(crate) fn find_end(&self, gaps_below: i64) -> Result<i64> {
        let mut last = self.with_indexes(|indexes| indexes.offsets.last())?;
        if let Some(entry) = last
            && !self.points_at_its_batch(entry)?
        {
            // The entry or the batch is wrong: the batches before tell.
            self.rebuild_indexes()?;
            last = None;
        }
        let bounds = Bounds { end: self.size, offset: self.bound, gaps_below };
        let mut scan = match last {
            Some(entry) => self.scan_in(u64::from(entry.position), None, bounds)?,
            None => self.scan_in(0, Some(self.base_offset), bounds)?,
        };
        let mut end = self.base_offset;
        while let Some(found) = scan.next()? {
            scan.verify(&found)?;
            end = found.header.end_offset();
        }
        Ok(end)
    }

    /// Cuts the log file at `position`, the edge of a batch that begins with `offset`, and the
    /// indexes with it.
    pub(crate) fn truncate(&mut self, position: u64, offset: i64) -> Result<()> {
        assert!(position <= self.size, "a cut does not lengthen a segment");
        self.truncate_indexes(position, offset)?;
        self.with_transactions(|transactions| transactions.truncate(offset))?;
        self.log()?.truncate(position).map_err(Error::disk("truncate", &self.log_path))?;
        (self.size, self.bound) = (position, offset);
        if position == 0 {
            self.first_timestamp = OnceLock::new();
        }
        Ok(())
    }

    /// Takes over what recovery found in the log file and built from it.
    pub(crate) fn recovered(&mut self, size: u64, indexes: Indexes, aborted: TransactionIndex) {
        self.size = size;
        *self.indexes() = Some(indexes);
        *self.transactions() = Some(aborted);
    }

    /// The largest timestamp of the first batch, -1 if it has none or there is no batch.
    pub(crate) fn first_timestamp(&self) -> Result<i64> {
        if let Some(timestamp) = self.first_timestamp.get() {
            return Ok(*timestamp);
        }
        if self.size == 0 {
            return Ok(-1);
        }
        let timestamp = self.header_at(0)?.map_or(-1, |header| header.max_timestamp);
        Ok(*self.first_timestamp.get_or_init(|| timestamp))
    }

    /// Whether an index has room for no more entries than `index_bytes`; the time index keeps a
    /// place for its last one.
    pub(crate) fn is_index_full(&self, index_bytes: u32) -> Result<bool> {
        let offsets_max = u64::from(index_bytes) / crate::index::OFFSET_ENTRY_BYTES as u64;
        let times_max = u64::from(index_bytes) / crate::index::TIME_ENTRY_BYTES as u64;
        let (offsets, times) = self.with_indexes(|indexes| Ok(indexes.counts()))?;
        Ok(offsets_max <= offsets || times_max <= times + 1)
    }

    /// The bytes of the offset index and of the time index.
    pub(crate) fn index_bytes(&self) -> Result<(u64, u64)> {
        let (offsets, times) = self.with_indexes(|indexes| Ok(indexes.counts()))?;
        let bytes = |count: u64, size: usize| count * size as u64;
        Ok((
            bytes(offsets, crate::index::OFFSET_ENTRY_BYTES),
            bytes(times, crate::index::TIME_ENTRY_BYTES),
        ))
    }

    /// The aborted transactions whose marker is here.
    pub(crate) fn aborted(&self) -> Result<Vec<AbortedTransaction>> {
        self.with_transactions(|transactions| transactions.all())
    }

    pub(crate) fn add_aborted(&self, aborted: &AbortedTransaction) -> Result<()> {
        self.with_transactions(|transactions| transactions.append(&*self.disk, aborted))
    }

    /// Whether the transaction index can be right; the text says why not.
    pub(crate) fn check_transactions(&self) -> Result<std::result::Result<(), String>> {
        if !self.has_transactions || self.transactions().is_some() {
            return Ok(Ok(()));
        }
        let path = self.path(FileKind::TransactionIndex);
        match TransactionIndex::open(&*self.disk, &path, self.base_offset, true)? {
            Ok(index) => *self.transactions() = Some(index),
            Err(why) => return Ok(Err(why)),
        }
        Ok(Ok(()))
    }

    /// Takes over a transaction index that was built anew.
    pub(crate) fn set_transactions(&self, index: TransactionIndex) {
        *self.transactions() = Some(index);
    }

    fn with_transactions<T>(
        &self,
        act: impl FnOnce(&mut TransactionIndex) -> Result<T>,
    ) -> Result<T> {
        let mut guard = self.transactions();
        let index = match guard.take() {
            Some(index) => index,
            None => {
                let (path, base) = (self.path(FileKind::TransactionIndex), self.base_offset);
                TransactionIndex::open(&*self.disk, &path, base, self.has_transactions)?
                    .map_err(|why| Error::corrupt(&path, 0, why))?
            }
        };
        act(guard.insert(index))
    }

    fn indexes(&self) -> MutexGuard<'_, Option<Indexes>> {
        self.indexes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn transactions(&self) -> MutexGuard<'_, Option<TransactionIndex>> {
        self.transactions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An entry from which to look for `offset`, checked against the batch it points at.
    fn entry_before(&self, offset: i64) -> Result<Option<OffsetEntry>> {
        let lookup = |indexes: &mut Indexes| indexes.offsets.lookup(offset);
        match self.with_indexes(lookup)? {
            Some(entry) if !self.points_at_its_batch(entry)? => {
                self.rebuild_indexes()?;
                self.with_indexes(lookup)
            }
            other => Ok(other),
        }
    }

    fn points_at_its_batch(&self, entry: OffsetEntry) -> Result<bool> {
        let header = self.header_at(u64::from(entry.position))?;
        Ok(header.is_some_and(|header| header.last_offset() == entry.last_offset))
    }

    /// The header at a position, if there is one.
    fn header_at(&self, position: u64) -> Result<Option<BatchHeader>> {
        let mut bytes = [0; HEADER_BYTES];
        let read = self
            .log()?
            .read_at(position, &mut bytes)
            .map_err(Error::disk("read", &self.log_path))?;
        let left = self.size.saturating_sub(position).min(read as u64) as usize;
        Ok(parse(bytes.get(..left).unwrap_or(&[])).ok())
    }
}
