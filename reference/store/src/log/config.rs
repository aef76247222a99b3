//! How a log is laid out and what of it is kept; the names and defaults are Kafka's.

/// How a log is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// `segment.bytes`: a segment that a batch would make longer is closed before it. At most
    /// 2^31 - 1, since an index entry has 31 bits for a position.
    pub segment_bytes: u32,
    /// `segment.ms`: a segment is closed before a batch that is later than its first by more than
    /// this, by their timestamps. Without jitter.
    pub segment_ms: i64,
    /// `index.interval.bytes`: how many bytes of log go by between two index entries.
    pub index_interval_bytes: u32,
    /// `segment.index.bytes`: a segment is closed when an index has as many bytes.
    pub segment_index_bytes: u32,
    /// `retention.ms`: a segment whose last timestamp is older goes; -1 for never.
    pub retention_ms: i64,
    /// `retention.bytes`: the oldest segments without which the log still has as many bytes go;
    /// -1 for never.
    pub retention_bytes: i64,
    /// `cleanup.policy` has `delete`: both kinds of retention hold.
    pub delete: bool,
    /// `cleanup.policy` has `compact`: offsets may be missing inside of a segment. Before a log
    /// is opened without it that had it, its recovery point is to be checkpointed.
    pub compact: bool,
}

impl LogConfig {
    /// Kafka's defaults.
    pub const DEFAULT: Self = Self {
        segment_bytes: 1 << 30,
        segment_ms: 7 * 24 * 60 * 60 * 1000,
        index_interval_bytes: 4096,
        segment_index_bytes: 10 * 1024 * 1024,
        retention_ms: 7 * 24 * 60 * 60 * 1000,
        retention_bytes: -1,
        delete: true,
        compact: false,
    };
}

impl Default for LogConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}
