//! ClientQuotaRecord: the codec of `schema/metadata_log/client_quota_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClientQuotaRecord<'a> {
    pub entity: Vec<EntityData<'a>>,
    pub key: &'a str,
    pub value: f64,
    pub remove: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ClientQuotaRecord<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entity", &mut self.entity)?;
        r.field("key", &mut self.key)?;
        r.field("value", &mut self.value)?;
        r.field("remove", &mut self.remove)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entity", &self.entity)?;
        w.field("key", &self.key)?;
        w.field("value", &self.value)?;
        w.field("remove", &self.remove)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `entity`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityData<'a> {
    pub entity_type: &'a str,
    pub entity_name: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for EntityData<'_> {
    fn default() -> Self {
        Self { entity_type: "", entity_name: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for EntityData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entity_type", &mut self.entity_type)?;
        r.field("entity_name", &mut self.entity_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entity_type", &self.entity_type)?;
        w.field("entity_name", &self.entity_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ClientQuotaRecord<'a> {
    const NAME: &'static str = "ClientQuotaRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(14);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
