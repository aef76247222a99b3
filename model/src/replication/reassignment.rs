//! Who has a replica: what an operator wants, when that is completed, what a broker makes of it.

use super::{
    Replication, State, controller::Change, metadata::Decision, packed::Exchange, state::Replica,
};
use spec::Mistake;

impl Replication {
    //= CTL-19
    pub(super) fn assign(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        let bit = 1 << b;
        (was.replicas & bit == 0).then_some(())?;
        let (replicas, adding) = (was.replicas | bit, was.adding | bit);
        self.reassign(s, &was, Decision { replicas, adding, ..was });
        Some(())
    }

    //= CTL-19
    pub(super) fn unassign(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        let bit = 1 << b;
        let stays = was.replicas & !was.adding & !was.removing & bit != 0;
        let others = was.replicas & !was.removing & !bit;
        (stays && others != 0).then_some(())?;
        self.reassign(s, &was, Decision { removing: was.removing | bit, ..was });
        Some(())
    }

    fn reassign(&self, s: &mut State, was: &Decision, wish: Decision) {
        let change = Change { isr: was.isr, unclean: 0, active: was.active() };
        let (now, gives_up) = self.changed(&wish, change);
        // The wish alone is no decision: numbers are counted on from the last one.
        let (epoch, partition_epoch, last_leader) =
            (was.epoch, was.partition_epoch, was.last_leader);
        let now = Decision { epoch, partition_epoch, last_leader, ..now };
        self.decide(s, &self.numbered(was, now), gives_up);
        s.spent.reassigns += 1;
    }

    /// The decision with the reassignment completed, if the ISR that is to be allows that.
    //= CTL-20
    pub(super) fn completed(&self, was: &Decision, isr: u8) -> Decision {
        let Decision { replicas, adding, removing, .. } = *was;
        let (target, isr) = (replicas & !removing, isr & !removing);
        let early = self.rules.omit(Mistake::CompleteBeforeInSync);
        let fewer = adding.count_ones() < removing.count_ones();
        let in_sync = adding & !isr == 0 && (!fewer || target & !isr == 0);
        let enough = self.rules.omit(Mistake::CompleteBelowMinIsr)
            || self.effective_min_isr(target) <= isr.count_ones();
        if adding | removing != 0 && isr != 0 && (early || in_sync && enough) {
            Decision { replicas: target, adding: 0, removing: 0, ..*was }
        } else {
            *was
        }
    }
}

impl Replica {
    /// Has a replica no longer.
    //= CTL-21
    pub(super) fn delete(&mut self) {
        let was = *self;
        *self = Replica {
            up: was.up,
            broker_epoch: was.broker_epoch,
            clean: was.clean,
            learnt: was.learnt,
            exchange: was.exchange,
            orphan: was.orphan,
            alter: was.alter,
            stage: was.stage,
            alter_orphan: was.alter_orphan,
            ..Replica::absent()
        };
        if matches!(self.exchange, Exchange::Cut { .. }) {
            self.exchange = Exchange::None;
        }
    }
}
