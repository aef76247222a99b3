//! RegisterControllerRecord: the codec of `schema/metadata_log/register_controller_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterControllerRecord<'a> {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub end_points: Vec<ControllerEndpoint<'a>>,
    pub features: Vec<ControllerFeature<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RegisterControllerRecord<'a> {
    const SIZE_MIN: usize = 24;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("controller_id", &mut self.controller_id)?;
        r.field("incarnation_id", &mut self.incarnation_id)?;
        r.field("zk_migration_ready", &mut self.zk_migration_ready)?;
        r.field("end_points", &mut self.end_points)?;
        r.field("features", &mut self.features)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("controller_id", &self.controller_id)?;
        w.field("incarnation_id", &self.incarnation_id)?;
        w.field("zk_migration_ready", &self.zk_migration_ready)?;
        w.field("end_points", &self.end_points)?;
        w.field("features", &self.features)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `end_points`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ControllerEndpoint<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ControllerEndpoint<'a> {
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
pub struct ControllerFeature<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ControllerFeature<'a> {
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

impl<'a> Message<'a> for RegisterControllerRecord<'a> {
    const NAME: &'static str = "RegisterControllerRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(27);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
