//! ListTransactions (key 66): the codec of `schema/list_transactions.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTransactionsRequest<'a> {
    pub state_filters: Vec<&'a str>,
    pub producer_id_filters: Vec<i64>,
    /// Since version 1; -1 by default.
    pub duration_filter: i64,
    /// Since version 2.
    pub transactional_id_pattern: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ListTransactionsRequest<'_> {
    fn default() -> Self {
        Self {
            state_filters: Vec::new(),
            producer_id_filters: Vec::new(),
            duration_filter: -1,
            transactional_id_pattern: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ListTransactionsRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("state_filters", &mut self.state_filters)?;
        r.field("producer_id_filters", &mut self.producer_id_filters)?;
        r.field_if(1 <= version, "duration_filter", &mut self.duration_filter)?;
        r.field_if(2 <= version, "transactional_id_pattern", &mut self.transactional_id_pattern)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("state_filters", &self.state_filters)?;
        w.field("producer_id_filters", &self.producer_id_filters)?;
        w.field_or(
            1 <= version,
            "duration_filter",
            &self.duration_filter,
            self.duration_filter == -1,
        )?;
        w.field_or(
            2 <= version,
            "transactional_id_pattern",
            &self.transactional_id_pattern,
            self.transactional_id_pattern.is_none(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListTransactionsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub unknown_state_filters: Vec<&'a str>,
    pub transaction_states: Vec<TransactionState<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListTransactionsResponse<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("unknown_state_filters", &mut self.unknown_state_filters)?;
        r.field("transaction_states", &mut self.transaction_states)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("unknown_state_filters", &self.unknown_state_filters)?;
        w.field("transaction_states", &self.transaction_states)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `transaction_states`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransactionState<'a> {
    pub transactional_id: &'a str,
    pub producer_id: i64,
    pub transaction_state: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TransactionState<'a> {
    const SIZE_MIN: usize = 11;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("transactional_id", &mut self.transactional_id)?;
        r.field("producer_id", &mut self.producer_id)?;
        r.field("transaction_state", &mut self.transaction_state)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("transactional_id", &self.transactional_id)?;
        w.field("producer_id", &self.producer_id)?;
        w.field("transaction_state", &self.transaction_state)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ListTransactionsRequest<'a> {
    const NAME: &'static str = "ListTransactionsRequest";
    const API: Option<ApiKey> = Some(ApiKey::ListTransactions);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ListTransactionsRequest<'a> {
    const KEY: ApiKey = ApiKey::ListTransactions;
    type Response<'b> = ListTransactionsResponse<'b>;
}

impl<'a> Message<'a> for ListTransactionsResponse<'a> {
    const NAME: &'static str = "ListTransactionsResponse";
    const API: Option<ApiKey> = Some(ApiKey::ListTransactions);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
