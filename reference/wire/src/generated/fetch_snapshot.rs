//! FetchSnapshot (key 59): the codec of `schema/fetch_snapshot.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchSnapshotRequest<'a> {
    /// Tag 0.
    pub cluster_id: Option<&'a str>,
    /// -1 by default.
    pub replica_id: i32,
    /// 2147483647 by default.
    pub max_bytes: i32,
    pub topics: Vec<TopicSnapshot<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for FetchSnapshotRequest<'_> {
    fn default() -> Self {
        Self {
            cluster_id: None,
            replica_id: -1,
            max_bytes: i32::MAX,
            topics: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for FetchSnapshotRequest<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("replica_id", &mut self.replica_id)?;
        r.field("max_bytes", &mut self.max_bytes)?;
        r.field("topics", &mut self.topics)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("cluster_id", &mut self.cluster_id)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("replica_id", &self.replica_id)?;
        w.field("max_bytes", &self.max_bytes)?;
        w.field("topics", &self.topics)?;
        let mut tags = Tags::new();
        tags.field_if(self.cluster_id.is_some(), w, 0, "cluster_id", &self.cluster_id)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicSnapshot<'a> {
    pub name: &'a str,
    pub partitions: Vec<PartitionSnapshot<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicSnapshot<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionSnapshot<'a> {
    pub partition: i32,
    pub current_leader_epoch: i32,
    pub snapshot_id: SnapshotId<'a>,
    pub position: i64,
    /// Since version 1; tag 0; dropped by other versions.
    pub replica_directory_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionSnapshot<'a> {
    const SIZE_MIN: usize = 30;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition", &mut self.partition)?;
        r.field("current_leader_epoch", &mut self.current_leader_epoch)?;
        r.field("snapshot_id", &mut self.snapshot_id)?;
        r.field("position", &mut self.position)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 1 <= version => {
                    r.field("replica_directory_id", &mut self.replica_directory_id)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition", &self.partition)?;
        w.field("current_leader_epoch", &self.current_leader_epoch)?;
        w.field("snapshot_id", &self.snapshot_id)?;
        w.field("position", &self.position)?;
        let mut tags = Tags::new();
        tags.field_if(
            1 <= version && !self.replica_directory_id.is_zero(),
            w,
            0,
            "replica_directory_id",
            &self.replica_directory_id,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `snapshot_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SnapshotId<'a> {
    pub end_offset: i64,
    pub epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SnapshotId<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("end_offset", &mut self.end_offset)?;
        r.field("epoch", &mut self.epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("end_offset", &self.end_offset)?;
        w.field("epoch", &self.epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FetchSnapshotResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub topics: Vec<ResponseTopicSnapshot<'a>>,
    /// Since version 1; tag 0.
    pub node_endpoints: Vec<NodeEndpoint<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FetchSnapshotResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
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
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
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
pub struct ResponseTopicSnapshot<'a> {
    pub name: &'a str,
    pub partitions: Vec<ResponsePartitionSnapshot<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseTopicSnapshot<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponsePartitionSnapshot<'a> {
    pub index: i32,
    pub error_code: i16,
    pub snapshot_id: ResponseSnapshotId<'a>,
    /// Tag 0.
    pub current_leader: LeaderIdAndEpoch<'a>,
    pub size: i64,
    pub position: i64,
    pub unaligned_records: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponsePartitionSnapshot<'a> {
    const SIZE_MIN: usize = 37;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("index", &mut self.index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("snapshot_id", &mut self.snapshot_id)?;
        r.field("size", &mut self.size)?;
        r.field("position", &mut self.position)?;
        r.field("unaligned_records", &mut self.unaligned_records)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("current_leader", &mut self.current_leader)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("index", &self.index)?;
        w.field("error_code", &self.error_code)?;
        w.field("snapshot_id", &self.snapshot_id)?;
        w.field("size", &self.size)?;
        w.field("position", &self.position)?;
        w.field("unaligned_records", &self.unaligned_records)?;
        let mut tags = Tags::new();
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

/// An element of `snapshot_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseSnapshotId<'a> {
    pub end_offset: i64,
    pub epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseSnapshotId<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("end_offset", &mut self.end_offset)?;
        r.field("epoch", &mut self.epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("end_offset", &self.end_offset)?;
        w.field("epoch", &self.epoch)?;
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

impl<'a> Message<'a> for FetchSnapshotRequest<'a> {
    const NAME: &'static str = "FetchSnapshotRequest";
    const API: Option<ApiKey> = Some(ApiKey::FetchSnapshot);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for FetchSnapshotRequest<'a> {
    const KEY: ApiKey = ApiKey::FetchSnapshot;
    type Response<'b> = FetchSnapshotResponse<'b>;
}

impl<'a> Message<'a> for FetchSnapshotResponse<'a> {
    const NAME: &'static str = "FetchSnapshotResponse";
    const API: Option<ApiKey> = Some(ApiKey::FetchSnapshot);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
