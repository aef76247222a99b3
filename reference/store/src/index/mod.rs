//! The three indexes of a segment, in Kafka's formats: where a batch begins, how late a record is,
//! which transactions were aborted.
//!
//! None of them has a checksum, and each can be built from the log: what is read of them is a
//! hint, checked against the log before it is believed. Unlike Kafka's they are not preallocated
//! and not held in memory. What is common to the files, entries of one size, is in `entries`.

mod entries;
mod offsets;
mod times;
mod transactions;

pub(crate) use offsets::{OffsetEntry, OffsetIndex};
pub(crate) use times::{TimeEntry, TimeIndex};
pub use transactions::AbortedTransaction;
pub(crate) use transactions::TransactionIndex;

pub(crate) use offsets::ENTRY_BYTES as OFFSET_ENTRY_BYTES;
pub(crate) use times::ENTRY_BYTES as TIME_ENTRY_BYTES;
