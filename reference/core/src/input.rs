//! The one door in: everything that can happen to a broker, in words of no wire version.
//!
//! What an input does is said by the rules of `spec`; what a driver owes the broker is in the box
//! of the [crate]'s page. Checked before they get here: frames, CRCs, records against their header.

use crate::{
    Decision,
    batch::{Batch, EpochStart, KnownProducer, Stamp},
};
use alloc::vec::Vec;
use spec::{
    BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch, ProducerId, view::AlterError,
};

/// A partition, by the number that the driver gave it; topics' names and ids stay with the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartitionId(pub u32);

/// A client's request, by the number that the driver gave it. It may be used again once the request
/// has been answered. One produce request to several partitions is one input for each, all with
/// one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Something that happens to a broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The partition is on this broker's disk: found there at the start, or made just now.
    Restore(Restore),
    /// The controller has registered this broker. Next it learns all that is in force.
    Registered {
        /// Its incarnation.
        broker_epoch: BrokerEpoch,
    },
    /// The controller's next decision, or, after registration, all that is in force. It may be the
    /// sum of several, of which the broker then sees the last state alone. A partition that gives
    /// this broker a replica which it had not has been restored just before, empty.
    Learn(Decision),
    /// The answer to [`Output::Alter`](crate::Output::Alter) has come.
    Altered {
        /// Which partition.
        partition: PartitionId,
        /// The partition epoch of the state that has the proposed ISR, or why it was refused.
        answer: Result<PartitionEpoch, AlterError>,
    },
    /// A producer's request, for one partition.
    Produce(Produce),
    /// A consumer's or follower's request.
    Fetch(Fetch),
    /// A consumer asks for an offset.
    ListOffsets(ListOffsets),
    /// A consumer asks where a leader epoch ends.
    OffsetForLeaderEpoch(OffsetForLeaderEpoch),
    /// The deadline passed that [`Output::Wait`](crate::Output::Wait) has set. Nothing happens if
    /// the request has been answered.
    DeadlinePassed {
        /// Which request.
        request: RequestId,
    },
    /// It is time to ask the partition's leader for what comes next.
    Ask {
        /// Which partition.
        partition: PartitionId,
    },
    /// The leader's answer to this broker's fetch has come.
    Take {
        /// Which partition.
        partition: PartitionId,
        /// What it says.
        answer: Taken,
    },
    /// The log is to be cut, as the answer says that was taken last. A driver brings it right after
    /// an answer that the logs part; nothing happens if there is nothing to cut.
    Cut {
        /// Which partition.
        partition: PartitionId,
    },
    /// This follower has lagged for `replica.lag.time.max.ms`. Nothing happens while the controller
    /// has not answered the last proposal.
    Shrink {
        /// Which partition.
        partition: PartitionId,
        /// Who lags.
        follower: BrokerId,
    },
    /// This follower may have caught up: a driver says so after each of its fetches. Nothing
    /// happens while the controller has not answered the last proposal.
    Expand {
        /// Which partition.
        partition: PartitionId,
        /// Who may have.
        follower: BrokerId,
    },
    /// The disk will keep the log up to there, whatever happens.
    Flushed {
        /// Which partition.
        partition: PartitionId,
        /// The offset up to which it does.
        end: Offset,
    },
    /// A cut that [`Output::Truncate`](crate::Output::Truncate) asked for lay within a batch, which
    /// was dropped whole: only for a cut below what the core has headers of.
    Truncated {
        /// Which partition.
        partition: PartitionId,
        /// Where its log ends now.
        end: Offset,
    },
    /// What [`Output::ReadProducers`](crate::Output::ReadProducers) has asked for.
    Producers {
        /// Which partition.
        partition: PartitionId,
        /// What the batches of its log say of producers.
        producers: Vec<KnownProducer>,
    },
    /// The log has grown too old or too large before this offset, or an operator wants it deleted
    /// up to there: it is, as far as it is committed.
    DeleteBefore {
        /// Which partition.
        partition: PartitionId,
        /// The first offset that is to stay.
        offset: Offset,
    },
    /// A client wants the beginning of a log deleted.
    DeleteRecords(DeleteRecords),
    /// This producer has written nothing to the partition for `producer.id.expiration.ms`.
    Forget {
        /// Which partition.
        partition: PartitionId,
        /// Who.
        producer: ProducerId,
    },
    /// It is time to write the high watermarks to the checkpoint file.
    Checkpoint,
    /// A read or a write of this partition has failed. It takes no further step.
    DiskFailed {
        /// Which partition.
        partition: PartitionId,
    },
}

impl Input {
    /// The partition that it is about, if it is about one.
    pub(crate) fn partition(&self) -> Option<PartitionId> {
        match self {
            Input::Restore(Restore { partition, .. })
            | Input::Altered { partition, .. }
            | Input::Produce(Produce { partition, .. })
            | Input::ListOffsets(ListOffsets { partition, .. })
            | Input::OffsetForLeaderEpoch(OffsetForLeaderEpoch { partition, .. })
            | Input::DeleteRecords(DeleteRecords { partition, .. })
            | Input::Ask { partition }
            | Input::Take { partition, .. }
            | Input::Cut { partition }
            | Input::Shrink { partition, .. }
            | Input::Expand { partition, .. }
            | Input::Flushed { partition, .. }
            | Input::Truncated { partition, .. }
            | Input::Producers { partition, .. }
            | Input::DeleteBefore { partition, .. }
            | Input::Forget { partition, .. }
            | Input::DiskFailed { partition } => Some(*partition),
            Input::Registered { .. } | Input::Learn(_) => None,
            Input::Fetch(_) | Input::DeadlinePassed { .. } | Input::Checkpoint => None,
        }
    }
}

/// A partition as its disk has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// Which partition. It must not have been restored before.
    pub partition: PartitionId,
    /// The offset of the first record.
    pub log_start: Offset,
    /// Where the log ends.
    pub log_end: Offset,
    /// The last batches of the log, contiguous, the last one ending at `log_end`: at least those
    /// from the checkpointed high watermark on, or all of it.
    pub tail: Vec<Batch>,
    /// What the batches before `tail` say of producers, as a snapshot has it or as they are read
    /// again; batches that were deleted since count.
    pub producers: Vec<KnownProducer>,
    /// The entries of the `leader-epoch-checkpoint` file, in their order.
    pub epoch_starts: Vec<EpochStart>,
    /// Its high watermark by the `replication-offset-checkpoint` file; the log's start if the file
    /// does not have it.
    pub high_watermark: Offset,
}

/// A producer's request for one partition: it has one batch. (Produce)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Produce {
    /// To be named in the reply.
    pub request: RequestId,
    /// Where to.
    pub partition: PartitionId,
    /// Whose acknowledgement is asked for.
    pub acks: Acks,
    /// How many offsets the batch takes: 1 or more.
    pub records: i32,
    /// The size of the batch with its header, in bytes: more than 0.
    pub size_bytes: i32,
    /// How long it may wait, in milliseconds.
    pub timeout_ms: i32,
    /// What an idempotent producer has put on the batch.
    pub stamp: Option<Stamp>,
}

/// Whose acknowledgement a producer waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acks {
    /// Nobody's: `acks=0`. A reply is output all the same; the driver sends none, and closes the
    /// connection if it is an error.
    None,
    /// The leader's: `acks=1`.
    Leader,
    /// That of every in-sync replica: `acks=all`, −1 on the wire.
    All,
}

/// A consumer's or a follower's request. (Fetch)
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fetch {
    /// To be named in the answer.
    pub request: RequestId,
    /// Who asks.
    pub from: Asker,
    /// What of, each partition once. The answer has them in the same order.
    pub partitions: Vec<FetchPartition>,
    /// The answer waits until there are so many bytes, over all partitions.
    pub min_bytes: i32,
    /// The answer has at most so many bytes, over all partitions, but for its first batch.
    pub max_bytes: i32,
    /// How long it may wait, in milliseconds; 0 if the driver has an error to add to the answer.
    pub max_wait_ms: i32,
}

/// Who fetches, and so from whom, and up to where. (`FetchParams`, `FetchIsolation`)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asker {
    /// A follower: from the leader, and also what is not committed yet.
    Follower(Replica),
    /// A consumer: what is committed.
    Consumer {
        /// Whether only the leader may answer. A client that knows of reading from other replicas
        /// is answered by any. (KIP-392)
        leader_only: bool,
    },
}

/// A follower that asks, and which incarnation of it. (KIP-903)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica {
    /// Who.
    pub broker: BrokerId,
    /// Its broker epoch, if it says: −1 on the wire, or a request too old to say, is `None`.
    pub broker_epoch: Option<BrokerEpoch>,
}

/// What a fetch asks of one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FetchPartition {
    /// Which one.
    pub partition: PartitionId,
    /// The leader epoch that the asker knows, if it says. (KIP-320)
    pub leader_epoch: Option<LeaderEpoch>,
    /// From where on.
    pub fetch_offset: Offset,
    /// The epoch of the last record that the asker has, if it says. (KIP-595)
    pub last_fetched_epoch: Option<LeaderEpoch>,
    /// The answer has at most so many bytes of this partition, but for its first batch.
    pub max_bytes: i32,
}

/// A consumer asks for an offset. (ListOffsets)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListOffsets {
    /// To be named in the reply.
    pub request: RequestId,
    /// Of which partition.
    pub partition: PartitionId,
    /// The leader epoch that the consumer knows, if it says.
    pub leader_epoch: Option<LeaderEpoch>,
    /// Which offset.
    pub which: Which,
}

/// A consumer asks where a leader epoch ends. (OffsetForLeaderEpoch; KIP-320)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffsetForLeaderEpoch {
    /// To be named in the reply.
    pub request: RequestId,
    /// Of which partition.
    pub partition: PartitionId,
    /// The leader epoch that the consumer knows, if it says.
    pub leader_epoch: Option<LeaderEpoch>,
    /// The epoch that it asks about; `None` is −1 on the wire, which no log knows.
    pub epoch: Option<LeaderEpoch>,
}

/// A client wants the beginning of a log deleted. (DeleteRecords; KIP-107)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeleteRecords {
    /// To be named in the reply.
    pub request: RequestId,
    /// Of which partition.
    pub partition: PartitionId,
    /// The first offset that is to stay; `None`, −1 on the wire, is the high watermark.
    pub offset: Option<Offset>,
}

/// Which offset a consumer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// That of the first record: −2 on the wire, and −4, without tiered storage the same.
    Earliest,
    /// The offset after the last record that it may read: −1 on the wire.
    Latest,
    /// That of the record with the largest timestamp: −3 on the wire.
    MaxTimestamp,
    /// That of the first record with this timestamp (ms) or a later one.
    Timestamp(i64),
}

/// A leader's answer to this broker's own fetch, of one partition. (REP-18)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The leader epoch of the request that this answers.
    pub leader_epoch: LeaderEpoch,
    /// The fetch offset of the request that this answers.
    pub fetch_offset: Offset,
    /// What it says.
    pub body: TakenBody,
}

/// What a leader's answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenBody {
    /// What comes next in the log.
    Records {
        /// The headers of the batches from the fetch offset on; the driver keeps their bytes.
        batches: Vec<Batch>,
        /// The leader's.
        high_watermark: Offset,
    },
    /// The logs part.
    Diverging {
        /// The largest epoch that the leader has, at most the one asked for. Absent only where the
        /// rule that it be said is left out.
        epoch: Option<LeaderEpoch>,
        /// Where the leader's log ends that epoch.
        end_offset: Offset,
        /// The leader's.
        high_watermark: Offset,
    },
    /// The request was rejected, or the answer of no use.
    Error,
}
