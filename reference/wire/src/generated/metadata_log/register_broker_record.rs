//! RegisterBrokerRecord: the codec of `schema/metadata_log/register_broker_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterBrokerRecord<'a> {
    pub broker_id: i32,
    /// Since version 2.
    pub is_migrating_zk_broker: bool,
    pub incarnation_id: Uuid,
    pub broker_epoch: i64,
    pub end_points: Vec<BrokerEndpoint<'a>>,
    pub features: Vec<BrokerFeature<'a>>,
    pub rack: Option<&'a str>,
    /// True by default.
    pub fenced: bool,
    /// Since version 1.
    pub in_controlled_shutdown: bool,
    /// Since version 3; tag 0.
    pub log_dirs: Vec<Uuid>,
    /// Since version 4; tag 1.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for RegisterBrokerRecord<'_> {
    fn default() -> Self {
        Self {
            broker_id: 0,
            is_migrating_zk_broker: false,
            incarnation_id: Uuid::ZERO,
            broker_epoch: 0,
            end_points: Vec::new(),
            features: Vec::new(),
            rack: Some(""),
            fenced: true,
            in_controlled_shutdown: false,
            log_dirs: Vec::new(),
            cordoned_log_dirs: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for RegisterBrokerRecord<'a> {
    const SIZE_MIN: usize = 33;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("broker_id", &mut self.broker_id)?;
        r.field_if(2 <= version, "is_migrating_zk_broker", &mut self.is_migrating_zk_broker)?;
        r.field("incarnation_id", &mut self.incarnation_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.field("end_points", &mut self.end_points)?;
        r.field("features", &mut self.features)?;
        r.field("rack", &mut self.rack)?;
        r.field("fenced", &mut self.fenced)?;
        r.field_if(1 <= version, "in_controlled_shutdown", &mut self.in_controlled_shutdown)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 3 <= version => {
                    r.field("log_dirs", &mut self.log_dirs)?;
                }
                1 if 4 <= version => {
                    r.field("cordoned_log_dirs", &mut self.cordoned_log_dirs)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("broker_id", &self.broker_id)?;
        w.field_or(
            2 <= version,
            "is_migrating_zk_broker",
            &self.is_migrating_zk_broker,
            !self.is_migrating_zk_broker,
        )?;
        w.field("incarnation_id", &self.incarnation_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.field("end_points", &self.end_points)?;
        w.field("features", &self.features)?;
        w.field("rack", &self.rack)?;
        w.field("fenced", &self.fenced)?;
        w.field_or(
            1 <= version,
            "in_controlled_shutdown",
            &self.in_controlled_shutdown,
            !self.in_controlled_shutdown,
        )?;
        let mut tags = Tags::new();
        w.lacking(3 <= version, "log_dirs", self.log_dirs.is_empty())?;
        tags.field_if(!self.log_dirs.is_empty(), w, 0, "log_dirs", &self.log_dirs)?;
        w.lacking(4 <= version, "cordoned_log_dirs", self.cordoned_log_dirs.is_none())?;
        tags.field_if(
            self.cordoned_log_dirs.is_some(),
            w,
            1,
            "cordoned_log_dirs",
            &self.cordoned_log_dirs,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `end_points`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrokerEndpoint<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BrokerEndpoint<'a> {
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
pub struct BrokerFeature<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BrokerFeature<'a> {
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

impl<'a> Message<'a> for RegisterBrokerRecord<'a> {
    const NAME: &'static str = "RegisterBrokerRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
