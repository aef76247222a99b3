//! The properties of the chapter *replication*.

use crate::{
    ids::{BrokerId, LeaderEpoch, Value},
    log::properties::common_batches,
    property::{Kind, Live, Property},
    view::{self, Body, Exchange, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 9] {
    [
        Property {
            name: "CommittedDurable",
            rule: "REP-14",
            says: "every committed value is in the log of every member of the ISR",
            kind: Kind::Always,
            holds: committed_durable,
        },
        Property {
            name: "HighWatermarkImpliesIsrPrefix",
            rule: "REP-10",
            says: "below the high watermark of a leader, every member of the ISR has the same log",
            kind: Kind::Always,
            holds: high_watermark_implies_isr_prefix,
        },
        Property {
            name: "ReadOnlyCommitted",
            rule: "REP-18",
            says: "what is below the high watermark of any broker is committed",
            kind: Kind::Always,
            holds: read_only_committed,
        },
        Property {
            name: "AcknowledgedIsCommitted",
            rule: "REP-3",
            says: "a value acknowledged under acks=all is committed",
            kind: Kind::Always,
            holds: acknowledged_is_committed,
        },
        Property {
            name: "OneLeaderPerEpoch",
            rule: "REP-15",
            says: "no two brokers lead in one leader epoch",
            kind: Kind::Always,
            holds: one_leader_per_epoch,
        },
        Property {
            name: "LeaderInIsr",
            rule: "REP-15",
            says: "who leads, as the controller has it, is in the ISR",
            kind: Kind::Always,
            holds: leader_in_isr,
        },
        Property {
            name: "CommitsInALaterEpoch",
            rule: "REP-10",
            says: "a value written after the first epoch gets committed",
            kind: Kind::Sometimes,
            holds: commits_in_a_later_epoch,
        },
        Property {
            name: "LogsDiverge",
            rule: "REP-8",
            says: "a follower with a batch that another log lacks is told where the logs part",
            kind: Kind::Sometimes,
            holds: logs_diverge,
        },
        Property {
            name: "IsrOfOne",
            rule: "REP-12",
            says: "the ISR shrinks to one member",
            kind: Kind::Sometimes,
            holds: |view| view.controller().isr.len() == 1,
        },
    ]
}

/// What must come about in this chapter.
#[must_use]
pub fn live<V: View + ?Sized>() -> [Live<V>; 1] {
    [Live {
        name: "FollowersCatchUp",
        rule: "REP-19",
        says: "under a leader that stays, those who run get its log, committed, and are in sync",
        from: can_settle,
        goal: |view| !can_settle(view) || has_settled(view),
    }]
}

/// Whether who leads by the controller's word runs, and so many with it that records can be
/// committed.
fn can_settle<V: View + ?Sized>(view: &V) -> bool {
    let up = view::brokers(view).filter(|broker| view.is_up(*broker)).count();
    let enough = view.min_isr().min(view.brokers().unsigned_abs());
    let leads = view.controller().leader.is_some_and(|leader| view.is_up(leader));
    leads && usize::try_from(enough).is_ok_and(|enough| enough <= up)
}

/// Whether nothing is left to be done: all brokers that run are in sync, know who leads, have the
/// leader's log, and know all of it as committed; and no request waits.
pub fn has_settled<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    let Some(leader) = now.leader else { return false };
    let has_all = |broker: BrokerId| {
        let knows = view.known(broker).is_some_and(|known| known.leader_epoch == now.leader_epoch);
        let same = view.batches(broker) == view.batches(leader)
            && common_batches(view, leader, broker) == view.batches(leader);
        let committed = view.high_watermark(broker) == view.log_end(broker);
        now.isr.contains(broker) && knows && same && committed
    };
    let waits = |broker| (0..view.values()).any(|value| view.waiting(broker, Value(value)));
    let mut up = view::brokers(view).filter(|broker| view.is_up(*broker));
    up.all(|broker| has_all(broker) && !waits(broker))
}

/// `CommittedDurable`, REP-14.
pub fn committed_durable<V: View + ?Sized>(view: &V) -> bool {
    (0..view.values()).map(Value).filter(|value| view.committed(*value)).all(|value| {
        let isr = view.controller().isr;
        isr.iter().all(|member| view::log(view, member).any(|batch| batch.value == value))
    })
}

/// `HighWatermarkImpliesIsrPrefix`, REP-10.
pub fn high_watermark_implies_isr_prefix<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).filter(|broker| view::leads(view, *broker)).all(|leader| {
        let below = committed_batches(view, leader);
        let isr = view.controller().isr;
        isr.iter().all(|member| below <= common_batches(view, leader, member))
    })
}

/// How many batches of its log are below a broker's high watermark.
fn committed_batches<V: View + ?Sized>(view: &V, broker: BrokerId) -> usize {
    let mark = view.high_watermark(broker);
    view::log(view, broker).take_while(|batch| batch.end() <= mark).count()
}

/// `ReadOnlyCommitted`, REP-18.
pub fn read_only_committed<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| {
        let below = committed_batches(view, broker);
        view::log(view, broker).take(below).all(|batch| view.committed(batch.value))
    })
}

/// `AcknowledgedIsCommitted`, REP-3.
pub fn acknowledged_is_committed<V: View + ?Sized>(view: &V) -> bool {
    (0..view.values()).map(Value).all(|value| !view.acknowledged(value) || view.committed(value))
}

/// `OneLeaderPerEpoch`, REP-15.
pub fn one_leader_per_epoch<V: View + ?Sized>(view: &V) -> bool {
    let epoch = |broker| view.known(broker).map(|known| known.leader_epoch);
    let leads = |broker: &BrokerId| view::leads(view, *broker);
    view::brokers(view).filter(leads).all(|one| {
        let others = (one.0 + 1..view.brokers()).map(BrokerId);
        others.filter(leads).all(|other| epoch(one) != epoch(other))
    })
}

/// `LeaderInIsr`, REP-15.
pub fn leader_in_isr<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    now.leader.is_none_or(|leader| now.isr.contains(leader))
}

/// `CommitsInALaterEpoch`: not only the first leader's records.
pub fn commits_in_a_later_epoch<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).any(|broker| {
        let mut log = view::log(view, broker);
        log.any(|batch| LeaderEpoch(0) < batch.leader_epoch && view.committed(batch.value))
    })
}

/// `LogsDiverge`: there is something to truncate.
pub fn logs_diverge<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).any(|follower| match view.exchange(follower) {
        Some(Exchange::Answer(answer)) if matches!(answer.body, Body::Diverging { .. }) => {
            let lacks = |other| common_batches(view, follower, other) < view.batches(follower);
            view::brokers(view).any(lacks)
        }
        _ => false,
    })
}
