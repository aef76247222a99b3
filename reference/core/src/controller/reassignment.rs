//! Who has a replica: what an operator wants, and when that is done with. (CTL-19, CTL-20; KIP-455,
//! `PartitionReassignmentReplicas`)
//!
//! An operator says one broker at a time; Kafka's is told the whole target at once. Nothing that is
//! under way is taken back.

use super::{
    Controller, Decision, PartitionState,
    change::{Actives, Wish},
};
use crate::PartitionId;
use alloc::collections::BTreeSet;
use spec::{BrokerId, Mistake, Refused};

/// Who has a replica, and for whom that is to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assignment {
    pub(super) replicas: BTreeSet<BrokerId>,
    pub(super) adding: BTreeSet<BrokerId>,
    pub(super) removing: BTreeSet<BrokerId>,
}

impl Controller {
    /// An operator wants a broker to have a replica, too.
    ///
    /// # Errors
    /// It has one; or there is no such broker or partition.
    //= CTL-19
    pub fn assign(&self, partition: PartitionId, broker: BrokerId) -> Result<Decision, Refused> {
        let before = self.partition(partition).ok_or(Refused)?;
        let mut wanted = Assignment::of(before);
        let is_new = wanted.replicas.insert(broker) && wanted.adding.insert(broker);
        if !is_new || self.registration(broker).is_none() {
            return Err(Refused);
        }
        self.reassign(partition, before, wanted)
    }

    /// An operator wants a broker to have a replica no longer.
    ///
    /// # Errors
    /// It has none, or is being added or removed; or nobody else would be left; or there is no such
    /// partition.
    //= CTL-19
    pub fn unassign(&self, partition: PartitionId, broker: BrokerId) -> Result<Decision, Refused> {
        let before = self.partition(partition).ok_or(Refused)?;
        let mut wanted = Assignment::of(before);
        let has_one = wanted.replicas.contains(&broker) && !wanted.adding.contains(&broker);
        if !has_one || !wanted.removing.insert(broker) || wanted.target().is_empty() {
            return Err(Refused);
        }
        self.reassign(partition, before, wanted)
    }

    /// The ISR stays as it is, if all of it still has a replica.
    fn reassign(
        &self,
        partition: PartitionId,
        before: &PartitionState,
        assignment: Assignment,
    ) -> Result<Decision, Refused> {
        let wish = Wish { assignment, ..Wish::isr(before.isr.clone(), before) };
        let actives = Actives { controller: self, news: None };
        let change = self.change(before, wish, &actives).ok_or(Refused)?;
        Ok(Decision::of_partition(partition, change))
    }

    /// The assignment once the ISR is this: the target, if that can be had.
    //= CTL-20
    pub(super) fn completed(
        &self,
        assignment: Assignment,
        isr: &BTreeSet<BrokerId>,
        min_insync_replicas: u32,
    ) -> Assignment {
        let Assignment { adding, removing, .. } = &assignment;
        let target = assignment.target();
        let isr: BTreeSet<BrokerId> = isr.difference(removing).copied().collect();
        let is_under_way = !adding.is_empty() || !removing.is_empty();
        if !is_under_way || isr.is_empty() {
            return assignment;
        }
        // Where at least as many come as go, they make up for the others.
        let replaces = removing.len() <= adding.len();
        let in_sync = adding.is_subset(&isr) && (replaces || target.is_subset(&isr));
        let enough = effective_min_isr(min_insync_replicas, &target) <= isr.len();
        let may = in_sync && (enough || self.rules.omit(Mistake::CompleteBelowMinIsr));
        if may || self.rules.omit(Mistake::CompleteBeforeInSync) {
            Assignment { replicas: target, adding: BTreeSet::new(), removing: BTreeSet::new() }
        } else {
            assignment
        }
    }
}

impl Assignment {
    /// The one that a partition has.
    pub(super) fn of(state: &PartitionState) -> Assignment {
        let PartitionState { replicas, adding, removing, .. } = state;
        let (replicas, adding, removing) = (replicas.clone(), adding.clone(), removing.clone());
        Assignment { replicas, adding, removing }
    }

    /// Who is to have a replica in the end.
    fn target(&self) -> BTreeSet<BrokerId> {
        self.replicas.difference(&self.removing).copied().collect()
    }
}

/// How many have to be in sync: `min.insync.replicas`, of which there need not be more than there
/// are replicas. (`Partition.effectiveMinIsr`)
//= REP-1
pub(super) fn effective_min_isr(min_insync_replicas: u32, replicas: &BTreeSet<BrokerId>) -> usize {
    let wanted = usize::try_from(min_insync_replicas).unwrap_or(usize::MAX);
    wanted.min(replicas.len())
}
