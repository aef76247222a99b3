//! The owned form of a view, to keep, print and draw.

use crate::{
    ids::{BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, ProducerEpoch, Value},
    producer::{InFlight, Late, Producer, Remembered},
    view::{
        self, Alter, AlterRequest, Batch, Consumer, Decision, Exchange, Follower, Leadership,
        Registration, Request, View,
    },
};
use alloc::vec::Vec;
use core::fmt;

/// A view that stands by itself. It encodes, and so digests, as what it was taken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    min_isr: u32,
    elr: bool,
    /// How many decisions were made before the first of `metadata`.
    forgotten: u32,
    /// Each with every broker's registration.
    metadata: Vec<(Decision, Vec<Registration>)>,
    replicas: Vec<Replica>,
    consumer: Option<Consumer>,
    producer: Option<Producer>,
    in_flight: Vec<InFlight>,
    late: Option<Late>,
    forgets: u32,
    appended_blindly: bool,
    values: Vec<Known>,
    crashes: u32,
    unclean_elections: u32,
    fewest_replicas: u32,
}

/// What is known of a value by no broker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Known {
    committed: bool,
    acknowledged: bool,
    given_up: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Replica {
    up: bool,
    broker_epoch: Option<BrokerEpoch>,
    stopped_cleanly: Option<BrokerEpoch>,
    learnt: Option<u32>,
    known: Option<Leadership>,
    proposed: Option<BrokerSet>,
    alter: Option<Alter>,
    alter_orphan: Option<AlterRequest>,
    log: Vec<Batch>,
    log_end: Offset,
    flushed_end: Offset,
    high_watermark: Offset,
    checkpoint: Offset,
    epochs: Vec<Option<Offset>>,
    followers: Vec<Option<Follower>>,
    waiting: Vec<bool>,
    exchange: Option<Exchange>,
    orphan: Option<Request>,
    log_start: Offset,
    remembers: Option<ProducerEpoch>,
    remembered: Vec<Remembered>,
    forgotten: Offset,
}

impl Snapshot {
    /// Copies all that can be seen of a view.
    pub fn of<V: View + ?Sized>(view: &V) -> Self {
        let forgotten = view::first_learnt(view);
        let metadata = |index| {
            let registered = view::brokers(view).map(|broker| view.registration(index, broker));
            (view.decision(index), registered.collect())
        };
        let known = |value| Known {
            committed: view.committed(value),
            acknowledged: view.acknowledged(value),
            given_up: view.given_up(value),
        };
        Snapshot {
            min_isr: view.min_isr(),
            elr: view.elr(),
            forgotten,
            metadata: (forgotten..view.decisions()).map(metadata).collect(),
            replicas: view::brokers(view).map(|broker| Replica::of(view, broker)).collect(),
            consumer: view.consumer(),
            producer: view.producer(),
            in_flight: (0..).map_while(|index| view.in_flight(index)).collect(),
            late: view.late(),
            forgets: view.forgets(),
            appended_blindly: view.appended_blindly(),
            values: (0..view.values()).map(Value).map(known).collect(),
            crashes: view.crashes(),
            unclean_elections: view.unclean_elections(),
            fewest_replicas: view.fewest_replicas(),
        }
    }

    fn replica(&self, broker: BrokerId) -> &Replica {
        &self.replicas[usize::try_from(broker.0).expect("a broker of this view")]
    }

    fn metadata(&self, index: u32) -> &(Decision, Vec<Registration>) {
        let index = index.checked_sub(self.forgotten).expect("a decision that is remembered");
        &self.metadata[index as usize]
    }

    fn value(&self, value: Value) -> Known {
        self.values.get(value.0 as usize).copied().unwrap_or_default()
    }
}

impl Replica {
    fn of<V: View + ?Sized>(view: &V, broker: BrokerId) -> Self {
        let epochs = (0..=view.controller().leader_epoch.0).map(LeaderEpoch);
        Replica {
            up: view.is_up(broker),
            broker_epoch: view.broker_epoch(broker),
            stopped_cleanly: view.stopped_cleanly(broker),
            learnt: view.learnt(broker),
            known: view.known(broker),
            proposed: view.proposed(broker),
            alter: view.alter(broker),
            alter_orphan: view.alter_orphan(broker),
            log: view::log(view, broker).collect(),
            log_end: view.log_end(broker),
            flushed_end: view.flushed_end(broker),
            high_watermark: view.high_watermark(broker),
            checkpoint: view.checkpointed_high_watermark(broker),
            epochs: epochs.map(|epoch| view.epoch_start(broker, epoch)).collect(),
            followers: view::brokers(view).map(|f| view.follower(broker, f)).collect(),
            waiting: (0..view.values()).map(|v| view.waiting(broker, Value(v))).collect(),
            exchange: view.exchange(broker),
            orphan: view.orphan(broker),
            log_start: view.log_start(broker),
            remembers: view.remembers(broker),
            remembered: (0..).map_while(|index| view.remembered(broker, index)).collect(),
            forgotten: view.forgotten(broker),
        }
    }
}

impl View for Snapshot {
    fn brokers(&self) -> i32 {
        i32::try_from(self.replicas.len()).expect("few brokers")
    }
    fn min_isr(&self) -> u32 {
        self.min_isr
    }
    fn elr(&self) -> bool {
        self.elr
    }
    fn decisions(&self) -> u32 {
        self.forgotten + u32::try_from(self.metadata.len()).expect("few decisions")
    }
    fn decision(&self, index: u32) -> Decision {
        self.metadata(index).0
    }
    fn registration(&self, index: u32, broker: BrokerId) -> Registration {
        self.metadata(index).1[usize::try_from(broker.0).expect("a broker of this view")]
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
    fn proposed(&self, leader: BrokerId) -> Option<BrokerSet> {
        self.replica(leader).proposed
    }
    fn alter(&self, leader: BrokerId) -> Option<Alter> {
        self.replica(leader).alter
    }
    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest> {
        self.replica(leader).alter_orphan
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
        self.replica(broker).waiting.get(value.0 as usize).copied().unwrap_or_default()
    }
    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        self.replica(follower).exchange
    }
    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        self.replica(follower).orphan
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
    fn in_flight(&self, index: usize) -> Option<InFlight> {
        self.in_flight.get(index).copied()
    }
    fn late(&self) -> Option<Late> {
        self.late
    }
    fn remembers(&self, broker: BrokerId) -> Option<ProducerEpoch> {
        self.replica(broker).remembers
    }
    fn remembered(&self, broker: BrokerId, index: usize) -> Option<Remembered> {
        self.replica(broker).remembered.get(index).copied()
    }
    fn forgotten(&self, broker: BrokerId) -> Offset {
        self.replica(broker).forgotten
    }
    fn appended_blindly(&self) -> bool {
        self.appended_blindly
    }
    fn forgets(&self) -> u32 {
        self.forgets
    }
    fn values(&self) -> u32 {
        u32::try_from(self.values.len()).expect("few values")
    }
    fn committed(&self, value: Value) -> bool {
        self.value(value).committed
    }
    fn acknowledged(&self, value: Value) -> bool {
        self.value(value).acknowledged
    }
    fn given_up(&self, value: Value) -> bool {
        self.value(value).given_up
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

impl fmt::Display for Snapshot {
    /// A line for the controller, then one for each broker: role, epoch, log, marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.controller();
        write!(f, "controller  epoch {}  leader ", c.leader_epoch)?;
        match c.leader {
            Some(leader) => write!(f, "{leader}")?,
            None => f.write_str("none")?,
        }
        write!(f, "  isr {}", c.isr)?;
        if !c.elr.is_empty() {
            write!(f, "  elr {}", c.elr)?;
        }
        if i32::try_from(c.replicas.len()) != Ok(self.brokers()) {
            write!(f, "  replicas {}", c.replicas)?;
        }
        for (word, some) in [("adding", c.adding), ("removing", c.removing)] {
            if !some.is_empty() {
                write!(f, "  {word} {some}")?;
            }
        }
        writeln!(f, "  decision {}", self.decisions() - 1)?;
        for (broker, replica) in self.replicas.iter().enumerate() {
            writeln!(f, "broker {broker}    {replica}")?;
        }
        if let Some(consumer) = self.consumer {
            let Consumer { leader, leader_epoch, position, .. } = consumer;
            writeln!(f, "consumer    epoch {leader_epoch} of {leader}  reads from {position}")?;
        }
        if let Some(Producer { leader, leader_epoch, next, .. }) = self.producer {
            write!(f, "producer    epoch {leader_epoch} of {leader}  next {}:", next.epoch)?;
            write!(f, "{} ", next.sequence)?;
            for InFlight { value, stamp, owed_by } in &self.in_flight {
                write!(f, " v{value}@{}:{}", stamp.epoch, stamp.sequence)?;
                owed_by.map_or(Ok(()), |broker| write!(f, " owed by {broker}"))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.up, self.known) {
            (false, _) => f.write_str("down")?,
            (true, None) => f.write_str("knows nobody")?,
            (true, Some(known)) => write!(f, "epoch {} of {:?}", known.leader_epoch, known.leader)?,
        }
        f.write_str("  [")?;
        for batch in &self.log {
            write!(f, " {}..{}=v{}@{}", batch.base, batch.end(), batch.value, batch.leader_epoch)?;
            batch.stamp.map_or(Ok(()), |it| write!(f, "#{}:{}", it.epoch, it.sequence))?;
        }
        write!(f, " ] flushed {} hw {}", self.flushed_end, self.high_watermark)?;
        write!(f, " checkpoint {}", self.checkpoint)?;
        if self.log_start != Offset(0) {
            write!(f, "  starts at {}", self.log_start)?;
        }
        if let Some(epoch) = self.remembers {
            write!(f, "  remembers {epoch}:")?;
            self.remembered.iter().try_for_each(|it| write!(f, " {}", it.sequence))?;
        }
        if let Some(proposed) = self.proposed {
            write!(f, "  proposes {proposed}")?;
        }
        if let Some(alter) = self.alter {
            write!(f, "  {alter:?}")?;
        }
        if let Some(exchange) = self.exchange {
            write!(f, "  {exchange:?}")?;
        }
        if let Some(orphan) = self.orphan {
            write!(f, "  orphan {orphan:?}")?;
        }
        Ok(())
    }
}
