//! ShareGroupCurrentMemberAssignmentKey, ShareGroupCurrentMemberAssignmentValue: the codec of `schema/consumer_offsets/share_group_current_member_assignment.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareGroupCurrentMemberAssignmentKey<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Value<'a> for ShareGroupCurrentMemberAssignmentKey<'a> {
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
pub struct ShareGroupCurrentMemberAssignmentValue<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub assigned_partitions: Vec<TopicPartitions<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ShareGroupCurrentMemberAssignmentValue<'a> {
    const SIZE_MIN: usize = 11;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("previous_member_epoch", &mut self.previous_member_epoch)?;
        r.field("state", &mut self.state)?;
        r.field("assigned_partitions", &mut self.assigned_partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_epoch", &self.member_epoch)?;
        w.field("previous_member_epoch", &self.previous_member_epoch)?;
        w.field("state", &self.state)?;
        w.field("assigned_partitions", &self.assigned_partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `assigned_partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicPartitions<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicPartitions<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id", &mut self.topic_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id", &self.topic_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ShareGroupCurrentMemberAssignmentKey<'a> {
    const NAME: &'static str = "ShareGroupCurrentMemberAssignmentKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(14);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ShareGroupCurrentMemberAssignmentValue<'a> {
    const NAME: &'static str = "ShareGroupCurrentMemberAssignmentValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(14);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
