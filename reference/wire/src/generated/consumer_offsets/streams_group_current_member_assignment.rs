//! StreamsGroupCurrentMemberAssignmentKey, StreamsGroupCurrentMemberAssignmentValue: the codec of `schema/consumer_offsets/streams_group_current_member_assignment.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamsGroupCurrentMemberAssignmentKey<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Value<'a> for StreamsGroupCurrentMemberAssignmentKey<'a> {
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
pub struct StreamsGroupCurrentMemberAssignmentValue<'a> {
    pub member_epoch: i32,
    pub previous_member_epoch: i32,
    pub state: i8,
    pub active_tasks: Vec<TaskIds<'a>>,
    pub standby_tasks: Vec<TaskIds<'a>>,
    pub warmup_tasks: Vec<TaskIds<'a>>,
    pub active_tasks_pending_revocation: Vec<TaskIds<'a>>,
    pub standby_tasks_pending_revocation: Vec<TaskIds<'a>>,
    pub warmup_tasks_pending_revocation: Vec<TaskIds<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StreamsGroupCurrentMemberAssignmentValue<'a> {
    const SIZE_MIN: usize = 16;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_epoch", &mut self.member_epoch)?;
        r.field("previous_member_epoch", &mut self.previous_member_epoch)?;
        r.field("state", &mut self.state)?;
        r.field("active_tasks", &mut self.active_tasks)?;
        r.field("standby_tasks", &mut self.standby_tasks)?;
        r.field("warmup_tasks", &mut self.warmup_tasks)?;
        r.field("active_tasks_pending_revocation", &mut self.active_tasks_pending_revocation)?;
        r.field("standby_tasks_pending_revocation", &mut self.standby_tasks_pending_revocation)?;
        r.field("warmup_tasks_pending_revocation", &mut self.warmup_tasks_pending_revocation)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_epoch", &self.member_epoch)?;
        w.field("previous_member_epoch", &self.previous_member_epoch)?;
        w.field("state", &self.state)?;
        w.field("active_tasks", &self.active_tasks)?;
        w.field("standby_tasks", &self.standby_tasks)?;
        w.field("warmup_tasks", &self.warmup_tasks)?;
        w.field("active_tasks_pending_revocation", &self.active_tasks_pending_revocation)?;
        w.field("standby_tasks_pending_revocation", &self.standby_tasks_pending_revocation)?;
        w.field("warmup_tasks_pending_revocation", &self.warmup_tasks_pending_revocation)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `active_tasks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskIds<'a> {
    pub subtopology_id: &'a str,
    pub partitions: Vec<i32>,
    /// Tag 0.
    pub assignment_epochs: Option<Vec<i32>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for TaskIds<'_> {
    fn default() -> Self {
        Self {
            subtopology_id: "",
            partitions: Vec::new(),
            assignment_epochs: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for TaskIds<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("subtopology_id", &mut self.subtopology_id)?;
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
        w.field("subtopology_id", &self.subtopology_id)?;
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

impl<'a> Message<'a> for StreamsGroupCurrentMemberAssignmentKey<'a> {
    const NAME: &'static str = "StreamsGroupCurrentMemberAssignmentKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(22);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for StreamsGroupCurrentMemberAssignmentValue<'a> {
    const NAME: &'static str = "StreamsGroupCurrentMemberAssignmentValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(22);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
