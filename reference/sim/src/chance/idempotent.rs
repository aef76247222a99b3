//! The idempotent producer: it writes on while it may, sends again what nobody answers, and looks
//! up who leads. Now and then a request of it comes late, it gives up, or a broker forgets it.

use super::{Due, Run};
use spec::{BrokerId, Step, View, view};

/// How long it waits for an answer.
const PATIENCE: u64 = 90;
/// How often it gives up, of the times that its patience is at an end.
const GIVES_UP_IN: u64 = 8;
/// How often a broker forgets it, of the times that it has something to do.
const FORGOTTEN_IN: u64 = 400;

/// What of it no cluster knows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience {
    /// Since when it has waited for an answer to what is first in flight.
    since: u64,
}

impl Run {
    pub(super) fn write_on(&mut self) {
        let pause = self.random.within(self.weather.produce);
        self.put(pause, Due::Idempotent);
        let Some(producer) = self.cluster.producer() else { return };
        let anyone = self.random.broker(self.world.brokers);
        if self.random.one_in(FORGOTTEN_IN) {
            let _forgot = self.take(Step::Forget(anyone));
        }
        if let Some(late) = self.cluster.late()
            && self.random.one_in(4)
        {
            let _arrived = self.take(Step::Arrive(late.to));
        }
        let first = self.cluster.in_flight(0);
        match first.map(|first| first.owed_by) {
            Some(Some(owes)) if self.patience.since + PATIENCE < self.agenda.now => {
                self.loses_patience(owes, anyone);
            }
            Some(None) => self.sends_again(producer.leader, anyone),
            _ => self.writes(producer.leader, anyone),
        }
    }

    /// It writes its next batch, if it may.
    fn writes(&mut self, leader: BrokerId, anyone: BrokerId) {
        if view::leads(&self.cluster, leader) && self.finds_no_room(leader) {
            return;
        }
        let waits_already = self.cluster.in_flight(0).is_some();
        if self.take(Step::Send(leader)).is_none() {
            let _newer = self.take(Step::LookUp(anyone));
        } else if !waits_already {
            self.patience.since = self.agenda.now;
        }
    }

    fn sends_again(&mut self, leader: BrokerId, anyone: BrokerId) {
        let _newer = self.take(Step::LookUp(anyone));
        if self.faults.lateness && self.random.one_in(10) {
            let _held_up = self.take(Step::Delay(leader));
        }
        if view::leads(&self.cluster, leader) && self.finds_no_room(leader) {
            return;
        }
        if self.take(Step::Retry(leader)).is_some() {
            self.tally.count("batches sent again");
            self.patience.since = self.agenda.now;
        }
    }

    fn loses_patience(&mut self, owes: BrokerId, anyone: BrokerId) {
        if self.random.one_in(GIVES_UP_IN) {
            let _gave_up = self.take(Step::Abandon(owes));
        }
        let _hung_up = self.take(Step::HangUp(owes));
        let _newer = self.take(Step::LookUp(anyone));
    }
}
