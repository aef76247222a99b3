//! Brokers that differ in their names alone.
//!
//! Broker 0 leads first, and the first `isr` are in sync: of the others, those that are in sync may
//! change names among each other, and so may those that are not. What a broker does depends on no
//! name, so a state with changed names takes the same steps under changed names, and no property
//! looks at one; but the controller, when it seeks a leader, goes by them: there is no symmetry
//! where a broker may be fenced, or replicas move. Beginning in a state that changed names leave as
//! it is, a search reaches with each state all that differ from it so.

use super::{
    MAX_BROKERS, Replication, State,
    metadata::Decision,
    packed::{AlterRequest, Exchange, NONE, Request},
};

/// For each broker, its new name.
type Names = [u8; MAX_BROKERS];

impl Replication {
    /// The names of brokers 1 and 2 changed: with three brokers there is nothing else to change.
    const CHANGED: Names = [0, 2, 1];

    /// The state with changed names, where names may change.
    pub(super) fn renamed(&self, state: &State) -> Option<State> {
        const { assert!(MAX_BROKERS == 3) };
        let faults = self.crashes + self.stops + self.suspicions + self.reassigns;
        let alike = self.producer == 0
            && self.brokers == 3
            && self.replicas == 3
            && self.isr != 2
            && faults == 0;
        alike.then(|| state.under(Self::CHANGED))
    }
}

impl State {
    fn under(&self, names: Names) -> State {
        let mut next = *self;
        next.metadata = self.metadata.under(|decision| decision.under(names));
        next.consumer.leader = name(names, self.consumer.leader);
        for (old, new) in names.iter().enumerate() {
            let replica = &mut next.replicas[usize::from(*new)];
            *replica = self.replicas[old];
            replica.leader = name(names, replica.leader);
            replica.isr = set(names, replica.isr);
            replica.replicas = set(names, replica.replicas);
            replica.proposed = set(names, replica.proposed);
            replica.ends = each(names, replica.ends);
            replica.incarnations = each(names, replica.incarnations);
            replica.alter = replica.alter.under(names);
            replica.alter_orphan = replica.alter_orphan.under(names);
            if let Exchange::Request(request) = &mut replica.exchange {
                *request = request.under(names);
            }
            replica.orphan = replica.orphan.under(names);
        }
        next
    }
}

impl Request {
    fn under(self, names: Names) -> Request {
        Request { to: name(names, self.to), ..self }
    }
}

impl Decision {
    fn under(&self, names: Names) -> Decision {
        Decision {
            leader: name(names, self.leader),
            isr: set(names, self.isr),
            elr: set(names, self.elr),
            last_leader: name(names, self.last_leader),
            fenced: set(names, self.fenced),
            shutting_down: set(names, self.shutting_down),
            broker_epochs: each(names, self.broker_epochs),
            replicas: set(names, self.replicas),
            adding: set(names, self.adding),
            removing: set(names, self.removing),
            ..*self
        }
    }
}

impl AlterRequest {
    fn under(self, names: Names) -> AlterRequest {
        AlterRequest { isr: set(names, self.isr), added: name(names, self.added), ..self }
    }
}

fn each(names: Names, of: [u8; MAX_BROKERS]) -> [u8; MAX_BROKERS] {
    let mut renamed = of;
    for (old, new) in names.iter().enumerate() {
        renamed[usize::from(*new)] = of[old];
    }
    renamed
}

fn name(names: Names, broker: u8) -> u8 {
    if broker == NONE { NONE } else { names[usize::from(broker)] }
}

fn set(names: Names, set: u8) -> u8 {
    let members = (0u8..).zip(names).filter(|(old, _)| set >> old & 1 == 1);
    members.fold(0, |set, (_, new)| set | 1 << new)
}
