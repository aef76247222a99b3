//! One replica of a partition: its log, its high watermark, and the part that it plays.
//!
//! Here is what changes a replica for more than one reason; what a request does and is answered
//! with is the [handlers](crate::handler)'.

mod epochs;
pub(crate) mod follower;
mod leader;
mod log;
mod waiting;

use crate::{EpochStart, Error, Learn, Output, PartitionId, RequestId, Restore, Time};
use alloc::{collections::BTreeSet, vec::Vec};
use follower::Follower;
pub use follower::Parting;
use leader::Leader;
use log::Log;
use spec::{BrokerId, LeaderEpoch, Mistake, Offset, Rules};
use waiting::Waiting;

/// One replica of a partition. What can be seen of it is for drivers to show, not to decide by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Partition {
    id: PartitionId,
    pub(crate) log: Log,
    pub(crate) high_watermark: Offset,
    pub(crate) role: Role,
    /// The fetches that wait for something to happen here.
    pub(crate) pollers: BTreeSet<RequestId>,
}

/// What a replica is to its partition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// It has learnt nothing since it was restored.
    Unknown,
    /// It leads; who else does is nobody's.
    Leader(Leader),
    /// It does not lead.
    Follower(Follower),
    /// Its disk has failed: it takes no further step.
    Failed,
}

/// What stays the same in the course of a step, and where its outputs go.
pub(crate) struct Step<'a> {
    pub(crate) me: BrokerId,
    pub(crate) rules: Rules,
    pub(crate) now: Time,
    pub(crate) out: &'a mut Vec<Output>,
}

impl Partition {
    /// What is on the disk; the driver is told where the file of epochs says otherwise.
    //= LOG-9
    pub(crate) fn restored(disk: &Restore, step: &mut Step<'_>) -> Partition {
        let log = Log::restored(disk);
        let partition = Partition {
            id: disk.partition,
            high_watermark: disk.high_watermark.min(log.end()).max(log.start()),
            log,
            role: Role::Unknown,
            pollers: BTreeSet::new(),
        };
        if partition.log.epochs.entries() != disk.epoch_starts {
            partition.write_epochs(step);
        }
        partition
    }

    /// The leader, if it is this replica and it may serve a request of this epoch.
    //= REP-6
    pub(crate) fn leading(
        &self,
        epoch: Option<LeaderEpoch>,
        rules: Rules,
    ) -> Result<&Leader, Error> {
        let known = match &self.role {
            Role::Failed => return Err(Error::KafkaStorageError),
            Role::Unknown => return Err(Error::NotLeaderOrFollower),
            Role::Leader(leader) => leader.leader_epoch,
            Role::Follower(follower) => follower.leader_epoch,
        };
        if let Some(epoch) = epoch
            && !rules.omit(Mistake::NoFencingByEpoch)
        {
            if epoch < known {
                return Err(Error::FencedLeaderEpoch);
            }
            if known < epoch {
                return Err(Error::UnknownLeaderEpoch);
            }
        }
        match &self.role {
            Role::Leader(leader) => Ok(leader),
            _ => Err(Error::NotLeaderOrFollower),
        }
    }

    /// Takes a decision of the controller; an epoch that is known already is no news.
    //= REP-16
    pub(crate) fn learn(&mut self, learnt: &Learn, step: &mut Step<'_>) {
        let known = self.leadership().map(|(_, epoch)| epoch);
        if Some(learnt.leader_epoch) <= known || matches!(self.role, Role::Failed) {
            return;
        }
        let mut waiting = match core::mem::replace(&mut self.role, Role::Unknown) {
            Role::Leader(leader) => leader.waiting,
            _ => Waiting::default(),
        };
        if learnt.leader == Some(step.me) {
            //= REP-4
            self.role = Role::Leader(Leader::new(step.me, learnt, waiting));
            //= LOG-4
            if self.log.epochs.note(learnt.leader_epoch, self.log.end()) {
                self.write_epochs(step);
            }
            self.advance(step);
            return;
        }
        //= REP-4
        waiting.fail(self.id, None, Error::NotLeaderOrFollower, step.out);
        let (leader, leader_epoch) = (learnt.leader, learnt.leader_epoch);
        self.role = Role::Follower(Follower { leader, leader_epoch, parting: None });
        if leader.is_some() && step.rules.omit(Mistake::TruncateToHighWatermark) {
            self.truncate(self.high_watermark, step);
        }
    }

    /// A leader's high watermark follows the least end of the ISR, upwards only; what waited for
    /// it is acknowledged.
    //= REP-10
    pub(crate) fn advance(&mut self, step: &mut Step<'_>) {
        let Role::Leader(leader) = &mut self.role else { return };
        let Some(in_sync_end) = leader.in_sync_end(self.log.end()) else { return };
        if self.high_watermark < in_sync_end {
            self.high_watermark = in_sync_end;
            let start = self.log.start();
            leader.waiting.acknowledge(self.id, in_sync_end, start, step.out);
            self.log.forget_below(in_sync_end);
        }
    }

    /// Drops the end of the log; the high watermark comes down with it.
    //= REP-11
    pub(crate) fn truncate(&mut self, end: Offset, step: &mut Step<'_>) {
        let before = self.log.end();
        let epochs_changed = self.log.truncate(end);
        self.high_watermark = self.high_watermark.min(self.log.end());
        if self.log.end() < before {
            let (partition, end) = (self.id, self.log.end());
            step.out.push(Output::Truncate { partition, end });
        }
        if epochs_changed {
            self.write_epochs(step);
        }
    }

    /// A read or write has failed: what waits is told so, and nothing happens here any more.
    pub(crate) fn fail(&mut self, step: &mut Step<'_>) {
        if let Role::Leader(leader) = &mut self.role {
            leader.waiting.fail(self.id, None, Error::KafkaStorageError, step.out);
        }
        self.role = Role::Failed;
    }

    /// Has the leader-epoch cache written to its file.
    pub(crate) fn write_epochs(&self, step: &mut Step<'_>) {
        let starts = self.log.epochs.entries();
        step.out.push(Output::EpochStarts { partition: self.id, starts });
    }

    /// The properties that one replica can tell of itself, after each step.
    pub(crate) fn assert_properties(&self, rules: Rules) {
        let end = self.log.end();
        //= LOG-5
        assert!(self.high_watermark <= end, "LOG-5: the high watermark is within the log");
        assert!(self.log.flushed_end() <= end, "LOG-5: the flushed end is within the log");
        assert!(self.log.last_batch().is_none_or(|last| last.end() == end), "LOG-1");
        if let Role::Leader(leader) = &self.role {
            let waits_for = leader.waiting.first_end();
            assert!(waits_for.is_none_or(|wanted| self.high_watermark < wanted), "REP-3");
        }
        // A flaw may break this before the property that is named for it.
        if rules == Rules::ALL {
            let last = self.log.last_batch().map(|batch| batch.leader_epoch);
            assert!(last <= self.log.epochs.last(), "LOG-4: the cache has the log's last epoch");
        }
    }
}

/// What can be seen of a replica.
impl Partition {
    /// The number that the driver gave it.
    #[must_use]
    pub fn id(&self) -> PartitionId {
        self.id
    }

    /// Whether its disk has failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.role, Role::Failed)
    }

    /// Who leads, if anybody does, and since which epoch; `None` until it is learnt after a start.
    #[must_use]
    pub fn leadership(&self) -> Option<(Option<BrokerId>, LeaderEpoch)> {
        match &self.role {
            Role::Unknown | Role::Failed => None,
            Role::Leader(leader) => Some((Some(leader.me), leader.leader_epoch)),
            Role::Follower(follower) => Some((follower.leader, follower.leader_epoch)),
        }
    }

    /// Whether this broker believes that it leads.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.leader().is_some()
    }

    /// The in-sync replicas, on a leader.
    #[must_use]
    pub fn isr(&self) -> Option<&BTreeSet<BrokerId>> {
        self.leader().map(|leader| &leader.isr)
    }

    /// The offset of the first record.
    #[must_use]
    pub fn log_start(&self) -> Offset {
        self.log.start()
    }

    /// The offset after the last record.
    #[must_use]
    pub fn log_end(&self) -> Offset {
        self.log.end()
    }

    /// Up to where the disk keeps the log, whatever happens.
    #[must_use]
    pub fn flushed_end(&self) -> Offset {
        self.log.flushed_end()
    }

    /// The offset below which records are committed, as far as this broker knows.
    #[must_use]
    pub fn high_watermark(&self) -> Offset {
        self.high_watermark
    }

    /// Where an epoch starts in the log, by the leader-epoch cache.
    #[must_use]
    pub fn epoch_start(&self, epoch: LeaderEpoch) -> Option<Offset> {
        self.log.epochs.start(epoch)
    }

    /// The leader-epoch cache, in order.
    #[must_use]
    pub fn epoch_starts(&self) -> Vec<EpochStart> {
        self.log.epochs.entries()
    }

    /// On a leader, where it takes a follower's log to end.
    #[must_use]
    pub fn follower_end(&self, follower: BrokerId) -> Option<Offset> {
        self.leader()?.follower_end(follower)
    }

    /// On a follower, what it has taken and is to cut by.
    #[must_use]
    pub fn parting(&self) -> Option<Parting> {
        match &self.role {
            Role::Follower(follower) => follower.parting,
            _ => None,
        }
    }

    /// The produce requests that wait here for their acknowledgement, the longest first.
    pub fn waiting(&self) -> impl Iterator<Item = RequestId> + '_ {
        self.leader().into_iter().flat_map(|leader| leader.waiting.requests())
    }

    fn leader(&self) -> Option<&Leader> {
        match &self.role {
            Role::Leader(leader) => Some(leader),
            _ => None,
        }
    }
}
