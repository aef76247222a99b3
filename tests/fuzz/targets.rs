//! What is done with bytes from anyone, a function each: nothing may panic, hang, or take memory
//! that the bytes only declare; what is accepted must come back in its one proper form.
//!
//! The functions are called with millions of inputs by the programs that `run` has built, and with
//! the committed ones by `replay.rs`.

#[path = "../../reference/wire/tests/common/recode.rs"]
mod recode;

use compress::{Codec, Decompressor};
use dissect::frame::{read_frame, write_frame};
use dissect::{Direction, to_json};
use kanon_wire::batch::Entries;
use kanon_wire::frame::{Peek, Received};
use recode::recode;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use store::{Codecs, Disk, LogConfig, LogDirectory, MemoryDisk, OpenedLog, Survives};

/// The most that compressed bytes may become here.
const DECOMPRESSED_MAX: usize = 1 << 20;

/// What is done with an input.
type Target = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("request", request),
    ("response", response),
    ("record", record),
    ("batches", batches),
    ("decompress", decompress),
    ("json", json),
    ("log", log),
    ("offset_index", offset_index),
    ("time_index", time_index),
    ("transaction_index", transaction_index),
    ("producer_snapshot", producer_snapshot),
    ("leader_epochs", leader_epochs),
    ("partition_metadata", partition_metadata),
    ("offset_checkpoint", offset_checkpoint),
    ("meta_properties", meta_properties),
    ("directory", directory),
];

/// A request's frame.
pub fn request(bytes: &[u8]) {
    let _ = Peek::read(bytes);
    let Ok(received) = Received::read(bytes) else { return };
    let (key, version) = (received.api.code(), received.header.request_api_version);
    frame(key, version, Direction::Request, bytes);
    same_again(&format!("{}Request", received.api.name()), received.body, version);
}

/// A response's frame, its key and version before it, as a byte each.
pub fn response(bytes: &[u8]) {
    let [key, version, content @ ..] = bytes else { return };
    frame((*key).into(), (*version).into(), Direction::Response, content);
}

/// A frame that is taken apart comes back from its JSON.
fn frame(key: i16, version: i16, direction: Direction, bytes: &[u8]) {
    let Ok(frame) = read_frame(key, version, direction, bytes) else { return };
    let (header, body) = (to_json(&frame.header), to_json(&frame.body));
    let written = write_frame(key, version, direction, &header, &body);
    let written = written.expect("what was read can be written");
    let again = read_frame(key, version, direction, &written).expect("and read again");
    // Of a number that is none JSON does not say which.
    assert_eq!(to_json(&again.body).to_string(), body.to_string());
    let rest = written.get(again.header.end..).unwrap_or_default();
    same_again(&again.body.name, rest, version);
}

/// Any message: its place in the list of all, its version, its bytes.
pub fn record(bytes: &[u8]) {
    let [index, version, content @ ..] = bytes else { return };
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    let names = NAMES.get_or_init(dissect::Schema::names);
    if let Some(name) = names.get(usize::from(*index)) {
        same_again(name, content, (*version).into());
    }
}

/// What the generated codec accepts, it writes so that it reads the same.
fn same_again(name: &str, bytes: &[u8], version: i16) {
    if let Ok(written) = recode(name, bytes, version, version) {
        assert_eq!(recode(name, &written, version, version).as_ref(), Ok(&written), "{name}");
    }
}

/// Record batches and messages of old formats, one after another.
pub fn batches(bytes: &[u8]) {
    let mut codecs = Codecs::new(DECOMPRESSED_MAX);
    let mut scratch = Vec::new();
    for entry in Entries::new(bytes).flatten() {
        let _ = entry.check_crc();
        if let Ok(records) = entry.records(&mut codecs, &mut scratch) {
            for record in records.flatten() {
                let _ = record.headers.iter().count();
            }
        }
        assert!(scratch.len() <= DECOMPRESSED_MAX);
    }
    if let Ok(batch) = dissect::read_batch(bytes) {
        let payload = bytes.get(kanon_wire::batch::HEADER_SIZE..batch.end).unwrap_or_default();
        let _ = dissect::read_records(payload, 1 << 20);
    }
}

/// Compressed bytes, the codec's code before them.
pub fn decompress(bytes: &[u8]) {
    let [code, input @ ..] = bytes else { return };
    let Some(codec) = Codec::from_code(*code) else { return };
    let mut out = Vec::new();
    let _ = Decompressor::new().append(codec, input, DECOMPRESSED_MAX, &mut out);
    assert!(out.len() <= DECOMPRESSED_MAX);
}

/// A frame's JSON, as `kanon frame --encode` takes it, after key, version and direction (0 is a
/// request), a byte each. What can be written reads back, and is then written the same.
pub fn json(bytes: &[u8]) {
    let [key, version, direction, content @ ..] = bytes else { return };
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(content) else { return };
    let (key, version) = ((*key).into(), (*version).into());
    let direction = if *direction == 0 { Direction::Request } else { Direction::Response };
    let written = write_frame(key, version, direction, &value["header"], &value["body"]);
    if let Ok(written) = written {
        let frame = read_frame(key, version, direction, &written).expect("what was written reads");
        let (header, body) = (to_json(&frame.header), to_json(&frame.body));
        let again = write_frame(key, version, direction, &header, &body);
        assert_eq!(again.expect("what was read can be written"), written);
    }
}

/// A directory that Apache Kafka wrote, one file of it replaced: the file's place in the list, then
/// whether the stop is to look clean, then its content.
pub fn directory(bytes: &[u8]) {
    let [file, clean, content @ ..] = bytes else { return };
    let files: Vec<_> = kafka_files().iter().collect();
    let replaced = files.get(usize::from(*file)).map(|(path, _)| path.as_path());
    open(&files, replaced, clean % 2 != 0, content);
}

/// The formats of files, and one file of each in the directory that Apache Kafka wrote.
const FORMATS: &[(&str, &str)] = &[
    ("log", "tx-0/00000000000000000010.log"),
    ("offset_index", "tx-0/00000000000000000010.index"),
    ("time_index", "tx-0/00000000000000000010.timeindex"),
    ("transaction_index", "tx-0/00000000000000000010.txnindex"),
    ("producer_snapshot", "tx-0/00000000000000000010.snapshot"),
    ("leader_epochs", "tx-0/leader-epoch-checkpoint"),
    ("partition_metadata", "tx-0/partition.metadata"),
    ("offset_checkpoint", "recovery-point-offset-checkpoint"),
    ("meta_properties", "meta.properties"),
];

/// One file in place of Kafka's, among those of its partition. After a clean stop all of them are
/// read; a log is replaced as if the stop had been another, so that it is recovered.
fn format(target: &str, content: &[u8]) {
    let place = FORMATS.iter().find(|(name, _)| *name == target);
    let path = Path::new(place.expect("a format has its file").1);
    let files: Vec<_> =
        kafka_files().iter().filter(|(path, _)| !path.starts_with("plain-0")).collect();
    open(&files, Some(path), target != "log", content);
}

/// A segment's batches.
pub fn log(bytes: &[u8]) {
    format("log", bytes);
}

/// A segment's offset index.
pub fn offset_index(bytes: &[u8]) {
    format("offset_index", bytes);
}

/// A segment's time index.
pub fn time_index(bytes: &[u8]) {
    format("time_index", bytes);
}

/// A segment's index of aborted transactions.
pub fn transaction_index(bytes: &[u8]) {
    format("transaction_index", bytes);
}

/// A snapshot of the producers.
pub fn producer_snapshot(bytes: &[u8]) {
    format("producer_snapshot", bytes);
}

/// `leader-epoch-checkpoint`.
pub fn leader_epochs(bytes: &[u8]) {
    format("leader_epochs", bytes);
}

/// `partition.metadata`.
pub fn partition_metadata(bytes: &[u8]) {
    format("partition_metadata", bytes);
}

/// A checkpoint of offsets: recovery points, high watermarks, log starts and the cleaner's are
/// written alike.
pub fn offset_checkpoint(bytes: &[u8]) {
    format("offset_checkpoint", bytes);
}

/// `meta.properties`.
pub fn meta_properties(bytes: &[u8]) {
    format("meta_properties", bytes);
}

/// A path in the data directory, and what the file holds.
type File = (PathBuf, Vec<u8>);

/// Looks into the file that is replaced, and opens the directory: it opens, or the fault is named;
/// what is read from it passes its checksums.
fn open(files: &[&File], replaced: Option<&Path>, is_clean: bool, content: &[u8]) {
    let memory = MemoryDisk::new();
    let root = Path::new("/data");
    memory.create_dir(root).expect("a new disk has room");
    for (path, original) in files {
        if path.ends_with(".kafka_cleanshutdown") && !is_clean {
            continue;
        }
        let content = if Some(path.as_path()) == replaced { content } else { original };
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            let _ = memory.create_dir(folder);
        }
        let made = memory.create(&path).expect("a new disk has room");
        made.write_at(0, content).expect("a new disk has room");
    }
    memory.power_cut(|_| Survives::Yes);
    let disk: Arc<dyn Disk> = Arc::new(memory);
    if let Some(path) = replaced {
        let _ = store::inspect(&disk, &root.join(path), true, &mut |_| {});
    }
    let Ok(mut directory) = LogDirectory::open(disk, root, LogConfig::DEFAULT) else { return };
    for partition in directory.partitions().into_iter().flatten() {
        if let Ok(OpenedLog { log, .. }) = directory.open_log(&partition) {
            read_all(&log);
        }
    }
}

fn read_all(log: &store::Log) {
    let mut offset = log.start();
    while let Ok(read) = log.read(offset, log.end(), 1 << 20, true) {
        for entry in Entries::new(&read.bytes) {
            let entry = entry.expect("what is read is whole");
            entry.check_crc().expect("what is read passes its checksum");
        }
        if read.end_offset <= offset {
            break;
        }
        offset = read.end_offset;
    }
}

/// The files of the directory that was stopped cleanly, by their paths in it, in order.
fn kafka_files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let root = Path::new(option_env!("KANON_ROOT").unwrap_or(beside));
        let folder = root.join("tests/kafka-logs/clean");
        let mut files = Vec::new();
        gather(&folder, Path::new(""), &mut files);
        files.sort();
        files
    })
}

fn gather(folder: &Path, within: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("a folder of the repository").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        // Hidden files are easily lost: this one has another name there.
        let name = if name == "kafka_cleanshutdown" { ".kafka_cleanshutdown".into() } else { name };
        if path.is_dir() {
            gather(&path, &within.join(name), files);
        } else {
            files.push((within.join(name), fs::read(&path).expect("a file of the repository")));
        }
    }
}

/// The inputs that a campaign begins with: recorded frames, and Kafka's own files.
#[allow(dead_code, reason = "the programs do not need it")]
pub fn seeds() -> Vec<(&'static str, String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for (index, (path, content)) in kafka_files().iter().enumerate() {
        let name = path.to_string_lossy().replace(['/', '.'], "_");
        for clean in [0, 1] {
            let input = [&[index as u8, clean], content.as_slice()].concat();
            seeds.push(("directory", format!("{name}_{clean}"), input));
        }
        if path.extension().is_some_and(|extension| extension == "log") {
            seeds.push(("batches", name.clone(), content.clone()));
        }
        for (target, like) in FORMATS {
            let (like, path) = (Path::new(like), path.as_path());
            let is_alike =
                like.extension().or(like.file_name()) == path.extension().or(path.file_name());
            if is_alike || (*target == "offset_checkpoint" && name.contains("offset-checkpoint")) {
                seeds.push((target, name.clone(), content.clone()));
            }
        }
    }
    seeds
}
