//! The properties of the chapter *log*.

use crate::{
    ids::{BrokerId, LeaderEpoch},
    property::{Kind, Property},
    view::{self, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 5] {
    [
        Property {
            name: "OffsetsContiguous",
            rule: "LOG-1",
            says: "each batch begins where the one before it ends, and the last ends the log",
            kind: Kind::Always,
            holds: offsets_contiguous,
        },
        Property {
            name: "EpochsNeverDecrease",
            rule: "LOG-2",
            says: "the leader epochs of a log's batches never decrease along it",
            kind: Kind::Always,
            holds: epochs_never_decrease,
        },
        Property {
            name: "LogMatching",
            rule: "LOG-3",
            says: "two logs with a batch of one epoch at one offset are the same up to it",
            kind: Kind::Always,
            holds: log_matching,
        },
        Property {
            name: "EpochCacheMatchesLog",
            rule: "LOG-4",
            says: "a leader-epoch cache has each epoch of its log where it starts there",
            kind: Kind::Always,
            holds: epoch_cache_matches_log,
        },
        Property {
            name: "MarksWithinLog",
            rule: "LOG-5",
            says: "neither the high watermark nor the flushed end passes the end of the log",
            kind: Kind::Always,
            holds: marks_within_log,
        },
    ]
}

/// `OffsetsContiguous`, LOG-1.
pub fn offsets_contiguous<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| {
        let mut end = crate::Offset(0);
        view::log(view, broker).all(|batch| {
            let contiguous = batch.base == end && 0 < batch.records;
            end = batch.end();
            contiguous
        }) && end == view.log_end(broker)
    })
}

/// `EpochsNeverDecrease`, LOG-2.
pub fn epochs_never_decrease<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| {
        let mut last = LeaderEpoch(0);
        view::log(view, broker).all(|batch| {
            let grows = last <= batch.leader_epoch;
            last = batch.leader_epoch;
            grows
        })
    })
}

/// `LogMatching`, LOG-3.
pub fn log_matching<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|one| {
        (one.0 + 1..view.brokers()).map(BrokerId).all(|other| pair_matches(view, one, other))
    })
}

/// After the first place where two logs differ, they share no (offset, epoch).
fn pair_matches<V: View + ?Sized>(view: &V, one: BrokerId, other: BrokerId) -> bool {
    let shared = common_batches(view, one, other);
    (shared..view.batches(one)).all(|i| {
        let x = view.batch(one, i);
        (shared..view.batches(other)).all(|j| {
            let y = view.batch(other, j);
            x.base != y.base || x.leader_epoch != y.leader_epoch
        })
    })
}

/// How many batches two logs have in common from their start on.
pub fn common_batches<V: View + ?Sized>(view: &V, one: BrokerId, other: BrokerId) -> usize {
    let both = view.batches(one).min(view.batches(other));
    (0..both).find(|i| view.batch(one, *i) != view.batch(other, *i)).unwrap_or(both)
}

/// `EpochCacheMatchesLog`, LOG-4. Beside the epochs of the log the cache may have one more: that of
/// a leader which has written nothing yet, newer than all and starting at the log's end.
pub fn epoch_cache_matches_log<V: View + ?Sized>(view: &V) -> bool {
    let newest = view.controller().leader_epoch.0;
    view::brokers(view).all(|broker| {
        let last = view.batches(broker).checked_sub(1).map(|i| view.batch(broker, i).leader_epoch);
        let mut without_record = 0;
        (0..=newest).map(LeaderEpoch).all(|epoch| {
            let in_log = view::log(view, broker).find(|batch| batch.leader_epoch == epoch);
            match (in_log, view.epoch_start(broker, epoch)) {
                (Some(batch), start) => start == Some(batch.base),
                (None, None) => true,
                (None, Some(start)) => {
                    without_record += 1;
                    without_record == 1 && start == view.log_end(broker) && last < Some(epoch)
                }
            }
        })
    })
}

/// `MarksWithinLog`, LOG-5.
pub fn marks_within_log<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| {
        let end = view.log_end(broker);
        view.high_watermark(broker) <= end && view.flushed_end(broker) <= end
    })
}
