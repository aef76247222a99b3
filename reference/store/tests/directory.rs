//! Data directories: whose they are, how they were left, and what Kafka would find in them.

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::{Disk, Error, Fault, LogDirectory, MemoryDisk, Result, TopicPartition};
use support::{SMALL, files, on_both_disks, plain};
use wire::Uuid;

fn partition(topic: &str) -> TopicPartition {
    TopicPartition::new(topic, 0).unwrap()
}

fn open(disk: &Arc<dyn Disk>, path: &Path) -> Result<LogDirectory> {
    LogDirectory::open(Arc::clone(disk), path, SMALL)
}

#[test]
fn the_files_are_those_that_kafka_writes() {
    on_both_disks(|disk, root| {
        let path = root.join("a/b");
        let mut directory = open(&disk, &path).unwrap();
        let id = Uuid([0x5b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xff]);
        let mut log = directory.create_log(&partition("some.topic"), id).unwrap();
        log.append(&plain(0, 4, 3, 10)).unwrap();
        log.append(&plain(3, 6, 1, 100)).unwrap();
        let offset_indexed = plain(4, 6, 2, 1);
        log.append(&offset_indexed).unwrap();
        let offsets = [(partition("some.topic"), 3), (partition("other"), 0)].into();
        directory.write_high_watermarks(&offsets).unwrap();
        assert_eq!(directory.read_high_watermarks().unwrap(), offsets);
        log.close().unwrap();
        directory.close(17).unwrap();
        let log = [plain(0, 4, 3, 10), plain(3, 6, 1, 100), offset_indexed.clone()].concat();
        let position = (log.len() - offset_indexed.len()) as u32;
        // The second batch ends with offset 3, the third with 5; the base is 0.
        let second = plain(0, 4, 3, 10).len() as u32;
        let index = [3, second, 5, position].map(u32::to_be_bytes).concat();
        // The second batch is at 1003, the third at 1004.
        let entry = |time: i64, offset: u32| {
            [time.to_be_bytes().as_slice(), offset.to_be_bytes().as_slice()].concat()
        };
        let times = [entry(1003, 3), entry(1004, 5)].concat();
        // Version 1, the checksum of four zeros, and no entry.
        let snapshot = [&[0, 1][..], &wire::crc32c(&[0; 4]).to_be_bytes(), &[0; 4]].concat();
        let text = |text: &str| text.as_bytes().to_vec();
        let expected = [
            (".kafka_cleanshutdown", text("{\"version\":0,\"brokerEpoch\":17}")),
            (".lock", Vec::new()),
            ("recovery-point-offset-checkpoint", text("0\n1\nsome.topic 0 6\n")),
            ("replication-offset-checkpoint", text("0\n2\nother 0 0\nsome.topic 0 3\n")),
            ("some.topic-0/00000000000000000000.index", index),
            ("some.topic-0/00000000000000000000.log", log),
            ("some.topic-0/00000000000000000000.timeindex", times),
            ("some.topic-0/00000000000000000006.snapshot", snapshot),
            ("some.topic-0/leader-epoch-checkpoint", text("0\n2\n4 0\n6 3\n")),
            (
                "some.topic-0/partition.metadata",
                text("version: 0\ntopic_id: WwECAwQFBgcICQoLDA0O_w"),
            ),
        ];
        let expected = expected.map(|(name, content)| (path.join(name), content));
        support::assert_same_files(&files(&disk, &path), &expected, &"after a clean stop");
    });
}

#[test]
fn a_clean_stop_counts_once_and_only_if_every_log_was_closed() {
    on_both_disks(|disk, root| {
        let mut directory = open(&disk, root).unwrap();
        assert!(!directory.was_clean());
        let log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
        let other = directory.create_log(&partition("u"), Uuid([2; 16])).unwrap();
        log.close().unwrap();
        let error = directory.close(1).unwrap_err();
        assert_eq!(error.fault(), Fault::Caller);
        drop(other);

        let mut directory = open(&disk, root).unwrap();
        assert!(!directory.was_clean());
        assert_eq!(directory.partitions().unwrap(), [partition("t"), partition("u")]);
        for name in ["t", "u"] {
            let opened = directory.open_log(&partition(name)).unwrap();
            assert!(!opened.recovery.trusted);
            opened.log.close().unwrap();
        }
        directory.close(42).unwrap();

        let mut directory = open(&disk, root).unwrap();
        assert!(directory.was_clean());
        assert_eq!(directory.last_broker_epoch(), Some(42));
        let opened = directory.open_log(&partition("t")).unwrap();
        assert!(opened.recovery.trusted);
        assert_eq!(opened.topic_id, Some(Uuid([1; 16])));
        // Opened again by the same process the files are no longer what the stop left.
        drop(opened);
        assert!(!directory.open_log(&partition("t")).unwrap().recovery.trusted);
        drop(directory);
        assert!(!open(&disk, root).unwrap().was_clean());
    });
}

#[test]
fn a_directory_has_one_owner() {
    on_both_disks(|disk, root| {
        let first = open(&disk, root).unwrap();
        let error = open(&disk, root).unwrap_err();
        assert!(matches!(error, Error::Locked { .. }));
        assert_eq!(error.fault(), Fault::Operator);
        assert!(error.to_string().contains("another process owns"), "{error}");
        drop(first);
        open(&disk, root).unwrap();
    });
}

#[test]
fn a_partition_is_created_once() {
    on_both_disks(|disk, root| {
        let mut directory = open(&disk, root).unwrap();
        let mut log = directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
        log.append(&plain(0, 0, 1, 1)).unwrap();
        log.close().unwrap();
        let error = directory.create_log(&partition("t"), Uuid([2; 16])).unwrap_err();
        assert_eq!(error.fault(), Fault::Caller);
        assert_eq!(directory.open_log(&partition("t")).unwrap().topic_id, Some(Uuid([1; 16])));
    });
}

#[test]
fn damaged_texts_are_named_by_file_and_byte() {
    let disk = MemoryDisk::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut directory = open(&shared, Path::new("/d")).unwrap();
    directory.write_high_watermarks(&[(partition("t"), 5)].into()).unwrap();
    directory.create_log(&partition("t"), Uuid([1; 16])).unwrap();
    let offsets = Path::new("/d/replication-offset-checkpoint");
    for (text, at) in [
        ("1\n0\n", 0),
        ("0\nx\n", 2),
        ("0\n2\nt 0 5\n", 2),
        ("0\n1\nt 0\n", 4),
        ("0\n1\nt -1 5\n", 4),
        ("0\n2\nt 0 5\n/ 0 5\n", 10),
        ("0\n1\nt 0 -5\n", 4),
        ("0\n1\n\u{fffd}", 4),
    ] {
        disk.rot(offsets, |bytes| *bytes = text.as_bytes().to_vec()).unwrap();
        match directory.read_high_watermarks() {
            Err(Error::Corrupt { path, position, .. }) => {
                assert_eq!((path.as_path(), position), (offsets, at), "{text:?}");
            }
            other => panic!("{text:?}: {other:?}"),
        }
    }
    for text in ["", "0\n", "0\r\n1\r\nt\t 0  5\r\n"] {
        disk.rot(offsets, |bytes| *bytes = text.as_bytes().to_vec()).unwrap();
        let found = directory.read_high_watermarks().unwrap();
        assert_eq!(found.len(), usize::from(text.len() > 2), "{text:?}");
    }
    let metadata = Path::new("/d/t-0/partition.metadata");
    for (text, at) in [
        ("", 0),
        ("version: x\n", 0),
        ("version: -1\ntopic_id: AQEBAQEBAQEBAQEBAQEBAQ", 0),
        ("version: 0\ntopic_id:", 11),
        ("version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAA", 11),
        ("version: 0\ntopic_id: !", 11),
        ("version: 0", 10),
    ] {
        disk.rot(metadata, |bytes| *bytes = text.as_bytes().to_vec()).unwrap();
        let opened = directory.open_log(&partition("t")).unwrap();
        assert_eq!(opened.topic_id, None);
        let [mended] = opened.recovery.mended.as_slice() else { panic!("{:?}", opened.recovery) };
        assert_eq!((mended.path.as_path(), mended.position), (metadata, at), "{text:?}");
        let kept = shared.open(Path::new("/d/t-0/partition.metadata.damaged")).unwrap();
        assert_eq!(kept.len().unwrap(), text.len() as u64);
        directory.write_topic_id(&partition("t"), Uuid([1; 16])).unwrap();
    }
    disk.rot(metadata, |bytes| {
        *bytes = b"version: 1\ntopic_id: AQEBAQEBAQEBAQEBAQEBAQ\n".to_vec();
    })
    .unwrap();
    assert_eq!(directory.open_log(&partition("t")).unwrap().topic_id, Some(Uuid([1; 16])));
}
