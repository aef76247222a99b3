//! What is kept and for how long: rolls, retention, deleted records and partitions, producers.

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::{
    BATCHES_REMEMBERED, Disk, Error, Log, LogConfig, LogDirectory, MemoryDisk, TopicPartition,
};
use support::{batch, batches, on_both_disks, plain};
use wire::Uuid;
use wire::batch::BatchBuilder;

const SMALL: LogConfig = support::SMALL;

fn open_with(disk: &Arc<dyn Disk>, dir: &Path, config: LogConfig) -> Log {
    disk.create_dir(dir).unwrap();
    Log::open(Arc::clone(disk), dir, config, false).unwrap().0
}

fn partition(topic: &str) -> TopicPartition {
    TopicPartition::new(topic, 0).unwrap()
}

/// Appends batches of one record, at these times.
fn at_times(log: &mut Log, times: &[i64]) {
    for time in times {
        log.append(&batch(log.end(), 0, &[*time], 50)).unwrap();
    }
}

#[test]
fn a_segment_is_rolled_by_the_time_of_its_batches() {
    on_both_disks(|disk, root| {
        let config = LogConfig { segment_ms: 100, ..LogConfig::DEFAULT };
        let mut log = open_with(&disk, &root.join("t-0"), config);
        // 1100 is no more than 100 after 1000; 1101 is, and 900 is before its segment's first.
        at_times(&mut log, &[1000, 1100, 1101, 900, 1300]);
        assert_eq!(log.segment_bases(), [0, 2, 4]);
        // Without a timestamp nothing is known of the time.
        at_times(&mut log, &[i64::MAX, -1, 7]);
        assert_eq!(log.segment_bases(), [0, 2, 4, 5]);
    });
}

#[test]
fn a_segment_is_rolled_when_an_index_is_full() {
    on_both_disks(|disk, root| {
        let config =
            LogConfig { segment_index_bytes: 48, index_interval_bytes: 1, ..LogConfig::DEFAULT };
        let mut log = open_with(&disk, &root.join("t-0"), config);
        // Of the time index: 48 bytes are four entries, one of which is for the end.
        at_times(&mut log, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(log.segment_bases(), [0, 4]);
        // Of the offset index, when time does not rise: six entries.
        at_times(&mut log, &[5; 8]);
        assert_eq!(log.segment_bases(), [0, 4, 11]);
    });
}

#[test]
fn the_oldest_segments_go_by_time_by_size_and_below_the_start() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        let config = LogConfig { retention_ms: 500, ..SMALL };
        let mut log = open_with(&disk, &dir, config);
        at_times(&mut log, &(0..40).map(|at| 1000 + 10 * at).collect::<Vec<_>>());
        let bases = log.segment_bases();
        assert!(4 < bases.len(), "{bases:?}");
        // The last record of the second segment is 501 ms old; nothing goes past the bound.
        let now = 1000 + 10 * (bases[2] - 1) + 501;
        let kept = [0, bases[1], log.end()].map(|below| log.retained_from(now, below).unwrap());
        assert_eq!(kept, [0, bases[1], bases[2]], "what would be left");
        assert_eq!(log.retained_from(i64::MAX, log.end()).unwrap(), log.end());
        assert!(log.delete_old_segments(now, 0).unwrap().is_empty());
        assert_eq!(log.delete_old_segments(now, bases[1]).unwrap().len(), 1);
        assert_eq!(log.delete_old_segments(now, log.end()).unwrap().len(), 1);
        assert_eq!((log.start(), log.segment_bases()), (bases[2], bases[2..].to_vec()));
        assert!(matches!(log.read(0, 40, 1, true), Err(Error::OutOfRange { .. })));
        // The files have new names until they are removed.
        let names = |disk: &Arc<dyn Disk>| -> Vec<String> {
            let entries = disk.list(&dir).unwrap().into_iter().map(|entry| entry.name);
            entries.filter(|name| name.ends_with(".deleted")).collect()
        };
        assert_eq!(names(&disk).len(), 6, "{:?}", names(&disk));
        for deletion in log.take_deletions() {
            deletion.run().unwrap();
        }
        assert_eq!(names(&disk).len(), 0);
        // Records in the middle of a segment are deleted with it alone.
        log.delete_records(bases[3] + 1).unwrap();
        assert_eq!(log.delete_old_segments(0, log.end()).unwrap().len(), 1);
        assert_eq!((log.start(), log.segment_bases()[0]), (bases[3] + 1, bases[3]));
        assert_eq!(log.retained_from(0, log.end()).unwrap(), log.start(), "nothing more goes");
        assert!(matches!(log.delete_records(41), Err(Error::OutOfRange { .. })));
        assert_eq!(log.delete_records(0).unwrap(), bases[3] + 1, "it never goes back");
        // All of it may go: the log goes on, empty, and stays where it is.
        let all = log.segment_bases().len();
        assert_eq!(log.delete_old_segments(i64::MAX, log.end()).unwrap().len(), all);
        assert_eq!((log.start(), log.end(), log.size()), (40, 40, 0));
        log.append(&plain(40, 3, 1, 10)).unwrap();
        log.close().unwrap();
        let (log, recovery) = Log::open(Arc::clone(&disk), &dir, config, true).unwrap();
        assert!(recovery.trusted, "{recovery:?}");
        assert_eq!((log.start(), batches(&log)), (40, vec![plain(40, 3, 1, 10)]));
    });
}

#[test]
fn a_log_is_no_longer_than_retention_bytes_by_a_segment() {
    on_both_disks(|disk, root| {
        let config = LogConfig { retention_bytes: 2000, ..SMALL };
        let mut log = open_with(&disk, &root.join("t-0"), config);
        at_times(&mut log, &[1000; 40]);
        let before = log.size();
        let removed = log.delete_old_segments(1000, log.end()).unwrap();
        let bytes: u64 = removed.iter().map(|it| it.bytes).sum();
        assert_eq!(log.size(), before - bytes);
        let first = removed.last().unwrap().bytes;
        assert!(2000 <= log.size() && log.size() < 2000 + first, "{}", log.size());
        // Not without the policy.
        let config = LogConfig { retention_bytes: 0, delete: false, ..SMALL };
        let mut log = open_with(&disk, &root.join("u-0"), config);
        at_times(&mut log, &[1000; 40]);
        assert!(log.delete_old_segments(i64::MAX, log.end()).unwrap().is_empty());
    });
}

#[test]
fn a_deleted_partition_leaves_nothing_to_one_of_its_name() {
    on_both_disks(|disk, root| {
        let open =
            |disk: &Arc<dyn Disk>| LogDirectory::open(Arc::clone(disk), root, SMALL).unwrap();
        let mut directory = open(&disk);
        let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
        for _ in 0..20 {
            log.append(&plain(log.end(), 5, 2, 60)).unwrap();
        }
        log.flush().unwrap();
        log.delete_records(30).unwrap();
        directory.checkpoint().unwrap();
        let deletion = directory.delete_log(log, "00ff").unwrap();
        assert!(deletion.files().len() > 4);
        assert!(directory.partitions().unwrap().is_empty());
        let mut log = directory.create_log(&partition("t"), Uuid([2; 16])).unwrap();
        log.append(&plain(0, 0, 1, 1)).unwrap();
        log.flush().unwrap();
        drop((log, directory));
        // As after a crash before the deletion was run: the next start finds it.
        let mut directory = open(&disk);
        let left = directory.deletions().unwrap();
        assert_eq!(left.len(), 1);
        left.into_iter().for_each(|deletion| deletion.run().unwrap());
        assert!(directory.deletions().unwrap().is_empty());
        let opened = directory.open_log(&partition("t")).unwrap();
        assert_eq!(opened.topic_id, Some(Uuid([2; 16])));
        assert_eq!(batches(&opened.log), [plain(0, 0, 1, 1)]);
        assert!(opened.recovery.removed.is_empty());
    });
}

#[test]
fn a_log_that_ends_before_its_start_is_deleted_wholly() {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut directory = LogDirectory::open(Arc::clone(&disk), Path::new("/d"), SMALL).unwrap();
    let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    for _ in 0..12 {
        log.append(&plain(log.end(), 0, 1, 60)).unwrap();
    }
    log.flush().unwrap();
    log.append(&plain(log.end(), 0, 8, 60)).unwrap();
    log.delete_records(15).unwrap();
    directory.checkpoint().unwrap();
    drop((log, directory));
    // What was not flushed is lost, and the start is in it.
    memory.power_cut(|_| kanon_store::Survives::No);
    let mut directory = LogDirectory::open(disk, Path::new("/d"), SMALL).unwrap();
    let mut opened = directory.open_log(&partition("t")).unwrap();
    assert_eq!((opened.log.start(), opened.log.end()), (15, 15));
    let why = &opened.recovery.removed.first().unwrap().reason;
    assert!(why.contains("begins at 15"), "{why}");
    opened.log.append(&plain(15, 1, 1, 5)).unwrap();
    assert_eq!(batches(&opened.log), [plain(15, 1, 1, 5)]);
}

#[test]
fn what_was_flushed_long_ago_is_not_validated_again() {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut directory = LogDirectory::open(Arc::clone(&disk), Path::new("/d"), SMALL).unwrap();
    let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    at_times(&mut log, &[1000; 40]);
    // Only what is full is synced, as in the background.
    let task = log.begin_flush_of_rolled().unwrap().unwrap();
    let active = *log.segment_bases().last().unwrap();
    assert_eq!(task.end(), active);
    assert_eq!(log.finish_flush(task.run()).unwrap(), active);
    assert!(log.begin_flush_of_rolled().unwrap().is_none());
    assert_eq!(log.recovery_point(), active);
    directory.checkpoint().unwrap();
    drop((log, directory));
    memory.power_cut(|_| kanon_store::Survives::No);
    let mut directory = LogDirectory::open(disk, Path::new("/d"), SMALL).unwrap();
    let opened = directory.open_log(&partition("t")).unwrap();
    assert_eq!(opened.recovery.validated_from, Some(active));
    assert_eq!((opened.recovery.batches, opened.log.end()), (0, active));
}

#[test]
fn a_clean_stop_whose_end_is_not_the_recovery_point_is_not_trusted() {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut directory = LogDirectory::open(Arc::clone(&disk), Path::new("/d"), SMALL).unwrap();
    let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    at_times(&mut log, &[1000; 9]);
    let last = *log.segment_bases().last().unwrap();
    log.close().unwrap();
    directory.close(1).unwrap();
    // A whole batch is gone from the end: nothing of the file itself shows that.
    let path = format!("/d/t-0/{last:020}.log");
    let size = batch(8, 0, &[1000], 50).len();
    memory.rot(Path::new(&path), |bytes| bytes.truncate(bytes.len() - size)).unwrap();
    let mut directory = LogDirectory::open(disk, Path::new("/d"), SMALL).unwrap();
    let opened = directory.open_log(&partition("t")).unwrap();
    let why = opened.recovery.distrust.unwrap();
    assert!(why.contains("ends at 8, by the recovery point at 9"), "{why}");
    assert_eq!(opened.log.end(), 8);
}

#[test]
fn producers_are_a_fold_over_the_log() {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut log = open_with(&disk, Path::new("/t-0"), SMALL);
    let write = |log: &mut Log, epoch: i16, sequence: i32, time: i64| {
        let mut batch = BatchBuilder::new(log.end()).leader_epoch(0).producer(7, epoch, sequence);
        batch.push(time, None, None, &[]).unwrap();
        batch.push(time, None, None, &[]).unwrap();
        log.append(&batch.finish()).unwrap();
    };
    for turn in 0..7 {
        write(&mut log, 0, 2 * turn, 1000 + i64::from(turn));
    }
    let entry = log.producers().get(7).unwrap();
    assert_eq!((entry.batches.len(), entry.epoch), (BATCHES_REMEMBERED, 0));
    let sequences: Vec<i32> = entry.batches.iter().map(|it| it.last_sequence).collect();
    assert_eq!(sequences, [5, 7, 9, 11, 13]);
    // A sequence goes on with 0 after the largest.
    write(&mut log, 0, i32::MAX, 1100);
    assert_eq!(log.producers().get(7).unwrap().batches.back().unwrap().last_sequence, 0);
    // A new epoch forgets the batches of the old one.
    write(&mut log, 1, 0, 1200);
    let entry = log.producers().get(7).unwrap();
    assert_eq!((entry.batches.len(), entry.epoch, entry.last_timestamp), (1, 1, 1200));
    log.expire_producers(1200 + 99, 100);
    assert_eq!(log.producers().len(), 1);
    log.expire_producers(1200 + 100, 100);
    assert!(log.producers().is_empty());
    // Whose transaction is open stays.
    let mut open = BatchBuilder::new(log.end()).leader_epoch(0).producer(8, 0, 0).transactional();
    open.push(1300, None, None, &[]).unwrap();
    let start = log.end();
    log.append(&open.finish()).unwrap();
    log.expire_producers(i64::MAX, 100);
    assert_eq!(log.producers().first_open(), Some(start));
    // A cut goes back to what was known there.
    log.truncate(6).unwrap();
    let entry = log.producers().get(7).unwrap();
    assert_eq!((entry.batches.back().unwrap().last_sequence, log.producers().len()), (5, 1));
    assert_eq!(log.producers().first_open(), None);
}
