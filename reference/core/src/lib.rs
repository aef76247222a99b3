//! A Kafka broker as a value: one door in, one door out, no clock, no disk, no network.
//!
//! `kanon serve` runs it against real clients, the page runs it in WebAssembly, and lockstep takes
//! it through every step of every reachable state of the model. `#![no_std]` is the proof that
//! there is nothing in it to do I/O with, and, there being no `HashMap`, one order of iteration.
//!
//! # The contract of every driver
//!
//! ```text
//! ┌───────────────────────────────────────────────────────────────────────────────────────────┐
//! │ 1 Outputs take effect in order, and before the next input. Nothing that leaves the broker │
//! │   overtakes a write before it, and a read sees every earlier write.                       │
//! │ 2 The core knows every header and no payload. The driver holds the payload of the input   │
//! │   that is being handled until its outputs are done, and fills ranges from the log.        │
//! │ 3 What comes in was checked: frames, CRCs, sizes, the count of records.                   │
//! │ 4 A broker that starts gets `Restore` for each partition of its disk, then `Registered`,  │
//! │   then `Learn` with all that is in force, then with each decision, in their order, or     │
//! │   with the sum of several. A replica that is new by it has been restored before, empty.   │
//! │   An `Alter` is sent on until it is answered, at most one answer to each.                 │
//! │ 5 `now` never goes back. A deadline that passes is an input like any other.               │
//! │ 6 A write that fails ends what the outputs say of its partition: its replies become       │
//! │   KAFKA_STORAGE_ERROR, and `DiskFailed` is the next input.                                │
//! │ 7 Offsets, epochs and high watermarks are decided here and nowhere else.                  │
//! └───────────────────────────────────────────────────────────────────────────────────────────┘
//! ```
#![no_std]
extern crate alloc;

mod batch;
mod broker;
mod clock;
mod controller;
mod handler;
mod input;
mod out;
mod partition;

pub use batch::{Batch, EpochEnd, EpochStart, KnownBatch, KnownProducer, Stamp};
pub use broker::Broker;
pub use clock::Time;
pub use controller::{Controller, Decision, PartitionChange, PartitionState, ReplicaLog};
pub use input::{
    Acks, Asker, DeleteRecords, Fetch, FetchPartition, Input, ListOffsets, OffsetForLeaderEpoch,
    PartitionId, Produce, Replica, RequestId, Restore, Taken, TakenBody, Which,
};
pub use out::{
    AlterPartition, Ask, Error, FetchAnswer, Fetched, FetchedBody, Found, Output, Produced,
};
pub use partition::{Heard, Parting, Partition, replay};
