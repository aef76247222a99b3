//! AddPartitionsToTxn (key 24): the codec of `schema/add_partitions_to_txn.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnRequest<'a> {
    /// Since version 4.
    pub transactions: Vec<AddPartitionsToTxnTransaction<'a>>,
    /// Until version 3.
    pub v3_and_below_transactional_id: &'a str,
    /// Until version 3.
    pub v3_and_below_producer_id: i64,
    /// Until version 3.
    pub v3_and_below_producer_epoch: i16,
    /// Until version 3.
    pub v3_and_below_topics: Vec<AddPartitionsToTxnTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(4 <= version, "transactions", &mut self.transactions)?;
        r.field_if(
            version <= 3,
            "v3_and_below_transactional_id",
            &mut self.v3_and_below_transactional_id,
        )?;
        r.field_if(version <= 3, "v3_and_below_producer_id", &mut self.v3_and_below_producer_id)?;
        r.field_if(
            version <= 3,
            "v3_and_below_producer_epoch",
            &mut self.v3_and_below_producer_epoch,
        )?;
        r.field_if(version <= 3, "v3_and_below_topics", &mut self.v3_and_below_topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(4 <= version, "transactions", &self.transactions, self.transactions.is_empty())?;
        w.field_or(
            version <= 3,
            "v3_and_below_transactional_id",
            &self.v3_and_below_transactional_id,
            self.v3_and_below_transactional_id.is_empty(),
        )?;
        w.field_or(
            version <= 3,
            "v3_and_below_producer_id",
            &self.v3_and_below_producer_id,
            self.v3_and_below_producer_id == 0,
        )?;
        w.field_or(
            version <= 3,
            "v3_and_below_producer_epoch",
            &self.v3_and_below_producer_epoch,
            self.v3_and_below_producer_epoch == 0,
        )?;
        w.field_or(
            version <= 3,
            "v3_and_below_topics",
            &self.v3_and_below_topics,
            self.v3_and_below_topics.is_empty(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `transactions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTransaction<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub producer_epoch: i16,
    pub verify_only: bool,
    pub topics: Vec<AddPartitionsToTxnTopic<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnTransaction<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("producer_id", &mut self.producer_id)?;
        r.field("producer_epoch", &mut self.producer_epoch)?;
        r.field("verify_only", &mut self.verify_only)?;
        r.field("topics", &mut self.topics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("producer_id", &self.producer_id)?;
        w.field("producer_epoch", &self.producer_epoch)?;
        w.field("verify_only", &self.verify_only)?;
        w.field("topics", &self.topics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topics`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTopic<'a> {
    pub name: &'a str,
    pub partitions: Vec<i32>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnTopic<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("partitions", &mut self.partitions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("partitions", &self.partitions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnResponse<'a> {
    pub throttle_time_ms: i32,
    /// Since version 4; dropped by other versions.
    pub error_code: i16,
    /// Since version 4.
    pub results_by_transaction: Vec<AddPartitionsToTxnResult<'a>>,
    /// Until version 3.
    pub results_by_topic_v3_and_below: Vec<AddPartitionsToTxnTopicResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field_if(4 <= version, "error_code", &mut self.error_code)?;
        r.field_if(4 <= version, "results_by_transaction", &mut self.results_by_transaction)?;
        r.field_if(
            version <= 3,
            "results_by_topic_v3_and_below",
            &mut self.results_by_topic_v3_and_below,
        )?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field_if(4 <= version, "error_code", &self.error_code)?;
        w.field_or(
            4 <= version,
            "results_by_transaction",
            &self.results_by_transaction,
            self.results_by_transaction.is_empty(),
        )?;
        w.field_or(
            version <= 3,
            "results_by_topic_v3_and_below",
            &self.results_by_topic_v3_and_below,
            self.results_by_topic_v3_and_below.is_empty(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results_by_transaction`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnResult<'a> {
    pub transactional_id: &'a str,
    pub topic_results: Vec<AddPartitionsToTxnTopicResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnResult<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("topic_results", &mut self.topic_results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("topic_results", &self.topic_results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `topic_results`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTopicResult<'a> {
    pub name: &'a str,
    pub results_by_partition: Vec<AddPartitionsToTxnPartitionResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnTopicResult<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("results_by_partition", &mut self.results_by_partition)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("results_by_partition", &self.results_by_partition)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results_by_partition`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnPartitionResult<'a> {
    pub partition_index: i32,
    pub partition_error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AddPartitionsToTxnPartitionResult<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("partition_index", &mut self.partition_index)?;
        r.field("partition_error_code", &mut self.partition_error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("partition_index", &self.partition_index)?;
        w.field("partition_error_code", &self.partition_error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AddPartitionsToTxnRequest<'a> {
    const NAME: &'static str = "AddPartitionsToTxnRequest";
    const API: Option<ApiKey> = Some(ApiKey::AddPartitionsToTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for AddPartitionsToTxnRequest<'a> {
    const KEY: ApiKey = ApiKey::AddPartitionsToTxn;
    type Response<'b> = AddPartitionsToTxnResponse<'b>;
}

impl<'a> Message<'a> for AddPartitionsToTxnResponse<'a> {
    const NAME: &'static str = "AddPartitionsToTxnResponse";
    const API: Option<ApiKey> = Some(ApiKey::AddPartitionsToTxn);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
