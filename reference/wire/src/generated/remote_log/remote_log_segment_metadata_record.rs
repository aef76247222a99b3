//! RemoteLogSegmentMetadataRecord: the codec of `schema/remote_log/remote_log_segment_metadata_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteLogSegmentMetadataRecord<'a> {
    pub remote_log_segment_id: RemoteLogSegmentIdEntry<'a>,
    pub start_offset: i64,
    pub end_offset: i64,
    pub broker_id: i32,
    pub max_timestamp_ms: i64,
    pub event_timestamp_ms: i64,
    pub segment_leader_epochs: Vec<SegmentLeaderEpochEntry<'a>>,
    pub segment_size_in_bytes: i32,
    pub custom_metadata: Option<&'a [u8]>,
    pub remote_log_segment_state: i8,
    /// Tag 0.
    pub txn_index_empty: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RemoteLogSegmentMetadataRecord<'a> {
    const SIZE_MIN: usize = 83;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("remote_log_segment_id", &mut self.remote_log_segment_id)?;
        r.field("start_offset", &mut self.start_offset)?;
        r.field("end_offset", &mut self.end_offset)?;
        r.field("broker_id", &mut self.broker_id)?;
        r.field("max_timestamp_ms", &mut self.max_timestamp_ms)?;
        r.field("event_timestamp_ms", &mut self.event_timestamp_ms)?;
        r.field("segment_leader_epochs", &mut self.segment_leader_epochs)?;
        r.field("segment_size_in_bytes", &mut self.segment_size_in_bytes)?;
        r.field("custom_metadata", &mut self.custom_metadata)?;
        r.field("remote_log_segment_state", &mut self.remote_log_segment_state)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("txn_index_empty", &mut self.txn_index_empty)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("remote_log_segment_id", &self.remote_log_segment_id)?;
        w.field("start_offset", &self.start_offset)?;
        w.field("end_offset", &self.end_offset)?;
        w.field("broker_id", &self.broker_id)?;
        w.field("max_timestamp_ms", &self.max_timestamp_ms)?;
        w.field("event_timestamp_ms", &self.event_timestamp_ms)?;
        w.field("segment_leader_epochs", &self.segment_leader_epochs)?;
        w.field("segment_size_in_bytes", &self.segment_size_in_bytes)?;
        w.field("custom_metadata", &self.custom_metadata)?;
        w.field("remote_log_segment_state", &self.remote_log_segment_state)?;
        let mut tags = Tags::new();
        tags.field_if(self.txn_index_empty, w, 0, "txn_index_empty", &self.txn_index_empty)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `remote_log_segment_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemoteLogSegmentIdEntry<'a> {
    pub topic_id_partition: TopicIdPartitionEntry<'a>,
    pub id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for RemoteLogSegmentIdEntry<'a> {
    const SIZE_MIN: usize = 39;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topic_id_partition", &mut self.topic_id_partition)?;
        r.field("id", &mut self.id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topic_id_partition", &self.topic_id_partition)?;
        w.field("id", &self.id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_id_partition`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicIdPartitionEntry<'a> {
    pub name: &'a str,
    pub id: Uuid,
    pub partition: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicIdPartitionEntry<'a> {
    const SIZE_MIN: usize = 22;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("id", &mut self.id)?;
        r.field("partition", &mut self.partition)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("id", &self.id)?;
        w.field("partition", &self.partition)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `segment_leader_epochs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentLeaderEpochEntry<'a> {
    pub leader_epoch: i32,
    pub offset: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SegmentLeaderEpochEntry<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("offset", &mut self.offset)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("offset", &self.offset)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for RemoteLogSegmentMetadataRecord<'a> {
    const NAME: &'static str = "RemoteLogSegmentMetadataRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(0);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
