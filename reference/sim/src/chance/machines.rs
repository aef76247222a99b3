//! Machines: disks that write in their own time, crashes that lose a suffix, power cuts, clocks.

use super::{Due, Run, index, random::Range};
use spec::{BrokerId, Offset, Step, View, view, view::Exchange};

/// What a run keeps of a broker's machine.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Machine {
    /// When the leader last found it caught up.
    pub(super) caught_up_at: u64,
    /// When it starts again, if it is down.
    pub(super) starts_at: u64,
    /// How long it waits, as a follower, before it asks again: some lag.
    pub(super) pause: Range,
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

    pub(super) fn checkpoint(&mut self, broker: BrokerId) {
        let pause = self.random.within((20, 80));
        self.put(pause, Due::Checkpoint(broker));
        if self.cluster.checkpointed_high_watermark(broker) != self.cluster.high_watermark(broker) {
            let _written = self.take(Step::Checkpoint(broker));
        }
    }

    /// One broker crashes, or several at once when the power fails.
    pub(super) fn crashes(&mut self) {
        if !self.by_chance(Due::Crash, self.weather.crash, self.faults.crashes) {
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

    fn crash(&mut self, broker: BrokerId) {
        if !self.cluster.is_up(broker) {
            return;
        }
        // What it has asked may outlive it.
        let asks = matches!(self.cluster.exchange(broker), Some(Exchange::Request(_)));
        if asks && self.random.one_in(2) && self.take(Step::GiveUp(broker)).is_some() {
            self.send_orphan(broker);
        }
        let keep = self.kept(broker);
        if keep < self.cluster.log_end(broker) {
            self.tally.count("lossy crashes");
        }
        if self.take(Step::Crash { broker, keep }).is_some() {
            self.will_restart(broker);
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
    /// The last member of the ISR loses nothing, as the world has it.
    fn kept(&mut self, broker: BrokerId) -> Offset {
        let (flushed, end) = (self.cluster.flushed_end(broker), self.cluster.log_end(broker));
        let isr = self.cluster.controller().isr;
        if isr.len() == 1 && isr.contains(broker) {
            return end;
        }
        let lost = u64::try_from(end.0 - flushed.0).expect("flushed within the log");
        match self.random.below(4) {
            0 => end,
            1 => flushed,
            _ => Offset(end.0 - i64::try_from(self.random.within((0, lost))).expect("small")),
        }
    }

    pub(super) fn restart(&mut self, broker: BrokerId) {
        if !self.cluster.is_up(broker) {
            let _up = self.take(Step::Restart(broker));
        }
    }

    /// A clock leaps ahead: at its broker, what waits has waited too long.
    pub(super) fn leap(&mut self) {
        if !self.by_chance(Due::Leap, self.weather.leap, self.faults.leaps) {
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
