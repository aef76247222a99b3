//! ConsumerGroupDescribe (key 69): the codec of `schema/consumer_group_describe.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupDescribeRequest<'a> {
    pub group_ids: Vec<&'a str>,
    pub include_authorized_operations: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupDescribeRequest<'a> {
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
pub struct ConsumerGroupDescribeResponse<'a> {
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupDescribeResponse<'a> {
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
    pub assignor_name: &'a str,
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
            assignor_name: "",
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
        r.field("assignor_name", &mut self.assignor_name)?;
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
        w.field("assignor_name", &self.assignor_name)?;
        w.field("members", &self.members)?;
        w.field("authorized_operations", &self.authorized_operations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    pub member_id: &'a str,
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub member_epoch: i32,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub subscribed_topic_names: Vec<&'a str>,
    pub subscribed_topic_regex: Option<&'a str>,
    pub assignment: Assignment<'a>,
    pub target_assignment: Assignment<'a>,
    /// Since version 1; -1 by default; dropped by other versions.
    pub member_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for Member<'_> {
    fn default() -> Self {
        Self {
            member_id: "",
            instance_id: None,
            rack_id: None,
            member_epoch: 0,
            client_id: "",
            client_host: "",
            subscribed_topic_names: Vec::new(),
            subscribed_topic_regex: None,
            assignment: Assignment::default(),
            target_assignment: Assignment::default(),
            member_type: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for Member<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("member_id", &mut self.member_id)?;
        r.field("instance_id", &mut self.instance_id)?;
        r.field("rack_id", &mut self.rack_id)?;
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("client_id", &mut self.client_id)?;
        r.field("client_host", &mut self.client_host)?;
        r.field("subscribed_topic_names", &mut self.subscribed_topic_names)?;
        r.field("subscribed_topic_regex", &mut self.subscribed_topic_regex)?;
        r.field("assignment", &mut self.assignment)?;
        r.field("target_assignment", &mut self.target_assignment)?;
        r.field_if(1 <= version, "member_type", &mut self.member_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("member_id", &self.member_id)?;
        w.field("instance_id", &self.instance_id)?;
        w.field("rack_id", &self.rack_id)?;
        w.field("member_epoch", &self.member_epoch)?;
        w.field("client_id", &self.client_id)?;
        w.field("client_host", &self.client_host)?;
        w.field("subscribed_topic_names", &self.subscribed_topic_names)?;
        w.field("subscribed_topic_regex", &self.subscribed_topic_regex)?;
        w.field("assignment", &self.assignment)?;
        w.field("target_assignment", &self.target_assignment)?;
        w.field_if(1 <= version, "member_type", &self.member_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assignment`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment<'a> {
    pub topic_partitions: Vec<TopicPartitions<'a>>,
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

/// An element of `topic_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartitions<'a> {
    pub topic_id: Uuid,
    pub topic_name: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicPartitions<'a> {
    const SIZE_MIN: usize = 19;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id", &mut self.topic_id)?;
        r.field("topic_name", &mut self.topic_name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id", &self.topic_id)?;
        w.field("topic_name", &self.topic_name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupDescribeRequest<'a> {
    const NAME: &'static str = "ConsumerGroupDescribeRequest";
    const API: Option<ApiKey> = Some(ApiKey::ConsumerGroupDescribe);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ConsumerGroupDescribeRequest<'a> {
    const KEY: ApiKey = ApiKey::ConsumerGroupDescribe;
    type Response<'b> = ConsumerGroupDescribeResponse<'b>;
}

impl<'a> Message<'a> for ConsumerGroupDescribeResponse<'a> {
    const NAME: &'static str = "ConsumerGroupDescribeResponse";
    const API: Option<ApiKey> = Some(ApiKey::ConsumerGroupDescribe);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
