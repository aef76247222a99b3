//! LegacyOffsetCommitKey, LegacyOffsetCommitValue: the codec of `schema/consumer_offsets/legacy_offset_commit.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegacyOffsetCommitKey<'a> {
    pub group: &'a str,
    pub topic: &'a str,
    pub partition: i32,
}

impl<'a> Value<'a> for LegacyOffsetCommitKey<'a> {
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

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegacyOffsetCommitValue<'a> {
    pub offset: i64,
    pub metadata: &'a str,
    pub commit_timestamp: i64,
}

impl<'a> Value<'a> for LegacyOffsetCommitValue<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("offset", &mut self.offset)?;
        r.field("metadata", &mut self.metadata)?;
        r.field("commit_timestamp", &mut self.commit_timestamp)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("offset", &self.offset)?;
        w.field("metadata", &self.metadata)?;
        w.field("commit_timestamp", &self.commit_timestamp)?;
        Ok(())
    }
}

impl<'a> Message<'a> for LegacyOffsetCommitKey<'a> {
    const NAME: &'static str = "LegacyOffsetCommitKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for LegacyOffsetCommitValue<'a> {
    const NAME: &'static str = "LegacyOffsetCommitValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
