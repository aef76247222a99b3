//! What a leader knows beside its log, and what it decides by that: the high watermark, and who
//! belongs into the ISR. (REP-9, REP-10, REP-12, REP-13)

use super::{log::Log, waiting::Waiting};
use crate::Learn;
use alloc::collections::{BTreeMap, BTreeSet};
use spec::{BrokerId, LeaderEpoch, Mistake, Offset, Rules};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Leader {
    pub(crate) me: BrokerId,
    pub(crate) leader_epoch: LeaderEpoch,
    pub(crate) isr: BTreeSet<BrokerId>,
    replicas: BTreeSet<BrokerId>,
    min_insync_replicas: u32,
    /// Where the log of each follower ends that was heard of in this leader epoch.
    followers: BTreeMap<BrokerId, Offset>,
    pub(crate) waiting: Waiting,
}

impl Leader {
    /// A leader at the beginning of its epoch: it has heard of nobody.
    //= REP-9
    pub(crate) fn new(me: BrokerId, learnt: &Learn, waiting: Waiting) -> Leader {
        Leader {
            me,
            leader_epoch: learnt.leader_epoch,
            isr: learnt.isr.clone(),
            replicas: learnt.replicas.clone(),
            min_insync_replicas: learnt.min_insync_replicas,
            followers: BTreeMap::new(),
            waiting,
        }
    }

    /// Whether `acks=all` can be had: `min.insync.replicas`, of which there need not be more than
    /// there are replicas. (`Partition.effectiveMinIsr`)
    //= REP-1
    pub(crate) fn has_enough_in_sync(&self) -> bool {
        let wanted = usize::try_from(self.min_insync_replicas).unwrap_or(usize::MAX);
        wanted.min(self.replicas.len()) <= self.isr.len()
    }

    pub(crate) fn has_replica(&self, broker: BrokerId) -> bool {
        self.replicas.contains(&broker)
    }

    pub(crate) fn follower_end(&self, follower: BrokerId) -> Option<Offset> {
        self.followers.get(&follower).copied()
    }

    /// A follower has everything below this offset.
    //= REP-9
    pub(crate) fn heard(&mut self, follower: BrokerId, end: Offset) {
        self.followers.insert(follower, end);
    }

    /// The least end among the members of the ISR, if the leader has heard of them all and they
    /// are enough.
    //= REP-10
    //= REP-14
    pub(crate) fn in_sync_end(&self, log_end: Offset) -> Option<Offset> {
        if !self.has_enough_in_sync() {
            return None;
        }
        let others = self.isr.iter().filter(|member| **member != self.me);
        others.map(|member| self.follower_end(*member)).try_fold(log_end, |least, end| {
            let end = end?;
            Some(least.min(end))
        })
    }

    /// The ISR without a member that lags.
    //= REP-12
    pub(crate) fn shrunk(&self, follower: BrokerId, log_end: Offset) -> Option<BTreeSet<BrokerId>> {
        let caught_up = self.follower_end(follower) == Some(log_end);
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
        let end = self.follower_end(follower)?;
        let from_start = epoch_start <= end || rules.omit(Mistake::JoinBeforeEpochStart);
        let caught_up = high_watermark <= end && from_start;
        let mut isr = self.isr.clone();
        (caught_up && self.has_replica(follower) && isr.insert(follower)).then_some(isr)
    }
}
