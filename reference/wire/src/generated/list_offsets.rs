//! ListOffsets (key 2): the codec of `schema/list_offsets.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

/// Offsets wanted by time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListOffsetsRequest<'a> {
    /// The follower that asks, or -1 for a client.
    pub replica_id: i32,
    /// 0: read uncommitted; 1: read committed, to the last stable offset.
    ///
    /// Since version 2.
    pub isolation_level: i8,
    /// Topics.
    pub topics: Vec<ListOffsetsTopic<'a>>,
    /// Milliseconds to wait for remote storage.
    ///
    /// Since version 10; dropped by other versions.
    pub timeout_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListOffsetsRequest<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("replica_id", &mut self.replica_id)?;
        r.field_if(2 <= version, "isolation_level", &mut self.isolation_level)?;
        r.field("topics", &mut self.topics)?;
        r.field_if(10 <= version, "timeout_ms", &mut self.timeout_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("replica_id", &self.replica_id)?;
        w.field_or(
            2 <= version,
            "isolation_level",
            &self.isolation_level,
            self.isolation_level == 0,
        )?;
        w.field("topics", &self.topics)?;
        w.field_if(10 <= version, "timeout_ms", &self.timeout_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListOffsetsTopic<'a> {
    /// The topic's name.
    pub name: &'a str,
    /// Partitions.
    pub partitions: Vec<ListOffsetsPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListOffsetsTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOffsetsPartition<'a> {
    /// The partition.
    pub partition_index: i32,
    /// The leader epoch that the asker believes in, or -1: it fences both sides.
    ///
    /// Since version 4; -1 by default; dropped by other versions.
    pub current_leader_epoch: i32,
    /// A time in milliseconds, or a negative special: -1 the end, -2 the start, -3
    /// the highest time stamp, -4 the local start, -5 the last tiered offset, -6
    /// the first to be tiered.
    pub timestamp: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ListOffsetsPartition<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            current_leader_epoch: -1,
            timestamp: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ListOffsetsPartition<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field_if(4 <= version, "current_leader_epoch", &mut self.current_leader_epoch)?;
        r.field("timestamp", &mut self.timestamp)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field_if(4 <= version, "current_leader_epoch", &self.current_leader_epoch)?;
        w.field("timestamp", &self.timestamp)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// Offsets found by time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListOffsetsResponse<'a> {
    /// Milliseconds for which the client is held back because of a quota.
    ///
    /// Since version 2; dropped by other versions.
    pub throttle_time_ms: i32,
    /// Topics.
    pub topics: Vec<ListOffsetsTopicResponse<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListOffsetsResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(2 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(2 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListOffsetsTopicResponse<'a> {
    /// The topic's name.
    pub name: &'a str,
    /// Partitions.
    pub partitions: Vec<ListOffsetsPartitionResponse<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListOffsetsTopicResponse<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOffsetsPartitionResponse<'a> {
    /// The partition.
    pub partition_index: i32,
    /// An error of this element, or 0.
    pub error_code: i16,
    /// The time stamp of the record found, or -1.
    ///
    /// -1 by default.
    pub timestamp: i64,
    /// The offset found, or -1.
    ///
    /// -1 by default.
    pub offset: i64,
    /// The leader epoch of the record found, or -1.
    ///
    /// Since version 4; -1 by default.
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ListOffsetsPartitionResponse<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            error_code: 0,
            timestamp: -1,
            offset: -1,
            leader_epoch: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ListOffsetsPartitionResponse<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("timestamp", &mut self.timestamp)?;
        r.field("offset", &mut self.offset)?;
        r.field_if(4 <= version, "leader_epoch", &mut self.leader_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.field("timestamp", &self.timestamp)?;
        w.field("offset", &self.offset)?;
        w.field_or(4 <= version, "leader_epoch", &self.leader_epoch, self.leader_epoch == -1)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ListOffsetsRequest<'a> {
    const NAME: &'static str = "ListOffsetsRequest";
    const API: Option<ApiKey> = Some(ApiKey::ListOffsets);
    const VERSIONS: Versions = Versions { first: 1, last: 11 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}

impl<'a> Request<'a> for ListOffsetsRequest<'a> {
    const KEY: ApiKey = ApiKey::ListOffsets;
    type Response<'b> = ListOffsetsResponse<'b>;
}

impl<'a> Message<'a> for ListOffsetsResponse<'a> {
    const NAME: &'static str = "ListOffsetsResponse";
    const API: Option<ApiKey> = Some(ApiKey::ListOffsets);
    const VERSIONS: Versions = Versions { first: 1, last: 11 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}
