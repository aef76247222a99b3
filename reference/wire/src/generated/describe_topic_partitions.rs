//! DescribeTopicPartitions (key 75): the codec of `schema/describe_topic_partitions.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Nullable, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeTopicPartitionsRequest<'a> {
    pub topics: Vec<TopicRequest<'a>>,
    /// 2000 by default.
    pub response_partition_limit: i32,
    pub cursor: Option<Cursor<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeTopicPartitionsRequest<'_> {
    fn default() -> Self {
        Self {
            topics: Vec::new(),
            response_partition_limit: 2000,
            cursor: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeTopicPartitionsRequest<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topics", &mut self.topics)?;
        r.field("response_partition_limit", &mut self.response_partition_limit)?;
        r.field("cursor", &mut self.cursor)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topics", &self.topics)?;
        w.field("response_partition_limit", &self.response_partition_limit)?;
        w.field("cursor", &self.cursor)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicRequest<'a> {
    pub name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `cursor`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor<'a> {
    pub topic_name: &'a str,
    pub partition_index: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Cursor<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.field("partition_index", &mut self.partition_index)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.field("partition_index", &self.partition_index)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for Cursor<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeTopicPartitionsResponse<'a> {
    pub throttle_time_ms: i32,
    pub topics: Vec<DescribeTopicPartitionsResponseTopic<'a>>,
    pub next_cursor: Option<ResponseCursor<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeTopicPartitionsResponse<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("topics", &mut self.topics)?;
        r.field("next_cursor", &mut self.next_cursor)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("topics", &self.topics)?;
        w.field("next_cursor", &self.next_cursor)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeTopicPartitionsResponseTopic<'a> {
    pub error_code: i16,
    pub name: Option<&'a str>,
    pub topic_id: Uuid,
    pub is_internal: bool,
    pub partitions: Vec<DescribeTopicPartitionsResponsePartition<'a>>,
    /// -2147483648 by default.
    pub topic_authorized_operations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeTopicPartitionsResponseTopic<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            name: Some(""),
            topic_id: Uuid::ZERO,
            is_internal: false,
            partitions: Vec::new(),
            topic_authorized_operations: i32::MIN,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeTopicPartitionsResponseTopic<'a> {
    const SIZE_MIN: usize = 26;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("name", &mut self.name)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.field("is_internal", &mut self.is_internal)?;
        r.field("partitions", &mut self.partitions)?;
        r.field("topic_authorized_operations", &mut self.topic_authorized_operations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("name", &self.name)?;
        w.field("topic_id", &self.topic_id)?;
        w.field("is_internal", &self.is_internal)?;
        w.field("partitions", &self.partitions)?;
        w.field("topic_authorized_operations", &self.topic_authorized_operations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeTopicPartitionsResponsePartition<'a> {
    pub error_code: i16,
    pub partition_index: i32,
    pub leader_id: i32,
    /// -1 by default.
    pub leader_epoch: i32,
    pub replica_nodes: Vec<i32>,
    pub isr_nodes: Vec<i32>,
    pub eligible_leader_replicas: Option<Vec<i32>>,
    pub last_known_elr: Option<Vec<i32>>,
    pub offline_replicas: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeTopicPartitionsResponsePartition<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            partition_index: 0,
            leader_id: 0,
            leader_epoch: -1,
            replica_nodes: Vec::new(),
            isr_nodes: Vec::new(),
            eligible_leader_replicas: None,
            last_known_elr: None,
            offline_replicas: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeTopicPartitionsResponsePartition<'a> {
    const SIZE_MIN: usize = 20;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("partition_index", &mut self.partition_index)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("replica_nodes", &mut self.replica_nodes)?;
        r.field("isr_nodes", &mut self.isr_nodes)?;
        r.field("eligible_leader_replicas", &mut self.eligible_leader_replicas)?;
        r.field("last_known_elr", &mut self.last_known_elr)?;
        r.field("offline_replicas", &mut self.offline_replicas)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("partition_index", &self.partition_index)?;
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("replica_nodes", &self.replica_nodes)?;
        w.field("isr_nodes", &self.isr_nodes)?;
        w.field("eligible_leader_replicas", &self.eligible_leader_replicas)?;
        w.field("last_known_elr", &self.last_known_elr)?;
        w.field("offline_replicas", &self.offline_replicas)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `next_cursor`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseCursor<'a> {
    pub topic_name: &'a str,
    pub partition_index: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseCursor<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.field("partition_index", &mut self.partition_index)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.field("partition_index", &self.partition_index)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for ResponseCursor<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

impl<'a> Message<'a> for DescribeTopicPartitionsRequest<'a> {
    const NAME: &'static str = "DescribeTopicPartitionsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeTopicPartitions);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for DescribeTopicPartitionsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeTopicPartitions;
    type Response<'b> = DescribeTopicPartitionsResponse<'b>;
}

impl<'a> Message<'a> for DescribeTopicPartitionsResponse<'a> {
    const NAME: &'static str = "DescribeTopicPartitionsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeTopicPartitions);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
