//! Produce: who may write, and when it is acknowledged. (REP-1 to REP-4;
//! `Partition.appendRecordsToLeader`, `DelayedProduce`)
//!
//! A batch that the driver has refused (its CRC, its size, its compression) never gets here.

use crate::{
    Acks, Batch, Broker, Error, Output, Produce, Produced, RequestId,
    partition::{Partition, Role, Step},
};

impl Broker {
    pub(crate) fn produce(&mut self, produce: &Produce, step: &mut Step<'_>) {
        let written = match self.partitions.get_mut(&produce.partition) {
            Some(partition) => partition.produce(produce, step),
            None => Err(self.lacks(produce.partition)),
        };
        if let Err(error) = written {
            let Produce { request, partition, .. } = *produce;
            step.out.push(Output::Reply { request, partition, result: Err(error) });
        }
        self.wake(produce.partition, step);
    }

    /// The deadline of a request has passed: a fetch gets what there is, a produce an error.
    pub(crate) fn deadline_passed(&mut self, request: RequestId, step: &mut Step<'_>) {
        if let Some(fetch) = self.forget_poll(request) {
            return self.answer(&fetch, step);
        }
        //= REP-4
        for (id, partition) in &mut self.partitions {
            if let Role::Leader(leader) = &mut partition.role {
                leader.waiting.fail(*id, Some(request), Error::RequestTimedOut, step.out);
            }
        }
    }
}

impl Partition {
    //= REP-1
    fn produce(&mut self, produce: &Produce, step: &mut Step<'_>) -> Result<(), Error> {
        let leader = self.leading(None, step.rules)?;
        if produce.acks == Acks::All && !leader.has_enough_in_sync() {
            return Err(Error::NotEnoughReplicas);
        }
        //= LOG-2
        let batch = Batch {
            base: self.log.end(),
            records: produce.records,
            leader_epoch: leader.leader_epoch,
            size_bytes: produce.size_bytes,
        };
        if self.log.append(batch) {
            self.write_epochs(step);
        }
        let Produce { request, partition, .. } = *produce;
        step.out.push(Output::Append { partition, request, batch });
        match produce.acks {
            //= REP-2
            Acks::None | Acks::Leader => {
                let produced = Produced { base_offset: batch.base, log_start: self.log.start() };
                step.out.push(Output::Reply { request, partition, result: Ok(produced) });
                self.advance(step);
            }
            //= REP-3
            Acks::All => {
                if let Role::Leader(leader) = &mut self.role {
                    leader.waiting.add(request, batch.base, batch.end());
                }
                self.advance(step);
                if self.high_watermark < batch.end() {
                    let deadline = step.now.after_ms(produce.timeout_ms);
                    step.out.push(Output::Wait { request, deadline });
                }
            }
        }
        Ok(())
    }
}
