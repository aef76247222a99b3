//! OffsetCommitKey, OffsetCommitValue: the codec of `schema/consumer_offsets/offset_commit.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetCommitKey<'a> {
    pub group: &'a str,
    pub topic: &'a str,
    pub partition: i32,
}

impl<'a> Value<'a> for OffsetCommitKey<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group", &mut self.group)?;
        r.field("topic", &mut self.topic)?;
        r.field("partition", &mut self.partition)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group", &self.group)?;
        w.field("topic", &self.topic)?;
        w.field("partition", &self.partition)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetCommitValue<'a> {
    pub offset: i64,
    /// Since version 3; -1 by default; dropped by other versions.
    pub leader_epoch: i32,
    pub metadata: &'a str,
    pub commit_timestamp: i64,
    /// Versions 1 to 1; -1 by default; dropped by other versions.
    pub expire_timestamp: i64,
    /// Since version 4; tag 0; dropped by other versions.
    pub topic_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for OffsetCommitValue<'_> {
    fn default() -> Self {
        Self {
            offset: 0,
            leader_epoch: -1,
            metadata: "",
            commit_timestamp: 0,
            expire_timestamp: -1,
            topic_id: Uuid::ZERO,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for OffsetCommitValue<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("offset", &mut self.offset)?;
        r.field_if(3 <= version, "leader_epoch", &mut self.leader_epoch)?;
        r.field("metadata", &mut self.metadata)?;
        r.field("commit_timestamp", &mut self.commit_timestamp)?;
        r.field_if((1..=1).contains(&version), "expire_timestamp", &mut self.expire_timestamp)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 4 <= version => {
                    r.field("topic_id", &mut self.topic_id)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("offset", &self.offset)?;
        w.field_if(3 <= version, "leader_epoch", &self.leader_epoch)?;
        w.field("metadata", &self.metadata)?;
        w.field("commit_timestamp", &self.commit_timestamp)?;
        w.field_if((1..=1).contains(&version), "expire_timestamp", &self.expire_timestamp)?;
        let mut tags = Tags::new();
        tags.field_if(4 <= version && !self.topic_id.is_zero(), w, 0, "topic_id", &self.topic_id)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for OffsetCommitKey<'a> {
    const NAME: &'static str = "OffsetCommitKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(1);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for OffsetCommitValue<'a> {
    const NAME: &'static str = "OffsetCommitValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(1);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
