//! What can be seen of a replica: for drivers to show, not to decide by.

use super::{
    Partition, Role,
    follower::Parting,
    leader::{Heard, Leader},
};
use crate::{EpochStart, KnownBatch, PartitionId, RequestId};
use alloc::{collections::BTreeSet, vec::Vec};
use spec::{BrokerId, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch, ProducerId};

impl Partition {
    /// The number that the driver gave it.
    #[must_use]
    pub fn id(&self) -> PartitionId {
        self.id
    }

    /// Whether its disk has failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.role, Role::Failed)
    }

    /// Who leads, if anybody does, and since which epoch; `None` until it is learnt after a start.
    #[must_use]
    pub fn leadership(&self) -> Option<(Option<BrokerId>, LeaderEpoch)> {
        match &self.role {
            Role::Unknown | Role::Failed => None,
            Role::Leader(leader) => Some((Some(leader.me), leader.leader_epoch)),
            Role::Follower(follower) => Some((follower.leader, follower.leader_epoch)),
        }
    }

    /// The number of the partition's state that it knows.
    #[must_use]
    pub fn partition_epoch(&self) -> Option<PartitionEpoch> {
        match &self.role {
            Role::Unknown | Role::Failed => None,
            Role::Leader(leader) => Some(leader.partition_epoch),
            Role::Follower(follower) => Some(follower.partition_epoch),
        }
    }

    /// Whether this broker believes that it leads.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.leader().is_some()
    }

    /// The in-sync replicas, on a leader.
    #[must_use]
    pub fn isr(&self) -> Option<&BTreeSet<BrokerId>> {
        self.leader().map(|leader| &leader.isr)
    }

    /// The ISR that a leader has proposed, and that may be in force or come into force yet.
    #[must_use]
    pub fn proposed(&self) -> Option<&BTreeSet<BrokerId>> {
        self.leader()?.proposed.as_ref()
    }

    /// Who has a replica, on a leader.
    #[must_use]
    pub fn replicas(&self) -> Option<&BTreeSet<BrokerId>> {
        self.leader().map(Leader::replicas)
    }

    /// The offset of the first record.
    #[must_use]
    pub fn log_start(&self) -> Offset {
        self.log.start()
    }

    /// The offset after the last record.
    #[must_use]
    pub fn log_end(&self) -> Offset {
        self.log.end()
    }

    /// Up to where the disk keeps the log, whatever happens.
    #[must_use]
    pub fn flushed_end(&self) -> Offset {
        self.log.flushed_end()
    }

    /// The offset below which records are committed, as far as this broker knows.
    #[must_use]
    pub fn high_watermark(&self) -> Offset {
        self.high_watermark
    }

    /// Where an epoch starts in the log, by the leader-epoch cache.
    #[must_use]
    pub fn epoch_start(&self, epoch: LeaderEpoch) -> Option<Offset> {
        self.log.epochs.start(epoch)
    }

    /// The leader-epoch cache, in order.
    #[must_use]
    pub fn epoch_starts(&self) -> Vec<EpochStart> {
        self.log.epochs.entries()
    }

    /// What it remembers of a producer: its epoch, and its last batches, the oldest first.
    pub fn remembers(
        &self,
        producer: ProducerId,
    ) -> Option<(ProducerEpoch, impl Iterator<Item = KnownBatch> + '_)> {
        self.log.producers.of(producer)
    }

    /// On a leader, what it has heard of a follower in this leader epoch.
    #[must_use]
    pub fn heard_of(&self, follower: BrokerId) -> Option<Heard> {
        self.leader()?.heard_of(follower)
    }

    /// On a follower, what it has taken and is to cut by.
    #[must_use]
    pub fn parting(&self) -> Option<Parting> {
        match &self.role {
            Role::Follower(follower) => follower.parting,
            _ => None,
        }
    }

    /// The produce requests that wait here for their acknowledgement, the longest first.
    pub fn waiting(&self) -> impl Iterator<Item = RequestId> + '_ {
        self.leader().into_iter().flat_map(|leader| leader.waiting.requests())
    }
}
