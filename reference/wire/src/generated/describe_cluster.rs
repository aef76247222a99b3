//! DescribeCluster (key 60): the codec of `schema/describe_cluster.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeClusterRequest<'a> {
    pub include_cluster_authorized_operations: bool,
    /// Since version 1; 1 by default.
    pub endpoint_type: i8,
    /// Since version 2.
    pub include_fenced_brokers: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeClusterRequest<'_> {
    fn default() -> Self {
        Self {
            include_cluster_authorized_operations: false,
            endpoint_type: 1,
            include_fenced_brokers: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeClusterRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field(
            "include_cluster_authorized_operations",
            &mut self.include_cluster_authorized_operations,
        )?;
        r.field_if(1 <= version, "endpoint_type", &mut self.endpoint_type)?;
        r.field_if(2 <= version, "include_fenced_brokers", &mut self.include_fenced_brokers)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field(
            "include_cluster_authorized_operations",
            &self.include_cluster_authorized_operations,
        )?;
        w.field_or(1 <= version, "endpoint_type", &self.endpoint_type, self.endpoint_type == 1)?;
        w.field_or(
            2 <= version,
            "include_fenced_brokers",
            &self.include_fenced_brokers,
            !self.include_fenced_brokers,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeClusterResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Since version 1; 1 by default.
    pub endpoint_type: i8,
    pub cluster_id: &'a str,
    /// -1 by default.
    pub controller_id: i32,
    pub brokers: Vec<DescribeClusterBroker<'a>>,
    /// -2147483648 by default.
    pub cluster_authorized_operations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeClusterResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: None,
            endpoint_type: 1,
            cluster_id: "",
            controller_id: -1,
            brokers: Vec::new(),
            cluster_authorized_operations: i32::MIN,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeClusterResponse<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field_if(1 <= version, "endpoint_type", &mut self.endpoint_type)?;
        r.field("cluster_id", &mut self.cluster_id)?;
        r.field("controller_id", &mut self.controller_id)?;
        r.field("brokers", &mut self.brokers)?;
        r.field("cluster_authorized_operations", &mut self.cluster_authorized_operations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field_or(1 <= version, "endpoint_type", &self.endpoint_type, self.endpoint_type == 1)?;
        w.field("cluster_id", &self.cluster_id)?;
        w.field("controller_id", &self.controller_id)?;
        w.field("brokers", &self.brokers)?;
        w.field("cluster_authorized_operations", &self.cluster_authorized_operations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `brokers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeClusterBroker<'a> {
    pub broker_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub rack: Option<&'a str>,
    /// Since version 2.
    pub is_fenced: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeClusterBroker<'a> {
    const SIZE_MIN: usize = 11;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("broker_id", &mut self.broker_id)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.field("rack", &mut self.rack)?;
        r.field_if(2 <= version, "is_fenced", &mut self.is_fenced)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("broker_id", &self.broker_id)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.field("rack", &self.rack)?;
        w.field_or(2 <= version, "is_fenced", &self.is_fenced, !self.is_fenced)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeClusterRequest<'a> {
    const NAME: &'static str = "DescribeClusterRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeCluster);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for DescribeClusterRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeCluster;
    type Response<'b> = DescribeClusterResponse<'b>;
}

impl<'a> Message<'a> for DescribeClusterResponse<'a> {
    const NAME: &'static str = "DescribeClusterResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeCluster);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
