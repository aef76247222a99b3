//! What connections ask of the driver, and what it replies: words of no wire version.
//!
//! Replies have one element for each partition that was asked for, in the same order, so that the
//! connection, which still holds the request, puts the names and ids back. Nothing is decided here.

use std::sync::mpsc::SyncSender;

use kanon_core::{Acks, Asker, EpochEnd, PartitionId, RequestId};
use spec::{BrokerId, LeaderEpoch, Offset};
use store::Flushed;
use wire::{ErrorCode, Uuid};

/// What comes to the driver's queue.
#[derive(Debug)]
pub(crate) enum Command {
    /// A request. Each connection has one number, and one request at a time.
    Ask { request: RequestId, body: Request, reply: SyncSender<Reply> },
    /// The client has gone, so this request need not wait any longer.
    Hurry(RequestId),
    /// No request needs to wait any longer, because the server stops.
    HurryAll,
    /// A sync has ended, well or not.
    Synced(Synced),
    /// Close everything.
    Stop,
}

/// What is to be synced, or was.
pub(crate) type Synced = Vec<(PartitionId, Flushed)>;

#[derive(Debug)]
pub(crate) enum Request {
    Metadata(MetadataAsk),
    Produce(ProduceAsk),
    Fetch(FetchAsk),
    ListOffsets(Vec<OffsetAsk>),
    OffsetForLeaderEpoch(Vec<EpochAsk>),
    DeleteRecords(Vec<DeleteAsk>),
    /// A producer id that nobody has had.
    InitProducerId,
}

#[derive(Debug)]
pub(crate) enum Reply {
    Metadata(Vec<TopicReply>),
    Produce(Vec<ProduceReply>),
    Fetch(Vec<FetchReply>),
    ListOffsets(Vec<OffsetReply>),
    OffsetForLeaderEpoch(Vec<EpochReply>),
    DeleteRecords(Vec<DeleteReply>),
    InitProducerId(Result<i64, ErrorCode>),
}

/// A topic as a request has it: by name, or since KIP-516 by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TopicKey {
    Name(String),
    Id(Uuid),
}

/// An error and what else a client is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    /// What is wrong, in words, where an answer has room for it.
    pub(crate) message: Option<String>,
    /// Which records of the batch, and what is wrong with each.
    pub(crate) records: Vec<(i32, String)>,
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Refusal {
        Refusal { code, message: None, records: Vec::new() }
    }
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal { code, message: Some(message.into()), records: Vec::new() }
    }
}

#[derive(Debug)]
pub(crate) struct MetadataAsk {
    /// `None`: all of them.
    pub(crate) topics: Option<Vec<TopicKey>>,
    pub(crate) may_create: bool,
}

#[derive(Debug)]
pub(crate) struct TopicReply {
    pub(crate) error: ErrorCode,
    pub(crate) name: Option<String>,
    pub(crate) id: Uuid,
    pub(crate) is_internal: bool,
    /// Its partition 0.
    pub(crate) partition: Option<PartitionReply>,
}

#[derive(Debug)]
pub(crate) struct PartitionReply {
    pub(crate) leader: Option<BrokerId>,
    pub(crate) leader_epoch: LeaderEpoch,
    pub(crate) replicas: Vec<i32>,
    pub(crate) isr: Vec<i32>,
    /// Whether this broker's disk has failed.
    pub(crate) is_offline: bool,
}

#[derive(Debug)]
pub(crate) struct ProduceAsk {
    pub(crate) acks: Acks,
    pub(crate) timeout_ms: i32,
    pub(crate) parts: Vec<ProducePart>,
}

#[derive(Debug)]
pub(crate) struct ProducePart {
    pub(crate) topic: TopicKey,
    pub(crate) index: i32,
    /// A batch that may be appended, or what is wrong with it.
    pub(crate) batch: Result<CheckedBatch, Refusal>,
}

/// A batch that was found sound: its offsets and leader epoch are yet to be stamped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CheckedBatch {
    pub(crate) bytes: Vec<u8>,
    pub(crate) records: i32,
}

/// Who leads, if somebody else than the client thinks, and since which epoch.
pub(crate) type LeaderHint = Option<(BrokerId, LeaderEpoch)>;

#[derive(Debug)]
pub(crate) enum ProduceReply {
    Written { base_offset: Offset, log_start: Offset },
    Refused { refusal: Refusal, leader: LeaderHint },
}

#[derive(Debug)]
pub(crate) struct FetchAsk {
    pub(crate) from: Asker,
    pub(crate) min_bytes: i32,
    pub(crate) max_bytes: i32,
    pub(crate) max_wait_ms: i32,
    pub(crate) parts: Vec<FetchPart>,
}

#[derive(Debug)]
pub(crate) struct FetchPart {
    pub(crate) topic: TopicKey,
    pub(crate) index: i32,
    pub(crate) leader_epoch: Option<LeaderEpoch>,
    pub(crate) fetch_offset: Offset,
    pub(crate) last_fetched_epoch: Option<LeaderEpoch>,
    pub(crate) max_bytes: i32,
}

#[derive(Debug)]
pub(crate) enum FetchReply {
    Data {
        high_watermark: Offset,
        log_start: Offset,
        records: Vec<u8>,
        /// Where the asker's log leaves the leader's: epoch and end offset.
        diverging: Option<(LeaderEpoch, Offset)>,
    },
    Refused {
        code: ErrorCode,
        leader: LeaderHint,
    },
}

#[derive(Debug)]
pub(crate) struct OffsetAsk {
    pub(crate) topic: String,
    pub(crate) index: i32,
    pub(crate) leader_epoch: Option<LeaderEpoch>,
    /// What is looked for, or why it is not.
    pub(crate) which: Result<OffsetKind, ErrorCode>,
}

/// Which offset is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OffsetKind {
    Core(kanon_core::Which),
    /// An offset that only tiered storage has: the answer is that there is none.
    Tiered,
}

#[derive(Debug)]
pub(crate) enum OffsetReply {
    /// -1 for what there is not.
    Found {
        offset: i64,
        timestamp: i64,
        leader_epoch: i32,
    },
    Refused(ErrorCode),
}

impl OffsetReply {
    pub(crate) const NOTHING: OffsetReply =
        OffsetReply::Found { offset: -1, timestamp: -1, leader_epoch: -1 };
}

#[derive(Debug)]
pub(crate) struct EpochAsk {
    pub(crate) topic: String,
    pub(crate) index: i32,
    pub(crate) leader_epoch: Option<LeaderEpoch>,
    /// Whose end is asked for.
    pub(crate) epoch: Option<LeaderEpoch>,
}

/// Where an epoch ends, if the log knows one as new.
pub(crate) type EpochReply = Result<Option<EpochEnd>, ErrorCode>;

#[derive(Debug)]
pub(crate) struct DeleteAsk {
    pub(crate) topic: String,
    pub(crate) index: i32,
    /// The first offset that is to stay; `None` is the high watermark.
    pub(crate) offset: Option<Offset>,
}

/// Where the log begins.
pub(crate) type DeleteReply = Result<Offset, ErrorCode>;

/// Which partition of a log directory something is about, and which element of a request.
pub(crate) type Places = std::collections::BTreeMap<PartitionId, usize>;
