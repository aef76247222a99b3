//! DelegationTokenRecord: the codec of `schema/metadata_log/delegation_token_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DelegationTokenRecord<'a> {
    pub owner: &'a str,
    pub requester: &'a str,
    pub renewers: Vec<&'a str>,
    pub issue_timestamp: i64,
    pub max_timestamp: i64,
    pub expiration_timestamp: i64,
    pub token_id: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DelegationTokenRecord<'a> {
    const SIZE_MIN: usize = 29;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("owner", &mut self.owner)?;
        r.field("requester", &mut self.requester)?;
        r.field("renewers", &mut self.renewers)?;
        r.field("issue_timestamp", &mut self.issue_timestamp)?;
        r.field("max_timestamp", &mut self.max_timestamp)?;
        r.field("expiration_timestamp", &mut self.expiration_timestamp)?;
        r.field("token_id", &mut self.token_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("owner", &self.owner)?;
        w.field("requester", &self.requester)?;
        w.field("renewers", &self.renewers)?;
        w.field("issue_timestamp", &self.issue_timestamp)?;
        w.field("max_timestamp", &self.max_timestamp)?;
        w.field("expiration_timestamp", &self.expiration_timestamp)?;
        w.field("token_id", &self.token_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DelegationTokenRecord<'a> {
    const NAME: &'static str = "DelegationTokenRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(10);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
