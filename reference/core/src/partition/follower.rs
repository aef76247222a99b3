//! What a follower asks its leader for, and where it cuts its log. (REP-5, REP-11)
//!
//! Taking an answer, which changes the log, is the [partition](super)'s.

use super::log::Log;
use crate::{Ask, PartitionId, PartitionState, Taken};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Mistake, Offset, PartitionEpoch, Rules};

/// A broker that does not lead and knows who does, or that nobody does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Follower {
    pub(crate) leader: Option<BrokerId>,
    pub(crate) leader_epoch: LeaderEpoch,
    pub(crate) partition_epoch: PartitionEpoch,
    /// What the leader said in the last answer, if it was that the logs part, until the cut.
    pub(crate) parting: Option<Parting>,
}

/// That the leader's log ends an epoch at an offset, and the follower's log does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parting {
    /// Absent only where the rule that it be said is left out.
    pub epoch: Option<LeaderEpoch>,
    /// Where the leader's log ends that epoch.
    pub end_offset: Offset,
}

impl Follower {
    /// A follower that has been told nothing by its leader yet.
    pub(crate) fn of(state: &PartitionState) -> Follower {
        Follower {
            leader: state.leader,
            leader_epoch: state.leader_epoch,
            partition_epoch: state.partition_epoch,
            parting: None,
        }
    }

    /// Whom to ask, and what.
    //= REP-5
    pub(crate) fn ask(
        &self,
        partition: PartitionId,
        log: &Log,
        broker_epoch: BrokerEpoch,
    ) -> Option<(BrokerId, Ask)> {
        if self.parting.is_some() {
            return None;
        }
        let ask = Ask {
            partition,
            leader_epoch: self.leader_epoch,
            fetch_offset: log.end(),
            last_fetched_epoch: log.epochs.last(),
            broker_epoch,
        };
        self.leader.map(|leader| (leader, ask))
    }

    /// Whether an answer to such a question may be taken: nothing has changed since.
    //= REP-18
    pub(crate) fn awaits(&self, answer: &Taken, log: &Log, rules: Rules) -> bool {
        let of_now = self.leader_epoch == answer.leader_epoch;
        let of_now = of_now || rules.omit(Mistake::TakeStaleAnswer);
        self.leader.is_some() && of_now && log.end() == answer.fetch_offset
    }
}

impl Parting {
    /// Where to cut the follower's log: no later than where both may still have the same.
    //= REP-11
    pub(crate) fn place_of_cut(&self, log: &Log) -> Offset {
        // Without an epoch there is nothing to compare: the leader's word alone.
        let Some(epoch) = self.epoch else { return self.end_offset };
        let ours = log.epochs.at_most(epoch).unwrap_or(epoch);
        let our_end = log.epochs.end_of(ours, log.end());
        if ours == epoch { our_end.min(self.end_offset) } else { our_end }
    }
}
