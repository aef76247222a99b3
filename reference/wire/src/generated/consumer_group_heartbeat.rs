//! ConsumerGroupHeartbeat (key 68): the codec of `schema/consumer_group_heartbeat.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Nullable, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerGroupHeartbeatRequest<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
    pub member_epoch: i32,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    /// -1 by default.
    pub rebalance_timeout_ms: i32,
    pub subscribed_topic_names: Option<Vec<&'a str>>,
    /// Since version 1.
    pub subscribed_topic_regex: Option<&'a str>,
    pub server_assignor: Option<&'a str>,
    pub topic_partitions: Option<Vec<TopicPartitions<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ConsumerGroupHeartbeatRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            member_id: "",
            member_epoch: 0,
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            subscribed_topic_names: None,
            subscribed_topic_regex: None,
            server_assignor: None,
            topic_partitions: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ConsumerGroupHeartbeatRequest<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("instance_id", &mut self.instance_id)?;
        r.field("rack_id", &mut self.rack_id)?;
        r.field("rebalance_timeout_ms", &mut self.rebalance_timeout_ms)?;
        r.field("subscribed_topic_names", &mut self.subscribed_topic_names)?;
        r.field_if(1 <= version, "subscribed_topic_regex", &mut self.subscribed_topic_regex)?;
        r.field("server_assignor", &mut self.server_assignor)?;
        r.field("topic_partitions", &mut self.topic_partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("instance_id", &self.instance_id)?;
        w.field("rack_id", &self.rack_id)?;
        w.field("rebalance_timeout_ms", &self.rebalance_timeout_ms)?;
        w.field("subscribed_topic_names", &self.subscribed_topic_names)?;
        w.field_or(
            1 <= version,
            "subscribed_topic_regex",
            &self.subscribed_topic_regex,
            self.subscribed_topic_regex.is_none(),
        )?;
        w.field("server_assignor", &self.server_assignor)?;
        w.field("topic_partitions", &self.topic_partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartitions<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicPartitions<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupHeartbeatResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub member_epoch: i32,
    pub heartbeat_interval_ms: i32,
    pub assignment: Option<Assignment<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupHeartbeatResponse<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("heartbeat_interval_ms", &mut self.heartbeat_interval_ms)?;
        r.field("assignment", &mut self.assignment)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("member_id", &self.member_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("heartbeat_interval_ms", &self.heartbeat_interval_ms)?;
        w.field("assignment", &self.assignment)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assignment`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment<'a> {
    pub topic_partitions: Vec<ResponseTopicPartitions<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Assignment<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_partitions", &mut self.topic_partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_partitions", &self.topic_partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for Assignment<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

/// An element of `topic_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseTopicPartitions<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseTopicPartitions<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupHeartbeatRequest<'a> {
    const NAME: &'static str = "ConsumerGroupHeartbeatRequest";
    const API: Option<ApiKey> = Some(ApiKey::ConsumerGroupHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ConsumerGroupHeartbeatRequest<'a> {
    const KEY: ApiKey = ApiKey::ConsumerGroupHeartbeat;
    type Response<'b> = ConsumerGroupHeartbeatResponse<'b>;
}

impl<'a> Message<'a> for ConsumerGroupHeartbeatResponse<'a> {
    const NAME: &'static str = "ConsumerGroupHeartbeatResponse";
    const API: Option<ApiKey> = Some(ApiKey::ConsumerGroupHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
