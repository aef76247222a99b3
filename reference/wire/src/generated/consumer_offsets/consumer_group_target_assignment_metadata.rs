//! ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue: the codec of `schema/consumer_offsets/consumer_group_target_assignment_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupTargetAssignmentMetadataKey<'a> {
    pub group_id: &'a str,
}

impl<'a> Value<'a> for ConsumerGroupTargetAssignmentMetadataKey<'a> {
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
pub struct ConsumerGroupTargetAssignmentMetadataValue<'a> {
    pub assignment_epoch: i32,
    /// Tag 0.
    pub assignment_timestamp: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupTargetAssignmentMetadataValue<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("assignment_epoch", &mut self.assignment_epoch)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("assignment_timestamp", &mut self.assignment_timestamp)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("assignment_epoch", &self.assignment_epoch)?;
        let mut tags = Tags::new();
        tags.field_if(
            self.assignment_timestamp != 0,
            w,
            0,
            "assignment_timestamp",
            &self.assignment_timestamp,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupTargetAssignmentMetadataKey<'a> {
    const NAME: &'static str = "ConsumerGroupTargetAssignmentMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(6);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ConsumerGroupTargetAssignmentMetadataValue<'a> {
    const NAME: &'static str = "ConsumerGroupTargetAssignmentMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(6);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
