//! A cluster that is plain data: whatever a test writes into it is what it shows, sound or not.
//!
//! It takes no steps. Its sound form is a moment after a change of leader, in which every property
//! of the specification holds, those that need only hold somewhere included.

use spec::producer::{Producer, Remembered};
use spec::view::{
    Alter, AlterRequest, Answer, Batch, Body, Consumer, Decision, Exchange, Follower, Leadership,
    Registration, Request,
};
use spec::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch, Value,
    View,
};

/// All that is seen of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) min_isr: u32,
    pub(crate) elr: bool,
    /// The decision before the last one, which not every broker may have learnt past.
    pub(crate) before: (Decision, [Registration; 3]),
    /// The last decision.
    pub(crate) controller: Decision,
    /// What the controller has of each broker.
    pub(crate) registered: [Registration; 3],
    pub(crate) replicas: [Replica; 3],
    /// For each value, whether it is committed.
    pub(crate) committed: Vec<bool>,
    /// For each value, whether it is acknowledged under `acks=all`.
    pub(crate) acknowledged: Vec<bool>,
    /// For each value, whether the controller gave it up.
    pub(crate) given_up: Vec<bool>,
    pub(crate) crashes: u32,
    pub(crate) unclean_elections: u32,
    pub(crate) fewest_replicas: u32,
    pub(crate) consumer: Option<Consumer>,
    pub(crate) producer: Option<Producer>,
    pub(crate) appended_blindly: bool,
    pub(crate) forgets: u32,
}

/// All that is seen of one broker. Its log ends at `log_end`, whatever its batches say.
#[derive(Clone, Debug)]
pub(crate) struct Replica {
    pub(crate) up: bool,
    pub(crate) broker_epoch: Option<BrokerEpoch>,
    pub(crate) stopped_cleanly: Option<BrokerEpoch>,
    pub(crate) learnt: Option<u32>,
    pub(crate) known: Option<Leadership>,
    pub(crate) proposed: Option<BrokerSet>,
    pub(crate) alter: Option<Alter>,
    pub(crate) alter_orphan: Option<AlterRequest>,
    pub(crate) log: Vec<Batch>,
    pub(crate) log_end: Offset,
    pub(crate) flushed_end: Offset,
    pub(crate) high_watermark: Offset,
    pub(crate) checkpoint: Offset,
    /// The leader-epoch cache, by epoch.
    pub(crate) epochs: [Option<Offset>; 3],
    /// What it has heard of each as its follower.
    pub(crate) followers: [Option<Follower>; 3],
    /// The values that wait for their acknowledgement here.
    pub(crate) waiting: Vec<Value>,
    pub(crate) exchange: Option<Exchange>,
    pub(crate) orphan: Option<Request>,
    pub(crate) log_start: Offset,
    /// What it remembers of the producer.
    pub(crate) remembers: Option<(ProducerEpoch, Vec<Remembered>)>,
}

/// Value `value` in `records` records from `base` on, written in an epoch.
pub(crate) fn batch(base: i64, records: i32, leader_epoch: i32, value: u32) -> Batch {
    let leader_epoch = LeaderEpoch(leader_epoch);
    Batch { base: Offset(base), records, leader_epoch, value: Value(value), stamp: None }
}

/// A set of brokers.
pub(crate) fn set<const N: usize>(brokers: [i32; N]) -> BrokerSet {
    brokers.into_iter().map(BrokerId).collect()
}

/// What a broker believes that leads, or follows a leader.
pub(crate) fn known(leader: i32, leader_epoch: i32) -> Option<Leadership> {
    let (leader, isr) = (Some(BrokerId(leader)), BrokerSet::EMPTY);
    let partition_epoch = PartitionEpoch(2 * leader_epoch);
    let (leader_epoch, replicas) = (LeaderEpoch(leader_epoch), set([0, 1, 2]));
    Some(Leadership { leader, leader_epoch, partition_epoch, isr, replicas })
}

/// A proposal of broker 1's, to add broker 0.
pub(crate) const PROPOSAL: AlterRequest = AlterRequest {
    broker_epoch: BrokerEpoch(0),
    leader_epoch: LeaderEpoch(2),
    partition_epoch: PartitionEpoch(4),
    isr: BrokerSet(0b11),
    added: Some((BrokerId(0), BrokerEpoch(1))),
};

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
    /// A broker that is down, with this log, all of it flushed, and with its cache.
    fn of(log: Vec<Batch>) -> Self {
        let mut replica = Replica {
            up: false,
            broker_epoch: None,
            stopped_cleanly: None,
            learnt: None,
            known: None,
            proposed: None,
            alter: None,
            alter_orphan: None,
            log: Vec::new(),
            log_end: Offset(0),
            flushed_end: Offset(0),
            high_watermark: Offset(0),
            checkpoint: Offset(0),
            epochs: [None; 3],
            followers: [None; 3],
            waiting: Vec::new(),
            exchange: None,
            orphan: None,
            log_start: Offset(0),
            remembers: None,
        };
        replica.has(log);
        replica
    }

    /// It runs, has registered in this epoch, and has applied this decision last.
    pub(crate) fn is_up(&mut self, broker_epoch: i64, learnt: u32, known: Option<Leadership>) {
        self.up = true;
        self.broker_epoch = Some(BrokerEpoch(broker_epoch));
        self.learnt = Some(learnt);
        self.known = known;
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
    /// Broker 0 led epoch 0, wrote values 0 and 1, and value 1 reached nobody. It crashed, and is
    /// back as its second incarnation. Broker 1 leads epoch 2, wrote value 2, and is the ISR.
    /// Broker 0 is told where its log parts from the leader's, and has a decision left to learn.
    /// Broker 2 has value 0 and was stopped cleanly, of which the controller has not heard.
    pub(crate) fn sound() -> Self {
        let first = batch(0, 1, 0, 0);
        let mut replicas = [
            Replica::of(vec![first, batch(1, 1, 0, 1)]),
            Replica::of(vec![first, batch(1, 2, 2, 2)]),
            Replica::of(vec![first]),
        ];
        let (leader, isr) = (Some(BrokerId(1)), set([1]));
        let (leader_epoch, partition_epoch) = (LeaderEpoch(2), PartitionEpoch(4));
        let assigned = set([0, 1, 2]);
        let leads = Leadership { leader, leader_epoch, partition_epoch, isr, replicas: assigned };
        let (elr, last_leader) = (BrokerSet::EMPTY, None);
        let controller = Decision {
            leader,
            leader_epoch,
            partition_epoch,
            isr,
            elr,
            last_leader,
            replicas: assigned,
            adding: BrokerSet::EMPTY,
            removing: BrokerSet::EMPTY,
        };
        let registration = |broker_epoch, fenced| {
            let broker_epoch = BrokerEpoch(broker_epoch);
            Registration { broker_epoch, fenced, shutting_down: false }
        };
        let registered = [1, 0, 0].map(|epoch| registration(epoch, false));
        let before = [registration(1, true), registered[1], registered[2]];
        replicas[0].is_up(1, 6, known(1, 2));
        replicas[0].high_watermark = Offset(1);
        replicas[0].exchange = answer(DIVERGING);
        replicas[1].is_up(0, 7, Some(leads));
        replicas[1].high_watermark = Offset(3);
        replicas[1].proposed = Some(set([0, 1]));
        replicas[2].stopped_cleanly = Some(BrokerEpoch(0));
        Cluster {
            min_isr: 1,
            elr: true,
            before: (controller, before),
            controller,
            registered,
            replicas,
            committed: vec![true, false, true],
            acknowledged: vec![true, false, false],
            given_up: vec![false; 3],
            crashes: 0,
            consumer: None,
            producer: None,
            appended_blindly: false,
            forgets: 0,
            unclean_elections: 0,
            fewest_replicas: 3,
        }
    }

    /// All brokers run and are in sync, have the same log, all of it committed, and know so.
    pub(crate) fn settled() -> Self {
        let mut cluster = Cluster::sound();
        cluster.replicas[1].proposed = None;
        let leads =
            cluster.replicas[1].known.map(|known| Leadership { isr: set([0, 1, 2]), ..known });
        let log = cluster.replicas[1].log.clone();
        for (replica, epoch) in cluster.replicas.iter_mut().zip([1, 0, 1]) {
            replica.has(log.clone());
            replica.is_up(epoch, 7, known(1, 2));
            replica.high_watermark = replica.log_end;
            (replica.stopped_cleanly, replica.exchange) = (None, None);
        }
        cluster.replicas[1].known = leads;
        cluster.registered[2].broker_epoch = BrokerEpoch(1);
        cluster.controller.isr = set([0, 1, 2]);
        cluster
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
        self.min_isr
    }
    fn elr(&self) -> bool {
        self.elr
    }
    /// Six decisions are forgotten, since no running broker has to learn them any more.
    fn decisions(&self) -> u32 {
        8
    }
    fn decision(&self, index: u32) -> Decision {
        match index {
            6 => self.before.0,
            7 => self.controller,
            _ => panic!("decision {index} is forgotten, or was not made"),
        }
    }
    fn registration(&self, index: u32, broker: BrokerId) -> Registration {
        let of = if index == 6 { &self.before.1 } else { &self.registered };
        of[usize::try_from(broker.0).expect("a broker of this cluster")]
    }
    fn is_up(&self, broker: BrokerId) -> bool {
        self.replica(broker).up
    }
    fn broker_epoch(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.replica(broker).broker_epoch
    }
    fn stopped_cleanly(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.replica(broker).stopped_cleanly
    }
    fn learnt(&self, broker: BrokerId) -> Option<u32> {
        self.replica(broker).learnt
    }
    fn known(&self, broker: BrokerId) -> Option<Leadership> {
        self.replica(broker).known
    }
    fn proposed(&self, leader: BrokerId) -> Option<BrokerSet> {
        self.replica(leader).proposed
    }
    fn alter(&self, leader: BrokerId) -> Option<Alter> {
        self.replica(leader).alter
    }
    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest> {
        self.replica(leader).alter_orphan
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
    fn checkpointed_high_watermark(&self, broker: BrokerId) -> Offset {
        self.replica(broker).checkpoint
    }
    fn epoch_start(&self, broker: BrokerId, epoch: LeaderEpoch) -> Option<Offset> {
        let index = usize::try_from(epoch.0).ok()?;
        self.replica(broker).epochs.get(index).copied().flatten()
    }
    fn follower(&self, leader: BrokerId, follower: BrokerId) -> Option<Follower> {
        let index = usize::try_from(follower.0).ok()?;
        self.replica(leader).followers.get(index).copied().flatten()
    }
    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        self.replica(broker).waiting.contains(&value)
    }
    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        self.replica(follower).exchange
    }
    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        self.replica(follower).orphan
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
    fn given_up(&self, value: Value) -> bool {
        self.given_up.get(value.0 as usize).copied().unwrap_or_default()
    }
    fn consumer(&self) -> Option<Consumer> {
        self.consumer
    }
    fn log_start(&self, broker: BrokerId) -> Offset {
        self.replica(broker).log_start
    }
    fn producer(&self) -> Option<Producer> {
        self.producer
    }
    fn remembers(&self, broker: BrokerId) -> Option<ProducerEpoch> {
        self.replica(broker).remembers.as_ref().map(|(epoch, _)| *epoch)
    }
    fn remembered(&self, broker: BrokerId, index: usize) -> Option<Remembered> {
        self.replica(broker).remembers.as_ref()?.1.get(index).copied()
    }
    fn appended_blindly(&self) -> bool {
        self.appended_blindly
    }
    fn forgets(&self) -> u32 {
        self.forgets
    }
    fn crashes(&self) -> u32 {
        self.crashes
    }
    fn unclean_elections(&self) -> u32 {
        self.unclean_elections
    }
    fn fewest_replicas(&self) -> u32 {
        self.fewest_replicas
    }
}
