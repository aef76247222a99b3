//! What leaders propose, and the messages of it: to the controller and back, delayed, lost, held up
//! by a cut link, given up and sent again, and late as orphans.

use super::{Due, Run, index, links::End};
use spec::{
    BrokerId, Step, View,
    view::{self, Alter, AlterRequest, Stage},
};

/// What goes on between a leader and the controller.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Proposing {
    /// Which message it is: what is due for an earlier one is late for nothing.
    message: u64,
    /// Which sending of a request it is.
    sending: u64,
    orphan: u64,
    /// What is due: what came about otherwise (chaos) is seen by not being that.
    sent: Option<Alter>,
    orphaned: Option<AlterRequest>,
}

impl Run {
    /// A broker that believes to lead proposes to take out who lags for too long, and to take in
    /// who has caught up.
    pub(super) fn look_who_lags(&mut self, leader: BrokerId) {
        self.put(3, Due::Lag(leader));
        self.adopt_proposal(leader);
        let Some(known) = self.cluster.known(leader) else { return };
        if known.leader != Some(leader) {
            return;
        }
        let now = self.agenda.now;
        let machine = &mut self.machines[index(leader)];
        if machine.leads_in != Some(known.leader_epoch) {
            // It has yet to hear of them.
            machine.leads_in = Some(known.leader_epoch);
            machine.caught_up_at.iter_mut().for_each(|at| *at = now);
        }
        for follower in view::brokers(&self.cluster).filter(|broker| *broker != leader) {
            self.look_at(leader, follower);
        }
    }

    fn look_at(&mut self, leader: BrokerId, follower: BrokerId) {
        let heard = self.cluster.follower(leader, follower).map(|follower| follower.end);
        let now = self.agenda.now;
        let caught_up_at = &mut self.machines[index(leader)].caught_up_at[index(follower)];
        if heard == Some(self.cluster.log_end(leader)) {
            *caught_up_at = now;
        }
        let lags = *caught_up_at + self.weather.lag < now;
        let Some(known) = self.cluster.known(leader) else { return };
        let busy = self.cluster.alter(leader).is_some() || self.cluster.proposed(leader).is_some();
        if busy {
            return;
        }
        let mark = self.cluster.high_watermark(leader);
        let caught_up = heard.is_some_and(|end| mark <= end);
        let step = match known.isr.contains(follower) {
            true if lags && self.faults.lagging => Step::Shrink { leader, follower },
            false if caught_up => Step::Expand { leader, follower },
            _ => return,
        };
        if self.take(step).is_some() {
            self.send_request(leader);
            if matches!(step, Step::Expand { .. }) {
                self.crash_who_joins(leader, follower);
            }
        }
    }

    /// Messages that nobody has sent here set out all the same.
    pub(super) fn adopt_proposal(&mut self, leader: BrokerId) {
        let alter = self.cluster.alter(leader);
        if alter.is_some() && alter != self.proposing[index(leader)].sent {
            match alter.map(|alter| alter.stage) {
                Some(Stage::Unsent) => self.will_resend(leader),
                Some(Stage::Sent) => self.send_request(leader),
                _ => self.send_answer(leader),
            }
        }
        let orphan = self.cluster.alter_orphan(leader);
        if orphan.is_some() && orphan != self.proposing[index(leader)].orphaned {
            self.send_alter_orphan(leader);
        }
    }

    /// The request sets out, and its leader waits for the answer.
    fn send_request(&mut self, leader: BrokerId) {
        let proposing = &mut self.proposing[index(leader)];
        proposing.sending += 1;
        let number = proposing.sending;
        self.send_answer(leader);
        if self.faults.impatience {
            let patience = self.random.within(self.weather.patience);
            self.put(patience, Due::GiveUpAlter(leader, number));
        }
    }

    /// A message sets out, either way.
    fn send_answer(&mut self, leader: BrokerId) {
        let delay = self.delay();
        let proposing = &mut self.proposing[index(leader)];
        proposing.message += 1;
        proposing.sent = self.cluster.alter(leader);
        let number = proposing.message;
        self.put(delay, Due::Alter(leader, number));
    }

    fn send_alter_orphan(&mut self, leader: BrokerId) {
        let proposing = &mut self.proposing[index(leader)];
        proposing.orphaned = self.cluster.alter_orphan(leader);
        proposing.orphan += 1;
        let number = proposing.orphan;
        let soon = self.random.one_in(2);
        let late = self.random.within(if soon { (1, 12) } else { (1, 120) });
        self.put(late, Due::AlterOrphan(leader, number));
    }

    fn will_resend(&mut self, leader: BrokerId) {
        let proposing = &mut self.proposing[index(leader)];
        proposing.sent = self.cluster.alter(leader);
        let number = proposing.sending;
        let slow = self.random.one_in(3);
        let pause = self.random.within(if slow { (5, 40) } else { (0, 8) });
        self.put(pause, Due::Resend(leader, number));
    }

    pub(super) fn alter(&mut self, leader: BrokerId, number: u64) {
        let Some(alter) = self.cluster.alter(leader) else { return };
        if self.proposing[index(leader)].message != number || alter.stage == Stage::Unsent {
            return;
        }
        let (own, controller) = (End::Broker(leader), End::Controller);
        let asks = alter.stage == Stage::Sent;
        let (from, to) = if asks { (own, controller) } else { (controller, own) };
        let (whole_from, now) = (self.links.whole_from(from, to), self.agenda.now);
        if now < whole_from && !self.random.one_in(3) {
            self.tally.count("proposals delayed by a cut");
            let after = self.random.within((0, 3));
            self.put(whole_from - now + after, Due::Alter(leader, number));
        } else if now < whole_from || self.is_lost() {
            if self.take(Step::LoseAlter(leader)).is_some() {
                self.will_resend(leader);
            }
        } else if asks {
            if self.take(Step::Alter(leader)).is_some() {
                self.count_refusal(leader);
                self.send_answer(leader);
            }
        } else {
            let _answered = self.take(Step::Altered(leader));
        }
    }

    /// There are few proposals, and each says much: more of them are lost than of fetches.
    fn is_lost(&mut self) -> bool {
        self.faults.loss && self.random.one_in(self.weather.lost_in.div_ceil(5))
    }

    fn count_refusal(&mut self, leader: BrokerId) {
        let stage = self.cluster.alter(leader).map(|alter| alter.stage);
        if matches!(stage, Some(Stage::Rejected(_))) {
            self.tally.count("proposals refused");
        }
    }

    pub(super) fn give_up_alter(&mut self, leader: BrokerId, number: u64) {
        let sent = |alter: &Alter| alter.stage == Stage::Sent;
        let outstanding = self.cluster.alter(leader).as_ref().is_some_and(sent);
        if !outstanding || self.proposing[index(leader)].sending != number {
            return;
        }
        if self.cluster.alter_orphan(leader).is_none()
            && self.take(Step::GiveUpAlter(leader)).is_some()
        {
            self.send_alter_orphan(leader);
            self.will_resend(leader);
        }
    }

    pub(super) fn alter_orphan(&mut self, leader: BrokerId, number: u64) {
        let current = self.proposing[index(leader)].orphan == number;
        if !current || self.cluster.alter_orphan(leader).is_none() {
            return;
        }
        if !self.whole(End::Broker(leader), End::Controller)
            || self.take(Step::AlterOrphan(leader)).is_none()
        {
            self.put(20, Due::AlterOrphan(leader, number));
        }
    }

    pub(super) fn resend(&mut self, leader: BrokerId, number: u64) {
        let unsent = |alter: &Alter| alter.stage == Stage::Unsent;
        let waits = self.cluster.alter(leader).as_ref().is_some_and(unsent);
        let current = self.proposing[index(leader)].sending == number;
        if waits && current && self.take(Step::Resend(leader)).is_some() {
            self.send_request(leader);
        }
    }
}
