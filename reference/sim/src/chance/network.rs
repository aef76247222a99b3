//! Fetches on their way: delayed, lost, held up by a cut link, given up, and late as orphans.

use super::{Due, Run, index, links::End};
use spec::{
    BrokerId, Step, View,
    view::{Body, Exchange, Request},
};

/// What goes on between a follower and the leader that it asked last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fetching {
    /// Which fetch it is, and which message: what is due for an earlier one is late for nothing.
    fetch: u64,
    message: u64,
    orphan: u64,
    /// Who was asked.
    leader: Option<BrokerId>,
    /// What is due: what came about otherwise (chaos) is seen by not being that.
    sent: Option<Exchange>,
    orphaned: Option<Request>,
}

impl Run {
    pub(super) fn ask(&mut self, follower: BrokerId) {
        let pause = self.random.within(self.machines[index(follower)].pause);
        self.put(pause.max(1), Due::Ask(follower));
        if let Some(Exchange::Cut { .. }) = self.cluster.exchange(follower) {
            let _cut = self.take(Step::Cut(follower));
        }
        self.adopt(follower);
        let leader = self.cluster.known(follower).and_then(|known| known.leader);
        let Some(leader) = leader.filter(|leader| *leader != follower) else { return };
        if self.cluster.exchange(follower).is_some() || self.take(Step::Ask(follower)).is_none() {
            return;
        }
        let fetching = &mut self.fetching[index(follower)];
        fetching.fetch += 1;
        fetching.leader = Some(leader);
        let number = fetching.fetch;
        self.send(follower);
        if self.faults.impatience {
            let patience = self.random.within(self.weather.patience);
            self.put(patience, Due::GiveUp(follower, number));
        }
    }

    /// Messages that nobody has sent here set out all the same.
    fn adopt(&mut self, follower: BrokerId) {
        let exchange = self.cluster.exchange(follower);
        let fetching = &mut self.fetching[index(follower)];
        if exchange.is_some() && exchange != fetching.sent {
            if let Some(Exchange::Request(request)) = exchange {
                fetching.leader = Some(request.to);
            }
            fetching.fetch += 1;
            self.send(follower);
        }
        let orphan = self.cluster.orphan(follower);
        let fetching = &mut self.fetching[index(follower)];
        if orphan.is_some() && orphan != fetching.orphaned {
            self.send_orphan(follower);
        }
    }

    pub(super) fn send_orphan(&mut self, follower: BrokerId) {
        let fetching = &mut self.fetching[index(follower)];
        fetching.orphaned = self.cluster.orphan(follower);
        fetching.orphan += 1;
        let number = fetching.orphan;
        let late = self.random.within((1, 60));
        self.put(late, Due::Orphan(follower, number));
    }

    /// A message sets out.
    fn send(&mut self, follower: BrokerId) {
        let delay = self.delay();
        let fetching = &mut self.fetching[index(follower)];
        fetching.message += 1;
        fetching.sent = self.cluster.exchange(follower);
        let number = fetching.message;
        self.put(delay, Due::Arrive(follower, number));
    }

    /// How long a message takes.
    pub(super) fn delay(&mut self) -> u64 {
        if self.faults.lateness && self.random.one_in(self.weather.late_in) {
            self.tally.count("late messages");
            return self.random.within(self.weather.late);
        }
        self.random.within(self.weather.delay)
    }

    pub(super) fn arrive(&mut self, follower: BrokerId, number: u64) {
        let fetching = self.fetching[index(follower)];
        let (Some(exchange), Some(leader)) = (self.cluster.exchange(follower), fetching.leader)
        else {
            return;
        };
        if fetching.message != number {
            return;
        }
        let (from, to) = match exchange {
            Exchange::Request(_) => (follower, leader),
            Exchange::Answer(_) => (leader, follower),
            Exchange::Cut { .. } => return,
        };
        let whole_from = self.links.whole_from(End::Broker(from), End::Broker(to));
        let now = self.agenda.now;
        if now < whole_from {
            self.meet_a_cut(follower, number, whole_from - now);
        } else if self.faults.loss && self.random.one_in(self.weather.lost_in) {
            let _lost = self.take(Step::Lose(follower));
        } else if !self.cluster.is_up(to) {
            self.tally.count("to a broker that is down");
            let _lost = self.take(Step::Lose(follower));
        } else if matches!(exchange, Exchange::Request(_)) {
            if self.take(Step::Serve(follower)).is_some() {
                self.send(follower);
            }
        } else if !carries_a_batch(exchange) || !self.finds_no_room(follower) {
            let _taken = self.take(Step::Take(follower));
        }
    }

    /// The connection breaks, or the message is sent again until the link is whole.
    fn meet_a_cut(&mut self, follower: BrokerId, number: u64, lasts: u64) {
        if self.random.one_in(3) {
            self.tally.count("lost by a cut");
            let _lost = self.take(Step::Lose(follower));
        } else {
            self.tally.count("delayed by a cut");
            let after = self.random.within((0, 3));
            self.put(lasts + after, Due::Arrive(follower, number));
        }
    }

    pub(super) fn give_up(&mut self, follower: BrokerId, number: u64) {
        let outstanding = self.cluster.exchange(follower).is_some();
        if !outstanding || self.fetching[index(follower)].fetch != number {
            return;
        }
        let asks = matches!(self.cluster.exchange(follower), Some(Exchange::Request(_)));
        if asks && self.cluster.orphan(follower).is_some() {
            // One orphan a follower: until it has arrived, the follower waits.
            let patience = self.random.within(self.weather.patience);
            self.put(patience, Due::GiveUp(follower, number));
            return;
        }
        if self.take(Step::GiveUp(follower)).is_some() && asks {
            self.send_orphan(follower);
        }
    }

    pub(super) fn orphan(&mut self, follower: BrokerId, number: u64) {
        let current = self.fetching[index(follower)].orphan == number;
        let Some(request) = self.cluster.orphan(follower).filter(|_| current) else { return };
        let (from, to) = (End::Broker(follower), End::Broker(request.to));
        let held_up = self.agenda.now < self.links.whole_from(from, to);
        if held_up || self.take(Step::ServeOrphan(follower)).is_none() {
            self.put(20, Due::Orphan(follower, number));
        }
    }
}

fn carries_a_batch(exchange: Exchange) -> bool {
    match exchange {
        Exchange::Answer(answer) => matches!(answer.body, Body::Records { batch: Some(_), .. }),
        Exchange::Request(_) | Exchange::Cut { .. } => false,
    }
}
