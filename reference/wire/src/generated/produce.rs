//! Produce (key 0): the codec of `schema/produce.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

/// Records to append to partitions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProduceRequest<'a> {
    /// The producer's transactional id, if it has one.
    pub transactional_id: Option<&'a str>,
    /// When to answer: 0 never, 1 once the leader has the records, -1 once all in-sync
    /// replicas have.
    pub acks: i16,
    /// Milliseconds to wait for the in-sync replicas.
    pub timeout_ms: i32,
    /// Topics to write to.
    pub topic_data: Vec<TopicProduceData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ProduceRequest<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("acks", &mut self.acks)?;
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.field("topic_data", &mut self.topic_data)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("acks", &self.acks)?;
        w.field("timeout_ms", &self.timeout_ms)?;
        w.field("topic_data", &self.topic_data)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_data`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicProduceData<'a> {
    /// The topic's name.
    ///
    /// Until version 12; dropped by other versions.
    pub name: &'a str,
    /// The topic's id.
    ///
    /// Since version 13; dropped by other versions.
    pub topic_id: Uuid,
    /// Partitions to write to.
    pub partition_data: Vec<PartitionProduceData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicProduceData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 12, "name", &mut self.name)?;
        r.field_if(13 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partition_data", &mut self.partition_data)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 12, "name", &self.name)?;
        w.field_if(13 <= version, "topic_id", &self.topic_id)?;
        w.field("partition_data", &self.partition_data)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partition_data`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionProduceData<'a> {
    /// The partition.
    pub index: i32,
    /// One record batch.
    pub records: Option<&'a [u8]>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionProduceData<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("index", &mut self.index)?;
        r.field("records", &mut self.records)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("index", &self.index)?;
        w.field("records", &self.records)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// Where the records were appended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProduceResponse<'a> {
    /// Topics.
    pub responses: Vec<TopicProduceResponse<'a>>,
    /// Milliseconds for which the client is held back because of a quota.
    pub throttle_time_ms: i32,
    /// Where the leaders named in this answer are reached.
    ///
    /// Since version 10; tag 0.
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ProduceResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("responses", &mut self.responses)?;
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 10 <= version => {
                    r.field("node_endpoints", &mut self.node_endpoints)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("responses", &self.responses)?;
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        let mut tags = Tags::new();
        w.lacking(10 <= version, "node_endpoints", self.node_endpoints.is_empty())?;
        tags.field_if(
            !self.node_endpoints.is_empty(),
            w,
            0,
            "node_endpoints",
            &self.node_endpoints,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `responses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicProduceResponse<'a> {
    /// The topic's name.
    ///
    /// Until version 12; dropped by other versions.
    pub name: &'a str,
    /// The topic's id.
    ///
    /// Since version 13; dropped by other versions.
    pub topic_id: Uuid,
    /// Partitions.
    pub partition_responses: Vec<PartitionProduceResponse<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicProduceResponse<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 12, "name", &mut self.name)?;
        r.field_if(13 <= version, "topic_id", &mut self.topic_id)?;
        r.field("partition_responses", &mut self.partition_responses)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(version <= 12, "name", &self.name)?;
        w.field_if(13 <= version, "topic_id", &self.topic_id)?;
        w.field("partition_responses", &self.partition_responses)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partition_responses`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionProduceResponse<'a> {
    /// The partition.
    pub index: i32,
    /// An error of this element, or 0.
    pub error_code: i16,
    /// The offset given to the first record, or -1.
    pub base_offset: i64,
    /// The broker's time stamped on the records, or -1 when the producer's own
    /// stands.
    ///
    /// -1 by default.
    pub log_append_time_ms: i64,
    /// The first offset of the log.
    ///
    /// Since version 5; -1 by default; dropped by other versions.
    pub log_start_offset: i64,
    /// The records for which a batch was refused.
    ///
    /// Since version 8; dropped by other versions.
    pub record_errors: Vec<BatchIndexAndErrorMessage<'a>>,
    /// What is wrong, in words.
    ///
    /// Since version 8; dropped by other versions.
    pub error_message: Option<&'a str>,
    /// Who leads now, when the answering broker does not.
    ///
    /// Since version 10; tag 0.
    pub current_leader: LeaderIdAndEpoch<'a>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionProduceResponse<'_> {
    fn default() -> Self {
        Self {
            index: 0,
            error_code: 0,
            base_offset: 0,
            log_append_time_ms: -1,
            log_start_offset: -1,
            record_errors: Vec::new(),
            error_message: None,
            current_leader: LeaderIdAndEpoch::default(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for PartitionProduceResponse<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("index", &mut self.index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("base_offset", &mut self.base_offset)?;
        r.field("log_append_time_ms", &mut self.log_append_time_ms)?;
        r.field_if(5 <= version, "log_start_offset", &mut self.log_start_offset)?;
        r.field_if(8 <= version, "record_errors", &mut self.record_errors)?;
        r.field_if(8 <= version, "error_message", &mut self.error_message)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 10 <= version => {
                    r.field("current_leader", &mut self.current_leader)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("index", &self.index)?;
        w.field("error_code", &self.error_code)?;
        w.field("base_offset", &self.base_offset)?;
        w.field("log_append_time_ms", &self.log_append_time_ms)?;
        w.field_if(5 <= version, "log_start_offset", &self.log_start_offset)?;
        w.field_if(8 <= version, "record_errors", &self.record_errors)?;
        w.field_if(8 <= version, "error_message", &self.error_message)?;
        let mut tags = Tags::new();
        w.lacking(
            10 <= version,
            "current_leader",
            self.current_leader == LeaderIdAndEpoch::default(),
        )?;
        tags.field_if(
            self.current_leader != LeaderIdAndEpoch::default(),
            w,
            0,
            "current_leader",
            &self.current_leader,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `record_errors`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchIndexAndErrorMessage<'a> {
    /// The record, counted within its batch.
    pub batch_index: i32,
    /// What is wrong with it.
    pub batch_index_error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BatchIndexAndErrorMessage<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("batch_index", &mut self.batch_index)?;
        r.field("batch_index_error_message", &mut self.batch_index_error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("batch_index", &self.batch_index)?;
        w.field("batch_index_error_message", &self.batch_index_error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `current_leader`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderIdAndEpoch<'a> {
    /// The leader's broker id, or -1 if it is not known.
    ///
    /// -1 by default.
    pub leader_id: i32,
    /// The leader epoch.
    ///
    /// -1 by default.
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for LeaderIdAndEpoch<'_> {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1, unknown_tagged: Vec::new() }
    }
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
    /// The broker's id.
    pub node_id: i32,
    /// The broker's host name.
    pub host: &'a str,
    /// The broker's port.
    pub port: i32,
    /// The broker's rack, if it has one.
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

impl<'a> Message<'a> for ProduceRequest<'a> {
    const NAME: &'static str = "ProduceRequest";
    const API: Option<ApiKey> = Some(ApiKey::Produce);
    const VERSIONS: Versions = Versions { first: 3, last: 13 };
    const FLEXIBLE_SINCE: Option<i16> = Some(9);
}

impl<'a> Request<'a> for ProduceRequest<'a> {
    const KEY: ApiKey = ApiKey::Produce;
    type Response<'b> = ProduceResponse<'b>;
}

impl<'a> Message<'a> for ProduceResponse<'a> {
    const NAME: &'static str = "ProduceResponse";
    const API: Option<ApiKey> = Some(ApiKey::Produce);
    const VERSIONS: Versions = Versions { first: 3, last: 13 };
    const FLEXIBLE_SINCE: Option<i16> = Some(9);
}
