//! A cluster that is plain data: whatever a test writes into it is what it shows, sound or not.
//!
//! It takes no steps. Its sound form is a moment after a change of leader, in which every property
//! of the specification holds, those that need only hold somewhere included.

use spec::view::{Answer, Batch, Body, Exchange, Leadership, Request};
use spec::{BrokerId, BrokerSet, LeaderEpoch, Offset, Value, View};

/// All that is seen of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) controller: Leadership,
    pub(crate) replicas: [Replica; 3],
    /// For each value, whether it is committed.
    pub(crate) committed: Vec<bool>,
    /// For each value, whether it is acknowledged under `acks=all`.
    pub(crate) acknowledged: Vec<bool>,
}

/// All that is seen of one broker. Its log ends at `log_end`, whatever its batches say.
#[derive(Clone, Debug)]
pub(crate) struct Replica {
    pub(crate) known: Option<Leadership>,
    pub(crate) log: Vec<Batch>,
    pub(crate) log_end: Offset,
    pub(crate) flushed_end: Offset,
    pub(crate) high_watermark: Offset,
    /// The leader-epoch cache, by epoch.
    pub(crate) epochs: [Option<Offset>; 3],
    pub(crate) exchange: Option<Exchange>,
}

/// Value `value` in `records` records from `base` on, written in an epoch.
pub(crate) fn batch(base: i64, records: i32, leader_epoch: i32, value: u32) -> Batch {
    let leader_epoch = LeaderEpoch(leader_epoch);
    Batch { base: Offset(base), records, leader_epoch, value: Value(value) }
}

/// A set of brokers.
pub(crate) fn set<const N: usize>(brokers: [i32; N]) -> BrokerSet {
    brokers.into_iter().map(BrokerId).collect()
}

/// What a broker believes that leads, or follows a leader.
pub(crate) fn known(leader: i32, leader_epoch: i32) -> Option<Leadership> {
    let leader_epoch = LeaderEpoch(leader_epoch);
    Some(Leadership { leader: Some(BrokerId(leader)), leader_epoch, isr: BrokerSet::EMPTY })
}

/// A leader's answer to a fetch from the end of broker 0's log.
pub(crate) fn answer(body: Body) -> Option<Exchange> {
    let (leader_epoch, fetch_offset) = (LeaderEpoch(2), Offset(2));
    Some(Exchange::Answer(Answer { leader_epoch, fetch_offset, body }))
}

/// What is answered where logs part after the first batch.
pub(crate) const DIVERGING: Body = Body::Diverging {
    epoch: Some(LeaderEpoch(0)),
    end_offset: Offset(1),
    high_watermark: Offset(0),
};

impl Replica {
    /// A broker that knows no leader, with this log, all of it flushed, and with its cache.
    fn of(log: Vec<Batch>) -> Self {
        let mut replica = Replica {
            known: None,
            log: Vec::new(),
            log_end: Offset(0),
            flushed_end: Offset(0),
            high_watermark: Offset(0),
            epochs: [None; 3],
            exchange: None,
        };
        replica.has(log);
        replica
    }

    /// Gives it another log: end, flushed end and cache are as the log has them.
    pub(crate) fn has(&mut self, log: Vec<Batch>) {
        self.log_end = log.last().map_or(Offset(0), Batch::end);
        self.flushed_end = self.log_end;
        self.epochs = [0, 1, 2].map(|epoch| {
            let first = log.iter().find(|batch| batch.leader_epoch == LeaderEpoch(epoch));
            first.map(|batch| batch.base)
        });
        self.log = log;
    }
}

impl Cluster {
    /// Broker 0 led epoch 0, wrote values 0 and 1, and value 1 reached nobody. Broker 1 leads epoch
    /// 2, wrote value 2, and is the ISR. Broker 0 is told where its log parts from the leader's.
    /// Broker 2 is down, with value 0.
    pub(crate) fn sound() -> Self {
        let first = batch(0, 1, 0, 0);
        let mut replicas = [
            Replica::of(vec![first, batch(1, 1, 0, 1)]),
            Replica::of(vec![first, batch(1, 2, 2, 2)]),
            Replica::of(vec![first]),
        ];
        let controller = known(1, 2).map(|known| Leadership { isr: set([1]), ..known });
        replicas[0].known = known(1, 2);
        replicas[0].high_watermark = Offset(1);
        replicas[0].exchange = answer(DIVERGING);
        replicas[1].known = controller;
        replicas[1].high_watermark = Offset(3);
        Cluster {
            controller: controller.expect("broker 1 leads"),
            replicas,
            committed: vec![true, false, true],
            acknowledged: vec![true, false, false],
        }
    }

    fn replica(&self, broker: BrokerId) -> &Replica {
        &self.replicas[usize::try_from(broker.0).expect("a broker of this cluster")]
    }
}

impl View for Cluster {
    fn brokers(&self) -> i32 {
        3
    }
    fn min_isr(&self) -> u32 {
        1
    }
    fn controller(&self) -> Leadership {
        self.controller
    }
    fn is_up(&self, broker: BrokerId) -> bool {
        self.replica(broker).known.is_some()
    }
    fn known(&self, broker: BrokerId) -> Option<Leadership> {
        self.replica(broker).known
    }
    fn batches(&self, broker: BrokerId) -> usize {
        self.replica(broker).log.len()
    }
    fn batch(&self, broker: BrokerId, index: usize) -> Batch {
        self.replica(broker).log[index]
    }
    fn log_end(&self, broker: BrokerId) -> Offset {
        self.replica(broker).log_end
    }
    fn flushed_end(&self, broker: BrokerId) -> Offset {
        self.replica(broker).flushed_end
    }
    fn high_watermark(&self, broker: BrokerId) -> Offset {
        self.replica(broker).high_watermark
    }
    fn checkpointed_high_watermark(&self, _: BrokerId) -> Offset {
        Offset(0)
    }
    fn epoch_start(&self, broker: BrokerId, epoch: LeaderEpoch) -> Option<Offset> {
        let index = usize::try_from(epoch.0).ok()?;
        self.replica(broker).epochs.get(index).copied().flatten()
    }
    fn follower_end(&self, _: BrokerId, _: BrokerId) -> Option<Offset> {
        None
    }
    fn waiting(&self, _: BrokerId, _: Value) -> bool {
        false
    }
    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        self.replica(follower).exchange
    }
    fn orphan(&self, _: BrokerId) -> Option<Request> {
        None
    }
    fn values(&self) -> u32 {
        u32::try_from(self.committed.len()).expect("few values")
    }
    fn committed(&self, value: Value) -> bool {
        self.committed.get(value.0 as usize).copied().unwrap_or_default()
    }
    fn acknowledged(&self, value: Value) -> bool {
        self.acknowledged.get(value.0 as usize).copied().unwrap_or_default()
    }
}
