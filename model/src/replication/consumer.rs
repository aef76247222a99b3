//! The consumer, and what brokers answer it.

use super::{
    MAX_VALUES, Replication, State,
    packed::{Batch, NONE},
    state::Replica,
};
use spec::Mistake;

const LOG: usize = MAX_VALUES as usize;

/// A consumer; where there is none, nothing ever happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Consumer {
    pub(super) leader: u8,
    pub(super) epoch: u8,
    pub(super) position: u8,
    /// The epoch of the last batch that it has read, or [`NONE`].
    pub(super) last_epoch: u8,
    pub(super) must_validate: bool,
    /// The end that it was told last, or [`NONE`].
    pub(super) latest: u8,
    pub(super) went_back: bool,
    pub(super) torn: bool,
    /// What it has read from this offset on, as far as it can tell that it is there still.
    since: u8,
    read: [Batch; LOG],
    count: u8,
}

impl Consumer {
    pub(super) const BYTES: usize = 10 + 2 * LOG;

    pub(super) const NEW: Consumer = Consumer {
        leader: 0,
        epoch: 0,
        position: 0,
        last_epoch: NONE,
        must_validate: false,
        latest: NONE,
        went_back: false,
        torn: false,
        since: 0,
        read: [Batch(0); LOG],
        count: 0,
    };

    fn history(&self) -> &[Batch] {
        &self.read[..usize::from(self.count)]
    }

    /// Goes back to an offset, and forgets what it has read from there on; and all of it if there
    /// the log is of an epoch older than that of the last batch, or of none.
    //= CON-4
    fn go_back(&mut self, position: u8, epoch: u8) {
        let known = epoch == self.last_epoch;
        (self.position, self.last_epoch) = (position, epoch);
        let mut end = self.since;
        let kept = self.history().iter().take_while(|batch| {
            end += batch.records();
            known && end <= position
        });
        self.count = kept.count() as u8;
        let count = usize::from(self.count);
        self.read[count..].fill(Batch(0));
        if self.count == 0 {
            self.since = position;
        }
    }

    /// Reads on after a batch.
    fn take(&mut self, batch: Batch) {
        self.read[usize::from(self.count)] = batch;
        self.count += 1;
        self.position += batch.records();
        self.last_epoch = batch.epoch();
    }

    /// Of what it has read, nothing is promised to be there any more.
    fn forget(&mut self) {
        self.read = [Batch(0); LOG];
        (self.count, self.since) = (0, self.position);
    }

    pub(super) fn bytes(&self, to: &mut [u8]) {
        to[..10].copy_from_slice(&[
            self.leader,
            self.epoch,
            self.position,
            self.last_epoch,
            u8::from(self.must_validate),
            self.latest,
            u8::from(self.went_back),
            u8::from(self.torn),
            self.since,
            self.count,
        ]);
        for (to, batch) in to[10..].chunks_exact_mut(2).zip(&self.read) {
            to.copy_from_slice(&batch.bytes());
        }
    }
}

impl Replication {
    //= CON-1
    pub(super) fn refresh(&self, s: &mut State, b: usize) -> Option<()> {
        let told = &s.replicas[b];
        let consumer = &mut s.consumer;
        let newer = told.epoch != NONE && consumer.epoch < told.epoch;
        (self.consumer && told.up && newer && told.leader != NONE).then_some(())?;
        (consumer.leader, consumer.epoch) = (told.leader, told.epoch);
        let validates = !self.rules.omit(Mistake::NoValidation);
        consumer.must_validate = consumer.last_epoch != NONE && validates;
        Some(())
    }

    //= CON-2
    pub(super) fn validate(&self, s: &mut State, b: usize) -> Option<()> {
        let asked = &s.replicas[b];
        let consumer = &mut s.consumer;
        let asks = asked.up && usize::from(consumer.leader) == b;
        (self.consumer && asks && consumer.must_validate).then_some(())?;
        if !asked.leads(b as u8) || asked.epoch != consumer.epoch {
            return Some(());
        }
        consumer.must_validate = false;
        match asked.epoch_end(consumer.last_epoch) {
            None => consumer.go_back(0, NONE),
            Some((epoch, end)) if end < consumer.position => consumer.go_back(end, epoch),
            //= CON-4
            Some((epoch, _)) if epoch < consumer.last_epoch => consumer.forget(),
            Some(_) => {}
        }
        Some(())
    }

    //= CON-3
    pub(super) fn read(&self, s: &mut State, b: usize) -> Option<()> {
        let asked = &s.replicas[b];
        let consumer = &mut s.consumer;
        (self.consumer && asked.up && !consumer.must_validate).then_some(())?;
        if asked.epoch != consumer.epoch || asked.end() < consumer.position {
            return Some(());
        }
        let found = asked.batch_at(consumer.position);
        let committed = |batch: &Batch| consumer.position + batch.records() <= asked.high_watermark;
        if let Some(batch) = found.filter(committed) {
            //= CON-4
            let promised = s.given_up == 0 || asked.leads(b as u8);
            consumer.torn |= promised && !asked.holds(consumer.history(), consumer.since);
            consumer.take(batch);
            if !promised {
                consumer.forget();
            }
        }
        Some(())
    }

    //= CON-5
    pub(super) fn latest(&self, s: &mut State, b: usize) -> Option<()> {
        let asked = &s.replicas[b];
        let consumer = &mut s.consumer;
        (self.consumer && asked.up && usize::from(consumer.leader) == b).then_some(())?;
        if !asked.leads(b as u8) || asked.epoch != consumer.epoch {
            return Some(());
        }
        let mark = asked.high_watermark;
        let lags = asked.epochs.start(asked.epoch).is_some_and(|start| mark < start);
        if lags && !self.rules.omit(Mistake::AnswerLaggingEnd) {
            return Some(());
        }
        //= CON-6
        consumer.went_back |= consumer.latest != NONE && mark < consumer.latest;
        consumer.latest = mark;
        Some(())
    }
}

impl Replica {
    /// Whether its log has these batches, one after the other, from an offset on.
    fn holds(&self, batches: &[Batch], since: u8) -> bool {
        let mut start = 0;
        let before = self.log().iter().take_while(|batch| {
            let below = start < since;
            start += batch.records();
            below
        });
        let from = before.count();
        self.log()[from..].starts_with(batches)
    }
}
