//! OffsetCommit (key 8): the codec of `schema/offset_commit.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetCommitRequest<'a> {
    pub group_id: &'a str,
    /// -1 by default.
    pub generation_id_or_member_epoch: i32,
    pub member_id: &'a str,
    /// Since version 7.
    pub group_instance_id: Option<&'a str>,
    /// Until version 4; -1 by default; dropped by other versions.
    pub retention_time_ms: i64,
    pub topics: Vec<OffsetCommitRequestTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetCommitRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            generation_id_or_member_epoch: -1,
            member_id: "",
            group_instance_id: None,
            retention_time_ms: -1,
            topics: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetCommitRequest<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("generation_id_or_member_epoch", &mut self.generation_id_or_member_epoch)?;
        r.field("member_id", &mut self.member_id)?;
        r.field_if(7 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field_if(version <= 4, "retention_time_ms", &mut self.retention_time_ms)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("generation_id_or_member_epoch", &self.generation_id_or_member_epoch)?;
        w.field("member_id", &self.member_id)?;
        w.field_or(
            7 <= version,
            "group_instance_id",
            &self.group_instance_id,
            self.group_instance_id.is_none(),
        )?;
        w.field_if(version <= 4, "retention_time_ms", &self.retention_time_ms)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetCommitRequestTopic<'a> {
    /// Until version 9; dropped by other versions.
    pub name: &'a str,
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetCommitRequestPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetCommitRequestTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 9, "name", &mut self.name)?;
        r.field_if(10 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 9, "name", &self.name)?;
        w.field_if(10 <= version, "topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetCommitRequestPartition<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    /// Since version 6; -1 by default; dropped by other versions.
    pub committed_leader_epoch: i32,
    pub committed_metadata: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetCommitRequestPartition<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            committed_metadata: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetCommitRequestPartition<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("committed_offset", &mut self.committed_offset)?;
        r.field_if(6 <= version, "committed_leader_epoch", &mut self.committed_leader_epoch)?;
        r.field("committed_metadata", &mut self.committed_metadata)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("committed_offset", &self.committed_offset)?;
        w.field_if(6 <= version, "committed_leader_epoch", &self.committed_leader_epoch)?;
        w.field("committed_metadata", &self.committed_metadata)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetCommitResponse<'a> {
    /// Since version 3; dropped by other versions.
    pub throttle_time_ms: i32,
    pub topics: Vec<OffsetCommitResponseTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetCommitResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(3 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(3 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetCommitResponseTopic<'a> {
    /// Until version 9; dropped by other versions.
    pub name: &'a str,
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetCommitResponsePartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetCommitResponseTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 9, "name", &mut self.name)?;
        r.field_if(10 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 9, "name", &self.name)?;
        w.field_if(10 <= version, "topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetCommitResponsePartition<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetCommitResponsePartition<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for OffsetCommitRequest<'a> {
    const NAME: &'static str = "OffsetCommitRequest";
    const API: Option<ApiKey> = Some(ApiKey::OffsetCommit);
    const VERSIONS: Versions = Versions { first: 2, last: 10 };
    const FLEXIBLE_SINCE: Option<i16> = Some(8);
}

impl<'a> Request<'a> for OffsetCommitRequest<'a> {
    const KEY: ApiKey = ApiKey::OffsetCommit;
    type Response<'b> = OffsetCommitResponse<'b>;
}

impl<'a> Message<'a> for OffsetCommitResponse<'a> {
    const NAME: &'static str = "OffsetCommitResponse";
    const API: Option<ApiKey> = Some(ApiKey::OffsetCommit);
    const VERSIONS: Versions = Versions { first: 2, last: 10 };
    const FLEXIBLE_SINCE: Option<i16> = Some(8);
}
