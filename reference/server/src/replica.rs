//! One replica, as the core knows it and as the store has it: what an output means for a log, and
//! what the log that a start finds means for the core.
//!
//! The driver carries out the core's outputs by these, and so do the tests that walk the model, the
//! core and the store together. What becomes of an error is the caller's to say.

mod producers;

use kanon_core::{Batch, EpochStart, Input, PartitionId, Restore, Stamp};
use spec::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Sequence};
use store::{Extent, Log, Result};

pub use producers::producers;

/// A partition as its disk has it. Without a checkpointed high watermark it is the log's start.
///
/// # Errors
/// Those of [`Log::headers`].
pub fn restore(partition: PartitionId, log: &Log, checkpointed: Option<i64>) -> Result<Restore> {
    let (log_start, log_end) = (log.start(), log.end());
    let high_watermark = checkpointed.unwrap_or(log_start).clamp(log_start, log_end);
    // The last batch in any case: the core knows a log that is not empty by its last header.
    let from = high_watermark.min(log_end.saturating_sub(1));
    let epochs = log.epochs().iter().map(|entry| EpochStart {
        epoch: LeaderEpoch(entry.leader_epoch),
        start: Offset(entry.start_offset),
    });
    let tail: Vec<Batch> = headers(log, from).collect::<Result<_>>()?;
    let before = tail.first().map_or(Offset(log_end), |first| first.base);
    Ok(Restore {
        partition,
        log_start: Offset(log_start),
        log_end: Offset(log_end),
        tail,
        producers: producers(log, before)?,
        epoch_starts: epochs.collect(),
        high_watermark: Offset(high_watermark),
    })
}

/// The headers of the batches from the one that holds `from` on.
fn headers(log: &Log, from: i64) -> impl Iterator<Item = Result<Batch>> + '_ {
    let batch = |header: wire::batch::BatchHeader| Batch {
        base: Offset(header.base_offset),
        records: i32::try_from(header.end_offset() - header.base_offset).unwrap_or(i32::MAX),
        leader_epoch: LeaderEpoch(header.partition_leader_epoch),
        size_bytes: i32::try_from(header.size()).unwrap_or(i32::MAX),
        stamp: stamp(&header),
    };
    log.headers(from).map(move |header| header.map(batch))
}

/// What an idempotent producer has put on a batch that was checked.
pub(crate) fn stamp_of(batch: &[u8]) -> Option<Stamp> {
    stamp(&wire::batch::BatchHeader::read(batch).ok()?)
}

/// What an idempotent producer has put on a batch.
fn stamp(header: &wire::batch::BatchHeader) -> Option<Stamp> {
    let is_data = !header.is_control() && 0 <= header.base_sequence;
    (0 <= header.producer_id && is_data).then_some(Stamp {
        producer: ProducerId(header.producer_id),
        epoch: ProducerEpoch(header.producer_epoch),
        sequence: Sequence(header.base_sequence),
    })
}

/// Carries out [`kanon_core::Output::Append`]: stamps a producer's batch and writes it.
///
/// # Errors
/// Those of [`Log::append`].
///
/// # Panics
/// If the bytes are no batch, or the log does not end where the core says that it does.
pub fn append(log: &mut Log, payload: &mut [u8], batch: &Batch) -> Result<()> {
    let stamped = wire::batch::assign(payload, batch.base.0, batch.leader_epoch.0);
    assert!(stamped.is_ok(), "a batch that was checked has a header: {stamped:?}");
    let end = log.append(payload)?;
    assert!(end == batch.end().0, "core and log agree on the end");
    Ok(())
}

/// Carries out [`kanon_core::Output::Truncate`]. If that cut a batch in two, the core is to hear of
/// it by the input that is given back.
///
/// # Errors
/// Those of [`Log::truncate`].
pub fn truncate(log: &mut Log, partition: PartitionId, end: Offset) -> Result<Option<Input>> {
    let cut = Offset(log.truncate(end.0)?);
    Ok((cut != end).then_some(Input::Truncated { partition, end: cut }))
}

/// Carries out [`kanon_core::Output::DeleteBefore`], but that the log begins there is durable with
/// the next checkpoint of its directory only. Its files stay until retention looks at it.
///
/// # Errors
/// Those of [`Log::flush`].
pub fn delete_before(log: &mut Log, offset: Offset) -> Result<()> {
    if log.flushed_end() < offset.0 {
        log.flush()?;
    }
    log.delete_records(offset.0).map(|_| ())
}

/// Carries out [`kanon_core::Output::EpochStarts`]. There is nothing to be done: the store notes an
/// epoch durably before its first batch, and drops it with its last. An epoch without a batch is in
/// no file: after a restart there is a newer one anyway. Nor is one of which all is deleted, and
/// the one in which the log begins now begins there.
///
/// # Panics
/// If core and log do not agree on the epochs of the batches.
pub fn check_epochs(log: &Log, starts: &[EpochStart]) {
    let in_log = starts.iter().filter(|entry| entry.start.0 < log.end());
    let deleted = in_log.clone().skip(1).take_while(|next| next.start.0 <= log.start()).count();
    let left = in_log.skip(deleted);
    let ours = left.map(|entry| (entry.epoch.0, entry.start.0.max(log.start())));
    let theirs = log.epochs().iter().map(|entry| (entry.leader_epoch, entry.start_offset));
    let has_batch = |(_, start): &(i32, i64)| *start < log.end();
    assert!(
        ours.filter(has_batch).eq(theirs.filter(has_batch)),
        "core and log agree on the leader epochs"
    );
}

/// Fills [`kanon_core::FetchedBody::Range`]: at most `max_bytes`, but for a first batch if
/// `at_least_one`.
///
/// # Errors
/// Those of [`Log::read`].
pub fn read(
    log: &Log,
    start: Offset,
    end: Offset,
    max_bytes: u32,
    at_least_one: bool,
) -> Result<Vec<u8>> {
    if end <= start {
        return Ok(Vec::new());
    }
    log.read(start.0, end.0, max_bytes, at_least_one).map(|read| read.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::batch::BatchBuilder;

    fn stamp_on(builder: BatchBuilder) -> Option<Stamp> {
        let mut builder = builder;
        builder.push(0, None, Some(b"v"), &[]).expect("a record");
        stamp_of(&builder.finish())
    }

    #[test]
    fn only_a_producers_data_is_stamped() {
        let (producer, epoch) = (ProducerId(7), ProducerEpoch(3));
        let stamp = Stamp { producer, epoch, sequence: Sequence(41) };
        assert_eq!(stamp_on(BatchBuilder::new(0).producer(7, 3, 41)), Some(stamp));
        assert_eq!(stamp_on(BatchBuilder::new(0)), None);
        // The marker that ends a transaction has an epoch and no sequence.
        assert_eq!(stamp_on(BatchBuilder::new(0).producer(7, 3, -1).control()), None);
        assert_eq!(stamp_of(b"no batch"), None);
    }
}
