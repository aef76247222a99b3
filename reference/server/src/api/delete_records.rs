//! DeleteRecords: the beginning of logs, deleted (`KafkaApis.handleDeleteRecordsRequest`, KIP-107).

use spec::Offset;
use wire::delete_records::{
    DeleteRecordsPartitionResult, DeleteRecordsRequest, DeleteRecordsResponse,
    DeleteRecordsTopicResult,
};

use crate::ask::{DeleteAsk, DeleteReply};

/// The offset that stands for the high watermark (`DeleteRecordsRequest.HIGH_WATERMARK`).
const HIGH_WATERMARK: i64 = -1;
/// What an error has (`DeleteRecordsResponse.INVALID_LOW_WATERMARK`).
const NO_LOW_WATERMARK: i64 = -1;

/// What is asked of the driver.
pub(crate) fn ask(request: &DeleteRecordsRequest<'_>) -> Vec<DeleteAsk> {
    let asks = request.topics.iter().flat_map(|topic| {
        topic.partitions.iter().map(|wanted| DeleteAsk {
            topic: topic.name.to_owned(),
            index: wanted.partition_index,
            offset: (wanted.offset != HIGH_WATERMARK).then_some(Offset(wanted.offset)),
        })
    });
    asks.collect()
}

/// The answer: one reply for each partition, in the order of the request.
pub(crate) fn answer<'a>(
    request: &DeleteRecordsRequest<'a>,
    replies: &[DeleteReply],
) -> DeleteRecordsResponse<'a> {
    let mut replies = replies.iter();
    let mut response = DeleteRecordsResponse::default();
    for topic in &request.topics {
        let parts = topic.partitions.iter().zip(&mut replies);
        let partitions = parts.map(|(wanted, reply)| DeleteRecordsPartitionResult {
            partition_index: wanted.partition_index,
            low_watermark: reply.map_or(NO_LOW_WATERMARK, |start| start.0),
            error_code: reply.err().map_or(0, |code| code.into()),
            ..Default::default()
        });
        response.topics.push(DeleteRecordsTopicResult {
            name: topic.name,
            partitions: partitions.collect(),
            ..Default::default()
        });
    }
    response
}
