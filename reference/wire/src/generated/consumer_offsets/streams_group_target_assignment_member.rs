//! StreamsGroupTargetAssignmentMemberKey, StreamsGroupTargetAssignmentMemberValue: the codec of `schema/consumer_offsets/streams_group_target_assignment_member.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupTargetAssignmentMemberKey<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Value<'a> for StreamsGroupTargetAssignmentMemberKey<'a> {
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
pub struct StreamsGroupTargetAssignmentMemberValue<'a> {
    pub active_tasks: Vec<TaskIds<'a>>,
    pub standby_tasks: Vec<TaskIds<'a>>,
    pub warmup_tasks: Vec<TaskIds<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StreamsGroupTargetAssignmentMemberValue<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("active_tasks", &mut self.active_tasks)?;
        r.field("standby_tasks", &mut self.standby_tasks)?;
        r.field("warmup_tasks", &mut self.warmup_tasks)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("active_tasks", &self.active_tasks)?;
        w.field("standby_tasks", &self.standby_tasks)?;
        w.field("warmup_tasks", &self.warmup_tasks)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `active_tasks`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskIds<'a> {
    pub subtopology_id: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TaskIds<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("subtopology_id", &self.subtopology_id)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for StreamsGroupTargetAssignmentMemberKey<'a> {
    const NAME: &'static str = "StreamsGroupTargetAssignmentMemberKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(21);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for StreamsGroupTargetAssignmentMemberValue<'a> {
    const NAME: &'static str = "StreamsGroupTargetAssignmentMemberValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(21);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
