//! What a leader proposes to the controller, on its way there and back.

use super::{
    Replication, State,
    controller::Change,
    packed::{AlterError, AlterRequest, NONE, Stage},
};
use spec::Mistake;

impl Replication {
    //= REP-12
    pub(super) fn shrink(&self, s: &mut State, b: usize, follower: usize) -> Option<()> {
        let leader = &s.replicas[b];
        let bit = 1 << follower;
        (leader.may_propose(b) && follower != b && leader.isr & bit != 0).then_some(())?;
        (leader.ends[follower] != leader.end()).then_some(())?;
        self.propose(s, b, leader.isr & !bit, NONE);
        s.spent.shrinks += 1;
        Some(())
    }

    //= REP-13
    pub(super) fn expand(&self, s: &mut State, b: usize, follower: usize) -> Option<()> {
        let leader = &s.replicas[b];
        let bit = 1 << follower;
        let end = leader.ends[follower];
        let knows = leader.may_propose(b) && end != NONE;
        (knows && leader.isr & bit == 0).then_some(())?;
        //= CTL-16
        let learnt = s.metadata.at(leader.learnt);
        let same = learnt.broker_epochs[follower] == leader.incarnations[follower];
        (same && learnt.active() & bit != 0).then_some(())?;
        let epoch_start = leader.epochs.start(leader.epoch).expect("a leader has noted its epoch");
        let early = self.rules.omit(Mistake::JoinBeforeEpochStart);
        let mark = leader.high_watermark;
        let enough = if early { mark } else { mark.max(epoch_start) };
        (enough <= end).then_some(())?;
        self.propose(s, b, leader.isr | bit, follower as u8);
        Some(())
    }

    //= CTL-12
    fn propose(&self, s: &mut State, b: usize, isr: u8, added: u8) {
        let leader = &mut s.replicas[b];
        leader.proposed = isr;
        let heard = leader.incarnations.get(usize::from(added));
        leader.alter = AlterRequest {
            broker_epoch: leader.broker_epoch,
            epoch: leader.epoch,
            partition_epoch: leader.partition_epoch,
            isr,
            added,
            added_epoch: heard.copied().unwrap_or(0),
        };
        leader.stage = Stage::Sent;
    }

    //= CTL-13
    pub(super) fn alter(&self, s: &mut State, b: usize) -> Option<()> {
        (s.replicas[b].stage == Stage::Sent).then_some(())?;
        s.replicas[b].alter_orphan = AlterRequest::NONE; // It has not come before.
        s.replicas[b].stage = self.asked(s, b, s.replicas[b].alter);
        Some(())
    }

    pub(super) fn alter_orphan(&self, s: &mut State, b: usize) -> Option<()> {
        let request = s.replicas[b].alter_orphan;
        (request != AlterRequest::NONE).then_some(())?;
        self.asked(s, b, request);
        s.replicas[b].alter_orphan = AlterRequest::NONE;
        Some(())
    }

    pub(super) fn lose_alter(&self, s: &mut State, b: usize) -> Option<()> {
        let leader = &mut s.replicas[b];
        (!matches!(leader.stage, Stage::None | Stage::Unsent)).then_some(())?;
        leader.stage = Stage::Unsent;
        s.spent.losses += 1;
        Some(())
    }

    pub(super) fn give_up_alter(&self, s: &mut State, b: usize) -> Option<()> {
        let leader = &mut s.replicas[b];
        let alone = leader.alter_orphan == AlterRequest::NONE;
        (leader.stage == Stage::Sent && alone).then_some(())?;
        leader.alter_orphan = leader.alter;
        leader.stage = Stage::Unsent;
        s.spent.orphans += 1;
        Some(())
    }

    pub(super) fn resend(&self, s: &mut State, b: usize) -> Option<()> {
        (s.replicas[b].stage == Stage::Unsent).then_some(())?;
        s.replicas[b].stage = Stage::Sent;
        Some(())
    }

    /// What the controller makes of a proposal, and answers.
    //= CTL-14
    fn asked(&self, s: &mut State, from: usize, request: AlterRequest) -> Stage {
        let was = s.metadata.last();
        let compares = !self.rules.omit(Mistake::NoPartitionEpoch);
        if request.broker_epoch != was.broker_epochs[from] {
            return Stage::Rejected(AlterError::StaleBrokerEpoch);
        }
        if request.epoch != was.epoch {
            return Stage::Rejected(AlterError::FencedLeaderEpoch);
        }
        if usize::from(was.leader) != from {
            return Stage::Rejected(AlterError::InvalidRequest);
        }
        if compares && request.partition_epoch != was.partition_epoch {
            return Stage::Rejected(AlterError::InvalidUpdateVersion);
        }
        let inactive = request.isr & !was.active() != 0;
        let added = usize::from(request.added);
        let registered = was.broker_epochs.get(added);
        let another = registered.is_some_and(|epoch| *epoch != request.added_epoch);
        if inactive && !self.rules.omit(Mistake::InactiveMember)
            || another && !self.rules.omit(Mistake::NoBrokerEpoch)
        {
            return Stage::Rejected(AlterError::IneligibleReplica);
        }
        let change = Change { isr: request.isr, unclean: 0, active: was.active() };
        let (now, gives_up) = self.changed(&was, change);
        if now != was {
            self.decide(s, &now, gives_up);
        }
        if now.epoch != was.epoch {
            return Stage::Rejected(AlterError::NewLeaderElected);
        }
        Stage::Agreed(now.partition_epoch)
    }

    //= CTL-15
    pub(super) fn altered(&self, s: &mut State, b: usize) -> Option<()> {
        let leader = &mut s.replicas[b];
        let (stage, request) = (leader.stage, leader.alter);
        match stage {
            Stage::None | Stage::Unsent | Stage::Sent => return None,
            Stage::Agreed(_) | Stage::Rejected(_) => {}
        }
        (leader.stage, leader.alter) = (Stage::None, AlterRequest::NONE);
        let late = self.rules.omit(Mistake::LateAnswer)
            && leader.leads(b as u8)
            && leader.epoch == request.epoch;
        match stage {
            Stage::Agreed(partition_epoch) if leader.proposed != 0 || late => {
                leader.isr = request.isr;
                leader.partition_epoch = partition_epoch;
                leader.proposed = 0;
                self.advance_with_isr(s, b);
            }
            Stage::Rejected(AlterError::IneligibleReplica) => {
                leader.proposed = 0;
                self.advance_with_isr(s, b);
            }
            Stage::Rejected(_) if self.rules.omit(Mistake::AnyErrorEndsProposal) => {
                leader.proposed = 0;
            }
            _ => {}
        }
        Some(())
    }
}
