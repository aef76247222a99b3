//! Fetch (key 1): the codec of `schema/fetch.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

/// Records wanted from partitions, by a consumer or a follower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchRequest<'a> {
    /// The cluster that the asker takes this for, if it knows.
    ///
    /// Since version 12; tag 0; dropped by other versions.
    pub cluster_id: Option<&'a str>,
    /// The follower that asks, or -1 for a client.
    ///
    /// Until version 14; -1 by default.
    pub replica_id: i32,
    /// The follower that asks.
    ///
    /// Since version 15; tag 1.
    pub replica_state: ReplicaState<'a>,
    /// Milliseconds to wait for `min_bytes`.
    pub max_wait_ms: i32,
    /// Bytes that end the wait.
    pub min_bytes: i32,
    /// Bytes of records to answer with; the first batch is sent however large it is
    /// (KIP-74).
    ///
    /// 2147483647 by default.
    pub max_bytes: i32,
    /// 0: read uncommitted; 1: read committed, to the last stable offset.
    pub isolation_level: i8,
    /// The fetch session, or 0 for none (KIP-227).
    ///
    /// Since version 7; dropped by other versions.
    pub session_id: i32,
    /// Which request of its session this is: 0 opens one, -1 is outside any.
    ///
    /// Since version 7; -1 by default; dropped by other versions.
    pub session_epoch: i32,
    /// Topics.
    pub topics: Vec<FetchTopic<'a>>,
    /// Partitions that leave the session.
    ///
    /// Since version 7.
    pub forgotten_topics_data: Vec<ForgottenTopic<'a>>,
    /// The rack of the asker, for reading from the nearest replica (KIP-392).
    ///
    /// Since version 11; dropped by other versions.
    pub rack_id: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for FetchRequest<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            replica_id: -1,
            replica_state: ReplicaState::default(),
            max_wait_ms: 0,
            min_bytes: 0,
            max_bytes: i32::MAX,
            isolation_level: 0,
            session_id: 0,
            session_epoch: -1,
            topics: Vec::new(),
            forgotten_topics_data: Vec::new(),
            rack_id: "",
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for FetchRequest<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 14, "replica_id", &mut self.replica_id)?;
        r.field("max_wait_ms", &mut self.max_wait_ms)?;
        r.field("min_bytes", &mut self.min_bytes)?;
        r.field("max_bytes", &mut self.max_bytes)?;
        r.field("isolation_level", &mut self.isolation_level)?;
        r.field_if(7 <= version, "session_id", &mut self.session_id)?;
        r.field_if(7 <= version, "session_epoch", &mut self.session_epoch)?;
        r.field("topics", &mut self.topics)?;
        r.field_if(7 <= version, "forgotten_topics_data", &mut self.forgotten_topics_data)?;
        r.field_if(11 <= version, "rack_id", &mut self.rack_id)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 12 <= version => {
                    r.field("cluster_id", &mut self.cluster_id)?;
                }
                1 if 15 <= version => {
                    r.field("replica_state", &mut self.replica_state)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(version <= 14, "replica_id", &self.replica_id, self.replica_id == -1)?;
        w.field("max_wait_ms", &self.max_wait_ms)?;
        w.field("min_bytes", &self.min_bytes)?;
        w.field("max_bytes", &self.max_bytes)?;
        w.field("isolation_level", &self.isolation_level)?;
        w.field_if(7 <= version, "session_id", &self.session_id)?;
        w.field_if(7 <= version, "session_epoch", &self.session_epoch)?;
        w.field("topics", &self.topics)?;
        w.field_or(
            7 <= version,
            "forgotten_topics_data",
            &self.forgotten_topics_data,
            self.forgotten_topics_data.is_empty(),
        )?;
        w.field_if(11 <= version, "rack_id", &self.rack_id)?;
        let mut tags = Tags::new();
        tags.field_if(
            12 <= version && self.cluster_id.is_some(),
            w,
            0,
            "cluster_id",
            &self.cluster_id,
        )?;
        w.lacking(15 <= version, "replica_state", self.replica_state == ReplicaState::default())?;
        tags.field_if(
            self.replica_state != ReplicaState::default(),
            w,
            1,
            "replica_state",
            &self.replica_state,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `replica_state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicaState<'a> {
    /// The follower that asks, or -1 for a client.
    ///
    /// -1 by default.
    pub replica_id: i32,
    /// The follower's broker epoch, or -1.
    ///
    /// -1 by default.
    pub replica_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ReplicaState<'_> {
    fn default() -> Self {
        Self { replica_id: -1, replica_epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for ReplicaState<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("replica_id", &mut self.replica_id)?;
        r.field("replica_epoch", &mut self.replica_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("replica_id", &self.replica_id)?;
        w.field("replica_epoch", &self.replica_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchTopic<'a> {
    /// The topic's name.
    ///
    /// Until version 12; dropped by other versions.
    pub topic: &'a str,
    /// The topic's id.
    ///
    /// Since version 13; dropped by other versions.
    pub topic_id: Uuid,
    /// Partitions.
    pub partitions: Vec<FetchPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 12, "topic", &mut self.topic)?;
        r.field_if(13 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 12, "topic", &self.topic)?;
        w.field_if(13 <= version, "topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchPartition<'a> {
    /// The partition.
    pub partition: i32,
    /// The leader epoch that the asker believes in, or -1: it fences both sides.
    ///
    /// Since version 9; -1 by default; dropped by other versions.
    pub current_leader_epoch: i32,
    /// The first offset wanted.
    pub fetch_offset: i64,
    /// The leader epoch of the last record that the asker has, or -1.
    ///
    /// Since version 12; -1 by default.
    pub last_fetched_epoch: i32,
    /// The first offset of a follower's own log, or -1.
    ///
    /// Since version 5; -1 by default; dropped by other versions.
    pub log_start_offset: i64,
    /// Bytes of records to answer with for this partition.
    pub partition_max_bytes: i32,
    /// The log directory of a voter's replica (KIP-853).
    ///
    /// Since version 17; tag 0; dropped by other versions.
    pub replica_directory_id: Uuid,
    /// The high watermark that the follower knows, -1 if none (KIP-1166).
    ///
    /// Since version 18; tag 1; 9223372036854775807 by default; dropped by other versions.
    pub high_watermark: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for FetchPartition<'_> {
    fn default() -> Self {
        Self {
            partition: 0,
            current_leader_epoch: -1,
            fetch_offset: 0,
            last_fetched_epoch: -1,
            log_start_offset: -1,
            partition_max_bytes: 0,
            replica_directory_id: Uuid::ZERO,
            high_watermark: i64::MAX,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for FetchPartition<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition", &mut self.partition)?;
        r.field_if(9 <= version, "current_leader_epoch", &mut self.current_leader_epoch)?;
        r.field("fetch_offset", &mut self.fetch_offset)?;
        r.field_if(12 <= version, "last_fetched_epoch", &mut self.last_fetched_epoch)?;
        r.field_if(5 <= version, "log_start_offset", &mut self.log_start_offset)?;
        r.field("partition_max_bytes", &mut self.partition_max_bytes)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 17 <= version => {
                    r.field("replica_directory_id", &mut self.replica_directory_id)?;
                }
                1 if 18 <= version => {
                    r.field("high_watermark", &mut self.high_watermark)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition", &self.partition)?;
        w.field_if(9 <= version, "current_leader_epoch", &self.current_leader_epoch)?;
        w.field("fetch_offset", &self.fetch_offset)?;
        w.field_or(
            12 <= version,
            "last_fetched_epoch",
            &self.last_fetched_epoch,
            self.last_fetched_epoch == -1,
        )?;
        w.field_if(5 <= version, "log_start_offset", &self.log_start_offset)?;
        w.field("partition_max_bytes", &self.partition_max_bytes)?;
        let mut tags = Tags::new();
        tags.field_if(
            17 <= version && !self.replica_directory_id.is_zero(),
            w,
            0,
            "replica_directory_id",
            &self.replica_directory_id,
        )?;
        tags.field_if(
            18 <= version && self.high_watermark != i64::MAX,
            w,
            1,
            "high_watermark",
            &self.high_watermark,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `forgotten_topics_data`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForgottenTopic<'a> {
    /// The topic's name.
    ///
    /// Until version 12; dropped by other versions.
    pub topic: &'a str,
    /// The topic's id.
    ///
    /// Since version 13; dropped by other versions.
    pub topic_id: Uuid,
    /// The partitions.
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ForgottenTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 12, "topic", &mut self.topic)?;
        r.field_if(13 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 12, "topic", &self.topic)?;
        w.field_if(13 <= version, "topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// Records, and how far each partition is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchResponse<'a> {
    /// Milliseconds for which the client is held back because of a quota.
    pub throttle_time_ms: i32,
    /// An error of the whole request, or 0.
    ///
    /// Since version 7; dropped by other versions.
    pub error_code: i16,
    /// The fetch session, or 0 for none (KIP-227).
    ///
    /// Since version 7.
    pub session_id: i32,
    /// Topics.
    pub responses: Vec<FetchableTopicResponse<'a>>,
    /// Where the leaders named in this answer are reached.
    ///
    /// Since version 16; tag 0.
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(7 <= version, "error_code", &mut self.error_code)?;
        r.field_if(7 <= version, "session_id", &mut self.session_id)?;
        r.field("responses", &mut self.responses)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 16 <= version => {
                    r.field("node_endpoints", &mut self.node_endpoints)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field_if(7 <= version, "error_code", &self.error_code)?;
        w.field_or(7 <= version, "session_id", &self.session_id, self.session_id == 0)?;
        w.field("responses", &self.responses)?;
        let mut tags = Tags::new();
        w.lacking(16 <= version, "node_endpoints", self.node_endpoints.is_empty())?;
        tags.field_if(
            !self.node_endpoints.is_empty(),
            w,
            0,
            "node_endpoints",
            &self.node_endpoints,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchableTopicResponse<'a> {
    /// The topic's name.
    ///
    /// Until version 12; dropped by other versions.
    pub topic: &'a str,
    /// The topic's id.
    ///
    /// Since version 13; dropped by other versions.
    pub topic_id: Uuid,
    /// Partitions.
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchableTopicResponse<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 12, "topic", &mut self.topic)?;
        r.field_if(13 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 12, "topic", &self.topic)?;
        w.field_if(13 <= version, "topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionData<'a> {
    /// The partition.
    pub partition_index: i32,
    /// An error of this element, or 0.
    pub error_code: i16,
    /// The end of what is committed, or -1.
    pub high_watermark: i64,
    /// The end of what no open transaction can change, or -1.
    ///
    /// -1 by default.
    pub last_stable_offset: i64,
    /// The first offset of the log.
    ///
    /// Since version 5; -1 by default; dropped by other versions.
    pub log_start_offset: i64,
    /// Where the asker's log leaves the leader's (KIP-595): its end must be cut to
    /// this epoch and offset.
    ///
    /// Since version 12; tag 0.
    pub diverging_epoch: EpochEndOffset<'a>,
    /// Who leads now, when the answering broker does not.
    ///
    /// Since version 12; tag 1.
    pub current_leader: LeaderIdAndEpoch<'a>,
    /// The snapshot to fetch instead, when the offset lies before the log
    /// (KIP-630).
    ///
    /// Since version 12; tag 2.
    pub snapshot_id: SnapshotId<'a>,
    /// Transactions aborted in the range; null unless reading committed.
    pub aborted_transactions: Option<Vec<AbortedTransaction<'a>>>,
    /// The replica to fetch from next, or -1.
    ///
    /// Since version 11; -1 by default.
    pub preferred_read_replica: i32,
    /// Record batches; the last may be cut off.
    pub records: Option<&'a [u8]>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionData<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            error_code: 0,
            high_watermark: 0,
            last_stable_offset: -1,
            log_start_offset: -1,
            diverging_epoch: EpochEndOffset::default(),
            current_leader: LeaderIdAndEpoch::default(),
            snapshot_id: SnapshotId::default(),
            aborted_transactions: Some(Vec::new()),
            preferred_read_replica: -1,
            records: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 30;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("high_watermark", &mut self.high_watermark)?;
        r.field("last_stable_offset", &mut self.last_stable_offset)?;
        r.field_if(5 <= version, "log_start_offset", &mut self.log_start_offset)?;
        r.field("aborted_transactions", &mut self.aborted_transactions)?;
        r.field_if(11 <= version, "preferred_read_replica", &mut self.preferred_read_replica)?;
        r.field("records", &mut self.records)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 12 <= version => {
                    r.field("diverging_epoch", &mut self.diverging_epoch)?;
                }
                1 if 12 <= version => {
                    r.field("current_leader", &mut self.current_leader)?;
                }
                2 if 12 <= version => {
                    r.field("snapshot_id", &mut self.snapshot_id)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.field("high_watermark", &self.high_watermark)?;
        w.field("last_stable_offset", &self.last_stable_offset)?;
        w.field_if(5 <= version, "log_start_offset", &self.log_start_offset)?;
        w.field("aborted_transactions", &self.aborted_transactions)?;
        w.field_or(
            11 <= version,
            "preferred_read_replica",
            &self.preferred_read_replica,
            self.preferred_read_replica == -1,
        )?;
        w.field("records", &self.records)?;
        let mut tags = Tags::new();
        w.lacking(
            12 <= version,
            "diverging_epoch",
            self.diverging_epoch == EpochEndOffset::default(),
        )?;
        tags.field_if(
            self.diverging_epoch != EpochEndOffset::default(),
            w,
            0,
            "diverging_epoch",
            &self.diverging_epoch,
        )?;
        w.lacking(
            12 <= version,
            "current_leader",
            self.current_leader == LeaderIdAndEpoch::default(),
        )?;
        tags.field_if(
            self.current_leader != LeaderIdAndEpoch::default(),
            w,
            1,
            "current_leader",
            &self.current_leader,
        )?;
        w.lacking(12 <= version, "snapshot_id", self.snapshot_id == SnapshotId::default())?;
        tags.field_if(
            self.snapshot_id != SnapshotId::default(),
            w,
            2,
            "snapshot_id",
            &self.snapshot_id,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `diverging_epoch`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochEndOffset<'a> {
    /// The epoch.
    ///
    /// -1 by default.
    pub epoch: i32,
    /// The end of the epoch.
    ///
    /// -1 by default.
    pub end_offset: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for EpochEndOffset<'_> {
    fn default() -> Self {
        Self { epoch: -1, end_offset: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for EpochEndOffset<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.field("end_offset", &mut self.end_offset)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        w.field("end_offset", &self.end_offset)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `current_leader`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderIdAndEpoch<'a> {
    /// The leader's broker id, or -1 if it is not known.
    ///
    /// -1 by default.
    pub leader_id: i32,
    /// The leader epoch.
    ///
    /// -1 by default.
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for LeaderIdAndEpoch<'_> {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for LeaderIdAndEpoch<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `snapshot_id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotId<'a> {
    /// The end of the epoch.
    ///
    /// -1 by default.
    pub end_offset: i64,
    /// The epoch.
    ///
    /// -1 by default.
    pub epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for SnapshotId<'_> {
    fn default() -> Self {
        Self { end_offset: -1, epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for SnapshotId<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("end_offset", &mut self.end_offset)?;
        r.field("epoch", &mut self.epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("end_offset", &self.end_offset)?;
        w.field("epoch", &self.epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `aborted_transactions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AbortedTransaction<'a> {
    /// The transaction's producer.
    pub producer_id: i64,
    /// The transaction's first offset.
    pub first_offset: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AbortedTransaction<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("producer_id", &mut self.producer_id)?;
        r.field("first_offset", &mut self.first_offset)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("producer_id", &self.producer_id)?;
        w.field("first_offset", &self.first_offset)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `node_endpoints`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeEndpoint<'a> {
    /// The broker's id.
    pub node_id: i32,
    /// The broker's host name.
    pub host: &'a str,
    /// The broker's port.
    pub port: i32,
    /// The broker's rack, if it has one.
    pub rack: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for NodeEndpoint<'a> {
    const SIZE_MIN: usize = 11;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("node_id", &mut self.node_id)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.field("rack", &mut self.rack)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("node_id", &self.node_id)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.field("rack", &self.rack)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for FetchRequest<'a> {
    const NAME: &'static str = "FetchRequest";
    const API: Option<ApiKey> = Some(ApiKey::Fetch);
    const VERSIONS: Versions = Versions { first: 4, last: 18 };
    const FLEXIBLE_SINCE: Option<i16> = Some(12);
}

impl<'a> Request<'a> for FetchRequest<'a> {
    const KEY: ApiKey = ApiKey::Fetch;
    type Response<'b> = FetchResponse<'b>;
}

impl<'a> Message<'a> for FetchResponse<'a> {
    const NAME: &'static str = "FetchResponse";
    const API: Option<ApiKey> = Some(ApiKey::Fetch);
    const VERSIONS: Versions = Versions { first: 4, last: 18 };
    const FLEXIBLE_SINCE: Option<i16> = Some(12);
}
