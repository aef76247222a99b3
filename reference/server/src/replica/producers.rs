//! What a log says of producers, for a core that has not seen its batches. (PRD-7)
//!
//! The log knows each producer's epoch and last batch, by snapshots also where that is deleted; of
//! those before the last one, what was appended since the newest snapshot. The rest is read from
//! the log's headers, backwards, a segment at a time, until the core knows of everybody who
//! is not expired as many batches as it remembers. Where these are deleted it stays at the last.
//! A batch with sequence 0 counts as the first of its epoch, though after 2^31 records another one
//! may be: reading would not end otherwise for anybody who has written little.

use std::collections::{BTreeMap, VecDeque};

use kanon_core::{KnownBatch, KnownProducer};
use spec::{Offset, ProducerEpoch, ProducerId, Sequence};
use store::{BATCHES_REMEMBERED, Log, ProducerBatch, ProducerEntry, Result};

use super::headers;

/// Sequences go up to 2^31 - 1, and begin anew after it.
const SEQUENCES: i64 = 1 << 31;

/// What the batches that end at an offset or before it say of producers.
///
/// # Errors
/// Those of [`Log::headers`].
//= PRD-7
pub fn producers(log: &Log, end: Offset) -> Result<Vec<KnownProducer>> {
    let mut known: BTreeMap<ProducerId, Memory> = BTreeMap::new();
    for (id, entry) in log.producers().iter() {
        known.insert(ProducerId(id), Memory::of(entry, end));
    }
    let mut upper = end.0;
    for base in log.segment_bases().into_iter().rev() {
        if !known.values().any(|memory| memory.is_wanted) {
            break;
        }
        if base < upper {
            read_segment(log, base, upper, &mut known)?;
            upper = base;
        }
    }
    let found = known.into_iter().filter_map(|(id, memory)| {
        let epoch = memory.epoch.filter(|_| !memory.batches.is_empty())?;
        Some(KnownProducer { id, epoch, batches: memory.batches.into() })
    });
    Ok(found.collect())
}

/// What is known of a producer so far.
#[derive(Debug)]
struct Memory {
    epoch: Option<ProducerEpoch>,
    /// The oldest first.
    batches: VecDeque<KnownBatch>,
    /// Whether there may be earlier ones that count.
    is_wanted: bool,
}

impl Memory {
    fn of(entry: &ProducerEntry, end: Offset) -> Memory {
        let all: VecDeque<KnownBatch> = entry.batches.iter().map(known_batch).collect();
        // With sequence 0 an epoch begins.
        let is_whole = all.front().is_none_or(|oldest| oldest.sequence == Sequence(0));
        let batches: VecDeque<KnownBatch> =
            all.into_iter().filter(|batch| batch.end() <= end).collect();
        let is_first = is_whole && entry.epoch <= 0;
        let is_wanted = match batches.len() {
            0 => !is_first,
            count => !is_whole && count < BATCHES_REMEMBERED,
        };
        let epoch = (!batches.is_empty()).then_some(ProducerEpoch(entry.epoch));
        Memory { epoch, batches, is_wanted }
    }

    /// Takes an earlier batch, if it counts.
    fn take(&mut self, epoch: ProducerEpoch, batch: KnownBatch) {
        let is_newer = self.batches.front().is_some_and(|oldest| oldest.base < batch.end());
        if !self.is_wanted || is_newer {
            return;
        }
        if *self.epoch.get_or_insert(epoch) != epoch {
            self.is_wanted = false;
            return;
        }
        self.batches.push_front(batch);
        self.is_wanted = batch.sequence != Sequence(0) && self.batches.len() < BATCHES_REMEMBERED;
    }
}

/// Reads the batches from `base` to `end`, which are in one segment, of those that more is wanted
/// of.
fn read_segment(
    log: &Log,
    base: i64,
    end: i64,
    known: &mut BTreeMap<ProducerId, Memory>,
) -> Result<()> {
    let mut last: BTreeMap<ProducerId, VecDeque<(ProducerEpoch, KnownBatch)>> = BTreeMap::new();
    for batch in headers(log, base) {
        let batch = batch?;
        if end < batch.end().0 {
            break;
        }
        let Some(stamp) = batch.stamp else { continue };
        let Some(memory) = known.get(&stamp.producer).filter(|memory| memory.is_wanted) else {
            continue;
        };
        if memory.batches.front().is_some_and(|oldest| oldest.base < batch.end()) {
            continue;
        }
        let found = last.entry(stamp.producer).or_default();
        if found.len() == BATCHES_REMEMBERED {
            found.pop_front();
        }
        let (sequence, records, base) = (stamp.sequence, batch.records, batch.base);
        found.push_back((stamp.epoch, KnownBatch { sequence, records, base }));
    }
    for (id, found) in last {
        let Some(memory) = known.get_mut(&id) else { continue };
        found.into_iter().rev().for_each(|(epoch, batch)| memory.take(epoch, batch));
    }
    Ok(())
}

fn known_batch(batch: &ProducerBatch) -> KnownBatch {
    let delta = i64::from(batch.offset_delta.max(0));
    let sequence = (i64::from(batch.last_sequence) - delta).rem_euclid(SEQUENCES);
    KnownBatch {
        sequence: Sequence(i32::try_from(sequence).unwrap_or(0)),
        records: batch.offset_delta.max(0).saturating_add(1),
        base: Offset(batch.last_offset.saturating_sub(delta)),
    }
}

#[cfg(test)]
mod tests;
