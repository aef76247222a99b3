//! The table of topics: names and ids to partitions, and their logs.
//!
//! A topic has one partition for now, and is never deleted. The table is the driver's alone. It
//! knows where a log is, not what is in it.

use std::collections::{BTreeMap, BTreeSet};

use kanon_core::PartitionId;
use store::{Log, TopicPartition};
use wire::{ErrorCode, Uuid};

use crate::ask::TopicKey;

/// Topics that only brokers write to (`Topic.INTERNAL_TOPICS`).
const INTERNAL: [&str; 3] = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

/// A topic of one partition.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) name: TopicPartition,
    pub(crate) id: Uuid,
    /// Not there if it could not be opened or made.
    pub(crate) log: Option<Log>,
}

/// All topics. A partition's number is its place.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    all: Vec<Topic>,
    by_name: BTreeMap<String, PartitionId>,
    by_id: BTreeMap<Uuid, PartitionId>,
    /// The names with underscores for dots, of which Kafka's metrics make one.
    metric_names: BTreeSet<String>,
}

impl Topics {
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds a topic, whose name and id are new.
    pub(crate) fn add(&mut self, topic: Topic) -> PartitionId {
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        assert!(place < u32::MAX, "partitions are numbered by 32 bits");
        let partition = PartitionId(place);
        self.metric_names.insert(topic.name.topic().replace('.', "_"));
        let before = self.by_name.insert(topic.name.topic().to_owned(), partition);
        assert!(before.is_none(), "a topic's name is new when it is added");
        let before = self.by_id.insert(topic.id, partition);
        assert!(before.is_none(), "a topic's id is new when it is added");
        self.all.push(topic);
        partition
    }

    pub(crate) fn get(&self, partition: PartitionId) -> Option<&Topic> {
        self.all.get(partition.0 as usize)
    }

    pub(crate) fn get_mut(&mut self, partition: PartitionId) -> Option<&mut Topic> {
        self.all.get_mut(partition.0 as usize)
    }

    /// The log of a partition, if it is open.
    pub(crate) fn log(&self, partition: PartitionId) -> Option<&Log> {
        self.get(partition)?.log.as_ref()
    }

    /// The same, to be changed.
    pub(crate) fn log_mut(&mut self, partition: PartitionId) -> Option<&mut Log> {
        self.get_mut(partition)?.log.as_mut()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PartitionId, &Topic)> {
        (0..).map(PartitionId).zip(&self.all)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (PartitionId, &mut Topic)> {
        (0..).map(PartitionId).zip(&mut self.all)
    }

    /// All topics in the order of their names.
    pub(crate) fn sorted(&self) -> impl Iterator<Item = PartitionId> {
        self.by_name.values().copied()
    }

    /// The partition that a request means.
    ///
    /// # Errors
    /// UNKNOWN_TOPIC_ID or UNKNOWN_TOPIC_OR_PARTITION.
    pub(crate) fn find(&self, key: &TopicKey, index: i32) -> Result<PartitionId, ErrorCode> {
        let partition = self.find_topic(key)?;
        // Each topic has one partition.
        if index == 0 { Ok(partition) } else { Err(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION) }
    }

    /// The topic that a request means.
    ///
    /// # Errors
    /// UNKNOWN_TOPIC_ID or UNKNOWN_TOPIC_OR_PARTITION.
    pub(crate) fn find_topic(&self, key: &TopicKey) -> Result<PartitionId, ErrorCode> {
        match key {
            TopicKey::Name(name) => {
                self.by_name.get(name).copied().ok_or(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION)
            }
            TopicKey::Id(id) => self.by_id.get(id).copied().ok_or(ErrorCode::UNKNOWN_TOPIC_ID),
        }
    }

    /// Whether a name differs from that of a topic only in dots and underscores, which Kafka does
    /// not allow, since its metrics cannot tell them apart (`Topic.hasCollision`).
    pub(crate) fn collides(&self, name: &str) -> bool {
        !self.by_name.contains_key(name) && self.metric_names.contains(&name.replace('.', "_"))
    }
}

/// Whether only brokers write to a topic of this name.
pub(crate) fn is_internal(name: &str) -> bool {
    INTERNAL.contains(&name)
}
