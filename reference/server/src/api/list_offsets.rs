//! ListOffsets: the special timestamps, and the answer (`KafkaApis.handleListOffsetRequest`).

use std::collections::BTreeSet;

use kanon_core::Which;
use wire::ErrorCode;
use wire::list_offsets::{
    ListOffsetsPartitionResponse, ListOffsetsRequest, ListOffsetsResponse, ListOffsetsTopicResponse,
};

use super::epoch;
use crate::ask::{OffsetAsk, OffsetKind, OffsetReply};

/// What is asked of the driver. Isolation levels make no difference while there are no
/// transactions. A partition that is named twice is refused both times.
pub(crate) fn ask(request: &ListOffsetsRequest<'_>, version: i16) -> Vec<OffsetAsk> {
    let mut seen = BTreeSet::new();
    let named = request.topics.iter().flat_map(|topic| {
        topic.partitions.iter().map(|wanted| (topic.name, wanted.partition_index))
    });
    let twice: BTreeSet<_> = named.filter(|partition| !seen.insert(*partition)).collect();
    let topics = request.topics.iter();
    let asks = topics.flat_map(|topic| {
        let twice = &twice;
        topic.partitions.iter().map(move |wanted| OffsetAsk {
            topic: topic.name.to_owned(),
            index: wanted.partition_index,
            leader_epoch: epoch(wanted.current_leader_epoch),
            which: if twice.contains(&(topic.name, wanted.partition_index)) {
                Err(ErrorCode::INVALID_REQUEST)
            } else {
                which(wanted.timestamp, version)
            },
        })
    });
    asks.collect()
}

/// What a timestamp stands for, since which version. Without tiered storage the local start is the
/// start, and there is neither a last tiered offset nor a first to be tiered.
fn which(timestamp: i64, version: i16) -> Result<OffsetKind, ErrorCode> {
    let (since, kind) = match timestamp {
        -1 => (1, OffsetKind::Core(Which::Latest)),
        -2 => (1, OffsetKind::Core(Which::Earliest)),
        -3 => (7, OffsetKind::Core(Which::MaxTimestamp)),
        -4 => (8, OffsetKind::Core(Which::Earliest)),
        -5 => (9, OffsetKind::Tiered),
        -6 => (11, OffsetKind::Tiered),
        0.. => (1, OffsetKind::Core(Which::Timestamp(timestamp))),
        _ => return Err(ErrorCode::UNSUPPORTED_VERSION),
    };
    if since <= version { Ok(kind) } else { Err(ErrorCode::UNSUPPORTED_VERSION) }
}

/// The answer: one reply for each partition, in the order of the request.
pub(crate) fn answer<'a>(
    request: &ListOffsetsRequest<'a>,
    version: i16,
    replies: &[OffsetReply],
) -> ListOffsetsResponse<'a> {
    let mut replies = replies.iter();
    let mut response = ListOffsetsResponse::default();
    for topic in &request.topics {
        let parts = topic.partitions.iter().zip(&mut replies);
        let partitions =
            parts.map(|(wanted, reply)| partition(wanted.partition_index, version, reply));
        response.topics.push(ListOffsetsTopicResponse {
            name: topic.name,
            partitions: partitions.collect(),
            ..Default::default()
        });
    }
    response
}

fn partition(
    partition_index: i32,
    version: i16,
    reply: &OffsetReply,
) -> ListOffsetsPartitionResponse<'static> {
    let empty = ListOffsetsPartitionResponse { partition_index, ..Default::default() };
    match *reply {
        OffsetReply::Found { offset, timestamp, leader_epoch } => ListOffsetsPartitionResponse {
            offset,
            timestamp,
            // Version 4 began to say the epoch.
            leader_epoch: if version < 4 { -1 } else { leader_epoch },
            ..empty
        },
        OffsetReply::Refused(code) => {
            // Clients before version 5 do not know that a leader may not know yet.
            let code = match code {
                ErrorCode::OFFSET_NOT_AVAILABLE if version < 5 => ErrorCode::LEADER_NOT_AVAILABLE,
                other => other,
            };
            ListOffsetsPartitionResponse { error_code: code.into(), ..empty }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_timestamps_begin_with_their_version() {
        let first = |timestamp| (1..=11).find(|version| which(timestamp, *version).is_ok());
        let sinces = [-1, -2, -3, -4, -5, -6, -7, i64::MIN].map(first);
        assert_eq!(sinces, [Some(1), Some(1), Some(7), Some(8), Some(9), Some(11), None, None]);
        assert_eq!(which(0, 1), Ok(OffsetKind::Core(Which::Timestamp(0))));
    }
}
