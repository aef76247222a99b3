//! ControllerRegistration (key 70): the codec of `schema/controller_registration.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ControllerRegistrationRequest<'a> {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub listeners: Vec<Listener<'a>>,
    pub features: Vec<Feature<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ControllerRegistrationRequest<'a> {
    const SIZE_MIN: usize = 24;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("controller_id", &mut self.controller_id)?;
        r.field("incarnation_id", &mut self.incarnation_id)?;
        r.field("zk_migration_ready", &mut self.zk_migration_ready)?;
        r.field("listeners", &mut self.listeners)?;
        r.field("features", &mut self.features)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("controller_id", &self.controller_id)?;
        w.field("incarnation_id", &self.incarnation_id)?;
        w.field("zk_migration_ready", &self.zk_migration_ready)?;
        w.field("listeners", &self.listeners)?;
        w.field("features", &self.features)?;
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
pub struct ControllerRegistrationResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ControllerRegistrationResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ControllerRegistrationResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ControllerRegistrationRequest<'a> {
    const NAME: &'static str = "ControllerRegistrationRequest";
    const API: Option<ApiKey> = Some(ApiKey::ControllerRegistration);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ControllerRegistrationRequest<'a> {
    const KEY: ApiKey = ApiKey::ControllerRegistration;
    type Response<'b> = ControllerRegistrationResponse<'b>;
}

impl<'a> Message<'a> for ControllerRegistrationResponse<'a> {
    const NAME: &'static str = "ControllerRegistrationResponse";
    const API: Option<ApiKey> = Some(ApiKey::ControllerRegistration);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
