//! Who is there: registration and what it is the end of, fencing, unfencing, controlled shutdown.
//! (CTL-3 to CTL-7; `ClusterControlManager`, `ReplicationControlManager.handleBrokerFenced` and
//! its like)

use super::{
    Controller, Decision, PartitionState,
    change::{Actives, Wish},
};
use spec::{BrokerEpoch, BrokerId, Mistake, Refused, view::Registration};

impl Controller {
    /// A broker that has started registers, and brings the broker epoch that its disk notes of a
    /// clean stop. It is fenced until it is heard of again.
    //= CTL-3
    #[must_use]
    pub fn register(&self, broker: BrokerId, stopped_cleanly: Option<BrokerEpoch>) -> Decision {
        let Some(before) = self.registration(broker) else {
            let registration =
                Registration { broker_epoch: BrokerEpoch(0), fenced: true, shutting_down: false };
            return self.decide(broker, registration, |_| None);
        };
        if self.rules.omit(Mistake::AnyIncarnation) {
            return Decision::default();
        }
        let registration = Registration {
            broker_epoch: before.broker_epoch.next(),
            fenced: true,
            shutting_down: false,
        };
        //= CTL-4
        let clean = stopped_cleanly == Some(before.broker_epoch)
            || self.rules.omit(Mistake::UncleanRestartStaysInIsr);
        if clean || !self.elr {
            return self.decide(broker, registration, |state| leaves(broker, state));
        }
        self.decide(broker, registration, |state| {
            let counted = state.isr.contains(&broker) || state.elr.contains(&broker);
            let wish = Wish::without(broker, state);
            counted.then_some(Wish { ended_uncleanly: Some(broker), ..wish })
        })
    }

    /// The controller no longer hears from a broker.
    ///
    /// # Errors
    /// It is not registered, or fenced already.
    //= CTL-5
    pub fn fence(&self, broker: BrokerId) -> Result<Decision, Refused> {
        let before = self.registration(broker).filter(|before| !before.fenced).ok_or(Refused)?;
        let registration = Registration { fenced: true, ..before };
        Ok(self.decide(broker, registration, |state| leaves(broker, state)))
    }

    /// The controller hears from a fenced broker.
    ///
    /// # Errors
    /// It is not registered, not fenced, or shutting down.
    //= CTL-6
    pub fn unfence(&self, broker: BrokerId) -> Result<Decision, Refused> {
        let comes_back = |before: &Registration| before.fenced && !before.shutting_down;
        let before = self.registration(broker).filter(comes_back).ok_or(Refused)?;
        let registration = Registration { fenced: false, ..before };
        Ok(self.decide(broker, registration, |state| {
            state.leader.is_none().then(|| Wish::isr(state.isr.clone(), state))
        }))
    }

    /// A broker says that it is about to stop.
    ///
    /// # Errors
    /// It is not registered, fenced, or shutting down already.
    //= CTL-7
    pub fn leave(&self, broker: BrokerId) -> Result<Decision, Refused> {
        let before = self.registration(broker).filter(Registration::is_active).ok_or(Refused)?;
        let registration = Registration { shutting_down: true, ..before };
        Ok(self.decide(broker, registration, |state| leaves(broker, state)))
    }

    /// A registration is another now, and so are the partitions that something is wished for.
    fn decide(
        &self,
        broker: BrokerId,
        registration: Registration,
        wish: impl Fn(&PartitionState) -> Option<Wish>,
    ) -> Decision {
        let actives = Actives { controller: self, news: Some((broker, registration)) };
        let partitions = self.partitions.iter().filter_map(|(id, state)| {
            let change = self.change(state, wish(state)?, &actives)?;
            Some((*id, change))
        });
        Decision { partitions: partitions.collect(), brokers: [(broker, registration)].into() }
    }
}

/// A broker that is in the ISR is to leave it.
//= CTL-17
fn leaves(broker: BrokerId, state: &PartitionState) -> Option<Wish> {
    state.isr.contains(&broker).then(|| Wish::without(broker, state))
}
