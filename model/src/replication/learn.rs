//! How the controller's word reaches a broker, and what it makes of it.

use super::{
    Replication, State,
    metadata::Decision,
    noted::Again,
    packed::{Exchange, NONE},
};
use spec::Mistake;

impl Replication {
    //= CTL-1
    pub(super) fn learn(&self, s: &mut State, b: usize) -> Option<()> {
        let next = s.replicas[b].learnt.checked_add(1)?; // Of NONE there is no next.
        self.learn_to(s, b, next)
    }

    //= CTL-1
    pub(super) fn catch_up(&self, s: &mut State, b: usize) -> Option<()> {
        self.learn_to(s, b, s.metadata.made - 1)?;
        s.spent.leaps += 1;
        Some(())
    }

    /// A broker applies all decisions that it has not up to one, and sees but that one.
    fn learn_to(&self, s: &mut State, b: usize, last: u8) -> Option<()> {
        let replica = &mut s.replicas[b];
        let learnt = replica.learnt; // Of NONE, which is the largest, no decision is newer.
        (learnt < last && last < s.metadata.made).then_some(())?;
        let (before, now) = (s.metadata.at(learnt), s.metadata.at(last));
        replica.learnt = last;
        //= CTL-21
        if now.replicas >> b & 1 == 0 {
            if before.replicas >> b & 1 == 1 {
                replica.delete();
                s.producer.lose(b as u8);
            }
            return Some(());
        }
        //= CTL-2
        let known = replica.partition_epoch;
        let newer = known == NONE || known < now.partition_epoch;
        let changed = before.partition_epoch != now.partition_epoch;
        let again =
            self.rules.omit(Mistake::KnownDecisionDropsProposal) && known == now.partition_epoch;
        if changed && (newer || again) {
            self.take_state(s, b, &now);
        }
        Some(())
    }

    /// A broker takes the partition's state from a decision.
    //= REP-16
    pub(super) fn take_state(&self, s: &mut State, b: usize, now: &Decision) {
        let replica = &mut s.replicas[b];
        let leads = usize::from(now.leader) == b;
        let new_epoch = replica.epoch != now.epoch;
        let leads_on = leads && replica.leads(b as u8);
        (replica.epoch, replica.leader) = (now.epoch, now.leader);
        replica.partition_epoch = now.partition_epoch;
        replica.isr = if leads { now.isr } else { 0 };
        replica.proposed = 0;
        replica.replicas = if leads { now.replicas } else { 0 };
        if !new_epoch {
            replica.forget_all_but(replica.replicas);
            return self.advance_with_isr(s, b);
        }
        if matches!(replica.exchange, Exchange::Cut { .. }) {
            replica.exchange = Exchange::None;
        }
        let keeps = leads_on && self.rules.omit(Mistake::KeepFollowerState);
        replica.forget_all_but(if keeps { now.replicas } else { 0 });
        if leads {
            replica.epochs.note(now.epoch, replica.end());
            return self.advance(s, b);
        }
        replica.waiting = 0;
        replica.again = Again::NONE;
        s.producer.lose(b as u8);
        //= REP-11
        let early = self.rules.omit(Mistake::TruncateToHighWatermark)
            || self.rules.omit(Mistake::CompareNoEpochs);
        if now.leader != NONE && early {
            self.cut_log(s, b, s.replicas[b].high_watermark);
        }
    }

    /// The high watermark after a change of the ISR that a leader knows, in its epoch.
    //= REP-10
    pub(super) fn advance_with_isr(&self, s: &mut State, b: usize) {
        if s.replicas[b].leads(b as u8) && !self.rules.omit(Mistake::IsrChangeCommitsNothing) {
            self.advance(s, b);
        }
    }

    /// Forgets the decisions by which no broker acts any more.
    pub(super) fn forget_decisions(&self, s: &mut State) {
        let learnt = s.replicas.iter().map(|replica| replica.learnt).filter(|it| *it != NONE);
        let first = learnt.fold(s.metadata.made - 1, u8::min);
        s.metadata.forget_before(first);
    }
}
