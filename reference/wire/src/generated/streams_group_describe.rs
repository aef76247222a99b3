//! StreamsGroupDescribe (key 89): the codec of `schema/streams_group_describe.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Nullable, Reader, Request, UnknownTagged, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupDescribeRequest<'a> {
    pub group_ids: Vec<&'a str>,
    pub include_authorized_operations: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StreamsGroupDescribeRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_ids", &mut self.group_ids)?;
        r.field("include_authorized_operations", &mut self.include_authorized_operations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_ids", &self.group_ids)?;
        w.field("include_authorized_operations", &self.include_authorized_operations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupDescribeResponse<'a> {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StreamsGroupDescribeResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("groups", &mut self.groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("groups", &self.groups)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `groups`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedGroup<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub group_id: &'a str,
    pub group_state: &'a str,
    pub group_epoch: i32,
    pub assignment_epoch: i32,
    pub topology: Option<Topology<'a>>,
    pub members: Vec<Member<'a>>,
    /// -2147483648 by default.
    pub authorized_operations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribedGroup<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            error_message: None,
            group_id: "",
            group_state: "",
            group_epoch: 0,
            assignment_epoch: 0,
            topology: None,
            members: Vec::new(),
            authorized_operations: i32::MIN,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribedGroup<'a> {
    const SIZE_MIN: usize = 20;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("group_id", &mut self.group_id)?;
        r.field("group_state", &mut self.group_state)?;
        r.field("group_epoch", &mut self.group_epoch)?;
        r.field("assignment_epoch", &mut self.assignment_epoch)?;
        r.field("topology", &mut self.topology)?;
        r.field("members", &mut self.members)?;
        r.field("authorized_operations", &mut self.authorized_operations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("group_id", &self.group_id)?;
        w.field("group_state", &self.group_state)?;
        w.field("group_epoch", &self.group_epoch)?;
        w.field("assignment_epoch", &self.assignment_epoch)?;
        w.field("topology", &self.topology)?;
        w.field("members", &self.members)?;
        w.field("authorized_operations", &self.authorized_operations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topology`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topology<'a> {
    pub epoch: i32,
    pub subtopologies: Option<Vec<Subtopology<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Topology<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.field("subtopologies", &mut self.subtopologies)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        w.field("subtopologies", &self.subtopologies)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for Topology<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

/// An element of `subtopologies`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subtopology<'a> {
    pub subtopology_id: &'a str,
    pub source_topics: Vec<&'a str>,
    pub repartition_sink_topics: Vec<&'a str>,
    pub state_changelog_topics: Vec<TopicInfo<'a>>,
    pub repartition_source_topics: Vec<TopicInfo<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Subtopology<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("source_topics", &mut self.source_topics)?;
        r.field("repartition_sink_topics", &mut self.repartition_sink_topics)?;
        r.field("state_changelog_topics", &mut self.state_changelog_topics)?;
        r.field("repartition_source_topics", &mut self.repartition_source_topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("source_topics", &self.source_topics)?;
        w.field("repartition_sink_topics", &self.repartition_sink_topics)?;
        w.field("state_changelog_topics", &self.state_changelog_topics)?;
        w.field("repartition_source_topics", &self.repartition_source_topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `state_changelog_topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicInfo<'a> {
    pub name: &'a str,
    pub partitions: i32,
    pub replication_factor: i16,
    pub topic_configs: Vec<KeyValue<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicInfo<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.field("replication_factor", &mut self.replication_factor)?;
        r.field("topic_configs", &mut self.topic_configs)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.field("replication_factor", &self.replication_factor)?;
        w.field("topic_configs", &self.topic_configs)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_configs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyValue<'a> {
    pub key: &'a str,
    pub value: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for KeyValue<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("key", &mut self.key)?;
        r.field("value", &mut self.value)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("key", &self.key)?;
        w.field("value", &self.value)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Member<'a> {
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub topology_epoch: i32,
    pub process_id: &'a str,
    pub user_endpoint: Option<Endpoint<'a>>,
    pub client_tags: Vec<KeyValue<'a>>,
    pub task_offsets: Vec<TaskOffset<'a>>,
    pub task_end_offsets: Vec<TaskOffset<'a>>,
    pub assignment: Assignment<'a>,
    pub target_assignment: Assignment<'a>,
    pub is_classic: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Member<'a> {
    const SIZE_MIN: usize = 28;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_id", &mut self.member_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("instance_id", &mut self.instance_id)?;
        r.field("rack_id", &mut self.rack_id)?;
        r.field("client_id", &mut self.client_id)?;
        r.field("client_host", &mut self.client_host)?;
        r.field("topology_epoch", &mut self.topology_epoch)?;
        r.field("process_id", &mut self.process_id)?;
        r.field("user_endpoint", &mut self.user_endpoint)?;
        r.field("client_tags", &mut self.client_tags)?;
        r.field("task_offsets", &mut self.task_offsets)?;
        r.field("task_end_offsets", &mut self.task_end_offsets)?;
        r.field("assignment", &mut self.assignment)?;
        r.field("target_assignment", &mut self.target_assignment)?;
        r.field("is_classic", &mut self.is_classic)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_id", &self.member_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("instance_id", &self.instance_id)?;
        w.field("rack_id", &self.rack_id)?;
        w.field("client_id", &self.client_id)?;
        w.field("client_host", &self.client_host)?;
        w.field("topology_epoch", &self.topology_epoch)?;
        w.field("process_id", &self.process_id)?;
        w.field("user_endpoint", &self.user_endpoint)?;
        w.field("client_tags", &self.client_tags)?;
        w.field("task_offsets", &self.task_offsets)?;
        w.field("task_end_offsets", &self.task_end_offsets)?;
        w.field("assignment", &self.assignment)?;
        w.field("target_assignment", &self.target_assignment)?;
        w.field("is_classic", &self.is_classic)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `user_endpoint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endpoint<'a> {
    pub host: &'a str,
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Endpoint<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for Endpoint<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

/// An element of `task_offsets`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskOffset<'a> {
    pub subtopology_id: &'a str,
    pub partition: i32,
    pub offset: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TaskOffset<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("partition", &mut self.partition)?;
        r.field("offset", &mut self.offset)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("partition", &self.partition)?;
        w.field("offset", &self.offset)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assignment`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment<'a> {
    pub active_tasks: Vec<TaskIds<'a>>,
    pub standby_tasks: Vec<TaskIds<'a>>,
    pub warmup_tasks: Vec<TaskIds<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Assignment<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("active_tasks", &mut self.active_tasks)?;
        r.field("standby_tasks", &mut self.standby_tasks)?;
        r.field("warmup_tasks", &mut self.warmup_tasks)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("active_tasks", &self.active_tasks)?;
        w.field("standby_tasks", &self.standby_tasks)?;
        w.field("warmup_tasks", &self.warmup_tasks)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `active_tasks`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskIds<'a> {
    pub subtopology_id: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TaskIds<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for StreamsGroupDescribeRequest<'a> {
    const NAME: &'static str = "StreamsGroupDescribeRequest";
    const API: Option<ApiKey> = Some(ApiKey::StreamsGroupDescribe);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for StreamsGroupDescribeRequest<'a> {
    const KEY: ApiKey = ApiKey::StreamsGroupDescribe;
    type Response<'b> = StreamsGroupDescribeResponse<'b>;
}

impl<'a> Message<'a> for StreamsGroupDescribeResponse<'a> {
    const NAME: &'static str = "StreamsGroupDescribeResponse";
    const API: Option<ApiKey> = Some(ApiKey::StreamsGroupDescribe);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
