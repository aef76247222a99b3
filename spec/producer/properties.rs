//! The properties of the chapter *producer*.

use super::{Limits, Remembered, Stamp};
use crate::{
    ids::{BrokerId, Sequence},
    property::{Kind, Property},
    view::{self, Batch, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 4] {
    [
        Property {
            name: "ProducerStateIsReplay",
            rule: "PRD-7",
            says: "what a broker remembers of the producer is what its log says",
            kind: Kind::Always,
            holds: producer_state_is_replay,
        },
        Property {
            name: "NoDuplicateAppend",
            rule: "PRD-12",
            says: "no value is twice below a high watermark, as long as leaders knew the producer",
            kind: Kind::Always,
            holds: no_duplicate_append,
        },
        Property {
            name: "SequenceGapFree",
            rule: "PRD-13",
            says: "along a log, each batch of the producer goes on where the one before it ended",
            kind: Kind::Always,
            holds: sequence_gap_free,
        },
        Property {
            name: "ProducerEpochMonotone",
            rule: "PRD-13",
            says: "along a log, the producer's epochs never decrease",
            kind: Kind::Always,
            holds: producer_epoch_monotone,
        },
    ]
}

/// The sequence that comes `records` after this one.
fn after(sequence: Sequence, records: i32, limits: Limits) -> Sequence {
    let count = i64::from(limits.last_sequence.0) + 1;
    let after = (i64::from(sequence.0) + i64::from(records)) % count;
    Sequence(i32::try_from(after).unwrap_or(0))
}

/// The producer's batches in a broker's log, in order.
fn stamped<V: View + ?Sized>(
    view: &V,
    broker: BrokerId,
) -> impl DoubleEndedIterator<Item = (Batch, Stamp)> + '_ {
    let batches = (0..view.batches(broker)).map(move |index| view.batch(broker, index));
    batches.filter_map(|batch| batch.stamp.map(|stamp| (batch, stamp)))
}

/// `ProducerStateIsReplay`, PRD-7: of the newest epoch in the log, the last batches.
pub fn producer_state_is_replay<V: View + ?Sized>(view: &V) -> bool {
    let Some(producer) = view.producer() else { return true };
    let limit = usize::try_from(producer.limits.remembered).unwrap_or(usize::MAX);
    view::brokers(view).filter(|broker| view.is_up(*broker)).all(|broker| {
        let since = view.forgotten(broker);
        let counted = || stamped(view, broker).filter(move |(batch, _)| since <= batch.base);
        // With epochs that never decrease, the last one is the newest.
        let newest = counted().next_back().map(|(_, stamp)| stamp.epoch);
        let of_newest = || counted().rev().take_while(|(_, stamp)| Some(stamp.epoch) == newest);
        let count = of_newest().take(limit).count();
        let mut kept = (0..count).rev().map(|index| view.remembered(broker, index));
        view.remembers(broker) == newest
            && view.remembered(broker, count).is_none()
            && of_newest().take(limit).all(|(batch, stamp)| {
                let Batch { base, records, .. } = batch;
                kept.next() == Some(Some(Remembered { sequence: stamp.sequence, records, base }))
            })
    })
}

/// `NoDuplicateAppend`, PRD-12.
pub fn no_duplicate_append<V: View + ?Sized>(view: &V) -> bool {
    let promised = view.forgets() == 0 && !view.appended_blindly();
    !promised
        || view::brokers(view).all(|broker| {
            let mark = view.high_watermark(broker);
            let committed = || stamped(view, broker).take_while(|(batch, _)| batch.end() <= mark);
            let twice = |(place, (batch, _)): (usize, (Batch, Stamp))| {
                committed().take(place).any(|(other, _)| other.value == batch.value)
            };
            !committed().enumerate().any(twice)
        })
}

/// `SequenceGapFree`, PRD-13.
pub fn sequence_gap_free<V: View + ?Sized>(view: &V) -> bool {
    let Some(producer) = view.producer() else { return true };
    in_turn(view, |(before, was), (_, now)| {
        let goes_on = after(was.sequence, before.records, producer.limits);
        match now.epoch.cmp(&was.epoch) {
            core::cmp::Ordering::Equal => now.sequence == goes_on,
            core::cmp::Ordering::Greater => now.sequence == Sequence(0),
            core::cmp::Ordering::Less => true,
        }
    })
}

/// `ProducerEpochMonotone`, PRD-13.
pub fn producer_epoch_monotone<V: View + ?Sized>(view: &V) -> bool {
    in_turn(view, |(_, was), (_, now)| was.epoch <= now.epoch)
}

/// Whether each two of the producer's batches that follow one another are as they should be,
/// wherever it is promised.
fn in_turn<V: View + ?Sized>(
    view: &V,
    right: impl Fn((Batch, Stamp), (Batch, Stamp)) -> bool,
) -> bool {
    view.forgets() != 0
        || view::brokers(view).all(|broker| {
            let next = stamped(view, broker).skip(1);
            stamped(view, broker).zip(next).all(|(one, other)| right(one, other))
        })
}
