//! AccessControlEntryRecord: the codec of `schema/metadata_log/access_control_entry_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccessControlEntryRecord<'a> {
    pub id: Uuid,
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub pattern_type: i8,
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AccessControlEntryRecord<'a> {
    const SIZE_MIN: usize = 24;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("id", &mut self.id)?;
        r.field("resource_type", &mut self.resource_type)?;
        r.field("resource_name", &mut self.resource_name)?;
        r.field("pattern_type", &mut self.pattern_type)?;
        r.field("principal", &mut self.principal)?;
        r.field("host", &mut self.host)?;
        r.field("operation", &mut self.operation)?;
        r.field("permission_type", &mut self.permission_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("id", &self.id)?;
        w.field("resource_type", &self.resource_type)?;
        w.field("resource_name", &self.resource_name)?;
        w.field("pattern_type", &self.pattern_type)?;
        w.field("principal", &self.principal)?;
        w.field("host", &self.host)?;
        w.field("operation", &self.operation)?;
        w.field("permission_type", &self.permission_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AccessControlEntryRecord<'a> {
    const NAME: &'static str = "AccessControlEntryRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(18);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
