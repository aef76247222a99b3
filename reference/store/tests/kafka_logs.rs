//! Directories that Apache Kafka wrote, stopped cleanly and killed: opened, read, recovered. What
//! its own consumer read of them stands beside them, in `clean.txt` and `killed.txt`.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanon_store::{
    AbortedTransaction, Disk, Log, LogConfig, LogDirectory, MemoryDisk, OpenedLog, TopicPartition,
};
use support::records::{Told, records_of};
use support::{files, judge::all_of, judge::header};
use wire::batch::Compression;

const ROOT: &str = "/data";
/// The topics, and where their logs end.
const TOPICS: [(&str, i64); 5] =
    [("plain", 20), ("tx", 32), ("keys", 46), ("old", 46), ("oldkeys", 46)];
/// As the topics were made.
const CONFIG: LogConfig = LogConfig {
    segment_ms: 60_000,
    segment_index_bytes: 480,
    index_interval_bytes: 100,
    retention_ms: -1,
    ..LogConfig::DEFAULT
};

fn partition(topic: &str) -> TopicPartition {
    TopicPartition::new(topic, 0).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kafka-logs")
}

/// A copy of a directory in memory.
fn load(way: &str) -> MemoryDisk {
    let memory = MemoryDisk::new();
    copy(&folder().join(way), Path::new(ROOT), &memory);
    memory.power_cut(|_| kanon_store::Survives::Yes);
    memory
}

fn copy(from: &Path, to: &Path, disk: &MemoryDisk) {
    disk.create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        // Hidden files are easily lost: this one has another name here.
        let name = if name == "kafka_cleanshutdown" { ".kafka_cleanshutdown" } else { name };
        if path.is_dir() {
            copy(&path, &to.join(name), disk);
        } else {
            disk.create(&to.join(name)).unwrap().write_at(0, &fs::read(&path).unwrap()).unwrap();
        }
    }
}

fn open(memory: &MemoryDisk) -> LogDirectory {
    LogDirectory::open(Arc::new(memory.clone()), Path::new(ROOT), CONFIG).unwrap()
}

/// The log of a topic in which nothing is believed but the batches.
fn from_batches(memory: &MemoryDisk, topic: &str) -> Log {
    let fresh = MemoryDisk::new();
    let dir = Path::new(ROOT).join(partition(topic).directory_name());
    fresh.create_dir(Path::new(ROOT)).unwrap();
    fresh.create_dir(&dir).unwrap();
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    for (path, bytes) in files(&disk, &dir) {
        if path.extension().is_some_and(|extension| extension == "log") {
            fresh.create(&path).unwrap().write_at(0, &bytes).unwrap();
        }
    }
    let config = LogConfig { compact: topic.ends_with("keys"), ..CONFIG };
    Log::open(Arc::new(fresh), &dir, config, false).unwrap().0
}

fn check(opened: &mut OpenedLog, memory: &MemoryDisk, topic: &str) {
    let mut expected = from_batches(memory, topic);
    let log = &mut opened.log;
    assert_eq!(all_of(log), all_of(&expected), "{topic}");
    let epochs = |log: &Log| -> Vec<(i32, i64)> {
        // What is compacted away says nothing of where an epoch began.
        let from = |it: i64| if topic.ends_with("keys") { 0 } else { it };
        log.epochs().iter().map(|it| (it.leader_epoch, from(it.start_offset))).collect()
    };
    assert_eq!(epochs(log), epochs(&expected), "{topic}");
    assert_eq!(log.producers().first_open(), expected.producers().first_open());
    for (id, entry) in log.producers().iter() {
        let other = expected.producers().get(id).unwrap();
        let short = |it: &kanon_store::ProducerEntry| {
            (it.epoch, it.coordinator_epoch, it.last_timestamp, it.transaction_start)
        };
        assert_eq!(short(entry), short(other), "{topic}: producer {id}");
        let last = |it: &kanon_store::ProducerEntry| {
            it.batches.back().map(|batch| (batch.last_sequence, batch.last_offset))
        };
        assert_eq!(last(entry), last(other), "{topic}: producer {id}");
    }
    let aborted = log.aborted_transactions(0, log.end()).unwrap();
    assert_eq!(aborted, expected.aborted_transactions(0, expected.end()).unwrap(), "{topic}");
    assert_eq!(aborted.is_empty(), topic != "tx", "{topic}");
    let max = log.max_timestamp(log.end()).unwrap();
    assert!(max.is_some());
    assert_eq!(max, expected.max_timestamp(log.end()).unwrap(), "{topic}");
}

/// Compares what a log gives with what Kafka's consumer was given of it.
fn check_records(log: &mut Log, told: &Told, topic: &str) {
    let found = records_of(log);
    assert_eq!(found.iter().map(|it| it.0.clone()).collect::<Vec<_>>(), told.records, "{topic}");
    let stable = log.producers().first_open().unwrap_or(log.end());
    let aborted = log.aborted_transactions(log.start(), stable).unwrap();
    let is_aborted = |offset: i64, producer: i64| {
        let holds = |it: &AbortedTransaction| {
            it.producer_id == producer && (it.first_offset..it.last_offset).contains(&offset)
        };
        aborted.iter().any(holds)
    };
    let committed = found
        .iter()
        .filter(|(record, producer)| {
            record.offset < stable && !producer.is_some_and(|id| is_aborted(record.offset, id))
        })
        .map(|(record, _)| record.offset);
    assert_eq!(committed.collect::<Vec<_>>(), told.committed, "{topic}");
    assert!(20 < told.times.len());
    for (wanted, due) in &told.times {
        let result = log.find_by_timestamp(*wanted, log.end()).unwrap();
        if topic == "old" && due.is_none() {
            // Kafka looks into the first segment only of which it cannot rule out that it is late
            // enough, and rules out by the time of the file if there is no timestamp, as here.
            let first = found.iter().find(|(record, _)| *wanted <= record.timestamp);
            let first = first.map(|(record, _)| record.offset);
            assert_eq!(result.map(|it| it.offset), first, "{topic}: {wanted}");
            continue;
        }
        assert_eq!(result, *due, "{topic}: {wanted}");
    }
    assert_eq!(log.max_timestamp(log.end()).unwrap(), told.max, "{topic}");
    for (record, _) in &found {
        // From anywhere, also the middle of a batch.
        let read = log.read(record.offset, log.end(), 1, true).unwrap();
        assert!((read.base_offset..read.end_offset).contains(&record.offset), "{topic}");
    }
}

#[test]
fn what_kafka_wrote_is_read_as_kafkas_consumer_read_it() {
    for way in ["clean", "killed"] {
        let told = support::records::told(&folder().join(format!("{way}.txt")));
        let memory = load(way);
        for built in [false, true] {
            if built {
                // All is built anew from the batches.
                for name in [".kafka_cleanshutdown", "recovery-point-offset-checkpoint"] {
                    let _ = memory.remove(&Path::new(ROOT).join(name));
                }
            }
            let mut directory = open(&memory);
            for (topic, _) in TOPICS {
                let mut log = directory.open_log(&partition(topic)).unwrap().log;
                check_records(&mut log, &told[topic], topic);
                log.close().unwrap();
            }
            directory.close(1).unwrap();
            let mut directory = open(&memory);
            for (topic, _) in TOPICS {
                let recovery = directory.open_log(&partition(topic)).unwrap().recovery;
                assert!(recovery.trusted, "{topic}: {recovery:?}");
            }
        }
    }
}

#[test]
fn a_directory_that_kafka_stopped_cleanly_is_trusted() {
    let memory = load("clean");
    let mut directory = open(&memory);
    assert!(directory.was_clean());
    assert!(directory.mended().is_empty());
    let properties = directory.properties().unwrap().unwrap();
    assert_eq!((properties.cluster_id.as_str(), properties.node_id), ("5L6g3nShT-eMCtK--X86sw", 1));
    for (topic, end) in TOPICS {
        let mut opened = directory.open_log(&partition(topic)).unwrap();
        let recovery = &opened.recovery;
        assert!(recovery.trusted && recovery.mended.is_empty() && !recovery.epochs_rebuilt);
        assert!(recovery.removed.is_empty(), "{:?}", recovery.removed);
        assert_eq!(opened.log.end(), end);
        assert!(opened.topic_id.is_some());
        check(&mut opened, &memory, topic);
        opened.log.close().unwrap();
    }
    directory.close(1).unwrap();
}

#[test]
fn a_directory_whose_kafka_was_killed_is_recovered() {
    let memory = load("killed");
    let mut directory = open(&memory);
    assert!(!directory.was_clean());
    for (topic, end) in TOPICS {
        let mut opened = directory.open_log(&partition(topic)).unwrap();
        assert!(!opened.recovery.trusted && opened.recovery.cut.is_none());
        assert!(opened.recovery.mended.is_empty(), "{:?}", opened.recovery.mended);
        let point = opened.recovery.validated_from.unwrap();
        assert!(0 < point && 0 < opened.recovery.batches, "{topic}: {:?}", opened.recovery);
        assert_eq!(opened.log.end(), end, "{topic}");
        check(&mut opened, &memory, topic);
    }
}

#[test]
fn indexes_built_from_batches_are_those_that_kafka_wrote() {
    let memory = load("clean");
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let theirs = files(&disk, Path::new(ROOT));
    // Neither mark nor recovery point: all is built anew.
    disk.remove(&Path::new(ROOT).join(".kafka_cleanshutdown")).unwrap();
    disk.remove(&Path::new(ROOT).join("recovery-point-offset-checkpoint")).unwrap();
    let mut directory = open(&memory);
    for (topic, _) in TOPICS {
        let opened = directory.open_log(&partition(topic)).unwrap();
        assert_eq!(opened.recovery.validated_from, Some(0));
        opened.log.close().unwrap();
    }
    let ours = files(&disk, Path::new(ROOT));
    let mut same = 0;
    for (path, content) in theirs {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        if ["log", "index", "timeindex", "txnindex", "snapshot"].contains(&extension) {
            let (_, found) = ours.iter().find(|(other, _)| *other == path).unwrap();
            if extension == "snapshot" {
                // Kafka writes producers in no order.
                assert_eq!(found.len(), content.len(), "{}", path.display());
            } else {
                assert_eq!(*found, content, "{}", path.display());
            }
            same += 1;
        }
    }
    assert!(30 < same, "{same} files");
}

#[test]
fn what_kafka_wrote_torn_anywhere_in_its_last_segment_is_cut_there() {
    let memory = load("killed");
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let all = all_of(&from_batches(&memory, "tx"));
    let compressed =
        all.iter().filter(|batch| !matches!(header(batch).compression(), Ok(Compression::None)));
    assert!(0 < compressed.count());
    let logs = files(&disk, &Path::new(ROOT).join("tx-0"));
    let is_log = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "log");
    let (path, content) = logs.into_iter().rfind(|(path, _)| is_log(path)).unwrap();
    for length in (0..content.len()).step_by(7) {
        let torn = memory.fork();
        torn.rot(&path, |bytes| bytes.truncate(length)).unwrap();
        let mut directory = open(&torn);
        let opened = directory.open_log(&partition("tx")).unwrap();
        let found = all_of(&opened.log);
        assert_eq!(found, all[..found.len()], "{length}");
        let bytes: usize = found.iter().map(Vec::len).sum();
        let total: usize = all.iter().map(Vec::len).sum();
        assert!(total - content.len() <= bytes && bytes <= total - content.len() + length);
    }
}

#[test]
fn a_bit_flipped_in_an_old_format_is_never_taken_for_a_record() {
    let memory = load("clean");
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let logs = files(&disk, &Path::new(ROOT).join("old-0"));
    let is_old = |(path, content): &&(PathBuf, Vec<u8>)| {
        path.extension().is_some_and(|it| it == "log") && content[16] < 2
    };
    let written = records_of(&open(&memory).open_log(&partition("old")).unwrap().log);
    let (mut tried, mut refused) = (0, 0);
    for (path, content) in logs.iter().filter(is_old) {
        for at in 0..content.len() {
            tried += 1;
            let rotten = memory.fork();
            rotten.rot(path, |bytes| bytes[at] ^= 1 << (at % 8)).unwrap();
            let log = open(&rotten).open_log(&partition("old")).unwrap().log;
            let mut offset = log.start();
            while offset < log.end() {
                let Ok(read) = log.read(offset, log.end(), 1 << 20, true) else {
                    refused += 1;
                    offset += 1;
                    continue;
                };
                for record in support::records::records_of_bytes(&read.bytes) {
                    assert!(written.contains(&record), "byte {at} of {}", path.display());
                }
                offset = read.end_offset.max(offset + 1);
            }
            for time in [1_600_000_161_000, 1_600_000_240_000] {
                let found = log.find_by_timestamp(time, log.end()).ok().flatten();
                let is_written = |it: i64| written.iter().any(|(record, _)| record.offset == it);
                assert!(found.is_none_or(|it| is_written(it.offset)));
            }
        }
    }
    assert!(1500 < tried && tried < refused, "{tried} {refused}");
}
