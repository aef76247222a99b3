//! The properties of the chapter *replication*.

use crate::{
    ids::{BrokerId, LeaderEpoch, Value},
    log::properties::common_batches,
    property::{Kind, Live, Property},
    view::{self, Body, Exchange, View},
};

/// The chapter's properties.
#[must_use]
pub fn all<V: View + ?Sized>() -> [Property<V>; 10] {
    let [commits, diverges, proposes] = guards();
    [
        Property {
            name: "CommittedDurable",
            rule: "REP-14",
            says: "with fewer crashes than min.insync.replicas, who can lead has what is committed",
            kind: Kind::Always,
            holds: committed_durable,
        },
        Property {
            name: "LossIsExplained",
            rule: "REP-20",
            says: "what is committed and lacked by who can lead was given up for want of a leader",
            kind: Kind::Always,
            holds: loss_is_explained,
        },
        Property {
            name: "HighWatermarkImpliesIsrPrefix",
            rule: "REP-10",
            says: "below the leader's high watermark, all who can lead have the same log",
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
        commits,
        diverges,
        proposes,
    ]
}

/// The guards against worlds that are emptier than they seem.
fn guards<V: View + ?Sized>() -> [Property<V>; 3] {
    [
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
            name: "ProposesToAdd",
            rule: "REP-13",
            says: "a leader has proposed an ISR with one member more than the one it knows",
            kind: Kind::Sometimes,
            holds: proposes_to_add,
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

/// `min.insync.replicas`, of which there need not be more than there are replicas.
pub(crate) fn effective_min_isr<V: View + ?Sized>(view: &V) -> u32 {
    view.min_isr().min(view.controller().replicas.len())
}

/// Whether the broker runs, and is not about to stop.
fn stays<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    view.is_up(broker) && !view.registered(broker).shutting_down
}

/// Whether it does, and has a replica.
fn keeps<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    stays(view, broker) && view.controller().replicas.contains(broker)
}

/// Whether one who can be elected is there, and so many with it that records can be committed.
fn can_settle<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    let there = view::brokers(view).filter(|broker| keeps(view, *broker)).count();
    let can_lead = |broker: BrokerId| now.isr.contains(broker) || now.elr.contains(broker);
    let leads = |broker| can_lead(broker) && view::is_member(view, broker);
    let enough = usize::try_from(effective_min_isr(view)).is_ok_and(|enough| enough <= there);
    enough && view::brokers(view).any(leads)
}

/// Whether nothing is left to be done: all brokers that run know all that was decided, and those of
/// them with a replica are in sync, have the leader's log, and know all of it as committed; no
/// request waits; and no reassignment is under way for which everybody is there.
pub fn has_settled<V: View + ?Sized>(view: &V) -> bool {
    let now = view.controller();
    let Some(leader) = now.leader else { return false };
    let knows = |broker: BrokerId| view.learnt(broker) == Some(view.decisions() - 1);
    let has_all = |broker: BrokerId| {
        let same = view.batches(broker) == view.batches(leader)
            && common_batches(view, leader, broker) == view.batches(leader);
        let committed = view.high_watermark(broker) == view.log_end(broker);
        !now.replicas.contains(broker) || now.isr.contains(broker) && same && committed
    };
    let waits = |broker| {
        let wishes = view.proposed(broker).is_some() || view.alter(broker).is_some();
        wishes || (0..view.values()).any(|value| view.waiting(broker, Value(value)))
    };
    let mut there = view::brokers(view).filter(|broker| stays(view, *broker));
    let reassigned = now.adding.is_empty() && now.removing.is_empty()
        || now.replicas.iter().any(|broker| !stays(view, broker));
    reassigned && there.all(|broker| knows(broker) && has_all(broker) && !waits(broker))
}

/// Who could be elected, in the incarnation that the controller knows.
fn electable<V: View + ?Sized>(view: &V) -> impl Iterator<Item = BrokerId> + '_ {
    let now = view.controller();
    let in_reach = move |broker: &BrokerId| now.isr.contains(*broker) || now.elr.contains(*broker);
    let reached = view::brokers(view).filter(in_reach);
    reached.filter(|broker| view::is_known_incarnation(view, *broker))
}

/// Whether all who could be elected have a value.
fn is_kept<V: View + ?Sized>(view: &V, value: Value) -> bool {
    electable(view).all(|broker| view::log(view, broker).any(|batch| batch.value == value))
}

/// `CommittedDurable`, REP-14.
pub fn committed_durable<V: View + ?Sized>(view: &V) -> bool {
    let fewest = view.min_isr().min(view.fewest_replicas());
    let promised = view.elr() && view.unclean_elections() == 0 && view.crashes() < fewest;
    let mut committed = (0..view.values()).map(Value).filter(|value| view.committed(*value));
    !promised || committed.all(|value| is_kept(view, value))
}

/// `LossIsExplained`, REP-20.
pub fn loss_is_explained<V: View + ?Sized>(view: &V) -> bool {
    let kept = |value| !view.committed(value) || view.given_up(value) || is_kept(view, value);
    (0..view.values()).map(Value).all(kept)
}

/// `HighWatermarkImpliesIsrPrefix`, REP-10: of the leader of the newest epoch. What one of an older
/// epoch has committed is `CommittedDurable`'s.
pub fn high_watermark_implies_isr_prefix<V: View + ?Sized>(view: &V) -> bool {
    let newest = Some(view.controller().leader_epoch);
    let epoch = |broker| view.known(broker).map(|known| known.leader_epoch);
    let leads = |broker: &BrokerId| view::leads(view, *broker) && epoch(*broker) == newest;
    view::brokers(view).filter(leads).all(|leader| {
        let below = committed_batches(view, leader);
        electable(view).all(|member| below <= common_batches(view, leader, member))
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

/// `ProposesToAdd`: the ISR is about to grow, and the leader waits for who is to join it.
pub fn proposes_to_add<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).any(|leader| {
        let known = view.known(leader).map_or(0, |known| known.isr.len());
        view.proposed(leader).is_some_and(|proposed| known < proposed.len())
    })
}
