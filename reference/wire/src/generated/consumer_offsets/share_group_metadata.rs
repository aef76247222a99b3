//! ShareGroupMetadataKey, ShareGroupMetadataValue: the codec of `schema/consumer_offsets/share_group_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareGroupMetadataKey<'a> {
    pub group_id: &'a str,
}

impl<'a> Value<'a> for ShareGroupMetadataKey<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareGroupMetadataValue<'a> {
    pub epoch: i32,
    pub metadata_hash: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareGroupMetadataValue<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.field("metadata_hash", &mut self.metadata_hash)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        w.field("metadata_hash", &self.metadata_hash)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ShareGroupMetadataKey<'a> {
    const NAME: &'static str = "ShareGroupMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(11);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ShareGroupMetadataValue<'a> {
    const NAME: &'static str = "ShareGroupMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(11);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
