//! The names of files and directories, as Apache Kafka gives them (`LogFileUtils`, `LocalLog`).
//!
//! It maps names to offsets and partitions and back; it does not touch the disk. Directories that
//! Kafka is about to delete or move (`-delete`, `-future`, `-stray`) are recognised and left alone.

use std::path::{Path, PathBuf};

/// The lock file of a data directory.
pub const LOCK: &str = ".lock";
/// The mark of a clean stop (`CleanShutdownFileHandler`).
pub(crate) const CLEAN_SHUTDOWN: &str = ".kafka_cleanshutdown";
/// The high watermarks (`ReplicaManager`).
pub(crate) const HIGH_WATERMARKS: &str = "replication-offset-checkpoint";
/// From which offset on each log is validated after an unclean stop (`LogManager`).
pub(crate) const RECOVERY_POINTS: &str = "recovery-point-offset-checkpoint";
/// The first offset of logs that begin inside of a segment (`LogManager`).
pub(crate) const LOG_STARTS: &str = "log-start-offset-checkpoint";
/// Up to which offset each log is compacted (`LogCleanerManager`).
pub(crate) const CLEANER_OFFSETS: &str = "cleaner-offset-checkpoint";
/// The file that says whose a data directory is (`MetaPropertiesEnsemble`).
pub const META_PROPERTIES: &str = "meta.properties";
/// A partition's leader epochs (`LeaderEpochCheckpointFile`).
pub(crate) const LEADER_EPOCHS: &str = "leader-epoch-checkpoint";
/// A partition's topic id (`PartitionMetadataFile`).
pub(crate) const PARTITION_METADATA: &str = "partition.metadata";

/// Files that wait to be removed.
pub(crate) const DELETED: &str = ".deleted";
/// Files that the cleaner writes.
pub(crate) const CLEANED: &str = ".cleaned";
/// Files that replace others.
pub(crate) const SWAP: &str = ".swap";
/// Directories that wait to be removed.
pub(crate) const DELETE_DIRECTORY: &str = "-delete";
/// What is damaged and cannot be mended, kept for whoever looks.
pub(crate) const DAMAGED: &str = ".damaged";

/// Zeros in front, so that names sort as numbers do.
const OFFSET_DIGITS: usize = 20;
/// Kafka's longest topic name (`Topic.MAX_NAME_LENGTH`).
const TOPIC_NAME_MAX: usize = 249;
/// The longest name of a file.
const NAME_MAX: usize = 255;

/// A partition of a topic, which is also the name of its directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicPartition {
    topic: String,
    partition: i32,
}

impl TopicPartition {
    /// A partition of a topic; `None` if the name is not one that Kafka allows (`Topic.validate`:
    /// 1 to 249 of `a-z A-Z 0-9 . _ -`, neither `.` nor `..`) or the number is negative.
    pub fn new(topic: &str, partition: i32) -> Option<Self> {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let named = !topic.is_empty()
            && topic.len() <= TOPIC_NAME_MAX
            && topic.bytes().all(legal)
            && topic != "."
            && topic != "..";
        (named && 0 <= partition).then(|| Self { topic: topic.to_owned(), partition })
    }

    /// The topic's name.
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The number within the topic.
    pub fn partition(&self) -> i32 {
        self.partition
    }

    /// The name of the partition's directory: `<topic>-<partition>`.
    pub fn directory_name(&self) -> String {
        format!("{}-{}", self.topic, self.partition)
    }

    /// The partition whose directory has this name, if it is one in use.
    pub fn from_directory_name(name: &str) -> Option<Self> {
        let (topic, partition) = name.rsplit_once('-')?;
        let partition = partition.parse().ok()?;
        let parsed = Self::new(topic, partition)?;
        // `+1` and `01` parse as numbers but are not how the name is written.
        (parsed.directory_name() == name).then_some(parsed)
    }
}

/// What a file of a segment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileKind {
    Log,
    OffsetIndex,
    TimeIndex,
    TransactionIndex,
    Snapshot,
}

/// The files of a segment, the log first.
pub(crate) const SEGMENT_FILES: [FileKind; 4] =
    [FileKind::Log, FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex];

impl FileKind {
    const ALL: [FileKind; 5] = [
        FileKind::Log,
        FileKind::OffsetIndex,
        FileKind::TimeIndex,
        FileKind::TransactionIndex,
        FileKind::Snapshot,
    ];

    fn suffix(self) -> &'static str {
        match self {
            Self::Log => ".log",
            Self::OffsetIndex => ".index",
            Self::TimeIndex => ".timeindex",
            Self::TransactionIndex => ".txnindex",
            Self::Snapshot => ".snapshot",
        }
    }
}

/// The topic of the metadata log, whose directory may be beside those of others.
pub(crate) const METADATA_TOPIC: &str = "__cluster_metadata";

/// Topics that brokers make to be compacted (`GroupCoordinatorService.groupMetadataTopicConfigs`,
/// `TransactionStateManager.transactionTopicConfigs`).
const COMPACTED_TOPICS: [&str; 2] = ["__consumer_offsets", "__transaction_state"];

/// Whether a topic of this name is always compacted.
pub(crate) fn is_compacted(topic: &str) -> bool {
    COMPACTED_TOPICS.contains(&topic)
}

/// A file in a partition's directory, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SegmentFile {
    pub(crate) kind: FileKind,
    /// The base offset of the segment, or the offset of a snapshot.
    pub(crate) offset: i64,
    /// `.deleted`, `.cleaned`, `.swap`, or nothing.
    pub(crate) state: &'static str,
}

impl SegmentFile {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let states = [DELETED, CLEANED, SWAP];
        let state = states.into_iter().find(|state| name.ends_with(state)).unwrap_or("");
        let name = name.strip_suffix(state)?;
        FileKind::ALL.into_iter().find_map(|kind| {
            let offset = offset_from_digits(name.strip_suffix(kind.suffix())?)?;
            Some(Self { kind, offset, state })
        })
    }

    /// Whether it is the log of a segment in use.
    pub(crate) fn is_log(name: &str) -> bool {
        Self::from_name(name)
            .is_some_and(|file| file.kind == FileKind::Log && file.state.is_empty())
    }
}

/// The name of a file of the segment with this base offset.
pub(crate) fn segment_file(dir: &Path, kind: FileKind, base_offset: i64, state: &str) -> PathBuf {
    let suffix = kind.suffix();
    dir.join(format!("{base_offset:0OFFSET_DIGITS$}{suffix}{state}"))
}

pub(crate) fn snapshot_file(dir: &Path, offset: i64) -> PathBuf {
    segment_file(dir, FileKind::Snapshot, offset, "")
}

/// A name with something behind it.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The name of a partition's directory that waits to be removed (`LocalLog.logDeleteDirName`).
pub(crate) fn deleted_directory(partition: &TopicPartition, unique: &str) -> String {
    let suffix = format!("-{}.{unique}{DELETE_DIRECTORY}", partition.partition());
    let room = NAME_MAX.saturating_sub(suffix.len());
    let topic: String = partition.topic().chars().take(room).collect();
    format!("{topic}{suffix}")
}

fn offset_from_digits(digits: &str) -> Option<i64> {
    let plain = digits.len() == OFFSET_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_offset_give_each_other() {
        let dir = Path::new("/d");
        for offset in [0, 1, 4096, i64::MAX] {
            let path = segment_file(dir, FileKind::Log, offset, "");
            let name = path.file_name().unwrap().to_str().unwrap();
            assert_eq!(name.len(), 24);
            assert!(SegmentFile::is_log(name));
            for kind in FileKind::ALL {
                for state in ["", DELETED, CLEANED, SWAP] {
                    let path = segment_file(dir, kind, offset, state);
                    let name = path.file_name().unwrap().to_str().unwrap();
                    let file = SegmentFile { kind, offset, state };
                    assert_eq!(SegmentFile::from_name(name), Some(file));
                }
            }
        }
        for other in ["7.log", "0000000000000000000x.log", "99999999999999999999.log", ".log", ""] {
            assert_eq!(SegmentFile::from_name(other), None, "{other}");
        }
    }

    #[test]
    fn a_directory_name_is_split_at_its_last_dash() {
        let found = TopicPartition::from_directory_name("a-b-12").unwrap();
        assert_eq!((found.topic(), found.partition()), ("a-b", 12));
        for other in ["a", "-1", "a-", "a-+1", "a-01", "a-1.0-delete", "..-x", "a/b-0"] {
            assert_eq!(TopicPartition::from_directory_name(other), None, "{other}");
        }
        assert_eq!(TopicPartition::new(&"x".repeat(250), 0), None);
        assert_eq!(TopicPartition::new("..", 0), None);
    }
}
