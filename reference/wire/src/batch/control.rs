//! Control records: what brokers write into a log for each other.
//!
//! Their keys are a version and a type; the value of a transaction's end is a version and the
//! coordinator's epoch. The values of the others are messages with schemas of their own
//! (`LeaderChangeMessage`, `SnapshotHeaderRecord`, `SnapshotFooterRecord`, `KRaftVersionRecord`,
//! `VotersRecord`) and are not read here. Source: `ControlRecordType`, `EndTransactionMarker`.

use super::{BatchBuilder, BatchError, BatchFault, Record};
use alloc::vec::Vec;

/// What a control record is about. Types that are not known are to be passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlRecordType {
    /// A transaction's end, as if its records had not been.
    Abort,
    /// A transaction's end.
    Commit,
    /// A new leader of the metadata quorum (KIP-595).
    LeaderChange,
    /// The first record of a snapshot (KIP-630).
    SnapshotHeader,
    /// The last record of a snapshot (KIP-630).
    SnapshotFooter,
    /// The version of the quorum's protocol (KIP-853).
    KRaftVersion,
    /// The voters of the quorum (KIP-853).
    KRaftVoters,
    /// One that this version of Kafka does not have.
    Unknown(i16),
}

/// The end of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndTransaction {
    /// Whether its records count.
    pub is_commit: bool,
    /// The epoch of the coordinator that ended it.
    pub coordinator_epoch: i32,
}

impl ControlRecordType {
    /// The type with a code.
    #[must_use]
    pub fn from_code(code: i16) -> ControlRecordType {
        match code {
            0 => ControlRecordType::Abort,
            1 => ControlRecordType::Commit,
            2 => ControlRecordType::LeaderChange,
            3 => ControlRecordType::SnapshotHeader,
            4 => ControlRecordType::SnapshotFooter,
            5 => ControlRecordType::KRaftVersion,
            6 => ControlRecordType::KRaftVoters,
            other => ControlRecordType::Unknown(other),
        }
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> i16 {
        match self {
            ControlRecordType::Abort => 0,
            ControlRecordType::Commit => 1,
            ControlRecordType::LeaderChange => 2,
            ControlRecordType::SnapshotHeader => 3,
            ControlRecordType::SnapshotFooter => 4,
            ControlRecordType::KRaftVersion => 5,
            ControlRecordType::KRaftVoters => 6,
            ControlRecordType::Unknown(code) => code,
        }
    }

    /// The key of its records, in the only version there is.
    #[must_use]
    pub fn key(self) -> [u8; 4] {
        let [high, low] = self.code().to_be_bytes();
        [0, 0, high, low]
    }

    /// The type of a record in a control batch. A newer version of the key is read as this one,
    /// which it extends.
    ///
    /// # Errors
    /// [`BatchFault::BadControl`] without a key, or with one that is too short or has a negative
    /// version.
    pub fn of(record: &Record<'_>) -> Result<ControlRecordType, BatchError> {
        let key = record.key.unwrap_or_default();
        match versioned(key) {
            Some([high, low]) => Ok(ControlRecordType::from_code(i16::from_be_bytes([high, low]))),
            None => Err(BatchError::new(record.position, BatchFault::BadControl(key.len()))),
        }
    }
}

impl EndTransaction {
    /// Reads the end of a transaction; `None` for a control record of another type.
    ///
    /// # Errors
    /// [`BatchFault::BadControl`] if key or value are too short or have a negative version.
    pub fn read(record: &Record<'_>) -> Result<Option<EndTransaction>, BatchError> {
        let is_commit = match ControlRecordType::of(record)? {
            ControlRecordType::Commit => true,
            ControlRecordType::Abort => false,
            _ => return Ok(None),
        };
        let value = record.value.unwrap_or_default();
        let Some(epoch) = versioned(value) else {
            return Err(BatchError::new(record.position, BatchFault::BadControl(value.len())));
        };
        Ok(Some(EndTransaction { is_commit, coordinator_epoch: i32::from_be_bytes(epoch) }))
    }

    /// The type of its record.
    #[must_use]
    pub fn record_type(self) -> ControlRecordType {
        if self.is_commit { ControlRecordType::Commit } else { ControlRecordType::Abort }
    }
}

/// A batch that ends a producer's transaction, at a time in milliseconds
/// (`MemoryRecords.withEndTransactionMarker`).
#[must_use]
pub fn end_transaction(
    base_offset: i64,
    timestamp: i64,
    producer: (i64, i16),
    end: EndTransaction,
) -> Vec<u8> {
    let (id, epoch) = producer;
    let mut batch = BatchBuilder::new(base_offset).producer(id, epoch, -1).transactional();
    batch = batch.control();
    let [a, b, c, d] = end.coordinator_epoch.to_be_bytes();
    let key = end.record_type().key();
    let pushed = batch.push(timestamp, Some(&key), Some(&[0, 0, a, b, c, d]), &[]);
    assert!(pushed.is_ok(), "ten bytes fit into a batch");
    batch.finish()
}

/// What follows a version that is not negative.
fn versioned<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    let (version, rest) = bytes.split_first_chunk()?;
    if i16::from_be_bytes(*version) < 0 {
        return None;
    }
    rest.first_chunk().copied()
}
