//! Batches without their payloads, and what is concluded from them: epochs, and what is remembered
//! of producers.

use alloc::vec::Vec;
use spec::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Sequence};

/// A batch, without its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Batch {
    /// The offset of its first record.
    pub base: Offset,
    /// How many offsets it takes: 1 or more.
    pub records: i32,
    /// The epoch of the leader that wrote it.
    pub leader_epoch: LeaderEpoch,
    /// Its size with the header, in bytes.
    pub size_bytes: i32,
    /// What an idempotent producer has put on it.
    pub stamp: Option<Stamp>,
}

/// What an idempotent producer puts on a batch. (KIP-98)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Who.
    pub producer: ProducerId,
    /// Which life of it.
    pub epoch: ProducerEpoch,
    /// The sequence of the batch's first record.
    pub sequence: Sequence,
}

/// What is remembered of a producer. (`ProducerStateEntry`)
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownProducer {
    /// Who.
    pub id: ProducerId,
    /// Its newest epoch.
    pub epoch: ProducerEpoch,
    /// Its last batches of that epoch, the oldest first.
    pub batches: Vec<KnownBatch>,
}

/// A batch of a producer that is remembered. (`BatchMetadata`)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KnownBatch {
    /// The sequence of its first record.
    pub sequence: Sequence,
    /// How many offsets it takes, and so sequences: 1 or more.
    pub records: i32,
    /// The offset of its first record.
    pub base: Offset,
}

impl Batch {
    /// The offset after its last record.
    #[must_use]
    pub fn end(&self) -> Offset {
        Offset(self.base.0.saturating_add(i64::from(self.records)))
    }
}

/// Where a log ends a leader epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EpochEnd {
    /// The largest epoch of the log that is at most the one asked for; that one itself, if all that
    /// the log knows are larger.
    pub epoch: LeaderEpoch,
    /// Where the next larger epoch starts, or else the log's end.
    pub end_offset: Offset,
}

/// An entry of a leader-epoch cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EpochStart {
    /// The epoch.
    pub epoch: LeaderEpoch,
    /// The offset where it starts.
    pub start: Offset,
}
