//! Elections that are not the change of an ISR: an operator's, and a recovery. (REP-15, CTL-11,
//! CTL-18; `ElectionType`)
//!
//! How replicas are asked for their logs is the driver's.

use super::{Controller, Decision, PartitionChange, PartitionState};
use crate::PartitionId;
use alloc::collections::BTreeMap;
use spec::{BrokerId, LeaderEpoch, Mistake, Offset, Refused};

/// What a replica says of its log when it is asked. (KIP-966's GetReplicaLogInfo)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReplicaLog {
    /// The leader epoch of its last batch, if it has any.
    pub last_epoch: Option<LeaderEpoch>,
    /// Where it ends.
    pub end: Offset,
}

impl Controller {
    /// Makes a member of the ISR the leader of the next epoch.
    ///
    /// # Errors
    /// It is fenced, shutting down, not in the ISR, or leads already; or there is no such
    /// partition.
    //= REP-15
    pub fn elect(&self, partition: PartitionId, broker: BrokerId) -> Result<Decision, Refused> {
        let before = self.partition(partition).ok_or(Refused)?;
        let may_lead = self.is_active(broker) && before.isr.contains(&broker);
        if !may_lead || before.leader == Some(broker) {
            return Err(Refused);
        }
        let state = PartitionState { leader: Some(broker), last_leader: None, ..before.clone() };
        let state = before.followed_by(state).ok_or(Refused)?;
        Ok(Decision::of_partition(partition, PartitionChange::cleanly(state)))
    }

    /// Makes a replica the leader, whatever its log has, since nobody leads.
    ///
    /// # Errors
    /// Somebody leads; or the broker is fenced, shutting down, or no replica; or there is no such
    /// partition.
    //= CTL-11
    pub fn elect_uncleanly(
        &self,
        partition: PartitionId,
        broker: BrokerId,
    ) -> Result<Decision, Refused> {
        let state = self.begin_anew(partition, broker)?;
        Ok(Decision::of_partition(partition, PartitionChange { state, uncleanly: true }))
    }

    /// Makes the replica with the best log the leader, since nobody leads. These are the logs of
    /// the replicas that have been asked and have answered.
    ///
    /// # Errors
    /// Somebody leads; or the broker is fenced, shutting down, or no replica; or one that is
    /// neither has not answered, or has a better log; or there is no such partition.
    //= CTL-18
    pub fn recover(
        &self,
        partition: PartitionId,
        broker: BrokerId,
        logs: &BTreeMap<BrokerId, ReplicaLog>,
    ) -> Result<Decision, Refused> {
        let state = self.begin_anew(partition, broker)?;
        let epochs_count = !self.rules.omit(Mistake::RecoverByLengthAlone);
        let worth = |log: &ReplicaLog| (log.last_epoch.filter(|_| epochs_count), log.end);
        let best = logs.get(&broker).map(worth).ok_or(Refused)?;
        let mut asked = state.replicas.iter().filter(|replica| self.is_active(**replica));
        let no_better =
            |replica: &BrokerId| logs.get(replica).is_some_and(|log| worth(log) <= best);
        if !asked.all(no_better) {
            return Err(Refused);
        }
        Ok(Decision::of_partition(partition, PartitionChange::cleanly(state)))
    }

    /// The state in which a replica leads that need not have been in sync, where nobody leads.
    fn begin_anew(
        &self,
        partition: PartitionId,
        broker: BrokerId,
    ) -> Result<PartitionState, Refused> {
        let before = self.partition(partition).ok_or(Refused)?;
        let may_lead = self.is_active(broker) && before.replicas.contains(&broker);
        if !may_lead || before.leader.is_some() {
            return Err(Refused);
        }
        let state = PartitionState {
            leader: Some(broker),
            isr: [broker].into(),
            elr: [].into(),
            last_leader: None,
            ..before.clone()
        };
        before.followed_by(state).ok_or(Refused)
    }
}
