//! Requests of clients, made into inputs of the core, one for each partition or one for all.

use std::sync::mpsc::SyncSender;

use kanon_core::{
    Asker, Fetch, FetchPartition, Input, ListOffsets, OffsetForLeaderEpoch, PartitionId, Produce,
    RequestId, Which,
};
use wire::ErrorCode;

use super::Driver;
use super::pending::{Answers, Slots};
use crate::ask::{
    CheckedBatch, EpochAsk, FetchAsk, FetchReply, OffsetAsk, OffsetKind, OffsetReply, Places,
    ProduceAsk, ProducePart, ProduceReply, Refusal, Reply, TopicKey,
};
use crate::replica;
use crate::topics::is_internal;

impl Driver {
    pub(super) fn produce(
        &mut self,
        request: RequestId,
        ask: ProduceAsk,
        reply: SyncSender<Reply>,
    ) {
        let mut places = Places::new();
        let mut slots = Vec::with_capacity(ask.parts.len());
        let mut batches = Vec::with_capacity(ask.parts.len());
        for (place, part) in ask.parts.into_iter().enumerate() {
            match self.writable(part, &places) {
                Ok((partition, batch)) => {
                    places.insert(partition, place);
                    batches.push((partition, batch));
                    slots.push(None);
                }
                Err(refusal) => slots.push(Some(ProduceReply::Refused { refusal, leader: None })),
            }
        }
        self.expect(request, reply, Answers::Produce(Slots::new(slots, places)));
        for (partition, batch) in batches {
            let (records, size_bytes) = (batch.records, batch.bytes.len());
            let stamp = replica::stamp_of(&batch.bytes);
            self.payload = Some(batch);
            self.input(Input::Produce(Produce {
                request,
                partition,
                acks: ask.acks,
                records,
                size_bytes: i32::try_from(size_bytes).unwrap_or(i32::MAX),
                timeout_ms: ask.timeout_ms,
                stamp,
            }));
            self.payload = None;
        }
        self.send_if_whole(request);
    }

    /// Where a batch is to be written, or why it is not.
    fn writable(
        &self,
        part: ProducePart,
        seen: &Places,
    ) -> Result<(PartitionId, CheckedBatch), Refusal> {
        let partition = self.served(&part.topic, part.index)?;
        let batch = part.batch?;
        if seen.contains_key(&partition) {
            let message = "The request names the partition twice.";
            return Err(Refusal::new(ErrorCode::INVALID_REQUEST, message));
        }
        let name = self.topics.get(partition).map(|topic| topic.name.topic());
        if name.is_some_and(is_internal) {
            return Err(ErrorCode::INVALID_TOPIC_EXCEPTION.into());
        }
        Ok((partition, batch))
    }

    pub(super) fn fetch(&mut self, request: RequestId, ask: &FetchAsk, reply: SyncSender<Reply>) {
        let me = self.core.id();
        let from_me = matches!(ask.from, Asker::Follower(replica) if replica.broker == me);
        let mut seen = Places::new();
        let mut slots = Vec::with_capacity(ask.parts.len());
        let mut partitions = Vec::with_capacity(ask.parts.len());
        for (place, part) in ask.parts.iter().enumerate() {
            let found = self.served(&part.topic, part.index);
            let found = found.and_then(|partition| match seen.insert(partition, place) {
                // The leader has no follower in itself (`Partition.followerReplicaOrThrow`).
                _ if from_me => Err(match part.leader_epoch {
                    Some(_) => ErrorCode::UNKNOWN_LEADER_EPOCH,
                    None => ErrorCode::NOT_LEADER_OR_FOLLOWER,
                }),
                None => Ok(partition),
                Some(_) => Err(ErrorCode::INVALID_REQUEST),
            });
            slots.push(found.err().map(|code| FetchReply::Refused { code, leader: None }));
            if let Ok(partition) = found {
                partitions.push(FetchPartition {
                    partition,
                    leader_epoch: part.leader_epoch,
                    fetch_offset: part.fetch_offset,
                    last_fetched_epoch: part.last_fetched_epoch,
                    max_bytes: part.max_bytes,
                });
            }
        }
        // As in Kafka, who asks for what there is not waits all the same for what there is.
        let is_over = partitions.is_empty();
        self.expect(request, reply, Answers::Fetch(slots));
        if is_over {
            return self.send_if_whole(request);
        }
        self.input(Input::Fetch(Fetch {
            request,
            from: ask.from,
            partitions,
            min_bytes: ask.min_bytes,
            max_bytes: ask.max_bytes,
            max_wait_ms: ask.max_wait_ms,
        }));
    }

    pub(super) fn list_offsets(
        &mut self,
        request: RequestId,
        asks: &[OffsetAsk],
        reply: SyncSender<Reply>,
    ) {
        let mut places = Places::new();
        let mut slots = Vec::with_capacity(asks.len());
        let mut questions = Vec::with_capacity(asks.len());
        for (place, ask) in asks.iter().enumerate() {
            let key = TopicKey::Name(ask.topic.clone());
            let asked = ask.which.and_then(|kind| Ok((self.served(&key, ask.index)?, kind)));
            slots.push(asked.err().map(OffsetReply::Refused));
            if let Ok((partition, kind)) = asked {
                let before = places.insert(partition, place);
                assert!(before.is_none(), "what is named twice was refused");
                questions.push((partition, ask, kind));
            }
        }
        self.expect(request, reply, Answers::ListOffsets(Slots::new(slots, places)));
        for (partition, ask, kind) in questions {
            // Whoever may not be told the start may not be told that nothing is tiered either.
            let (which, is_tiered) = match kind {
                OffsetKind::Core(which) => (which, false),
                OffsetKind::Tiered => (Which::Earliest, true),
            };
            self.wants_tiered = is_tiered;
            let leader_epoch = ask.leader_epoch;
            self.input(Input::ListOffsets(ListOffsets { request, partition, leader_epoch, which }));
        }
        self.send_if_whole(request);
    }

    pub(super) fn offset_for_leader_epoch(
        &mut self,
        request: RequestId,
        asks: &[EpochAsk],
        reply: SyncSender<Reply>,
    ) {
        let found = asks.iter().map(|ask| {
            let served = self.served(&TopicKey::Name(ask.topic.clone()), ask.index);
            served.map(|partition| OffsetForLeaderEpoch {
                request,
                partition,
                leader_epoch: ask.leader_epoch,
                epoch: ask.epoch,
            })
        });
        let found: Vec<_> = found.collect();
        let refused = found.iter().map(|found| found.err().map(Err));
        self.expect(request, reply, Answers::EpochEnds(refused.collect()));
        for question in found.into_iter().flatten() {
            self.input(Input::OffsetForLeaderEpoch(question));
        }
        self.send_if_whole(request);
    }

    /// The partition that is meant, if its directory works.
    pub(super) fn served(&self, topic: &TopicKey, index: i32) -> Result<PartitionId, ErrorCode> {
        let partition = self.topics.find(topic, index)?;
        if self.offline.is_some() { Err(ErrorCode::KAFKA_STORAGE_ERROR) } else { Ok(partition) }
    }
}
