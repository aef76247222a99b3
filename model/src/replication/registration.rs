//! Who is there, as the controller has it: registration, fencing, shutdown.

use super::{Replication, State, controller::Change, metadata::Decision, packed::NONE};
use spec::Mistake;

impl Replication {
    //= CTL-3
    pub(super) fn register(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &s.replicas[b];
        (replica.up && replica.broker_epoch == NONE).then_some(())?;
        let was = s.metadata.last();
        let clean = replica.clean == was.broker_epochs[b];
        if !self.rules.omit(Mistake::AnyIncarnation) {
            let (mut now, gives_up) = self.ended(&was, b, clean);
            now.broker_epochs[b] += 1;
            now.fenced |= 1 << b;
            now.shutting_down &= !(1 << b);
            self.decide(s, &now, gives_up);
        }
        let last = s.metadata.made - 1;
        let replica = &mut s.replicas[b];
        replica.clean = NONE;
        replica.broker_epoch = s.metadata.last().broker_epochs[b];
        replica.learnt = last;
        let now = s.metadata.last();
        if now.replicas >> b & 1 == 1 {
            self.take_state(s, b, &now);
        } else {
            s.replicas[b].delete();
        }
        Some(())
    }

    /// The partition when an incarnation of a broker is known to have ended.
    //= CTL-4
    fn ended(&self, was: &Decision, b: usize, clean: bool) -> (Decision, bool) {
        let bit = 1 << b;
        let clean = clean || self.rules.omit(Mistake::UncleanRestartStaysInIsr);
        if clean || !self.elr {
            return self.without(was, b);
        }
        if (was.isr | was.elr) & bit == 0 {
            return (*was, false);
        }
        let active = was.active() & !bit;
        self.changed(was, Change { isr: was.isr & !bit, unclean: bit, active })
    }

    //= CTL-5
    pub(super) fn fence(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &s.replicas[b];
        (!replica.up || replica.broker_epoch == NONE).then_some(())?;
        self.fenced(s, b)
    }

    pub(super) fn suspect(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &s.replicas[b];
        (replica.up && replica.broker_epoch != NONE).then_some(())?;
        self.fenced(s, b)?;
        s.spent.suspicions += 1;
        Some(())
    }

    fn fenced(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        (was.fenced & 1 << b == 0).then_some(())?;
        let (mut now, gives_up) = self.without(&was, b);
        now.fenced |= 1 << b;
        self.decide(s, &now, gives_up);
        Some(())
    }

    //= CTL-6
    pub(super) fn unfence(&self, s: &mut State, b: usize) -> Option<()> {
        let bit = 1 << b;
        let replica = &s.replicas[b];
        let was = s.metadata.last();
        let hears = replica.up && replica.broker_epoch != NONE;
        (hears && was.fenced & bit != 0 && was.shutting_down & bit == 0).then_some(())?;
        let change = Change { isr: was.isr, unclean: 0, active: was.active() | bit };
        let leaderless = was.leader == NONE;
        let (mut now, gives_up) =
            if leaderless { self.changed(&was, change) } else { (was, false) };
        now.fenced &= !bit;
        self.decide(s, &now, gives_up);
        Some(())
    }

    //= CTL-7
    pub(super) fn leave(&self, s: &mut State, b: usize) -> Option<()> {
        let bit = 1 << b;
        let replica = &s.replicas[b];
        let was = s.metadata.last();
        let hears = replica.up && replica.broker_epoch != NONE;
        (hears && was.active() & bit != 0).then_some(())?;
        let (mut now, gives_up) = self.without(&was, b);
        now.shutting_down |= bit;
        self.decide(s, &now, gives_up);
        s.spent.stops += 1;
        Some(())
    }
}
