//! BrokerRegistration (key 62): the codec of `schema/broker_registration.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerRegistrationRequest<'a> {
    pub broker_id: i32,
    pub cluster_id: &'a str,
    pub incarnation_id: Uuid,
    pub listeners: Vec<Listener<'a>>,
    pub features: Vec<Feature<'a>>,
    pub rack: Option<&'a str>,
    /// Since version 1.
    pub is_migrating_zk_broker: bool,
    /// Since version 2; dropped by other versions.
    pub log_dirs: Vec<Uuid>,
    /// Since version 3; -1 by default; dropped by other versions.
    pub previous_broker_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BrokerRegistrationRequest<'_> {
    fn default() -> Self {
        Self {
            broker_id: 0,
            cluster_id: "",
            incarnation_id: Uuid::ZERO,
            listeners: Vec::new(),
            features: Vec::new(),
            rack: Some(""),
            is_migrating_zk_broker: false,
            log_dirs: Vec::new(),
            previous_broker_epoch: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for BrokerRegistrationRequest<'a> {
    const SIZE_MIN: usize = 25;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("broker_id", &mut self.broker_id)?;
        r.field("cluster_id", &mut self.cluster_id)?;
        r.field("incarnation_id", &mut self.incarnation_id)?;
        r.field("listeners", &mut self.listeners)?;
        r.field("features", &mut self.features)?;
        r.field("rack", &mut self.rack)?;
        r.field_if(1 <= version, "is_migrating_zk_broker", &mut self.is_migrating_zk_broker)?;
        r.field_if(2 <= version, "log_dirs", &mut self.log_dirs)?;
        r.field_if(3 <= version, "previous_broker_epoch", &mut self.previous_broker_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("broker_id", &self.broker_id)?;
        w.field("cluster_id", &self.cluster_id)?;
        w.field("incarnation_id", &self.incarnation_id)?;
        w.field("listeners", &self.listeners)?;
        w.field("features", &self.features)?;
        w.field("rack", &self.rack)?;
        w.field_or(
            1 <= version,
            "is_migrating_zk_broker",
            &self.is_migrating_zk_broker,
            !self.is_migrating_zk_broker,
        )?;
        w.field_if(2 <= version, "log_dirs", &self.log_dirs)?;
        w.field_if(3 <= version, "previous_broker_epoch", &self.previous_broker_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `listeners`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listener<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Listener<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.field("security_protocol", &mut self.security_protocol)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.field("security_protocol", &self.security_protocol)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `features`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feature<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Feature<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("min_supported_version", &mut self.min_supported_version)?;
        r.field("max_supported_version", &mut self.max_supported_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("min_supported_version", &self.min_supported_version)?;
        w.field("max_supported_version", &self.max_supported_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerRegistrationResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// -1 by default.
    pub broker_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BrokerRegistrationResponse<'_> {
    fn default() -> Self {
        Self { throttle_time_ms: 0, error_code: 0, broker_epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for BrokerRegistrationResponse<'a> {
    const SIZE_MIN: usize = 15;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for BrokerRegistrationRequest<'a> {
    const NAME: &'static str = "BrokerRegistrationRequest";
    const API: Option<ApiKey> = Some(ApiKey::BrokerRegistration);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for BrokerRegistrationRequest<'a> {
    const KEY: ApiKey = ApiKey::BrokerRegistration;
    type Response<'b> = BrokerRegistrationResponse<'b>;
}

impl<'a> Message<'a> for BrokerRegistrationResponse<'a> {
    const NAME: &'static str = "BrokerRegistrationResponse";
    const API: Option<ApiKey> = Some(ApiKey::BrokerRegistration);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
