//! PartitionChangeRecord: the codec of `schema/metadata_log/partition_change_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionChangeRecord<'a> {
    /// -1 by default.
    pub partition_id: i32,
    pub topic_id: Uuid,
    /// Tag 0.
    pub isr: Option<Vec<i32>>,
    /// Tag 1; -2 by default.
    pub leader: i32,
    /// Tag 2.
    pub replicas: Option<Vec<i32>>,
    /// Tag 3.
    pub removing_replicas: Option<Vec<i32>>,
    /// Tag 4.
    pub adding_replicas: Option<Vec<i32>>,
    /// Tag 5; -1 by default.
    pub leader_recovery_state: i8,
    /// Since version 1; tag 8.
    pub directories: Option<Vec<Uuid>>,
    /// Since version 2; tag 6.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Since version 2; tag 7.
    pub last_known_elr: Option<Vec<i32>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionChangeRecord<'_> {
    fn default() -> Self {
        Self {
            partition_id: -1,
            topic_id: Uuid::ZERO,
            isr: None,
            leader: -2,
            replicas: None,
            removing_replicas: None,
            adding_replicas: None,
            leader_recovery_state: -1,
            directories: None,
            eligible_leader_replicas: None,
            last_known_elr: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for PartitionChangeRecord<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_id", &mut self.partition_id)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("isr", &mut self.isr)?;
                }
                1 => {
                    r.field("leader", &mut self.leader)?;
                }
                2 => {
                    r.field("replicas", &mut self.replicas)?;
                }
                3 => {
                    r.field("removing_replicas", &mut self.removing_replicas)?;
                }
                4 => {
                    r.field("adding_replicas", &mut self.adding_replicas)?;
                }
                5 => {
                    r.field("leader_recovery_state", &mut self.leader_recovery_state)?;
                }
                6 if 2 <= version => {
                    r.field("eligible_leader_replicas", &mut self.eligible_leader_replicas)?;
                }
                7 if 2 <= version => {
                    r.field("last_known_elr", &mut self.last_known_elr)?;
                }
                8 if 1 <= version => {
                    r.field("directories", &mut self.directories)?;
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
        let mut tags = Tags::new();
        tags.field_if(self.isr.is_some(), w, 0, "isr", &self.isr)?;
        tags.field_if(self.leader != -2, w, 1, "leader", &self.leader)?;
        tags.field_if(self.replicas.is_some(), w, 2, "replicas", &self.replicas)?;
        tags.field_if(
            self.removing_replicas.is_some(),
            w,
            3,
            "removing_replicas",
            &self.removing_replicas,
        )?;
        tags.field_if(
            self.adding_replicas.is_some(),
            w,
            4,
            "adding_replicas",
            &self.adding_replicas,
        )?;
        tags.field_if(
            self.leader_recovery_state != -1,
            w,
            5,
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
            6,
            "eligible_leader_replicas",
            &self.eligible_leader_replicas,
        )?;
        w.lacking(2 <= version, "last_known_elr", self.last_known_elr.is_none())?;
        tags.field_if(self.last_known_elr.is_some(), w, 7, "last_known_elr", &self.last_known_elr)?;
        w.lacking(1 <= version, "directories", self.directories.is_none())?;
        tags.field_if(self.directories.is_some(), w, 8, "directories", &self.directories)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for PartitionChangeRecord<'a> {
    const NAME: &'static str = "PartitionChangeRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(5);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
