//! What the last step altered, for its one-step halo.

use spec::{BrokerId, Offset, view::Batch, view::View};

/// What is different about one broker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whether it runs, what it knows, or what the controller has of it.
    pub card: bool,
    /// Its place in the ISR or among the eligible leader replicas.
    pub plug: bool,
    /// How far it has applied the controller's decisions, or that there are more.
    pub learnt: bool,
    /// What it proposes to the controller, or how far that has got.
    pub proposal: bool,
    /// The first sending of a proposal that it sent again.
    pub proposal_orphan: bool,
    /// Where the records begin that it has got.
    pub grown_from: Option<Offset>,
    /// The batches that it has no longer.
    pub removed: Vec<Batch>,
    /// Its high watermark.
    pub high_watermark: bool,
    /// What its disk keeps: flushed end or checkpoint.
    pub disk: bool,
    /// What is on its way to or from it.
    pub exchange: bool,
    /// The request that it gave up.
    pub orphan: bool,
}

/// What a step altered about a broker; nothing, at the beginning.
pub fn between<V: View>(before: Option<&V>, now: &V, broker: BrokerId) -> Change {
    let Some(before) = before.filter(|before| before.brokers() == now.brokers()) else {
        return Change::default();
    };
    let plug = |view: &V| {
        let now = view.controller();
        [now.isr, now.elr, now.replicas, now.adding, now.removing].map(|set| set.contains(broker))
    };
    let own = |view: &V| (view.is_up(broker), view.known(broker), view.broker_epoch(broker));
    let to_learn = |view: &V| view.learnt(broker).map(|learnt| view.decisions() - learnt);
    let proposal = |view: &V| (view.alter(broker), view.proposed(broker));
    let shared = (0..before.batches(broker).min(now.batches(broker)))
        .find(|at| before.batch(broker, *at) != now.batch(broker, *at))
        .unwrap_or(before.batches(broker).min(now.batches(broker)));
    let grown = (shared < now.batches(broker)).then(|| now.batch(broker, shared).base);
    let disk = |view: &V| (view.flushed_end(broker), view.checkpointed_high_watermark(broker));
    Change {
        card: own(before) != own(now) || before.registered(broker) != now.registered(broker),
        plug: plug(before) != plug(now),
        learnt: to_learn(before) != to_learn(now),
        proposal: proposal(before) != proposal(now),
        proposal_orphan: before.alter_orphan(broker) != now.alter_orphan(broker),
        grown_from: grown,
        removed: (shared..before.batches(broker)).map(|at| before.batch(broker, at)).collect(),
        high_watermark: before.high_watermark(broker) != now.high_watermark(broker),
        disk: disk(before) != disk(now),
        exchange: before.exchange(broker) != now.exchange(broker),
        orphan: before.orphan(broker) != now.orphan(broker),
    }
}
