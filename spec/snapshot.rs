//! The owned form of a view, to keep, print and draw.

use crate::{
    ids::{BrokerId, LeaderEpoch, Offset, Value},
    view::{self, Batch, Exchange, Leadership, Request, View},
};
use alloc::vec::Vec;
use core::fmt;

/// A view that stands by itself. It encodes, and so digests, as what it was taken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    min_isr: u32,
    controller: Leadership,
    replicas: Vec<Replica>,
    /// For each value: committed, acknowledged.
    values: Vec<(bool, bool)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Replica {
    up: bool,
    known: Option<Leadership>,
    log: Vec<Batch>,
    log_end: Offset,
    flushed_end: Offset,
    high_watermark: Offset,
    checkpoint: Offset,
    epochs: Vec<Option<Offset>>,
    follower_ends: Vec<Option<Offset>>,
    waiting: Vec<bool>,
    exchange: Option<Exchange>,
    orphan: Option<Request>,
}

impl Snapshot {
    /// Copies all that can be seen of a view.
    pub fn of<V: View + ?Sized>(view: &V) -> Self {
        let values = || (0..view.values()).map(Value);
        Snapshot {
            min_isr: view.min_isr(),
            controller: view.controller(),
            replicas: view::brokers(view).map(|broker| Replica::of(view, broker)).collect(),
            values: values().map(|v| (view.committed(v), view.acknowledged(v))).collect(),
        }
    }

    fn replica(&self, broker: BrokerId) -> &Replica {
        &self.replicas[usize::try_from(broker.0).expect("a broker of this view")]
    }

    fn value(&self, value: Value) -> (bool, bool) {
        self.values.get(value.0 as usize).copied().unwrap_or_default()
    }
}

impl Replica {
    fn of<V: View + ?Sized>(view: &V, broker: BrokerId) -> Self {
        let epochs = (0..=view.controller().leader_epoch.0).map(LeaderEpoch);
        Replica {
            up: view.is_up(broker),
            known: view.known(broker),
            log: view::log(view, broker).collect(),
            log_end: view.log_end(broker),
            flushed_end: view.flushed_end(broker),
            high_watermark: view.high_watermark(broker),
            checkpoint: view.checkpointed_high_watermark(broker),
            epochs: epochs.map(|epoch| view.epoch_start(broker, epoch)).collect(),
            follower_ends: view::brokers(view).map(|f| view.follower_end(broker, f)).collect(),
            waiting: (0..view.values()).map(|v| view.waiting(broker, Value(v))).collect(),
            exchange: view.exchange(broker),
            orphan: view.orphan(broker),
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
    fn controller(&self) -> Leadership {
        self.controller
    }
    fn is_up(&self, broker: BrokerId) -> bool {
        self.replica(broker).up
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
    fn follower_end(&self, leader: BrokerId, follower: BrokerId) -> Option<Offset> {
        let index = usize::try_from(follower.0).ok()?;
        self.replica(leader).follower_ends.get(index).copied().flatten()
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
    fn values(&self) -> u32 {
        u32::try_from(self.values.len()).expect("few values")
    }
    fn committed(&self, value: Value) -> bool {
        self.value(value).0
    }
    fn acknowledged(&self, value: Value) -> bool {
        self.value(value).1
    }
}

impl fmt::Display for Snapshot {
    /// A line for the controller, then one for each broker: role, epoch, log, marks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.controller;
        write!(f, "controller  epoch {}  leader ", c.leader_epoch)?;
        match c.leader {
            Some(leader) => write!(f, "{leader}")?,
            None => f.write_str("none")?,
        }
        writeln!(f, "  isr {}", c.isr)?;
        for (broker, replica) in self.replicas.iter().enumerate() {
            writeln!(f, "broker {broker}    {replica}")?;
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
        }
        write!(f, " ] flushed {} hw {}", self.flushed_end, self.high_watermark)?;
        write!(f, " checkpoint {}", self.checkpoint)?;
        if let Some(exchange) = self.exchange {
            write!(f, "  {exchange:?}")?;
        }
        if let Some(orphan) = self.orphan {
            write!(f, "  orphan {orphan:?}")?;
        }
        Ok(())
    }
}
