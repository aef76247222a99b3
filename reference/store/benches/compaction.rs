//! How many bytes of a log are compacted in a second, on a real disk: a round over segments of
//! 16 MiB in which a key has several records, with and without compression.
//!
//! `cargo bench -p kanon-store --bench compaction` prints a table; README.md has one. It writes
//! 64 MiB for each line into a folder for temporary files, and removes them. If `KANON_PEERS` names
//! what `tests/peers/fetch` made, Apache Kafka's cleaner does the same with copies of the files.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use kanon_store::cleaner::{CleanerConfig, clean, cleanable};
use kanon_store::{Log, LogConfig, RealDisk};
use wire::batch::{BatchBuilder, Compression};

const LOG_BYTES: u64 = 64 << 20;
const RECORDS: i64 = 100;
const KEYS: i64 = 40_000;

fn main() {
    println!("| compression | bytes before | bytes after | seconds | MB/s before | Kafka's |");
    println!("|---|---|---|---|---|---|");
    for code in [0, 3, 4] {
        let compression = Compression::from_code(code).expect("it is one");
        let folder = tempfile::tempdir().expect("a folder can be made");
        let folder = folder.path().join("topic-0");
        std::fs::create_dir(&folder).expect("a folder can be made");
        written(&folder, compression).close().expect("the disk works");
        let kafkas = kafkas(&folder);
        let mut log = opened(&folder);
        let config = CleanerConfig { segment_bytes: 16 << 20, ..CleanerConfig::DEFAULT };
        let due = cleanable(&log, None, log.end(), 0, &config).expect("the log is sound");
        let begin = Instant::now();
        let cleaned = clean(&mut log, &due, 0, &config).expect("the log is sound");
        let seconds = begin.elapsed().as_secs_f64();
        let (before, after) = (cleaned.statistics.bytes_read, cleaned.statistics.bytes_kept);
        let kind = format!("{compression:?}").to_lowercase();
        let rate = before as f64 / 1e6 / seconds;
        if let (0, Some((_, kafkas))) = (code, kafkas) {
            let active = log.segment_outlines().expect("the log is sound").pop();
            let left = log.size() - active.map_or(0, |active| active.size);
            assert_eq!(left as f64, kafkas, "Kafka leaves as many bytes");
        }
        let kafkas =
            kafkas.map_or("-".to_owned(), |(took, _)| format!("{:.0}", before as f64 / 1e6 / took));
        println!("| {kind} | {before} | {after} | {seconds:.2} | {rate:.0} | {kafkas} |");
        log.close().expect("the disk works");
    }
}

fn opened(folder: &Path) -> Log {
    let config = LogConfig { segment_bytes: 16 << 20, compact: true, ..LogConfig::DEFAULT };
    Log::open(Arc::new(RealDisk), folder, config, true).expect("the disk works").0
}

/// The seconds that Kafka's cleaner takes, once it is warm, and the bytes that it leaves.
fn kafkas(folder: &Path) -> Option<(f64, f64)> {
    // Paths are the workspace's, not the crate's.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let peers = root.join(std::env::var_os("KANON_PEERS")?);
    let path = format!("{0}/classes:{0}/libs/*", peers.display());
    let ran = Command::new("java")
        .args(["-Xmx4g", "-cp", &path, "Speed", "clean"])
        .arg(folder)
        .arg("5")
        .output()
        .expect("java runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8(ran.stdout).expect("text");
    let number = |name: &str| {
        let found = told.lines().find_map(|line| line.strip_prefix(name));
        found.and_then(|number| number.trim().parse().ok()).expect("its line is there")
    };
    Some((number("clean "), number("clean-bytes-after ")))
}

/// A log of batches of a hundred records, whose values are partly alike.
fn written(folder: &Path, compression: Compression) -> Log {
    let mut log = opened(folder);
    let mut chance = 1u64;
    while log.size() < LOG_BYTES {
        let base = log.end();
        let mut batch = BatchBuilder::new(base).leader_epoch(0);
        for offset in base..base + RECORDS {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let key = format!("key-{:012}", (chance >> 20) as i64 % KEYS);
            let value = format!("user={:020} page=/product/{} ", chance, chance % 97).repeat(3);
            batch
                .push(1000 + offset, Some(key.as_bytes()), Some(value.as_bytes()), &[])
                .expect("a batch is small");
        }
        let bytes = batch.finish_compressed(compression, |records, out| {
            let codec = compress::Codec::from_code(compression.code()).expect("it is one");
            compress::compress(codec, records, out);
        });
        log.append(&bytes).expect("the disk works");
    }
    log.flush().expect("the disk works");
    log
}
