//! Produce: who may write, what was written before, and when it is acknowledged. (REP-1 to REP-4,
//! PRD-4 to PRD-6; `Partition.appendRecordsToLeader`, `DelayedProduce`)
//!
//! A batch that the driver has refused (its CRC, its size, its compression) never gets here.

use crate::{
    Acks, Batch, Broker, Error, Output, Produce, Produced, RequestId,
    partition::{Partition, Role, Step},
};
use spec::{Mistake, Offset};

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
        let enough = produce.acks != Acks::All || leader.has_enough_in_sync();
        let leader_epoch = leader.leader_epoch;
        //= LOG-2
        let batch = Batch {
            base: self.log.end(),
            records: produce.records,
            leader_epoch,
            size_bytes: produce.size_bytes,
            stamp: produce.stamp,
        };
        let check = |stamp| self.log.producers.check(stamp, produce.records, step.rules);
        let repeated = produce.stamp.map_or(Ok(None), check);
        if !enough {
            //= PRD-6
            if repeated == Ok(None) && step.rules.omit(Mistake::NoteBeforeAppend) {
                self.log.producers.note(&batch);
            }
            return Err(Error::NotEnoughReplicas);
        }
        if let Some(before) = repeated? {
            self.acknowledge(produce, before.base, before.end(), step);
            return Ok(());
        }
        if self.log.append(batch) {
            self.write_epochs(step);
        }
        let Produce { request, partition, .. } = *produce;
        step.out.push(Output::Append { partition, request, batch });
        self.acknowledge(produce, batch.base, batch.end(), step);
        Ok(())
    }

    /// Tells the producer where its batch is: now, or when it is as safe as it asks for.
    //= PRD-4
    fn acknowledge(&mut self, produce: &Produce, base: Offset, end: Offset, step: &mut Step<'_>) {
        let Produce { request, partition, .. } = *produce;
        let produced = Produced { base_offset: base, log_start: self.log.start() };
        match produce.acks {
            //= REP-2
            Acks::None | Acks::Leader => {
                step.out.push(Output::Reply { request, partition, result: Ok(produced) });
                self.advance(step);
            }
            Acks::All if end <= self.high_watermark => {
                step.out.push(Output::Reply { request, partition, result: Ok(produced) });
            }
            //= REP-3
            Acks::All => {
                if let Role::Leader(leader) = &mut self.role {
                    leader.waiting.add(request, base, end);
                }
                self.advance(step);
                if self.high_watermark < end {
                    let deadline = step.now.after_ms(produce.timeout_ms);
                    step.out.push(Output::Wait { request, deadline });
                }
            }
        }
    }
}
