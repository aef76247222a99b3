//! What others leave in a directory that this store would not have written so, and what a start
//! makes of it: Apache Kafka, and whoever moves files about.

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::{Disk, Log, LogConfig, LogDirectory, MemoryDisk, RealDisk, TopicPartition};
use support::{SMALL, batches, files, on_both_disks, plain};
use wire::Uuid;
use wire::batch::BatchBuilder;

fn partition(topic: &str) -> TopicPartition {
    TopicPartition::new(topic, 0).unwrap()
}

fn open(disk: &Arc<dyn Disk>, path: &Path) -> LogDirectory {
    LogDirectory::open(Arc::clone(disk), path, SMALL).unwrap()
}

fn rewrite(disk: &Arc<dyn Disk>, path: &Path, bytes: &[u8]) {
    disk.create(path).unwrap().write_at(0, bytes).unwrap();
}

/// A batch of one record of a producer.
fn produced(base_offset: i64, producer: i64, sequence: i32) -> Vec<u8> {
    let mut batch = BatchBuilder::new(base_offset).leader_epoch(0).producer(producer, 0, sequence);
    batch.push(1000, None, Some(&[7; 100]), &[]).unwrap();
    batch.finish()
}

/// The type of a marker that aborts (`ControlRecordType`).
const ABORT: u8 = 0;

/// A batch of a transaction, or its marker.
fn transactional(base_offset: i64, marker: Option<u8>) -> Vec<u8> {
    let batch = BatchBuilder::new(base_offset).leader_epoch(0).transactional();
    match marker {
        Some(kind) => {
            let mut batch = batch.producer(9, 0, -1).control();
            batch.push(1000, Some(&[0, 0, 0, kind]), Some(&[0; 6]), &[]).unwrap();
            batch.finish()
        }
        None => {
            let mut batch = batch.producer(9, 0, (base_offset / 2) as i32);
            batch.push(1000, None, Some(b"value"), &[]).unwrap();
            batch.finish()
        }
    }
}

#[test]
fn links_are_followed() {
    let dir = tempfile::tempdir().unwrap();
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let (here, there) = (dir.path().join("here"), dir.path().join("there"));
    let mut directory = open(&disk, &here);
    let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    for offset in 0..20 {
        log.append(&plain(offset, 0, 1, 100)).unwrap();
    }
    let all = batches(&log);
    log.close().unwrap();
    directory.close(1).unwrap();
    // The partition's directory is elsewhere, and one of its files elsewhere again.
    std::fs::rename(here.join("t-0"), &there).unwrap();
    std::os::unix::fs::symlink(&there, here.join("t-0")).unwrap();
    let (file, moved) = (there.join("00000000000000000000.log"), dir.path().join("moved"));
    std::fs::rename(&file, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &file).unwrap();
    // And one link leads nowhere.
    std::os::unix::fs::symlink(dir.path().join("nowhere"), here.join("u-0")).unwrap();
    for _ in 0..2 {
        let mut directory = open(&disk, &here);
        assert_eq!(directory.partitions().unwrap(), [partition("t")]);
        let opened = directory.open_log(&partition("t")).unwrap();
        assert!(opened.recovery.cut.is_none(), "{:?}", opened.recovery);
        assert_eq!(batches(&opened.log), all);
        // The first time was after a clean stop, the second is after none.
    }
}

#[test]
fn a_directory_that_is_left_is_as_it_was() {
    on_both_disks(|disk, root| {
        let mut directory = open(&disk, root);
        directory.create_log(&partition("t"), Uuid([1; 16])).unwrap().close().unwrap();
        directory.close(17).unwrap();
        let before = files(&disk, root);
        let directory = open(&disk, root);
        assert!(files(&disk, root) != before, "the mark is taken away");
        directory.leave().unwrap();
        support::assert_same_files(&files(&disk, root), &before, &"left");
        let mut directory = open(&disk, root);
        assert!(directory.was_clean() && directory.last_broker_epoch() == Some(17));
        let log = directory.open_log(&partition("t")).unwrap().log;
        assert!(directory.leave().is_err(), "a log may have been changed");
        drop(log);
        open(&disk, root).leave().unwrap();
        assert!(!open(&disk, root).was_clean());
    });
}

/// Bits rotted below the recovery point of a log that was stopped cleanly, and were cut. What is
/// appended then is not durable, whatever was durable there before.
#[test]
fn a_recovery_that_cuts_takes_the_recovery_point_back() {
    let memory = MemoryDisk::new();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let root = Path::new("/");
    let mut directory = open(&disk, root);
    let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    for offset in 0..5 {
        log.append(&plain(offset, 0, 1, 100)).unwrap();
    }
    log.close().unwrap();
    directory.close(1).unwrap();
    let file = disk.open(Path::new("/t-0/00000000000000000000.log")).unwrap();
    file.truncate(plain(0, 0, 1, 100).len() as u64).unwrap();
    file.sync_data().unwrap();
    let mut directory = open(&disk, root);
    let mut log = directory.open_log(&partition("t")).unwrap().log;
    assert_eq!(log.end(), 1);
    let points = disk.open(Path::new("/recovery-point-offset-checkpoint")).unwrap();
    let mut text = vec![0; points.len().unwrap() as usize];
    points.read_at(0, &mut text).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), "0\n1\nt 0 1\n");
    // Of what is appended the power cut leaves every second piece.
    for offset in 1..12 {
        log.append(&plain(offset, 0, 1, 100)).unwrap();
    }
    let mut places = 0..;
    memory.power_cut(&mut |_: &kanon_store::Unsynced| match places.next().unwrap_or(0) % 2 {
        0 => kanon_store::Survives::No,
        _ => kanon_store::Survives::Yes,
    });
    let log = open(&disk, root).open_log(&partition("t")).unwrap().log;
    let kept = batches(&log);
    let written: Vec<_> = (0..12).map(|offset| plain(offset, 0, 1, 100)).collect();
    assert_eq!(kept, written[..kept.len()], "a prefix of what was written");
}

#[test]
fn producers_are_known_after_their_batches_are_deleted() {
    on_both_disks(|disk, root| {
        let config = LogConfig { retention_ms: 1, ..SMALL };
        let open = || LogDirectory::open(Arc::clone(&disk), root, config).unwrap();
        let mut directory = open();
        let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
        log.append(&produced(0, 40, 0)).unwrap();
        log.append(&produced(1, 50, 0)).unwrap();
        for offset in 2..30 {
            log.append(&produced(offset, 50, offset as i32 - 1)).unwrap();
        }
        // All of it is old: a new segment begins, and those before it go.
        log.delete_old_segments(1_000_000, log.end()).unwrap();
        log.take_deletions().into_iter().for_each(|deletion| deletion.run().unwrap());
        assert_eq!((log.start(), log.end()), (30, 30));
        let known: Vec<i64> = log.producers().iter().map(|(id, _)| id).collect();
        assert_eq!(known, [40, 50]);
        log.close().unwrap();
        directory.close(1).unwrap();
        // Twice cleanly, and twice not.
        for stops_cleanly in [true, true, false, false] {
            let mut directory = open();
            let log = directory.open_log(&partition("t")).unwrap().log;
            assert_eq!((log.start(), log.end()), (30, 30));
            assert_eq!(log.producers().iter().map(|(id, _)| id).collect::<Vec<_>>(), known);
            if stops_cleanly {
                log.close().unwrap();
                directory.close(1).unwrap();
            }
        }
    });
}

/// A follower of a compacted topic has gaps in the segment that grows, past its recovery point.
#[test]
fn a_compacted_topic_may_lack_offsets_anywhere() {
    for (topic, compact, end) in
        [("__consumer_offsets", false, 14), ("t", false, 2), ("t", true, 14)]
    {
        let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
        let root = Path::new("/");
        let mut directory = open(&disk, root);
        drop(directory.create_log(&partition(topic), Uuid([1; 16])).unwrap());
        drop(directory);
        let all: Vec<_> = [0, 1, 5, 6, 13].map(|offset| plain(offset, 0, 1, 10)).into();
        let path = format!("/{topic}-0/00000000000000000000.log");
        rewrite(&disk, Path::new(&path), &all.concat());
        let mut directory = open(&disk, root);
        let opened = if compact {
            let config = LogConfig { compact, ..SMALL };
            directory.open_log_with(&partition(topic), config)
        } else {
            directory.open_log(&partition(topic))
        };
        assert_eq!(opened.unwrap().log.end(), end, "{topic}");
    }
}

/// Kafka notes an epoch when its leader begins to lead, and not only with its first batch.
#[test]
fn an_epoch_in_which_nothing_was_written_is_no_damage() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        let mut log = support::open(&disk, &dir);
        log.append(&plain(0, 3, 4, 10)).unwrap();
        log.close().unwrap();
        rewrite(&disk, &dir.join("leader-epoch-checkpoint"), b"0\n2\n3 0\n5 4\n");
        let (log, report) = Log::open(Arc::clone(&disk), &dir, SMALL, true).unwrap();
        assert!(report.trusted, "{report:?}");
        assert_eq!(log.epochs().iter().map(|it| it.leader_epoch).collect::<Vec<_>>(), [3]);
    });
}

/// A fetch brings a marker and another transaction's beginning at once: Kafka's follower looks for
/// the last stable offset after both.
#[test]
fn an_aborted_transaction_may_be_stable_past_its_marker() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        let mut log = support::open(&disk, &dir);
        for base in [0, 2] {
            log.append(&transactional(base, None)).unwrap();
            log.append(&transactional(base + 1, Some(ABORT))).unwrap();
        }
        let end = log.end();
        let expected = log.aborted_transactions(0, end).unwrap();
        assert_eq!(expected.len(), 2);
        log.close().unwrap();
        let path = dir.join("00000000000000000000.txnindex");
        let file = disk.open(&path).unwrap();
        // The last stable offset is the last field of the first entry.
        file.write_at(26, &end.to_be_bytes()).unwrap();
        let (mut log, report) = Log::open(Arc::clone(&disk), &dir, SMALL, true).unwrap();
        assert!(report.mended.is_empty(), "{report:?}");
        assert_eq!(log.aborted_transactions(0, 1).unwrap().len(), 1);
        assert_eq!(log.aborted_transactions(0, end).unwrap()[1], expected[1]);
    });
}

#[test]
fn the_metadata_log_is_not_one_of_the_partitions() {
    let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
    for name in ["/__cluster_metadata-0", "/t-0"] {
        disk.create_dir(Path::new(name)).unwrap();
    }
    assert_eq!(open(&disk, Path::new("/")).partitions().unwrap(), [partition("t")]);
}
