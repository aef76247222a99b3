//! The controller: how the partition changes with who is there, and who leads then.

use super::{Replication, State, metadata::Decision, packed::NONE};
use spec::Mistake;

/// What becomes of the ISR, and of whom nothing may be hoped.
#[derive(Clone, Copy)]
pub(super) struct Change {
    /// The ISR that is wanted.
    pub(super) isr: u8,
    /// Who did not end cleanly.
    pub(super) unclean: u8,
    /// Who may lead.
    pub(super) active: u8,
}

impl Replication {
    /// `min.insync.replicas`, of which there need not be more than there are replicas.
    pub(super) fn effective_min_isr(&self, replicas: u8) -> u32 {
        u32::from(self.min_isr).min(replicas.count_ones())
    }

    /// The partition after a change, with its leader; the registrations stay. Says whether the
    /// leader was elected for want of anybody with all that is committed.
    //= CTL-8
    //= CTL-9
    //= CTL-17
    pub(super) fn changed(&self, before: &Decision, change: Change) -> (Decision, bool) {
        let Change { mut isr, unclean, active } = change;
        let was = &self.completed(before, isr);
        isr &= was.replicas;
        let small = isr.count_ones() < self.effective_min_isr(was.replicas);
        let mut elr = if self.elr && small { (was.elr | was.isr) & !isr & !unclean } else { 0 };
        if self.rules.omit(Mistake::CompleteBeforeInSync) {
            elr &= was.replicas; // That mistake, and not that they are eligible still.
        }
        let able = active & if isr == 0 { elr } else { isr };
        let mut gives_up = false;
        let leader = if was.leader != NONE && able >> was.leader & 1 == 1 {
            was.leader
        } else if able != 0 {
            able.trailing_zeros() as u8
        } else if isr | elr == 0 && self.can_lead_again(was, active) {
            gives_up = true;
            was.last_leader
        } else {
            NONE
        };
        if leader != was.leader && leader != NONE {
            if gives_up {
                (isr, elr) = (1 << leader, 0);
            } else if elr >> leader & 1 == 1 {
                (isr, elr) = (1 << leader, elr & !(1 << leader));
            }
        }
        if isr == 0 && !self.elr {
            isr = was.isr;
        }
        (self.numbered(before, Decision { leader, isr, elr, ..*was }), gives_up)
    }

    /// Whether who led last does again, with ISR and ELR empty.
    //= CTL-10
    fn can_lead_again(&self, was: &Decision, active: u8) -> bool {
        let last = was.last_leader;
        let is_active = last != NONE && active >> last & 1 == 1;
        last != NONE && (is_active || self.rules.omit(Mistake::ElectFencedLastLeader))
    }

    /// A changed partition with its epochs, and with the memory of who led last.
    pub(super) fn numbered(&self, was: &Decision, mut now: Decision) -> Decision {
        let elected = now.leader != was.leader;
        if elected && self.elr {
            match (now.leader, was.last_leader) {
                (NONE, NONE) => now.last_leader = was.leader,
                (NONE, _) => {}
                _ => now.last_leader = NONE,
            }
        }
        let lost = was.replicas & !now.replicas != 0;
        now.epoch += u8::from(elected || lost);
        let same = now.isr == was.isr && now.elr == was.elr && now.last_leader == was.last_leader;
        let same = same && now.assignment() == was.assignment();
        now.partition_epoch += u8::from(elected || !same);
        now
    }

    /// Makes a decision.
    pub(super) fn decide(&self, s: &mut State, now: &Decision, gives_up: bool) {
        let was = s.metadata.last();
        //= REP-20
        let elected = now.leader != was.leader && now.leader != NONE;
        let last = !self.elr && now.isr.is_power_of_two() && 0 < s.spent.crashes;
        if elected && gives_up {
            s.unclean_epoch = now.epoch;
        }
        if last || elected && gives_up {
            let holder = &s.replicas[now.isr.trailing_zeros() as usize];
            s.given_up |= s.committed & !holder.values();
        }
        s.fewest = s.fewest.min(now.replicas.count_ones() as u8);
        s.metadata.add(now);
    }

    /// The decision that takes a broker out of the ISR, if it is in it.
    pub(super) fn without(&self, was: &Decision, b: usize) -> (Decision, bool) {
        let bit = 1 << b;
        if was.isr & bit == 0 {
            return (*was, false);
        }
        let change = Change { isr: was.isr & !bit, unclean: 0, active: was.active() & !bit };
        self.changed(was, change)
    }

    //= REP-15
    pub(super) fn elect(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        let electable = was.isr & was.active() & 1 << b != 0;
        (electable && usize::from(was.leader) != b).then_some(())?;
        let now = self.numbered(&was, Decision { leader: b as u8, ..was });
        self.decide(s, &now, false);
        Some(())
    }

    //= CTL-11
    pub(super) fn elect_unclean(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        (was.leader == NONE && was.active() & was.replicas & 1 << b != 0).then_some(())?;
        let now = Decision { leader: b as u8, isr: 1 << b, elr: 0, ..was };
        self.decide(s, &self.numbered(&was, now), true);
        s.spent.uncleans += 1;
        Some(())
    }

    //= CTL-18
    pub(super) fn recover(&self, s: &mut State, b: usize) -> Option<()> {
        let was = s.metadata.last();
        let by_length = self.rules.omit(Mistake::RecoverByLengthAlone);
        let asked = |r: &usize| (was.active() & was.replicas) >> r & 1 == 1;
        let brokers = usize::from(self.brokers);
        let log = |r: usize| {
            let replica = &s.replicas[r];
            let last = replica.log().last().map(|batch| batch.epoch());
            (last.filter(|_| !by_length), replica.end())
        };
        let all_up = (0..brokers).filter(asked).all(|r| s.replicas[r].up);
        let best = (0..brokers).filter(asked).all(|r| log(r) <= log(b));
        (was.leader == NONE && asked(&b) && all_up && best).then_some(())?;
        let found = (0..brokers).filter(asked).fold(0, |all, r| all | s.replicas[r].values());
        let now = Decision { leader: b as u8, isr: 1 << b, elr: 0, ..was };
        let now = self.numbered(&was, now);
        self.decide(s, &now, false);
        s.unclean_epoch = now.epoch;
        s.given_up |= s.committed & !found;
        s.spent.uncleans += 1;
        Some(())
    }
}
