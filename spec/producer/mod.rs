#![doc = include_str!("README.md")]

pub mod properties;

use crate::ids::{BrokerId, LeaderEpoch, Offset, ProducerEpoch, Sequence, Value};

/// What is bounded of a producer: Kafka's numbers, or a world's, which are smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// How many of its last batches a broker remembers, and how many may be in flight: at least 1.
    pub remembered: u32,
    /// The last sequence, after which comes 0. There are twice as many as are remembered, at least,
    /// or one that is remembered could be taken for one that is in flight.
    pub last_sequence: Sequence,
}

impl Limits {
    /// Five batches, and every number that is not negative.
    /// (`ProducerStateEntry.NUM_BATCHES_TO_RETAIN`, `DefaultRecordBatch.incrementSequence`)
    pub const KAFKA: Limits = Limits { remembered: 5, last_sequence: Sequence(i32::MAX) };
}

/// What the idempotent producer has put on a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Its epoch.
    pub epoch: ProducerEpoch,
    /// The sequence of the batch's first record.
    pub sequence: Sequence,
}

/// The idempotent producer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Producer {
    /// Its limits. (Constant in a world.)
    pub limits: Limits,
    /// Whom it takes for the leader.
    pub leader: BrokerId,
    /// Since which epoch.
    pub leader_epoch: LeaderEpoch,
    /// What it puts on its next batch.
    pub next: Stamp,
}

/// One batch that the producer has sent, and has heard nothing final of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InFlight {
    /// What it wrote.
    pub value: Value,
    /// What is on the batch by now.
    pub stamp: Stamp,
    /// Who owes it an answer; `None` if it has to be sent again.
    pub owed_by: Option<BrokerId>,
}

/// A producer's request that is held up on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Late {
    /// To whom.
    pub to: BrokerId,
    /// What it wrote.
    pub value: Value,
    /// What was on the batch when it was sent.
    pub stamp: Stamp,
}

/// A batch that a broker remembers of the producer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Remembered {
    /// The sequence of its first record.
    pub sequence: Sequence,
    /// How many records it has.
    pub records: i32,
    /// The offset of its first record.
    pub base: Offset,
}
