//! ConsumerGroupMetadataKey, ConsumerGroupMetadataValue: the codec of `schema/consumer_offsets/consumer_group_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupMetadataKey<'a> {
    pub group_id: &'a str,
}

impl<'a> Value<'a> for ConsumerGroupMetadataKey<'a> {
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
pub struct ConsumerGroupMetadataValue<'a> {
    pub epoch: i32,
    /// Tag 0.
    pub metadata_hash: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupMetadataValue<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("metadata_hash", &mut self.metadata_hash)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        let mut tags = Tags::new();
        tags.field_if(self.metadata_hash != 0, w, 0, "metadata_hash", &self.metadata_hash)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupMetadataKey<'a> {
    const NAME: &'static str = "ConsumerGroupMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(3);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ConsumerGroupMetadataValue<'a> {
    const NAME: &'static str = "ConsumerGroupMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(3);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
