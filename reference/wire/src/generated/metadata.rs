//! Metadata (key 3): the codec of `schema/metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

/// Which brokers there are, and who leads the partitions of some topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataRequest<'a> {
    /// The topics asked for. Null asks for all of them; in version 0, which has no null,
    /// empty does.
    pub topics: Option<Vec<MetadataRequestTopic<'a>>>,
    /// Whether topics that do not exist may be created.
    ///
    /// Since version 4; true by default.
    pub allow_auto_topic_creation: bool,
    /// Whether to list what the asker may do with the cluster.
    ///
    /// Versions 8 to 10.
    pub include_cluster_authorized_operations: bool,
    /// Whether to list what the asker may do with each topic.
    ///
    /// Since version 8.
    pub include_topic_authorized_operations: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MetadataRequest<'_> {
    fn default() -> Self {
        Self {
            topics: Some(Vec::new()),
            allow_auto_topic_creation: true,
            include_cluster_authorized_operations: false,
            include_topic_authorized_operations: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MetadataRequest<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.nullable(1 <= version, "topics", &mut self.topics)?;
        r.field_if(4 <= version, "allow_auto_topic_creation", &mut self.allow_auto_topic_creation)?;
        r.field_if(
            (8..=10).contains(&version),
            "include_cluster_authorized_operations",
            &mut self.include_cluster_authorized_operations,
        )?;
        r.field_if(
            8 <= version,
            "include_topic_authorized_operations",
            &mut self.include_topic_authorized_operations,
        )?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.nullable(1 <= version, "topics", &self.topics)?;
        w.field_or(
            4 <= version,
            "allow_auto_topic_creation",
            &self.allow_auto_topic_creation,
            self.allow_auto_topic_creation,
        )?;
        w.field_or(
            (8..=10).contains(&version),
            "include_cluster_authorized_operations",
            &self.include_cluster_authorized_operations,
            !self.include_cluster_authorized_operations,
        )?;
        w.field_or(
            8 <= version,
            "include_topic_authorized_operations",
            &self.include_topic_authorized_operations,
            !self.include_topic_authorized_operations,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataRequestTopic<'a> {
    /// The topic's id.
    ///
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    /// The topic's name, or null to go by the id (since version 12; 10 and 11 never
    /// did).
    pub name: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MetadataRequestTopic<'_> {
    fn default() -> Self {
        Self { topic_id: Uuid::ZERO, name: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for MetadataRequestTopic<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(10 <= version, "topic_id", &mut self.topic_id)?;
        r.nullable(10 <= version, "name", &mut self.name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(10 <= version, "topic_id", &self.topic_id)?;
        w.nullable(10 <= version, "name", &self.name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// The brokers, and the leaders of the partitions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataResponse<'a> {
    /// Milliseconds for which the client is held back because of a quota.
    ///
    /// Since version 3; dropped by other versions.
    pub throttle_time_ms: i32,
    /// Every live broker.
    pub brokers: Vec<MetadataResponseBroker<'a>>,
    /// The cluster's id.
    ///
    /// Since version 2; dropped by other versions.
    pub cluster_id: Option<&'a str>,
    /// A broker to send requests for the controller to, or -1.
    ///
    /// Since version 1; -1 by default; dropped by other versions.
    pub controller_id: i32,
    /// Topics.
    pub topics: Vec<MetadataResponseTopic<'a>>,
    /// A bit for each operation that the asker may do with the cluster; the least integer
    /// if not asked.
    ///
    /// Versions 8 to 10; -2147483648 by default.
    pub cluster_authorized_operations: i32,
    /// An error of the whole request, or 0 (KIP-1102).
    ///
    /// Since version 13; dropped by other versions.
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MetadataResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            brokers: Vec::new(),
            cluster_id: None,
            controller_id: -1,
            topics: Vec::new(),
            cluster_authorized_operations: i32::MIN,
            error_code: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MetadataResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(3 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("brokers", &mut self.brokers)?;
        r.field_if(2 <= version, "cluster_id", &mut self.cluster_id)?;
        r.field_if(1 <= version, "controller_id", &mut self.controller_id)?;
        r.field("topics", &mut self.topics)?;
        r.field_if(
            (8..=10).contains(&version),
            "cluster_authorized_operations",
            &mut self.cluster_authorized_operations,
        )?;
        r.field_if(13 <= version, "error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(3 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("brokers", &self.brokers)?;
        w.field_if(2 <= version, "cluster_id", &self.cluster_id)?;
        w.field_if(1 <= version, "controller_id", &self.controller_id)?;
        w.field("topics", &self.topics)?;
        w.field_or(
            (8..=10).contains(&version),
            "cluster_authorized_operations",
            &self.cluster_authorized_operations,
            self.cluster_authorized_operations == i32::MIN,
        )?;
        w.field_if(13 <= version, "error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `brokers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetadataResponseBroker<'a> {
    /// The broker's id.
    pub node_id: i32,
    /// The broker's host name.
    pub host: &'a str,
    /// The broker's port.
    pub port: i32,
    /// The broker's rack, if it has one.
    ///
    /// Since version 1; dropped by other versions.
    pub rack: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for MetadataResponseBroker<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("node_id", &mut self.node_id)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.field_if(1 <= version, "rack", &mut self.rack)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("node_id", &self.node_id)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.field_if(1 <= version, "rack", &self.rack)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataResponseTopic<'a> {
    /// An error of this element, or 0.
    pub error_code: i16,
    /// The topic's name; null if it was asked for by an id that no topic has.
    pub name: Option<&'a str>,
    /// The topic's id; zero if it was asked for by a name that no topic has.
    ///
    /// Since version 10; dropped by other versions.
    pub topic_id: Uuid,
    /// Whether the topic is the brokers' own.
    ///
    /// Since version 1; dropped by other versions.
    pub is_internal: bool,
    /// Partitions.
    pub partitions: Vec<MetadataResponsePartition<'a>>,
    /// A bit for each operation that the asker may do with the topic; the least integer
    /// if not asked.
    ///
    /// Since version 8; -2147483648 by default.
    pub topic_authorized_operations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MetadataResponseTopic<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            name: Some(""),
            topic_id: Uuid::ZERO,
            is_internal: false,
            partitions: Vec::new(),
            topic_authorized_operations: i32::MIN,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MetadataResponseTopic<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.nullable(12 <= version, "name", &mut self.name)?;
        r.field_if(10 <= version, "topic_id", &mut self.topic_id)?;
        r.field_if(1 <= version, "is_internal", &mut self.is_internal)?;
        r.field("partitions", &mut self.partitions)?;
        r.field_if(
            8 <= version,
            "topic_authorized_operations",
            &mut self.topic_authorized_operations,
        )?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.nullable(12 <= version, "name", &self.name)?;
        w.field_if(10 <= version, "topic_id", &self.topic_id)?;
        w.field_if(1 <= version, "is_internal", &self.is_internal)?;
        w.field("partitions", &self.partitions)?;
        w.field_or(
            8 <= version,
            "topic_authorized_operations",
            &self.topic_authorized_operations,
            self.topic_authorized_operations == i32::MIN,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataResponsePartition<'a> {
    /// An error of this element, or 0.
    pub error_code: i16,
    /// The partition.
    pub partition_index: i32,
    /// The leader's broker id, or -1 if it is not known.
    pub leader_id: i32,
    /// The leader epoch.
    ///
    /// Since version 7; -1 by default; dropped by other versions.
    pub leader_epoch: i32,
    /// The brokers assigned to the partition.
    pub replica_nodes: Vec<i32>,
    /// The replicas in sync.
    pub isr_nodes: Vec<i32>,
    /// The replicas that are not to be reached.
    ///
    /// Since version 5; dropped by other versions.
    pub offline_replicas: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MetadataResponsePartition<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            partition_index: 0,
            leader_id: 0,
            leader_epoch: -1,
            replica_nodes: Vec::new(),
            isr_nodes: Vec::new(),
            offline_replicas: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MetadataResponsePartition<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("partition_index", &mut self.partition_index)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field_if(7 <= version, "leader_epoch", &mut self.leader_epoch)?;
        r.field("replica_nodes", &mut self.replica_nodes)?;
        r.field("isr_nodes", &mut self.isr_nodes)?;
        r.field_if(5 <= version, "offline_replicas", &mut self.offline_replicas)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("partition_index", &self.partition_index)?;
        w.field("leader_id", &self.leader_id)?;
        w.field_if(7 <= version, "leader_epoch", &self.leader_epoch)?;
        w.field("replica_nodes", &self.replica_nodes)?;
        w.field("isr_nodes", &self.isr_nodes)?;
        w.field_if(5 <= version, "offline_replicas", &self.offline_replicas)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for MetadataRequest<'a> {
    const NAME: &'static str = "MetadataRequest";
    const API: Option<ApiKey> = Some(ApiKey::Metadata);
    const VERSIONS: Versions = Versions { first: 0, last: 13 };
    const FLEXIBLE_SINCE: Option<i16> = Some(9);
}

impl<'a> Request<'a> for MetadataRequest<'a> {
    const KEY: ApiKey = ApiKey::Metadata;
    type Response<'b> = MetadataResponse<'b>;
}

impl<'a> Message<'a> for MetadataResponse<'a> {
    const NAME: &'static str = "MetadataResponse";
    const API: Option<ApiKey> = Some(ApiKey::Metadata);
    const VERSIONS: Versions = Versions { first: 0, last: 13 };
    const FLEXIBLE_SINCE: Option<i16> = Some(9);
}
