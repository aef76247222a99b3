//! Brokers that differ in their names alone.
//!
//! Broker 0 leads first, and the first `isr` are in sync: of the others, those that are in sync may
//! change names among each other, and so may those that are not. What a broker does depends on no
//! name, so a state with changed names takes the same steps under changed names, and no property
//! looks at one. Beginning in a state that changed names leave as it is, a search reaches with each
//! state all that differ from it so.

use super::{
    MAX_BROKERS, Replication, State,
    packed::{Exchange, NONE, Request},
};

/// For each broker, its new name.
type Names = [u8; MAX_BROKERS];

impl Replication {
    /// The names of brokers 1 and 2 changed: with three brokers there is nothing else to change.
    const CHANGED: Names = [0, 2, 1];

    /// The state with changed names, where names may change.
    pub(super) fn renamed(&self, state: &State) -> Option<State> {
        const { assert!(MAX_BROKERS == 3) };
        let alike = self.brokers == 3 && self.isr != 2;
        alike.then(|| state.under(Self::CHANGED))
    }
}

impl State {
    fn under(&self, names: Names) -> State {
        let mut next = *self;
        next.leader = name(names, self.leader);
        next.isr = set(names, self.isr);
        for (old, new) in names.iter().enumerate() {
            let replica = &mut next.replicas[usize::from(*new)];
            *replica = self.replicas[old];
            replica.leader = name(names, replica.leader);
            replica.isr = set(names, replica.isr);
            let ends = replica.ends;
            for (old, new) in names.iter().enumerate() {
                replica.ends[usize::from(*new)] = ends[old];
            }
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

fn name(names: Names, broker: u8) -> u8 {
    if broker == NONE { NONE } else { names[usize::from(broker)] }
}

fn set(names: Names, set: u8) -> u8 {
    let members = (0u8..).zip(names).filter(|(old, _)| set >> old & 1 == 1);
    members.fold(0, |set, (_, new)| set | 1 << new)
}
