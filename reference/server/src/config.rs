//! What a server is told at its start. The names and defaults are Kafka's where Kafka has them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use store::{Disk, LogConfig, RealDisk};

/// `--fsync`: when what is written becomes durable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fsync {
    /// With the page cache, in the background: Kafka's defaults.
    #[default]
    Kafka,
    /// Before it is acknowledged, one sync for all that waits.
    Group,
}

/// How a server runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// The data directory; it is made if it is missing.
    pub data: PathBuf,
    /// What the directory is on.
    pub disk: Arc<dyn Disk>,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// What clients are told to connect to, as host and port; the address that is listened on, if
    /// nothing else is said.
    pub advertise: Option<(String, u16)>,
    /// `node.id`: what this broker calls itself.
    pub node_id: i32,
    /// `socket.request.max.bytes`: a request that declares more ends its connection.
    pub request_max_bytes: usize,
    /// `queued.max.requests`: how many requests wait for the driver before connections do.
    pub queued_requests_max: usize,
    /// `max.connections`; one more is closed at once. Each has a thread.
    pub connections_max: usize,
    /// `connections.max.idle.ms`: for how long a connection may be silent, and how long a request
    /// may take to come in whole, or an answer to go out.
    pub idle_max: Duration,
    /// `auto.create.topics.enable`: whether asking for a topic makes it.
    pub auto_create_topics: bool,
    /// How many topics asking may make in all.
    pub topics_max: usize,
    /// `message.max.bytes`: the most bytes of a batch, its header included.
    pub message_max_bytes: usize,
    /// The most bytes that the records of a batch may become when they are decompressed. Kafka
    /// knows no such bound; this one is far beyond what a producer gathers.
    pub decompressed_max_bytes: usize,
    /// `message.timestamp.after.max.ms`: how far ahead of this broker's clock a record may be.
    pub timestamp_after_max_ms: i64,
    /// `fetch.max.bytes`: the most bytes of records in one answer, but for its first batch.
    pub fetch_max_bytes: i32,
    /// `replica.high.watermark.checkpoint.interval.ms`.
    pub checkpoint_interval: Duration,
    /// `producer.id.expiration.ms`: who has written nothing to a partition for so long is forgotten
    /// there.
    pub producer_id_expiration: Duration,
    /// `producer.id.expiration.check.interval.ms`.
    pub producer_id_expiration_check_interval: Duration,
    /// `log.retention.check.interval.ms`: how often what is too old or too much is looked for.
    pub retention_check_interval: Duration,
    /// `file.delete.delay.ms`: how long the files of what is deleted stay.
    pub file_delete_delay: Duration,
    /// When what is written becomes durable.
    pub fsync: Fsync,
    /// How logs are laid out, and what of them is kept: `segment.bytes`, `retention.ms` and others.
    pub log: LogConfig,
}

impl Config {
    /// Kafka's defaults, over this directory of the machine's file system.
    #[must_use]
    pub fn new(data: PathBuf, listen: SocketAddr) -> Config {
        Config {
            data,
            disk: Arc::new(RealDisk),
            listen,
            advertise: None,
            node_id: 0,
            request_max_bytes: 104_857_600,
            queued_requests_max: 500,
            connections_max: 1000,
            idle_max: Duration::from_secs(600),
            auto_create_topics: true,
            topics_max: 10_000,
            message_max_bytes: 1_048_588,
            decompressed_max_bytes: 104_857_600,
            timestamp_after_max_ms: 3_600_000,
            fetch_max_bytes: 57_671_680,
            checkpoint_interval: Duration::from_secs(5),
            producer_id_expiration: Duration::from_secs(24 * 60 * 60),
            producer_id_expiration_check_interval: Duration::from_secs(600),
            retention_check_interval: Duration::from_secs(300),
            file_delete_delay: Duration::from_secs(60),
            fsync: Fsync::Kafka,
            log: LogConfig::default(),
        }
    }
}
