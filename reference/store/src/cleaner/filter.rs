//! What of a batch is kept (`Cleaner.cleanInto`, `Cleaner.shouldRetainRecord`,
//! `MemoryRecords.filterTo`).
//!
//! ```text
//! of an aborted transaction, or a marker        the records go; the batch too, or it stays empty
//!   with nothing left and past its horizon
//! a marker otherwise                            stays
//! a record without a key                        goes
//! behind the map's end                          stays
//! not the last of its key                       goes
//! a tombstone past its batch's horizon          goes
//! any other                                     stays
//! ```
//! A batch whose records all go stays, empty, if it holds the last sequence of a producer that is
//! known, or ends where the round does. The first cleaner that keeps a tombstone, or a marker with
//! nothing left, writes the time into the batch from which on it may go (KIP-534). Base offset,
//! last offset, producer, leader epoch and codec of a batch stay.

use std::collections::BTreeMap;

use wire::batch::{
    Batch, BatchBuilder, BatchHeader, EndTransaction, Entry, ReadError, Record, TimestampType,
    emptied,
};

use super::map::OffsetMap;
use super::transactions::Transactions;
use crate::batch::Extent;
use crate::codecs::{Codecs, compress_records};
use crate::index::AbortedTransaction;

/// What is known of a producer's last record (`LastRecord`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastRecord {
    /// The offset of its last record that is no marker.
    pub last_data_offset: Option<i64>,
    /// Its epoch.
    pub producer_epoch: i16,
}

/// What a round went over and what it kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Bytes of batches that were filtered.
    pub bytes_read: u64,
    /// Bytes of what is in their place.
    pub bytes_kept: u64,
    /// Records that were looked at; of a batch that is dropped whole, none.
    pub records_read: u64,
    /// Records that are kept.
    pub records_kept: u64,
    /// Records without a key, which a log that is compacted should not have.
    pub records_without_key: u64,
}

/// The rules of one round.
pub(super) struct Rules<'a> {
    pub(super) map: &'a OffsetMap,
    pub(super) producers: &'a BTreeMap<i64, LastRecord>,
    pub(super) now_ms: i64,
    pub(super) delete_retention_ms: i64,
    /// Where the round ends: the first offset that may not be cleaned.
    pub(super) end: i64,
}

/// What goes from batch to batch.
pub(super) struct Filter<'a> {
    pub(super) rules: Rules<'a>,
    pub(super) transactions: Transactions,
    pub(super) codecs: Codecs,
    pub(super) scratch: Vec<u8>,
    pub(super) statistics: Statistics,
    /// Entries for the transaction index of the segment at hand.
    pub(super) aborted: Vec<AbortedTransaction>,
}

/// What becomes of a batch before its records are looked at.
struct Fate {
    /// None of its records is kept.
    records_go: bool,
    /// It stays even if none of its records does.
    stays_empty: bool,
    /// It is a marker with nothing left that it speaks of.
    is_idle_marker: bool,
}

impl Filter<'_> {
    /// Appends what is kept of an entry.
    ///
    /// # Errors
    /// What is wrong with the entry, in words.
    pub(super) fn entry(&mut self, entry: &Entry<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let before = out.len();
        self.statistics.bytes_read += entry.bytes().len() as u64;
        match entry {
            Entry::Batch(batch) => self.batch(batch, out)?,
            Entry::Message(_) => self.old(entry, out)?,
        }
        self.statistics.bytes_kept += (out.len() - before) as u64;
        Ok(())
    }

    fn batch(&mut self, batch: &Batch<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let header = batch.header;
        let fate = self.fate(batch)?;
        if fate.records_go && !fate.stays_empty {
            return Ok(());
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let records = self.retained(&Entry::Batch(*batch), &fate, &mut scratch)?;
        if records.is_empty() {
            if fate.stays_empty {
                out.extend(emptied(&header));
            }
        } else {
            let has_tombstone = records.iter().any(|record| record.value.is_none());
            let is_due =
                (has_tombstone || fate.is_idle_marker) && header.delete_horizon().is_none();
            let is_whole = i64::from(header.record_count) == records.len() as i64;
            if is_whole && !is_due {
                out.extend_from_slice(batch.bytes);
            } else {
                let horizon =
                    if is_due { Some(self.new_horizon()) } else { header.delete_horizon() };
                let builder = BatchBuilder::like(&header);
                let last = Some(header.last_offset_delta);
                out.extend(rebuild(builder, &records, horizon, last, &Entry::Batch(*batch))?);
            }
        }
        drop(records);
        self.scratch = scratch;
        Ok(())
    }

    /// A message or a wrapper of an old format, which becomes a batch of format 2.
    fn old(&mut self, entry: &Entry<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let fate = Fate { records_go: false, stays_empty: false, is_idle_marker: false };
        let mut scratch = std::mem::take(&mut self.scratch);
        let records = self.retained(entry, &fate, &mut scratch)?;
        if let Some(first) = records.first() {
            let mut builder = BatchBuilder::new(first.offset);
            if let Entry::Message(message) = entry
                && message.timestamp_type() == Some(TimestampType::LogAppendTime)
            {
                builder = builder.log_append_time(message.timestamp);
            }
            let has_tombstone = records.iter().any(|record| record.value.is_none());
            let horizon = has_tombstone.then(|| self.new_horizon());
            out.extend(rebuild(builder, &records, horizon, None, entry)?);
        }
        drop(records);
        self.scratch = scratch;
        Ok(())
    }

    fn new_horizon(&self) -> i64 {
        self.rules.now_ms.saturating_add(self.rules.delete_retention_ms)
    }

    fn fate(&mut self, batch: &Batch<'_>) -> Result<Fate, String> {
        let header = &batch.header;
        let (may_go, is_past) = if header.is_control() {
            let said = first_marker(&mut self.codecs, &mut self.scratch, batch)?;
            let fate = self.transactions.control(header, said);
            self.aborted.extend(fate.aborted);
            let horizon = header.delete_horizon();
            (fate.may_go, horizon.is_some_and(|horizon| horizon <= self.rules.now_ms))
        } else {
            (self.transactions.batch(header), true)
        };
        let ends_round = header.end_offset() == self.rules.end;
        Ok(Fate {
            records_go: may_go && is_past,
            stays_empty: ends_round || self.is_last_of_producer(header),
            is_idle_marker: may_go && header.is_control(),
        })
    }

    /// Whether the producer's state would be lost with the batch: its last sequence is in it, or
    /// its epoch alone, if all that it wrote are markers.
    fn is_last_of_producer(&self, header: &BatchHeader) -> bool {
        let last = self.rules.producers.get(&header.producer_id);
        last.filter(|_| header.has_producer()).is_some_and(|last| match last.last_data_offset {
            Some(offset) => header.last_offset() == offset,
            None => header.is_control() && header.producer_epoch == last.producer_epoch,
        })
    }

    fn retained<'s>(
        &mut self,
        entry: &Entry<'s>,
        fate: &Fate,
        scratch: &'s mut Vec<u8>,
    ) -> Result<Vec<Record<'s>>, String> {
        let horizon = match entry {
            Entry::Batch(batch) => batch.header.delete_horizon(),
            Entry::Message(_) => None,
        };
        let is_control = matches!(entry, Entry::Batch(batch) if batch.header.is_control());
        let mut kept = Vec::new();
        for record in entry.records(&mut self.codecs, scratch).map_err(in_words)? {
            let record = record.map_err(|error| error.to_string())?;
            self.statistics.records_read += 1;
            if !fate.records_go && (is_control || self.is_kept(&record, horizon)) {
                kept.push(record);
            }
        }
        self.statistics.records_kept += kept.len() as u64;
        Ok(kept)
    }

    fn is_kept(&mut self, record: &Record<'_>, horizon: Option<i64>) -> bool {
        if self.rules.map.latest() < record.offset {
            return true;
        }
        let Some(key) = record.key else {
            self.statistics.records_without_key += 1;
            return false;
        };
        let is_last = self.rules.map.get(key).is_none_or(|last| last <= record.offset);
        let may_be_tombstone = horizon.is_none_or(|horizon| self.rules.now_ms < horizon);
        is_last && (record.value.is_some() || may_be_tombstone)
    }
}

/// What the first record of a control batch says of a transaction's end: nothing without a
/// record, and nothing of the kind if it is of another type.
pub(super) fn first_marker(
    codecs: &mut Codecs,
    scratch: &mut Vec<u8>,
    batch: &Batch<'_>,
) -> Result<Option<Option<EndTransaction>>, String> {
    let mut records = Entry::Batch(*batch).records(codecs, scratch).map_err(in_words)?;
    let first = records.next().transpose().map_err(|error| error.to_string())?;
    let end = first.as_ref().map(EndTransaction::read).transpose();
    end.map_err(|error| error.to_string())
}

pub(super) fn in_words(error: ReadError<compress::Error>) -> String {
    error.to_string()
}

/// Writes the records that are kept, with the codec that they had.
fn rebuild(
    builder: BatchBuilder,
    records: &[Record<'_>],
    horizon: Option<i64>,
    last_offset_delta: Option<i32>,
    from: &Entry<'_>,
) -> Result<Vec<u8>, String> {
    let mut builder = builder.delete_horizon(horizon);
    for record in records {
        builder.copy(record).map_err(|error| error.to_string())?;
    }
    if let Some(last_offset_delta) = last_offset_delta {
        builder.reach_to(last_offset_delta);
    }
    let compression = from.compression().map_err(|error| error.to_string())?;
    Ok(builder.finish_compressed(compression, |records, out| {
        compress_records(compression, records, out);
    }))
}
