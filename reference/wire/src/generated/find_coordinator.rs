//! FindCoordinator (key 10): the codec of `schema/find_coordinator.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindCoordinatorRequest<'a> {
    /// Until version 3.
    pub key: &'a str,
    /// Since version 1.
    pub key_type: i8,
    /// Since version 4.
    pub coordinator_keys: Vec<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FindCoordinatorRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 3, "key", &mut self.key)?;
        r.field_if(1 <= version, "key_type", &mut self.key_type)?;
        r.field_if(4 <= version, "coordinator_keys", &mut self.coordinator_keys)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(version <= 3, "key", &self.key, self.key.is_empty())?;
        w.field_or(1 <= version, "key_type", &self.key_type, self.key_type == 0)?;
        w.field_or(
            4 <= version,
            "coordinator_keys",
            &self.coordinator_keys,
            self.coordinator_keys.is_empty(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindCoordinatorResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    /// Until version 3.
    pub error_code: i16,
    /// Versions 1 to 3; dropped by other versions.
    pub error_message: Option<&'a str>,
    /// Until version 3.
    pub node_id: i32,
    /// Until version 3.
    pub host: &'a str,
    /// Until version 3.
    pub port: i32,
    /// Since version 4.
    pub coordinators: Vec<Coordinator<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for FindCoordinatorResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            node_id: 0,
            host: "",
            port: 0,
            coordinators: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for FindCoordinatorResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(version <= 3, "error_code", &mut self.error_code)?;
        r.field_if((1..=3).contains(&version), "error_message", &mut self.error_message)?;
        r.field_if(version <= 3, "node_id", &mut self.node_id)?;
        r.field_if(version <= 3, "host", &mut self.host)?;
        r.field_if(version <= 3, "port", &mut self.port)?;
        r.field_if(4 <= version, "coordinators", &mut self.coordinators)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field_or(version <= 3, "error_code", &self.error_code, self.error_code == 0)?;
        w.field_if((1..=3).contains(&version), "error_message", &self.error_message)?;
        w.field_or(version <= 3, "node_id", &self.node_id, self.node_id == 0)?;
        w.field_or(version <= 3, "host", &self.host, self.host.is_empty())?;
        w.field_or(version <= 3, "port", &self.port, self.port == 0)?;
        w.field_or(4 <= version, "coordinators", &self.coordinators, self.coordinators.is_empty())?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `coordinators`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinator<'a> {
    pub key: &'a str,
    pub node_id: i32,
    pub host: &'a str,
    pub port: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for Coordinator<'_> {
    fn default() -> Self {
        Self {
            key: "",
            node_id: 0,
            host: "",
            port: 0,
            error_code: 0,
            error_message: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for Coordinator<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("key", &mut self.key)?;
        r.field("node_id", &mut self.node_id)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("key", &self.key)?;
        w.field("node_id", &self.node_id)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for FindCoordinatorRequest<'a> {
    const NAME: &'static str = "FindCoordinatorRequest";
    const API: Option<ApiKey> = Some(ApiKey::FindCoordinator);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for FindCoordinatorRequest<'a> {
    const KEY: ApiKey = ApiKey::FindCoordinator;
    type Response<'b> = FindCoordinatorResponse<'b>;
}

impl<'a> Message<'a> for FindCoordinatorResponse<'a> {
    const NAME: &'static str = "FindCoordinatorResponse";
    const API: Option<ApiKey> = Some(ApiKey::FindCoordinator);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
