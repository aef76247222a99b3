//! What a follower asks its leader for, and where it cuts its log. (REP-5, REP-11)
//!
//! Taking an answer, which changes the log, is the [partition](super)'s.

use super::log::Log;
use crate::{Ask, PartitionId};
use spec::{BrokerId, LeaderEpoch, Offset};

/// A broker that does not lead and knows who does, or that nobody does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Follower {
    pub(crate) leader: Option<BrokerId>,
    pub(crate) leader_epoch: LeaderEpoch,
}

impl Follower {
    /// Whom to ask, and what.
    //= REP-5
    pub(crate) fn ask(&self, partition: PartitionId, log: &Log) -> Option<(BrokerId, Ask)> {
        let ask = Ask {
            partition,
            leader_epoch: self.leader_epoch,
            fetch_offset: log.end(),
            last_fetched_epoch: log.epochs.last(),
        };
        self.leader.map(|leader| (leader, ask))
    }

    /// Whether an answer to such a question may be taken: nothing has changed since.
    //= REP-18
    pub(crate) fn awaits(&self, epoch: LeaderEpoch, fetch_offset: Offset, log: &Log) -> bool {
        self.leader.is_some() && self.leader_epoch == epoch && log.end() == fetch_offset
    }
}

/// Where to cut a log to which a leader has said that it ends `epoch` at `end`: no later than where
/// both may still have the same.
//= REP-11
pub(crate) fn cut(epoch: Option<LeaderEpoch>, end: Offset, log: &Log) -> Offset {
    // Without an epoch there is nothing to compare: the leader's word alone.
    let Some(epoch) = epoch else { return end };
    let ours = log.epochs.at_most(epoch).unwrap_or(epoch);
    let our_end = log.epochs.end_of(ours, log.end());
    if ours == epoch { our_end.min(end) } else { our_end }
}
