//! The power is cut at every call of a round of compaction that filters, and of recoveries of it:
//! up to some segment the log is then cleaned, from there on it is as it was, and another round
//! comes to the same end. That may be in the middle of a group that became one segment: where what
//! is left of its first segments ends before the next begins, a start keeps that (`LogLoader` does,
//! too).

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::cleaner::{Cleaned, CleanerConfig, clean, cleanable};
use kanon_store::{Disk, Log, LogConfig, LogDirectory, MemoryDisk};
use support::cuts::{Cuts, chance};
use support::film::Film;
use support::judge::{CONFIG, ROOT, TOPIC, all_of, end_of, header, offsets, partition};
use support::stream::Stream;
use support::{assert_same_files, files};
use wire::batch::{BatchBuilder, Compression};

const COMPACTED: LogConfig = LogConfig { compact: true, ..CONFIG };
const NOW_MS: i64 = 1_000_000;
/// Two or three segments become one.
const CLEANER: CleanerConfig = CleanerConfig {
    segment_bytes: 1600,
    segment_index_bytes: 1 << 20,
    delete_retention_ms: 100,
    ..CleanerConfig::DEFAULT
};

fn open(disk: Arc<dyn Disk>) -> LogDirectory {
    LogDirectory::open(disk, Path::new(ROOT), COMPACTED).unwrap()
}

/// Two records of the keys of a [`Stream`], one of them without a value, compressed.
fn tombstone(base_offset: i64) -> Vec<u8> {
    let mut batch = BatchBuilder::new(base_offset).leader_epoch(1);
    let key = [base_offset as u8 % 4];
    batch.push(1500, Some(&key), None, &[]).unwrap();
    batch.push(1500, Some(&[9]), Some(b"nine"), &[]).unwrap();
    batch.finish_compressed(Compression::Lz4, |records, out| {
        compress::compress(compress::Codec::Lz4, records, out);
    })
}

/// A log that a round has much to do with, durable as a round needs it.
fn fill(disk: Arc<dyn Disk>) -> (LogDirectory, Log) {
    let mut directory = open(disk);
    let mut log = directory.create_log(&partition(), TOPIC).unwrap();
    let mut stream = Stream::default();
    for turn in 0..48 {
        if turn % 7 == 3 {
            let end = log.append(&tombstone(log.end())).unwrap();
            stream.cut(end);
        } else {
            log.append(&stream.next(1)).unwrap();
        }
    }
    log.flush().unwrap();
    directory.checkpoint().unwrap();
    (directory, log)
}

/// A round over all that may be cleaned.
fn round(log: &mut Log) -> Cleaned {
    let stable = log.producers().first_open().unwrap_or(log.end());
    let due = cleanable(log, None, stable, NOW_MS, &CLEANER).unwrap();
    clean(log, &due, NOW_MS, &CLEANER).unwrap()
}

/// What may be left: up to some segment it is cleaned.
fn candidates(before: &[Vec<u8>], after: &[Vec<u8>], bases: &[i64]) -> Vec<Vec<Vec<u8>>> {
    let base = |batch: &&Vec<u8>| header(batch).base_offset;
    let with = |bound: i64| {
        let cleaned = after.iter().filter(|batch| base(batch) < bound);
        let others = before.iter().filter(|batch| bound <= base(batch));
        cleaned.chain(others).cloned().collect()
    };
    bases.iter().map(|bound| with(*bound)).collect()
}

struct Judge {
    allowed: Vec<Vec<Vec<u8>>>,
    /// What another round leaves of any of them.
    finished: Vec<Vec<u8>>,
    /// How often each of those that are allowed was found.
    seen: Vec<u64>,
}

impl Judge {
    /// Starts again on what is left, goes another round, and starts once more.
    fn judge(&mut self, disk: &MemoryDisk, place: &str) {
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let mut directory = open(Arc::clone(&shared));
        assert!(directory.mended().is_empty(), "{place}: {:?}", directory.mended());
        let opened = directory.open_log(&partition()).unwrap();
        assert!(opened.recovery.cut.is_none(), "{place}: {:?}", opened.recovery);
        let found = all_of(&opened.log);
        let which = self.allowed.iter().position(|allowed| *allowed == found);
        let which =
            which.unwrap_or_else(|| panic!("{place}: {:?} {:?}", offsets(&found), opened.recovery));
        self.seen[which] += 1;
        assert_eq!(opened.log.flushed_end(), opened.log.end(), "{place}");
        drop((opened, directory));
        let before = files(&shared, Path::new(ROOT));
        let mut directory = open(Arc::clone(&shared));
        let mut log = directory.open_log(&partition()).unwrap().log;
        assert_same_files(&files(&shared, Path::new(ROOT)), &before, &place);
        directory.checkpoint().unwrap();
        round(&mut log);
        assert_eq!(offsets(&all_of(&log)), offsets(&self.finished), "{place}, again");
        drop((log, directory));
        let mut directory = open(shared);
        let again = directory.open_log(&partition()).unwrap();
        assert_eq!(offsets(&all_of(&again.log)), offsets(&self.finished), "{place}");
    }
}

/// What is there before a round and after it, and the segments before it.
fn rehearse(disk: &MemoryDisk) -> (Vec<Vec<u8>>, Vec<Vec<u8>>, Vec<i64>) {
    let mut directory = open(Arc::new(disk.fork()));
    let mut log = directory.open_log(&partition()).unwrap().log;
    directory.checkpoint().unwrap();
    let (bases, before) = (log.segment_bases(), all_of(&log));
    let cleaned = round(&mut log);
    let statistics = cleaned.statistics;
    assert!(3 * statistics.records_kept < 2 * statistics.records_read, "{statistics:?}");
    let after = all_of(&log);
    let left = log.segment_bases();
    assert!(3 < left.len() && left.len() + 3 < bases.len(), "{bases:?} {left:?}");
    (before, after, bases)
}

#[test]
fn the_power_is_cut_at_every_call_of_a_round_and_of_recoveries() {
    let film = Film::new(MemoryDisk::new());
    let (directory, mut log) = fill(Arc::new(film.clone()));
    let (before, after, mut bases) = rehearse(&film.disk);
    let end = before.last().map(|batch| end_of(&header(batch))).unwrap();
    bases.push(end);
    let allowed = candidates(&before, &after, &bases);
    let seen = vec![0; allowed.len()];
    let mut judge = Judge { allowed, finished: after, seen };
    film.develop();
    round(&mut log);
    directory.checkpoint().unwrap();
    let pictures = film.develop();
    let (mut cuts, mut recoveries) = (Cuts::default(), Cuts::default());
    for (at, picture) in pictures.iter().enumerate() {
        let mut left = Vec::new();
        cuts.turn();
        cuts.of(picture, &mut |disk, how| {
            left.push(disk.fork());
            judge.judge(disk, &format!("call {at}, {how}"));
        });
        let which = chance(at as u64) as usize % left.len();
        if at % 48 == 0 {
            recover(&left[which], &mut judge, &mut recoveries, at);
        }
    }
    drop((log, directory));
    let kinds = judge.seen.iter().filter(|seen| 0 < **seen).count();
    assert!(4 < kinds, "{:?}", judge.seen);
    for (name, cuts) in [("round", cuts), ("recoveries", recoveries)] {
        cuts.print(name);
        assert!(30 < cuts.pictures && cuts.pictures < cuts.different, "{name}");
    }
}

/// Cuts the power at every call of a recovery.
fn recover(disk: &MemoryDisk, judge: &mut Judge, cuts: &mut Cuts, at: usize) {
    let film = Film::new(disk.fork());
    let mut directory = open(Arc::new(film.clone()));
    directory.open_log(&partition()).unwrap();
    drop(directory);
    for (call, picture) in film.develop().iter().enumerate() {
        cuts.turn();
        cuts.of(picture, &mut |disk, how| {
            judge.judge(disk, &format!("call {at}, recovery, call {call}, {how}"));
        });
    }
}
