//! Producer snapshots (`ProducerSnapshot`, version 1): the state of producers at an offset, which
//! is the file's name, so that not the whole log has to be folded at a start.
//!
//! Big-endian: version (2 bytes), CRC-32C of what follows it (4), the number of entries (4), then
//! 46 bytes an entry. Of the batches that are remembered only the last is in it. A snapshot whose
//! checksum is wrong is removed, and an older one taken.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ProducerBatch, ProducerEntry, Producers};
use crate::checkpoint::read_bytes;
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::names;

const VERSION: i16 = 1;
const HEAD_BYTES: usize = 10;
const ENTRY_BYTES: usize = 46;
/// Where the checksummed bytes begin.
const CHECKSUMMED_AT: usize = 6;

/// A producer as a snapshot has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotEntry {
    /// The producer's id.
    pub producer_id: i64,
    /// Its epoch.
    pub epoch: i16,
    /// The sequence number of its last record, or -1.
    pub last_sequence: i32,
    /// The offset of its last record, or -1.
    pub last_offset: i64,
    /// That offset less the first one of the batch.
    pub offset_delta: i32,
    /// The time of its last batch or marker, in ms since 1970.
    pub timestamp: i64,
    /// The epoch of the coordinator that wrote its last marker, or -1.
    pub coordinator_epoch: i32,
    /// Where its open transaction begins, or -1.
    pub transaction_start: i64,
}

impl SnapshotEntry {
    fn of(producer_id: i64, entry: &ProducerEntry) -> Self {
        let last = entry.batches.back();
        Self {
            producer_id,
            epoch: entry.epoch,
            last_sequence: last.map_or(-1, |batch| batch.last_sequence),
            last_offset: last.map_or(-1, |batch| batch.last_offset),
            offset_delta: last.map_or(0, |batch| batch.offset_delta),
            timestamp: entry.last_timestamp,
            coordinator_epoch: entry.coordinator_epoch,
            transaction_start: entry.transaction_start.unwrap_or(-1),
        }
    }

    pub(super) fn into_entry(self) -> (i64, ProducerEntry) {
        let batch = ProducerBatch {
            last_sequence: self.last_sequence,
            last_offset: self.last_offset,
            offset_delta: self.offset_delta,
            timestamp: self.timestamp,
        };
        let batches = if 0 <= self.last_offset { VecDeque::from([batch]) } else { VecDeque::new() };
        let entry = ProducerEntry {
            epoch: self.epoch,
            batches,
            coordinator_epoch: self.coordinator_epoch,
            last_timestamp: self.timestamp,
            transaction_start: Some(self.transaction_start).filter(|start| 0 <= *start),
        };
        (self.producer_id, entry)
    }
}

/// The content of a snapshot.
fn encode(producers: &Producers) -> Vec<u8> {
    let mut bytes = VERSION.to_be_bytes().to_vec();
    bytes.extend([0; 4]);
    bytes.extend(u32::try_from(producers.len()).unwrap_or(u32::MAX).to_be_bytes());
    for (id, entry) in producers.iter() {
        let it = SnapshotEntry::of(id, entry);
        bytes.extend(it.producer_id.to_be_bytes());
        bytes.extend(it.epoch.to_be_bytes());
        bytes.extend(it.last_sequence.to_be_bytes());
        bytes.extend(it.last_offset.to_be_bytes());
        bytes.extend(it.offset_delta.to_be_bytes());
        bytes.extend(it.timestamp.to_be_bytes());
        bytes.extend(it.coordinator_epoch.to_be_bytes());
        bytes.extend(it.transaction_start.to_be_bytes());
    }
    let crc = checksum(&bytes).to_be_bytes();
    bytes.iter_mut().skip(2).zip(crc).for_each(|(place, byte)| *place = byte);
    bytes
}

fn checksum(bytes: &[u8]) -> u32 {
    wire::crc32c(bytes.get(CHECKSUMMED_AT..).unwrap_or_default())
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}

/// Reads a snapshot.
///
/// # Errors
/// The byte, and a text that says what is wrong there.
pub(crate) fn parse(bytes: &[u8]) -> std::result::Result<Vec<SnapshotEntry>, (u64, String)> {
    let mut rest = bytes;
    let head = (take(&mut rest), take(&mut rest), take(&mut rest));
    let (Some(version), Some(crc), Some(count)) = head else {
        return Err((0, format!("{} bytes are no snapshot", bytes.len())));
    };
    if i16::from_be_bytes(version) != VERSION {
        return Err((0, format!("version {} is not {VERSION}", i16::from_be_bytes(version))));
    }
    let (stored, computed) = (u32::from_be_bytes(crc), checksum(bytes));
    if stored != computed {
        return Err((2, format!("checksum is {computed:#010x}, stored {stored:#010x}")));
    }
    let count = i32::from_be_bytes(count);
    let (entries, left) = rest.as_chunks::<ENTRY_BYTES>();
    if i64::from(count) != entries.len() as i64 || !left.is_empty() {
        let there = bytes.len() - HEAD_BYTES;
        return Err((6, format!("{count} entries are declared, {there} bytes are there")));
    }
    Ok(entries.iter().filter_map(parse_entry).collect())
}

/// An entry; its size is right.
fn parse_entry(entry: &[u8; ENTRY_BYTES]) -> Option<SnapshotEntry> {
    let mut rest = entry.as_slice();
    Some(SnapshotEntry {
        producer_id: i64::from_be_bytes(take(&mut rest)?),
        epoch: i16::from_be_bytes(take(&mut rest)?),
        last_sequence: i32::from_be_bytes(take(&mut rest)?),
        last_offset: i64::from_be_bytes(take(&mut rest)?),
        offset_delta: i32::from_be_bytes(take(&mut rest)?),
        timestamp: i64::from_be_bytes(take(&mut rest)?),
        coordinator_epoch: i32::from_be_bytes(take(&mut rest)?),
        transaction_start: i64::from_be_bytes(take(&mut rest)?),
    })
}

/// The snapshots of a log that are on the disk.
#[derive(Debug)]
pub(crate) struct Snapshots {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    offsets: BTreeSet<i64>,
}

impl Snapshots {
    pub(crate) fn new(disk: &Arc<dyn Disk>, dir: &Path, offsets: BTreeSet<i64>) -> Self {
        Self { disk: Arc::clone(disk), dir: dir.to_path_buf(), offsets }
    }

    pub(crate) fn path(&self, offset: i64) -> PathBuf {
        names::snapshot_file(&self.dir, offset)
    }

    pub(crate) fn offsets(&self) -> impl Iterator<Item = i64> {
        self.offsets.iter().copied()
    }

    pub(crate) fn has(&self, offset: i64) -> bool {
        self.offsets.contains(&offset)
    }

    /// The newest snapshot at or before `offset` that is sound, and where it stands. Those that are
    /// not are removed, and given to `damaged`.
    pub(crate) fn newest(
        &mut self,
        offset: i64,
        damaged: &mut dyn FnMut(PathBuf, u64, String),
    ) -> Result<Option<(i64, Producers)>> {
        while let Some(at) = self.offsets.range(..=offset).next_back().copied() {
            let path = self.path(at);
            let bytes = read_bytes(&*self.disk, &path)?.unwrap_or_default();
            match parse(&bytes) {
                Ok(entries) => return Ok(Some((at, Producers::restore(entries)))),
                Err((place, reason)) => {
                    self.remove(at)?;
                    damaged(path, place, reason);
                }
            }
        }
        Ok(None)
    }

    /// Writes the state at `offset`. Gives the file if it was written: one that is there and the
    /// same stays.
    pub(crate) fn take(
        &mut self,
        offset: i64,
        producers: &Producers,
    ) -> Result<Option<Arc<dyn DiskFile>>> {
        let (path, bytes) = (self.path(offset), encode(producers));
        if self.has(offset) && read_bytes(&*self.disk, &path)?.as_ref() == Some(&bytes) {
            return Ok(None);
        }
        let file = self.disk.create(&path).map_err(Error::disk("create", &path))?;
        file.write_at(0, &bytes).map_err(Error::disk("write", &path))?;
        self.offsets.insert(offset);
        Ok(Some(file))
    }

    pub(crate) fn remove(&mut self, offset: i64) -> Result<()> {
        self.offsets.remove(&offset);
        let path = self.path(offset);
        match self.disk.remove(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.map_err(Error::disk("remove", &path)),
        }
    }

    /// Removes the snapshots for which `stale` says so; says whether there were any.
    pub(crate) fn remove_if(&mut self, stale: impl Fn(i64) -> bool) -> Result<bool> {
        let gone: Vec<i64> = self.offsets().filter(|offset| stale(*offset)).collect();
        gone.iter().try_for_each(|offset| self.remove(*offset))?;
        Ok(!gone.is_empty())
    }

    /// Forgets a snapshot whose file another has renamed.
    pub(crate) fn forget(&mut self, offset: i64) -> bool {
        self.offsets.remove(&offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Producers {
        let entry = |id: i64| SnapshotEntry {
            producer_id: id,
            epoch: 3,
            last_sequence: 7,
            last_offset: 41,
            offset_delta: 2,
            timestamp: 1_700_000_000_000,
            coordinator_epoch: -1,
            transaction_start: if id == 5 { 39 } else { -1 },
        };
        Producers::restore(vec![entry(5), entry(9)])
    }

    #[test]
    fn a_snapshot_is_read_as_it_was_written() {
        for producers in [Producers::default(), some()] {
            let bytes = encode(&producers);
            assert_eq!(Producers::restore(parse(&bytes).unwrap()), producers);
            assert_eq!(bytes.len(), HEAD_BYTES + producers.len() * ENTRY_BYTES);
        }
        assert_eq!(some().first_open(), Some(39));
    }

    #[test]
    fn a_bit_flipped_anywhere_and_any_other_length_is_named() {
        let bytes = encode(&some());
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            parse(&flipped).unwrap_err();
        }
        for length in 0..bytes.len() {
            parse(&bytes[..length]).unwrap_err();
        }
        parse(&[bytes.as_slice(), &[0]].concat()).unwrap_err();
    }
}
