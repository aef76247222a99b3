//! What a replica remembers of idempotent producers, so that a batch that is sent again is known
//! for the same, and one that would leave a gap is refused. (PRD-4 to PRD-9;
//! `ProducerStateManager`, `ProducerStateEntry`, `ProducerAppendInfo`)
//!
//! Transactions are not here, nor is time: which producers have not written for long the driver
//! knows.

use crate::{Batch, Error, KnownBatch, KnownProducer, Stamp};
use alloc::{
    collections::{BTreeMap, VecDeque},
    vec::Vec,
};
use spec::{Mistake, Offset, ProducerEpoch, ProducerId, Rules, Sequence, producer::Limits};

/// All producers that a replica remembers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Producers {
    limits: Limits,
    known: BTreeMap<ProducerId, Entry>,
}

/// What producers are remembered by after these batches, if they were remembered so before: for a
/// driver that reads batches which it does not restore the core with.
//= PRD-7
#[must_use]
pub fn replay<'a>(
    before: &[KnownProducer],
    batches: impl IntoIterator<Item = &'a Batch>,
    limits: Limits,
) -> Vec<KnownProducer> {
    let mut producers = Producers::restored(before, limits);
    batches.into_iter().for_each(|batch| producers.note(batch));
    let entries = producers.known.into_iter();
    entries
        .map(|(id, Entry { epoch, batches })| KnownProducer { id, epoch, batches: batches.into() })
        .collect()
}

/// One producer, in its newest epoch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Entry {
    epoch: ProducerEpoch,
    /// Its last batches, the oldest first, never none.
    batches: VecDeque<KnownBatch>,
}

impl KnownBatch {
    /// The offset after its last record.
    #[must_use]
    pub fn end(&self) -> Offset {
        Offset(self.base.0.saturating_add(i64::from(self.records)))
    }
}

impl Producers {
    /// Those that a disk knows of, by its snapshot.
    pub(crate) fn restored(found: &[KnownProducer], limits: Limits) -> Producers {
        let with_batches = found.iter().filter(|producer| !producer.batches.is_empty());
        let entry = |producer: &KnownProducer| {
            let batches = producer.batches.iter().copied().collect();
            (producer.id, Entry { epoch: producer.epoch, batches })
        };
        Producers { limits, known: with_batches.map(entry).collect() }
    }

    /// Whether none is remembered.
    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes note of a batch that is appended.
    //= PRD-6
    pub(crate) fn note(&mut self, batch: &Batch) {
        let Some(Stamp { producer, epoch, sequence }) = batch.stamp else { return };
        let entry = self.known.entry(producer);
        let entry = entry.or_insert_with(|| Entry { epoch, batches: VecDeque::new() });
        if entry.epoch != epoch {
            *entry = Entry { epoch, batches: VecDeque::new() };
        }
        entry.batches.push_back(KnownBatch { sequence, records: batch.records, base: batch.base });
        while self.limits.remembered < u32::try_from(entry.batches.len()).unwrap_or(u32::MAX) {
            entry.batches.pop_front();
        }
    }

    /// The batch that this one repeats, or `None` if it may be appended.
    ///
    /// # Errors
    /// INVALID_PRODUCER_EPOCH and OUT_OF_ORDER_SEQUENCE_NUMBER.
    pub(crate) fn check(
        &self,
        stamp: Stamp,
        records: i32,
        rules: Rules,
    ) -> Result<Option<KnownBatch>, Error> {
        //= PRD-5
        //= PRD-13
        let Some(Entry { epoch, batches }) = self.known.get(&stamp.producer) else {
            return Ok(None);
        };
        if stamp.epoch < *epoch {
            return Err(Error::InvalidProducerEpoch);
        }
        let mut expected = Sequence(0);
        if stamp.epoch == *epoch {
            //= PRD-4
            let only_last = rules.omit(Mistake::RememberOnlyTheLast);
            let compared = if only_last { 1 } else { batches.len() };
            let same = |of: &&KnownBatch| of.sequence == stamp.sequence && of.records == records;
            if let Some(repeated) = batches.iter().rev().take(compared).find(same) {
                return Ok(Some(*repeated));
            }
            let last = batches.back().map(|last| self.after(last.sequence, last.records));
            expected = last.unwrap_or(expected);
        }
        if stamp.sequence == expected { Ok(None) } else { Err(Error::OutOfOrderSequenceNumber) }
    }

    /// The sequence that is so many records after another; after the last one comes 0.
    /// (`DefaultRecordBatch.incrementSequence`)
    fn after(&self, sequence: Sequence, records: i32) -> Sequence {
        let count = i64::from(self.limits.last_sequence.0) + 1;
        let after = (i64::from(sequence.0) + i64::from(records)).rem_euclid(count);
        Sequence(i32::try_from(after).unwrap_or(0))
    }

    /// Forgets every batch that does not end at `end` or before, where the batches that came before
    /// cannot be read again.
    pub(crate) fn cut(&mut self, end: Offset) {
        self.known.retain(|_, entry| {
            entry.batches.retain(|batch| batch.end() <= end);
            !entry.batches.is_empty()
        });
    }

    /// Forgets a producer that has not written for long.
    //= PRD-9
    pub(crate) fn forget(&mut self, producer: ProducerId) {
        self.known.remove(&producer);
    }

    /// Forgets the producers whose last batch is deleted, by mistake.
    pub(crate) fn forget_deleted(&mut self, start: Offset) {
        self.known.retain(|_, entry| entry.batches.back().is_some_and(|last| start < last.end()));
    }

    /// What is remembered of one: its epoch, and its last batches, the oldest first.
    pub(crate) fn of(
        &self,
        producer: ProducerId,
    ) -> Option<(ProducerEpoch, impl Iterator<Item = KnownBatch> + '_)> {
        let entry = self.known.get(&producer)?;
        Some((entry.epoch, entry.batches.iter().copied()))
    }
}
