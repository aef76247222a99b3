//! Metadata: what topics there are, and making those that are asked for
//! (`KafkaApis.handleTopicMetadataRequest`, `AutoTopicCreationManager`).
//!
//! The controller decides at once, so a topic that was just made is in the same answer; with Kafka
//! it is in a later one. Brokers' own topics are not made by asking.

use std::collections::BTreeSet;
use std::sync::mpsc::SyncSender;

use kanon_core::{Decision, Input, PartitionId, Restore};
use spec::Offset;
use store::TopicPartition;
use wire::{ErrorCode, Uuid};

use super::Driver;
use super::pending::send;
use crate::ask::{MetadataAsk, PartitionReply, Reply, TopicKey, TopicReply};
use crate::state::MIN_INSYNC_REPLICAS;
use crate::topics::{Topic, is_internal};
use crate::{random, state};

impl Driver {
    pub(super) fn metadata(&mut self, ask: &MetadataAsk, reply: &SyncSender<Reply>) {
        let topics = match &ask.topics {
            None => self.topics.sorted().filter_map(|partition| self.describe(partition)).collect(),
            Some(keys) => {
                let may_create = ask.may_create && self.settings.auto_create_topics;
                let created = if may_create { self.create_missing(keys) } else { Ok(()) };
                let mut seen = BTreeSet::new();
                let once = keys.iter().filter(|key| seen.insert(*key));
                once.map(|key| self.describe_key(key, may_create, created)).collect()
            }
        };
        send(reply, Reply::Metadata(topics));
    }

    fn describe_key(
        &self,
        key: &TopicKey,
        may_create: bool,
        created: Result<(), ErrorCode>,
    ) -> TopicReply {
        let found = self.topics.find_topic(key);
        if let Some(reply) = found.ok().and_then(|partition| self.describe(partition)) {
            return reply;
        }
        let (error, name, id) = match key {
            TopicKey::Id(id) => (ErrorCode::UNKNOWN_TOPIC_ID, None, *id),
            TopicKey::Name(name) => {
                let wrong = if may_create { self.name_error(name) } else { form_error(name) };
                let error = match (wrong, created) {
                    (Some(error), _) | (None, Err(error)) => error,
                    (None, Ok(())) => ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                };
                (error, Some(name.clone()), Uuid::ZERO)
            }
        };
        let is_internal = name.as_deref().is_some_and(is_internal);
        TopicReply { error, name, id, is_internal, partition: None }
    }

    /// Why no topic of this name can be made.
    fn name_error(&self, name: &str) -> Option<ErrorCode> {
        let collides = || self.topics.collides(name).then_some(ErrorCode::INVALID_TOPIC_EXCEPTION);
        form_error(name).or_else(collides)
    }

    fn describe(&self, partition: PartitionId) -> Option<TopicReply> {
        let topic = self.topics.get(partition)?;
        let works = self.core.partition(partition).is_some_and(|replica| !replica.has_failed());
        let is_offline = self.offline.is_some() || !works;
        let state = self.controller.partition(partition)?;
        let name = topic.name.topic().to_owned();
        Some(TopicReply {
            error: ErrorCode::NONE,
            is_internal: is_internal(&name),
            name: Some(name),
            id: topic.id,
            partition: Some(PartitionReply {
                leader: state.leader.filter(|_| !is_offline),
                leader_epoch: state.leader_epoch,
                replicas: state.replicas.iter().map(|broker| broker.0).collect(),
                isr: state.isr.iter().map(|broker| broker.0).collect(),
                is_offline,
            }),
        })
    }

    /// Makes the topics that are named and not there. Names that cannot be are left out; an error
    /// is that of all the others.
    fn create_missing(&mut self, keys: &[TopicKey]) -> Result<(), ErrorCode> {
        let mut made = Vec::new();
        let decided = keys.iter().try_for_each(|key| {
            made.extend(self.create(key)?);
            Ok(())
        });
        // Those that were decided before an error are made all the same: the table has them.
        self.begin(made).and(decided)
    }

    /// Has the controller decide that there is a topic, if there is none and there can be.
    fn create(&mut self, key: &TopicKey) -> Result<Option<(PartitionId, Decision)>, ErrorCode> {
        let TopicKey::Name(name) = key else { return Ok(None) };
        if is_internal(name)
            || self.topics.find_topic(key).is_ok()
            || self.name_error(name).is_some()
        {
            return Ok(None);
        }
        if self.settings.topics_max <= self.topics.len() {
            return Err(ErrorCode::POLICY_VIOLATION);
        }
        if self.offline.is_some() {
            return Err(ErrorCode::KAFKA_STORAGE_ERROR);
        }
        let Some(name) = TopicPartition::new(name, 0) else { return Ok(None) };
        let id = random::uuid().map_err(|_| ErrorCode::UNKNOWN_SERVER_ERROR)?;
        let brokers = BTreeSet::from([self.core.id()]);
        let partition = self.topics.add(Topic { name, id, log: None });
        let decision =
            self.controller.create(partition, brokers.clone(), brokers, MIN_INSYNC_REPLICAS);
        self.controller.replay(&decision);
        Ok(Some((partition, decision)))
    }

    /// What was decided is written down first, then the logs are made, then the core learns of it.
    fn begin(&mut self, made: Vec<(PartitionId, Decision)>) -> Result<(), ErrorCode> {
        if made.is_empty() {
            return Ok(());
        }
        self.note_state()?;
        for (partition, decision) in made {
            let Some(topic) = self.topics.get_mut(partition) else { continue };
            match self.directory.create_log(&topic.name, topic.id) {
                Ok(log) => topic.log = Some(log),
                Err(error) => {
                    self.go_offline(&error);
                    self.fail_broken();
                    return Err(ErrorCode::KAFKA_STORAGE_ERROR);
                }
            }
            self.input(Input::Restore(empty(partition)));
            self.input(Input::Learn(decision));
        }
        Ok(())
    }

    /// Writes down what the controller has decided. Without that nothing is served any more.
    pub(super) fn note_state(&mut self) -> Result<(), ErrorCode> {
        self.write_state().map_err(|error| {
            self.go_offline(&format!("{} cannot be written: {error}", state::FILE));
            self.fail_broken();
            ErrorCode::KAFKA_STORAGE_ERROR
        })
    }

    pub(super) fn write_state(&self) -> std::io::Result<()> {
        let next_producer_id = self.producer_ids.next();
        let (disk, data) = (&*self.disk, &self.settings.data);
        state::write(disk, data, self.cluster_id, next_producer_id, &self.controller, |id| {
            self.topics.get(id).map(|topic| (topic.name.topic(), topic.id))
        })
    }
}

/// Why nothing can have this name (`Topic.validate`).
fn form_error(name: &str) -> Option<ErrorCode> {
    TopicPartition::new(name, 0).is_none().then_some(ErrorCode::INVALID_TOPIC_EXCEPTION)
}

fn empty(partition: PartitionId) -> Restore {
    let (log_start, log_end, high_watermark) = (Offset(0), Offset(0), Offset(0));
    let (tail, producers, epoch_starts) = (Vec::new(), Vec::new(), Vec::new());
    Restore { partition, log_start, log_end, tail, producers, epoch_starts, high_watermark }
}
