//! How a cluster shows itself: each accessor asks the broker, or the disk of one that is down.

use crate::{cluster::Cluster, driver::value_of, producer::PRODUCER};
use kanon_core::{KnownBatch, Parting, Partition};
use spec::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, ProducerEpoch, Value, View,
    producer::{InFlight, Late, Producer, Remembered},
    view::{
        Alter, AlterRequest, Batch, Consumer, Decision, Exchange, Follower, Leadership,
        Registration, Request,
    },
};

impl View for Cluster {
    fn brokers(&self) -> i32 {
        i32::try_from(self.nodes.len()).expect("few brokers")
    }

    fn min_isr(&self) -> u32 {
        self.min_isr
    }

    fn elr(&self) -> bool {
        self.elr
    }

    fn decisions(&self) -> u32 {
        self.metadata.count()
    }

    fn decision(&self, index: u32) -> Decision {
        self.metadata.image(index).partition
    }

    fn registration(&self, index: u32, broker: BrokerId) -> Registration {
        let place = usize::try_from(broker.0).expect("a broker of this world");
        self.metadata.image(index).brokers[place]
    }

    fn is_up(&self, broker: BrokerId) -> bool {
        self.node(broker).broker.is_some()
    }

    fn broker_epoch(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.node(broker).broker.as_ref()?.broker_epoch()
    }

    fn stopped_cleanly(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        self.node(broker).disk.stopped_cleanly()
    }

    fn learnt(&self, broker: BrokerId) -> Option<u32> {
        self.node(broker).learnt
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
        let proposed = self.partition(leader)?.proposed()?;
        Some(proposed.iter().copied().collect())
    }

    fn alter(&self, leader: BrokerId) -> Option<Alter> {
        self.node(leader).alter
    }

    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest> {
        self.node(leader).alter_orphan
    }

    fn batches(&self, broker: BrokerId) -> usize {
        self.node(broker).disk.batches().len()
    }

    fn batch(&self, broker: BrokerId, index: usize) -> Batch {
        self.node(broker).disk.batches()[index]
    }

    fn log_end(&self, broker: BrokerId) -> Offset {
        let disk = self.node(broker).disk.end();
        self.partition(broker).map_or(disk, Partition::log_end)
    }

    fn flushed_end(&self, broker: BrokerId) -> Offset {
        let disk = self.node(broker).disk.flushed_end();
        self.partition(broker).map_or(disk, Partition::flushed_end)
    }

    fn high_watermark(&self, broker: BrokerId) -> Offset {
        let disk = &self.node(broker).disk;
        let restored = disk.checkpointed_high_watermark().min(disk.end()).max(disk.log_start());
        self.partition(broker).map_or(restored, Partition::high_watermark)
    }

    fn checkpointed_high_watermark(&self, broker: BrokerId) -> Offset {
        self.node(broker).disk.checkpointed_high_watermark()
    }

    fn epoch_start(&self, broker: BrokerId, epoch: LeaderEpoch) -> Option<Offset> {
        if let Some(partition) = self.partition(broker) {
            return partition.epoch_start(epoch);
        }
        let mut entries = self.node(broker).disk.epoch_starts().iter();
        entries.find(|entry| entry.epoch == epoch).map(|entry| entry.start)
    }

    fn follower(&self, leader: BrokerId, follower: BrokerId) -> Option<Follower> {
        let heard = self.partition(leader)?.heard_of(follower)?;
        let broker_epoch = heard.broker_epoch.expect("in a world every follower says which it is");
        Some(Follower { end: heard.end, broker_epoch })
    }

    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        self.partition(broker).is_some_and(|own| own.waiting().any(|it| value_of(it) == value))
    }

    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        let parting = || self.partition(follower).and_then(Partition::parting);
        let cut = |Parting { epoch, end_offset }| Exchange::Cut { epoch, end_offset };
        self.node(follower).exchange.or_else(|| parting().map(cut))
    }

    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        self.node(follower).orphan
    }

    fn consumer(&self) -> Option<Consumer> {
        self.consumer.as_ref().map(|consumer| consumer.shown)
    }

    fn log_start(&self, broker: BrokerId) -> Offset {
        let disk = self.node(broker).disk.log_start();
        self.partition(broker).map_or(disk, Partition::log_start)
    }

    fn producer(&self) -> Option<Producer> {
        self.producer.as_ref().map(|client| client.shown)
    }

    fn in_flight(&self, index: usize) -> Option<InFlight> {
        self.producer.as_ref()?.in_flight.get(index).copied()
    }

    fn late(&self) -> Option<Late> {
        self.producer.as_ref()?.late
    }

    fn remembers(&self, broker: BrokerId) -> Option<ProducerEpoch> {
        self.partition(broker)?.remembers(PRODUCER).map(|(epoch, _)| epoch)
    }

    fn remembered(&self, broker: BrokerId, index: usize) -> Option<Remembered> {
        let (_, mut batches) = self.partition(broker)?.remembers(PRODUCER)?;
        let KnownBatch { sequence, records, base } = batches.nth(index)?;
        Some(Remembered { sequence, records, base })
    }

    fn forgotten(&self, broker: BrokerId) -> Offset {
        self.node(broker).forgotten
    }

    fn appended_blindly(&self) -> bool {
        self.producer.as_ref().is_some_and(|client| client.appended_blindly)
    }

    fn forgets(&self) -> u32 {
        self.producer.as_ref().map_or(0, |client| client.forgets)
    }

    fn values(&self) -> u32 {
        u32::try_from(self.ghosts.len()).expect("few values")
    }

    fn committed(&self, value: Value) -> bool {
        self.ghosts.get(value.0 as usize).is_some_and(|ghost| ghost.committed)
    }

    fn acknowledged(&self, value: Value) -> bool {
        self.ghosts.get(value.0 as usize).is_some_and(|ghost| ghost.acknowledged)
    }

    fn given_up(&self, value: Value) -> bool {
        self.ghosts.get(value.0 as usize).is_some_and(|ghost| ghost.given_up)
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
