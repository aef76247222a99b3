//! Compaction: of each key the last record is kept, and of a log the rest is let go.
//!
//! ```text
//! choose    how dirty a log is, and how far it may be cleaned
//!    ↓
//! map       the keys of the dirty part → the offset of the last record of each
//!    ↓
//! round     groups of segments → filter, batch by batch → one segment a group → replace_segments
//! ```
//! Source: `Cleaner`, `LogCleanerManager`, `MemoryRecords.filterTo`. What stays is what stays in
//! Kafka, byte by byte where nothing is compressed. When to clean, and on which thread, is the
//! caller's. What is kept of formats 0 and 1 becomes format 2, as in Kafka. Two things differ:
//! their tombstones, which Kafka keeps by the age of their file, are kept, with a horizon; and
//! where a round ends with an entry of which no record stays, Kafka's cleaner fails, since only
//! format 2 has empty batches, and the entry goes here.

mod choose;
mod filter;
mod groups;
mod map;
mod round;
mod transactions;

pub use choose::{Cleanable, cleanable};
pub use filter::{LastRecord, Statistics};
pub use map::OffsetMap;
pub use round::{Cleaned, clean};

/// How logs are compacted; the names and defaults are Kafka's where Kafka has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CleanerConfig {
    /// `delete.retention.ms`: for how long a tombstone or a marker stays after it was first seen
    /// by a cleaner with nothing left that it speaks of.
    pub delete_retention_ms: i64,
    /// `min.cleanable.dirty.ratio`: from which part of dirty bytes on a log is worth cleaning.
    pub min_cleanable_ratio: f64,
    /// `min.compaction.lag.ms`: a segment with a later record is not cleaned yet.
    pub min_compaction_lag_ms: i64,
    /// `max.compaction.lag.ms`: a log with an older dirty record is cleaned whatever its ratio.
    pub max_compaction_lag_ms: i64,
    /// `segment.bytes`: no segment becomes larger by being put together.
    pub segment_bytes: u64,
    /// `segment.index.bytes`: nor does an index of it.
    pub segment_index_bytes: u64,
    /// How many keys a map holds (`log.cleaner.dedupe.buffer.size` over 24 bytes a key, times
    /// `log.cleaner.io.buffer.load.factor`). A round ends where it is full.
    pub keys_max: usize,
    /// How many bytes the records of a batch may become when they are decompressed. Kafka knows
    /// no such bound.
    pub decompressed_max_bytes: usize,
}

impl CleanerConfig {
    /// Kafka's defaults; of the map, those for one thread.
    pub const DEFAULT: CleanerConfig = CleanerConfig {
        delete_retention_ms: 24 * 60 * 60 * 1000,
        min_cleanable_ratio: 0.5,
        min_compaction_lag_ms: 0,
        max_compaction_lag_ms: i64::MAX,
        segment_bytes: 1 << 30,
        segment_index_bytes: 10 * 1024 * 1024,
        keys_max: 5_033_164,
        decompressed_max_bytes: 104_857_600,
    };
}

impl Default for CleanerConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}
