//! OffsetForLeaderEpoch: where an epoch ends (`KafkaApis.handleOffsetForLeaderEpochRequest`).
//!
//! Who asks makes no difference: Kafka's brokers have asked in a fetch since KIP-595.

use spec::LeaderEpoch;
use wire::ErrorCode;
use wire::offset_for_leader_epoch::{
    EpochEndOffset, OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse,
    OffsetForLeaderTopicResult,
};

use super::epoch;
use crate::ask::{EpochAsk, EpochReply};

/// The epoch that no log knows.
const UNDEFINED_EPOCH: i32 = -1;

/// What is asked of the driver. A partition that is named twice is answered twice, as in Kafka.
pub(crate) fn ask(request: &OffsetForLeaderEpochRequest<'_>) -> Vec<EpochAsk> {
    let topics = request.topics.iter();
    let asks = topics.flat_map(|topic| {
        topic.partitions.iter().map(|wanted| EpochAsk {
            topic: topic.topic.to_owned(),
            index: wanted.partition,
            leader_epoch: epoch(wanted.current_leader_epoch),
            epoch: (wanted.leader_epoch != UNDEFINED_EPOCH)
                .then_some(LeaderEpoch(wanted.leader_epoch)),
        })
    });
    asks.collect()
}

/// The answer: one reply for each partition, in the order of the request.
pub(crate) fn answer<'a>(
    request: &OffsetForLeaderEpochRequest<'a>,
    replies: &[EpochReply],
) -> OffsetForLeaderEpochResponse<'a> {
    let mut replies = replies.iter();
    let mut response = OffsetForLeaderEpochResponse::default();
    for topic in &request.topics {
        let parts = topic.partitions.iter().zip(&mut replies);
        let partitions = parts.map(|(wanted, reply)| end(wanted.partition, *reply));
        response.topics.push(OffsetForLeaderTopicResult {
            topic: topic.topic,
            partitions: partitions.collect(),
            ..Default::default()
        });
    }
    response
}

/// An epoch and an end of -1 say that the log knows no epoch as new.
fn end(partition: i32, reply: EpochReply) -> EpochEndOffset<'static> {
    let unknown = EpochEndOffset { partition, ..Default::default() };
    match reply {
        Ok(Some(found)) => EpochEndOffset {
            leader_epoch: found.epoch.0,
            end_offset: found.end_offset.0,
            ..unknown
        },
        Ok(None) => unknown,
        Err(code) => EpochEndOffset { error_code: ErrorCode::into(code), ..unknown },
    }
}
