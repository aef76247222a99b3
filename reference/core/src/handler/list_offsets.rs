//! ListOffsets: where a consumer may begin. (CON-5; `Partition.fetchOffsetForTimestamp`)
//!
//! Timestamps are in the records, which the core does not have: it says how far to look.

use crate::{
    Broker, Error, Found, ListOffsets, Output, Which,
    partition::{Partition, Step},
};
use spec::{Mistake, Rules};

impl Broker {
    pub(crate) fn list_offsets(&mut self, asked: &ListOffsets, step: &mut Step<'_>) {
        let result = match self.partitions.get(&asked.partition) {
            Some(partition) => partition.find_offset(asked, step.rules),
            None => Err(self.lacks(asked.partition)),
        };
        let (request, partition) = (asked.request, asked.partition);
        step.out.push(Output::Offset { request, partition, result });
    }
}

impl Partition {
    fn find_offset(&self, asked: &ListOffsets, rules: Rules) -> Result<Found, Error> {
        let leader = self.leading(asked.leader_epoch, Rules::ALL)?;
        let end = self.high_watermark;
        // Until a new leader's high watermark has reached its epoch's start, it may be lower than
        // one that consumers have seen. (KIP-207)
        //= CON-5
        let epoch_start = self.log.epochs.start(leader.leader_epoch);
        let lags = epoch_start.is_some_and(|start| end < start);
        let lags = lags && !rules.omit(Mistake::AnswerLaggingEnd);
        let otherwise = lags.then_some(Error::OffsetNotAvailable);
        match asked.which {
            Which::Earliest => {
                let offset = self.log.start();
                Ok(Found::At { offset, leader_epoch: self.log.epochs.of(offset) })
            }
            Which::Latest => match otherwise {
                Some(error) => Err(error),
                None => Ok(Found::At { offset: end, leader_epoch: Some(leader.leader_epoch) }),
            },
            Which::MaxTimestamp => Ok(Found::MaxTimestamp { end, otherwise }),
            Which::Timestamp(timestamp) => Ok(Found::ByTimestamp { timestamp, end, otherwise }),
        }
    }
}
