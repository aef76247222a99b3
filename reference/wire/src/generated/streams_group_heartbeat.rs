//! StreamsGroupHeartbeat (key 88): the codec of `schema/streams_group_heartbeat.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Nullable, Reader, Request, UnknownTagged, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamsGroupHeartbeatRequest<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub endpoint_information_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    /// -1 by default.
    pub rebalance_timeout_ms: i32,
    pub topology: Option<Topology<'a>>,
    pub active_tasks: Option<Vec<TaskIds<'a>>>,
    pub standby_tasks: Option<Vec<TaskIds<'a>>>,
    pub warmup_tasks: Option<Vec<TaskIds<'a>>>,
    pub process_id: Option<&'a str>,
    pub user_endpoint: Option<Endpoint<'a>>,
    pub client_tags: Option<Vec<KeyValue<'a>>>,
    pub task_offsets: Option<Vec<TaskOffset<'a>>>,
    pub task_end_offsets: Option<Vec<TaskOffset<'a>>>,
    pub shutdown_application: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for StreamsGroupHeartbeatRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            member_id: "",
            member_epoch: 0,
            endpoint_information_epoch: 0,
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            topology: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            process_id: None,
            user_endpoint: None,
            client_tags: None,
            task_offsets: None,
            task_end_offsets: None,
            shutdown_application: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for StreamsGroupHeartbeatRequest<'a> {
    const SIZE_MIN: usize = 27;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("endpoint_information_epoch", &mut self.endpoint_information_epoch)?;
        r.field("instance_id", &mut self.instance_id)?;
        r.field("rack_id", &mut self.rack_id)?;
        r.field("rebalance_timeout_ms", &mut self.rebalance_timeout_ms)?;
        r.field("topology", &mut self.topology)?;
        r.field("active_tasks", &mut self.active_tasks)?;
        r.field("standby_tasks", &mut self.standby_tasks)?;
        r.field("warmup_tasks", &mut self.warmup_tasks)?;
        r.field("process_id", &mut self.process_id)?;
        r.field("user_endpoint", &mut self.user_endpoint)?;
        r.field("client_tags", &mut self.client_tags)?;
        r.field("task_offsets", &mut self.task_offsets)?;
        r.field("task_end_offsets", &mut self.task_end_offsets)?;
        r.field("shutdown_application", &mut self.shutdown_application)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("endpoint_information_epoch", &self.endpoint_information_epoch)?;
        w.field("instance_id", &self.instance_id)?;
        w.field("rack_id", &self.rack_id)?;
        w.field("rebalance_timeout_ms", &self.rebalance_timeout_ms)?;
        w.field("topology", &self.topology)?;
        w.field("active_tasks", &self.active_tasks)?;
        w.field("standby_tasks", &self.standby_tasks)?;
        w.field("warmup_tasks", &self.warmup_tasks)?;
        w.field("process_id", &self.process_id)?;
        w.field("user_endpoint", &self.user_endpoint)?;
        w.field("client_tags", &self.client_tags)?;
        w.field("task_offsets", &self.task_offsets)?;
        w.field("task_end_offsets", &self.task_end_offsets)?;
        w.field("shutdown_application", &self.shutdown_application)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topology`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topology<'a> {
    pub epoch: i32,
    pub subtopologies: Vec<Subtopology<'a>>,
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
    pub source_topic_regex: Vec<&'a str>,
    pub state_changelog_topics: Vec<TopicInfo<'a>>,
    pub repartition_sink_topics: Vec<&'a str>,
    pub repartition_source_topics: Vec<TopicInfo<'a>>,
    pub copartition_groups: Vec<CopartitionGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Subtopology<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("source_topics", &mut self.source_topics)?;
        r.field("source_topic_regex", &mut self.source_topic_regex)?;
        r.field("state_changelog_topics", &mut self.state_changelog_topics)?;
        r.field("repartition_sink_topics", &mut self.repartition_sink_topics)?;
        r.field("repartition_source_topics", &mut self.repartition_source_topics)?;
        r.field("copartition_groups", &mut self.copartition_groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("source_topics", &self.source_topics)?;
        w.field("source_topic_regex", &self.source_topic_regex)?;
        w.field("state_changelog_topics", &self.state_changelog_topics)?;
        w.field("repartition_sink_topics", &self.repartition_sink_topics)?;
        w.field("repartition_source_topics", &self.repartition_source_topics)?;
        w.field("copartition_groups", &self.copartition_groups)?;
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

/// An element of `copartition_groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CopartitionGroup<'a> {
    pub source_topics: Vec<i16>,
    pub source_topic_regex: Vec<i16>,
    pub repartition_source_topics: Vec<i16>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CopartitionGroup<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("source_topics", &mut self.source_topics)?;
        r.field("source_topic_regex", &mut self.source_topic_regex)?;
        r.field("repartition_source_topics", &mut self.repartition_source_topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("source_topics", &self.source_topics)?;
        w.field("source_topic_regex", &self.source_topic_regex)?;
        w.field("repartition_source_topics", &self.repartition_source_topics)?;
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamsGroupHeartbeatResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub acceptable_recovery_lag: i32,
    pub task_offset_interval_ms: i32,
    pub status: Option<Vec<Status<'a>>>,
    pub active_tasks: Option<Vec<ResponseTaskIds<'a>>>,
    pub standby_tasks: Option<Vec<ResponseTaskIds<'a>>>,
    pub warmup_tasks: Option<Vec<ResponseTaskIds<'a>>>,
    pub endpoint_information_epoch: i32,
    pub partitions_by_user_endpoint: Option<Vec<EndpointToPartitions<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for StreamsGroupHeartbeatResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: None,
            member_id: "",
            member_epoch: 0,
            heartbeat_interval_ms: 0,
            acceptable_recovery_lag: 0,
            task_offset_interval_ms: 0,
            status: Some(Vec::new()),
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            endpoint_information_epoch: 0,
            partitions_by_user_endpoint: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for StreamsGroupHeartbeatResponse<'a> {
    const SIZE_MIN: usize = 34;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("heartbeat_interval_ms", &mut self.heartbeat_interval_ms)?;
        r.field("acceptable_recovery_lag", &mut self.acceptable_recovery_lag)?;
        r.field("task_offset_interval_ms", &mut self.task_offset_interval_ms)?;
        r.field("status", &mut self.status)?;
        r.field("active_tasks", &mut self.active_tasks)?;
        r.field("standby_tasks", &mut self.standby_tasks)?;
        r.field("warmup_tasks", &mut self.warmup_tasks)?;
        r.field("endpoint_information_epoch", &mut self.endpoint_information_epoch)?;
        r.field("partitions_by_user_endpoint", &mut self.partitions_by_user_endpoint)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("member_id", &self.member_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("heartbeat_interval_ms", &self.heartbeat_interval_ms)?;
        w.field("acceptable_recovery_lag", &self.acceptable_recovery_lag)?;
        w.field("task_offset_interval_ms", &self.task_offset_interval_ms)?;
        w.field("status", &self.status)?;
        w.field("active_tasks", &self.active_tasks)?;
        w.field("standby_tasks", &self.standby_tasks)?;
        w.field("warmup_tasks", &self.warmup_tasks)?;
        w.field("endpoint_information_epoch", &self.endpoint_information_epoch)?;
        w.field("partitions_by_user_endpoint", &self.partitions_by_user_endpoint)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `status`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status<'a> {
    pub status_code: i8,
    pub status_detail: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Status<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("status_code", &mut self.status_code)?;
        r.field("status_detail", &mut self.status_detail)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("status_code", &self.status_code)?;
        w.field("status_detail", &self.status_detail)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `active_tasks`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseTaskIds<'a> {
    pub subtopology_id: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseTaskIds<'a> {
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

/// An element of `partitions_by_user_endpoint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndpointToPartitions<'a> {
    pub user_endpoint: ResponseEndpoint<'a>,
    pub active_partitions: Vec<TopicPartition<'a>>,
    pub standby_partitions: Vec<TopicPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for EndpointToPartitions<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("user_endpoint", &mut self.user_endpoint)?;
        r.field("active_partitions", &mut self.active_partitions)?;
        r.field("standby_partitions", &mut self.standby_partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("user_endpoint", &self.user_endpoint)?;
        w.field("active_partitions", &self.active_partitions)?;
        w.field("standby_partitions", &self.standby_partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `user_endpoint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseEndpoint<'a> {
    pub host: &'a str,
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseEndpoint<'a> {
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

/// An element of `active_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartition<'a> {
    pub topic: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicPartition<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic", &mut self.topic)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic", &self.topic)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for StreamsGroupHeartbeatRequest<'a> {
    const NAME: &'static str = "StreamsGroupHeartbeatRequest";
    const API: Option<ApiKey> = Some(ApiKey::StreamsGroupHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for StreamsGroupHeartbeatRequest<'a> {
    const KEY: ApiKey = ApiKey::StreamsGroupHeartbeat;
    type Response<'b> = StreamsGroupHeartbeatResponse<'b>;
}

impl<'a> Message<'a> for StreamsGroupHeartbeatResponse<'a> {
    const NAME: &'static str = "StreamsGroupHeartbeatResponse";
    const API: Option<ApiKey> = Some(ApiKey::StreamsGroupHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
