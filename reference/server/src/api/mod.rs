//! Between the wire and the words of the driver: one file for each API, and the error codes.
//!
//! A version is looked at here only where it changes what an answer means; how it is written is
//! the codec's. Nothing here touches the log or waits.

pub(crate) mod api_versions;
pub(crate) mod delete_records;
pub(crate) mod fetch;
pub(crate) mod init_producer_id;
pub(crate) mod list_offsets;
pub(crate) mod metadata;
pub(crate) mod offset_for_leader_epoch;
pub(crate) mod produce;

use kanon_core::Error;
use spec::LeaderEpoch;
use wire::ErrorCode;

/// The wire's code for an error of the core.
pub(crate) fn error_code(error: Error) -> ErrorCode {
    match error {
        Error::UnknownTopicOrPartition => ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
        Error::NotLeaderOrFollower => ErrorCode::NOT_LEADER_OR_FOLLOWER,
        Error::FencedLeaderEpoch => ErrorCode::FENCED_LEADER_EPOCH,
        Error::UnknownLeaderEpoch => ErrorCode::UNKNOWN_LEADER_EPOCH,
        Error::OffsetOutOfRange => ErrorCode::OFFSET_OUT_OF_RANGE,
        Error::OffsetNotAvailable => ErrorCode::OFFSET_NOT_AVAILABLE,
        Error::NotEnoughReplicas => ErrorCode::NOT_ENOUGH_REPLICAS,
        Error::InvalidProducerEpoch => ErrorCode::INVALID_PRODUCER_EPOCH,
        Error::OutOfOrderSequenceNumber => ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER,
        Error::RequestTimedOut => ErrorCode::REQUEST_TIMED_OUT,
        Error::KafkaStorageError => ErrorCode::KAFKA_STORAGE_ERROR,
    }
}

/// An epoch, if the wire says one: any negative number stands for none.
fn epoch(wire: i32) -> Option<LeaderEpoch> {
    (0 <= wire).then_some(LeaderEpoch(wire))
}

/// Who this broker is to its clients.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) node_id: i32,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) cluster_id: String,
}
