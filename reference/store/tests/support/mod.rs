//! What the tests share: batches to append, and the two disks to append them to.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanon_store::{Disk, Log, LogConfig, MemoryDisk, RealDisk};

/// Small enough that a handful of batches fills several segments and index entries.
pub(crate) const SMALL: LogConfig = LogConfig { segment_bytes: 600, index_interval_bytes: 150 };

/// A batch of `timestamps.len()` records with values of `value_bytes` bytes.
pub(crate) fn batch(
    base_offset: i64,
    leader_epoch: i32,
    timestamps: &[i64],
    value_bytes: usize,
) -> Vec<u8> {
    let base_timestamp = timestamps[0];
    let mut records = Vec::new();
    for (place, timestamp) in timestamps.iter().enumerate() {
        let mut record = vec![0];
        varint(&mut record, timestamp - base_timestamp);
        varint(&mut record, place as i64);
        varint(&mut record, -1);
        varint(&mut record, value_bytes as i64);
        let value = (0..value_bytes).map(|at| (base_offset as usize * 31 + place * 7 + at) as u8);
        record.extend(value);
        varint(&mut record, 0);
        varint(&mut records, record.len() as i64);
        records.extend(record);
    }
    let mut summed = Vec::new();
    summed.extend(0_i16.to_be_bytes());
    summed.extend((timestamps.len() as i32 - 1).to_be_bytes());
    summed.extend(base_timestamp.to_be_bytes());
    summed.extend(timestamps.iter().max().unwrap().to_be_bytes());
    summed.extend((-1_i64).to_be_bytes());
    summed.extend((-1_i16).to_be_bytes());
    summed.extend((-1_i32).to_be_bytes());
    summed.extend((timestamps.len() as i32).to_be_bytes());
    summed.extend(records);
    let mut batch = Vec::new();
    batch.extend(base_offset.to_be_bytes());
    batch.extend((summed.len() as i32 + 9).to_be_bytes());
    batch.extend(leader_epoch.to_be_bytes());
    batch.push(2);
    batch.extend(crc_fast::crc32_iscsi(&summed).to_be_bytes());
    batch.extend(summed);
    batch
}

/// A batch of `count` records, all at the time 1000 + its base offset.
pub(crate) fn plain(
    base_offset: i64,
    leader_epoch: i32,
    count: usize,
    value_bytes: usize,
) -> Vec<u8> {
    batch(base_offset, leader_epoch, &vec![1000 + base_offset; count], value_bytes)
}

fn varint(out: &mut Vec<u8>, value: i64) {
    let mut rest = ((value << 1) ^ (value >> 63)) as u64;
    while 0x7f < rest {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Runs a test over both disks, each with an empty directory that exists.
pub(crate) fn on_both_disks(test: impl Fn(Arc<dyn Disk>, &Path)) {
    let memory = MemoryDisk::new();
    test(Arc::new(memory), Path::new("/"));
    let dir = tempfile::tempdir().unwrap();
    test(Arc::new(RealDisk), dir.path());
}

/// Opens the log in `dir`, which is made if it is missing, as after an unclean stop.
pub(crate) fn open(disk: &Arc<dyn Disk>, dir: &Path) -> Log {
    disk.create_dir(dir).unwrap();
    Log::open(Arc::clone(disk), dir, SMALL, false).unwrap().0
}

/// Everything a log holds, batch by batch.
pub(crate) fn batches(log: &Log) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut at = log.start();
    while at < log.end() {
        let read = log.read(at, log.end(), 1, true).unwrap();
        assert_eq!(read.base_offset, at);
        assert!(at < read.end_offset);
        at = read.end_offset;
        all.push(read.bytes);
    }
    all
}

/// The files of a directory with their contents, those of subdirectories too.
pub(crate) fn files(disk: &Arc<dyn Disk>, dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in disk.list(dir).unwrap() {
        let path = dir.join(&entry.name);
        if entry.is_directory {
            found.extend(files(disk, &path));
        } else {
            let mut bytes = vec![0; entry.length as usize];
            let read = disk.open(&path).unwrap().read_at(0, &mut bytes).unwrap();
            bytes.truncate(read);
            found.push((path, bytes));
        }
    }
    found
}
