//! The one door out: everything that a broker may want done, in words of no wire version.
//!
//! Outputs take effect in order, before the next input: see the box of the [crate]'s page.

use crate::{
    Time,
    batch::{Batch, EpochEnd, EpochStart},
    input::{FetchPartition, PartitionId, RequestId},
};
use alloc::{collections::BTreeSet, vec::Vec};
use core::fmt;
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch};

/// Something that a broker wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Write the batch of this produce request at the end of the log, stamped with this base offset
    /// and leader epoch.
    Append {
        /// Where to.
        partition: PartitionId,
        /// Whose batch it is: the request that is being handled.
        request: RequestId,
        /// The header as it is in the log.
        batch: Batch,
    },
    /// Write these batches of the answer that is being taken at the end of the log, as they are.
    Copy {
        /// Where to.
        partition: PartitionId,
        /// The offset of the first record.
        start: Offset,
        /// The offset after the last one.
        end: Offset,
    },
    /// Drop every batch that does not end at this offset or before it, durably. If a batch was cut
    /// in two, so that the log now ends earlier, say so by
    /// [`Input::Truncated`](crate::Input::Truncated).
    Truncate {
        /// Which log.
        partition: PartitionId,
        /// Where it may end.
        end: Offset,
    },
    /// Make the log durable up to this offset, then delete what ends there or before, whole
    /// segments at a time; the log begins there from now on, durably.
    DeleteBefore {
        /// Which log.
        partition: PartitionId,
        /// The first offset that stays.
        offset: Offset,
    },
    /// The log was cut below what the core has headers of: read again what the batches up to this
    /// end say of producers ([`replay`](crate::replay)), deleted ones included, and say so by
    /// [`Input::Producers`](crate::Input::Producers), before any other input of the partition but
    /// [`Input::Truncated`](crate::Input::Truncated).
    ReadProducers {
        /// Which log.
        partition: PartitionId,
        /// Where it ends.
        end: Offset,
    },
    /// This broker has no replica any more: drop its log, its leader-epoch cache and its high
    /// watermark, durably.
    Delete {
        /// Which partition.
        partition: PartitionId,
    },
    /// Write the leader-epoch cache to its file, whole.
    EpochStarts {
        /// Whose.
        partition: PartitionId,
        /// All of its entries, in order.
        starts: Vec<EpochStart>,
    },
    /// Write the checkpoint file of high watermarks, whole and durably.
    Checkpoint {
        /// Of every partition whose disk works.
        high_watermarks: Vec<(PartitionId, Offset)>,
    },
    /// A produce request is done, as far as this partition is concerned.
    Reply {
        /// Which request.
        request: RequestId,
        /// Which of its partitions.
        partition: PartitionId,
        /// Where the batch is, or why it was not written as safely as asked for.
        result: Result<Produced, Error>,
    },
    /// A fetch is done: fill the ranges and send it.
    ///
    /// Ranges are filled in order, until the sum of bytes reaches `max_bytes`; the first that is
    /// not empty has one batch at least, however large.
    Answer {
        /// Which request.
        request: RequestId,
        /// The most bytes over all partitions, but for the first batch.
        max_bytes: i32,
        /// For each partition that was asked for, in order.
        partitions: Vec<FetchAnswer>,
    },
    /// A ListOffsets request is done, as far as this partition is concerned.
    Offset {
        /// Which request.
        request: RequestId,
        /// Which of its partitions.
        partition: PartitionId,
        /// The offset, or how to find it.
        result: Result<Found, Error>,
    },
    /// An OffsetForLeaderEpoch request is done, as far as this partition is concerned.
    EpochEnd {
        /// Which request.
        request: RequestId,
        /// Which of its partitions.
        partition: PartitionId,
        /// Where the epoch ends; `None` if the log knows none as new (−1 and −1 on the wire).
        result: Result<Option<EpochEnd>, Error>,
    },
    /// A DeleteRecords request is done, as far as this partition is concerned.
    Deleted {
        /// Which request.
        request: RequestId,
        /// Which of its partitions.
        partition: PartitionId,
        /// The offset of the first record of the log, or why nothing was deleted.
        result: Result<Offset, Error>,
    },
    /// A request has to wait. If it was not answered by then, say so by
    /// [`Input::DeadlinePassed`](crate::Input::DeadlinePassed). Output once for each partition of
    /// a produce request that waits; saying so once is enough.
    Wait {
        /// Which request.
        request: RequestId,
        /// Until when.
        deadline: Time,
    },
    /// Ask another broker for what comes next in its log.
    Send {
        /// Whom.
        to: BrokerId,
        /// What: its leader epoch is always said, `max_bytes` is for the driver to choose.
        fetch: Ask,
    },
    /// Ask the controller for another ISR, and again until it answers:
    /// [`Input::Altered`](crate::Input::Altered).
    Alter(AlterPartition),
}

/// What a leader proposes to the controller. (CTL-12; AlterPartition, KIP-497)
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlterPartition {
    /// Which partition.
    pub partition: PartitionId,
    /// The leader's own.
    pub broker_epoch: BrokerEpoch,
    /// The leader epoch in which it leads.
    pub leader_epoch: LeaderEpoch,
    /// The number of the state that it knows.
    pub partition_epoch: PartitionEpoch,
    /// The ISR that it wants.
    pub isr: BTreeSet<BrokerId>,
    /// Of a member that it adds, the incarnation that it has heard of, if that has said which it
    /// is. (KIP-903)
    pub added: Option<(BrokerId, BrokerEpoch)>,
}

/// What a follower asks of its leader. (REP-5)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Which partition.
    pub partition: PartitionId,
    /// The leader epoch that the follower knows.
    pub leader_epoch: LeaderEpoch,
    /// The end of the follower's log.
    pub fetch_offset: Offset,
    /// The last epoch of the follower's leader-epoch cache, if it has any.
    pub last_fetched_epoch: Option<LeaderEpoch>,
    /// The incarnation of the follower. (KIP-903)
    pub broker_epoch: BrokerEpoch,
}

/// Where a batch was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Produced {
    /// The offset of its first record.
    pub base_offset: Offset,
    /// The offset of the first record of the log.
    pub log_start: Offset,
}

/// The answer to a fetch, for one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchAnswer {
    /// What it answers: a follower finds its leader epoch and fetch offset there. (REP-18)
    pub asked: FetchPartition,
    /// What there is, or why there is nothing.
    pub result: Result<Fetched, Error>,
}

/// What there is to a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Records, or where the logs part.
    pub body: FetchedBody,
    /// The high watermark, before the leader took note of this fetch.
    pub high_watermark: Offset,
    /// The offset of the first record of the log.
    pub log_start: Offset,
}

/// Records, or where the logs part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchedBody {
    /// The batches from the one that holds `start` on, as many as fit into `max_bytes` (and see
    /// [`Output::Answer`]), none of which ends after `end`. Empty if `start` is not before `end`.
    Range {
        /// The offset asked for.
        start: Offset,
        /// No batch may end after this one.
        end: Offset,
        /// The most bytes of this partition, but for the first batch of the answer.
        max_bytes: i32,
    },
    /// The logs part. (REP-8)
    Diverging {
        /// The largest epoch of the leader that is at most the one asked for. Absent only where the
        /// rule that it be said is left out.
        epoch: Option<LeaderEpoch>,
        /// Where the leader's log ends that epoch.
        end_offset: Offset,
    },
}

/// An offset, or how to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is this one.
    At {
        /// The offset.
        offset: Offset,
        /// The leader epoch that belongs to it, if there is one.
        leader_epoch: Option<LeaderEpoch>,
    },
    /// Look it up in the log from its start to `end`: the first record with this timestamp or a
    /// later one; its epoch is that of its batch. If there is none, the reply is `otherwise`, or,
    /// without one, an unknown offset (−1).
    ByTimestamp {
        /// In milliseconds.
        timestamp: i64,
        /// Records from here on are not to be seen.
        end: Offset,
        /// The error to reply if there is no such record.
        otherwise: Option<Error>,
    },
    /// Look up the record with the largest timestamp, in all of the log: the earliest of these. If
    /// it is not before `end`, or there is none, the reply is as above.
    MaxTimestamp {
        /// Records from here on are not to be seen.
        end: Offset,
        /// The error to reply if there is no such record.
        otherwise: Option<Error>,
    },
}

/// Why a request was rejected, in Kafka's names: the driver knows the wire's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Error {
    /// There is no such partition, as far as the broker knows.
    UnknownTopicOrPartition,
    /// The broker is not the leader, or does not know yet who is, or has no replica, or knows of a
    /// later incarnation of the follower.
    NotLeaderOrFollower,
    /// The request's leader epoch is older than the broker's.
    FencedLeaderEpoch,
    /// The request's leader epoch is newer than the broker's.
    UnknownLeaderEpoch,
    /// There is nothing at the fetch offset, nor will there be next; or what is to be deleted up to
    /// an offset is not committed, or no offset is meant.
    OffsetOutOfRange,
    /// A new leader cannot say yet up to where its log is committed.
    OffsetNotAvailable,
    /// Fewer in-sync replicas than `min.insync.replicas`; nothing was written.
    NotEnoughReplicas,
    /// The producer has begun a later epoch; nothing was written.
    InvalidProducerEpoch,
    /// A batch of the producer is missing before this one; nothing was written.
    OutOfOrderSequenceNumber,
    /// The deadline passed; the batch may yet be committed.
    RequestTimedOut,
    /// The partition's disk has failed.
    KafkaStorageError,
}

impl fmt::Display for Error {
    /// The name that the wire's table of errors has for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Error::UnknownTopicOrPartition => "UNKNOWN_TOPIC_OR_PARTITION",
            Error::NotLeaderOrFollower => "NOT_LEADER_OR_FOLLOWER",
            Error::FencedLeaderEpoch => "FENCED_LEADER_EPOCH",
            Error::UnknownLeaderEpoch => "UNKNOWN_LEADER_EPOCH",
            Error::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
            Error::OffsetNotAvailable => "OFFSET_NOT_AVAILABLE",
            Error::NotEnoughReplicas => "NOT_ENOUGH_REPLICAS",
            Error::InvalidProducerEpoch => "INVALID_PRODUCER_EPOCH",
            Error::OutOfOrderSequenceNumber => "OUT_OF_ORDER_SEQUENCE_NUMBER",
            Error::RequestTimedOut => "REQUEST_TIMED_OUT",
            Error::KafkaStorageError => "KAFKA_STORAGE_ERROR",
        })
    }
}
