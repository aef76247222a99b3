//! How many bytes of a log are compacted in a second, on a real disk: a round over segments of
//! 16 MiB in which a key has several records, with and without compression.
//!
//! `cargo bench -p kanon-store --bench compaction` prints a table; README.md has one. It writes
//! 64 MiB for each line into a folder for temporary files, and removes them.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use kanon_store::cleaner::{CleanerConfig, clean, cleanable};
use kanon_store::{Log, LogConfig, RealDisk};
use wire::batch::{BatchBuilder, Compression};

const LOG_BYTES: u64 = 64 << 20;
const RECORDS: i64 = 100;
const KEYS: i64 = 40_000;

fn main() {
    println!("| compression | bytes before | bytes after | seconds | MB/s before |");
    println!("|---|---|---|---|---|");
    for code in [0, 3, 4] {
        let compression = Compression::from_code(code).expect("it is one");
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut log = written(folder.path(), compression);
        let config = CleanerConfig { segment_bytes: 16 << 20, ..CleanerConfig::DEFAULT };
        let due = cleanable(&log, None, log.end(), 0, &config).expect("the log is sound");
        let begin = Instant::now();
        let cleaned = clean(&mut log, &due, 0, &config).expect("the log is sound");
        let seconds = begin.elapsed().as_secs_f64();
        let (before, after) = (cleaned.statistics.bytes_read, cleaned.statistics.bytes_kept);
        let kind = format!("{compression:?}").to_lowercase();
        let rate = before as f64 / 1e6 / seconds;
        println!("| {kind} | {before} | {after} | {seconds:.2} | {rate:.0} |");
        log.close().expect("the disk works");
    }
}

/// A log of batches of a hundred records, whose values are partly alike.
fn written(folder: &Path, compression: Compression) -> Log {
    let config = LogConfig { segment_bytes: 16 << 20, compact: true, ..LogConfig::DEFAULT };
    let disk = Arc::new(RealDisk);
    let (mut log, _) = Log::open(disk, folder, config, false).expect("the folder is empty");
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
