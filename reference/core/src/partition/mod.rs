//! One replica of a partition: its log, its high watermark, and the part that it plays.
//!
//! Here is what changes a replica for more than one reason; what a request does and is answered
//! with is the [handlers](crate::handler)'.

mod epochs;
pub(crate) mod follower;
mod leader;
mod log;
mod producers;
mod seen;
mod waiting;

use crate::{Error, KnownProducer, Output, PartitionId, PartitionState, RequestId, Restore, Time};
use alloc::{collections::BTreeSet, vec::Vec};
use follower::Follower;
pub use follower::Parting;
pub use leader::Heard;
use leader::Leader;
use log::Log;
use producers::Producers;
pub use producers::replay;
use spec::{BrokerId, LeaderEpoch, Mistake, Offset, Rules, producer::Limits};

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
    pub(crate) limits: Limits,
    pub(crate) now: Time,
    /// Whom a high watermark waits for, in sync or not, by mistake: nobody, with every rule.
    pub(crate) ineligible: Vec<BrokerId>,
    pub(crate) out: &'a mut Vec<Output>,
}

impl Partition {
    /// What is on the disk; the driver is told where the file of epochs says otherwise.
    //= LOG-9
    pub(crate) fn restored(disk: &Restore, step: &mut Step<'_>) -> Partition {
        let log = Log::restored(disk, step.limits);
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
        self.check_epoch(epoch, rules)?;
        self.leader().ok_or(Error::NotLeaderOrFollower)
    }

    /// Whether this replica knows the leadership that a request is of, whoever leads.
    /// (`Partition.checkCurrentLeaderEpoch`)
    ///
    /// # Errors
    /// FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH, and what is amiss if it knows of none.
    //= REP-6
    pub(crate) fn check_epoch(
        &self,
        epoch: Option<LeaderEpoch>,
        rules: Rules,
    ) -> Result<(), Error> {
        let known = match &self.role {
            Role::Failed => return Err(Error::KafkaStorageError),
            Role::Unknown => return Err(Error::NotLeaderOrFollower),
            Role::Leader(leader) => leader.leader_epoch,
            Role::Follower(follower) => follower.leader_epoch,
        };
        match epoch {
            Some(epoch) if epoch < known && !rules.omit(Mistake::ServeOlderEpoch) => {
                Err(Error::FencedLeaderEpoch)
            }
            Some(epoch) if known < epoch && !rules.omit(Mistake::ServeNewerEpoch) => {
                Err(Error::UnknownLeaderEpoch)
            }
            _ => Ok(()),
        }
    }

    /// Takes a state of the partition, if it is newer than the one that is known.
    //= CTL-2
    //= REP-16
    pub(crate) fn learn(&mut self, state: &PartitionState, step: &mut Step<'_>) {
        if matches!(self.role, Role::Failed) {
            return;
        }
        let known = self.partition_epoch();
        let again = known == Some(state.partition_epoch)
            && step.rules.omit(Mistake::KnownDecisionDropsProposal);
        if known < Some(state.partition_epoch) || again {
            let same_epoch = self.leader_epoch() == Some(state.leader_epoch);
            if same_epoch { self.go_on(state, step) } else { self.begin(state, step) }
        }
    }

    /// Another state of the leadership that is known.
    //= REP-16
    fn go_on(&mut self, state: &PartitionState, step: &mut Step<'_>) {
        match &mut self.role {
            Role::Leader(leader) => {
                leader.go_on(state);
                self.advance_by_isr(step);
            }
            Role::Follower(follower) => follower.partition_epoch = state.partition_epoch,
            Role::Unknown | Role::Failed => {}
        }
    }

    /// A leadership, or a lack of one, that is new to this broker.
    //= REP-16
    fn begin(&mut self, state: &PartitionState, step: &mut Step<'_>) {
        let before = core::mem::replace(&mut self.role, Role::Unknown);
        if state.leader == Some(step.me) {
            self.role = Role::Leader(match before {
                Role::Leader(leader) => leader.again(state, step.rules),
                _ => Leader::new(step.me, state),
            });
            //= LOG-4
            if self.log.epochs.note(state.leader_epoch, self.log.end()) {
                self.write_epochs(step);
            }
            self.advance(step);
            return;
        }
        //= REP-4
        if let Role::Leader(mut leader) = before {
            leader.waiting.fail(self.id, None, Error::NotLeaderOrFollower, step.out);
        }
        self.role = Role::Follower(Follower::of(state));
        let by_mark = step.rules.omit(Mistake::TruncateToHighWatermark)
            || step.rules.omit(Mistake::CompareNoEpochs);
        if state.leader.is_some() && by_mark {
            self.truncate(self.high_watermark, step);
        }
    }

    /// This broker has no replica any more: the log goes, with all that is kept of it. Says which
    /// fetches have waited here.
    //= CTL-21
    pub(crate) fn delete(self, step: &mut Step<'_>) -> BTreeSet<RequestId> {
        if let Role::Leader(mut leader) = self.role {
            leader.waiting.fail(self.id, None, Error::NotLeaderOrFollower, step.out);
        }
        step.out.push(Output::Delete { partition: self.id });
        self.pollers
    }

    /// The leader's ISR is another, by which more may be committed than before.
    //= REP-10
    pub(crate) fn advance_by_isr(&mut self, step: &mut Step<'_>) {
        if !step.rules.omit(Mistake::IsrChangeCommitsNothing) {
            self.advance(step);
        }
    }

    /// A leader's high watermark follows the least end of those in sync, upwards only; what waited
    /// for it is acknowledged.
    //= REP-10
    pub(crate) fn advance(&mut self, step: &mut Step<'_>) {
        let Role::Leader(leader) = &mut self.role else { return };
        let Some(in_sync_end) = leader.in_sync_end(self.log.end(), step) else { return };
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
        let (before, loses) = (self.log.end(), self.log.loses_producers(end));
        let epochs_changed = self.log.truncate(end);
        //= STO-7
        self.high_watermark = self.high_watermark.min(self.log.end());
        if self.log.end() < before {
            let (partition, end) = (self.id, self.log.end());
            step.out.push(Output::Truncate { partition, end });
            //= PRD-7
            if !step.rules.omit(Mistake::KeepProducerState) {
                self.log.replay_producers();
                if loses {
                    step.out.push(Output::ReadProducers { partition, end });
                }
            }
        }
        if epochs_changed {
            self.write_epochs(step);
        }
    }

    /// What the log's batches say of producers, where the core has no headers of them any more.
    //= PRD-7
    pub(crate) fn take_producers(&mut self, found: &[KnownProducer], step: &mut Step<'_>) {
        self.log.take_producers(Producers::restored(found, step.limits));
    }

    /// Deletes what is before an offset, as far as it is committed.
    //= STO-1
    //= STO-2
    pub(crate) fn delete_before(&mut self, offset: Offset, step: &mut Step<'_>) {
        let offset = offset.min(self.high_watermark);
        if self.log.delete_before(offset) {
            step.out.push(Output::DeleteBefore { partition: self.id, offset });
            if step.rules.omit(Mistake::ForgetWithDeleted) {
                self.log.producers.forget_deleted(offset);
            }
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

    fn leader_epoch(&self) -> Option<LeaderEpoch> {
        self.leadership().map(|(_, epoch)| epoch)
    }

    fn leader(&self) -> Option<&Leader> {
        match &self.role {
            Role::Leader(leader) => Some(leader),
            _ => None,
        }
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
