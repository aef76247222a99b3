//! A bit flipped in any byte of any file: every log opens, what is wrong is named where it is
//! found, and whoever reads gets what was written, or an error.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use kanon_store::{
    Disk, Fault, LogConfig, LogDirectory, MemoryDisk, MetaProperties, TopicPartition,
};
use support::cuts::chance;
use support::files;
use support::stream::Stream;
use wire::Uuid;
use wire::batch::Batches;

const ROOT: &str = "/data";
const CONFIG: LogConfig =
    LogConfig { segment_bytes: 900, index_interval_bytes: 100, ..LogConfig::DEFAULT };

fn partition() -> TopicPartition {
    TopicPartition::new("t", 0).unwrap()
}

/// A directory with every kind of file, stopped cleanly or not, and its batches by their offsets.
fn made(clean: bool) -> (MemoryDisk, BTreeMap<i64, Vec<u8>>) {
    let memory = MemoryDisk::new();
    let mut directory =
        LogDirectory::open(Arc::new(memory.clone()), Path::new(ROOT), CONFIG).unwrap();
    let (cluster_id, node_id) = ("5L6g3nShT-eMCtK--X86sw".to_owned(), 3);
    let properties = MetaProperties { cluster_id, node_id, directory_id: Some(Uuid([9; 16])) };
    directory.write_properties(&properties).unwrap();
    let mut log = directory.create_log(&partition(), Uuid([7; 16])).unwrap();
    let (mut stream, mut written) = (Stream::default(), BTreeMap::new());
    for turn in 0..30 {
        let base = stream.end;
        let batch = stream.next(1 + turn / 12);
        log.append(&batch).unwrap();
        written.insert(base, batch);
        if turn == 20 {
            log.flush().unwrap();
            log.delete_records(3).unwrap();
            directory.checkpoint().unwrap();
        }
    }
    directory.write_high_watermarks(&[(partition(), log.end())].into()).unwrap();
    if clean {
        log.close().unwrap();
        directory.close(4).unwrap();
    }
    (memory, written)
}

/// Opens a directory and reads all that can be read. Says how many batches, and whether anything
/// was found wrong.
fn read(memory: &MemoryDisk, written: &BTreeMap<i64, Vec<u8>>, place: &str) -> (usize, bool) {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let mut directory = LogDirectory::open(disk, Path::new(ROOT), CONFIG).unwrap();
    let named = directory.properties().is_err() | directory.read_high_watermarks().is_err();
    let mut opened = directory.open_log(&partition()).unwrap_or_else(|it| panic!("{place}: {it}"));
    let (log, recovery) = (&mut opened.log, &opened.recovery);
    let mut wrong = named
        || !directory.mended().is_empty()
        || recovery.cut.is_some()
        || !recovery.mended.is_empty()
        || !recovery.removed.is_empty()
        || recovery.distrust.is_some()
        || recovery.epochs_rebuilt;
    let mut count = 0;
    for (base, expected) in written {
        match log.read(*base, log.end(), 1, true) {
            Ok(read) if read.bytes.is_empty() => assert!(log.end() <= *base, "{place}"),
            Ok(read) => {
                let (got, expected) = (without_epoch(&read.bytes), without_epoch(expected));
                assert_eq!(got, expected, "{place}: at {base}");
                assert_eq!(Batches::new(&read.bytes).count(), 1);
                count += 1;
            }
            Err(error) => {
                wrong |= error.fault() == Fault::Content;
                assert!(
                    matches!(error.fault(), Fault::Content | Fault::Caller),
                    "{place}: {error}"
                );
            }
        }
    }
    for time in [1000, 1100, 1250, 1500] {
        if let Ok(Some(found)) = log.find_by_timestamp(time, log.end()) {
            assert!(time <= found.timestamp, "{place}");
            assert!(written.range(..=found.offset).next_back().is_some(), "{place}");
        }
    }
    if let Ok(aborted) = log.aborted_transactions(log.start(), log.end()) {
        for it in aborted {
            assert!(written.contains_key(&it.first_offset), "{place}: {it:?}");
            assert!(written.contains_key(&it.last_offset), "{place}: {it:?}");
        }
    }
    (count, wrong)
}

/// A batch but for its leader epoch, of which no client makes a record: no checksum covers it, and
/// after an unclean stop the batches are believed.
fn without_epoch(batch: &[u8]) -> Vec<u8> {
    [&batch[..12], &batch[16..]].concat()
}

#[test]
fn a_bit_flipped_in_any_file_is_no_lie() {
    for clean in [true, false] {
        let (memory, written) = made(clean);
        let disk: Arc<dyn Disk> = Arc::new(memory.clone());
        let (all, wrong) = read(&memory.fork(), &written, "whole");
        // What lies before the start is deleted.
        assert!(!wrong || !clean, "nothing is wrong with it");
        assert!(written.len() - 4 < all && all < written.len(), "{all} of {}", written.len());
        let mut kinds: BTreeMap<String, [u64; 3]> = BTreeMap::new();
        for (path, content) in files(&disk, Path::new(ROOT)) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let kind = name.trim_start_matches(|it: char| it.is_ascii_digit()).to_owned();
            for at in 0..content.len() {
                let flipped = memory.fork();
                flipped.rot(&path, |bytes| bytes[at] ^= 1 << (at * 5 % 8)).unwrap();
                let place = format!("byte {at} of {}, clean {clean}", path.display());
                let (count, wrong) = read(&flipped, &written, &place);
                let row = kinds.entry(kind.clone()).or_default();
                row[0] += 1;
                row[1] += u64::from(wrong);
                row[2] += u64::from(count < all);
                assert!(
                    wrong || all <= count || kind.contains("start"),
                    "{place}: {count}, silent"
                );
            }
        }
        for (kind, [flips, wrong, less]) in &kinds {
            println!(
                "clean {clean}: {kind}: {flips} flips, {wrong} found at once, {less} cost batches"
            );
        }
        for kind in [".log", ".index", ".timeindex", ".txnindex", ".snapshot", "meta.properties"] {
            assert!(kinds.contains_key(kind), "{kind} in {:?}", kinds.keys());
        }
        assert!(kinds[".snapshot"][2] == 0 && kinds[".index"][2] == 0);
    }
}

/// A file of something else: cut short, made longer, with a part of it changed, of noise, or gone.
fn replaced(content: &[u8], way: u64, seed: u64) -> Option<Vec<u8>> {
    let at = |salt: u64| chance(seed ^ salt) as usize % content.len().max(1);
    let noise = |count: usize| (0..count as u64).map(|it| chance(seed.wrapping_add(it)) as u8);
    Some(match way {
        0 => return None,
        1 => Vec::new(),
        2 => content[..at(1)].to_vec(),
        3 => [content, &noise(1 + at(2) % 90).collect::<Vec<_>>()].concat(),
        4 => noise(at(3)).collect(),
        5 => vec![0; content.len()],
        6 => [content, content].concat(),
        _ => {
            let mut bytes = content.to_vec();
            let from = at(4);
            bytes.iter_mut().skip(from).zip(noise(1 + at(5) % 16)).for_each(|(to, it)| *to = it);
            bytes
        }
    })
}

#[test]
fn no_image_keeps_a_log_from_opening() {
    let mut opened = 0;
    for clean in [true, false] {
        let (memory, _) = made(clean);
        let disk: Arc<dyn Disk> = Arc::new(memory.clone());
        for (number, (path, content)) in files(&disk, Path::new(ROOT)).into_iter().enumerate() {
            for seed in 0..40 {
                let image = memory.fork();
                let seed = seed | (number as u64) << 32;
                match replaced(&content, seed % 10, seed) {
                    Some(bytes) => image.rot(&path, |it| *it = bytes).unwrap(),
                    None => image.remove(&path).unwrap(),
                }
                // A second file of another kind, too.
                let others = files(&disk, Path::new(ROOT));
                let (other, content) = &others[chance(seed) as usize % others.len()];
                if other != path.as_path() && seed.is_multiple_of(3) {
                    let bytes = replaced(content, 2 + seed % 8, !seed).unwrap();
                    image.rot(other, |it| *it = bytes).unwrap();
                }
                assert_goes_on(&image, &format!("{} and {}", path.display(), other.display()));
                opened += 1;
            }
        }
    }
    println!("{opened} images opened");
    assert!(2000 < opened);
}

/// The log opens, reads or says that it is damaged, goes on, and opens again with nothing to mend.
fn assert_goes_on(image: &MemoryDisk, place: &str) {
    let disk: Arc<dyn Disk> = Arc::new(image.clone());
    let mut directory = LogDirectory::open(Arc::clone(&disk), Path::new(ROOT), CONFIG).unwrap();
    let _ = (directory.properties(), directory.read_high_watermarks());
    let opened = directory.open_log(&partition());
    let mut log = opened.unwrap_or_else(|error| panic!("{place}: {error}")).log;
    let mut at = log.start();
    while at < log.end() {
        match log.read(at, log.end(), 200, true) {
            Ok(read) if at < read.end_offset => at = read.end_offset,
            Ok(_) => break,
            Err(error) => {
                assert_eq!(error.fault(), Fault::Content, "{place}: {error}");
                break;
            }
        }
    }
    let _ = (log.max_timestamp(log.end()), log.aborted_transactions(log.start(), log.end()));
    let next = support::plain(log.end(), 1000, 1, 10);
    log.append(&next).unwrap_or_else(|error| panic!("{place}: {error}"));
    let end = log.end();
    log.flush().unwrap();
    drop((log, directory));
    let mut directory = LogDirectory::open(disk, Path::new(ROOT), CONFIG).unwrap();
    let again = directory.open_log(&partition()).unwrap();
    // Rot that a clean stop had hidden is found now that the segment is validated, and cut.
    if again.recovery.cut.is_none() {
        assert_eq!(again.log.read(end - 1, end, 1, true).unwrap().bytes, next, "{place}");
    }
}
