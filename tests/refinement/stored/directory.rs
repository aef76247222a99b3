//! A broker's directory: made, opened, looked at.

use super::records::decode;
use kanon_core::{PartitionId, Restore};
use spec::{BrokerEpoch, LeaderEpoch, Offset, view::Batch};
use std::{path::Path, sync::Arc};
use store::{Disk, EpochEntry, Log, LogConfig, LogDirectory, Recovery, TopicPartition};
use wire::Uuid;

/// The one partition of a world.
pub(crate) const PARTITION: PartitionId = PartitionId(0);

/// The topic's id.
const TOPIC: Uuid = Uuid([7; 16]);

/// The name of the one partition.
pub(crate) fn partition() -> TopicPartition {
    TopicPartition::new("orders", 0).expect("a legal name")
}

/// A directory that is open, and its log.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) directory: LogDirectory,
    pub(crate) log: Log,
}

/// What a directory has, as a start finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The broker epoch in the mark of a clean stop, if there is one.
    pub(crate) mark: Option<BrokerEpoch>,
    pub(crate) batches: Vec<Batch>,
    /// The checkpointed high watermark.
    pub(crate) checkpoint: Offset,
    /// Where each leader epoch starts, by its file.
    pub(crate) epochs: Vec<(LeaderEpoch, Offset)>,
}

impl Found {
    pub(crate) fn end(&self) -> Offset {
        self.batches.last().map_or(Offset(0), Batch::end)
    }

    /// Whether the epochs are those of the batches.
    pub(crate) fn epochs_agree(&self) -> bool {
        let mut starts: Vec<(LeaderEpoch, Offset)> = Vec::new();
        for batch in &self.batches {
            if starts.last().is_none_or(|(last, _)| *last < batch.leader_epoch) {
                starts.push((batch.leader_epoch, batch.base));
            }
        }
        starts == self.epochs
    }
}

/// Makes a directory with an empty log.
pub(crate) fn make(disk: Arc<dyn Disk>, root: &Path, config: LogConfig) -> Running {
    let mut directory = LogDirectory::open(disk, root, config).expect("a new directory");
    let log = directory.create_log(&partition(), TOPIC).expect("a new log");
    Running { directory, log }
}

/// Starts on what is there.
pub(crate) fn start(
    disk: Arc<dyn Disk>,
    root: &Path,
    config: LogConfig,
) -> store::Result<(Running, Recovery)> {
    let mut directory = LogDirectory::open(disk, root, config)?;
    let opened = directory.open_log(&partition())?;
    assert_eq!(opened.topic_id, Some(TOPIC), "the topic keeps its id");
    assert!(opened.log.flushed_end() == opened.log.end(), "what a start finds is durable");
    Ok((Running { directory, log: opened.log }, opened.recovery))
}

impl Running {
    /// The broker epoch in the mark that the directory was found with.
    pub(crate) fn mark(&self) -> Option<BrokerEpoch> {
        let epoch = || self.directory.last_broker_epoch().expect("the mark names a broker epoch");
        self.directory.was_clean().then(|| BrokerEpoch(epoch()))
    }

    /// What a core is given of it.
    pub(crate) fn restore(&self) -> Restore {
        let marks = self.directory.read_high_watermarks().expect("a disk that works");
        let mark = marks.get(&partition()).copied();
        server::replica::restore(PARTITION, &self.log, mark).expect("a disk that works")
    }

    /// All of the log, read as a fetch reads it.
    fn batches(&self) -> Vec<Batch> {
        let (log, mut batches) = (&self.log, Vec::new());
        let mut at = log.start();
        while at < log.end() {
            let read = log.read(at, log.end(), u32::MAX, true).expect("a log that can be read");
            assert!(at < read.end_offset, "a read gives one batch at least");
            at = read.end_offset;
            batches.extend(decode(&read.bytes));
        }
        batches
    }

    /// What is there. The mark is that of the start.
    pub(crate) fn look(&self) -> Found {
        let marks = self.directory.read_high_watermarks().expect("a file of high watermarks");
        let entry =
            |entry: &EpochEntry| (LeaderEpoch(entry.leader_epoch), Offset(entry.start_offset));
        Found {
            mark: self.mark(),
            batches: self.batches(),
            checkpoint: Offset(marks.get(&partition()).copied().unwrap_or(0)),
            epochs: self.log.epochs().iter().map(entry).collect(),
        }
    }
}

/// The entries of `leader-epoch-checkpoint`: a version, how many there are, and a line for each.
pub(crate) fn epochs_in_file(disk: &dyn Disk, root: &Path) -> Vec<(LeaderEpoch, Offset)> {
    let path = root.join(partition().directory_name()).join("leader-epoch-checkpoint");
    let Ok(file) = disk.open(&path) else { return Vec::new() };
    let mut bytes = vec![0; file.len().expect("a length") as usize];
    file.read_at(0, &mut bytes).expect("a disk that works");
    let text = String::from_utf8(bytes).expect("a text");
    let mut lines = text.lines();
    let (version, count) = (lines.next(), lines.next().and_then(|count| count.parse().ok()));
    let entry = |line: &str| {
        let (epoch, start) = line.split_once(' ').expect("an epoch and an offset");
        (LeaderEpoch(epoch.parse().expect("a number")), Offset(start.parse().expect("a number")))
    };
    let entries: Vec<_> = lines.map(entry).collect();
    assert_eq!((version, count), (Some("0"), Some(entries.len())), "the head of {text:?}");
    entries
}
