//! How a cluster shows itself: each accessor asks the broker, or the disk of one that is down.

use crate::cluster::Cluster;
use kanon_core::{Parting, Partition, RequestId};
use spec::{
    BrokerId, LeaderEpoch, Offset, Value, View,
    view::{Batch, Exchange, Leadership, Request},
};

impl View for Cluster {
    fn brokers(&self) -> i32 {
        i32::try_from(self.nodes.len()).expect("few brokers")
    }

    fn min_isr(&self) -> u32 {
        self.min_isr
    }

    fn controller(&self) -> Leadership {
        Leadership {
            leader: self.controller.leader,
            leader_epoch: self.controller.leader_epoch,
            isr: self.controller.isr.iter().copied().collect(),
        }
    }

    fn is_up(&self, broker: BrokerId) -> bool {
        self.node(broker).broker.is_some()
    }

    fn known(&self, broker: BrokerId) -> Option<Leadership> {
        let partition = self.partition(broker)?;
        let (leader, leader_epoch) = partition.leadership()?;
        let isr = partition.isr().into_iter().flatten().copied().collect();
        Some(Leadership { leader, leader_epoch, isr })
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
        let restored = disk.checkpointed_high_watermark().min(disk.end());
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

    fn follower_end(&self, leader: BrokerId, follower: BrokerId) -> Option<Offset> {
        self.partition(leader)?.follower_end(follower)
    }

    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        let request = RequestId(u64::from(value.0));
        self.partition(broker).is_some_and(|own| own.waiting().any(|waits| waits == request))
    }

    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        let parting = || self.partition(follower).and_then(Partition::parting);
        let cut = |Parting { epoch, end_offset }| Exchange::Cut { epoch, end_offset };
        self.node(follower).exchange.or_else(|| parting().map(cut))
    }

    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        self.node(follower).orphan
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
}
