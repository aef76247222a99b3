//! Logs compacted by Apache Kafka's own cleaner and by this one: the same is left.
//!
//! `compacted/kafka.txt` was printed by `tests/peers/java/Compact.java`, which says how its
//! lines are to be read. `KANON_COMPACTED` may name a file with more of them (`tests/run` has one
//! made). In a few rounds of thousands Kafka keeps a record that it could let go: for the map it
//! also learns of transactions that were aborted before the map begins
//! (`LocalLog.collectAbortedTransactions` goes by the start of the log), meets no marker of theirs,
//! and so takes the producer's next transaction for aborted, too. What is then kept is found and
//! counted here; the committed rounds have none of it.

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::cleaner::{CleanerConfig, clean, cleanable};
use kanon_store::{Codecs, Disk, Fault, Log, LogConfig, LogDirectory, MemoryDisk, TopicPartition};
use wire::batch::{Batch, BatchBuilder, BatchHeader, Entries, Entry};

/// Base offsets, and what is in the files.
type Files = Vec<(i64, Vec<u8>)>;

#[derive(Default)]
struct Round {
    name: String,
    numbers: Vec<i64>,
    before: Files,
    known: Files,
    after: Files,
    aborted: Files,
}

fn rounds(text: &str) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for line in text.lines() {
        let (kind, rest) = line.split_once(' ').unwrap();
        if kind == "round" {
            let numbers = rest.split(' ').map(|number| number.parse().unwrap()).collect();
            rounds.push(Round { name: rest.to_owned(), numbers, ..Round::default() });
            continue;
        }
        let round = rounds.last_mut().unwrap();
        let (base, content) = rest.split_once(' ').unwrap();
        let files = match kind {
            "before" => &mut round.before,
            "known" => &mut round.known,
            "after" => &mut round.after,
            "aborted" => &mut round.aborted,
            _ => panic!("{line}"),
        };
        files.push((base.parse().unwrap(), from_hex(content)));
    }
    rounds
}

fn from_hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    let text = if text == "-" { "" } else { text };
    text.as_bytes().chunks(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect()
}

fn write(disk: &dyn Disk, path: &str, bytes: &[u8]) {
    let file = disk.create(Path::new(path)).unwrap();
    file.write_at(0, bytes).unwrap();
    file.sync_data().unwrap();
    disk.sync_dir(Path::new(path).parent().unwrap()).unwrap();
}

/// A data directory as Kafka would leave it, without what is built anew from the logs.
fn directory(round: &Round, config: LogConfig) -> (Arc<dyn Disk>, LogDirectory) {
    let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
    disk.create_dir(Path::new("/data")).unwrap();
    disk.create_dir(Path::new("/data/topic-0")).unwrap();
    disk.sync_dir(Path::new("/")).unwrap();
    for (base, bytes) in &round.before {
        write(&*disk, &format!("/data/topic-0/{base:020}.log"), bytes);
    }
    for (base, bytes) in &round.known {
        write(&*disk, &format!("/data/topic-0/{base:020}.txnindex"), bytes);
    }
    let (base, last) = round.before.last().unwrap();
    let end = entries(last).last().map_or(*base, |entry| entry.last_offset() + 1);
    for name in ["recovery-point", "cleaner"] {
        let content = format!("0\n1\ntopic 0 {end}\n");
        write(&*disk, &format!("/data/{name}-offset-checkpoint"), content.as_bytes());
    }
    let directory = LogDirectory::open(Arc::clone(&disk), Path::new("/data"), config).unwrap();
    (disk, directory)
}

fn batches(bytes: &[u8]) -> Vec<Batch<'_>> {
    wire::batch::Batches::new(bytes).map(Result::unwrap).collect()
}

fn entries(bytes: &[u8]) -> Vec<Entry<'_>> {
    Entries::new(bytes).map(Result::unwrap).collect()
}

/// What two compressors of one codec agree about: all of it, if it is not compressed.
fn comparable(entry: &Entry<'_>) -> (Option<BatchHeader>, Vec<u8>) {
    let Entry::Batch(batch) = entry else { return (None, entry.bytes().to_vec()) };
    let mut records = Vec::new();
    match entry.decompressed(&mut Codecs::new(1 << 20), &mut records).unwrap() {
        None => (Some(batch.header), batch.payload().to_vec()),
        Some(_) => (Some(BatchHeader { length: 0, crc: 0, ..batch.header }), records),
    }
}

/// Offset and key of each record.
fn keys(files: &Files) -> Vec<(i64, Vec<u8>)> {
    let mut keys = Vec::new();
    for entry in files.iter().flat_map(|(_, bytes)| entries(bytes)) {
        let mut content = Vec::new();
        let records = entry.records(&mut Codecs::new(1 << 20), &mut content).unwrap();
        let records = records.map(Result::unwrap);
        keys.extend(records.map(|record| (record.offset, record.key.unwrap().to_vec())));
    }
    keys
}

/// Whether what Kafka keeps besides is only what later records take the place of, where a
/// transaction was aborted before the map begins.
fn is_kept_in_vain(round: &Round, found: &Files, first_dirty: i64) -> bool {
    let (found, due) = (keys(found), keys(&round.after));
    let is_superseded = |extra: &(i64, Vec<u8>)| {
        due.iter().any(|(offset, key)| extra.0 < *offset && *key == extra.1)
    };
    let marker = |bytes: &[u8]| i64::from_be_bytes(bytes[18..26].try_into().unwrap());
    let mut aborted = round.known.iter().flat_map(|(_, bytes)| bytes.chunks(34)).map(marker);
    found.iter().all(|kept| due.contains(kept))
        && due.iter().filter(|kept| !found.contains(kept)).all(is_superseded)
        && aborted.any(|marker| marker < first_dirty)
}

/// Cleans as Kafka did and compares what is left. Says whether Kafka kept something in vain.
fn check(round: &Round) -> bool {
    let (input, output) = round.numbers.split_at(8);
    let [_, now_ms, delete_retention_ms, segment_bytes, keys_max, cleaned_end, stable_end, lag_ms] =
        input[..]
    else {
        panic!("{}", round.name)
    };
    let [first_dirty, end, clean_bytes, cleanable_bytes, cleaned_to] = output[..] else {
        panic!("{}", round.name)
    };
    let config = CleanerConfig {
        delete_retention_ms,
        min_compaction_lag_ms: lag_ms,
        segment_bytes: segment_bytes as u64,
        segment_index_bytes: 100_000,
        keys_max: keys_max as usize,
        ..CleanerConfig::DEFAULT
    };
    let log_config = LogConfig {
        segment_bytes: segment_bytes as u32,
        index_interval_bytes: 200,
        segment_index_bytes: 100_000,
        compact: true,
        ..LogConfig::DEFAULT
    };
    let (disk, mut directory) = directory(round, log_config);
    let partition = TopicPartition::new("topic", 0).unwrap();
    let opened = directory.open_log(&partition).unwrap();
    let (recovery, mut log) = (opened.recovery, opened.log);
    assert!(recovery.cut.is_none() && recovery.removed.is_empty(), "{}: {recovery:?}", round.name);

    let found = cleanable(&log, Some(cleaned_end), stable_end, now_ms, &config).unwrap();
    assert_eq!((found.first_dirty, found.end), (first_dirty, end), "{}", round.name);
    let bytes = (found.clean_bytes as i64, found.cleanable_bytes as i64);
    assert_eq!(bytes, (clean_bytes, cleanable_bytes), "{}", round.name);

    let cleaned = clean(&mut log, &found, now_ms, &config).unwrap();
    assert_eq!(cleaned.end, cleaned_to, "{}", round.name);
    assert_eq!(log.cleaned_end(), cleaned_to, "{}", round.name);
    let bases: Vec<i64> = round.after.iter().map(|(base, _)| *base).collect();
    assert_eq!(log.segment_bases(), bases, "{}", round.name);
    let files = support::files(&disk, Path::new("/data/topic-0"));
    let file = |base: i64, kind: &str| {
        let path = Path::new("/data/topic-0").join(format!("{base:020}{kind}"));
        let found = files.iter().find(|(name, _)| *name == path);
        found.map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    };
    let left: Files = bases.iter().map(|base| (*base, file(*base, ".log"))).collect();
    if keys(&left) != keys(&round.after) {
        assert!(is_kept_in_vain(round, &left, first_dirty), "{}", round.name);
        log.close().unwrap();
        return true;
    }
    for ((base, found), (_, due)) in left.iter().zip(&round.after) {
        let (found, due) = (entries(found), entries(due));
        assert_eq!(found.len(), due.len(), "{}: segment {base}", round.name);
        for (found, due) in found.iter().zip(&due) {
            assert_eq!(comparable(found), comparable(due), "{}: segment {base}", round.name);
        }
    }
    for base in bases {
        let due = round.aborted.iter().find(|(other, _)| *other == base);
        let due = due.map(|(_, bytes)| bytes.clone()).unwrap_or_default();
        assert_eq!(file(base, ".txnindex"), due, "{}: transactions of {base}", round.name);
    }
    log.close().unwrap();
    false
}

#[test]
fn what_is_left_is_what_kafka_leaves() {
    let committed = rounds(include_str!("compacted/kafka.txt"));
    assert!(30 <= committed.len() && !committed.iter().any(check));
    let Some(more) = std::env::var_os("KANON_COMPACTED") else { return };
    let rounds = rounds(&std::fs::read_to_string(more).unwrap());
    assert!(30 <= rounds.len(), "{} rounds", rounds.len());
    let in_vain = rounds.iter().filter(|round| check(round)).count();
    let (mut before, mut after) = (0, 0);
    for round in &rounds {
        before += round.before.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        after += round.after.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    }
    println!(
        "{} rounds, {before} bytes before, {after} after; in {in_vain} Kafka kept some in vain",
        rounds.len()
    );
}

/// A log of three segments of plain batches with keys; the last is empty.
fn small(records: &[(i64, Option<&str>, Option<&str>)]) -> (Arc<dyn Disk>, Log) {
    let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
    let config = LogConfig { segment_bytes: 200, compact: true, ..LogConfig::DEFAULT };
    let (mut log, _) = Log::open(Arc::clone(&disk), Path::new("/"), config, false).unwrap();
    for (offset, key, value) in records {
        let mut batch = BatchBuilder::new(*offset).leader_epoch(0);
        let (key, value) = (key.map(str::as_bytes), value.map(str::as_bytes));
        batch.push(1000 + offset, key, value, &[]).unwrap();
        log.append(&batch.finish()).unwrap();
    }
    log.flush().unwrap();
    (disk, log)
}

/// Offset, key and value of the records from the start on.
fn left(log: &Log) -> Vec<(i64, String, Option<String>)> {
    let mut found = Vec::new();
    let mut at = log.start();
    while at < log.end() {
        let read = log.read(at, log.end(), 1 << 20, true).unwrap();
        if read.bytes.is_empty() {
            break;
        }
        at = read.end_offset;
        for record in batches(&read.bytes).iter().flat_map(|batch| batch.records().unwrap()) {
            let record = record.unwrap();
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            found.push((record.offset, text(record.key.unwrap()), record.value.map(text)));
        }
    }
    found
}

#[test]
fn a_tombstone_stays_for_a_while_and_then_goes() {
    let records: Vec<(i64, Option<&str>, Option<&str>)> = (0..)
        .zip([("a", Some("1")), ("b", Some("2")), ("a", None), ("b", Some("3")), ("c", Some("4"))])
        .map(|(offset, (key, value))| (offset, Some(key), value))
        .chain((5..9).map(|offset| (offset, Some("d"), Some("5"))))
        .collect();
    let (_, mut log) = small(&records);
    let config = CleanerConfig { delete_retention_ms: 100, ..CleanerConfig::DEFAULT };
    let mut round = |now_ms: i64, cleaned_end: Option<i64>| {
        let (start, end) = (cleaned_end, log.end());
        let due = cleanable(&log, start, end, now_ms, &config).unwrap();
        let cleaned = clean(&mut log, &due, now_ms, &config).unwrap();
        (due, cleaned, left(&log))
    };
    let (due, cleaned, kept) = round(5000, None);
    assert!(due.is_due(&config) && due.first_dirty == 0 && due.ratio() > 0.99);
    assert_eq!(cleaned.end, due.end);
    assert!(cleaned.statistics.bytes_kept < cleaned.statistics.bytes_read);
    let value = |text: &str| Some(text.to_owned());
    let key = |offset: i64| kept.iter().find(|record| record.0 == offset).cloned();
    assert_eq!(key(0), None);
    assert_eq!(key(1), None);
    assert_eq!(key(2), Some((2, "a".to_owned(), None)));
    assert_eq!(key(3), Some((3, "b".to_owned(), value("3"))));
    // Nothing is dirty: nothing is done.
    let (due, again, unchanged) = round(6000, Some(cleaned.end));
    assert_eq!((due.cleanable_bytes, again.end, unchanged), (0, cleaned.end, kept));
    // From the start again, when the horizon has passed.
    let (_, _, kept) = round(5100, None);
    assert!(kept.iter().all(|(_, _, value)| value.is_some()), "{kept:?}");
    log.close().unwrap();
}

#[test]
fn a_full_map_ends_the_round() {
    let keys: Vec<String> = (0..12).map(|number| format!("key-{}", number % 6)).collect();
    let records: Vec<(i64, Option<&str>, Option<&str>)> =
        (0..).zip(&keys).map(|(offset, key)| (offset, Some(&key[..]), Some("value"))).collect();
    let (_, mut log) = small(&records);
    let config = CleanerConfig { keys_max: 3, ..CleanerConfig::DEFAULT };
    let due = cleanable(&log, None, log.end(), 5000, &config).unwrap();
    let cleaned = clean(&mut log, &due, 5000, &config).unwrap();
    assert_eq!(cleaned.end, 3);
    assert_eq!(left(&log).len(), 12);
    log.close().unwrap();
}

#[test]
fn a_batch_that_cannot_be_read_stops_the_round_and_changes_nothing() {
    let records: Vec<(i64, Option<&str>, Option<&str>)> =
        (0..9).map(|offset| (offset, Some("key"), Some("value"))).collect();
    let (disk, mut log) = small(&records);
    let due = cleanable(&log, None, log.end(), 5000, &CleanerConfig::DEFAULT).unwrap();
    // Says that it is zstd, and is not.
    let path = Path::new("/00000000000000000000.log");
    let file = disk.open(path).unwrap();
    let mut first = vec![0; 80];
    file.read_at(0, &mut first).unwrap();
    let size = 12 + u32::from_be_bytes(first[8..12].try_into().unwrap()) as usize;
    first.truncate(size);
    first[22] = 4;
    let crc = wire::crc32c(&first[21..]);
    first[17..21].copy_from_slice(&crc.to_be_bytes());
    file.write_at(0, &first).unwrap();
    let before = support::files(&disk, Path::new("/"));
    let error = clean(&mut log, &due, 5000, &CleanerConfig::DEFAULT).unwrap_err();
    assert_eq!(error.fault(), Fault::Content);
    assert!(error.to_string().contains("zstd"), "{error}");
    assert!(error.to_string().contains("/00000000000000000000.log"), "{error}");
    assert_eq!(support::files(&disk, Path::new("/")), before);
    log.close().unwrap();
}
