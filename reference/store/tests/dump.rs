//! Logs for Apache Kafka's own tool to look at: written, compacted, cut, recovered. The script
//! `tests/peers/dump_logs.py` names a folder and asks the tool; without it this only shows that
//! they can be made.

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanon_store::{Disk, Log, LogConfig, LogDirectory, RealDisk, TopicPartition};
use support::stream::Stream;
use wire::Uuid;

const CONFIG: LogConfig =
    LogConfig { segment_bytes: 6000, index_interval_bytes: 400, ..LogConfig::DEFAULT };

fn open(root: &Path) -> LogDirectory {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    LogDirectory::open(disk, root, CONFIG).unwrap()
}

fn partition(name: &str) -> TopicPartition {
    TopicPartition::new(name, 0).unwrap()
}

fn create(directory: &mut LogDirectory, name: &str) -> (Log, Stream) {
    let log = directory.create_log(&partition(name), Uuid([7; 16])).unwrap();
    (log, Stream::default())
}

fn fill(log: &mut Log, stream: &mut Stream, count: usize, leader_epoch: i32) {
    for _ in 0..count {
        log.append(&stream.next(leader_epoch)).unwrap();
    }
}

fn folder() -> (PathBuf, Option<tempfile::TempDir>) {
    match std::env::var_os("KANON_DUMP_LOGS") {
        Some(folder) => (PathBuf::from(folder), None),
        None => {
            let folder = tempfile::tempdir().unwrap();
            (folder.path().to_path_buf(), Some(folder))
        }
    }
}

#[test]
fn logs_for_another_tool_to_look_at() {
    let (folder, _kept) = folder();
    let root = folder.join("data");
    let mut directory = open(&root);

    let (mut log, mut stream) = create(&mut directory, "written");
    fill(&mut log, &mut stream, 200, 1);
    log.close().unwrap();

    let (mut log, mut stream) = create(&mut directory, "cut");
    fill(&mut log, &mut stream, 150, 1);
    log.flush().unwrap();
    let end = log.truncate(170).unwrap();
    stream.cut(end);
    fill(&mut log, &mut stream, 70, 2);
    log.close().unwrap();

    let (mut log, mut stream) = create(&mut directory, "trimmed");
    fill(&mut log, &mut stream, 200, 1);
    log.delete_records(101).unwrap();
    assert!(!log.delete_old_segments(2_000, log.end()).unwrap().is_empty());
    log.close().unwrap();

    let (mut log, mut stream) = create(&mut directory, "compacted");
    fill(&mut log, &mut stream, 200, 1);
    log.flush().unwrap();
    directory.checkpoint().unwrap();
    let bases = log.segment_bases();
    let (from, below) = (bases[0], bases[bases.len() - 2]);
    let mut cleaned = log.begin_cleaned(from).unwrap();
    let mut at = from;
    while at < below {
        let read = log.read(at, below, 1, true).unwrap();
        at = read.end_offset;
        if at % 3 != 0 || at == below {
            cleaned.append(&read.bytes).unwrap();
        }
    }
    for aborted in log.aborted_transactions(from, below).unwrap() {
        if aborted.last_offset < below {
            cleaned.add_aborted(&aborted).unwrap();
        }
    }
    log.replace_segments(vec![cleaned], from, below, below).unwrap();
    log.close().unwrap();

    let (mut log, mut stream) = create(&mut directory, "recovered");
    fill(&mut log, &mut stream, 200, 1);
    let last = log.segment_bases().pop().unwrap();
    drop((log, directory));
    let path = root.join("recovered-0").join(format!("{last:020}.log"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
    let mut directory = open(&root);
    let mut cut = 0;
    for partition in directory.partitions().unwrap() {
        let opened = directory.open_log(&partition).unwrap();
        cut += u32::from(opened.recovery.cut.is_some());
        opened.log.close().unwrap();
    }
    assert_eq!(cut, 1);
    directory.close(1).unwrap();
    kafkas(&folder);
}

/// What Kafka wrote, opened and closed.
fn kafkas(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kafka-logs");
    for way in ["clean", "killed"] {
        let root = folder.join(format!("kafka-{way}"));
        std::fs::create_dir(&root).unwrap();
        for entry in std::fs::read_dir(source.join(way)).unwrap() {
            copy(&entry.unwrap().path(), &root);
        }
        let mut directory = open(&root);
        for partition in directory.partitions().unwrap() {
            directory.open_log(&partition).unwrap().log.close().unwrap();
        }
        directory.close(1).unwrap();
    }
}

fn copy(from: &Path, into: &Path) {
    let to = into.join(from.file_name().unwrap());
    if !from.is_dir() {
        std::fs::copy(from, &to).unwrap();
        return;
    }
    std::fs::create_dir(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        copy(&entry.unwrap().path(), &to);
    }
}
