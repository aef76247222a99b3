//! What the controller decides: the state of a partition, and a decision as what it changes.
//! (`PartitionRegistration`, `PartitionChangeRecord`)

use super::reassignment::effective_min_isr;
use crate::PartitionId;
use alloc::collections::{BTreeMap, BTreeSet};
use spec::{BrokerId, LeaderEpoch, PartitionEpoch, view::Registration};

/// A decision: what is new by it. Brokers apply decisions in their order. (CTL-1)
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The registrations that changed, as they are now.
    pub brokers: BTreeMap<BrokerId, Registration>,
    /// The partitions that changed, as they are now.
    pub partitions: BTreeMap<PartitionId, PartitionChange>,
}

/// A partition's new state, and how it came to its leader.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartitionChange {
    /// The state.
    pub state: PartitionState,
    /// Whether the leader was elected for want of a better one, without a look at what its log
    /// lacks.
    pub uncleanly: bool,
}

/// The state of a partition, as the controller has decided it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartitionState {
    /// Nobody, while none can be elected.
    pub leader: Option<BrokerId>,
    /// The epoch of this leadership, or of this lack of one.
    pub leader_epoch: LeaderEpoch,
    /// The number of this state.
    pub partition_epoch: PartitionEpoch,
    /// The in-sync replicas.
    pub isr: BTreeSet<BrokerId>,
    /// The eligible leader replicas. (KIP-966)
    pub elr: BTreeSet<BrokerId>,
    /// Who led last, while nobody does and there are eligible leader replicas.
    pub last_leader: Option<BrokerId>,
    /// Who has a replica.
    pub replicas: BTreeSet<BrokerId>,
    /// Who of them is to be in sync before the reassignment is completed.
    pub adding: BTreeSet<BrokerId>,
    /// Who of them is to have a replica no longer once it is.
    pub removing: BTreeSet<BrokerId>,
    /// The topic's `min.insync.replicas`.
    pub min_insync_replicas: u32,
}

impl Decision {
    /// A decision about one partition.
    #[must_use]
    pub fn of_partition(partition: PartitionId, change: PartitionChange) -> Decision {
        Decision { brokers: BTreeMap::new(), partitions: [(partition, change)].into() }
    }

    /// Whether nothing is new by it, so that it is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.brokers.is_empty() && self.partitions.is_empty()
    }
}

impl PartitionChange {
    /// A state whose leader is known to have what there is.
    #[must_use]
    pub fn cleanly(state: PartitionState) -> PartitionChange {
        PartitionChange { state, uncleanly: false }
    }
}

impl PartitionState {
    /// The first state of a partition.
    pub(super) fn new(
        replicas: BTreeSet<BrokerId>,
        isr: BTreeSet<BrokerId>,
        min_insync_replicas: u32,
    ) -> PartitionState {
        assert!(!isr.is_empty() && isr.is_subset(&replicas), "the ISR is some of the replicas");
        PartitionState {
            leader: isr.first().copied(),
            leader_epoch: LeaderEpoch(0),
            partition_epoch: PartitionEpoch(0),
            isr,
            elr: BTreeSet::new(),
            last_leader: None,
            replicas,
            adding: BTreeSet::new(),
            removing: BTreeSet::new(),
            min_insync_replicas,
        }
    }

    /// How many have to be in sync.
    pub(crate) fn effective_min_isr(&self) -> usize {
        effective_min_isr(self.min_insync_replicas, &self.replicas)
    }

    /// The state after this one, numbered anew if it is another: each has a partition epoch of its
    /// own, and each leadership, or lack of one, a leader epoch. One begins also, under the same
    /// leader, where somebody loses its replica.
    //= CTL-20
    pub(super) fn followed_by(&self, next: PartitionState) -> Option<PartitionState> {
        let (leader_epoch, partition_epoch) = (self.leader_epoch, self.partition_epoch);
        let unnumbered = PartitionState { leader_epoch, partition_epoch, ..next };
        if unnumbered == *self {
            return None;
        }
        let goes_on =
            unnumbered.leader == self.leader && self.replicas.is_subset(&unnumbered.replicas);
        Some(PartitionState {
            leader_epoch: if goes_on { leader_epoch } else { leader_epoch.next() },
            partition_epoch: partition_epoch.next(),
            ..unnumbered
        })
    }
}
