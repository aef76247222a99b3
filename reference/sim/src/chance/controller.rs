//! What the controller notices and decides, and when its word gets to whom.

use super::{Due, Run, index, links::End};
use alloc::vec::Vec;
use spec::{BrokerId, Offset, Step, View, view};

impl Run {
    pub(super) fn learn(&mut self, broker: BrokerId) {
        let pause = self.random.within(self.weather.learn);
        self.put(pause, Due::Learn(broker));
        let started = self.machines[index(broker)].starts_at <= self.agenda.now;
        if !self.cluster.is_up(broker) && started {
            // It crashed in a chaos, in which nobody saw to its return.
            self.will_restart(broker);
        }
        let known = self.cluster.known(broker).map(|known| known.leader_epoch);
        let news = known != Some(self.cluster.controller().leader_epoch);
        if news && self.cluster.is_up(broker) && self.whole(End::Controller, End::Broker(broker)) {
            let _learnt = self.take(Step::Learn(broker));
        }
    }

    fn whole(&self, from: End, to: End) -> bool {
        self.links.whole_from(from, to) <= self.agenda.now
    }

    /// The leader and the controller hear each other.
    fn agree(&self, leader: BrokerId) -> bool {
        let leader = End::Broker(leader);
        self.whole(leader, End::Controller) && self.whole(End::Controller, leader)
    }

    /// The leader takes out who lags for too long, and takes in who has caught up.
    pub(super) fn look_who_lags(&mut self) {
        self.put(3, Due::Lag);
        let Some(leader) = self.cluster.controller().leader else { return };
        if !self.cluster.is_up(leader) {
            return;
        }
        let now = self.agenda.now;
        for follower in view::brokers(&self.cluster).filter(|broker| *broker != leader) {
            let end = self.cluster.follower_end(leader, follower);
            let machine = &mut self.machines[index(follower)];
            if end == Some(self.cluster.log_end(leader)) {
                machine.caught_up_at = now;
            }
            let lags = machine.caught_up_at + self.weather.lag < now;
            if !self.agree(leader) {
                continue;
            }
            let in_sync = self.cluster.controller().isr.contains(follower);
            if in_sync && lags && self.faults.lagging {
                let _shrunk = self.take(Step::Shrink(follower));
            }
            let mark = self.cluster.high_watermark(leader);
            let caught_up = mark <= end.unwrap_or(Offset(-1));
            if !in_sync && caught_up && self.take(Step::Expand(follower)).is_some() {
                self.machines[index(follower)].caught_up_at = now;
            }
        }
    }

    /// A leader that is down, or that the controller has not heard for a while, has a successor.
    pub(super) fn look_for_the_leader(&mut self) {
        let pause = self.random.within((2, 12));
        self.put(pause, Due::Leader);
        let leader = self.cluster.controller().leader;
        let heard = |broker| self.whole(End::Broker(broker), End::Controller);
        let there = leader.is_some_and(heard);
        if !there && (leader.is_none() || self.random.one_in(4)) {
            self.elect();
        }
    }

    /// As when a preferred leader is elected, or an operator wants another.
    pub(super) fn whim(&mut self) {
        if self.by_chance(Due::Whim, self.weather.whim, self.faults.whims) {
            let before = self.cluster.controller().leader;
            self.elect();
            if let Some(before) = before.filter(|_| self.random.one_in(2)) {
                let soon = self.random.within((0, 40));
                self.put(soon, Due::Return(before));
            }
        }
    }

    /// The leader of before leads again, perhaps before anybody has heard that it did not.
    pub(super) fn return_to(&mut self, broker: BrokerId) {
        let now = self.cluster.controller();
        if self.cluster.is_up(broker) && now.isr.contains(broker) && now.leader != Some(broker) {
            let _elected = self.take(Step::Elect(broker));
        }
    }

    /// Somebody of the ISR whom the controller hears becomes the leader.
    fn elect(&mut self) {
        let now = self.cluster.controller();
        let may = |broker: &BrokerId| {
            self.cluster.is_up(*broker)
                && now.leader != Some(*broker)
                && self.whole(End::Broker(*broker), End::Controller)
        };
        let able: Vec<BrokerId> = now.isr.iter().filter(may).collect();
        if !able.is_empty() {
            // The one that is furthest behind has most to undo.
            let behind = able.iter().copied().min_by_key(|broker| self.cluster.log_end(*broker));
            let drawn = self.random.one_of(&able);
            let chosen = behind.filter(|_| self.random.one_in(2)).unwrap_or(drawn);
            let _elected = self.take(Step::Elect(chosen));
        }
    }
}
