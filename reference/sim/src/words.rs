//! What a core says to other brokers and to the controller, as the specification has it, and back.

use crate::cluster::PARTITION;
use kanon_core::{AlterPartition, Ask, Error};
use spec::{
    BrokerId,
    view::{AlterRequest, Rejection, Request},
};

/// A follower's fetch on its way to this broker.
#[must_use]
pub fn fetch(to: BrokerId, asked: Ask) -> Request {
    Request {
        to,
        leader_epoch: asked.leader_epoch,
        fetch_offset: asked.fetch_offset,
        last_fetched_epoch: asked.last_fetched_epoch,
        broker_epoch: asked.broker_epoch,
    }
}

/// Why a fetch is rejected.
///
/// # Panics
/// If no broker of a world rejects one so.
#[must_use]
pub fn rejection(error: Error) -> Rejection {
    match error {
        Error::FencedLeaderEpoch => Rejection::FencedLeaderEpoch,
        Error::UnknownLeaderEpoch => Rejection::UnknownLeaderEpoch,
        Error::NotLeaderOrFollower => Rejection::NotLeaderOrFollower,
        Error::OffsetOutOfRange => Rejection::OffsetOutOfRange,
        other => unreachable!("no broker of a world rejects a fetch with {other}"),
    }
}

/// A leader's proposal on its way.
#[must_use]
pub fn proposal(request: &AlterPartition) -> AlterRequest {
    AlterRequest {
        broker_epoch: request.broker_epoch,
        leader_epoch: request.leader_epoch,
        partition_epoch: request.partition_epoch,
        isr: request.isr.iter().copied().collect(),
        added: request.added,
    }
}

/// The request as the broker sent it.
pub(crate) fn as_sent(request: &AlterRequest) -> AlterPartition {
    AlterPartition {
        partition: PARTITION,
        broker_epoch: request.broker_epoch,
        leader_epoch: request.leader_epoch,
        partition_epoch: request.partition_epoch,
        isr: request.isr.iter().collect(),
        added: request.added,
    }
}
