//! CreateDelegationToken (key 38): the codec of `schema/create_delegation_token.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateDelegationTokenRequest<'a> {
    /// Since version 3.
    pub owner_principal_type: Option<&'a str>,
    /// Since version 3.
    pub owner_principal_name: Option<&'a str>,
    pub renewers: Vec<CreatableRenewers<'a>>,
    pub max_lifetime_ms: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CreateDelegationTokenRequest<'_> {
    fn default() -> Self {
        Self {
            owner_principal_type: Some(""),
            owner_principal_name: Some(""),
            renewers: Vec::new(),
            max_lifetime_ms: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for CreateDelegationTokenRequest<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(3 <= version, "owner_principal_type", &mut self.owner_principal_type)?;
        r.field_if(3 <= version, "owner_principal_name", &mut self.owner_principal_name)?;
        r.field("renewers", &mut self.renewers)?;
        r.field("max_lifetime_ms", &mut self.max_lifetime_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(
            3 <= version,
            "owner_principal_type",
            &self.owner_principal_type,
            self.owner_principal_type == Some(""),
        )?;
        w.field_or(
            3 <= version,
            "owner_principal_name",
            &self.owner_principal_name,
            self.owner_principal_name == Some(""),
        )?;
        w.field("renewers", &self.renewers)?;
        w.field("max_lifetime_ms", &self.max_lifetime_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `renewers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreatableRenewers<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreatableRenewers<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("principal_type", &mut self.principal_type)?;
        r.field("principal_name", &mut self.principal_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("principal_type", &self.principal_type)?;
        w.field("principal_name", &self.principal_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreateDelegationTokenResponse<'a> {
    pub error_code: i16,
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    /// Since version 3.
    pub token_requester_principal_type: &'a str,
    /// Since version 3.
    pub token_requester_principal_name: &'a str,
    pub issue_timestamp_ms: i64,
    pub expiry_timestamp_ms: i64,
    pub max_timestamp_ms: i64,
    pub token_id: &'a str,
    pub hmac: &'a [u8],
    pub throttle_time_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreateDelegationTokenResponse<'a> {
    const SIZE_MIN: usize = 35;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("principal_type", &mut self.principal_type)?;
        r.field("principal_name", &mut self.principal_name)?;
        r.field_if(
            3 <= version,
            "token_requester_principal_type",
            &mut self.token_requester_principal_type,
        )?;
        r.field_if(
            3 <= version,
            "token_requester_principal_name",
            &mut self.token_requester_principal_name,
        )?;
        r.field("issue_timestamp_ms", &mut self.issue_timestamp_ms)?;
        r.field("expiry_timestamp_ms", &mut self.expiry_timestamp_ms)?;
        r.field("max_timestamp_ms", &mut self.max_timestamp_ms)?;
        r.field("token_id", &mut self.token_id)?;
        r.field("hmac", &mut self.hmac)?;
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("principal_type", &self.principal_type)?;
        w.field("principal_name", &self.principal_name)?;
        w.field_or(
            3 <= version,
            "token_requester_principal_type",
            &self.token_requester_principal_type,
            self.token_requester_principal_type.is_empty(),
        )?;
        w.field_or(
            3 <= version,
            "token_requester_principal_name",
            &self.token_requester_principal_name,
            self.token_requester_principal_name.is_empty(),
        )?;
        w.field("issue_timestamp_ms", &self.issue_timestamp_ms)?;
        w.field("expiry_timestamp_ms", &self.expiry_timestamp_ms)?;
        w.field("max_timestamp_ms", &self.max_timestamp_ms)?;
        w.field("token_id", &self.token_id)?;
        w.field("hmac", &self.hmac)?;
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for CreateDelegationTokenRequest<'a> {
    const NAME: &'static str = "CreateDelegationTokenRequest";
    const API: Option<ApiKey> = Some(ApiKey::CreateDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for CreateDelegationTokenRequest<'a> {
    const KEY: ApiKey = ApiKey::CreateDelegationToken;
    type Response<'b> = CreateDelegationTokenResponse<'b>;
}

impl<'a> Message<'a> for CreateDelegationTokenResponse<'a> {
    const NAME: &'static str = "CreateDelegationTokenResponse";
    const API: Option<ApiKey> = Some(ApiKey::CreateDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
