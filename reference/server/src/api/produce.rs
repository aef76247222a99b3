//! Produce: batches are checked on the connection's own thread (`KafkaApis.handleProduceRequest`).

use compress::Decompressor;
use kanon_core::Acks;
use wire::ErrorCode;
use wire::batch::Batch;
use wire::produce::{
    BatchIndexAndErrorMessage, LeaderIdAndEpoch, NodeEndpoint, PartitionProduceData,
    PartitionProduceResponse, ProduceRequest, ProduceResponse, TopicProduceData,
    TopicProduceResponse,
};

use super::Identity;
use crate::ask::{ProduceAsk, ProducePart, ProduceReply, Refusal, TopicKey};
use crate::batch::{Limits, check, only_batch};

/// The version since which topics are named by id.
const IDS_SINCE: i16 = 13;
/// The version since which an answer says who leads (KIP-951).
const HINTS_SINCE: i16 = 10;

/// What is asked of the driver, or the error of the whole request.
///
/// # Errors
/// TRANSACTIONAL_ID_AUTHORIZATION_FAILED, since there are no transactions yet that anybody could be
/// allowed to take part in. As in Kafka, the records say whether they belong to one, not the
/// request's transactional id.
pub(crate) fn ask(
    request: &ProduceRequest<'_>,
    version: i16,
    limits: Limits,
    decompressor: &mut Decompressor,
) -> Result<ProduceAsk, ErrorCode> {
    let acks = match request.acks {
        0 => Ok(Acks::None),
        1 => Ok(Acks::Leader),
        -1 => Ok(Acks::All),
        _ => Err(ErrorCode::INVALID_REQUIRED_ACKS),
    };
    let is_transactional = |part: &PartitionProduceData<'_>| {
        let batch = Batch::split(part.records.unwrap_or_default());
        batch.is_ok_and(|(batch, _)| batch.header.is_transactional())
    };
    let mut parts = request.topic_data.iter().flat_map(|topic| &topic.partition_data);
    if parts.any(is_transactional) {
        return Err(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    }
    let mut part = |topic: &TopicProduceData<'_>, part: &PartitionProduceData<'_>| ProducePart {
        topic: if IDS_SINCE <= version {
            TopicKey::Id(topic.topic_id)
        } else {
            TopicKey::Name(topic.name.to_owned())
        },
        index: part.index,
        // Topics and the form of their records are looked at first, acks before the records.
        batch: match acks {
            Ok(_) => check(part.records, version, limits, decompressor),
            Err(error) => {
                let batch = only_batch(part.records.unwrap_or_default(), version);
                batch.and_then(|_| Err(error.into()))
            }
        },
    };
    let mut parts = Vec::new();
    for topic in &request.topic_data {
        parts.extend(topic.partition_data.iter().map(|data| part(topic, data)));
    }
    Ok(ProduceAsk { acks: acks.unwrap_or(Acks::None), timeout_ms: request.timeout_ms, parts })
}

/// The same error for every partition.
pub(crate) fn refuse(request: &ProduceRequest<'_>, error: ErrorCode) -> Vec<ProduceReply> {
    let parts = request.topic_data.iter().flat_map(|topic| &topic.partition_data);
    parts.map(|_| ProduceReply::Refused { refusal: error.into(), leader: None }).collect()
}

/// The first error, for whoever is told of it by the end of the connection.
pub(crate) fn first_error(replies: &[ProduceReply]) -> Option<ErrorCode> {
    replies.iter().find_map(|reply| match reply {
        ProduceReply::Written { .. } => None,
        ProduceReply::Refused { refusal, .. } => Some(refusal.code),
    })
}

/// The answer: one reply for each partition, in the order of the request.
pub(crate) fn answer<'a>(
    request: &ProduceRequest<'a>,
    version: i16,
    replies: &'a [ProduceReply],
    identity: &'a Identity,
) -> ProduceResponse<'a> {
    let mut replies = replies.iter();
    let mut response = ProduceResponse::default();
    for topic in &request.topic_data {
        let parts = topic.partition_data.iter().zip(&mut replies);
        let partition_responses: Vec<_> =
            parts.map(|(part, reply)| partition(part.index, version, reply)).collect();
        response.responses.push(TopicProduceResponse {
            name: topic.name,
            topic_id: topic.topic_id,
            partition_responses,
            ..Default::default()
        });
    }
    let partitions = response.responses.iter().flat_map(|topic| &topic.partition_responses);
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

fn partition(index: i32, version: i16, reply: &ProduceReply) -> PartitionProduceResponse<'_> {
    let (refusal, leader) = match reply {
        ProduceReply::Written { base_offset, log_start } => {
            return PartitionProduceResponse {
                index,
                base_offset: base_offset.0,
                log_start_offset: log_start.0,
                ..Default::default()
            };
        }
        ProduceReply::Refused { refusal, leader } => (refusal, leader),
    };
    let Refusal { code, message, records } = refusal;
    let current_leader = leader.filter(|_| HINTS_SINCE <= version).map(|(leader, epoch)| {
        LeaderIdAndEpoch { leader_id: leader.0, leader_epoch: epoch.0, ..Default::default() }
    });
    let record_errors = records.iter().map(|(batch_index, message)| BatchIndexAndErrorMessage {
        batch_index: *batch_index,
        batch_index_error_message: Some(message),
        ..Default::default()
    });
    PartitionProduceResponse {
        index,
        error_code: (*code).into(),
        base_offset: -1,
        record_errors: record_errors.collect(),
        error_message: message.as_deref().or(code.sentence()),
        current_leader: current_leader.unwrap_or_default(),
        ..Default::default()
    }
}
