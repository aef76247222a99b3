//! ShareFetch (key 78): the codec of `schema/share_fetch.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareFetchRequest<'a> {
    pub group_id: Option<&'a str>,
    pub member_id: Option<&'a str>,
    pub share_session_epoch: i32,
    pub max_wait_ms: i32,
    pub min_bytes: i32,
    /// 2147483647 by default.
    pub max_bytes: i32,
    pub max_records: i32,
    pub batch_size: i32,
    /// Since version 2; dropped by other versions.
    pub share_acquire_mode: i8,
    /// Since version 2.
    pub is_renew_ack: bool,
    pub topics: Vec<FetchTopic<'a>>,
    pub forgotten_topics_data: Vec<ForgottenTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ShareFetchRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: None,
            member_id: Some(""),
            share_session_epoch: 0,
            max_wait_ms: 0,
            min_bytes: 0,
            max_bytes: i32::MAX,
            max_records: 0,
            batch_size: 0,
            share_acquire_mode: 0,
            is_renew_ack: false,
            topics: Vec::new(),
            forgotten_topics_data: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ShareFetchRequest<'a> {
    const SIZE_MIN: usize = 29;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("share_session_epoch", &mut self.share_session_epoch)?;
        r.field("max_wait_ms", &mut self.max_wait_ms)?;
        r.field("min_bytes", &mut self.min_bytes)?;
        r.field("max_bytes", &mut self.max_bytes)?;
        r.field("max_records", &mut self.max_records)?;
        r.field("batch_size", &mut self.batch_size)?;
        r.field_if(2 <= version, "share_acquire_mode", &mut self.share_acquire_mode)?;
        r.field_if(2 <= version, "is_renew_ack", &mut self.is_renew_ack)?;
        r.field("topics", &mut self.topics)?;
        r.field("forgotten_topics_data", &mut self.forgotten_topics_data)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        w.field("share_session_epoch", &self.share_session_epoch)?;
        w.field("max_wait_ms", &self.max_wait_ms)?;
        w.field("min_bytes", &self.min_bytes)?;
        w.field("max_bytes", &self.max_bytes)?;
        w.field("max_records", &self.max_records)?;
        w.field("batch_size", &self.batch_size)?;
        w.field_if(2 <= version, "share_acquire_mode", &self.share_acquire_mode)?;
        w.field_or(2 <= version, "is_renew_ack", &self.is_renew_ack, !self.is_renew_ack)?;
        w.field("topics", &self.topics)?;
        w.field("forgotten_topics_data", &self.forgotten_topics_data)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchTopic<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<FetchPartition<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchTopic<'a> {
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
pub struct FetchPartition<'a> {
    pub partition_index: i32,
    pub acknowledgement_batches: Vec<AcknowledgementBatch<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchPartition<'a> {
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

/// An element of `forgotten_topics_data`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForgottenTopic<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ForgottenTopic<'a> {
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
pub struct ShareFetchResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub acquisition_lock_timeout_ms: i32,
    pub responses: Vec<ShareFetchableTopicResponse<'a>>,
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareFetchResponse<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("acquisition_lock_timeout_ms", &mut self.acquisition_lock_timeout_ms)?;
        r.field("responses", &mut self.responses)?;
        r.field("node_endpoints", &mut self.node_endpoints)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("acquisition_lock_timeout_ms", &self.acquisition_lock_timeout_ms)?;
        w.field("responses", &self.responses)?;
        w.field("node_endpoints", &self.node_endpoints)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareFetchableTopicResponse<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareFetchableTopicResponse<'a> {
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
    pub acknowledge_error_code: i16,
    pub acknowledge_error_message: Option<&'a str>,
    pub current_leader: LeaderIdAndEpoch<'a>,
    pub records: Option<&'a [u8]>,
    pub acquired_records: Vec<AcquiredRecords<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("acknowledge_error_code", &mut self.acknowledge_error_code)?;
        r.field("acknowledge_error_message", &mut self.acknowledge_error_message)?;
        r.field("current_leader", &mut self.current_leader)?;
        r.nullable(version <= 0, "records", &mut self.records)?;
        r.field("acquired_records", &mut self.acquired_records)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("acknowledge_error_code", &self.acknowledge_error_code)?;
        w.field("acknowledge_error_message", &self.acknowledge_error_message)?;
        w.field("current_leader", &self.current_leader)?;
        w.nullable(version <= 0, "records", &self.records)?;
        w.field("acquired_records", &self.acquired_records)?;
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

/// An element of `acquired_records`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AcquiredRecords<'a> {
    pub first_offset: i64,
    pub last_offset: i64,
    pub delivery_count: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AcquiredRecords<'a> {
    const SIZE_MIN: usize = 19;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("first_offset", &mut self.first_offset)?;
        r.field("last_offset", &mut self.last_offset)?;
        r.field("delivery_count", &mut self.delivery_count)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("first_offset", &self.first_offset)?;
        w.field("last_offset", &self.last_offset)?;
        w.field("delivery_count", &self.delivery_count)?;
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

impl<'a> Message<'a> for ShareFetchRequest<'a> {
    const NAME: &'static str = "ShareFetchRequest";
    const API: Option<ApiKey> = Some(ApiKey::ShareFetch);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ShareFetchRequest<'a> {
    const KEY: ApiKey = ApiKey::ShareFetch;
    type Response<'b> = ShareFetchResponse<'b>;
}

impl<'a> Message<'a> for ShareFetchResponse<'a> {
    const NAME: &'static str = "ShareFetchResponse";
    const API: Option<ApiKey> = Some(ApiKey::ShareFetch);
    const VERSIONS: Versions = Versions { first: 1, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
