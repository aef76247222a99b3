//! How the controller's word reaches a broker, and what it makes of it.

use super::{
    Replication, State,
    metadata::Decision,
    packed::{Exchange, NONE},
};
use spec::Mistake;

impl Replication {
    //= CTL-1
    pub(super) fn learn(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        let next = replica.learnt.checked_add(1)?; // Of NONE there is no next.
        (next < s.metadata.made).then_some(())?;
        replica.learnt = next;
        let (before, now) = (s.metadata.at(next - 1), s.metadata.at(next));
        //= CTL-2
        let known = replica.partition_epoch;
        let changed = before.partition_epoch != now.partition_epoch;
        let again =
            self.rules.omit(Mistake::KnownDecisionDropsProposal) && known == now.partition_epoch;
        if changed && (known < now.partition_epoch || again) {
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
        (replica.epoch, replica.leader) = (now.epoch, now.leader);
        replica.partition_epoch = now.partition_epoch;
        replica.isr = if leads { now.isr } else { 0 };
        replica.proposed = 0;
        if !new_epoch {
            return self.advance_with_isr(s, b);
        }
        if matches!(replica.exchange, Exchange::Cut { .. }) {
            replica.exchange = Exchange::None;
        }
        replica.forget_followers();
        if leads {
            replica.epochs.note(now.epoch, replica.end());
            return self.advance(s, b);
        }
        replica.waiting = 0;
        //= REP-11
        let early = self.rules.omit(Mistake::TruncateToHighWatermark)
            || self.rules.omit(Mistake::CompareNoEpochs);
        if now.leader != NONE && early {
            replica.truncate(replica.high_watermark);
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
