//! DeleteRecords: a client wants the beginning of a log deleted. (STO-8;
//! `Partition.deleteRecordsOnLeader`)
//!
//! It answers at once. That followers begin there too, which Kafka waits for, is not looked at.

use crate::{
    Broker, DeleteRecords, Error, Output,
    partition::{Partition, Step},
};
use spec::Offset;

impl Broker {
    //= STO-8
    pub(crate) fn delete_records(&mut self, asked: &DeleteRecords, step: &mut Step<'_>) {
        let result = match self.partitions.get_mut(&asked.partition) {
            Some(partition) => partition.delete_records(asked.offset, step),
            None => Err(self.lacks(asked.partition)),
        };
        let (request, partition) = (asked.request, asked.partition);
        step.out.push(Output::Deleted { request, partition, result });
        self.wake(partition, step);
    }
}

impl Partition {
    //= STO-8
    fn delete_records(
        &mut self,
        offset: Option<Offset>,
        step: &mut Step<'_>,
    ) -> Result<Offset, Error> {
        self.leading(None, step.rules)?;
        let offset = offset.unwrap_or(self.high_watermark);
        if offset < Offset(0) || self.high_watermark < offset {
            return Err(Error::OffsetOutOfRange);
        }
        self.delete_before(offset, step);
        Ok(self.log.start())
    }
}
