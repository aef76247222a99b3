//! What the last step altered, for its one-step halo.

use spec::{BrokerId, Offset, view::Batch, view::View};

/// What is different about one broker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whether it runs, what it knows, or its place in the ISR.
    pub card: bool,
    /// Its place in the ISR.
    pub plug: bool,
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
    let in_sync = |view: &V| view.controller().isr.contains(broker);
    let shared = (0..before.batches(broker).min(now.batches(broker)))
        .find(|at| before.batch(broker, *at) != now.batch(broker, *at))
        .unwrap_or(before.batches(broker).min(now.batches(broker)));
    let grown = (shared < now.batches(broker)).then(|| now.batch(broker, shared).base);
    let disk = |view: &V| (view.flushed_end(broker), view.checkpointed_high_watermark(broker));
    Change {
        card: before.is_up(broker) != now.is_up(broker)
            || before.known(broker) != now.known(broker),
        plug: in_sync(before) != in_sync(now),
        grown_from: grown,
        removed: (shared..before.batches(broker)).map(|at| before.batch(broker, at)).collect(),
        high_watermark: before.high_watermark(broker) != now.high_watermark(broker),
        disk: disk(before) != disk(now),
        exchange: before.exchange(broker) != now.exchange(broker),
        orphan: before.orphan(broker) != now.orphan(broker),
    }
}
