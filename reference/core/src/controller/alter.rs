//! What the controller makes of a leader's proposal. (CTL-14;
//! `ReplicationControlManager.alterPartition`)

use super::{
    Controller, Decision, PartitionChange, PartitionState,
    change::{Actives, Wish},
};
use crate::AlterPartition;
use spec::{BrokerId, Mistake, PartitionEpoch, view::AlterError};

impl Controller {
    /// What is decided by the ISR that a leader proposes, which is nothing if that is the ISR
    /// already, and the answer: the partition epoch that is in force after the decision, or why
    /// there is none; or that it has begun a new leader epoch.
    //= CTL-14
    pub fn alter_partition(
        &self,
        from: BrokerId,
        request: &AlterPartition,
    ) -> (Decision, Result<PartitionEpoch, AlterError>) {
        let (state, change) = match self.agree(from, request) {
            Ok(agreed) => agreed,
            Err(error) => return (Decision::default(), Err(error)),
        };
        let Some(change) = change else {
            return (Decision::default(), Ok(state.partition_epoch));
        };
        let goes_on = change.state.leader_epoch == state.leader_epoch;
        let partition_epoch = change.state.partition_epoch;
        let answer = if goes_on { Ok(partition_epoch) } else { Err(AlterError::NewLeaderElected) };
        (Decision::of_partition(request.partition, change), answer)
    }

    /// The state, and what becomes of it.
    fn agree(
        &self,
        from: BrokerId,
        request: &AlterPartition,
    ) -> Result<(&PartitionState, Option<PartitionChange>), AlterError> {
        let state = self.partition(request.partition).ok_or(AlterError::InvalidRequest)?;
        self.check_sender(from, request, state)?;
        let strangers = !request.isr.is_subset(&state.replicas);
        if strangers || !request.isr.contains(&from) {
            return Err(AlterError::InvalidRequest);
        }
        if self.has_ineligible(request) {
            return Err(AlterError::IneligibleReplica);
        }
        let actives = Actives { controller: self, news: None };
        Ok((state, self.change(state, Wish::isr(request.isr.clone(), state), &actives)))
    }

    /// Whether the request is from the leader, as it is and knows the partition to be.
    fn check_sender(
        &self,
        from: BrokerId,
        request: &AlterPartition,
        state: &PartitionState,
    ) -> Result<(), AlterError> {
        let registered = self.registration(from).map(|registered| registered.broker_epoch);
        if registered != Some(request.broker_epoch) {
            return Err(AlterError::StaleBrokerEpoch);
        }
        if request.leader_epoch != state.leader_epoch {
            return Err(AlterError::FencedLeaderEpoch);
        }
        if state.leader != Some(from) {
            return Err(AlterError::InvalidRequest);
        }
        let same_state = request.partition_epoch == state.partition_epoch;
        if !same_state && !self.rules.omit(Mistake::NoPartitionEpoch) {
            return Err(AlterError::InvalidUpdateVersion);
        }
        Ok(())
    }

    /// Whether a proposed member may not be one: it is not there, or not the incarnation any more
    /// that the leader has heard of.
    //= CTL-17
    fn has_ineligible(&self, request: &AlterPartition) -> bool {
        let inactive = request.isr.iter().any(|member| !self.is_active(*member));
        let another = request.added.is_some_and(|(member, heard)| {
            self.registration(member).is_none_or(|registered| registered.broker_epoch != heard)
        });
        inactive && !self.rules.omit(Mistake::InactiveMember)
            || another && !self.rules.omit(Mistake::NoBrokerEpoch)
    }
}
