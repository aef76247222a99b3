//! AlterPartition (key 56): the codec of `schema/alter_partition.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlterPartitionRequest<'a> {
    pub broker_id: i32,
    /// -1 by default.
    pub broker_epoch: i64,
    pub topics: Vec<TopicData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AlterPartitionRequest<'_> {
    fn default() -> Self {
        Self { broker_id: 0, broker_epoch: -1, topics: Vec::new(), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for AlterPartitionRequest<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicData<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<PartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicData<'a> {
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
    pub partition_index: i32,
    pub leader_epoch: i32,
    /// Until version 2.
    pub new_isr: Vec<i32>,
    /// Since version 3.
    pub new_isr_with_epochs: Vec<BrokerState<'a>>,
    pub leader_recovery_state: i8,
    pub partition_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PartitionData<'a> {
    const SIZE_MIN: usize = 15;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("partition_index", &mut self.partition_index)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field_if(version <= 2, "new_isr", &mut self.new_isr)?;
        r.field_if(3 <= version, "new_isr_with_epochs", &mut self.new_isr_with_epochs)?;
        r.field("leader_recovery_state", &mut self.leader_recovery_state)?;
        r.field("partition_epoch", &mut self.partition_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("partition_index", &self.partition_index)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field_or(version <= 2, "new_isr", &self.new_isr, self.new_isr.is_empty())?;
        w.field_or(
            3 <= version,
            "new_isr_with_epochs",
            &self.new_isr_with_epochs,
            self.new_isr_with_epochs.is_empty(),
        )?;
        w.field("leader_recovery_state", &self.leader_recovery_state)?;
        w.field("partition_epoch", &self.partition_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `new_isr_with_epochs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerState<'a> {
    pub broker_id: i32,
    /// -1 by default.
    pub broker_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BrokerState<'_> {
    fn default() -> Self {
        Self { broker_id: 0, broker_epoch: -1, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for BrokerState<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlterPartitionResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub topics: Vec<ResponseTopicData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AlterPartitionResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResponseTopicData<'a> {
    pub topic_id: Uuid,
    pub partitions: Vec<ResponsePartitionData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponseTopicData<'a> {
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
pub struct ResponsePartitionData<'a> {
    pub partition_index: i32,
    pub error_code: i16,
    pub leader_id: i32,
    pub leader_epoch: i32,
    pub isr: Vec<i32>,
    pub leader_recovery_state: i8,
    pub partition_epoch: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ResponsePartitionData<'a> {
    const SIZE_MIN: usize = 21;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("isr", &mut self.isr)?;
        r.field("leader_recovery_state", &mut self.leader_recovery_state)?;
        r.field("partition_epoch", &mut self.partition_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("error_code", &self.error_code)?;
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("isr", &self.isr)?;
        w.field("leader_recovery_state", &self.leader_recovery_state)?;
        w.field("partition_epoch", &self.partition_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AlterPartitionRequest<'a> {
    const NAME: &'static str = "AlterPartitionRequest";
    const API: Option<ApiKey> = Some(ApiKey::AlterPartition);
    const VERSIONS: Versions = Versions { first: 2, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for AlterPartitionRequest<'a> {
    const KEY: ApiKey = ApiKey::AlterPartition;
    type Response<'b> = AlterPartitionResponse<'b>;
}

impl<'a> Message<'a> for AlterPartitionResponse<'a> {
    const NAME: &'static str = "AlterPartitionResponse";
    const API: Option<ApiKey> = Some(ApiKey::AlterPartition);
    const VERSIONS: Versions = Versions { first: 2, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
