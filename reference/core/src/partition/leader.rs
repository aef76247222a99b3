//! What a leader knows beside its log, and what it decides by that: the high watermark, and who
//! belongs into the ISR. (REP-9, REP-10, REP-12, REP-13)

use super::{Step, log::Log, waiting::Waiting};
use crate::{PartitionState, Replica};
use alloc::collections::{BTreeMap, BTreeSet};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Mistake, Offset, PartitionEpoch, Rules};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Leader {
    pub(crate) me: BrokerId,
    pub(crate) leader_epoch: LeaderEpoch,
    pub(crate) partition_epoch: PartitionEpoch,
    pub(crate) isr: BTreeSet<BrokerId>,
    /// The ISR that it would have, which may be in force already.
    pub(crate) proposed: Option<BTreeSet<BrokerId>>,
    replicas: BTreeSet<BrokerId>,
    effective_min_isr: usize,
    /// What it has heard of each follower in this leader epoch.
    followers: BTreeMap<BrokerId, Heard>,
    pub(crate) waiting: Waiting,
}

/// What a leader has heard of a follower last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Heard {
    /// Where its log ends.
    pub end: Offset,
    /// Which incarnation it is, if it says.
    pub broker_epoch: Option<BrokerEpoch>,
}

impl Leader {
    /// A leader at the beginning of its epoch: it has heard of nobody.
    //= REP-9
    pub(crate) fn new(me: BrokerId, state: &PartitionState) -> Leader {
        Leader {
            me,
            leader_epoch: state.leader_epoch,
            partition_epoch: state.partition_epoch,
            isr: state.isr.clone(),
            proposed: None,
            replicas: state.replicas.clone(),
            effective_min_isr: state.effective_min_isr(),
            followers: BTreeMap::new(),
            waiting: Waiting::default(),
        }
    }

    /// A leader that has led already: who waits, waits on.
    //= REP-4
    //= REP-9
    pub(crate) fn again(self, state: &PartitionState, rules: Rules) -> Leader {
        let mut now = Leader::new(self.me, state);
        now.waiting = self.waiting;
        if rules.omit(Mistake::KeepFollowerState) {
            now.followers = self.followers;
            now.forget_strangers();
        }
        now
    }

    /// Another state of the leadership, by the controller's word.
    pub(crate) fn go_on(&mut self, state: &PartitionState) {
        self.settle(state.isr.clone(), state.partition_epoch);
        self.replicas.clone_from(&state.replicas);
        self.effective_min_isr = state.effective_min_isr();
        self.forget_strangers();
    }

    /// Nothing is known of one that has a replica no longer.
    //= REP-9
    fn forget_strangers(&mut self) {
        self.followers.retain(|follower, _| self.replicas.contains(follower));
    }

    /// Takes an ISR that is in force by the controller's word.
    pub(crate) fn settle(&mut self, isr: BTreeSet<BrokerId>, partition_epoch: PartitionEpoch) {
        self.isr = isr;
        self.partition_epoch = partition_epoch;
        self.proposed = None;
    }

    /// Whether `acks=all` can be had.
    //= REP-1
    pub(crate) fn has_enough_in_sync(&self) -> bool {
        self.effective_min_isr <= self.isr.len()
    }

    pub(crate) fn replicas(&self) -> &BTreeSet<BrokerId> {
        &self.replicas
    }

    pub(crate) fn has_replica(&self, broker: BrokerId) -> bool {
        self.replicas.contains(&broker)
    }

    pub(crate) fn heard_of(&self, follower: BrokerId) -> Option<Heard> {
        self.followers.get(&follower).copied()
    }

    /// A follower has everything below this offset.
    //= REP-9
    pub(crate) fn heard(&mut self, follower: Replica, end: Offset) {
        let heard = Heard { end, broker_epoch: follower.broker_epoch };
        self.followers.insert(follower.broker, heard);
    }

    /// The least end among those who have to have what is committed, if the leader has heard of
    /// them all and enough are in sync.
    //= REP-10
    //= REP-14
    pub(crate) fn in_sync_end(&self, log_end: Offset, step: &Step<'_>) -> Option<Offset> {
        let rules = step.rules;
        if !self.has_enough_in_sync() && !rules.omit(Mistake::CommitBelowMinIsr) {
            return None;
        }
        // Once the controller has agreed, who is proposed can be elected, whether or not the leader
        // knows. (KIP-497's maximal ISR)
        let proposed = self.proposed.iter().flatten();
        let proposed = proposed.filter(|_| !rules.omit(Mistake::CommitWithoutProposed));
        let beside = step.ineligible.iter().filter(|broker| self.heard_of(**broker).is_some());
        let others = self.isr.iter().chain(proposed).filter(|member| **member != self.me);
        let others = others.chain(beside);
        others.map(|member| self.heard_of(*member)).try_fold(log_end, |least, heard| {
            let heard = heard?;
            Some(least.min(heard.end))
        })
    }

    /// The ISR without a member that lags.
    //= REP-12
    pub(crate) fn shrunk(&self, follower: BrokerId, log_end: Offset) -> Option<BTreeSet<BrokerId>> {
        let caught_up = self.heard_of(follower).is_some_and(|heard| heard.end == log_end);
        let mut isr = self.isr.clone();
        (follower != self.me && !caught_up && isr.remove(&follower)).then_some(isr)
    }

    /// The ISR with a follower that has caught up: to the high watermark, which a new leader may
    /// know too low, and to the start of this epoch, which is not below the true one.
    //= REP-13
    pub(crate) fn expanded(
        &self,
        follower: BrokerId,
        log: &Log,
        high_watermark: Offset,
        rules: Rules,
    ) -> Option<BTreeSet<BrokerId>> {
        let epoch_start = log.epochs.start(self.leader_epoch)?;
        let end = self.heard_of(follower)?.end;
        let from_start = epoch_start <= end || rules.omit(Mistake::JoinBeforeEpochStart);
        let caught_up = high_watermark <= end && from_start;
        let mut isr = self.isr.clone();
        (caught_up && self.has_replica(follower) && isr.insert(follower)).then_some(isr)
    }
}
