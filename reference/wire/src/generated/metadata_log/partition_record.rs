//! PartitionRecord: the codec of `schema/metadata_log/partition_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionRecord<'a> {
    /// -1 by default.
    pub partition_id: i32,
    pub topic_id: Uuid,
    pub replicas: Vec<i32>,
    pub isr: Vec<i32>,
    pub removing_replicas: Vec<i32>,
    pub adding_replicas: Vec<i32>,
    /// -1 by default.
    pub leader: i32,
    /// Tag 0.
    pub leader_recovery_state: i8,
    /// -1 by default.
    pub leader_epoch: i32,
    /// -1 by default.
    pub partition_epoch: i32,
    /// Since version 1.
    pub directories: Vec<Uuid>,
    /// Since version 2; tag 1.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Since version 2; tag 2.
    pub last_known_elr: Option<Vec<i32>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionRecord<'_> {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Uuid::ZERO,
            replicas: Vec::new(),
            isr: Vec::new(),
            removing_replicas: Vec::new(),
            adding_replicas: Vec::new(),
            leader: -1,
            leader_recovery_state: 0,
            leader_epoch: -1,
            partition_epoch: -1,
            directories: Vec::new(),
            eligible_leader_replicas: None,
            last_known_elr: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for PartitionRecord<'a> {
    const SIZE_MIN: usize = 37;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_id", &mut self.partition_id)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.field("replicas", &mut self.replicas)?;
        r.field("isr", &mut self.isr)?;
        r.field("removing_replicas", &mut self.removing_replicas)?;
        r.field("adding_replicas", &mut self.adding_replicas)?;
        r.field("leader", &mut self.leader)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("partition_epoch", &mut self.partition_epoch)?;
        r.field_if(1 <= version, "directories", &mut self.directories)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("leader_recovery_state", &mut self.leader_recovery_state)?;
                }
                1 if 2 <= version => {
                    r.field("eligible_leader_replicas", &mut self.eligible_leader_replicas)?;
                }
                2 if 2 <= version => {
                    r.field("last_known_elr", &mut self.last_known_elr)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_id", &self.partition_id)?;
        w.field("topic_id", &self.topic_id)?;
        w.field("replicas", &self.replicas)?;
        w.field("isr", &self.isr)?;
        w.field("removing_replicas", &self.removing_replicas)?;
        w.field("adding_replicas", &self.adding_replicas)?;
        w.field("leader", &self.leader)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("partition_epoch", &self.partition_epoch)?;
        w.field_or(1 <= version, "directories", &self.directories, self.directories.is_empty())?;
        let mut tags = Tags::new();
        tags.field_if(
            self.leader_recovery_state != 0,
            w,
            0,
            "leader_recovery_state",
            &self.leader_recovery_state,
        )?;
        w.lacking(
            2 <= version,
            "eligible_leader_replicas",
            self.eligible_leader_replicas.is_none(),
        )?;
        tags.field_if(
            self.eligible_leader_replicas.is_some(),
            w,
            1,
            "eligible_leader_replicas",
            &self.eligible_leader_replicas,
        )?;
        w.lacking(2 <= version, "last_known_elr", self.last_known_elr.is_none())?;
        tags.field_if(self.last_known_elr.is_some(), w, 2, "last_known_elr", &self.last_known_elr)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for PartitionRecord<'a> {
    const NAME: &'static str = "PartitionRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(3);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
