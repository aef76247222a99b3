//! BeginQuorumEpoch (key 53): the codec of `schema/begin_quorum_epoch.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeginQuorumEpochRequest<'a> {
    pub cluster_id: Option<&'a str>,
    /// Since version 1; -1 by default; dropped by other versions.
    pub voter_id: i32,
    pub topics: Vec<TopicData<'a>>,
    /// Since version 1; dropped by other versions.
    pub leader_endpoints: Vec<LeaderEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BeginQuorumEpochRequest<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            voter_id: -1,
            topics: Vec::new(),
            leader_endpoints: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for BeginQuorumEpochRequest<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("cluster_id", &mut self.cluster_id)?;
        r.field_if(1 <= version, "voter_id", &mut self.voter_id)?;
        r.field("topics", &mut self.topics)?;
        r.field_if(1 <= version, "leader_endpoints", &mut self.leader_endpoints)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("cluster_id", &self.cluster_id)?;
        w.field_if(1 <= version, "voter_id", &self.voter_id)?;
        w.field("topics", &self.topics)?;
        w.field_if(1 <= version, "leader_endpoints", &self.leader_endpoints)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicData<'a> {
    pub topic_name: &'a str,
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionData<'a> {
    pub partition_index: i32,
    /// Since version 1; dropped by other versions.
    pub voter_directory_id: Uuid,
    pub leader_id: i32,
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field_if(1 <= version, "voter_directory_id", &mut self.voter_directory_id)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field_if(1 <= version, "voter_directory_id", &self.voter_directory_id)?;
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `leader_endpoints`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaderEndpoint<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for LeaderEndpoint<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BeginQuorumEpochResponse<'a> {
    pub error_code: i16,
    pub topics: Vec<ResponseTopicData<'a>>,
    /// Since version 1; tag 0.
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BeginQuorumEpochResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("topics", &mut self.topics)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 1 <= version => {
                    r.field("node_endpoints", &mut self.node_endpoints)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("topics", &self.topics)?;
        let mut tags = Tags::new();
        w.lacking(1 <= version, "node_endpoints", self.node_endpoints.is_empty())?;
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

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseTopicData<'a> {
    pub topic_name: &'a str,
    pub partitions: Vec<ResponsePartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseTopicData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_name", &mut self.topic_name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_name", &self.topic_name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponsePartitionData<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub leader_id: i32,
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponsePartitionData<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
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
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for NodeEndpoint<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("node_id", &mut self.node_id)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("node_id", &self.node_id)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for BeginQuorumEpochRequest<'a> {
    const NAME: &'static str = "BeginQuorumEpochRequest";
    const API: Option<ApiKey> = Some(ApiKey::BeginQuorumEpoch);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}

impl<'a> Request<'a> for BeginQuorumEpochRequest<'a> {
    const KEY: ApiKey = ApiKey::BeginQuorumEpoch;
    type Response<'b> = BeginQuorumEpochResponse<'b>;
}

impl<'a> Message<'a> for BeginQuorumEpochResponse<'a> {
    const NAME: &'static str = "BeginQuorumEpochResponse";
    const API: Option<ApiKey> = Some(ApiKey::BeginQuorumEpoch);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}
