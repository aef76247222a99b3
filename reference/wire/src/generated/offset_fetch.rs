//! OffsetFetch (key 9): the codec of `schema/offset_fetch.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetFetchRequest<'a> {
    /// Until version 7.
    pub group_id: &'a str,
    /// Until version 7.
    pub topics: Option<Vec<OffsetFetchRequestTopic<'a>>>,
    /// Since version 8.
    pub groups: Vec<OffsetFetchRequestGroup<'a>>,
    /// Since version 7.
    pub require_stable: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetFetchRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            topics: Some(Vec::new()),
            groups: Vec::new(),
            require_stable: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetFetchRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 7, "group_id", &mut self.group_id)?;
        r.nullable_if(version <= 7, 2 <= version, "topics", &mut self.topics)?;
        r.field_if(8 <= version, "groups", &mut self.groups)?;
        r.field_if(7 <= version, "require_stable", &mut self.require_stable)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(version <= 7, "group_id", &self.group_id, self.group_id.is_empty())?;
        w.nullable_or(
            version <= 7,
            2 <= version,
            "topics",
            &self.topics,
            self.topics.as_ref().is_some_and(Vec::is_empty),
        )?;
        w.field_or(8 <= version, "groups", &self.groups, self.groups.is_empty())?;
        w.field_or(7 <= version, "require_stable", &self.require_stable, !self.require_stable)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchRequestTopic<'a> {
    pub name: &'a str,
    pub partition_indexes: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchRequestTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partition_indexes", &mut self.partition_indexes)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partition_indexes", &self.partition_indexes)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `groups`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetFetchRequestGroup<'a> {
    pub group_id: &'a str,
    /// Since version 9; dropped by other versions.
    pub member_id: Option<&'a str>,
    /// Since version 9; -1 by default; dropped by other versions.
    pub member_epoch: i32,
    pub topics: Option<Vec<OffsetFetchRequestTopics<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetFetchRequestGroup<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            member_id: None,
            member_epoch: -1,
            topics: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetFetchRequestGroup<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field_if(9 <= version, "member_id", &mut self.member_id)?;
        r.field_if(9 <= version, "member_epoch", &mut self.member_epoch)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field_if(9 <= version, "member_id", &self.member_id)?;
        w.field_if(9 <= version, "member_epoch", &self.member_epoch)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchRequestTopics<'a> {
    /// Until version 9; dropped by other versions.
    pub name: &'a str,
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    pub partition_indexes: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchRequestTopics<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 9, "name", &mut self.name)?;
        r.field_if(10 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partition_indexes", &mut self.partition_indexes)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 9, "name", &self.name)?;
        w.field_if(10 <= version, "topic_id", &self.topic_id)?;
        w.field("partition_indexes", &self.partition_indexes)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchResponse<'a> {
    /// Since version 3; dropped by other versions.
    pub throttle_time_ms: i32,
    /// Until version 7.
    pub topics: Vec<OffsetFetchResponseTopic<'a>>,
    /// Versions 2 to 7; dropped by other versions.
    pub error_code: i16,
    /// Since version 8.
    pub groups: Vec<OffsetFetchResponseGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(3 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(version <= 7, "topics", &mut self.topics)?;
        r.field_if((2..=7).contains(&version), "error_code", &mut self.error_code)?;
        r.field_if(8 <= version, "groups", &mut self.groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(3 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field_or(version <= 7, "topics", &self.topics, self.topics.is_empty())?;
        w.field_if((2..=7).contains(&version), "error_code", &self.error_code)?;
        w.field_or(8 <= version, "groups", &self.groups, self.groups.is_empty())?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseTopic<'a> {
    pub name: &'a str,
    pub partitions: Vec<OffsetFetchResponsePartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchResponseTopic<'a> {
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
pub struct OffsetFetchResponsePartition<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    /// Since version 5; -1 by default; dropped by other versions.
    pub committed_leader_epoch: i32,
    pub metadata: Option<&'a str>,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetFetchResponsePartition<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            metadata: Some(""),
            error_code: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetFetchResponsePartition<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("committed_offset", &mut self.committed_offset)?;
        r.field_if(5 <= version, "committed_leader_epoch", &mut self.committed_leader_epoch)?;
        r.field("metadata", &mut self.metadata)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("committed_offset", &self.committed_offset)?;
        w.field_if(5 <= version, "committed_leader_epoch", &self.committed_leader_epoch)?;
        w.field("metadata", &self.metadata)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseGroup<'a> {
    pub group_id: &'a str,
    pub topics: Vec<OffsetFetchResponseTopics<'a>>,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchResponseGroup<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("topics", &mut self.topics)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("topics", &self.topics)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseTopics<'a> {
    /// Until version 9; dropped by other versions.
    pub name: &'a str,
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    pub partitions: Vec<OffsetFetchResponsePartitions<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OffsetFetchResponseTopics<'a> {
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
pub struct OffsetFetchResponsePartitions<'a> {
    pub partition_index: i32,
    pub committed_offset: i64,
    /// -1 by default.
    pub committed_leader_epoch: i32,
    pub metadata: Option<&'a str>,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetFetchResponsePartitions<'_> {
    fn default() -> Self {
        Self {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            metadata: Some(""),
            error_code: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetFetchResponsePartitions<'a> {
    const SIZE_MIN: usize = 20;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("committed_offset", &mut self.committed_offset)?;
        r.field("committed_leader_epoch", &mut self.committed_leader_epoch)?;
        r.field("metadata", &mut self.metadata)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("committed_offset", &self.committed_offset)?;
        w.field("committed_leader_epoch", &self.committed_leader_epoch)?;
        w.field("metadata", &self.metadata)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for OffsetFetchRequest<'a> {
    const NAME: &'static str = "OffsetFetchRequest";
    const API: Option<ApiKey> = Some(ApiKey::OffsetFetch);
    const VERSIONS: Versions = Versions { first: 1, last: 10 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}

impl<'a> Request<'a> for OffsetFetchRequest<'a> {
    const KEY: ApiKey = ApiKey::OffsetFetch;
    type Response<'b> = OffsetFetchResponse<'b>;
}

impl<'a> Message<'a> for OffsetFetchResponse<'a> {
    const NAME: &'static str = "OffsetFetchResponse";
    const API: Option<ApiKey> = Some(ApiKey::OffsetFetch);
    const VERSIONS: Versions = Versions { first: 1, last: 10 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}
