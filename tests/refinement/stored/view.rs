//! How a stored cluster shows itself, to be compared with the model.
//!
//! All that a broker knows or has is its core's and its directory's word. What the controller has
//! decided, what is on its way to it, and the ghosts are the model's own.

use super::cluster::Stored;
use kanon_core::{Broker, Parting, Partition, RequestId};
use model::replication::State;
use spec::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, Value, View,
    view::{
        Alter, AlterRequest, Batch, Decision, Exchange, Follower, Leadership, Registration, Request,
    },
};

pub(crate) struct Shown<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) model: &'a State,
}

impl Shown<'_> {
    fn core(&self, broker: BrokerId) -> Option<&Broker> {
        self.stored.node(broker).core.as_ref()
    }

    fn partition(&self, broker: BrokerId) -> Option<&Partition> {
        self.stored.node(broker).partition()
    }
}

impl View for Shown<'_> {
    fn brokers(&self) -> i32 {
        self.model.brokers()
    }

    fn min_isr(&self) -> u32 {
        self.model.min_isr()
    }

    fn elr(&self) -> bool {
        self.model.elr()
    }

    fn decisions(&self) -> u32 {
        self.model.decisions()
    }

    fn decision(&self, index: u32) -> Decision {
        self.model.decision(index)
    }

    fn registration(&self, index: u32, broker: BrokerId) -> Registration {
        self.model.registration(index, broker)
    }

    fn is_up(&self, broker: BrokerId) -> bool {
        self.core(broker).is_some()
    }

    fn broker_epoch(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.core(broker)?.broker_epoch()
    }

    fn stopped_cleanly(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.stored.node(broker).mark
    }

    fn learnt(&self, broker: BrokerId) -> Option<u32> {
        self.model.learnt(broker)
    }

    fn known(&self, broker: BrokerId) -> Option<Leadership> {
        let partition = self.partition(broker)?;
        let (leader, leader_epoch) = partition.leadership()?;
        let partition_epoch = partition.partition_epoch()?;
        let isr = partition.isr().into_iter().flatten().copied().collect();
        let replicas = partition.replicas().into_iter().flatten().copied().collect();
        Some(Leadership { leader, leader_epoch, partition_epoch, isr, replicas })
    }

    fn proposed(&self, leader: BrokerId) -> Option<BrokerSet> {
        Some(self.partition(leader)?.proposed()?.iter().copied().collect())
    }

    fn alter(&self, leader: BrokerId) -> Option<Alter> {
        self.model.alter(leader)
    }

    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest> {
        self.model.alter_orphan(leader)
    }

    fn batches(&self, broker: BrokerId) -> usize {
        self.stored.node(broker).found.batches.len()
    }

    fn batch(&self, broker: BrokerId, index: usize) -> Batch {
        self.stored.node(broker).found.batches[index]
    }

    fn log_end(&self, broker: BrokerId) -> Offset {
        let found = self.stored.node(broker).found.end();
        self.partition(broker).map_or(found, Partition::log_end)
    }

    fn flushed_end(&self, broker: BrokerId) -> Offset {
        let found = self.stored.node(broker).found.end();
        self.partition(broker).map_or(found, Partition::flushed_end)
    }

    fn high_watermark(&self, broker: BrokerId) -> Offset {
        let found = &self.stored.node(broker).found;
        let restored = found.checkpoint.min(found.end());
        self.partition(broker).map_or(restored, Partition::high_watermark)
    }

    fn checkpointed_high_watermark(&self, broker: BrokerId) -> Offset {
        self.stored.node(broker).found.checkpoint
    }

    fn epoch_start(&self, broker: BrokerId, epoch: LeaderEpoch) -> Option<Offset> {
        self.stored.node(broker).epoch_start(epoch)
    }

    fn follower(&self, leader: BrokerId, follower: BrokerId) -> Option<Follower> {
        let heard = self.partition(leader)?.heard_of(follower)?;
        let broker_epoch = heard.broker_epoch.expect("in a world every follower says which it is");
        Some(Follower { end: heard.end, broker_epoch })
    }

    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        let request = RequestId(u64::from(value.0));
        self.partition(broker).is_some_and(|own| own.waiting().any(|waits| waits == request))
    }

    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        let parting = || self.partition(follower).and_then(Partition::parting);
        let cut = |Parting { epoch, end_offset }| Exchange::Cut { epoch, end_offset };
        self.stored.node(follower).exchange.or_else(|| parting().map(cut))
    }

    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        self.model.orphan(follower)
    }

    fn values(&self) -> u32 {
        self.model.values()
    }

    fn committed(&self, value: Value) -> bool {
        self.model.committed(value)
    }

    fn acknowledged(&self, value: Value) -> bool {
        self.model.acknowledged(value)
    }

    fn given_up(&self, value: Value) -> bool {
        self.model.given_up(value)
    }

    fn crashes(&self) -> u32 {
        self.model.crashes()
    }

    fn unclean_elections(&self) -> u32 {
        self.model.unclean_elections()
    }

    fn fewest_replicas(&self) -> u32 {
        self.model.fewest_replicas()
    }
}
