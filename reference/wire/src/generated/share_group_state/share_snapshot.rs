//! ShareSnapshotKey, ShareSnapshotValue: the codec of `schema/share_group_state/share_snapshot.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareSnapshotKey<'a> {
    pub group_id: &'a str,
    pub topic_id: Uuid,
    pub partition: i32,
}

impl<'a> Value<'a> for ShareSnapshotKey<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.field("partition", &mut self.partition)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("topic_id", &self.topic_id)?;
        w.field("partition", &self.partition)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSnapshotValue<'a> {
    pub snapshot_epoch: i32,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    /// Tag 0; -1 by default.
    pub delivery_complete_count: i32,
    pub create_timestamp: i64,
    pub write_timestamp: i64,
    pub state_batches: Vec<StateBatch<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ShareSnapshotValue<'_> {
    fn default() -> Self {
        Self {
            snapshot_epoch: 0,
            state_epoch: 0,
            leader_epoch: 0,
            start_offset: 0,
            delivery_complete_count: -1,
            create_timestamp: 0,
            write_timestamp: 0,
            state_batches: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ShareSnapshotValue<'a> {
    const SIZE_MIN: usize = 38;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("snapshot_epoch", &mut self.snapshot_epoch)?;
        r.field("state_epoch", &mut self.state_epoch)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("start_offset", &mut self.start_offset)?;
        r.field("create_timestamp", &mut self.create_timestamp)?;
        r.field("write_timestamp", &mut self.write_timestamp)?;
        r.field("state_batches", &mut self.state_batches)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("delivery_complete_count", &mut self.delivery_complete_count)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("snapshot_epoch", &self.snapshot_epoch)?;
        w.field("state_epoch", &self.state_epoch)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("start_offset", &self.start_offset)?;
        w.field("create_timestamp", &self.create_timestamp)?;
        w.field("write_timestamp", &self.write_timestamp)?;
        w.field("state_batches", &self.state_batches)?;
        let mut tags = Tags::new();
        tags.field_if(
            self.delivery_complete_count != -1,
            w,
            0,
            "delivery_complete_count",
            &self.delivery_complete_count,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `state_batches`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StateBatch<'a> {
    pub first_offset: i64,
    pub last_offset: i64,
    pub delivery_state: i8,
    pub delivery_count: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for StateBatch<'a> {
    const SIZE_MIN: usize = 20;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("first_offset", &mut self.first_offset)?;
        r.field("last_offset", &mut self.last_offset)?;
        r.field("delivery_state", &mut self.delivery_state)?;
        r.field("delivery_count", &mut self.delivery_count)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("first_offset", &self.first_offset)?;
        w.field("last_offset", &self.last_offset)?;
        w.field("delivery_state", &self.delivery_state)?;
        w.field("delivery_count", &self.delivery_count)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ShareSnapshotKey<'a> {
    const NAME: &'static str = "ShareSnapshotKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ShareSnapshotValue<'a> {
    const NAME: &'static str = "ShareSnapshotValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
