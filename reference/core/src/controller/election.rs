//! Elections that an operator asks for. (REP-15, CTL-11; `ElectionType`)

use super::{Controller, Decision, PartitionChange, PartitionState};
use crate::PartitionId;
use spec::{BrokerId, Refused};

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
        let state = before.followed_by(state).ok_or(Refused)?;
        Ok(Decision::of_partition(partition, PartitionChange { state, uncleanly: true }))
    }
}
