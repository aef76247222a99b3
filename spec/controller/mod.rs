#![doc = include_str!("README.md")]

pub mod properties;

use crate::ids::{BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, PartitionEpoch};

/// A leader's request to the controller, and how far it has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alter {
    /// What it says.
    pub request: AlterRequest,
    /// Where it is.
    pub stage: Stage,
}

/// How far a leader's request to the controller has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It is to be sent once more.
    Unsent,
    /// It is on its way.
    Sent,
    /// The controller agreed; the answer, with the partition epoch of the state, is on its way.
    Agreed(PartitionEpoch),
    /// The controller refused; the answer is on its way.
    Rejected(AlterError),
}

/// What a leader proposes to the controller. (AlterPartition; KIP-497)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AlterRequest {
    /// The leader's own.
    pub broker_epoch: BrokerEpoch,
    /// The leader epoch in which it leads.
    pub leader_epoch: LeaderEpoch,
    /// The number of the state that it knows.
    pub partition_epoch: PartitionEpoch,
    /// The ISR that it wants.
    pub isr: BrokerSet,
    /// Of a member that it adds, the incarnation that it has heard of. (KIP-903)
    pub added: Option<(BrokerId, BrokerEpoch)>,
}

/// Why the controller refused a proposal, in the wire's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlterError {
    /// The request is of an earlier incarnation of the broker.
    StaleBrokerEpoch,
    /// The request is of an earlier leader epoch.
    FencedLeaderEpoch,
    /// The request is not from the leader.
    InvalidRequest,
    /// The request is made from an earlier state of the partition.
    InvalidUpdateVersion,
    /// A member of the proposed ISR may not be in it.
    IneligibleReplica,
    /// The proposal was agreed to, and has begun a new leader epoch.
    NewLeaderElected,
}
