//! Changes of the in-sync replicas: what the leader proposes, and what it does when the controller
//! has agreed. (REP-10, REP-12, REP-13; `Partition.maybeShrinkIsr`, `maybeExpandIsr`)

use crate::{
    Broker, Output, PartitionId,
    partition::{Partition, Role, Step},
};
use alloc::collections::BTreeSet;
use spec::{BrokerId, LeaderEpoch};

impl Broker {
    //= REP-12
    pub(crate) fn shrink(&mut self, id: PartitionId, follower: BrokerId, step: &mut Step<'_>) {
        let Some(Partition { role: Role::Leader(leader), log, .. }) = self.partitions.get(&id)
        else {
            return;
        };
        if let Some(isr) = leader.shrunk(follower, log.end()) {
            let leader_epoch = leader.leader_epoch;
            step.out.push(Output::ProposeIsr { partition: id, leader_epoch, isr });
        }
    }

    //= REP-13
    pub(crate) fn expand(&mut self, id: PartitionId, follower: BrokerId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get(&id) else { return };
        let Role::Leader(leader) = &partition.role else { return };
        let high_watermark = partition.high_watermark;
        let isr = leader.expanded(follower, &partition.log, high_watermark, step.rules);
        if let Some(isr) = isr {
            let leader_epoch = leader.leader_epoch;
            step.out.push(Output::ProposeIsr { partition: id, leader_epoch, isr });
        }
    }

    pub(crate) fn isr_changed(
        &mut self,
        id: PartitionId,
        leader_epoch: LeaderEpoch,
        isr: BTreeSet<BrokerId>,
        step: &mut Step<'_>,
    ) {
        let Some(partition) = self.partitions.get_mut(&id) else { return };
        let Role::Leader(leader) = &mut partition.role else { return };
        if leader.leader_epoch != leader_epoch {
            return;
        }
        let shrunk = !leader.isr.is_subset(&isr);
        leader.isr = isr;
        //= REP-10
        if shrunk {
            partition.advance(step);
            self.wake(id, step);
        }
    }
}
