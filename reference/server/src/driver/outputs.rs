//! Carrying out what the core wants done, in order.
//!
//! A disk that fails ends what the outputs say of its partitions: their replies become
//! KAFKA_STORAGE_ERROR, and `DiskFailed` is the next input. Nothing is tried again. An operating
//! system that refuses a call takes the whole directory offline, as in Kafka; content that is
//! damaged takes its partition.

use std::collections::BTreeMap;

use kanon_core::{Batch, Error, Input, Output, PartitionId, RequestId};
use spec::Offset;
use store::{Fault, Log, TopicPartition};
use wire::ErrorCode;

use super::Driver;
use super::pending::{Answers, fill_next};
use crate::api::error_code;
use crate::ask::{OffsetReply, ProduceReply};
use crate::replica;

impl Driver {
    pub(super) fn carry_out(&mut self, output: Output) {
        match output {
            Output::Append { partition, request: _, batch } => self.append(partition, batch),
            Output::Truncate { partition, end } => self.truncate(partition, end),
            Output::EpochStarts { partition, starts } => self.check_epochs(partition, &starts),
            Output::Checkpoint { high_watermarks } => self.checkpoint(&high_watermarks),
            Output::Reply { request, partition, result } => {
                let result = if self.broken.contains(&partition) {
                    Err(Error::KafkaStorageError)
                } else {
                    result
                };
                let answer = match result {
                    Ok(produced) => ProduceReply::Written {
                        base_offset: produced.base_offset,
                        log_start: produced.log_start,
                    },
                    Err(error) => {
                        let code = error_code(error);
                        let leader = self.leader_hint(partition, code);
                        ProduceReply::Refused { refusal: code.into(), leader }
                    }
                };
                self.fill(request, |answers| match answers {
                    Answers::Produce(slots) => slots.fill(partition, answer),
                    other => unreachable!("a reply to a produce request, not to {other:?}"),
                });
            }
            Output::Answer { request, max_bytes, partitions } => {
                self.answer(request, max_bytes, &partitions);
            }
            Output::Offset { request, partition, result } => {
                let answer = match result {
                    Ok(_) if self.wants_tiered => OffsetReply::NOTHING,
                    Ok(found) => self.look_up(partition, found),
                    Err(error) => OffsetReply::Refused(error_code(error)),
                };
                self.fill(request, |answers| match answers {
                    Answers::ListOffsets(slots) => slots.fill(partition, answer),
                    other => unreachable!("an answer to ListOffsets, not to {other:?}"),
                });
            }
            Output::EpochEnd { request, partition: _, result } => {
                let answer = result.map_err(error_code);
                self.fill(request, |answers| match answers {
                    Answers::EpochEnds(slots) => fill_next(slots, answer),
                    other => unreachable!("an end of an epoch, not an answer to {other:?}"),
                });
            }
            Output::Wait { request, deadline } => self.wait(request, deadline),
            Output::Delete { partition } => {
                // Nobody reassigns here, and a start without being the leader is refused.
                unreachable!("the only replica of {partition:?} is not taken away")
            }
            Output::DeleteBefore { partition, offset } => self.delete_before(partition, offset),
            Output::Deleted { request, partition, result } => {
                self.deleted(request, partition, result);
            }
            Output::ReadProducers { partition, end } => self.read_producers(partition, end),
            Output::Copy { .. } | Output::Send { .. } | Output::Alter(_) => {
                unreachable!("the only replica of a partition has nobody to ask: {output:?}")
            }
        }
    }

    pub(super) fn fill(&mut self, request: RequestId, put: impl FnOnce(&mut Answers)) {
        if let Some(pending) = self.pending.get_mut(&request) {
            put(&mut pending.body);
        }
        self.send_if_whole(request);
    }

    fn append(&mut self, partition: PartitionId, batch: Batch) {
        let Some(mut payload) = self.payload.take() else {
            unreachable!("the batch of the input that is being handled is there");
        };
        let append = |log: &mut Log| replica::append(log, &mut payload.bytes, &batch);
        if let Some(()) = self.on_log(partition, append) {
            self.commit.written(partition);
        }
    }

    fn truncate(&mut self, partition: PartitionId, end: Offset) {
        if let Some(input) = self.on_log(partition, |log| replica::truncate(log, partition, end)) {
            self.inputs.extend(input);
        }
    }

    fn read_producers(&mut self, partition: PartitionId, end: Offset) {
        if let Some(producers) = self.on_log(partition, |log| replica::producers(log, end)) {
            self.inputs.push_back(Input::Producers { partition, producers });
        }
    }

    fn check_epochs(&self, partition: PartitionId, starts: &[kanon_core::EpochStart]) {
        if let Some(log) = self.topics.log(partition) {
            replica::check_epochs(log, starts);
        }
    }

    fn checkpoint(&mut self, high_watermarks: &[(PartitionId, Offset)]) {
        if self.offline.is_some() {
            return;
        }
        if let Err(error) = self.directory.checkpoint() {
            return self.go_offline(&error);
        }
        let now: BTreeMap<PartitionId, Offset> = high_watermarks.iter().copied().collect();
        if now == self.checkpointed {
            return;
        }
        let named = now.iter().filter_map(|(partition, offset)| {
            Some((self.topics.get(*partition)?.name.clone(), offset.0))
        });
        let named: BTreeMap<TopicPartition, i64> = named.collect();
        match self.directory.write_high_watermarks(&named) {
            Ok(()) => self.checkpointed = now,
            Err(error) => self.go_offline(&error),
        }
    }

    /// Does something with a partition's log. Gives nothing if the log is not open, or its disk
    /// fails; then the partition has failed.
    pub(super) fn on_log<T>(
        &mut self,
        partition: PartitionId,
        act: impl FnOnce(&mut Log) -> store::Result<T>,
    ) -> Option<T> {
        let Some(log) = self.topics.log_mut(partition) else {
            self.fail_partition(partition, "its log is not open");
            return None;
        };
        act(log).map_err(|error| self.disk_failed(partition, &error)).ok()
    }

    /// A read or write of a partition has failed.
    pub(super) fn disk_failed(&mut self, partition: PartitionId, error: &store::Error) {
        match error.fault() {
            Fault::Disk | Fault::Operator => self.go_offline(error),
            Fault::Content => self.fail_partition(partition, &error.to_string()),
            Fault::Caller => unreachable!("what the core wants done can be done: {error}"),
        }
    }

    fn fail_partition(&mut self, partition: PartitionId, why: &str) {
        if self.broken.insert(partition)
            && let Some(topic) = self.topics.get(partition)
        {
            eprintln!("{} is offline: {why}", topic.name.directory_name());
        }
    }

    /// Nothing of this directory is served any more, and nothing is claimed about it.
    pub(super) fn go_offline(&mut self, error: &dyn std::fmt::Display) {
        if self.offline.is_none() {
            eprintln!("{} is offline: {error}", self.settings.data.display());
            self.offline = Some(error.to_string());
            self.broken.extend(self.topics.iter().map(|(partition, _)| partition));
        }
    }

    /// What a client is told of the leader, if it asked the wrong one (KIP-951).
    pub(super) fn leader_hint(
        &self,
        partition: PartitionId,
        code: ErrorCode,
    ) -> crate::ask::LeaderHint {
        let asked_wrong = [ErrorCode::NOT_LEADER_OR_FOLLOWER, ErrorCode::FENCED_LEADER_EPOCH];
        let state = self.controller.partition(partition)?;
        let leader = state.leader.filter(|_| asked_wrong.contains(&code))?;
        Some((leader, state.leader_epoch))
    }
}
