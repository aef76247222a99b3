//! ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue: the codec of `schema/consumer_offsets/consumer_group_current_member_assignment.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupCurrentMemberAssignmentKey<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Value<'a> for ConsumerGroupCurrentMemberAssignmentKey<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupCurrentMemberAssignmentValue<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: Vec<TopicPartitions<'a>>,
    pub partitions_pending_revocation: Vec<TopicPartitions<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupCurrentMemberAssignmentValue<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("previous_member_epoch", &mut self.previous_member_epoch)?;
        r.field("state", &mut self.state)?;
        r.field("assigned_partitions", &mut self.assigned_partitions)?;
        r.field("partitions_pending_revocation", &mut self.partitions_pending_revocation)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_epoch", &self.member_epoch)?;
        w.field("previous_member_epoch", &self.previous_member_epoch)?;
        w.field("state", &self.state)?;
        w.field("assigned_partitions", &self.assigned_partitions)?;
        w.field("partitions_pending_revocation", &self.partitions_pending_revocation)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assigned_partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicPartitions<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    /// Tag 0.
    pub assignment_epochs: Option<Vec<i32>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for TopicPartitions<'_> {
    fn default() -> Self {
        Self {
            topic_id: Uuid::ZERO,
            partitions: Vec::new(),
            assignment_epochs: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for TopicPartitions<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("assignment_epochs", &mut self.assignment_epochs)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        let mut tags = Tags::new();
        tags.field_if(
            !self.assignment_epochs.as_ref().is_some_and(Vec::is_empty),
            w,
            0,
            "assignment_epochs",
            &self.assignment_epochs,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupCurrentMemberAssignmentKey<'a> {
    const NAME: &'static str = "ConsumerGroupCurrentMemberAssignmentKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(8);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ConsumerGroupCurrentMemberAssignmentValue<'a> {
    const NAME: &'static str = "ConsumerGroupCurrentMemberAssignmentValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(8);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
