//! What the tests share: batches to append, and the two disks to append them to.

#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod cuts;
pub(crate) mod film;
pub(crate) mod judge;
pub(crate) mod records;
pub(crate) mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanon_store::{Disk, Log, LogConfig, MemoryDisk, RealDisk};
use wire::batch::BatchBuilder;

/// Small enough that a handful of batches fills several segments and index entries.
pub(crate) const SMALL: LogConfig =
    LogConfig { segment_bytes: 900, index_interval_bytes: 100, ..LogConfig::DEFAULT };

/// A batch of `timestamps.len()` records with values of `value_bytes` bytes.
pub(crate) fn batch(
    base_offset: i64,
    leader_epoch: i32,
    timestamps: &[i64],
    value_bytes: usize,
) -> Vec<u8> {
    let mut batch = BatchBuilder::new(base_offset).leader_epoch(leader_epoch);
    for (place, timestamp) in timestamps.iter().enumerate() {
        let byte = |at| (base_offset as usize * 31 + place * 7 + at) as u8;
        let value: Vec<u8> = (0..value_bytes).map(byte).collect();
        batch.push(*timestamp, None, Some(&value), &[]).unwrap();
    }
    batch.finish()
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

/// Asserts that files are the same, and otherwise names the first that differs.
pub(crate) fn assert_same_files(
    found: &[(PathBuf, Vec<u8>)],
    expected: &[(PathBuf, Vec<u8>)],
    place: &dyn std::fmt::Display,
) {
    let names = |files: &[(PathBuf, Vec<u8>)]| {
        files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(found), names(expected), "{place}");
    for ((path, found), (_, expected)) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{place}: {}", path.display());
    }
}
