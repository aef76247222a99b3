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
        self.change(id, step, |partition, step| partition.take(answer, step));
    }

    //= REP-11
    pub(crate) fn cut(&mut self, id: PartitionId, step: &mut Step<'_>) {
        self.change(id, step, Partition::cut);
    }
}

impl Partition {
    fn take(&mut self, answer: &Taken, step: &mut Step<'_>) {
        let Role::Follower(follower) = &mut self.role else { return };
        if !follower.awaits(answer, &self.log, step.rules) {
            return;
        }
        match &answer.body {
            TakenBody::Records { batches, high_watermark } => {
                self.copy(batches, step);
                self.high_watermark = (*high_watermark).min(self.log.end()).max(self.log.start());
                self.log.forget_below(self.high_watermark);
            }
            TakenBody::Diverging { epoch, end_offset, high_watermark } => {
                if step.rules.omit(Mistake::HighWatermarkFromDivergingFetch) {
                    self.high_watermark = (*high_watermark).min(self.log.end());
                }
                follower.parting = Some(Parting { epoch: *epoch, end_offset: *end_offset });
            }
            TakenBody::Error => {}
        }
    }

    fn cut(&mut self, step: &mut Step<'_>) {
        let Role::Follower(follower) = &mut self.role else { return };
        let Some(parting) = follower.parting.take() else { return };
        let place = parting.place_of_cut(&self.log);
        self.truncate(place, step);
    }

    /// Appends batches as they are, as far as they belong at the log's end: the logs of leader and
    /// follower match up to there, or the leader would have said that they part.
    //= LOG-3
    fn copy(&mut self, batches: &[Batch], step: &mut Step<'_>) {
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
            step.out.push(Output::Copy { partition: self.id(), start, end });
        }
    }
}

/// Whether a batch that came from elsewhere can be the next one of a log.
fn belongs_at(batch: &Batch, end: Offset) -> bool {
    let ends_beyond = end.0.checked_add(i64::from(batch.records)).is_some();
    batch.base == end && 0 < batch.records && ends_beyond
}
