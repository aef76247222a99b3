//! The follower's side of a fetch: asking, and taking the answer. (REP-5, REP-11, REP-18;
//! `AbstractFetcherThread`)

use crate::{
    Batch, Broker, Output, PartitionId, Taken, TakenBody,
    partition::{Parting, Partition, Role, Step},
};
use spec::{Mistake, Offset};

impl Broker {
    //= REP-5
    pub(crate) fn ask(&mut self, id: PartitionId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get(&id) else { return };
        if let (Role::Follower(follower), Some(broker_epoch)) = (&partition.role, self.broker_epoch)
            && let Some((to, fetch)) = follower.ask(id, &partition.log, broker_epoch)
        {
            step.out.push(Output::Send { to, fetch });
        }
    }

    //= REP-18
    pub(crate) fn take(&mut self, id: PartitionId, answer: &Taken, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get_mut(&id) else { return };
        let Role::Follower(follower) = &mut partition.role else { return };
        if !follower.awaits(answer, &partition.log, step.rules) {
            return;
        }
        match &answer.body {
            TakenBody::Records { batches, high_watermark } => {
                partition.copy(id, batches, step);
                let end = partition.log.end();
                partition.high_watermark = (*high_watermark).min(end).max(partition.log.start());
                partition.log.forget_below(partition.high_watermark);
            }
            TakenBody::Diverging { epoch, end_offset, high_watermark } => {
                if step.rules.omit(Mistake::HighWatermarkFromDivergingFetch) {
                    partition.high_watermark = (*high_watermark).min(partition.log.end());
                }
                follower.parting = Some(Parting { epoch: *epoch, end_offset: *end_offset });
            }
            TakenBody::Error => {}
        }
    }

    //= REP-11
    pub(crate) fn cut(&mut self, id: PartitionId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get_mut(&id) else { return };
        let Role::Follower(follower) = &mut partition.role else { return };
        let Some(parting) = follower.parting.take() else { return };
        let place = parting.place_of_cut(&partition.log);
        partition.truncate(place, step);
    }
}

impl Partition {
    /// Appends batches as they are, as far as they belong at the log's end: the logs of leader and
    /// follower match up to there, or the leader would have said that they part.
    //= LOG-3
    fn copy(&mut self, id: PartitionId, batches: &[Batch], step: &mut Step<'_>) {
        let start = self.log.end();
        let mut epochs_changed = false;
        for batch in batches {
            if !belongs_at(batch, self.log.end()) {
                break;
            }
            epochs_changed |= self.log.append(*batch);
        }
        if epochs_changed {
            self.write_epochs(step);
        }
        let end = self.log.end();
        if start < end {
            step.out.push(Output::Copy { partition: id, start, end });
        }
    }
}

/// Whether a batch that came from elsewhere can be the next one of a log.
fn belongs_at(batch: &Batch, end: Offset) -> bool {
    let ends_beyond = end.0.checked_add(i64::from(batch.records)).is_some();
    batch.base == end && 0 < batch.records && ends_beyond
}
