//! The names of files and directories, as Apache Kafka gives them (`LogFileUtils`, `LocalLog`).
//!
//! It maps names to offsets and partitions and back; it does not touch the disk. Directories that
//! Kafka is about to delete or move (`-delete`, `-future`, `-stray`) are recognised and left alone.

use std::path::{Path, PathBuf};

/// The directory's lock file.
pub(crate) const LOCK: &str = ".lock";
/// The mark of a clean stop (`CleanShutdownFileHandler`).
pub(crate) const CLEAN_SHUTDOWN: &str = ".kafka_cleanshutdown";
/// The high watermarks (`ReplicaManager`).
pub(crate) const HIGH_WATERMARKS: &str = "replication-offset-checkpoint";
/// A partition's leader epochs (`LeaderEpochCheckpointFile`).
pub(crate) const LEADER_EPOCHS: &str = "leader-epoch-checkpoint";
/// A partition's topic id (`PartitionMetadataFile`).
pub(crate) const PARTITION_METADATA: &str = "partition.metadata";

const LOG_SUFFIX: &str = ".log";
const INDEX_SUFFIX: &str = ".index";
/// Zeros in front, so that names sort as numbers do.
const OFFSET_DIGITS: usize = 20;
/// Kafka's longest topic name (`Topic.MAX_NAME_LENGTH`).
const TOPIC_NAME_MAX: usize = 249;

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

/// What a file in a partition's directory is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SegmentFile {
    /// The records from this base offset on.
    Log(i64),
    /// The offset index of the segment with this base offset.
    Index(i64),
}

impl SegmentFile {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if let Some(digits) = name.strip_suffix(LOG_SUFFIX) {
            return offset_from_digits(digits).map(Self::Log);
        }
        name.strip_suffix(INDEX_SUFFIX).and_then(offset_from_digits).map(Self::Index)
    }
}

pub(crate) fn log_file(dir: &Path, base_offset: i64) -> PathBuf {
    dir.join(format!("{base_offset:0OFFSET_DIGITS$}{LOG_SUFFIX}"))
}

pub(crate) fn index_file(dir: &Path, base_offset: i64) -> PathBuf {
    dir.join(format!("{base_offset:0OFFSET_DIGITS$}{INDEX_SUFFIX}"))
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
            let path = log_file(dir, offset);
            let name = path.file_name().unwrap().to_str().unwrap();
            assert_eq!(name.len(), 24);
            assert_eq!(SegmentFile::from_name(name), Some(SegmentFile::Log(offset)));
        }
        assert_eq!(
            SegmentFile::from_name("00000000000000000007.index"),
            Some(SegmentFile::Index(7))
        );
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
