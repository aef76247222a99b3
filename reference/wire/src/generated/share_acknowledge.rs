//! ShareAcknowledge (key 79): the codec of `schema/share_acknowledge.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareAcknowledgeRequest<'a> {
    pub group_id: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub share_session_epoch: i32,
    /// Since version 2.
    pub is_renew_ack: bool,
    pub topics: Vec<AcknowledgeTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ShareAcknowledgeRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: None,
            member_id: Some(""),
            share_session_epoch: 0,
            is_renew_ack: false,
            topics: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ShareAcknowledgeRequest<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("share_session_epoch", &mut self.share_session_epoch)?;
        r.field_if(2 <= version, "is_renew_ack", &mut self.is_renew_ack)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        w.field("share_session_epoch", &self.share_session_epoch)?;
        w.field_or(2 <= version, "is_renew_ack", &self.is_renew_ack, !self.is_renew_ack)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AcknowledgeTopic<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<AcknowledgePartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AcknowledgeTopic<'a> {
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

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AcknowledgePartition<'a> {
    pub partition_index: i32,
    pub acknowledgement_batches: Vec<AcknowledgementBatch<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AcknowledgePartition<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("acknowledgement_batches", &mut self.acknowledgement_batches)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("acknowledgement_batches", &self.acknowledgement_batches)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `acknowledgement_batches`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AcknowledgementBatch<'a> {
    pub first_offset: i64,
    pub last_offset: i64,
    pub acknowledge_types: Vec<i8>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AcknowledgementBatch<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("first_offset", &mut self.first_offset)?;
        r.field("last_offset", &mut self.last_offset)?;
        r.field("acknowledge_types", &mut self.acknowledge_types)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("first_offset", &self.first_offset)?;
        w.field("last_offset", &self.last_offset)?;
        w.field("acknowledge_types", &self.acknowledge_types)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareAcknowledgeResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Since version 2; dropped by other versions.
    pub acquisition_lock_timeout_ms: i32,
    pub responses: Vec<ShareAcknowledgeTopicResponse<'a>>,
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareAcknowledgeResponse<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field_if(
            2 <= version,
            "acquisition_lock_timeout_ms",
            &mut self.acquisition_lock_timeout_ms,
        )?;
        r.field("responses", &mut self.responses)?;
        r.field("node_endpoints", &mut self.node_endpoints)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field_if(2 <= version, "acquisition_lock_timeout_ms", &self.acquisition_lock_timeout_ms)?;
        w.field("responses", &self.responses)?;
        w.field("node_endpoints", &self.node_endpoints)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareAcknowledgeTopicResponse<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareAcknowledgeTopicResponse<'a> {
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

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionData<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub current_leader: LeaderIdAndEpoch<'a>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 17;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("current_leader", &mut self.current_leader)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("current_leader", &self.current_leader)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `current_leader`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaderIdAndEpoch<'a> {
    pub leader_id: i32,
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
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

/// An element of `node_endpoints`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeEndpoint<'a> {
    pub node_id: i32,
    pub host: &'a str,
    pub port: i32,
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

impl<'a> Message<'a> for ShareAcknowledgeRequest<'a> {
    const NAME: &'static str = "ShareAcknowledgeRequest";
    const API: Option<ApiKey> = Some(ApiKey::ShareAcknowledge);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ShareAcknowledgeRequest<'a> {
    const KEY: ApiKey = ApiKey::ShareAcknowledge;
    type Response<'b> = ShareAcknowledgeResponse<'b>;
}

impl<'a> Message<'a> for ShareAcknowledgeResponse<'a> {
    const NAME: &'static str = "ShareAcknowledgeResponse";
    const API: Option<ApiKey> = Some(ApiKey::ShareAcknowledge);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
