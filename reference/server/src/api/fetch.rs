//! Fetch: who asks for what, and the answer (`KafkaApis.handleFetchRequest`).
//!
//! No fetch session is ever opened: as a Kafka broker without room in its cache, this one answers
//! with session 0, and knows no session that a client asks to continue (KIP-227).

use kanon_core::{Asker, Replica};
use spec::{BrokerEpoch, BrokerId, Offset};
use wire::ErrorCode;
use wire::fetch::{
    EpochEndOffset, FetchPartition, FetchRequest, FetchResponse, FetchTopic,
    FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint, PartitionData,
};

use super::{Identity, epoch};
use crate::ask::{FetchAsk, FetchPart, FetchReply, TopicKey};

/// The version since which topics are named by id.
const IDS_SINCE: i16 = 13;
/// The version since which an answer says who leads (KIP-951).
const HINTS_SINCE: i16 = 16;
/// The version since which clients know KAFKA_STORAGE_ERROR.
const STORAGE_ERROR_SINCE: i16 = 6;
/// The version since which a client knows that others than the leader may answer (KIP-392).
const FOLLOWERS_SINCE: i16 = 11;
/// The epochs of a request that is no continuation of a session.
const FULL: [i32; 2] = [0, -1];
const READ_COMMITTED: i8 = 1;

/// What is asked of the driver, or the error of the whole request.
///
/// # Errors
/// FETCH_SESSION_ID_NOT_FOUND, for the continuation of a session.
pub(crate) fn ask(
    request: &FetchRequest<'_>,
    version: i16,
    fetch_max_bytes: i32,
) -> Result<FetchAsk, ErrorCode> {
    if !FULL.contains(&request.session_epoch) {
        return Err(ErrorCode::FETCH_SESSION_ID_NOT_FOUND);
    }
    let max_bytes = request.max_bytes.min(fetch_max_bytes);
    let topics = request.topics.iter();
    let parts = topics
        .flat_map(|topic| topic.partitions.iter().map(move |wanted| part(topic, wanted, version)));
    Ok(FetchAsk {
        from: asker(request, version),
        min_bytes: request.min_bytes.min(max_bytes),
        max_bytes,
        max_wait_ms: request.max_wait_ms,
        parts: parts.collect(),
    })
}

/// Version 15 moved the asker's id. Negative: a consumer, or a tool that is debugging.
fn asker(request: &FetchRequest<'_>, version: i16) -> Asker {
    let id = request.replica_id.max(request.replica_state.replica_id);
    let epoch = request.replica_state.replica_epoch;
    if id < 0 {
        return Asker::Consumer { leader_only: version < FOLLOWERS_SINCE };
    }
    Asker::Follower(Replica {
        broker: BrokerId(id),
        broker_epoch: (0 <= epoch).then_some(BrokerEpoch(epoch)),
    })
}

fn part(topic: &FetchTopic<'_>, wanted: &FetchPartition<'_>, version: i16) -> FetchPart {
    FetchPart {
        topic: if IDS_SINCE <= version {
            TopicKey::Id(topic.topic_id)
        } else {
            TopicKey::Name(topic.topic.to_owned())
        },
        index: wanted.partition,
        leader_epoch: epoch(wanted.current_leader_epoch),
        fetch_offset: Offset(wanted.fetch_offset),
        last_fetched_epoch: epoch(wanted.last_fetched_epoch),
        max_bytes: wanted.partition_max_bytes,
    }
}

/// The answer to a request that failed as a whole.
pub(crate) fn refuse(error: ErrorCode) -> FetchResponse<'static> {
    FetchResponse { error_code: error.into(), ..Default::default() }
}

/// The answer: one reply for each partition, in the order of the request.
pub(crate) fn answer<'a>(
    request: &FetchRequest<'a>,
    version: i16,
    replies: &'a [FetchReply],
    identity: &'a Identity,
) -> FetchResponse<'a> {
    let mut replies = replies.iter();
    let mut response = FetchResponse::default();
    let is_committed = request.isolation_level == READ_COMMITTED;
    for topic in &request.topics {
        let parts = topic.partitions.iter().zip(&mut replies);
        let partitions = parts.map(|(wanted, reply)| match reply {
            FetchReply::Refused { code, leader } => {
                let hint = leader.filter(|_| HINTS_SINCE <= version);
                refused(wanted.partition, known(*code, version), hint)
            }
            data => found(wanted.partition, data, is_committed),
        });
        response.responses.push(FetchableTopicResponse {
            topic: topic.topic,
            topic_id: topic.topic_id,
            partitions: partitions.collect(),
            ..Default::default()
        });
    }
    let partitions = response.responses.iter().flat_map(|topic| &topic.partitions);
    if partitions.map(|part| part.current_leader.leader_id).any(|leader| 0 <= leader) {
        response.node_endpoints.push(NodeEndpoint {
            node_id: identity.node_id,
            host: &identity.host,
            port: i32::from(identity.port),
            ..Default::default()
        });
    }
    response
}

/// Old clients take a storage error for a bug, and this one for a reason to look again.
fn known(code: ErrorCode, version: i16) -> ErrorCode {
    if code == ErrorCode::KAFKA_STORAGE_ERROR && version < STORAGE_ERROR_SINCE {
        return ErrorCode::NOT_LEADER_OR_FOLLOWER;
    }
    code
}

fn refused(
    partition_index: i32,
    code: ErrorCode,
    leader: crate::ask::LeaderHint,
) -> PartitionData<'static> {
    let current_leader = leader.map(|(leader, epoch)| LeaderIdAndEpoch {
        leader_id: leader.0,
        leader_epoch: epoch.0,
        ..Default::default()
    });
    PartitionData {
        partition_index,
        error_code: code.into(),
        high_watermark: -1,
        records: Some(&[]),
        current_leader: current_leader.unwrap_or_default(),
        ..Default::default()
    }
}

fn found(partition_index: i32, reply: &FetchReply, is_committed: bool) -> PartitionData<'_> {
    let FetchReply::Data { high_watermark, log_start, records, diverging } = reply else {
        return refused(partition_index, ErrorCode::UNKNOWN_SERVER_ERROR, None);
    };
    let diverging_epoch = diverging.map(|(epoch, end_offset)| EpochEndOffset {
        epoch: epoch.0,
        end_offset: end_offset.0,
        ..Default::default()
    });
    PartitionData {
        partition_index,
        high_watermark: high_watermark.0,
        // No transaction is ever open.
        last_stable_offset: high_watermark.0,
        log_start_offset: log_start.0,
        diverging_epoch: diverging_epoch.unwrap_or_default(),
        // Null says that nobody looked; whoever reads what is committed is told that none is there.
        aborted_transactions: is_committed.then(Vec::new),
        records: Some(records),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::fetch::ReplicaState;

    #[test]
    fn who_asks_is_said_by_an_id_and_whom_a_consumer_may_ask_by_the_version() {
        let follower = |broker_epoch: Option<i64>| {
            let broker_epoch = broker_epoch.map(BrokerEpoch);
            Asker::Follower(Replica { broker: BrokerId(4), broker_epoch })
        };
        let old = |replica_id| FetchRequest { replica_id, ..Default::default() };
        let replica_state = ReplicaState { replica_id: 4, replica_epoch: 7, ..Default::default() };
        let new = FetchRequest { replica_state, ..old(-1) };
        let consumer = |leader_only| Asker::Consumer { leader_only };
        for (request, version, from) in [
            (old(-1), 10, consumer(true)),
            (old(-1), 11, consumer(false)),
            (old(-2), 18, consumer(false)),
            (old(4), 10, follower(None)),
            (new, 18, follower(Some(7))),
        ] {
            assert_eq!(asker(&request, version), from);
        }
    }
}
