//! Changes of the in-sync replicas: what the leader proposes, and what it makes of the controller's
//! answer. (CTL-12, CTL-15, CTL-16, REP-10, REP-12, REP-13; `Partition.maybeShrinkIsr`,
//! `maybeExpandIsr`, `submitAlterPartition`)
//!
//! Whether request or answer are on their way, and when one is sent again, is the driver's: here it
//! is only known that there is a request that was not answered yet.

use crate::{
    AlterPartition, Broker, Heard, Output, PartitionId,
    partition::{Partition, Role, Step},
};
use alloc::collections::BTreeSet;
use spec::{BrokerEpoch, BrokerId, Mistake, PartitionEpoch, view::AlterError};

impl Broker {
    //= REP-12
    pub(crate) fn shrink(&mut self, id: PartitionId, follower: BrokerId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get(&id) else { return };
        let Role::Leader(leader) = &partition.role else { return };
        if let Some(isr) = leader.shrunk(follower, partition.log.end()) {
            self.propose(id, isr, None, step);
        }
    }

    //= REP-13
    pub(crate) fn expand(&mut self, id: PartitionId, follower: BrokerId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get(&id) else { return };
        let Role::Leader(leader) = &partition.role else { return };
        let Some(heard) = leader.heard_of(follower) else { return };
        let high_watermark = partition.high_watermark;
        let isr = leader.expanded(follower, &partition.log, high_watermark, step.rules);
        if let Some(isr) = isr
            && self.may_join(follower, heard)
        {
            let added = heard.broker_epoch.map(|broker_epoch| (follower, broker_epoch));
            self.propose(id, isr, added, step);
        }
    }

    /// Whether a follower is there, and the same that was heard of. (KIP-903)
    //= CTL-16
    fn may_join(&self, follower: BrokerId, heard: Heard) -> bool {
        self.brokers.get(&follower).is_some_and(|registered| {
            let same = heard.broker_epoch.is_none_or(|epoch| epoch == registered.broker_epoch);
            same && registered.is_active()
        })
    }

    //= CTL-12
    fn propose(
        &mut self,
        id: PartitionId,
        isr: BTreeSet<BrokerId>,
        added: Option<(BrokerId, BrokerEpoch)>,
        step: &mut Step<'_>,
    ) {
        let (Some(partition), Some(broker_epoch)) =
            (self.partitions.get_mut(&id), self.broker_epoch)
        else {
            return;
        };
        let Role::Leader(leader) = &mut partition.role else { return };
        if leader.proposed.is_some() || self.unanswered.contains_key(&id) {
            return;
        }
        leader.proposed = Some(isr.clone());
        let request = AlterPartition {
            partition: id,
            broker_epoch,
            leader_epoch: leader.leader_epoch,
            partition_epoch: leader.partition_epoch,
            isr,
            added,
        };
        self.unanswered.insert(id, request.clone());
        step.out.push(Output::Alter(request));
    }

    pub(crate) fn altered(
        &mut self,
        id: PartitionId,
        answer: Result<PartitionEpoch, AlterError>,
        step: &mut Step<'_>,
    ) {
        let Some(request) = self.unanswered.remove(&id) else { return };
        self.change(id, step, |partition, step| partition.altered(request, answer, step));
    }
}

impl Partition {
    /// The controller has answered this broker's request.
    //= CTL-15
    fn altered(
        &mut self,
        request: AlterPartition,
        answer: Result<PartitionEpoch, AlterError>,
        step: &mut Step<'_>,
    ) {
        let Role::Leader(leader) = &mut self.role else { return };
        // As long as something is proposed, it is what was asked for: nothing else may be.
        let late = leader.proposed.is_none();
        match answer {
            Ok(partition_epoch) => {
                let heeds_late = step.rules.omit(Mistake::LateAnswer)
                    && leader.leader_epoch == request.leader_epoch;
                if !late || heeds_late {
                    leader.settle(request.isr, partition_epoch);
                    self.advance_by_isr(step);
                }
            }
            Err(AlterError::IneligibleReplica) => {
                leader.proposed = None;
                self.advance_by_isr(step);
            }
            // It may be in force all the same, by an earlier sending whose answer was lost.
            Err(_) if !step.rules.omit(Mistake::AnyErrorEndsProposal) => {}
            Err(_) => leader.proposed = None,
        }
    }
}
