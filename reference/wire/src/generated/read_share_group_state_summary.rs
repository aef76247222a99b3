//! ReadShareGroupStateSummary (key 87): the codec of `schema/read_share_group_state_summary.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadShareGroupStateSummaryRequest<'a> {
    pub group_id: &'a str,
    pub topics: Vec<ReadStateSummaryData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ReadShareGroupStateSummaryRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadStateSummaryData<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ReadStateSummaryData<'a> {
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

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartitionData<'a> {
    pub partition: i32,
    pub leader_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition", &mut self.partition)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition", &self.partition)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadShareGroupStateSummaryResponse<'a> {
    pub results: Vec<ReadStateSummaryResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ReadShareGroupStateSummaryResponse<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("results", &mut self.results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("results", &self.results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadStateSummaryResult<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ReadStateSummaryResult<'a> {
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

/// An element of `partitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionResult<'a> {
    pub partition: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub state_epoch: i32,
    pub leader_epoch: i32,
    pub start_offset: i64,
    /// Since version 1; -1 by default; dropped by other versions.
    pub delivery_complete_count: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for PartitionResult<'_> {
    fn default() -> Self {
        Self {
            partition: 0,
            error_code: 0,
            error_message: None,
            state_epoch: 0,
            leader_epoch: 0,
            start_offset: 0,
            delivery_complete_count: -1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for PartitionResult<'a> {
    const SIZE_MIN: usize = 24;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition", &mut self.partition)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("state_epoch", &mut self.state_epoch)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("start_offset", &mut self.start_offset)?;
        r.field_if(1 <= version, "delivery_complete_count", &mut self.delivery_complete_count)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition", &self.partition)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("state_epoch", &self.state_epoch)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("start_offset", &self.start_offset)?;
        w.field_if(1 <= version, "delivery_complete_count", &self.delivery_complete_count)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ReadShareGroupStateSummaryRequest<'a> {
    const NAME: &'static str = "ReadShareGroupStateSummaryRequest";
    const API: Option<ApiKey> = Some(ApiKey::ReadShareGroupStateSummary);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ReadShareGroupStateSummaryRequest<'a> {
    const KEY: ApiKey = ApiKey::ReadShareGroupStateSummary;
    type Response<'b> = ReadShareGroupStateSummaryResponse<'b>;
}

impl<'a> Message<'a> for ReadShareGroupStateSummaryResponse<'a> {
    const NAME: &'static str = "ReadShareGroupStateSummaryResponse";
    const API: Option<ApiKey> = Some(ApiKey::ReadShareGroupStateSummary);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
