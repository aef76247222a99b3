//! StreamsGroupMetadataKey, StreamsGroupMetadataValue: the codec of `schema/consumer_offsets/streams_group_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupMetadataKey<'a> {
    pub group_id: &'a str,
}

impl<'a> Value<'a> for StreamsGroupMetadataKey<'a> {
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamsGroupMetadataValue<'a> {
    pub epoch: i32,
    pub metadata_hash: i64,
    /// Tag 0; -1 by default.
    pub validated_topology_epoch: i32,
    /// Tag 1.
    pub last_assignment_configs: Option<Vec<LastAssignmentConfig<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for StreamsGroupMetadataValue<'_> {
    fn default() -> Self {
        Self {
            epoch: 0,
            metadata_hash: 0,
            validated_topology_epoch: -1,
            last_assignment_configs: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for StreamsGroupMetadataValue<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("epoch", &mut self.epoch)?;
        r.field("metadata_hash", &mut self.metadata_hash)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("validated_topology_epoch", &mut self.validated_topology_epoch)?;
                }
                1 => {
                    r.field("last_assignment_configs", &mut self.last_assignment_configs)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("epoch", &self.epoch)?;
        w.field("metadata_hash", &self.metadata_hash)?;
        let mut tags = Tags::new();
        tags.field_if(
            self.validated_topology_epoch != -1,
            w,
            0,
            "validated_topology_epoch",
            &self.validated_topology_epoch,
        )?;
        tags.field_if(
            !self.last_assignment_configs.as_ref().is_some_and(Vec::is_empty),
            w,
            1,
            "last_assignment_configs",
            &self.last_assignment_configs,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `last_assignment_configs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastAssignmentConfig<'a> {
    pub key: &'a str,
    pub value: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for LastAssignmentConfig<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("key", &mut self.key)?;
        r.field("value", &mut self.value)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("key", &self.key)?;
        w.field("value", &self.value)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for StreamsGroupMetadataKey<'a> {
    const NAME: &'static str = "StreamsGroupMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(17);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for StreamsGroupMetadataValue<'a> {
    const NAME: &'static str = "StreamsGroupMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(17);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
