//! Producer state: a fold over the batches of a log (`ProducerStateManager`, `ProducerStateEntry`,
//! `ProducerAppendInfo`).
//!
//! What is kept of each producer is what snapshots and the transaction index need: its epoch, its
//! last five batches, the transaction that is open, the epoch of the coordinator that ended the
//! last one, the time of its last record. The fold refuses nothing: whether a batch may be
//! appended is decided before it gets here, and what is in a log is in it.

mod snapshot;

use std::collections::{BTreeMap, VecDeque};

use wire::batch::{Batch, BatchHeader};

use crate::batch::Extent;
use crate::index::AbortedTransaction;

pub use snapshot::SnapshotEntry;
pub(crate) use snapshot::{Snapshots, parse as parse_snapshot};

/// How many batches of a producer are remembered (`NUM_BATCHES_TO_RETAIN`).
pub const BATCHES_REMEMBERED: usize = 5;

/// A batch of a producer, as it is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerBatch {
    /// The sequence number of its last record, -1 without one.
    pub last_sequence: i32,
    /// The offset of its last record.
    pub last_offset: i64,
    /// That offset less the first one.
    pub offset_delta: i32,
    /// Its largest timestamp, in ms since 1970.
    pub timestamp: i64,
}

/// What is kept of a producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerEntry {
    /// Its epoch, -1 if unknown.
    pub epoch: i16,
    /// Its last batches in that epoch, oldest first, at most [`BATCHES_REMEMBERED`].
    pub batches: VecDeque<ProducerBatch>,
    /// The epoch of the coordinator that wrote the last marker, or -1.
    pub coordinator_epoch: i32,
    /// The time of the last batch or marker, in ms since 1970.
    pub last_timestamp: i64,
    /// Where the transaction that is open begins.
    pub transaction_start: Option<i64>,
}

/// The end of a transaction, as a control batch has it (`EndTransactionMarker`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) commits: bool,
    pub(crate) coordinator_epoch: i32,
    pub(crate) timestamp: i64,
}

/// The state of all producers of a log, up to an offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Producers {
    entries: BTreeMap<i64, ProducerEntry>,
    /// Transactions that are open: first offset to producer.
    open: BTreeMap<i64, i64>,
}

impl Default for ProducerEntry {
    fn default() -> Self {
        Self {
            epoch: -1,
            batches: VecDeque::new(),
            coordinator_epoch: -1,
            last_timestamp: -1,
            transaction_start: None,
        }
    }
}

impl ProducerEntry {
    fn take_epoch(&mut self, epoch: i16) {
        if self.epoch != epoch {
            self.batches.clear();
            self.epoch = epoch;
        }
    }
}

impl Producers {
    /// The producers by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &ProducerEntry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry))
    }

    /// What is kept of a producer.
    pub fn get(&self, producer_id: i64) -> Option<&ProducerEntry> {
        self.entries.get(&producer_id)
    }

    /// How many producers are known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where the oldest transaction that is open begins.
    pub fn first_open(&self) -> Option<i64> {
        self.open.first_key_value().map(|(offset, _)| *offset)
    }

    /// Forgets producers that have written nothing for `expiration_ms`, unless a transaction of
    /// theirs is open (`producer.id.expiration.ms`).
    pub fn expire(&mut self, now_ms: i64, expiration_ms: i64) {
        self.entries.retain(|_, entry| {
            let idle = now_ms.saturating_sub(entry.last_timestamp);
            entry.transaction_start.is_some() || idle < expiration_ms
        });
    }

    /// Takes a batch. The marker is what a control batch says; a control batch without one, whose
    /// records were compacted away, changes nothing. Gives the transaction that it aborts.
    pub(crate) fn take(
        &mut self,
        header: &BatchHeader,
        marker: Option<Marker>,
    ) -> Option<AbortedTransaction> {
        if header.producer_id < 0 {
            return None;
        }
        if header.is_control() {
            return marker.and_then(|marker| self.take_marker(header, marker));
        }
        let entry = self.entries.entry(header.producer_id).or_default();
        entry.take_epoch(header.producer_epoch);
        if entry.batches.len() == BATCHES_REMEMBERED {
            entry.batches.pop_front();
        }
        entry.batches.push_back(ProducerBatch {
            last_sequence: header.last_sequence(),
            last_offset: header.last_offset(),
            offset_delta: header.last_offset_delta,
            timestamp: header.max_timestamp,
        });
        entry.last_timestamp = header.max_timestamp;
        if header.is_transactional() && entry.transaction_start.is_none() {
            entry.transaction_start = Some(header.base_offset);
            self.open.insert(header.base_offset, header.producer_id);
        }
        None
    }

    fn take_marker(&mut self, header: &BatchHeader, marker: Marker) -> Option<AbortedTransaction> {
        let producer_id = header.producer_id;
        let entry = self.entries.entry(producer_id).or_default();
        entry.take_epoch(header.producer_epoch);
        entry.coordinator_epoch = marker.coordinator_epoch;
        entry.last_timestamp = marker.timestamp;
        let first_offset = entry.transaction_start.take()?;
        let other = self.open.iter().find(|(_, other)| **other != producer_id);
        let last_stable_offset = other.map_or(header.end_offset(), |(offset, _)| *offset);
        self.open.remove(&first_offset);
        let last_offset = header.base_offset;
        (!marker.commits).then_some(AbortedTransaction {
            producer_id,
            first_offset,
            last_offset,
            last_stable_offset,
        })
    }

    /// The state that a snapshot has.
    pub(crate) fn restore(entries: Vec<SnapshotEntry>) -> Self {
        let mut producers = Self::default();
        for found in entries {
            let (id, entry) = found.into_entry();
            if let Some(start) = entry.transaction_start {
                producers.open.insert(start, id);
            }
            producers.entries.insert(id, entry);
        }
        producers
    }
}

/// What a control batch says of a transaction, if it says that: its only record has version and
/// type (0 abort, 1 commit) as its key, version and the coordinator's epoch as its value.
pub(crate) fn marker(batch: &[u8]) -> Option<Marker> {
    let (batch, _) = Batch::split(batch).ok()?;
    let record = batch.records().ok()?.next()?.ok()?;
    let [_, _, type_high, type_low, ..] = record.key? else { return None };
    let [_, _, a, b, c, d, ..] = record.value? else { return None };
    let commits = match i16::from_be_bytes([*type_high, *type_low]) {
        0 => false,
        1 => true,
        _ => return None,
    };
    let coordinator_epoch = i32::from_be_bytes([*a, *b, *c, *d]);
    Some(Marker { commits, coordinator_epoch, timestamp: record.timestamp })
}
