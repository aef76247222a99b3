//! What producers are told in a step: by the model's states, and by the reference's word.
//!
//! The model keeps no answers, for no broker acts on them; but its states before and after a step
//! leave no doubt of what has been said to whom.

use kanon_core::Error;
use sim::Event;
use spec::{Acks, BrokerId, Step, Value, View, view};

/// The value of a request, if it was written, and its error, if it is told one.
pub(crate) type Told = (Option<Value>, Option<Error>);

/// What the step makes brokers tell producers, in the order of values.
//= REP-1 test
//= REP-2 test
//= REP-3 test
//= REP-4 test
pub(crate) fn by_the_model(step: Step, before: &impl View, after: &impl View) -> Vec<Told> {
    let mut told: Vec<Told> = view::brokers(before)
        .flat_map(|broker| waits_no_longer(broker, before, after))
        .filter_map(|value| match step {
            _ if after.acknowledged(value) => Some((Some(value), None)),
            Step::Crash { .. } | Step::Stop(_) => None,
            Step::Expire(_) => Some((Some(value), Some(Error::RequestTimedOut))),
            _ => Some((Some(value), Some(Error::NotLeaderOrFollower))),
        })
        .collect();
    if let Step::Produce { broker, acks, .. } = step {
        told.extend(to_the_producer(broker, acks, before, after));
    }
    sorted(told)
}

fn waits_no_longer(
    broker: BrokerId,
    before: &impl View,
    after: &impl View,
) -> impl Iterator<Item = Value> {
    let values = (0..before.values()).map(Value);
    values.filter(move |v| before.waiting(broker, *v) && !after.waiting(broker, *v))
}

fn to_the_producer(
    broker: BrokerId,
    acks: Acks,
    before: &impl View,
    after: &impl View,
) -> Option<Told> {
    let value = Value(before.values());
    if before.values() == after.values() {
        let leads = view::leads(before, broker);
        return Some((
            None,
            Some(if leads { Error::NotEnoughReplicas } else { Error::NotLeaderOrFollower }),
        ));
    }
    let at_once = acks == Acks::Leader || after.acknowledged(value);
    at_once.then_some((Some(value), None))
}

/// What the reference's brokers told producers, in the order of values.
pub(crate) fn by_the_reference(events: &[Event]) -> Vec<Told> {
    let told = events.iter().filter_map(|event| match event {
        Event::Acknowledged(value) => Some((Some(*value), None)),
        Event::Rejected(value, error) => Some((*value, Some(*error))),
        _ => None,
    });
    sorted(told.collect())
}

/// By values; of one value, nobody is told twice, so that no more order is needed.
fn sorted(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_key(|(value, _)| *value);
    told
}
