//! Machines: disks that write in their own time, crashes that lose a suffix, power cuts, clean
//! stops, clocks.

use super::{Due, Run, index, links::End, random::Range, weather::Crashes};
use alloc::{vec, vec::Vec};
use spec::{
    BrokerId, LeaderEpoch, Offset, Step, View,
    view::{self, Exchange},
};

/// What a run keeps of a broker's machine.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    /// In which epoch it leads, and when it found each follower caught up last.
    pub(super) leads_in: Option<LeaderEpoch>,
    pub(super) caught_up_at: Vec<u64>,
    /// When it starts again, if it is down.
    pub(super) starts_at: u64,
    /// When it is ready to register, if it has started.
    pub(super) registers_at: u64,
    /// When it stops, if it has said that it will.
    pub(super) stops_at: u64,
    /// Until when its disk has no room for another batch.
    pub(super) full_until: u64,
    /// How long it waits, as a follower, before it asks again: some lag.
    pub(super) pause: Range,
}

impl Machine {
    pub(super) fn new(brokers: usize) -> Machine {
        Machine {
            leads_in: None,
            caught_up_at: vec![0; brokers],
            starts_at: 0,
            registers_at: 0,
            stops_at: 0,
            full_until: 0,
            pause: (1, 2),
        }
    }
}

impl Run {
    pub(super) fn flush(&mut self, broker: BrokerId) {
        let mut pause = self.random.within(self.weather.flush);
        if self.faults.slow_disks && self.random.one_in(8) {
            self.tally.count("slow disks");
            pause += self.random.within((200, 600));
        }
        self.put(pause, Due::Flush(broker));
        if self.cluster.flushed_end(broker) < self.cluster.log_end(broker) {
            let _flushed = self.take(Step::Flush(broker));
        }
    }

    /// Some disk has no room for a while, until somebody sees to it.
    pub(super) fn fill(&mut self) {
        if self.by_chance(Due::Fill, (60, 300), self.faults.full_disks) {
            let broker = self.random.broker(self.world.brokers);
            self.machines[index(broker)].full_until =
                self.agenda.now + self.random.within((20, 120));
        }
    }

    /// Whether a broker that is to append finds no room. It ends at once, as one does whose only
    /// log directory has failed, and does so again until there is room.
    pub(super) fn finds_no_room(&mut self, broker: BrokerId) -> bool {
        let full = self.agenda.now < self.machines[index(broker)].full_until;
        if !full || !self.cluster.is_up(broker) || !self.may_crash() {
            return false;
        }
        self.tally.count("full disks");
        self.crash(broker);
        true
    }

    pub(super) fn checkpoint(&mut self, broker: BrokerId) {
        let pause = self.random.within((20, 80));
        self.put(pause, Due::Checkpoint(broker));
        if self.cluster.checkpointed_high_watermark(broker) != self.cluster.high_watermark(broker) {
            let _written = self.take(Step::Checkpoint(broker));
        }
    }

    /// One broker crashes, or several at once when the power fails.
    pub(super) fn crashes(&mut self) {
        if !self.by_chance(Due::Crash, self.weather.crash, self.may_crash() && !self.aims()) {
            return;
        }
        if self.faults.power_cuts && self.random.one_in(4) {
            self.tally.count("power cuts");
            let whole = self.random.one_in(3);
            for broker in view::brokers(&self.cluster) {
                if whole || !self.random.one_in(3) {
                    self.crash(broker);
                }
            }
        } else {
            let broker = self.random.broker(self.world.brokers);
            self.crash(broker);
        }
    }

    /// Who is about to join the ISR crashes and is soon back, perhaps before the word of its
    /// joining has reached the controller.
    pub(super) fn crash_who_joins(&mut self, leader: BrokerId, member: BrokerId) {
        let rough = (self.aims() || self.weather.crash.1 != 0) && self.may_crash();
        let seldom = if self.aims() { 2 } else { 12 };
        let safe = self.cluster.flushed_end(member) == self.cluster.log_end(member);
        // With fewer in sync nothing is committed, and who joins is known to the controller.
        let all = self.world.brokers.unsigned_abs();
        let enough = self.world.min_isr.min(all) <= self.cluster.controller().isr.len();
        if !rough || safe || !enough || !self.random.one_in(seldom) {
            return;
        }
        self.tally.count("crashes of who is to join");
        let until = self.agenda.now + self.random.within((10, 60));
        self.links.cut(End::Broker(leader), End::Controller, until);
        self.crash(member);
        let soon = self.random.within((1, 4));
        self.put(soon, Due::Restart(member));
    }

    fn crash(&mut self, broker: BrokerId) {
        if !self.cluster.is_up(broker) || !self.may_crash() {
            return;
        }
        self.outlive(broker);
        let keep = self.kept(broker);
        if keep < self.cluster.log_end(broker) {
            self.tally.count("lossy crashes");
            let now = self.cluster.controller();
            if now.isr.len() == 1 && now.isr.contains(broker) {
                self.tally.count("lossy crashes of the last in sync");
            }
        }
        if self.take(Step::Crash { broker, keep }).is_some() {
            self.will_restart(broker);
        }
    }

    /// What a broker has asked may outlive it.
    fn outlive(&mut self, broker: BrokerId) {
        let asks = matches!(self.cluster.exchange(broker), Some(Exchange::Request(_)));
        if asks && self.random.one_in(2) && self.take(Step::GiveUp(broker)).is_some() {
            self.send_orphan(broker);
        }
        let proposes = self.cluster.alter(broker).is_some();
        if proposes && self.random.one_in(2) {
            let _orphaned = self.take(Step::GiveUpAlter(broker));
            self.adopt_proposal(broker);
        }
    }

    pub(super) fn will_restart(&mut self, broker: BrokerId) {
        let down = match self.random.below(3) {
            0 => self.random.within((1, 5)),
            1 => self.random.within((10, 60)),
            _ => self.random.within((60, 300)),
        };
        self.machines[index(broker)].starts_at = self.agenda.now + down;
        self.put(down, Due::Restart(broker));
    }

    /// Where the log ends after a crash: anywhere in what was not flushed, and at either end often.
    fn kept(&mut self, broker: BrokerId) -> Offset {
        let (flushed, end) = (self.cluster.flushed_end(broker), self.cluster.log_end(broker));
        if !self.faults.losses {
            return end;
        }
        let lost = u64::try_from(end.0 - flushed.0).expect("flushed within the log");
        match self.random.below(4) {
            0 => end,
            1 => flushed,
            _ => Offset(end.0 - i64::try_from(self.random.within((0, lost))).expect("small")),
        }
    }

    /// Whether another broker may crash in this run.
    pub(super) fn may_crash(&self) -> bool {
        let all = self.world.brokers.unsigned_abs();
        match self.faults.crashes {
            Crashes::Often => true,
            Crashes::Few | Crashes::Aimed => {
                self.cluster.crashes() + 1 < self.world.min_isr.min(all)
            }
            Crashes::Never => false,
        }
    }

    fn aims(&self) -> bool {
        self.faults.crashes == Crashes::Aimed
    }

    pub(super) fn restart(&mut self, broker: BrokerId) {
        if !self.cluster.is_up(broker) && self.take(Step::Restart(broker)).is_some() {
            let slow = !self.aims() && self.random.one_in(4);
            let registers = if slow { (20, 120) } else { (0, 10) };
            let registers = self.random.within(registers);
            self.machines[index(broker)].registers_at = self.agenda.now + registers;
        }
    }

    /// Somebody stops a broker cleanly: it mostly leaves before.
    pub(super) fn stops(&mut self) {
        if !self.by_chance(Due::Stop, self.weather.stop, self.faults.stops) {
            return;
        }
        let broker = self.random.broker(self.world.brokers);
        if self.random.one_in(3) {
            if self.cluster.broker_epoch(broker).is_some() {
                self.tally.count("stops unannounced");
            }
            self.halt(broker);
        } else if self.cluster.broker_epoch(broker).is_some()
            && self.take(Step::Leave(broker)).is_some()
        {
            self.will_halt(broker);
        }
    }

    pub(super) fn will_halt(&mut self, broker: BrokerId) {
        let soon = self.random.within((0, 60));
        self.machines[index(broker)].stops_at = self.agenda.now + soon;
        self.put(soon, Due::Halt(broker));
    }

    /// Unless it crashed in between, and has registered again.
    pub(super) fn halt_as_said(&mut self, broker: BrokerId) {
        if self.cluster.registered(broker).shutting_down {
            self.halt(broker);
        }
    }

    fn halt(&mut self, broker: BrokerId) {
        if self.cluster.broker_epoch(broker).is_none() {
            return;
        }
        self.outlive(broker);
        if self.take(Step::Stop(broker)).is_some() {
            self.will_restart(broker);
        }
    }

    /// A clock leaps ahead: at its broker, what waits has waited too long; at the controller, who
    /// was heard was heard long ago.
    pub(super) fn leap(&mut self) {
        if !self.by_chance(Due::Leap, self.weather.leap, self.faults.leaps) {
            return;
        }
        if self.random.one_in(4) {
            self.hear_nobody();
            return;
        }
        let broker = self.random.broker(self.world.brokers);
        if self.waits(broker) {
            self.tally.count("clock leaps");
        }
        for _ in 0..=self.random.below(4) {
            if self.waits(broker) {
                let _expired = self.take(Step::Expire(broker));
            }
        }
    }

    fn waits(&self, broker: BrokerId) -> bool {
        (0..self.cluster.values()).any(|value| self.cluster.waiting(broker, spec::Value(value)))
    }
}
