//! OffsetForLeaderEpoch: whether what a consumer has read is still there. (CON-2, KIP-320;
//! `Partition.lastOffsetForLeaderEpoch`)
//!
//! Followers learn that in a fetch (KIP-595), so that only consumers ask.

use crate::{
    Broker, EpochEnd, Error, OffsetForLeaderEpoch, Output,
    partition::{Partition, Step},
};
use spec::Rules;

impl Broker {
    pub(crate) fn offset_for_leader_epoch(
        &mut self,
        asked: &OffsetForLeaderEpoch,
        step: &mut Step<'_>,
    ) {
        let result = match self.partitions.get(&asked.partition) {
            Some(partition) => partition.find_epoch_end(asked),
            None => Err(self.lacks(asked.partition)),
        };
        let (request, partition) = (asked.request, asked.partition);
        step.out.push(Output::EpochEnd { request, partition, result });
    }
}

impl Partition {
    //= CON-2
    fn find_epoch_end(&self, asked: &OffsetForLeaderEpoch) -> Result<Option<EpochEnd>, Error> {
        self.leading(asked.leader_epoch, Rules::ALL)?;
        Ok(asked.epoch.and_then(|epoch| self.log.epoch_end(epoch)))
    }
}
