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
use kanon_wire::batch::{Compression, Decompress, Entries};
use kanon_wire::frame::{Peek, Received};
use recode::recode;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use store::{Disk, LogConfig, LogDirectory, MemoryDisk, OpenedLog, Survives};

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

struct Bounded(Decompressor);

impl Decompress for Bounded {
    type Error = compress::Error;

    fn decompress(
        &mut self,
        compression: Compression,
        _magic: i8,
        input: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), compress::Error> {
        match Codec::from_code(compression.code()) {
            Some(codec) => self.0.append(codec, input, DECOMPRESSED_MAX, out),
            None => Ok(()),
        }
    }
}

/// Record batches and messages of old formats, one after another.
pub fn batches(bytes: &[u8]) {
    let mut decompressor = Bounded(Decompressor::new());
    let mut scratch = Vec::new();
    for entry in Entries::new(bytes).flatten() {
        let _ = entry.check_crc();
        if let Ok(records) = entry.records(&mut decompressor, &mut scratch) {
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

/// A directory that Apache Kafka wrote, one file of it replaced: the file's place in the list, then
/// whether the stop is to look clean, then its content. It opens, or the fault is named; what is
/// read from it passes its checksums.
pub fn directory(bytes: &[u8]) {
    let [file, clean, content @ ..] = bytes else { return };
    let files = kafka_files();
    let memory = MemoryDisk::new();
    let root = Path::new("/data");
    memory.create_dir(root).expect("a new disk has room");
    for (index, (path, original)) in files.iter().enumerate() {
        let path = root.join(path);
        if path.ends_with(".kafka_cleanshutdown") && clean % 2 == 0 {
            continue;
        }
        if let Some(folder) = path.parent() {
            let _ = memory.create_dir(folder);
        }
        let content = if index == usize::from(*file) { content } else { original };
        let made = memory.create(&path).expect("a new disk has room");
        made.write_at(0, content).expect("a new disk has room");
    }
    memory.power_cut(|_| Survives::Yes);
    let disk: Arc<dyn Disk> = Arc::new(memory);
    if let Some((path, _)) = files.get(usize::from(*file)) {
        let _ = store::inspect(&disk, &root.join(path), true, &mut |_| {});
    }
    let Ok(mut directory) = LogDirectory::open(disk, root, LogConfig::DEFAULT) else { return };
    for partition in directory.partitions().into_iter().flatten() {
        if let Ok(OpenedLog { log, .. }) = directory.open_log(&partition) {
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
    }
}

/// The files of the directory that was stopped cleanly, by their paths in it, in order.
fn kafka_files() -> &'static [(PathBuf, Vec<u8>)] {
    static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
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

fn gather(folder: &Path, within: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
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
            seeds.push(("batches", name, content.clone()));
        }
    }
    seeds
}
