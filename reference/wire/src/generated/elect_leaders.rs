//! ElectLeaders (key 43): the codec of `schema/elect_leaders.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectLeadersRequest<'a> {
    /// Since version 1.
    pub election_type: i8,
    pub topic_partitions: Option<Vec<TopicPartitions<'a>>>,
    /// 60000 by default.
    pub timeout_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ElectLeadersRequest<'_> {
    fn default() -> Self {
        Self {
            election_type: 0,
            topic_partitions: Some(Vec::new()),
            timeout_ms: 60000,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ElectLeadersRequest<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "election_type", &mut self.election_type)?;
        r.field("topic_partitions", &mut self.topic_partitions)?;
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(1 <= version, "election_type", &self.election_type, self.election_type == 0)?;
        w.field("topic_partitions", &self.topic_partitions)?;
        w.field("timeout_ms", &self.timeout_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartitions<'a> {
    pub topic: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicPartitions<'a> {
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

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ElectLeadersResponse<'a> {
    pub throttle_time_ms: i32,
    /// Since version 1.
    pub error_code: i16,
    pub replica_election_results: Vec<ReplicaElectionResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ElectLeadersResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(1 <= version, "error_code", &mut self.error_code)?;
        r.field("replica_election_results", &mut self.replica_election_results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field_or(1 <= version, "error_code", &self.error_code, self.error_code == 0)?;
        w.field("replica_election_results", &self.replica_election_results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `replica_election_results`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplicaElectionResult<'a> {
    pub topic: &'a str,
    pub partition_result: Vec<PartitionResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ReplicaElectionResult<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic", &mut self.topic)?;
        r.field("partition_result", &mut self.partition_result)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic", &self.topic)?;
        w.field("partition_result", &self.partition_result)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partition_result`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionResult<'a> {
    pub partition_id: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionResult<'_> {
    fn default() -> Self {
        Self { partition_id: 0, error_code: 0, error_message: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for PartitionResult<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_id", &mut self.partition_id)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_id", &self.partition_id)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ElectLeadersRequest<'a> {
    const NAME: &'static str = "ElectLeadersRequest";
    const API: Option<ApiKey> = Some(ApiKey::ElectLeaders);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for ElectLeadersRequest<'a> {
    const KEY: ApiKey = ApiKey::ElectLeaders;
    type Response<'b> = ElectLeadersResponse<'b>;
}

impl<'a> Message<'a> for ElectLeadersResponse<'a> {
    const NAME: &'static str = "ElectLeadersResponse";
    const API: Option<ApiKey> = Some(ApiKey::ElectLeaders);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
