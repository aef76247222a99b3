//! What a torn tail, a flipped bit or a lost file does to a log: a cut, never something else.

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanon_store::{Disk, Error, Fault, Log, MemoryDisk};
use support::{SMALL, batches, files, plain};

const DIR: &str = "/t-0";

/// A closed log of several segments, its batches, and the disk.
fn closed() -> (MemoryDisk, Vec<Vec<u8>>) {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut log = support::open(&disk, Path::new(DIR));
    let mut all = Vec::new();
    for place in 0..12_i64 {
        all.push(plain(log.end(), (place / 4) as i32, 1 + place as usize % 3, 100));
        log.append(all.last().unwrap()).unwrap();
    }
    log.close().unwrap();
    (memory, all)
}

fn open(memory: &MemoryDisk, clean: bool) -> (Log, kanon_store::Recovery) {
    Log::open(Arc::new(memory.clone()), Path::new(DIR), SMALL, clean).unwrap()
}

fn with_extension(memory: &MemoryDisk, extension: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut found = files(&disk, Path::new(DIR));
    found.retain(|(path, _)| path.extension().is_some_and(|other| other == extension));
    found
}

/// Asserts that a log holds the first batches of what was written, and how many.
fn assert_prefix(log: &Log, all: &[Vec<u8>]) -> usize {
    let kept = batches(log);
    assert_eq!(kept, all[..kept.len()]);
    kept.len()
}

/// Asserts that opening once more finds nothing to do and leaves every byte as it is.
fn assert_settled(memory: &MemoryDisk) {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let before = files(&disk, Path::new(DIR));
    let (_, report) = open(memory, false);
    assert!(report.cut.is_none() && report.removed.is_empty() && !report.epochs_rebuilt);
    support::assert_same_files(&files(&disk, Path::new(DIR)), &before, &"opened again");
}

#[test]
fn a_tail_torn_at_any_byte_of_the_last_batch_is_cut() {
    let (memory, all) = closed();
    let (path, content) = with_extension(&memory, "log").pop().unwrap();
    let last = all.last().unwrap().len();
    for torn in 0..last {
        for clean in [false, true] {
            let memory = memory.fork();
            memory.rot(&path, |bytes| bytes.truncate(content.len() - last + torn)).unwrap();
            let (log, report) = open(&memory, clean);
            assert_eq!(assert_prefix(&log, &all), all.len() - 1);
            // A tail that ends with a batch shows no tear.
            assert_eq!(report.cut.map_or(0, |cut| cut.bytes), torn as u64);
            assert_settled(&memory);
        }
    }
}

#[test]
fn a_bit_flipped_anywhere_in_a_log_cuts_there_and_drops_what_follows() {
    let (memory, all) = closed();
    let mut before = 0;
    for (path, content) in with_extension(&memory, "log") {
        for at in 0..content.len() {
            let (in_batch, place) = batch_at(&all[before..], at);
            // Nothing but the order of epochs guards the leader epoch, see the README.
            if (12..16).contains(&in_batch) {
                continue;
            }
            let flipped = memory.fork();
            flipped.rot(&path, |bytes| bytes[at] ^= 1 << (at % 8)).unwrap();
            let (log, report) = open(&flipped, false);
            assert_eq!(assert_prefix(&log, &all), before + place, "byte {at}");
            let cut = report.cut.expect("a cut is reported");
            assert_eq!(cut.path, path);
            assert!(cut.position <= at as u64 && (at as u64) < cut.position + cut.bytes);
            assert_settled(&flipped);
        }
        before += batch_at(&all[before..], content.len()).1;
    }
    assert_eq!(before, all.len());
}

/// How far into which batch a byte of a segment lies.
fn batch_at(batches: &[Vec<u8>], mut at: usize) -> (usize, usize) {
    for (place, batch) in batches.iter().enumerate() {
        if at < batch.len() {
            return (at, place);
        }
        at -= batch.len();
    }
    (at, batches.len())
}

#[test]
fn a_bit_flipped_anywhere_in_a_trusted_log_is_never_read() {
    let (memory, all) = closed();
    let starts: Vec<i64> =
        open(&memory, true).0.headers(0).map(|h| h.unwrap().base_offset).collect();
    for (path, content) in with_extension(&memory, "log") {
        for at in 0..content.len() {
            let flipped = memory.fork();
            flipped.rot(&path, |bytes| bytes[at] ^= 1 << (at % 8)).unwrap();
            let (log, _) = open(&flipped, true);
            for (place, start) in starts.iter().enumerate() {
                match log.read(*start, log.end(), u32::MAX >> 2, true) {
                    Ok(read) => assert!(all[place..].concat().starts_with(&read.bytes)),
                    Err(Error::OutOfRange { end, .. }) => assert!(end < *start),
                    Err(error) => assert_eq!(error.fault(), Fault::Content, "{error}"),
                }
            }
        }
    }
}

#[test]
fn a_bit_flipped_anywhere_in_an_index_changes_nothing_that_is_read() {
    let (memory, all) = closed();
    let indexes = with_extension(&memory, "index");
    assert!(indexes.iter().any(|(_, content)| 16 <= content.len()));
    for (path, content) in indexes {
        for bit in 0..content.len() * 8 {
            let flipped = memory.fork();
            flipped.rot(&path, |bytes| bytes[bit / 8] ^= 1 << (bit % 8)).unwrap();
            let (log, report) = open(&flipped, true);
            assert!(report.trusted, "{:?}", report.distrust);
            assert_eq!(assert_prefix(&log, &all), all.len());
        }
    }
}

#[test]
fn an_index_that_is_missing_or_torn_or_padded_is_rebuilt_byte_for_byte() {
    let (memory, all) = closed();
    for (path, content) in with_extension(&memory, "index") {
        for damage in 0..4 {
            for clean in [true, false] {
                let damaged = memory.fork();
                let edit = |bytes: &mut Vec<u8>| match damage {
                    0 => bytes.push(0),
                    1 => bytes.extend([0xff; 8]),
                    2 => bytes.truncate(bytes.len().saturating_sub(3)),
                    // As Kafka preallocates it and leaves it after a crash.
                    _ => bytes.resize(4096, 0),
                };
                damaged.rot(&path, edit).unwrap();
                let (log, _) = open(&damaged, clean);
                assert_eq!(assert_prefix(&log, &all), all.len());
                let (_, now) = with_extension(&damaged, "index")
                    .into_iter()
                    .find(|(other, _)| *other == path)
                    .unwrap();
                // Entries of zeros behind the real ones are only noticed when they are used.
                assert!(now == content || (clean && damage == 3), "{damage} {clean}");
            }
        }
        for clean in [true, false] {
            let damaged = memory.fork();
            damaged.remove(&path).unwrap();
            let (log, _) = open(&damaged, clean);
            assert_eq!(assert_prefix(&log, &all), all.len());
            assert!(with_extension(&damaged, "index").contains(&(path.clone(), content.clone())));
        }
    }
}

#[test]
fn a_lost_segment_drops_those_behind_it() {
    let (memory, all) = closed();
    let logs = with_extension(&memory, "log");
    assert!(3 < logs.len());
    let mut before = 0;
    for (place, (path, content)) in logs.iter().enumerate() {
        let count = batch_at(&all[before..], content.len()).1;
        if 0 < place {
            let damaged = memory.fork();
            damaged.remove(path).unwrap();
            let (log, report) = open(&damaged, false);
            assert_eq!(assert_prefix(&log, &all), before);
            let indexes_and_later = 2 + logs.len() - place - 1;
            assert_eq!(report.removed.len(), indexes_and_later);
            assert_settled(&damaged);
        }
        before += count;
    }
}

#[test]
fn files_of_garbage_open_as_an_empty_log() {
    for garbage in [vec![], vec![0; 7], vec![0; 300], vec![0xff; 300], b"PK\x03\x04".repeat(40)] {
        let memory = MemoryDisk::new();
        memory.create_dir(Path::new(DIR)).unwrap();
        for name in [
            "00000000000000000000.log",
            "00000000000000000000.index",
            "00000000000000000009.log",
            "00000000000000000003.index",
            "leader-epoch-checkpoint",
            "not-ours",
        ] {
            let file = memory.create(&Path::new(DIR).join(name)).unwrap();
            file.write_at(0, &garbage).unwrap();
        }
        for clean in [true, false] {
            let memory = memory.fork();
            let (mut log, _) = open(&memory, clean);
            assert_eq!((log.start(), log.end()), (0, 0));
            log.append(&plain(log.end(), 0, 1, 5)).unwrap();
            assert!(memory.open(&Path::new(DIR).join("not-ours")).is_ok());
        }
    }
}

#[test]
fn leader_epochs_that_are_lost_or_damaged_are_rebuilt_from_the_batches() {
    let (memory, all) = closed();
    let path = Path::new(DIR).join("leader-epoch-checkpoint");
    let epochs = open(&memory, true).0.epochs().to_vec();
    assert_eq!(epochs.len(), 3);
    for text in
        ["", "0\n", "1\n0\n", "0\n3\n0 0\n", "0\n1\nx y\n", "0\n2\n0 7\n1 3\n", "0\n1\n0 99\n"]
    {
        for clean in [true, false] {
            let damaged = memory.fork();
            damaged.rot(&path, |bytes| *bytes = text.as_bytes().to_vec()).unwrap();
            let (log, report) = open(&damaged, clean);
            assert!(report.epochs_rebuilt, "{text:?}");
            assert_eq!(log.epochs(), epochs);
            assert_eq!(assert_prefix(&log, &all), all.len());
            assert_settled(&damaged);
        }
    }
}
