//! What the controller hears and decides: who is there, who leads, and when its word gets to whom.

use super::{Due, Run, index, links::End};
use alloc::vec::Vec;
use spec::{BrokerId, Step, View, view};

/// What a run keeps of the controller.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// When it heard last of each broker.
    heard_at: Vec<u64>,
    /// Since when nobody leads.
    leaderless_since: Option<u64>,
    /// For how long that is borne.
    patience: u64,
}

impl Office {
    pub(super) fn new(brokers: usize) -> Office {
        Office { heard_at: alloc::vec![0; brokers], leaderless_since: None, patience: 100 }
    }
}

impl Run {
    /// One decision arrives, or all that a broker has yet to learn.
    pub(super) fn learn(&mut self, broker: BrokerId) {
        let pause = self.random.within(self.weather.learn);
        self.put(pause, Due::Learn(broker));
        if !self.whole(End::Controller, End::Broker(broker)) {
            return;
        }
        let all = self.random.one_in(2);
        if all && self.faults.reassigns && self.random.one_in(2) {
            let _applied = self.take(Step::CatchUp(broker));
            return;
        }
        while self
            .cluster
            .learnt(broker)
            .is_some_and(|learnt| learnt + 1 < self.cluster.decisions())
        {
            let taken = self.take(Step::Learn(broker));
            if taken.is_none() || !all {
                return;
            }
        }
    }

    pub(super) fn whole(&self, from: End, to: End) -> bool {
        self.links.whole_from(from, to) <= self.agenda.now
    }

    /// A broker that has started registers; one that has says that it is there, if that gets
    /// through, and is unfenced.
    pub(super) fn heartbeat(&mut self, broker: BrokerId) {
        let pause = self.random.within(self.weather.heartbeat);
        self.put(pause.max(1), Due::Heartbeat(broker));
        self.see_to(broker);
        let (own, controller) = (End::Broker(broker), End::Controller);
        let lost = self.faults.loss && self.random.one_in(self.weather.lost_in);
        if !self.cluster.is_up(broker) || lost || !self.whole(own, controller) {
            return;
        }
        if self.cluster.broker_epoch(broker).is_none() {
            let ready = self.machines[index(broker)].registers_at <= self.agenda.now;
            if !ready || !self.whole(controller, own) || self.take(Step::Register(broker)).is_none()
            {
                return;
            }
            // It says that it is ready with a later heartbeat.
            self.office.heard_at[index(broker)] = self.agenda.now;
            return;
        }
        self.office.heard_at[index(broker)] = self.agenda.now;
        let registered = self.cluster.registered(broker);
        if registered.fenced && !registered.shutting_down {
            let _unfenced = self.take(Step::Unfence(broker));
        }
    }

    /// A broker that crashed, or was to stop, in a chaos, in which nobody saw to it.
    fn see_to(&mut self, broker: BrokerId) {
        let now = self.agenda.now;
        let machine = &self.machines[index(broker)];
        let (starts, stops) = (machine.starts_at <= now, machine.stops_at <= now);
        if !self.cluster.is_up(broker) {
            if starts {
                self.will_restart(broker);
            }
        } else if self.cluster.registered(broker).shutting_down && stops {
            self.will_halt(broker);
        }
    }

    /// Whom the controller has not heard for too long it fences, whether it is dead or not.
    pub(super) fn look_who_is_there(&mut self) {
        let pause = self.random.within((3, 8));
        self.put(pause, Due::Session);
        for broker in self.brokers() {
            let heard_at = self.office.heard_at[index(broker)];
            if heard_at + self.weather.session < self.agenda.now {
                self.is_unheard(broker);
            }
        }
    }

    fn is_unheard(&mut self, broker: BrokerId) {
        if self.cluster.registered(broker).fenced {
            return;
        }
        let runs = self.cluster.is_up(broker) && self.cluster.broker_epoch(broker).is_some();
        if !runs {
            let _fenced = self.take(Step::Fence(broker));
        } else if self.faults.suspicion {
            let _fenced = self.take(Step::Suspect(broker));
        }
    }

    /// The controller's clock leaps ahead: it has heard of nobody for long.
    pub(super) fn hear_nobody(&mut self) {
        self.tally.count("clock leaps of the controller");
        for broker in self.brokers() {
            self.is_unheard(broker);
        }
    }

    /// While nobody leads, an operator may lose patience, and make whoever is there the leader, or
    /// have the one with the best log found.
    pub(super) fn look_for_the_leader(&mut self) {
        let pause = self.random.within((2, 12));
        self.put(pause, Due::Leader);
        let now = self.agenda.now;
        if self.cluster.controller().leader.is_some() {
            self.office.leaderless_since = None;
            return;
        }
        let Some(since) = self.office.leaderless_since else {
            self.office.leaderless_since = Some(now);
            self.office.patience = self.random.within((0, 60));
            return;
        };
        let active = |broker: &BrokerId| self.cluster.registered(*broker).is_active();
        let able: Vec<BrokerId> = view::brokers(&self.cluster).filter(active).collect();
        if self.faults.unclean && since + self.office.patience < now && !able.is_empty() {
            if self.random.one_in(2) {
                let chosen = self.random.one_of(&able);
                let _elected = self.take(Step::ElectUnclean(chosen));
            } else {
                // All but those with the best log are refused.
                let _best = able.iter().find_map(|broker| self.take(Step::Recover(*broker)));
            }
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
        if self.may_be_elected(broker) {
            let _elected = self.take(Step::Elect(broker));
        }
    }

    /// Somebody of the ISR becomes the leader.
    fn elect(&mut self) {
        let may = |broker: &BrokerId| self.may_be_elected(*broker);
        let able: Vec<BrokerId> = view::brokers(&self.cluster).filter(may).collect();
        if !able.is_empty() {
            // The one that is furthest behind has most to undo.
            let behind = able.iter().copied().min_by_key(|broker| self.cluster.log_end(*broker));
            let drawn = self.random.one_of(&able);
            let chosen = behind.filter(|_| self.random.one_in(2)).unwrap_or(drawn);
            let _elected = self.take(Step::Elect(chosen));
        }
    }

    fn may_be_elected(&self, broker: BrokerId) -> bool {
        let now = self.cluster.controller();
        let active = self.cluster.registered(broker).is_active();
        active && now.isr.contains(broker) && now.leader != Some(broker)
    }
}
